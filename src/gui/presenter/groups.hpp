#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gui/presenter/palette.hpp"
#include "model/snapshot.hpp"

namespace polyvocal::gui {

/// How a participant group is drawn everywhere: a shape and a hue.
struct GroupLook {
  Mark mark = Mark::kNone;
  std::size_t hue = 0;
};

/// The looks of a project's groups. The four groups that the program knows by name always look the same; others take
/// the shapes that are left, in the attribute's order. Immutable.
class GroupLooks {
 public:
  GroupLooks() = default;
  explicit GroupLooks(const model::Snapshot& snapshot);
  /// No mark for an unknown or empty group.
  GroupLook of(std::string_view group) const;
  /// The groups in order.
  const std::vector<std::string>& groups() const { return groups_; }

 private:
  std::vector<std::string> groups_;
  std::vector<std::pair<std::string, GroupLook>> looks_;  // by folded name
};

/// The group of a case, empty if it has none.
std::string group_of(const model::Snapshot& snapshot, std::size_t case_index);

}  // namespace polyvocal::gui
