#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/code.hpp"

namespace polyvocal::gui {

/// One line of the picker.
struct PickerRow {
  std::size_t code = 0;  ///< index in the tree's codes
  bool recent = false;
  std::vector<std::pair<std::size_t, std::size_t>> matched;  ///< byte ranges of the name, ascending
};

/// The codes that fit what was typed. Every typed word must fit the name or a name above it: as the start of a word, as
/// a part of one, or as letters in order ("tia" fits "Telling it again"); folded, so that case and accents do not
/// matter. Order: recent ones that fit, the last used first; then by how well the name fits, then the tree's order.
/// With nothing typed: the recent ones, then the whole tree. At most `limit` rows.
std::vector<PickerRow> pick_codes(const model::CodeTree& codes, const std::vector<model::CodeId>& recent,
                                  std::string_view typed, std::size_t limit = 200);

}  // namespace polyvocal::gui
