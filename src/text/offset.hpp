#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace polyvocal::text {

/// A position in a text. The unit is part of the type: the three kinds do not compare, add or convert to one another.
/// OffsetMap is the only converter. Zero-based; a position lies between two units.
template <typename Unit>
struct Offset {
  std::int64_t value = 0;
  constexpr Offset() = default;
  constexpr explicit Offset(std::int64_t v) : value(v) {}
  friend constexpr auto operator<=>(const Offset&, const Offset&) = default;
  friend constexpr Offset operator+(Offset a, std::int64_t n) { return Offset(a.value + n); }
  friend constexpr Offset operator-(Offset a, std::int64_t n) { return Offset(a.value - n); }
  /// The distance in units.
  friend constexpr std::int64_t operator-(Offset a, Offset b) { return a.value - b.value; }
};

/// Unicode scalar values: the stored unit, and REFI-QDA's.
using CodePointOffset = Offset<struct CodePointUnit>;
/// Bytes of UTF-8.
using ByteOffset = Offset<struct ByteUnit>;
/// UTF-16 code units (ICU, Windows, Java and JavaScript programs).
using Utf16Offset = Offset<struct Utf16Unit>;

/// Half-open: [start, end). Empty when start == end; start <= end always.
template <typename O>
struct Range {
  O start;
  O end;
  constexpr std::int64_t length() const { return end - start; }
  constexpr bool empty() const { return !(start < end); }
  constexpr bool contains(O position) const { return start <= position && position < end; }
  /// True if the two share at least one unit.
  constexpr bool overlaps(const Range& other) const { return std::max(start, other.start) < std::min(end, other.end); }
  friend constexpr auto operator<=>(const Range&, const Range&) = default;
};
using CodePointRange = Range<CodePointOffset>;
using ByteRange = Range<ByteOffset>;
using Utf16Range = Range<Utf16Offset>;

}  // namespace polyvocal::text
