#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin.hpp"

namespace tables {

using Rows = std::vector<std::vector<std::string>>;

/// RFC 4180, with what spreadsheets make of it: comma, semicolon, tab or bar, whichever divides the first lines most
/// evenly; "sep=;" on the first line is obeyed; quotes may hold line ends. Blank lines stay as rows without cells, so
/// that rows count as in the file. Throws pv::Finish on a quote that never ends.
Rows parse_delimited(std::string_view text, std::string_view extension);
/// The divider parse_delimited() takes; '\0' if the text has none.
char sniff_delimiter(std::string_view text, std::string_view extension);

/// The first sheet of a workbook: numbers in their shortest form, dates and times as ISO 8601, booleans as TRUE/FALSE.
/// Throws pv::Finish.
Rows read_workbook(pv::Host& host, std::string_view bytes);

/// A cell with a number, by its number format.
enum class NumberKind { kPlain, kDate, kTime, kDateTime, kDuration };
NumberKind kind_of_format(int id, std::string_view code);
/// `since_1904`: the workbook counts days from 1904.
std::string number_text(double value, NumberKind kind, bool since_1904);

/// Rows as turns: columns by their headings (speaker, text, start, end, or other words for them).
/// Throws pv::Finish with PV_DAMAGED, "no-text-column".
void emit_turns(pv::Host& host, const Rows& rows);

}  // namespace tables
