#include <benchmark/benchmark.h>

#include "analysis/crosstab.hpp"
#include "analysis/retrieval.hpp"
#include "support/synthetic_snapshot.hpp"

namespace {

using namespace polyvocal;

/// 1,000 documents, 300 cases, 500 codes, 1,000,000 codings: the size the design's budgets speak of.
const model::Snapshot& big_project() {
  static const model::Snapshot snapshot = [] {
    test::SyntheticSpec spec;
    spec.documents = 1000;
    spec.cases = 300;
    spec.codes = 500;
    spec.codings = 1000000;
    spec.document_length = 40000;
    spec.passage_length = 400;
    spec.words = false;
    return test::synthetic_snapshot(spec);
  }();
  return snapshot;
}

/// Budget: 50 ms.
void crosstab_500_codes_by_300_cases(benchmark::State& state) {
  const auto& snapshot = big_project();
  analysis::CrosstabSpec spec;
  for (const auto& code : snapshot.codes.codes()) spec.rows.push_back(code.id);
  spec.columns.kind = analysis::ColumnSpec::Kind::kCase;
  for (auto _ : state) benchmark::DoNotOptimize(analysis::crosstab(snapshot, spec));
}
BENCHMARK(crosstab_500_codes_by_300_cases)->Unit(benchmark::kMillisecond);

void crosstab_500_codes_by_group(benchmark::State& state) {
  const auto& snapshot = big_project();
  analysis::CrosstabSpec spec;
  for (const auto& code : snapshot.codes.codes()) spec.rows.push_back(code.id);
  spec.columns.attribute = snapshot.attributes.front().id;
  for (auto _ : state) benchmark::DoNotOptimize(analysis::crosstab(snapshot, spec));
}
BENCHMARK(crosstab_500_codes_by_group)->Unit(benchmark::kMillisecond);

void counts_of_every_code(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(analysis::code_counts(big_project()));
}
BENCHMARK(counts_of_every_code)->Unit(benchmark::kMillisecond);

}  // namespace
