// A code's own page, splitting, coding by rule, tables, the project's care.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/driver.hpp"
#include "gui/widgets/code_part.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"

namespace polyvocal::gui {
namespace {

using testing::HasSubstr;

class CodeTest : public WindowTest {
 protected:
  Workbench& bench() { return *frame_->bench(); }
  std::string sentence() { return bench().status().sentence; }
  model::CodeId code(const std::string& path) {
    const auto id = bench().snapshot().codes.resolve(path);
    EXPECT_TRUE(id.has_value()) << path;
    return id.value_or(model::CodeId{});
  }
  model::Code on_disk(model::CodeId id) {
    const auto project = store::Project::open(project_, store::OpenMode::kReadOnly);
    EXPECT_TRUE(project.has_value());
    const auto tree = project->codes();
    EXPECT_TRUE(tree.has_value());
    const auto* found = tree->find(id);
    return found == nullptr ? model::Code{} : *found;
  }
};

TEST_F(CodeTest, WhatIsWrittenOfACodeIsKeptWhenTheKeysLeave) {
  open_sample();
  const auto id = code("Challenges > Roles");
  frame_->commands().run("view.codes");
  frame_->codes().select(id);
  pump();
  press(WXK_F4);
  ASSERT_TRUE(pump_until([&] { return frame_->code_part().definition().HasFocus(); }));
  frame_->code_part().definition().SelectAll();
  type("Who does what");
  EXPECT_EQ(on_disk(id).definition, bench().snapshot().codes.find(id)->definition) << "not before the keys leave";
  frame_->page().canvas().SetFocus();
  ASSERT_TRUE(pump_until([&] { return on_disk(id).definition == "Who does what"; })) << sentence();
  EXPECT_THAT(sentence(), HasSubstr("Changed Roles"));
  ASSERT_TRUE(frame_->commands().run("edit.undo"));
  EXPECT_NE(on_disk(id).definition, "Who does what");
  EXPECT_NE(frame_->code_part().definition().GetValue(), "Who does what") << "the page follows";

  // Closing the window keeps what is half written.
  frame_->code_part().definition().SetFocus();
  pump();
  frame_->code_part().definition().SelectAll();
  type("Half a thought");
  restart();
  EXPECT_EQ(on_disk(id).definition, "Half a thought");
}

TEST_F(CodeTest, ResultsAreSplitOffToANewCode) {
  open_sample();
  bench().retrieve(code("Challenges > Roles > Role confusion"));
  pump();
  frame_->commands().run("view.results");
  frame_->results().list()->Select(
      dynamic_cast<wxDataViewVirtualListModel*>(frame_->results().list()->GetModel())->GetItem(0));
  pump();
  const Answer given("Nobody's job");
  ASSERT_TRUE(frame_->commands().run("results.split"));
  EXPECT_TRUE(given.asked());
  const auto made = code("Challenges > Roles > Nobody's job");
  EXPECT_GE(bench().counts()[bench().snapshot().codes.index_of(made)].direct, 1);
}

TEST_F(CodeTest, EveryHitOfASearchIsCodedByRule) {
  open_sample();
  frame_->search_field().SetValue("caseload*");
  ASSERT_TRUE(pump_until([&] { return bench().results().query == "caseload*"; }, 20000));
  const auto hits = bench().results().rows.size();
  ASSERT_GT(hits, 1U);
  frame_->results().list()->SetFocus();
  ASSERT_TRUE(frame_->commands().run("results.code-all"));
  ASSERT_TRUE(frame_->page().picker().is_open());
  type("jargon");
  press(WXK_RETURN);
  ASSERT_TRUE(pump_until([&] { return sentence().find("by rule") != std::string::npos; })) << sentence();
  EXPECT_THAT(sentence(), HasSubstr(std::to_string(hits) + " passages"));
}

TEST_F(CodeTest, SeveralCodesAreRetrievedTogether) {
  open_sample();
  const auto first = code("Challenges > Roles");
  const auto second = code("Challenges > Staffing");
  bench().retrieve(first);
  const auto of_first = bench().results().rows.size();
  bench().retrieve_codes({first, second}, analysis::Combine::kAny);
  const auto any = bench().results().rows.size();
  bench().retrieve_codes({first, second}, analysis::Combine::kAll);
  EXPECT_GT(any, of_first);
  EXPECT_LT(bench().results().rows.size(), of_first);
  EXPECT_EQ(bench().results().title, "Roles and Staffing");
}

TEST_F(CodeTest, TablesAndCare) {
  open_sample();
  const auto table = folder_.write("more.csv", "document,start,end,code\nFamily 4,0,10,Roles\nFamily 4,5,4,Roles\n");
  bench().import_codings(table);
  EXPECT_EQ(sentence(), "Placed 1 coding; rows not placed: 1.");
  const auto documents = folder_.write("documents.csv", "document,setting\nFamily 4,kitchen\nNobody,hall\n");
  bench().import_document_attributes(documents);
  EXPECT_EQ(sentence(), "Described 1 document; rows without one: 1.");
  ASSERT_TRUE(frame_->commands().run("project.verify"));
  EXPECT_EQ(sentence(), "The project file is sound.");
  bench().import_codings(folder_.write("bad.csv", "x,y\n1,2\n"));
  EXPECT_TRUE(bench().status().error);
}

}  // namespace
}  // namespace polyvocal::gui
