#include "gui/presenter/code_picker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class CodePicker : public testing::Test {
 protected:
  CodePicker() {
    std::vector<model::Code> codes;
    const auto add = [&](std::int64_t id, std::int64_t parent, const char* name) {
      model::Code code;
      code.id = model::CodeId{id};
      code.parent = model::CodeId{parent};
      code.position = id;
      code.name = name;
      codes.push_back(code);
    };
    add(1, 0, "Being known");
    add(2, 1, "Telling it again");
    add(3, 1, "Change of worker");
    add(4, 3, "Gaps between workers");
    add(5, 0, "Working together");
    add(6, 5, "Café meetings");
    tree_ = model::CodeTree(codes);
  }
  std::vector<std::string> names(std::string_view typed, const std::vector<model::CodeId>& recent = {}) {
    std::vector<std::string> list;
    for (const auto& row : pick_codes(tree_, recent, typed)) list.push_back(tree_.codes()[row.code].name);
    return list;
  }
  model::CodeTree tree_;
};

TEST_F(CodePicker, NothingTypedShowsRecentOnesThenTheTree) {
  EXPECT_THAT(names("", {model::CodeId{4}, model::CodeId{2}}),
              ElementsAre("Gaps between workers", "Telling it again", "Being known", "Change of worker",
                          "Working together", "Café meetings"));
}

TEST_F(CodePicker, StartOfTheNameComesBeforeStartOfAWordBeforeThePart) {
  EXPECT_THAT(names("wor"), ElementsAre("Working together", "Change of worker", "Gaps between workers"));
  EXPECT_THAT(names("ork"), ElementsAre("Change of worker", "Gaps between workers", "Working together"));
}

TEST_F(CodePicker, ARecentCodeThatFitsComesFirst) {
  EXPECT_THAT(names("wor", {model::CodeId{4}}),
              ElementsAre("Gaps between workers", "Working together", "Change of worker"));
}

TEST_F(CodePicker, LettersInOrderFit) {
  EXPECT_THAT(names("tia"), ElementsAre("Telling it again"));
  EXPECT_THAT(names("cow"), ElementsAre("Change of worker"));
  EXPECT_THAT(names("xq"), IsEmpty());
}

TEST_F(CodePicker, AWordMayFitANameAbove) {
  EXPECT_THAT(names("known telling"), ElementsAre("Telling it again"));
  EXPECT_THAT(names("telling known"), ElementsAre("Telling it again"));
  EXPECT_THAT(names("working telling"), IsEmpty());
}

TEST_F(CodePicker, CaseAndAccentsDoNotMatterAndPlacesAreTheNamesOwn) {
  const auto rows = pick_codes(tree_, {}, "CAFE MEE");
  ASSERT_EQ(rows.size(), 1U);
  // "é" is two bytes: the name's own places are marked, not those of the folded text.
  EXPECT_THAT(rows.front().matched, ElementsAre(Pair(0, 5), Pair(6, 9)));
}

TEST_F(CodePicker, NoMoreThanAskedFor) {
  EXPECT_EQ(pick_codes(tree_, {}, "", 2).size(), 2U);
}

}  // namespace
}  // namespace polyvocal::gui
