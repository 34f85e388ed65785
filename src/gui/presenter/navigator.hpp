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

/// One document in the list.
struct DocumentRow {
  model::DocumentId id;
  std::string name;
  std::string group;  ///< of its cases; empty if they have none or several
  GroupLook look;
  std::int64_t turns = 0;
  std::int64_t codings = 0;
  std::int64_t coded_turns = 0;  ///< turns that a coding touches
};
/// The documents whose name or group fits the filter, in the order of `documents` (by name).
std::vector<DocumentRow> document_rows(const model::Snapshot& snapshot, const GroupLooks& looks,
                                       const std::vector<model::Document>& documents, std::string_view filter);

/// One case in the list.
struct CaseRow {
  std::size_t index = 0;  ///< in Snapshot::cases
  std::string name;
  std::string group;
  GroupLook look;
  std::string unit;
  std::size_t documents = 0;
};
/// By group in the groups' order, then name.
std::vector<CaseRow> case_rows(const model::Snapshot& snapshot, const GroupLooks& looks, std::string_view filter);

/// How many units these cases belong to; a case without a unit is a unit of its own. `cases`: indices, without repeats.
std::size_t count_units(const model::Snapshot& snapshot, const std::vector<std::size_t>& cases);
/// The cases that have any text, ascending.
std::vector<std::size_t> cases_with_text(const model::Snapshot& snapshot);

}  // namespace polyvocal::gui
