#include "gui/widgets/navigator_part.hpp"

#include <algorithm>
#include <memory>

#include "app/settings.hpp"
#include "gui/presenter/navigator.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr const char* kGroupingSetting = "navigator.documents-by";

std::string label_of(const DocumentGrouping& grouping) {
  if (grouping.by == DocumentGrouping::By::kAttribute)
    return messages::message("documents-by.attribute", {{"name", grouping.attribute}});
  return messages::message("documents-by." + grouping_key(grouping));
}

}  // namespace

NavigatorPart::NavigatorPart(BenchHost& host) : host_(host) {
  RowsPanel::Events documents;
  documents.filtered = [this](const std::string& filter) {
    list_.set_filter(filter);
    show_documents();
  };
  documents.activated = [this](std::size_t line) {
    if (host_.bench() == nullptr || updating_ || line >= list_.lines().size() || list_.lines()[line].is_heading())
      return;
    host_.bench()->open_document(list_.rows()[list_.lines()[line].row].id);
    host_.bring_to_text();
  };
  const auto fold = [this](std::size_t line, bool hide) {
    if (line >= list_.lines().size()) return;
    while (hide && line > 0 && !list_.lines()[line].is_heading()) --line;
    if (!list_.lines()[line].is_heading() || list_.lines()[line].folded == hide) return;
    list_.fold(line, hide);
    show_documents();
    updating_ = true;
    documents_->select(line);
    updating_ = false;
  };
  documents.folded = fold;
  documents.opened = [this, fold](std::size_t line) {
    if (line < list_.lines().size() && list_.lines()[line].is_heading()) fold(line, !list_.lines()[line].folded);
  };
  documents_ = new RowsPanel(&host.choose(), "pane.documents", "field.filter-documents",
                             {{from_wx(tr("pane.documents")), 200}, {from_wx(tr("column.turns")), 84, wxALIGN_RIGHT}},
                             documents);
  RowsPanel::Events cases;
  cases.filtered = [this](const std::string&) { show_cases(); };
  cases.opened = [this](std::size_t row) {
    if (host_.bench() == nullptr || row >= shown_cases_.size()) return;
    show_case(host_.bench()->snapshot().cases[shown_cases_[row].index].id);
  };
  cases_ = new RowsPanel(
      &host.choose(), "pane.cases", "field.filter-cases",
      {{from_wx(tr("pane.cases")), 130}, {from_wx(tr("column.unit")), 72}, {from_wx(tr("column.attributes")), 96}},
      cases);
  host.choose().InsertPage(0, documents_, tr("pane.documents"));
  host.choose().AddPage(cases_, tr("pane.cases"));
  list_.set_grouping(grouping_of(app::Settings::load().value(kGroupingSetting).value_or("nothing")));
}

void NavigatorPart::show_case(model::CaseId case_id) {
  const auto& snapshot = host_.bench()->snapshot();
  const auto index = snapshot.case_index(case_id);
  if (index == model::Snapshot::npos) return;
  for (const auto document : snapshot.cases[index].documents) {
    const auto at = snapshot.document_index(document);
    if (at == model::Snapshot::npos) continue;
    for (const auto& span : snapshot.chunks[at]->case_spans) {
      if (span.case_index != index) continue;
      host_.show_text(document, {span.range.start, span.range.start});
      return;
    }
  }
  host_.bench()->say("status.case-without-words", {{"case", snapshot.cases[index].name}});
}

std::vector<std::int64_t> NavigatorPart::chosen(model::SetKind kind) const {
  if (kind == model::SetKind::kDocuments) {
    const auto line = documents_->selected();
    if (!line || *line >= list_.lines().size()) return {};
    if (!list_.lines()[*line].is_heading()) return {list_.rows()[list_.lines()[*line].row].id.value};
    // A heading stands for what is below it.
    std::vector<std::int64_t> ids;
    for (std::size_t i = *line + 1; i < list_.lines().size() && !list_.lines()[i].is_heading(); ++i)
      ids.push_back(list_.rows()[list_.lines()[i].row].id.value);
    return ids;
  }
  const auto row = cases_->selected();
  if (kind != model::SetKind::kCases || !row || *row >= shown_cases_.size()) return {};
  return {host_.bench()->snapshot().cases[shown_cases_[*row].index].id.value};
}

void NavigatorPart::add_commands(CommandRegistry& commands) {
  const auto has_project = [this] { return host_.bench() != nullptr; };
  commands.add({"view.documents", [this] { show_list(*documents_); }, has_project, {}});
  commands.add({"view.cases", [this] { show_list(*cases_); }, has_project, {}});
  struct Choice {
    const char* id;
    const char* key;
  };
  for (const auto& [id, key] : {Choice{"documents.by-nothing", "nothing"}, Choice{"documents.by-group", "group"},
                                Choice{"documents.by-case", "case"}, Choice{"documents.by-progress", "progress"}}) {
    commands.add({id, [this, key = key] { group_by(grouping_of(key)); }, has_project,
                  [this, key = key] { return grouping_key(list_.grouping()) == key; }});
  }
}

void NavigatorPart::show_list(RowsPanel& panel) {
  host_.bring_to_front(panel);
  panel.list()->SetFocus();
}

void NavigatorPart::group_by(const DocumentGrouping& grouping) {
  list_.set_grouping(grouping);
  (void)app::Settings::load().set_values({{kGroupingSetting, grouping_key(grouping)}});
  offer_groupings();
  show_documents();
  host_.bring_to_front(*documents_);
}

void NavigatorPart::show(Workbench&) {
  offer_groupings();
}

void NavigatorPart::offer_groupings() {
  const auto groupings = list_.groupings();
  std::vector<std::string> labels;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < groupings.size(); ++i) {
    labels.push_back(label_of(groupings[i]));
    if (groupings[i] == list_.grouping()) chosen = i;
  }
  documents_->offer("field.documents-by", labels, chosen, [this, groupings](std::size_t picked) {
    if (picked < groupings.size()) group_by(groupings[picked]);
  });
}

void NavigatorPart::update(Topic topic) {
  if (host_.bench() == nullptr) return;
  if (topic == Topic::kProject) {
    list_.update(host_.bench()->shared_snapshot(), host_.bench()->looks());
    offer_groupings();
    show_documents();
    show_cases();
  }
  if (topic == Topic::kPage) mark_open_document();
}

void NavigatorPart::show_documents() {
  updating_ = true;
  documents_->show(
      list_.lines().size(),
      [this](std::size_t number, std::size_t column) {
        if (number >= list_.lines().size()) return RowCell{};
        const auto& line = list_.lines()[number];
        if (line.is_heading()) {
          if (column == 1) return RowCell{std::to_string(line.count), Mark::kNone, 0, false};
          const std::string name = line.heading.empty() ? messages::message("label.in-none") : line.heading;
          return RowCell{(line.folded ? "\u25B8 " : "\u25BE ") + name, line.look.mark, line.look.hue, true};
        }
        const auto& shown = list_.rows()[line.row];
        if (column == 0) return RowCell{shown.name, shown.look.mark, shown.look.hue, false};
        return RowCell{messages::message("label.progress", {{"coded", std::to_string(shown.coded_turns)},
                                                            {"turns", std::to_string(shown.turns)}}),
                       Mark::kNone, 0, false};
      },
      messages::message(documents_->filter().empty() ? "empty.documents" : "empty.filter"));
  updating_ = false;
  mark_open_document();
}

void NavigatorPart::mark_open_document() {
  auto* bench = host_.bench();
  if (bench == nullptr || !bench->page()) return;
  const auto line = list_.line_of(bench->page()->document);
  if (line == DocumentList::npos) return;
  // A document of several cases stands in several lines: the one that was chosen stays chosen.
  const auto here = documents_->selected();
  if (here && *here < list_.lines().size() && !list_.lines()[*here].is_heading() &&
      list_.rows()[list_.lines()[*here].row].id == bench->page()->document)
    return;
  updating_ = true;
  documents_->select(line);
  updating_ = false;
}

void NavigatorPart::show_cases() {
  auto* bench = host_.bench();
  if (bench == nullptr) return;
  shown_cases_ = case_rows(bench->snapshot(), bench->looks(), cases_->filter());
  cases_->show(
      shown_cases_.size(),
      [this](std::size_t row, std::size_t column) {
        if (row >= shown_cases_.size()) return RowCell{};
        const auto& shown = shown_cases_[row];
        if (column == 0) return RowCell{shown.name, shown.look.mark, shown.look.hue, false};
        return RowCell{column == 1 ? shown.unit : shown.attributes, Mark::kNone, 0, false};
      },
      messages::message(cases_->filter().empty() ? "empty.cases" : "empty.filter"));
}

}  // namespace polyvocal::gui
