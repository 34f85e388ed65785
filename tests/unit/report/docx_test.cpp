#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>

#include "sample.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::report {
namespace {

std::string text_of(const pugi::xml_node& paragraph) {
  std::string out;
  for (const auto& run : paragraph.children("w:r")) {
    for (const auto& part : run.children()) {
      if (std::string_view(part.name()) == "w:t") out += part.text().get();
      if (std::string_view(part.name()) == "w:tab") out += '\t';
    }
  }
  return out;
}

class Docx : public ::testing::Test {
 protected:
  void load(const std::filesystem::path& path) {
    archive_ = unzip(path);
    for (const auto& [name, content] : archive_.parts) {
      const auto result =
          parts_[name].load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_ws_pcdata);
      ASSERT_TRUE(result) << name << ": " << result.description();
    }
  }
  const pugi::xml_document& document() { return parts_["word/document.xml"]; }
  std::vector<std::string> with_style(const std::string& style) {
    std::vector<std::string> out;
    for (const auto& found : document().select_nodes(("//w:p[w:pPr/w:pStyle/@w:val='" + style + "']").c_str())) {
      out.push_back(text_of(found.node()));
    }
    return out;
  }
  test::TempFolder folder_;
  Archive archive_;
  std::map<std::string, pugi::xml_document> parts_;
};

TEST_F(Docx, QuotesComeBack) {
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kDocx, folder_.path() / "q.docx"));
  load(folder_.path() / "q.docx");
  auto quotes = with_style("Quote");
  ASSERT_EQ(quotes.size(), nasty_lines().size() + 3);
  EXPECT_EQ(std::vector<std::string>(quotes.begin(), quotes.end() - 3), nasty_lines());
  EXPECT_EQ(quotes.back(), "She spoke of her brother.");
  EXPECT_THAT(with_style("Title"), ::testing::ElementsAre("Support & <care>: \"what helps\""));
  EXPECT_THAT(with_style("Subtitle"), ::testing::ElementsAre("All themes; group = families"));
  EXPECT_THAT(with_style("Heading1"), ::testing::ElementsAre("Nasty & <odd>"));
  EXPECT_THAT(with_style("Heading2"), ::testing::ElementsAre("Inner"));
  EXPECT_THAT(with_style("Heading4"), ::testing::ElementsAre("Empty"));
  EXPECT_THAT(with_style("QuoteContext"), ::testing::ElementsAre("Interviewer: before?", "Interviewer: after."));
  const auto attributions = with_style("Attribution");
  ASSERT_EQ(attributions.size(), nasty_lines().size() + 2);
  EXPECT_EQ(attributions.front(), "— Parent 1   q-1");
  EXPECT_EQ(attributions.back(), "— אם 3 (from interview notes, not verbatim)   q-note");
}

TEST_F(Docx, EveryStyleUsedIsThereAndEveryPartIsDeclared) {
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kDocx, folder_.path() / "q.docx"));
  load(folder_.path() / "q.docx");
  std::set<std::string> known;
  for (const auto& style : parts_["word/styles.xml"].child("w:styles").children("w:style")) {
    EXPECT_TRUE(known.insert(style.attribute("w:styleId").value()).second);
  }
  for (const char* name :
       {"Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Heading4", "Quote", "Attribution"}) {
    EXPECT_TRUE(known.contains(name)) << name;
  }
  for (const auto& used : document().select_nodes("//w:pStyle/@w:val | //w:rStyle/@w:val")) {
    EXPECT_TRUE(known.contains(used.attribute().value())) << used.attribute().value();
  }
  for (const auto& over : parts_["[Content_Types].xml"].child("Types").children("Override")) {
    EXPECT_TRUE(archive_.parts.contains(std::string(over.attribute("PartName").value()).substr(1)));
  }
  EXPECT_EQ(archive_.order.front(), "[Content_Types].xml");
}

TEST_F(Docx, RightToLeftParagraphsSaySo) {
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kDocx, folder_.path() / "q.docx"));
  load(folder_.path() / "q.docx");
  int right = 0;
  for (const auto& found : document().select_nodes("//w:p[w:pPr/w:pStyle/@w:val='Quote']")) {
    const std::string text = text_of(found.node());
    const bool expected = text.starts_with("مرحبا") || text.starts_with("שלום");
    EXPECT_EQ(!found.node().child("w:pPr").child("w:bidi").empty(), expected) << text;
    EXPECT_EQ(!found.node().child("w:r").child("w:rPr").child("w:rtl").empty(), expected) << text;
    right += expected ? 1 : 0;
  }
  EXPECT_EQ(right, 2);
}

TEST_F(Docx, PropertiesNameNobody) {
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kDocx, folder_.path() / "q.docx"));
  load(folder_.path() / "q.docx");
  const auto core = parts_["docProps/core.xml"].child("cp:coreProperties");
  EXPECT_STREQ(core.child("dc:creator").text().get(), "Polyvocal");
  EXPECT_STREQ(core.child("dc:title").text().get(), "Support & <care>: \"what helps\"");
  EXPECT_TRUE(core.child("cp:lastModifiedBy").empty());
  for (const auto& [name, content] : archive_.parts) {
    EXPECT_EQ(content.find(folder_.path().string()), std::string::npos) << name;
  }
}

TEST_F(Docx, ForbiddenCharactersBecomeAMark) {
  auto collection = sample_collection();
  collection.sections[1].quotes[0].text = std::string(
      "a\0b\x1B"
      "c\xFF",
      6);
  ASSERT_TRUE(write_quotes(collection, Format::kDocx, folder_.path() / "q.docx"));
  load(folder_.path() / "q.docx");
  EXPECT_THAT(with_style("Quote"), ::testing::Contains("a\uFFFDb\uFFFDc\uFFFD"));
}

TEST_F(Docx, TableComesBack) {
  ASSERT_TRUE(write_table(sample_table(), Format::kDocx, folder_.path() / "t.docx"));
  load(folder_.path() / "t.docx");
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : document().child("w:document").child("w:body").child("w:tbl").children("w:tr")) {
    rows.emplace_back();
    for (const auto& cell : row.children("w:tc")) rows.back().push_back(text_of(cell.child("w:p")));
  }
  const std::vector<std::vector<std::string>> expected = {{"segments", "families (n = 3)", "=staff"},
                                                          {"Workload", "12", "-3"},
                                                          {"日本 | shift", "5 (42%)", "2.5"},
                                                          {"=SUM(A1)", "007", ""},
                                                          {"Total", "24", "1"}};
  EXPECT_EQ(rows, expected);
  EXPECT_THAT(with_style("Statement"), ::testing::ElementsAre("Cases & units are counted once.", "n: cases"));
}

}  // namespace
}  // namespace polyvocal::report
