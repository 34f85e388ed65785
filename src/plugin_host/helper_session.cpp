#include "plugin_host/helper_session_internal.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include "plugin_host/utf8_internal.hpp"
#include "text/decode.hpp"

namespace polyvocal::plugin_host {
namespace {

/// A plug-in's text is refused beyond this: one paragraph of that size is no transcript, and frames have a limit.
constexpr std::size_t kMaxTextBytes = std::size_t{16} << 20;
constexpr std::uint64_t kMaxNotes = 500;

std::string_view view(pv_string text) {
  return {text.data != nullptr ? text.data : "", text.data != nullptr ? text.length : 0};
}
pv_string as_pv(std::string_view text) {
  return {text.data(), text.size()};
}

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string without_cr(std::string text) {
  std::erase(text, '\r');
  return text;
}

pv_status status_of(const base::Error& error) {
  switch (error.code) {
    case base::ErrorCode::kEmptyFile:
      return PV_EMPTY;
    case base::ErrorCode::kUnknownEncoding:
      return PV_ENCODING;
    case base::ErrorCode::kTooLarge:
      return PV_TOO_LARGE;
    default:
      return PV_FAILED;
  }
}

}  // namespace

/// The C functions of pv_host. No exception may pass them.
struct HostFunctions {
  template <typename F>
  static pv_status call(void* context, F&& work) {
    auto& session = *static_cast<Session*>(context);
    if (session.stopped_ != PV_OK) return PV_STOP;
    try {
      return work(session);
    } catch (const std::bad_alloc&) {
      return session.stop(PV_TOO_LARGE, "memory");
    } catch (const std::exception& error) {
      return session.stop(PV_FAILED, error.what());
    }
  }
  static pv_status block(void* context, const pv_block* block) {
    return call(context, [&](Session& session) {
      if (block == nullptr || !PV_HAS(block, pv_block, end_ms)) return session.stop(PV_FAILED, "faulty-plug-in");
      return session.block(*block);
    });
  }
  static pv_status row(void* context, const pv_string* cells, std::size_t count) {
    return call(context, [&](Session& session) { return session.row(cells, count); });
  }
  static pv_status record(void* context, pv_record_kind kind, const pv_field* fields, std::size_t count) {
    return call(context, [&](Session& session) { return session.record(kind, fields, count); });
  }
  static pv_status property(void* context, pv_string name, pv_string value) {
    return call(context, [&](Session& session) { return session.pair(FrameType::kProperty, name, value); });
  }
  static pv_status warning(void* context, pv_string key, pv_string detail) {
    return call(context, [&](Session& session) { return session.pair(FrameType::kWarning, key, detail); });
  }
  static pv_status detail(void* context, pv_string text) {
    return call(context, [&](Session& session) {
      session.detail_ = one_line(repaired_utf8(view(text).substr(0, 500)));
      return PV_OK;
    });
  }
  static int cancelled(void* context) {
    return call(context, [](Session& session) { return session.cancelled() ? PV_STOP : PV_OK; }) == PV_OK ? 0 : 1;
  }
  static pv_status decode(void* context, pv_string bytes, pv_decoded* result) {
    return call(context, [&](Session& session) { return session.decode(bytes, {}, result); });
  }
  static pv_status decode_as(void* context, pv_string bytes, pv_string encoding, pv_decoded* result) {
    return call(context, [&](Session& session) { return session.decode(bytes, view(encoding), result); });
  }
  static pv_status unzip_open(void* context, pv_string bytes, std::size_t* count) {
    return call(context, [&](Session& session) { return session.unzip_open(bytes, count); });
  }
  static pv_status unzip_entry(void* context, std::size_t index, pv_unzip_entry* entry) {
    return call(context, [&](Session& session) { return session.unzip_entry(index, entry); });
  }
  static pv_status unzip_read(void* context, pv_string name, pv_string* bytes) {
    return call(context, [&](Session& session) { return session.unzip_read(name, bytes); });
  }
};

Session::Session(Channel& channel, const ReadRequest& request)
    : channel_(channel), request_(request), budget_(request.unpacked_bytes) {
  host_.size = sizeof host_;
  host_.abi_major = PV_ABI_MAJOR;
  host_.abi_minor = PV_ABI_MINOR;
  host_.context = this;
  host_.block = HostFunctions::block;
  host_.row = HostFunctions::row;
  host_.record = HostFunctions::record;
  host_.property = HostFunctions::property;
  host_.warning = HostFunctions::warning;
  host_.detail = HostFunctions::detail;
  host_.cancelled = HostFunctions::cancelled;
  host_.decode = HostFunctions::decode;
  host_.unzip_open = HostFunctions::unzip_open;
  host_.unzip_entry = HostFunctions::unzip_entry;
  host_.unzip_read = HostFunctions::unzip_read;
  host_.decode_as = HostFunctions::decode_as;
}

void Session::forget_attempt() {
  early_.clear();
  detail_.clear();
  encoding_.clear();
  confidence_ = 100;
  notes_ = 0;
  asks_for_converter_ = false;
  archive_.reset();
  kept_.clear();
}

pv_status Session::read(const LoadedFormat& format, std::string_view bytes) {
  forget_attempt();
  format_name_ = repaired_utf8(view(format.format->name));
  pv_status status = PV_FAILED;
  try {
    status = format.format->read(&host_, as_pv(bytes), as_pv(request_.name), as_pv(request_.extension));
  } catch (const std::bad_alloc&) {
    status = PV_TOO_LARGE;
    detail_ = "memory";
  } catch (const std::exception&) {
    detail_ = "faulty-plug-in";
  }
  archive_.reset();
  kept_.clear();
  if (stopped_ != PV_OK) return stopped_;
  return status < PV_OK || status > PV_ENCODING ? PV_FAILED : status;
}

pv_status Session::stop(pv_status status, const char* why) {
  stopped_ = status;
  detail_ = repaired_utf8(why);
  return PV_STOP;
}

bool Session::cancelled() {
  if (channel_.cancelled(request_.id)) stop(PV_STOP, "");
  return stopped_ != PV_OK;
}

pv_status Session::sent() {
  channel_.flush_if_large();
  // Asking the socket costs a system call: not for every paragraph.
  if (++emitted_ % 512 == 0 && cancelled()) return PV_STOP;
  return PV_OK;
}

pv_status Session::begin(pv_kind kind) {
  if (static_cast<std::uint8_t>(kind) != request_.kind) return stop(PV_FAILED, "faulty-plug-in");
  if (!begun_) {
    begun_ = true;
    FrameWriter(channel_.out, FrameType::kBegin).u32(request_.id).text(format_name_).finish();
    channel_.out += early_;
    early_.clear();
  }
  return PV_OK;
}

pv_status Session::block(const pv_block& block) {
  if (begin(PV_DOCUMENT_IMPORTER) != PV_OK) return PV_STOP;
  const std::string_view raw = view(block.text);
  if (raw.size() > kMaxTextBytes || block.speaker.length > 4096) return stop(PV_TOO_LARGE, "paragraph");
  if (block.kind < PV_PARAGRAPH || block.kind > PV_ROW) return stop(PV_FAILED, "faulty-plug-in");
  const bool lines = block.kind == PV_CUE || block.kind == PV_ROW;
  const auto clean = [&](std::string_view text) {
    return lines ? without_cr(repaired_utf8(text)) : one_line(repaired_utf8(text));
  };
  std::string text = clean(raw);
  std::uint64_t bold = std::min<std::uint64_t>(block.bold_prefix_bytes, raw.size());
  if (text != raw) {
    // Repairing moves bytes: the prefix is repaired by itself and ends where its own text ends.
    bold = clean(raw.substr(0, bold)).size();
  }
  bold = std::min<std::uint64_t>(bold, text.size());
  while (bold < text.size() && bold > 0 && (text[bold] & 0xC0) == 0x80) --bold;
  const auto time = [](std::int64_t value) { return value < 0 ? PV_NO_TIME : value; };
  FrameWriter(channel_.out, FrameType::kBlock)
      .u8(static_cast<std::uint8_t>(block.kind))
      .text(text)
      .text(one_line(repaired_utf8(view(block.speaker))))
      .i32(block.kind == PV_HEADING ? std::clamp(block.level, 1, 6) : 0)
      .u64(bold)
      .i64(time(block.start_ms))
      .i64(time(block.end_ms))
      .finish();
  return sent();
}

pv_status Session::row(const pv_string* cells, std::size_t count) {
  if (begin(PV_TABLE_READER) != PV_OK) return PV_STOP;
  if (count > kMaxCells) return stop(PV_TOO_LARGE, "columns");
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; ++i) total += cells[i].length;
  if (total > kMaxTextBytes) return stop(PV_TOO_LARGE, "row");
  FrameWriter frame(channel_.out, FrameType::kRow);
  frame.u32(static_cast<std::uint32_t>(count));
  for (std::size_t i = 0; i < count; ++i) frame.text(without_cr(repaired_utf8(view(cells[i]))));
  frame.finish();
  return sent();
}

pv_status Session::record(pv_record_kind kind, const pv_field* fields, std::size_t count) {
  if (begin(PV_PROJECT_IMPORTER) != PV_OK) return PV_STOP;
  if (count > kMaxFields || kind < PV_REC_PROJECT || kind > PV_REC_LOST) return stop(PV_FAILED, "faulty-plug-in");
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; ++i) total += fields[i].name.length + fields[i].value.length;
  if (total > kMaxTextBytes) return stop(PV_TOO_LARGE, "record");
  FrameWriter frame(channel_.out, FrameType::kRecord);
  frame.u32(static_cast<std::uint32_t>(kind)).u32(static_cast<std::uint32_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    frame.text(repaired_utf8(view(fields[i].name))).text(repaired_utf8(view(fields[i].value)));
  }
  frame.finish();
  return sent();
}

pv_status Session::pair(FrameType type, pv_string name, pv_string value) {
  if (++notes_ > kMaxNotes) return PV_OK;
  if (type == FrameType::kProperty && view(name) == "converter") asks_for_converter_ = true;
  FrameWriter(begun_ ? channel_.out : early_, type)
      .text(one_line(repaired_utf8(view(name).substr(0, 200))))
      .text(one_line(repaired_utf8(view(value).substr(0, 2000))))
      .finish();
  return PV_OK;
}

void Session::add_warning(std::string_view key, std::string_view detail) {
  pair(FrameType::kWarning, as_pv(key), as_pv(detail));
}

pv_status Session::decode(pv_string bytes, std::string_view encoding, pv_decoded* result) {
  if (result == nullptr || !PV_HAS(result, pv_decoded, confidence)) return stop(PV_FAILED, "faulty-plug-in");
  text::DecodeOptions options;
  options.encoding = request_.encoding.empty() ? std::string(encoding) : request_.encoding;
  options.language = request_.language;
  options.repair_doubly_encoded = request_.repair_doubly_encoded;
  auto decoded = text::decode(view(bytes), options);
  if (!decoded && request_.encoding.empty() && !encoding.empty()) {
    options.encoding.clear();
    decoded = text::decode(view(bytes), options);
  }
  if (!decoded) {
    detail_ = repaired_utf8(decoded.error().param("detail"));
    return status_of(decoded.error());
  }
  encoding_ = decoded->encoding;
  confidence_ = std::clamp(decoded->confidence, 0, 100);
  for (const auto& note : decoded->notes) {
    // Every Windows file has such line ends: nothing a person has to know.
    if (note != "line-ends-normalised") add_warning(note, {});
  }
  if (decoded->replaced > 0) add_warning("replaced-bytes", std::to_string(decoded->replaced));
  kept_.push_back(std::move(decoded->text));
  kept_.push_back(encoding_);
  result->text = as_pv(kept_[kept_.size() - 2]);
  result->encoding = as_pv(kept_.back());
  result->confidence = confidence_;
  return PV_OK;
}

pv_status Session::unzip_open(pv_string bytes, std::size_t* count) {
  archive_ = std::make_unique<Unzip>(view(bytes), budget_);
  const pv_status status = archive_->open();
  if (status != PV_OK) {
    detail_ = archive_->detail();
    archive_.reset();
    return status;
  }
  if (count != nullptr) *count = archive_->size();
  return PV_OK;
}

pv_status Session::unzip_entry(std::size_t index, pv_unzip_entry* entry) {
  if (!archive_ || index >= archive_->size() || entry == nullptr || !PV_HAS(entry, pv_unzip_entry, unpacked)) {
    return PV_UNKNOWN;
  }
  entry->name = as_pv(archive_->name(index));
  entry->unpacked = archive_->unpacked(index);
  return PV_OK;
}

pv_status Session::unzip_read(pv_string name, pv_string* bytes) {
  if (!archive_ || bytes == nullptr) return PV_UNKNOWN;
  std::string content;
  const pv_status status = archive_->read(view(name), content);
  if (status != PV_OK) {
    if (status != PV_UNKNOWN) detail_ = archive_->detail();
    return status;
  }
  kept_.push_back(std::move(content));
  *bytes = as_pv(kept_.back());
  return PV_OK;
}

void Session::finish(pv_status status, std::string_view format) {
  if (!begun_ && !early_.empty() && (status == PV_OK || status == PV_UNKNOWN)) {
    FrameWriter(channel_.out, FrameType::kBegin).u32(request_.id).text(format).finish();
    channel_.out += early_;
  }
  FrameWriter(channel_.out, FrameType::kDone)
      .u32(request_.id)
      .u32(static_cast<std::uint32_t>(status))
      .text(detail_)
      .text(format)
      .text(encoding_)
      .i32(confidence_)
      .finish();
  channel_.flush();
}

}  // namespace polyvocal::plugin_host
