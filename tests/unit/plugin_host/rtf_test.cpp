#include "reading.hpp"

namespace polyvocal::plugin_host {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

using Rtf = Reading;

TEST_F(Rtf, CharactersOfAllKinds) {
  struct Case {
    const char* rtf;
    const char* text;
  };
  for (const Case& test_case : {
           Case{"{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\'93x\\'94\\par}", "caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D"},
           Case{"{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\par}", "\xD0\x9F\xD1\x80"},
           Case{"{\\rtf1\\mac caf\\'8e\\par}", "caf\xC3\xA9"},
           Case{"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset136 B;}}\\f1 \\'a5\\'78\\f0 x\\par}",
                "\xE5\x8F\xB0x"},
           Case{"{\\rtf1\\ansi{\\fonttbl{\\f1\\fcharset128 B;}}{\\f1 \\'93\\'fa}\\par}", "\xE6\x97\xA5"},
           Case{"{\\rtf1\\ansi{\\fonttbl{\\f1\\fcharset134 B;}}{\\f1 \\'d6\\'d0a}\\par}",
                "\xE4\xB8\xAD"
                "a"},
           Case{"{\\rtf1\\ansi\\uc1 \\u27665?\\u-10179?\\u-8704?x\\par}", "\xE6\xB0\x91\xF0\x9F\x98\x80x"},
           Case{"{\\rtf1\\ansi\\uc2 \\u27665\\'a5\\'c1y\\par}", "\xE6\xB0\x91y"},
           Case{"{\\rtf1\\ansi\\uc0 \\u233 t{\\uc1\\u233?}\\u233t\\par}",
                "\xC3\xA9"
                "t\xC3\xA9\xC3\xA9"
                "t"},
           Case{"{\\rtf1\\ansi a\\{b\\}c\\\\d\\~e\\_f\\-g\\emdash h\\lquote i\\par}",
                "a{b}c\\d\xC2\xA0"
                "e\xE2\x80\x91"
                "fg\xE2\x80\x94h\xE2\x80\x98i"},
           Case{"{\\rtf1\\ansi one\r\n two\\par}", "one two"},
           Case{"{\\rtf1\\ansi {\\pict\\bin4 }}\\{x}seen\\par}", "seen"},
       }) {
    const auto read = document("a.rtf", test_case.rtf);
    EXPECT_EQ(read.format, "rtf");
    ASSERT_FALSE(read.blocks.empty()) << test_case.rtf;
    EXPECT_EQ(read.blocks[0].text, test_case.text) << test_case.rtf;
  }
}

TEST_F(Rtf, ParagraphsStylesAndTables) {
  const auto read =
      document("a.rtf",
               "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}{\\s2\\b heading "
               "2;}{\\*\\cs3 Char;}}"
               "{\\info{\\title An interview}{\\author Nobody}}{\\header running\\par}{\\*\\generator X;}\n"
               "\\pard\\s2 Part one\\par\\pard\\plain {\\b Parent 1:} It was\\line so\\tab then\\par\\par"
               "{\\v hidden}seen{\\footnote note\\par}{\\deleted gone}\\par"
               "\\trowd\\cellx1\\cellx2\\intbl A\\cell first\\par second\\cell\\row\\pard last}");
  EXPECT_THAT(texts(read),
              ElementsAre("Part one", "Parent 1: It was", "so\tthen", "", "seen", "A\tfirst", "second", "last"));
  EXPECT_EQ(read.blocks[0].level, 2);
  EXPECT_EQ(read.blocks[1].bold_prefix_bytes, 9);
  EXPECT_EQ(read.blocks[2].bold_prefix_bytes, 0);
  EXPECT_THAT(warning_keys(read), UnorderedElementsAre("notes-left-out", "tracked-deletions-left-out"));
  EXPECT_THAT(read.properties, ElementsAre(std::pair<std::string, std::string>("title", "An interview")));
}

TEST_F(Rtf, FieldsShowTheirResult) {
  EXPECT_THAT(
      texts(document("a.rtf",
                     "{\\rtf1\\ansi see {\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt the page}} now\\par}")),
      ElementsAre("see the page now"));
}

}  // namespace
}  // namespace polyvocal::plugin_host
