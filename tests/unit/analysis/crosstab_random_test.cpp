#include <gtest/gtest.h>

#include <string>

#include "crosstab_naive.hpp"
#include "support/synthetic_snapshot.hpp"

namespace polyvocal::analysis {
namespace {

constexpr std::size_t kAll = NaiveCrosstab::kAll;

std::int64_t count_of(const auto& set) {
  return static_cast<std::int64_t>(set.size());
}

void expect_cell(const CrosstabCell& cell, const NaiveCrosstab::Cell& want, const std::string& where) {
  EXPECT_EQ(cell.segments, count_of(want.segments)) << where;
  EXPECT_EQ(cell.cases, count_of(want.cases)) << where;
  EXPECT_EQ(cell.units, count_of(want.units)) << where;
  EXPECT_EQ(cell.documents, count_of(want.documents)) << where;
  EXPECT_EQ(cell.characters, count_of(want.points)) << where;
  EXPECT_EQ(cell.words, want.words) << where;
}

/// cell_segments() must give the cell's segments, once each, in order.
void expect_segments(const model::Snapshot& s, const CrosstabSpec& spec, std::size_t row, std::size_t column,
                     const NaiveCrosstab::Cell& want, const std::string& where) {
  const auto refs = cell_segments(s, spec, row, column);
  ASSERT_TRUE(refs) << where;
  std::set<NaiveCrosstab::Segment> got;
  std::pair<std::size_t, std::size_t> last{0, 0};
  for (const auto& ref : *refs) {
    const auto& chunk = *s.chunks[ref.document_index];
    const std::size_t i = ref.coding_index;
    EXPECT_TRUE(got.insert({ref.document_index, chunk.start[i], chunk.end[i], chunk.coder[i]}).second) << where;
    const std::pair here{ref.document_index, ref.coding_index};
    EXPECT_LE(last, here) << where;
    last = here;
  }
  EXPECT_EQ(got, want.segments) << where;
}

std::int64_t figure(const CrosstabCell& cell, Measure measure) {
  const std::int64_t figures[] = {cell.segments, cell.cases, cell.documents, cell.words, cell.characters};
  return figures[static_cast<int>(measure)];
}

bool below_another(const model::Snapshot& s, const CrosstabSpec& spec, std::size_t row) {
  for (std::size_t other = 0; other < spec.rows.size(); ++other) {
    if (other < row && spec.rows[other] == spec.rows[row]) return true;
    if (spec.roll_up == RollUp::kDirect) continue;
    for (const auto* up = s.codes.find(s.codes.find(spec.rows[row])->parent); up != nullptr;
         up = s.codes.find(up->parent)) {
      if (up->id == spec.rows[other]) return true;
    }
  }
  return false;
}

/// Percentages follow from the figures; the figures were checked by themselves.
void expect_percents(const model::Snapshot& s, const CrosstabSpec& spec, const Crosstab& table,
                     const NaiveCrosstab& naive, const std::string& where) {
  const std::size_t columns = table.columns.size();
  const auto cell = [&](std::size_t r, std::size_t c) -> const CrosstabCell& {
    if (r == table.rows.size()) return c == columns ? table.grand_total : table.column_totals[c];
    return c == columns ? table.rows[r].total : table.rows[r].cells[c];
  };
  for (std::size_t r = 0; r <= table.rows.size(); ++r) {
    for (std::size_t c = 0; c <= columns; ++c) {
      std::int64_t part = figure(cell(r, c), spec.measure);
      std::int64_t whole = 0;
      if (spec.percent == Percent::kRow) {
        for (std::size_t k = 0; k < columns; ++k) whole += figure(cell(r, k), spec.measure);
        if (c == columns) part = whole;
      } else if (spec.percent == Percent::kColumn) {
        for (std::size_t k = 0; k < table.rows.size(); ++k) {
          if (!below_another(s, spec, k)) whole += figure(cell(k, c), spec.measure);
        }
        if (r == table.rows.size()) part = whole;
      } else if (spec.percent == Percent::kCases) {
        part = cell(r, c).cases;
        whole = count_of(naive.base(c == columns ? kAll : c).cases);
      }
      const auto& got = cell(r, c).percent;
      ASSERT_EQ(got.has_value(), whole > 0) << where << " row " << r << " column " << c;
      if (got) {
        EXPECT_NEAR(*got, 100.0 * static_cast<double>(part) / static_cast<double>(whole), 1e-9) << where;
      }
    }
  }
}

struct Variant {
  ColumnSpec columns;
  const char* name;
};

TEST(CrosstabRandom, AgreesWithTheRulesReadPlainly) {
  using Kind = ColumnSpec::Kind;
  const Variant kVariants[] = {
      {{Kind::kAttribute, test::kSyntheticGroup}, "group"}, {{Kind::kCase, {}}, "case"},
      {{Kind::kAttribute, test::kSyntheticStage}, "stage"}, {{Kind::kCoder, {}}, "coder"},
      {{Kind::kAttribute, test::kSyntheticWave}, "wave"},   {{Kind::kDocument, {}}, "document"}};
  int missing_columns = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    const Variant& variant = kVariants[seed % std::size(kVariants)];
    test::SyntheticSpec made;
    made.seed = seed;
    made.documents = 1 + seed % 7;
    made.cases = seed % 9;
    made.units = seed % 4;
    made.groups = 1 + seed % 4;
    made.codes = 1 + seed % 8;
    made.top_codes = 1 + seed % 2;
    made.coders = 1 + seed % 3;
    made.codings = 5 + seed % 70;
    made.document_length = 40 + seed % 160;
    made.passage_length = 5 + seed % 20;
    made.coding_length = 1 + seed % 60;
    const auto s = test::synthetic_snapshot(made);
    CrosstabSpec spec;
    for (const auto& code : s.codes.codes()) {
      if ((code.id.value + seed) % 4 != 0) spec.rows.push_back(code.id);
    }
    if (seed % 5 == 0 && !spec.rows.empty()) spec.rows.push_back(spec.rows.front());  // a row asked for twice
    if (seed % 3 == 0) std::reverse(spec.rows.begin(), spec.rows.end());
    spec.columns = variant.columns;
    spec.roll_up = seed % 4 == 0 ? RollUp::kDirect : RollUp::kRolledUp;
    spec.percent = static_cast<Percent>(seed / 2 % 4);
    spec.measure = static_cast<Measure>(seed % 5);
    spec.words = true;
    if (seed % 7 == 0) spec.coders = {s.coders.front().id};
    const std::string where = "seed " + std::to_string(seed) + " by " + variant.name;
    const auto table = crosstab(s, spec);
    ASSERT_TRUE(table) << where;
    const NaiveCrosstab naive(s, spec, table->columns);
    ASSERT_EQ(table->rows.size(), spec.rows.size()) << where;
    for (std::size_t r = 0; r <= spec.rows.size(); ++r) {
      const bool all_rows = r == spec.rows.size();
      const std::size_t row = all_rows ? kAll : r;
      const std::string at = where + " row " + std::to_string(r);
      const auto& cells = all_rows ? table->column_totals : table->rows[r].cells;
      ASSERT_EQ(cells.size(), table->columns.size()) << at;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto want = naive.cell(row, c);
        expect_cell(cells[c], want, at + " column " + std::to_string(c));
        expect_segments(s, spec, row, c, want, at + " column " + std::to_string(c));
      }
      const auto want = naive.cell(row, kAll);
      expect_cell(all_rows ? table->grand_total : table->rows[r].total, want, at + " total");
      expect_segments(s, spec, row, kAll, want, at + " total");
    }
    for (std::size_t c = 0; c < table->columns.size(); ++c) {
      const auto& column = table->columns[c];
      const auto want = naive.base(c);
      EXPECT_EQ(column.base_cases, count_of(want.cases)) << where << " base of " << column.label;
      EXPECT_EQ(column.base_units, count_of(want.units)) << where << " base of " << column.label;
      EXPECT_EQ(column.base_documents, count_of(want.documents)) << where << " base of " << column.label;
      if (column.missing) {
        ++missing_columns;
        EXPECT_EQ(c + 1, table->columns.size()) << where;
        EXPECT_TRUE(table->column_totals[c].segments > 0 || column.base_cases > 0 || variant.name[0] == 'w') << where;
      }
    }
    expect_percents(s, spec, *table, naive, where);
  }
  EXPECT_GT(missing_columns, 50);  // or the cases of interest did not come up
}

TEST(CrosstabRandom, ThreadsDoNotChangeTheResult) {
  // Enough codings for several threads; the halves, counted alone on one thread, must add up where figures add up.
  test::SyntheticSpec made;
  made.documents = 40;
  made.cases = 30;
  made.codes = 40;
  made.codings = 240'000;
  made.document_length = 20'000;
  const auto s = test::synthetic_snapshot(made);
  for (const auto kind : {ColumnSpec::Kind::kAttribute, ColumnSpec::Kind::kDocument, ColumnSpec::Kind::kCoder}) {
    CrosstabSpec spec;
    for (const auto& code : s.codes.codes()) spec.rows.push_back(code.id);
    spec.columns = {kind, test::kSyntheticGroup};
    spec.words = true;
    const auto whole = crosstab(s, spec).value();
    std::vector<CrosstabCell> sums(spec.rows.size());
    constexpr std::size_t kParts = 8;
    for (std::size_t part = 0; part < kParts; ++part) {
      auto piece = s;
      for (std::size_t d = 0; d < piece.chunks.size(); ++d) {
        if (d % kParts == part) continue;
        auto empty = std::make_shared<model::DocumentChunk>(*piece.chunks[d]);
        for (auto* column : {&empty->start, &empty->end}) column->clear();
        for (auto* column : {&empty->code, &empty->coder}) column->clear();
        empty->origin.clear();
        empty->id.clear();
        piece.chunks[d] = std::move(empty);
      }
      const auto partial = crosstab(piece, spec).value();
      for (std::size_t r = 0; r < sums.size(); ++r) {
        sums[r].segments += partial.rows[r].total.segments;
        sums[r].documents += partial.rows[r].total.documents;
        sums[r].words += partial.rows[r].total.words;
        sums[r].characters += partial.rows[r].total.characters;
        sums[r].cases = std::max(sums[r].cases, partial.rows[r].total.cases);
      }
    }
    for (std::size_t r = 0; r < sums.size(); ++r) {
      EXPECT_EQ(whole.rows[r].total.segments, sums[r].segments);
      EXPECT_EQ(whole.rows[r].total.documents, sums[r].documents);
      EXPECT_EQ(whole.rows[r].total.words, sums[r].words);
      EXPECT_EQ(whole.rows[r].total.characters, sums[r].characters);
      EXPECT_GE(whole.rows[r].total.cases, sums[r].cases);
      EXPECT_LE(whole.rows[r].total.cases, static_cast<std::int64_t>(made.cases));
    }
  }
}

}  // namespace
}  // namespace polyvocal::analysis
