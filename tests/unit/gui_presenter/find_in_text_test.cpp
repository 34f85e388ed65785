#include "gui/presenter/find_in_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "text/offset_map.hpp"

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;

std::vector<std::string> found(const std::string& text, std::string_view wanted) {
  const text::OffsetMap map(text);
  std::vector<std::string> words;
  for (const auto& range : find_in_text(text, wanted)) words.emplace_back(map.slice(range));
  return words;
}

TEST(FindInText, CaseAndAccentsDoNotMatter) {
  EXPECT_THAT(found("Café, CAFE and cafe\u0301!", "cafe"), ElementsAre("Café", "CAFE", "cafe\u0301"));
  EXPECT_THAT(found("Straße", "STRASSE"), ElementsAre("Straße"));
}

TEST(FindInText, WhiteSpaceIsWhiteSpace) {
  EXPECT_THAT(found("nobody\nrang  us\u00A0back", "nobody rang us back"), ElementsAre("nobody\nrang  us\u00A0back"));
}

TEST(FindInText, HitsDoNotOverlap) {
  EXPECT_THAT(found("aaaa", "aa"), ElementsAre("aa", "aa"));
}

TEST(FindInText, BeyondTheBasicPlane) {
  EXPECT_THAT(found("𠮷野家 and 👩‍👩‍👧 here", "野家"), ElementsAre("野家"));
  EXPECT_THAT(found("a 👩‍👩‍👧 b", "👩‍👩‍👧"), ElementsAre("👩‍👩‍👧"));
}

TEST(FindInText, NothingIsNowhere) {
  EXPECT_TRUE(found("words", "").empty());
  EXPECT_TRUE(found("words", "   ").empty());
  EXPECT_TRUE(found("", "x").empty());
}

}  // namespace
}  // namespace polyvocal::gui
