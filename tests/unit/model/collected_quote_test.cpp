// A quote is the participant's own words: whatever stands outside a mark is at the linked range, in order, and nothing
// is left out without a mark.
#include "model/collected_quote.hpp"

#include <gtest/gtest.h>

#include <random>

namespace polyvocal::model {
namespace {

using text::CodePointOffset;
using text::CodePointRange;

CodePointRange range(std::int64_t start, std::int64_t end) {
  return {CodePointOffset(start), CodePointOffset(end)};
}

/// Where `words` stand in `text`, in code points.
CodePointRange place(const std::string& text, const std::string& words) {
  const auto at = text.find(words);
  EXPECT_NE(at, std::string::npos) << words;
  const std::int64_t start = text::count_code_points(text.substr(0, at));
  return range(start, start + text::count_code_points(words));
}

class Quoted : public ::testing::Test {
 protected:
  std::string text_ =
      "Interviewer: And then?\n"
      "Parent 6: Every time it was: right, um, start from the beginning. You know. The café was closed.\n"
      "Grandparent 6: They've got it in a file.\n"
      "Interviewer: Hm.\n"
      "Parent 6: None of them is a child.";
  text::OffsetMap map_{text_};
  std::string shown(const std::vector<QuoteRange>& ranges, const std::vector<QuoteVoice>& voices = {}) {
    return text_of(render_quote(ranges, map_, voices));
  }
};

TEST_F(Quoted, WordsAreTheText) {
  EXPECT_EQ(shown({{place(text_, "The café was closed."), {}}}), "The café was closed.");
  EXPECT_EQ(shown({}), "");
}

TEST_F(Quoted, WhatIsLeftOutIsMarked) {
  const std::vector<QuoteRange> whole = {{place(text_, "Every time it was: right, um, start from the beginning."), {}}};
  auto quote = with_omission(whole, place(text_, "um,"));
  EXPECT_EQ(shown(quote), "Every time it was: right, [...] start from the beginning.");
  // The next word too: one mark.
  quote = with_omission(quote, place(text_, "start"));
  EXPECT_EQ(shown(quote), "Every time it was: right, [...] from the beginning.");
  // With the blank between: one edit.
  quote = with_omission(whole, place(text_, "um, start "));
  EXPECT_EQ(quote[0].edits.size(), 1u);
  EXPECT_EQ(shown(quote), "Every time it was: right, [...] from the beginning.");
  EXPECT_EQ(shown(with_omission(whole, place(text_, "Every time"))),
            "[...] it was: right, um, start from the beginning.");
  EXPECT_EQ(shown(with_omission(whole, place(text_, "beginning"))),
            "Every time it was: right, um, start from the [...].");
  EXPECT_EQ(shown(restored(quote, place(text_, "um,"))), shown(whole));
}

TEST_F(Quoted, ClarificationsStandInBrackets) {
  const std::vector<QuoteRange> whole = {{place(text_, "None of them is a child."), {}}};
  const auto at = place(text_, "them is").start + 4;
  EXPECT_EQ(shown(with_clarification(whole, {at, at}, "the alerts")), "None of them [the alerts] is a child.");
  EXPECT_EQ(shown(with_clarification(whole, place(text_, "them"), "the alerts")), "None of [the alerts] is a child.");
  EXPECT_EQ(shown(with_clarification(whole, place(text_, "child"), "name")), "None of them is a [name].");
  const auto quote = with_clarification(with_clarification(whole, {at, at}, "a"), {at, at}, "b");
  EXPECT_EQ(shown(quote), "None of them [b] is a child.") << "the second takes the first one's place";
  EXPECT_EQ(shown(with_omission(quote, place(text_, "them is"))), "None of [...] a child.");
  EXPECT_EQ(shown(restored(quote, {at, at})), shown(whole));
}

TEST_F(Quoted, RangesOfOneTurnHaveAMarkBetweenThem) {
  const std::vector<QuoteRange> two = {{place(text_, "Every time it was: right,"), {}},
                                       {place(text_, "start from the beginning."), {}}};
  EXPECT_EQ(shown(two), "Every time it was: right, [...] start from the beginning.");
  EXPECT_EQ(shown({two[1], two[0]}), "start from the beginning. [...] Every time it was: right,");
  // White space alone is no omission.
  EXPECT_EQ(shown({{place(text_, "You know."), {}}, {place(text_, "The café was closed."), {}}}),
            "You know. The café was closed.");
}

TEST_F(Quoted, ADialogueNamesItsVoicesAndMarksTheTurnsItSkips) {
  const auto first =
      place(text_, "Every time it was: right, um, start from the beginning. You know. The café was closed.");
  const auto second = place(text_, "They've got it in a file.");
  const auto last = place(text_, "None of them is a child.");
  EXPECT_EQ(shown({{first, {}}, {second, {}}}, {{1, first, "Parent"}, {2, second, "Grandparent"}}),
            "Parent: " + std::string(map_.slice(first)) + "\nGrandparent: They've got it in a file.");
  EXPECT_EQ(shown({{second, {}}, {last, {}}}, {{2, second, "Grandparent"}, {4, last, "Parent"}}),
            "Grandparent: They've got it in a file.\nParent: [...] None of them is a child.");
  // The rest of the turn that is not quoted is marked too.
  EXPECT_EQ(shown({{place(text_, "Every time"), {}}, {place(text_, "file."), {}}},
                  {{1, first, "Parent"}, {2, second, "Grandparent"}}),
            "Parent: Every time [...]\nGrandparent: [...] file.");
  EXPECT_EQ(shown({{first, {}}, {last, {}}}, {{1, first, "Parent"}, {4, last, "Parent"}}),
            std::string(map_.slice(first)) + "\n[...] None of them is a child.")
      << "one voice is not named";
}

/// A second, naive rendering: which code points are quoted at all.
std::vector<bool> quoted_points(const std::vector<QuoteRange>& ranges, std::int64_t length) {
  std::vector<bool> quoted(static_cast<std::size_t>(length), false);
  for (const auto& one : ranges) {
    for (auto i = one.range.start.value; i < one.range.end.value; ++i) quoted[static_cast<std::size_t>(i)] = true;
    for (const auto& edit : one.edits) {
      for (auto i = edit.range.start.value; i < edit.range.end.value; ++i) quoted[static_cast<std::size_t>(i)] = false;
    }
  }
  return quoted;
}

TEST(QuotedProperty, EveryWordOutsideAMarkIsTheParticipantsOwnAtTheLinkedRange) {
  std::mt19937_64 random(20261121);
  const auto below = [&](std::int64_t limit) {
    return limit <= 0 ? 0 : static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
  };
  static const std::vector<std::string> kWords = {"we",       "waited", "um...", "caf\u00e9",  "\u4e2d\u6587",
                                                  "[laughs]", "\"no\"", "it's",  "\U0001F600", "end."};
  std::int64_t marks = 0;
  std::int64_t dialogues = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    std::vector<QuoteVoice> turns;
    const std::int64_t count = 1 + below(4);
    for (std::int64_t t = 0; t < count; ++t) {
      text += (t == 0 ? "" : "\n") + std::string("Voice ") + std::to_string(below(3)) + ": ";
      const std::int64_t start = text::count_code_points(text);
      for (std::int64_t w = below(9); w >= 0; --w)
        text +=
            kWords[static_cast<std::size_t>(below(static_cast<std::int64_t>(kWords.size())))] + (w == 0          ? ""
                                                                                                 : below(5) == 0 ? "  "
                                                                                                                 : " ");
      turns.push_back({t, range(start, text::count_code_points(text)), "Voice " + std::to_string(below(2))});
    }
    const text::OffsetMap map(text);
    std::vector<QuoteRange> ranges;
    std::vector<QuoteVoice> voices;
    for (const auto& turn : turns) {
      auto at = turn.body.start.value;
      for (std::int64_t k = below(3); k > 0 && at < turn.body.end.value; --k) {
        const auto start = at + below(turn.body.end.value - at);
        const auto end = start + 1 + below(turn.body.end.value - start);
        ranges.push_back({range(start, std::min(end, turn.body.end.value)), {}});
        voices.push_back(turn);
        at = ranges.back().range.end.value;
      }
    }
    if (ranges.empty()) continue;
    const auto original = ranges;
    for (std::int64_t k = below(6); k > 0; --k) {
      const auto start = below(map.code_points().value);
      const auto where = range(start, start + below(8));
      switch (below(4)) {
        case 0:
          ranges = with_clarification(ranges, where, "name");
          break;
        case 1:
          ranges = restored(ranges, where);
          break;
        default:
          ranges = with_omission(ranges, where);
      }
    }
    // What an edit makes can be stored: inside its range, in order, not overlapping; and the link is as it was.
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      ASSERT_EQ(ranges[i].range, original[i].range);
      auto at = ranges[i].range.start;
      for (const auto& edit : ranges[i].edits) {
        ASSERT_LE(at, edit.range.start) << text;
        ASSERT_LE(edit.range.start, edit.range.end);
        ASSERT_LE(edit.range.end, ranges[i].range.end);
        at = edit.range.end;
      }
    }
    const bool knows_turns = below(4) != 0;
    const auto pieces = render_quote(ranges, map, knows_turns ? voices : std::vector<QuoteVoice>());
    const auto quoted = quoted_points(ranges, map.code_points().value);
    std::vector<bool> shown(quoted.size(), false);
    auto last = CodePointOffset(0);
    std::string outside;
    for (const auto& piece : pieces) {
      switch (piece.kind) {
        case PieceKind::kWords:
          ASSERT_EQ(piece.text, map.slice(piece.range));
          ASSERT_GE(piece.range.start, last);
          last = piece.range.end;
          for (auto i = piece.range.start.value; i < piece.range.end.value; ++i)
            shown[static_cast<std::size_t>(i)] = true;
          break;
        case PieceKind::kOmission:
          ASSERT_EQ(piece.text, "[...]");
          ++marks;
          break;
        case PieceKind::kClarification:
          ASSERT_EQ(piece.text, "[name]");
          break;
        case PieceKind::kSpace:
          ASSERT_EQ(piece.text, " ");
          break;
        case PieceKind::kBreak:
          ASSERT_EQ(piece.text, "\n");
          break;
        case PieceKind::kVoice:
          ++dialogues;
          ASSERT_TRUE(piece.text == "Voice 0: " || piece.text == "Voice 1: ");
      }
    }
    for (std::size_t i = 0; i < quoted.size(); ++i) {
      const auto point = map.slice(range(static_cast<std::int64_t>(i), static_cast<std::int64_t>(i) + 1));
      ASSERT_TRUE(!shown[i] || quoted[i]) << "left out, and yet shown: " << text_of(pieces);
      ASSERT_TRUE(!quoted[i] || shown[i] || point == " ") << "lost without a mark: " << text_of(pieces);
    }
    // Between two pieces of words that do not touch in the text stands a mark or a line end, or only white space is
    // between them.
    const QuotePiece* before = nullptr;
    bool marked = false;
    for (const auto& piece : pieces) {
      if (piece.kind == PieceKind::kOmission || piece.kind == PieceKind::kClarification) marked = true;
      if (piece.kind == PieceKind::kBreak && knows_turns) marked = true;
      if (piece.kind != PieceKind::kWords) continue;
      if (before != nullptr && before->range.end != piece.range.start && !marked) {
        ASSERT_EQ(std::string(map.slice({before->range.end, piece.range.start})).find_first_not_of(' '),
                  std::string::npos)
            << text_of(pieces);
      }
      before = &piece;
      marked = false;
    }
  }
  EXPECT_GT(marks, 1000);
  EXPECT_GT(dialogues, 1000);
}

TEST(QuotedProperty, EditsThatOverlapAreCutAndNothingIsShownTwice) {
  const std::string text = "one two three four";
  const text::OffsetMap map(text);
  const std::vector<QuoteRange> odd = {{range(0, 13),
                                        {{QuoteEditKind::kOmission, range(4, 9), ""},
                                         {QuoteEditKind::kClarification, range(4, 7), "x"},
                                         {QuoteEditKind::kOmission, range(8, 99), ""}}}};
  const auto pieces = render_quote(odd, map);
  EXPECT_EQ(text_of(pieces).find("four"), std::string::npos);
  EXPECT_EQ(text_of(pieces), "one [x] [...]");
}

}  // namespace
}  // namespace polyvocal::model
