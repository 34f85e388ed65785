#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "layout.hpp"
#include "text_tools.hpp"

namespace pdf {
namespace {

/// A running line stands within this many lines of the page's edge.
constexpr std::size_t kEdgeLines = 3;
/// A gap of this many times the font's size between two words of a line is a tab: a column of labels.
constexpr double kTabGap = 2.5;
constexpr double kSpaceGap = 0.2;
/// Beside a Han character a smaller gap is the typesetter's, not a typed blank.
constexpr double kHanSpaceGap = 0.4;
/// A running line without a page number is this many line steps away from the text.
constexpr double kApart = 1.4;
/// The end of a line may come a few lines late in the file's reading order; a column is further away than this.
constexpr std::size_t kLateLines = 4;
constexpr double kLateGap = 3;

bool same_line(const Line& line, const Word& word) {
  const double overlap = std::min(line.bottom, word.bottom) - std::max(line.top, word.top);
  const double smaller = std::min(line.bottom - line.top, word.bottom - word.top);
  return smaller > 0 && overlap > 0.5 * smaller;
}

class LineMaker {
 public:
  explicit LineMaker(std::size_t page) : page_(page) {}

  void add(const Word& word) {
    if (open_ && !same_line(line_, word)) finish();
    if (!open_) {
      open_ = true;
      line_ = Line();
      line_.left = word.left;
      line_.top = word.top;
      line_.bottom = word.bottom;
      line_.right = word.right;
      line_.page = page_;
      line_.first_word_width = word.right - word.left;
      text_.append(word.text, word.bold);
    } else {
      // To the left of what is there: a script that runs from right to left, or a word set back; never a tab.
      const double gap = word.left - line_.right;
      if (gap > kTabGap * word.size) {
        text_.append("\t", false);
      } else if (is_blank_between(word, gap)) {
        text_.append(" ", word.bold && bold_);
      }
      text_.append(word.text, word.bold);
      line_.left = std::min(line_.left, word.left);
      line_.right = std::max(line_.right, word.right);
      line_.top = std::min(line_.top, word.top);
      line_.bottom = std::max(line_.bottom, word.bottom);
    }
    line_.size = std::max(line_.size, word.size);
    space_ = word.space_after;
    bold_ = word.bold;
  }

  std::vector<Line> take() {
    finish();
    std::vector<Line> placed;
    for (auto& line : lines_) {
      if (!join_late(placed, line)) placed.push_back(std::move(line));
    }
    return placed;
  }

 private:
  /// "Name" and "15:05" with two blanks between them may come apart, as if they were two columns.
  static bool join_late(std::vector<Line>& placed, const Line& line) {
    for (std::size_t back = 1; back <= std::min(kLateLines, placed.size()); ++back) {
      Line& before = placed[placed.size() - back];
      const double overlap = std::min(before.bottom, line.bottom) - std::max(before.top, line.top);
      const double gap = line.left - before.right;
      if (overlap < 0.7 * (line.bottom - line.top) || gap < 0 || gap > kLateGap * line.size) continue;
      before.text += " " + line.text;
      before.right = line.right;
      before.bottom = std::max(before.bottom, line.bottom);
      return true;
    }
    return false;
  }

  bool is_blank_between(const Word& word, double gap) const {
    if (is_cjk(last_code(text_.text())) || is_cjk(first_code(word.text))) return gap > kHanSpaceGap * word.size;
    return space_ || gap > kSpaceGap * word.size;
  }

  void finish() {
    if (open_ && !pv::trimmed(text_.text()).empty()) {
      line_.text = text_.text();
      line_.bold_prefix = text_.bold_prefix();
      lines_.push_back(std::move(line_));
    }
    text_.clear();
    open_ = false;
    space_ = false;
  }

  std::size_t page_;
  std::vector<Line> lines_;
  Line line_;
  pv::ParagraphText text_;
  bool open_ = false;
  bool space_ = false;
  bool bold_ = false;
};

/// What a line would be on every page if it ran: its text, and for each number in it the text with that number counted
/// from the page's ("Page 3 of 9" on page 3 and "Page 4 of 9" on page 4 give the same "Page {0} of 9").
struct Key {
  std::string text;
  bool counts_pages;
  friend bool operator<(const Key& a, const Key& b) { return a.text < b.text; }
};
std::vector<Key> keys_of(const Line& line) {
  const std::string_view text = pv::trimmed(line.text);
  std::vector<Key> keys{{std::string(text), false}};
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == i) {
      ++i;
      continue;
    }
    if (end - i <= 5) {
      const long number = std::stol(std::string(text.substr(i, end - i)));
      keys.push_back({std::string(text.substr(0, i)) + "{" + std::to_string(number - static_cast<long>(line.page)) +
                          "}" + std::string(text.substr(end)),
                      true});
    }
    i = end;
  }
  return keys;
}

enum class Edge { kTop, kBottom };

/// The usual distance from one line to the next.
double usual_pitch(const std::vector<Page>& pages) {
  std::vector<double> steps;
  for (const auto& page : pages) {
    for (std::size_t i = 1; i < page.lines.size(); ++i) {
      const double step = page.lines[i].top - page.lines[i - 1].top;
      if (step > 0) steps.push_back(step);
    }
  }
  if (steps.empty()) return 0;
  std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
  return steps[steps.size() / 2];
}

/// Indices of the lines nearest to the edge, outermost first.
std::vector<std::size_t> edge_lines(const Page& page, Edge edge) {
  std::vector<std::size_t> order(page.lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return edge == Edge::kTop ? page.lines[a].top < page.lines[b].top : page.lines[a].bottom > page.lines[b].bottom;
  });
  if (order.size() > kEdgeLines) order.resize(kEdgeLines);
  return order;
}

class RunningLines {
 public:
  RunningLines(const std::vector<Page>& pages, Edge edge) : pages_(pages), edge_(edge), pitch_(usual_pitch(pages)) {
    for (const auto& page : pages) {
      for (const std::size_t index : edge_lines(page, edge)) {
        for (const auto& key : keys_of(page.lines[index]))
          places_[key].push_back({page.lines[index].page, page.lines[index].top});
      }
    }
  }

  /// Lines of `page` to take out: from the outermost inwards as far as lines run. The last of them must count pages or
  /// stand apart from what follows, for a turn's label may begin or end several pages.
  std::vector<std::size_t> of(const Page& page) const {
    const auto order = edge_lines(page, edge_);
    std::size_t taken = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto kind = runs(page.lines[order[i]]);
      if (kind == Kind::kNo) break;
      const bool apart =
          i + 1 < order.size() && std::fabs(page.lines[order[i + 1]].top - page.lines[order[i]].top) > kApart * pitch_;
      if (kind == Kind::kCounts || apart) taken = i + 1;
    }
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(taken)};
  }

 private:
  struct Place {
    std::size_t page;
    double top;
  };
  enum class Kind { kNo, kRepeats, kCounts };

  Kind runs(const Line& line) const {
    Kind best = Kind::kNo;
    for (const auto& key : keys_of(line)) {
      const auto found = places_.find(key);
      if (found == places_.end()) continue;
      std::set<std::size_t> on_pages;
      for (const auto& place : found->second) {
        if (std::fabs(place.top - line.top) < 8) on_pages.insert(place.page);
      }
      const std::size_t all = pages_.size();
      // Left and right pages may have headers of their own.
      const std::size_t enough =
          key.counts_pages ? std::max<std::size_t>(2, all / 4) : std::max<std::size_t>(2, all * 2 / 5);
      if (on_pages.size() < enough) continue;
      if (key.counts_pages) return Kind::kCounts;
      best = Kind::kRepeats;
    }
    return best;
  }

  const std::vector<Page>& pages_;
  Edge edge_;
  double pitch_;
  std::map<Key, std::vector<Place>> places_;
};

}  // namespace

std::uint32_t first_code(std::string_view text) {
  if (text.empty()) return 0;
  const auto at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  if (at(0) < 0x80) return at(0);
  if (at(0) < 0xE0 && text.size() > 1) return ((at(0) & 0x1F) << 6) | (at(1) & 0x3F);
  if (at(0) < 0xF0 && text.size() > 2) return ((at(0) & 0x0F) << 12) | ((at(1) & 0x3F) << 6) | (at(2) & 0x3F);
  if (text.size() > 3) return ((at(0) & 7) << 18) | ((at(1) & 0x3F) << 12) | ((at(2) & 0x3F) << 6) | (at(3) & 0x3F);
  return 0xFFFD;
}

std::uint32_t last_code(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0) {
    --start;
    if ((static_cast<unsigned char>(text[start]) & 0xC0) != 0x80) break;
  }
  return first_code(text.substr(start));
}

bool is_cjk(std::uint32_t code) {
  return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFF00 && code <= 0xFFEF) || (code >= 0x20000 && code <= 0x3FFFF);
}

std::vector<Line> lines_of_words(const std::vector<Word>& words, std::size_t page) {
  LineMaker maker(page);
  for (const auto& word : words) maker.add(word);
  return maker.take();
}

Removed remove_running_lines(std::vector<Page>& pages) {
  Removed removed;
  if (pages.size() < 2) return removed;
  const RunningLines top(pages, Edge::kTop);
  const RunningLines bottom(pages, Edge::kBottom);
  std::vector<std::set<std::size_t>> gone(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const auto index : top.of(pages[i])) gone[i].insert(index);
    for (const auto index : bottom.of(pages[i])) gone[i].insert(index);
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::vector<Line> kept;
    for (std::size_t k = 0; k < pages[i].lines.size(); ++k) {
      auto& line = pages[i].lines[k];
      if (!gone[i].contains(k)) {
        kept.push_back(std::move(line));
        continue;
      }
      ++removed.lines;
      std::string shape(pv::trimmed(line.text));
      std::replace_if(
          shape.begin(), shape.end(), [](char c) { return c >= '0' && c <= '9'; }, '#');
      if (seen.insert(shape).second && removed.examples.size() < 4)
        removed.examples.emplace_back(pv::trimmed(line.text));
    }
    pages[i].lines = std::move(kept);
  }
  return removed;
}

}  // namespace pdf
