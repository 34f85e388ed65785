// The lists at the left: documents by group, sets, coders.

#include <gtest/gtest.h>

#include "gui/driver.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/navigator_part.hpp"
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

}  // namespace
}  // namespace polyvocal::gui
