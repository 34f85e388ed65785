#include <wx/app.h>
#include <wx/uiaction.h>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "app/import_documents.hpp"
#include "gui/widgets/bench_frame.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"
#include "perf/budget.hpp"
#include "perf/synthetic_transcripts.hpp"

// What a person waits for in the window, drawing included. Needs a display: xvfb-run will do. A frame is one that the
// toolkit was made to draw at once, not at the next tick of its clock, so that the figure is work and not waiting.

namespace {

using namespace polyvocal;

constexpr std::size_t kPages = 300;
constexpr std::size_t kWordsAPage = 400;
constexpr double kFrameMs = 16;

/// A project with one transcript of 300 pages, 5,000 codings on it, 2,000 codes, and N short documents; `documents`
/// below 1,000 makes all of it small.
struct Study {
  explicit Study(std::int64_t count) : documents(count), small(count < 1'000), path(folder.path() / "study.polyvocal") {
    test::SyntheticWords words(20261121);
    folder.write("transcripts/A long interview.txt",
                 test::synthetic_transcript(words, 1, small ? 4'000 : kPages * kWordsAPage));
    for (std::int64_t i = 1; i < documents; ++i)
      folder.write("transcripts/Note " + std::to_string(100'000 + i) + ".txt",
                   test::synthetic_transcript(words, static_cast<std::size_t>(i), 40));
    auto session = app::Session::create(path, "Benchmark", "en", {.coder = "EM"});
    if (!session) return;
    const auto report = app::import_documents(**session, {folder.path() / "transcripts"}, {}, app::Apply::kCommit, {});
    if (!report) return;
    auto document = (*session)->project().find_document("A long interview");
    if (!document) return;
    const auto all = (*session)->project().documents();
    if (!all) return;
    long_document = *document;
    const auto it = std::find_if(all->begin(), all->end(), [&](const auto& one) { return one.id == long_document; });
    letters = it->code_points;
    std::mt19937 random(7);
    auto made = (*session)->act(
        "import-codings", "{}", app::Apply::kCommit,
        [&](store::Writer& writer, model::CoderId me) -> base::Result<void> {
          std::vector<model::CodeId> codes;
          for (std::int64_t i = 0; i < (small ? 40 : 2'000); ++i) {
            store::NewCode code;
            code.name = "code " + std::to_string(10'000 + i);
            if (i % 20 != 0) code.parent = codes[static_cast<std::size_t>(i - i % 20)];
            auto id = writer.add_code(code);
            if (!id) return base::pass(id);
            codes.push_back(*id);
          }
          auto other = writer.add_coder("BB");
          if (!other) return base::pass(other);
          for (std::int64_t i = 0; i < (small ? 100 : 5'000); ++i) {
            const auto start = static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(letters - 800));
            const text::CodePointRange range{
                text::CodePointOffset(start),
                text::CodePointOffset(start + 20 + static_cast<std::int64_t>(random() % (i % 20 == 0 ? 700 : 200)))};
            auto coding =
                writer.add_coding(long_document, range, codes[random() % codes.size()], i % 3 == 0 ? *other : me);
            if (!coding && coding.error().code != base::ErrorCode::kDuplicate) return base::pass(coding);
          }
          return {};
        });
    ready = made.has_value();
  }

  std::int64_t documents;
  bool small;
  test::TempFolder folder;
  std::filesystem::path path;
  model::DocumentId long_document;
  std::int64_t letters = 0;
  bool ready = false;
};

/// The window on the study, and what it takes to drive it.
struct Window {
  explicit Window(const Study& of) : study(of), frame(new gui::BenchFrame) {
    frame->Show();
    settle();
    open = frame->open_project(study.path);
    settle();
    frame->page().canvas().Bind(wxEVT_PAINT, [this](wxPaintEvent& event) {
      ++paints;
      event.Skip();
    });
  }
  ~Window() {
    frame->Close(true);
    settle();
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  gui::Workbench& bench() { return *frame->bench(); }
  gui::TranscriptCanvas& canvas() { return frame->page().canvas(); }
  void open_long() {
    bench().open_document(study.long_document);
    frame->bring_to_text();
    settle();
  }
  /// Lets everything that is waiting happen.
  static void settle() {
    for (int i = 0; i < 20; ++i) {
      wxTheApp->Yield(true);
      wxTheApp->ProcessIdle();
      wxMilliSleep(5);
    }
  }
  /// Draws what is to be drawn, now.
  void draw() { frame->Update(); }
  template <typename Done>
  bool until(Done&& done) {
    const auto end = wxGetLocalTimeMillis() + 10'000;
    while (!done()) {
      if (wxGetLocalTimeMillis() > end) return false;
      wxTheApp->Yield(true);
    }
    return true;
  }

  const Study& study;
  gui::BenchFrame* frame;
  bool open = false;
  int paints = 0;
};

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// What each of many repetitions took: of the clock, and of this process's processor time, which is the steadier figure
/// where others work beside it.
struct Times {
  std::vector<double> wall;
  std::vector<double> cpu;
};

class Watch {
 public:
  /// Ends one repetition.
  void note(benchmark::State& state, Times& all) const {
    all.cpu.push_back(cpu_ms() - cpu_);
    all.wall.push_back(watch_.ms());
    state.SetIterationTime(all.wall.back() / 1'000);
  }

 private:
  test::Stopwatch watch_;
  double cpu_ = cpu_ms();
};

/// Half of them are quicker than p50; the budget is for the slowest but one in a hundred.
void show_spread(benchmark::State& state, Times all, double budget_ms) {
  if (all.wall.empty()) return;
  const auto part = [](std::vector<double>& values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
  };
  state.counters["p50"] = part(all.wall, 0.5);
  state.counters["p99"] = part(all.wall, 0.99);
  state.counters["cpu_p50"] = part(all.cpu, 0.5);
  state.counters["cpu_p99"] = part(all.cpu, 0.99);
  test::show_budget(state, part(all.wall, 0.99), budget_ms);
}

void open_document(benchmark::State& state, Window& window) {
  Times all;
  const auto other = window.bench().snapshot().documents.back();
  for (auto _ : state) {
    window.bench().open_document(other.id);
    window.settle();
    window.paints = 0;
    const Watch watch;
    window.bench().open_document(window.study.long_document);
    window.draw();
    watch.note(state, all);
    if (window.paints == 0) return test::skip(state, "nothing was painted");
  }
  show_spread(state, all, 200);
}

/// As a wheel turns: three lines a frame, down and up again.
void scroll_text(benchmark::State& state, Window& window) {
  window.open_long();
  Times all;
  std::size_t frame = 0;
  for (auto _ : state) {
    wxMouseEvent wheel(wxEVT_MOUSEWHEEL);
    wheel.m_wheelAxis = wxMOUSE_WHEEL_VERTICAL;
    wheel.m_wheelDelta = 120;
    wheel.m_wheelRotation = frame++ % 400 < 300 ? -120 : 120;
    wheel.m_linesPerAction = 3;
    const int before = window.paints;
    const Watch watch;
    window.canvas().HandleWindowEvent(wheel);
    window.draw();
    watch.note(state, all);
    if (window.paints == before) return test::skip(state, "nothing was painted");
  }
  show_spread(state, all, kFrameMs);
}

/// As the bar is dragged: each frame another part of the transcript, most of them never seen before.
void jump_in_text(benchmark::State& state, Window& window) {
  window.open_long();
  Times all;
  std::mt19937 random(3);
  for (auto _ : state) {
    const auto at = static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(window.study.letters - 10));
    const Watch watch;
    window.canvas().scroll_into_view({text::CodePointOffset(at), text::CodePointOffset(at + 1)});
    window.draw();
    watch.note(state, all);
  }
  show_spread(state, all, kFrameMs);
}

void move_caret(benchmark::State& state, Window& window) {
  window.open_long();
  window.canvas().SetFocus();
  Times all;
  for (auto _ : state) {
    wxKeyEvent key(wxEVT_KEY_DOWN);
    key.m_keyCode = WXK_DOWN;
    key.m_shiftDown = true;
    const Watch watch;
    window.canvas().HandleWindowEvent(key);
    window.draw();
    watch.note(state, all);
  }
  show_spread(state, all, kFrameMs);
}

/// From Enter in the picker till the coding is on disk and on screen.
void code_selection(benchmark::State& state, Window& window) {
  window.open_long();
  Times all;
  std::int64_t at = 1'000;
  for (auto _ : state) {
    window.canvas().SetFocus();
    window.bench().set_selection({text::CodePointOffset(at), text::CodePointOffset(at + 41)});
    at = at + 43 < window.study.letters - 100 ? at + 43 : 1'001;
    window.settle();
    wxUIActionSimulator().Char('C');
    if (!window.until([&] { return window.frame->page().picker().is_open(); }))
      return test::skip(state, "the picker did not open");
    wxUIActionSimulator().Text("code 10007");
    window.settle();
    const auto before = window.bench().codings()->codings.size();
    const int painted = window.paints;
    const Watch watch;
    wxKeyEvent enter(wxEVT_KEY_DOWN);
    enter.m_keyCode = WXK_RETURN;
    wxWindow::FindFocus()->HandleWindowEvent(enter);
    window.draw();
    watch.note(state, all);
    if (window.bench().codings()->codings.size() != before + 1)
      return test::skip(state, "nothing was coded: " + window.bench().status().sentence);
    if (window.paints == painted) return test::skip(state, "nothing was painted");
    window.bench().remove_active();
  }
  show_spread(state, all, 20);
}

void fill_tree(benchmark::State& state, Window& window) {
  window.frame->bring_to_front(window.frame->codes());
  Times all;
  for (auto _ : state) {
    const Watch watch;
    window.frame->codes().show(&window.bench());
    window.draw();
    watch.note(state, all);
    window.settle();
  }
  show_spread(state, all, 50);
}

/// Letters typed into the filter of a list, one by one, and from the first again.
void type_filter(benchmark::State& state, Window& window, wxWindow& panel, const wxString& typed, double budget_ms) {
  window.frame->bring_to_front(panel);
  window.settle();
  wxTextEntry* field = nullptr;
  for (auto* child : panel.GetChildren())
    if (field == nullptr) field = dynamic_cast<wxTextEntry*>(child);
  if (field == nullptr) return test::skip(state, "there is no filter");
  Times all;
  std::size_t letters = 0;
  for (auto _ : state) {
    letters = letters % typed.size() + 1;
    const Watch watch;
    field->SetValue(typed.substr(0, letters));
    window.draw();
    watch.note(state, all);
  }
  field->SetValue(wxString());
  window.settle();
  show_spread(state, all, budget_ms);
}

void filter_tree(benchmark::State& state, Window& window) {
  type_filter(state, window, window.frame->codes(), "code 1190", 50);
}

void filter_documents(benchmark::State& state, Window& window) {
  type_filter(state, window, window.frame->documents(), "note 1042", 50);
}

#ifdef __WXGTK__
/// A native list is scrolled as its bar does it.
void scroll_list(benchmark::State& state, Window& window, wxDataViewCtrl& list, double step) {
  window.settle();
  GtkAdjustment* bar = gtk_scrollable_get_vadjustment(GTK_SCROLLABLE(list.GtkGetTreeView()));
  const double last = gtk_adjustment_get_upper(bar) - gtk_adjustment_get_page_size(bar);
  if (last <= 0 && !window.study.small) return test::skip(state, "there is nothing to scroll");
  Times all;
  double at = 0;
  for (auto _ : state) {
    at = at + step < last ? at + step : 0;
    const Watch watch;
    gtk_adjustment_set_value(bar, at);
    window.draw();
    watch.note(state, all);
  }
  gtk_adjustment_set_value(bar, 0);
  show_spread(state, all, kFrameMs);
}

void scroll_tree(benchmark::State& state, Window& window) {
  window.frame->bring_to_front(window.frame->codes());
  scroll_list(state, window, *window.frame->codes().tree(), 72);
}

void scroll_documents(benchmark::State& state, Window& window) {
  window.frame->bring_to_front(window.frame->documents());
  scroll_list(state, window, *window.frame->documents().list(), 960);
}

void scroll_results(benchmark::State& state, Window& window) {
  scroll_list(state, window, *window.frame->results().list(), 2'800);
}
#endif

void fill_results(benchmark::State& state, Window& window) {
  const std::size_t rows = window.study.small ? 100 : 100'000;
  gui::Results results;
  results.title = "benchmark";
  results.count = std::to_string(rows);
  test::SyntheticWords words(5);
  std::string passage;
  for (int i = 0; i < 60; ++i) passage += words.next() + " ";
  for (std::size_t i = 0; i < rows; ++i)
    results.rows.push_back({window.study.long_document,
                            {text::CodePointOffset(static_cast<std::int64_t>(i % 1'000)),
                             text::CodePointOffset(static_cast<std::int64_t>(i % 1'000 + 20))},
                            "Case " + std::to_string(i % 300),
                            "families",
                            static_cast<std::int64_t>(i),
                            passage,
                            {{0, 12}},
                            "EM",
                            {}});
  Times all;
  for (auto _ : state) {
    state.PauseTiming();
    auto copy = results;
    window.settle();
    state.ResumeTiming();
    const Watch watch;
    window.bench().show_results(std::move(copy));
    window.draw();
    watch.note(state, all);
  }
  show_spread(state, all, 200);
}

class App : public wxApp {
 public:
  bool OnInit() override {
    SetExitOnFrameDelete(false);
    return true;
  }
  int OnRun() override {
    std::unique_ptr<Study> study;
    std::unique_ptr<Window> window;
    std::vector<std::string> options;
    for (const auto& argument : argv.GetArguments()) options.push_back(gui::from_wx(argument));
    std::vector<char*> pointers;
    for (auto& option : options) pointers.push_back(option.data());
    return test::run_benchmarks(
        static_cast<int>(pointers.size()), pointers.data(), 10'000, [&](std::int64_t documents) {
          study = std::make_unique<Study>(documents);
          wxSetEnv("POLYVOCAL_CONFIG", gui::to_wx((study->folder.path() / "config").string()));
          if (study->ready) window = std::make_unique<Window>(*study);
          if (!window || !window->open) {
            std::cerr << "the study could not be made or opened\n";
            test::any_failed() = true;
            return;
          }
          const auto add = [&](const char* name, void (*run)(benchmark::State&, Window&), std::int64_t times) {
            benchmark::RegisterBenchmark(name, [&window, run](benchmark::State& state) { run(state, *window); })
                ->Unit(benchmark::kMillisecond)
                ->UseManualTime()
                ->Iterations(study->small ? 2 : times);
          };
          add("open 300 pages, 5,000 codings: painted", open_document, 20);
          add("text: a frame of scrolling", scroll_text, 1'000);
          add("text: a frame elsewhere", jump_in_text, 300);
          add("text: caret with Shift+Down", move_caret, 300);
          add("Enter to coded, on disk and on screen", code_selection, 30);
          add("code tree: fill", fill_tree, 20);
          add("code tree: a letter in the filter", filter_tree, 45);
          add("documents: a letter in the filter", filter_documents, 45);
          add("results 100,000: fill", fill_results, 10);
#ifdef __WXGTK__
          add("code tree: a frame of scrolling", scroll_tree, 400);
          add("documents: a frame of scrolling", scroll_documents, 400);
          add("results 100,000: a frame of scrolling", scroll_results, 400);
#endif
        });
  }
};

}  // namespace

wxIMPLEMENT_APP_NO_MAIN(App);

int main(int argc, char** argv) {
  if (std::getenv("DISPLAY") == nullptr) return 77;
  return wxEntry(argc, argv);
}
