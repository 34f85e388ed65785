#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CodebookTest : public AppTest {
 protected:
  std::int64_t import_table(std::string_view table, Apply apply = Apply::kCommit) {
    return must(import_codebook(session(), folder_.write("codes.csv", table), apply));
  }
  model::Code code_at(const std::string& path) {
    const auto tree = must(project().codes());
    return *tree.find(must(tree.resolve(path)));
  }
  std::vector<std::string> coding_guids(const std::string& document) {
    std::vector<std::string> made;
    for (const auto& coding : must(project().codings(must(project().find_document(document)))))
      made.push_back(coding.guid.text());
    return made;
  }
};

TEST_F(CodebookTest, ATableAddsWhatIsMissingAndUpdatesWhatIsThere) {
  EXPECT_EQ(import_table("path,code,definition,theme\nA,K1,first,yes\nA > B,K2,,\n"), 2);
  EXPECT_EQ(import_table("path,definition\na > b,second\nA > C > D,\n"), 2) << "C as ancestor and D";
  EXPECT_THAT(code_paths(), ElementsAre("A", "A > B", "A > C", "A > C > D"));
  EXPECT_EQ(code_at("A").definition, "first") << "not in the second table";
  EXPECT_TRUE(code_at("A").theme);
  EXPECT_EQ(code_at("A > B").definition, "second");
  EXPECT_EQ(code_at("A > B").key, "K2") << "a column that is not there takes nothing away";
}

TEST_F(CodebookTest, NamesCompareLevelByLevel) {
  import_table("path\nA > B\n");
  EXPECT_EQ(import_table("path\nA: >  b\n"), 0);
  EXPECT_EQ(import_table("path\nBefore \\> after > X\n"), 2);
  EXPECT_THAT(code_paths(), ElementsAre("A", "A > B", "Before \\> after", "Before \\> after > X"));
}

TEST_F(CodebookTest, AnImportIsOneActThatADryRunOnlyRehearses) {
  add_codes({"A"});
  const std::string before = state();
  const std::string table = "path,definition\nA,new\nB > C,\n";
  EXPECT_EQ(import_table(table, Apply::kDryRun), 2);
  EXPECT_EQ(state(), before);
  EXPECT_EQ(import_table(table), 2);
  must(project().undo({}));
  EXPECT_EQ(state(), before);
}

TEST_F(CodebookTest, ABadTableChangesNothing) {
  const std::string before = state();
  const auto file = folder_.write("codes.csv", "path,colour\nA,#102030\nB,red\n");
  const auto refused = import_codebook(session(), file, Apply::kCommit);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().param("row"), "3");
  EXPECT_EQ(refused.error().param("path"), file.string());
  EXPECT_EQ(state(), before);
}

TEST_F(CodebookTest, APathIsAddedWithItsAncestors) {
  const auto id = must(add_code_path(session(), "A > B > C", {.definition = "d", .theme = true}, Apply::kCommit));
  EXPECT_EQ(code_at("A > B > C").id, id);
  EXPECT_EQ(code_at("C").definition, "d");
  EXPECT_EQ(code_at("A > B").definition, "");
  EXPECT_EQ(error_of(add_code_path(session(), "a > b", {}, Apply::kCommit)), "duplicate");
  EXPECT_EQ(error_of(add_code_path(session(), "  ", {}, Apply::kCommit)), "invalid-name");
  EXPECT_EQ(must(add_code_path(session(), "X", {}, Apply::kDryRun)), model::CodeId{});
  EXPECT_THAT(code_paths(), ElementsAre("A", "A > B", "A > B > C"));
  EXPECT_THAT(verbs(), ElementsAre("add-coder", "add-code")) << "ancestors are part of the act";
}

TEST_F(CodebookTest, CodesAreRenamedMovedAndSet) {
  add_codes({"A > B", "C"});
  must(rename_code(session(), "A > B", "Bee", Apply::kCommit));
  EXPECT_EQ(error_of(rename_code(session(), "C", "A", Apply::kCommit)), "duplicate");
  must(move_code(session(), "Bee", "C", Apply::kCommit));
  EXPECT_THAT(code_paths(), ElementsAre("A", "C", "C > Bee"));
  must(move_code(session(), "C > Bee", "", Apply::kCommit));
  EXPECT_THAT(code_paths(), ElementsAre("A", "C", "Bee"));
  must(move_code(session(), "C", "A", Apply::kDryRun));
  EXPECT_THAT(code_paths(), ElementsAre("A", "C", "Bee"));
  must(move_code(session(), "C", "A", Apply::kCommit));
  EXPECT_EQ(error_of(move_code(session(), "A", "A > C", Apply::kCommit)), "refused") << "under itself";
  EXPECT_EQ(error_of(move_code(session(), "A", "Nothing", Apply::kCommit)), "not-found");
  must(set_code(session(), "Bee", {.key = "K", .colour = "#102030"}, Apply::kCommit));
  EXPECT_EQ(code_at("K").colour, "#102030");
  must(set_code(session(), "K", {.definition = "d"}, Apply::kCommit));
  EXPECT_EQ(code_at("Bee").key, "K") << "what is not named stays";
}

TEST_F(CodebookTest, MergingKeepsEveryCoding) {
  import_text("talk.txt", kTalk);
  add_codes({"A", "A > Child", "B"});
  must(set_code(session(), "A", {.definition = "of A"}, Apply::kCommit));
  must(set_code(session(), "B", {.definition = "of B"}, Apply::kCommit));
  code("talk", "We waited", "A");
  code("talk", "Nobody came", "A");
  code("talk", "It was cold", "A > Child");
  code("talk", "Nobody came", "B");
  code("talk", "angry", "B");
  const std::string before = state();
  EXPECT_EQ(must(merge_codes(session(), {"A"}, "B", Apply::kDryRun)), 1);
  EXPECT_EQ(state(), before);
  EXPECT_EQ(must(merge_codes(session(), {"A"}, "B", Apply::kCommit)), 1) << "one place had B already";
  EXPECT_THAT(codings("talk"), ElementsAre("B: We waited", "B: Nobody came", "B > Child: It was cold", "B: angry"));
  EXPECT_THAT(code_at("B").definition, testing::AllOf(testing::HasSubstr("of A"), testing::HasSubstr("of B")));
  EXPECT_EQ(error_of(merge_codes(session(), {"B"}, "B > Child", Apply::kCommit)), "refused");
  EXPECT_EQ(error_of(merge_codes(session(), {"Nothing"}, "B", Apply::kCommit)), "not-found");
  EXPECT_THAT(must(project().verify()), IsEmpty());
  must(project().undo({}));
  EXPECT_EQ(state(), before);
}

TEST_F(CodebookTest, SplittingMovesTheNamedCodingsToASibling) {
  import_text("talk.txt", kTalk);
  add_codes({"Top > A", "B"});
  code("talk", "We waited", "A");
  code("talk", "Nobody came", "A");
  code("talk", "angry", "B");
  const auto guids = coding_guids("talk");
  ASSERT_THAT(guids, SizeIs(3));
  must(split_code(session(), "A", "A late", {guids[1]}, Apply::kDryRun));
  EXPECT_THAT(code_paths(), ElementsAre("Top", "Top > A", "B"));
  EXPECT_EQ(error_of(split_code(session(), "A", "A late", {guids[2]}, Apply::kCommit)), "invalid-argument");
  EXPECT_EQ(error_of(split_code(session(), "A", "A late", {"nothing"}, Apply::kCommit)), "not-found");
  EXPECT_EQ(error_of(split_code(session(), "A", "a", {guids[1]}, Apply::kCommit)), "duplicate");
  EXPECT_THAT(code_paths(), ElementsAre("Top", "Top > A", "B"));
  must(split_code(session(), "A", "A late", {guids[1]}, Apply::kCommit));
  EXPECT_THAT(codings("talk"), ElementsAre("Top > A: We waited", "Top > A late: Nobody came", "B: angry"));
  EXPECT_EQ(coding_guids("talk"), guids) << "they are the same codings";
}

TEST_F(CodebookTest, DeletingIsRefusedWhileThereAreCodings) {
  import_text("talk.txt", kTalk);
  add_codes({"A > B", "C"});
  code("talk", "We waited", "A > B");
  code("talk", "angry", "C");
  const std::string before = state();
  EXPECT_EQ(error_of(delete_code(session(), "A", store::DeleteCodings::kRefuse, Apply::kCommit)), "refused");
  EXPECT_EQ(error_of(delete_code(session(), "A", store::DeleteCodings::kRefuse, Apply::kDryRun)), "refused");
  EXPECT_EQ(state(), before);
  must(delete_code(session(), "A", store::DeleteCodings::kDelete, Apply::kCommit));
  EXPECT_THAT(code_paths(), ElementsAre("C"));
  EXPECT_THAT(codings("talk"), ElementsAre("C: angry"));
  must(project().undo({}));
  EXPECT_EQ(state(), before);
}

TEST_F(CodebookTest, AnExportedTableGivesTheSameTreeAgain) {
  const auto fields = [&] {
    std::vector<std::string> made;
    const auto tree = must(project().codes());
    for (const auto& code : tree.codes()) {
      std::string line = tree.path(code.id);
      for (const auto& field : {code.key, code.definition, code.include, code.exclude, code.example, code.colour})
        line += "|" + field;
      made.push_back(line + (code.theme ? "|theme" : ""));
    }
    return made;
  };
  import_table(
      "path,code,definition,include,exclude,example,colour,theme\n"
      "A,K1,\"d, \"\"quoted\"\"\",i,e,\"two\nlines\",#102030,yes\n"
      "A > Before \\> after,K2,,,,,,no\nB,,d\u00E9j\u00E0,,,,,\n");
  const auto expected = fields();
  for (const char* name : {"codes.csv", "codes.xlsx", "codes.json", "codes.JSON"}) {
    const auto file = folder_.path() / "out" / name;
    std::filesystem::create_directories(file.parent_path());
    reopen();
    must(export_codebook(session(), file));
    close();
    std::filesystem::rename(path(), folder_.path() / (std::string(name) + ".polyvocal"));
    must(import_codebook(session(), file, Apply::kCommit));
    EXPECT_EQ(fields(), expected) << name;
  }
  EXPECT_EQ(error_of(export_codebook(session(), folder_.path() / "codes.pages")), "invalid-argument");
}

TEST_F(CodebookTest, OtherEndingsAreRefusedWithWhatIsPossible) {
  for (const auto& [name, error] : std::vector<std::pair<std::string, std::string>>{
           {"codes.qdc", "refused"}, {"codes.docx", "unknown-format"}, {"codes", "unknown-format"}}) {
    const auto file = folder_.write("in/" + name, "path\nA\n");
    EXPECT_EQ(error_of(import_codebook(session(), file, Apply::kCommit)), error) << name;
  }
  add_codes({"A"});
  for (const auto& [name, error] :
       std::vector<std::pair<std::string, std::string>>{{"out.qdc", "refused"}, {"out.pages", "invalid-argument"}}) {
    const auto file = folder_.path() / name;
    EXPECT_EQ(error_of(export_codebook(session(), file)), error) << name;
    EXPECT_FALSE(std::filesystem::exists(file)) << name;
  }
  EXPECT_EQ(error_of(import_codebook(session(), folder_.path() / "none.json", Apply::kCommit)), "file-not-found");
}

}  // namespace
}  // namespace polyvocal::app
