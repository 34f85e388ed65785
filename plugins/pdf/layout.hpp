#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// From words with places on a page to paragraphs. Lengths are points, y grows downwards. Pure functions.
namespace pdf {

struct Word {
  std::string text;  ///< UTF-8
  double left = 0, top = 0, right = 0, bottom = 0;
  double size = 0;  ///< of the font
  bool bold = false;
  bool space_after = false;
};

struct Line {
  std::string text;
  std::size_t bold_prefix = 0;  ///< bytes
  double left = 0, top = 0, right = 0, bottom = 0;
  double size = 0;
  double first_word_width = 0;
  std::size_t page = 0;
};

struct Page {
  double height = 0;
  std::vector<Line> lines;
};

struct Paragraph {
  std::string text;
  std::size_t bold_prefix = 0;
  int level = 0;  ///< 1 or 2 if it is set like a heading
};

/// The first and last code point of valid UTF-8; 0 if it is empty.
std::uint32_t first_code(std::string_view text);
std::uint32_t last_code(std::string_view text);
/// Han, kana and full-width marks: written without blanks.
bool is_cjk(std::uint32_t code);

/// Words in reading order to lines.
std::vector<Line> lines_of_words(const std::vector<Word>& words, std::size_t page);

/// Takes running headers, footers and page numbers out: lines at the top or bottom of pages that recur there over the
/// pages, as they are or with a number that counts with the pages. Returns their texts, each once.
struct Removed {
  std::size_t lines = 0;
  std::vector<std::string> examples;
};
Removed remove_running_lines(std::vector<Page>& pages);

/// Joins lines to paragraphs over the whole document.
std::vector<Paragraph> paragraphs_of(const std::vector<Page>& pages);

}  // namespace pdf
