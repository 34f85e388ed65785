#include "text/bidi.hpp"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>

#include "text/offset_map.hpp"

namespace polyvocal::text {
namespace {

struct CloseBidi {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

icu::UnicodeString utf16_of(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
}

}  // namespace

WritingDirection paragraph_direction(std::string_view utf8) {
  const icu::UnicodeString text = utf16_of(utf8);
  return ubidi_getBaseDirection(text.getBuffer(), text.length()) == UBIDI_RTL ? WritingDirection::kRightToLeft
                                                                              : WritingDirection::kLeftToRight;
}

BidiParagraph::BidiParagraph(std::string_view utf8)
    : direction_(WritingDirection::kLeftToRight), code_points_(count_code_points(utf8)), one_way_(true) {
  if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return;
  const icu::UnicodeString text = utf16_of(utf8);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBiDi, CloseBidi> bidi(ubidi_open());
  ubidi_setPara(bidi.get(), text.getBuffer(), text.length(), UBIDI_DEFAULT_LTR, nullptr, &status);
  if (U_FAILURE(status)) return;
  if ((ubidi_getParaLevel(bidi.get()) & 1) != 0) direction_ = WritingDirection::kRightToLeft;
  if (ubidi_getDirection(bidi.get()) == UBIDI_LTR) return;
  const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &status);
  if (U_FAILURE(status)) return;
  one_way_ = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    level_.push_back(levels[i]);
    blank_.push_back(u_isWhitespace(text.char32At(i)) != 0);
  }
}

std::vector<BidiRun> BidiParagraph::visual_runs(CodePointRange range) const {
  range.end = std::min(range.end, CodePointOffset(code_points_));
  if (range.empty()) return {};
  if (one_way_) return {{range, direction_}};
  const unsigned char paragraph = direction_ == WritingDirection::kRightToLeft ? 1 : 0;
  std::int64_t words_end = range.end.value;
  while (words_end > range.start.value && blank_[static_cast<std::size_t>(words_end) - 1]) --words_end;
  std::vector<BidiRun> runs;
  std::vector<unsigned char> run_levels;
  const auto level_at = [&](std::int64_t at) {
    return at < words_end ? level_[static_cast<std::size_t>(at)] : paragraph;
  };
  for (std::int64_t start = range.start.value; start < range.end.value;) {
    std::int64_t end = start + 1;
    while (end < range.end.value && level_at(end) == level_at(start)) ++end;
    const bool back = (level_at(start) & 1U) != 0;
    runs.push_back({{CodePointOffset(start), CodePointOffset(end)},
                    back ? WritingDirection::kRightToLeft : WritingDirection::kLeftToRight});
    run_levels.push_back(level_at(start));
    start = end;
  }
  std::vector<int32_t> order(runs.size());
  ubidi_reorderVisual(run_levels.data(), static_cast<int32_t>(run_levels.size()), order.data());
  std::vector<BidiRun> seen;
  seen.reserve(runs.size());
  for (const int32_t index : order) seen.push_back(runs[static_cast<std::size_t>(index)]);
  return seen;
}

}  // namespace polyvocal::text
