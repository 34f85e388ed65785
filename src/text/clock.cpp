#include <algorithm>
#include <array>

#include "text/speaker_labels.hpp"

namespace polyvocal::text {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

std::optional<std::int64_t> parse_clock(std::string_view text, std::size_t& at) {
  std::array<std::int64_t, 3> parts{};
  std::size_t count = 0;
  std::size_t i = at;
  while (count < 3) {
    std::int64_t value = 0;
    const std::size_t begin = i;
    while (i < text.size() && digit(text[i]) && i - begin < 3) value = value * 10 + (text[i++] - '0');
    if (i == begin) return std::nullopt;
    if (count > 0 && (i - begin != 2 || value > 59)) return std::nullopt;
    parts[count++] = value;
    if (i >= text.size() || text[i] != ':' || count == 3) break;
    if (i + 1 >= text.size() || !digit(text[i + 1])) break;
    ++i;
  }
  if (count < 2) return std::nullopt;
  const std::int64_t seconds = count == 3 ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1];
  std::int64_t ms = seconds * 1000;
  if (i + 1 < text.size() && (text[i] == '.' || text[i] == ',') && digit(text[i + 1])) {
    std::int64_t scale = 100;
    ++i;
    while (i < text.size() && digit(text[i])) {
      ms += (text[i++] - '0') * scale;
      scale /= 10;
    }
  }
  if (i < text.size() && digit(text[i])) return std::nullopt;
  at = i;
  return ms;
}

std::optional<TimeRange> parse_time_range(std::string_view text) {
  std::size_t at = skip_spaces(text, 0);
  const bool bracketed = at < text.size() && text[at] == '[';
  if (bracketed) ++at;
  TimeRange range;
  const auto start = parse_clock(text, at);
  if (!start) return std::nullopt;
  at = skip_spaces(text, at);
  if (text.substr(at, 3) != "-->") return std::nullopt;
  at = skip_spaces(text, at + 3);
  const auto end = parse_clock(text, at);
  if (!end) return std::nullopt;
  if (bracketed) {
    if (at >= text.size() || text[at] != ']') return std::nullopt;
    ++at;
  }
  return TimeRange{*start, *end, skip_spaces(text, at)};
}

std::optional<InlineTime> find_inline_time(std::string_view text, std::size_t from) {
  for (std::size_t open = text.find_first_of("[#(", from); open != std::string_view::npos;
       open = text.find_first_of("[#(", open + 1)) {
    InlineTime time;
    time.begin = open;
    std::size_t at = open + 1;
    const char bracket = text[open];
    const bool twice = bracket == '[' && at < text.size() && text[at] == '[';
    if (twice) ++at;
    if (at >= text.size() || !digit(text[at])) continue;
    const std::size_t clock = at;
    const auto ms = parse_clock(text, at);
    if (!ms) continue;
    time.ms = *ms;
    if (bracket == '#') {
      // f4 writes tenths of a second behind a hyphen: #00:01:02-3#
      if (at + 1 < text.size() && text[at] == '-' && digit(text[at + 1])) {
        time.ms += (text[at + 1] - '0') * 100;
        at += 2;
      }
      if (at >= text.size() || text[at] != '#') continue;
    } else {
      // "(3:16)" in round brackets is a verse or a score as often as a time: hours have to be there.
      const auto colons = std::count(text.begin() + static_cast<std::ptrdiff_t>(clock),
                                     text.begin() + static_cast<std::ptrdiff_t>(at), ':');
      if (bracket == '(' && colons < 2) continue;
      const char close = bracket == '[' ? ']' : ')';
      if (at >= text.size() || text[at] != close) continue;
      if (twice && at + 1 < text.size() && text[at + 1] == close) ++at;
    }
    time.end = at + 1;
    return time;
  }
  return std::nullopt;
}

}  // namespace polyvocal::text
