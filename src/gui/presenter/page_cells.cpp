#include <algorithm>
#include <cstdlib>
#include <limits>

#include "gui/presenter/page_layout.hpp"
#include "text/boundaries.hpp"

namespace polyvocal::gui {

using text::CodePointOffset;
using text::CodePointRange;

std::size_t PageLayout::lines(std::size_t block) {
  lay_out(block);
  return blocks_[block].lines.size();
}

bool PageLayout::right_to_left(std::size_t block) const {
  return text::paragraph_direction(map_.slice(blocks_[block].range)) == text::WritingDirection::kRightToLeft;
}

std::vector<CodePointOffset> PageLayout::graphemes(std::size_t block) const {
  const auto range = blocks_[block].range;
  auto stops = text::grapheme_boundaries(text::OffsetMap(map_.slice(range)), text_->language);
  for (auto& stop : stops) stop = range.start + stop.value;
  return stops;
}

namespace {

std::vector<CodePointRange> moved(std::vector<CodePointRange> ranges, CodePointOffset origin) {
  for (auto& range : ranges) range = {origin + range.start.value, origin + range.end.value};
  return ranges;
}

}  // namespace

std::vector<CodePointRange> PageLayout::words(std::size_t block) const {
  const auto range = blocks_[block].range;
  return moved(text::words(text::OffsetMap(map_.slice(range)), text_->language), range.start);
}

std::vector<CodePointRange> PageLayout::sentences(std::size_t block) const {
  const auto range = blocks_[block].range;
  return moved(text::sentences(text::OffsetMap(map_.slice(range)), text_->language), range.start);
}

std::vector<PageCell> PageLayout::cells(std::size_t block, std::size_t line_index) {
  const auto& seen = line(block, line_index);
  const auto stops = graphemes(block);
  std::vector<PageCell> cells;
  for (const auto& run : seen.runs) {
    const auto first = static_cast<std::ptrdiff_t>(cells.size());
    const auto edge = [&](CodePointOffset at) {
      const auto into = at - run.range.start;
      const int far = into == 0 ? 0 : run.edges[static_cast<std::size_t>(into) - 1];
      return run.right_to_left ? run.x + run.width - far : run.x + far;
    };
    auto next = std::upper_bound(stops.begin(), stops.end(), run.range.start);
    for (CodePointOffset at = run.range.start; at < run.range.end;) {
      const auto end = next == stops.end() ? run.range.end : std::min(*next++, run.range.end);
      cells.push_back({{at, end}, run.right_to_left, std::min(edge(at), edge(end)), std::max(edge(at), edge(end))});
      at = end;
    }
    if (run.right_to_left) std::reverse(cells.begin() + first, cells.end());
  }
  return cells;
}

PagePlace PageLayout::place_of(PageCaret caret) {
  PagePlace place = place_of(caret.at);
  if (caret.at > blocks_[place.block].range.end && place.block + 1 < blocks_.size()) {
    place = {place.block + 1, 0};
    lay_out(place.block);
    return place;
  }
  if (caret.affinity == Affinity::kPreceding && place.line > 0 &&
      blocks_[place.block].lines[place.line].range.start == caret.at)
    --place.line;
  return place;
}

int PageLayout::x_of(PagePlace place, PageCaret caret) {
  const auto range = line(place.block, place.line).range;
  const auto at = std::clamp(caret.at, range.start, range.end);
  int x = right_to_left(place.block) ? metrics_.column : 0;
  const PageCell* following = nullptr;
  const PageCell* preceding = nullptr;
  const auto seen = cells(place.block, place.line);
  for (const auto& cell : seen) {
    if (cell.range.contains(at)) following = &cell;
    if (cell.range.end == at) preceding = &cell;
  }
  if (preceding && (caret.affinity == Affinity::kPreceding || !following)) {
    x = preceding->right_to_left ? preceding->left : preceding->right;
  } else if (following) {
    x = following->right_to_left ? following->right : following->left;
  }
  return x;
}

PageCaret PageLayout::hit(PagePlace place, int x) {
  const auto range = line(place.block, place.line).range;
  const bool wraps = place.line + 1 < blocks_[place.block].lines.size();
  PageCaret best{range.start, Affinity::kFollowing};
  int nearest = std::numeric_limits<int>::max();
  const auto consider = [&](PageCaret caret, int at) {
    if (std::abs(at - x) >= nearest) return;
    nearest = std::abs(at - x);
    best = caret;
  };
  for (const auto& cell : cells(place.block, place.line)) {
    const PageCaret start{cell.range.start, Affinity::kFollowing};
    const PageCaret end{cell.range.end, Affinity::kPreceding};
    // Behind the blank at which a line was wrapped is the next line's start.
    const bool hangs = wraps && cell.range.end == range.end && map_.slice(cell.range) == " ";
    // What is under the point comes before what only touches it.
    const bool inside = cell.left <= x && x < cell.right;
    if (inside) nearest = std::numeric_limits<int>::max();
    consider(cell.right_to_left ? end : start, cell.left);
    consider(cell.right_to_left ? start : end, cell.right);
    if (hangs && best == end) best = start;
    if (inside) break;
  }
  return best;
}

}  // namespace polyvocal::gui
