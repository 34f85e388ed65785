#include "app/tables.hpp"

#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using TablesTest = SampleTest;

TEST_F(TablesTest, EveryFigureOfACellIsTheNumberOfSegmentsItLists) {
  std::size_t figures = 0;
  for (const char* by : {"group", "role", "document", "case", "coder"}) {
    for (const auto roll_up : {analysis::RollUp::kDirect, analysis::RollUp::kRolledUp}) {
      // "role" and the like have many columns: themes are enough there.
      CrosstabRequest request;
      request.rows = {std::string(by) == "group" ? "codes" : "themes"};
      request.by = by;
      request.roll_up = roll_up;
      const auto view = must(crosstab(session(), request));
      ASSERT_FALSE(view.table.columns.empty()) << by;
      for (std::size_t row = 0; row < view.table.rows.size(); ++row) {
        for (std::size_t column = 0; column <= view.table.columns.size(); ++column) {
          const bool total = column == view.table.columns.size();
          const auto& cell = total ? view.table.rows[row].total : view.table.rows[row].cells[column];
          if (std::string(by) != "group" && cell.segments == 0) continue;
          const auto listed = must(crosstab_cell(session(), view, row, total ? static_cast<std::size_t>(-1) : column));
          ASSERT_EQ(listed.size(), static_cast<std::size_t>(cell.segments))
              << by << ", " << view.table.rows[row].path << ", "
              << (total ? "total" : view.table.columns[column].label);
          ++figures;
        }
      }
    }
  }
  EXPECT_GT(figures, 500u);
}

TEST_F(TablesTest, WhatACellListsIsOfItsCodeAndColumn) {
  const auto view = must(crosstab(session(), {.rows = {"C04"}, .by = "group"}));
  ASSERT_EQ(view.table.rows.size(), 1u);
  std::size_t seen = 0;
  for (std::size_t column = 0; column < view.table.columns.size(); ++column) {
    for (const auto& segment : must(crosstab_cell(session(), view, 0, column))) {
      EXPECT_EQ(segment.group, view.table.columns[column].label);
      EXPECT_THAT(segment.codes, testing::ElementsAre("Challenges > Staffing > Caseload pressure"));
      EXPECT_EQ(
          segment.text, test::source_dir().empty() ? "" : [&] {
            const std::string text = text_of(segment.document);
            return std::string(text::OffsetMap(text).slice(segment.range));
          }());
      ++seen;
    }
  }
  EXPECT_GT(seen, 5u);
}

TEST_F(TablesTest, WordsAndCharactersAreCountedOnlyWhenAsked) {
  const auto segments = must(crosstab(session(), {.rows = {"C04"}}));
  const auto words = must(crosstab(session(), {.rows = {"C04"}, .measure = analysis::Measure::kWords}));
  EXPECT_EQ(segments.table.rows[0].total.words, 0);
  EXPECT_GT(words.table.rows[0].total.words, 50);
  EXPECT_EQ(words.table.rows[0].total.segments, segments.table.rows[0].total.segments);
}

TEST_F(TablesTest, TheHeaderHoldsTheBase) {
  const CrosstabRequest request{.rows = {"themes"}, .measure = analysis::Measure::kCases};
  const auto view = must(crosstab(session(), request));
  const auto table = crosstab_table(view, request);
  EXPECT_THAT(table.header, testing::ElementsAre("cases", "families (n = 8, units 6)", "managers (n = 5)",
                                                 "partner agencies (n = 6)", "staff (n = 6, units 5)", "All"));
  ASSERT_EQ(table.rows.size(), view.table.rows.size());
  EXPECT_EQ(table.rows[0].cells[1], std::to_string(view.table.rows[0].cells[0].cases));
}

TEST_F(TablesTest, WhatIsNotThereIsNamed) {
  EXPECT_EQ(error_of(crosstab(session(), {.by = "shoe size"})), "not-found");
  EXPECT_EQ(error_of(crosstab(session(), {.rows = {"Nothing"}})), "not-found");
  EXPECT_EQ(error_of(crosstab(session(), {.coders = {"Nobody"}})), "not-found");
  EXPECT_EQ(error_of(retrieve(session(), {.where = {"role"}})), "usage");
  EXPECT_EQ(error_of(retrieve(session(), {.where = {"shoe size=9"}})), "not-found");
}

TEST_F(TablesTest, RetrievalSaysWhoAndWhereWithContext) {
  RetrieveRequest request{.codes = {"Caseload pressure"}, .group = "staff", .coders = {"em"}, .context = 1};
  const auto segments = must(retrieve(session(), request));
  ASSERT_FALSE(segments.empty());
  for (const auto& segment : segments) {
    EXPECT_EQ(segment.group, "staff");
    EXPECT_EQ(segment.coder, "EM");
    EXPECT_FALSE(segment.cases.empty());
    EXPECT_GT(segment.turn, 0);
    EXPECT_FALSE(segment.context_before.empty() && segment.context_after.empty());
    EXPECT_FALSE(segment.coding_guids.empty());
  }
  request.where = {"role=newly qualified social worker"};
  for (const auto& segment : must(retrieve(session(), request))) EXPECT_EQ(segment.document, "Social Worker 2");
}

TEST_F(TablesTest, ATableIsWrittenWithWhatWasNotChecked) {
  const CrosstabRequest request{.rows = {"themes"}};
  const auto table = crosstab_table(must(crosstab(session(), request)), request);
  const auto file = folder_.path() / "table.md";
  must(export_table(session(), table, file));
  EXPECT_THAT(test::read_all(file), testing::HasSubstr("were not checked"));
  const auto unknown = folder_.path() / "table.pages";
  EXPECT_EQ(error_of(export_table(session(), table, unknown)), "invalid-argument");
  EXPECT_FALSE(std::filesystem::exists(unknown));
}

}  // namespace
}  // namespace polyvocal::app
