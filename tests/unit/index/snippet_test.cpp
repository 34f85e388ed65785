#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/search_index.hpp"

namespace polyvocal::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string cut(std::string_view text, const text::ByteRange& range) {
  return std::string(
      text.substr(static_cast<std::size_t>(range.start.value), static_cast<std::size_t>(range.length())));
}

std::vector<std::string> marked(std::string_view text, std::string_view source, std::string_view language = "en") {
  const auto query = parse_query(source, language);
  if (!query) return {"refused"};
  std::vector<std::string> out;
  for (const auto& range : matches_in(text, *query, language)) out.push_back(cut(text, range));
  return out;
}

TEST(MatchesIn, MarksWhatWasAskedFor) {
  const std::string text =
      "High caseloads: the Caseload was high, but staff waited. Role confusion, role and confusion.";
  EXPECT_THAT(marked(text, "caseload"), ElementsAre("caseloads", "Caseload"));
  EXPECT_THAT(marked(text, "Caseload"), ElementsAre("Caseload"));
  EXPECT_THAT(marked(text, "wait*"), ElementsAre("waited"));
  EXPECT_THAT(marked(text, "\"role confusion\""), ElementsAre("Role confusion"));
  EXPECT_THAT(marked(text, "role -caseload"), ElementsAre("Role", "role"));
  EXPECT_THAT(marked(text, "NOT role"), IsEmpty());
  EXPECT_THAT(marked(text, "caseload ADJ/2 high"), ElementsAre("Caseload", "high"));
  EXPECT_THAT(marked(text, "role NEAR/1 confusion"), ElementsAre("Role", "confusion", "role"));
  EXPECT_THAT(marked(text, "role ADJ/1 confusion"), ElementsAre("Role confusion"));
  EXPECT_THAT(marked(text, "staff OR waited"), ElementsAre("staff", "waited"));
  EXPECT_THAT(marked(text, "\"role confusion\" OR confusion*"), ElementsAre("Role confusion", "confusion"));
  EXPECT_THAT(marked(text, "group:staff"), IsEmpty());
  EXPECT_THAT(marked(text, "*"), IsEmpty());
  EXPECT_THAT(marked("", "role"), IsEmpty());
  EXPECT_THAT(marked("well-being and being well", "well-be*"), ElementsAre("well-being"));
}

TEST(MatchesIn, InOtherScripts) {
  EXPECT_THAT(marked("在诊所等待的时间很长，时间", "时间", "zh"), ElementsAre("时间", "时间"));
  EXPECT_THAT(marked("Straße, STRASSE", "strasse", "de"), ElementsAre("Straße", "STRASSE"));
  EXPECT_THAT(marked("Un café; cafe\xCC\x81", "cafe", "fr"), ElementsAre("café", "cafe\xCC\x81"));
  EXPECT_THAT(marked("הַשֵּׁרוּת היה", "השרות", "he"), ElementsAre("הַשֵּׁרוּת"));
}

struct Shown {
  std::string text;
  std::vector<std::string> marks;
};
Shown snippet(std::string_view text, std::string_view source, std::int64_t code_points,
              std::string_view language = "en") {
  const auto made = make_snippet(text, *parse_query(source, language), language, code_points);
  Shown out{made.text, {}};
  for (const auto& mark : made.marks) out.marks.push_back(cut(made.text, mark));
  return out;
}

TEST(MakeSnippet, ShortTextIsWhole) {
  const auto shown = snippet("Hello\nthere", "there", 50);
  EXPECT_EQ(shown.text, "Hello there");
  EXPECT_THAT(shown.marks, ElementsAre("there"));
  EXPECT_EQ(snippet("", "a", 50).text, "");
}

TEST(MakeSnippet, CutsAtWordsAroundTheDensestMatches) {
  std::string text = "staff once at the beginning. ";
  for (int i = 0; i < 40; ++i) text += "filler" + std::to_string(i) + " ";
  text += "then staff told other staff about staff matters ";
  for (int i = 40; i < 80; ++i) text += "filler" + std::to_string(i) + " ";
  const auto shown = snippet(text, "staff", 80);
  EXPECT_THAT(shown.marks, ElementsAre("staff", "staff", "staff"));
  EXPECT_TRUE(shown.text.starts_with("…")) << shown.text;
  EXPECT_TRUE(shown.text.ends_with("…")) << shown.text;
  EXPECT_NE(text.find(" " + shown.text.substr(3, shown.text.size() - 6) + " "), std::string::npos) << shown.text;
  EXPECT_LE(shown.text.size(), 80u + 6);
}

TEST(MakeSnippet, AtTheEnds) {
  const std::string text = "alpha beta gamma delta epsilon zeta eta theta iota kappa";
  EXPECT_EQ(snippet(text, "alpha", 20).text, "alpha beta gamma…");
  EXPECT_EQ(snippet(text, "kappa", 20).text, "…eta theta iota kappa");
  EXPECT_EQ(snippet(text, "missing", 20).text, "alpha beta gamma…");
  const auto phrase = snippet(text, "\"beta gamma delta epsilon zeta\"", 10);
  EXPECT_THAT(phrase.marks, ElementsAre("beta gamma delta epsilon zeta"));
}

TEST(MakeSnippet, CountsCodePoints) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "很长";
  text += "时间";
  for (int i = 0; i < 50; ++i) text += "很长";
  const auto shown = snippet(text, "时间", 20, "zh");
  EXPECT_THAT(shown.marks, ElementsAre("时间"));
  EXPECT_EQ(shown.text.size(), 22u * 3);
  const auto unbroken = snippet(std::string(500, 'x'), "y", 20);
  EXPECT_LE(unbroken.text.size(), 23u);
}

}  // namespace
}  // namespace polyvocal::index
