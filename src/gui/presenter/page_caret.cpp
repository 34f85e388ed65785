#include "gui/presenter/page_caret.hpp"

#include <algorithm>

#include "text/boundaries.hpp"

namespace polyvocal::gui {
namespace {

using text::CodePointOffset;
using text::CodePointRange;

struct Line {
  std::size_t block;
  std::size_t line;
};

std::optional<Line> next_line(PageLayout& page, Line at) {
  if (at.line + 1 < page.lines(at.block)) return Line{at.block, at.line + 1};
  if (at.block + 1 < page.blocks()) return Line{at.block + 1, 0};
  return std::nullopt;
}

std::optional<Line> previous_line(PageLayout& page, Line at) {
  if (at.line > 0) return Line{at.block, at.line - 1};
  if (at.block > 0) return Line{at.block - 1, page.lines(at.block - 1) - 1};
  return std::nullopt;
}

/// The end of a wrapped line is the same place as the start of the next one: the caret stands there.
PageCaret settled(PageLayout& page, Line line, PageCaret caret) {
  if (line.line + 1 < page.lines(line.block) && caret.at == page.line(line.block, line.line).range.end)
    caret.affinity = Affinity::kFollowing;
  return caret;
}

PageCaret line_start(PageLayout& page, Line line) {
  return {page.line(line.block, line.line).range.start, Affinity::kFollowing};
}

/// Behind the last word of the line: not behind the blank at which it was wrapped.
PageCaret line_end(PageLayout& page, Line line) {
  const CodePointRange range = page.line(line.block, line.line).range;
  const bool wrapped = line.line + 1 < page.lines(line.block);
  if (wrapped && !range.empty() && page.map().slice({range.end - 1, range.end}) == " ") {
    return {range.end - 1, Affinity::kFollowing};
  }
  return {range.end, Affinity::kPreceding};
}

PageCaret sideways(PageLayout& page, PageCaret from, bool to_right) {
  const PagePlace place = page.place_of(from);
  const Line line = {place.block, place.line};
  const auto cells = page.cells(line.block, line.line);
  // Which gap between cells the caret stands in: 0 is before the leftmost.
  std::size_t gap = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const PageCell& cell = cells[i];
    const bool reversed = cell.right_to_left;
    if (cell.range.start <= from.at && from.at < cell.range.end) {
      if (from.affinity == Affinity::kFollowing || cell.range.start < from.at) {
        gap = reversed ? i + 1 : i;
        break;
      }
      gap = reversed ? i + 1 : i;  // unless the cell before it is found
    }
    if (cell.range.end == from.at) {
      const bool followed =
          std::any_of(cells.begin(), cells.end(), [&](const PageCell& c) { return c.range.start == from.at; });
      if (from.affinity == Affinity::kPreceding || !followed) {
        gap = reversed ? i : i + 1;
        break;
      }
    }
  }
  if (to_right ? gap < cells.size() : gap > 0) {
    const PageCell& crossed = cells[to_right ? gap : gap - 1];
    const bool forwards = to_right != crossed.right_to_left;
    return settled(page, line,
                   forwards ? PageCaret{crossed.range.end, Affinity::kPreceding}
                            : PageCaret{crossed.range.start, Affinity::kFollowing});
  }
  const bool forwards = to_right != page.right_to_left(line.block);
  if (forwards) {
    const auto next = next_line(page, line);
    return next ? line_start(page, *next) : from;
  }
  const auto previous = previous_line(page, line);
  return previous ? line_end(page, *previous) : from;
}

/// To the next start of a stretch in the order of reading, or the block's end; then on to the neighbouring block.
PageCaret by_stretch(PageLayout& page, PageCaret from, const std::vector<CodePointRange>& stretches, bool forwards) {
  const std::size_t block = page.place_of(from).block;
  const CodePointRange own = page.block(block).range;
  if (forwards) {
    for (const CodePointRange& stretch : stretches) {
      if (stretch.start > from.at) return {stretch.start, Affinity::kFollowing};
    }
    if (from.at < own.end) return {own.end, Affinity::kPreceding};
    return block + 1 < page.blocks() ? PageCaret{page.block(block + 1).range.start, Affinity::kFollowing} : from;
  }
  for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
    if (stretch->start < from.at) return {stretch->start, Affinity::kFollowing};
  }
  if (from.at > own.start) return {own.start, Affinity::kFollowing};
  return block > 0 ? PageCaret{page.block(block - 1).range.end, Affinity::kPreceding} : from;
}

PageCaret by_word(PageLayout& page, PageCaret from, bool to_right) {
  const PagePlace place = page.place_of(from);
  const bool forwards = to_right != page.right_to_left(place.block);
  return by_stretch(page, from, page.words(place.block), forwards);
}

PageCaret by_lines(PageLayout& page, PageCaret from, bool down, int count, int goal_x) {
  const PagePlace place = page.place_of(from);
  Line line = {place.block, place.line};
  for (int i = 0; i < count; ++i) {
    const auto next = down ? next_line(page, line) : previous_line(page, line);
    if (!next)
      return i == 0 ? (down ? line_end(page, line) : line_start(page, line))
                    : page.hit({line.block, line.line}, goal_x);
    line = *next;
  }
  return page.hit({line.block, line.line}, goal_x);
}

template <typename Stretches>
CodePointRange grow(PageLayout& page, CodePointRange range, Stretches stretches) {
  if (page.blocks() == 0) return range;
  const std::size_t first = page.block_of(range.start);
  const std::size_t last = page.block_of(range.end);
  const CodePointRange grown = text::snap_to_words(range, stretches(first));
  const CodePointRange at_end = first == last ? grown : text::snap_to_words(range, stretches(last));
  return {std::min(grown.start, range.start), std::max(at_end.end, range.end)};
}

}  // namespace

bool keeps_column(CaretStep step) {
  return step == CaretStep::kUp || step == CaretStep::kDown || step == CaretStep::kPageUp ||
         step == CaretStep::kPageDown;
}

PageCaret move_caret(PageLayout& page, PageCaret from, CaretStep step, int goal_x, int lines_a_page) {
  const PagePlace place = page.place_of(from);
  // Out of hidden text first.
  const CodePointRange own = page.block(place.block).range;
  from.at = std::clamp(from.at, own.start, own.end);
  const Line line = {place.block, place.line};
  switch (step) {
    case CaretStep::kLeft:
      return sideways(page, from, false);
    case CaretStep::kRight:
      return sideways(page, from, true);
    case CaretStep::kWordLeft:
      return by_word(page, from, false);
    case CaretStep::kWordRight:
      return by_word(page, from, true);
    case CaretStep::kSentenceBack:
      return by_stretch(page, from, page.sentences(place.block), false);
    case CaretStep::kSentenceForward:
      return by_stretch(page, from, page.sentences(place.block), true);
    case CaretStep::kUp:
      return by_lines(page, from, false, 1, goal_x);
    case CaretStep::kDown:
      return by_lines(page, from, true, 1, goal_x);
    case CaretStep::kPageUp:
      return by_lines(page, from, false, lines_a_page, goal_x);
    case CaretStep::kPageDown:
      return by_lines(page, from, true, lines_a_page, goal_x);
    case CaretStep::kLineStart:
      return line_start(page, line);
    case CaretStep::kLineEnd:
      return line_end(page, line);
    case CaretStep::kTextStart:
      return {page.block(0).range.start, Affinity::kFollowing};
    case CaretStep::kTextEnd:
      return {page.block(page.blocks() - 1).range.end, Affinity::kPreceding};
  }
  return from;
}

CodePointRange word_at(PageLayout& page, CodePointOffset at) {
  const std::size_t block = page.block_of(at);
  const auto words = page.words(block);
  for (const CodePointRange& word : words) {
    if (word.contains(at)) return word;
  }
  for (const CodePointRange& word : words) {  // right behind a word: its last letter was hit
    if (word.end == at) return word;
  }
  return grow_to_graphemes(page, {at, at + 1});
}

CodePointRange block_at(PageLayout& page, CodePointOffset at) {
  return page.block(page.block_of(at)).range;
}

CodePointRange grow_to_graphemes(PageLayout& page, CodePointRange range) {
  if (page.blocks() == 0) return range;
  const bool empty = range.empty();
  const std::size_t first = page.block_of(range.start);
  if (page.block(first).range.contains(range.start)) {
    range.start = text::snap_to_graphemes({range.start, range.start}, page.graphemes(first)).start;
  }
  if (empty) return {range.start, range.start};
  const std::size_t last = page.block_of(range.end);
  if (page.block(last).range.contains(range.end)) {
    range.end = text::snap_to_graphemes({range.end, range.end}, page.graphemes(last)).end;
  }
  return range;
}

CodePointRange grow_to_words(PageLayout& page, CodePointRange range) {
  return range.empty() ? range : grow(page, range, [&](std::size_t block) { return page.words(block); });
}

CodePointRange grow_to_sentences(PageLayout& page, CodePointRange range) {
  return range.empty() ? range : grow(page, range, [&](std::size_t block) { return page.sentences(block); });
}

}  // namespace polyvocal::gui
