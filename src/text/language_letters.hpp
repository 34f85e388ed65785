#pragma once

#include <span>
#include <string_view>

namespace polyvocal::text {

/// Which letters a language is written with, to judge whether a decoding of unknown bytes reads like it.
struct LanguageLetters {
  const char* language;          ///< ISO 639-1
  std::u32string_view letters;   ///< small letters beyond ASCII; empty for scripts judged by `first` and `last`
  std::u32string_view frequent;  ///< letters that are frequent in running text; empty for Latin scripts
  double frequent_share;         ///< what share of the letters beyond ASCII these make up at least
  char32_t first = 0;            ///< a block whose every letter belongs to the language
  char32_t last = 0;
};

/// An encoding's languages: what decoding with it may reasonably give.
struct EncodingLanguages {
  const char* encoding;        ///< IANA's name, or ICU's where there is none
  std::string_view languages;  ///< ISO 639-1, blanks between
  double prior;                ///< small head start of the more usual of two that fit alike, 0..0.1
};

std::span<const LanguageLetters> language_letters();
std::span<const EncodingLanguages> encoding_languages();

}  // namespace polyvocal::text
