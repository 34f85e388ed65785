#include <algorithm>

#include "table.hpp"
#include "text_tools.hpp"

namespace tables {
namespace {

constexpr std::string_view kText =
    "text content utterance utterances words transcript transcription speech sentence statement message caption turn "
    "said testo texte texto";
constexpr std::string_view kSpeaker =
    "speaker name who participant person speaker_name speaker_label role voice sprecher parlante locuteur hablante";
constexpr std::string_view kStart =
    "start time begin start_time starttime begin_time timestamp timecode in from start_ms "
    "start_s onset";
constexpr std::string_view kEnd = "end end_time endtime stop out to end_ms end_s offset finish";

/// "Start Time (ms)" -> "start_time", with "ms" apart.
std::string heading_key(std::string_view cell, std::string& unit) {
  std::string key = pv::lowered(pv::trimmed(cell));
  const auto bracket = key.find_first_of("([");
  if (bracket != std::string::npos) {
    unit = key.substr(bracket + 1);
    key.erase(bracket);
  }
  if (key.ends_with("_ms")) unit = "ms";
  std::string made;
  for (const char c : pv::trimmed(key)) made += c == ' ' || c == '-' ? '_' : c;
  return made;
}

enum class TimeUnit { kSeconds, kMilliseconds };

std::int64_t time_of(const std::vector<std::string>& row, std::optional<std::size_t> column, TimeUnit unit) {
  if (!column || *column >= row.size()) return PV_NO_TIME;
  const std::string_view cell = pv::trimmed(row[*column]);
  const auto ms = pv::parse_time_ms(cell);
  if (!ms) return PV_NO_TIME;
  // A clock time says its unit itself.
  if (cell.find(':') != std::string_view::npos || unit == TimeUnit::kSeconds) return *ms;
  return *ms / 1000;
}

bool whole_number(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whole numbers count milliseconds if the heading says so, or if the turns were otherwise spoken impossibly slowly:
/// the last time is beyond what seconds would give the text (a word a minute).
TimeUnit unit_of(const Rows& rows, std::size_t text, std::optional<std::size_t> start,
                 const std::string& heading_unit) {
  if (heading_unit.starts_with("ms") || heading_unit.starts_with("milli")) return TimeUnit::kMilliseconds;
  if (!start || heading_unit.starts_with("s")) return TimeUnit::kSeconds;
  double last = 0;
  double bytes = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (*start >= rows[i].size()) continue;
    const std::string_view cell = pv::trimmed(rows[i][*start]);
    if (cell.empty()) continue;
    if (!whole_number(cell)) return TimeUnit::kSeconds;
    last = std::max(last, static_cast<double>(pv::parse_time_ms(cell).value_or(0)) / 1000);
    if (text < rows[i].size()) bytes += static_cast<double>(rows[i][text].size());
  }
  return last > 600 && last > bytes * 5 ? TimeUnit::kMilliseconds : TimeUnit::kSeconds;
}

}  // namespace

void emit_turns(pv::Host& host, const Rows& rows) {
  if (rows.empty()) pv::finish(PV_EMPTY);
  std::optional<std::size_t> text, speaker, start, end;
  std::string unit;
  for (std::size_t i = 0; i < rows.front().size(); ++i) {
    std::string own_unit;
    const std::string key = heading_key(rows.front()[i], own_unit);
    const auto take = [&](std::optional<std::size_t>& column, std::string_view words) {
      if (column || key.empty() || !pv::one_of(key, words)) return false;
      column = i;
      return true;
    };
    if (take(text, kText) || take(speaker, kSpeaker) || take(end, kEnd)) continue;
    if (take(start, kStart)) unit = own_unit;
  }
  if (!text) pv::finish(PV_DAMAGED, "no-text-column");
  const TimeUnit time_unit = unit_of(rows, *text, start, unit);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    if (*text >= row.size()) continue;
    const auto said = pv::trimmed(row[*text]);
    if (said.empty()) continue;
    const auto who = speaker && *speaker < row.size() ? pv::trimmed(row[*speaker]) : std::string_view();
    host.turn_row(said, who, time_of(row, start, time_unit), time_of(row, end, time_unit));
  }
}

}  // namespace tables
