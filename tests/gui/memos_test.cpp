// Memos through real events: written on a coding, kept, found again, undone; never lost.

#include <gtest/gtest.h>

#include "gui/driver.hpp"
#include "gui/presenter/inspector.hpp"
#include "gui/widgets/memos_panel.hpp"
#include "gui/widgets/memos_part.hpp"
#include "gui/widgets/page_panel.hpp"

namespace polyvocal::gui {
namespace {

class MemosTest : public WindowTest {
 protected:
  /// The memos as another program sees them.
  std::vector<model::Memo> on_disk() {
    auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    if (!project) return {};
    auto memos = project->memos(store::MemoBodies::kWith);
    return memos ? *memos : std::vector<model::Memo>{};
  }
  void begin_on_first_coding() {
    open_sample();
    auto& bench = *frame_->bench();
    bench.open_document(bench.session().project().find_document("Family 4").value());
    frame_->page().canvas().SetFocus();
    bench.step_coding(Direction::kForward);
    pump();
    coding_ = bench.active_coding().value();
    press('M');
    auto& panel = frame_->memos().panel();
    ASSERT_TRUE(pump_until([&] { return panel.body_field().HasFocus(); }));
  }
  model::CodingId coding_;
};

TEST_F(MemosTest, WrittenOnACodingAndThereAfterARestart) {
  begin_on_first_coding();
  type("who waits");
  pump();
  press(WXK_ESCAPE);
  ASSERT_TRUE(pump_until([&] { return frame_->page().canvas().HasFocus(); })) << "Esc goes back to the text";
  ASSERT_EQ(on_disk().size(), 1u);
  EXPECT_EQ(on_disk()[0].body, "who waits");
  EXPECT_EQ(on_disk()[0].on.place, model::MemoPlace::kCoding);
  EXPECT_EQ(on_disk()[0].on.id, coding_.value);
  bool shown = false;
  for (const auto& section : inspect(*frame_->bench())) {
    for (const auto& line : section.lines) shown = shown || line.value.starts_with("who waits");
  }
  EXPECT_TRUE(shown) << "the inspector shows it";
  bool tip = false;
  for (const auto& coding : frame_->bench()->codings()->codings) tip = tip || coding.memo == "who waits";
  EXPECT_TRUE(tip) << "the stripe's tip has its first line";
  restart();
  ASSERT_EQ(frame_->memos().desk().lines().size(), 1u);
  EXPECT_EQ(frame_->memos().desk().lines()[0].title, "who waits");
  ASSERT_TRUE(frame_->run("edit.undo"));
  EXPECT_TRUE(on_disk().empty());
  ASSERT_TRUE(frame_->run("edit.redo"));
  EXPECT_EQ(on_disk().size(), 1u);
}

TEST_F(MemosTest, SavedAfterAPauseAndWhenTheWindowCloses) {
  begin_on_first_coding();
  type("a pause");
  ASSERT_TRUE(pump_until([&] { return on_disk().size() == 1; })) << "1.5 s after the last key";
  EXPECT_TRUE(frame_->memos().panel().body_field().HasFocus()) << "the keys stay where they are";
  type(" and more");
  pump();
  restart();
  ASSERT_EQ(on_disk().size(), 1u);
  EXPECT_EQ(on_disk()[0].body, "a pause and more");
}

TEST_F(MemosTest, OutlivesItsCoding) {
  begin_on_first_coding();
  type("kept");
  press('S', wxMOD_CONTROL);
  ASSERT_TRUE(pump_until([&] { return on_disk().size() == 1; }));
  press(WXK_ESCAPE);
  ASSERT_TRUE(pump_until([&] { return frame_->page().canvas().HasFocus(); }));
  frame_->bench()->set_active_coding(coding_);
  frame_->bench()->remove_active();
  ASSERT_EQ(on_disk().size(), 1u);
  EXPECT_EQ(on_disk()[0].on.place, model::MemoPlace::kRange);
  EXPECT_EQ(on_disk()[0].body, "kept");
  ASSERT_TRUE(on_disk()[0].was_on.has_value());
  EXPECT_EQ(on_disk()[0].was_on->place, model::MemoPlace::kCoding);
}

TEST_F(MemosTest, ADecisionIsWrittenAndFound) {
  open_sample();
  ASSERT_TRUE(frame_->run("memo.new-decision"));
  auto& panel = frame_->memos().panel();
  ASSERT_TRUE(pump_until([&] { return panel.title_field().HasFocus(); }));
  type("merge two codes");
  press(WXK_RETURN, wxMOD_CONTROL);
  ASSERT_TRUE(pump_until([&] { return frame_->memos().desk().lines().size() == 1; }));
  EXPECT_EQ(frame_->memos().desk().lines()[0].title, "merge two codes");
}

}  // namespace
}  // namespace polyvocal::gui
