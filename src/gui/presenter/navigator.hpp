#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gui/presenter/groups.hpp"
#include "model/snapshot.hpp"

namespace polyvocal::gui {

/// Which codes the tree shows for a filter: those whose name fits, with everything above them; all for an empty one.
/// Parallel to the tree's codes.
std::vector<bool> visible_codes(const model::CodeTree& codes, std::string_view filter);

/// One case in the list.
struct CaseRow {
  std::size_t index = 0;  ///< in Snapshot::cases
  std::string name;
  std::string group;
  GroupLook look;
  std::string unit;
  std::string attributes;  ///< values of the other attributes in the attributes' order: "kinship carer, 58, east"
  std::size_t documents = 0;
};
/// Those whose name, group, unit or an attribute's value fits the filter, by group in the groups' order, then name.
std::vector<CaseRow> case_rows(const model::Snapshot& snapshot, const GroupLooks& looks, std::string_view filter);

/// How many units these cases belong to; a case without a unit is a unit of its own. `cases`: indices, without repeats.
std::size_t count_units(const model::Snapshot& snapshot, const std::vector<std::size_t>& cases);
/// The cases that have any text, ascending.
std::vector<std::size_t> cases_with_text(const model::Snapshot& snapshot);

}  // namespace polyvocal::gui
