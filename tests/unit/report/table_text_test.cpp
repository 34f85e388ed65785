#include <gtest/gtest.h>

#include "report/display_width_internal.hpp"
#include "report/markup_internal.hpp"
#include "sample.hpp"

namespace polyvocal::report {
namespace {

TEST(TableText, IsAligned) {
  const std::string expected =
      "Codes by <group>\n"
      "\n"
      "segments        families (n = 3)  =staff\n"
      "──────────────  ────────────────  ──────\n"
      "Workload                      12      -3\n"
      "  日本 | shift           5 (42%)     2.5\n"
      "    =SUM(A1)                 007\n"
      "──────────────  ────────────────  ──────\n"
      "Total                         24       1\n"
      "\n"
      "Cases & units are counted once.\n"
      "n: cases\n";
  EXPECT_EQ(table_text(sample_table()), expected);
  EXPECT_EQ(table_text(sample_table(), 40), expected);
}

TEST(TableText, FitsTheWidth) {
  Table table = sample_table();
  table.rows[0].cells[0] = "A long name of a theme that goes on and on";
  table.notes = {"Every word of this long note is still there in lines of its own.", std::string(200, 'x')};
  for (const int width : {100, 80, 60, 40, 36, 30, 24, 20}) {
    const std::string text = table_text(table, width);
    std::string joined;
    for (const auto line : paragraphs(text)) {
      EXPECT_LE(display_width(line), width) << width << ": " << line;
      joined += std::string(line);
    }
    if (width < 30) continue;  // there, a column's own width is cut
    for (const char* cell : {"families (n = 3)", "12", "5 (42%)", "2.5", "007", "24"}) {
      EXPECT_NE(text.find(cell), std::string::npos) << width << ": " << cell << "\n" << text;
    }
    EXPECT_NE(joined.find(std::string(200, 'x')), std::string::npos);
  }
  EXPECT_NE(table_text(table, 44).find("A long name of a …                12      -3\n"), std::string::npos)
      << table_text(table, 44);
}

TEST(TableText, FoldsColumnsIntoBlocks) {
  Table table;
  table.header = {"theme", "first", "second", "third"};
  table.numeric = {false, true, true, true};
  table.rows = {{{"Being heard", "1", "2", "3"}, 0, false}};
  EXPECT_EQ(table_text(table, 28),
            "theme        first  second\n"
            "───────────  ─────  ──────\n"
            "Being heard      1       2\n"
            "\n"
            "theme        third\n"
            "───────────  ─────\n"
            "Being heard      3\n");
}

TEST(TableText, SendsNothingToTheTerminalButText) {
  Table table;
  table.title = "t\x1B]0;owned\x07";
  table.header = {"a\nb\x7F"};
  table.rows = {{{"x\x1B[2Jy\tz"}, 0, false}};
  table.notes = {"n\u009B2J"};
  const std::string text = table_text(table);
  for (const char c : text) EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F'));
  EXPECT_EQ(text.find("\u009B"), std::string::npos);
  EXPECT_NE(text.find("x\uFFFD[2Jy z"), std::string::npos);
}

TEST(TableText, EmptyTablesAreFine) {
  EXPECT_EQ(table_text({}), "");
  Table ragged;
  ragged.header = {"a"};
  ragged.rows = {{{}, 0, false}, {{"1", "2", "3"}, 0, true}};
  EXPECT_EQ(table_text(ragged, 30), "a\n─  ─  ─\n\n─  ─  ─\n1  2  3\n");
}

}  // namespace
}  // namespace polyvocal::report
