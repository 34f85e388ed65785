#include "gui/presenter/results.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "gui/presenter/navigator.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

std::map<std::string, model::DocumentId> documents_by_name(const model::Snapshot& snapshot) {
  std::map<std::string, model::DocumentId> ids;
  for (const auto& document : snapshot.documents) ids.emplace(document.name, document.id);
  return ids;
}

/// Line breaks as blanks; byte positions stay.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  return text;
}

std::size_t units_of(const model::Snapshot& snapshot, const std::set<std::string>& names) {
  std::vector<std::size_t> cases;
  for (std::size_t i = 0; i < snapshot.cases.size(); ++i) {
    if (names.contains(snapshot.cases[i].name)) cases.push_back(i);
  }
  return count_units(snapshot, cases);
}

}  // namespace

Results results_of(const model::Snapshot& snapshot, std::string title, const std::vector<app::SegmentView>& segments) {
  const auto ids = documents_by_name(snapshot);
  Results results;
  results.title = std::move(title);
  std::set<std::string> cases;
  std::map<std::pair<std::int64_t, text::CodePointRange>, std::size_t> rows;
  for (const auto& segment : segments) {
    cases.insert(segment.cases.begin(), segment.cases.end());
    const auto id = ids.find(segment.document);
    if (id == ids.end()) continue;
    const auto [it, fresh] = rows.try_emplace({id->second.value, segment.range}, results.rows.size());
    const std::string coder = initials(segment.coder);
    if (!fresh) {
      auto& coders = results.rows[it->second].coders;
      if (coders.find(coder) == std::string::npos) coders += ", " + coder;
      auto& known = results.rows[it->second].codings;
      known.insert(known.end(), segment.coding_guids.begin(), segment.coding_guids.end());
      continue;
    }
    ResultRow row;
    row.document = id->second;
    row.range = segment.range;
    row.where = segment.cases.size() == 1 ? segment.cases.front() : segment.document;
    row.group = segment.group;
    row.turn = segment.turn;
    row.text = one_line(segment.text);
    row.marks = {{0, row.text.size()}};
    row.coders = coder;
    row.codings = segment.coding_guids;
    results.rows.push_back(std::move(row));
  }
  results.count =
      Workbench::count_sentence(static_cast<std::int64_t>(segments.size()), static_cast<std::int64_t>(cases.size()));
  const auto units = units_of(snapshot, cases);
  if (units > 0 && units != cases.size())
    results.count = messages::message(
        "count.and-units",
        {{"counted", results.count}, {"units", messages::counted("count.units", static_cast<std::int64_t>(units))}});
  return results;
}

Results results_of(const model::Snapshot& snapshot, std::string query, const app::SearchView& view) {
  const auto ids = documents_by_name(snapshot);
  Results results;
  results.query = query;
  results.title = std::move(query);
  for (const auto& hit : view.hits) {
    const auto id = ids.find(hit.document);
    if (id == ids.end()) continue;
    ResultRow row;
    row.document = id->second;
    row.range = hit.range;
    row.where = hit.cases.size() == 1 ? hit.cases.front() : hit.document;
    row.group = hit.groups.empty() ? std::string() : hit.groups.front();
    row.turn = hit.turn;
    row.text = one_line(hit.snippet.text);
    for (const auto& mark : hit.snippet.marks)
      row.marks.emplace_back(static_cast<std::size_t>(mark.start.value), static_cast<std::size_t>(mark.end.value));
    results.rows.push_back(std::move(row));
  }
  results.count = messages::counted(view.exact ? "count.passages" : "count.passages-about", view.total);
  if (!view.corrected.empty()) results.count += messages::message("count.did-you-mean", {{"word", view.corrected}});
  return results;
}

void Workbench::retrieve(model::CodeId code) {
  const auto* node = snapshot_->codes.find(code);
  if (node == nullptr) return;
  app::RetrieveRequest request;
  request.codes = {node->guid.text()};
  const std::string title = node->name;
  auto segments = app::retrieve(*session_, request);
  if (!segments) {
    fail(segments.error());
    return;
  }
  show_results(results_of(*snapshot_, title, *segments));
  if (results_.rows.empty()) say("status.nothing-coded", {{"code", title}});
}

}  // namespace polyvocal::gui
