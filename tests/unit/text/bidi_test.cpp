#include "text/bidi.hpp"

#include <gtest/gtest.h>

#include <string>

#include "text/offset_map.hpp"

namespace polyvocal::text {
namespace {

constexpr WritingDirection kLtr = WritingDirection::kLeftToRight;
constexpr WritingDirection kRtl = WritingDirection::kRightToLeft;

/// The runs of the whole paragraph as they are seen: words, with < before what runs right to left.
std::string seen(const std::string& utf8) {
  const OffsetMap map(utf8);
  std::string result;
  for (const BidiRun& run : BidiParagraph(utf8).visual_runs({CodePointOffset(), map.code_points()})) {
    result += run.direction == kRtl ? "<" : ">";
    result += map.slice(run.range);
    result += "|";
  }
  return result;
}

TEST(BaseDirection, IsThatOfTheFirstStrongCharacter) {
  EXPECT_EQ(paragraph_direction("words"), kLtr);
  EXPECT_EQ(paragraph_direction("(45) שלום and more"), kRtl);
  EXPECT_EQ(paragraph_direction("\"قالت"), kRtl);
  EXPECT_EQ(paragraph_direction("clinic ב"), kLtr);
  EXPECT_EQ(paragraph_direction("12:30 ..."), kLtr);
  EXPECT_EQ(paragraph_direction(""), kLtr);
}

TEST(VisualRuns, OfPlainWordsAreOne) {
  EXPECT_EQ(seen("Erm... it’s 45 minutes"), ">Erm... it’s 45 minutes|");
}

TEST(VisualRuns, PutWhatComesLaterInHebrewToTheLeft) {
  EXPECT_EQ(seen("אבג clinic דהו"), "< דהו|>clinic|<אבג |");
  EXPECT_EQ(seen("say אבג 45 דה now"), ">say |< דה|>45|<אבג |> now|");
}

TEST(VisualRuns, GiveTheBlankAtALinesEndToTheParagraph) {
  // Each line is ordered by itself: its last blank hangs on the paragraph's far side.
  const std::string text = "say אבג דהו";
  const OffsetMap map(text);
  const BidiParagraph paragraph(text);
  const auto runs = paragraph.visual_runs({CodePointOffset(0), CodePointOffset(8)});
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(map.slice(runs[1].range), "אבג");
  EXPECT_EQ(map.slice(runs[2].range), " ");
  EXPECT_EQ(runs[2].direction, kLtr);
}

TEST(VisualRuns, CountCodePointsBeyondTheBmpOnce) {
  const std::string text = "😀a אב";
  const auto runs = BidiParagraph(text).visual_runs({CodePointOffset(0), CodePointOffset(5)});
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[1].range, (CodePointRange{CodePointOffset(3), CodePointOffset(5)}));
  EXPECT_EQ(runs[1].direction, kRtl);
}

TEST(VisualRuns, ClampTheLine) {
  EXPECT_TRUE(BidiParagraph("אב").visual_runs({CodePointOffset(5), CodePointOffset(9)}).empty());
  EXPECT_TRUE(BidiParagraph("").visual_runs({CodePointOffset(0), CodePointOffset(1)}).empty());
}

}  // namespace
}  // namespace polyvocal::text
