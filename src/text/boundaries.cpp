#include "text/boundaries.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "text/fold.hpp"
#include "text/icu_internal.hpp"

namespace polyvocal::text {

icu::BreakIterator* thread_break_iterator(BreakKind kind, std::string_view language) {
  thread_local std::map<std::pair<BreakKind, std::string>, std::unique_ptr<icu::BreakIterator>> cache;
  auto& entry = cache[{kind, std::string(language)}];
  if (!entry) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale =
        icu::Locale::forLanguageTag(icu::StringPiece(language.data(), static_cast<int32_t>(language.size())), status);
    status = U_ZERO_ERROR;
    switch (kind) {
      case BreakKind::kCharacter:
        entry.reset(icu::BreakIterator::createCharacterInstance(locale, status));
        break;
      case BreakKind::kWord:
        entry.reset(icu::BreakIterator::createWordInstance(locale, status));
        break;
      case BreakKind::kSentence:
        entry.reset(icu::BreakIterator::createSentenceInstance(locale, status));
        break;
      case BreakKind::kLine:
        entry.reset(icu::BreakIterator::createLineInstance(locale, status));
        break;
    }
    if (U_FAILURE(status)) entry.reset();
  }
  return entry.get();
}

namespace {

/// Walks code points forward together with ascending byte positions: boundary lists are made in one pass.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}
  CodePointOffset at(std::int64_t byte) {
    while (byte_ < byte) {
      if ((static_cast<unsigned char>(text_[static_cast<std::size_t>(byte_)]) & 0xC0) != 0x80) ++code_point_;
      ++byte_;
    }
    return CodePointOffset(code_point_);
  }

 private:
  std::string_view text_;
  std::int64_t byte_ = 0;
  std::int64_t code_point_ = 0;
};

/// Calls `each(begin byte, end byte, rule status)` for every stretch between two boundaries.
template <typename Each>
void for_each_stretch(std::string_view text, BreakKind kind, std::string_view language, Each&& each) {
  icu::BreakIterator* iterator = thread_break_iterator(kind, language);
  if (iterator == nullptr || text.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_FAILURE(status)) return;
  iterator->setText(&utext, status);
  if (U_SUCCESS(status)) {
    std::int32_t begin = iterator->first();
    for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE; begin = end, end = iterator->next()) {
      each(begin, end, iterator->getRuleStatus());
    }
  }
  utext_close(&utext);
}

bool is_word(std::int32_t rule_status) {
  return rule_status >= UBRK_WORD_NUMBER;
}

}  // namespace

std::vector<CodePointOffset> grapheme_boundaries(const OffsetMap& text, std::string_view language) {
  std::vector<CodePointOffset> result;
  Walker walker(text.text());
  for_each_stretch(text.text(), BreakKind::kCharacter, language,
                   [&](std::int32_t begin, std::int32_t, std::int32_t) { result.push_back(walker.at(begin)); });
  result.push_back(text.code_points());
  return result;
}

std::vector<CodePointRange> words(const OffsetMap& text, std::string_view language) {
  std::vector<CodePointRange> result;
  Walker walker(text.text());
  for_each_stretch(text.text(), BreakKind::kWord, language,
                   [&](std::int32_t begin, std::int32_t end, std::int32_t status) {
                     if (!is_word(status)) return;
                     const CodePointOffset start = walker.at(begin);
                     result.push_back({start, walker.at(end)});
                   });
  return result;
}

std::vector<CodePointRange> sentences(const OffsetMap& text, std::string_view language) {
  std::vector<CodePointRange> result;
  Walker walker(text.text());
  for_each_stretch(text.text(), BreakKind::kSentence, language,
                   [&](std::int32_t begin, std::int32_t end, std::int32_t) {
                     const std::string_view stretch =
                         text.text().substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
                     const std::string_view kept = trim(stretch);
                     if (kept.empty()) return;
                     const CodePointOffset start = walker.at(begin);
                     result.push_back({start, walker.at(kept.data() + kept.size() - text.text().data())});
                   });
  return result;
}

std::int64_t count_words(std::string_view utf8, std::string_view language) {
  std::int64_t count = 0;
  for_each_stretch(utf8, BreakKind::kWord, language,
                   [&](std::int32_t, std::int32_t, std::int32_t status) { count += is_word(status) ? 1 : 0; });
  return count;
}

CodePointRange snap_to_graphemes(CodePointRange range, const std::vector<CodePointOffset>& graphemes) {
  if (graphemes.empty()) return range;
  const auto after = std::upper_bound(graphemes.begin(), graphemes.end(), range.start);
  if (after != graphemes.begin()) range.start = *(after - 1);
  const auto end = std::lower_bound(graphemes.begin(), graphemes.end(), range.end);
  if (end != graphemes.end()) range.end = *end;
  return range;
}

CodePointRange snap_to_words(CodePointRange range, const std::vector<CodePointRange>& words) {
  const auto first = std::upper_bound(words.begin(), words.end(), range.start,
                                      [](CodePointOffset at, const CodePointRange& w) { return at < w.end; });
  auto last = first;
  while (last != words.end() && last->start < range.end) ++last;
  if (first == last) return range;
  return {std::min(range.start, first->start), std::max(range.end, (last - 1)->end)};
}

}  // namespace polyvocal::text
