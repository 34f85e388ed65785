#include "app/quotes.hpp"

#include <map>
#include <set>

#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::HasSubstr;

using QuotesTest = SampleTest;

/// Place and words of every quote by identifier.
std::map<std::string, std::string> by_identifier(const model::QuoteCollection& collection) {
  std::map<std::string, std::string> made;
  for (const auto& section : collection.sections) {
    for (const auto& quote : section.quotes) {
      const std::string what = quote.document + " " + std::to_string(quote.range.start.value) + "-" +
                               std::to_string(quote.range.end.value) + " " + quote.text;
      const auto [it, fresh] = made.emplace(quote.quote_id, what);
      EXPECT_TRUE(fresh || it->second == what) << "one identifier, two places: " << quote.quote_id;
    }
  }
  return made;
}

TEST_F(QuotesTest, IdentifiersAreThoseOfTheWordsInEveryExport) {
  const auto first = must(export_quotes(session(), {}, folder_.path() / "first.csv"));
  const auto identifiers = by_identifier(first.collection);
  EXPECT_EQ(identifiers.size(), static_cast<std::size_t>(first.quotes));
  EXPECT_GT(identifiers.size(), 500u);
  must(export_quotes(session(), {}, folder_.path() / "second.csv"));
  EXPECT_EQ(test::read_all(folder_.path() / "second.csv"), test::read_all(folder_.path() / "first.csv"));

  // Acts that have nothing to do with the words.
  add_codes({"Unrelated"});
  must(rename_code(session(), "C04", "Too many cases", Apply::kCommit));
  import_text("later.txt", kTalk);
  reopen();
  const auto later = must(export_quotes(session(), {.order = QuoteOrder::kGroup}, folder_.path() / "third.csv"));
  EXPECT_EQ(by_identifier(later.collection), identifiers) << "by group, after other acts, in another session";
  const std::string written = test::read_all(folder_.path() / "third.csv");
  for (const auto& [identifier, words] : identifiers) ASSERT_THAT(written, HasSubstr(identifier));
}

TEST_F(QuotesTest, OneMoreCodeOnTheSameWordsKeepsTheIdentifier) {
  const auto before = must(collect_quotes(session(), {.select = {.codes = {"C04"}}}));
  const auto& quote = before.collection.sections.back().quotes.front();
  add_codes({"Another"});
  must(apply_code(session(), quote.document, quote.range, "Another", Apply::kCommit));
  const auto after = must(collect_quotes(session(), {.select = {.codes = {"Another"}}}));
  ASSERT_EQ(after.quotes, 1);
  EXPECT_EQ(after.collection.sections.back().quotes.at(0).quote_id, quote.quote_id);
}

TEST_F(QuotesTest, TheGateSaysWhatWasNotCheckedInTheViewAndTheFile) {
  const auto file = folder_.path() / "quotes.md";
  const auto view = must(export_quotes(session(), {.select = {.codes = {"C04"}}}, file));
  EXPECT_EQ(view.gate.statement, "names-not-checked");
  EXPECT_TRUE(view.gate.blocked.empty());
  EXPECT_THAT(view.collection.statement, HasSubstr("were not checked"));
  EXPECT_THAT(test::read_all(file), HasSubstr("were not checked"));
}

TEST_F(QuotesTest, AnUnknownEndingWritesNothing) {
  const auto file = folder_.path() / "quotes.pages";
  EXPECT_EQ(error_of(export_quotes(session(), {}, file)), "invalid-argument");
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(QuotesTest, AStretchOfTwoCodersIsOneQuoteAndStandsUnderEachOfItsCodes) {
  const auto view = must(collect_quotes(session(), {}));
  std::set<std::pair<std::string, text::CodePointRange>> places;
  std::map<std::string, std::size_t> sections_of;
  std::size_t joint = 0;
  for (const auto& section : view.collection.sections) {
    std::set<std::string> in_section;
    for (const auto& quote : section.quotes) {
      EXPECT_TRUE(in_section.insert(quote.quote_id).second) << "twice in " << section.heading;
      ++sections_of[quote.quote_id];
      places.emplace(quote.document, quote.range);
      if (quote.coder.find(", ") != std::string::npos) ++joint;
      EXPECT_FALSE(quote.case_name.empty()) << "what only interviewers say is left out";
    }
  }
  EXPECT_EQ(places.size(), static_cast<std::size_t>(view.quotes));
  EXPECT_GT(joint, 0u);
}

TEST_F(QuotesTest, SectionsByGroupHoldThatGroupOnly) {
  const auto view = must(collect_quotes(session(), {.order = QuoteOrder::kGroup}));
  std::vector<std::string> headings;
  for (const auto& section : view.collection.sections) {
    headings.push_back(section.heading);
    for (const auto& quote : section.quotes) EXPECT_EQ(quote.group, section.heading);
  }
  EXPECT_THAT(headings, testing::ElementsAre("families", "managers", "partner agencies", "staff"));
}

TEST_F(QuotesTest, TheAttributionIsTheRule) {
  const auto view = must(collect_quotes(
      session(), {.select = {.codes = {"C04"}, .group = "staff"}, .attribution = "{pseudonym} ({role}, {hub})"}));
  for (const auto& section : view.collection.sections) {
    for (const auto& quote : section.quotes) {
      if (quote.document != "Social Worker 2") continue;
      EXPECT_EQ(quote.attribution, "Social Worker 2 (newly qualified social worker, town)");
    }
  }
  EXPECT_GT(view.quotes, 0);
}

TEST(Attribution, LeavesNothingOfWhatHasNoValue) {
  const std::vector<std::pair<std::string, std::string>> values = {
      {"pseudonym", "Parent 6"}, {"role", "father"}, {"hub", ""}};
  for (const auto& [rule, text] :
       std::vector<std::pair<std::string, std::string>>{{"{pseudonym} ({role})", "Parent 6 (father)"},
                                                        {"{Pseudonym}, {ROLE }", "Parent 6, father"},
                                                        {"{pseudonym} ({hub})", "Parent 6"},
                                                        {"{pseudonym} [{hub}] ({nothing})", "Parent 6"},
                                                        {"{pseudonym", "{pseudonym"},
                                                        {"pseudonym}", "pseudonym}"},
                                                        {"", ""}}) {
    EXPECT_EQ(attribution_text(rule, values), text) << rule;
  }
}

}  // namespace
}  // namespace polyvocal::app
