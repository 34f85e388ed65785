#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polyvocal::exchange {

/// "#rrggbb".
bool valid_colour(std::string_view colour);
/// Of the first `levels` names: equal for paths whose names a person would call the same, level by level.
std::string folded_path(const std::vector<std::string>& names, std::size_t levels);

}  // namespace polyvocal::exchange
