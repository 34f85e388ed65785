#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace polyvocal::plugin_host {

/// What the workbench and a helper say to each other. A frame is a header of 8 bytes (payload length u32, type u16,
/// zero u16; little endian) and a payload of integers and length-prefixed strings. Only these two speak it, always of
/// one build: a version mismatch is a fault.
inline constexpr std::uint32_t kProtocolVersion = 1;
inline constexpr std::size_t kFrameHeaderBytes = 8;
inline constexpr std::size_t kMaxFrameBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxCells = 16384;
inline constexpr std::size_t kMaxFields = 64;

enum class FrameType : std::uint16_t {
  // helper to workbench, once
  kHello = 1,  ///< u32 protocol version
  kFormat,     ///< u8 kind, text name, label, extensions (blanks between), plugin id, plugin version
  kRefused,    ///< text file, reason: a plug-in that was not loaded
  kReady,      ///< end of the lists above
  // workbench to helper; kRead carries the open file as ancillary data
  kRead,    ///< u32 request, u8 kind, u8 repair, u32 deadline seconds, u64 unpacked, u64 file bytes, text name,
            ///< extension,
            ///< format, encoding, language
  kCancel,  ///< u32 request
  // helper to workbench, for each request: kBegin once, then what the file holds, then kDone
  kBegin,     ///< u32 request, text format
  kBlock,     ///< u8 kind, text, text speaker, i32 level, u64 bold prefix bytes, i64 start, i64 end
  kRow,       ///< u32 count, text...
  kRecord,    ///< u32 kind, u32 count, (text, text)...
  kProperty,  ///< text name, value
  kWarning,   ///< text key, detail
  kDone,      ///< u32 request, u32 status, text detail, format, encoding, i32 confidence
};
inline constexpr std::uint16_t kLastFrameType = static_cast<std::uint16_t>(FrameType::kDone);

/// Appends one frame to a buffer. Without finish() (an exception came between) the buffer is as before.
class FrameWriter {
 public:
  FrameWriter(std::string& out, FrameType type);
  ~FrameWriter() {
    if (!finished_) out_.resize(start_);
  }
  FrameWriter(const FrameWriter&) = delete;
  FrameWriter& operator=(const FrameWriter&) = delete;

  FrameWriter& u8(std::uint8_t value);
  FrameWriter& u32(std::uint32_t value);
  FrameWriter& u64(std::uint64_t value);
  FrameWriter& i32(std::int32_t value) { return u32(static_cast<std::uint32_t>(value)); }
  FrameWriter& i64(std::int64_t value) { return u64(static_cast<std::uint64_t>(value)); }
  FrameWriter& text(std::string_view value);
  void finish();

 private:
  std::string& out_;
  std::size_t start_;
  bool finished_ = false;
};

/// Reads a payload. Reading beyond the end gives zeros and empty texts, and ok() becomes false.
class FrameReader {
 public:
  explicit FrameReader(std::string_view payload) : rest_(payload) {}
  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t u64();
  std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
  std::string_view text();
  bool ok() const { return ok_; }
  /// True if everything was read and nothing is left over.
  bool at_end() const { return ok_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t bytes);
  std::string_view rest_;
  bool ok_ = true;
};

struct Frame {
  FrameType type;
  std::string_view payload;  ///< valid until the buffer changes
};

/// Cuts a byte stream into frames.
class FrameBuffer {
 public:
  void append(std::string_view bytes) { data_.append(bytes); }
  /// The next whole frame; nullopt if more bytes are needed or broken() is true.
  std::optional<Frame> next();
  /// True after a header that no honest peer sends (unknown type, over kMaxFrameBytes).
  bool broken() const { return broken_; }
  std::size_t pending_bytes() const { return data_.size() - position_; }

 private:
  std::string data_;
  std::size_t position_ = 0;
  bool broken_ = false;
};

}  // namespace polyvocal::plugin_host
