#pragma once

#include "gui/presenter/document_list.hpp"
#include "gui/presenter/navigator.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// The tabs of documents and cases: whom to read.
class NavigatorPart : public BenchPart {
 public:
  explicit NavigatorPart(BenchHost& host);
  void add_commands(CommandRegistry& commands) override;
  void show(Workbench& bench) override;
  void update(Topic topic) override;
  RowsPanel& documents() { return *documents_; }
  const DocumentList& list() const { return list_; }
  RowsPanel& cases() { return *cases_; }
  void show_case(model::CaseId case_id);
  std::vector<std::int64_t> chosen(model::SetKind kind) const;

 private:
  void show_documents();
  void mark_open_document();
  void offer_groupings();
  void show_cases();
  void show_list(RowsPanel& panel);
  void group_by(const DocumentGrouping& grouping);
  BenchHost& host_;
  RowsPanel* documents_ = nullptr;
  RowsPanel* cases_ = nullptr;
  DocumentList list_;
  std::vector<CaseRow> shown_cases_;
  bool updating_ = false;
};

}  // namespace polyvocal::gui
