#include "gui/presenter/crosstab_view.hpp"

#include "gui/presenter/navigator.hpp"
#include "gui/presenter/results.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

std::string base_sentence(std::int64_t cases, std::int64_t units) {
  return messages::message("crosstab.base", {{"cases", messages::counted("count.cases", cases)},
                                             {"units", messages::counted("count.units", units)}});
}

CrosstabPage::Cell cell_of(const analysis::CrosstabCell& cell, std::int64_t base) {
  return {cell.cases, cell.segments, base > 0 ? static_cast<double>(cell.cases) / static_cast<double>(base) : 0.0};
}

}  // namespace

base::Result<CrosstabPage> crosstab_page(Workbench& bench, CrosstabRows rows, analysis::RollUp roll_up) {
  CrosstabPage page;
  if (bench.looks().groups().empty()) return page;
  app::CrosstabRequest request;
  request.rows = {rows == CrosstabRows::kThemes ? "themes" : "codes"};
  request.by = model::kGroupAttribute;
  request.roll_up = roll_up;
  request.measure = analysis::Measure::kCases;
  auto view = app::crosstab(bench.session(), request);
  if (!view) return base::pass(view);
  page.view = std::move(*view);
  const auto& table = page.view.table;
  for (const auto& column : table.columns) {
    const std::string name = column.missing ? messages::message("word.no-value") : column.label;
    page.columns.push_back({name, bench.looks().of(column.label), base_sentence(column.base_cases, column.base_units)});
  }
  const auto speaking = cases_with_text(bench.snapshot());
  const auto all_cases = static_cast<std::int64_t>(speaking.size());
  const auto all_units = static_cast<std::int64_t>(count_units(bench.snapshot(), speaking));
  page.all = {messages::message("word.total"), {}, base_sentence(all_cases, all_units)};
  const auto& tree = bench.snapshot().codes;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    const auto index = tree.index_of(row.code);
    CrosstabPage::Row shown;
    shown.depth = row.depth;
    if (index != model::CodeTree::npos) {
      shown.name = tree.codes()[index].name;
      shown.hue = bench.hues()[index];
    }
    shown.branch = i + 1 < table.rows.size() && table.rows[i + 1].depth > row.depth;
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      shown.cells.push_back(cell_of(row.cells[c], table.columns[c].base_cases));
    shown.total = cell_of(row.total, all_cases);
    page.rows.push_back(std::move(shown));
  }
  return page;
}

void open_cell(Workbench& bench, const CrosstabPage& page, std::size_t row, std::size_t column) {
  if (row >= page.rows.size()) return;
  auto segments = app::crosstab_cell(bench.session(), page.view, row, column);
  if (!segments) {
    bench.fail(segments.error());
    return;
  }
  std::string title = page.rows[row].name;
  if (column < page.columns.size()) title += " × " + page.columns[column].name;
  bench.show_results(results_of(bench.snapshot(), std::move(title), *segments));
}

}  // namespace polyvocal::gui
