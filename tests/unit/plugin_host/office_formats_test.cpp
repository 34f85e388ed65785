#include "reading.hpp"
#include "zip_maker.hpp"

namespace polyvocal::plugin_host {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

using OfficeFormats = Reading;

TEST_F(OfficeFormats, WordParagraphsRunsAndBreaks) {
  const auto read = document(
      "a.docx",
      make_docx(
          R"(<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Part one</w:t></w:r></w:p>)"
          R"(<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Parent 1: </w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr>)"
          R"(<w:t>It</w:t></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:tab/><w:t>was</w:t><w:noBreakHyphen/><w:br/><w:t>so</w:t>)"
          R"(<w:br w:type="page"/><w:t>.</w:t></w:r></w:p><w:p/>)"
          R"(<w:p><w:r><w:rPr><w:rStyle w:val="Loud"/></w:rPr><w:t>All</w:t></w:r></w:p>)"
          R"(<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>)",
          {{"word/_rels/document.xml.rels",
            R"(<Relationships><Relationship Id="a" Type="http://x/styles" Target="styles.xml"/></Relationships>)"},
           {"word/styles.xml",
            R"(<w:styles xmlns:w="w"><w:style w:styleId="H2"><w:name w:val="Heading 2"/></w:style>)"
            R"(<w:style w:styleId="Base"><w:name w:val="b"/><w:rPr><w:b/></w:rPr></w:style>)"
            R"(<w:style w:styleId="Loud"><w:name w:val="l"/><w:basedOn w:val="Base"/></w:style></w:styles>)"}}));
  EXPECT_THAT(texts(read), ElementsAre("Part one", "Parent 1: It \twas\xE2\x80\x91", "so.", "", "All", "linked"));
  EXPECT_EQ(read.blocks[0].level, 2);
  EXPECT_EQ(read.blocks[1].bold_prefix_bytes, 9);
  EXPECT_EQ(read.blocks[4].bold_prefix_bytes, 3);
}

TEST_F(OfficeFormats, WordRevisionsNotesTablesAndBoxes) {
  const auto read = document(
      "a.docx",
      make_docx(
          R"(<w:p><w:r><w:t>kept </w:t></w:r><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>)"
          R"(<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>)"
          R"(<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Parent 1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>first</w:t></w:r></w:p><w:p><w:r><w:t>second</w:t></w:r></w:p></w:tc></w:tr></w:tbl>)"
          R"(<w:p><w:r><w:t>anchor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>)"
          R"(<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>)"));
  EXPECT_THAT(texts(read), ElementsAre("kept inserted", "Parent 1\tfirst", "second", "anchor", "boxed"));
  EXPECT_THAT(warning_keys(read),
              UnorderedElementsAre("notes-left-out", "tracked-deletions-left-out", "hidden-text-left-out"));
}

const char* const kOpenText =
    R"(<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>)"
    R"(<text:h text:outline-level="2">Part   one</text:h><text:p><text:span text:style-name="T1">Parent 1:</text:span> a)"
    "\n  "
    R"(b<text:s text:c="2"/>c<text:tab/>d<text:line-break/>e<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p><text:p/>)"
    R"(<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>)"
    R"(<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>words</text:p><text:p>more</text:p></table:table-cell></table:table-row></table:table>)";
const char* const kOpenStyles =
    R"(<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>)";

TEST_F(OfficeFormats, OpenDocumentZippedAndFlatAreTheSame) {
  const auto zipped = document("a.odt", make_odt(kOpenText, kOpenStyles));
  const auto flat = document("a.fodt", make_fodt(kOpenText, kOpenStyles));
  EXPECT_EQ(zipped.format, "odt");
  EXPECT_EQ(flat.format, "fodt");
  for (const auto* read : {&zipped, &flat}) {
    EXPECT_THAT(texts(*read), ElementsAre("Part one", "Parent 1: a b  c\td", "e", "", "item", "A\twords", "more"));
    EXPECT_EQ(read->blocks[0].level, 2);
    EXPECT_EQ(read->blocks[1].bold_prefix_bytes, 9);
    EXPECT_THAT(warning_keys(*read), UnorderedElementsAre("notes-left-out", "tracked-deletions-left-out"));
  }
}

TEST_F(OfficeFormats, EpubFollowsTheSpine) {
  const auto read = document(
      "a.epub",
      make_zip(
          {{"mimetype", "application/epub+zip", true},
           {"META-INF/container.xml",
            R"(<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>)"},
           {"OEBPS/a.opf",
            R"(<package xmlns:dc="d"><metadata><dc:title>Book</dc:title></metadata><manifest>)"
            R"(<item id="two" href="text/2%20b.xhtml" media-type="application/xhtml+xml"/><item id="one" href="1.xhtml" media-type="application/xhtml+xml"/>)"
            R"(<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>)"
            R"(<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>)"},
           {"OEBPS/1.xhtml",
            "<?xml version=\"1.0\"?><html "
            "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body><h1>One</h1><p>first</p></body></html>"},
           {"OEBPS/text/2 b.xhtml", "<html><body><p>second<br/>line</p></body></html>"},
           {"OEBPS/nav.xhtml", "<html><body><p>contents</p></body></html>"}}));
  EXPECT_EQ(read.format, "epub");
  EXPECT_THAT(texts(read), ElementsAre("One", "first", "second", "line"));
  EXPECT_THAT(read.properties, Contains(std::pair<std::string, std::string>("title", "Book")));
}

}  // namespace
}  // namespace polyvocal::plugin_host
