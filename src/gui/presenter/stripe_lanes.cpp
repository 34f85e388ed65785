#include "gui/presenter/stripe_lanes.hpp"

#include <algorithm>

namespace polyvocal::gui {

std::vector<std::uint32_t> stripe_lanes(const std::vector<PageCoding>& codings) {
  std::vector<std::uint32_t> lanes;
  lanes.reserve(codings.size());
  std::vector<text::CodePointOffset> free_from;  // by lane: where its last coding ends
  for (const auto& coding : codings) {
    // Behind every lane that is still taken: what lies inside stands farther out.
    std::size_t lane = free_from.size();
    while (lane > 0 && free_from[lane - 1] <= coding.range.start) --lane;
    if (lane == free_from.size()) free_from.emplace_back();
    free_from[lane] = coding.range.end;
    lanes.push_back(static_cast<std::uint32_t>(lane));
  }
  return lanes;
}

RangeIndex::RangeIndex(const std::vector<PageCoding>& codings) {
  reach_.reserve(codings.size());
  std::int64_t reach = 0;
  for (const auto& coding : codings) {
    reach = std::max(reach, coding.range.end.value);
    reach_.push_back(reach);
  }
}

std::vector<std::size_t> RangeIndex::overlapping(const std::vector<PageCoding>& codings,
                                                 text::CodePointRange range) const {
  std::vector<std::size_t> found;
  const auto first = std::upper_bound(reach_.begin(), reach_.end(), range.start.value);
  for (auto i = static_cast<std::size_t>(first - reach_.begin()); i < codings.size(); ++i) {
    if (codings[i].range.start >= range.end) break;
    if (codings[i].range.overlaps(range)) found.push_back(i);
  }
  return found;
}

std::vector<int> spread_labels(const std::vector<int>& wanted, int height, int top, int bottom) {
  std::vector<int> tops;
  const auto room = static_cast<std::size_t>(std::max(0, (bottom - top) / std::max(1, height)));
  int next = top;
  for (std::size_t i = 0; i < wanted.size() && i < room; ++i) {
    tops.push_back(std::max(wanted[i], next));
    next = tops.back() + height;
  }
  // What went over the lower edge moves up again, pushing those above.
  int limit = bottom - height;
  for (std::size_t i = tops.size(); i-- > 0;) {
    tops[i] = std::min(tops[i], limit);
    limit = tops[i] - height;
  }
  return tops;
}

}  // namespace polyvocal::gui
