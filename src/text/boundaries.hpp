#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/offset.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::text {

/// Boundaries after Unicode Standard Annex 29 by ICU, with the language's rules and dictionaries (Chinese, Japanese,
/// Thai words). `language`: BCP 47 ("en", "zh-Hant"); unknown ones fall back to the root rules. All results ascend.

/// Positions of grapheme cluster starts, and the text's end as the last entry.
std::vector<CodePointOffset> grapheme_boundaries(const OffsetMap& text, std::string_view language);
/// Ranges of words: runs that ICU marks as letters, numbers, kana or ideographs; no spaces, no punctuation.
std::vector<CodePointRange> words(const OffsetMap& text, std::string_view language);
/// Ranges of sentences, without the white space that follows them; never empty.
std::vector<CodePointRange> sentences(const OffsetMap& text, std::string_view language);
/// Number of words of `utf8`, as words() counts them.
std::int64_t count_words(std::string_view utf8, std::string_view language);

/// The smallest range of whole grapheme clusters around `range`. `graphemes` as grapheme_boundaries() gives them.
CodePointRange snap_to_graphemes(CodePointRange range, const std::vector<CodePointOffset>& graphemes);
/// The smallest range of whole words touched by `range`; `range` itself if it touches none.
CodePointRange snap_to_words(CodePointRange range, const std::vector<CodePointRange>& words);

}  // namespace polyvocal::text
