#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gui/presenter/page_layout.hpp"

namespace polyvocal::gui {

/// Every code point is 10 wide; an acute accent and a joiner have no width.
class EvenMeasure : public WordMeasure {
 public:
  static constexpr int kGlyph = 10;
  int width(std::string_view utf8) override {
    const auto all = widths(utf8, text::WritingDirection::kLeftToRight);
    return all.empty() ? 0 : all.back();
  }
  std::vector<int> widths(std::string_view utf8, text::WritingDirection) override {
    ++measured;
    std::vector<int> edges;
    for (std::size_t byte = 0; byte < utf8.size(); ++byte) {
      if ((static_cast<unsigned char>(utf8[byte]) & 0xC0U) == 0x80U) continue;
      const bool mark = utf8.substr(byte, 2) == "\xCC\x81" || utf8.substr(byte, 3) == "\xE2\x80\x8D";
      edges.push_back((edges.empty() ? 0 : edges.back()) + (mark ? 0 : kGlyph));
    }
    return edges;
  }
  int measured = 0;
};

inline text::CodePointOffset at(std::int64_t value) {
  return text::CodePointOffset(value);
}
inline text::CodePointRange span(std::int64_t start, std::int64_t end) {
  return {at(start), at(end)};
}

/// Text that belongs to no turn: a block a line.
inline std::shared_ptr<const PageText> lines_page(std::string utf8, std::string language = "en") {
  auto page = std::make_shared<PageText>();
  page->language = std::move(language);
  page->text = std::move(utf8);
  return page;
}

}  // namespace polyvocal::gui
