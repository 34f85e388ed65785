#include "gui/widgets/participants_part.hpp"

#include <wx/filedlg.h>

#include "gui/widgets/participants_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::size_t kRowsShown = 12;
constexpr const char* kRehearsal = "participants-rehearsal";

}  // namespace

ParticipantsPart::ParticipantsPart(BenchHost& host) : host_(host) {
  panel_ = new ParticipantsPanel(&host.read(),
                                 {[this](std::string_view command) { host_.run(command); }, [this] { rehearse(); }});
  panel_->Hide();
}

ParticipantsPart::~ParticipantsPart() = default;

void ParticipantsPart::add_commands(CommandRegistry& commands) {
  commands.add({"participants.import",
                [this] {
                  const auto file = host_.ask_for_file("dialog.participants", "CSV, TSV, XLSX|*.csv;*.tsv;*.xlsx",
                                                       wxFD_OPEN | wxFD_FILE_MUST_EXIST);
                  if (!file.empty()) open(file);
                },
                [this] { return host_.bench() != nullptr && !host_.bench()->session().project().read_only(); },
                {}});
  commands.add({"participants.join", [this] { join(); }, [this] { return plan_ != nullptr && rehearsed_; }, {}});
  commands.add({"participants.cancel",
                [this] {
                  // The button is in the middle of its own event.
                  panel_->CallAfter([this] {
                    close();
                    if (host_.bench() != nullptr) host_.bring_to_text();
                  });
                },
                [this] { return plan_ != nullptr; },
                {}});
}

void ParticipantsPart::open(const std::filesystem::path& file) {
  auto* bench = host_.bench();
  if (bench == nullptr) return;
  auto look = app::look_at_participants(bench->session(), file, kRowsShown);
  if (!look) {
    bench->fail(look.error());
    return;
  }
  plan_ = std::make_shared<ParticipantsPlan>(file, std::move(*look));
  panel_->show_plan(plan_.get());
  if (host_.read().FindPage(panel_) == wxNOT_FOUND) {
    panel_->Show();
    host_.read().AddPage(panel_, tr("pane.participants"));
  }
  host_.bring_to_front(*panel_);
  panel_->columns()->SetFocus();
  rehearse();
}

void ParticipantsPart::rehearse() {
  if (plan_ == nullptr || host_.bench() == nullptr) return;
  rehearsed_ = false;
  const auto project = host_.bench()->session().project().path();
  const auto coder = host_.bench()->session().coder_name();
  host_.jobs().start(
      kRehearsal,
      [this, project, coder, file = plan_->file(), match = plan_->match(), columns = plan_->columns(),
       plan = std::weak_ptr(plan_)](const base::Progress& progress) -> Jobs::Finish {
        auto session = app::Session::open(project, {.coder = coder, .mode = store::OpenMode::kReadWrite, .helpers = 1});
        auto report = session ? app::import_participants(**session, file, match, columns, app::Apply::kDryRun)
                              : base::pass(session);
        if (progress.cancelled()) return {};
        return [this, plan, report = std::move(report)] {
          if (plan.lock() != plan_ || plan_ == nullptr) return;
          rehearsed_ = report.has_value();
          if (report)
            panel_->show_rehearsal(*report);
          else
            panel_->show_refusal(messages::message(report.error()));
        };
      });
}

void ParticipantsPart::join() {
  auto& bench = *host_.bench();
  auto report =
      app::import_participants(bench.session(), plan_->file(), plan_->match(), plan_->columns(), app::Apply::kCommit);
  if (!report) {
    bench.fail(report.error());
    return;
  }
  bench.poll();
  bench.say("status.participants",
            {{"cases", std::to_string(report->cases.size())}, {"unmatched", std::to_string(report->unmatched.size())}},
            true);
  panel_->CallAfter([this] {
    close();
    host_.bring_to_text();
  });
}

void ParticipantsPart::close() {
  host_.jobs().cancel(kRehearsal);
  const int page = host_.read().FindPage(panel_);
  if (page != wxNOT_FOUND) {
    host_.read().RemovePage(static_cast<std::size_t>(page));
    panel_->Hide();
  }
  panel_->show_plan(nullptr);
  plan_.reset();
  rehearsed_ = false;
}

}  // namespace polyvocal::gui
