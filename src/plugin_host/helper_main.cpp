// polyvocal-helper: reads untrusted files with plug-ins, in a process of its own that may do little else. Started by
// the workbench (plugin_host/pool.cpp) with a socket; of no use by itself.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

#include "base/atomic_file.hpp"
#include "plugin_host/helper_channel_internal.hpp"
#include "plugin_host/helper_plugins_internal.hpp"
#include "plugin_host/helper_session_internal.hpp"
#include "plugin_host/utf8_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

constexpr std::size_t kHeadBytes = 4096;

std::string_view view(pv_string text) {
  return {text.data != nullptr ? text.data : "", text.data != nullptr ? text.length : 0};
}
pv_string as_pv(std::string_view text) {
  return {text.data(), text.size()};
}

bool has_extension(const pv_format& format, std::string_view extension) {
  std::string_view rest = view(format.extensions);
  while (!rest.empty()) {
    const auto blank = rest.find(' ');
    if (rest.substr(0, blank) == extension) return !extension.empty();
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  return false;
}

void greet(Channel& channel, const LoadedPlugins& plugins) {
  FrameWriter(channel.out, FrameType::kHello).u32(kProtocolVersion).finish();
  for (const auto& loaded : plugins.formats) {
    FrameWriter(channel.out, FrameType::kFormat)
        .u8(static_cast<std::uint8_t>(loaded.format->kind))
        .text(repaired_utf8(view(loaded.format->name)))
        .text(repaired_utf8(view(loaded.format->label)))
        .text(repaired_utf8(view(loaded.format->extensions)))
        .text(repaired_utf8(view(loaded.plugin->id)))
        .text(repaired_utf8(view(loaded.plugin->version)))
        .finish();
  }
  for (const auto& refused : plugins.refused) {
    FrameWriter(channel.out, FrameType::kRefused).text(refused.file).text(refused.reason).finish();
  }
  FrameWriter(channel.out, FrameType::kReady).finish();
  channel.flush();
}

struct Candidate {
  const LoadedFormat* format;
  int score;
  bool by_extension;
};

/// The formats that may read the file, surest first.
std::vector<Candidate> candidates(const LoadedPlugins& plugins, const ReadRequest& request, std::string_view bytes) {
  std::vector<Candidate> found;
  const pv_string head = as_pv(bytes.substr(0, kHeadBytes));
  for (const auto& loaded : plugins.formats) {
    if (static_cast<std::uint8_t>(loaded.format->kind) != request.kind) continue;
    const bool by_extension = has_extension(*loaded.format, request.extension);
    if (!request.format.empty()) {
      if (view(loaded.format->name) == request.format) found.push_back({&loaded, 100, true});
      continue;
    }
    const int score = std::clamp(loaded.format->probe(head, as_pv(request.extension)), 0, 100);
    if (score > 0) found.push_back({&loaded, score, by_extension});
  }
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.by_extension > b.by_extension;
  });
  return found;
}

bool some_format_has(const LoadedPlugins& plugins, const ReadRequest& request) {
  return std::any_of(plugins.formats.begin(), plugins.formats.end(), [&](const LoadedFormat& loaded) {
    return static_cast<std::uint8_t>(loaded.format->kind) == request.kind &&
           has_extension(*loaded.format, request.extension);
  });
}

void serve(Channel& channel, const LoadedPlugins& plugins, const ReadRequest& request, const std::string& bytes) {
  Session session(channel, request);
  const auto formats = candidates(plugins, request, bytes);
  for (const auto& candidate : formats) {
    const pv_status status = session.read(*candidate.format, bytes);
    if (status == PV_UNKNOWN && !session.begun() && !session.asks_for_converter() && request.format.empty()) continue;
    // A file whose ending says something else is read by its content, and the person is told.
    if (status == PV_OK && !candidate.by_extension && some_format_has(plugins, request)) {
      session.add_warning("ending-differs", view(candidate.format->format->name));
    }
    session.finish(status, view(candidate.format->format->name));
    return;
  }
  if (!request.format.empty() || !some_format_has(plugins, request)) {
    session.finish(PV_UNKNOWN, "");
    return;
  }
  session.set_detail("not-its-format");
  session.finish(PV_DAMAGED, "");
}

bool parse(const Frame& frame, ReadRequest& request) {
  if (frame.type != FrameType::kRead) return false;
  FrameReader reader(frame.payload);
  request.id = reader.u32();
  request.kind = reader.u8();
  request.repair_doubly_encoded = reader.u8() != 0;
  request.deadline_seconds = reader.u32();
  request.unpacked_bytes = reader.u64();
  request.file_bytes = reader.u64();
  request.name = reader.text();
  request.extension = reader.text();
  request.format = reader.text();
  request.encoding = reader.text();
  request.language = reader.text();
  return reader.at_end();
}

/// Answers without a Session, which may be what there is no memory for.
void fail(Channel& channel, const ReadRequest& request, pv_status status, const char* detail) {
  // What was collected for this file may be half a frame.
  channel.out.clear();
  FrameWriter(channel.out, FrameType::kDone)
      .u32(request.id)
      .u32(status)
      .text(detail)
      .text("")
      .text("")
      .i32(100)
      .finish();
  channel.flush();
}

int run(std::uint64_t memory_bytes, const std::vector<std::filesystem::path>& folders) {
  limit_process(memory_bytes);
  Channel channel;
  const LoadedPlugins plugins = load_plugins(folders);
  confine_process();
  greet(channel, plugins);
  while (const auto frame = channel.next()) {
    if (frame->type == FrameType::kCancel) continue;  // came too late
    ReadRequest request;
    if (!parse(*frame, request)) return 3;
    arm_watchdog(request.deadline_seconds + 5);
    try {
      const auto bytes = channel.take_file(request.file_bytes);
      if (!bytes) {
        fail(channel, request, PV_FAILED, "read-error");
      } else if (bytes->empty()) {
        fail(channel, request, PV_EMPTY, "");
      } else {
        serve(channel, plugins, request, *bytes);
      }
    } catch (const std::bad_alloc&) {
      fail(channel, request, PV_TOO_LARGE, "memory");
    }
    arm_watchdog(0);
  }
  return 0;
}

}  // namespace
}  // namespace polyvocal::plugin_host

int main(int count, char** words) {
  if (count < 3 || std::strcmp(words[1], "--memory") != 0) {
    std::fputs("polyvocal-helper is started by polyvocal; it has no use by itself.\n", stderr);
    return 2;
  }
  std::vector<std::filesystem::path> folders;
  for (int i = 3; i < count; ++i) folders.push_back(polyvocal::base::path_from_utf8(words[i]));
  int status = 4;
  try {
    status = polyvocal::plugin_host::run(std::strtoull(words[2], nullptr, 10), folders);
  } catch (const std::exception&) {
    status = 4;
  }
  // Without running destructors of loaded libraries: nothing here is worth saving.
  std::_Exit(status);
}
