#pragma once

#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::gui {

/// Where `wanted` occurs in `utf8`, ascending, not overlapping: folded, so that case and accents do not matter, and any
/// white space fits any other. Nothing for an empty `wanted`. Whole characters only.
std::vector<text::CodePointRange> find_in_text(std::string_view utf8, std::string_view wanted);

}  // namespace polyvocal::gui
