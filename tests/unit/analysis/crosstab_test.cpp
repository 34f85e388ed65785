#include "analysis/crosstab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "study.hpp"

namespace polyvocal::analysis {
namespace {

using ::testing::ElementsAre;

/// Two parents of one family, a nurse, and somebody without a group who says nothing; one document.
struct Clinic : Study {
  std::uint32_t mother = person("families", 1);
  std::uint32_t father = person("families", 1);
  std::uint32_t nurse = person("staff");
  std::uint32_t silent = person("");
  model::CodeId trust = code("Trust");
  model::CodeId broken = code("Broken", trust);
  model::CodeId kept = code("Kept", trust);
  model::CodeId time = code("Time");
  std::size_t visit = document();

  Clinic() {
    speaks(visit, mother, 0, 30).speaks(visit, father, 30, 50).speaks(visit, nurse, 50, 80);  // 80 to 100: interviewer
  }
  CrosstabSpec spec(std::vector<model::CodeId> rows) const {
    CrosstabSpec one;
    one.rows = std::move(rows);
    one.columns.attribute = kGroup;
    one.words = true;
    return one;
  }
};

std::vector<std::string> labels(const Crosstab& table) {
  std::vector<std::string> result;
  for (const auto& column : table.columns) result.push_back(column.missing ? "?" : column.label);
  return result;
}

TEST(Crosstab, OverlappingCodingsCountTheirSharedWordsOnce) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 20, clinic.trust).coded(clinic.visit, 10, 30, clinic.trust);
  const auto table = crosstab(clinic.make(), clinic.spec({clinic.trust})).value();
  EXPECT_EQ(table.rows[0].cells[0].segments, 2);
  EXPECT_EQ(table.rows[0].cells[0].characters, 30);
  EXPECT_EQ(table.rows[0].cells[0].words, 6);  // at 0 5 10 15 20 25
}

TEST(Crosstab, OneCodersDescendantsOnOneRangeAreOneSegmentOfTheAncestor) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 20, clinic.broken).coded(clinic.visit, 0, 20, clinic.kept);
  clinic.coded(clinic.visit, 0, 20, clinic.trust).coded(clinic.visit, 0, 20, clinic.kept, 1);
  auto spec = clinic.spec({clinic.trust, clinic.broken, clinic.kept});
  const auto rolled = crosstab(clinic.make(), spec).value();
  EXPECT_EQ(rolled.rows[0].total.segments, 2);  // Anna's and Ben's
  EXPECT_EQ(rolled.rows[1].total.segments, 1);
  EXPECT_EQ(rolled.rows[2].total.segments, 2);
  EXPECT_EQ(rolled.grand_total.segments, 2);
  EXPECT_EQ(rolled.rows[0].total.characters, 20);
  spec.roll_up = RollUp::kDirect;
  const auto direct = crosstab(clinic.make(), spec).value();
  EXPECT_EQ(direct.rows[0].total.segments, 1);
  EXPECT_EQ(direct.grand_total.segments, 2);
}

TEST(Crosstab, ASegmentCountsInEveryColumnItOverlapsAndOnceInTheTotal) {
  Clinic clinic;
  clinic.coded(clinic.visit, 20, 60, clinic.trust);  // mother, father, nurse
  const auto table = crosstab(clinic.make(), clinic.spec({clinic.trust})).value();
  EXPECT_THAT(labels(table), ElementsAre("families", "staff"));
  const auto& row = table.rows[0];
  EXPECT_EQ(row.cells[0].segments, 1);  // once, although of two cases
  EXPECT_EQ(row.cells[0].cases, 2);
  EXPECT_EQ(row.cells[0].units, 1);  // one family
  EXPECT_EQ(row.cells[0].characters, 30);
  EXPECT_EQ(row.cells[1].segments, 1);
  EXPECT_EQ(row.cells[1].characters, 10);
  EXPECT_EQ(row.cells[1].words, 2);
  EXPECT_EQ(row.total.segments, 1);
  EXPECT_EQ(row.total.cases, 3);
  EXPECT_EQ(row.total.units, 2);
  EXPECT_EQ(row.total.documents, 1);
  EXPECT_EQ(row.total.characters, 40);
}

TEST(Crosstab, TextOfNobodyGoesToTheMissingColumn) {
  Clinic clinic;
  clinic.coded(clinic.visit, 85, 95, clinic.trust).coded(clinic.visit, 70, 90, clinic.trust);
  const auto table = crosstab(clinic.make(), clinic.spec({clinic.trust})).value();
  EXPECT_THAT(labels(table), ElementsAre("families", "staff", "?"));
  const auto& row = table.rows[0];
  EXPECT_EQ(row.cells[2].segments, 1);  // 70 to 90 is the nurse's
  EXPECT_EQ(row.cells[2].characters, 10);
  EXPECT_EQ(row.cells[2].cases, 0);
  EXPECT_EQ(row.cells[1].characters, 10);  // 80 to 90 lies outside the nurse's turn
  EXPECT_EQ(row.total.characters, 20);
  EXPECT_EQ(table.columns[2].base_cases, 0);
  EXPECT_EQ(table.columns[2].base_documents, 1);
}

TEST(Crosstab, BaseIsCasesWithText) {
  Clinic clinic;
  const auto table = crosstab(clinic.make(), clinic.spec({clinic.trust})).value();
  EXPECT_THAT(labels(table), ElementsAre("families", "staff"));  // the silent one lacks the value, and any text
  EXPECT_EQ(table.columns[0].base_cases, 2);
  EXPECT_EQ(table.columns[0].base_units, 1);
  EXPECT_EQ(table.columns[0].base_documents, 1);
  EXPECT_EQ(table.columns[1].base_cases, 1);
  EXPECT_EQ(table.columns[1].base_units, 1);
  clinic.speaks(clinic.document(), clinic.silent, 0, 100);
  const auto with = crosstab(clinic.make(), clinic.spec({clinic.trust})).value();
  EXPECT_THAT(labels(with), ElementsAre("families", "staff", "?"));
  EXPECT_EQ(with.columns[2].base_cases, 1);
  EXPECT_EQ(with.columns[2].base_documents, 2);  // hers, and the visit with its interviewer
}

TEST(Crosstab, PercentOfCasesIsOfTheColumnsBase) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 10, clinic.trust);
  auto spec = clinic.spec({clinic.trust});
  spec.percent = Percent::kCases;
  const auto table = crosstab(clinic.make(), spec).value();
  EXPECT_DOUBLE_EQ(table.rows[0].cells[0].percent.value(), 50);
  EXPECT_DOUBLE_EQ(table.rows[0].cells[1].percent.value(), 0);
  EXPECT_NEAR(table.rows[0].total.percent.value(), 100.0 / 3, 1e-12);
}

TEST(Crosstab, PercentOfRowAndColumnAddUp) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 10, clinic.broken).coded(clinic.visit, 10, 20, clinic.kept);
  clinic.coded(clinic.visit, 55, 60, clinic.kept).coded(clinic.visit, 60, 65, clinic.time);
  auto spec = clinic.spec({clinic.trust, clinic.broken, clinic.kept, clinic.time});
  spec.percent = Percent::kRow;
  const auto by_row = crosstab(clinic.make(), spec).value();
  EXPECT_NEAR(by_row.rows[0].cells[0].percent.value(), 200.0 / 3, 1e-12);
  EXPECT_NEAR(by_row.rows[0].cells[1].percent.value(), 100.0 / 3, 1e-12);
  EXPECT_DOUBLE_EQ(by_row.rows[0].total.percent.value(), 100);
  EXPECT_DOUBLE_EQ(by_row.rows[3].cells[0].percent.value(), 0);
  spec.percent = Percent::kColumn;
  const auto by_column = crosstab(clinic.make(), spec).value();
  // Trust holds Broken and Kept, which are not added once more.
  EXPECT_DOUBLE_EQ(by_column.rows[0].cells[0].percent.value(), 100);
  EXPECT_DOUBLE_EQ(by_column.rows[1].cells[0].percent.value(), 50);
  EXPECT_DOUBLE_EQ(by_column.rows[0].cells[1].percent.value(), 50);
  EXPECT_DOUBLE_EQ(by_column.rows[3].cells[1].percent.value(), 50);
  EXPECT_DOUBLE_EQ(by_column.rows[3].total.percent.value(), 25);
  EXPECT_DOUBLE_EQ(by_column.column_totals[1].percent.value(), 100);
}

TEST(Crosstab, PercentOfNothingIsUndefined) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 10, clinic.trust);
  auto spec = clinic.spec({clinic.trust, clinic.time});
  spec.percent = Percent::kRow;
  EXPECT_FALSE(crosstab(clinic.make(), spec).value().rows[1].cells[0].percent);
  EXPECT_FALSE(crosstab(clinic.make(), spec).value().rows[1].total.percent);
  spec.percent = Percent::kColumn;
  EXPECT_FALSE(crosstab(clinic.make(), spec).value().rows[0].cells[1].percent);
  spec.percent = Percent::kCases;
  spec.columns.kind = ColumnSpec::Kind::kCase;
  const auto by_case = crosstab(clinic.make(), spec).value();
  EXPECT_FALSE(by_case.rows[0].cells[clinic.silent].percent);  // who said nothing is no base
  EXPECT_DOUBLE_EQ(by_case.rows[0].cells[clinic.mother].percent.value(), 100);
  spec.percent = Percent::kNone;
  EXPECT_FALSE(crosstab(clinic.make(), spec).value().rows[0].cells[0].percent);
}

TEST(Crosstab, ColumnsStandInTheOrderOfTheAttribute) {
  const auto by = [](model::AttributeType type, std::vector<std::string> levels,
                     const std::vector<std::string>& values) {
    Study study;
    const auto code = study.code("A");
    const auto document = study.document();
    std::int64_t at = 0;
    for (const auto& value : values) {
      study.speaks(document, study.person(value), at, at + 1);
      ++at;
    }
    study.parts().attributes[0].type = type;
    study.parts().attributes[0].levels = std::move(levels);
    CrosstabSpec spec;
    spec.rows = {code};
    spec.columns.attribute = Study::kGroup;
    return labels(crosstab(study.make(), spec).value());
  };
  using Type = model::AttributeType;
  EXPECT_THAT(by(Type::kText, {}, {"staff", "Families", "families"}), ElementsAre("Families", "staff"));
  EXPECT_THAT(by(Type::kOrdered, {"low", "mid", "high"}, {"high", "low", "odd"}),
              ElementsAre("low", "mid", "high", "odd"));
  EXPECT_THAT(by(Type::kInteger, {}, {"10", "9", "-1", "many"}), ElementsAre("-1", "9", "10", "many"));
  EXPECT_THAT(by(Type::kDecimal, {}, {"2.5", "10", "2.25"}), ElementsAre("2.25", "2.5", "10"));
  EXPECT_THAT(by(Type::kDate, {}, {"2021-03-01", "2020-12-31", ""}), ElementsAre("2020-12-31", "2021-03-01", "?"));
}

TEST(Crosstab, CodersAreColumnsAndFilter) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 10, clinic.trust).coded(clinic.visit, 0, 10, clinic.trust, 1);
  clinic.coded(clinic.visit, 5, 25, clinic.time, 1);
  auto spec = clinic.spec({clinic.trust});
  spec.columns.kind = ColumnSpec::Kind::kCoder;
  const auto both = crosstab(clinic.make(), spec).value();
  EXPECT_THAT(labels(both), ElementsAre("Anna", "Ben"));
  EXPECT_EQ(both.rows[0].total.segments, 2);
  EXPECT_EQ(both.rows[0].total.words, 2);
  EXPECT_EQ(both.columns[0].base_cases, 3);
  spec.coders = {{2}};
  const auto one = crosstab(clinic.make(), spec).value();
  EXPECT_THAT(labels(one), ElementsAre("Ben"));
  EXPECT_EQ(one.rows[0].total.segments, 1);
}

TEST(Crosstab, NothingAskedIsNothingCounted) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 10, clinic.trust);
  const auto empty = crosstab(clinic.make(), clinic.spec({})).value();
  EXPECT_TRUE(empty.rows.empty());
  EXPECT_EQ(empty.grand_total.segments, 0);
  EXPECT_EQ(empty.caveat, "");
  EXPECT_EQ(crosstab(clinic.make(), clinic.spec({clinic.trust})).value().caveat, "counts-are-not-importance");
  auto quick = clinic.spec({clinic.trust});
  quick.words = false;
  EXPECT_EQ(crosstab(clinic.make(), quick).value().rows[0].total.characters, 0);
  quick.measure = Measure::kCharacters;
  EXPECT_EQ(crosstab(clinic.make(), quick).value().rows[0].total.characters, 10);
}

TEST(Crosstab, RowsSayWhereTheyStand) {
  Clinic clinic;
  const auto table = crosstab(clinic.make(), clinic.spec({clinic.kept, clinic.trust})).value();
  EXPECT_EQ(table.rows[0].path, "Trust > Kept");
  EXPECT_EQ(table.rows[0].depth, 1);
  EXPECT_EQ(table.rows[1].path, "Trust");
  EXPECT_EQ(table.rows[1].code, clinic.trust);
}

TEST(Crosstab, RefusesWhatIsNotThere) {
  Clinic clinic;
  clinic.coded(clinic.visit, 0, 10, clinic.trust);
  auto snapshot = clinic.make();
  const auto good = clinic.spec({clinic.trust});
  const auto error_of = [&](auto&& change) {
    auto spec = good;
    change(spec);
    const auto result = crosstab(snapshot, spec);
    const auto cell = cell_segments(snapshot, spec, 0, 0);
    EXPECT_FALSE(result);
    EXPECT_FALSE(cell);
    return result ? base::ErrorCode::kInternal : result.error().code;
  };
  EXPECT_EQ(error_of([](auto& spec) { spec.rows = {{999}}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(error_of([](auto& spec) { spec.columns.attribute = {999}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(error_of([](auto& spec) { spec.coders = {{999}}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(cell_segments(snapshot, good, 1, 0).error().code, base::ErrorCode::kInvalidArgument);
  EXPECT_EQ(cell_segments(snapshot, good, 0, 99).error().code, base::ErrorCode::kInvalidArgument);
  snapshot.attributes[0].target = model::AttributeTarget::kUnit;
  EXPECT_EQ(error_of([](auto&) {}), base::ErrorCode::kInvalidArgument);
  snapshot.attributes[0].target = model::AttributeTarget::kCase;
  auto chunk = *snapshot.chunks[0];
  chunk.words_loaded = false;
  snapshot.chunks[0] = std::make_shared<model::DocumentChunk>(chunk);
  EXPECT_EQ(error_of([](auto&) {}), base::ErrorCode::kInvalidArgument);
  EXPECT_EQ(error_of([](auto& spec) {
              spec.words = false;
              spec.measure = Measure::kWords;
            }),
            base::ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace polyvocal::analysis
