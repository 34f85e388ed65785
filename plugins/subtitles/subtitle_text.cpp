#include <algorithm>
#include <optional>
#include <vector>

#include "formats.hpp"
#include "text_tools.hpp"

namespace subtitles {
namespace {

struct Timing {
  std::int64_t start_ms = 0;
  std::int64_t end_ms = 0;
};

std::optional<Timing> parse_timing(std::string_view line) {
  const auto arrow = line.find("-->");
  if (arrow == std::string_view::npos) return std::nullopt;
  const auto start = pv::parse_time_ms(line.substr(0, arrow));
  // Cue settings ("align:start position:0%") stand behind the second time.
  std::string_view rest = pv::trimmed(line.substr(arrow + 3));
  const auto end = pv::parse_time_ms(rest.substr(0, rest.find_first_of(" \t")));
  if (!start || !end) return std::nullopt;
  return Timing{*start, *end};
}

/// One piece of a cue that one voice says.
struct Voiced {
  std::string speaker;
  std::string text;
};

/// Takes tags out ("<i>", "<c.yellow>", "<00:01.000>", "{\an8}"); a voice tag begins a new piece. What is no tag of
/// subtitles stays, such as "<name>" in a transcript.
std::vector<Voiced> without_tags(std::string_view text) {
  std::vector<Voiced> pieces(1);
  while (!text.empty()) {
    const auto sign = text.find_first_of("<{");
    pieces.back().text += text.substr(0, sign);
    if (sign == std::string_view::npos) break;
    text.remove_prefix(sign);
    if (text.starts_with("{\\")) {
      const auto end = text.find('}');
      if (end != std::string_view::npos) {
        text.remove_prefix(end + 1);
        continue;
      }
    }
    const auto end = text.front() == '<' ? text.find('>') : std::string_view::npos;
    if (end == std::string_view::npos) {
      pieces.back().text += text.front();
      text.remove_prefix(1);
      continue;
    }
    std::string_view tag = text.substr(1, end - 1);
    const bool closing = tag.starts_with('/');
    const std::string_view name =
        (closing ? tag.substr(1) : tag).substr(0, (closing ? tag.substr(1) : tag).find_first_of(". \t\n"));
    if (name == "v" && !closing) {
      const auto blank = tag.find_first_of(" \t\n");
      const auto speaker = blank == std::string_view::npos ? std::string_view() : pv::trimmed(tag.substr(blank + 1));
      if (!pv::trimmed(pieces.back().text).empty()) pieces.emplace_back();
      pieces.back().speaker = pv::without_entities(speaker);
    } else if (name == "v") {
      pieces.emplace_back();
    } else if (!pv::one_of(name, "b i u c s font ruby rt lang em strong span br") && !pv::parse_time_ms(tag)) {
      pieces.back().text += text.substr(0, end + 1);
    }
    text.remove_prefix(end + 1);
  }
  return pieces;
}

void emit(pv::Host& host, const Timing& timing, const std::vector<std::string_view>& lines, bool entities) {
  std::string text;
  for (const auto line : lines) {
    if (!text.empty()) text += '\n';
    text += pv::trimmed(line);
  }
  for (const auto& piece : without_tags(text)) {
    const std::string words = entities ? pv::without_entities(piece.text) : piece.text;
    const auto said = pv::trimmed(words);
    if (!said.empty()) host.cue(said, piece.speaker, timing.start_ms, std::max(timing.start_ms, timing.end_ms));
  }
}

bool only_digits(std::string_view line) {
  line = pv::trimmed(line);
  return !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What SRT and WebVTT share: a timing line, then text up to a blank line. SRT files in the wild lack the blank line
/// now and then: a number followed by a timing line begins the next cue too.
std::size_t read_cues(pv::Host& host, const std::vector<std::string_view>& lines, bool vtt) {
  std::size_t cues = 0;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = pv::trimmed(lines[i]);
    if (vtt && (line == "NOTE" || line.starts_with("NOTE ") || line == "STYLE" || line == "REGION")) {
      while (i < lines.size() && !pv::trimmed(lines[i]).empty()) ++i;
      continue;
    }
    const auto timing = parse_timing(line);
    ++i;
    if (!timing) continue;
    std::vector<std::string_view> text;
    while (i < lines.size() && !pv::trimmed(lines[i]).empty() && !is_timing_line(lines[i])) {
      if (!vtt && only_digits(lines[i]) && i + 1 < lines.size() && is_timing_line(lines[i + 1])) break;
      text.push_back(lines[i++]);
    }
    emit(host, *timing, text, vtt);
    ++cues;
  }
  return cues;
}

}  // namespace

bool is_timing_line(std::string_view line) {
  return parse_timing(line).has_value();
}

bool is_bracketed_line(std::string_view line) {
  line = pv::trimmed(line);
  const auto end = line.find(']');
  return line.starts_with('[') && end != std::string_view::npos && is_timing_line(line.substr(1, end - 1));
}

bool is_lyric_line(std::string_view line) {
  line = pv::trimmed(line);
  const auto end = line.find(']');
  return line.starts_with('[') && end != std::string_view::npos &&
         line.substr(1, end - 1).find(':') != std::string_view::npos &&
         pv::parse_time_ms(line.substr(1, end - 1)).has_value();
}

void read_srt(pv::Host& host, std::string_view bytes, std::string_view) {
  const auto lines = pv::lines_of(host.decode(bytes));
  if (read_cues(host, lines, false) == 0) pv::finish(PV_UNKNOWN);
}

void read_vtt(pv::Host& host, std::string_view bytes, std::string_view) {
  const auto lines = pv::lines_of(host.decode(bytes));
  if (!lines.front().starts_with("WEBVTT")) pv::finish(PV_UNKNOWN);
  // The header block may hold "Kind:" and "Language:" lines.
  for (std::size_t i = 1; i < lines.size() && !pv::trimmed(lines[i]).empty() && !is_timing_line(lines[i]); ++i) {
    if (lines[i].starts_with("Language:")) host.property("language", pv::trimmed(lines[i].substr(9)));
  }
  if (read_cues(host, lines, true) == 0) pv::finish(PV_EMPTY);
}

void read_bracketed(pv::Host& host, std::string_view bytes, std::string_view) {
  const auto lines = pv::lines_of(host.decode(bytes));
  std::size_t with = 0;
  std::size_t filled = 0;
  for (const auto line : lines) {
    filled += pv::trimmed(line).empty() ? 0 : 1;
    with += is_bracketed_line(line) ? 1 : 0;
  }
  if (with * 10 < filled * 9 || with == 0) pv::finish(PV_UNKNOWN);
  std::optional<Timing> timing;
  std::vector<std::string_view> text;
  for (const auto line : lines) {
    const std::string_view filled_line = pv::trimmed(line);
    if (!is_bracketed_line(filled_line)) {
      if (!filled_line.empty()) text.push_back(filled_line);
      continue;
    }
    if (timing) emit(host, *timing, text, false);
    text.clear();
    const auto end = filled_line.find(']');
    timing = parse_timing(filled_line.substr(1, end - 1));
    text.push_back(filled_line.substr(end + 1));
  }
  if (timing) emit(host, *timing, text, false);
}

void read_lrc(pv::Host& host, std::string_view bytes, std::string_view) {
  struct Line {
    std::int64_t start_ms;
    std::string text;
  };
  std::vector<Line> found;
  for (const auto raw : pv::lines_of(host.decode(bytes))) {
    std::string_view line = pv::trimmed(raw);
    if (!is_lyric_line(line)) {
      if (line.starts_with("[ti:")) host.property("title", pv::trimmed(line.substr(4, line.find(']') - 4)));
      const bool tag = line.starts_with('[') && line.ends_with(']') && line.find(':') != std::string_view::npos;
      // A line without a time belongs to the line before it.
      if (!line.empty() && !tag && !found.empty()) found.back().text += " " + std::string(line);
      continue;
    }
    std::optional<std::int64_t> start;
    while (is_lyric_line(line)) {
      const auto end = line.find(']');
      if (!start) start = pv::parse_time_ms(line.substr(1, end - 1));
      line = pv::trimmed(line.substr(end + 1));
    }
    found.push_back({*start, std::string(line)});
  }
  if (found.empty()) pv::finish(PV_UNKNOWN);
  // An empty line only says when the one before it ends.
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].text.empty()) continue;
    const Timing timing{found[i].start_ms, i + 1 < found.size() ? found[i + 1].start_ms : found[i].start_ms};
    emit(host, timing, {found[i].text}, false);
  }
}

}  // namespace subtitles
