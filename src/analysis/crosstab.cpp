#include "analysis/crosstab.hpp"

#include <algorithm>
#include <future>
#include <numeric>
#include <system_error>
#include <thread>

#include "analysis/case_cover_internal.hpp"
#include "analysis/crosstab_plan_internal.hpp"
#include "analysis/crosstab_tally_internal.hpp"

namespace polyvocal::analysis {
namespace {

using base::ErrorCode;
constexpr std::size_t kCodingsAThread = 50'000;
constexpr std::size_t kMostThreads = 8;

std::int64_t figure(const CrosstabCell& cell, Measure measure) {
  switch (measure) {
    case Measure::kSegments:
      return cell.segments;
    case Measure::kCases:
      return cell.cases;
    case Measure::kDocuments:
      return cell.documents;
    case Measure::kWords:
      return cell.words;
    case Measure::kCharacters:
      return cell.characters;
  }
  return 0;
}

/// Documents in the order to count them, cut into one part a thread. Where columns are made of documents, those of one
/// column stay together.
std::vector<std::vector<std::size_t>> share_out(const model::Snapshot& snapshot, const CrosstabPlan& plan) {
  std::vector<std::size_t> order(snapshot.documents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const bool by_column = plan.basis == CrosstabPlan::Basis::kDocuments;
  if (by_column) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return plan.column_of_document[a] < plan.column_of_document[b];
    });
  }
  std::size_t codings = 0;
  for (const auto& chunk : snapshot.chunks) codings += chunk->codings();
  const std::size_t threads = std::clamp<std::size_t>(
      std::min<std::size_t>(codings / kCodingsAThread, std::thread::hardware_concurrency()), 1, kMostThreads);
  std::vector<std::vector<std::size_t>> parts(1);
  std::size_t done = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool may_cut =
        !by_column || i == 0 || plan.column_of_document[order[i]] != plan.column_of_document[order[i - 1]];
    if (may_cut && done * threads >= codings * parts.size() && parts.size() < threads) parts.emplace_back();
    parts.back().push_back(order[i]);
    done += snapshot.chunks[order[i]]->codings();
  }
  return parts;
}

std::vector<std::vector<CrosstabCell>> tally(const model::Snapshot& snapshot, const CrosstabPlan& plan) {
  const auto parts = share_out(snapshot, plan);
  const auto run = [&](const std::vector<std::size_t>& part) {
    CrosstabTally counts(snapshot, plan);
    for (const std::size_t document : part) counts.count(document);
    counts.end_column();
    return counts;
  };
  std::vector<std::future<CrosstabTally>> others;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    try {
      others.push_back(std::async(std::launch::async, run, std::cref(parts[i])));
    } catch (const std::system_error&) {  // no more threads to be had: count it here, when it is asked for
      others.push_back(std::async(std::launch::deferred, run, std::cref(parts[i])));
    }
  }
  CrosstabTally counts = run(parts[0]);
  for (auto& other : others) counts.merge(other.get());
  return counts.finish();
}

void fill_percents(const CrosstabPlan& plan, const CrosstabSpec& spec, std::vector<std::vector<CrosstabCell>>& cells) {
  if (spec.percent == Percent::kNone) return;
  const std::size_t columns = plan.columns.size();
  const auto share = [](std::int64_t part, std::int64_t whole) -> std::optional<double> {
    if (whole == 0) return std::nullopt;
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  std::vector<std::int64_t> column_sums(columns + 1);
  for (std::size_t row = 0; row < plan.rows; ++row) {
    for (std::size_t column = 0; plan.outermost[row] && column <= columns; ++column) {
      column_sums[column] += figure(cells[row][column], spec.measure);
    }
  }
  for (std::size_t row = 0; row <= plan.all_row(); ++row) {
    std::int64_t row_sum = 0;
    for (std::size_t column = 0; column < columns; ++column) row_sum += figure(cells[row][column], spec.measure);
    for (std::size_t column = 0; column <= columns; ++column) {
      CrosstabCell& one = cells[row][column];
      switch (spec.percent) {
        case Percent::kNone:
          break;
        case Percent::kRow:
          one.percent = share(column == columns ? row_sum : figure(one, spec.measure), row_sum);
          break;
        case Percent::kColumn: {
          const std::int64_t sum = column_sums[column];
          one.percent = share(row == plan.all_row() ? sum : figure(one, spec.measure), sum);
          break;
        }
        case Percent::kCases:
          one.percent = share(one.cases, cells[plan.base_row()][column].cases);
          break;
      }
    }
  }
}

bool missing_shown(const CrosstabPlan& plan, const std::vector<std::vector<CrosstabCell>>& cells) {
  if (plan.missing == model::Snapshot::npos) return false;
  const CrosstabCell& base = cells[plan.base_row()][plan.missing];
  const bool lacking = plan.basis == CrosstabPlan::Basis::kCases ? base.cases > 0 : base.documents > 0;
  return lacking || cells[plan.all_row()][plan.missing].segments > 0;
}

}  // namespace

base::Result<Crosstab> crosstab(const model::Snapshot& snapshot, const CrosstabSpec& spec) {
  auto plan = plan_crosstab(snapshot, spec);
  if (!plan) return base::pass(plan);
  auto cells = tally(snapshot, *plan);
  Crosstab result;
  result.columns = plan->columns;
  const std::size_t columns = result.columns.size();
  for (std::size_t column = 0; column < columns; ++column) {
    const CrosstabCell& base = cells[plan->base_row()][column];
    result.columns[column].base_cases = base.cases;
    result.columns[column].base_units = base.units;
    result.columns[column].base_documents = base.documents;
  }
  fill_percents(*plan, spec, cells);
  // A column not shown counts nothing, so that the sums above stand.
  const bool drop_missing = plan->missing != model::Snapshot::npos && !missing_shown(*plan, cells);
  const auto take_cells = [&](std::size_t row, std::vector<CrosstabCell>& to, CrosstabCell& total) {
    total = cells[row].back();
    cells[row].pop_back();
    if (drop_missing) cells[row].pop_back();
    to = std::move(cells[row]);
  };
  for (std::size_t row = 0; row < plan->rows; ++row) {
    CrosstabRow line;
    line.code = spec.rows[row];
    line.path = snapshot.codes.path(line.code);
    line.depth = snapshot.codes.depth(snapshot.codes.index_of(line.code));
    take_cells(row, line.cells, line.total);
    result.rows.push_back(std::move(line));
  }
  take_cells(plan->all_row(), result.column_totals, result.grand_total);
  if (drop_missing) result.columns.pop_back();
  if (!result.rows.empty()) result.caveat = "counts-are-not-importance";
  return result;
}

base::Result<std::vector<SegmentRef>> cell_segments(const model::Snapshot& snapshot, const CrosstabSpec& spec,
                                                    std::size_t row, std::size_t column) {
  auto plan = plan_crosstab(snapshot, spec);
  if (!plan) return base::pass(plan);
  constexpr std::size_t npos = model::Snapshot::npos;
  if (row != npos && row >= plan->rows) {
    return base::fail(ErrorCode::kInvalidArgument, {{"what", "row"}, {"value", std::to_string(row)}});
  }
  if (column != npos && column >= plan->columns.size()) {
    return base::fail(ErrorCode::kInvalidArgument, {{"what", "column"}, {"value", std::to_string(column)}});
  }
  const auto wanted_row = static_cast<std::uint32_t>(row == npos ? plan->all_row() : row);
  std::vector<SegmentRef> result;
  CaseCover cover;
  std::vector<std::uint32_t> cases;
  std::vector<std::uint32_t> coders;
  for (std::size_t document = 0; document < snapshot.documents.size(); ++document) {
    using Basis = CrosstabPlan::Basis;
    if (column != npos && plan->basis == Basis::kDocuments && plan->column_of_document[document] != column) continue;
    const auto& chunk = *snapshot.chunks[document];
    cover.build(chunk);
    std::size_t interval = 0;
    const auto in_column = [&](std::size_t coding) {
      if (column == npos || plan->basis == Basis::kDocuments) return true;
      if (plan->basis == Basis::kCoders) return plan->column_of_coder[chunk.coder[coding]] == column;
      cases.clear();
      interval = cover.first_behind(chunk.start[coding], interval);
      cover.collect(interval, chunk.end[coding], cases);
      if (cases.empty()) return column == plan->missing;
      return std::any_of(cases.begin(), cases.end(),
                         [&](std::uint32_t one) { return plan->column_of_case[one] == column; });
    };
    for_each_range(chunk, [&](std::size_t first, std::size_t last) {
      coders.clear();
      for (std::size_t i = first; i < last; ++i) {
        const auto begin = plan->row_list.begin() + plan->row_first[chunk.code[i]];
        const auto end = plan->row_list.begin() + plan->row_first[chunk.code[i] + 1];
        if (!plan->coder_counts[chunk.coder[i]] || std::find(begin, end, wanted_row) == end) continue;
        if (std::find(coders.begin(), coders.end(), chunk.coder[i]) != coders.end()) continue;
        if (!in_column(i)) continue;
        coders.push_back(chunk.coder[i]);
        result.push_back({document, i});
      }
    });
  }
  return result;
}

}  // namespace polyvocal::analysis
