#include "gui/presenter/document_list.hpp"

#include <algorithm>
#include <numeric>

#include "messages/messages.hpp"
#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::string_view kAttributePrefix = "attribute:";

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

/// The cases whose words are in a document, each once.
std::vector<std::uint32_t> cases_in(const model::DocumentChunk& chunk) {
  std::vector<std::uint32_t> cases;
  for (const auto& span : chunk.case_spans) {
    if (std::find(cases.begin(), cases.end(), span.case_index) == cases.end()) cases.push_back(span.case_index);
  }
  return cases;
}

}  // namespace

std::string grouping_key(const DocumentGrouping& grouping) {
  switch (grouping.by) {
    case DocumentGrouping::By::kNothing:
      return "nothing";
    case DocumentGrouping::By::kGroup:
      return "group";
    case DocumentGrouping::By::kCase:
      return "case";
    case DocumentGrouping::By::kProgress:
      return "progress";
    case DocumentGrouping::By::kAttribute:
      return std::string(kAttributePrefix) + grouping.attribute;
  }
  return "nothing";
}

DocumentGrouping grouping_of(std::string_view key) {
  using By = DocumentGrouping::By;
  if (key == "group") return {By::kGroup, {}};
  if (key == "case") return {By::kCase, {}};
  if (key == "progress") return {By::kProgress, {}};
  if (key.starts_with(kAttributePrefix)) return {By::kAttribute, std::string(key.substr(kAttributePrefix.size()))};
  return {};
}

void DocumentList::update(std::shared_ptr<const model::Snapshot> snapshot, const GroupLooks& looks) {
  snapshot_ = std::move(snapshot);
  looks_ = looks;
  group_order_ = looks.groups();
  const auto& documents = snapshot_->documents;
  std::vector<std::pair<std::int64_t, std::string>> names;
  names.reserve(documents.size());
  for (const auto& document : documents) names.emplace_back(document.id.value, document.name);
  if (names != order_) {
    order_ = std::move(names);
    index_.resize(documents.size());
    std::iota(index_.begin(), index_.end(), std::size_t{0});
    const text::Collator collator(snapshot_->language);
    std::stable_sort(index_.begin(), index_.end(), [&](std::size_t a, std::size_t b) {
      return collator.compare(documents[a].name, documents[b].name) < 0;
    });
    std::erase_if(known_, [&](const auto& entry) {
      return snapshot_->document_index(model::DocumentId{entry.first}) == model::Snapshot::npos;
    });
  }
  rows_.clear();
  rows_.reserve(documents.size());
  for (const auto index : index_) {
    const auto& document = documents[index];
    const auto& chunk = snapshot_->chunks[index];
    auto& known = known_[document.id.value];
    if (known.chunk != chunk) known = {chunk, coded_turns(*chunk)};
    DocumentRow row{
        document.id,      document.name, {}, {}, document.turns, static_cast<std::int64_t>(chunk->codings()),
        known.coded_turns};
    bool several = false;
    for (const auto index_of_case : cases_in(*chunk)) {
      std::string group = group_of(*snapshot_, index_of_case);
      if (group.empty() || group == row.group) continue;
      several = several || !row.group.empty();
      row.group = std::move(group);
    }
    if (several) row.group.clear();
    row.look = looks.of(row.group);
    rows_.push_back(std::move(row));
  }
  rebuild();
}

void DocumentList::set_filter(std::string_view filter) {
  filter_ = text::fold_name(filter);
  rebuild();
}

void DocumentList::set_grouping(const DocumentGrouping& grouping) {
  grouping_ = grouping;
  folded_.clear();
  rebuild();
}

void DocumentList::fold(std::size_t line, bool folded) {
  if (line >= lines_.size() || !lines_[line].is_heading()) return;
  if (folded)
    folded_.insert(lines_[line].heading);
  else
    folded_.erase(lines_[line].heading);
  rebuild();
}

std::size_t DocumentList::line_of(model::DocumentId document) const {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].is_heading() && rows_[lines_[i].row].id == document) return i;
  }
  return npos;
}

std::vector<DocumentGrouping> DocumentList::groupings() const {
  using By = DocumentGrouping::By;
  std::vector<DocumentGrouping> list = {{By::kNothing, {}}, {By::kGroup, {}}, {By::kCase, {}}, {By::kProgress, {}}};
  if (!snapshot_) return list;
  std::vector<std::string> names;
  for (const auto& attribute : snapshot_->attributes) {
    if (attribute.target == model::AttributeTarget::kDocument) names.push_back(text::fold_name(attribute.name));
  }
  std::sort(names.begin(), names.end());
  for (auto& name : names) list.push_back({By::kAttribute, std::move(name)});
  return list;
}

std::vector<std::string> DocumentList::headings_of(std::size_t row) const {
  using By = DocumentGrouping::By;
  const auto& shown = rows_[row];
  const auto index = index_[row];
  switch (grouping_.by) {
    case By::kNothing:
      return {};
    case By::kGroup: {
      std::vector<std::string> groups;
      for (const auto one : cases_in(*snapshot_->chunks[index])) {
        auto group = group_of(*snapshot_, one);
        if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(std::move(group));
      }
      if (groups.size() > 1) std::erase(groups, std::string());
      return groups.empty() ? std::vector<std::string>{std::string()} : groups;
    }
    case By::kCase: {
      std::vector<std::string> names;
      for (const auto one : cases_in(*snapshot_->chunks[index])) names.push_back(snapshot_->cases[one].name);
      return names.empty() ? std::vector<std::string>{std::string()} : names;
    }
    case By::kProgress:
      return {messages::message(shown.coded_turns == 0             ? "progress.uncoded"
                                : shown.coded_turns >= shown.turns ? "progress.coded"
                                                                   : "progress.in-part")};
    case By::kAttribute: {
      const auto* attribute = snapshot_->find_attribute(grouping_.attribute, model::AttributeTarget::kDocument);
      if (attribute == nullptr) return {std::string()};
      for (const auto& value : snapshot_->document_values[index]) {
        if (value.attribute == attribute->id && value.state == model::ValueState::kValue) return {value.text};
      }
      return {std::string()};
    }
  }
  return {};
}

void DocumentList::rebuild() {
  lines_.clear();
  if (!snapshot_) return;
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (!filter_.empty() && text::fold(rows_[row].name).find(filter_) == std::string::npos &&
        text::fold(rows_[row].group).find(filter_) == std::string::npos)
      continue;
    if (grouping_.by == DocumentGrouping::By::kNothing) {
      lines_.push_back({row, {}, 0, {}, false});
      continue;
    }
    for (const auto& heading : headings_of(row)) groups[heading].push_back(row);
  }
  std::vector<std::string> headings;
  for (const auto& [heading, members] : groups) headings.push_back(heading);
  const text::Collator collator(snapshot_->language);
  const auto place = [&](const std::string& heading) -> std::size_t {
    if (heading.empty()) return headings.size() + 100;  // those in none come last
    if (grouping_.by == DocumentGrouping::By::kGroup)
      return static_cast<std::size_t>(std::find(group_order_.begin(), group_order_.end(), heading) -
                                      group_order_.begin());
    if (grouping_.by == DocumentGrouping::By::kProgress) {
      if (heading == messages::message("progress.uncoded")) return 0;
      return heading == messages::message("progress.in-part") ? 1 : 2;
    }
    return 0;
  };
  std::stable_sort(headings.begin(), headings.end(), [&](const std::string& a, const std::string& b) {
    if (place(a) != place(b)) return place(a) < place(b);
    return collator.compare(a, b) < 0;
  });
  for (const auto& heading : headings) {
    const auto& members = groups[heading];
    const bool folded = folded_.contains(heading);
    const auto look = grouping_.by == DocumentGrouping::By::kGroup ? looks_.of(heading) : GroupLook{};
    lines_.push_back({DocumentLine::kHeading, heading, members.size(), look, folded});
    if (folded) continue;
    for (const auto row : members) lines_.push_back({row, {}, 0, {}, false});
  }
}

}  // namespace polyvocal::gui
