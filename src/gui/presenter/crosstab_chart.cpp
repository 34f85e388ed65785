#include "gui/presenter/crosstab_chart.hpp"

#include <algorithm>
#include <cmath>

#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

using analysis::Measure;
constexpr std::size_t kTicks = 5;

}  // namespace

std::size_t CrosstabChart::bars() const {
  std::size_t count = 0;
  for (const auto& group : groups) count += group.bars.size();
  return count;
}

const CrosstabChart::Bar& CrosstabChart::bar(std::size_t n) const {
  std::size_t group = 0;
  while (n >= groups[group].bars.size()) n -= groups[group++].bars.size();
  return groups[group].bars[n];
}

std::vector<double> axis_ticks(double most, std::size_t at_most) {
  double step = 1;
  while (step * static_cast<double>(at_most) < most) {
    for (const double next : {2.0, 2.5, 2.0}) {  // 1, 2, 5, 10
      step *= next;
      if (step * static_cast<double>(at_most) >= most) break;
    }
  }
  std::vector<double> ticks = {0};
  do {
    ticks.push_back(step * static_cast<double>(ticks.size()));
  } while (ticks.back() < most);
  return ticks;
}

CrosstabChart crosstab_chart(const CrosstabPage& page, std::size_t row) {
  CrosstabChart chart;
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < page.rows.size(); ++r) {
    if (page.choice.chart_top ? page.rows[r].depth == 0 : r == row) rows.push_back(r);
  }
  if (rows.empty() || page.columns.empty()) return chart;
  const bool percent =
      page.choice.percent != analysis::Percent::kNone && std::all_of(rows.begin(), rows.end(), [&](std::size_t r) {
        return std::all_of(page.rows[r].cells.begin(), page.rows[r].cells.end(),
                           [](const CrosstabPage::Cell& cell) { return cell.percent.has_value(); });
      });
  const bool cases = page.choice.measure == Measure::kCases && !percent;
  double most = 0;
  for (const std::size_t r : rows) {
    CrosstabChart::Group group{page.rows[r].name, page.rows[r].hue, {}};
    for (std::size_t c = 0; c < page.columns.size(); ++c) {
      const auto& cell = page.rows[r].cells[c];
      const auto& column = page.columns[c];
      CrosstabChart::Bar bar;
      bar.row = r;
      bar.column = c;
      bar.name = column.name;
      bar.base = messages::message(cases ? "chart.of" : "chart.n", {{"cases", std::to_string(column.cases)}});
      bar.look = column.look;
      bar.value = percent ? *cell.percent : static_cast<double>(cell.figure);
      bar.figure = percent ? std::to_string(std::lround(*cell.percent)) + "%" : std::to_string(cell.figure);
      if (cases) bar.whole = static_cast<double>(column.cases);
      most = std::max({most, bar.value, bar.whole});
      group.bars.push_back(std::move(bar));
    }
    chart.groups.push_back(std::move(group));
  }
  chart.title = percent ? page.measured + ", " + page.second_head : page.measured;
  chart.note = messages::message(cases ? "chart.note-cases" : "chart.note");
  chart.ticks = axis_ticks(most, kTicks);
  for (const double tick : chart.ticks)
    chart.tick_names.push_back(std::to_string(std::llround(tick)) + (percent ? "%" : ""));
  return chart;
}

std::vector<std::string> chart_sentences(const CrosstabChart& chart) {
  std::vector<std::string> lines;
  for (const auto& group : chart.groups) {
    for (const auto& bar : group.bars) {
      lines.push_back(messages::message("chart.bar", {{"row", group.name},
                                                      {"column", bar.name},
                                                      {"figure", bar.figure},
                                                      {"what", chart.title},
                                                      {"base", bar.base}}));
    }
  }
  return lines;
}

}  // namespace polyvocal::gui
