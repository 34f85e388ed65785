#include "app/document_attributes.hpp"

#include "app/quotes.hpp"
#include "app/tables.hpp"
#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class DocumentAttributesTest : public AppTest {
 protected:
  DocumentAttributesReport describe(std::string_view table, Apply apply = Apply::kCommit) {
    return must(import_document_attributes(session(), folder_.write("documents.csv", table), apply));
  }
  /// "row document reason column value" of each.
  static std::vector<std::string> unmatched(const DocumentAttributesReport& report) {
    std::vector<std::string> made;
    for (const auto& row : report.unmatched) {
      made.push_back(std::to_string(row.row) + " " + row.document + " " + row.reason);
      if (!row.column.empty()) made.back() += " " + row.column + " " + row.value;
    }
    return made;
  }
  /// "document: name=value ..." of every document; "-" stands for not applicable.
  std::vector<std::string> described() {
    std::vector<std::string> made;
    for (const auto& view : must(document_views(project()))) {
      std::string text = view.document.name + ":";
      for (const auto& [name, value] : view.values)
        text += " " + name + "=" + (value.state == model::ValueState::kNotApplicable ? "-" : value.text);
      made.push_back(text);
    }
    return made;
  }
  /// "document" of each segment that the condition leaves.
  std::vector<std::string> where(const std::string& condition) {
    RetrieveRequest request;
    request.where = {condition};
    std::vector<std::string> made;
    for (const auto& segment : must(retrieve(session(), request))) made.push_back(segment.document);
    return made;
  }
  void two_talks() {
    import_text("One.txt", kTalk);
    import_text("Two.txt", kTalk);
  }
  /// A coding in each talk; Ann is a case.
  void coded_talks() {
    two_talks();
    must(import_participants(session(), folder_.write("people.csv", "participant,speaker,town\nAnn,Ann,Exford\n"),
                             Match::kAuto, Apply::kCommit));
    add_codes({"Waiting"});
    code("One", "We waited. Nobody came.", "Waiting");
    code("Two", "I was angry.", "Waiting");
  }
};

TEST_F(DocumentAttributesTest, ColumnsBecomeAttributesWithTheirTypes) {
  two_talks();
  const std::string guid = must(project().document(must(project().find_document("Two")))).guid.text();
  const auto report =
      describe("mode,Document,wave,recorded,held\nin person,one.TXT,1,yes,2024-06-01\nvideo," + guid + ",2,no,n/a\n");
  EXPECT_THAT(report.unmatched, IsEmpty());
  EXPECT_THAT(report.shadowed, IsEmpty());
  std::vector<std::string> types;
  for (const auto& attribute : must(project().attributes())) {
    EXPECT_EQ(attribute.target, model::AttributeTarget::kDocument);
    types.push_back(attribute.name + " " + std::string(model::type_name(attribute.type)));
  }
  EXPECT_THAT(types, testing::UnorderedElementsAre("mode text", "wave integer", "recorded boolean", "held date"));
  EXPECT_THAT(described(), ElementsAre("One: mode=in person wave=1 recorded=true held=2024-06-01",
                                       "Two: mode=video wave=2 recorded=false held=-"));
}

TEST_F(DocumentAttributesTest, RowsThatFindNothingAreReportedAndTheRestIsTaken) {
  two_talks();
  describe("document,wave,mode\nOne,1,video\n");
  const auto report = describe("document,wave,mode\nThree,1,x\n\nOne,,in person\nTwo,second,video\none.txt,3,video\n");
  EXPECT_THAT(unmatched(report), ElementsAre("2 Three no-such-document", "5 Two value-does-not-fit wave second",
                                             "6 one.txt repeated-document"));
  ASSERT_THAT(report.documents, SizeIs(2));
  EXPECT_EQ(report.documents[0].document.name, "One") << "in the table's order";
  EXPECT_THAT(described(), ElementsAre("One: wave=1 mode=in person", "Two: mode=video"))
      << "an empty cell takes nothing away";
}

TEST_F(DocumentAttributesTest, OneActThatADryRunOnlyRehearses) {
  two_talks();
  const std::string table = "document,wave\nOne,1\nTwo,2\nThree,3\n";
  const std::string before = state();
  const auto preview = describe(table, Apply::kDryRun);
  EXPECT_EQ(state(), before);
  ASSERT_THAT(preview.documents, SizeIs(2));
  EXPECT_EQ(preview.documents[1].values.at(0).second.text, "2") << "the preview shows what would be there";
  const auto report = describe(table);
  EXPECT_EQ(unmatched(preview), unmatched(report));
  EXPECT_EQ(verbs().back(), "import-document-attributes");
  EXPECT_THAT(must(project().undo({})), SizeIs(1));
  EXPECT_EQ(state(), before);
}

TEST_F(DocumentAttributesTest, ABadTableIsRefusedWithItsRowAndPath) {
  two_talks();
  const std::string before = state();
  const auto path = folder_.write("bad.csv", "document,wave\nOne,1\n,2\n");
  const auto refused = import_document_attributes(session(), path, Apply::kCommit);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::kBadTable);
  EXPECT_EQ(refused.error().param("row"), "3");
  EXPECT_EQ(refused.error().param("detail"), "empty-document");
  EXPECT_EQ(refused.error().param("path"), path.string());
  EXPECT_EQ(state(), before);
}

TEST_F(DocumentAttributesTest, CrosstabsConditionsAndAttributionsUseThem) {
  coded_talks();
  describe("document,wave,recorded\nOne,1,yes\nTwo,2,no\n");
  CrosstabRequest request;
  request.rows = {"Waiting"};
  request.by = "Wave";
  const auto view = must(crosstab(session(), request));
  ASSERT_THAT(view.table.columns, SizeIs(2));
  EXPECT_EQ(view.table.columns[0].label, "1");
  EXPECT_EQ(view.table.rows.at(0).cells.at(0).segments, 1);
  EXPECT_EQ(view.table.rows.at(0).cells.at(1).segments, 1);
  EXPECT_THAT(where("wave=2"), ElementsAre("Two"));
  EXPECT_THAT(where("recorded=yes"), ElementsAre("One")) << "as it was typed in the table";
  EXPECT_THAT(where("wave=3"), IsEmpty());
  QuotesRequest quotes;
  quotes.attribution = "{pseudonym}, wave {wave} ({town})";
  quotes.include_interviewers = true;
  std::vector<std::string> attributions;
  for (const auto& section : must(collect_quotes(session(), quotes)).collection.sections)
    for (const auto& quote : section.quotes) attributions.push_back(quote.attribution);
  EXPECT_THAT(attributions, testing::UnorderedElementsAre("Ann, wave 1 (Exford)", "Ben, wave 2"))
      << "whoever is nobody's case speaks in a document too";
}

TEST_F(DocumentAttributesTest, ParticipantsAttributesOfTheSameNameComeFirst) {
  coded_talks();
  const auto report = describe("document,Town,wave\nOne,Elsewhere,1\n");
  EXPECT_THAT(report.shadowed, ElementsAre("Town"));
  EXPECT_THAT(where("town=Exford"), ElementsAre("One"));
  EXPECT_THAT(where("town=Elsewhere"), IsEmpty());
}

}  // namespace
}  // namespace polyvocal::app
