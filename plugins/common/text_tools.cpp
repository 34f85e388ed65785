#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace pv {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
  std::string made(text);
  std::transform(made.begin(), made.end(), made.begin(), lower);
  return made;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

bool looks_like_text(std::string_view head) {
  if (head.empty()) return false;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
  std::size_t controls = 0;
  std::array<std::size_t, 4> nuls{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto c = static_cast<unsigned char>(head[i]);
    if (c == 0) {
      ++nuls[i % 4];
    } else if (c < 0x20 && !is_blank(head[i]) && c != 0x1B && c != 0x08 && c != 0x1A) {
      ++controls;
    }
  }
  const std::size_t all_nuls = nuls[0] + nuls[1] + nuls[2] + nuls[3];
  if (controls * 100 > head.size()) return false;
  if (all_nuls * 200 <= head.size()) return true;
  // UTF-16 and UTF-32 of Western text have NULs at one side of each unit and hardly any at the other.
  const std::size_t even = nuls[0] + nuls[2];
  const std::size_t odd = nuls[1] + nuls[3];
  if (even * 20 < odd || odd * 20 < even) return true;
  return nuls[0] * 20 < nuls[2] || nuls[3] * 20 < nuls[1];
}

std::string_view without_leading_space(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && is_blank(head.front())) head.remove_prefix(1);
  return head;
}

bool one_of(std::string_view word, std::string_view words) {
  while (!words.empty()) {
    const auto blank = words.find(' ');
    if (words.substr(0, blank) == word) return true;
    words = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
  }
  return false;
}

std::string utf8(std::uint32_t code_point) {
  std::string out;
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point == 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return out;
}

namespace {

constexpr auto kEntities = std::to_array<std::pair<std::string_view, std::uint32_t>>({
    {"amp", 0x26},     {"lt", 0x3C},      {"gt", 0x3E},       {"quot", 0x22},    {"apos", 0x27},    {"nbsp", 0xA0},
    {"lrm", 0x200E},   {"rlm", 0x200F},   {"ndash", 0x2013},  {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
    {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"hellip", 0x2026}, {"shy", 0xAD},     {"copy", 0xA9},    {"reg", 0xAE},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"pound", 0xA3},    {"euro", 0x20AC},  {"deg", 0xB0},     {"eacute", 0xE9},
    {"egrave", 0xE8},  {"agrave", 0xE0},  {"aacute", 0xE1},   {"ecirc", 0xEA},   {"auml", 0xE4},    {"ouml", 0xF6},
    {"uuml", 0xFC},    {"Auml", 0xC4},    {"Ouml", 0xD6},     {"Uuml", 0xDC},    {"szlig", 0xDF},   {"ccedil", 0xE7},
    {"ntilde", 0xF1},  {"oacute", 0xF3},  {"iacute", 0xED},   {"uacute", 0xFA},  {"zwnj", 0x200C},  {"zwj", 0x200D},
    {"ensp", 0x2002},  {"emsp", 0x2003},  {"thinsp", 0x2009}, {"middot", 0xB7},  {"bull", 0x2022},  {"times", 0xD7},
});

std::optional<std::string> entity(std::string_view name) {
  if (name.size() > 1 && name.front() == '#') {
    const bool hex = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (fault != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return utf8(value);
  }
  for (const auto& [known, code_point] : kEntities) {
    if (known == name) return utf8(code_point);
  }
  return std::nullopt;
}

}  // namespace

std::string without_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto sign = text.find('&');
    out += text.substr(0, sign);
    if (sign == std::string_view::npos) break;
    text.remove_prefix(sign);
    const auto end = text.substr(0, 12).find(';');
    const auto found = end == std::string_view::npos ? std::nullopt : entity(text.substr(1, end - 1));
    out += found ? *found : std::string(1, '&');
    text.remove_prefix(found ? end + 1 : 1);
  }
  return out;
}

bool is_html_element(std::string_view name) {
  return one_of(
      lowered(name),
      "a abbr address article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd "
      "del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i img "
      "ins kbd li main mark meta nav ol p pre q rp rt ruby s samp script section small span strike strong "
      "style sub summary sup table tbody td tfoot th thead title tr tt u ul var wbr");
}

std::optional<std::int64_t> parse_time_ms(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 2 && (text.ends_with(" s") || text.ends_with("s"))) text = trimmed(text.substr(0, text.size() - 1));
  if (text.empty() || text.size() > 24) return std::nullopt;
  std::array<std::int64_t, 4> parts{};
  std::size_t count = 0;
  std::int64_t fraction_ms = 0;
  bool digits = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits = true;
      parts[count] = parts[count] * 10 + (c - '0');
      if (parts[count] > 1'000'000'000'000) return std::nullopt;
    } else if (c == ':' && digits && count < 2) {
      ++count;
      digits = false;
    } else if ((c == '.' || c == ',') && digits && i + 1 < text.size()) {
      std::int64_t scale = 100;
      for (++i; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        fraction_ms += (text[i] - '0') * scale;
        scale /= 10;
      }
    } else {
      return std::nullopt;
    }
  }
  if (!digits) return std::nullopt;
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i <= count; ++i) seconds = seconds * 60 + parts[i];
  return seconds * 1000 + fraction_ms;
}

void ParagraphText::append(std::string_view text, bool bold) {
  if (text.empty()) return;
  const bool only_blanks = trimmed(text).empty();
  text_ += text;
  if (bold_ended_) return;
  if (bold) {
    bold_ = text_.size();
  } else if (!only_blanks) {
    bold_ended_ = true;
  }
}

void ParagraphText::clear() {
  text_.clear();
  bold_ = 0;
  bold_ended_ = false;
}

std::size_t ParagraphText::bold_prefix() const {
  const std::string_view bold = std::string_view(text_).substr(0, bold_);
  const auto last = bold.find_last_not_of(" \t\n");
  return last == std::string_view::npos ? 0 : last + 1;
}

void ParagraphText::collapse() {
  std::string out;
  std::size_t bold = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const char c = text_[i];
    if (is_blank(c)) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      out.push_back(c);
    }
    if (i + 1 == bold_) bold = out.size();
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  text_ = std::move(out);
  bold_ = std::min(bold, text_.size());
}

}  // namespace pv
