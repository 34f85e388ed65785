// A project importer of a few lines: each line "KIND key=value;key=value" is one record.
#include <polyvocal_plugin.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

pv_string as_pv(std::string_view text) {
  return {text.data(), text.size()};
}

int probe(pv_string head, pv_string) {
  return std::string_view(head.data, head.length).substr(0, 13) == "#test-project" ? 90 : 0;
}

pv_status read(const pv_host* host, pv_string bytes, pv_string, pv_string) {
  std::string_view rest(bytes.data, bytes.length);
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const int kind = std::atoi(line.data());
    line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
    std::vector<pv_field> fields;
    while (!line.empty()) {
      const auto semicolon = line.find(';');
      const auto field = line.substr(0, semicolon);
      const auto sign = field.find('=');
      fields.push_back({as_pv(field.substr(0, sign)), as_pv(field.substr(sign + 1))});
      line = semicolon == std::string_view::npos ? std::string_view() : line.substr(semicolon + 1);
    }
    const pv_status status =
        host->record(host->context, static_cast<pv_record_kind>(kind), fields.data(), fields.size());
    if (status != PV_OK) return status;
  }
  return PV_OK;
}

}  // namespace

extern "C" const pv_plugin* polyvocal_plugin_entry(uint32_t host_major, uint32_t) {
  static pv_format format{};
  format.size = sizeof format;
  format.kind = PV_PROJECT_IMPORTER;
  format.name = as_pv("test-project");
  format.label = as_pv("Test project");
  format.extensions = as_pv("testproject");
  format.probe = probe;
  format.read = read;
  static const pv_format* const formats[] = {&format};
  static pv_plugin plugin{};
  plugin.size = sizeof plugin;
  plugin.abi_major = PV_ABI_MAJOR;
  plugin.id = as_pv("org.polyvocal.test.project");
  plugin.version = as_pv("1.0.0");
  plugin.licence = as_pv("GPL-3.0-or-later");
  plugin.formats = formats;
  plugin.format_count = 1;
  return host_major == PV_ABI_MAJOR ? &plugin : nullptr;
}
