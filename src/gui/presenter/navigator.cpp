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

std::int64_t coded_turns(const model::DocumentChunk& chunk) {
  std::int64_t count = 0;
  std::size_t next = 0;
  std::int64_t reach = 0;  // the furthest end of the codings that begin before the passage's end
  for (std::size_t i = 0; i < chunk.passage_start.size(); ++i) {
    while (next < chunk.codings() && chunk.start[next] < chunk.passage_end[i])
      reach = std::max(reach, chunk.end[next++]);
    if (reach > chunk.passage_start[i]) ++count;
  }
  return count;
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

std::vector<DocumentRow> document_rows(const model::Snapshot& snapshot, const GroupLooks& looks,
                                       const std::vector<model::Document>& documents, std::string_view filter) {
  const std::string wanted = text::fold_name(filter);
  std::vector<DocumentRow> rows;
  for (const auto& document : documents) {
    const auto index = snapshot.document_index(document.id);
    if (index == model::Snapshot::npos) continue;
    const auto& chunk = *snapshot.chunks[index];
    DocumentRow row{document.id, document.name, {}, {}, document.turns, static_cast<std::int64_t>(chunk.codings()), 0};
    std::set<std::string> groups;
    for (const auto& span : chunk.case_spans) groups.insert(group_of(snapshot, span.case_index));
    groups.erase(std::string());
    if (groups.size() == 1) row.group = *groups.begin();
    if (!fits(row.name, wanted) && !fits(row.group, wanted)) continue;
    row.look = looks.of(row.group);
    row.coded_turns = coded_turns(chunk);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<CaseRow> case_rows(const model::Snapshot& snapshot, const GroupLooks& looks, std::string_view filter) {
  const std::string wanted = text::fold_name(filter);
  std::vector<CaseRow> rows;
  for (std::size_t i = 0; i < snapshot.cases.size(); ++i) {
    const auto& one = snapshot.cases[i];
    CaseRow row{i, one.name, group_of(snapshot, i), {}, {}, one.documents.size()};
    if (!fits(row.name, wanted) && !fits(row.group, wanted)) continue;
    row.look = looks.of(row.group);
    for (const auto& unit : snapshot.units) {
      if (one.unit && unit.id == one.unit) row.unit = unit.name;
    }
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
