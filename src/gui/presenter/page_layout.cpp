#include "gui/presenter/page_layout.hpp"

#include <algorithm>

#include "text/bidi.hpp"
#include "text/boundaries.hpp"
#include "text/line_breaks.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::size_t kWidthsKept = 200'000;

std::string_view without_blanks(std::string_view word) {
  while (!word.empty() && (word.back() == ' ' || word.back() == '\t')) word.remove_suffix(1);
  return word;
}

}  // namespace

PageLayout::PageLayout(std::shared_ptr<const PageText> text, Metrics metrics, WordMeasure& measure)
    : text_(std::move(text)), map_(text_->text), metrics_(metrics), measure_(measure) {
  split();
  heights_.reserve(blocks_.size());
  for (const auto& block : blocks_) heights_.push_back(estimate(block));
  tops_.assign(blocks_.size() + 1, 0);
}

void PageLayout::split() {
  // Pieces: each turn's body, and what lies outside all bodies but for the labels.
  struct Piece {
    text::CodePointRange range;
    std::uint32_t turn;
  };
  std::vector<Piece> pieces;
  text::CodePointOffset at(0);
  for (std::size_t i = 0; i < text_->turns.size(); ++i) {
    const auto& turn = text_->turns[i];
    if (at < turn.whole.start) pieces.push_back({{at, turn.whole.start}, PageBlock::kNoTurn});
    pieces.push_back({turn.body, static_cast<std::uint32_t>(i)});
    at = std::max(at, std::max(turn.whole.end, turn.body.end));
  }
  if (at < map_.code_points()) pieces.push_back({{at, map_.code_points()}, PageBlock::kNoTurn});
  for (const auto& piece : pieces) {
    const std::string_view words = map_.slice(piece.range);
    bool opens = true;
    text::CodePointOffset start = piece.range.start;
    for (std::size_t byte = 0; byte <= words.size();) {
      const auto end = std::min(words.find('\n', byte), words.size());
      const std::string_view paragraph = words.substr(byte, end - byte);
      const text::CodePointOffset stop = start + text::count_code_points(paragraph);
      const bool blank = paragraph.find_first_not_of(" \t\r") == std::string_view::npos;
      if (!blank || (opens && piece.turn != PageBlock::kNoTurn && end == words.size())) {
        PageBlock block;
        block.range = {start, stop};
        block.turn = piece.turn;
        block.opens_turn = opens && piece.turn != PageBlock::kNoTurn;
        block.top_gap = blocks_.empty() ? metrics_.margin_top : opens ? metrics_.turn_gap : metrics_.turn_gap / 2;
        blocks_.push_back(std::move(block));
        opens = false;
      }
      start = stop + 1;
      byte = end + 1;
    }
  }
}

int PageLayout::estimate(const PageBlock& block) const {
  const std::int64_t letters = std::max<std::int64_t>(1, metrics_.column / std::max(1, metrics_.average_letter));
  const std::int64_t lines = std::max<std::int64_t>(1, (block.range.length() + letters - 1) / letters);
  return block.top_gap + static_cast<int>(std::min<std::int64_t>(lines, 1'000'000)) * metrics_.line_height;
}

int PageLayout::top(std::size_t block) const {
  while (known_ < block) {
    tops_[known_ + 1] = tops_[known_] + heights_[known_];
    ++known_;
  }
  return tops_[block];
}

int PageLayout::height() const {
  return top(blocks_.size()) + metrics_.margin_top;
}

int PageLayout::block_height(std::size_t block) const {
  return heights_[block];
}

std::size_t PageLayout::block_at(int y) const {
  top(blocks_.size());
  const auto it = std::upper_bound(tops_.begin(), tops_.end(), y);
  const auto index = it == tops_.begin() ? 0 : static_cast<std::size_t>(it - tops_.begin()) - 1;
  return std::min(index, blocks_.size() - 1);
}

int PageLayout::word_width(std::string_view word) {
  std::string key(word);
  const auto it = widths_.find(key);
  if (it != widths_.end()) return it->second;
  if (widths_.size() > kWidthsKept) widths_.clear();
  const int width = measure_.width(word);
  widths_.emplace(std::move(key), width);
  return width;
}

int PageLayout::lay_out(std::size_t index) {
  auto& block = blocks_[index];
  if (block.laid_out) return 0;
  block.laid_out = true;
  ++laid_out_;
  const std::string_view paragraph = map_.slice(block.range);
  const text::OffsetMap local(paragraph);
  text::CodePointOffset line_start(0);
  text::CodePointOffset piece_start(0);
  int x = 0;
  const auto close_line = [&](text::CodePointOffset end) {
    block.lines.push_back({{block.range.start + line_start.value, block.range.start + end.value}, {}, false});
    line_start = end;
    x = 0;
  };
  for (const auto piece_end : text::line_breaks(paragraph, text_->language)) {
    const std::string_view piece = local.slice({piece_start, piece_end});
    const int bare = word_width(without_blanks(piece));
    if (x + bare > metrics_.column && piece_start > line_start) close_line(piece_start);
    if (bare > metrics_.column) {
      // A word longer than the column is cut between graphemes.
      const auto stops = text::grapheme_boundaries(text::OffsetMap(piece), text_->language);
      const auto edges = measure_.widths(piece, text::paragraph_direction(paragraph));
      int used = 0;
      for (std::size_t s = 0; s + 1 < stops.size(); ++s) {
        const int edge = edges[static_cast<std::size_t>(stops[s + 1].value) - 1];
        if (edge - used > metrics_.column && stops[s].value > 0) {
          const auto cut = piece_start + stops[s].value;
          if (cut > line_start) close_line(cut);
          used = edges[static_cast<std::size_t>(stops[s].value) - 1];
        }
      }
      x = edges.empty() ? 0 : edges.back() - used;
    } else {
      x += bare == 0 || piece.back() != ' ' ? bare : word_width(piece);
    }
    piece_start = piece_end;
  }
  const text::CodePointOffset end(block.range.length());
  if (line_start < end || block.lines.empty()) close_line(end);
  const int before = heights_[index];
  heights_[index] = block.top_gap + static_cast<int>(block.lines.size()) * metrics_.line_height;
  known_ = std::min(known_, index);
  return heights_[index] - before;
}

std::size_t PageLayout::lay_out_some(std::size_t next, const std::function<bool()>& enough) {
  while (next < blocks_.size() && !enough()) lay_out(next++);
  return next;
}

void PageLayout::make_runs(PageBlock& block, PageLine& line) {
  line.runs_made = true;
  const std::string_view paragraph = map_.slice(block.range);
  const text::BidiParagraph bidi(paragraph);
  const auto base = block.range.start.value;
  int x = 0;
  for (const auto& run : bidi.visual_runs({text::CodePointOffset(line.range.start.value - base),
                                           text::CodePointOffset(line.range.end.value - base)})) {
    LineRun made;
    made.range = {text::CodePointOffset(run.range.start.value + base),
                  text::CodePointOffset(run.range.end.value + base)};
    made.right_to_left = run.direction == text::WritingDirection::kRightToLeft;
    made.edges = measure_.widths(map_.slice(made.range), run.direction);
    made.width = made.edges.empty() ? 0 : made.edges.back();
    made.x = x;
    x += made.width;
    line.runs.push_back(std::move(made));
  }
  if (bidi.direction() == text::WritingDirection::kRightToLeft) {
    for (auto& run : line.runs) run.x += metrics_.column - x;
  }
}

const PageLine& PageLayout::line(std::size_t block, std::size_t line) {
  lay_out(block);
  auto& wanted = blocks_[block].lines[line];
  if (!wanted.runs_made) make_runs(blocks_[block], wanted);
  return wanted;
}

int PageLayout::line_top(std::size_t block, std::size_t line) const {
  return top(block) + blocks_[block].top_gap + static_cast<int>(line) * metrics_.line_height;
}

std::size_t PageLayout::block_of(text::CodePointOffset position) const {
  const auto it =
      std::upper_bound(blocks_.begin(), blocks_.end(), position,
                       [](text::CodePointOffset p, const PageBlock& block) { return p < block.range.start; });
  return it == blocks_.begin() ? 0 : static_cast<std::size_t>(it - blocks_.begin()) - 1;
}

PagePlace PageLayout::place_of(text::CodePointOffset position) {
  PagePlace place{block_of(position), 0};
  lay_out(place.block);
  const auto& lines = blocks_[place.block].lines;
  while (place.line + 1 < lines.size() && position >= lines[place.line + 1].range.start) ++place.line;
  return place;
}

std::vector<std::pair<int, int>> PageLayout::stretches(std::size_t block, std::size_t line_index,
                                                       text::CodePointRange range) {
  std::vector<std::pair<int, int>> found;
  for (const auto& run : line(block, line_index).runs) {
    const auto start = std::max(run.range.start, range.start);
    const auto end = std::min(run.range.end, range.end);
    if (!(start < end)) continue;
    const auto edge = [&](text::CodePointOffset position) {
      const auto into = position - run.range.start;
      return into == 0 ? 0 : run.edges[static_cast<std::size_t>(into) - 1];
    };
    const int left = run.right_to_left ? run.x + run.width - edge(end) : run.x + edge(start);
    found.emplace_back(left, edge(end) - edge(start));
  }
  return found;
}

}  // namespace polyvocal::gui
