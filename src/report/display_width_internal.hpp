#pragma once

#include <string_view>

namespace polyvocal::report {

/// Columns that a text takes on a terminal: two for wide East Asian characters and emoji, none for combining marks and
/// format characters. Expects UTF-8 without control characters.
int display_width(std::string_view text);
/// The longest prefix, in bytes, that is at most `width` wide.
std::size_t display_prefix(std::string_view text, int width);

}  // namespace polyvocal::report
