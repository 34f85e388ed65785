#pragma once

#include <polyvocal_plugin.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// C++ over polyvocal_plugin.h for the bundled plug-ins: a host whose functions throw when the plug-in has to return,
/// and a border that lets nothing out. One thread.
namespace pv {

inline std::string_view view(pv_string text) {
  return {text.data != nullptr ? text.data : "", text.data != nullptr ? text.length : 0};
}
inline pv_string str(std::string_view text) {
  return {text.data(), text.size()};
}

/// Ends the reading with a status. `detail` says why, in a few words or as a key the workbench has a sentence for.
struct Finish {
  pv_status status;
  std::string detail;
};
[[noreturn]] inline void finish(pv_status status, std::string detail = {}) {
  throw Finish{status, std::move(detail)};
}

class Host {
 public:
  explicit Host(const pv_host& host) : host_(host) {}

  /// `bold_prefix`: how many bytes at the start are bold.
  void paragraph(std::string_view text, std::size_t bold_prefix = 0) { block(PV_PARAGRAPH, text, {}, 0, bold_prefix); }
  /// `level` 1..6.
  void heading(std::string_view text, int level, std::size_t bold_prefix = 0) {
    block(PV_HEADING, text, {}, level, bold_prefix);
  }
  void cue(std::string_view text, std::string_view speaker, std::int64_t start_ms, std::int64_t end_ms) {
    block(PV_CUE, text, speaker, 0, 0, start_ms, end_ms);
  }
  void turn_row(std::string_view text, std::string_view speaker, std::int64_t start_ms, std::int64_t end_ms) {
    block(PV_ROW, text, speaker, 0, 0, start_ms, end_ms);
  }
  void row(const std::vector<std::string>& cells) {
    std::vector<pv_string> views;
    views.reserve(cells.size());
    for (const auto& cell : cells) views.push_back(str(cell));
    check(host_.row(host_.context, views.data(), views.size()));
  }
  void property(std::string_view name, std::string_view value) {
    check(host_.property(host_.context, str(name), str(value)));
  }
  void warning(std::string_view key, std::string_view detail = {}) {
    check(host_.warning(host_.context, str(key), str(detail)));
  }
  void detail(std::string_view text) const { host_.detail(host_.context, str(text)); }

  /// UTF-8 with LF; throws what the host says when the encoding is not known.
  std::string_view decode(std::string_view bytes) {
    pv_decoded result{};
    result.size = sizeof result;
    check(host_.decode(host_.context, str(bytes), &result));
    return view(result.text);
  }
  /// Where the file itself names its encoding.
  std::string_view decode_as(std::string_view bytes, std::string_view encoding) {
    if (!PV_HAS(&host_, pv_host, decode_as)) return decode(bytes);
    pv_decoded result{};
    result.size = sizeof result;
    check(host_.decode_as(host_.context, str(bytes), str(encoding), &result));
    return view(result.text);
  }
  /// Opens the archive and gives its parts' names.
  std::vector<std::string> unzip(std::string_view bytes) {
    std::size_t count = 0;
    check(host_.unzip_open(host_.context, str(bytes), &count));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
      pv_unzip_entry entry{};
      entry.size = sizeof entry;
      check(host_.unzip_entry(host_.context, i, &entry));
      names.emplace_back(view(entry.name));
    }
    return names;
  }
  /// A part of the open archive; nullopt if there is none of this name.
  std::optional<std::string_view> part(std::string_view name) {
    pv_string bytes{nullptr, 0};
    const pv_status status = host_.unzip_read(host_.context, str(name), &bytes);
    if (status == PV_UNKNOWN) return std::nullopt;
    check(status);
    return view(bytes);
  }

 private:
  void block(pv_block_kind kind, std::string_view text, std::string_view speaker, int level, std::size_t bold_prefix,
             std::int64_t start_ms = PV_NO_TIME, std::int64_t end_ms = PV_NO_TIME) {
    pv_block block{};
    block.size = sizeof block;
    block.kind = kind;
    block.text = str(text);
    block.speaker = str(speaker);
    block.level = level;
    block.bold_prefix_bytes = bold_prefix;
    block.start_ms = start_ms;
    block.end_ms = end_ms;
    check(host_.block(host_.context, &block));
  }
  // The host has its own reason by then; an empty detail leaves it alone.
  static void check(pv_status status) {
    if (status != PV_OK) finish(status);
  }
  const pv_host& host_;
};

/// Runs a reader and turns whatever it throws into a status.
template <typename Reader>
pv_status guarded(const pv_host* host, Reader&& reader) noexcept {
  try {
    Host wrapped(*host);
    reader(wrapped);
    return PV_OK;
  } catch (const Finish& end) {
    if (!end.detail.empty()) host->detail(host->context, str(end.detail));
    return end.status;
  } catch (const std::bad_alloc&) {
    host->detail(host->context, str("memory"));
    return PV_TOO_LARGE;
  } catch (const std::exception& error) {
    host->detail(host->context, str(error.what()));
    return PV_DAMAGED;
  } catch (...) {
    return PV_FAILED;
  }
}

using ReadFunction = void (*)(Host&, std::string_view bytes, std::string_view extension);

template <ReadFunction read>
pv_status reader(const pv_host* host, pv_string bytes, pv_string, pv_string extension) {
  return guarded(host, [&](Host& wrapped) { read(wrapped, view(bytes), view(extension)); });
}

using ProbeFunction = int (*)(std::string_view head, std::string_view extension);

template <ProbeFunction probe>
int prober(pv_string head, pv_string extension) {
  try {
    return probe(view(head), view(extension));
  } catch (...) {
    return 0;
  }
}

template <ProbeFunction probe, ReadFunction read>
pv_format format(pv_kind kind, std::string_view name, std::string_view label, std::string_view extensions,
                 std::string_view mime = {}) {
  pv_format made{};
  made.size = sizeof made;
  made.kind = kind;
  made.name = str(name);
  made.label = str(label);
  made.extensions = str(extensions);
  made.mime = str(mime);
  made.probe = prober<probe>;
  made.read = reader<read>;
  return made;
}

inline pv_plugin plugin(std::string_view id, std::string_view version, const pv_format* const* formats,
                        std::size_t count) {
  pv_plugin made{};
  made.size = sizeof made;
  made.abi_major = PV_ABI_MAJOR;
  made.abi_minor = PV_ABI_MINOR;
  made.id = str(id);
  made.version = str(version);
  made.licence = str("GPL-3.0-or-later");
  made.formats = formats;
  made.format_count = count;
  return made;
}

}  // namespace pv

/// The one exported function of a bundled plug-in: POLYVOCAL_PLUGIN(id, format...).
#define POLYVOCAL_PLUGIN(id, ...)                                                                                  \
  extern "C" const pv_plugin* polyvocal_plugin_entry(std::uint32_t host_major, std::uint32_t) {                    \
    if (host_major != PV_ABI_MAJOR) return nullptr;                                                                \
    static const auto formats = std::to_array<const pv_format*>({__VA_ARGS__});                                    \
    static const pv_plugin description = pv::plugin(id, POLYVOCAL_PLUGIN_VERSION, formats.data(), formats.size()); \
    return &description;                                                                                           \
  }
