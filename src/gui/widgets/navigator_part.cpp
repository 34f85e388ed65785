#include "gui/widgets/navigator_part.hpp"

#include <algorithm>
#include <memory>

#include "gui/presenter/navigator.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

NavigatorPart::NavigatorPart(BenchHost& host) : host_(host) {
  RowsPanel::Events documents;
  documents.filtered = [this](const std::string&) { show_documents(); };
  documents.activated = [this](std::size_t row) {
    if (host_.bench() == nullptr || updating_ || row >= shown_documents_.size()) return;
    host_.bench()->open_document(shown_documents_[row]);
    host_.bring_to_text();
  };
  documents_ = new RowsPanel(&host.choose(), "pane.documents", "field.filter-documents",
                             {{from_wx(tr("pane.documents")), 200}, {from_wx(tr("column.turns")), 84, wxALIGN_RIGHT}},
                             documents);
  RowsPanel::Events cases;
  cases.filtered = [this](const std::string&) { show_cases(); };
  cases_ = new RowsPanel(&host.choose(), "pane.cases", "field.filter-cases",
                         {{from_wx(tr("pane.cases")), 168}, {from_wx(tr("column.unit")), 116}}, cases);
  host.choose().InsertPage(0, documents_, tr("pane.documents"));
  host.choose().AddPage(cases_, tr("pane.cases"));
}

void NavigatorPart::update(Topic topic) {
  if (topic == Topic::kProject || topic == Topic::kPage) show_documents();
  if (topic == Topic::kProject) show_cases();
}

void NavigatorPart::show_documents() {
  if (host_.bench() == nullptr) return;
  auto& bench = *host_.bench();
  updating_ = true;
  const auto documents = bench.session().project().documents();
  auto rows = std::make_shared<std::vector<DocumentRow>>();
  if (documents) *rows = document_rows(bench.snapshot(), bench.looks(), *documents, documents_->filter());
  shown_documents_.clear();
  for (const auto& row : *rows) shown_documents_.push_back(row.id);
  documents_->show(
      rows->size(),
      [rows](std::size_t row, std::size_t column) {
        const auto& shown = (*rows)[row];
        if (column == 0) return RowCell{shown.name, shown.look.mark, shown.look.hue};
        return RowCell{messages::message("label.progress", {{"coded", std::to_string(shown.coded_turns)},
                                                            {"turns", std::to_string(shown.turns)}}),
                       Mark::kNone, 0};
      },
      messages::message(documents_->filter().empty() ? "empty.documents" : "empty.filter"));
  if (bench.page()) {
    const auto it = std::find(shown_documents_.begin(), shown_documents_.end(), bench.page()->document);
    if (it != shown_documents_.end()) documents_->select(static_cast<std::size_t>(it - shown_documents_.begin()));
  }
  updating_ = false;
}

void NavigatorPart::show_cases() {
  if (host_.bench() == nullptr) return;
  auto& bench = *host_.bench();
  auto rows = std::make_shared<std::vector<CaseRow>>(case_rows(bench.snapshot(), bench.looks(), cases_->filter()));
  cases_->show(
      rows->size(),
      [rows](std::size_t row, std::size_t column) {
        const auto& shown = (*rows)[row];
        if (column == 0) return RowCell{shown.name, shown.look.mark, shown.look.hue};
        return RowCell{shown.unit, Mark::kNone, 0};
      },
      messages::message(cases_->filter().empty() ? "empty.cases" : "empty.filter"));
}

}  // namespace polyvocal::gui
