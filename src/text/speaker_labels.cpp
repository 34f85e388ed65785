#include "text/speaker_labels.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/fold.hpp"
#include "text/label_words.hpp"
#include "text/offset_map.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

constexpr std::size_t kLongestLabelBytes = 120;
constexpr std::int64_t kLongestLabel = 60;    // code points
constexpr std::int64_t kLongestEastern = 12;  // ideographs or kana, which stand without blanks
constexpr int kMostWords = 6;
constexpr int kMostWordsAlone = 4;  // of a label alone on its line

constexpr std::string_view kWideColon = "\xEF\xBC\x9A";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

bool blank(char c) {
  return c == ' ' || c == '\t';
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (blank(text[at]))
      ++at;
    else if (text.substr(at, 2) == kNoBreakSpace)
      at += 2;
    else if (text.substr(at, 3) == kIdeographicSpace)
      at += 3;
    else
      break;
  }
  return at;
}

std::string_view without_colons(std::string_view name, bool& colon) {
  name = trim(name);
  while (name.ends_with(':') || name.ends_with(kWideColon)) {
    name.remove_suffix(name.ends_with(':') ? 1 : kWideColon.size());
    name = trim(name);
    colon = true;
  }
  return name;
}

/// What a name looks like: how many words, whether each begins as names do, whether marks of a sentence are in it.
struct Shape {
  int words = 0;
  bool capitalised =
      true;               // every word that counts begins with a capital, a digit, or a letter of a script without case
  bool sentence = false;  // punctuation a label does not have
  bool comma = false;     // "Berg, Anna"
  bool letters = false;
  std::int64_t eastern = 0;
  int open_brackets = 0;
};

bool particle(std::string_view word) {
  static constexpr std::array<std::string_view, 23> kParticles = {
      "de", "da",  "di",  "del", "della", "der", "den", "van", "von", "la", "le", "du",
      "of", "the", "and", "&",   "al",    "bin", "ten", "ter", "y",   "e",  "dos"};
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

void read_word(std::string_view word, bool last_word, Shape& shape) {
  int letters = 0;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(word.size());) {
    const UChar32 c = next_code_point(word, i);
    const bool at_end = i == static_cast<std::int32_t>(word.size());
    if (u_isalpha(c)) {
      ++letters;
      shape.letters = true;
      shape.eastern += c >= 0x2E80 && c < 0xAC00 ? 1 : 0;
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
      case '$':
      case 0xB7:
      case 0x2027:
      case 0x30FB:
        break;
      case '(':
        ++shape.open_brackets;
        break;
      case ')':
        if (--shape.open_brackets < 0) shape.sentence = true;
        break;
      case '.':
        // initials and titles: "J.", "Prof. Berg", "S.P."; a longer last word ends a sentence
        if (at_end && letters > (last_word ? 3 : 5)) shape.sentence = true;
        break;
      case ',':
        if (at_end && !last_word && !shape.comma)
          shape.comma = true;
        else
          shape.sentence = true;
        break;
      default:
        if (u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_COMBINING_SPACING_MARK) shape.sentence = true;
    }
  }
}

Shape shape_of(std::string_view name) {
  Shape shape;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (word.empty()) continue;
    ++shape.words;
    std::int32_t at = word.front() == '(' && word.size() > 1 ? 1 : 0;
    const UChar32 first = next_code_point(word, at);
    if (u_islower(first) && !(shape.words > 1 && particle(word))) shape.capitalised = false;
    read_word(word, name.empty(), shape);
  }
  if (shape.open_brackets != 0) shape.sentence = true;
  return shape;
}

/// "???": how transcribers write a voice they could not place.
bool unknown_voice(std::string_view name) {
  return !name.empty() && name.size() <= 4 && name.find_first_not_of('?') == std::string_view::npos;
}

/// Splits "Name (role)" and "Name（role）".
void split_role(std::string_view& name, std::string_view& role) {
  name = trim(name);
  const auto take = [&](std::string_view open, std::string_view close) {
    if (!name.ends_with(close)) return false;
    const std::size_t at = name.rfind(open);
    if (at == std::string_view::npos || at == 0) return false;
    role = trim(name.substr(at + open.size(), name.size() - at - open.size() - close.size()));
    name = trim(name.substr(0, at));
    return true;
  };
  if (!take("(", ")") && !take("[", "]")) take("\xEF\xBC\x88", "\xEF\xBC\x89");
}

/// "Q12 Chair": the number of a question stands before the name of who asks it.
std::string_view without_question_number(std::string_view name) {
  if (name.size() < 4 || (name[0] != 'Q' && name[0] != 'q')) return name;
  std::size_t at = 1;
  while (at < name.size() && digit(name[at])) ++at;
  if (at == 1) return name;
  if (at < name.size() && (name[at] == '.' || name[at] == ')')) ++at;
  const std::size_t next = skip_blanks(name, at);
  return next == at || next >= name.size() || digit(name[next]) ? name : name.substr(next);
}

/// Marks of Markdown that a plain text still has: "**Anna", "# Anna".
std::string_view without_markup(std::string_view name) {
  while (name.starts_with('*') || name.starts_with('#') || name.starts_with(' ')) name.remove_prefix(1);
  while (name.ends_with('*') || name.ends_with(' ')) name.remove_suffix(1);
  return name;
}

/// Fills name, role and name_like from what stands where a label would. False if it is none.
bool finish(LabelCandidate& candidate, std::string_view raw) {
  candidate.name = without_markup(raw);
  split_role(candidate.name, candidate.role);
  if (!candidate.role.empty()) {
    std::size_t at = 0;
    if (const auto time = parse_clock(candidate.role, at); time && at == candidate.role.size()) {
      if (!candidate.start_ms) candidate.start_ms = time;
      candidate.role = {};
    }
  }
  candidate.name = without_question_number(candidate.name);
  const std::string_view name = candidate.name;
  if (name.empty() || name.size() > kLongestLabelBytes || count_code_points(name) > kLongestLabel) return false;
  if (unknown_voice(name)) {
    candidate.name_like = candidate.style != LabelStyle::kLine;
    return candidate.name_like;
  }
  const Shape shape = shape_of(name);
  // A comma is part of a name only where the label is set off by more than a colon.
  const bool set_off = candidate.style == LabelStyle::kBoldName || candidate.style == LabelStyle::kHeading ||
                       candidate.style == LabelStyle::kBrackets || candidate.style == LabelStyle::kLineTime;
  if (shape.words > kMostWords || shape.sentence || (shape.comma && !set_off) || shape.eastern > kLongestEastern)
    return false;
  if (!shape.letters && candidate.style != LabelStyle::kTab) return false;
  // What is set off by layout and by a colon needs no capital to be a name.
  candidate.name_like = (shape.capitalised || (set_off && candidate.colon)) && !ordinary_label(fold_name(name));
  return true;
}

/// "Name  0:21" as a whole line.
std::optional<LabelCandidate> line_with_time(std::string_view text) {
  const std::string_view line = trim(text);
  if (line.size() > kLongestLabelBytes || line.empty()) return std::nullopt;
  std::size_t at = line.size();
  while (at > 0 && (digit(line[at - 1]) || std::string_view(":.,[]()").find(line[at - 1]) != std::string_view::npos))
    --at;
  if (at == 0 || at == line.size() || !blank(line[at - 1])) return std::nullopt;
  std::size_t clock = at;
  if (line[clock] == '[' || line[clock] == '(') ++clock;
  const auto time = parse_clock(line, clock);
  if (!time) return std::nullopt;
  if (clock < line.size() && (line[clock] == ']' || line[clock] == ')')) ++clock;
  if (clock < line.size() && line[clock] == ':') ++clock;
  if (clock != line.size()) return std::nullopt;
  LabelCandidate candidate;
  candidate.style = LabelStyle::kLineTime;
  candidate.start_ms = time;
  candidate.body = text.size();
  std::string_view name = without_colons(line.substr(0, at), candidate.colon);
  while (name.ends_with('-')) name = trim(name.substr(0, name.size() - 1));
  if (!finish(candidate, name)) return std::nullopt;
  return candidate;
}

/// A time at `at`, with or without brackets, and the blanks and dashes behind it; moves `at`.
std::optional<std::int64_t> leading_time(std::string_view text, std::size_t& at) {
  std::size_t next = at;
  const bool bracketed = next < text.size() && (text[next] == '[' || text[next] == '(');
  if (bracketed) ++next;
  if (next >= text.size() || !digit(text[next])) return std::nullopt;
  const auto time = parse_clock(text, next);
  if (!time) return std::nullopt;
  if (bracketed && next < text.size() && (text[next] == ']' || text[next] == ')')) ++next;
  next = skip_blanks(text, next);
  while (next < text.size() && text[next] == '-' && text.substr(next, 3) != "-->") next = skip_blanks(text, next + 1);
  at = next;
  return time;
}

/// Marks before a label that say "someone else speaks": "- Anna:", ">> Anna:", "• Anna:".
std::size_t skip_turn_marks(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 5> kMarks = {"-", ">", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2"};
  std::size_t next = at;
  for (bool found = true; found;) {
    found = false;
    for (const auto mark : kMarks) {
      if (text.substr(next).starts_with(mark)) {
        next += mark.size();
        found = true;
      }
    }
  }
  return next == at ? at : skip_blanks(text, next);
}

/// "012  Anna: text": the line numbers of a conversation analyst's transcript.
std::size_t skip_line_number(std::string_view text, std::size_t at) {
  std::size_t next = at;
  while (next < text.size() && digit(text[next]) && next - at < 5) ++next;
  const std::size_t name = skip_blanks(text, next);
  const bool apart = name >= next + 2 || (name > next && text[next] == '\t');
  return next > at && apart ? name : at;
}

/// "[Name]: text", and "[Name]" behind a time.
std::optional<LabelCandidate> bracketed(std::string_view text, std::size_t at, LabelCandidate candidate) {
  const std::size_t close = text.find(']', at);
  if (close == std::string_view::npos || close - at > kLongestLabelBytes) return std::nullopt;
  std::size_t body = close + 1;
  std::size_t length = colon_length(text, body);
  const bool inside = text[close - 1] == ':';  // "[Name:] text"
  const bool alone = candidate.start_ms && trim(text.substr(body)).empty();
  if (length == 0 && !inside && !alone) return std::nullopt;
  candidate.style = LabelStyle::kBrackets;
  candidate.colon = !alone || length > 0;
  candidate.body = skip_blanks(text, body + length);
  bool ignored = false;
  if (!finish(candidate, without_colons(text.substr(at + 1, close - at - 1), ignored))) return std::nullopt;
  return candidate;
}

std::optional<LabelCandidate> bold_name(const RawBlock& block, std::size_t at, LabelCandidate candidate) {
  const std::string_view text = block.text;
  const auto bold = static_cast<std::size_t>(std::max<std::int64_t>(block.bold_prefix_bytes, 0));
  if (bold <= at || bold > text.size()) return std::nullopt;
  const std::string_view name = without_colons(text.substr(at, bold - at), candidate.colon);
  std::size_t body = bold;
  std::size_t next = skip_blanks(text, body);
  // a role between the bold name and its colon: **Name** (role): text
  std::string_view role;
  if (!candidate.colon && next < text.size() && text[next] == '(') {
    const std::size_t close = text.find(')', next);
    if (close != std::string_view::npos && close - next < kLongestLabelBytes && colon_length(text, close + 1) > 0) {
      role = trim(text.substr(next + 1, close - next - 1));
      next = close + 1;
    }
  }
  if (const std::size_t length = colon_length(text, next); !candidate.colon && length > 0) {
    candidate.colon = true;
    body = next + length;
  }
  const bool whole_line = trim(text.substr(body)).empty();
  if (!candidate.colon && !whole_line) return std::nullopt;
  candidate.style = candidate.colon ? LabelStyle::kBoldName : LabelStyle::kLine;
  candidate.body = skip_blanks(text, body);
  if (!finish(candidate, name)) return std::nullopt;
  if (candidate.role.empty()) candidate.role = role;
  return candidate;
}

/// "NAME<TAB>text", and "NAME<TAB>00:12<TAB>text".
std::optional<LabelCandidate> tabbed(std::string_view text, std::size_t at, LabelCandidate candidate) {
  const std::size_t tab = text.find('\t', at);
  if (tab == std::string_view::npos || tab == at || tab - at >= kLongestLabelBytes) return std::nullopt;
  candidate.style = LabelStyle::kTab;
  candidate.body = skip_blanks(text, tab + 1);
  if (std::size_t behind = candidate.body; !candidate.start_ms) {
    if (const auto time = leading_time(text, behind); time && behind > candidate.body && blank(text[behind - 1])) {
      candidate.start_ms = time;
      candidate.body = behind;
    }
  }
  const std::string_view name = without_colons(text.substr(at, tab - at), candidate.colon);
  if (!finish(candidate, name)) return std::nullopt;
  return candidate;
}

/// "Name: text".
std::optional<LabelCandidate> with_colon(std::string_view text, std::size_t at, LabelCandidate candidate) {
  for (std::size_t i = at; i < text.size() && i - at < kLongestLabelBytes; ++i) {
    const std::size_t length = colon_length(text, i);
    if (length == 0) continue;
    const std::size_t next = i + length;
    // "http://", "10:30", "std::vector"; but "Anna (0:21): text" goes on behind its brackets.
    if (length == 1 && next < text.size() && (text[next] == '/' || text[next] == ':' || digit(text[next]))) {
      const std::string_view before = text.substr(at, i - at);
      const std::size_t open = before.find_last_of("([");
      if (open != std::string_view::npos && before.find_first_of(")]", open) == std::string_view::npos) continue;
      return std::nullopt;
    }
    candidate.style = candidate.start_ms ? LabelStyle::kTimeName : LabelStyle::kNameColon;
    candidate.colon = true;
    const std::string_view name = text.substr(at, i - at);
    candidate.body = skip_blanks(text, name.starts_with("**") && text.substr(next).starts_with("**") ? next + 2 : next);
    if (!finish(candidate, name)) return std::nullopt;
    return candidate;
  }
  return std::nullopt;
}

std::optional<LabelCandidate> heading(std::string_view text) {
  LabelCandidate candidate;
  candidate.style = LabelStyle::kHeading;
  candidate.body = text.size();
  if (!finish(candidate, without_colons(text, candidate.colon))) return std::nullopt;
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

std::size_t colon_length(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == ':') return 1;
  return at < text.size() && text.substr(at, 3) == kWideColon ? 3 : 0;
}

std::string label_key(std::string_view name) {
  std::string key;
  for (const char c : fold_name(name)) {
    if (c != ' ' && c != '.') key += c;
  }
  return key;
}

std::optional<LabelCandidate> parse_label(const RawBlock& block) {
  LabelCandidate candidate;
  const std::string_view text = block.text;
  if (!block.speaker.empty()) {
    candidate.style = block.kind == RawBlock::Kind::kRow ? LabelStyle::kColumn : LabelStyle::kVoice;
    candidate.name = without_colons(block.speaker, candidate.colon);
    split_role(candidate.name, candidate.role);
    candidate.name_like = true;
    return candidate.name.empty() ? std::nullopt : std::optional(candidate);
  }
  if (text.empty()) return std::nullopt;
  if (block.kind == RawBlock::Kind::kHeading) return heading(text);

  std::size_t at = skip_blanks(text, 0);
  candidate.start_ms = leading_time(text, at);
  auto bold = bold_name(block, at, candidate);
  if (bold && bold->colon) return bold;
  if (!candidate.start_ms) {
    if (auto line = line_with_time(text)) return line;
  }
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '[') return bracketed(text, at, candidate);
  if (bold) return bold;
  if (block.kind == RawBlock::Kind::kParagraph) {
    const std::size_t behind_number = skip_line_number(text, at);
    if (auto found = tabbed(text, at, candidate)) {
      // "12<TAB>Anna: text" is a numbered line, not what a person called 12 said.
      const auto numbered = behind_number > at ? with_colon(text, behind_number, candidate) : std::nullopt;
      return numbered && numbered->name_like ? numbered : found;
    }
    at = behind_number;
  }
  if (auto found = with_colon(text, skip_turn_marks(text, at), candidate)) return found;

  const std::string_view line = trim(text.substr(at));
  if (line.size() > kLongestLabelBytes) return std::nullopt;
  candidate.style = candidate.start_ms ? LabelStyle::kTimeName : LabelStyle::kLine;
  candidate.body = text.size();
  if (!finish(candidate, line) || shape_of(candidate.name).words > kMostWordsAlone || line.ends_with('.'))
    return std::nullopt;
  return candidate;
}

std::optional<LabelCandidate> parse_known_label(std::string_view text, std::string_view spelling) {
  LabelCandidate candidate;
  std::size_t at = skip_blanks(text, 0);
  candidate.start_ms = leading_time(text, at);
  at = skip_turn_marks(text, at);
  const bool bracket = at < text.size() && text[at] == '[';
  if (bracket) ++at;
  if (spelling.empty() || text.size() - at < spelling.size()) return std::nullopt;
  const std::string_view name = text.substr(at, spelling.size());
  const std::size_t end = at + spelling.size();
  if (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) return std::nullopt;
  if (name != spelling && fold(name) != fold(spelling)) return std::nullopt;
  candidate.name = name;
  std::size_t next = end;
  if (bracket && next < text.size() && text[next] == ']') ++next;
  std::size_t behind = skip_blanks(text, next);
  if (behind < text.size() && text[behind] == '(') {
    const std::size_t close = text.find(')', behind);
    if (close != std::string_view::npos && close - behind < kLongestLabelBytes &&
        colon_length(text, skip_blanks(text, close + 1)) > 0) {
      candidate.role = trim(text.substr(behind + 1, close - behind - 1));
      behind = skip_blanks(text, close + 1);
    }
  }
  if (const std::size_t length = colon_length(text, behind)) {
    candidate.colon = true;
    candidate.body = skip_blanks(text, behind + length);
    candidate.style = bracket              ? LabelStyle::kBrackets
                      : candidate.start_ms ? LabelStyle::kTimeName
                                           : LabelStyle::kNameColon;
    return candidate;
  }
  if (trim(text.substr(next)).empty()) {
    candidate.body = text.size();
    candidate.style = candidate.start_ms ? LabelStyle::kTimeName : LabelStyle::kLine;
    return candidate;
  }
  if (behind == next) return std::nullopt;
  if (text.substr(next, behind - next).find('\t') != std::string_view::npos) {
    candidate.style = LabelStyle::kTab;
    candidate.body = behind;
    return candidate;
  }
  std::size_t clock = behind;
  if (const auto time = leading_time(text, clock); time && (clock >= text.size() || blank(text[clock - 1]))) {
    candidate.style = LabelStyle::kLineTime;
    candidate.start_ms = time;
    candidate.body = clock;
    return candidate;
  }
  const std::size_t dash = skip_turn_marks(text, behind);
  if (dash > behind && blank(text[dash - 1])) {
    candidate.body = dash;
    return candidate;
  }
  return std::nullopt;
}

}  // namespace polyvocal::text
