#include "text/decode.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/double_encoding.hpp"
#include "text/encoding_guess.hpp"
#include "text/offset_map.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

using base::ErrorCode;
using namespace std::string_view_literals;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// More than one control character in twenty that text does not hold.
bool binary(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 8192);
  const auto controls =
      std::count_if(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(sample), [](char byte) {
        const auto c = static_cast<unsigned char>(byte);
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x0B;
      });
  return static_cast<std::size_t>(controls) * 20 > sample;
}

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
/// UTF-32LE stands before UTF-16LE, whose mark it begins with.
constexpr std::array<Mark, 6> kMarks = {{{"\xEF\xBB\xBF"sv, "UTF-8"},
                                         {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                         {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                         {"\xFF\xFE"sv, "UTF-16LE"},
                                         {"\xFE\xFF"sv, "UTF-16BE"},
                                         {"\x84\x31\x95\x33"sv, "GB18030"}}};

const Mark* mark_of(std::string_view bytes) {
  const auto* const found =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& mark) { return bytes.starts_with(mark.bytes); });
  return found == kMarks.end() ? nullptr : found;
}

void take(Decoded& decoded, Converted&& converted, std::string_view encoding, int confidence) {
  decoded.text = std::move(converted.text);
  decoded.replaced = converted.replaced;
  decoded.encoding = encoding;
  decoded.confidence = confidence;
}

/// Lines of valid UTF-8 beyond ASCII, and lines that are not valid.
struct LineCount {
  std::int64_t good = 0;
  std::int64_t bad = 0;
  std::int64_t good_sequences = 0;
  std::int64_t bad_bytes = 0;
};

template <typename Each>
void for_each_line(std::string_view bytes, Each&& each) {
  for (std::size_t begin = 0; begin < bytes.size();) {
    std::size_t end = bytes.find_first_of("\r\n", begin);
    end = end == std::string_view::npos ? bytes.size() : end + 1;
    each(bytes.substr(begin, end - begin));
    begin = end;
  }
}

LineCount count_lines(std::string_view bytes) {
  LineCount count;
  for_each_line(bytes, [&](std::string_view line) {
    std::int64_t bad = 0;
    std::int64_t good = 0;
    for (std::size_t i = 0; i < line.size();) {
      const std::size_t length = well_formed_length(line, i);
      bad += length == 0 ? 1 : 0;
      good += length > 1 ? 1 : 0;
      i += std::max<std::size_t>(length, 1);
    }
    count.good += bad == 0 && good > 0 ? 1 : 0;
    count.bad += bad > 0 ? 1 : 0;
    count.good_sequences += good;
    count.bad_bytes += bad;
  });
  return count;
}

/// Mostly UTF-8 with some lines in windows-1252: what is no UTF-8 in them is read so. nullopt if too much is bad.
std::optional<Converted> repair_lines(std::string_view bytes) {
  const LineCount count = count_lines(bytes);
  // Bytes of another encoding are well-formed UTF-8 now and then, whole lines of them hardly ever.
  const bool mostly_lines = count.good >= 2 && count.good >= 2 * count.bad;
  if (count.good_sequences < 3 || (!mostly_lines && count.bad_bytes > count.good_sequences)) return std::nullopt;
  Converted repaired;
  for_each_line(bytes, [&](std::string_view line) {
    for (std::size_t i = 0; i < line.size();) {
      const std::size_t length = well_formed_length(line, i);
      if (length > 0) {
        repaired.text += line.substr(i, length);
        i += length;
        continue;
      }
      const auto one = convert(line.substr(i, 1), "windows-1252");
      repaired.text += one ? one->text : std::string(kReplacement);
      ++i;
    }
  });
  return repaired;
}

/// Valid UTF-8 whose last character was cut off: how many bytes of it are left, 1 to 3, or 0.
std::size_t cut_tail(std::string_view bytes) {
  for (std::size_t tail = 1; tail <= 3 && tail < bytes.size(); ++tail) {
    const auto lead = static_cast<unsigned char>(bytes[bytes.size() - tail]);
    if ((lead & 0xC0) == 0x80) continue;
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    return wanted > tail && valid_utf8(bytes.substr(0, bytes.size() - tail)) ? tail : 0;
  }
  return 0;
}

/// Fills text, encoding, confidence, had_bom, replaced and the notes of detection.
base::Result<Decoded> detect(std::string_view bytes, const DecodeOptions& options) {
  Decoded decoded;
  const auto unknown = [](std::string_view detail) {
    return base::fail(ErrorCode::kUnknownEncoding, {{"detail", std::string(detail)}});
  };
  if (const Mark* mark = mark_of(bytes)) {
    const std::string_view rest = bytes.substr(mark->bytes.size());
    decoded.had_bom = true;
    if (mark->encoding != "UTF-8"sv) {
      if (auto converted = convert(rest, mark->encoding)) {
        take(decoded, std::move(*converted), mark->encoding, 100);
        return decoded;
      }
    } else if (valid_utf8(rest)) {
      take(decoded, {std::string(rest), 0}, "UTF-8", 100);
      return decoded;
    } else if (auto repaired = repair_lines(rest)) {
      take(decoded, std::move(*repaired), "UTF-8", 80);
      decoded.notes.emplace_back("mixed-encoding-lines");
      return decoded;
    }
    decoded.had_bom = false;
  }
  const bool valid = valid_utf8(bytes);
  const bool nul = std::memchr(bytes.data(), 0, bytes.size()) != nullptr;
  // An ISO 2022 text is plain ASCII but for its escape sequences.
  if (valid && !nul &&
      (bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos)) {
    auto converted = convert(bytes, "ISO-2022-JP");
    if (converted && converted->replaced == 0) {
      take(decoded, std::move(*converted), "ISO-2022-JP", 90);
      return decoded;
    }
  }
  if (!valid || nul) {
    if (const char* encoding = unmarked_wide_encoding(bytes)) {
      auto converted = convert(bytes, encoding);
      if (converted && converted->replaced * 20 <= static_cast<std::int64_t>(bytes.size())) {
        take(decoded, std::move(*converted), encoding, 90);
        return decoded;
      }
    }
  }
  if (binary(bytes)) return unknown("binary");
  if (valid) {
    take(decoded, {std::string(bytes), 0}, "UTF-8", 100);
    return decoded;
  }
  if (const std::size_t tail = cut_tail(bytes)) {
    take(decoded, {std::string(bytes.substr(0, bytes.size() - tail)) + std::string(kReplacement), 1}, "UTF-8", 95);
    return decoded;
  }
  if (auto repaired = repair_lines(bytes)) {
    take(decoded, std::move(*repaired), "UTF-8", 80);
    decoded.notes.emplace_back("mixed-encoding-lines");
    return decoded;
  }
  const auto guess = guess_encoding(bytes, options.language);
  auto converted = guess ? convert(bytes, guess->encoding.c_str()) : std::nullopt;
  if (!converted) return unknown("no encoding fits");
  take(decoded, std::move(*converted), guess->encoding, guess->confidence);
  if (decoded.confidence < 50) decoded.notes.emplace_back("low-confidence");
  return decoded;
}

base::Result<Decoded> decode_as(std::string_view bytes, const std::string& encoding) {
  Decoded decoded;
  const Mark* mark = mark_of(bytes);
  const bool wide = encoding.starts_with("UTF") || encoding.starts_with("utf");
  const bool skip =
      mark != nullptr && (encoding == mark->encoding || (wide && std::string_view(mark->encoding).starts_with("UTF")));
  // "UTF-16" without an order means what the mark says, and native order without one.
  auto converted =
      convert(skip ? bytes.substr(mark->bytes.size()) : bytes, skip && wide ? mark->encoding : encoding.c_str());
  if (!converted) return base::fail(ErrorCode::kUnknownEncoding, {{"detail", encoding}});
  decoded.had_bom = skip;
  take(decoded, std::move(*converted), skip && wide ? mark->encoding : encoding, 100);
  return decoded;
}

/// LF for CRLF and CR, U+FFFD for NUL; each change goes into `edits`, in code points of the text before.
void normalise(Decoded& decoded, EditMap& edits) {
  const std::string& text = decoded.text;
  const bool line_ends = std::memchr(text.data(), '\r', text.size()) != nullptr;
  const bool nul = std::memchr(text.data(), 0, text.size()) != nullptr;
  if (!line_ends && !nul) return;
  std::string out;
  out.reserve(text.size());
  std::int64_t position = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n')
        edits.add({CodePointOffset(position), 1, 0});
      else
        out += '\n';
    } else if (c == '\0') {
      out += kReplacement;
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
    std::uint64_t eight = 0;
    while (i + 8 <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + i, 8);
      if ((eight & 0x8080808080808080ULL) != 0) break;
      i += 8;
    }
    if (i >= bytes.size()) break;
    const std::size_t length = well_formed_length(bytes, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

base::Result<Decoded> decode(std::string_view bytes, const DecodeOptions& options) {
  if (bytes.empty()) return base::fail(ErrorCode::kEmptyFile);
  auto decoded = options.encoding.empty() ? detect(bytes, options) : decode_as(bytes, options.encoding);
  if (!decoded) return decoded;
  if (decoded->had_bom) decoded->edits.add({CodePointOffset(0), 1, 0});
  if (decoded->encoding == "UTF-8" && looks_doubly_encoded(decoded->text)) {
    if (options.repair_doubly_encoded) {
      Undone undone = undo_double_encoding(decoded->text);
      decoded->edits = decoded->edits.then(undone.edits);
      decoded->text = std::move(undone.text);
      decoded->notes.emplace_back("doubly-encoded-repaired");
      if (undone.restored > 0) decoded->notes.emplace_back("closing-quotes-restored");
    } else {
      decoded->notes.emplace_back("doubly-encoded");
    }
  }
  EditMap normalised;
  normalise(*decoded, normalised);
  decoded->edits = decoded->edits.then(normalised);
  return decoded;
}

}  // namespace polyvocal::text
