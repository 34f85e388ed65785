#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gui/presenter/transcript_content.hpp"
#include "text/bidi.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::gui {

/// How wide words are on the screen, in whatever unit the page is laid out in. Implemented over the toolkit's text
/// extents; in tests by arithmetic.
class WordMeasure {
 public:
  virtual ~WordMeasure() = default;
  virtual int width(std::string_view utf8) = 0;
  /// `utf8` drawn in one direction, whatever its characters: how far the far edge of each code point is from where
  /// reading begins. As many values as code points, ascending; the last one is the width.
  virtual std::vector<int> widths(std::string_view utf8, text::WritingDirection direction) = 0;
};

/// A run of letters in one direction on a line.
struct LineRun {
  text::CodePointRange range;  ///< of the document
  int x = 0;                   ///< from the column's left edge
  int width = 0;
  bool right_to_left = false;
  std::vector<int> edges;  ///< distance of each code point's far edge from the run's near edge
};

struct PageLine {
  text::CodePointRange range;  ///< of the document, with blanks at the end
  std::vector<LineRun> runs;   ///< left to right; made when asked for
  bool runs_made = false;
};

/// A paragraph: what stands between two line breaks of the text, inside one turn or outside all.
struct PageBlock {
  text::CodePointRange range;
  std::uint32_t turn = kNoTurn;  ///< index in PageText::turns
  bool opens_turn = false;       ///< its first line has the number and the name beside it
  int top_gap = 0;
  std::vector<PageLine> lines;  ///< empty until laid out
  bool laid_out = false;
  static constexpr std::uint32_t kNoTurn = 0xFFFFFFFF;
};

/// What a reader takes for one character, as it stands on its line.
struct PageCell {
  text::CodePointRange range;
  bool right_to_left = false;
  int left = 0;
  int right = 0;
};

/// Which neighbour a position belongs to where the two lie apart: at the end of a line, at a change of direction.
enum class Affinity { kFollowing, kPreceding };

struct PageCaret {
  text::CodePointOffset at;
  Affinity affinity = Affinity::kFollowing;
  friend constexpr bool operator==(const PageCaret&, const PageCaret&) = default;
};

/// A place on the page, found from a point.
struct PagePlace {
  std::size_t block = 0;
  std::size_t line = 0;
  friend constexpr bool operator==(const PagePlace&, const PagePlace&) = default;
};

/// Where every word of a document stands: paragraphs wrapped into lines of a column, from top to bottom. Paragraphs are
/// laid out when they are first asked for; till then their height is an estimate, so that a long document opens at
/// once. Heights are in lines and gaps of the given metrics. One thread.
class PageLayout {
 public:
  struct Metrics {
    int column = 588;
    int line_height = 24;
    int turn_gap = 8;
    int margin_top = 16;
    int average_letter = 8;  ///< for estimates
  };

  PageLayout(std::shared_ptr<const PageText> text, Metrics metrics, WordMeasure& measure);

  const PageText& text() const { return *text_; }
  const text::OffsetMap& map() const { return map_; }
  const Metrics& metrics() const { return metrics_; }
  std::size_t blocks() const { return blocks_.size(); }
  const PageBlock& block(std::size_t index) const { return blocks_[index]; }

  /// Height of everything, estimates included.
  int height() const;
  /// Top of a block (its gap included), from the page's top.
  int top(std::size_t block) const;
  int block_height(std::size_t block) const;
  /// The block at `y`; the nearest beyond the ends. Precondition: blocks() > 0.
  std::size_t block_at(int y) const;
  /// Lays a block out if it is not; returns by how much its height changed.
  int lay_out(std::size_t block);
  bool complete() const { return laid_out_ == blocks_.size(); }
  /// Lays out blocks from `next` on until `enough` says so; returns the next to begin with.
  std::size_t lay_out_some(std::size_t next, const std::function<bool()>& enough);

  const PageLine& line(std::size_t block, std::size_t line);  ///< with its runs
  int line_top(std::size_t block, std::size_t line) const;    ///< from the page's top
  std::size_t block_of(text::CodePointOffset position) const;
  /// The line a position stands on; at a wrap, that of the next line. Lays out the block.
  PagePlace place_of(text::CodePointOffset position);

  /// How many lines a block has; at least 1. Lays it out.
  std::size_t lines(std::size_t block);
  /// Whether the block is read from the right.
  bool right_to_left(std::size_t block) const;
  /// A line's characters from left to right as they are seen.
  std::vector<PageCell> cells(std::size_t block, std::size_t line);
  /// The line that holds the caret. A position in hidden text (a speaker's label) goes to what follows it.
  PagePlace place_of(PageCaret caret);
  /// Distance of the caret from the column's left edge.
  int x_of(PagePlace place, PageCaret caret);
  /// The caret nearest to an x on a line, with the side it was hit from.
  PageCaret hit(PagePlace place, int x);
  /// Words and sentences of one block, in positions of the whole text.
  std::vector<text::CodePointRange> words(std::size_t block) const;
  std::vector<text::CodePointRange> sentences(std::size_t block) const;
  /// Ends of characters of one block: its start first, its end last.
  std::vector<text::CodePointOffset> graphemes(std::size_t block) const;

  /// Left edges and widths of what `range` covers of a line.
  std::vector<std::pair<int, int>> stretches(std::size_t block, std::size_t line, text::CodePointRange range);

 private:
  void split();
  void make_runs(PageBlock& block, PageLine& line);
  int estimate(const PageBlock& block) const;
  int word_width(std::string_view word);

  std::shared_ptr<const PageText> text_;
  text::OffsetMap map_;
  Metrics metrics_;
  WordMeasure& measure_;
  std::vector<PageBlock> blocks_;
  mutable std::vector<int> tops_;  ///< blocks() + 1 values, valid up to known_
  mutable std::size_t known_ = 0;
  std::vector<int> heights_;
  std::size_t laid_out_ = 0;
  std::unordered_map<std::string, int> widths_;
};

}  // namespace polyvocal::gui
