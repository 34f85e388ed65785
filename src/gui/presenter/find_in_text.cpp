#include "gui/presenter/find_in_text.hpp"

#include <string>

#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

bool is_space(std::string_view one) {
  return one == " " || one == "\n" || one == "\t" || one == "\r" || one == "\u00A0";
}

/// A text folded code point by code point; for each byte of the folded text the code point it came from.
struct Folded {
  std::string text;
  std::vector<std::int64_t> source;
  std::int64_t code_points = 0;
};

Folded fold_with_places(std::string_view utf8) {
  Folded out;
  out.text.reserve(utf8.size());
  out.source.reserve(utf8.size());
  bool blank = false;
  for (std::size_t i = 0; i < utf8.size(); ++out.code_points) {
    std::size_t end = i + 1;
    while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U) ++end;
    const std::string_view one = utf8.substr(i, end - i);
    i = end;
    if (is_space(one)) {
      if (!blank) {
        out.text += ' ';
        out.source.push_back(out.code_points);
      }
      blank = true;
      continue;
    }
    blank = false;
    const auto byte = static_cast<unsigned char>(one.front());
    if (byte < 0x80) {
      out.text += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : one.front();
      out.source.push_back(out.code_points);
      continue;
    }
    const std::string folded = text::fold(one);
    out.text += folded;
    out.source.insert(out.source.end(), folded.size(), out.code_points);
  }
  return out;
}

}  // namespace

std::vector<text::CodePointRange> find_in_text(std::string_view utf8, std::string_view wanted) {
  std::vector<text::CodePointRange> hits;
  const Folded needle = fold_with_places(text::trim(wanted));
  if (needle.text.empty()) return hits;
  const Folded hay = fold_with_places(utf8);
  for (auto at = hay.text.find(needle.text); at != std::string::npos;
       at = hay.text.find(needle.text, at + needle.text.size())) {
    const auto last = at + needle.text.size();
    // A mark that folding takes away belongs to the letter before it: the end reaches to the next letter that is left.
    const std::int64_t end = last < hay.source.size() ? hay.source[last] : hay.code_points;
    std::int64_t stop = hay.source[last - 1] + 1;
    if (end > stop && hay.text[last] != ' ') stop = end;
    hits.push_back({text::CodePointOffset(hay.source[at]), text::CodePointOffset(stop)});
  }
  return hits;
}

}  // namespace polyvocal::gui
