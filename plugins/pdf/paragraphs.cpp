#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

#include "layout.hpp"
#include "text_tools.hpp"

namespace pdf {
namespace {

/// Characters at which two lines join without a blank, if both are of this kind: also Thai, and dashes between Han.
bool without_blanks(std::uint32_t code) {
  return is_cjk(code) || (code >= 0x0E00 && code <= 0x0EFF) || code == 0x2014 || code == 0x2026;
}

/// A Han character at a line's end takes no blank, whatever follows on the next line.
bool joins_without_blank(std::uint32_t last, std::uint32_t first) {
  return (without_blanks(last) && without_blanks(first)) || is_cjk(last) || is_cjk(first);
}

/// An opening bracket cannot end a line: it goes with what is behind it.
bool opens(std::uint32_t code) {
  return code == 0x300A || code == 0x300C || code == 0x300E || code == 0x3008 || code == 0x3010 || code == 0xFF08 ||
         code == 0x3014;
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) >= 0x80);
}
bool small_letter(std::uint32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF && code != 0xF7);
}

/// "Interviewer:", "Parent 1 (mother):", "[00:01:02]", "00:01:02": what may begin a turn. Empty = nothing of the kind.
std::string label_of(std::string_view text) {
  text = pv::trimmed(text);
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end != std::string_view::npos && pv::parse_time_ms(text.substr(1, end - 1)) &&
        text.substr(0, end).find(':') != std::string_view::npos) {
      return "[time]";
    }
  }
  const auto blank = text.find_first_of(" \t");
  const auto first = text.substr(0, blank);
  if (first.find(':') != std::string_view::npos && pv::parse_time_ms(first)) return "[time]";
  std::size_t colon = text.find(':');
  if (const auto wide = text.find("\xEF\xBC\x9A"); wide < colon) colon = wide;
  if (colon == std::string_view::npos || colon > 60 || colon == 0) return {};
  const std::string_view label = text.substr(0, colon);
  if (std::count(label.begin(), label.end(), ' ') > 4 || label.find_first_of(".!?;") != std::string_view::npos)
    return {};
  const std::uint32_t code = first_code(label);
  return small_letter(code) ? std::string() : std::string(label);
}

/// What the document as a whole tells of its typesetting.
class Habits {
 public:
  explicit Habits(const std::vector<Line>& lines) {
    std::map<long, double> sizes;
    for (const auto& line : lines) sizes[std::lround(line.size * 2)] += static_cast<double>(line.text.size());
    double most = 0;
    for (const auto& [size, bytes] : sizes) {
      if (bytes > most) {
        most = bytes;
        body_size_ = static_cast<double>(size) / 2;
      }
    }
    std::map<std::string, std::size_t> labels;
    std::size_t hyphens = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      widest_ = std::max(widest_, lines[i].right);
      auto& margin = margins_[std::lround(lines[i].left / 6)];
      margin.right = std::max(margin.right, lines[i].right);
      ++margin.lines;
      if (const auto label = label_of(lines[i].text); !label.empty()) ++labels[label];
      if (lines[i].text.ends_with('-') && i + 1 < lines.size() && small_letter(first_code(lines[i + 1].text)))
        ++hyphens;
      collect_words(lines[i].text);
      if (i > 0 && lines[i].page == lines[i - 1].page) {
        const double step = (lines[i].top - lines[i - 1].top) / std::max(1.0, lines[i].size);
        if (step > 0.8 && step < 4) ++steps_[std::lround(step * 20)];
      }
    }
    for (const auto& [label, count] : labels) {
      if (count >= 2) labels_.insert(label);
    }
    long hanging = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const double shift = lines[i + 1].left - lines[i].left;
      if (lines[i].page != lines[i + 1].page || std::fabs(shift) < 0.9 * lines[i].size) continue;
      if (known_label(lines[i].text) && !known_label(lines[i + 1].text)) hanging += shift > 0 ? 1 : -1;
    }
    hangs_ = hanging >= 2;
    hyphenates_ = hyphens >= 3 && hyphens * 50 >= lines.size();
    // The smallest of the common steps is the one within paragraphs.
    std::size_t all = 0;
    for (const auto& [step, count] : steps_) all += count;
    for (const auto& [step, count] : steps_) {
      if (count * 10 >= all) {
        step_ = static_cast<double>(step) / 20;
        break;
      }
    }
  }

  double body_size() const { return body_size_; }
  /// From one line to the next within a paragraph, in font sizes.
  double step() const { return step_; }
  bool known_label(std::string_view text) const {
    const auto label = label_of(text);
    return !label.empty() && labels_.contains(label);
  }
  /// Where lines that begin here may end: blocks set narrower have a margin of their own.
  double right_margin(const Line& line) const {
    const auto found = margins_.find(std::lround(line.left / 6));
    const bool own =
        found != margins_.end() && found->second.lines >= 8 && found->second.right < widest_ - 2 * line.size;
    return own && found->second.right > line.left + 15 * line.size ? found->second.right : widest_;
  }
  /// True if turns begin at the margin and go on indented.
  bool hangs() const { return hangs_; }
  bool hyphenates() const { return hyphenates_; }
  bool knows_word(const std::string& word) const { return words_.contains(word); }

 private:
  void collect_words(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
      std::size_t end = i;
      while (end < text.size() &&
             (letter(text[end]) || (text[end] == '-' && end > i && end + 1 < text.size() && letter(text[end + 1]))))
        ++end;
      if (end > i && end < text.size()) words_.insert(pv::lowered(text.substr(i, end - i)));
      i = std::max(end, i + 1);
    }
  }

  struct Margin {
    double right = 0;
    std::size_t lines = 0;
  };
  double body_size_ = 10;
  double step_ = 1.2;
  double widest_ = 0;
  bool hyphenates_ = false;
  bool hangs_ = false;
  std::map<long, Margin> margins_;
  std::map<long, std::size_t> steps_;
  std::set<std::string> labels_;
  std::unordered_set<std::string> words_;
};

class Builder {
 public:
  explicit Builder(const std::vector<Line>& lines) : lines_(lines), habits_(lines) {}

  std::vector<Paragraph> build() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == 0 || begins_paragraph(i)) {
        start_ = i;
        Paragraph paragraph{lines_[i].text, lines_[i].bold_prefix, 0};
        if (lines_[i].size > habits_.body_size() * 1.15)
          paragraph.level = lines_[i].size > habits_.body_size() * 1.5 ? 1 : 2;
        made_.push_back(std::move(paragraph));
      } else {
        append(made_.back(), lines_[i]);
      }
    }
    return std::move(made_);
  }

 private:
  bool begins_paragraph(std::size_t i) const {
    const Line& before = lines_[i - 1];
    const Line& line = lines_[i];
    const double em = std::max(1.0, line.size);
    if (std::fabs(before.size - line.size) > 0.1 * em) return true;
    if (habits_.known_label(line.text)) return true;
    if (before.page == line.page) {
      const double step = (line.top - before.top) / em;
      if (step > habits_.step() * 1.25 || step < 0) {
        // Upwards: the next column. A paragraph may go on there as on the next page.
        if (step > 0) return true;
      }
      if (indented(i)) return true;
    }
    return ended_early(before, line);
  }

  /// True if the next line's first word would have had room: the line was ended on purpose.
  bool ended_early(const Line& before, const Line& line) const {
    const double em = std::max(1.0, line.size);
    const std::uint32_t first = first_code(line.text);
    double needed = line.first_word_width + 0.25 * em;
    // Without blanks the next character alone would have moved up, but not without a mark behind it.
    if (is_cjk(first)) {
      const bool bracketed_word = opens(first) && line.text.size() > 3 && !is_cjk(first_code(line.text.substr(3)));
      if (!bracketed_word) needed = (opens(first) ? 3.1 : 2.1) * em;
    }
    return before.right + needed < habits_.right_margin(lines_[start_]) - 0.1 * em;
  }

  bool indented(std::size_t i) const {
    const double em = std::max(1.0, lines_[i].size);
    const Line& before = lines_[i - 1];
    const Line& line = lines_[i];
    const bool before_is_first = start_ == i - 1;
    if (line.left > before.left + 0.9 * em) {
      if (!before_is_first) return true;
      if (habits_.hangs()) return false;
      // A hanging indent goes on in the line after; an indented first line goes back.
      const bool hanging = i + 1 < lines_.size() && lines_[i + 1].page == line.page &&
                           std::fabs(lines_[i + 1].left - line.left) < 0.5 * em;
      return !hanging && i + 1 < lines_.size() && lines_[i + 1].left < line.left - 0.5 * em;
    }
    // Back to the left: the end of a hanging block, unless only the first line was indented.
    return line.left < before.left - 0.9 * em && !before_is_first;
  }

  void append(Paragraph& paragraph, const Line& line) {
    const std::size_t old_size = paragraph.text.size();
    const bool all_bold = paragraph.bold_prefix == old_size;
    std::string& text = paragraph.text;
    if (text.ends_with("\xC2\xAD")) {
      text.resize(text.size() - 2);
    } else if (text.ends_with('-') && text.size() > 1 && letter(text[text.size() - 2])) {
      join_hyphen(text, line.text);
    } else if (!joins_without_blank(last_code(text), first_code(line.text))) {
      text += ' ';
    }
    if (all_bold && line.bold_prefix > 0) paragraph.bold_prefix = text.size() + line.bold_prefix;
    text += line.text;
    paragraph.bold_prefix = std::min(paragraph.bold_prefix, text.size());
  }

  /// "care-" and "ful": the hyphen goes if the document has "careful" elsewhere, or if it hyphenates as a habit; it
  /// stays if the document writes "care-ful". An interrupted word ("I was go-") is followed by a capital or stands
  /// alone.
  void join_hyphen(std::string& text, std::string_view next) const {
    std::size_t start = text.size() - 1;
    while (start > 0 && (letter(text[start - 1]) || text[start - 1] == '-')) --start;
    std::size_t end = 0;
    while (end < next.size() && letter(next[end])) ++end;
    const std::string first = pv::lowered(std::string_view(text).substr(start, text.size() - 1 - start));
    const std::string second = pv::lowered(next.substr(0, end));
    if (!small_letter(first_code(next))) {
      if (second.empty()) return;
      text += habits_.knows_word(first + "-" + second) ? "" : " ";
      return;
    }
    if (habits_.knows_word(first + "-" + second)) return;
    if (habits_.knows_word(first + second) || habits_.hyphenates()) text.pop_back();
  }

  const std::vector<Line>& lines_;
  Habits habits_;
  std::vector<Paragraph> made_;
  std::size_t start_ = 0;
};

}  // namespace

std::vector<Paragraph> paragraphs_of(const std::vector<Page>& pages) {
  std::vector<Line> lines;
  for (const auto& page : pages) lines.insert(lines.end(), page.lines.begin(), page.lines.end());
  if (lines.empty()) return {};
  return Builder(lines).build();
}

}  // namespace pdf
