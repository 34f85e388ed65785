#include "gui/widgets/import_part.hpp"

#include <wx/clipbrd.h>
#include <wx/filedlg.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "app/import_documents.hpp"
#include "base/atomic_file.hpp"
#include "gui/widgets/import_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// Jobs that look at files take turns with searches after this time.
constexpr std::chrono::milliseconds kLookingTime{200};
constexpr std::size_t kMostAtOnce = 16;
constexpr unsigned kReaders = 2;
/// Of a transcript's beginning, in code points: some screens.
constexpr std::int64_t kTextShown = 12'000;
constexpr const char* kLookJob = "import-look";
constexpr const char* kImportJob = "import-run";

struct Read {
  std::size_t index = 0;
  std::uint64_t version = 0;
  base::Result<app::DocumentPreview> preview;
};

/// Reads what is asked for until the time is over; what was not reached is as if cancelled.
std::vector<Read> read_all(app::ImportPreviewer& previewer, const std::vector<ImportPlan::Request>& requests,
                           const base::CancelToken* cancel) {
  std::vector<Read> made;
  for (const auto& request : requests)
    made.push_back({request.index, request.version, base::fail(base::ErrorCode::kCancelled)});
  const auto end = std::chrono::steady_clock::now() + kLookingTime;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (;;) {
      const std::size_t i = next++;
      if (i >= requests.size() || (i >= kReaders && std::chrono::steady_clock::now() > end)) return;
      made[i].preview = previewer.read(requests[i].path, requests[i].choices, kTextShown, cancel);
    }
  };
  std::thread other(work);
  work();
  other.join();
  return made;
}

}  // namespace

ImportPart::ImportPart(BenchHost& host, std::function<void(const std::filesystem::path&)> table)
    : host_(host), table_(std::move(table)) {
  ImportPanel::Events events;
  events.run = [this](std::string_view command) { host_.run(command); };
  events.changed = [this] { read_more(); };
  events.as_table = [this](std::size_t file) {
    const auto path = plan_->file(file).path;
    plan_->include(file, false);
    panel_->refresh();
    table_(path);
  };
  panel_ = new ImportPanel(&host.read(), events);
  panel_->Hide();
}

ImportPart::~ImportPart() = default;

bool ImportPart::choosing() const {
  return plan_ != nullptr && !running_ && !panel_->showing_outcome();
}

void ImportPart::add_commands(CommandRegistry& commands) {
  const auto may_write = [this] { return host_.bench() != nullptr && !host_.bench()->session().project().read_only(); };
  const auto choosing = [this] { return this->choosing(); };
  const auto speaker = [this] { return this->choosing() && panel_->file_panel().has_speaker(); };
  const auto changed = [this] { read_more(); };
  commands.add({"documents.import", [this] { ask_for_files(); }, may_write, {}});
  commands.add({"import.start", [this] { start(); }, choosing, {}});
  commands.add({"import.cancel", [this] { cancel(); }, [this] { return plan_ != nullptr; }, {}});
  commands.add({"import.next-to-check", [this] { panel_->choose_next_to_check(); }, choosing, {}});
  commands.add({"import.leave-out",
                [this] {
                  const auto file = panel_->chosen();
                  if (!file) return;
                  plan_->include(*file, !plan_->file(*file).included);
                  panel_->refresh();
                  read_more();
                },
                choosing,
                {}});
  commands.add({"import.rename", [this] { panel_->file_panel().begin_rename(); }, speaker, {}});
  commands.add({"import.merge",
                [this, changed] {
                  panel_->file_panel().merge_selected();
                  changed();
                },
                speaker,
                {}});
  struct Use {
    const char* id;
    SpeakerUse use;
  };
  for (const auto& [id, use] :
       {Use{"import.interviewer", SpeakerUse::kInterviewer}, Use{"import.participant", SpeakerUse::kParticipant},
        Use{"import.other", SpeakerUse::kOther}, Use{"import.nobody", SpeakerUse::kNobody}}) {
    commands.add({id,
                  [this, use = use, changed] {
                    panel_->file_panel().set_use(use);
                    changed();
                  },
                  speaker,
                  {}});
  }
  commands.add({"import.add-label",
                [this, changed] {
                  panel_->file_panel().add_label();
                  changed();
                },
                [this] { return this->choosing() && panel_->chosen().has_value(); },
                {}});
  commands.add({"import.everywhere",
                [this] {
                  const auto file = panel_->chosen();
                  if (!file) return;
                  const auto changed_files = plan_->use_everywhere(*file);
                  host_.bench()->say("import.everywhere-done", {{"count", std::to_string(changed_files)}});
                  panel_->refresh();
                  read_more();
                },
                choosing,
                {}});
  commands.add({"import.copy-report",
                [this] { copy_report(); },
                [this] { return plan_ != nullptr && panel_->showing_outcome(); },
                {}});
}

void ImportPart::show(Workbench&) {
  if (waiting_.empty()) return;
  const auto paths = std::move(waiting_);
  waiting_.clear();
  open(paths);
}

void ImportPart::leave() {
  host_.jobs().cancel(kLookJob);
  host_.jobs().cancel(kImportJob);
  close();
}

void ImportPart::ask_for_files() {
  wxFileDialog dialog(&host_.window(), tr("dialog.import"), wxString(), wxString(), wxString("*"),
                      wxFD_OPEN | wxFD_MULTIPLE | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() != wxID_OK) return;
  wxArrayString names;
  dialog.GetPaths(names);
  std::vector<std::filesystem::path> paths;
  for (const auto& name : names) paths.push_back(base::path_from_utf8(from_wx(name)));
  open(paths);
}

void ImportPart::open(const std::vector<std::filesystem::path>& paths) {
  auto* bench = host_.bench();
  if (bench == nullptr) {
    waiting_.insert(waiting_.end(), paths.begin(), paths.end());
    return;
  }
  if (running_) {
    bench->say("import.wait");
    return;
  }
  if (bench->session().project().read_only()) {
    bench->fail({base::ErrorCode::kProjectReadOnly, {}, {}});
    return;
  }
  if (plan_ == nullptr || panel_->showing_outcome()) {
    close();
    std::vector<std::string> taken;
    if (const auto documents = bench->session().project().documents(); documents) {
      for (const auto& document : *documents) taken.push_back(document.name);
    }
    plan_ = std::make_shared<ImportPlan>(taken);
    previewer_ = std::make_shared<app::ImportPreviewer>(bench->session().project().language(), int{kReaders});
    panel_->show_plan(plan_.get());
  }
  if (host_.read().FindPage(panel_) == wxNOT_FOUND) {
    // The toolkit brings no hidden tab to the front.
    panel_->Show();
    host_.read().AddPage(panel_, tr("pane.import"));
  }
  host_.bring_to_front(*panel_);
  ++listings_;
  panel_->set_listing(true);
  // Folders may be large or far away.
  host_.jobs().start(std::string(), [this, paths, plan = std::weak_ptr(plan_)](const base::Progress&) -> Jobs::Finish {
    std::vector<app::FailedFile> failed;
    std::int64_t left = 0;
    auto files = app::files_to_import(paths, true, failed, left);
    return [this, plan, files = std::move(files), failed = std::move(failed)] {
      if (plan.lock() != plan_ || plan_ == nullptr) return;
      plan_->add(files, failed);
      panel_->set_listing(--listings_ > 0);
      read_more();
    };
  });
}

void ImportPart::read_more() {
  if (plan_ == nullptr || reading_ || running_) return;
  auto requests = plan_->next_to_read(kMostAtOnce, panel_->chosen());
  if (requests.empty()) {
    if (start_when_read_ && plan_->all_read()) start();
    return;
  }
  reading_ = true;
  host_.jobs().start(kLookJob,
                     [this, requests = std::move(requests), previewer = previewer_,
                      plan = std::weak_ptr(plan_)](const base::Progress& progress) -> Jobs::Finish {
                       auto read = std::make_shared<std::vector<Read>>(read_all(*previewer, requests, progress.cancel));
                       return [this, plan, read] {
                         if (plan.lock() != plan_ || plan_ == nullptr) return;
                         reading_ = false;
                         for (auto& one : *read) plan_->take(one.index, one.version, std::move(one.preview));
                         panel_->refresh();
                         read_more();
                       };
                     });
}

void ImportPart::start() {
  if (!plan_->all_read()) {
    start_when_read_ = true;
    return;
  }
  start_when_read_ = false;
  const auto paths = plan_->paths();
  if (paths.empty()) return;
  running_ = true;
  previewer_.reset();
  panel_->show_progress(0, paths.size());
  const auto project = host_.bench()->session().project().path();
  const auto coder = host_.bench()->session().coder_name();
  host_.jobs().start(
      kImportJob,
      [this, project, coder, paths, options = plan_->options(),
       plan = std::weak_ptr(plan_)](const base::Progress& progress) -> Jobs::Finish {
        auto session = app::Session::open(project, {.coder = coder, .mode = store::OpenMode::kReadWrite, .helpers = 2});
        auto report = session ? app::import_documents(**session, paths, options, app::Apply::kCommit, progress)
                              : base::pass(session);
        return [this, plan, report = std::move(report)] {
          if (plan.lock() != plan_ || plan_ == nullptr) return;
          running_ = false;
          auto* bench = host_.bench();
          if (bench == nullptr) return;
          bench->poll();
          if (!report) {
            bench->fail(report.error());
            panel_->show_outcome(outcome_of(report.error()));
            return;
          }
          auto outcome = outcome_of(*plan_, *report);
          const std::string count = std::to_string(report->documents.size());
          bench->say(report->cancelled ? "status.import-cancelled" : "status.imported", {{"count", count}},
                     outcome.undoable);
          panel_->show_outcome(std::move(outcome));
          if (!bench->page()) bench->open_neighbour(Direction::kForward);
          host_.bring_to_front(*panel_);
        };
      },
      [this, plan = std::weak_ptr(plan_)](std::int64_t done, std::int64_t total, const std::string&) {
        if (plan.lock() == plan_ && running_)
          panel_->show_progress(static_cast<std::size_t>(done), static_cast<std::size_t>(total));
      });
}

void ImportPart::cancel() {
  if (running_) {
    panel_->show_stopping();
    host_.jobs().cancel(kImportJob);
    return;
  }
  host_.jobs().cancel(kLookJob);
  // The button is in the middle of its own event.
  panel_->CallAfter([this] {
    close();
    if (host_.bench() != nullptr) host_.bring_to_text();
  });
}

void ImportPart::close() {
  const int page = host_.read().FindPage(panel_);
  if (page != wxNOT_FOUND) {
    host_.read().RemovePage(static_cast<std::size_t>(page));
    panel_->Hide();
  }
  panel_->show_plan(nullptr);
  plan_.reset();
  previewer_.reset();
  listings_ = 0;
  reading_ = running_ = start_when_read_ = false;
}

void ImportPart::copy_report() {
  if (!wxTheClipboard->Open()) return;
  wxTheClipboard->SetData(new wxTextDataObject(to_wx(panel_->outcome().text())));
  wxTheClipboard->Close();
  host_.bench()->say("import.report-copied");
}

}  // namespace polyvocal::gui
