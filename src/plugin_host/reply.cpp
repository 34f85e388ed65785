#include "plugin_host/reply_internal.hpp"

#include <optional>

#include "plugin_api/polyvocal_plugin.h"
#include "plugin_host/utf8_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

constexpr std::uint64_t kMaxItems = 20'000'000;
/// 100 days: more than any recording, and far from overflow in later sums.
constexpr std::int64_t kMaxTimeMs = std::int64_t{100} * 24 * 3600 * 1000;

bool time_of(std::int64_t sent, std::optional<std::int64_t>& time) {
  if (sent == PV_NO_TIME) return true;
  if (sent < 0 || sent > kMaxTimeMs) return false;
  time = sent;
  return true;
}

/// A sound file that is something else than a transcript, by the plug-in's detail; nullopt if the file is damaged.
std::optional<base::Error> something_else(const std::string& detail, const std::string& path) {
  using base::ErrorCode;
  if (detail == "no-text-column")
    return base::Error{ErrorCode::kUnknownFormat, {{"path", path}, {"variant", "table"}}, {}};
  if (detail == "no-segments") return base::Error{ErrorCode::kUnknownFormat, {{"path", path}, {"variant", "json"}}, {}};
  if (detail == "no-annotation-document")
    return base::Error{ErrorCode::kUnknownFormat, {{"path", path}, {"variant", "xml"}}, {}};
  return std::nullopt;
}

}  // namespace

Reply::Next Reply::wrong(const char* what) {
  fault_ = what;
  return Next::kFault;
}

Reply::Next Reply::accept(const Frame& frame) {
  bytes_ += frame.payload.size();
  if (bytes_ > limit_) return wrong("protocol: more than the limit");
  if (++items_ > kMaxItems) return wrong("protocol: too many items");
  FrameReader reader(frame.payload);
  if (frame.type == FrameType::kDone) return accept_done(reader);
  if (frame.type == FrameType::kBegin) {
    const bool ours = reader.u32() == request_;
    const std::string format(reader.text());
    if (!ours || begun_ || !reader.at_end() || !clean_utf8(format)) return wrong("protocol: begin");
    begun_ = true;
    document.format = format;
    table.format = format;
    return Next::kMore;
  }
  if (!begun_) return wrong("protocol: order");
  switch (frame.type) {
    case FrameType::kBlock:
      return accept_block(reader);
    case FrameType::kRow:
      return accept_row(reader);
    case FrameType::kRecord:
      return accept_record(reader);
    case FrameType::kProperty:
    case FrameType::kWarning:
      return accept_pair(frame, reader);
    default:
      return wrong("protocol: order");
  }
}

Reply::Next Reply::accept_block(FrameReader& reader) {
  if (kind_ != Kind::kDocument) return wrong("protocol: kind");
  const std::uint8_t kind = reader.u8();
  text::RawBlock block;
  block.text = reader.text();
  block.speaker = reader.text();
  block.level = reader.i32();
  const std::uint64_t bold = reader.u64();
  const std::int64_t start = reader.i64();
  const std::int64_t end = reader.i64();
  if (!reader.at_end() || kind > PV_ROW) return wrong("protocol: block");
  block.kind = static_cast<text::RawBlock::Kind>(kind);
  if (!clean_utf8(block.text) || !clean_utf8(block.speaker)) return wrong("protocol: UTF-8");
  const bool one_line = kind == PV_PARAGRAPH || kind == PV_HEADING;
  if (one_line && block.text.find('\n') != std::string::npos) return wrong("protocol: line feed");
  if (kind == PV_HEADING ? block.level < 1 || block.level > 6 : block.level != 0) return wrong("protocol: level");
  if (bold > block.text.size() || (bold < block.text.size() && (block.text[bold] & 0xC0) == 0x80)) {
    return wrong("protocol: bold prefix");
  }
  block.bold_prefix_bytes = static_cast<std::int64_t>(bold);
  if (!time_of(start, block.start_ms) || !time_of(end, block.end_ms)) return wrong("protocol: time");
  document.blocks.push_back(std::move(block));
  return Next::kMore;
}

Reply::Next Reply::accept_row(FrameReader& reader) {
  if (kind_ != Kind::kTable) return wrong("protocol: kind");
  const std::uint32_t count = reader.u32();
  if (count > kMaxCells) return wrong("protocol: cells");
  std::vector<std::string> cells;
  cells.reserve(count);
  for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
    cells.emplace_back(reader.text());
    if (!clean_utf8(cells.back())) return wrong("protocol: UTF-8");
  }
  if (!reader.at_end()) return wrong("protocol: row");
  table.rows.push_back(std::move(cells));
  return Next::kMore;
}

Reply::Next Reply::accept_record(FrameReader& reader) {
  if (kind_ != Kind::kProject) return wrong("protocol: kind");
  const std::uint32_t kind = reader.u32();
  const std::uint32_t count = reader.u32();
  if (kind < PV_REC_PROJECT || kind > PV_REC_LOST || count > kMaxFields) return wrong("protocol: record");
  RawRecord record;
  record.kind = static_cast<int>(kind);
  for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
    std::string name(reader.text());
    std::string value(reader.text());
    if (!clean_utf8(name) || !clean_utf8(value)) return wrong("protocol: UTF-8");
    record.fields.emplace_back(std::move(name), std::move(value));
  }
  if (!reader.at_end()) return wrong("protocol: record");
  return !sink || sink(std::move(record)) ? Next::kMore : Next::kStopped;
}

Reply::Next Reply::accept_pair(const Frame& frame, FrameReader& reader) {
  std::string name(reader.text());
  std::string value(reader.text());
  if (!reader.at_end() || !clean_utf8(name) || !clean_utf8(value)) return wrong("protocol: text");
  auto& list = frame.type == FrameType::kProperty ? document.properties : document.warnings;
  if (list.size() >= 1000) return wrong("protocol: too many notes");
  list.emplace_back(std::move(name), std::move(value));
  return Next::kMore;
}

Reply::Next Reply::accept_done(FrameReader& reader) {
  const bool ours = reader.u32() == request_;
  status = reader.u32();
  detail = reader.text();
  const std::string format(reader.text());
  document.encoding = reader.text();
  document.confidence = reader.i32();
  if (!ours || !reader.at_end() || status > PV_ENCODING || document.confidence < 0 || document.confidence > 100 ||
      !clean_utf8(detail) || !clean_utf8(format) || !clean_utf8(document.encoding)) {
    return wrong("protocol: done");
  }
  if (!begun_) {
    document.format = format;
    table.format = format;
  }
  return Next::kDone;
}

base::Error error_of_status(std::uint32_t status, const std::string& detail, const std::string& path,
                            const Limits& limits) {
  using base::ErrorCode;
  const auto with_detail = [&](ErrorCode code) { return base::Error{code, {{"path", path}, {"detail", detail}}, {}}; };
  switch (status) {
    case PV_STOP:
      return {ErrorCode::kCancelled, {{"path", path}}, {}};
    case PV_UNKNOWN:
      return {ErrorCode::kUnknownFormat, {{"path", path}}, {}};
    case PV_DAMAGED:
      if (auto other = something_else(detail, path)) return *other;
      return with_detail(ErrorCode::kDamagedFile);
    case PV_PASSWORD:
      return {ErrorCode::kPasswordProtected, {{"path", path}}, {}};
    case PV_TOO_LARGE:
      return {ErrorCode::kTooLarge,
              {{"path", path},
               {"limit", detail == "memory" ? std::to_string(limits.memory_bytes >> 20) + " MB of memory"
                                            : std::to_string(limits.unpacked_bytes >> 20) + " MB unpacked"},
               {"detail", detail}},
              {}};
    case PV_EMPTY:
      return with_detail(ErrorCode::kEmptyFile);
    case PV_ENCODING:
      return with_detail(ErrorCode::kUnknownEncoding);
    default:
      return with_detail(ErrorCode::kDamagedFile);
  }
}

}  // namespace polyvocal::plugin_host
