#include "text/tokens.hpp"

#include <gtest/gtest.h>

namespace polyvocal::text {
namespace {

std::vector<std::string> folded(const char* text, const char* language) {
  Tokenizer tokenizer(language);
  std::vector<std::string> result;
  for (const auto& token : tokenizer.tokens(text)) result.push_back(token.folded);
  return result;
}

using Words = std::vector<std::string>;

TEST(Tokenizer, FoldsAndStems) {
  Tokenizer english("en");
  const auto tokens = english.tokens("Caseloads were RISING at the café.");
  ASSERT_EQ(tokens.size(), 6u);
  EXPECT_EQ(tokens[0].stem, "caseload");
  EXPECT_EQ(tokens[2].stem, "rise");
  EXPECT_EQ(tokens[5].folded, "cafe");
  EXPECT_EQ(tokens[5].position, 6u);
  EXPECT_EQ(english.stemmer_name(), "english-snowball");
  EXPECT_TRUE(english.is_stop_word("the"));
  EXPECT_EQ(Tokenizer("th").stemmer_name(), "none");
}

TEST(Tokenizer, GivesTheBytesOfEachWord) {
  const std::string text = "é 人x";
  Tokenizer tokenizer("en");
  for (const auto& token : tokenizer.tokens(text)) {
    const auto word =
        text.substr(static_cast<std::size_t>(token.bytes.start.value), static_cast<std::size_t>(token.bytes.length()));
    EXPECT_TRUE(word == "é" || word == "人" || word == "x") << word;
  }
}

TEST(Tokenizer, CutsHanAndKanaToCharacters) {
  EXPECT_EQ(folded("今天開會", "zh"), (Words{"今", "天", "開", "會"}));
  EXPECT_EQ(folded("会議はカフェ", "ja"), (Words{"会", "議", "は", "カ", "フ", "ェ"}));
  EXPECT_EQ(folded("𠮷野", "ja"), (Words{"𠮷", "野"}));
  EXPECT_EQ(folded("ฉันรักเธอ", "th").size(), 3u);
}

TEST(Tokenizer, KeepsTermsShort) {
  Tokenizer tokenizer("en");
  const auto tokens = tokenizer.tokens(std::string(5000, 'x'));
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_LE(tokens[0].folded.size(), 200u);
}

TEST(GuessLanguage, KnowsScriptsAndFrequentWords) {
  const std::pair<const char*, const char*> samples[] = {
      {"So when we came to the meeting they had not read what I wrote, and it was the third time that this had "
       "happened to us.",
       "en"},
      {"Und dann haben wir gesagt, dass das so nicht geht, weil die Kinder ja auch noch da sind und wir nicht mehr "
       "konnten.",
       "de"},
      {"allora io mi chiamo Anna e in realtà prima vorrei un'informazione sulla data che non ho capito perché è stata "
       "cambiata",
       "it"},
      {"我們今天來談一談這個政策，然後看看大家有什麼想法，謝謝各位的參與。", "zh"},
      {"今日はみんなで会議をして、それから食事に行きました。とても楽しかったです。", "ja"},
      {"Добрий ранок. Колеги, реєструємося і починаємо нашу роботу.", "uk"},
      {"אני פותח את הישיבה, ואנו נמצאים בנושא חופש התנועה", "he"},
      // Formal Turkish has few small words; a Turkish name does not make English Turkish.
      {"Toplantı yeter sayısı vardır, görüşmelere başlıyoruz. Gündeme geçmeden önce sayın milletvekiline söz "
       "vereceğim.",
       "tr"},
      {"I met Işıl and her mother in the office, and they said that nobody had told them what the plan was for the "
       "child or who would come to see them.",
       "en"},
  };
  for (const auto& [text, language] : samples) EXPECT_EQ(guess_language(text, "xx"), language) << text;
  EXPECT_EQ(guess_language("ok", "nl"), "nl");
}

}  // namespace
}  // namespace polyvocal::text
