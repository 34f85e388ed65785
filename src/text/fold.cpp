#include "text/fold.hpp"
#include "text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace polyvocal::text {
namespace {

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// Marks that only colour a letter (accents, Hebrew points, Arabic vowel signs) and may go. In Indic, Thai and the like
/// a mark is a vowel, in kana it makes another consonant, and й and ї are letters of their own: there it stays.
bool strippable_mark(UChar32 mark, UChar32 letter) {
  const auto type = u_charType(mark);
  if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK) return false;
  if (mark == 0x3099 || mark == 0x309A) return false;
  if (mark == 0x0306 && letter == 0x0438) return false;
  if (mark == 0x0308 && letter == 0x0456) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(mark, &status);
  return U_SUCCESS(status) && (script == USCRIPT_INHERITED || script == USCRIPT_COMMON || script == USCRIPT_LATIN ||
                               script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_HEBREW ||
                               script == USCRIPT_ARABIC);
}

bool white(UChar32 c) {
  return u_isUWhiteSpace(c) != 0;
}

}  // namespace

std::string fold(std::string_view utf8) {
  if (ascii(utf8)) {
    std::string out(utf8);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decomposer = icu::Normalizer2::getNFDInstance(status);
  const auto* composer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(utf8);
  const icu::UnicodeString decomposed = decomposer->normalize(folder->normalize(from_utf8(utf8), status), status);
  icu::UnicodeString stripped;
  UChar32 letter = 0;
  for (std::int32_t i = 0; i < decomposed.length();) {
    UChar32 c = decomposed.char32At(i);
    i += U16_LENGTH(c);
    if (strippable_mark(c, letter)) continue;
    if (u_charType(c) != U_NON_SPACING_MARK) letter = c;
    if (c == 0x2019 || c == 0x2BC) c = '\'';  // typographic apostrophes
    if (c == 0x131) c = 'i';                  // Turkish writes İ/i and I/ı: compared as one letter
    stripped.append(c);
  }
  std::string out;
  composer->normalize(stripped, status).toUTF8String(out);
  return U_SUCCESS(status) ? out : std::string(utf8);
}

std::string_view trim(std::string_view utf8) {
  const auto first = [&]() -> std::size_t {
    std::int32_t i = 0;
    const auto length = static_cast<std::int32_t>(utf8.size());
    while (i < length) {
      std::int32_t next = i;
      const UChar32 c = next_code_point(utf8, next);
      if (c < 0 || !white(c)) break;
      i = next;
    }
    return static_cast<std::size_t>(i);
  };
  utf8.remove_prefix(first());
  std::size_t end = utf8.size();
  while (end > 0) {
    std::size_t before = end - 1;
    while (before > 0 && (static_cast<unsigned char>(utf8[before]) & 0xC0) == 0x80) --before;
    auto at = static_cast<std::int32_t>(before);
    const UChar32 c = next_code_point(utf8, at);
    if (c < 0 || !white(c)) break;
    end = before;
  }
  return utf8.substr(0, end);
}

std::string clean_name(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* composer = icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString name = from_utf8(utf8);
  if (U_SUCCESS(status) && !ascii(utf8)) name = composer->normalize(name, status);
  icu::UnicodeString out;
  bool blank = false;
  for (std::int32_t i = 0; i < name.length();) {
    const UChar32 c = name.char32At(i);
    i += U16_LENGTH(c);
    if (white(c)) {
      blank = !out.isEmpty();
      continue;
    }
    if (u_charType(c) == U_CONTROL_CHAR || c == 0xFEFF) continue;
    if (blank) out.append(static_cast<UChar32>(' '));
    blank = false;
    out.append(c);
  }
  std::string result;
  out.toUTF8String(result);
  return result;
}

std::string fold_name(std::string_view utf8) {
  std::string name = fold(clean_name(utf8));
  while (!name.empty() && (name.back() == ':' || name.back() == ' ')) name.pop_back();
  return name;
}

}  // namespace polyvocal::text
