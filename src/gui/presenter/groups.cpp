#include "gui/presenter/groups.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "model/attribute.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::array<GroupLook, 4> kLooks = {
    {{Mark::kRound, 1}, {Mark::kSquare, 0}, {Mark::kDiamond, 9}, {Mark::kTriangle, 2}}};

/// Index in kLooks of a group whose name says what it is.
std::optional<std::size_t> known_look(const std::string& folded) {
  const auto has = [&](std::string_view part) { return folded.find(part) != std::string::npos; };
  if (has("partner") || has("agenc")) return 3;
  if (has("famil") || has("parent")) return 0;
  if (has("manager")) return 2;
  if (has("staff")) return 1;
  return std::nullopt;
}

}  // namespace

std::string group_of(const model::Snapshot& snapshot, std::size_t case_index) {
  const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  return group == nullptr ? std::string() : std::string(snapshot.case_value(case_index, group->id));
}

GroupLooks::GroupLooks(const model::Snapshot& snapshot) {
  const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  if (group == nullptr) return;
  groups_ = group->levels;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < snapshot.cases.size(); ++i) {
    const std::string value(snapshot.case_value(i, group->id));
    if (value.empty()) continue;
    const auto same = [&](const std::string& known) { return text::fold_name(known) == text::fold_name(value); };
    if (std::none_of(groups_.begin(), groups_.end(), same) && std::none_of(others.begin(), others.end(), same))
      others.push_back(value);
  }
  std::sort(others.begin(), others.end());
  groups_.insert(groups_.end(), others.begin(), others.end());

  std::array<bool, kLooks.size()> taken{};
  for (const auto& name : groups_) {
    const std::string folded = text::fold_name(name);
    if (const auto known = known_look(folded); known && !taken[*known]) {
      taken[*known] = true;
      looks_.emplace_back(folded, kLooks[*known]);
    }
  }
  std::size_t beyond = 0;
  for (const auto& name : groups_) {
    const std::string folded = text::fold_name(name);
    if (std::any_of(looks_.begin(), looks_.end(), [&](const auto& look) { return look.first == folded; })) continue;
    const auto free = std::find(taken.begin(), taken.end(), false);
    if (free != taken.end()) {
      *free = true;
      looks_.emplace_back(folded, kLooks[static_cast<std::size_t>(free - taken.begin())]);
    } else {  // more groups than shapes: shapes repeat in other hues
      looks_.emplace_back(folded, GroupLook{kLooks[beyond % kLooks.size()].mark, (4 + beyond) % kHues});
      ++beyond;
    }
  }
}

GroupLook GroupLooks::of(std::string_view group) const {
  const std::string folded = text::fold_name(group);
  const auto it = std::find_if(looks_.begin(), looks_.end(), [&](const auto& look) { return look.first == folded; });
  return it == looks_.end() ? GroupLook{} : it->second;
}

}  // namespace polyvocal::gui
