#include "gui/presenter/page_layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// Every code point is 10 wide.
class EvenMeasure : public WordMeasure {
 public:
  int width(std::string_view utf8) override { return static_cast<int>(text::count_code_points(utf8)) * 10; }
  std::vector<int> widths(std::string_view utf8) override {
    std::vector<int> edges;
    for (int i = 1; i <= text::count_code_points(utf8); ++i) edges.push_back(i * 10);
    return edges;
  }
};

constexpr PageLayout::Metrics kMetrics{
    .column = 200, .line_height = 20, .turn_gap = 8, .margin_top = 10, .average_letter = 10};

class Layout : public testing::Test {
 protected:
  /// Turns "NAME: body", one a line; other lines belong to nobody.
  PageLayout& lay(const std::string& text) {
    auto page = std::make_shared<PageText>();
    page->text = text;
    page->language = "en";
    std::size_t at = 0;
    while (at < text.size()) {
      const auto end = std::min(text.find('\n', at), text.size());
      const auto colon = text.find(": ", at);
      const auto point = [&](std::size_t byte) {
        return text::CodePointOffset(text::count_code_points(text.substr(0, byte)));
      };
      if (colon != std::string::npos && colon < end) {
        page->turns.push_back({{point(at), point(end)}, {point(colon + 2), point(end)}, 0, std::nullopt});
      }
      at = end + 1;
    }
    page->speakers.push_back({"P", model::SpeakerRole::kParticipant, Mark::kNone});
    layout_ = std::make_unique<PageLayout>(page, kMetrics, measure_);
    layout_->lay_out_some(0, [] { return false; });
    return *layout_;
  }
  std::vector<std::string> lines() {
    std::vector<std::string> list;
    for (std::size_t b = 0; b < layout_->blocks(); ++b) {
      for (const auto& line : layout_->block(b).lines) list.emplace_back(layout_->map().slice(line.range));
    }
    return list;
  }
  EvenMeasure measure_;
  std::unique_ptr<PageLayout> layout_;
};

TEST_F(Layout, LinesEndBetweenWordsAndNoLetterIsLost) {
  lay("P: the quick brown fox jumps over the lazy dog");
  EXPECT_THAT(lines(), ElementsAre("the quick brown fox ", "jumps over the lazy ", "dog"));
}

TEST_F(Layout, LabelsAreNotDrawnAndTextBetweenTurnsIs) {
  lay("A heading\nP: one\nP: two");
  EXPECT_THAT(lines(), ElementsAre("A heading", "one", "two"));
  EXPECT_EQ(layout_->block(0).turn, PageBlock::kNoTurn);
  EXPECT_EQ(layout_->block(1).turn, 0U);
  EXPECT_TRUE(layout_->block(1).opens_turn);
}

TEST_F(Layout, AWordLongerThanTheColumnIsCut) {
  lay("P: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b");
  EXPECT_THAT(lines(), ElementsAre(std::string(20, 'a'), std::string(20, 'a'), std::string(10, 'a') + " b"));
}

TEST_F(Layout, AFamilyOfEmojiIsNeverCut) {
  std::string family = "👩‍👩‍👧‍👦";  // 7 code points, 70 wide
  lay("P: " + family + family + family);
  EXPECT_THAT(lines(), ElementsAre(family + family, family));
}

TEST_F(Layout, EveryPlaceLeadsBackToItsPosition) {
  auto& layout = lay("P: the quick brown fox jumps over the lazy dog\nP: second turn");
  for (std::size_t b = 0; b < layout.blocks(); ++b) {
    for (auto at = layout.block(b).range.start; at < layout.block(b).range.end; at = at + 1) {
      const auto place = layout.place_of(at);
      EXPECT_EQ(place.block, b);
      EXPECT_EQ(layout.position_at(place, layout.x_of(place, at)), at);
    }
  }
}

TEST_F(Layout, HebrewRunsFromTheRightEdge) {
  auto& layout = lay("P: שלום עולם");
  const auto start = layout.block(0).range.start;
  const auto place = layout.place_of(start);
  EXPECT_EQ(layout.x_of(place, start), 200);  // the column's right edge
  EXPECT_EQ(layout.x_of(place, start + 4), 160);
  // What is selected is what is highlighted.
  EXPECT_THAT(layout.stretches(0, 0, {start, start + 4}), ElementsAre(Pair(160, 40)));
  EXPECT_EQ(layout.position_at(place, 198), start);
  EXPECT_EQ(layout.position_at(place, 161), start + 4);
}

TEST_F(Layout, AHebrewWordInEnglishIsAStretchOfItsOwn) {
  auto& layout = lay("P: she said שלום to me");
  const auto start = layout.block(0).range.start + 9;
  EXPECT_THAT(layout.stretches(0, 0, {start, start + 2}), ElementsAre(Pair(110, 20)));  // the right half of the word
  EXPECT_THAT(layout.stretches(0, 0, {start - 5, start + 1}), ElementsAre(Pair(40, 50), Pair(120, 10)));
}

TEST_F(Layout, TopsAreSumsOfHeights) {
  auto& layout = lay("P: the quick brown fox jumps over the lazy dog\nP: two\nP: three");
  int y = 0;
  for (std::size_t b = 0; b < layout.blocks(); ++b) {
    EXPECT_EQ(layout.top(b), y);
    EXPECT_EQ(layout.block_at(y), b);
    y += layout.block_height(b);
    EXPECT_EQ(layout.block_at(y - 1), b);
  }
  EXPECT_EQ(layout.height(), y + kMetrics.margin_top);
}

}  // namespace
}  // namespace polyvocal::gui
