#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/tables.hpp"

namespace polyvocal::exchange {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The stretches of the text that were found.
std::vector<std::string> found(std::string_view text, std::string_view words) {
  std::vector<std::string> made;
  for (const auto& [begin, end] : find_words(text, words)) made.emplace_back(text.substr(begin, end - begin));
  return made;
}

TEST(FindWords, AcrossLineBreaksAndEveryOtherWhiteSpace) {
  EXPECT_THAT(found("I said\nnothing  at\r\n\tall.", "said nothing at all"), ElementsAre("said\nnothing  at\r\n\tall"));
  EXPECT_THAT(found("said nothing", "said\n  nothing"), ElementsAre("said nothing")) << "either side may have breaks";
  for (const char* blank : {" ", "\t", "\n", "\v", "\f", "\r", "\u0085", "\u00A0", "\u1680", "\u2000", "\u2003",
                            "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"}) {
    const std::string text = std::string("x one") + blank + "two y";
    EXPECT_EQ(find_words(text, "one two").size(), 1u) << testing::PrintToString(blank);
    EXPECT_EQ(find_words("x one two y", std::string("one") + blank + "two").size(), 1u)
        << testing::PrintToString(blank);
  }
  for (const char* other : {"\u200B", "\u2060", "\u00AD", "-", "\u2010"}) {
    EXPECT_THAT(found(std::string("one") + other + "two", "one two"), IsEmpty()) << testing::PrintToString(other);
  }
}

TEST(FindWords, WhiteSpaceIsNeitherMadeUpNorLeftOut) {
  EXPECT_THAT(found("never mind", "nevermind"), IsEmpty());
  EXPECT_THAT(found("nevermind", "never mind"), IsEmpty());
  EXPECT_THAT(found(" words ", "  words  "), ElementsAre("words")) << "blanks around do not count";
}

TEST(FindWords, EverythingElseIsComparedExactly) {
  EXPECT_THAT(found("She goes, \u201CI\u2019m new.\u201D", "\u201CI\u2019m new.\u201D"),
              ElementsAre("\u201CI\u2019m new.\u201D"));
  EXPECT_THAT(found("\u201CI\u2019m new.\u201D", "\"I'm new.\""), IsEmpty()) << "typographic marks are other marks";
  EXPECT_THAT(found("Not listened to", "not listened"), IsEmpty()) << "so is a capital";
  EXPECT_THAT(found("caf\u00E9", "cafe\u0301"), IsEmpty()) << "and another spelling of an accent";
  EXPECT_THAT(found("where's XXX? [name removed], (pause) \u2588\u2588\u2588 said", "XXX? [name removed]"),
              ElementsAre("XXX? [name removed]"));
  EXPECT_THAT(found("\u2588\u2588\u2588 said\nno", "\u2588\u2588\u2588 said no"),
              ElementsAre("\u2588\u2588\u2588 said\nno"));
}

TEST(FindWords, EveryOccurrenceIsReported) {
  EXPECT_THAT(find_words("yes. yes.\nyes.", "yes."), ElementsAre(std::pair(0, 4), std::pair(5, 9), std::pair(10, 14)));
  EXPECT_EQ(find_words("aaa", "aa").size(), 2u) << "occurrences that overlap are two: the place is not certain";
  EXPECT_THAT(found("said it. Said it", "Said it"), ElementsAre("Said it"));
}

TEST(FindWords, NothingIsFoundOfNothingAndBeyondTheEnd) {
  EXPECT_THAT(find_words("text", ""), IsEmpty());
  EXPECT_THAT(find_words("text", " \n\u00A0"), IsEmpty());
  EXPECT_THAT(find_words("", "text"), IsEmpty());
  EXPECT_THAT(find_words("the end", "end of it"), IsEmpty());
  EXPECT_THAT(find_words("the end ", "end of"), IsEmpty());
  EXPECT_THAT(found("\U00020BB7\u91CE\u5BB6", "\u91CE"), ElementsAre("\u91CE")) << "bytes, beyond the basic plane too";
}

}  // namespace
}  // namespace polyvocal::exchange
