#include "text/boundaries.hpp"

#include <gtest/gtest.h>

namespace polyvocal::text {
namespace {

std::vector<std::string> words_of(const std::string& text, const char* language) {
  const OffsetMap map(text);
  std::vector<std::string> result;
  for (const auto& range : words(map, language)) result.emplace_back(map.slice(range));
  return result;
}

using Words = std::vector<std::string>;

TEST(Words, LeaveOutPunctuation) {
  EXPECT_EQ(words_of("Erm... it's 3.5 years, I'd say!", "en"), (Words{"Erm", "it's", "3.5", "years", "I'd", "say"}));
  EXPECT_EQ(words_of("", "en"), Words{});
  EXPECT_EQ(count_words("one two  three", "en"), 3);
}

TEST(Words, UseDictionariesForScriptsWithoutBlanks) {
  EXPECT_EQ(words_of("ฉันรักเธอ", "th").size(), 3u);
  EXPECT_GE(words_of("我們今天開會", "zh").size(), 3u);
}

TEST(Words, StayRightAfterCharactersBeyondTheBmp) {
  EXPECT_EQ(words_of("👨‍👩‍👧 family 𠮷 x", "en").front(), "family");
}

TEST(Sentences, EndWithoutTheirBlanks) {
  const std::string text = "She left. \"Did she?\" Yes!\n";
  const OffsetMap map(text);
  std::vector<std::string> result;
  for (const auto& range : sentences(map, "en")) result.emplace_back(map.slice(range));
  EXPECT_EQ(result, (Words{"She left.", "\"Did she?\"", "Yes!"}));
}

TEST(Graphemes, KeepWhatIsOneCharacterToAReader) {
  const std::pair<const char*, std::size_t> cases[] = {
      {"👨‍👩‍👧", 1}, {"🇬🇧🇫🇷", 2}, {"e\xCC\x81x", 2}, {"👍🏽", 1}, {"각", 1}, {"नि", 1}, {"\r\n", 1}};
  for (const auto& [text, count] : cases) {
    const std::string owned = text;
    EXPECT_EQ(grapheme_boundaries(OffsetMap(owned), "en").size() - 1, count) << text;
  }
}

TEST(Snap, WidensToWholeCharactersAndWords) {
  const std::string text = "a👨‍👩‍👧b hello world";
  const OffsetMap map(text);
  const auto graphemes = grapheme_boundaries(map, "en");
  const auto range = [](int a, int b) { return CodePointRange{CodePointOffset(a), CodePointOffset(b)}; };
  EXPECT_EQ(snap_to_graphemes(range(2, 4), graphemes), range(1, 6));
  EXPECT_EQ(snap_to_graphemes(range(1, 6), graphemes), range(1, 6));
  const auto list = words(map, "en");
  EXPECT_EQ(map.slice(snap_to_words(range(10, 16), list)), "hello world");
  EXPECT_EQ(snap_to_words(range(13, 14), list), range(13, 14));  // the blank alone touches no word
}

}  // namespace
}  // namespace polyvocal::text
