#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "table.hpp"
#include "text_tools.hpp"

namespace tables {
namespace {

/// Days since 1970-01-01 to a civil date (Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
struct Date {
  std::int64_t year;
  unsigned month, day;
};
Date civil(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const auto day_of_era = static_cast<unsigned>(days - era * 146097);
  const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned month_index = (5 * day_of_year + 2) / 153;
  const unsigned month = month_index < 10 ? month_index + 3 : month_index - 9;
  return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * month_index + 2) / 5 + 1};
}

std::string shortest(double value) {
  std::array<char, 64> buffer{};
  if (value == std::floor(value) && std::fabs(value) < 1e15) {
    const auto [end, fault] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(value));
    return fault == std::errc() ? std::string(buffer.data(), end) : std::string();
  }
  // Spreadsheets compute with 15 digits: what lies beyond is noise of the binary form.
  std::snprintf(buffer.data(), buffer.size(), "%.15g", value);
  double back = 0;
  std::string text(buffer.data());
  std::from_chars(text.data(), text.data() + text.size(), back);
  const auto [end, fault] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), back);
  return fault == std::errc() ? std::string(buffer.data(), end) : text;
}

std::string clock(std::int64_t seconds) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%02lld:%02d:%02d", static_cast<long long>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return buffer.data();
}

}  // namespace

NumberKind kind_of_format(int id, std::string_view code) {
  // The built-in formats (ECMA-376 part 1, 18.8.30), with those of East Asian versions.
  if (id == 22) return NumberKind::kDateTime;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return NumberKind::kDate;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return NumberKind::kTime;
  if (id == 46) return NumberKind::kDuration;
  bool date = false;
  bool time = false;
  bool month_or_minute = false;
  bool duration = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = pv::lower(code[i]);
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const auto end = std::min(code.find(']', i), code.size());
      const char inner = i + 1 < code.size() ? pv::lower(code[i + 1]) : ' ';
      const std::string_view name = code.substr(i + 1, end - i - 1);
      if ((inner == 'h' || inner == 'm' || inner == 's') && name.find_first_not_of("hHmMsS") == std::string_view::npos)
        duration = true;
      i = end;
    } else if (c == 'y' || c == 'd') {
      date = true;
    } else if (c == 'h' || c == 's') {
      time = true;
    } else if (c == 'm') {
      month_or_minute = true;
    } else if (c == ';') {
      break;
    } else if (c == '0' || c == '#' || c == '?' || c == '%') {
      // "0.00" after "ss." is a fraction of seconds; alone it is a number.
      if (!time && !duration) return NumberKind::kPlain;
    } else if (code.substr(i).starts_with("General")) {
      return NumberKind::kPlain;
    }
  }
  if (duration) return NumberKind::kDuration;
  if (date && time) return NumberKind::kDateTime;
  if (time) return NumberKind::kTime;
  return date || month_or_minute ? NumberKind::kDate : NumberKind::kPlain;
}

std::string number_text(double value, NumberKind kind, bool since_1904) {
  // Beyond 9999-12-31 (and before its first day) a date format shows no date.
  if (kind == NumberKind::kPlain || !std::isfinite(value) || value < 0 || value > 2958466) return shortest(value);
  const auto seconds = static_cast<std::int64_t>(std::llround(value * 86400));
  if (kind == NumberKind::kDuration) return clock(seconds);
  if (kind == NumberKind::kTime && value < 1) return clock(seconds);
  std::int64_t days = seconds / 86400;
  // Day 60 is 1900-02-29, which never was: earlier days are one off.
  const std::int64_t epoch = since_1904 ? -24107 : days < 60 ? -25568 : -25569;
  const Date date = civil(days + epoch);
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04lld-%02u-%02u", static_cast<long long>(date.year), date.month,
                date.day);
  std::string text = buffer.data();
  if (kind != NumberKind::kDate || seconds % 86400 != 0) text += "T" + clock(seconds % 86400);
  return text;
}

}  // namespace tables
