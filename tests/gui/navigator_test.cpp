// The lists at the left: documents by group, sets, coders.

#include <gtest/gtest.h>

#include "gui/driver.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/keys_part.hpp"
#include "gui/widgets/navigator_part.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/sets_part.hpp"

namespace polyvocal::gui {
namespace {

class NavigatorTest : public WindowTest {
 protected:
  /// Runs a command and answers the question it asks.
  void answer(const std::string& command, const std::string& text) {
    const Answer given(text);
    ASSERT_TRUE(frame_->commands().run(command));
    pump();
    EXPECT_TRUE(given.asked()) << command;
  }
  std::string sentence() { return frame_->bench()->status().sentence; }
};

TEST_F(NavigatorTest, DocumentsStandUnderTheirGroups) {
  open_sample();
  auto& navigator = frame_->navigator();
  const auto all = navigator.list().lines().size();
  ASSERT_TRUE(frame_->commands().run("documents.by-group"));
  pump();
  const auto& lines = navigator.list().lines();
  ASSERT_GT(lines.size(), all);
  ASSERT_TRUE(lines[0].is_heading());
  EXPECT_EQ(lines[0].heading, "families");
  // With the keys: into the group, to its first document, back, and the group folded.
  auto* list = navigator.documents().list();
  list->SetFocus();
  pump();
  navigator.documents().select(0);
  pump();
  press(WXK_DOWN);
  ASSERT_TRUE(
      pump_until([&] { return frame_->bench()->page()->document == navigator.list().rows()[lines[1].row].id; }));
  list->SetFocus();
  pump();
  const auto before = lines.size();
  press(WXK_LEFT);
  ASSERT_TRUE(pump_until([&] { return lines.size() < before; })) << "the group is folded from one of its documents";
  EXPECT_TRUE(lines[0].folded);
  press(WXK_RETURN);
  EXPECT_TRUE(pump_until([&] { return lines.size() == before; })) << "Enter on the heading opens it";
  // The choice is remembered.
  restart();
  EXPECT_EQ(grouping_key(frame_->navigator().list().grouping()), "group");
  ASSERT_TRUE(frame_->commands().run("documents.by-nothing"));
}

TEST_F(NavigatorTest, ASetIsMadeOfWhatIsChosenAndOpensEverythingCodedSo) {
  open_sample();
  const auto code = frame_->bench()->snapshot().codes.resolve("Challenges > Staffing");
  ASSERT_TRUE(code.has_value());
  frame_->run("view.codes");
  frame_->codes().select(*code);
  answer("sets.new", "To look at again");
  {
    const auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    ASSERT_TRUE(project.has_value());
    const auto sets = project->sets();
    ASSERT_TRUE(sets.has_value());
    ASSERT_EQ(sets->size(), 1u);
    EXPECT_EQ(sets->front().name, "To look at again");
    EXPECT_EQ(sets->front().members, std::vector<std::int64_t>{code->value});
  }
  frame_->bring_to_front(frame_->sets().sets());
  frame_->sets().sets().list()->SetFocus();
  pump();
  frame_->sets().sets().select(0);
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return frame_->bench()->results().title == "To look at again"; }));
  EXPECT_FALSE(frame_->bench()->results().rows.empty());
  answer("sets.rename", "Staffing again");
  EXPECT_EQ(frame_->bench()->snapshot().sets.front().name, "Staffing again");
  frame_->sets().sets().select(1);
  ASSERT_TRUE(frame_->commands().run("sets.remove"));
  EXPECT_TRUE(frame_->bench()->snapshot().sets.front().members.empty());
  ASSERT_TRUE(frame_->commands().run("edit.undo"));
  EXPECT_EQ(frame_->bench()->snapshot().sets.front().members.size(), 1u);
  frame_->sets().sets().select(0);
  ASSERT_TRUE(frame_->commands().run("sets.delete"));
  EXPECT_TRUE(frame_->bench()->snapshot().sets.empty());
}

TEST_F(NavigatorTest, OneCodersWorkIsShownAloneAndAnotherPersonMayCode) {
  open_sample();
  const auto document = frame_->bench()->session().project().find_document("Family 4");
  ASSERT_TRUE(document.has_value());
  frame_->bench()->open_document(*document);
  const auto everybody = frame_->bench()->codings()->codings.size();
  ASSERT_TRUE(frame_->commands().run("coders.mine"));
  pump();
  const auto mine = frame_->bench()->codings()->codings.size();
  EXPECT_LT(mine, everybody);
  EXPECT_GT(mine, 0u);
  ASSERT_TRUE(frame_->commands().run("coders.all"));
  EXPECT_EQ(frame_->bench()->codings()->codings.size(), everybody);
  answer("coders.act-as", "Third Person");
  EXPECT_EQ(frame_->bench()->session().coder_name(), "Third Person");
  const auto code = frame_->bench()->snapshot().codes.resolve("Challenges > Staffing");
  frame_->bench()->set_selection(find("Two of everything"));
  frame_->bench()->apply_code(*code);
  const auto codings = codings_on_disk("Family 4");
  const auto coders = frame_->bench()->session().project().coders();
  ASSERT_TRUE(codings.has_value() && coders.has_value());
  bool found = false;
  for (const auto& coding : *codings) {
    for (const auto& coder : *coders) found = found || (coder.name == "Third Person" && coder.id == coding.coder);
  }
  EXPECT_TRUE(found);
}

/// Picks the line of a choice that begins with `text`, as a click on it does.
void pick(wxChoice& choice, const std::string& text) {
  for (unsigned i = 0; i < choice.GetCount(); ++i) {
    if (!choice.GetString(i).StartsWith(wxString::FromUTF8(text))) continue;
    choice.SetSelection(static_cast<int>(i));
    wxCommandEvent event(wxEVT_CHOICE, choice.GetId());
    event.SetInt(static_cast<int>(i));
    choice.ProcessWindowEvent(event);
    pump();
    return;
  }
  FAIL() << text << " is not offered";
}

TEST_F(NavigatorTest, ResultsAreNarrowedByTheirFacets) {
  open_sample();
  auto& bench = *frame_->bench();
  bench.retrieve(*bench.snapshot().codes.resolve("Challenges > Staffing"));
  pump();
  const auto all = bench.results().rows.size();
  pick(*frame_->results().facet("group"), "staff");
  const auto of_staff = bench.results().rows.size();
  ASSERT_LT(of_staff, all);
  for (const auto& row : bench.results().rows) EXPECT_EQ(row.group, "staff");
  pick(*frame_->results().facet("document"), "Social Worker 1");
  ASSERT_LT(bench.results().rows.size(), of_staff);
  EXPECT_FALSE(bench.results().rows.empty());
  pick(*frame_->results().facet("document"), "All");
  EXPECT_EQ(bench.results().rows.size(), of_staff);
  pick(*frame_->results().facet("group"), "All");
  EXPECT_EQ(bench.results().rows.size(), all);

  // A search is narrowed where it is written.
  frame_->search_field().SetValue("meeting OR caseload");
  ASSERT_TRUE(pump_until([&] { return bench.results().query == "meeting OR caseload"; }, 20000));
  const auto hits = bench.results().rows.size();
  pick(*frame_->results().facet("group"), "staff");
  ASSERT_TRUE(pump_until([&] { return bench.results().query == "(meeting OR caseload) group:\"staff\""; }, 20000))
      << bench.results().query;
  EXPECT_LT(bench.results().rows.size(), hits);
  pick(*frame_->results().facet("group"), "All");
  EXPECT_TRUE(pump_until([&] { return bench.results().rows.size() == hits; }, 20000));
}

TEST_F(NavigatorTest, KeysAreChangedAndKept) {
  open_sample();
  press(WXK_F1);
  ASSERT_TRUE(frame_->read().GetCurrentPage() == &frame_->keys().rows());
  auto* list = frame_->keys().rows().list();
  // The first line is a command; whichever it is, it gets the key of the picker.
  frame_->keys().rows().select(0);
  list->SetFocus();
  pump();
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return frame_->keys().waiting(); })) << sentence();
  press('J', wxMOD_CONTROL | wxMOD_ALT);
  ASSERT_FALSE(frame_->keys().waiting());
  const auto command = frame_->keymap().command_of("Ctrl+Alt+J");
  ASSERT_FALSE(command.empty()) << sentence();
  list->SetFocus();
  pump();
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return frame_->keys().waiting(); }));
  press(WXK_ESCAPE);
  EXPECT_EQ(frame_->keymap().command_of("Ctrl+Alt+J"), command) << "Esc leaves it";
  restart();
  EXPECT_EQ(frame_->keymap().command_of("Ctrl+Alt+J"), command) << "kept";
  ASSERT_TRUE(frame_->commands().run("keys.reset"));
  EXPECT_EQ(frame_->keymap().command_of("Ctrl+Alt+J"), "");
}

TEST_F(NavigatorTest, WhatCanBeSearchedForIsTold) {
  open_sample();
  ASSERT_TRUE(frame_->commands().run("help.search"));
  pump();
  press(WXK_DOWN);
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return !frame_->search_field().GetValue().empty(); }));
  EXPECT_TRUE(frame_->search_field().HasFocus() || frame_->search_field().GetValue() == "\"role confusion\"");
}

TEST_F(NavigatorTest, ResultsAreCodedThroughThePickerFromTheKeyboard) {
  open_sample();
  const auto code = frame_->bench()->snapshot().codes.resolve("Challenges > Staffing > High staff movement");
  ASSERT_TRUE(code.has_value());
  frame_->bench()->retrieve(*code);
  pump();
  ASSERT_TRUE(frame_->commands().run("view.results"));
  frame_->commands().run("results.select-all");
  pump();
  const auto count = frame_->bench()->results().rows.size();
  ASSERT_EQ(frame_->results().selected().size(), count);
  press('C');
  ASSERT_TRUE(pump_until([&] { return frame_->page().picker().is_open(); }))
      << "C codes the results while they have the keys";
  type("jargon");
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return sentence().find("Jargon") != std::string::npos; })) << sentence();
  EXPECT_FALSE(frame_->page().picker().is_open());
  press(WXK_ESCAPE);
  // Another code in its place; Esc changes nothing.
  const auto sequence = *frame_->bench()->session().project().sequence();
  frame_->results().list()->SetFocus();
  press('R', wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return frame_->page().picker().is_open(); }));
  press(WXK_ESCAPE);
  ASSERT_TRUE(pump_until([&] { return !frame_->page().picker().is_open(); }));
  EXPECT_EQ(*frame_->bench()->session().project().sequence(), sequence);
  press('R', wxMOD_SHIFT);
  ASSERT_TRUE(pump_until([&] { return frame_->page().picker().is_open(); }));
  type("caseload");
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return frame_->bench()->results().rows.size() < count; })) << sentence();
  EXPECT_EQ(*frame_->bench()->session().project().sequence(), sequence + 1);
}

}  // namespace
}  // namespace polyvocal::gui
