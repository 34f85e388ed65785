#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "sample.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::report {
namespace {

std::vector<std::string> texts(const pugi::xml_node& root, const char* path) {
  std::vector<std::string> out;
  for (const auto& found : root.select_nodes(path)) out.emplace_back(found.node().text().get());
  return out;
}

class Html : public ::testing::Test {
 protected:
  void load(const std::filesystem::path& path) {
    bytes_ = test::read_all(path);
    // Our HTML is well-formed XML, too: an unescaped mark anywhere would end the parse.
    const auto result =
        page_.load_string(bytes_.c_str(), pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single);
    ASSERT_TRUE(result) << result.description() << " at " << bytes_.substr(static_cast<std::size_t>(result.offset), 80);
  }
  test::TempFolder folder_;
  std::string bytes_;
  pugi::xml_document page_;
};

TEST_F(Html, QuotesComeBack) {
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kHtml, folder_.path() / "q.html"));
  load(folder_.path() / "q.html");
  const auto quotes = texts(page_, "//section[1]//blockquote/p");
  EXPECT_EQ(quotes, nasty_lines());
  EXPECT_THAT(texts(page_, "//h1"), ::testing::ElementsAre("Support & <care>: \"what helps\""));
  EXPECT_THAT(texts(page_, "//section/h2"), ::testing::ElementsAre("Nasty & <odd>"));
  EXPECT_THAT(texts(page_, "//h3"), ::testing::ElementsAre("Inner"));
  EXPECT_THAT(texts(page_, "//h6"), ::testing::ElementsAre("Empty"));
  EXPECT_THAT(texts(page_, "//section[2]//blockquote/p"),
              ::testing::ElementsAre("First paragraph.", "Second, with \"quotes\".", "She spoke of her brother."));
  EXPECT_THAT(texts(page_, "//section[2]//cite"), ::testing::ElementsAre("Manager 2", "אם 3"));
  EXPECT_THAT(texts(page_, "//section[2]//span[@class='id']"), ::testing::ElementsAre("q-two", "q-note"));
  EXPECT_THAT(std::string(page_.select_node("//section[2]/figure[2]/figcaption/span").node().last_child().value()),
              ::testing::HasSubstr("not verbatim"));
  EXPECT_THAT(texts(page_, "//p[@class='context']"),
              ::testing::ElementsAre("Interviewer: before?", "Interviewer: after."));
  EXPECT_THAT(texts(page_, "//footer/p"),
              ::testing::ElementsAre("Known names were checked.", "Patterns were checked."));
}

TEST_F(Html, SaysLanguageAndDirection) {
  auto collection = sample_collection();
  ASSERT_TRUE(write_quotes(collection, Format::kHtml, folder_.path() / "q.html"));
  load(folder_.path() / "q.html");
  EXPECT_STREQ(page_.child("html").attribute("lang").value(), "en-GB");
  EXPECT_STREQ(page_.child("html").attribute("dir").value(), "ltr");
  int right_to_left = 0;
  for (const auto& found : page_.select_nodes("//figure")) {
    const std::string text = found.node().select_node("blockquote/p").node().text().get();
    const bool right = text.starts_with("مرحبا") || text.starts_with("שלום");
    EXPECT_STREQ(found.node().attribute("dir").value(), right ? "rtl" : "ltr") << text;
    right_to_left += right ? 1 : 0;
  }
  EXPECT_EQ(right_to_left, 2);
  for (const auto& found : page_.select_nodes("//p[not(@class='note')]")) {
    EXPECT_STREQ(found.node().attribute("dir").value(), "auto");
  }
  collection.language = "he";
  ASSERT_TRUE(write_quotes(collection, Format::kHtml, folder_.path() / "q.html"));
  load(folder_.path() / "q.html");
  EXPECT_STREQ(page_.child("html").attribute("dir").value(), "rtl");
}

TEST_F(Html, LoadsAndRunsNothing) {
  ASSERT_TRUE(write_quotes(sample_collection(), Format::kHtml, folder_.path() / "q.html"));
  load(folder_.path() / "q.html");
  EXPECT_TRUE(page_.select_nodes("//script | //link | //img | //iframe | //@src | //@onclick").empty());
  for (const auto& found : page_.select_nodes("//@href")) {
    const std::string target = found.attribute().value();
    ASSERT_TRUE(target.starts_with("#"));
    EXPECT_EQ(page_.select_nodes(("//*[@id='" + target.substr(1) + "']").c_str()).size(), 1U) << target;
  }
  EXPECT_EQ(bytes_.find("url("), std::string::npos);
  EXPECT_EQ(bytes_.find("@import"), std::string::npos);
}

TEST_F(Html, TableComesBack) {
  ASSERT_TRUE(write_table(sample_table(), Format::kHtml, folder_.path() / "t.htm"));
  load(folder_.path() / "t.htm");
  EXPECT_THAT(texts(page_, "//thead//th"), ::testing::ElementsAre("segments", "families (n = 3)", "=staff"));
  EXPECT_THAT(texts(page_, "//tbody//th"), ::testing::ElementsAre("Workload", "日本 | shift", "=SUM(A1)", "Total"));
  EXPECT_THAT(texts(page_, "//tbody//td[@class='n']"),
              ::testing::ElementsAre("12", "-3", "5 (42%)", "2.5", "007", "", "24", "1"));
  EXPECT_THAT(texts(page_, "//tr[@class='total']/th"), ::testing::ElementsAre("Total"));
  EXPECT_STREQ(page_.select_node("//tbody/tr[2]/th").node().attribute("style").value(), "--depth: 1");
}

}  // namespace
}  // namespace polyvocal::report
