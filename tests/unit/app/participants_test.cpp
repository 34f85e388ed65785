#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ParticipantsTest : public AppTest {
 protected:
  ParticipantsReport join(std::string_view table, Match match = Match::kAuto, Apply apply = Apply::kCommit) {
    return must(import_participants(session(), folder_.write("people.csv", table), match, apply));
  }
  /// "row participant reason" of each.
  static std::vector<std::string> unmatched(const ParticipantsReport& report) {
    std::vector<std::string> made;
    for (const auto& row : report.unmatched)
      made.push_back(std::to_string(row.row) + " " + row.participant + " " + row.reason);
    return made;
  }
  /// "name: words" of the spans of each case in a document, in text order.
  std::vector<std::string> spans(const std::string& document) {
    const auto snapshot = must(session().snapshot());
    const std::string text = text_of(document);
    const text::OffsetMap map(text);
    std::vector<std::string> made;
    for (std::size_t d = 0; d < snapshot->documents.size(); ++d) {
      if (snapshot->documents[d].name != document) continue;
      for (const auto& span : snapshot->chunks[d]->case_spans) {
        made.push_back(snapshot->cases[span.case_index].name + ": " + std::string(map.slice(span.range)));
      }
    }
    return made;
  }
};

TEST_F(ParticipantsTest, AFocusGroupsSpeakersBecomeCasesOfOneUnit) {
  import_text("Family 4.txt", kTalk);
  const auto report = join(
      "participant,document,speaker,group,unit\n"
      "Mother 4,Family 4,Ann,families,Family 4\n"
      "Father 4,Family 4,Ben,families,Family 4\n");
  EXPECT_THAT(report.cases, ElementsAre("Mother 4", "Father 4"));
  EXPECT_THAT(report.unmatched, IsEmpty());
  const auto cases = must(project().cases());
  const auto units = must(project().units());
  ASSERT_THAT(cases, SizeIs(2));
  ASSERT_THAT(units, SizeIs(1));
  for (const auto& person : cases) {
    EXPECT_EQ(person.unit, units[0].id);
    EXPECT_THAT(person.documents, SizeIs(1));
  }
  const auto found = spans("Family 4");
  ASSERT_THAT(found, SizeIs(4));
  EXPECT_THAT(found[0], testing::HasSubstr("We waited. Nobody came."));
  EXPECT_THAT(found[0], testing::StartsWith("Mother 4: "));
  EXPECT_THAT(found[1], testing::StartsWith("Father 4: "));
  for (const auto& span : found)
    EXPECT_THAT(span, testing::Not(testing::HasSubstr("And then"))) << "the question is nobody's";
}

TEST_F(ParticipantsTest, RowsAreJoinedByDocument) {
  import_text("Talk 1.txt", "No speaker is marked in this text at all.\nIt is one person who tells.\n");
  import_text("Talk 2.txt", kTalk);
  const auto report = join(
      "participant,transcript\n"
      "P1,talk 1.TXT\n"  // a file's name, in another case
      "Ben,Talk 2\n"     // speaks there under this name
      "P3,Talk 2\n"      // does not: the whole document
      "P4,Talk 9\n");
  EXPECT_THAT(unmatched(report), ElementsAre("5 P4 no-such-document"));
  EXPECT_THAT(spans("Talk 1"), SizeIs(1));
  std::size_t of_ben = 0;
  std::size_t of_p3 = 0;
  for (const auto& span : spans("Talk 2")) {
    if (span.starts_with("Ben: ")) ++of_ben;
    if (span.starts_with("P3: ")) ++of_p3;
  }
  EXPECT_EQ(of_ben, 2u) << "his two turns";
  EXPECT_EQ(of_p3, 1u) << "one span, the whole document";
}

TEST_F(ParticipantsTest, RowsAreJoinedBySpeakerInWhateverDocument) {
  import_text("one.txt", kTalk);
  import_text("two.txt", kTalk);
  const auto report = join("participant,speaker\nP1,ann\nP2,Carla\nBen,\n", Match::kSpeaker);
  EXPECT_THAT(unmatched(report), ElementsAre("3 P2 no-such-speaker"));
  for (const auto& person : must(project().cases())) {
    EXPECT_THAT(person.documents, SizeIs(person.name == "P2" ? 0 : 2)) << person.name;
  }
}

TEST_F(ParticipantsTest, RowsAreJoinedByName) {
  import_text("Parent 1.txt", kTalk);
  const auto report = join("participant\nparent 1\nAnn\nNobody\n", Match::kName);
  EXPECT_THAT(unmatched(report), ElementsAre("3 Ann nothing-by-that-name", "4 Nobody nothing-by-that-name"))
      << "a speaker's name does not count";
  const auto automatic = join("participant\nAnn\n");
  EXPECT_THAT(automatic.unmatched, IsEmpty());
}

TEST_F(ParticipantsTest, ByDocumentOnlyNothingElseIsTried) {
  import_text("Ann.txt", kTalk);
  const auto report = join("participant,document\nAnn,\n", Match::kDocument);
  EXPECT_THAT(unmatched(report), ElementsAre("2 Ann no-such-document"));
  EXPECT_THAT(report.cases, ElementsAre("Ann")) << "the case is there, without words";
}

TEST_F(ParticipantsTest, ASpeakerWhoIsNotThereIsNotTheWholeDocument) {
  import_text("talk.txt", kTalk);
  EXPECT_THAT(unmatched(join("participant,document,speaker\nP1,talk,Carla\n")), ElementsAre("2 P1 no-such-speaker"));
  EXPECT_THAT(spans("talk"), IsEmpty());
}

TEST_F(ParticipantsTest, RowsAreCountedAsInTheFile) {
  const auto report = join("participant,document\nP1,none\n\n\"P2\",none\n");
  EXPECT_THAT(unmatched(report), ElementsAre("2 P1 no-such-document", "4 P2 no-such-document"));
}

TEST_F(ParticipantsTest, ValuesAreTypedAndMetAgain) {
  join("participant,group,age,consent,town\nP1,families,40,yes,\nP2,staff,n/a,no,Exford\n");
  std::vector<std::string> types;
  for (const auto& attribute : must(project().attributes()))
    types.push_back(attribute.name + " " + std::string(model::type_name(attribute.type)));
  EXPECT_THAT(types, testing::UnorderedElementsAre("group text", "age integer", "consent boolean", "town text"));
  const auto report = join("participant,Age,consent\nP1,41,\nP3,about 40,yes\n");
  EXPECT_THAT(unmatched(report), testing::Contains("3 P3 value-does-not-fit"));
  const auto snapshot = must(session().snapshot());
  const auto* age = snapshot->find_attribute("age", model::AttributeTarget::kCase);
  const auto* consent = snapshot->find_attribute("consent", model::AttributeTarget::kCase);
  ASSERT_NE(age, nullptr);
  std::map<std::string, std::string> told;
  for (std::size_t i = 0; i < snapshot->cases.size(); ++i) {
    told[snapshot->cases[i].name] =
        std::string(snapshot->case_value(i, age->id)) + "/" + std::string(snapshot->case_value(i, consent->id));
  }
  EXPECT_THAT(told, ElementsAre(std::pair("P1", "41/true"), std::pair("P2", "/false"), std::pair("P3", "/true")))
      << "an empty cell takes nothing away";
  for (const auto& person : snapshot->cases) {
    if (person.name != "P2") continue;
    for (const auto& value : person.values) {
      if (value.attribute != age->id) continue;
      EXPECT_EQ(value.state, model::ValueState::kNotApplicable);
    }
  }
}

TEST_F(ParticipantsTest, OneActThatADryRunOnlyRehearses) {
  import_text("talk.txt", kTalk);
  const std::string table = "participant,document,age\nAnn,talk,40\nBen,talk,41\nX,none,1\n";
  const std::string before = state();
  const auto preview = join(table, Match::kAuto, Apply::kDryRun);
  EXPECT_EQ(state(), before);
  const auto report = join(table);
  EXPECT_EQ(preview.cases, report.cases);
  ASSERT_THAT(preview.people, SizeIs(3)) << "a preview shows who would get which words";
  EXPECT_EQ(preview.people[0].guid, "");
  EXPECT_THAT(preview.people[0].documents, ElementsAre("talk"));
  EXPECT_THAT(preview.people[2].documents, IsEmpty());
  EXPECT_NE(report.people.at(0).guid, "");
  EXPECT_EQ(unmatched(preview), unmatched(report));
  EXPECT_THAT(must(project().undo({})), SizeIs(1));
  EXPECT_EQ(state(), before);
}

TEST_F(ParticipantsTest, ABadTableIsRefusedWithItsRowAndPath) {
  const auto path = folder_.write("bad.csv", "participant,age\nP1,1\n,2\n");
  const auto refused = import_participants(session(), path, Match::kAuto, Apply::kCommit);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::kBadTable);
  EXPECT_EQ(refused.error().param("row"), "3");
  EXPECT_EQ(refused.error().param("path"), path.string());
  EXPECT_THAT(must(project().cases()), IsEmpty());
}

TEST_F(ParticipantsTest, TheTableIsLookedAtWithItsColumnsSuggested) {
  const auto file =
      folder_.write("people.csv", "who,Transcript,age,,born\nAnn,talk,007,x,1990-01-02\n,,,,\nBen,talk,8\n");
  const auto look = must(look_at_participants(session(), file, 1));
  EXPECT_EQ(look.total, 2);
  ASSERT_EQ(look.rows.size(), 1U);
  EXPECT_EQ(look.rows[0].size(), 5U);
  EXPECT_THAT(look.columns, testing::ElementsAre(ColumnMapping{ColumnUse::kAttribute, model::AttributeType::kText},
                                                 ColumnMapping{ColumnUse::kDocument, {}},
                                                 ColumnMapping{ColumnUse::kAttribute, model::AttributeType::kText},
                                                 ColumnMapping{ColumnUse::kIgnore, {}},
                                                 ColumnMapping{ColumnUse::kAttribute, model::AttributeType::kDate}));
}

TEST_F(ParticipantsTest, ColumnsMeanWhatAPersonSays) {
  import_text("talk.txt", kTalk);
  const auto file = folder_.write("people.csv", "who,name,cohort,age,remark\nP1,Ann,one,7,x\nP2,Nina,two,8,y\n");
  const std::vector<ColumnMapping> columns = {{ColumnUse::kParticipant, {}},
                                              {ColumnUse::kSpeaker, {}},
                                              {ColumnUse::kGroup, {}},
                                              {ColumnUse::kAttribute, model::AttributeType::kText}};
  EXPECT_EQ(error_of(import_participants(session(), file, Match::kSpeaker, Apply::kDryRun)), "done")
      << "by its header, the column name is the participant";
  const auto before = state();
  const auto rehearsed = must(import_participants(session(), file, Match::kSpeaker, columns, Apply::kDryRun));
  EXPECT_EQ(state(), before);
  const auto report = must(import_participants(session(), file, Match::kSpeaker, columns, Apply::kCommit));
  EXPECT_EQ(rehearsed.matched.size(), report.matched.size());
  EXPECT_THAT(report.cases, testing::ElementsAre("P1", "P2"));
  ASSERT_EQ(report.matched.size(), 1U);
  EXPECT_EQ(report.matched[0].row, 2);
  EXPECT_EQ(report.matched[0].speaker, "Ann");
  ASSERT_EQ(report.unmatched.size(), 1U);
  EXPECT_EQ(report.unmatched[0].reason, "no-such-speaker");
  std::vector<std::string> attributes;
  for (const auto& attribute : must(project().attributes()))
    attributes.push_back(attribute.name + " " + std::string(model::type_name(attribute.type)));
  EXPECT_THAT(attributes, testing::UnorderedElementsAre("group text", "age text")) << "remark is left out";
  EXPECT_EQ(report.people[0].group, "one");
}

TEST_F(ParticipantsTest, AUseThatStandsTwiceIsRefused) {
  const auto file = folder_.write("people.csv", "a,b\nAnn,Ben\n");
  const auto before = state();
  EXPECT_EQ(
      error_of(import_participants(session(), file, Match::kAuto,
                                   {{ColumnUse::kParticipant, {}}, {ColumnUse::kParticipant, {}}}, Apply::kCommit)),
      "bad-table");
  EXPECT_EQ(error_of(import_participants(session(), file, Match::kAuto, {{ColumnUse::kGroup, {}}}, Apply::kCommit)),
            "bad-table")
      << "nobody is named";
  EXPECT_EQ(state(), before);
}

}  // namespace
}  // namespace polyvocal::app
