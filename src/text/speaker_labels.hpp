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
inline constexpr std::size_t kLabelStyles = 10;
std::string_view style_name(LabelStyle style);

/// A label that a block may begin with, before it is known whether it is one. Views into the block.
struct LabelCandidate {
  LabelStyle style = LabelStyle::kNameColon;
  std::string_view name;  ///< as written, trimmed, without a question's number before it
  std::string_view role;  ///< from brackets after the name
  std::size_t body = 0;   ///< byte where what is said begins
  std::optional<std::int64_t> start_ms;
  bool name_like = false;  ///< capitalised or otherwise shaped like a name, and no ordinary word before a colon
  bool colon = false;      ///< a colon ends the label
};

/// Reads the beginning of a block. nullopt if nothing there can be a label. Pure; any thread.
std::optional<LabelCandidate> parse_label(const RawBlock& block);

/// Reads a label known beforehand at the beginning of a block, in any style: followed by a colon, a tab, a dash, a time
/// or the line's end. `spelling` as a person or the document writes it; letters' case does not matter.
/// nullopt if the block does not begin with it. Any thread.
std::optional<LabelCandidate> parse_known_label(std::string_view text, std::string_view spelling);

/// Reads "0:21", "00:01:02", "1:02:03.250" at `at`; moves `at` behind it. nullopt leaves `at`.
std::optional<std::int64_t> parse_clock(std::string_view text, std::size_t& at);

/// "[00:43.810 --> 00:47.850]  text" and "00:00.000 --> 00:27.640": the times of a line, and where its words begin.
struct TimeRange {
  std::int64_t start_ms = 0;
  std::int64_t end_ms = 0;
  std::size_t body = 0;  ///< byte
};
std::optional<TimeRange> parse_time_range(std::string_view text);

/// A time between words: "[00:05:10]", "[[10:02:36]]", "(1:02:03)", "#00:01:02-3#".
struct InlineTime {
  std::size_t begin = 0;  ///< bytes of the mark, with its brackets
  std::size_t end = 0;
  std::int64_t ms = 0;
};
/// The first of them at or behind byte `from`. Any thread.
std::optional<InlineTime> find_inline_time(std::string_view text, std::size_t from);

/// Two spellings of one label have the same key: folded, blanks and dots away.
std::string label_key(std::string_view name);

/// Length of a colon (':' or the full-width one) at byte `at`, else 0.
std::size_t colon_length(std::string_view text, std::size_t at);

}  // namespace polyvocal::text
