#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <wx/dnd.h>

#include "gui/driver.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

using testing::HasSubstr;

class CodingSession : public WindowTest {
 protected:
  Workbench& bench() { return *frame_->bench(); }
  TranscriptCanvas& canvas() { return frame_->page().canvas(); }

  void open(const std::string& name) {
    const auto id = bench().session().project().find_document(name);
    ASSERT_TRUE(id.has_value());
    bench().open_document(*id);
    canvas().SetFocus();
    pump();
  }
  std::vector<model::Coding> on_disk(const std::string& document) {
    auto codings = codings_on_disk(document);
    EXPECT_TRUE(codings.has_value());
    return codings ? *codings : std::vector<model::Coding>();
  }
  /// Selects words with the pointer.
  text::CodePointRange select(const std::string& words) {
    const auto range = find(words);
    point_of(range.end);  // both ends must be in sight before either is pointed at
    const wxPoint from = point_of(range.start);
    const wxPoint to = point_of(range.end);
    drag(canvas(), from, to);
    EXPECT_EQ(canvas().selection(), range) << words;
    return range;
  }
  /// The code of a path now, if there is one.
  std::optional<model::CodeId> code(const std::string& path) {
    const auto id = bench().snapshot().codes.resolve(path);
    return id ? std::optional(*id) : std::nullopt;
  }
};

void expect_commands(const CommandRegistry& registry, const std::vector<MenuItem>& items) {
  for (const auto& item : items) {
    if (!item.items.empty()) {
      expect_commands(registry, item.items);
    } else if (item.command != "-") {
      EXPECT_NE(registry.find(item.command), nullptr) << item.command;
    }
  }
}

TEST_F(CodingSession, EveryMenuItemAndEveryShortcutNamesACommand) {
  expect_commands(frame_->commands(), frame_->keymap().menus);
  for (const auto& [command, keys] : frame_->keymap().shortcuts)
    EXPECT_NE(frame_->commands().find(command), nullptr) << command;
  for (const auto& id : frame_->commands().ids()) EXPECT_TRUE(messages::has("command." + id)) << id;
}

TEST_F(CodingSession, DraggingOverWordsSelectsThoseWords) {
  open_sample();
  open("Carer 5");
  const auto range = select("vicar's wife was fostering");
  EXPECT_EQ(canvas().selection(), range);
  EXPECT_EQ(bench().selected_text(), "vicar's wife was fostering");
}

TEST_F(CodingSession, SelectOneKeyThreeLettersEnter) {
  open_sample();
  open("Carer 5");
  const auto before = on_disk("Carer 5");
  const auto range = select("vicar's wife was fostering");
  press('C');
  ASSERT_TRUE(frame_->page().picker().is_open());
  type("not lis");
  press(WXK_RETURN);
  EXPECT_FALSE(frame_->page().picker().is_open());
  const auto after = on_disk("Carer 5");
  ASSERT_EQ(after.size(), before.size() + 1);
  const auto wanted = code("Challenges > Communication > Not listened to");
  ASSERT_TRUE(wanted.has_value());
  const auto made =
      std::find_if(after.begin(), after.end(), [&](const model::Coding& coding) { return coding.range == range; });
  ASSERT_NE(made, after.end());
  EXPECT_EQ(made->code, *wanted);
  EXPECT_THAT(bench().status().sentence, HasSubstr("Not listened to"));
  EXPECT_TRUE(canvas().HasFocus());

  // The last code again, on other words.
  const auto other = select("post office in the village");
  press('.');
  const auto third = on_disk("Carer 5");
  ASSERT_EQ(third.size(), before.size() + 2);
  EXPECT_TRUE(std::any_of(third.begin(), third.end(), [&](const model::Coding& coding) {
    return coding.range == other && coding.code == *wanted;
  }));
}

TEST_F(CodingSession, ANewCodeIsMadeWhereTheTreesCursorIs) {
  open_sample();
  open("Carer 5");
  const auto parent = code("Challenges > Roles");
  ASSERT_TRUE(parent.has_value());
  frame_->codes().select(*parent);
  frame_->codes().tree()->SetCurrentItem(frame_->codes().tree()->GetSelection());
  canvas().SetFocus();
  const auto range = select("nineteen years");
  press('C');
  type("Shop work");
  press(WXK_RETURN, wxMOD_SHIFT);
  const auto made = code("Challenges > Roles > Shop work");
  ASSERT_TRUE(made.has_value());
  const auto codings = on_disk("Carer 5");
  EXPECT_TRUE(std::any_of(codings.begin(), codings.end(),
                          [&](const model::Coding& coding) { return coding.range == range && coding.code == *made; }));
}

TEST_F(CodingSession, UndoSurvivesARestartAndSoDoesRedo) {
  open_sample();
  open("Carer 5");
  const auto before = on_disk("Carer 5").size();
  select("nineteen years");
  press('V');  // in the participant's words
  ASSERT_EQ(on_disk("Carer 5").size(), before + 1);
  ASSERT_TRUE(code("nineteen years").has_value());
  restart();
  frame_->commands().run("edit.undo");
  pump();
  EXPECT_EQ(on_disk("Carer 5").size(), before);
  restart();
  press('Z', wxMOD_CONTROL | wxMOD_SHIFT);
  EXPECT_TRUE(pump_until([&] { return on_disk("Carer 5").size() == before + 1; }));
}

TEST_F(CodingSession, DeleteTakesTheCodingUnderTheCursorAway) {
  open_sample();
  open("Carer 5");
  const auto before = on_disk("Carer 5");
  press(WXK_RIGHT, wxMOD_ALT);
  ASSERT_TRUE(pump_until([&] { return bench().active_coding().has_value(); }));
  const auto active = *bench().active_coding();
  press(WXK_DELETE);
  const auto after = on_disk("Carer 5");
  EXPECT_EQ(after.size(), before.size() - 1);
  EXPECT_TRUE(
      std::none_of(after.begin(), after.end(), [&](const model::Coding& coding) { return coding.id == active; }));
}

TEST_F(CodingSession, AnEdgeMovesByAWord) {
  open_sample();
  open("Carer 5");
  const auto range = select("vicar's wife");
  press('V');
  press(']');
  const auto codings = on_disk("Carer 5");
  EXPECT_TRUE(std::any_of(codings.begin(), codings.end(), [&](const model::Coding& coding) {
    return coding.range.start == range.start && coding.range.end == range.end + 4;  // " was"
  }));
}

TEST_F(CodingSession, ACodeIsRenamedInPlaceAndItsLettersAreNotTakenForKeys) {
  open_sample();
  open("Carer 5");
  select("nineteen years");
  const auto before = on_disk("Carer 5").size();
  const auto renamed = *code("Challenges > Roles > Role confusion");
  frame_->codes().select(renamed);
  frame_->codes().tree()->SetCurrentItem(frame_->codes().tree()->GetSelection());
  frame_->codes().tree()->SetFocus();
  pump();
  press(WXK_F2);
  EXPECT_TRUE(pump_until([&] { return frame_->codes().editing(); }));
  press('A', wxMOD_CONTROL);
  type("cv one");
  press(WXK_RETURN);
  EXPECT_TRUE(pump_until([&] { return bench().snapshot().codes.find(renamed)->name == "cv one"; }))
      << bench().snapshot().codes.find(renamed)->name;
  EXPECT_FALSE(frame_->page().picker().is_open());
  EXPECT_EQ(on_disk("Carer 5").size(), before);
}

TEST_F(CodingSession, TypingInAFieldNeverCodes) {
  open_sample();
  open("Carer 5");
  const auto before = on_disk("Carer 5").size();
  select("nineteen years");
  frame_->search_field().SetFocus();
  pump();
  type("cv.1");
  EXPECT_EQ(frame_->search_field().GetValue(), "cv.1");
  EXPECT_FALSE(frame_->page().picker().is_open());
  EXPECT_EQ(on_disk("Carer 5").size(), before);
}

TEST_F(CodingSession, SearchShowsHitsAndAHitIsADoor) {
  open_sample();
  open("Carer 5");
  frame_->search_field().SetFocus();
  pump();
  type("rabbit");
  ASSERT_TRUE(pump_until([&] { return !bench().results().rows.empty(); }, 30'000));
  const auto& row = bench().results().rows.front();
  EXPECT_THAT(row.text, HasSubstr("rabbit"));
  frame_->results().list()->Select(
      dynamic_cast<wxDataViewVirtualListModel*>(frame_->results().list()->GetModel())->GetItem(0));
  wxDataViewEvent event(wxEVT_DATAVIEW_ITEM_ACTIVATED, frame_->results().list(),
                        dynamic_cast<wxDataViewVirtualListModel*>(frame_->results().list()->GetModel())->GetItem(0));
  frame_->results().list()->GetEventHandler()->ProcessEvent(event);
  pump();
  EXPECT_EQ(bench().page()->document, row.document);
  EXPECT_EQ(bench().selection(), row.range);
}

TEST_F(CodingSession, ACellOfTheCrossTabOpensTheSegmentsItCounts) {
  open_sample();
  frame_->commands().run("view.crosstab");
  ASSERT_TRUE(pump_until([&] { return !frame_->crosstab().shown().rows.empty(); }));
  const auto& page = frame_->crosstab().shown();
  ASSERT_EQ(page.columns.size(), 4U);
  EXPECT_EQ(page.columns[0].name, "families");
  EXPECT_EQ(page.columns[0].base, "n = 8 cases, 6 units");
  const wxRect cell = frame_->crosstab().cell_rect(1, 3);
  click(*frame_->crosstab().grid(), {cell.x + cell.width / 2, cell.y + cell.height / 2});
  std::int64_t shown = 0;
  EXPECT_TRUE(pump_until([&] { return !bench().results().rows.empty(); }));
  for (const auto& row : bench().results().rows) {
    EXPECT_EQ(row.group, "staff");
    shown += 1 + std::count(row.coders.begin(), row.coders.end(), ',');
  }
  EXPECT_EQ(shown, page.rows[1].cells[3].segments);
}

TEST_F(CodingSession, AnotherProgramsActIsNoticed) {
  open_sample();
  {
    auto other = app::Session::open(project_, {.coder = "Second", .mode = store::OpenMode::kReadWrite, .helpers = 1});
    ASSERT_TRUE(other.has_value());
    auto added = (*other)->act("add-code", "{}", app::Apply::kCommit,
                               [](store::Writer& writer, model::CoderId) -> base::Result<void> {
                                 auto code = writer.add_code({.name = "From elsewhere"});
                                 if (!code) return base::pass(code);
                                 return {};
                               });
    ASSERT_TRUE(added.has_value());
  }
  EXPECT_TRUE(pump_until([&] { return code("From elsewhere").has_value(); }));
  EXPECT_THAT(bench().status().sentence, HasSubstr("Another program"));
}

TEST_F(CodingSession, ANewProjectImportsAndIsCoded) {
  project_ = folder_.path() / "fresh.polyvocal";
  ASSERT_TRUE(frame_->create_project(project_));
  const auto file = folder_.write("Parent 1.txt", "Interviewer: How was it?\nParent 1: Nobody rang us back, ever.\n");
  frame_->import_documents({file});
  ASSERT_TRUE(pump_until([&] { return bench().page() != nullptr; }, 30'000));
  EXPECT_EQ(bench().page()->turns.size(), 2U);
  canvas().SetFocus();
  const auto range = select("Nobody rang us back");
  press('C');
  type("No call back");
  press(WXK_RETURN, wxMOD_SHIFT);
  const auto codings = on_disk("Parent 1");
  ASSERT_EQ(codings.size(), 1U);
  EXPECT_EQ(codings.front().range, range);
  const auto quotes = folder_.path() / "q.csv";
  frame_->export_quotes(quotes);
  EXPECT_TRUE(std::filesystem::exists(quotes));
}

TEST_F(CodingSession, ClosingInTheMiddleOfAnImportLeavesWholeDocuments) {
  project_ = folder_.path() / "fresh.polyvocal";
  ASSERT_TRUE(frame_->create_project(project_));
  std::vector<std::filesystem::path> files;
  std::string talk;
  for (int turn = 0; turn < 400; ++turn) talk += "Interviewer: And then?\nParent 1: Then nobody rang us back, ever.\n";
  for (int i = 0; i < 60; ++i) files.push_back(folder_.write("talk " + std::to_string(i) + ".txt", talk));
  frame_->import_documents(files);
  const auto stored = [this]() -> std::size_t {
    auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    auto documents = project ? project->documents() : base::Result<std::vector<model::Document>>();
    return documents ? documents->size() : 0;
  };
  ASSERT_TRUE(pump_until([&] { return stored() > 0; }, 30'000));
  frame_->Close(true);
  pump();
  frame_ = nullptr;
  auto project = store::Project::open(project_, store::OpenMode::kReadWrite);
  ASSERT_TRUE(project.has_value());
  const auto documents = project->documents();
  ASSERT_TRUE(documents.has_value());
  EXPECT_LT(documents->size(), files.size());
  for (const auto& document : *documents) EXPECT_EQ(document.turns, 800) << document.name;
  const auto faults = project->verify();
  ASSERT_TRUE(faults.has_value());
  EXPECT_TRUE(faults->empty());
}

TEST_F(CodingSession, AProjectThatMayNotBeWrittenIsReadAndSaysSo) {
  open_sample();
  frame_->Close(true);
  pump();
  std::filesystem::permissions(project_, std::filesystem::perms::owner_read);
  std::filesystem::permissions(project_.parent_path(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  frame_ = new BenchFrame;
  frame_->Show();
  const bool opened = frame_->open_project(project_);
  pump();
  std::filesystem::permissions(project_.parent_path(), std::filesystem::perms::owner_all);
  ASSERT_TRUE(opened);
  if (!bench().session().project().read_only()) GTEST_SKIP() << "this user may write everywhere";
  open("Carer 5");
  select("nineteen years");
  press('V');
  EXPECT_FALSE(code("nineteen years").has_value());
}

TEST_F(CodingSession, TheWindowOpensWhereAndHowItWasLeft) {
  open_sample();
  open("Carer 5");
  frame_->page().canvas().set_zoom(1.5);
  frame_->commands().run("view.right");
  pump();
  restart();
  EXPECT_NEAR(frame_->page().canvas().zoom(), 1.5, 0.001);
  const auto* right = frame_->commands().find("view.right");
  ASSERT_NE(right, nullptr);
  EXPECT_FALSE(right->checked());
}

TEST_F(CodingSession, DraggingACodeOntoASelectionCodesIt) {
  open_sample();
  open("Carer 5");
  const auto range = select("nineteen years");
  const auto wanted = *code("Challenges > Communication > Not listened to");
  // The drop itself: the toolkit's drag runs a loop of its own that a test in the same process cannot feed.
  auto* target = dynamic_cast<wxTextDropTarget*>(canvas().GetDropTarget());
  ASSERT_NE(target, nullptr);
  const wxPoint at = point_of(range.start + 3);
  EXPECT_TRUE(target->OnDropText(at.x, at.y, "code:" + std::to_string(wanted.value)));
  pump();
  const auto codings = on_disk("Carer 5");
  EXPECT_TRUE(std::any_of(codings.begin(), codings.end(),
                          [&](const model::Coding& coding) { return coding.range == range && coding.code == wanted; }));
}

TEST_F(CodingSession, TheHistoryListsWhatWasDone) {
  open_sample();
  open("Carer 5");
  select("nineteen years");
  press('V');
  const auto path = folder_.path() / "table.csv";
  frame_->export_crosstab(path);
  EXPECT_TRUE(std::filesystem::exists(path));
  const auto history = bench().session().project().history(2);
  ASSERT_TRUE(history.has_value());
  EXPECT_EQ(history->back().verb, "apply-code");
}

}  // namespace
}  // namespace polyvocal::gui
