#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/tables.hpp"
#include "gui/presenter/crosstab_choice.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// Why there is no table to be seen.
enum class CrosstabLack {
  kNothing,
  kCodes,   ///< the project has no codes
  kThemes,  ///< themes are asked for and no code is one
  kGroups,  ///< columns by participant group are asked for and there are no groups
  kCases,   ///< no column: there are no documents, cases or coders to make one of
  kRows,    ///< every row counts nothing and such rows are hidden
};

/// The cross-tab as the window shows it: two figures in each cell, the base in every header, the rows that are to be
/// seen in their order.
struct CrosstabPage {
  struct Column {
    std::string name;
    GroupLook look;
    std::string base;        ///< "n = 13 cases, 9 units"
    std::int64_t cases = 0;  ///< the base itself
    std::size_t source = 0;  ///< in view.table.columns; npos = all columns together
    bool sorted_by = false;
  };
  struct Cell {
    std::int64_t cases = 0;
    std::int64_t segments = 0;
    std::int64_t figure = 0;        ///< of the measure
    std::optional<double> percent;  ///< 0 to 100; unset if none is asked for or it is left out
    double share = 0;               ///< of what the heat's strongest colour stands for, 0 to 1
    int heat = 0;                   ///< the step of the ground, 0 (none) to kHeatSteps
    std::string first;              ///< the figure; empty where nothing is counted
    std::string second;             ///< the figure beside it, or the percentage; empty where nothing is counted
  };
  struct Row {
    std::string name;
    std::string path;
    std::string guid;
    int depth = 0;  ///< among the rows of this table
    std::size_t hue = 0;
    bool branch = false;  ///< has others below it, shown or folded away
    bool folded = false;
    std::size_t source = 0;  ///< in view.table.rows
    std::vector<Cell> cells;
    Cell total;
  };
  CrosstabLack lack = CrosstabLack::kNothing;
  std::vector<Column> columns;
  Column all;
  std::vector<Row> rows;
  std::string first_head;          ///< "cases"
  std::string second_head;         ///< "segments", or "% of base"
  std::string measured;            ///< "Cases with the code; counts roll up to the branch"
  std::string heat_strongest;      ///< what the strongest colour stands for
  std::vector<std::string> notes;  ///< sentences to stand under the table, the caveat first
  std::size_t hidden_rows = 0;     ///< left out because they count nothing
  bool any_folded = false;
  CrosstabChoice choice;   ///< what it was made by
  app::CrosstabView view;  ///< what the cells can be asked of

  const Cell& cell(std::size_t row, std::size_t column) const {
    return column < columns.size() ? rows[row].cells[column] : rows[row].total;
  }
  const Column& column(std::size_t column) const { return column < columns.size() ? columns[column] : all; }
  /// The row of a code, or npos.
  std::size_t row_of(std::string_view guid) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// Counts and arranges. A stored choice may name an attribute that is gone: then columns are by group.
/// Errors: those of app::crosstab.
base::Result<CrosstabPage> crosstab_page(Workbench& bench, CrosstabChoice choice);
/// True if `to` must be counted anew and not only arranged.
bool counts_otherwise(const CrosstabChoice& from, const CrosstabChoice& to);
/// Shows what was counted by another choice that counts the same (counts_otherwise() is false).
void arrange_crosstab(Workbench& bench, const CrosstabChoice& choice, CrosstabPage& page);
/// The GUIDs of every row with others below it: folding them leaves the top rows.
std::set<std::string> crosstab_branches(const CrosstabPage& page);

/// Shows the segments that a cell counts as the bench's results; `column` npos = the whole row.
void open_cell(Workbench& bench, const CrosstabPage& page, std::size_t row, std::size_t column);
/// "Staffing, families: 6 cases, 17 segments, of n = 8 cases, 6 units": what a screen reader says of a cell.
std::string cell_sentence(const CrosstabPage& page, std::size_t row, std::size_t column);
/// What is shown, row by row and figure by figure, for a file: two columns of figures for each column of the table.
report::Table crosstab_as_shown(const CrosstabPage& page);

}  // namespace polyvocal::gui
