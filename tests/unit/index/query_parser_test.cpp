#include <gtest/gtest.h>

#include "index/query.hpp"

namespace polyvocal::index {
namespace {

struct Accepted {
  std::string_view source;
  std::string_view tree;
  std::string_view language = "en";
};

class AcceptedQueries : public ::testing::TestWithParam<Accepted> {};

TEST_P(AcceptedQueries, GiveTheTree) {
  const auto& [source, tree, language] = GetParam();
  const auto query = parse_query(source, language);
  ASSERT_TRUE(query.has_value()) << source << ": " << query.error().param("detail") << " at "
                                 << query.error().param("position");
  EXPECT_EQ(describe(*query), tree) << source;
  EXPECT_EQ(query->source, source);
}

INSTANTIATE_TEST_SUITE_P(
    Table, AcceptedQueries,
    ::testing::Values(
        // words
        Accepted{"caseload", "(WORD caseload)"}, Accepted{"  caseload\t", "(WORD caseload)"},
        Accepted{"Caseload", "(EXACT caseload)"}, Accepted{"NHS", "(EXACT nhs)"},
        Accepted{"\"caseload\"", "(EXACT caseload)"}, Accepted{"café", "(WORD cafe)"},
        Accepted{"École", "(EXACT ecole)"}, Accepted{"Ärger", "(WORD arger)", "de"},
        Accepted{"Wartezeit", "(WORD wartezeit)", "de"}, Accepted{"Straße", "(WORD strasse)", "de-AT"},
        Accepted{"staff,", "(WORD staff)"}, Accepted{"staff & families", "(AND (WORD staff) (WORD families))"},
        Accepted{"staff - families", "(AND (WORD staff) (WORD families))"},
        Accepted{"staff -- families", "(AND (WORD staff) (WORD families))"},
        Accepted{"and or not near", "(AND (WORD and) (WORD or) (WORD not) (WORD near))"},
        // words that are several
        Accepted{"well-being", "(PHRASE well being)"}, Accepted{"R&D", "(PHRASE r d)"},
        Accepted{"工作", "(PHRASE 工 作)", "zh"}, Accepted{"工", "(WORD 工)", "zh"},
        Accepted{"待ち時間", "(PHRASE 待 ち 時 間)", "ja"},
        // phrases
        Accepted{"\"role confusion\"", "(PHRASE role confusion)"},
        Accepted{"“role confusion”", "(PHRASE role confusion)"},
        Accepted{"«role confusion»", "(PHRASE role confusion)"},
        Accepted{"\"Role, confusion!\"", "(PHRASE role confusion)"},
        Accepted{"a\"b c\"d", "(AND (WORD a) (PHRASE b c) (WORD d))"},
        // prefixes
        Accepted{"wait*", "(PREFIX wait)"}, Accepted{"Straß*", "(PREFIX strass)", "de"}, Accepted{"*", "(ALL)"},
        Accepted{"well-be*", "(ADJ/1 (EXACT well) (PREFIX be))"},
        Accepted{"工作*", "(ADJ/1 (EXACT 工) (PREFIX 作))", "zh"},
        // and, or, not
        Accepted{"a b", "(AND (WORD a) (WORD b))"}, Accepted{"a AND b", "(AND (WORD a) (WORD b))"},
        Accepted{"a b AND c", "(AND (WORD a) (WORD b) (WORD c))"},
        Accepted{"a OR b OR c", "(OR (WORD a) (WORD b) (WORD c))"},
        Accepted{"a b OR c d", "(OR (AND (WORD a) (WORD b)) (AND (WORD c) (WORD d)))"},
        Accepted{"a (b OR c)", "(AND (WORD a) (OR (WORD b) (WORD c)))"}, Accepted{"((a))", "(WORD a)"},
        Accepted{"a -b", "(NOT (WORD a) (WORD b))"}, Accepted{"a NOT b", "(NOT (WORD a) (WORD b))"},
        Accepted{"a AND NOT b", "(NOT (WORD a) (WORD b))"}, Accepted{"-b a", "(NOT (WORD a) (WORD b))"},
        Accepted{"a -b c -d", "(NOT (AND (WORD a) (WORD c)) (OR (WORD b) (WORD d)))"},
        Accepted{"NOT a", "(NOT (WORD a))"}, Accepted{"-a", "(NOT (WORD a))"},
        Accepted{"-a -b", "(NOT (OR (WORD a) (WORD b)))"}, Accepted{"NOT NOT a", "(NOT (NOT (WORD a)))"},
        Accepted{"a OR NOT b", "(OR (WORD a) (NOT (WORD b)))"}, Accepted{"-(a OR b)", "(NOT (OR (WORD a) (WORD b)))"},
        Accepted{"-\"a b\"", "(NOT (PHRASE a b))"},
        Accepted{"(a OR b) -(c d)", "(NOT (OR (WORD a) (WORD b)) (AND (WORD c) (WORD d)))"},
        // near
        Accepted{"a NEAR b", "(NEAR/10 (WORD a) (WORD b))"}, Accepted{"a NEAR/5 b", "(NEAR/5 (WORD a) (WORD b))"},
        Accepted{"a ADJ b", "(ADJ/10 (WORD a) (WORD b))"}, Accepted{"a ADJ/3 \"b c\"", "(ADJ/3 (WORD a) (PHRASE b c))"},
        Accepted{"a NEAR/5 b NEAR/5 c", "(NEAR/5 (WORD a) (WORD b) (WORD c))"},
        Accepted{"(a OR b*) NEAR/2 c", "(NEAR/2 (OR (WORD a) (PREFIX b)) (WORD c))"},
        Accepted{"a NEAR/5 b c", "(AND (NEAR/5 (WORD a) (WORD b)) (WORD c))"},
        Accepted{"a NEAR/5 b OR c", "(OR (NEAR/5 (WORD a) (WORD b)) (WORD c))"},
        Accepted{"NOT a NEAR/5 b", "(NOT (NEAR/5 (WORD a) (WORD b)))"},
        Accepted{"工作 NEAR/5 压力", "(NEAR/5 (PHRASE 工 作) (PHRASE 压 力))", "zh"},
        Accepted{"(a ADJ/1 b) NEAR/2 c", "(NEAR/2 (ADJ/1 (WORD a) (WORD b)) (WORD c))"},
        // fields
        Accepted{"group:staff", "(FIELD group \"staff\")"}, Accepted{"GROUP:staff", "(FIELD group \"staff\")"},
        Accepted{"group:\"partner agencies\"", "(FIELD group \"partner agencies\")"},
        Accepted{"group：staff", "(FIELD group \"staff\")"},
        Accepted{"code:\" Role Confusion \"", "(FIELD code \"Role Confusion\")"},
        Accepted{"code:Workload/High", "(FIELD code \"Workload/High\")"}, Accepted{"doc:x", "(FIELD document \"x\")"},
        Accepted{"lang:de", "(FIELD language \"de\")"}, Accepted{"code:\"a*\"", "(FIELD code \"a*\")"},
        Accepted{"10:30", "(PHRASE 10 30)"},
        Accepted{
            "caseload NEAR/5 high group:staff code:\"Role confusion\" -speaker:Interviewer",
            "(NOT (AND (NEAR/5 (WORD caseload) (WORD high)) (FIELD group \"staff\") (FIELD code \"Role confusion\")) "
            "(FIELD speaker \"Interviewer\"))"},
        Accepted{"（a OR b）c", "(AND (OR (WORD a) (WORD b)) (WORD c))"}));

struct Refused {
  std::string_view source;
  std::string_view detail;
  std::string_view position;
};

class RefusedQueries : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedQueries, SayWhereAndWhy) {
  const auto& [source, detail, position] = GetParam();
  const auto query = parse_query(source, "en");
  ASSERT_FALSE(query.has_value()) << source << " gave " << describe(*query);
  EXPECT_EQ(query.error().code, base::ErrorCode::kQuerySyntax);
  EXPECT_EQ(query.error().param("detail"), detail) << source;
  EXPECT_EQ(query.error().param("position"), position) << source;
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedQueries,
    ::testing::Values(
        Refused{"", "empty", "0"}, Refused{" \t", "empty", "0"}, Refused{"& ...", "empty", "0"},
        Refused{"\"\"", "no-word", "0"}, Refused{"a \"...\"", "no-word", "2"},
        Refused{"é \"role", "unbalanced-quote", "2"}, Refused{"(a", "unbalanced-parenthesis", "0"},
        Refused{"a)", "unbalanced-parenthesis", "1"}, Refused{"a OR )", "unbalanced-parenthesis", "5"},
        Refused{"a (b OR (c)", "unbalanced-parenthesis", "2"}, Refused{"a ()", "empty-parenthesis", "2"},
        Refused{"a AND", "missing-operand", "5"}, Refused{"OR a", "missing-operand", "0"},
        Refused{"a AND OR b", "missing-operand", "6"}, Refused{"NOT", "missing-operand", "3"},
        Refused{"a NEAR/5", "missing-operand", "8"}, Refused{"NEAR/5 a", "missing-operand", "0"},
        Refused{"é colour:red", "unknown-field", "2"}, Refused{"group:", "missing-value", "6"},
        Refused{"group: staff", "missing-value", "6"}, Refused{"group:\" \"", "missing-value", "6"},
        Refused{"group:\"staff", "unbalanced-quote", "6"}, Refused{"a *ing", "wildcard-leading", "2"},
        Refused{"wa*t", "wildcard-inside", "2"}, Refused{"\"wait* time\"", "wildcard-in-phrase", "5"},
        Refused{"group:st*", "wildcard-in-field", "8"}, Refused{"&*", "no-word", "0"},
        Refused{"a NEAR/0 b", "bad-window", "2"}, Refused{"a NEAR/x b", "bad-window", "2"},
        Refused{"a ADJ/1001 b", "bad-window", "2"}, Refused{"a NEAR/ b", "bad-window", "2"},
        Refused{"a NEAR/2 b NEAR/3 c", "mixed-proximity", "11"}, Refused{"a NEAR b ADJ c", "mixed-proximity", "9"},
        Refused{"a NEAR code:x", "near-needs-words", "7"}, Refused{"group:x NEAR a", "near-needs-words", "0"},
        Refused{"a NEAR -b", "near-needs-words", "7"}, Refused{"a NEAR (b c)", "near-needs-words", "8"},
        Refused{"a NEAR (b OR group:x)", "near-needs-words", "8"}, Refused{"a NEAR *", "near-needs-words", "7"},
        Refused{"(a NEAR/2 b) NEAR/3 c", "near-needs-words", "1"},
        Refused{"a NEAR b NEAR c NEAR d NEAR e NEAR f NEAR g NEAR h NEAR i", "near-too-many", "0"},
        Refused{"a \xFF", "not-utf-8", "0"}, Refused{"\xED\xA0\x80", "not-utf-8", "0"},
        Refused{"\xC0\xAF", "not-utf-8", "0"}, Refused{"\xE5\xB7", "not-utf-8", "0"}));

TEST(ParseQuery, RefusesWhatIsTooLongOrTooDeep) {
  EXPECT_EQ(parse_query(std::string(10'001, 'a'), "en").error().param("detail"), "too-long");
  EXPECT_EQ(parse_query(std::string(200, '(') + "a" + std::string(200, ')'), "en").error().param("detail"), "too-deep");
  std::string nots;
  for (int i = 0; i < 3000; ++i) nots += "NOT ";
  EXPECT_EQ(parse_query(nots.substr(0, 9000) + "a", "en").error().param("detail"), "too-deep");
  EXPECT_TRUE(parse_query(std::string(90, '(') + "a" + std::string(90, ')'), "en").has_value());
}

TEST(ParseQuery, TellsPlacesInCodePoints) {
  const auto query = parse_query("é (staff OR \"a b\") -x", "en");
  ASSERT_TRUE(query.has_value());
  const auto& positive = query->root.children.at(0);
  const auto& either = positive.children.at(1);
  EXPECT_EQ(either.children.at(0).place.start.value, 3);
  EXPECT_EQ(either.children.at(0).place.end.value, 8);
  EXPECT_EQ(either.children.at(1).place.start.value, 12);
  EXPECT_EQ(either.children.at(1).place.end.value, 17);
}

TEST(ParseQuery, KeepsTheWordAsTyped) {
  const auto query = parse_query("Café,", "en");
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->root.text, "Café");
  EXPECT_EQ(query->root.words, std::vector<std::string>{"cafe"});
}

TEST(Fields, NamesAndPrefixesDoNotClash) {
  for (const auto& a : fields()) {
    EXPECT_EQ(find_field(a.name), &a);
    if (!a.alias.empty()) {
      EXPECT_EQ(find_field(a.alias), &a);
    }
    EXPECT_FALSE(a.help.empty());
    for (const auto& b : fields()) {
      if (&a == &b || a.prefix.empty() || b.prefix.empty()) continue;
      EXPECT_FALSE(a.prefix.starts_with(b.prefix)) << a.name << ' ' << b.name;
    }
  }
  EXPECT_EQ(find_field("colour"), nullptr);
}

TEST(Describe, EscapesQuotes) {
  Query query;
  query.root.kind = QueryNode::Kind::kField;
  query.root.field = "code";
  query.root.text = "a \"b\" \\";
  EXPECT_EQ(describe(query), "(FIELD code \"a \\\"b\\\" \\\\\")");
}

}  // namespace
}  // namespace polyvocal::index
