#include "app/import_documents.hpp"
#include "perf/budget.hpp"
#include "perf/synthetic_transcripts.hpp"

namespace {

using namespace polyvocal;

constexpr std::size_t kWordsEach = 8'000;
/// For 1,000 transcripts; fewer get their share of the time.
constexpr double kBudgetMs = 3'000;
constexpr double kBudgetMb = 300;

/// Transcripts in a folder become documents of a new project, ready to read and code: not yet the search index.
void import(benchmark::State& state, std::int64_t documents) {
  const test::TempFolder folder;
  test::write_transcripts(folder, static_cast<std::size_t>(documents), kWordsEach);
  double ms = 0;
  std::int64_t words = 0;
  std::int64_t round = 0;
  test::forget_peak();
  for (auto _ : state) {
    const auto path = folder.path() / ("study" + std::to_string(++round) + ".polyvocal");
    const test::Stopwatch watch;
    auto session = app::Session::create(path, "Benchmark", "en", {.coder = "Coder"});
    if (!session) return test::skip(state, session.error());
    const auto report = app::import_documents(**session, {folder.path() / "transcripts"}, {}, app::Apply::kCommit, {});
    if (!report) return test::skip(state, report.error());
    ms += watch.ms();
    if (report->documents.size() != static_cast<std::size_t>(documents)) {
      return test::skip(state, std::to_string(report->failed.size()) + " files failed");
    }
    words = 0;
    for (const auto& document : report->documents) words += document.words;
    // What the speakers said: no label counts.
    if (words != documents * static_cast<std::int64_t>(kWordsEach)) return test::skip(state, "words are missing");
  }
  state.counters["words"] = static_cast<double>(words);
  test::show_budget(state, ms / static_cast<double>(state.iterations()),
                    kBudgetMs * static_cast<double>(documents) / 1'000);
  test::show_memory(state, test::peak_mb(), kBudgetMb);
  state.counters["helper_mb"] = test::helper_peak_mb();
}

}  // namespace

int main(int argc, char** argv) {
  return polyvocal::test::run_benchmarks(argc, argv, 1'000, [](std::int64_t documents) {
    benchmark::RegisterBenchmark(("import/" + std::to_string(documents)).c_str(),
                                 [documents](benchmark::State& state) { import(state, documents); })
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime()
        ->UseRealTime();
  });
}
