#pragma once

#include <vector>

#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// The tabs of documents and cases: whom to read.
class NavigatorPart : public BenchPart {
 public:
  explicit NavigatorPart(BenchHost& host);
  void update(Topic topic) override;
  RowsPanel& documents() { return *documents_; }

 private:
  void show_documents();
  void show_cases();
  BenchHost& host_;
  RowsPanel* documents_ = nullptr;
  RowsPanel* cases_ = nullptr;
  std::vector<model::DocumentId> shown_documents_;
  bool updating_ = false;
};

}  // namespace polyvocal::gui
