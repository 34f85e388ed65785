#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::text {

/// The only converter between code points, bytes and UTF-16 units of one text. Built once a text revision in O(n);
/// each conversion is O(log n) with a bounded local scan. Keeps a view of the text: the text must outlive the map and
/// must be valid UTF-8 (decode() guarantees it). Immutable after construction: any number of threads.
///
/// Positions beyond the end give the end; a byte or UTF-16 position inside a code point gives that code point's start.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view utf8);

  std::string_view text() const { return text_; }
  CodePointOffset code_points() const { return CodePointOffset(code_points_); }
  Utf16Offset utf16_units() const { return Utf16Offset(utf16_units_); }
  ByteOffset bytes() const { return ByteOffset(static_cast<std::int64_t>(text_.size())); }

  ByteOffset to_byte(CodePointOffset position) const;
  Utf16Offset to_utf16(CodePointOffset position) const;
  CodePointOffset to_code_point(ByteOffset position) const;
  CodePointOffset to_code_point(Utf16Offset position) const;

  ByteRange to_bytes(CodePointRange range) const { return {to_byte(range.start), to_byte(range.end)}; }
  CodePointRange to_code_points(ByteRange range) const {
    return {to_code_point(range.start), to_code_point(range.end)};
  }
  /// The words of a range; empty where the range is.
  std::string_view slice(CodePointRange range) const;

 private:
  struct Mark {  // the state at every kStep-th code point
    std::int64_t byte;
    std::int64_t utf16;
  };
  std::string_view text_;
  std::vector<Mark> marks_;
  std::int64_t code_points_ = 0;
  std::int64_t utf16_units_ = 0;
  bool ascii_ = true;
};

/// Number of code points of valid UTF-8.
std::int64_t count_code_points(std::string_view utf8);

}  // namespace polyvocal::text
