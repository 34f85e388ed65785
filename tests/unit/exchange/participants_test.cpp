#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/tables.hpp"
#include "model/attribute.hpp"

namespace polyvocal::exchange {
namespace {

using base::ErrorCode;
using testing::ElementsAre;
using testing::IsEmpty;

ParticipantsTable read(const Rows& rows) {
  auto table = read_participants(rows);
  if (table) return std::move(*table);
  ADD_FAILURE() << base::error_name(table.error().code) << " " << table.error().param("detail");
  return {};
}

/// "code row detail value" of the refusal, or "read".
std::string refusal(const Rows& rows) {
  const auto table = read_participants(rows);
  if (table) return "read";
  const auto& error = table.error();
  return std::string(base::error_name(error.code)) + " " + std::string(error.param("row")) + " " +
         std::string(error.param("detail")) + " " + std::string(error.param("value"));
}

TEST(Participants, EverySpellingOfAColumnIsKnown) {
  for (const char* name :
       {"participant", "Participant", " PARTICIPANT ", "participant:", "case", "pseudonym", "code", "name", "ID"}) {
    const auto table = read({{name}, {"P1"}});
    ASSERT_EQ(table.rows.size(), 1u) << name;
    EXPECT_EQ(table.rows[0].participant, "P1") << name;
    EXPECT_THAT(table.attributes, IsEmpty()) << name;
  }
  for (const char* name : {"document", "Transcript", "FILE"}) {
    EXPECT_EQ(read({{"participant", name}, {"P1", "d"}}).rows.at(0).document, "d") << name;
  }
  for (const char* name : {"speaker", "Label"}) {
    EXPECT_EQ(read({{"participant", name}, {"P1", "s"}}).rows.at(0).speaker, "s") << name;
  }
  for (const char* name : {"group", "Participant  Group"}) {
    const auto table = read({{"participant", name}, {"P1", "staff"}});
    EXPECT_EQ(table.rows.at(0).group, "staff") << name;
    EXPECT_THAT(table.attributes, ElementsAre("group")) << name;
    EXPECT_THAT(table.rows.at(0).values, ElementsAre("staff")) << name;
  }
  EXPECT_EQ(read({{"participant", "Unit"}, {"P1", "u"}}).rows.at(0).unit, "u");
}

TEST(Participants, TheFirstKnownNameIsTheParticipantAndTheOthersAreAttributes) {
  const auto table = read({{"id", "name", "case"}, {"7", "Ann", "C7"}});
  EXPECT_EQ(table.rows.at(0).participant, "C7");
  EXPECT_THAT(table.attributes, ElementsAre("id", "name"));
  EXPECT_THAT(table.rows[0].values, ElementsAre("7", "Ann"));
}

TEST(DocumentAttributes, ATableNamesDocumentsAndAttributes) {
  for (const char* name : {"document", "Transcript", " FILE "}) {
    const auto table = read_document_attributes({{"Wave ", name, "", "mode"}, {}, {" 1", "One ", "x"}, {"", "Two"}});
    ASSERT_TRUE(table.has_value()) << name;
    EXPECT_THAT(table->attributes, ElementsAre("Wave", "mode"));
    ASSERT_EQ(table->rows.size(), 2u);
    EXPECT_EQ(table->rows[0].row, 3);
    EXPECT_EQ(table->rows[0].document, "One");
    EXPECT_THAT(table->rows[0].values, ElementsAre("1", ""));
    EXPECT_THAT(table->rows[1].values, ElementsAre("", "")) << "a short row has empty cells";
  }
  const auto refusal_of = [](const Rows& rows) {
    const auto table = read_document_attributes(rows);
    return table ? "read"
                 : std::string(base::error_name(table.error().code)) + " " + std::string(table.error().param("row")) +
                       " " + std::string(table.error().param("detail"));
  };
  EXPECT_EQ(refusal_of({{"name", "wave"}, {"One", "1"}}), "bad-table 1 no-documents-named");
  EXPECT_EQ(refusal_of({{"document", " "}, {"One", "1"}}), "bad-table 1 no-attribute-columns");
  EXPECT_EQ(refusal_of({{"document", "wave", "Wave"}, {"One", "1", "1"}}), "bad-table 1 repeated-column");
  EXPECT_EQ(refusal_of({{"document", "wave"}, {"One", "1"}, {"", "2"}}), "bad-table 3 empty-document");
  EXPECT_EQ(refusal_of({{"document", "wave"}, {" ", ""}}), "empty-file  ");
  EXPECT_EQ(refusal_of({}), "empty-file  ");
}

TEST(Participants, OtherColumnsAreAttributesWithTheirSpelling) {
  const auto table =
      read({{"Years  Involved", "participant", "", "Größe"}, {" 3 ", "P1", "lost", "1,70"}, {"4", "P2"}});
  EXPECT_THAT(table.attributes, ElementsAre("Years Involved", "Größe"));
  EXPECT_THAT(table.rows.at(0).values, ElementsAre("3", "1,70"));
  EXPECT_THAT(table.rows.at(1).values, ElementsAre("4", "")) << "a short row has empty cells";
}

TEST(Participants, ColumnsHaveTheTypeOfTheirValues) {
  const auto table = read({{"participant", "age", "share", "since", "consent", "town", "ward", "unknown"},
                           {"P1", "33", "1.5", "2024-09-05", "yes", "Exford", "007", ""},
                           {"P2", "", "2", "", "No", "12", "12", "n/a"},
                           {"P3", "n/a", "0.25", "2024-02-29", "not applicable", "", "3", ""}});
  std::vector<std::string> types;
  for (std::size_t column = 0; column < table.attributes.size(); ++column) {
    std::vector<std::string> values;
    for (const auto& row : table.rows) values.push_back(row.values[column]);
    types.emplace_back(model::type_name(model::detect_type(values)));
  }
  EXPECT_THAT(types, ElementsAre("integer", "decimal", "date", "boolean", "text", "text", "text"));
}

TEST(Participants, NotApplicableIsNotMissing) {
  const auto table = read({{"participant", "age"}, {"P1", ""}, {"P2", "  "}, {"P3", "N/A"}, {"P4", "Not  applicable"}});
  std::vector<model::ValueState> states;
  for (const auto& row : table.rows) {
    states.push_back(model::canonical_value(model::AttributeType::kInteger, row.values[0]).state);
  }
  using enum model::ValueState;
  EXPECT_THAT(states, ElementsAre(kMissing, kMissing, kNotApplicable, kNotApplicable));
}

TEST(Participants, OrderedCategoriesAreNeverGuessedAndFitOnlyTheirLevels) {
  const auto table = read({{"participant", "stage"}, {"P1", "early"}, {"P2", "late"}, {"P3", "sometimes"}});
  std::vector<std::string> values;
  for (const auto& row : table.rows) values.push_back(row.values[0]);
  EXPECT_EQ(model::detect_type(values), model::AttributeType::kText);
  const std::vector<std::string> levels = {"early", "middle", "late"};
  std::vector<bool> fit;
  for (const auto& value : values) {
    fit.push_back(model::fits(model::AttributeType::kOrdered,
                              model::canonical_value(model::AttributeType::kOrdered, value).text, levels));
  }
  EXPECT_THAT(fit, ElementsAre(true, true, false));
}

TEST(Participants, RowsAreNumberedAsASpreadsheetShowsThem) {
  const auto table = read({{"participant", "age"}, {"P1", "1"}, {}, {"", " "}, {"P2", "2"}});
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].row, 2);
  EXPECT_EQ(table.rows[1].row, 5);
}

TEST(Participants, APersonMayStandInSeveralRows) {
  const auto table = read({{"participant", "document"}, {"P1", "a"}, {"P1", "b"}});
  EXPECT_EQ(table.rows.size(), 2u);
}

TEST(Participants, RefusalsNameTheRow) {
  EXPECT_EQ(refusal({}), "empty-file   ");
  EXPECT_EQ(refusal({{"participant"}}), "empty-file   ");
  EXPECT_EQ(refusal({{"participant"}, {" "}}), "empty-file   ");
  EXPECT_EQ(refusal({{"person", "age"}, {"P1", "1"}}), "bad-table 1 no-participant-column ");
  EXPECT_EQ(refusal({{"code", "parent", "name", "definition"}, {"C1", "", "Staffing", "d"}}),
            "bad-table 1 no-participant-column ");
  EXPECT_EQ(refusal({{"participant", "age", "Age "}, {"P1", "1", "2"}}), "bad-table 1 repeated-column Age ");
  EXPECT_EQ(refusal({{"participant", "age"}, {"P1", "1"}, {"", ""}, {" ", "2"}}), "bad-table 4 empty-participant ");
}

}  // namespace
}  // namespace polyvocal::exchange
