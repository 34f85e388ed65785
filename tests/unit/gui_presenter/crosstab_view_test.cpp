#include "gui/presenter/crosstab_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/sample_study.hpp"
#include "gui/presenter/crosstab_chart.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::gui {
namespace {

using analysis::Measure;
using analysis::Percent;
using analysis::RollUp;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The sample study, made once.
const std::filesystem::path& sample() {
  static const test::TempFolder folder;
  static const std::filesystem::path file = [] {
    setenv("POLYVOCAL_CONFIG", (folder.path() / "config").c_str(), 1);
    setenv("POLYVOCAL_HELPER", (test::build_dir() / "bin" / "polyvocal-helper").c_str(), 1);
    setenv("POLYVOCAL_PLUGINS", (test::build_dir() / "plugins").c_str(), 1);
    const auto path = folder.path() / "sample.polyvocal";
    EXPECT_TRUE(app::make_sample_study(test::source_dir() / "sample_corpus", path, {}).has_value());
    return path;
  }();
  return file;
}

class CrosstabViewTest : public testing::Test {
 protected:
  void open_sample() {
    std::filesystem::copy_file(sample(), path_);
    auto made = Workbench::open(path_, {.coder = "EM", .mode = store::OpenMode::kReadWrite, .helpers = 1});
    ASSERT_TRUE(made.has_value());
    bench_ = std::move(*made);
  }
  void create_empty() {
    auto made = Workbench::create(path_, "Empty", {.coder = "EM", .mode = store::OpenMode::kReadWrite, .helpers = 1});
    ASSERT_TRUE(made.has_value());
    bench_ = std::move(*made);
  }
  CrosstabPage page(const CrosstabChoice& choice = {}) {
    auto made = crosstab_page(*bench_, choice);
    EXPECT_TRUE(made.has_value());
    return made ? std::move(*made) : CrosstabPage();
  }
  static std::vector<std::string> names(const CrosstabPage& page) {
    std::vector<std::string> list;
    for (const auto& row : page.rows) list.push_back(row.name);
    return list;
  }
  static std::size_t row(const CrosstabPage& page, std::string_view name) {
    const auto list = names(page);
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), name) - list.begin());
  }
  /// The figures of the analysis itself for a row and column that are shown.
  static const analysis::CrosstabCell& counted(const CrosstabPage& page, std::size_t r, std::size_t c) {
    const auto& line = page.view.table.rows[page.rows[r].source];
    return c < page.columns.size() ? line.cells[page.columns[c].source] : line.total;
  }

  test::TempFolder folder_;
  std::filesystem::path path_ = folder_.path() / "study.polyvocal";
  std::unique_ptr<Workbench> bench_;
};

TEST_F(CrosstabViewTest, EachMeasureShowsItsOwnFigureAndTheOneBesideIt) {
  open_sample();
  struct Expected {
    Measure measure;
    const char* first;
    const char* second;
  };
  for (const auto& [measure, first, second] :
       {Expected{Measure::kSegments, "segments", "cases"}, Expected{Measure::kCases, "cases", "segments"},
        Expected{Measure::kDocuments, "documents", "cases"}, Expected{Measure::kWords, "words", "cases"},
        Expected{Measure::kCharacters, "characters", "cases"}}) {
    const auto shown = page({.measure = measure});
    EXPECT_EQ(shown.first_head, first);
    EXPECT_EQ(shown.second_head, second);
    std::size_t nothing = 0;
    for (std::size_t r = 0; r < shown.rows.size(); ++r) {
      for (std::size_t c = 0; c <= shown.columns.size(); ++c) {
        const auto& truth = counted(shown, r, c);
        const std::int64_t figure = measure == Measure::kSegments    ? truth.segments
                                    : measure == Measure::kCases     ? truth.cases
                                    : measure == Measure::kDocuments ? truth.documents
                                    : measure == Measure::kWords     ? truth.words
                                                                     : truth.characters;
        if (truth.segments == 0) {
          ++nothing;
          EXPECT_EQ(shown.cell(r, c).first, "");
          EXPECT_EQ(shown.cell(r, c).second, "");
          EXPECT_EQ(shown.cell(r, c).heat, 0);
        } else {
          EXPECT_EQ(shown.cell(r, c).first, std::to_string(figure)) << first;
          EXPECT_EQ(shown.cell(r, c).second, std::to_string(measure == Measure::kCases ? truth.segments : truth.cases));
          EXPECT_EQ(shown.cell(r, c).heat > 0, c < shown.columns.size()) << "totals have no heat";
        }
      }
    }
    EXPECT_GT(nothing, 0U);
  }
}

TEST_F(CrosstabViewTest, HeatIsOfTheBaseForCasesAndOfTheGreatestCellForTheRest) {
  open_sample();
  const auto cases = page();
  const auto staffing = row(cases, "Staffing");
  EXPECT_DOUBLE_EQ(cases.rows[staffing].cells[0].share, 6.0 / 8);  // 6 of 8 families
  EXPECT_EQ(cases.rows[staffing].cells[0].heat, 4);
  EXPECT_EQ(cases.rows[staffing].cells[1].heat, 5);  // 5 of 5 managers
  EXPECT_EQ(cases.heat_strongest, "all cases");
  const auto segments = page({.measure = Measure::kSegments});
  std::int64_t most = 0;
  for (const auto& line : segments.rows) {
    for (const auto& cell : line.cells) most = std::max(most, cell.segments);
  }
  EXPECT_EQ(segments.heat_strongest, std::to_string(most));
  for (const auto& line : segments.rows) {
    for (const auto& cell : line.cells)
      EXPECT_DOUBLE_EQ(cell.share, static_cast<double>(cell.segments) / static_cast<double>(most));
  }
}

TEST_F(CrosstabViewTest, PercentagesOfFewCasesAreLeftOutAndSaidSoUnlessAskedFor) {
  open_sample();
  EXPECT_THAT(page().notes, Not(Contains(HasSubstr("percentages"))));
  const auto base = page({.percent = Percent::kCases});
  EXPECT_EQ(base.second_head, "% of base");
  const auto staffing = row(base, "Staffing");
  for (std::size_t c = 0; c < base.columns.size(); ++c) {
    ASSERT_LT(base.columns[c].cases, kFewCases);
    EXPECT_FALSE(base.rows[staffing].cells[c].percent.has_value());
    EXPECT_EQ(base.rows[staffing].cells[c].second, "–");
  }
  // All 25 cases are enough.
  ASSERT_EQ(base.all.cases, 25);
  EXPECT_EQ(base.rows[staffing].total.second, std::to_string(std::lround(100.0 * 23 / 25)) + "%");
  EXPECT_THAT(base.notes, Contains(HasSubstr("families, managers, partner agencies, staff")));

  const auto asked = page({.percent = Percent::kCases, .percent_of_few = true});
  EXPECT_EQ(asked.rows[staffing].cells[0].second, "75%");  // 6 of 8
  EXPECT_EQ(asked.rows[staffing].cells[1].second, "100%");
  EXPECT_THAT(asked.notes, Contains(HasSubstr("more than five points")));
  EXPECT_THAT(asked.notes, Not(Contains(HasSubstr("No percentages"))));

  // Of the row: what counts is how many cases raised it.
  const auto rows = page({.measure = Measure::kSegments, .percent = Percent::kRow});
  std::size_t shown = 0;
  std::size_t left_out = 0;
  for (std::size_t r = 0; r < rows.rows.size(); ++r) {
    const bool enough = rows.rows[r].total.cases >= kFewCases;
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
      const auto& cell = rows.rows[r].cells[c];
      EXPECT_EQ(cell.percent.has_value(), enough) << rows.rows[r].name;
      ++(enough ? shown : left_out);
      if (!enough || cell.segments == 0) continue;
      std::int64_t sum = 0;
      for (const auto& other : rows.rows[r].cells) sum += other.segments;
      EXPECT_EQ(
          cell.second,
          std::to_string(std::lround(100.0 * static_cast<double>(cell.segments) / static_cast<double>(sum))) + "%");
    }
  }
  EXPECT_GT(shown, 0U);
  EXPECT_GT(left_out, 0U);
  EXPECT_THAT(rows.notes, Contains(HasSubstr("rows that fewer than 20")));
}

TEST_F(CrosstabViewTest, TheBaseStandsInEveryHeader) {
  open_sample();
  const auto groups = page();
  EXPECT_EQ(groups.columns[0].base, "n = 8 cases, 6 units");
  EXPECT_EQ(groups.columns[0].look.mark, Mark::kRound);
  EXPECT_EQ(groups.all.base, "n = 25 cases, 19 units");
  const auto cases = page({.by = "case"});
  EXPECT_EQ(cases.columns[0].base, "n = 1 case, 1 unit");
  EXPECT_NE(cases.columns[0].look.mark, Mark::kNone) << "a case has its group's mark";
  const auto hubs = page({.by = "hub"});
  EXPECT_EQ(hubs.columns[0].look.mark, Mark::kNone) << "marks are of groups only";
}

TEST_F(CrosstabViewTest, FoldingLeavesTheBranchAndUnfoldingBringsItsRowsBack) {
  open_sample();
  CrosstabChoice choice;
  auto shown = page(choice);
  const auto all = names(shown);
  const auto staffing = row(shown, "Staffing");
  ASSERT_TRUE(shown.rows[staffing].branch);
  const auto figures = shown.rows[staffing].total.segments;
  choice.folded.insert(shown.rows[staffing].guid);
  EXPECT_FALSE(counts_otherwise(shown.choice, choice));
  arrange_crosstab(*bench_, choice, shown);
  const auto folded = names(shown);
  EXPECT_EQ(folded.size(), all.size() - 5);
  EXPECT_THAT(folded, Not(Contains("High staff movement")));
  EXPECT_EQ(folded[staffing + 1], "Communication");
  EXPECT_TRUE(shown.rows[staffing].folded);
  EXPECT_TRUE(shown.rows[staffing].branch);
  EXPECT_EQ(shown.rows[staffing].total.segments, figures);
  choice.folded = crosstab_branches(shown);
  arrange_crosstab(*bench_, choice, shown);
  for (const auto& line : shown.rows) EXPECT_EQ(line.depth, 0);
  choice.folded.clear();
  arrange_crosstab(*bench_, choice, shown);
  EXPECT_EQ(names(shown), all);
}

TEST_F(CrosstabViewTest, RowsThatCountNothingAreHiddenWithTheirBranchButNotAboveOthers) {
  open_sample();
  bench_->add_code("Silence", {});
  const auto silence = *bench_->snapshot().codes.resolve("Silence");
  bench_->add_code("Deeper silence", silence);
  CrosstabChoice choice{.roll_up = RollUp::kDirect};
  auto shown = page(choice);
  ASSERT_LT(row(shown, "Deeper silence"), shown.rows.size());
  const auto before = shown.rows.size();
  std::size_t empty_leaves = 0;
  for (const auto& line : shown.rows) empty_leaves += !line.branch && line.total.segments == 0 ? 1U : 0U;
  choice.hide_empty = true;
  arrange_crosstab(*bench_, choice, shown);
  EXPECT_EQ(shown.hidden_rows, empty_leaves + 1) << "and Silence, below which nothing is counted";
  EXPECT_EQ(shown.rows.size(), before - shown.hidden_rows);
  EXPECT_THAT(names(shown), Not(Contains("Silence")));
  // Counted directly, a branch that nothing is coded with stays for what stands below it.
  const auto challenges = row(shown, "Challenges");
  ASSERT_LT(challenges, shown.rows.size());
  EXPECT_EQ(shown.rows[challenges].total.segments, 0);
  EXPECT_THAT(shown.notes, Contains(HasSubstr("hidden")));
}

TEST_F(CrosstabViewTest, SortingKeepsEveryRowBelowItsOwn) {
  open_sample();
  CrosstabChoice choice;
  auto shown = page(choice);
  const auto codebook = names(shown);
  choice.sort = CrosstabSort::kFigure;
  choice.sort_column = "staff";
  arrange_crosstab(*bench_, choice, shown);
  std::size_t staff = 0;
  while (shown.columns[staff].name != "staff") ++staff;
  EXPECT_TRUE(shown.columns[staff].sorted_by);
  EXPECT_FALSE(shown.all.sorted_by);
  const auto& codes = bench_->snapshot().codes;
  std::vector<std::int64_t> least(10, 1'000'000);  // of the figures so far, by depth below the same parent
  bool moved = false;
  for (std::size_t r = 0; r < shown.rows.size(); ++r) {
    const auto depth = static_cast<std::size_t>(shown.rows[r].depth);
    std::fill(least.begin() + static_cast<std::ptrdiff_t>(depth) + 1, least.end(), 1'000'000);
    EXPECT_LE(shown.rows[r].cells[staff].figure, least[depth]) << shown.rows[r].name;
    least[depth] = shown.rows[r].cells[staff].figure;
    moved = moved || shown.rows[r].name != codebook[r];
    if (depth == 0) continue;
    std::size_t parent = r;
    while (shown.rows[parent].depth >= shown.rows[r].depth) --parent;
    EXPECT_EQ(codes.find(*codes.resolve(shown.rows[r].guid))->parent, *codes.resolve(shown.rows[parent].guid));
  }
  EXPECT_TRUE(moved);
  choice.sort = CrosstabSort::kName;
  arrange_crosstab(*bench_, choice, shown);
  EXPECT_EQ(shown.rows[0].name, "Challenges");
  EXPECT_EQ(shown.rows[1].name, "Communication");
  // A column that is gone leaves the codebook's order.
  choice.sort = CrosstabSort::kFigure;
  choice.sort_column = "nobody";
  arrange_crosstab(*bench_, choice, shown);
  EXPECT_EQ(names(shown), codebook);
}

TEST_F(CrosstabViewTest, ColumnsCanBeMadeOfEveryAttributeGroupFirst) {
  open_sample();
  const auto known = crosstab_columns(bench_->snapshot());
  ASSERT_GT(known.size(), 4U);
  EXPECT_EQ(known.front().by, "group");
  std::vector<std::string> by;
  for (const auto& one : known) by.push_back(one.by);
  EXPECT_THAT(by, testing::IsSupersetOf({"role", "hub", "wave", "document", "case", "coder"}));
  for (const auto& one : known) {
    const auto shown = page({.by = one.by});
    EXPECT_EQ(shown.lack, CrosstabLack::kNothing) << one.by;
    EXPECT_FALSE(shown.columns.empty()) << one.by;
    EXPECT_EQ(shown.choice.by, one.by);
  }
  // What a person chose may be gone: then it is the group.
  EXPECT_EQ(page({.by = "shoe size"}).choice.by, "group");
}

TEST_F(CrosstabViewTest, ACellOpensWhatItCountsAlsoWhenRowsAreSortedFoldedAndHidden) {
  open_sample();
  bench_->add_code("Silence", {});
  CrosstabChoice choice{.hide_empty = true, .sort = CrosstabSort::kName};
  choice.folded.insert(page().rows[row(page(), "Staffing")].guid);
  const auto shown = page(choice);
  const auto count_results = [&] {
    std::int64_t count = 0;
    for (const auto& result : bench_->results().rows)
      count += 1 + std::count(result.coders.begin(), result.coders.end(), ',');
    return count;
  };
  for (std::size_t r = 0; r < shown.rows.size(); r += 3) {
    const auto c = r % shown.columns.size();
    open_cell(*bench_, shown, r, c);
    EXPECT_EQ(bench_->results().title, shown.rows[r].name + " × " + shown.columns[c].name);
    EXPECT_EQ(count_results(), shown.rows[r].cells[c].segments) << shown.rows[r].name;
    for (const auto& result : bench_->results().rows) EXPECT_EQ(result.group, shown.columns[c].name);
  }
  open_cell(*bench_, shown, 0, CrosstabPage::npos);
  EXPECT_EQ(bench_->results().title, shown.rows[0].name);
  EXPECT_EQ(count_results(), shown.rows[0].total.segments);
}

TEST_F(CrosstabViewTest, WhatIsExportedIsWhatIsShown) {
  open_sample();
  CrosstabChoice choice{.percent = Percent::kCases, .hide_empty = true, .sort = CrosstabSort::kName};
  choice.folded.insert(page().rows[row(page(), "Staffing")].guid);
  const auto shown = page(choice);
  const auto table = crosstab_as_shown(shown);
  ASSERT_EQ(table.rows.size(), shown.rows.size());
  ASSERT_EQ(table.header.size(), 1 + 2 * (shown.columns.size() + 1));
  EXPECT_EQ(table.header[1], "families: cases (n = 8 cases, 6 units)");
  EXPECT_EQ(table.header[2], "families: % of base (n = 8 cases, 6 units)");
  for (std::size_t r = 0; r < shown.rows.size(); ++r) {
    EXPECT_EQ(table.rows[r].cells[0], shown.rows[r].name);
    EXPECT_EQ(table.rows[r].indent, shown.rows[r].depth);
    for (std::size_t c = 0; c <= shown.columns.size(); ++c) {
      const auto& cell = shown.cell(r, c);
      EXPECT_EQ(table.rows[r].cells[1 + 2 * c], cell.first.empty() ? "0" : cell.first);
      EXPECT_EQ(table.rows[r].cells[2 + 2 * c], cell.second.empty() ? "0" : cell.second);
    }
  }
  EXPECT_THAT(table.notes, Contains(HasSubstr("not prevalence")));
  EXPECT_THAT(table.notes, Contains(HasSubstr("No percentages where")));
  EXPECT_THAT(table.notes, Contains(HasSubstr("folded")));
  EXPECT_THAT(table.notes, Contains(HasSubstr("Cases who raised it. Counts roll up")));
}

TEST_F(CrosstabViewTest, WhereThereIsNothingToCountItSaysWhatIsLacking) {
  create_empty();
  EXPECT_EQ(page().lack, CrosstabLack::kCodes);
  bench_->add_code("First", {});
  EXPECT_EQ(page().lack, CrosstabLack::kGroups);
  EXPECT_EQ(page({.rows = CrosstabRows::kThemes, .by = "case"}).lack, CrosstabLack::kThemes);
  EXPECT_EQ(page({.by = "document"}).lack, CrosstabLack::kCases);
  path_ = folder_.path() / "other.polyvocal";
  open_sample();
  auto shown = page();
  // Every row hidden is told apart from a table without rows.
  CrosstabChoice choice{.hide_empty = true};
  for (auto& line : shown.view.table.rows) line.total.segments = 0;
  arrange_crosstab(*bench_, choice, shown);
  EXPECT_EQ(shown.lack, CrosstabLack::kRows);
}

TEST_F(CrosstabViewTest, TheChartHasABarAColumnAndNamesTheBase) {
  open_sample();
  auto shown = page();
  const auto staffing = row(shown, "Staffing");
  const auto chart = crosstab_chart(shown, staffing);
  ASSERT_EQ(chart.groups.size(), 1U);
  EXPECT_EQ(chart.groups[0].name, "Staffing");
  ASSERT_EQ(chart.bars(), shown.columns.size());
  EXPECT_DOUBLE_EQ(chart.bar(0).value, 6);
  EXPECT_DOUBLE_EQ(chart.bar(0).whole, 8);
  EXPECT_EQ(chart.bar(0).base, "of 8");
  EXPECT_EQ(chart.bar(0).look.mark, Mark::kRound);
  EXPECT_DOUBLE_EQ(chart.ticks.front(), 0);
  EXPECT_GE(chart.ticks.back(), 8);
  EXPECT_EQ(chart_sentences(chart)[0], "Staffing, families: 6 of 8; Cases who raised it");
  EXPECT_EQ(crosstab_chart(shown, shown.rows.size()).bars(), 0U);

  CrosstabChoice choice{.chart_top = true};
  arrange_crosstab(*bench_, choice, shown);
  const auto top = crosstab_chart(shown, staffing);
  EXPECT_EQ(top.groups.size(), static_cast<std::size_t>(std::count_if(shown.rows.begin(), shown.rows.end(),
                                                                      [](const auto& r) { return r.depth == 0; })));
  EXPECT_EQ(top.bar(shown.columns.size()).row, row(shown, top.groups[1].name));

  // Percentages are drawn only if no bar lacks one.
  const auto few = page({.percent = Percent::kCases});
  EXPECT_EQ(crosstab_chart(few, staffing).bar(0).figure, "6");
  const auto asked = page({.percent = Percent::kCases, .percent_of_few = true});
  const auto percent = crosstab_chart(asked, staffing);
  EXPECT_EQ(percent.bar(0).figure, "75%");
  EXPECT_EQ(percent.bar(0).base, "n = 8");
  EXPECT_EQ(percent.tick_names.back(), "100%");
  EXPECT_DOUBLE_EQ(percent.bar(0).whole, 0);
}

TEST(CrosstabChart, TicksAreWholeAndEvenAndReachTheGreatest) {
  EXPECT_THAT(axis_ticks(0, 5), ElementsAre(0, 1));
  EXPECT_THAT(axis_ticks(3, 5), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(axis_ticks(8, 5), ElementsAre(0, 2, 4, 6, 8));
  EXPECT_THAT(axis_ticks(13, 5), ElementsAre(0, 5, 10, 15));
  EXPECT_THAT(axis_ticks(100, 5), ElementsAre(0, 20, 40, 60, 80, 100));
  for (double most = 1; most < 5000; most *= 1.7) {
    const auto ticks = axis_ticks(most, 5);
    EXPECT_LE(ticks.size(), 6U);
    EXPECT_GE(ticks.back(), most);
    EXPECT_LT(ticks[ticks.size() - 2], most);
  }
}

TEST(CrosstabChoice, IsKeptAndReadBackAndNonsenseIsLeftOut) {
  CrosstabChoice choice{.rows = CrosstabRows::kThemes,
                        .by = "hub",
                        .measure = Measure::kWords,
                        .roll_up = RollUp::kDirect,
                        .percent = Percent::kColumn,
                        .percent_of_few = true,
                        .hide_empty = true,
                        .heat = false,
                        .chart = false,
                        .chart_top = true,
                        .sort = CrosstabSort::kFigure,
                        .sort_column = "north",
                        .folded = {"a", "b"}};
  EXPECT_EQ(crosstab_choice_of(crosstab_choice_text(choice)), choice);
  EXPECT_EQ(crosstab_choice_of(""), CrosstabChoice());
  EXPECT_EQ(crosstab_choice_of("[1]"), CrosstabChoice());
  EXPECT_EQ(crosstab_choice_of(R"({"measure": "shoes", "by": 3, "heat": "yes", "folded": [1, "x"]})"),
            (CrosstabChoice{.folded = {"x"}}));
}

TEST(CrosstabChoice, OnlyWhatChangesTheFiguresIsCountedAnew) {
  const CrosstabChoice from;
  const auto again = [&](auto&& change) {
    CrosstabChoice to = from;
    change(to);
    return counts_otherwise(from, to);
  };
  EXPECT_TRUE(again([](CrosstabChoice& to) { to.by = "hub"; }));
  EXPECT_TRUE(again([](CrosstabChoice& to) { to.rows = CrosstabRows::kThemes; }));
  EXPECT_TRUE(again([](CrosstabChoice& to) { to.roll_up = RollUp::kDirect; }));
  EXPECT_TRUE(again([](CrosstabChoice& to) { to.percent = Percent::kRow; }));
  EXPECT_TRUE(again([](CrosstabChoice& to) { to.measure = Measure::kWords; }));
  EXPECT_FALSE(again([](CrosstabChoice& to) { to.measure = Measure::kSegments; }));
  EXPECT_FALSE(again([](CrosstabChoice& to) { to.sort = CrosstabSort::kName; }));
  EXPECT_FALSE(again([](CrosstabChoice& to) { to.hide_empty = true; }));
  EXPECT_FALSE(again([](CrosstabChoice& to) { to.percent_of_few = true; }));
  // Percentages are of the measure.
  EXPECT_TRUE(counts_otherwise({.measure = Measure::kCases, .percent = Percent::kRow},
                               {.measure = Measure::kSegments, .percent = Percent::kRow}));
}

}  // namespace
}  // namespace polyvocal::gui
