#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace polyvocal::text {

/// Bytes turned into UTF-8.
struct Converted {
  std::string text;
  std::int64_t replaced = 0;  ///< byte sequences that were invalid and became U+FFFD
};

/// `bytes` in an encoding ICU knows; nullopt for a name it does not know. Any thread.
std::optional<Converted> convert(std::string_view bytes, const char* encoding);

/// UTF-16 or UTF-32 without a mark: by where zero bytes stand, else (scripts that need both bytes) by whether the text
/// then is of one script. nullptr if neither. Any thread.
const char* unmarked_wide_encoding(std::string_view bytes);

struct EncodingGuess {
  std::string encoding;
  int confidence = 0;  ///< 0..95
};

/// The encoding with one or two bytes a character in which `bytes` reads most like one of the languages it is used for.
/// `language` (ISO 639-1, may be empty) tips the balance. nullopt if nothing reads like text. Any thread.
std::optional<EncodingGuess> guess_encoding(std::string_view bytes, std::string_view language);

}  // namespace polyvocal::text
