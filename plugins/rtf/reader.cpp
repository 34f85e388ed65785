#include "reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rtf {
namespace {

constexpr std::size_t kMaxDepth = 1024;

/// Destinations without text of the document, also where \* does not mark them.
constexpr std::string_view kSkipped =
    "colortbl filetbl listtable listoverridetable revtbl rsidtbl generator pict object themedata colorschememapping "
    "datastore latentstyles datafield fldinst header headerl headerr headerf footer footerl footerr footerf xmlnstbl "
    "mmathPr wgrffmtfilter pgdsctbl bkmkstart bkmkend pgptbl userprops operator author company category keywords "
    "comment "
    "doccomm hlinkbase subject manager creatim revtim printim buptim private nonshppict listtext pntext pntxta pntxtb "
    "formfield ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn shpinst sp sn sv tc xe rxe txe bkmkcolf";

struct Character {
  std::string_view word;
  std::string_view utf8;
};
constexpr auto kCharacters = std::to_array<Character>({
    {"emdash", "\xE2\x80\x94"},
    {"endash", "\xE2\x80\x93"},
    {"lquote", "\xE2\x80\x98"},
    {"rquote", "\xE2\x80\x99"},
    {"ldblquote", "\xE2\x80\x9C"},
    {"rdblquote", "\xE2\x80\x9D"},
    {"bullet", "\xE2\x80\xA2"},
    {"emspace", "\xE2\x80\x83"},
    {"enspace", "\xE2\x80\x82"},
    {"qmspace", "\xE2\x80\x85"},
    {"zwj", "\xE2\x80\x8D"},
    {"zwnj", "\xE2\x80\x8C"},
    {"ltrmark", "\xE2\x80\x8E"},
    {"rtlmark", "\xE2\x80\x8F"},
    {"zwbo", ""},
    {"zwnbo", ""},
    {"tab", "\t"},
});

int digit(char c) {
  const char low = pv::lower(c);
  if (low >= '0' && low <= '9') return low - '0';
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int level_of_name(std::string_view name) {
  const std::string low = pv::lowered(pv::trimmed(name));
  if (low == "title") return 1;
  if (low.size() == 9 && low.starts_with("heading ") && low[8] >= '1' && low[8] <= '9')
    return std::min(low[8] - '0', 6);
  return 0;
}

}  // namespace

void Reader::read(std::string_view bytes) {
  const auto start = bytes.find("{\\rtf");
  if (start == std::string_view::npos || start > 8) pv::finish(PV_UNKNOWN);
  bytes.remove_prefix(start);
  std::size_t i = 0;
  bool closed = false;
  while (i < bytes.size()) {
    const char c = bytes[i];
    if (c == '{') {
      flush_bytes();
      if (states_.size() >= kMaxDepth) pv::finish(PV_DAMAGED, "too-deep");
      states_.push_back(states_.empty() ? State() : states_.back());
      group_just_opened_ = true;
      skip_ = 0;
      ++i;
      continue;
    }
    if (c == '}') {
      flush_bytes();
      states_.pop_back();
      group_just_opened_ = false;
      star_ = false;
      skip_ = 0;
      ++i;
      if (states_.empty()) {
        closed = true;
        break;
      }
      continue;
    }
    if (c != '\\') {
      ++i;
      if (c == '\r' || c == '\n') continue;
      group_just_opened_ = false;
      byte(static_cast<unsigned char>(c));
      continue;
    }
    if (++i >= bytes.size()) break;
    if (!letter(bytes[i])) {
      const char symbol = bytes[i++];
      if (symbol == '\'') {
        if (i + 1 >= bytes.size()) break;
        const int high = digit(bytes[i]);
        const int low = digit(bytes[i + 1]);
        i += 2;
        group_just_opened_ = false;
        if (high >= 0 && low >= 0) byte(static_cast<unsigned char>(high * 16 + low));
      } else {
        control_symbol(symbol);
      }
      continue;
    }
    const std::size_t word_start = i;
    while (i < bytes.size() && letter(bytes[i])) ++i;
    const std::string_view word = bytes.substr(word_start, i - word_start);
    bool negative = false;
    bool has_number = false;
    std::int64_t number = 0;
    if (i + 1 < bytes.size() && bytes[i] == '-' && bytes[i + 1] >= '0' && bytes[i + 1] <= '9') {
      negative = true;
      ++i;
    }
    while (i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9') {
      has_number = true;
      number = std::min<std::int64_t>(number * 10 + (bytes[i++] - '0'), 1'000'000'000);
    }
    if (i < bytes.size() && bytes[i] == ' ') ++i;
    const int value = static_cast<int>(negative ? -number : number);
    if (word == "bin") {
      i = std::min(bytes.size(), i + static_cast<std::size_t>(std::max(value, 0)));
      continue;
    }
    control_word(word, has_number, value);
  }
  if (!closed) pv::finish(PV_DAMAGED, "truncated");
  states_.assign(1, State());
  if (!text_.empty()) end_line();
  if (!cell_.empty() || !cells_.empty()) end_row();
  if (notes_ > 0) host_.warning("notes-left-out", std::to_string(notes_));
  if (comments_ > 0) host_.warning("comments-left-out", std::to_string(comments_));
  if (deleted_ > 0) host_.warning("tracked-deletions-left-out", std::to_string(deleted_));
  if (const auto title = pv::trimmed(title_); !title.empty()) host_.property("title", title);
}

void Reader::control_symbol(char symbol) {
  const bool opened = group_just_opened_;
  group_just_opened_ = false;
  switch (symbol) {
    case '*':
      star_ = opened;
      group_just_opened_ = opened;
      break;
    case '~':
      add("\xC2\xA0");
      break;
    case '_':
      add("\xE2\x80\x91");
      break;
    case '-':
      break;  // an optional hyphen is no character of the text
    case '\r':
    case '\n':
      flush_bytes();
      if (state().destination == Destination::kText) end_line();
      break;
    case '\\':
    case '{':
    case '}':
      byte(static_cast<unsigned char>(symbol));
      break;
    default:
      break;
  }
}

bool Reader::enter_destination(std::string_view word) {
  auto& now = state();
  if (now.destination == Destination::kSkipped) return true;
  if (word == "fonttbl") {
    now.destination = Destination::kFontTable;
  } else if (word == "stylesheet") {
    now.destination = Destination::kStyleSheet;
  } else if (word == "info") {
    now.destination = Destination::kInfo;
  } else if (word == "title" && now.destination == Destination::kInfo) {
    now.destination = Destination::kTitle;
  } else if (word == "footnote") {
    ++notes_;
    now.destination = Destination::kSkipped;
  } else if (word == "annotation") {
    ++comments_;
    now.destination = Destination::kSkipped;
  } else if (word == "shptxt" || word == "fldrslt" || word == "field" || word == "upr" || word == "ud") {
    return false;
  } else if (pv::one_of(word, kSkipped)) {
    now.destination = Destination::kSkipped;
  } else {
    return false;
  }
  return true;
}

void Reader::control_word(std::string_view word, bool has_number, int number) {
  const bool opened = group_just_opened_;
  const bool star = std::exchange(star_, false);
  group_just_opened_ = false;
  if (word != "u") flush_bytes();
  if (states_.empty()) return;
  if (opened && enter_destination(word)) return;
  // "{\*\word" may be left out by a reader that does not know the word; \shppict and text boxes hold what is known.
  if (star && state().destination == Destination::kText && !pv::one_of(word, "shptxt ud shpinst cs")) {
    state().destination = Destination::kSkipped;
    return;
  }
  if (word == "footnote") {
    ++notes_;
    state().destination = Destination::kSkipped;
    return;
  }
  switch (state().destination) {
    case Destination::kSkipped:
      return;
    case Destination::kFontTable:
      font_table_control(word, number);
      return;
    case Destination::kStyleSheet:
      style_sheet_control(word, number);
      return;
    case Destination::kInfo:
      return;
    default:
      break;
  }
  if (word == "u" && has_number) {
    unicode(number);
    return;
  }
  for (const auto& character : kCharacters) {
    if (character.word == word) {
      add(character.utf8);
      return;
    }
  }
  character_control(word, has_number, number);
  paragraph_control(word, has_number, number);
}

void Reader::character_control(std::string_view word, bool has_number, int number) {
  auto& now = state();
  if (word == "ansicpg") {
    document_page_ = number;
  } else if (word == "mac") {
    document_page_ = 10000;
  } else if (word == "pc") {
    document_page_ = 437;
  } else if (word == "pca") {
    document_page_ = 850;
  } else if (word == "deff") {
    default_font_ = number;
  } else if (word == "f") {
    now.font = number;
  } else if (word == "uc") {
    now.unicode_fallback = std::clamp(number, 0, 16);
  } else if (word == "b") {
    now.bold = !has_number || number != 0;
  } else if (word == "v") {
    now.hidden = !has_number || number != 0;
  } else if (word == "deleted") {
    now.deleted = !has_number || number != 0;
    if (now.deleted) ++deleted_;
  } else if (word == "plain") {
    now.bold = false;
    now.hidden = false;
    now.deleted = false;
    now.font = default_font_;
  }
}

void Reader::paragraph_control(std::string_view word, bool has_number, int number) {
  if (word == "par") {
    end_line();
  } else if (word == "line" || word == "sect") {
    if (word == "line" || !text_.empty()) end_line();
  } else if (word == "pard") {
    paragraph_style_ = -1;
    outline_level_ = -1;
    in_table_ = false;
  } else if (word == "s") {
    paragraph_style_ = number;
  } else if (word == "outlinelevel") {
    outline_level_ = has_number ? number : -1;
  } else if (word == "intbl") {
    in_table_ = true;
  } else if (word == "cell" || word == "nestcell") {
    end_cell();
  } else if (word == "row" || word == "nestrow") {
    end_row();
  }
}

void Reader::font_table_control(std::string_view word, int number) {
  if (word == "f") {
    current_font_entry_ = number;
  } else if (word == "fcharset") {
    // \cpg, where it stands, is more exact and comes later.
    font_pages_[current_font_entry_] = CodePages::of_charset(number);
  } else if (word == "cpg") {
    font_pages_[current_font_entry_] = number;
  }
}

void Reader::style_sheet_control(std::string_view word, int number) {
  if (word == "s") {
    current_style_entry_ = number;
    styles_[number] = Style();
  } else if (word == "cs" || word == "ds" || word == "ts") {
    current_style_entry_ = -1;
  } else if (word == "b") {
    styles_[current_style_entry_].bold = true;
  } else if (word == "outlinelevel") {
    styles_[current_style_entry_].level = number >= 0 && number < 9 ? std::min(number + 1, 6) : 0;
  }
}

int Reader::code_page() const {
  const int font = states_.empty() || states_.back().font < 0 ? default_font_ : states_.back().font;
  const auto found = font_pages_.find(font);
  return found == font_pages_.end() || found->second == 0 ? document_page_ : found->second;
}

void Reader::byte(unsigned char value) {
  if (states_.empty()) return;
  if (skip_ > 0) {
    // A fallback of two bytes counts as one character in most writers and as two in some: \uc tells.
    --skip_;
    return;
  }
  flush_surrogate();
  const auto destination = state().destination;
  if (destination == Destination::kSkipped || destination == Destination::kInfo ||
      destination == Destination::kFontTable)
    return;
  pending_bytes_.push_back(static_cast<char>(value));
  const bool waits = pending_bytes_.size() == 1 && CodePages::is_lead_byte(code_page(), value);
  if (!waits) flush_bytes();
}

void Reader::flush_bytes() {
  flush_surrogate();
  if (pending_bytes_.empty()) return;
  const std::string bytes = std::exchange(pending_bytes_, {});
  const int page = code_page();
  const bool ascii =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (page == -1 && !ascii) return;  // glyphs of a symbol font
  add(ascii ? bytes : pages_.decode(page == -1 ? document_page_ : page, bytes));
}

void Reader::flush_surrogate() {
  if (std::exchange(high_surrogate_, 0) != 0) add("\xEF\xBF\xBD");
}

void Reader::unicode(int number) {
  if (!pending_bytes_.empty()) flush_bytes();
  skip_ = state().unicode_fallback;
  const auto code = static_cast<std::uint32_t>(number < 0 ? number + 65536 : number);
  if (code >= 0xD800 && code < 0xDC00) {
    flush_surrogate();
    high_surrogate_ = code;
    return;
  }
  if (code >= 0xDC00 && code < 0xE000 && high_surrogate_ != 0) {
    const std::uint32_t high = std::exchange(high_surrogate_, 0);
    add(pv::utf8(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)));
    return;
  }
  flush_surrogate();
  // F020..F0FF: bytes of a symbol font.
  if (code >= 0xF000 && code <= 0xF0FF) return;
  add(pv::utf8(code));
}

void Reader::add(std::string_view utf8) {
  if (states_.empty()) return;
  const auto& now = state();
  switch (now.destination) {
    case Destination::kText: {
      if (now.hidden || now.deleted) return;
      const auto style = styles_.find(paragraph_style_);
      text_.append(utf8, now.bold || (style != styles_.end() && style->second.bold));
      return;
    }
    case Destination::kTitle:
      title_ += utf8;
      return;
    case Destination::kStyleSheet: {
      auto& style = styles_[current_style_entry_];
      if (utf8 != ";") {
        style.name += utf8;
      } else if (style.level == 0) {
        style.level = level_of_name(style.name);
      }
      return;
    }
    default:
      return;
  }
}

void Reader::end_line() {
  Line line{text_.text(), text_.bold_prefix()};
  text_.clear();
  if (in_table_) {
    cell_.push_back(std::move(line));
    return;
  }
  if (!cells_.empty()) end_row();
  int level = 0;
  if (outline_level_ >= 0 && outline_level_ < 9) {
    level = std::min(outline_level_ + 1, 6);
  } else if (const auto style = styles_.find(paragraph_style_); style != styles_.end()) {
    level = style->second.level;
  }
  emit(line.text, line.bold, level);
}

void Reader::end_cell() {
  cell_.push_back({text_.text(), text_.bold_prefix()});
  text_.clear();
  cells_.push_back(std::exchange(cell_, {}));
}

void Reader::end_row() {
  if (!cell_.empty()) cells_.push_back(std::exchange(cell_, {}));
  Line first;
  std::vector<Line> others;
  bool any = false;
  for (auto& cell : std::exchange(cells_, {})) {
    bool first_of_cell = true;
    for (auto& line : cell) {
      if (pv::trimmed(line.text).empty()) continue;
      if (!first_of_cell) {
        others.push_back(std::move(line));
      } else if (!any) {
        first = std::move(line);
        any = true;
      } else {
        first.text += "\t" + line.text;
      }
      first_of_cell = false;
    }
  }
  if (any) emit(first.text, first.bold, 0);
  for (const auto& line : others) emit(line.text, line.bold, 0);
}

void Reader::emit(const std::string& text, std::size_t bold, int level) {
  if (level > 0 && !pv::trimmed(text).empty()) {
    host_.heading(pv::trimmed(text), level);
  } else {
    host_.paragraph(text, bold);
  }
}

}  // namespace rtf
