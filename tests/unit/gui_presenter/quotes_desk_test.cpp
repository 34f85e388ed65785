#include "gui/presenter/quotes_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/temp_folder.hpp"

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// One family interview with two voices and two themes.
class QuotesDeskTest : public testing::Test {
 protected:
  void SetUp() override {
    setenv("POLYVOCAL_CONFIG", (folder_.path() / "config").c_str(), 1);
    auto made = Workbench::create(folder_.path() / "study.polyvocal", "Study", {.coder = "EM"});
    ASSERT_TRUE(made.has_value());
    bench_ = std::move(*made);
    auto done = bench_->session().act(
        "add-code", "{}", app::Apply::kCommit, [](store::Writer& writer, model::CoderId) -> base::Result<void> {
          model::NewDocument talk;
          talk.name = "Talk";
          talk.language = "en";
          talk.text = "Ann: We waited there. Nobody came.\nBen: I was angry.";
          talk.speakers = {{"Ann", model::SpeakerRole::kParticipant}, {"Ben", model::SpeakerRole::kParticipant}};
          talk.turns = {{at(0, 34), at(5, 34), "Ann", {}, {}, 5}, {at(35, 52), at(40, 52), "Ben", {}, {}, 3}};
          auto document = writer.add_document(talk);
          if (!document) return base::pass(document);
          for (const char* name : {"Waiting", "Anger"}) {
            auto code = writer.add_code({.name = name, .theme = true});
            if (!code) return base::pass(code);
          }
          return {};
        });
    ASSERT_TRUE(done.has_value()) << base::error_name(done.error().code);
    bench_->acted_beside();
    bench_->open_neighbour(Direction::kForward);
    ASSERT_NE(bench_->page(), nullptr);
    desk_ = std::make_unique<QuotesDesk>(*bench_);
    bench_->observe([this](Topic topic) {
      if (topic == Topic::kProject) desk_->refresh();
    });
    desk_->refresh();
  }
  static text::CodePointRange at(std::int64_t start, std::int64_t end) {
    return {text::CodePointOffset(start), text::CodePointOffset(end)};
  }
  void collect(std::int64_t start, std::int64_t end) {
    bench_->set_selection(at(start, end));
    desk_->collect_from_text();
  }
  std::string shown() { return desk_->current() == nullptr ? "" : desk_->current()->text; }
  std::vector<std::string> list() {
    std::vector<std::string> lines;
    for (const auto& row : desk_->rows())
      lines.push_back(row.heading.empty() ? desk_->quotes()[row.quote].text : "# " + row.heading);
    return lines;
  }
  model::CodeId code(const std::string& name) { return *bench_->snapshot().codes.resolve(name); }

  test::TempFolder folder_;
  std::unique_ptr<Workbench> bench_;
  std::unique_ptr<QuotesDesk> desk_;
};

TEST_F(QuotesDeskTest, NothingIsSelectedNothingIsCollected) {
  desk_->collect_from_text();
  EXPECT_EQ(desk_->collection(), nullptr);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("Select some words"));
  desk_->omit();
  desk_->move(Direction::kForward);
  desk_->remove();
  EXPECT_TRUE(desk_->collections().empty());
}

TEST_F(QuotesDeskTest, CollectsEditsAndUndoes) {
  collect(5, 34);
  EXPECT_EQ(shown(), "We waited there. Nobody came.");
  ASSERT_THAT(desk_->words(), SizeIs(5));
  EXPECT_EQ(desk_->words()[2].text, "there.");
  desk_->choose_word(1, false);
  desk_->step_word(Direction::kForward, true);
  EXPECT_EQ(desk_->selected(), std::pair(std::size_t{1}, std::size_t{2}));
  desk_->omit();
  EXPECT_EQ(shown(), "We [...] Nobody came.");
  EXPECT_TRUE(desk_->words()[1].left_out);
  EXPECT_FALSE(desk_->words()[0].left_out);
  EXPECT_TRUE(bench_->status().undoable);
  desk_->choose_word(3, false);
  desk_->clarify("of the team", QuotesDesk::Where::kBehind);
  EXPECT_EQ(shown(), "We [...] Nobody [of the team] came.");
  EXPECT_EQ(desk_->words()[4].clarification, "[of the team]");
  desk_->choose_word(4, false);
  desk_->clarify("rang", QuotesDesk::Where::kInPlace);
  EXPECT_EQ(shown(), "We [...] Nobody [of the team] [rang]");
  bench_->undo();
  bench_->undo();
  EXPECT_EQ(shown(), "We [...] Nobody came.");
  desk_->choose_word(2, false);
  desk_->restore();
  EXPECT_EQ(shown(), "We waited there. Nobody came.");
}

TEST_F(QuotesDeskTest, ADialogueHasALineAVoice) {
  collect(22, 52);
  EXPECT_EQ(shown(), "Ann: Nobody came.\nBen: I was angry.");
  ASSERT_THAT(desk_->words(), SizeIs(5));
  EXPECT_EQ(desk_->words()[2].voice, "Ben: ");
  EXPECT_TRUE(desk_->words()[2].line);
  EXPECT_FALSE(desk_->words()[3].line);
}

TEST_F(QuotesDeskTest, TheListIsByThemeAndTheOrderIsAPersons) {
  collect(5, 21);
  desk_->move(Direction::kForward);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("no theme"));
  desk_->place_under(code("Waiting"));
  collect(22, 34);
  desk_->place_under(code("Waiting"));
  collect(40, 52);
  EXPECT_THAT(list(), ElementsAre("# Waiting", "We waited there.", "Nobody came.", "# Not placed yet", "I was angry."));
  desk_->choose(1);
  desk_->move(Direction::kBack);
  EXPECT_THAT(list(), ElementsAre("# Waiting", "Nobody came.", "We waited there.", "# Not placed yet", "I was angry."));
  EXPECT_EQ(shown(), "Nobody came.");
  desk_->move(Direction::kBack);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("further"));
  desk_->step(Direction::kForward);
  EXPECT_EQ(shown(), "We waited there.");
  desk_->step(Direction::kForward);
  desk_->step(Direction::kForward);
  EXPECT_EQ(shown(), "I was angry.");
  desk_->remove();
  EXPECT_EQ(shown(), "We waited there.");
  desk_->group_by(QuoteGrouping::kGroups);
  EXPECT_THAT(list(), ElementsAre("# (no value)", "Nobody came.", "We waited there."));
}

TEST_F(QuotesDeskTest, StatusGoesRoundAndARuleIsTheQuotes) {
  collect(5, 21);
  desk_->next_status();
  EXPECT_EQ(desk_->current()->quote.status, model::QuoteStatus::kChecked);
  desk_->next_status();
  desk_->next_status();
  EXPECT_EQ(desk_->current()->quote.status, model::QuoteStatus::kDraft);
  desk_->set_rule("somebody, {id}");
  EXPECT_EQ(desk_->current()->attribution, "somebody, " + desk_->current()->label);
}

TEST_F(QuotesDeskTest, ACollectionThatWasMadeIsTheOneThatIsCollectedInto) {
  collect(5, 21);
  desk_->make_collection("Briefing");
  EXPECT_EQ(desk_->collection()->head.name, "Briefing");
  EXPECT_EQ(desk_->current(), nullptr);
  collect(5, 21);
  EXPECT_EQ(shown(), "We waited there.");
  ASSERT_THAT(desk_->collections(), SizeIs(2));
  EXPECT_THAT(desk_->collections()[0].quotes, SizeIs(1));
  collect(5, 21);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("already"));
  EXPECT_THAT(desk_->quotes(), SizeIs(1));
  const auto file = folder_.path() / "briefing.md";
  desk_->export_to(file);
  EXPECT_THAT(test::read_all(file), HasSubstr("We waited there."));
}

}  // namespace
}  // namespace polyvocal::gui
