#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CodingTest : public AppTest {
 protected:
  CodingsReport import_table(std::string_view table, Apply apply = Apply::kCommit) {
    return must(import_codings(session(), folder_.write("codings.csv", table), apply));
  }
  static std::vector<std::string> unplaced(const CodingsReport& report) {
    std::vector<std::string> made;
    for (const auto& row : report.unplaced) made.push_back(std::to_string(row.row) + " " + row.reason);
    return made;
  }
  std::vector<std::string> coders() {
    std::vector<std::string> made;
    for (const auto& coder : must(project().coders())) made.push_back(coder.name);
    return made;
  }
};

TEST_F(CodingTest, ACodingIsAppliedOnceAndByWhoActs) {
  import_text("talk.txt", kTalk);
  add_codes({"A > B"});
  const auto where = place("talk", "We waited");
  const auto rehearsed = must(apply_code(session(), "talk", where, "b", Apply::kDryRun));
  EXPECT_EQ(rehearsed.guid, "");
  EXPECT_EQ(rehearsed.code, "A > B");
  EXPECT_THAT(codings("talk"), IsEmpty());
  const auto applied = must(apply_code(session(), "TALK", where, "A > B", Apply::kCommit));
  EXPECT_EQ(applied.document, "talk");
  EXPECT_EQ(applied.coder, "Ann");
  EXPECT_EQ(applied.range, where);
  EXPECT_FALSE(applied.splits_character);
  EXPECT_EQ(must(project().coding(must(project().find_coding(applied.guid)))).range, where);
  EXPECT_EQ(error_of(apply_code(session(), "talk", where, "A > B", Apply::kCommit)), "duplicate");
  EXPECT_EQ(error_of(apply_code(session(), "talk", where, "A > B", Apply::kDryRun)), "duplicate");
  EXPECT_THAT(codings("talk"), ElementsAre("A > B: We waited"));
  reopen("Ben");
  must(apply_code(session(), "talk", where, "A > B", Apply::kCommit));
  EXPECT_THAT(codings("talk"), ElementsAre("A > B: We waited", "A > B: We waited")) << "another coder's is another one";
}

TEST_F(CodingTest, WhatCannotBeIsRefused) {
  import_text("talk.txt", kTalk);
  add_codes({"A > Same", "B > Same"});
  const auto length = must(project().documents()).at(0).code_points;
  EXPECT_EQ(error_of(apply_code(session(), "none", range(0, 5), "A", Apply::kCommit)), "not-found");
  EXPECT_EQ(error_of(apply_code(session(), "talk", range(0, 5), "Nothing", Apply::kCommit)), "not-found");
  EXPECT_EQ(error_of(apply_code(session(), "talk", range(0, 5), "Same", Apply::kCommit)), "ambiguous");
  for (const auto& bad : {range(5, 5), range(6, 5), range(-1, 5), range(0, length + 1)}) {
    EXPECT_EQ(error_of(apply_code(session(), "talk", bad, "A", Apply::kCommit)), "invalid-argument")
        << bad.start.value << "-" << bad.end.value;
  }
  must(apply_code(session(), "talk", range(0, length), "A", Apply::kCommit));
}

TEST_F(CodingTest, AnEdgeInsideACharacterIsKeptAndTold) {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";  // one character of five code points
  import_text("emoji.txt", "Ann: " + family + " e\u0301 end\nBen: yes\nAnn: no\nBen: so\n");
  add_codes({"A"});
  const auto whole = place("emoji", family);
  ASSERT_EQ(whole.length(), 5);
  EXPECT_FALSE(must(apply_code(session(), "emoji", whole, "A", Apply::kDryRun)).splits_character);
  for (std::int64_t cut = 1; cut < 5; ++cut) {
    const text::CodePointRange half{whole.start, whole.start + cut};
    const auto applied = must(apply_code(session(), "emoji", half, "A", Apply::kCommit));
    EXPECT_TRUE(applied.splits_character) << cut;
    EXPECT_EQ(must(project().coding(must(project().find_coding(applied.guid)))).range, half) << "kept exactly";
  }
  const text::CodePointRange tail{whole.start + 2, whole.end};
  EXPECT_TRUE(must(apply_code(session(), "emoji", tail, "A", Apply::kDryRun)).splits_character) << "the first edge too";
}

TEST_F(CodingTest, OnlyOnesOwnCodingIsRemoved) {
  import_text("talk.txt", kTalk);
  add_codes({"A"});
  const auto where = place("talk", "We waited");
  const auto applied = must(apply_code(session(), "talk", where, "A", Apply::kCommit));
  reopen("Ben");
  EXPECT_EQ(error_of(remove_code(session(), "talk", where, "A", Apply::kCommit)), "not-found");
  reopen("ann");
  EXPECT_EQ(error_of(remove_code(session(), "talk", range(0, 3), "A", Apply::kCommit)), "not-found");
  EXPECT_EQ(must(remove_code(session(), "talk", where, "A", Apply::kDryRun)).guid, applied.guid);
  EXPECT_THAT(codings("talk"), ElementsAre("A: We waited"));
  EXPECT_EQ(must(remove_code(session(), "talk", where, "A", Apply::kCommit)).guid, applied.guid);
  EXPECT_THAT(codings("talk"), IsEmpty());
}

TEST_F(CodingTest, ATablesWordsAreFoundOrReportedAndNeverGuessed) {
  import_text("one.txt", kTalk);
  import_text("two.txt",
              "Ann: Where's XXX?\nBen: [name removed] left. \u201CIt\u2019s fine.\u201D\nAnn: no\nBen: so\n");
  must(import_participants(session(),
                           folder_.write("people.csv", "participant,document,speaker\nP1,one,Ann\nP2,none,\n"),
                           Match::kAuto, Apply::kCommit));
  add_codes({"A", "X > Same", "Y > Same"});
  const auto report = import_table(
      "document,participant,code,text,start,end,coder\n"
      "one,,A,\"Nobody\n  came\",,,\n"                 // 2: another line break
      "two,,A,Where's XXX?,,,EM\n"                     // 3: a redaction mark
      "two,,A,[name removed] left.,,,EM\n"             // 4
      "two,,A,\"\u201CIt\u2019s fine.\u201D\",,,BB\n"  // 5: typographic quotation marks
      "two,,A,\"\"\"It's fine.\"\"\",,,\n"             // 6: which plain ones are not
      ",P1,A,Then a nurse came.,,,\n"                  // 7: by participant
      "one,,A,,0,11,\n"                                // 8: by place
      "one,,A,We waited,,,\n"                          // 9: twice in the text
      "one,,A,never said,,,\n"                         // 10
      "none,,A,We waited,,,\n"                         // 11
      ",P2,A,We waited,,,\n"                           // 12: no documents
      ",P9,A,We waited,,,\n"                           // 13
      "one,,Same,angry,,,\n"                           // 14
      "one,,Nothing,angry,,,\n"                        // 15
      "one,,A,,5,5,\n"                                 // 16
      "one,,A,,5,99999,\n"                             // 17
      "one,,A,,,,\n"                                   // 18
      "one,,A,,0,11,ann\n");                           // 19: as row 8
  EXPECT_THAT(unplaced(report),
              ElementsAre("6 text-absent", "9 text-ambiguous", "10 text-absent", "11 unknown-document",
                          "12 unknown-participant", "13 unknown-participant", "14 ambiguous-code", "15 unknown-code",
                          "16 bad-range", "17 bad-range", "18 no-place", "19 duplicate"));
  EXPECT_EQ(report.placed, 6);
  EXPECT_THAT(codings("one"), ElementsAre("A: Interviewer", "A: Nobody came", "A: Then a nurse came."));
  EXPECT_THAT(codings("two"),
              ElementsAre("A: Where's XXX?", "A: [name removed] left.", "A: \u201CIt\u2019s fine.\u201D"));
  EXPECT_THAT(coders(), testing::UnorderedElementsAre("Ann", "EM", "BB"));
}

TEST_F(CodingTest, WordsBesideAPlaceAreItsProof) {
  import_text("talk.txt", kTalk);
  add_codes({"A"});
  const auto where = place("talk", "We waited");
  const auto row = [&](std::string_view words) {
    return "talk," + std::to_string(where.start.value) + "," + std::to_string(where.end.value) + "," +
           std::string(words) + ",A\n";
  };
  const std::string header = "document,start,end,text,code\n";
  EXPECT_THAT(unplaced(import_table(header + row("We walked") + row("We") + row("We waited here"))),
              ElementsAre("2 text-differs", "3 text-differs", "4 text-differs"));
  EXPECT_THAT(must(project().codings(must(project().find_document("talk")))), IsEmpty());
  EXPECT_THAT(unplaced(import_table(header + row(" We   waited "))), IsEmpty());
  EXPECT_EQ(must(project().codings(must(project().find_document("talk")))).front().range, where);
}

TEST_F(CodingTest, APlaceInOneOfSeveralDocumentsIsNotGuessed) {
  import_text("one.txt", kTalk);
  import_text("two.txt", kTalk);
  add_codes({"A"});
  must(import_participants(session(), folder_.write("p.csv", "participant,document\nAnn P,one\nAnn P,two\n"),
                           Match::kAuto, Apply::kCommit));
  EXPECT_THAT(unplaced(import_table("participant,start,end,code\nAnn P,0,5,A\n")), ElementsAre("2 several-documents"));
}

TEST_F(CodingTest, AnImportIsOneActThatADryRunOnlyRehearses) {
  import_text("talk.txt", kTalk);
  add_codes({"A"});
  const std::string table =
      "document,code,text,coder\ntalk,A,angry,New coder\ntalk,A,cold,New coder\ntalk,A,nowhere,\n";
  const std::string before = state();
  const auto preview = import_table(table, Apply::kDryRun);
  EXPECT_EQ(state(), before) << "not even the coder is made";
  const auto report = import_table(table);
  EXPECT_EQ(preview.placed, 2);
  EXPECT_EQ(report.placed, 2);
  EXPECT_EQ(unplaced(preview), unplaced(report));
  must(project().undo({}));
  EXPECT_EQ(state(), before);
}

}  // namespace
}  // namespace polyvocal::app
