// The import assistant, as a person uses it: files are dropped, looked at, corrected, imported.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/driver.hpp"

#include <wx/clipbrd.h>
#include <wx/dnd.h>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "gui/widgets/import_panel.hpp"
#include "gui/widgets/import_part.hpp"
#include "gui/widgets/participants_panel.hpp"
#include "gui/widgets/participants_part.hpp"

namespace polyvocal::gui {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kTalk =
    "Asker: How was it?\n"
    "Mum: Nobody rang us back.\n"
    "Asker: And then?\n"
    "Mother: We rang them ourselves.\n"
    "Dad: Twice.\n"
    "Mother: At least.\n"
    "Asker: What would have helped?\n"
    "Mum: One name, one telephone number.\n"
    "Dad: Yes, that.\n";

class ImportAssistant : public WindowTest {
 protected:
  void empty_project() {
    project_ = folder_.path() / "fresh.polyvocal";
    ASSERT_TRUE(frame_->create_project(project_));
    pump();
  }
  /// What the toolkit calls when files are let go over the window.
  void drop(const std::vector<std::filesystem::path>& files) {
    auto* target = dynamic_cast<wxFileDropTarget*>(frame_->GetDropTarget());
    ASSERT_NE(target, nullptr);
    wxArrayString names;
    for (const auto& file : files) names.Add(wxString::FromUTF8(file.string()));
    EXPECT_TRUE(target->OnDropFiles(10, 10, names));
    pump();
  }
  ImportPart& part() { return frame_->import_assistant(); }
  ImportPanel& panel() { return part().panel(); }
  bool looked_at(std::size_t files) {
    return pump_until(
        [&] { return part().plan() != nullptr && part().plan()->size() == files && part().plan()->all_read(); },
        60'000);
  }
  void press_button(wxButton& button) {
    ASSERT_TRUE(button.IsEnabled());
    click(button, wxPoint(button.GetSize().x / 2, button.GetSize().y / 2));
  }
  bool ended() {
    return pump_until([&] { return part().plan() != nullptr && panel().showing_outcome(); }, 60'000);
  }
  void choose_speaker(const std::string& label) {
    const auto speakers = part().plan()->speakers(*panel().chosen());
    for (std::size_t i = 0; i < speakers.size(); ++i) {
      if (speakers[i].label == label) panel().file_panel().select_speaker(i);
    }
    panel().file_panel().speakers()->SetFocus();
    pump();
  }
  /// "label role turns" of a stored document, read by another program.
  std::vector<std::string> stored(const std::string& name) {
    std::vector<std::string> made;
    auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    if (!project) return {"no project"};
    const auto id = project->find_document(name);
    if (!id) return {"no document"};
    const auto speakers = project->speakers(*id);
    const auto passages = project->passages(*id);
    for (const auto& speaker : *speakers) {
      int turns = 0;
      for (const auto& passage : *passages) turns += passage.speaker == speaker.id ? 1 : 0;
      made.push_back(speaker.label + (speaker.role == model::SpeakerRole::kInterviewer ? " asks " : " answers ") +
                     std::to_string(turns));
    }
    std::sort(made.begin(), made.end());
    return made;
  }
  std::vector<std::string> documents() {
    std::vector<std::string> made;
    auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    if (!project) return made;
    const auto list = project->documents();
    for (const auto& document : *list) made.push_back(document.name);
    return made;
  }
};

TEST_F(ImportAssistant, DroppedFilesAreLookedAtCorrectedAndImported) {
  empty_project();
  drop({folder_.write("visit.txt", kTalk), folder_.write("nothing.txt", ""), folder_.write("other.txt", kTalk)});
  ASSERT_TRUE(looked_at(3));
  EXPECT_THAT(documents(), IsEmpty()) << "nothing is imported before it is asked for";
  EXPECT_EQ(part().plan()->mark(1), FileMark::kRefused);
  EXPECT_EQ(panel().chosen(), 0U);

  choose_speaker("Mother");
  press(WXK_RETURN);
  EXPECT_TRUE(pump_until([&] { return panel().file_panel().speaker_name()->HasFocus(); }));
  type("Mum");
  press(WXK_RETURN);
  EXPECT_TRUE(pump_until([&] { return panel().file_panel().speakers()->HasFocus(); }));
  choose_speaker("Asker");
  press('I');
  choose_speaker("Dad");
  press(WXK_RETURN);
  press('A', wxMOD_CONTROL);
  type("Father 9");
  press(WXK_RETURN);
  panel().file_panel().document_name()->SetFocus();
  press('A', wxMOD_CONTROL);
  type("Family 9");
  panel().choose(2);
  pump();
  panel().files()->SetFocus();
  press(WXK_SPACE);
  EXPECT_EQ(part().plan()->mark(2), FileMark::kLeftOut);
  EXPECT_THAT(panel().start_button()->GetLabel().utf8_string(), HasSubstr("1 transcript"));
  press_button(*panel().start_button());
  ASSERT_TRUE(ended());
  EXPECT_THAT(documents(), ElementsAre("Family 9"));
  EXPECT_THAT(stored("Family 9"), ElementsAre("Asker asks 3", "Father 9 answers 2", "Mum answers 4"));
  const auto& rows = panel().outcome().rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].mark, FileMark::kRefused);
  EXPECT_THAT(rows[1].note, HasSubstr("empty"));
  EXPECT_EQ(rows[2].mark, FileMark::kLeftOut);
  EXPECT_EQ(frame_->bench()->snapshot().documents.size(), 1U) << "the window has it";

  frame_->commands().run("import.copy-report");
  pump();
  ASSERT_TRUE(wxTheClipboard->Open());
  wxTextDataObject text;
  EXPECT_TRUE(wxTheClipboard->GetData(text));
  wxTheClipboard->Close();
  EXPECT_THAT(text.GetText().utf8_string(), HasSubstr("Family 9\t9\t"));

  frame_->commands().run("import.cancel");
  EXPECT_TRUE(pump_until([&] { return part().plan() == nullptr; }));
  EXPECT_EQ(frame_->read().FindPage(&panel()), wxNOT_FOUND);
  frame_->commands().run("edit.undo");
  EXPECT_TRUE(pump_until([&] { return documents().empty(); })) << "one undo takes the import back";
}

TEST_F(ImportAssistant, LettersInTheSpeakersTableNeitherCodeNorLeaveIt) {
  open_sample();
  drop({folder_.write("visit.txt", kTalk)});
  ASSERT_TRUE(looked_at(1));
  choose_speaker("Dad");
  const auto before = frame_->bench()->session().project().history(1'000)->size();
  for (const int key : {'C', 'V', 'P', '1', '.'}) press(key);
  press(WXK_DELETE);
  EXPECT_TRUE(pump_until([&] { return part().plan()->all_read(); }));
  EXPECT_EQ(frame_->bench()->session().project().history(1'000)->size(), before);
  EXPECT_EQ(part().plan()->speakers(0)[3].use, SpeakerUse::kNobody) << part().plan()->speakers(0)[3].label;
}

TEST_F(ImportAssistant, OnesReadingGoesOnBesideIt) {
  open_sample();
  drop({folder_.write("visit.txt", kTalk)});
  ASSERT_TRUE(looked_at(1));
  EXPECT_EQ(frame_->read().GetCurrentPage(), &panel());
  frame_->commands().run("view.page");
  pump();
  const auto id = frame_->bench()->session().project().find_document("Parent 1");
  frame_->bench()->open_document(*id);
  EXPECT_EQ(frame_->bench()->page()->name, "Parent 1");
  ASSERT_NE(part().plan(), nullptr);
  drop({folder_.write("second.txt", kTalk)});
  ASSERT_TRUE(looked_at(2)) << "more files come to those that wait";
}

TEST_F(ImportAssistant, AnotherEncodingIsReadAtOnce) {
  empty_project();
  drop({folder_.write("odd.txt", "Asker: Wie?\nAnna: Sch\xF6n, sehr sch\xF6n.\nAsker: Ja?\nAnna: Ja.\n")});
  ASSERT_TRUE(looked_at(1));
  const auto before = part().plan()->page(0)->text;
  auto* encoding = panel().file_panel().encoding();
  encoding->SetFocus();
  const int place = encoding->FindString("windows-1251");
  ASSERT_NE(place, wxNOT_FOUND);
  encoding->SetSelection(place);
  wxCommandEvent chosen(wxEVT_CHOICE, encoding->GetId());
  chosen.SetEventObject(encoding);
  encoding->ProcessWindowEvent(chosen);
  ASSERT_TRUE(pump_until([&] { return part().plan()->all_read(); }, 10'000));
  EXPECT_NE(part().plan()->page(0)->text, before);
  EXPECT_EQ(part().plan()->file(0).preview->document.encoding, "windows-1251");
}

TEST_F(ImportAssistant, StoppingKeepsWholeTranscripts) {
  empty_project();
  std::string talk;
  for (int turn = 0; turn < 400; ++turn) talk += "Interviewer: And then?\nParent 1: Then nobody rang us back, ever.\n";
  std::vector<std::filesystem::path> files;
  for (int i = 0; i < 60; ++i) files.push_back(folder_.write("talk " + std::to_string(i) + ".txt", talk));
  drop({folder_.path() / "talk 0.txt"});
  ASSERT_TRUE(looked_at(1));
  drop(files);
  ASSERT_TRUE(looked_at(60)) << "a file that is there already is there once";
  frame_->commands().run("import.start");
  ASSERT_TRUE(pump_until([&] { return !documents().empty(); }, 30'000));
  frame_->commands().run("import.cancel");
  ASSERT_TRUE(ended());
  const auto stored = documents().size();
  EXPECT_GT(stored, 0U);
  EXPECT_LT(stored, 60U);
  EXPECT_EQ(panel().outcome().rows.size(), 60U);
  EXPECT_THAT(panel().outcome().headline, HasSubstr("Stopped"));
  auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
  const auto list = project->documents();
  for (const auto& document : *list) EXPECT_EQ(document.turns, 800) << document.name;
}

TEST_F(ImportAssistant, ClosingTheWindowMeanwhileLosesNothing) {
  empty_project();
  std::string talk;
  for (int turn = 0; turn < 400; ++turn) talk += "Interviewer: And then?\nParent 1: Then nobody rang us back, ever.\n";
  std::vector<std::filesystem::path> files;
  for (int i = 0; i < 60; ++i) files.push_back(folder_.write("talk " + std::to_string(i) + ".txt", talk));
  drop(files);
  ASSERT_TRUE(looked_at(60));
  frame_->commands().run("import.start");
  ASSERT_TRUE(pump_until([&] { return !documents().empty(); }, 30'000));
  frame_->Close(true);
  pump();
  frame_ = nullptr;
  auto project = store::Project::open(project_, store::OpenMode::kReadWrite);
  ASSERT_TRUE(project.has_value());
  const auto list = project->documents();
  EXPECT_LT(list->size(), files.size());
  for (const auto& document : *list) EXPECT_EQ(document.turns, 800) << document.name;
  EXPECT_TRUE(project->verify()->empty());
}

TEST_F(ImportAssistant, ClosingTheWindowWhileFilesAreLookedAt) {
  empty_project();
  std::vector<std::filesystem::path> files;
  for (int i = 0; i < 40; ++i) files.push_back(folder_.write("talk " + std::to_string(i) + ".txt", kTalk));
  drop(files);
  ASSERT_TRUE(pump_until([&] { return part().plan()->size() == 40; }));
  frame_->Close(true);
  pump();
  frame_ = nullptr;
  EXPECT_THAT(documents(), IsEmpty());
}

TEST_F(ImportAssistant, WithoutAProjectTheFilesWaitForOne) {
  drop({folder_.write("visit.txt", kTalk)});
  EXPECT_EQ(part().waiting(), 1U);
  EXPECT_EQ(part().plan(), nullptr);
  empty_project();
  ASSERT_TRUE(looked_at(1));
  EXPECT_EQ(part().waiting(), 0U);
  EXPECT_EQ(frame_->read().GetCurrentPage(), &panel());
}

TEST_F(ImportAssistant, ParticipantsAreMappedByColumnsRehearsedAndJoined) {
  empty_project();
  frame_->import_documents({folder_.write("visit.txt", kTalk)});
  ASSERT_TRUE(pump_until([&] { return documents().size() == 1; }, 30'000));
  ASSERT_TRUE(pump_until([&] { return !frame_->jobs().busy(); }));
  // By its headers the table says nothing of use: "who" is nobody's word for a participant.
  const auto table =
      folder_.write("people.csv", "who,called,cohort,born\nP1,Dad,one,1970\nP2,Nina,two,1990\nP3,Mum,one,n/a\n");
  auto& part = frame_->participants();
  part.open(table);
  pump();
  auto& panel = part.panel();
  EXPECT_EQ(frame_->read().GetCurrentPage(), &panel);
  ASSERT_TRUE(pump_until([&] { return panel.sentence().find("participant") != std::string::npos; }, 10'000));
  EXPECT_FALSE(part.rehearsed());
  EXPECT_FALSE(panel.start_button()->IsEnabled());
  const auto say = [&](std::size_t column, std::size_t choice) {
    panel.choose_column(column);
    panel.says()->SetFocus();
    panel.says()->SetSelection(static_cast<int>(choice));
    wxCommandEvent chosen(wxEVT_CHOICE, panel.says()->GetId());
    panel.says()->ProcessWindowEvent(chosen);
  };
  say(0, 0);   // the participant's name
  say(1, 2);   // their label
  say(2, 3);   // the group
  say(3, 10);  // left out
  ASSERT_TRUE(pump_until([&] { return part.rehearsed(); }, 10'000));
  const auto rows = panel.rows();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].participant, "P2") << "what wants a look stands first";
  EXPECT_EQ(rows[0].mark, FileMark::kRefused);
  EXPECT_THAT(rows[1].finding, HasSubstr("Dad"));
  EXPECT_THAT(panel.sentence(), HasSubstr("2 rows find their words, 1 do not"));
  EXPECT_EQ(frame_->bench()->snapshot().cases.size(), 0U) << "nothing is done before it is asked for";
  press_button(*panel.start_button());
  ASSERT_TRUE(pump_until([&] { return part.plan() == nullptr; }));
  EXPECT_EQ(frame_->bench()->snapshot().cases.size(), 3U);
  auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
  const auto attributes = project->attributes();
  ASSERT_EQ(attributes->size(), 1U);
  EXPECT_EQ(attributes->front().name, "group");
  frame_->commands().run("edit.undo");
  EXPECT_TRUE(pump_until([&] { return frame_->bench()->snapshot().cases.empty(); })) << "it was one act";
}

TEST_F(ImportAssistant, ATableAmongTheFilesIsUsedAsParticipants) {
  empty_project();
  drop({folder_.write("people.csv", "participant,group\nP1,one\n"), folder_.write("visit.txt", kTalk)});
  ASSERT_TRUE(looked_at(2));
  ASSERT_EQ(part().plan()->mark(0), FileMark::kRefused);
  panel().choose(0);
  pump();
  press_button(*panel().file_panel().as_table());
  ASSERT_TRUE(pump_until([&] { return frame_->participants().rehearsed(); }, 10'000));
  EXPECT_EQ(part().plan()->mark(0), FileMark::kLeftOut);
}

/// Hundreds of files: those of a folder outside the repository.
TEST_F(ImportAssistant, AFolderOfHundredsStaysResponsive) {
  const char* corpora = std::getenv("POLYVOCAL_CORPORA");
  if (corpora == nullptr) GTEST_SKIP() << "POLYVOCAL_CORPORA is not set: no outside transcripts are read";
  empty_project();
  drop({std::filesystem::path(corpora) / "07_changelog_md_scale" / "podcast"});
  ASSERT_TRUE(pump_until([&] { return part().plan() != nullptr && part().plan()->size() > 100; }, 30'000));
  // One turn of the event loop never costs much while files are looked at: its own processor time, so that a busy
  // machine does not count.
  const auto spent = [] {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1'000.0 + static_cast<double>(now.tv_nsec) / 1e6;
  };
  double longest = 0;
  double last = spent();
  const auto began = wxGetLocalTimeMillis();
  ASSERT_TRUE(pump_until(
      [&] {
        const double now = spent();
        longest = std::max(longest, now - last);
        last = now;
        return part().plan()->all_read();
      },
      240'000));
  std::printf("%zu files looked at in %lld ms; the longest turn of the window took %.0f ms\n", part().plan()->size(),
              (wxGetLocalTimeMillis() - began).GetValue(), longest);
  EXPECT_LT(longest, 150);
  EXPECT_GT(part().plan()->totals().ready, 400U);
}

}  // namespace
}  // namespace polyvocal::gui
