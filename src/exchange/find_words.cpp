#include <algorithm>

#include "exchange/tables.hpp"
#include "text/fold.hpp"

namespace polyvocal::exchange {
namespace {

/// Length in bytes of the Unicode White_Space character at `i`, or 0.
std::size_t blank_at(std::string_view text, std::size_t i) {
  const auto c = static_cast<unsigned char>(text[i]);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c < 0xC2) return 0;
  const std::string_view two = text.substr(i, 2);
  if (two == "\xC2\x85" || two == "\xC2\xA0") return 2;
  const std::string_view three = text.substr(i, 3);
  if (three == "\xE1\x9A\x80" || three == "\xE2\x81\x9F" || three == "\xE3\x80\x80") return 3;
  if (three.size() == 3 && two == "\xE2\x80") {
    const auto last = static_cast<unsigned char>(three[2]);
    // U+2000 to U+200A, the two separators, the narrow no-break space.
    if (last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF) return 3;
  }
  return 0;
}

std::size_t skip_blanks(std::string_view text, std::size_t i) {
  while (i < text.size()) {
    const std::size_t length = blank_at(text, i);
    if (length == 0) break;
    i += length;
  }
  return i;
}

/// The end of a match of `words` at `begin`, or npos.
std::size_t match_end(std::string_view text, std::size_t begin, std::string_view words) {
  std::size_t i = begin;
  std::size_t j = 0;
  while (j < words.size()) {
    if (i >= text.size()) return std::string_view::npos;
    if (blank_at(words, j) > 0) {
      if (blank_at(text, i) == 0) return std::string_view::npos;
      i = skip_blanks(text, i);
      j = skip_blanks(words, j);
    } else {
      if (text[i] != words[j]) return std::string_view::npos;
      ++i;
      ++j;
    }
  }
  return i;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> find_words(std::string_view text, std::string_view words) {
  words = text::trim(words);
  std::vector<std::pair<std::size_t, std::size_t>> found;
  if (words.empty()) return found;
  // The first run without blanks is searched for by the library; the rest is compared from there.
  std::size_t head = 0;
  while (head < words.size() && blank_at(words, head) == 0) ++head;
  const std::string_view first = words.substr(0, head);
  for (std::size_t at = text.find(first); at != std::string_view::npos; at = text.find(first, at + 1)) {
    const std::size_t end = match_end(text, at, words);
    if (end != std::string_view::npos) found.emplace_back(at, end);
  }
  return found;
}

}  // namespace polyvocal::exchange
