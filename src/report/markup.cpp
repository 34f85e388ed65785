#include <algorithm>
#include <array>
#include <cstdint>

#include "report/markup_internal.hpp"
#include "text/utf8.hpp"

namespace polyvocal::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CodePoints {
  std::int32_t first;
  std::int32_t last;
};

bool in(const auto& ranges, std::int32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](const CodePoints& r) { return r.first <= c && c <= r.last; });
}

/// One character of a text, and how long it is; -1 for broken UTF-8 (over-long and cut forms, surrogates).
struct Character {
  std::int32_t code = -1;
  std::size_t bytes = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  // The reader of text/ counts in 32 bits: it gets one character's bytes at a time.
  const std::string_view few = text.substr(at, 4);
  std::int32_t end = 0;
  const std::int32_t code = text::next_code_point(few, end);
  const bool over_long = (code < 0x800 && end == 3) || (code < 0x10000 && end == 4);
  if (code < 0 || over_long || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) return {-1, 1};
  return {code, static_cast<std::size_t>(end)};
}

/// Production [2] Char of XML 1.0.
bool allowed_in_xml(std::int32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

void append_clean(std::string& out, std::string_view text, bool escape) {
  std::size_t plain = 0;  // begin of what is not yet appended
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    std::string_view instead;
    std::size_t bytes = 1;
    if (byte >= 0x20 && byte < 0x7F) {
      if (escape) instead = entity(text[i]);
    } else {
      const Character one = character_at(text, i);
      bytes = one.bytes;
      if (one.code < 0 || !allowed_in_xml(one.code)) instead = kReplacement;
    }
    if (!instead.empty()) {
      out.append(text.substr(plain, i - plain)).append(instead);
      plain = i + bytes;
    }
    i += bytes;
  }
  out.append(text.substr(plain));
}

// Letters of scripts that run from right to left (bidirectional classes R and AL of DerivedBidiClass.txt, by block).
constexpr std::array<CodePoints, 8> kRightToLeft = {{{0x0590, 0x08FF},
                                                     {0x200F, 0x200F},
                                                     {0xFB1D, 0xFDCF},
                                                     {0xFDF0, 0xFDFC},
                                                     {0xFE70, 0xFEFC},
                                                     {0x10800, 0x10FFF},
                                                     {0x1E800, 0x1EFFF},
                                                     {0x061C, 0x061C}}};
// Inside those blocks: digits, marks and signs, which are not strong.
constexpr std::array<CodePoints, 16> kWeakAmongThem = {{{0x0590, 0x05BD},
                                                        {0x05BF, 0x05BF},
                                                        {0x05C1, 0x05C2},
                                                        {0x05C4, 0x05C5},
                                                        {0x05C7, 0x05C7},
                                                        {0x0600, 0x0607},
                                                        {0x0609, 0x060A},
                                                        {0x060C, 0x060C},
                                                        {0x060E, 0x061A},
                                                        {0x064B, 0x066C},
                                                        {0x0670, 0x0670},
                                                        {0x06D6, 0x06E4},
                                                        {0x06E7, 0x06ED},
                                                        {0x06F0, 0x06F9},
                                                        {0x08CA, 0x08FF},
                                                        {0xFB1E, 0xFB1E}}};
// Neutral and weak characters elsewhere: punctuation, symbols, marks, emoji.
constexpr std::array<CodePoints, 27> kNeutral = {
    {{0x00, 0x40},     {0x5B, 0x60},       {0x7B, 0xA9},      {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},
     {0xD7, 0xD7},     {0xF7, 0xF7},       {0x02B9, 0x02BA},  {0x02C2, 0x02CF}, {0x02D2, 0x02DF}, {0x02E5, 0x02ED},
     {0x02EF, 0x036F}, {0x2000, 0x200D},   {0x2010, 0x2070},  {0x2074, 0x207E}, {0x2080, 0x208E}, {0x20A0, 0x20FF},
     {0x2190, 0x2BFF}, {0x2E00, 0x2E7F},   {0x3000, 0x3004},  {0x3008, 0x3020}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFF20},
     {0xFFE0, 0xFFFD}, {0x1F000, 0x1FAFF}, {0xE0000, 0xE01EF}}};

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  append_clean(out, text, true);
}

std::string escaped(std::string_view text) {
  std::string out;
  append_clean(out, text, true);
  return out;
}

std::string cleaned(std::string_view text) {
  std::string out;
  append_clean(out, text, false);
  return out;
}

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t") != std::string_view::npos) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Character one = character_at(text, i);
    i += one.bytes;
    if (one.code < 0) continue;
    if (in(kRightToLeft, one.code)) {
      if (!in(kWeakAmongThem, one.code)) return true;
    } else if (!in(kNeutral, one.code)) {
      return false;
    }
  }
  return false;
}

bool right_to_left_language(std::string_view language) {
  static constexpr std::array<std::string_view, 12> kLanguages = {"ar", "arc", "ckb", "dv", "fa", "he",
                                                                  "iw", "ps",  "sd",  "ug", "ur", "yi"};
  static constexpr std::array<std::string_view, 8> kScripts = {"Adlm", "Arab", "Aran", "Hebr",
                                                               "Nkoo", "Rohg", "Syrc", "Thaa"};
  const std::size_t first = std::min(language.find('-'), language.size());
  // A script, if the tag has one, is its second or third part and the only one of four letters.
  for (std::size_t at = first; at < language.size();) {
    const std::size_t end = std::min(language.find('-', at + 1), language.size());
    const std::string_view part = language.substr(at + 1, end - at - 1);
    const bool script = part.size() == 4 && (part.front() < '0' || part.front() > '9');
    if (script) return std::find(kScripts.begin(), kScripts.end(), part) != kScripts.end();
    at = end;
  }
  return std::find(kLanguages.begin(), kLanguages.end(), language.substr(0, first)) != kLanguages.end();
}

std::string language_tag(std::string_view language) {
  const bool fine = !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
  return fine ? std::string(language) : "und";
}

bool is_number(std::string_view text) {
  constexpr std::size_t kExactDigits = 15;  // of a double
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(whole) || (whole.size() > 1 && whole.front() == '0') || text.size() > kExactDigits) return false;
  return point == text.size() || digits(text.substr(point + 1));
}

std::size_t utf16_prefix(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Character one = character_at(text, at);
    const std::size_t need = one.code >= 0x10000 ? 2 : 1;
    if (need > units) break;
    units -= need;
    at += one.bytes;
  }
  return at;
}

}  // namespace polyvocal::report
