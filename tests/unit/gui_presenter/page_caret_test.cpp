#include "gui/presenter/page_caret.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "even_measure.hpp"

namespace polyvocal::gui {
namespace {

constexpr PageLayout::Metrics kNarrow{
    .column = 200, .line_height = 20, .turn_gap = 5, .margin_top = 0, .average_letter = 10};

class Caret : public testing::Test {
 protected:
  void show(std::shared_ptr<const PageText> text) {
    page = std::make_unique<PageLayout>(std::move(text), kNarrow, measure);
  }
  PageCaret step(PageCaret from, CaretStep how) {
    return move_caret(*page, from, how, keeps_column(how) ? page->x_of(page->place_of(from), from) : 0, 3);
  }
  /// Positions that `how` visits from the start until it stays.
  std::vector<std::int64_t> walk(PageCaret from, CaretStep how) {
    std::vector<std::int64_t> visited;
    for (int i = 0; i < 100; ++i) {
      const PageCaret next = step(from, how);
      if (next == from) break;
      from = next;
      visited.push_back(from.at.value);
    }
    return visited;
  }
  EvenMeasure measure;
  std::unique_ptr<PageLayout> page;
};
using Visited = std::vector<std::int64_t>;

TEST_F(Caret, GoesByWhatIsOneCharacterToAReader) {
  // a, e with an accent (2), a family (5), b
  show(lines_page("ae\xCC\x81👨‍👩‍👧b"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kRight), (Visited{1, 3, 8, 9}));
  EXPECT_EQ(walk({at(9), Affinity::kPreceding}, CaretStep::kLeft), (Visited{8, 3, 1, 0}));
}

TEST_F(Caret, GoesLeftThroughHebrewAsItIsRead) {
  show(lines_page("אבג"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kLeft), (Visited{1, 2, 3}));
  EXPECT_TRUE(walk({at(0)}, CaretStep::kRight).empty());
}

TEST_F(Caret, MovesOneGlyphToTheSameSideThroughMixedDirections) {
  for (const char* sample : {"abc אבג def", "אבג abc 45 דה", "ab אב"}) {
    show(lines_page(sample));
    const auto cells = page->cells(0, 0);
    PageCaret caret = page->hit({0, 0}, cells.front().left);
    int x = page->x_of({0, 0}, caret);
    ASSERT_EQ(x, cells.front().left);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      caret = step(caret, CaretStep::kRight);
      const int now = page->x_of({0, 0}, caret);
      EXPECT_EQ(now, x + EvenMeasure::kGlyph) << sample << " step " << i;
      x = now;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      caret = step(caret, CaretStep::kLeft);
      const int now = page->x_of({0, 0}, caret);
      EXPECT_EQ(now, x - EvenMeasure::kGlyph) << sample << " back " << i;
      x = now;
    }
  }
}

TEST_F(Caret, CrossesWrappedLinesWithoutAStepThatDoesNothing) {
  show(lines_page("aaaa bbbb cccc dddddd"));
  const auto visited = walk({at(0)}, CaretStep::kRight);
  ASSERT_EQ(visited.size(), 21u);
  for (std::size_t i = 0; i < visited.size(); ++i) EXPECT_EQ(visited[i], static_cast<std::int64_t>(i) + 1);
  EXPECT_EQ(page->place_of(step({at(14)}, CaretStep::kRight)).line, 1u);
  EXPECT_EQ(step({at(15)}, CaretStep::kLeft).at, at(14));
}

TEST_F(Caret, GoesByWords) {
  show(lines_page("Erm, it's so."));
  EXPECT_EQ(walk({at(0)}, CaretStep::kWordRight), (Visited{5, 10, 13}));
  EXPECT_EQ(walk({at(13), Affinity::kPreceding}, CaretStep::kWordLeft), (Visited{10, 5, 0}));
  show(lines_page("אבג דהו"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kWordLeft), (Visited{4, 7}));
}

TEST_F(Caret, SkipsWhatIsNotShown) {
  auto text = std::make_shared<PageText>();
  text->language = "en";
  text->text = "EM: Hello\nP: Yes";
  text->turns = {{span(0, 9), span(4, 9), 0, {}}, {span(10, 16), span(13, 16), 0, {}}};
  show(text);
  EXPECT_EQ(step({at(9), Affinity::kPreceding}, CaretStep::kRight).at, at(13));
  EXPECT_EQ(step({at(13)}, CaretStep::kLeft).at, at(9));
  EXPECT_EQ(step({at(9), Affinity::kPreceding}, CaretStep::kWordRight).at, at(13));
  EXPECT_EQ(step({at(0)}, CaretStep::kRight).at, at(5));
  EXPECT_EQ(step({at(11)}, CaretStep::kRight).at, at(14));  // from inside a label
}

TEST_F(Caret, KeepsItsColumnUpAndDown) {
  show(lines_page("abcdef\nab\nabcdef"));
  PageCaret caret = {at(5)};
  const int goal = page->x_of({0, 0}, caret);
  caret = move_caret(*page, caret, CaretStep::kDown, goal, 3);
  EXPECT_EQ(caret.at, at(9));
  caret = move_caret(*page, caret, CaretStep::kDown, goal, 3);
  EXPECT_EQ(caret.at, at(15));
  EXPECT_EQ(move_caret(*page, caret, CaretStep::kDown, goal, 3).at, at(16));
  EXPECT_EQ(move_caret(*page, caret, CaretStep::kPageUp, goal, 3).at, at(5));
}

TEST_F(Caret, GoesToTheEndsOfLineAndText) {
  show(lines_page("aaaa bbbb cccc dddddd"));
  EXPECT_EQ(step({at(3)}, CaretStep::kLineEnd).at, at(14));
  EXPECT_EQ(page->place_of(step({at(3)}, CaretStep::kLineEnd)).line, 0u);
  EXPECT_EQ(step({at(17)}, CaretStep::kLineStart).at, at(15));
  EXPECT_EQ(step({at(17)}, CaretStep::kTextStart).at, at(0));
  EXPECT_EQ(step({at(3)}, CaretStep::kTextEnd).at, at(21));
}

TEST_F(Caret, GrowsSelectionsToWholeCharactersWordsAndSentences) {
  show(lines_page("He\xCC\x81 went. She's left, so."));
  EXPECT_EQ(grow_to_graphemes(*page, span(2, 5)), span(1, 5));
  EXPECT_EQ(grow_to_graphemes(*page, span(0, 2)), span(0, 3));
  EXPECT_EQ(grow_to_graphemes(*page, span(2, 2)), span(1, 1));
  EXPECT_EQ(grow_to_words(*page, span(5, 12)), span(4, 15));
  EXPECT_EQ(grow_to_sentences(*page, span(5, 6)), span(0, 9));
  EXPECT_EQ(grow_to_sentences(*page, span(5, 12)), span(0, 25));
}

TEST_F(Caret, FindsTheWordAndTheTurnAtAPosition) {
  show(lines_page("Erm, it's so."));
  EXPECT_EQ(word_at(*page, at(6)), span(5, 9));
  EXPECT_EQ(word_at(*page, at(3)), span(0, 3));
  EXPECT_EQ(word_at(*page, at(12)), span(10, 12));
  EXPECT_EQ(block_at(*page, at(6)), span(0, 13));
}

TEST_F(Caret, GoesBySentencesAndOnToTheNextTurn) {
  show(lines_page("He went. She left, so. No\nThen. End"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kSentenceForward), (Visited{9, 23, 25, 26, 32, 35}));
  EXPECT_EQ(walk({at(35), Affinity::kPreceding}, CaretStep::kSentenceBack), (Visited{32, 26, 25, 23, 9, 0}));
  // In Hebrew too the next sentence is the one that is read next.
  show(lines_page("אבג דהו. זח טי.", "he"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kSentenceForward), (Visited{9, 15}));
}

TEST_F(Caret, GoesThroughArabicWithItsVowelSigns) {
  // Three letters, each with a sign above or below it: three characters to a reader.
  show(lines_page("\u0643\u064E\u062A\u064E\u0628\u064E", "ar"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kLeft), (Visited{2, 4, 6}));
  EXPECT_EQ(walk({at(6), Affinity::kPreceding}, CaretStep::kRight), (Visited{4, 2, 0}));
}

TEST_F(Caret, GoesThroughHindiByWhatIsReadAsOne) {
  show(lines_page("\u0928\u093F\u0928", "hi"));
  EXPECT_EQ(walk({at(0)}, CaretStep::kRight), (Visited{2, 3}));
}

TEST_F(Caret, ASelectionIsNeverLessThanACharacter) {
  // Whatever is dragged over, both ends stand between characters.
  const std::string text = "a\xCC\x81 👨‍👩‍👧 🇩🇪 👍🏽 \u0928\u093F z";
  show(lines_page(text, "hi"));
  const auto stops = page->graphemes(0);
  const auto last = page->map().code_points().value;
  for (std::int64_t from = 0; from <= last; ++from) {
    for (std::int64_t to = from + 1; to <= last; ++to) {
      const auto grown = grow_to_graphemes(*page, span(from, to));
      EXPECT_LE(grown.start, at(from));
      EXPECT_GE(grown.end, at(to));
      for (const auto end : {grown.start, grown.end})
        EXPECT_TRUE(std::binary_search(stops.begin(), stops.end(), end)) << from << ".." << to;
    }
  }
  EXPECT_EQ(grow_to_graphemes(*page, span(4, 5)), span(3, 8));
}

}  // namespace
}  // namespace polyvocal::gui
