#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/turns.hpp"

namespace polyvocal::text {

/// How a label is written. Values of SpeakerLabel::style come from style_name().
enum class LabelStyle {
  kNameColon,
  kBoldName,
  kHeading,
  kLine,
  kLineTime,
  kTimeName,
  kBrackets,
  kTab,
  kVoice,
  kColumn
};
std::string_view style_name(LabelStyle style);

/// A label that a block may begin with, before it is known whether it is one.
struct LabelCandidate {
  LabelStyle style = LabelStyle::kNameColon;
  std::string_view name;  ///< as written, trimmed
  std::string_view role;  ///< from brackets after the name
  std::size_t body = 0;   ///< byte where what is said begins
  std::optional<std::int64_t> start_ms;
  bool name_like = false;  ///< capitalised or otherwise shaped like a name, and no ordinary word before a colon
};

/// Reads the beginning of a block. nullopt if nothing there can be a label. Pure; any thread.
std::optional<LabelCandidate> parse_label(const RawBlock& block);

/// Reads "0:21", "00:01:02", "1:02:03.250" at `at`; moves `at` behind it. nullopt leaves `at`.
std::optional<std::int64_t> parse_clock(std::string_view text, std::size_t& at);

/// "[00:43.810 --> 00:47.850]  text" and "00:00.000 --> 00:27.640": the times of a line, and where its words begin.
struct TimeRange {
  std::int64_t start_ms = 0;
  std::int64_t end_ms = 0;
  std::size_t body = 0;  ///< byte
};
std::optional<TimeRange> parse_time_range(std::string_view text);

/// Two spellings of one label have the same key: folded, blanks and dots away.
std::string label_key(std::string_view name);

}  // namespace polyvocal::text
