#include "text/encoding_guess.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <vector>

#include "text/language_letters.hpp"
#include "text/tokens.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

constexpr std::size_t kSampleBytes = 16384;

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// The character's script; kana counts as Han, with which Japanese mixes it.
UScriptCode script_family(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  if (U_FAILURE(status)) return USCRIPT_UNKNOWN;
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? USCRIPT_HAN : script;
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(utf8.size());) {
    const std::int32_t c = next_code_point(utf8, i);
    out += c < 0 ? U'\xFFFD' : static_cast<char32_t>(c);
  }
  return out;
}

bool common_punctuation(char32_t c) {
  static constexpr std::u32string_view kCommon = U"\u00A0“”‘’„‚«»‹›–—…•€£°§";
  return kCommon.find(c) != std::u32string_view::npos || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65) ||
         c == 0x060C || c == 0x061B || c == 0x061F || c == 0x30FB || c == 0x30FC;
}

/// Marks that open a quotation: one between two letters, or behind a letter, is a wrong decoding.
bool opening_mark(char32_t c) {
  return c == U'„' || c == U'‚' || c == U'«' || c == U'‹';
}

/// What of a decoding does not depend on the language: which characters it has, and what is wrong with where they
/// stand.
struct Reading {
  std::map<char32_t, std::int64_t> counts;  // small letters and other characters beyond ASCII
  std::int64_t total = 0;
  double faults = 0;
};

Reading read(const std::u32string& text) {
  Reading reading;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c < 0x80) continue;
    ++reading.total;
    const auto point = static_cast<UChar32>(c);
    ++reading.counts[static_cast<char32_t>(u_tolower(point))];
    const char32_t before = i > 0 ? text[i - 1] : U' ';
    const char32_t after = i + 1 < text.size() ? text[i + 1] : U' ';
    const bool letter_before = u_isalpha(static_cast<UChar32>(before)) != 0;
    const bool letter_after = u_isalpha(static_cast<UChar32>(after)) != 0;
    const auto type = u_charType(point);
    if (c == 0xFFFD) {
      reading.faults += 4;
    } else if (c < 0xA0 || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR) {
      reading.faults += 3;
    } else if (u_isalpha(point)) {
      const UScriptCode script = script_family(c);
      const auto foreign = [&](char32_t neighbour) {
        const UScriptCode other = script_family(neighbour);
        return other != script && other != USCRIPT_COMMON && other != USCRIPT_INHERITED;
      };
      if ((letter_before && foreign(before)) || (letter_after && foreign(after))) reading.faults += 1;
      if (u_isupper(point) != 0 && u_islower(static_cast<UChar32>(before)) != 0) reading.faults += 1;
    } else if (opening_mark(c)) {
      if (letter_before) reading.faults += 1.3;
    } else if (c == U'’' && letter_after && !letter_before) {
      reading.faults += 0.5;  // an apostrophe may begin a word, but seldom does
    } else if ((c == U'€' || c == U'£') && letter_after) {
      reading.faults += 1.5;
    } else if (!common_punctuation(c) && letter_before && letter_after && c != U'·') {
      reading.faults += 1;
    }
  }
  return reading;
}

/// How much a reading is like a language: 1 = every character beyond ASCII belongs to it, below 0 = not text.
double likeness(const Reading& reading, const LanguageLetters& language) {
  double belonging = 0;
  std::int64_t letters = 0;
  std::int64_t frequent = 0;
  for (const auto& [c, count] : reading.counts) {
    const auto weight = static_cast<double>(count);
    const bool own = language.letters.find(c) != std::u32string_view::npos ||
                     (language.first != 0 && c >= language.first && c <= language.last);
    const bool letter = u_isalpha(static_cast<UChar32>(c)) != 0;
    if (letter) letters += count;
    if (own)
      belonging += weight;
    else if (common_punctuation(c))
      belonging += 0.8 * weight;
    else if (letter)
      belonging -= 0.2 * weight;
    else if (u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK)
      belonging -= 0.4 * weight;
    if (language.frequent.find(c) != std::u32string_view::npos) frequent += count;
  }
  const double score = (belonging - reading.faults) / static_cast<double>(reading.total);
  if (language.frequent.empty()) return score;
  const double share = letters == 0 ? 0 : static_cast<double>(frequent) / static_cast<double>(letters);
  return 0.5 * score + 0.5 * std::min(1.0, share / language.frequent_share);
}

/// The lines that hold bytes beyond ASCII: only they tell encodings apart.
std::string telling_lines(std::string_view bytes) {
  std::string sample;
  for (std::size_t begin = 0; begin < bytes.size() && sample.size() < kSampleBytes;) {
    std::size_t end = bytes.find_first_of("\r\n", begin);
    end = end == std::string_view::npos ? bytes.size() : end + 1;
    const std::string_view line = bytes.substr(begin, std::min(end - begin, kSampleBytes));
    if (std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      sample += line;
    begin = end;
  }
  return sample;
}

/// The language that the ASCII words of the bytes are in, whatever the encoding: frequent words have no accents.
std::string language_of_ascii(std::string_view bytes) {
  std::string words(bytes.substr(0, 4 * kSampleBytes));
  for (char& c : words) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '~';
  }
  return guess_language(words, "");
}

/// What ICU's detector believes of each encoding, 0..1.
std::map<std::string, double> detector_opinion(const std::string& sample) {
  std::map<std::string, double> opinion;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return opinion;
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    UErrorCode each = U_ZERO_ERROR;
    std::string name = ucsdet_getName(matches[i], &each);
    const double confidence = ucsdet_getConfidence(matches[i], &each) / 100.0;
    if (U_FAILURE(each)) continue;
    // Names of the detector for what is decoded here with the larger sibling.
    static constexpr std::pair<const char*, const char*> kSiblings[] = {
        {"ISO-8859-1", "windows-1252"}, {"ISO-8859-9", "windows-1254"}, {"KOI8-R", "KOI8-U"},
        {"ISO-8859-8-I", "ISO-8859-8"}, {"Shift_JIS", "windows-31j"},   {"EUC-KR", "windows-949"}};
    for (const auto& [from, to] : kSiblings) {
      if (name == from) name = to;
    }
    opinion[name] = std::max(opinion[name], confidence);
  }
  // The detector knows one of two that differ in a few characters: these, not its belief, have to decide.
  static constexpr std::pair<const char*, const char*> kAlike[] = {{"ISO-8859-7", "windows-1253"},
                                                                   {"ISO-8859-8", "windows-1255"},
                                                                   {"ISO-8859-2", "windows-1250"},
                                                                   {"windows-1252", "ISO-8859-15"},
                                                                   {"windows-1251", "x-mac-cyrillic"}};
  for (const auto& [one, other] : kAlike) opinion[one] = opinion[other] = std::max(opinion[one], opinion[other]);
  return opinion;
}

const LanguageLetters* letters_of(std::string_view language) {
  for (const auto& letters : language_letters()) {
    if (language == letters.language) return &letters;
  }
  return nullptr;
}

/// How well the best of the encoding's languages fits. Which of two that fit alike is right, a known language decides.
double fit(const Reading& reading, std::string_view languages, std::string_view known) {
  double best = -10;
  while (!languages.empty()) {
    const std::size_t blank = std::min(languages.find(' '), languages.size());
    const std::string_view language = languages.substr(0, blank);
    languages.remove_prefix(std::min(blank + 1, languages.size()));
    const LanguageLetters* letters = letters_of(language);
    if (letters == nullptr) continue;
    best = std::max(best, likeness(reading, *letters) + (language == known ? 0.25 : 0));
  }
  return best;
}

/// True if the text is of one script, with the punctuation and blanks that running text has.
bool one_script(std::string_view utf8) {
  std::map<UScriptCode, std::int64_t> scripts;
  std::int64_t total = 0;
  std::int64_t common = 0;
  std::int64_t marks = 0;
  std::int64_t frequent = 0;
  const LanguageLetters* chinese = letters_of("zh");
  for (const char32_t c : to_code_points(utf8)) {
    ++total;
    if (c == 0xFFFD || (c < 0x20 && c != '\n' && c != '\r' && c != '\t')) return false;
    const bool blank_or_mark = c < 0x41 || common_punctuation(c) || (c >= 0x2010 && c <= 0x2026);
    if (c < 0x80 || blank_or_mark) {
      ++common;
      if (blank_or_mark) ++marks;
      continue;
    }
    if (u_charType(static_cast<UChar32>(c)) == U_UNASSIGNED) return false;
    const UScriptCode script = script_family(c);
    if (script == USCRIPT_HAN && (c < 0x4E00 || chinese->frequent.find(c) != std::u32string_view::npos)) ++frequent;
    ++scripts[script];
  }
  if (total < 4 || scripts.empty() || marks == 0) return false;
  const auto most = std::max_element(scripts.begin(), scripts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most->first == USCRIPT_HAN && frequent * 20 < most->second) return false;
  return (most->second + common) * 100 >= total * 95;
}

}  // namespace

std::optional<Converted> convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(encoding, &status));
  if (U_FAILURE(status)) return std::nullopt;
  icu::UnicodeString text;
  std::array<UChar, 4096> buffer{};
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  do {
    status = U_ZERO_ERROR;
    UChar* target = buffer.data();
    ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, 1, &status);
    text.append(buffer.data(), static_cast<std::int32_t>(target - buffer.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return std::nullopt;
  Converted converted;
  for (std::int32_t i = 0; i < text.length(); ++i) converted.replaced += text[i] == 0xFFFD ? 1 : 0;
  text.toUTF8String(converted.text);
  return converted;
}

const char* unmarked_wide_encoding(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 8192) & ~std::size_t{3};
  if (sample < 8) return nullptr;
  std::array<std::size_t, 4> zeros{};
  for (std::size_t i = 0; i < sample; ++i) zeros[i % 4] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t quarter = sample / 4;
  const auto most = [&](std::size_t i) { return zeros[i] * 10 >= quarter * 9; };
  const auto few = [&](std::size_t i) { return zeros[i] * 4 <= quarter; };
  if (bytes.size() % 4 == 0 && most(3) && few(0) && zeros[2] * 2 >= quarter) return "UTF-32LE";
  if (bytes.size() % 4 == 0 && most(0) && few(3) && zeros[1] * 2 >= quarter) return "UTF-32BE";
  if (bytes.size() % 2 != 0) return nullptr;
  const auto half = [&](std::size_t i) { return (zeros[i] + zeros[i + 2]) * 4 >= sample / 2; };
  if (half(1) && few(0) && few(2)) return "UTF-16LE";
  if (half(0) && few(1) && few(3)) return "UTF-16BE";
  const auto fits = [&](const char* encoding) {
    const auto text = convert(bytes.substr(0, sample & ~std::size_t{1}), encoding);
    if (!text) return false;
    // A pair of surrogates may be cut at the sample's end.
    std::string_view whole = text->text;
    if (whole.ends_with("\xEF\xBF\xBD")) whole.remove_suffix(3);
    return one_script(whole);
  };
  if (fits("UTF-16LE")) return "UTF-16LE";
  if (fits("UTF-16BE")) return "UTF-16BE";
  return nullptr;
}

std::optional<EncodingGuess> guess_encoding(std::string_view bytes, std::string_view language) {
  const std::string sample = telling_lines(bytes);
  if (sample.empty()) return std::nullopt;
  const std::string known =
      language.empty() ? language_of_ascii(bytes) : std::string(language.substr(0, language.find('-')));
  const auto opinion = detector_opinion(sample);
  struct Candidate {
    const char* encoding;
    std::u32string text;
    double score;
  };
  std::vector<Candidate> candidates;
  for (const auto& encoding : encoding_languages()) {
    const auto converted = convert(sample, encoding.encoding);
    if (!converted) continue;
    Candidate candidate{encoding.encoding, to_code_points(converted->text), 0};
    // The sample's end may cut a character.
    if (!candidate.text.empty() && candidate.text.back() == 0xFFFD) candidate.text.pop_back();
    const Reading reading = read(candidate.text);
    if (reading.total == 0) continue;
    const auto believed = opinion.find(encoding.encoding);
    candidate.score = fit(reading, encoding.languages, known) + encoding.prior +
                      (believed == opinion.end() ? 0 : 0.1 * believed->second);
    candidates.push_back(std::move(candidate));
  }
  const auto best = std::max_element(candidates.begin(), candidates.end(),
                                     [](const auto& a, const auto& b) { return a.score < b.score; });
  if (best == candidates.end()) return std::nullopt;
  double second = 0;
  for (const auto& candidate : candidates) {
    if (candidate.text != best->text) second = std::max(second, candidate.score);
  }
  const double margin = std::clamp(best->score - second, 0.0, 0.35);
  const int confidence = std::clamp(static_cast<int>(60 * std::min(best->score, 1.0) + 100 * margin), 0, 95);
  if (confidence < 10) return std::nullopt;
  return EncodingGuess{best->encoding, confidence};
}

}  // namespace polyvocal::text
