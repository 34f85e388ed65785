#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace polyvocal::plugin_host {

/// Length of the well-formed UTF-8 sequence at the start of `bytes` (Unicode 15, table 3-7), or 0.
std::size_t utf8_sequence(std::string_view bytes);

/// `bytes` with every ill-formed sequence and every NUL replaced by U+FFFD. Whether anything was replaced is told by
/// comparing.
std::string repaired_utf8(std::string_view bytes);

/// True if nothing would be replaced.
bool clean_utf8(std::string_view bytes);

}  // namespace polyvocal::plugin_host
