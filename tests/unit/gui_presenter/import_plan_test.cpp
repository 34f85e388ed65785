#include "gui/presenter/import_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/session.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::gui {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kTalk =
    "Interviewer: How was it?\n"
    "Mum: Nobody rang us back.\n"
    "Machine: the recorder was moved here.\n"
    "Interviewer: And then?\n"
    "Mother: We rang them ourselves.\n"
    "Dad: Twice.\n"
    "Mother: At least.\n"
    "Machine: a door is closed.\n"
    "Interviewer: What would have helped?\n"
    "Mum: One name, one telephone number.\n"
    "Dad: Yes, that.\n";

class Plan : public testing::Test {
 protected:
  Plan() {
    setenv("POLYVOCAL_CONFIG", (folder_.path() / "config").c_str(), 1);
    setenv("POLYVOCAL_HELPER", (test::build_dir() / "bin" / "polyvocal-helper").c_str(), 1);
    setenv("POLYVOCAL_PLUGINS", (test::build_dir() / "plugins").c_str(), 1);
  }
  void add(const std::string& name, std::string_view text) { plan_.add({folder_.write(name, text)}); }
  /// Reads what waits, as the window does.
  void read() {
    for (int round = 0; round < 20 && !plan_.all_read(); ++round) {
      for (const auto& request : plan_.next_to_read(3, {}))
        plan_.take(request.index, request.version, previewer_.read(request.path, request.choices, 10'000));
    }
    EXPECT_TRUE(plan_.all_read());
  }
  std::size_t speaker(const std::string& label, std::size_t file = 0) {
    const auto shown = plan_.speakers(file);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (shown[i].label == label) return i;
    }
    ADD_FAILURE() << "no label " << label;
    return 0;
  }
  static std::string_view word(SpeakerUse use) {
    return use == SpeakerUse::kInterviewer ? " asks" : use == SpeakerUse::kParticipant ? " answers" : " is other";
  }
  /// "name role turns", as the plan says it will be, by name.
  std::vector<std::string> planned(std::size_t file = 0) {
    std::map<std::string, std::pair<std::string_view, std::int64_t>> people;
    for (const auto& one : plan_.speakers(file)) {
      if (one.use == SpeakerUse::kNobody) continue;
      people[one.name].first = word(one.use);
      people[one.name].second += one.turns;
    }
    std::vector<std::string> made;
    for (const auto& [name, rest] : people)
      made.push_back(name + std::string(rest.first) + " " + std::to_string(rest.second));
    return made;
  }
  /// The same, as an import of the plan stores it.
  std::vector<std::string> imported(const std::string& document) {
    auto session =
        app::Session::create(folder_.path() / ("p" + std::to_string(++projects_) + ".polyvocal"), "P", "en", {});
    EXPECT_TRUE(session.has_value());
    auto report = app::import_documents(**session, plan_.paths(), plan_.options(), app::Apply::kCommit, {});
    EXPECT_TRUE(report.has_value());
    outcome_ = outcome_of(plan_, *report);
    auto& project = (*session)->project();
    auto id = project.find_document(document);
    if (!id) return {"not imported"};
    std::vector<std::string> made;
    const auto speakers = project.speakers(*id);
    const auto passages = project.passages(*id);
    for (const auto& one : *speakers) {
      std::int64_t turns = 0;
      for (const auto& passage : *passages) turns += passage.speaker == one.id ? 1 : 0;
      made.push_back(one.label +
                     std::string(word(one.role == model::SpeakerRole::kInterviewer   ? SpeakerUse::kInterviewer
                                      : one.role == model::SpeakerRole::kParticipant ? SpeakerUse::kParticipant
                                                                                     : SpeakerUse::kOther)) +
                     " " + std::to_string(turns));
    }
    std::sort(made.begin(), made.end());
    return made;
  }

  test::TempFolder folder_;
  ImportPlan plan_{{"Taken"}};
  app::ImportPreviewer previewer_{"en"};
  ImportOutcome outcome_;
  int projects_ = 0;
};

TEST_F(Plan, WhatIsShownIsWhatIsStored) {
  add("talk.txt", kTalk);
  read();
  EXPECT_EQ(planned(), imported("talk"));
  plan_.rename(0, speaker("Mother"), "mum");
  EXPECT_THAT(planned(), Contains("Mum answers 4")) << "the same name in other letters is the same speaker";
  plan_.set_use(0, speaker("Machine"), SpeakerUse::kNobody);
  EXPECT_EQ(plan_.mark(0), FileMark::kWaiting) << "its lines belong to others: it is read anew";
  read();
  plan_.set_use(0, speaker("Dad"), SpeakerUse::kInterviewer);
  plan_.rename(0, speaker("Interviewer"), "EM");
  EXPECT_THAT(planned(), ElementsAre("Dad asks 2", "EM asks 3", "Mum answers 4"));
  EXPECT_EQ(planned(), imported("talk"));
}

TEST_F(Plan, EveryChoiceCanBeTakenBack) {
  add("talk.txt", kTalk);
  read();
  const auto before = planned();
  plan_.rename(0, speaker("Mum"), "Dad");
  plan_.set_use(0, speaker("Machine"), SpeakerUse::kNobody);
  read();
  EXPECT_NE(planned(), before);
  plan_.rename(0, speaker("Mum"), "");
  plan_.set_use(0, speaker("Machine"), SpeakerUse::kParticipant);
  read();
  EXPECT_EQ(planned(), before);
  EXPECT_EQ(planned(), imported("talk"));
}

TEST_F(Plan, OneWhoIsNobodyChangesNobodyElsesRole) {
  add("talk.txt", kTalk);
  read();
  plan_.set_use(0, speaker("Machine"), SpeakerUse::kNobody);
  plan_.set_use(0, speaker("Machine"), SpeakerUse::kOther);
  read();
  EXPECT_THAT(planned(), Contains("Interviewer asks 3"));
  EXPECT_THAT(planned(), Contains("Machine is other 2"));
  EXPECT_EQ(planned(), imported("talk"));
}

TEST_F(Plan, SelectedLabelsAreMergedIntoTheFirst) {
  add("talk.txt", kTalk);
  read();
  plan_.merge(0, {speaker("Mum"), speaker("Mother"), speaker("Dad")});
  EXPECT_THAT(planned(), Contains("Mum answers 6"));
  EXPECT_TRUE(plan_.speakers(0)[speaker("Dad")].merged);
  EXPECT_EQ(planned(), imported("talk"));
  const auto page = plan_.page(0);
  std::set<std::optional<std::size_t>> hues;
  for (const auto& one : page->speakers) {
    if (one.label == "Mum") hues.insert(one.hue);
  }
  EXPECT_EQ(hues.size(), 1U) << "one speaker has one colour";
}

TEST_F(Plan, TheSameEverywhereAlsoInFilesStillToBeRead) {
  add("a.txt", kTalk);
  add("b.txt", kTalk);
  read();
  add("c.txt", kTalk);
  plan_.rename(0, speaker("Mum"), "Mother");
  plan_.set_use(0, speaker("Machine"), SpeakerUse::kNobody);
  EXPECT_EQ(plan_.use_everywhere(0), 1U);
  EXPECT_EQ(plan_.use_everywhere(0), 0U);
  read();
  EXPECT_EQ(planned(1), planned(0));
  EXPECT_EQ(planned(2), planned(0));
  EXPECT_THAT(planned(2), Not(Contains(HasSubstr("Machine"))));
  EXPECT_EQ(planned(2), imported("c"));
}

TEST_F(Plan, AnswersToOldChoicesAreDropped) {
  add("talk.txt", kTalk);
  const auto old = plan_.next_to_read(1, {});
  ASSERT_EQ(old.size(), 1U);
  EXPECT_THAT(plan_.next_to_read(1, {}), IsEmpty()) << "a file is read once at a time";
  plan_.set_no_speakers(0, true);
  plan_.take(0, old[0].version, previewer_.read(old[0].path, old[0].choices, 1000));
  EXPECT_EQ(plan_.mark(0), FileMark::kWaiting);
  read();
  EXPECT_THAT(plan_.speakers(0), IsEmpty());
}

TEST_F(Plan, TheChosenFileIsReadFirstAndACancelledOneAgain) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) add(name, kTalk);
  const auto first = plan_.next_to_read(2, 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].index, 2U);
  EXPECT_EQ(first[1].index, 0U);
  plan_.take(2, first[0].version, base::fail(base::ErrorCode::kCancelled));
  EXPECT_EQ(plan_.mark(2), FileMark::kWaiting);
  EXPECT_EQ(plan_.next_to_read(1, 2)[0].index, 2U);
}

TEST_F(Plan, MarksAndRemarksAreInAPersonsWords) {
  add("talk.txt", kTalk);
  add("Taken.txt", kTalk);
  add("sub/talk.txt", kTalk);
  add("empty.txt", "");
  add("picture.docx", "this is no word document");
  add("plain.txt", "One long memory of a summer.\n\nAnother paragraph about it.\n");
  read();
  EXPECT_EQ(plan_.mark(0), FileMark::kReady);
  EXPECT_EQ(plan_.mark(1), FileMark::kToCheck);
  EXPECT_THAT(plan_.remarks(1), ElementsAre(HasSubstr("taken")));
  EXPECT_EQ(plan_.mark(2), FileMark::kToCheck) << "another file has the name already";
  EXPECT_EQ(plan_.mark(3), FileMark::kRefused);
  EXPECT_THAT(plan_.remarks(3), ElementsAre(HasSubstr("empty")));
  EXPECT_EQ(plan_.mark(5), FileMark::kToCheck);
  for (std::size_t i = 0; i < plan_.size(); ++i) {
    for (const auto& remark : plan_.remarks(i)) {
      EXPECT_THAT(remark, Not(HasSubstr("--"))) << "options are the command line's";
      EXPECT_THAT(remark, Not(HasSubstr("polyvocal")));
      EXPECT_THAT(remark, Not(HasSubstr("{")));
    }
  }
  plan_.set_name(2, "talk, second visit");
  EXPECT_EQ(plan_.mark(2), FileMark::kReady);
  plan_.include(0, false);
  EXPECT_EQ(plan_.mark(0), FileMark::kLeftOut);
  const auto totals = plan_.totals();
  EXPECT_EQ(totals.files, 6U);
  EXPECT_EQ(totals.left_out, 1U);
  EXPECT_GE(totals.refused, 1U);
  EXPECT_EQ(totals.ready + totals.refused + totals.left_out + totals.waiting, totals.files);
  EXPECT_EQ(plan_.paths().size(), totals.ready);
  EXPECT_THAT(imported("talk, second visit"), Contains("Interviewer asks 3"));
  ASSERT_EQ(outcome_.rows.size(), 6U);
  EXPECT_EQ(outcome_.rows[0].mark, FileMark::kLeftOut);
  EXPECT_EQ(outcome_.rows[3].mark, FileMark::kRefused);
  EXPECT_THAT(outcome_.text(), HasSubstr("talk, second visit\t11\t"));
  EXPECT_THAT(outcome_.text(), HasSubstr("It is empty"));
}

TEST_F(Plan, ARefusedFileIsReadWithAnotherEncoding) {
  add("odd.txt", std::string("Interviewer: Wie?\nAnna: Sch\xF6n.\nInterviewer: Ja?\nAnna: Ja.\n"));
  read();
  const auto before = plan_.file(0).preview ? plan_.file(0).preview->document.encoding : "";
  plan_.set_encoding(0, "koi8-u");
  EXPECT_EQ(plan_.mark(0), FileMark::kWaiting);
  read();
  ASSERT_TRUE(plan_.file(0).preview.has_value());
  EXPECT_NE(plan_.file(0).preview->document.encoding, before);
  plan_.set_encoding(0, "");
  read();
  EXPECT_EQ(plan_.file(0).preview->document.encoding, before);
}

TEST_F(Plan, FilesAreInItOnceAndWhatCannotBeListedIsRefused) {
  const auto file = folder_.write("talk.txt", kTalk);
  plan_.add({file, file});
  plan_.add({file},
            {{"/gone", {base::ErrorCode::kFileUnreadable, {{"path", "/gone"}, {"detail", "no such folder"}}, {}}}});
  EXPECT_EQ(plan_.size(), 2U);
  EXPECT_EQ(plan_.mark(1), FileMark::kRefused);
  EXPECT_THAT(plan_.remarks(1), ElementsAre(HasSubstr("no such folder")));
}

TEST_F(Plan, ALabelThatWasMissedIsAddedOnce) {
  add("talk.txt", std::string(kTalk) + "Gran - I was there too.\n");
  read();
  EXPECT_FALSE(plan_.add_label(0, " "));
  EXPECT_FALSE(plan_.add_label(0, "mum:"));
  EXPECT_TRUE(plan_.add_label(0, "Gran"));
  EXPECT_FALSE(plan_.add_label(0, "GRAN"));
  read();
  EXPECT_THAT(planned(), Contains("Gran answers 1"));
  EXPECT_EQ(planned(), imported("talk"));
}

TEST(Grouped, ThousandsAreSetApart) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
  EXPECT_EQ(grouped(-123), "-123");
}

}  // namespace
}  // namespace polyvocal::gui
