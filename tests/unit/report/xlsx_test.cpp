#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <pugixml.hpp>

#include "sample.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::report {
namespace {

struct Cell {
  std::string text;
  bool number = false;
  bool operator==(const Cell&) const = default;
};
using Sheet = std::map<std::string, Cell>;  // by reference, "A1"

/// What a spreadsheet makes of "_x0041_" (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring); only of ASCII here.
std::string decoded(std::string text) {
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    const std::string digits = text.substr(at + 2, 4);
    if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) continue;
    text.replace(at, 7, 1, static_cast<char>(std::stoi(digits, nullptr, 16)));
  }
  return text;
}

class Xlsx : public ::testing::Test {
 protected:
  /// Reads a sheet by its name's part; text cells come from the table of shared strings.
  Sheet sheet(const std::filesystem::path& path, const std::string& part) {
    archive_ = unzip(path);
    pugi::xml_document xml;
    pugi::xml_document strings;
    constexpr unsigned kWithBlanks = pugi::parse_default | pugi::parse_ws_pcdata;
    const auto& content = archive_.parts["xl/worksheets/" + part];
    const auto& shared = archive_.parts["xl/sharedStrings.xml"];
    EXPECT_TRUE(xml.load_buffer(content.data(), content.size(), kWithBlanks));
    EXPECT_TRUE(strings.load_buffer(shared.data(), shared.size(), kWithBlanks));
    std::vector<std::string> texts;
    for (const auto& one : strings.child("sst").children("si")) texts.push_back(decoded(one.child("t").text().get()));
    EXPECT_TRUE(xml.select_nodes("//f").empty()) << "a formula";
    Sheet cells;
    for (const auto& found : xml.select_nodes("//c[v]")) {
      const auto node = found.node();
      const std::string reference = node.attribute("r").value();
      if (std::string_view(node.attribute("t").value()) == "s") {
        cells[reference] = {texts.at(node.child("v").text().as_uint()), false};
      } else {
        cells[reference] = {node.child("v").text().get(), true};
      }
    }
    return cells;
  }
  test::TempFolder folder_;
  Archive archive_;
};

TEST_F(Xlsx, QuotesComeBack) {
  const auto path = folder_.path() / "q.xlsx";
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kXlsx, path));
  const Sheet cells = sheet(path, "sheet1.xml");
  EXPECT_EQ(cells.at("A1").text, "quote_id");
  EXPECT_EQ(cells.at("P1").text, "context_after");
  EXPECT_EQ(cells.at("Q1").text, "verbatim");
  for (std::size_t i = 0; i < nasty_lines().size(); ++i) {
    const std::string row = std::to_string(i + 2);
    EXPECT_EQ(cells.at("C" + row), (Cell{nasty_lines()[i], false}));
    EXPECT_EQ(cells.at("H" + row), (Cell{"=unit", false}));
    EXPECT_EQ(cells.at("J" + row), (Cell{std::to_string(i + 1), true}));
    EXPECT_EQ(cells.at("L" + row), (Cell{std::to_string((i + 1) * 10 + 5), true}));
  }
  const std::string two = std::to_string(nasty_lines().size() + 2);
  EXPECT_EQ(cells.at("C" + two).text, "First paragraph.\nSecond, with \"quotes\".");
  EXPECT_EQ(cells.at("O" + two).text, "Interviewer: before?");
  const std::string& xml = archive_.parts["xl/worksheets/sheet1.xml"];
  EXPECT_NE(xml.find("<autoFilter ref=\"A1:Q" + std::to_string(nasty_lines().size() + 3) + "\""), std::string::npos);
  EXPECT_NE(xml.find("state=\"frozen\""), std::string::npos);
  const Sheet about = sheet(path, "sheet2.xml");
  EXPECT_EQ(about.at("A1").text, "Support & <care>: \"what helps\"");
  EXPECT_EQ(about.at("A2").text, "All themes; group = families");
  EXPECT_EQ(about.at("A3").text, "Rows: " + std::to_string(nasty_lines().size() + 2));
  EXPECT_EQ(about.at("A4").text, "Known names were checked.\nPatterns were checked.");
}

TEST_F(Xlsx, TextsTooLongForACellAreCutAndCounted) {
  auto collection = sample_collection();
  std::string exact, over;
  for (int i = 0; i < 32767; ++i) exact += "é";
  for (int i = 0; i < 16384; ++i) over += "😀";  // 32,768 UTF-16 units
  collection.sections[1].quotes[0].text = exact;
  collection.sections[1].quotes[1].text = over;
  const auto path = folder_.path() / "q.xlsx";
  ASSERT_TRUE(write_quotes(collection, Format::kXlsx, path));
  const Sheet cells = sheet(path, "sheet1.xml");
  EXPECT_EQ(cells.at("C" + std::to_string(nasty_lines().size() + 2)).text, exact);
  const std::string cut = cells.at("C" + std::to_string(nasty_lines().size() + 3)).text;
  EXPECT_THAT(cut, ::testing::EndsWith("😀 [cut here: a spreadsheet cell holds no more]"));
  EXPECT_LT(cut.size(), over.size());
  EXPECT_THAT(sheet(path, "sheet2.xml").at("A5").text, ::testing::EndsWith("32,767 characters: 1"));
}

TEST_F(Xlsx, ForbiddenCharactersBecomeAMark) {
  auto collection = sample_collection();
  collection.sections[1].quotes[0].text = std::string(
      "a\0b\x1B"
      "c\xFF_x000D_",
      13);
  const auto path = folder_.path() / "q.xlsx";
  ASSERT_TRUE(write_quotes(collection, Format::kXlsx, path));
  EXPECT_EQ(sheet(path, "sheet1.xml").at("C" + std::to_string(nasty_lines().size() + 2)).text,
            "a\uFFFDb\uFFFDc\uFFFD_x000D_");
}

TEST_F(Xlsx, PropertiesNameNobody) {
  const auto path = folder_.path() / "q.xlsx";
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kXlsx, path));
  archive_ = unzip(path);
  const std::string& core = archive_.parts["docProps/core.xml"];
  EXPECT_NE(core.find("<dc:creator>Polyvocal</dc:creator>"), std::string::npos) << core;
  EXPECT_EQ(core.find("lastModifiedBy"), std::string::npos);
  EXPECT_EQ(core.find("created"), std::string::npos);
  for (const auto& [name, content] : archive_.parts) {
    EXPECT_EQ(content.find(folder_.path().string()), std::string::npos) << name;
  }
}

TEST_F(Xlsx, TableHasNumbersWhereTheyAre) {
  const auto path = folder_.path() / "t.xlsx";
  ASSERT_TRUE(write_table(sample_table(), Format::kXlsx, path));
  const Sheet cells = sheet(path, "sheet1.xml");
  const Sheet expected = {{"A1", {"segments"}},     {"B1", {"families (n = 3)"}}, {"C1", {"=staff"}},
                          {"A2", {"Workload"}},     {"B2", {"12", true}},         {"C2", {"-3", true}},
                          {"A3", {"日本 | shift"}}, {"B3", {"5 (42%)"}},          {"C3", {"2.5", true}},
                          {"A4", {"=SUM(A1)"}},     {"B4", {"007", false}},       {"A5", {"Total"}},
                          {"B5", {"24", true}},     {"C5", {"1", true}}};
  EXPECT_EQ(cells, expected);
  EXPECT_EQ(sheet(path, "sheet2.xml").at("A4").text, "n: cases");
}

}  // namespace
}  // namespace polyvocal::report
