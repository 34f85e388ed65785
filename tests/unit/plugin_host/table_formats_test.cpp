#include "reading.hpp"
#include "zip_maker.hpp"

namespace polyvocal::plugin_host {
namespace {

using testing::ElementsAre;
using Kind = text::RawBlock::Kind;

using TableFormats = Reading;

std::string make_xlsx(const std::string& sheet_data, const std::string& workbook_properties = "") {
  return make_zip({
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels",
       R"(<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml",
       R"(<workbook xmlns:r="r">)" + workbook_properties +
           R"(<sheets><sheet name="Hidden" state="hidden" r:id="h"/><sheet name="One" r:id="s1"/><sheet name="Two" r:id="s2"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="h" Type="http://x/worksheet" Target="worksheets/h.xml"/>)"
       R"(<Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
       R"(<Relationship Id="s2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>)"
       R"(<Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>)"
       R"(<Relationship Id="y" Type="http://x/styles" Target="styles.xml"/></Relationships>)"},
      {"xl/sharedStrings.xml",
       R"(<sst><si><t>speaker</t></si><si><r><t>te</t></r><r><t xml:space="preserve">xt </t></r><rPh><t>no</t></rPh></si></sst>)"},
      {"xl/styles.xml",
       R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd hh:mm"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/>)"
       R"(<numFmt numFmtId="166" formatCode="[h]:mm:ss"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>)"
       R"(<xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/></cellXfs></styleSheet>)"},
      {"xl/worksheets/h.xml", "<worksheet><sheetData/></worksheet>"},
      {"xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"},
  });
}

TEST_F(TableFormats, CommaSeparated) {
  EXPECT_THAT(
      rows("a.csv",
           "\xEF\xBB\xBF"
           "name,age\r\n\"Smith, J\",41\r\n\"say \"\"hi\"\"\nthere\",\r\n"),
      ElementsAre(ElementsAre("name", "age"), ElementsAre("Smith, J", "41"), ElementsAre("say \"hi\"\nthere", "")));
  EXPECT_THAT(rows("b.csv", "a;b\n1,5;x\n2,5;y\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "x"), ElementsAre("2,5", "y")));
  EXPECT_THAT(rows("c.csv", "sep=|\na|b\n"), ElementsAre(ElementsAre("a", "b")));
  EXPECT_THAT(rows("d.csv", "a\tb\n1\t2\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  // Rows count as in the file.
  EXPECT_THAT(rows("e.csv", "a,b\n\n1,2\n\n\n"),
              ElementsAre(ElementsAre("a", "b"), testing::IsEmpty(), ElementsAre("1", "2")));
  EXPECT_THAT(rows("f.csv", "only\nwords\n"), ElementsAre(ElementsAre("only"), ElementsAre("words")));
  EXPECT_THAT(rows("g.tsv", "a\tb\n\"quoted\tcell\"\t5\" nail\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("quoted\tcell", "5\" nail")));
  EXPECT_THAT(rows("h.csv", "name;caf\xE9\nx;y\n")[0][1], "caf\xC3\xA9");
}

TEST_F(TableFormats, Workbook) {
  const std::string data =
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
      R"(<row r="3"><c r="A3" t="inlineStr"><is><t>P1</t></is></c><c r="C3"><v>0.10000000000000001</v></c><c r="D3" s="1"><v>45292</v></c>)"
      R"(<c r="E3" s="2"><v>45292.5</v></c><c r="F3" s="3"><v>3</v></c><c r="G3" t="b"><v>1</v></c><c r="H3" s="4"><v>0.25</v></c>)"
      R"(<c r="I3" t="e"><v>#N/A</v></c><c r="J3" t="str"><f>A1</f><v>formula</v></c><c r="K3"><v>1234567890123</v></c>)"
      R"(<c r="L3" s="5"><v>1.5</v></c><c r="M3" s="1"><v>1</v></c></row>)";
  EXPECT_THAT(rows("a.xlsx", make_xlsx(data)),
              ElementsAre(ElementsAre("speaker", "text "), testing::IsEmpty(),
                          ElementsAre("P1", "", "0.1", "2024-01-01", "2024-01-01T12:00:00", "3", "TRUE", "06:00:00",
                                      "#N/A", "formula", "1234567890123", "36:00:00", "1900-01-01")));
  EXPECT_THAT(
      rows("b.xlsx", make_xlsx(R"(<row r="1"><c r="A1" s="1"><v>0</v></c></row>)", R"(<workbookPr date1904="1"/>)")),
      ElementsAre(ElementsAre("1904-01-01")));
  EXPECT_EQ(error("c.xlsx", make_xlsx(R"(<row r="1"><c r="A1" t="s"><v>99</v></c></row>)")),
            base::ErrorCode::kDamagedFile);
}

TEST_F(TableFormats, TablesOfTurns) {
  const auto read =
      document("a.csv", "Time,Speaker,Text\n00:01:05,Interviewer,How?\n1:02:03.5,Manager 4,\"Well, so.\"\n,,\n");
  EXPECT_EQ(read.format, "csv");
  ASSERT_EQ(read.blocks.size(), 2u);
  EXPECT_EQ(read.blocks[0].kind, Kind::kRow);
  EXPECT_EQ(read.blocks[0].speaker, "Interviewer");
  EXPECT_EQ(read.blocks[0].start_ms, 65000);
  EXPECT_EQ(read.blocks[1].text, "Well, so.");
  EXPECT_EQ(read.blocks[1].start_ms, 3723500);
  EXPECT_FALSE(read.blocks[1].end_ms.has_value());
}

TEST_F(TableFormats, TimesAreSecondsUnlessTheyCannotBe) {
  std::string milliseconds = "start\tend\ttext\n";
  std::string seconds = "start\tend\ttext\n";
  for (int i = 0; i < 60; ++i) {
    milliseconds +=
        std::to_string(43810 + i * 4000) + "\t" + std::to_string(47850 + i * 4000) + "\tsome words of a turn\n";
    seconds += std::to_string(43 + i * 4) + "\t" + std::to_string(47 + i * 4) + "\tsome words of a turn\n";
  }
  EXPECT_EQ(document("a.tsv", milliseconds).blocks.at(0).start_ms, 43810);
  EXPECT_EQ(document("b.tsv", seconds).blocks.at(0).start_ms, 43000);
  EXPECT_EQ(document("c.csv", "start (ms),text\n1500,words\n").blocks.at(0).start_ms, 1500);
  EXPECT_EQ(document("d.csv", "start_s,text\n1.5,words\n").blocks.at(0).start_ms, 1500);
}

TEST_F(TableFormats, ATableWithoutATextColumnIsNoTranscript) {
  const auto refused = read("a.csv", "name,age\nA,4\n");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::kUnknownFormat);
  EXPECT_EQ(refused.error().param("variant"), "table");
  EXPECT_EQ(error("b.csv", "name,age\n\"A,4\n"), base::ErrorCode::kDamagedFile);
}

TEST_F(TableFormats, AWorkbookOfTurns) {
  const auto read = document(
      "a.xlsx",
      make_xlsx(
          R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Who</t></is></c><c r="B1" t="inlineStr"><is><t>Utterance</t></is></c></row>)"
          R"(<row r="2"><c r="A2" t="inlineStr"><is><t>P1</t></is></c><c r="B2" t="inlineStr"><is><t>It was</t></is></c></row>)"));
  ASSERT_EQ(read.blocks.size(), 1u);
  EXPECT_EQ(read.blocks[0].speaker, "P1");
  EXPECT_EQ(read.blocks[0].text, "It was");
  EXPECT_THAT(warning_keys(read), ElementsAre("other-sheets-ignored"));
}

TEST_F(TableFormats, ADocumentIsNoTable) {
  const auto read = host().read_table(folder_.write("a.docx", make_docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>")));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, base::ErrorCode::kUnknownFormat);
}

}  // namespace
}  // namespace polyvocal::plugin_host
