#include <random>

#include "app/import_documents.hpp"
#include "gui/presenter/crosstab_view.hpp"
#include "gui/presenter/document_list.hpp"
#include "gui/presenter/workbench.hpp"
#include "perf/budget.hpp"
#include "perf/synthetic_transcripts.hpp"

namespace {

using namespace polyvocal;

constexpr std::size_t kWordsEach = 8'000;
constexpr std::int64_t kCodingsEach = 1'000;
constexpr std::int64_t kCodes = 500;

/// A study of N transcripts of 8,000 words, each with 1,000 codings by two coders and 500 codes; made once.
struct Study {
  explicit Study(std::int64_t documents) : path(folder.path() / "study.polyvocal") {
    test::write_transcripts(folder, static_cast<std::size_t>(documents), kWordsEach);
    auto session = app::Session::create(path, "Benchmark", "en", {.coder = "EM"});
    if (!session) return;
    const auto report = app::import_documents(**session, {folder.path() / "transcripts"}, {}, app::Apply::kCommit, {});
    if (!report) return;
    const auto all = (*session)->project().documents();
    if (!all) return;
    std::mt19937 random(7);
    auto made = (*session)->act(
        "import-codings", "{}", app::Apply::kCommit,
        [&](store::Writer& writer, model::CoderId me) -> base::Result<void> {
          std::vector<model::CodeId> codes;
          for (std::int64_t i = 0; i < kCodes; ++i) {
            store::NewCode code;
            code.name = "code " + std::to_string(i);
            if (i % 10 != 0) code.parent = codes[static_cast<std::size_t>(i - i % 10)];
            auto id = writer.add_code(code);
            if (!id) return base::pass(id);
            codes.push_back(*id);
          }
          auto other = writer.add_coder("BB");
          if (!other) return base::pass(other);
          for (const auto& document : *all) {
            for (std::int64_t i = 0; i < kCodingsEach; ++i) {
              const auto start =
                  static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(document.code_points - 400));
              const text::CodePointRange range{
                  text::CodePointOffset(start),
                  text::CodePointOffset(start + 20 + static_cast<std::int64_t>(random() % 300))};
              auto coding =
                  writer.add_coding(document.id, range, codes[random() % codes.size()], i % 2 == 0 ? me : *other);
              if (!coding && coding.error().code != base::ErrorCode::kDuplicate) return base::pass(coding);
            }
          }
          return {};
        });
    ready = made.has_value();
  }
  test::TempFolder folder;
  std::filesystem::path path;
  bool ready = false;
};

std::unique_ptr<gui::Workbench> open(const Study& study, benchmark::State& state) {
  auto bench = gui::Workbench::open(study.path, {.coder = "EM", .mode = store::OpenMode::kReadWrite, .helpers = 1});
  if (!bench) {
    test::skip(state, bench.error());
    return nullptr;
  }
  return std::move(*bench);
}

void open_project(benchmark::State& state, const Study& study) {
  double ms = 0;
  for (auto _ : state) {
    const test::Stopwatch watch;
    auto bench = open(study, state);
    if (!bench) return;
    bench->open_neighbour(gui::Direction::kForward);
    ms += watch.ms();
  }
  test::show_budget(state, ms / static_cast<double>(state.iterations()), 1'000);
}

/// From the key to the observers told: committed, and everything that the window shows read again.
void code_and_remove(benchmark::State& state, const Study& study) {
  auto bench = open(study, state);
  if (!bench) return;
  bench->open_neighbour(gui::Direction::kForward);
  std::size_t rows = 0;
  gui::DocumentList list;
  bench->observe([&](gui::Topic topic) {
    // What the frame does with it.
    if (topic == gui::Topic::kProject) {
      list.update(bench->shared_snapshot(), bench->looks());
      rows = list.lines().size();
    }
  });
  const auto code = bench->snapshot().codes.codes()[3].id;
  double ms = 0;
  std::int64_t at = 1'000;
  for (auto _ : state) {
    bench->set_selection({text::CodePointOffset(at), text::CodePointOffset(at + 41)});
    at = at + 43 < 30'000 ? at + 43 : 1'001;
    const test::Stopwatch watch;
    bench->apply_code(code);
    ms += watch.ms();
    if (bench->status().error || rows == 0) return test::skip(state, bench->status().sentence);
    state.PauseTiming();
    bench->remove_active();
    state.ResumeTiming();
  }
  test::show_budget(state, ms / static_cast<double>(state.iterations()), 20);
}

void retrieve_code(benchmark::State& state, const Study& study) {
  auto bench = open(study, state);
  if (!bench) return;
  const auto code = bench->snapshot().codes.codes()[10].id;  // a branch of ten
  double ms = 0;
  for (auto _ : state) {
    const test::Stopwatch watch;
    bench->retrieve(code);
    ms += watch.ms();
  }
  state.counters["rows"] = static_cast<double>(bench->results().rows.size());
  test::show_budget(state, ms / static_cast<double>(state.iterations()),
                    50.0 * static_cast<double>(bench->results().rows.size()) / 5'000);
}

}  // namespace

int main(int argc, char** argv) {
  std::unique_ptr<Study> study;
  return polyvocal::test::run_benchmarks(argc, argv, 1'000, [&](std::int64_t documents) {
    study = std::make_unique<Study>(documents);
    if (!study->ready) {
      std::cerr << "the study could not be made\n";
      polyvocal::test::any_failed() = true;
      return;
    }
    const auto add = [&](const char* name, void (*run)(benchmark::State&, const Study&)) {
      benchmark::RegisterBenchmark((std::string(name) + "/" + std::to_string(documents)).c_str(),
                                   [&study, run](benchmark::State& state) { run(state, *study); })
          ->Unit(benchmark::kMillisecond)
          ->MeasureProcessCPUTime()
          ->UseRealTime();
    };
    add("open", open_project);
    add("code", code_and_remove);
    add("retrieve", retrieve_code);
  });
}
