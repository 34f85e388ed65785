#include "gui/presenter/navigator.hpp"

#include <algorithm>
#include <set>

#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

bool fits(std::string_view name, const std::string& folded_filter) {
  return folded_filter.empty() || text::fold(name).find(folded_filter) != std::string::npos;
}

}  // namespace

std::vector<bool> visible_codes(const model::CodeTree& codes, std::string_view filter) {
  const std::string wanted = text::fold_name(filter);
  std::vector<bool> visible(codes.size(), wanted.empty());
  if (wanted.empty()) return visible;
  for (std::size_t i = codes.size(); i-- > 0;) {
    if (fits(codes.codes()[i].name, wanted)) visible[i] = true;
    for (std::size_t child = i + 1; child < codes.subtree_end(i) && !visible[i]; child = codes.subtree_end(child))
      visible[i] = visible[child];
  }
  return visible;
}

std::vector<CaseRow> case_rows(const model::Snapshot& snapshot, const GroupLooks& looks, std::string_view filter) {
  const std::string wanted = text::fold_name(filter);
  std::vector<CaseRow> rows;
  for (std::size_t i = 0; i < snapshot.cases.size(); ++i) {
    const auto& one = snapshot.cases[i];
    CaseRow row{i, one.name, group_of(snapshot, i), {}, {}, {}, one.documents.size()};
    for (const auto& unit : snapshot.units) {
      if (one.unit && unit.id == one.unit) row.unit = unit.name;
    }
    for (const auto& attribute : snapshot.attributes) {
      if (attribute.target != model::AttributeTarget::kCase || attribute.name == model::kGroupAttribute) continue;
      const auto value = snapshot.case_value(i, attribute.id);
      if (!value.empty()) row.attributes += (row.attributes.empty() ? "" : ", ") + std::string(value);
    }
    if (!fits(row.name, wanted) && !fits(row.group, wanted) && !fits(row.unit, wanted) && !fits(row.attributes, wanted))
      continue;
    row.look = looks.of(row.group);
    rows.push_back(std::move(row));
  }
  const auto place = [&](const std::string& group) {
    return std::find(looks.groups().begin(), looks.groups().end(), group) - looks.groups().begin();
  };
  const text::Collator collator(snapshot.language);
  std::stable_sort(rows.begin(), rows.end(), [&](const CaseRow& a, const CaseRow& b) {
    if (a.group != b.group) return place(a.group) < place(b.group);
    return collator.compare(a.name, b.name) < 0;
  });
  return rows;
}

std::size_t count_units(const model::Snapshot& snapshot, const std::vector<std::size_t>& cases) {
  std::set<std::int64_t> units;
  std::size_t alone = 0;
  for (const auto index : cases) {
    const auto unit = snapshot.cases[index].unit;
    if (unit) {
      units.insert(unit.value);
    } else {
      ++alone;
    }
  }
  return units.size() + alone;
}

std::vector<std::size_t> cases_with_text(const model::Snapshot& snapshot) {
  std::set<std::size_t> cases;
  for (const auto& chunk : snapshot.chunks) {
    for (const auto& span : chunk->case_spans) cases.insert(span.case_index);
  }
  return {cases.begin(), cases.end()};
}

}  // namespace polyvocal::gui
