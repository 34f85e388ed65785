#pragma once

#include <wx/srchctrl.h>

#include <string>
#include <utility>
#include <vector>

#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// The tab that says what can be searched for; Enter on a line puts its example into the search field.
class SearchHelpPart : public BenchPart {
 public:
  SearchHelpPart(BenchHost& host, wxSearchCtrl& field);
  void add_commands(CommandRegistry& commands) override;
  RowsPanel& rows() { return *rows_; }

 private:
  BenchHost& host_;
  wxSearchCtrl& field_;
  std::vector<std::pair<std::string, std::string>> lines_;
  RowsPanel* rows_ = nullptr;
};

}  // namespace polyvocal::gui
