#pragma once

#include <cstdint>
#include <vector>

#include "gui/presenter/transcript_content.hpp"

namespace polyvocal::gui {

/// The lane of every coding, parallel to `codings` (by start, longer first): 0 is nearest the text. Codings of one lane
/// do not overlap; a coding that lies inside another has a lane farther out.
std::vector<std::uint32_t> stripe_lanes(const std::vector<PageCoding>& codings);

/// Finds what overlaps a stretch among ranges that are sorted by start. Built in O(n); a query costs O(log n) and what
/// it passes over: the ranges from the first that can reach the stretch.
class RangeIndex {
 public:
  RangeIndex() = default;
  explicit RangeIndex(const std::vector<PageCoding>& codings);
  /// Indices of the codings that overlap `range`, ascending.
  std::vector<std::size_t> overlapping(const std::vector<PageCoding>& codings, text::CodePointRange range) const;

 private:
  std::vector<std::int64_t> reach_;  ///< the furthest end of the codings up to here
};

/// Pushes labels apart so that none stands on another: `wanted` ascending tops, all `height` high, between `top` and
/// `bottom`. Where there is room each stands where it is wanted; order is kept. Those that do not fit at all are
/// dropped from the end. Returns the tops.
std::vector<int> spread_labels(const std::vector<int>& wanted, int height, int top, int bottom);

}  // namespace polyvocal::gui
