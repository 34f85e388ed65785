#include "app/settings.hpp"
#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using SessionTest = AppTest;

Session::Act adding(const std::string& name) {
  return [name](store::Writer& writer, model::CoderId) -> base::Result<void> {
    store::NewCode code;
    code.name = name;
    auto made = writer.add_code(code);
    if (!made) return base::pass(made);
    return {};
  };
}

TEST_F(SessionTest, AnActIsOneEntryAndOneNotice) {
  std::vector<std::string> notices;
  session().on_changed(
      [&](const Changed& changed) { notices.push_back(std::to_string(changed.sequence) + " " + changed.verb); });
  EXPECT_EQ(must(session().act("add-code", "{}", Apply::kCommit, adding("A"))), 2);
  EXPECT_EQ(must(session().act("add-code", "{}", Apply::kCommit, adding("B"))), 3);
  EXPECT_THAT(verbs(), ElementsAre("add-coder", "add-code", "add-code"));
  EXPECT_THAT(notices, ElementsAre("1 add-coder", "2 add-code", "3 add-code"));
  EXPECT_EQ(must(project().history()).back().coder_name, "Ann");
}

TEST_F(SessionTest, EveryListenerIsToldWhatIsCommittedAlready) {
  std::vector<std::int64_t> seen;
  for (int i = 0; i < 2; ++i) session().on_changed([&](const Changed&) { seen.push_back(must(project().sequence())); });
  must(session().ensure_coder("Ann"));
  must(session().ensure_coder("ann"));  // there already: no act
  EXPECT_THAT(seen, ElementsAre(1, 1));
}

TEST_F(SessionTest, OfActsTogetherListenersHearWhenAllAreOnTheDisk) {
  must(session().ensure_coder("Ann"));
  std::vector<std::string> notices;
  session().on_changed([&](const Changed& changed) { notices.push_back(changed.verb); });
  const auto two = [&](bool fails) {
    return session().together([&, fails]() -> base::Result<void> {
      must(session().act("add-code", "{}", Apply::kCommit, adding(fails ? "X" : "A")));
      must(session().act("add-code", "{}", Apply::kCommit, adding(fails ? "Y" : "B")));
      EXPECT_THAT(notices, IsEmpty());
      if (fails) return base::fail(base::ErrorCode::kCancelled);
      return {};
    });
  };
  EXPECT_FALSE(two(true).has_value());
  EXPECT_THAT(notices, IsEmpty());
  EXPECT_TRUE(two(false).has_value());
  EXPECT_THAT(notices, ElementsAre("add-code", "add-code"));
  EXPECT_EQ(must(project().codes()).size(), 2U);
}

TEST_F(SessionTest, ADryRunIsCheckedAndRolledBack) {
  const std::string before = state();
  int notices = 0;
  session().on_changed([&](const Changed&) { ++notices; });
  bool ran = false;
  EXPECT_EQ(must(session().act("add-code", "{}", Apply::kDryRun,
                               [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
                                 ran = bool(coder);
                                 return adding("A")(writer, coder);
                               })),
            0);
  EXPECT_TRUE(ran) << "it acts as a coder that would be made";
  EXPECT_EQ(error_of(session().act("add-code", "{}", Apply::kDryRun, adding(" "))), "invalid-name");
  EXPECT_EQ(state(), before);
  EXPECT_THAT(verbs(), IsEmpty());
  EXPECT_EQ(notices, 0);
}

TEST_F(SessionTest, AnActThatFailsOrChangesNothingLeavesNoTrace) {
  must(session().ensure_coder("Ann"));
  const std::string before = state();
  int notices = 0;
  session().on_changed([&](const Changed&) { ++notices; });
  const auto failing = [](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
    must(adding("A")(writer, coder));
    return base::fail(base::ErrorCode::kRefused, {{"reason", "test"}});
  };
  EXPECT_EQ(error_of(session().act("add-code", "{}", Apply::kCommit, failing)), "refused");
  const auto nothing = [](store::Writer&, model::CoderId) -> base::Result<void> { return {}; };
  EXPECT_EQ(must(session().act("nothing", "{}", Apply::kCommit, nothing)), 0);
  EXPECT_EQ(state(), before);
  EXPECT_THAT(verbs(), ElementsAre("add-coder"));
  EXPECT_EQ(notices, 0);
}

TEST_F(SessionTest, TheSnapshotIsRemadeOnlyWhenTheHistoryMoved) {
  import_text("talk.txt", kTalk);
  const auto first = must(session().snapshot());
  EXPECT_EQ(must(session().snapshot()), first);
  must(session().act("add-code", "{}", Apply::kDryRun, adding("A")));
  EXPECT_EQ(must(session().snapshot()), first) << "a dry run moves nothing";
  must(session().act("add-code", "{}", Apply::kCommit, adding("A")));
  const auto second = must(session().snapshot());
  EXPECT_NE(second, first);
  EXPECT_EQ(second->codes.size(), 1u);
  EXPECT_EQ(first->codes.size(), 0u) << "a picture that somebody holds stays as it was";
  EXPECT_EQ(second->chunks[0], first->chunks[0]) << "the document was not touched";
  must(project().undo({}));
  const auto third = must(session().snapshot());
  EXPECT_EQ(third->codes.size(), 0u) << "undo moves the history on";
}

TEST_F(SessionTest, WordsAreLoadedOnceAskedForAndStay) {
  import_text("talk.txt", kTalk);
  EXPECT_FALSE(must(session().snapshot())->chunks[0]->words_loaded);
  const auto words = must(session().snapshot(store::SnapshotWords::kWith));
  EXPECT_TRUE(words->chunks[0]->words_loaded);
  EXPECT_EQ(must(session().snapshot()), words);
  must(session().act("add-code", "{}", Apply::kCommit, adding("A")));
  EXPECT_TRUE(must(session().snapshot())->chunks[0]->words_loaded);
}

TEST_F(SessionTest, AnotherSessionsActIsNoticed) {
  const auto before = must(session().snapshot());
  auto other = must(Session::open(path(), {.coder = "Ben"}));
  must(other->act("add-code", "{}", Apply::kCommit, adding("A")));
  const auto after = must(session().snapshot());
  EXPECT_EQ(after->codes.size(), 1u);
  EXPECT_EQ(before->codes.size(), 0u);
}

TEST_F(SessionTest, ReadOnlyReadsAndRefusesEveryAct) {
  import_text("talk.txt", kTalk);
  close();
  const std::string bytes = test::read_all(path());
  {
    auto reading = must(Session::open(path(), {.coder = "Ann", .mode = store::OpenMode::kReadOnly}));
    EXPECT_EQ(must(reading->snapshot())->documents.size(), 1u);
    EXPECT_EQ(error_of(reading->act("add-code", "{}", Apply::kCommit, adding("A"))), "project-read-only");
    EXPECT_EQ(error_of(reading->act("add-code", "{}", Apply::kDryRun, adding("A"))), "project-read-only");
    EXPECT_EQ(error_of(reading->ensure_coder("Somebody new")), "project-read-only");
  }
  EXPECT_EQ(test::read_all(path()), bytes);
}

TEST_F(SessionTest, TheCoderIsWhoIsNamedElseTheUsersChoice) {
  const auto guid = project().guid();
  EXPECT_EQ(session().coder_name(), "Ann");
  reopen("");
  EXPECT_EQ(session().coder_name(), "Coder 1");
  EXPECT_EQ(must(session().known_coder()), model::CoderId{});
  auto settings = Settings::load();
  must(settings.set_coder_for(guid, "Emma"));
  reopen("");
  EXPECT_EQ(session().coder_name(), "Emma");
  const auto emma = must(session().ensure_coder("EMMA"));
  EXPECT_EQ(must(session().ensure_coder("Emma")), emma);
  EXPECT_EQ(must(session().known_coder()), emma);
  reopen("Ben");
  EXPECT_EQ(session().coder_name(), "Ben");
}

TEST_F(SessionTest, ParametersAreJsonWhateverIsInThem) {
  EXPECT_EQ(history_parameters({{"code", "A \"b\" \\ \n > é"}, {"n", "1"}}),
            "{\"code\":\"A \\\"b\\\" \\\\ \\n > é\",\"n\":\"1\"}");
  EXPECT_EQ(history_parameters({}), "{}");
  EXPECT_EQ(history_parameters({{"broken", "\xFF"}}), "{\"broken\":\"\uFFFD\"}");
}

}  // namespace
}  // namespace polyvocal::app
