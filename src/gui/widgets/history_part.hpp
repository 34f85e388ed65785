#pragma once

#include <memory>

#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// The tab that lists what was done, newest first.
class HistoryPart : public BenchPart {
 public:
  explicit HistoryPart(BenchHost& host);
  void update(Topic topic) override;

 private:
  void show_entries();
  BenchHost& host_;
  RowsPanel* rows_ = nullptr;
};

}  // namespace polyvocal::gui
