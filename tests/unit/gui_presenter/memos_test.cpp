#include "gui/presenter/memos.hpp"

#include <gtest/gtest.h>

#include "gui/presenter/inspector.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::gui {
namespace {

class MemoDeskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = Workbench::create(folder_.path() / "study.polyvocal", "Study", {.coder = "Ana Beck"});
    ASSERT_TRUE(made.has_value());
    bench_ = std::move(*made);
    desk_.show(bench_.get());
    bench_->observe([this](Topic topic) {
      if (topic == Topic::kProject) desk_.refresh();
    });
  }
  void type(const std::string& title, const std::string& body) {
    desk_.edit(title, body, desk_.entry()->kind, desk_.entry()->day);
  }
  std::size_t stored() { return bench_->session().project().memos().value().size(); }

  test::TempFolder folder_;
  std::unique_ptr<Workbench> bench_;
  MemoDesk desk_;
};

TEST_F(MemoDeskTest, AMemoBegunByMistakeLeavesNothing) {
  desk_.begin_memo(model::MemoTarget::project());
  type("  ", "\n");
  EXPECT_TRUE(desk_.save());
  EXPECT_EQ(stored(), 0u);
  EXPECT_TRUE(bench_->session().project().history().value().empty());
}

TEST_F(MemoDeskTest, ItsFirstWordsStoreItAndUndoTakesItWhole) {
  desk_.begin_memo(model::MemoTarget::project());
  type("", "Who waits, and why?");
  EXPECT_TRUE(desk_.dirty());
  EXPECT_TRUE(desk_.save());
  EXPECT_FALSE(desk_.dirty());
  ASSERT_EQ(desk_.lines().size(), 1u);
  EXPECT_EQ(desk_.lines()[0].title, "Who waits, and why?");
  EXPECT_EQ(desk_.lines()[0].coder, "AB");
  EXPECT_EQ(desk_.current(), 0u);
  EXPECT_TRUE(desk_.save());
  EXPECT_EQ(stored(), 1u) << "saving again makes no other";
  bench_->undo();
  EXPECT_EQ(stored(), 0u);
  EXPECT_FALSE(desk_.entry().has_value());
  bench_->redo();
  EXPECT_EQ(desk_.lines().size(), 1u);
}

TEST_F(MemoDeskTest, TheTitleBeingTypedKeepsItsBlank) {
  desk_.begin_memo(model::MemoTarget::project());
  type("Who ", "x");
  EXPECT_TRUE(desk_.save());
  EXPECT_EQ(desk_.entry()->title, "Who ");
  EXPECT_FALSE(desk_.dirty());
  type("Who waits", "x");
  EXPECT_TRUE(desk_.save());
  EXPECT_EQ(bench_->session().project().memos().value()[0].title, "Who waits");
}

TEST_F(MemoDeskTest, WhatIsHalfWrittenOutlivesAnUndoneMemo) {
  desk_.begin_memo(model::MemoTarget::project());
  type("A", "first");
  ASSERT_TRUE(desk_.save());
  type("A", "first and more");
  bench_->undo();
  ASSERT_TRUE(desk_.entry().has_value());
  EXPECT_EQ(desk_.entry()->body, "first and more");
  EXPECT_TRUE(desk_.dirty());
  EXPECT_TRUE(desk_.save());
  EXPECT_EQ(bench_->session().project().memos(store::MemoBodies::kWith).value()[0].body, "first and more");
}

TEST_F(MemoDeskTest, WordsGoToTheProjectWhenTheirPlaceIsGone) {
  bench_->add_code("Waiting", {});
  const auto code = bench_->snapshot().codes.resolve("Waiting").value();
  desk_.begin_memo(model::MemoTarget::of(code));
  type("", "on the code");
  bench_->delete_code(code);
  EXPECT_TRUE(desk_.save());
  ASSERT_EQ(bench_->memos().size(), 1u);
  EXPECT_EQ(bench_->memos()[0].memo.on.place, model::MemoPlace::kProject);
  EXPECT_EQ(bench_->memos()[0].memo.body, "on the code");
}

TEST_F(MemoDeskTest, AMemoSaysWhereItIsAndWhereItWas) {
  bench_->add_code("Waiting", {});
  const auto code = bench_->snapshot().codes.resolve("Waiting").value();
  desk_.begin_memo(model::MemoTarget::of(code));
  EXPECT_EQ(desk_.entry()->about, "Code · Waiting");
  type("", "on the code");
  ASSERT_TRUE(desk_.save());
  EXPECT_EQ(desk_.lines()[0].on, "Code · Waiting");
  bench_->delete_code(code);
  EXPECT_EQ(desk_.lines()[0].on, "Project · was: Code Waiting");
}

TEST_F(MemoDeskTest, WordsAndKindsFindMemosAndDecisions) {
  desk_.begin_memo(model::MemoTarget::project());
  type("Café", "waiting");
  desk_.begin_decision();
  type("Merge", "because of the CAFE");
  ASSERT_TRUE(desk_.save());
  desk_.filter("cafe", MemoShow::kAll);
  EXPECT_EQ(desk_.lines().size(), 2u);
  desk_.filter("cafe wait", MemoShow::kAll);
  EXPECT_EQ(desk_.lines().size(), 1u);
  desk_.filter("", MemoShow::kDecisions);
  ASSERT_EQ(desk_.lines().size(), 1u);
  EXPECT_EQ(desk_.lines()[0].title, "Merge");
  desk_.filter("", MemoShow::kReflexive);
  EXPECT_TRUE(desk_.lines().empty());
}

TEST_F(MemoDeskTest, ADecisionKeepsItsWordsWhenItsDayCannotBeRead) {
  desk_.begin_decision();
  desk_.edit("Merge", "why", model::MemoKind::kAnalytic, "tomorrow");
  EXPECT_FALSE(desk_.save());
  EXPECT_TRUE(bench_->status().error);
  EXPECT_EQ(desk_.entry()->title, "Merge");
  EXPECT_TRUE(desk_.leave());
  EXPECT_EQ(bench_->session().project().decisions().value().size(), 1u);
}

TEST_F(MemoDeskTest, RemovingIsUndoable) {
  desk_.begin_memo(model::MemoTarget::project());
  type("A", "x");
  ASSERT_TRUE(desk_.save());
  desk_.remove();
  EXPECT_EQ(stored(), 0u);
  EXPECT_FALSE(desk_.entry().has_value());
  bench_->undo();
  EXPECT_EQ(stored(), 1u);
}

TEST(MemoLine, IsTheTitleOrTheFirstLineWithWords) {
  model::Memo memo;
  memo.body = "\n  \nFirst   line\nsecond";
  EXPECT_EQ(memo_line(memo), "First line");
  memo.title = "Title";
  EXPECT_EQ(memo_line(memo), "Title");
  memo = {};
  memo.body = std::string(50, 'a') + " " + std::string(50, 'b');
  EXPECT_EQ(memo_line(memo), std::string(50, 'a') + "…");
  memo.body = "";
  EXPECT_EQ(memo_line(memo), "(empty)");
}

}  // namespace
}  // namespace polyvocal::gui
