#include "text/offset_map.hpp"

#include <algorithm>

namespace polyvocal::text {
namespace {

constexpr std::int64_t kStep = 256;  // code points between marks

/// Bytes of the code point that begins with `lead` (valid UTF-8).
std::int64_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

bool continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view utf8) : text_(utf8) {
  ascii_ = std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii_) {
    code_points_ = utf16_units_ = static_cast<std::int64_t>(utf8.size());
    return;
  }
  for (std::size_t byte = 0; byte < utf8.size();) {
    if (code_points_ % kStep == 0) marks_.push_back({static_cast<std::int64_t>(byte), utf16_units_});
    const std::int64_t length = sequence_length(utf8[byte]);
    byte += static_cast<std::size_t>(length);
    ++code_points_;
    utf16_units_ += length == 4 ? 2 : 1;
  }
}

ByteOffset OffsetMap::to_byte(CodePointOffset position) const {
  if (position.value <= 0) return ByteOffset(0);
  if (position.value >= code_points_) return bytes();
  if (ascii_) return ByteOffset(position.value);
  std::int64_t byte = marks_[static_cast<std::size_t>(position.value / kStep)].byte;
  for (std::int64_t left = position.value % kStep; left > 0; --left)
    byte += sequence_length(text_[static_cast<std::size_t>(byte)]);
  return ByteOffset(byte);
}

Utf16Offset OffsetMap::to_utf16(CodePointOffset position) const {
  if (position.value <= 0) return Utf16Offset(0);
  if (position.value >= code_points_) return Utf16Offset(utf16_units_);
  if (ascii_) return Utf16Offset(position.value);
  const Mark& mark = marks_[static_cast<std::size_t>(position.value / kStep)];
  std::int64_t byte = mark.byte;
  std::int64_t units = mark.utf16;
  for (std::int64_t left = position.value % kStep; left > 0; --left) {
    const std::int64_t length = sequence_length(text_[static_cast<std::size_t>(byte)]);
    byte += length;
    units += length == 4 ? 2 : 1;
  }
  return Utf16Offset(units);
}

CodePointOffset OffsetMap::to_code_point(ByteOffset position) const {
  if (position.value <= 0) return CodePointOffset(0);
  if (position >= bytes()) return CodePointOffset(code_points_);
  if (ascii_) return CodePointOffset(position.value);
  std::int64_t target = position.value;
  while (continuation(text_[static_cast<std::size_t>(target)])) --target;
  const auto it =
      std::upper_bound(marks_.begin(), marks_.end(), target, [](std::int64_t t, const Mark& m) { return t < m.byte; });
  const auto index = static_cast<std::int64_t>(it - marks_.begin()) - 1;
  std::int64_t byte = marks_[static_cast<std::size_t>(index)].byte;
  std::int64_t result = index * kStep;
  for (; byte < target; ++result) byte += sequence_length(text_[static_cast<std::size_t>(byte)]);
  return CodePointOffset(result);
}

CodePointOffset OffsetMap::to_code_point(Utf16Offset position) const {
  if (position.value <= 0) return CodePointOffset(0);
  if (position.value >= utf16_units_) return CodePointOffset(code_points_);
  if (ascii_) return CodePointOffset(position.value);
  const auto it = std::upper_bound(marks_.begin(), marks_.end(), position.value,
                                   [](std::int64_t t, const Mark& m) { return t < m.utf16; });
  const auto index = static_cast<std::int64_t>(it - marks_.begin()) - 1;
  const Mark& mark = marks_[static_cast<std::size_t>(index)];
  std::int64_t byte = mark.byte;
  std::int64_t units = mark.utf16;
  std::int64_t result = index * kStep;
  while (true) {
    const std::int64_t length = sequence_length(text_[static_cast<std::size_t>(byte)]);
    const std::int64_t width = length == 4 ? 2 : 1;
    if (units + width > position.value) return CodePointOffset(result);
    byte += length;
    units += width;
    ++result;
    if (units == position.value) return CodePointOffset(result);
  }
}

std::string_view OffsetMap::slice(CodePointRange range) const {
  if (range.empty()) return {};
  const ByteRange bytes_of = to_bytes(range);
  return text_.substr(static_cast<std::size_t>(bytes_of.start.value), static_cast<std::size_t>(bytes_of.length()));
}

std::int64_t count_code_points(std::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(), [](char c) { return !continuation(c); });
}

}  // namespace polyvocal::text
