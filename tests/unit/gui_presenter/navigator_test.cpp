#include "gui/presenter/navigator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/presenter/page_content.hpp"

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;

model::CodeTree tree() {
  std::vector<model::Code> codes;
  const auto add = [&](std::int64_t id, std::int64_t parent, const char* name) {
    model::Code code;
    code.id = model::CodeId{id};
    code.parent = model::CodeId{parent};
    code.position = id;
    code.name = name;
    codes.push_back(code);
  };
  add(1, 0, "Challenges");
  add(2, 1, "Staffing");
  add(3, 2, "Caseload");
  add(4, 1, "Roles");
  add(5, 0, "Improvements");
  return model::CodeTree(codes);
}

TEST(VisibleCodes, AFitIsShownWithWhatIsAboveIt) {
  EXPECT_THAT(visible_codes(tree(), "CASE"), ElementsAre(true, true, true, false, false));
  EXPECT_THAT(visible_codes(tree(), "roles"), ElementsAre(true, false, false, true, false));
  EXPECT_THAT(visible_codes(tree(), ""), ElementsAre(true, true, true, true, true));
  EXPECT_THAT(visible_codes(tree(), "zzz"), ElementsAre(false, false, false, false, false));
}

TEST(CodeHues, ABranchKeepsOneHueUnlessACodeHasItsOwn) {
  auto codes = tree().codes();
  codes[2].colour = "#009be0";
  const auto hues = code_hues(model::CodeTree(codes));
  EXPECT_THAT(hues, ElementsAre(0, 0, 6, 0, 1));
}

TEST(Initials, OfNames) {
  EXPECT_EQ(initials("Esther Marlow"), "EM");
  EXPECT_EQ(initials("EM"), "EM");
  EXPECT_EQ(initials("esther"), "E");
  EXPECT_EQ(initials("Coder 1"), "C1");
  EXPECT_EQ(initials("Coder 12"), "C12");
  EXPECT_EQ(initials("Øyvind Åse"), "ØÅ");
  EXPECT_EQ(initials("李"), "李");
}

}  // namespace
}  // namespace polyvocal::gui
