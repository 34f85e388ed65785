#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AutocodeTest : public AppTest {
 protected:
  void SetUp() override {
    import_text("talk.txt", kTalk);
    add_codes({"A"});
  }
  std::int64_t run(const std::string& query, Spread spread, Apply apply = Apply::kCommit) {
    return must(autocode(session(), {.code = "A", .query = query, .spread = spread}, apply));
  }
};

TEST_F(AutocodeTest, APassageIsWhatWasSaidWithoutItsLabel) {
  EXPECT_EQ(run("waited", Spread::kPassage), 2);
  EXPECT_THAT(codings("talk"),
              ElementsAre("A: We waited. Nobody came. It was cold.", "A: I was angry. We waited an hour."));
}

TEST_F(AutocodeTest, ASentenceIsEveryOneWithAHit) {
  EXPECT_EQ(run("came", Spread::kSentence), 2);
  const auto made = codings("talk");
  ASSERT_EQ(made.size(), 2u);
  EXPECT_THAT(made[0], testing::StartsWith("A: Nobody came."));
  EXPECT_THAT(made[1], testing::StartsWith("A: Then a nurse came."));
  for (const auto& coding : made) EXPECT_LE(coding.size(), std::string("A: Then a nurse came. ").size()) << coding;
}

TEST_F(AutocodeTest, AHitIsTheWordsAlone) {
  EXPECT_EQ(run("waited OR came", Spread::kHit), 4);
  EXPECT_THAT(codings("talk"), ElementsAre("A: waited", "A: came", "A: waited", "A: came"));
}

TEST_F(AutocodeTest, ItIsOneActByRuleAndTheSecondTimeAddsNothing) {
  const std::string before = state();
  EXPECT_EQ(run("waited OR came", Spread::kHit, Apply::kDryRun), 4);
  EXPECT_EQ(state(), before);
  run("waited OR came", Spread::kHit);
  for (const auto& coding : must(project().codings(must(project().find_document("talk"))))) {
    EXPECT_EQ(coding.origin, model::Origin::kRule);
  }
  EXPECT_EQ(run("waited OR came", Spread::kHit), 0);
  must(project().undo({}));
  EXPECT_EQ(state(), before);
}

TEST_F(AutocodeTest, ASpeakersTurns) {
  EXPECT_EQ(must(autocode(session(), {.code = "A", .speaker = "ben:"}, Apply::kCommit)), 2);
  EXPECT_THAT(codings("talk"), ElementsAre("A: I was angry. We waited an hour.", "A: She was."));
  EXPECT_EQ(error_of(autocode(session(), {.code = "A", .speaker = "Carla"}, Apply::kCommit)), "not-found");
}

TEST_F(AutocodeTest, WhatMakesNoSenseIsRefused) {
  EXPECT_EQ(error_of(autocode(session(), {.code = "A"}, Apply::kCommit)), "usage");
  EXPECT_EQ(error_of(autocode(session(), {.code = "A", .query = "x", .speaker = "Ben"}, Apply::kCommit)), "usage");
  EXPECT_EQ(error_of(autocode(session(), {.code = "Nothing", .query = "x"}, Apply::kCommit)), "not-found");
  EXPECT_EQ(error_of(autocode(session(), {.code = "A", .query = "(x"}, Apply::kCommit)), "query-syntax");
  EXPECT_EQ(run("zeppelin", Spread::kPassage), 0);
  EXPECT_THAT(codings("talk"), IsEmpty());
}

}  // namespace
}  // namespace polyvocal::app
