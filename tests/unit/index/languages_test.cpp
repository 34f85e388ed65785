#include "index_fixture.hpp"

namespace polyvocal::index {
namespace {

class LanguagesTest : public IndexTest {};

TEST_F(LanguagesTest, EachLanguageFindsItsWords) {
  put(document(1, "English", "en", {passage(1, "The rates were rising; cafés and naïve views.")}));
  put(document(2, "Deutsch", "de",
               {passage(2, "Die Wartezeiten in der Straße waren lang, die Übergaben schwierig."),
                passage(3, "Der Rat der Stadt; die Räte; STRASSE.")}));
  put(document(
      3, "中文", "zh",
      {passage(4, "参与者说服务很好，但是在诊所等待的时间很长。"), passage(5, "工作压力很大，作工的人很多。")}));
  put(document(4, "日本語", "ja", {passage(6, "参加者は待ち時間が長かったと述べました。")}));
  put(document(5, "ไทย", "th", {passage(7, "ผู้เข้าร่วมกล่าวว่าบริการดี แต่รอนาน")}));
  put(document(6, "עברית", "he", {passage(8, "הַשֵּׁרוּת היה טוב, אבל חיכינו הרבה זמן")}));
  put(document(7, "English again", "en", {passage(9, "Rats in the street.")}));
  commit();
  const std::vector<std::tuple<std::string_view, std::string_view, Ids>> cases = {
      {"cafe", "en", {1}},
      {"CAFÉ*", "en", {1}},
      {"naive", "en", {1}},
      {"strasse", "en", {2, 3}},
      {"Straße", "de", {2, 3}},
      {"\"straße\"", "de", {2, 3}},
      {"Wartezeit", "de", {2}},
      {"wartezeit", "en", {2}},  // the query's language does not matter
      {"übergabe", "de", {2}},
      // German makes Räte and Rat one word; English must not make rates and rats one because of that
      {"rate", "en", {1, 3}},
      {"rats", "en", {3, 9}},
      {"rate NEAR/9 rising", "en", {1}},
      {"时间", "zh", {4}},
      {"等待的时间", "zh", {4}},
      {"间时", "zh", {}},
      {"工作", "zh", {5}},
      {"作工", "en", {5}},
      {"工作*", "zh", {5}},
      {"诊所 时间", "zh", {4}},
      {"诊所 NEAR/5 时间", "zh", {4}},
      {"时间 ADJ/5 诊所", "zh", {}},
      {"诊所 ADJ/5 时间", "zh", {4}},
      {"待ち時間", "ja", {6}},
      {"時間", "ja", {6}},
      {"参", "zh", {4, 6}},
      {"参加", "ja", {6}},
      {"บริการ", "th", {7}},
      {"השרות", "he", {8}},
      {"חיכינו", "en", {8}},
      {"language:zh", "en", {4, 5}},
      {"rate language:de", "en", {3}},
      {"document:中文 时间", "zh", {4}},
  };
  for (const auto& [source, language, expected] : cases) EXPECT_EQ(find(source, language), expected) << source;
}

TEST_F(LanguagesTest, AWordOfNoStemmersLanguageIsFoundBesideStemmedOnes) {
  put(document(1, "A", "en", {passage(1, "stations")}));
  put(document(2, "B", "th", {passage(2, "station"), passage(3, "stations")}));
  EXPECT_EQ(find("station"), (Ids{1, 2}));
  EXPECT_EQ(find("stations"), (Ids{1, 3}));
  EXPECT_EQ(find("station NEAR/3 station"), Ids{});
}

TEST_F(LanguagesTest, TypographicApostrophesAreApostrophes) {
  put(document(1, "A", "en", {passage(1, "The manager’s view: they don’t wait."), passage(2, "managers don't")}));
  EXPECT_EQ(find("don't"), (Ids{1, 2}));
  EXPECT_EQ(find("don’t"), (Ids{1, 2}));
  EXPECT_EQ(find("manager"), (Ids{1, 2}));
  EXPECT_EQ(find("manager’s"), (Ids{1, 2}));
}

TEST_F(LanguagesTest, RegionsShareTheirLanguage) {
  put(document(1, "A", "en-US", {passage(1, "waiting")}));
  put(document(2, "B", "EN_gb", {passage(2, "waits")}));
  put(document(3, "C", "", {passage(3, "waits"), passage(4, "wait")}));
  EXPECT_EQ(find("wait"), (Ids{1, 2, 4}));
}

}  // namespace
}  // namespace polyvocal::index
