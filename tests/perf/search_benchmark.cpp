#include <memory>
#include <utility>
#include <vector>

#include "analysis/retrieval.hpp"
#include "app/import_documents.hpp"
#include "app/search.hpp"
#include "perf/budget.hpp"
#include "perf/synthetic_transcripts.hpp"

namespace {

using namespace polyvocal;

constexpr std::size_t kWordsEach = 8'000;
/// For 1,000 transcripts; fewer get their share of the time.
constexpr double kIndexBudgetMs = 60'000;
/// Whatever the number of transcripts.
constexpr double kFirstHitsBudgetMs = 20;
constexpr double kExactBudgetMs = 60;

/// A project with two groups of cases and one passage in ten coded, made once for all benchmarks.
class Study {
 public:
  explicit Study(std::int64_t documents) : documents_(static_cast<std::size_t>(documents)) { made_ = make(); }

  const base::Result<void>& made() const { return made_; }
  app::Session& session() { return *session_; }

 private:
  base::Result<void> make() {
    auto session = app::Session::create(folder_.path() / "study.polyvocal", "Benchmark", "en", {.coder = "Coder"});
    if (!session) return base::pass(session);
    session_ = std::move(*session);
    test::write_transcripts(folder_, documents_, kWordsEach);
    auto report = app::import_documents(*session_, {folder_.path() / "transcripts"}, {}, app::Apply::kCommit, {});
    if (!report) return base::pass(report);
    if (report->documents.size() != documents_) return base::fail(base::ErrorCode::kInternal);
    return attach();
  }

  /// Cases, groups and codings.
  base::Result<void> attach() {
    auto taken = session_->snapshot();
    if (!taken) return base::pass(taken);
    const model::Snapshot& snapshot = **taken;
    auto done = session_->act(
        "benchmark", "{}", app::Apply::kCommit, [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
          auto group =
              writer.add_attribute(model::kGroupAttribute, model::AttributeTarget::kCase, model::AttributeType::kText);
          if (!group) return base::pass(group);
          auto code = writer.add_code({.name = "Waiting"});
          if (!code) return base::pass(code);
          for (std::size_t d = 0; d < snapshot.documents.size(); ++d) {
            auto person = writer.add_case("Case " + std::to_string(d));
            if (!person) return base::pass(person);
            const std::string name = d % 2 == 0 ? "families" : "staff";
            if (auto set = writer.set_case_value(*person, {*group, model::ValueState::kValue, name}); !set) return set;
            if (auto linked = writer.link_document(snapshot.documents[d].id, *person); !linked) return linked;
            const auto& chunk = *snapshot.chunks[d];
            for (std::size_t p = 0; p < chunk.passage_id.size(); p += 10) {
              const text::CodePointRange range{text::CodePointOffset(chunk.passage_start[p]),
                                               text::CodePointOffset(chunk.passage_end[p])};
              auto coding = writer.add_coding(snapshot.documents[d].id, range, *code, coder);
              if (!coding) return base::pass(coding);
            }
          }
          return {};
        });
    if (!done) return base::pass(done);
    return {};
  }

  std::size_t documents_;
  test::TempFolder folder_;
  std::unique_ptr<app::Session> session_;
  base::Result<void> made_;
};

Study& study(std::int64_t documents) {
  static Study made(documents);
  return made;
}

/// The whole search index from nothing.
void index_words(benchmark::State& state, std::int64_t documents) {
  auto& made = study(documents);
  if (!made.made()) return test::skip(state, made.made().error());
  double ms = 0;
  test::forget_peak();
  for (auto _ : state) {
    const test::Stopwatch watch;
    if (auto done = app::rebuild_index(made.session()); !done) return test::skip(state, done.error());
    ms += watch.ms();
  }
  state.counters["words"] = static_cast<double>(documents) * static_cast<double>(kWordsEach);
  test::show_budget(state, ms / static_cast<double>(state.iterations()),
                    kIndexBudgetMs * static_cast<double>(documents) / 1'000);
  state.counters["peak_mb"] = test::peak_mb();
}

enum class Total { kEstimated, kExact };

/// What the index does for a query: hits and total, no snippets.
void hits(benchmark::State& state, std::int64_t documents, const char* source, Total total) {
  auto& made = study(documents);
  if (!made.made()) return test::skip(state, made.made().error());
  if (auto ready = app::update_index(made.session()); !ready) return test::skip(state, ready.error());
  const auto index = index::SearchIndex::open_read_only(made.session().index_folder());
  if (!index) return test::skip(state, index.error());
  const auto query = index::parse_query(source, "en");
  if (!query) return test::skip(state, query.error());
  const auto snapshot = made.session().snapshot();
  if (!snapshot) return test::skip(state, snapshot.error());
  const index::CodeResolver codes = [&](std::string_view name) -> base::Result<model::PassageSet> {
    auto code = (*snapshot)->codes.resolve(name);
    if (!code) return base::pass(code);
    return analysis::passages_with_code(**snapshot, *code, analysis::RollUp::kRolledUp);
  };
  index::SearchOptions options;
  options.exact_total = total == Total::kExact;
  double ms = 0;
  std::int64_t found = 0;
  for (auto _ : state) {
    const test::Stopwatch watch;
    const auto page = index->search(*query, codes, options);
    ms += watch.ms();
    if (!page) return test::skip(state, page.error());
    if (page->hits.empty()) return test::skip(state, "nothing found");
    if (options.exact_total && !page->exact) return test::skip(state, "the total is not exact");
    found = page->total;
  }
  state.counters["found"] = static_cast<double>(found);
  test::show_budget(state, ms / static_cast<double>(state.iterations()),
                    total == Total::kExact ? kExactBudgetMs : kFirstHitsBudgetMs);
}

/// What a person waits for: the index looked after, the first 50 hits with their snippets, cases and codes.
void view(benchmark::State& state, std::int64_t documents, const char* source) {
  auto& made = study(documents);
  if (!made.made()) return test::skip(state, made.made().error());
  if (auto ready = app::update_index(made.session()); !ready) return test::skip(state, ready.error());
  double ms = 0;
  std::int64_t found = 0;
  for (auto _ : state) {
    const test::Stopwatch watch;
    const auto page = app::search(made.session(), source, {});
    ms += watch.ms();
    if (!page) return test::skip(state, page.error());
    if (page->hits.empty()) return test::skip(state, "nothing found");
    found = page->total;
  }
  state.counters["found"] = static_cast<double>(found);
  test::show_budget(state, ms / static_cast<double>(state.iterations()), kFirstHitsBudgetMs);
}

struct Asked {
  const char* name;
  const char* source;
};
constexpr Asked kQueries[] = {
    {"word", "waiting"},
    {"common_word", "because"},
    {"exact_word", "\"waiting\""},
    {"phrase", "\"to the\""},
    {"near_5", "waiting NEAR/5 people"},
    {"adj_3", "because ADJ/3 they"},
    {"prefix", "wait*"},
    {"broad_prefix", "ka*"},
    {"broadest_prefix", "t*"},
    {"near_of_prefixes", "wait* NEAR/5 th*"},
    {"near_of_broad_prefixes", "ka* NEAR/5 re*"},
    {"near_of_shared_prefixes", "ka* NEAR/5 k*"},
    {"boolean_in_group", "(waiting OR time) AND NOT people AND group:families"},
    {"code", "code:Waiting AND people"},
};

}  // namespace

int main(int argc, char** argv) {
  return polyvocal::test::run_benchmarks(argc, argv, 1'000, [](std::int64_t documents) {
    const auto add = [&](const std::string& name, auto run) {
      return benchmark::RegisterBenchmark(name.c_str(), run)
          ->Unit(benchmark::kMillisecond)
          ->MeasureProcessCPUTime()
          ->UseRealTime();
    };
    add("index/" + std::to_string(documents), [=](benchmark::State& state) {
      index_words(state, documents);
    })->Iterations(1);
    for (const auto& [name, source] : kQueries) {
      const std::string ending = std::string(name) + '/' + std::to_string(documents);
      add("hits/" + ending,
          [=, text = source](benchmark::State& state) { hits(state, documents, text, Total::kEstimated); });
      add("exact_total/" + ending,
          [=, text = source](benchmark::State& state) { hits(state, documents, text, Total::kExact); });
      add("view/" + ending, [=, text = source](benchmark::State& state) { view(state, documents, text); });
    }
  });
}
