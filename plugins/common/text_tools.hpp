#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small pieces several plug-ins need. Pure functions over UTF-8; ASCII rules only.
namespace pv {

char lower(char c);
std::string lowered(std::string_view text);
std::string_view trimmed(std::string_view text);
bool is_blank(char c);
/// Lines without their LF. A text that ends with LF has an empty last line; an empty text has one empty line.
std::vector<std::string_view> lines_of(std::string_view text);
/// True if these first bytes can be text in some encoding: few control characters, NUL only where UTF-16 or UTF-32
/// would have it.
bool looks_like_text(std::string_view head);
/// `head` without a UTF-8 byte order mark and leading blanks and line ends.
std::string_view without_leading_space(std::string_view head);
/// True if one of `words` (separated by blanks) is `word`.
bool one_of(std::string_view word, std::string_view words);

/// A character of an encoding-free reference, as UTF-8; U+FFFD for surrogates and beyond U+10FFFF.
std::string utf8(std::uint32_t code_point);
/// The text with "&amp;", "&#8217;", "&#x2019;" and the common named references resolved; others stay as they are.
std::string without_entities(std::string_view text);
/// Known HTML element names, so that "<name of school>" in a transcript is not taken for markup.
bool is_html_element(std::string_view name);

/// "1:02:03.5", "02:03,250", "75" (seconds), "75.25 s": milliseconds; nullopt if it is none.
std::optional<std::int64_t> parse_time_ms(std::string_view text);

/// Joins runs of text to paragraphs and knows how much of the start is bold.
class ParagraphText {
 public:
  void append(std::string_view text, bool bold);
  void clear();
  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }
  /// Bytes at the start that are bold, without blanks at the end of the bold stretch.
  std::size_t bold_prefix() const;
  /// Collapses every run of blanks, tabs and line ends to one blank and trims both ends.
  void collapse();

 private:
  std::string text_;
  std::size_t bold_ = 0;  ///< bytes of the bold start so far
  bool bold_ended_ = false;
};

}  // namespace pv
