#include "text/speaker_labels.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "text/fold.hpp"
#include "text/offset_map.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

constexpr std::size_t kLongestLabelBytes = 120;
constexpr std::int64_t kLongestLabel = 60;  // code points
constexpr int kMostWords = 6;

/// Words that stand before a colon in ordinary prose, notes and page furniture.
const std::unordered_set<std::string>& ordinary_words() {
  static const std::unordered_set<std::string> kWords = {"note",
                                                         "notes",
                                                         "example",
                                                         "for example",
                                                         "e.g",
                                                         "i.e",
                                                         "ps",
                                                         "p.s",
                                                         "nb",
                                                         "n.b",
                                                         "http",
                                                         "https",
                                                         "ftp",
                                                         "mailto",
                                                         "www",
                                                         "update",
                                                         "warning",
                                                         "summary",
                                                         "conclusion",
                                                         "introduction",
                                                         "intro",
                                                         "outro",
                                                         "background",
                                                         "abstract",
                                                         "contents",
                                                         "date",
                                                         "time",
                                                         "place",
                                                         "location",
                                                         "duration",
                                                         "participants",
                                                         "participant",
                                                         "present",
                                                         "title",
                                                         "subject",
                                                         "topic",
                                                         "source",
                                                         "sources",
                                                         "link",
                                                         "links",
                                                         "url",
                                                         "transcript",
                                                         "transcription",
                                                         "transcribed by",
                                                         "transcribed",
                                                         "recording",
                                                         "recorded",
                                                         "audio",
                                                         "video",
                                                         "photo",
                                                         "image",
                                                         "figure",
                                                         "table",
                                                         "appendix",
                                                         "chapter",
                                                         "section",
                                                         "part",
                                                         "step",
                                                         "tip",
                                                         "hint",
                                                         "remember",
                                                         "important",
                                                         "question",
                                                         "answer",
                                                         "pros",
                                                         "cons",
                                                         "also",
                                                         "and",
                                                         "but",
                                                         "so",
                                                         "or",
                                                         "because",
                                                         "then",
                                                         "first",
                                                         "second",
                                                         "third",
                                                         "finally",
                                                         "that is",
                                                         "this",
                                                         "the following",
                                                         "following",
                                                         "break",
                                                         "music",
                                                         "sponsor",
                                                         "sponsors",
                                                         "advertisement",
                                                         "ad",
                                                         "jingle",
                                                         "laughter",
                                                         "applause",
                                                         "clip",
                                                         "edit",
                                                         "language",
                                                         "translation",
                                                         "original",
                                                         "interview",
                                                         "email",
                                                         "e-mail",
                                                         "phone",
                                                         "tel",
                                                         "fax",
                                                         "address",
                                                         "website",
                                                         "twitter",
                                                         "facebook",
                                                         "instagram",
                                                         "license",
                                                         "licence",
                                                         "copyright",
                                                         "yes",
                                                         "no",
                                                         "well",
                                                         "okay",
                                                         "ok",
                                                         "right",
                                                         "yeah",
                                                         "inaudible",
                                                         "crosstalk",
                                                         "silence",
                                                         "pause"};
  return kWords;
}

bool blank(char c) {
  return c == ' ' || c == '\t';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (blank(text[at]))
      ++at;
    else if (text.substr(at, 2) == "\xC2\xA0")
      at += 2;
    else if (text.substr(at, 3) == "\xE3\x80\x80")
      at += 3;
    else
      break;
  }
  return at;
}

/// Length of a colon (':' or the full-width one) at `at`, else 0.
std::size_t colon_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == ':') return 1;
  return text.substr(at, 3) == "\xEF\xBC\x9A" ? 3 : 0;
}

UChar32 code_point(std::string_view text, std::int32_t& at) {
  const UChar32 c = next_code_point(text, at);
  return c;
}

/// What a name looks like: how many words, whether each begins as names do, whether marks of a sentence are in it.
struct Shape {
  int words = 0;
  bool capitalised =
      true;               // every word that counts begins with a capital, a digit, or a letter of a script without case
  bool sentence = false;  // punctuation a label does not have
  bool letters = false;
};

Shape shape_of(std::string_view name) {
  Shape shape;
  std::string_view rest = name;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    ++shape.words;
    std::int32_t at = 0;
    const UChar32 first = code_point(word, at);
    const bool cased_lower = u_islower(first) != 0;
    static constexpr std::array<std::string_view, 22> kParticles = {
        "de", "da", "di",  "del", "della", "der", "den", "van", "von", "la", "le",
        "du", "of", "the", "and", "&",     "al",  "bin", "ten", "ter", "y",  "e"};
    const bool particle = shape.words > 1 && std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
    if (cased_lower && !particle) shape.capitalised = false;
    int letters = 0;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(word.size());) {
      const UChar32 c = code_point(word, i);
      if (u_isalpha(c)) {
        ++letters;
        shape.letters = true;
        continue;
      }
      if (u_isdigit(c)) continue;
      switch (c) {
        case '-':
        case '\'':
        case 0x2019:
        case '_':
        case '/':
        case '&':
        case '#':
        case '@':
        case '+':
        case 0xB7:
        case 0x2027:
        case 0x30FB:
          break;
        case '.': {
          // initials and titles: "J.", "Dr.", "S.P."
          const bool last = i == static_cast<std::int32_t>(word.size());
          if (letters > 3 && last) shape.sentence = true;
          break;
        }
        default:
          if (u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_COMBINING_SPACING_MARK) shape.sentence = true;
      }
    }
  }
  return shape;
}

/// Splits "Name (role)" and "Name（role）".
void split_role(std::string_view& name, std::string_view& role) {
  name = trim(name);
  const auto take = [&](std::string_view open, std::string_view close) {
    if (!name.ends_with(close)) return false;
    const auto at = name.rfind(open);
    if (at == std::string_view::npos || at == 0) return false;
    role = trim(name.substr(at + open.size(), name.size() - at - open.size() - close.size()));
    name = trim(name.substr(0, at));
    return true;
  };
  if (!take("(", ")")) take("\xEF\xBC\x88", "\xEF\xBC\x89");
}

bool finish(LabelCandidate& candidate, std::string_view raw) {
  candidate.name = raw;
  split_role(candidate.name, candidate.role);
  if (!candidate.role.empty() && !candidate.start_ms) {
    std::size_t at = 0;
    if (auto time = parse_clock(candidate.role, at); time && at == candidate.role.size()) {
      candidate.start_ms = time;
      candidate.role = {};
    }
  }
  if (candidate.name.empty() || candidate.name.size() > kLongestLabelBytes ||
      count_code_points(candidate.name) > kLongestLabel)
    return false;
  const Shape shape = shape_of(candidate.name);
  if (shape.words > kMostWords || shape.sentence) return false;
  if (!shape.letters && candidate.style != LabelStyle::kTab) return false;
  candidate.name_like = shape.capitalised && !ordinary_words().contains(fold_name(candidate.name));
  return true;
}

/// "Name  0:21" as a whole line.
std::optional<LabelCandidate> line_with_time(std::string_view text) {
  std::string_view line = trim(text);
  if (line.size() > kLongestLabelBytes || line.empty()) return std::nullopt;
  std::size_t at = line.size();
  while (at > 0 && ((line[at - 1] >= '0' && line[at - 1] <= '9') || line[at - 1] == ':' || line[at - 1] == '.' ||
                    line[at - 1] == ']' || line[at - 1] == '[' || line[at - 1] == '(' || line[at - 1] == ')'))
    --at;
  if (at == 0 || at == line.size() || !blank(line[at - 1])) return std::nullopt;
  std::size_t clock = at;
  if (line[clock] == '[' || line[clock] == '(') ++clock;
  auto time = parse_clock(line, clock);
  if (!time) return std::nullopt;
  if (clock < line.size() && (line[clock] == ']' || line[clock] == ')')) ++clock;
  if (clock != line.size()) return std::nullopt;
  LabelCandidate candidate;
  candidate.style = LabelStyle::kLineTime;
  candidate.start_ms = time;
  candidate.body = text.size();
  std::string_view name = trim(line.substr(0, at));
  while (!name.empty() && (name.back() == ':' || name.back() == '-')) name = trim(name.substr(0, name.size() - 1));
  if (!finish(candidate, name)) return std::nullopt;
  return candidate;
}

}  // namespace

std::string_view style_name(LabelStyle style) {
  switch (style) {
    case LabelStyle::kNameColon:
      return "name-colon";
    case LabelStyle::kBoldName:
      return "bold-name";
    case LabelStyle::kHeading:
      return "heading";
    case LabelStyle::kLine:
      return "line";
    case LabelStyle::kLineTime:
      return "line-time";
    case LabelStyle::kTimeName:
      return "time-name";
    case LabelStyle::kBrackets:
      return "brackets";
    case LabelStyle::kTab:
      return "tab";
    case LabelStyle::kVoice:
      return "voice";
    case LabelStyle::kColumn:
      return "column";
  }
  return "name-colon";
}

std::string label_key(std::string_view name) {
  std::string key;
  for (const char c : fold_name(name)) {
    if (c != ' ' && c != '.') key += c;
  }
  return key;
}

std::optional<std::int64_t> parse_clock(std::string_view text, std::size_t& at) {
  std::array<std::int64_t, 3> parts{};
  std::size_t count = 0;
  std::size_t i = at;
  while (count < 3) {
    std::int64_t value = 0;
    const std::size_t begin = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && i - begin < 3) value = value * 10 + (text[i++] - '0');
    if (i == begin) return std::nullopt;
    if (count > 0 && (i - begin != 2 || value > 59)) return std::nullopt;
    parts[count++] = value;
    if (i >= text.size() || text[i] != ':' || count == 3) break;
    if (i + 1 >= text.size() || text[i + 1] < '0' || text[i + 1] > '9') break;
    ++i;
  }
  if (count < 2) return std::nullopt;
  std::int64_t ms =
      count == 3 ? ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 : (parts[0] * 60 + parts[1]) * 1000;
  if (i + 1 < text.size() && (text[i] == '.' || text[i] == ',') && text[i + 1] >= '0' && text[i + 1] <= '9') {
    std::int64_t scale = 100;
    ++i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
      ms += (text[i++] - '0') * scale;
      scale /= 10;
    }
  }
  if (i < text.size() && text[i] >= '0' && text[i] <= '9') return std::nullopt;
  at = i;
  return ms;
}

std::optional<TimeRange> parse_time_range(std::string_view text) {
  std::size_t at = skip_blanks(text, 0);
  const bool bracketed = at < text.size() && text[at] == '[';
  if (bracketed) ++at;
  TimeRange range;
  const auto start = parse_clock(text, at);
  if (!start) return std::nullopt;
  at = skip_blanks(text, at);
  if (text.substr(at, 3) != "-->") return std::nullopt;
  at = skip_blanks(text, at + 3);
  const auto end = parse_clock(text, at);
  if (!end) return std::nullopt;
  if (bracketed) {
    if (at >= text.size() || text[at] != ']') return std::nullopt;
    ++at;
  }
  return TimeRange{*start, *end, skip_blanks(text, at)};
}

std::optional<LabelCandidate> parse_label(const RawBlock& block) {
  LabelCandidate candidate;
  const std::string_view text = block.text;
  if (!block.speaker.empty()) {
    candidate.style = block.kind == RawBlock::Kind::kRow ? LabelStyle::kColumn : LabelStyle::kVoice;
    candidate.name = trim(block.speaker);
    split_role(candidate.name, candidate.role);
    candidate.name_like = true;
    return candidate.name.empty() ? std::nullopt : std::optional(candidate);
  }
  if (text.empty()) return std::nullopt;

  if (block.kind == RawBlock::Kind::kHeading) {
    std::string_view name = trim(text);
    const bool colon = name.ends_with(":") || name.ends_with("\xEF\xBC\x9A");
    while (name.ends_with(":")) name.remove_suffix(1);
    while (name.ends_with("\xEF\xBC\x9A")) name.remove_suffix(3);
    candidate.style = LabelStyle::kHeading;
    candidate.body = text.size();
    if (!finish(candidate, name)) return std::nullopt;
    candidate.name_like = colon && !ordinary_words().contains(fold_name(candidate.name));
    return candidate;
  }

  std::size_t at = skip_blanks(text, 0);
  // a time before the name
  std::size_t after = at;
  const bool bracketed = at < text.size() && (text[at] == '[' || text[at] == '(');
  if (bracketed) ++after;
  if (after < text.size() && text[after] >= '0' && text[after] <= '9') {
    if (auto time = parse_clock(text, after)) {
      if (bracketed && after < text.size() && (text[after] == ']' || text[after] == ')')) ++after;
      after = skip_blanks(text, after);
      while (after < text.size() && text[after] == '-') after = skip_blanks(text, after + 1);
      candidate.start_ms = time;
      at = after;
    }
  }
  if (!candidate.start_ms) {
    if (auto line = line_with_time(text)) return line;
  }
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return std::nullopt;

  // [Name]: text
  if (rest.front() == '[') {
    const auto close = rest.find(']');
    if (close == std::string_view::npos || close > kLongestLabelBytes) return std::nullopt;
    const std::size_t colon = colon_at(rest, close + 1);
    if (colon == 0) return std::nullopt;
    candidate.style = LabelStyle::kBrackets;
    candidate.body = skip_blanks(text, at + close + 1 + colon);
    if (!finish(candidate, rest.substr(1, close - 1))) return std::nullopt;
    return candidate;
  }

  // bold name
  if (block.bold_prefix_bytes > 0 && static_cast<std::size_t>(block.bold_prefix_bytes) <= text.size() &&
      static_cast<std::size_t>(block.bold_prefix_bytes) > at) {
    const std::string_view bold = text.substr(at, static_cast<std::size_t>(block.bold_prefix_bytes) - at);
    std::string_view name = trim(bold);
    bool colon = false;
    while (!name.empty() && (name.ends_with(":") || name.ends_with("\xEF\xBC\x9A"))) {
      name.remove_suffix(name.ends_with(":") ? 1 : 3);
      colon = true;
    }
    std::size_t body = static_cast<std::size_t>(block.bold_prefix_bytes);
    std::size_t next = skip_blanks(text, body);
    // a role between the bold name and its colon: **Name** (role): text
    if (!colon && next < text.size() && text[next] == '(') {
      const auto close = text.find(')', next);
      if (close != std::string_view::npos && close - next < kLongestLabelBytes && colon_at(text, close + 1) > 0) {
        candidate.role = trim(text.substr(next + 1, close - next - 1));
        next = close + 1;
      }
    }
    if (const std::size_t length = colon_at(text, next); !colon && length > 0) {
      colon = true;
      body = next + length;
    }
    const bool whole_line = trim(text.substr(body)).empty();
    if (colon || whole_line) {
      LabelCandidate found = candidate;
      found.style = whole_line && !colon ? LabelStyle::kLine : LabelStyle::kBoldName;
      found.body = skip_blanks(text, body);
      const std::string_view role = found.role;
      if (finish(found, name)) {
        if (found.role.empty()) found.role = role;
        return found;
      }
    }
  }

  // NAME<TAB>text
  if (const auto tab = rest.find('\t'); tab != std::string_view::npos && tab > 0 && tab < kLongestLabelBytes &&
                                        block.kind == RawBlock::Kind::kParagraph) {
    LabelCandidate found = candidate;
    found.style = LabelStyle::kTab;
    found.body = skip_blanks(text, at + tab + 1);
    const std::string_view name = rest.substr(0, tab);
    if (name.find(' ') == std::string_view::npos || shape_of(name).words <= kMostWords) {
      if (finish(found, name)) return found;
    }
  }

  // Name: text
  for (std::size_t i = 0; i < rest.size() && i < kLongestLabelBytes; ++i) {
    const std::size_t length = colon_at(rest, i);
    if (length == 0) continue;
    const std::size_t next = i + length;
    if (length == 1 && next < rest.size() && (rest[next] == '/' || (rest[next] >= '0' && rest[next] <= '9')))
      return std::nullopt;
    candidate.style = candidate.start_ms ? LabelStyle::kTimeName : LabelStyle::kNameColon;
    candidate.body = skip_blanks(text, at + next);
    if (!finish(candidate, rest.substr(0, i))) return std::nullopt;
    return candidate;
  }

  // a label alone on a line
  const std::string_view line = trim(rest);
  if (line.size() <= kLongestLabelBytes) {
    candidate.style = candidate.start_ms ? LabelStyle::kTimeName : LabelStyle::kLine;
    candidate.body = text.size();
    if (finish(candidate, line) && shape_of(candidate.name).words <= 4) return candidate;
  }
  return std::nullopt;
}

}  // namespace polyvocal::text
