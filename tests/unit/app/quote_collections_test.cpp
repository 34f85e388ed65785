#include "app/quote_collections.hpp"

#include "app/coding.hpp"
#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using model::QuoteStatus;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class QuoteCollectionsTest : public AppTest {
 protected:
  void SetUp() override {
    import_text("talk.txt", kTalk);
    must(import_participants(session(), folder_.write("people.csv", kPeople), Match::kAuto, Apply::kCommit));
    add_codes({"Waiting", "Care > Kindness"});
    document_ = must(project().find_document("talk"));
  }
  static constexpr std::string_view kPeople =
      "participant,group,role\nAnn,families,mother\nBen,families,father\nCleo,staff,nurse\n";
  std::string collect_words(std::string_view words, const std::string& theme = "Waiting") {
    const auto made =
        must(collect(session(), "Report", {{document_, {place_of(words)}, theme_of(theme)}}, Apply::kCommit));
    return made.labels.at(0);
  }
  model::CodeId theme_of(const std::string& path) {
    return path.empty() ? model::CodeId{} : must(must(project().codes()).resolve(path));
  }
  text::CodePointRange place_of(std::string_view words) { return AppTest::place("talk", words); }
  QuoteCollectionView report() { return must(quote_collection(session(), "Report")); }
  CollectedQuoteView quote(const std::string& label) { return must(find_quote(session(), label)); }
  std::vector<std::string> texts() {
    std::vector<std::string> all;
    for (const auto& one : report().quotes) all.push_back(one.text);
    return all;
  }

  model::DocumentId document_;
};

TEST_F(QuoteCollectionsTest, CollectingMakesTheCollectionAndUndoTakesBothBack) {
  const auto before = state();
  const auto label = collect_words("We waited. Nobody came.");
  EXPECT_THAT(label, testing::MatchesRegex("Q-[0-9a-hjkmnp-z]{10}"));
  const auto made = quote(label);
  EXPECT_EQ(made.text, "We waited. Nobody came.");
  EXPECT_EQ(made.attribution, "Ann");
  EXPECT_THAT(made.cases, ElementsAre("Ann"));
  EXPECT_THAT(made.groups, ElementsAre("families"));
  EXPECT_EQ(made.theme, "Waiting");
  EXPECT_EQ(made.words, 4);
  EXPECT_EQ(made.first_turn, 2);
  EXPECT_EQ(made.coder, "Ann");
  EXPECT_EQ(verbs().back(), "collect-quotes");
  must(project().undo({}));
  EXPECT_EQ(state(), before);
}

TEST_F(QuoteCollectionsTest, AStretchOfSeveralTurnsIsADialogueWithoutTheLabels) {
  const auto start = place_of("Nobody came.").start;
  const auto end = place_of("I was angry.").end;
  const auto made = must(collect(session(), "Report", {{document_, {{start, end}}, {}}}, Apply::kCommit));
  const auto dialogue = quote(made.labels.at(0));
  EXPECT_EQ(dialogue.quote.ranges.size(), 2u);
  EXPECT_EQ(dialogue.text, "Ann: Nobody came. It was cold.\nBen: I was angry.");
  EXPECT_EQ(dialogue.attribution, "Ann, Ben");
  const auto voices = report().voices;
  ASSERT_EQ(voices.size(), 2u);
  EXPECT_EQ(voices[0].quotes, 1);
  EXPECT_EQ(voices[1].name, "Ben");
}

TEST_F(QuoteCollectionsTest, TheSamePlaceIsCollectedOnce) {
  collect_words("We waited.");
  const auto entries = must(project().history()).size();
  const auto again = must(collect(session(), "report", {{document_, {place_of("We waited. ")}, {}}}, Apply::kCommit));
  EXPECT_EQ(again.made, 0);
  EXPECT_EQ(again.known, 1);
  EXPECT_EQ(must(project().history()).size(), entries);
  EXPECT_EQ(error_of(collect(session(), "Report", {{document_, {{}}, {}}}, Apply::kCommit)), "invalid-argument");
}

TEST_F(QuoteCollectionsTest, EditsAreMarkedUndoneAndNeverLoseTheOriginal) {
  const auto label = collect_words("We waited. Nobody came. It was cold.");
  must(omit(session(), label, place_of("Nobody came."), Apply::kCommit));
  EXPECT_EQ(quote(label).text, "We waited. [...] It was cold.");
  EXPECT_EQ(quote(label).original, "We waited. Nobody came. It was cold.");
  EXPECT_EQ(quote(label).words, 5);
  const auto at = place_of("We waited.").start + 2;
  must(clarify(session(), label, {at, at}, " the family ", Apply::kCommit));
  EXPECT_EQ(quote(label).text, "We [the family] waited. [...] It was cold.");
  must(restore(session(), label, place_of("Nobody"), Apply::kCommit));
  EXPECT_EQ(quote(label).text, "We [the family] waited. Nobody came. It was cold.");
  EXPECT_EQ(quote(label).label, label) << "the identifier stays whatever is done to the words";
  must(project().undo({}));
  EXPECT_EQ(quote(label).text, "We [the family] waited. [...] It was cold.");
  must(restore(session(), label, {}, Apply::kCommit));
  EXPECT_EQ(quote(label).text, quote(label).original);
  EXPECT_EQ(error_of(clarify(session(), label, {at, at}, "a]b", Apply::kCommit)), "invalid-argument");
  EXPECT_EQ(error_of(omit(session(), "Q-0000000000", {at, at + 3}, Apply::kCommit)), "not-found");
}

TEST_F(QuoteCollectionsTest, OrderThemesAndCollections) {
  const auto a = collect_words("We waited.");
  const auto b = collect_words("Nobody came.");
  const auto c = collect_words("She was kind.", "Kindness");
  EXPECT_THAT(texts(), ElementsAre("We waited.", "Nobody came.", "She was kind."));
  must(app::place(session(), b, "Waiting", 0, Apply::kCommit));
  EXPECT_THAT(texts(), ElementsAre("Nobody came.", "We waited.", "She was kind."));
  must(app::place(session(), b, "Kindness", 0, Apply::kCommit));
  EXPECT_THAT(texts(), ElementsAre("We waited.", "Nobody came.", "She was kind."));
  EXPECT_EQ(quote(b).theme_path, "Care > Kindness");
  must(app::place(session(), a, "", -1, Apply::kCommit));
  EXPECT_THAT(texts(), ElementsAre("Nobody came.", "She was kind.", "We waited."));
  must(make_collection(session(), "Briefing", Apply::kCommit));
  must(move_to_collection(session(), c, "Briefing", Apply::kCommit));
  EXPECT_THAT(texts(), ElementsAre("Nobody came.", "We waited."));
  must(remove_quotes(session(), {a, b}, Apply::kCommit));
  EXPECT_THAT(texts(), IsEmpty());
  must(delete_collection(session(), "Report", Apply::kCommit));
  EXPECT_EQ(error_of(quote_collection(session(), "Report")), "not-found");
}

TEST_F(QuoteCollectionsTest, TheAttributionIsTheQuotesElseTheCollectionsRule) {
  const auto label = collect_words("We waited.");
  must(set_collection_rule(session(), "Report", "{case}, {group} ({role}) {id}", Apply::kCommit));
  EXPECT_EQ(quote(label).attribution, "Ann, families (mother) " + label);
  must(set_attribution(session(), label, "a {role}", Apply::kCommit));
  EXPECT_EQ(quote(label).attribution, "a mother");
  must(set_attribution(session(), label, "", Apply::kCommit));
  must(set_collection_rule(session(), "Report", "", Apply::kCommit));
  EXPECT_EQ(quote(label).attribution, "Ann");
}

TEST_F(QuoteCollectionsTest, StatusSaysByWhomAndAnEditEndsIt) {
  const auto label = collect_words("We waited. Nobody came.");
  reopen("Berta");
  must(set_status(session(), {label}, QuoteStatus::kApproved, Apply::kCommit));
  EXPECT_EQ(quote(label).quote.status, QuoteStatus::kApproved);
  EXPECT_EQ(quote(label).coder, "Berta");
  must(omit(session(), label, place_of("Nobody"), Apply::kCommit));
  EXPECT_EQ(quote(label).quote.status, QuoteStatus::kDraft);
  EXPECT_EQ(error_of(status_of("printed")), "invalid-argument");
}

TEST_F(QuoteCollectionsTest, ItSaysWhatHasBecomeStale) {
  code("talk", "We waited. Nobody came.", "Waiting");
  const auto label = collect_words("We waited.");
  EXPECT_THAT(quote(label).stale, IsEmpty());
  must(remove_code(session(), "talk", place_of("We waited. Nobody came."), "Waiting", Apply::kCommit));
  EXPECT_THAT(quote(label).stale, ElementsAre("not-coded"));
  must(project().undo({}));
  EXPECT_THAT(quote(label).stale, IsEmpty());
}

TEST_F(QuoteCollectionsTest, EveryGroupIsCountedAlsoThoseNobodyQuotes) {
  collect_words("We waited.");
  collect_words("She was kind.");
  collect_words("I was angry.");
  const auto view = report();
  ASSERT_EQ(view.groups.size(), 2u);
  EXPECT_EQ(view.groups[0].name, "families");
  EXPECT_EQ(view.groups[0].quotes, 3);
  EXPECT_EQ(view.groups[0].cases, 2);
  EXPECT_EQ(view.groups[0].all_cases, 2);
  EXPECT_EQ(view.groups[1].name, "staff");
  EXPECT_EQ(view.groups[1].quotes, 0);
  ASSERT_EQ(view.voices.size(), 2u);
  EXPECT_EQ(view.voices[0].name, "Ann");
  EXPECT_EQ(view.voices[0].quotes, 2);
}

TEST_F(QuoteCollectionsTest, AFileHoldsTheQuotesInTheirOrderThroughTheGate) {
  const auto a = collect_words("We waited. Nobody came.");
  const auto b = collect_words("She was kind.", "Kindness");
  must(omit(session(), a, place_of("Nobody"), Apply::kCommit));
  const auto file = folder_.path() / "report.md";
  const auto view = must(export_collection(session(), "Report", QuoteOrder::kTheme, Drafts::kInclude, file));
  EXPECT_EQ(view.quotes, 2);
  const std::string written = test::read_all(file);
  EXPECT_THAT(written, HasSubstr("We waited. \\[\\...\\] came."));
  EXPECT_THAT(written, HasSubstr("## Care"));
  EXPECT_THAT(written, HasSubstr("were not checked"));
  EXPECT_LT(written.find("We waited"), written.find("She was kind"));
  must(set_status(session(), {b}, QuoteStatus::kApproved, Apply::kCommit));
  const auto approved =
      must(export_collection(session(), "Report", QuoteOrder::kGroup, Drafts::kLeaveOut, folder_.path() / "a.csv"));
  EXPECT_EQ(approved.quotes, 1);
  EXPECT_EQ(approved.collection.sections.at(0).heading, "families");
  EXPECT_EQ(approved.gate.warnings.at(0).kind, "not-coded");
  EXPECT_EQ(error_of(export_collection(session(), "Report", QuoteOrder::kTheme, Drafts::kInclude,
                                       folder_.path() / "report.pages")),
            "invalid-argument");
}

using QuotesOfTheSample = SampleTest;

TEST_F(QuotesOfTheSample, ARetrievalIsCollectedAsItStands) {
  const auto found = must(retrieve(session(), {.codes = {"C04"}}));
  const auto places = must(places_of(session(), found));
  const auto made = must(collect(session(), "Caseloads", places, Apply::kCommit));
  EXPECT_EQ(made.made + made.known, static_cast<std::int64_t>(found.size()));
  const auto view = must(quote_collection(session(), "Caseloads"));
  EXPECT_EQ(view.quotes.size(), static_cast<std::size_t>(made.made));
  for (const auto& quote : view.quotes) {
    EXPECT_THAT(quote.stale, IsEmpty());
    for (const auto& piece : quote.pieces) {
      if (piece.kind == model::PieceKind::kWords) {
        EXPECT_THAT(text_of(quote.document), HasSubstr(piece.text));
      }
    }
  }
  must(project().undo({}));
  EXPECT_EQ(error_of(quote_collection(session(), "Caseloads")), "not-found");
}

}  // namespace
}  // namespace polyvocal::app
