#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/tables.hpp"
#include "model/code.hpp"

namespace polyvocal::exchange {
namespace {

using testing::ElementsAre;

std::vector<CodebookRow> read(const Rows& rows) {
  auto codes = read_codebook(rows);
  if (codes) return std::move(*codes);
  ADD_FAILURE() << base::error_name(codes.error().code) << " " << codes.error().param("detail");
  return {};
}

std::vector<std::string> paths(const Rows& rows) {
  std::vector<std::string> made;
  for (const auto& code : read(rows)) made.push_back(model::join_path(code.path));
  return made;
}

/// "row detail value" of a bad table, or the name of another refusal, or "read".
std::string refusal(const Rows& rows) {
  const auto codes = read_codebook(rows);
  if (codes) return "read";
  const auto& error = codes.error();
  if (error.code != base::ErrorCode::kBadTable) return std::string(base::error_name(error.code));
  return std::string(error.param("row")) + " " + std::string(error.param("detail")) + " " +
         std::string(error.param("value"));
}

TEST(Codebook, EverySpellingOfAColumnIsKnown) {
  const auto british = read({{"Path", "Code", "Definition", "Include", "Exclude", "Example", "Colour", "Theme"},
                             {"A", "K", "d", "i", "e", "x", "#A0b1C2", "yes"}});
  const auto other = read({{"path", "key", "description", "inclusion", "exclusion", "example", "color", "theme"},
                           {"A", "K", "d", "i", "e", "x", "#A0b1C2", "true"}});
  for (const auto& codes : {british, other}) {
    ASSERT_EQ(codes.size(), 1u);
    const auto& code = codes[0];
    EXPECT_THAT(code.path, ElementsAre("A"));
    EXPECT_THAT((std::vector{code.key, code.definition, code.include, code.exclude, code.example, code.colour}),
                ElementsAre("K", "d", "i", "e", "x", "#A0b1C2"));
    EXPECT_EQ(code.theme, std::optional(true));
  }
}

TEST(Codebook, ThemeIsYesNoOrUnsaid) {
  for (const auto& [cell, theme] : std::vector<std::pair<std::string, std::optional<bool>>>{{"yes", true},
                                                                                            {"TRUE", true},
                                                                                            {"1", true},
                                                                                            {"x", true},
                                                                                            {"X", true},
                                                                                            {"no", false},
                                                                                            {"False", false},
                                                                                            {"0", false},
                                                                                            {"", std::nullopt},
                                                                                            {" ", std::nullopt}}) {
    EXPECT_EQ(read({{"path", "theme"}, {"A", cell}}).at(0).theme, theme) << "\"" << cell << "\"";
  }
  EXPECT_EQ(refusal({{"path", "theme"}, {"A", "yes"}, {"B", "perhaps"}}), "3 bad-theme perhaps");
}

TEST(Codebook, PathsAndParentsGiveTheSameTree) {
  const auto by_path = paths({{"path"}, {"A"}, {"A > B"}, {"A > B > C"}, {"D"}});
  const auto by_parent =
      paths({{"code", "parent", "name"}, {"1", "", "A"}, {"2", "1", "B"}, {"3", "2", "C"}, {"4", "", "D"}});
  EXPECT_THAT(by_path, ElementsAre("A", "A > B", "A > B > C", "D"));
  EXPECT_EQ(by_parent, by_path);
}

TEST(Codebook, TheTablesOrderIsKeptButParentsComeFirst) {
  EXPECT_THAT(paths({{"code", "parent", "name"}, {"c", "b", "C"}, {"z", "", "Z"}, {"a", "", "A"}, {"b", "a", "B"}}),
              ElementsAre("A", "A > B", "A > B > C", "Z"));
  EXPECT_THAT(paths({{"path"}, {"A > B"}, {"Z"}, {"A > C"}, {"A"}}), ElementsAre("A", "A > B", "Z", "A > C"));
  EXPECT_THAT(paths({{"path"}, {"Z > Y"}, {"A > B"}}), ElementsAre("Z > Y", "A > B")) << "ancestors are not invented";
}

TEST(Codebook, ASeparatorInsideANameIsEscaped) {
  const auto codes = read({{"path"}, {"Before \\> after > Child"}, {"a>b"}, {"  A  >  B  "}});
  ASSERT_EQ(codes.size(), 3u);
  EXPECT_THAT(codes[0].path, ElementsAre("Before > after", "Child"));
  EXPECT_THAT(codes[1].path, ElementsAre("a>b"));
  EXPECT_THAT(codes[2].path, ElementsAre("A", "B"));
  EXPECT_EQ(model::join_path(codes[0].path), "Before \\> after > Child");
  const auto named = read({{"code", "parent", "name"}, {"1", "", "Before > after"}});
  EXPECT_THAT(named.at(0).path, ElementsAre("Before > after")) << "a name is a name, not a path";
}

TEST(Codebook, RowsAreNumberedAsASpreadsheetShowsThem) {
  const auto codes = read({{"path"}, {"A"}, {}, {"  "}, {"B"}});
  ASSERT_EQ(codes.size(), 2u);
  EXPECT_EQ(codes[0].row, 2);
  EXPECT_EQ(codes[1].row, 5);
}

TEST(Codebook, RefusalsNameTheRow) {
  EXPECT_EQ(refusal({}), "empty-file");
  EXPECT_EQ(refusal({{"path"}}), "empty-file");
  EXPECT_EQ(refusal({{"name", "definition"}, {"A", "d"}}), "1 no-path-column ");
  EXPECT_EQ(refusal({{"path", "PATH"}, {"A", "B"}}), "1 repeated-column PATH");
  EXPECT_EQ(refusal({{"path", "code"}, {"", "K"}}), "2 empty-path ");
  EXPECT_EQ(refusal({{"path"}, {"A > B"}, {"C"}, {"a >  b"}}), "4 repeated-path a > b");
  EXPECT_EQ(refusal({{"path"}, {"A: > B"}, {"A > B"}}), "3 repeated-path A > B") << "a colon at a name's end";
  EXPECT_EQ(refusal({{"path", "code"}, {"A", "K"}, {"B", "K"}}), "3 repeated-code K");
  EXPECT_EQ(refusal({{"code", "parent", "name"}, {"1", "", "A"}, {"", "1", "B"}}), "3 empty-code ");
  EXPECT_EQ(refusal({{"code", "parent", "name"}, {"1", "", ""}}), "2 empty-name 1");
  EXPECT_EQ(refusal({{"code", "parent", "name"}, {"1", "", "A"}, {"2", "9", "B"}}), "3 unknown-parent 9");
  EXPECT_EQ(refusal({{"code", "parent", "name"}, {"1", "2", "A"}, {"2", "1", "B"}}), "2 circular-parent 1");
  EXPECT_EQ(refusal({{"code", "parent", "name"}, {"1", "1", "A"}}), "2 circular-parent 1");
  EXPECT_EQ(refusal({{"code", "parent", "name"}, {"1", "", "A"}, {"2", "", "a"}}), "3 repeated-path a");
  for (const char* colour : {"red", "#12345", "#1234567", "#12345g", "123456#"}) {
    EXPECT_EQ(refusal({{"path", "colour"}, {"A", colour}}), std::string("2 bad-colour ") + colour);
  }
}

}  // namespace
}  // namespace polyvocal::exchange
