// Does what a file of the form "#misbehave WORD" asks for, all of it forbidden.
#include <fcntl.h>
#include <polyvocal_plugin.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

pv_string as_pv(std::string_view text) {
  return {text.data(), text.size()};
}

pv_status say(const pv_host* host, std::string_view text, int kind = PV_PARAGRAPH) {
  pv_block block{};
  block.size = sizeof block;
  block.kind = static_cast<pv_block_kind>(kind);
  block.text = as_pv(text);
  block.start_ms = PV_NO_TIME;
  block.end_ms = PV_NO_TIME;
  return host->block(host->context, &block);
}

/// Tries what the confined process may not do, and says what succeeded.
pv_status try_forbidden(const pv_host* host) {
  std::string done;
  const int written = ::open("/tmp/polyvocal-test-must-not-exist", O_WRONLY | O_CREAT, 0600);
  if (written >= 0) {
    done += " write";
    ::unlink("/tmp/polyvocal-test-must-not-exist");
  }
  if (::socket(AF_INET, SOCK_STREAM, 0) >= 0) done += " socket";
  if (::fork() >= 0) done += " fork";
  if (::unlink("/tmp/polyvocal-test-must-stay") == 0) done += " unlink";
  if (::open("/etc/passwd", O_RDONLY) >= 0) done += " read";
  if (::getenv("HOME") != nullptr) done += " environment";
  return say(host, "succeeded:" + done);
}

int probe(pv_string head, pv_string) {
  return std::string_view(head.data, head.length).substr(0, 10) == "#misbehave" ? 99 : 0;
}

pv_status read(const pv_host* host, pv_string bytes, pv_string, pv_string) {
  std::string_view word(bytes.data, bytes.length);
  word.remove_prefix(std::min<std::size_t>(word.size(), 11));
  while (!word.empty() && word.back() == '\n') word.remove_suffix(1);
  if (word == "crash") {
    say(host, "before the crash");
    volatile int* nowhere = nullptr;
    *nowhere = 1;
  }
  if (word == "abort") std::abort();
  if (word == "exit") std::_Exit(0);
  if (word == "loop") {
    for (volatile unsigned turns = 0;;) {
      const unsigned next = turns + 1;
      turns = next;
    }
  }
  if (word == "loop-talking") {
    while (say(host, "and so on") == PV_OK) {
    }
    return PV_STOP;
  }
  if (word == "ignore-stop") {
    while (true) say(host, std::string(1 << 20, 'x'));
  }
  if (word == "allocate") {
    std::vector<std::vector<char>> kept;
    while (true) kept.emplace_back(std::size_t{16} << 20, 'x');
  }
  if (word == "throw") throw 7;
  if (word == "bad-utf8") {
    say(host, std::string_view("a\xFFz \xC3(\xED\xA0\x80 \xF4\x90\x80\x80 n\0l", 18));
    pv_block block{};
    block.size = sizeof block;
    block.kind = PV_PARAGRAPH;
    block.text = as_pv(
        "\xFF"
        "bold\nrest");
    block.bold_prefix_bytes = 5;
    block.start_ms = -5;
    block.end_ms = PV_NO_TIME;
    return host->block(host->context, &block);
  }
  if (word == "oversized") return say(host, std::string(std::size_t{100} << 20, 'x'));
  if (word == "wrong-kind") return say(host, "x", 77);
  if (word == "row-in-document") {
    const pv_string cell = as_pv("cell");
    return host->row(host->context, &cell, 1);
  }
  if (word == "short-block") {
    pv_block block{};
    block.size = 8;
    return host->block(host->context, &block);
  }
  if (word == "null-block") return host->block(host->context, nullptr);
  if (word == "bad-status") {
    const int beyond = std::atoi("1234");
    return static_cast<pv_status>(beyond);
  }
  if (word == "bold-beyond") {
    pv_block block{};
    block.size = sizeof block;
    block.kind = PV_HEADING;
    block.level = 99;
    block.text = as_pv("\xC3\xA9t\xC3\xA9");
    block.bold_prefix_bytes = 1;
    return host->block(host->context, &block);
  }
  if (word == "forbidden") return try_forbidden(host);
  return say(host, "harmless");
}

}  // namespace

extern "C" const pv_plugin* polyvocal_plugin_entry(uint32_t host_major, uint32_t) {
  static pv_format format{};
  format.size = sizeof format;
  format.kind = PV_DOCUMENT_IMPORTER;
  format.name = as_pv("misbehaving");
  format.label = as_pv("Misbehaving");
  format.extensions = as_pv("bad");
  format.probe = probe;
  format.read = read;
  static const pv_format* const formats[] = {&format};
  static pv_plugin plugin{};
  plugin.size = sizeof plugin;
  plugin.abi_major = PV_ABI_MAJOR;
  plugin.id = as_pv("org.polyvocal.test.misbehaving");
  plugin.version = as_pv("1.0.0");
  plugin.licence = as_pv("GPL-3.0-or-later");
  plugin.formats = formats;
  plugin.format_count = 1;
  return host_major == PV_ABI_MAJOR ? &plugin : nullptr;
}
