#include "gui/presenter/reading_unit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using text::CodePointOffset;

/// All units of a text, one after the other, as a reader goes through them.
std::vector<std::string> read(const std::string& words, ReadingUnit unit, const char* language = "en") {
  const text::OffsetMap map(words);
  std::vector<std::string> said;
  for (CodePointOffset at; at < map.code_points();) {
    const auto range = unit_within(map, paragraph_at(map, at), at, unit, language);
    EXPECT_EQ(range.start, at);
    if (range.end <= at) break;
    // Whichever of its positions is asked for, it is the same stretch.
    for (auto inside = at; inside < range.end; inside = inside + 1)
      EXPECT_EQ(unit_within(map, paragraph_at(map, inside), inside, unit, language), range);
    said.emplace_back(map.slice(range));
    at = range.end;
  }
  return said;
}

TEST(ReadingUnits, FollowEachOtherWithoutAGap) {
  const std::string words = "Erm, it's so. Why?\n\nשלום עולם";
  EXPECT_THAT(read(words, ReadingUnit::kWord), ElementsAre("Erm, ", "it's ", "so. ", "Why?\n", "\n", "שלום ", "עולם"));
  EXPECT_THAT(read(words, ReadingUnit::kSentence), ElementsAre("Erm, it's so. ", "Why?\n", "\n", "שלום עולם"));
  EXPECT_THAT(read(words, ReadingUnit::kParagraph), ElementsAre("Erm, it's so. Why?\n", "\n", "שלום עולם"));
}

TEST(ReadingUnits, ACharacterIsWhatAReaderTakesForOne) {
  EXPECT_THAT(read("ae\xCC\x81👩‍👩‍👧‍👦नि", ReadingUnit::kCharacter, "hi"),
              ElementsAre("a", "e\xCC\x81", "👩‍👩‍👧‍👦", "नि"));
}

TEST(ReadingUnits, TheEndBelongsToTheLastOne) {
  const std::string words = "one two\n";
  const text::OffsetMap map(words);
  const auto paragraph = paragraph_at(map, CodePointOffset(8));
  EXPECT_EQ(map.slice(paragraph), "one two\n");
  EXPECT_EQ(map.slice(unit_within(map, paragraph, CodePointOffset(8), ReadingUnit::kWord, "en")), "two\n");
  const std::string feed = "\n";
  const text::OffsetMap alone(feed);
  EXPECT_EQ(alone.slice(paragraph_at(alone, CodePointOffset(1))), "\n");
  const text::OffsetMap none("");
  EXPECT_TRUE(unit_within(none, paragraph_at(none, {}), {}, ReadingUnit::kWord, "en").empty());
}

}  // namespace
}  // namespace polyvocal::gui
