#include "plugin_host/frames_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
}

std::uint64_t get(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

FrameWriter::FrameWriter(std::string& out, FrameType type) : out_(out), start_(out.size()) {
  put(out_, 0, 4);
  put(out_, static_cast<std::uint16_t>(type), 2);
  put(out_, 0, 2);
}

FrameWriter& FrameWriter::u8(std::uint8_t value) {
  put(out_, value, 1);
  return *this;
}

FrameWriter& FrameWriter::u32(std::uint32_t value) {
  put(out_, value, 4);
  return *this;
}

FrameWriter& FrameWriter::u64(std::uint64_t value) {
  put(out_, value, 8);
  return *this;
}

FrameWriter& FrameWriter::text(std::string_view value) {
  u32(static_cast<std::uint32_t>(value.size()));
  out_.append(value);
  return *this;
}

void FrameWriter::finish() {
  if (finished_) return;
  finished_ = true;
  const std::size_t length = out_.size() - start_ - kFrameHeaderBytes;
  for (std::size_t i = 0; i < 4; ++i) out_[start_ + i] = static_cast<char>((length >> (8 * i)) & 0xFF);
}

std::string_view FrameReader::take(std::size_t bytes) {
  if (!ok_ || bytes > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  const auto taken = rest_.substr(0, bytes);
  rest_.remove_prefix(bytes);
  return taken;
}

std::uint8_t FrameReader::u8() {
  return static_cast<std::uint8_t>(get(take(1)));
}
std::uint32_t FrameReader::u32() {
  return static_cast<std::uint32_t>(get(take(4)));
}
std::uint64_t FrameReader::u64() {
  return get(take(8));
}
std::string_view FrameReader::text() {
  const std::uint32_t length = u32();
  return take(length);
}

std::optional<Frame> FrameBuffer::next() {
  if (broken_) return std::nullopt;
  if (pending_bytes() < kFrameHeaderBytes) {
    data_.erase(0, position_);
    position_ = 0;
    return std::nullopt;
  }
  const std::string_view header = std::string_view(data_).substr(position_, kFrameHeaderBytes);
  const std::size_t length = get(header.substr(0, 4));
  const auto type = static_cast<std::uint16_t>(get(header.substr(4, 2)));
  if (length > kMaxFrameBytes || type == 0 || type > kLastFrameType || get(header.substr(6, 2)) != 0) {
    broken_ = true;
    return std::nullopt;
  }
  if (pending_bytes() < kFrameHeaderBytes + length) {
    data_.erase(0, position_);
    position_ = 0;
    return std::nullopt;
  }
  const Frame frame{static_cast<FrameType>(type),
                    std::string_view(data_).substr(position_ + kFrameHeaderBytes, length)};
  position_ += kFrameHeaderBytes + length;
  return frame;
}

}  // namespace polyvocal::plugin_host
