#include "exchange/codebook_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace polyvocal::exchange {
namespace {

using testing::ElementsAre;

/// "code place detail value" of the refusal, or "read".
std::string refusal(std::string_view bytes) {
  const auto rows = read_codebook_json(bytes);
  if (rows) return "read";
  const auto& error = rows.error();
  std::string out(base::error_name(error.code));
  for (const char* name : {"place", "detail", "value"}) {
    if (!error.param(name).empty()) out += " " + std::string(error.param(name));
  }
  return out;
}

TEST(CodebookJson, NestedCodesBecomeRowsParentsFirst) {
  const auto rows = read_codebook_json(R"({"schema": 1, "kind": "codebook", "codes": [
      {"name": "A", "code": "K1", "definition": " d ", "include": "i", "exclude": "e", "example": "x\ny",
       "colour": "#A0b1C2", "theme": true, "later": [1, 2],
       "children": [{"name": "Before > after", "theme": false, "children": []}, {"name": "C", "code": null}]},
      {"name": "A2", "children": null}]})");
  ASSERT_TRUE(rows.has_value()) << rows.error().param("detail");
  ASSERT_EQ(rows->size(), 4u);
  const auto& first = (*rows)[0];
  EXPECT_THAT(first.path, ElementsAre("A"));
  EXPECT_THAT((std::vector{first.key, first.definition, first.include, first.exclude, first.example, first.colour}),
              ElementsAre("K1", "d", "i", "e", "x\ny", "#A0b1C2"));
  EXPECT_EQ(first.theme, std::optional(true));
  EXPECT_THAT((*rows)[1].path, ElementsAre("A", "Before > after")) << "a name is a name, not a path";
  EXPECT_EQ((*rows)[1].theme, std::optional(false));
  EXPECT_THAT((*rows)[2].path, ElementsAre("A", "C"));
  EXPECT_EQ((*rows)[2].theme, std::nullopt);
  EXPECT_THAT((*rows)[3].path, ElementsAre("A2"));
  EXPECT_EQ((*rows)[3].row, 4);
}

TEST(CodebookJson, RefusalsNameThePlace) {
  EXPECT_EQ(refusal(""), "empty-file");
  EXPECT_EQ(refusal(R"({"codes": []})"), "empty-file");
  EXPECT_EQ(refusal(R"({"codes": [})"), "damaged-file malformed-json");
  EXPECT_EQ(refusal("{\"codes\": [{\"name\": \"\xFF\"}]}"), "damaged-file malformed-json");
  EXPECT_EQ(refusal("[]"), "bad-table (file) not-an-object");
  EXPECT_EQ(refusal("{}"), "bad-table (file) no-codes");
  EXPECT_EQ(refusal(R"({"schema": 2, "codes": []})"), "bad-table schema newer-schema 2");
  EXPECT_EQ(refusal(R"({"kind": "crosstab", "codes": []})"), "bad-table kind not-a-codebook crosstab");
  EXPECT_EQ(refusal(R"({"codes": {}})"), "bad-table codes not-a-list");
  EXPECT_EQ(refusal(R"({"codes": ["A"]})"), "bad-table codes[0] not-an-object");
  EXPECT_EQ(refusal(R"({"codes": [{"name": "A"}, {"code": "K"}]})"), "bad-table codes[1] no-name");
  EXPECT_EQ(refusal(R"({"codes": [{"name": " "}]})"), "bad-table codes[0] no-name");
  EXPECT_EQ(refusal(R"({"codes": [{"name": 7}]})"), "bad-table codes[0].name not-a-string");
  EXPECT_EQ(refusal(R"({"codes": [{"name": "A", "theme": "yes"}]})"), "bad-table codes[0].theme not-a-boolean");
  EXPECT_EQ(refusal(R"({"codes": [{"name": "A", "children": [{"name": "B", "colour": "red"}]}]})"),
            "bad-table codes[0].children[0].colour bad-colour red");
  EXPECT_EQ(refusal(R"({"codes": [{"name": "A", "children": {}}]})"), "bad-table codes[0].children not-a-list");
  EXPECT_EQ(refusal(R"({"codes": [{"name": "A", "children": [{"name": "B"}, {"name": "b:"}]}]})"),
            "bad-table codes[0].children[1] repeated-path A > b:");
  EXPECT_EQ(refusal(R"({"codes": [{"name": "A", "code": "K"}, {"name": "B", "code": "K"}]})"),
            "bad-table codes[1].code repeated-code K");
}

TEST(CodebookJson, DeepNestingIsRefusedAndNoFault) {
  const auto nested = [](int depth) {
    std::string bytes = "{\"codes\": ";
    for (int i = 0; i < depth; ++i) bytes += "[{\"name\": \"A\", \"children\": ";
    bytes += "[]";
    for (int i = 0; i < depth; ++i) bytes += "}]";
    return bytes + "}";
  };
  EXPECT_EQ(refusal(nested(100)), "read");
  EXPECT_EQ(refusal(nested(101)), "damaged-file too-deep");
  EXPECT_EQ(refusal(nested(100000)), "damaged-file too-deep");
}

TEST(CodebookJson, AWrittenTreeIsReadAgain) {
  model::Code top;
  top.id = {1};
  top.name = "A > \"B\"";
  top.key = "K";
  top.definition = "d\u00E9j\u00E0\n\"vu\"";
  top.colour = "#102030";
  top.theme = true;
  model::Code child;
  child.id = {2};
  child.parent = {1};
  child.name = "C";
  child.include = "i";
  child.exclude = "e";
  child.example = "x";
  model::Code last;
  last.id = {3};
  last.position = 1;
  last.name = "D";
  const std::string bytes = codebook_json(model::CodeTree({top, child, last}));
  EXPECT_EQ(codebook_json(model::CodeTree({top, child, last})), bytes);
  const auto rows = read_codebook_json(bytes);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_THAT((*rows)[0].path, ElementsAre(top.name));
  EXPECT_EQ((*rows)[0].definition, top.definition);
  EXPECT_EQ((*rows)[0].theme, std::optional(true));
  EXPECT_THAT((*rows)[1].path, ElementsAre(top.name, "C"));
  EXPECT_THAT((std::vector{(*rows)[1].include, (*rows)[1].exclude, (*rows)[1].example}), ElementsAre("i", "e", "x"));
  EXPECT_THAT((*rows)[2].path, ElementsAre("D"));
}

}  // namespace
}  // namespace polyvocal::exchange
