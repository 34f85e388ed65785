#include <algorithm>
#include <cstdio>

#include "reading.hpp"

namespace polyvocal::plugin_host {
namespace {

using testing::Contains;
using testing::ElementsAre;

/// One line of text at a place; y is measured from the top of the page.
struct Placed {
  double x, y;
  std::string text;
  bool bold = false;
  int size = 10;
};

/// A PDF of pages of 612 x 792 points in Courier (6 points a character at size 10), so that widths are known.
std::string make_pdf(const std::vector<std::vector<Placed>>& pages) {
  std::vector<std::string> objects;
  objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(5 + 2 * i) + " 0 R ";
  objects.push_back("<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [ " + kids + "] >>");
  objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>");
  objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::string content = "BT\n";
    for (const auto& line : pages[i]) {
      content += std::string(line.bold ? "/F2 " : "/F1 ") + std::to_string(line.size) + " Tf 1 0 0 1 " +
                 std::to_string(line.x) + " " + std::to_string(792 - line.y) + " Tm (" + line.text + ") Tj\n";
    }
    content += "ET";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
        "/Contents " +
        std::to_string(6 + 2 * i) + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
  }
  std::string bytes = "%PDF-1.4\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", bytes.size());
    table += entry;
    bytes += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  return bytes + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
         std::to_string(bytes.size()) + "\n%%EOF\n";
}

/// Lines one under the other from `y`, 12 points apart.
void put(std::vector<Placed>& page, double x, double& y, const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    page.push_back({x, y, line});
    y += 12;
  }
}

using Pdf = Reading;

const std::string kFull1 = "It began with a telephone call from the school that I had not";
const std::string kFull2 = "expected at all and then somebody came to the house on a Tuesday";
const std::string kFull3 = "and we sat in the kitchen for two hours and talked about every-";

TEST_F(Pdf, LinesBecomeParagraphsAndLabelsStay) {
  std::vector<Placed> page;
  double y = 100;
  put(page, 72, y,
      {"Interviewer: How did it begin?", "Parent 1: Well.", "Interviewer: Go on.", "Parent 1: " + kFull1.substr(0, 53),
       kFull2, kFull3, "thing that mattered."});
  y += 12;
  put(page, 72, y, {kFull2, "and that was everything."});
  EXPECT_THAT(texts(document("a.pdf", make_pdf({page}))),
              ElementsAre("Interviewer: How did it begin?", "Parent 1: Well.", "Interviewer: Go on.",
                          "Parent 1: " + kFull1.substr(0, 53) + " " + kFull2 +
                              " and we sat in the kitchen for two hours and talked about everything that mattered.",
                          kFull2 + " and that was everything."));
}

TEST_F(Pdf, IndentedFirstLinesBeginParagraphs) {
  std::vector<Placed> page;
  double y = 100;
  for (int i = 0; i < 3; ++i) {
    put(page, 90, y, {kFull1});
    put(page, 72, y, {kFull2, kFull1 + " so"});
  }
  const auto read = document("a.pdf", make_pdf({page}));
  ASSERT_EQ(read.blocks.size(), 3u);
  EXPECT_EQ(read.blocks[0].text, kFull1 + " " + kFull2 + " " + kFull1 + " so");
}

TEST_F(Pdf, TurnsWithHangingIndents) {
  std::vector<Placed> page;
  double y = 100;
  for (int i = 0; i < 3; ++i) {
    put(page, 72, y, {"Parent 1: " + kFull1});
    put(page, 130, y, {"indented"});
    put(page, 72, y, {"Interviewer: Yes?"});
  }
  const auto read = document("a.pdf", make_pdf({page}));
  ASSERT_EQ(read.blocks.size(), 6u);
  EXPECT_EQ(read.blocks[0].text, "Parent 1: " + kFull1 + " indented");
}

TEST_F(Pdf, RunningLinesAreLeftOutAndTold) {
  std::vector<std::vector<Placed>> pages;
  for (int i = 1; i <= 4; ++i) {
    std::vector<Placed> page;
    page.push_back({72, 40, "Interview 7 - confidential"});
    double y = 100;
    put(page, 72, y,
        {"Interviewer: " + std::to_string(i * 3) + " is a number that I say here now",
         "Parent 1: " + kFull1.substr(0, 40)});
    for (int k = 0; k < 3; ++k) put(page, 72, y, {"Parent 1: words " + std::to_string(k), "Interviewer: more"});
    page.push_back({290, 760, "Page " + std::to_string(i) + " of 4"});
    pages.push_back(page);
  }
  const auto read = document("a.pdf", make_pdf(pages));
  EXPECT_EQ(read.blocks.size(), 32u);
  for (const auto& block : read.blocks) {
    EXPECT_THAT(block.text, testing::Not(testing::HasSubstr("confidential")));
    EXPECT_THAT(block.text, testing::Not(testing::HasSubstr("of 4")));
  }
  ASSERT_THAT(warning_keys(read), ElementsAre("running-lines-left-out"));
  EXPECT_THAT(read.warnings[0].second, testing::StartsWith("8: "));
  EXPECT_THAT(read.warnings[0].second, testing::HasSubstr("confidential"));
}

TEST_F(Pdf, ALabelThatBeginsEveryPageIsNoHeader) {
  std::vector<std::vector<Placed>> pages;
  for (int i = 1; i <= 4; ++i) {
    std::vector<Placed> page;
    double y = 100;
    put(page, 72, y,
        {"Interviewer:", "a question that is asked on page " + std::string(static_cast<std::size_t>(i), 'x'),
         "Parent 1:", "an answer"});
    pages.push_back(page);
  }
  const auto read = document("a.pdf", make_pdf(pages));
  EXPECT_EQ(std::count_if(read.blocks.begin(), read.blocks.end(),
                          [](const auto& block) { return block.text == "Interviewer:"; }),
            4);
  EXPECT_TRUE(read.warnings.empty());
}

TEST_F(Pdf, AParagraphGoesOnOverThePage) {
  std::vector<Placed> first, second;
  double y = 100;
  put(first, 72, y,
      {"Interviewer: Yes?", "Parent 1: Well.", "Interviewer: And?", "Parent 1: " + kFull1.substr(0, 53), kFull2});
  y = 100;
  put(second, 72, y, {"and so it went on.", "Interviewer: Thank you."});
  const auto read = document("a.pdf", make_pdf({first, second}));
  EXPECT_THAT(texts(read), Contains("Parent 1: " + kFull1.substr(0, 53) + " " + kFull2 + " and so it went on."));
  EXPECT_EQ(read.blocks.back().text, "Interviewer: Thank you.");
}

TEST_F(Pdf, BoldAndLargeTypeAreSeen) {
  std::vector<Placed> page{{72, 80, "The interview", false, 18},
                           {72, 120, "Parent 1:", true},
                           {132, 120, "It was so."},
                           {72, 140, "Interviewer:", true},
                           {150, 140, "And then? It is a longer line of words."}};
  const auto read = document("a.pdf", make_pdf({page}));
  ASSERT_EQ(read.blocks.size(), 3u);
  EXPECT_EQ(read.blocks[0].kind, text::RawBlock::Kind::kHeading);
  EXPECT_EQ(read.blocks[1].text, "Parent 1: It was so.");
  EXPECT_EQ(read.blocks[1].bold_prefix_bytes, 9);
}

TEST_F(Pdf, PagesWithoutTextAreToldOrEmpty) {
  EXPECT_EQ(error("scan.pdf", make_pdf({{}, {}})), base::ErrorCode::kEmptyFile);
  const auto read = document("half.pdf", make_pdf({{{72, 100, "words"}}, {}}));
  EXPECT_THAT(read.warnings, ElementsAre(std::pair<std::string, std::string>("pages-without-text", "1")));
}

}  // namespace
}  // namespace polyvocal::plugin_host
