// The cross-tab as a person uses it: switches by key, branches, cells and bars as doors, what is exported.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "gui/driver.hpp"
#include "gui/widgets/crosstab_chart_canvas.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/crosstab_part.hpp"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::gui {
namespace {

using testing::HasSubstr;

class CrosstabTest : public WindowTest {
 protected:
  void open() {
    open_sample();
    ASSERT_TRUE(frame_->commands().run("view.crosstab"));
    ASSERT_TRUE(pump_until([&] { return !shown().rows.empty() && grid().HasFocus(); }));
  }
  CrosstabPanel& panel() { return frame_->crosstab(); }
  CrosstabChartCanvas& chart() { return frame_->crosstab_part().chart(); }
  CrosstabGrid& grid() { return *panel().grid(); }
  const CrosstabPage& shown() { return panel().shown(); }
  Workbench& bench() { return *frame_->bench(); }
  std::size_t row(const std::string& name) {
    for (std::size_t r = 0; r < shown().rows.size(); ++r) {
      if (shown().rows[r].name == name) return r;
    }
    ADD_FAILURE() << name;
    return 0;
  }
  /// Segments in the results: those of several coders on one range are one line.
  std::int64_t segments_found() {
    std::int64_t count = 0;
    for (const auto& result : bench().results().rows)
      count += 1 + std::count(result.coders.begin(), result.coders.end(), ',');
    return count;
  }
  void expect_segments_of(std::size_t r, std::size_t c) {
    const bool total = c >= shown().columns.size();
    const std::string title = shown().rows[r].name + (total ? "" : " × " + shown().columns[c].name);
    EXPECT_TRUE(pump_until([&] { return bench().results().title == title; }))
        << bench().results().title << " for " << title;
    EXPECT_EQ(segments_found(), shown().cell(r, c).segments);
    EXPECT_THAT(bench().results().count, HasSubstr(std::to_string(shown().cell(r, c).segments) + " segment"));
  }
};

TEST_F(CrosstabTest, MeasuresAndPercentagesAreSwitchedByKeyAndRemembered) {
  open();
  EXPECT_EQ(shown().first_head, "cases");
  press('1', wxMOD_CONTROL);
  ASSERT_TRUE(pump_until([&] { return shown().first_head == "segments"; }));
  const auto staffing = row("Staffing");
  EXPECT_EQ(shown().rows[staffing].total.first, std::to_string(shown().rows[staffing].total.segments));
  press('4', wxMOD_CONTROL);
  ASSERT_TRUE(pump_until([&] { return shown().first_head == "words"; }));
  EXPECT_GT(shown().rows[staffing].total.figure, shown().rows[staffing].total.segments);
  press('9', wxMOD_CONTROL);
  ASSERT_TRUE(pump_until([&] { return shown().second_head == "% of base"; }));
  press('D', wxMOD_CONTROL | wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return shown().choice.roll_up == analysis::RollUp::kDirect; }));
  restart();
  ASSERT_TRUE(frame_->commands().run("view.crosstab"));
  ASSERT_TRUE(pump_until([&] { return !shown().rows.empty(); }));
  EXPECT_EQ(shown().first_head, "words");
  EXPECT_EQ(shown().second_head, "% of base");
  EXPECT_EQ(shown().choice.roll_up, analysis::RollUp::kDirect);
}

TEST_F(CrosstabTest, BranchesOpenAndFoldWithTheArrowsOnTheRowsName) {
  open();
  const auto all = shown().rows.size();
  EXPECT_EQ(grid().column(), CrosstabPage::npos) << "the cursor begins on a name";
  press(WXK_DOWN);
  ASSERT_EQ(shown().rows[grid().row()].name, "Staffing");
  press(WXK_LEFT);
  ASSERT_TRUE(pump_until([&] { return shown().rows.size() == all - 5; }));
  EXPECT_TRUE(shown().rows[1].folded);
  EXPECT_EQ(shown().rows[grid().row()].name, "Staffing");
  press(WXK_RIGHT);
  ASSERT_TRUE(pump_until([&] { return shown().rows.size() == all; }));
  press(WXK_RIGHT);
  EXPECT_EQ(grid().column(), 0U) << "an open branch is left for its first cell";
  press(WXK_LEFT);
  EXPECT_EQ(grid().column(), CrosstabPage::npos);
  press(WXK_DOWN);
  press(WXK_LEFT);
  EXPECT_EQ(shown().rows[grid().row()].name, "Staffing") << "from a leaf to its branch";
  // By command from anywhere in the row, and all at once.
  press('Y', wxMOD_CONTROL | wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return shown().rows.size() < 10; }));
  for (const auto& line : shown().rows) EXPECT_EQ(line.depth, 0);
  EXPECT_EQ(shown().rows[grid().row()].name, "Challenges") << "the cursor stays in its branch";
  press('L', wxMOD_CONTROL | wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return shown().rows.size() == all; }));
  // With the pointer on the mark.
  const wxRect name = grid().name_rect(0);
  click(grid(), {grid().FromDIP(16), name.y + name.height / 2});
  EXPECT_TRUE(pump_until([&] { return shown().rows[0].folded; }));
}

TEST_F(CrosstabTest, EnterOnACellAndAClickOpenItsSegments) {
  open();
  press(WXK_DOWN);
  press(WXK_DOWN);
  press(WXK_RIGHT);
  press(WXK_RIGHT);
  ASSERT_EQ(grid().column(), 1U);
  press(WXK_RETURN);
  expect_segments_of(2, 1);
  EXPECT_EQ(bench().results().rows.front().group, "managers");
  const wxRect cell = panel().cell_rect(4, shown().columns.size());
  click(grid(), {cell.x + cell.width / 2, cell.y + cell.height / 2});
  expect_segments_of(4, shown().columns.size());
}

TEST_F(CrosstabTest, ABarOpensItsSegmentsByClickAndByKey) {
  open();
  press(WXK_DOWN);
  EXPECT_EQ(frame_->know().GetCurrentPage(), &chart()) << "the chart comes with the table";
  ASSERT_EQ(chart().shown().bars(), shown().columns.size());
  EXPECT_EQ(chart().shown().groups[0].name, "Staffing") << "the row under the cursor is drawn";
  const wxRect bar = chart().bar_rect(2);
  click(chart(), {bar.x + bar.width / 4, bar.y + bar.height / 2});
  expect_segments_of(1, 2);
  ASSERT_TRUE(chart().HasFocus());
  press(WXK_DOWN);
  press(WXK_RETURN);
  expect_segments_of(1, 3);
  press(WXK_ESCAPE);
  EXPECT_TRUE(pump_until([&] { return grid().HasFocus(); }));
  press(WXK_F6, wxMOD_SHIFT);
  EXPECT_TRUE(pump_until([&] { return chart().HasFocus(); }));
  // Every top row.
  press('T', wxMOD_CONTROL | wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return chart().shown().groups.size() > 1; }));
  EXPECT_EQ(chart().shown().bars() % shown().columns.size(), 0U);
  // It goes with the table, and stays away if it is not wanted.
  ASSERT_TRUE(frame_->commands().run("view.page"));
  EXPECT_NE(frame_->know().GetCurrentPage(), &chart());
  ASSERT_TRUE(frame_->commands().run("view.crosstab"));
  EXPECT_EQ(frame_->know().GetCurrentPage(), &chart());
  press('G', wxMOD_CONTROL | wxMOD_SHIFT);
  EXPECT_TRUE(pump_until([&] { return frame_->know().GetCurrentPage() != &chart(); }));
}

TEST_F(CrosstabTest, AHeadOrdersTheRowsByItsFigures) {
  open();
  const std::string first = shown().rows[1].name;
  const wxRect head = grid().head_rect(3);
  click(grid(), {head.x + head.width / 2, head.y + head.height / 2});
  ASSERT_TRUE(pump_until([&] { return shown().columns[3].sorted_by; }));
  for (std::size_t r = 1; r < shown().rows.size() && shown().rows[r].depth > 0; ++r) {
    for (std::size_t later = r + 1; later < shown().rows.size() && shown().rows[later].depth > 0; ++later) {
      if (shown().rows[r].depth != 1 || shown().rows[later].depth != 1) continue;
      EXPECT_GE(shown().rows[r].cells[3].figure, shown().rows[later].cells[3].figure);
    }
  }
  press('B', wxMOD_CONTROL | wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return !shown().columns[3].sorted_by; }));
  EXPECT_EQ(shown().rows[1].name, first);
}

TEST_F(CrosstabTest, AnXlsxHoldsExactlyWhatIsOnScreen) {
  open();
  bench().add_code("Nobody said this", {});
  ASSERT_TRUE(frame_->commands().run("crosstab.measure-segments"));
  ASSERT_TRUE(frame_->commands().run("crosstab.hide-empty"));
  ASSERT_TRUE(frame_->commands().run("crosstab.sort-name"));
  press(WXK_DOWN);
  press(WXK_LEFT);  // a folded branch
  pump();
  ASSERT_EQ(shown().hidden_rows, 1U);
  const auto file = folder_.path() / "shown.xlsx";
  frame_->export_crosstab(file);
  const std::filesystem::path helper = std::getenv("POLYVOCAL_HELPER");
  plugin_host::PluginHost host(helper, {helper.parent_path().parent_path() / "plugins"}, 1, {});
  const auto table = host.read_table(file);
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->rows.size(), shown().rows.size() + 1);
  for (std::size_t r = 0; r < shown().rows.size(); ++r) {
    const auto& cells = table->rows[r + 1];
    EXPECT_EQ(cells[0], shown().rows[r].name);
    for (std::size_t c = 0; c <= shown().columns.size(); ++c) {
      const auto& cell = shown().cell(r, c);
      EXPECT_EQ(cells[1 + 2 * c], cell.first.empty() ? "0" : cell.first) << r << " " << c;
      EXPECT_EQ(cells[2 + 2 * c], cell.second.empty() ? "0" : cell.second) << r << " " << c;
    }
  }
  EXPECT_EQ(table->rows[0][1], "families: segments (n = 8 cases, 6 units)");
}

TEST_F(CrosstabTest, WhereThereIsNothingToCountTheCommandIsOffered) {
  project_ = folder_.path() / "fresh.polyvocal";
  ASSERT_TRUE(frame_->create_project(project_));
  ASSERT_TRUE(frame_->commands().run("view.crosstab"));
  pump();
  EXPECT_EQ(shown().lack, CrosstabLack::kCodes);
  EXPECT_THAT(panel().offered(), testing::Contains("codes.import"));
  bench().add_code("First", {});
  pump();
  EXPECT_EQ(shown().lack, CrosstabLack::kGroups);
  EXPECT_THAT(panel().offered(), testing::Contains("participants.import"));
  EXPECT_FALSE(grid().IsShown());
  for (const auto& command : panel().offered()) EXPECT_NE(frame_->commands().find(command), nullptr) << command;
  ASSERT_TRUE(frame_->open_project(folder_.path() / "fresh.polyvocal"));
}

TEST_F(CrosstabTest, TheTabKeyLeavesTheTable) {
  open();
  press(WXK_TAB);
  EXPECT_TRUE(pump_until([&] { return !grid().HasFocus(); }));
}

/// A page without a project behind it: as many rows and columns as anyone will have.
TEST_F(CrosstabTest, FiveHundredRowsByFortyColumnsAreDrawnWithoutDelay) {
  open();
  CrosstabPage page;
  page.first_head = "cases";
  page.second_head = "segments";
  page.all = {"All", {}, "n = 320 cases, 120 units", 320, CrosstabPage::npos, false};
  for (int c = 0; c < 40; ++c)
    page.columns.push_back({"Partner agency number " + std::to_string(c),
                            {Mark::kRound, 1},
                            "n = 8 cases, 6 units",
                            8,
                            static_cast<std::size_t>(c),
                            false});
  for (int r = 0; r < 500; ++r) {
    CrosstabPage::Row line;
    line.name = "A code with a long name that does not fit into its column " + std::to_string(r);
    line.guid = std::to_string(r);
    line.depth = r % 5 == 0 ? 0 : 1;
    line.branch = r % 5 == 0;
    for (int c = 0; c < 40; ++c)
      line.cells.push_back({r % 9, r % 41, r % 9, {}, 0, (r + c) % 6, std::to_string(r % 9), std::to_string(r % 41)});
    line.total = {40, 400, 40, {}, 0, 0, "40", "400"};
    page.rows.push_back(std::move(line));
  }
  panel().show(page, {});
  pump();
  grid().SetFocus();
  wxStopWatch show;
  panel().show(page, {});
  grid().Update();
  pump();
  const double first = static_cast<double>(show.TimeInMicro().GetValue()) / 1000;
  constexpr int kSteps = 60;
  double processor = 0;  // milliseconds of this process alone, a step
  const auto step = [&](const std::function<void(int)>& move) {
    wxStopWatch watch;
    const std::clock_t before = std::clock();
    for (int i = 0; i < kSteps; ++i) {
      move(i);
      grid().Update();
      wxTheApp->Yield(true);
    }
    processor = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / kSteps;
    return static_cast<double>(watch.TimeInMicro().GetValue()) / 1000 / kSteps;
  };
  const double pages = step([&](int i) { grid().move_to(static_cast<std::size_t>(i * 8), 0); });
  const double pages_processor = processor;
  const double across = step([&](int i) { grid().move_to(250, static_cast<std::size_t>(i % 41)); });
  std::cout << "500 x 40: shown in " << first << " ms; a page down " << pages << " ms (processor " << pages_processor
            << "); a column across " << across << " ms (processor " << processor << ")\n";
  EXPECT_EQ(grid().row(), 250U);
  // Of this process alone: what others do on the machine is no fault of the table's.
  EXPECT_LT(pages_processor, 50);
  EXPECT_LT(processor, 50);
  const CrosstabPage none;
  panel().show(none, {});
  frame_->commands().run("crosstab.measure-words");
  pump();
}

}  // namespace
}  // namespace polyvocal::gui
