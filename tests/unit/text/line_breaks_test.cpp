#include "text/line_breaks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "text/offset_map.hpp"

namespace polyvocal::text {
namespace {

/// The paragraph cut where a line may end.
std::string cut(const std::string& utf8, const char* language) {
  const OffsetMap map(utf8);
  std::string result;
  CodePointOffset from;
  for (const auto to : line_breaks(utf8, language)) {
    result.append(map.slice({from, to})).append("|");
    from = to;
  }
  EXPECT_EQ(from, map.code_points());
  return result;
}

TEST(LineBreaks, KeepBlanksBeforeThem) {
  EXPECT_EQ(cut("Mm, well- known (so I'd) say", "en"), "Mm, |well- |known |(so |I'd) |say|");
  EXPECT_EQ(cut("", "en"), "");
}

TEST(LineBreaks, StandBetweenIdeographsButNotBeforeTheirFullStop) {
  EXPECT_EQ(cut("服务很好。", "zh"), "服|务|很|好。|");
}

TEST(LineBreaks, UseTheDictionaryForThai) {
  const std::string result = cut("ผู้เข้าร่วมกล่าวว่าบริการดี", "th");
  EXPECT_GE(std::count(result.begin(), result.end(), '|'), 4);
}

TEST(LineBreaks, CountCodePoints) {
  const auto breaks = line_breaks("née 😀 so", "en");
  ASSERT_EQ(breaks.size(), 3U);
  EXPECT_EQ(breaks[1], CodePointOffset(6));
  EXPECT_EQ(breaks[2], CodePointOffset(8));
}

}  // namespace
}  // namespace polyvocal::text
