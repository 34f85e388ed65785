#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/driver.hpp"

#include "app/settings.hpp"
#include "base/atomic_file.hpp"
#include "gui/widgets/crosstab_grid.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// A sitting of a person who has no mouse: nothing here but keys, and looks at what came of them.
class Keyboard : public WindowTest {
 protected:
  Workbench& bench() { return *frame_->bench(); }
  TranscriptCanvas& canvas() { return frame_->page().canvas(); }
  std::size_t codings() { return bench().codings()->codings.size(); }
  /// Presses a key until something holds, at most so many times.
  bool press_until(int key, int modifiers, int times, const std::function<bool()>& done) {
    for (int i = 0; i < times && !done(); ++i) press(key, modifiers);
    return done();
  }
};

TEST_F(Keyboard, AWholeSittingWithoutAMouse) {
  // Open: the study is the first of the recent ones.
  open_sample();
  const auto recent = base::path_to_utf8(project_.stem());
  frame_->Close(true);
  pump();
  frame_ = new BenchFrame;
  frame_->Show();
  pump();
  const auto on_recent = [&] {
    const auto* button = dynamic_cast<wxButton*>(wxWindow::FindFocus());
    return button != nullptr && from_wx(button->GetLabelText()) == recent;
  };
  ASSERT_TRUE(press_until(WXK_TAB, 0, 12, on_recent));
  press(WXK_SPACE);
  ASSERT_TRUE(pump_until([&] { return frame_->bench() != nullptr; }));
  pump();

  // Another document, by arrows in the list; then into its text.
  const auto first = bench().page()->document;
  press('1', wxMOD_ALT);
  ASSERT_TRUE(pump_until([&] { return frame_->documents().list()->HasFocus(); }));
  ASSERT_TRUE(press_until(WXK_DOWN, 0, 4, [&] { return bench().page()->document != first; }));
  EXPECT_TRUE(frame_->documents().list()->HasFocus()) << "the next arrow key goes on from here";
  press(WXK_F5);
  ASSERT_TRUE(pump_until([&] { return canvas().HasFocus(); }));

  // To a place, and a selection from there.
  press(WXK_HOME, wxMOD_CONTROL);
  press_until(WXK_DOWN, 0, 3, [] { return false; });
  press(WXK_HOME);
  const auto from = canvas().caret();
  for (int i = 0; i < 3; ++i) press(WXK_RIGHT, wxMOD_CONTROL | wxMOD_SHIFT);
  press(WXK_LEFT, wxMOD_SHIFT);
  const auto chosen = canvas().selection();
  ASSERT_EQ(chosen.start, from);
  ASSERT_GT(chosen.length(), 4);
  EXPECT_EQ(bench().selection(), chosen);
  EXPECT_NE(bench().selected_text().back(), ' ');

  // Code it: one key, letters, Enter.
  const auto before = codings();
  press('C');
  ASSERT_TRUE(frame_->page().picker().is_open());
  type("not lis");
  press(WXK_RETURN);
  ASSERT_EQ(codings(), before + 1);
  ASSERT_TRUE(canvas().HasFocus()) << "the keys are back on the text";
  const auto it = std::find_if(bench().codings()->codings.begin(), bench().codings()->codings.end(),
                               [&](const PageCoding& coding) { return coding.range == chosen; });
  ASSERT_NE(it, bench().codings()->codings.end());
  const auto made = it->id;

  // Away from it and back by going from coding to coding.
  press(WXK_HOME, wxMOD_CONTROL);
  ASSERT_TRUE(
      press_until(WXK_RIGHT, wxMOD_ALT, static_cast<int>(before) + 1, [&] { return bench().active_coding() == made; }));

  // Its end a word on, then it is taken away, then all of that undone.
  const auto range_now = [&] {
    for (const auto& coding : bench().codings()->codings)
      if (coding.id == made) return coding.range;
    return text::CodePointRange{};
  };
  press(']');
  EXPECT_GT(range_now().end, chosen.end);
  press(WXK_DELETE);
  EXPECT_EQ(codings(), before);
  press('Z', wxMOD_CONTROL);
  EXPECT_TRUE(pump_until([&] { return codings() == before + 1; }));
  press('Z', wxMOD_CONTROL);
  EXPECT_TRUE(pump_until([&] { return range_now() == chosen; }));

  // Search, and through the hits.
  press('K', wxMOD_CONTROL);
  ASSERT_TRUE(pump_until([&] { return wxWindow::FindFocus() == &frame_->search_field(); }));
  type("rabbit");
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return !bench().results().rows.empty(); }, 30'000));
  press('7', wxMOD_ALT);
  ASSERT_TRUE(pump_until([&] { return frame_->results().list()->HasFocus(); }))
      << (wxWindow::FindFocus() == nullptr ? wxString("nothing") : wxWindow::FindFocus()->GetName()) << " has the keys";
  EXPECT_TRUE(pump_until([&] { return bench().selection() == bench().results().rows.front().range; }));
  EXPECT_EQ(bench().page()->document, bench().results().rows.front().document);
  press(WXK_F5);
  ASSERT_TRUE(pump_until([&] { return canvas().HasFocus(); }));

  // A cell of the cross-tab, and the segments that it counts.
  press(WXK_F6);
  ASSERT_TRUE(pump_until([&] { return frame_->crosstab().grid()->HasFocus(); }));
  ASSERT_TRUE(pump_until([&] { return !frame_->crosstab().shown().rows.empty(); }));
  press(WXK_DOWN);
  press(WXK_RIGHT);
  const auto* grid = frame_->crosstab().grid();
  ASSERT_LT(grid->column(), frame_->crosstab().shown().columns.size()) << "the keys are on a cell, not on a name";
  const auto& cell = frame_->crosstab().shown().rows[grid->row()].cells[grid->column()];
  press(WXK_RETURN);
  ASSERT_GT(cell.segments, 0);
  EXPECT_TRUE(pump_until([&] {
    std::int64_t shown = 0;
    for (const auto& row : bench().results().rows) shown += 1 + std::count(row.coders.begin(), row.coders.end(), ',');
    return shown == cell.segments;
  }));
  press('7', wxMOD_ALT);
  ASSERT_TRUE(pump_until([&] { return frame_->results().list()->HasFocus(); }));
  EXPECT_TRUE(pump_until([&] { return bench().selection() == bench().results().rows.front().range; }));
}

}  // namespace
}  // namespace polyvocal::gui
