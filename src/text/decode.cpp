#include "text/decode.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include "text/offset_map.hpp"
#include "text/tokens.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

using base::ErrorCode;

/// Length of the well-formed UTF-8 sequence at `i`, or 0 (Unicode 15, table 3-7).
std::size_t well_formed(std::string_view bytes, std::size_t i) {
  const auto at = [&](std::size_t k) { return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u; };
  const auto tail = [&](std::size_t k) { return (at(k) & 0xC0) == 0x80; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    if ((lead == 0xE0 && at(1) < 0xA0) || (lead == 0xED && at(1) > 0x9F)) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if ((lead == 0xF0 && at(1) < 0x90) || (lead == 0xF4 && at(1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// `bytes` in an ICU encoding as UTF-8; invalid sequences become U+FFFD and are counted. nullopt for an unknown name.
std::optional<std::string> convert(std::string_view bytes, const char* encoding, std::int64_t& replaced) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(encoding, &status));
  if (U_FAILURE(status)) return std::nullopt;
  icu::UnicodeString text;
  std::array<UChar, 4096> buffer;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  do {
    status = U_ZERO_ERROR;
    UChar* target = buffer.data();
    ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, 1, &status);
    text.append(buffer.data(), static_cast<std::int32_t>(target - buffer.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return std::nullopt;
  replaced = 0;
  for (std::int32_t i = 0; i < text.length(); ++i) replaced += text[i] == 0xFFFD ? 1 : 0;
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string canonical_name(const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const char* name = ucnv_getStandardName(encoding, "IANA", &status);
  if (U_SUCCESS(status) && name != nullptr) return name;
  return encoding;
}

/// UTF-16 and UTF-32 without a mark show by where their zero bytes stand.
const char* unmarked_wide_encoding(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 8192);
  if (sample < 8) return nullptr;
  std::array<std::size_t, 4> zeros{};
  for (std::size_t i = 0; i < sample; ++i) zeros[i % 4] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t quarter = sample / 4;
  const auto most = [&](std::size_t i) { return zeros[i] * 10 >= quarter * 9; };
  const auto few = [&](std::size_t i) { return zeros[i] * 4 <= quarter; };
  if (bytes.size() % 4 == 0 && most(2) && most(3) && few(0)) return "UTF-32LE";
  if (bytes.size() % 4 == 0 && most(0) && most(1) && few(3)) return "UTF-32BE";
  const auto half = [&](std::size_t i) { return (zeros[i] + zeros[i + 2]) * 4 >= sample / 2; };
  if (bytes.size() % 2 == 0 && half(1) && few(0) && few(2)) return "UTF-16LE";
  if (bytes.size() % 2 == 0 && half(0) && few(1) && few(3)) return "UTF-16BE";
  return nullptr;
}

bool binary(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 8192);
  std::size_t controls = 0;
  for (std::size_t i = 0; i < sample; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x0B) ++controls;
  }
  return controls * 20 > sample;
}

/// How much a decoding reads like text: letters good, controls and private characters bad, mixed scripts or case inside
/// words bad. Higher is better; comparable between decodings of the same bytes.
double plausibility(std::string_view utf8) {
  double score = 0;
  UScriptCode last_script = USCRIPT_COMMON;
  bool last_lower = false;
  UChar32 last = ' ';
  std::int64_t counted = 0;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(utf8.size());) {
    const UChar32 c = next_code_point(utf8, i);
    if (c < 0x80) {
      last_lower = c >= 'a' && c <= 'z';
      if (u_isalpha(c) && last_script != USCRIPT_COMMON && last_script != USCRIPT_LATIN) score -= 3;
      last_script = u_isalpha(c) ? USCRIPT_LATIN : USCRIPT_COMMON;
      last = c;
      continue;
    }
    ++counted;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (c == 0xFFFD)
      score -= 20;
    else if (c < 0xA0)
      score -= 10;
    else if (u_charType(c) == U_PRIVATE_USE_CHAR || u_charType(c) == U_UNASSIGNED)
      score -= 10;
    else if (u_isalpha(c)) {
      score += 1;
      if (last_script != USCRIPT_COMMON && script != last_script && script != USCRIPT_INHERITED)
        score -= 3;  // "caf" + Cyrillic
      if (last_lower && u_isupper(c)) score -= 2;
    } else if (c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2013 || c == 0x2014 || c == 0x2026 ||
               c == 0xAB || c == 0xBB || c == 0x20AC) {
      score += 1;
      // quotes stand at words' edges, not between two letters (an apostrophe may)
      const bool closing = c == 0x2019 || c == 0x201D;
      if (closing && (u_isspace(last) || last == '(' || last == '[') && i < static_cast<std::int32_t>(utf8.size())) {
        std::int32_t peek = i;
        if (u_isalpha(next_code_point(utf8, peek))) score -= 2;
      }
      if ((c == 0x201C || c == 0x201D) && u_isalpha(last) && i < static_cast<std::int32_t>(utf8.size()) &&
          u_isalpha(utf8[static_cast<std::size_t>(i)]))
        score -= 3;
    } else {
      score -= 1;  // other symbols are rare in speech
    }
    last_lower = u_islower(c) != 0;
    last_script = u_isalpha(c) ? script : USCRIPT_COMMON;
    last = c;
  }
  return counted == 0 ? 0 : score / static_cast<double>(counted);
}

/// Shares of letters that are frequent in a language: told apart Cyrillic encodings, whose every byte is a letter in
/// each.
double frequency_bonus(std::string_view utf8) {
  static constexpr std::u32string_view kFrequent = U"оеаинтсрвлкмдпуіeaointsrhldнοαιετσяאויהלרתמا لنميو";
  std::int64_t frequent = 0;
  std::int64_t letters = 0;
  std::int64_t upper = 0;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(utf8.size());) {
    const UChar32 c = next_code_point(utf8, i);
    if (c < 0x80 || !u_isalpha(c)) continue;
    ++letters;
    upper += u_isupper(c) ? 1 : 0;
    frequent += kFrequent.find(static_cast<char32_t>(c)) != std::u32string_view::npos ? 1 : 0;
  }
  if (letters == 0) return 0;
  return (static_cast<double>(frequent) - static_cast<double>(upper)) / static_cast<double>(letters);
}

struct Guess {
  std::string encoding;
  std::string text;
  std::int64_t replaced = 0;
  int confidence = 0;
};

/// ICU's detector and a fixed list of candidates, judged by how the decoded text reads.
std::optional<Guess> guess(std::string_view bytes, std::string_view language) {
  struct Candidate {
    std::string name;
    double prior;
  };
  std::vector<Candidate> candidates;
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  if (U_SUCCESS(status)) {
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 1 << 20));
    ucsdet_setText(detector, bytes.data(), length, &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector, &count, &status);
    for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
      UErrorCode ignored = U_ZERO_ERROR;
      const char* name = ucsdet_getName(matches[i], &ignored);
      const std::int32_t confidence = ucsdet_getConfidence(matches[i], &ignored);
      const std::string_view view = name;
      // Seven-bit encodings and EBCDIC are not what a transcript comes in; wide ones were tried before.
      if (view.starts_with("ISO-2022") || view.starts_with("IBM42") || view.starts_with("UTF-")) continue;
      candidates.push_back({name, confidence / 100.0});
    }
    ucsdet_close(detector);
  }
  static constexpr std::array<std::pair<const char*, double>, 17> kAlways = {{{"windows-1252", 0.25},
                                                                              {"macintosh", 0.1},
                                                                              {"windows-1250", 0.05},
                                                                              {"windows-1251", 0.1},
                                                                              {"KOI8-U", 0.1},
                                                                              {"windows-1253", 0.1},
                                                                              {"windows-1254", 0.05},
                                                                              {"windows-1255", 0.1},
                                                                              {"windows-1256", 0.05},
                                                                              {"windows-1257", 0.0},
                                                                              {"ISO-8859-2", 0.0},
                                                                              {"ISO-8859-5", 0.0},
                                                                              {"ISO-8859-7", 0.05},
                                                                              {"GB18030", 0.05},
                                                                              {"Big5", 0.05},
                                                                              {"Shift_JIS", 0.05},
                                                                              {"EUC-KR", 0.0}}};
  for (const auto& [name, prior] : kAlways) {
    if (std::none_of(candidates.begin(), candidates.end(), [&, n = name](const Candidate& c) { return c.name == n; }))
      candidates.push_back({name, prior});
  }
  // Windows' sibling of an ISO encoding starts with the same credit: what they decode differently decides.
  static constexpr std::array<std::pair<const char*, const char*>, 4> kSiblings = {{{"ISO-8859-7", "windows-1253"},
                                                                                    {"ISO-8859-8", "windows-1255"},
                                                                                    {"ISO-8859-8-I", "windows-1255"},
                                                                                    {"ISO-8859-2", "windows-1250"}}};
  for (const auto& [iso, windows] : kSiblings) {
    const auto find = [&](std::string_view name) {
      return std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.name == name; });
    };
    const auto a = find(iso);
    const auto b = find(windows);
    if (a != candidates.end() && b != candidates.end()) a->prior = b->prior = std::max(a->prior, b->prior);
  }
  const std::string_view sample = bytes.substr(0, 1 << 18);
  std::optional<Guess> best;
  double best_score = -1e9;
  for (const auto& candidate : candidates) {
    // An 8859 encoding has controls where its windows sibling has letters and quotes: prefer the sibling, which
    // contains it.
    std::string name = candidate.name;
    if (name == "ISO-8859-1") name = "windows-1252";
    if (name == "ISO-8859-9") name = "windows-1254";
    if (name == "KOI8-R") name = "KOI8-U";  // differs in eight places: Ukrainian letters for box lines
    if (name == "ISO-8859-8-I") name = "ISO-8859-8";
    std::int64_t replaced = 0;
    auto text = convert(sample, name.c_str(), replaced);
    if (!text) continue;
    const bool turkish = name == "windows-1254";
    double score = plausibility(*text) + 0.9 * frequency_bonus(*text) + 0.6 * candidate.prior;
    if (turkish) {
      // windows-1252 differs in six letters only: these decide.
      const auto count = [&](std::string_view letter) {
        std::int64_t n = 0;
        for (auto at = text->find(letter); at != std::string::npos; at = text->find(letter, at + letter.size())) ++n;
        return n;
      };
      const std::int64_t letters = count("ı") + count("ş") + count("ğ") + count("İ") + count("Ş");
      score += letters >= 3 ? 0.5 : -0.5;
    }
    if (!language.empty()) {
      const std::string guessed = guess_language(*text, "");
      if (!guessed.empty() && language.starts_with(guessed)) score += 0.3;
    }
    if (score > best_score) {
      best_score = score;
      best = Guess{name, "", replaced, std::clamp(static_cast<int>(50 + 25 * score), 1, 95)};
    }
  }
  if (!best) return std::nullopt;
  auto whole = convert(bytes, best->encoding.c_str(), best->replaced);
  if (!whole) return std::nullopt;
  best->text = std::move(*whole);
  return best;
}

/// Mostly UTF-8 with some lines in windows-1252: each bad line is read as windows-1252. nullopt if too much is bad.
std::optional<std::string> repair_lines(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = well_formed(bytes, i);
    if (length == 0)
      ++bad;
    else if (length > 1)
      ++good;
    i += std::max<std::size_t>(length, 1);
  }
  if (good < 3 || bad > good * 3) return std::nullopt;
  std::string out;
  for (std::size_t begin = 0; begin < bytes.size();) {
    std::size_t end = bytes.find_first_of("\r\n", begin);
    end = end == std::string_view::npos ? bytes.size() : end + 1;
    const std::string_view line = bytes.substr(begin, end - begin);
    if (valid_utf8(line)) {
      out += line;
    } else {
      // Within the line too, what is well-formed UTF-8 stays.
      for (std::size_t i = 0; i < line.size();) {
        const std::size_t length = well_formed(line, i);
        if (length > 0) {
          out += line.substr(i, length);
          i += length;
          continue;
        }
        std::int64_t ignored = 0;
        out += convert(line.substr(i, 1), "windows-1252", ignored).value_or("\xEF\xBF\xBD");
        ++i;
      }
    }
    begin = end;
  }
  return out;
}

/// What came of taking a double encoding back.
struct Undone {
  std::string text;
  std::int64_t runs = 0;      ///< of characters beyond ASCII
  std::int64_t repaired = 0;  ///< runs that were UTF-8 read as windows-1252
  std::int64_t restored = 0;  ///< lost bytes that only a closing quotation mark explains
};

/// The bytes that windows-1252 showed as `run`. Nothing where a character is not in windows-1252.
std::optional<std::string> windows_1252_bytes(std::string_view run, UConverter* converter, std::int64_t& restored) {
  std::string out;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(run.size());) {
    const UChar32 c = next_code_point(run, i);
    // Five bytes have no character in windows-1252 and were lost as U+FFFD. After E2 80 only 9D makes a mark of prose
    // (a closing quotation mark).
    if (c == 0xFFFD && out.ends_with("\xE2\x80")) {
      out += '\x9D';
      ++restored;
      continue;
    }
    if (c >= 0x80 && c <= 0xFF) {  // the C1 controls stand for bytes windows-1252 leaves undefined
      out += static_cast<char>(c);
      continue;
    }
    std::array<char, 8> bytes{};
    UErrorCode error = U_ZERO_ERROR;
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_reset(converter);
    const icu::UnicodeString one(c);
    const std::int32_t length = ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                                one.getBuffer(), one.length(), &error);
    if (U_FAILURE(error) || length != 1) return std::nullopt;
    out += bytes[0];
  }
  return out;
}

/// Takes a double encoding back run by run: a run that does not become well-formed UTF-8 stays as it is.
Undone undo_double_encoding(std::string_view utf8) {
  Undone undone;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open("windows-1252", &status));
  if (U_FAILURE(status)) return {std::string(utf8), 0, 0, 0};
  const auto ascii = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]) < 0x80; };
  for (std::size_t begin = 0; begin < utf8.size();) {
    std::size_t end = begin;
    while (end < utf8.size() && ascii(end) == ascii(begin)) ++end;
    const std::string_view run = utf8.substr(begin, end - begin);
    if (ascii(begin)) {
      undone.text += run;
    } else {
      ++undone.runs;
      std::int64_t restored = 0;
      const auto bytes = windows_1252_bytes(run, converter.get(), restored);
      if (bytes && valid_utf8(*bytes)) {
        ++undone.repaired;
        undone.restored += restored;
        undone.text += *bytes;
      } else {
        undone.text += run;
      }
    }
    begin = end;
  }
  return undone;
}

/// LF for CRLF and CR, U+FFFD for NUL; each change goes into the edit map.
void normalise(Decoded& decoded) {
  std::string out;
  out.reserve(decoded.text.size());
  std::int64_t position = decoded.had_bom ? 1 : 0;
  if (decoded.had_bom) decoded.edits.add({CodePointOffset(0), 1, 0});
  bool line_ends = false;
  bool nul = false;
  for (std::size_t i = 0; i < decoded.text.size(); ++i) {
    const char c = decoded.text[i];
    if (c == '\r') {
      line_ends = true;
      if (i + 1 < decoded.text.size() && decoded.text[i + 1] == '\n')
        decoded.edits.add({CodePointOffset(position), 1, 0});
      else
        out += '\n';
    } else if (c == '\0') {
      nul = true;
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++position;
  }
  if (line_ends) decoded.notes.emplace_back("line-ends-normalised");
  if (nul) decoded.notes.emplace_back("nul-replaced");
  decoded.text = std::move(out);
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = well_formed(bytes, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

bool looks_doubly_encoded(std::string_view utf8) {
  // A run such as "é" is well-formed by chance now and then; that nearly all runs are is no chance.
  const Undone undone = undo_double_encoding(utf8);
  return undone.repaired >= 3 && undone.repaired * 10 >= undone.runs * 7;
}

base::Result<Decoded> decode(std::string_view bytes, const DecodeOptions& options) {
  if (bytes.empty()) return base::fail(ErrorCode::kEmptyFile);
  Decoded decoded;
  const auto wide = [&](const char* encoding, std::size_t mark) -> bool {
    auto text = convert(bytes.substr(mark), encoding, decoded.replaced);
    if (!text) return false;
    decoded.text = std::move(*text);
    decoded.encoding = encoding;
    decoded.had_bom = mark > 0;
    return true;
  };
  const auto begins = [&](std::string_view mark) { return bytes.starts_with(mark); };
  bool done = false;
  if (!options.encoding.empty()) {
    std::size_t mark = 0;
    const std::string name = canonical_name(options.encoding.c_str());
    if (name == "UTF-8" && begins("\xEF\xBB\xBF")) mark = 3;
    if (name.starts_with("UTF-16") && (begins("\xFF\xFE") || begins("\xFE\xFF"))) mark = 2;
    auto text = convert(bytes.substr(mark), name.c_str(), decoded.replaced);
    if (!text) return base::fail(ErrorCode::kUnknownEncoding, {{"detail", options.encoding}});
    decoded.text = std::move(*text);
    decoded.encoding = name;
    decoded.had_bom = mark > 0;
    done = true;
  }
  using namespace std::string_view_literals;
  if (!done && begins("\xEF\xBB\xBF"sv) && valid_utf8(bytes.substr(3))) {
    decoded.text = std::string(bytes.substr(3));
    decoded.encoding = "UTF-8";
    decoded.had_bom = true;
    done = true;
  }
  if (!done && begins("\xFF\xFE\0\0"sv)) done = wide("UTF-32LE", 4);
  if (!done && begins("\0\0\xFE\xFF"sv)) done = wide("UTF-32BE", 4);
  if (!done && begins("\xFF\xFE"sv)) done = wide("UTF-16LE", 2);
  if (!done && begins("\xFE\xFF"sv)) done = wide("UTF-16BE", 2);
  if (!done) {
    if (const char* encoding = unmarked_wide_encoding(bytes)) done = wide(encoding, 0);
  }
  if (!done && valid_utf8(bytes)) {
    if (binary(bytes)) return base::fail(ErrorCode::kUnknownEncoding, {{"detail", "binary"}});
    decoded.text = std::string(bytes);
    decoded.encoding = "UTF-8";
    done = true;
  }
  if (!done && binary(bytes)) return base::fail(ErrorCode::kUnknownEncoding, {{"detail", "binary"}});
  if (!done) {
    if (auto repaired = repair_lines(bytes)) {
      decoded.text = std::move(*repaired);
      decoded.encoding = "UTF-8";
      decoded.confidence = 80;
      decoded.notes.emplace_back("mixed-encoding-lines");
      done = true;
    }
  }
  if (!done) {
    auto guessed = guess(bytes, options.language);
    if (!guessed || guessed->confidence < 10)
      return base::fail(ErrorCode::kUnknownEncoding, {{"detail", "no encoding fits"}});
    decoded.text = std::move(guessed->text);
    decoded.encoding = guessed->encoding;
    decoded.replaced = guessed->replaced;
    decoded.confidence = guessed->confidence;
    if (decoded.confidence < 50) decoded.notes.emplace_back("low-confidence");
  }
  if (decoded.encoding == "UTF-8" && looks_doubly_encoded(decoded.text)) {
    if (options.repair_doubly_encoded) {
      Undone undone = undo_double_encoding(decoded.text);
      decoded.text = std::move(undone.text);
      decoded.notes.emplace_back("doubly-encoded-repaired");
      if (undone.restored > 0) decoded.notes.emplace_back("closing-quotes-restored=" + std::to_string(undone.restored));
    } else {
      decoded.notes.emplace_back("doubly-encoded");
    }
  }
  normalise(decoded);
  if (decoded.replaced > 0) decoded.notes.emplace_back("replaced-bytes");
  return decoded;
}

}  // namespace polyvocal::text
