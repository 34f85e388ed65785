#include <gtest/gtest.h>

#include "sample.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::report {
namespace {

/// RFC 4180, strictly: a bare LF or a quotation mark in an unquoted field is a failure.
std::vector<std::vector<std::string>> parse(std::string_view csv) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    auto& field = rows.back().back();
    if (quoted) {
      if (csv[i] != '"') {
        field += csv[i];
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        field += csv[i++];
      } else {
        quoted = false;
        EXPECT_TRUE(csv[i + 1] == ',' || csv[i + 1] == '\r');
      }
    } else if (csv[i] == '"') {
      EXPECT_TRUE(field.empty());
      quoted = true;
    } else if (csv[i] == ',') {
      rows.back().emplace_back();
    } else if (csv[i] == '\r') {
      EXPECT_EQ(csv[++i], '\n');
      rows.push_back({""});
    } else {
      EXPECT_NE(csv[i], '\n');
      field += csv[i];
    }
  }
  EXPECT_EQ(rows.back(), std::vector<std::string>{""});
  rows.pop_back();
  return rows;
}

TEST(Csv, QuotesComeBack) {
  test::TempFolder folder;
  auto collection = sample_collection();
  collection.sections[1].quotes[0].text = "-line\r\n\"two\", \x01 end ";
  const auto path = folder.path() / "quotes.csv";
  ASSERT_TRUE(write_quotes(collection, Format::kCsv, path));
  const std::string bytes = test::read_all(path);
  ASSERT_TRUE(bytes.starts_with("\xEF\xBB\xBF"));
  const auto rows = parse(std::string_view(bytes).substr(3));
  const std::vector<std::string> columns = {
      "quote_id", "section", "text", "attribution", "document", "case",           "group",         "unit",    "speaker",
      "turn",     "start",   "end",  "codes",       "coder",    "context_before", "context_after", "verbatim"};
  ASSERT_EQ(rows.size(), 1 + nasty_lines().size() + 2);
  EXPECT_EQ(rows[0], columns);
  for (std::size_t i = 0; i < nasty_lines().size(); ++i) {
    const auto& row = rows[i + 1];
    ASSERT_EQ(row.size(), columns.size());
    const std::string& text = nasty_lines()[i];
    const bool formula = std::string("=+-@").find(text.front()) != std::string::npos;
    EXPECT_EQ(row[2], formula ? "'" + text : text);
    EXPECT_EQ(row[7], "'=unit");
    EXPECT_EQ(row[9], std::to_string(i + 1));
    EXPECT_EQ(row[10], std::to_string((i + 1) * 10));
    EXPECT_EQ(row[11], std::to_string((i + 1) * 10 + 5));
    EXPECT_EQ(row[12], "A > B; C");
  }
  EXPECT_EQ(rows[3][2], "'=HYPERLINK(\"http://example.org\",\"x\")");
  EXPECT_EQ(rows[nasty_lines().size() + 1][2], "'-line\r\n\"two\", \x01 end ");
  EXPECT_EQ(rows[nasty_lines().size() + 1][16], "yes");
  EXPECT_EQ(rows[nasty_lines().size() + 2][16], "no");
}

TEST(Csv, TableKeepsNegativeNumbersAndDisarmsTheRest) {
  test::TempFolder folder;
  const auto path = folder.path() / "table.csv";
  ASSERT_TRUE(write_table(sample_table(), Format::kCsv, path));
  const std::string bytes = test::read_all(path);
  const std::vector<std::vector<std::string>> expected = {{"segments", "families (n = 3)", "'=staff"},
                                                          {"Workload", "12", "-3"},
                                                          {"日本 | shift", "5 (42%)", "2.5"},
                                                          {"'=SUM(A1)", "007", ""},
                                                          {"Total", "24", "1"}};
  EXPECT_EQ(parse(std::string_view(bytes).substr(3)), expected);
}

}  // namespace
}  // namespace polyvocal::report
