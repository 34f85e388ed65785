#pragma once

#include <string>
#include <vector>

#include "app/tables.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// The cross-tab as the window shows it: themes (or all codes) by participant group, cases and segments in each cell,
/// the base in every header.
struct CrosstabPage {
  struct Column {
    std::string name;
    GroupLook look;
    std::string base;  ///< "n = 13 cases, 9 units"
  };
  struct Cell {
    std::int64_t cases = 0;
    std::int64_t segments = 0;
    double share = 0;  ///< of the column's cases, 0 to 1: the heat
  };
  struct Row {
    std::string name;
    int depth = 0;
    std::size_t hue = 0;
    bool branch = false;  ///< a row that has others below it
    std::vector<Cell> cells;
    Cell total;
  };
  std::vector<Column> columns;
  Column all;
  std::vector<Row> rows;
  app::CrosstabView view;  ///< what the cells can be asked of
};

enum class CrosstabRows { kThemes, kCodes };

/// Errors: those of app::crosstab. A project without groups gives no columns.
base::Result<CrosstabPage> crosstab_page(Workbench& bench, CrosstabRows rows, analysis::RollUp roll_up);
/// Shows the segments that a cell counts as the bench's results; `column` npos = the whole row.
void open_cell(Workbench& bench, const CrosstabPage& page, std::size_t row, std::size_t column);

}  // namespace polyvocal::gui
