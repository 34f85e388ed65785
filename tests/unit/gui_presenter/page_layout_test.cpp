#include "gui/presenter/page_layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "even_measure.hpp"

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using testing::Pair;

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
  std::string family = "👩‍👩‍👧‍👦";  // 7 code points, the joiners without width: 40 wide
  lay("P: " + family + family + family + family + family + family);
  EXPECT_THAT(lines(), ElementsAre(family + family + family + family + family, family));
}

TEST_F(Layout, EveryPlaceLeadsBackToItsPosition) {
  auto& layout = lay("P: the quick brown fox jumps over the lazy dog\nP: second turn");
  for (std::size_t b = 0; b < layout.blocks(); ++b) {
    for (auto at = layout.block(b).range.start; at < layout.block(b).range.end; at = at + 1) {
      const auto place = layout.place_of(at);
      EXPECT_EQ(place.block, b);
      EXPECT_EQ(layout.hit(place, layout.x_of(place, PageCaret{at})).at, at);
    }
  }
}

TEST_F(Layout, HebrewRunsFromTheRightEdge) {
  auto& layout = lay("P: שלום עולם");
  const auto start = layout.block(0).range.start;
  const auto place = layout.place_of(start);
  EXPECT_EQ(layout.x_of(place, PageCaret{start}), 200);  // the column's right edge
  EXPECT_EQ(layout.x_of(place, PageCaret{start + 4}), 160);
  // What is selected is what is highlighted.
  EXPECT_THAT(layout.stretches(0, 0, {start, start + 4}), ElementsAre(Pair(160, 40)));
  EXPECT_EQ(layout.hit(place, 198).at, start);
  EXPECT_EQ(layout.hit(place, 161).at, start + 4);
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

TEST_F(Layout, ACharacterWithItsAccentIsNeverCut) {
  std::string word;
  for (int i = 0; i < 30; ++i) word += "e\xCC\x81";
  auto& layout = lay("P: " + word);
  ASSERT_EQ(layout.lines(0), 2U);
  EXPECT_EQ(layout.line(0, 0).range.length(), 40);
}

class Cells : public testing::Test {
 protected:
  void show(const std::string& text) { page = std::make_unique<PageLayout>(lines_page(text), kMetrics, measure); }
  EvenMeasure measure;
  std::unique_ptr<PageLayout> page;
};

TEST_F(Cells, OfAParagraphReadFromTheRightEndAtTheRightEdge) {
  show("אבג דהו");
  const auto cells = page->cells(0, 0);
  ASSERT_EQ(cells.size(), 7U);
  EXPECT_EQ(cells.back().right, 200);
  EXPECT_EQ(cells.back().range, span(0, 1));
  EXPECT_EQ(cells.front().range, span(6, 7));
  EXPECT_EQ(cells.front().left, 130);
}

TEST_F(Cells, OfARangeOfMixedDirectionsAreCoveredByItsStretches) {
  const std::string samples[] = {"אב clinic דה (45) ו words", "say אבג 12 דה, so e\xCC\x81 it", "plain words here"};
  for (const std::string& sample : samples) {
    show(sample);
    const auto stops = page->graphemes(0);
    for (std::size_t from = 0; from < stops.size(); ++from) {
      for (std::size_t to = from + 1; to < stops.size(); ++to) {
        for (std::size_t line = 0; line < page->lines(0); ++line) {
          const auto covered = page->stretches(0, line, {stops[from], stops[to]});
          for (const auto& cell : page->cells(0, line)) {
            const bool inside = std::any_of(covered.begin(), covered.end(), [&](const auto& stretch) {
              return stretch.first <= cell.left && cell.right <= stretch.first + stretch.second;
            });
            ASSERT_EQ(inside, stops[from] <= cell.range.start && cell.range.end <= stops[to])
                << sample << " " << stops[from].value << ".." << stops[to].value << " " << cell.range.start.value;
          }
        }
      }
    }
  }
}

TEST_F(Cells, ThePointIsAtTheNearerEdgeOfWhatIsUnderIt) {
  show("abc אבג");
  EXPECT_EQ(page->hit({0, 0}, 4).at, at(0));
  EXPECT_EQ(page->hit({0, 0}, 6).at, at(1));
  EXPECT_EQ(page->hit({0, 0}, -50).at, at(0));
  // Seen from x 40 to 70 with its first letter rightmost.
  EXPECT_EQ(page->hit({0, 0}, 69).at, at(4));
  EXPECT_EQ(page->hit({0, 0}, 61).at, at(5));
  EXPECT_EQ(page->hit({0, 0}, 41).at, at(7));
}

TEST_F(Cells, ACaretStandsWhereItWasPut) {
  for (const char* sample : {"abc אבג def", "אבג abc דהו 45", "words alone", "ae\xCC\x81👨‍👩‍👧b"}) {
    show(sample);
    for (const auto& cell : page->cells(0, 0)) {
      for (const int x : {cell.left + 1, cell.right - 1}) {
        const auto caret = page->hit({0, 0}, x);
        EXPECT_EQ(page->x_of(page->place_of(caret), caret), x == cell.left + 1 ? cell.left : cell.right) << sample;
      }
    }
  }
}

TEST_F(Cells, TheEndOfALineIsNotTheStartOfTheNext) {
  show("aaaa bbbb cccc dddddd");
  const PageCaret end{at(15), Affinity::kPreceding};
  const PageCaret start{at(15), Affinity::kFollowing};
  EXPECT_EQ(page->place_of(end), (PagePlace{0, 0}));
  EXPECT_EQ(page->x_of({0, 0}, end), 150);
  EXPECT_EQ(page->place_of(start), (PagePlace{0, 1}));
  EXPECT_EQ(page->x_of({0, 1}, start), 0);
}

}  // namespace
}  // namespace polyvocal::gui
