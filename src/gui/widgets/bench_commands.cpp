// What the commands of the window do.

#include <wx/aboutdlg.h>
#include <wx/clipbrd.h>
#include <wx/filedlg.h>
#include <wx/textdlg.h>

#include "app/codebook.hpp"
#include "app/import_documents.hpp"
#include "app/participants.hpp"
#include "app/quotes.hpp"
#include "app/sample_study.hpp"
#include "app/search.hpp"
#include "app/settings.hpp"
#include "base/atomic_file.hpp"
#include "gui/presenter/results.hpp"
#include "gui/widgets/bench_frame.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/command_palette.hpp"
#include "gui/widgets/crosstab_part.hpp"
#include "gui/widgets/import_part.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/start_page.hpp"
#include "gui/widgets/status_strip.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::int64_t kHitsShown = 500;
constexpr double kZoomStep = 1.125;

std::filesystem::path path_of(const wxString& text) {
  return base::path_from_utf8(from_wx(text));
}

}  // namespace

std::filesystem::path BenchFrame::ask_for_file(std::string_view question, const wxString& wildcard, long style) {
  wxFileDialog dialog(this, tr(question), wxString(), wxString(), wildcard, style);
  if (dialog.ShowModal() != wxID_OK) return {};
  return path_of(dialog.GetPath());
}

void BenchFrame::add_commands() {
  add_project_commands();
  add_code_commands();
  add_results_commands();
  add_view_commands();
}

void BenchFrame::add_project_commands() {
  const auto has_project = [this] { return bench_ != nullptr; };
  const auto may_write = [this] { return bench_ != nullptr && !bench_->session().project().read_only(); };
  const wxString projects = "Polyvocal (*.polyvocal)|*.polyvocal";
  commands_.add({"project.new",
                 [this, projects] {
                   auto path = ask_for_file("dialog.new", projects, wxFD_SAVE);
                   if (path.empty()) return;
                   if (path.extension() != store::kProjectExtension) path += store::kProjectExtension;
                   create_project(path);
                 },
                 {},
                 {}});
  commands_.add({"project.open",
                 [this, projects] {
                   const auto path = ask_for_file("dialog.open", projects, wxFD_OPEN | wxFD_FILE_MUST_EXIST);
                   if (!path.empty()) open_project(path);
                 },
                 {},
                 {}});
  commands_.add({"project.sample", [this] { open_sample(); }, [] { return !app::sample_corpus_folder().empty(); }, {}});
  const wxString tables = "CSV, TSV, XLSX|*.csv;*.tsv;*.xlsx";
  commands_.add({"codes.import",
                 [this, tables] {
                   const auto path = ask_for_file("dialog.codebook", tables, wxFD_OPEN | wxFD_FILE_MUST_EXIST);
                   if (!path.empty()) import_codebook(path);
                 },
                 may_write,
                 {}});
  commands_.add({"codings.import",
                 [this, tables] {
                   const auto path = ask_for_file("dialog.codings", tables, wxFD_OPEN | wxFD_FILE_MUST_EXIST);
                   if (!path.empty()) bench_->import_codings(path);
                 },
                 may_write,
                 {}});
  commands_.add({"documents.describe",
                 [this, tables] {
                   const auto path = ask_for_file("dialog.documents", tables, wxFD_OPEN | wxFD_FILE_MUST_EXIST);
                   if (!path.empty()) bench_->import_document_attributes(path);
                 },
                 may_write,
                 {}});
  commands_.add({"project.verify", [this] { bench_->verify(); }, has_project, {}});
  commands_.add({"codes.export",
                 [this] {
                   const auto path =
                       ask_for_file("dialog.export", "CSV (*.csv)|*.csv", wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
                   if (path.empty()) return;
                   if (auto done = app::export_codebook(bench_->session(), path); !done)
                     bench_->fail(done.error());
                   else
                     bench_->say("status.exported", {{"file", base::path_to_utf8(path.filename())}});
                 },
                 has_project,
                 {}});
  commands_.add(
      {"quotes.export",
       [this] {
         const auto path = ask_for_file(
             "dialog.export",
             "Word (*.docx)|*.docx|Excel (*.xlsx)|*.xlsx|HTML (*.html)|*.html|Markdown (*.md)|*.md|CSV (*.csv)|*.csv",
             wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
         if (!path.empty()) export_quotes(path);
       },
       has_project,
       {}});
  commands_.add({"window.close", [this] { Close(); }, {}, {}});
  commands_.add({"edit.undo", [this] { bench_->undo(); }, may_write, {}});
  commands_.add({"edit.redo", [this] { bench_->redo(); }, may_write, {}});
  commands_.add({"edit.copy",
                 [this] {
                   if (auto* field = dynamic_cast<wxTextEntry*>(FindFocus())) {
                     field->Copy();
                     return;
                   }
                   const std::string words = bench_ ? bench_->selected_text() : std::string();
                   if (!words.empty() && wxTheClipboard->Open()) {
                     wxTheClipboard->SetData(new wxTextDataObject(to_wx(words)));
                     wxTheClipboard->Close();
                   }
                 },
                 {},
                 {}});
}

void BenchFrame::add_code_commands() {
  const auto has_page = [this] { return bench_ != nullptr && bench_->page() != nullptr; };
  const auto has_project = [this] { return bench_ != nullptr; };
  commands_.add({"edit.select-turn", [this] { bench_->select_turn(); }, has_page, {}});
  commands_.add({"code.pick",
                 [this] {
                   if (FindFocus() == results_->list())
                     commands_.run("results.pick");
                   else
                     page_->open_picker(codes_->current());
                 },
                 has_page,
                 {}});
  commands_.add({"answers.find", [this] { bench_->find_answers(); }, has_page, {}});
  commands_.add({"answers.code",
                 [this] {
                   bench_->find_answers();
                   results_->select_all();
                   commands_.run("results.pick");
                 },
                 has_page,
                 {}});
  commands_.add({"code.last", [this] { bench_->apply_last(); }, has_page, {}});
  commands_.add({"code.in-vivo", [this] { bench_->apply_in_vivo(); }, has_page, {}});
  commands_.add({"code.turn",
                 [this] {
                   bench_->select_turn();
                   page_->open_picker(codes_->current());
                 },
                 has_page,
                 {}});
  for (std::size_t n = 1; n <= 9; ++n)
    commands_.add({"code.quick-" + std::to_string(n), [this, n] { bench_->apply_quick(n); }, has_page, {}});
  commands_.add({"coding.previous", [this] { bench_->step_coding(Direction::kBack); }, has_page, {}});
  commands_.add({"coding.next", [this] { bench_->step_coding(Direction::kForward); }, has_page, {}});
  commands_.add({"coding.remove", [this] { bench_->remove_active(); }, has_page, {}});
  struct EdgeCommand {
    const char* id;
    Edge edge;
    Direction direction;
  };
  for (const auto& [id, edge, direction] : {EdgeCommand{"coding.start-left", Edge::kStart, Direction::kBack},
                                            EdgeCommand{"coding.start-right", Edge::kStart, Direction::kForward},
                                            EdgeCommand{"coding.end-left", Edge::kEnd, Direction::kBack},
                                            EdgeCommand{"coding.end-right", Edge::kEnd, Direction::kForward}}) {
    commands_.add({id,
                   [this, edge = edge, direction = direction] { bench_->move_edge(edge, Step::kWord, direction); },
                   has_page,
                   {}});
  }
  commands_.add({"codes.new",
                 [this] {
                   const wxString name =
                       wxGetTextFromUser(tr("dialog.new-code"), tr("command.codes.new"), wxString(), this);
                   if (!name.empty()) bench_->add_code(from_wx(name), codes_->current());
                 },
                 has_project,
                 {}});
  const auto has_code = [this] { return bench_ != nullptr && codes_->current(); };
  commands_.add({"codes.rename", [this] { codes_->begin_rename(); }, has_code, {}});
  commands_.add({"codes.merge",
                 [this] {
                   auto sources = codes_->selected();
                   const auto target = codes_->current();
                   std::erase(sources, target);
                   bench_->merge_codes(sources, target);
                 },
                 [this] { return bench_ != nullptr && codes_->selected().size() > 1; },
                 {}});
  commands_.add({"codes.delete", [this] { bench_->delete_code(codes_->current()); }, has_code, {}});
  const auto several = [this] { return bench_ != nullptr && codes_->selected().size() > 1; };
  commands_.add({"codes.retrieve-any",
                 [this] { bench_->retrieve_codes(codes_->selected(), analysis::Combine::kAny); },
                 several,
                 {}});
  commands_.add({"codes.retrieve-all",
                 [this] { bench_->retrieve_codes(codes_->selected(), analysis::Combine::kAll); },
                 several,
                 {}});
  commands_.add({"codes.retrieve",
                 [this] { bench_->retrieve(code_in_question()); },
                 [this] { return bench_ != nullptr && code_in_question(); },
                 {}});
}

void BenchFrame::add_view_commands() {
  const auto has_page = [this] { return bench_ != nullptr && bench_->page() != nullptr; };
  const auto has_project = [this] { return bench_ != nullptr; };
  commands_.add({"find.in-document", [this] { page_->focus_find(); }, has_page, {}});
  commands_.add({"find.next", [this] { page_->find_step(Direction::kForward); }, has_page, {}});
  commands_.add({"find.previous", [this] { page_->find_step(Direction::kBack); }, has_page, {}});
  commands_.add({"find.search",
                 [this] {
                   search_->SetFocus();
                   search_->SelectAll();
                 },
                 has_project,
                 {}});
  commands_.add({"find.palette", [this] { open_palette(); }, {}, {}});
  commands_.add({"document.previous", [this] { bench_->open_neighbour(Direction::kBack); }, has_project, {}});
  commands_.add({"document.next", [this] { bench_->open_neighbour(Direction::kForward); }, has_project, {}});
  commands_.add({"view.page",
                 [this] {
                   views_->SetSelection(0);
                   page_->canvas().SetFocus();
                 },
                 has_project,
                 {}});
  commands_.add({"view.all-lanes", [this] { page_->canvas().show_all_lanes(!page_->canvas().all_lanes()); },
                 has_project, [this] { return page_->canvas().all_lanes(); }});
  commands_.add({"view.codes",
                 [this] {
                   bring_to_front(*codes_);
                   codes_->tree()->SetFocus();
                 },
                 has_project,
                 {}});
  for (const char* pane : {"left", "bottom", "right"}) {
    commands_.add({std::string("view.") + pane, [this, pane] { toggle_pane(pane); }, has_project,
                   [this, pane] { return pane_shown(pane); }});
  }
  commands_.add({"view.reading",
                 [this] {
                   reading_ = !reading_;
                   if (reading_) {
                     before_reading_ = panes_.SavePerspective();
                     for (const char* pane : {"left", "bottom", "right"}) panes_.GetPane(pane).Hide();
                     panes_.Update();
                   } else {
                     panes_.LoadPerspective(before_reading_, true);
                   }
                 },
                 has_project, [this] { return reading_; }});
  commands_.add({"view.zoom-in", [this] { set_zoom(page_->canvas().zoom() * kZoomStep); }, has_page, {}});
  commands_.add({"view.zoom-out", [this] { set_zoom(page_->canvas().zoom() / kZoomStep); }, has_page, {}});
  commands_.add({"view.zoom-reset", [this] { set_zoom(1); }, has_page, {}});
  commands_.add({"view.sans",
                 [this] {
                   Look::get().set_sans(!Look::get().sans());
                   page_->canvas().set_face(Look::get().sans() ? TranscriptCanvas::Face::kSans
                                                               : TranscriptCanvas::Face::kSerif);
                   Refresh();
                 },
                 has_project, [] { return Look::get().sans(); }});
  commands_.add({"view.dark",
                 [this] { choose_colours(Look::get().mode() == Mode::kDark ? "light" : "dark"); },
                 {},
                 [] { return Look::get().mode() == Mode::kDark; }});
  struct SnapCommand {
    const char* id;
    TranscriptCanvas::Snap snap;
  };
  for (const auto& [id, snap] : {SnapCommand{"snap.characters", TranscriptCanvas::Snap::kGraphemes},
                                 SnapCommand{"snap.words", TranscriptCanvas::Snap::kWords},
                                 SnapCommand{"snap.sentences", TranscriptCanvas::Snap::kSentences}}) {
    commands_.add({id,
                   [this, snap = snap] {
                     snap_ = snap;
                     page_->canvas().set_snap(snap);
                   },
                   has_project, [this, snap = snap] { return snap_ == snap; }});
  }
  commands_.add({"help.about",
                 [this] {
                   wxAboutDialogInfo info;
                   info.SetName("Polyvocal");
                   info.SetVersion(POLYVOCAL_VERSION);
                   info.SetDescription(tr("start.subtitle"));
                   info.SetLicence("GPL-3.0-or-later");
                   wxAboutBox(info, this);
                 },
                 {},
                 {}});
}

model::CodeId BenchFrame::code_in_question() {
  const auto active = bench_->active_coding();
  if (active && FindFocus() != codes_->tree()) {
    for (const auto& coding : bench_->codings()->codings) {
      if (coding.id == *active) return bench_->codings()->codes[coding.code].id;
    }
  }
  return codes_->current();
}

void BenchFrame::choose_colours(const std::string& mode) {
  (void)app::Settings::load().set_values({{"window.colours", mode}});
  leave();
  remember();
  // Every control takes its colours when it is made: the window is made anew on the same project.
  const auto project = bench_ ? bench_->session().project().path() : std::filesystem::path();
  const auto document = bench_ && bench_->page() ? std::optional(bench_->page()->document) : std::nullopt;
  CallAfter([this, project, document] {
    auto* next = new BenchFrame;
    next->Show();
    if (!project.empty() && next->open_project(project) && document) next->bench()->open_document(*document);
    Close(true);
  });
}

void BenchFrame::set_zoom(double zoom) {
  page_->canvas().set_zoom(std::clamp(zoom, 0.5, 4.0));
}

void BenchFrame::open_palette() {
  const std::string chosen = choose_command(this, commands_, keymap_);
  if (!chosen.empty()) commands_.run(chosen);
}

void BenchFrame::import_documents(const std::vector<std::filesystem::path>& paths) {
  const auto project = bench_->session().project().path();
  const auto coder = bench_->session().coder_name();
  jobs_->start(
      std::string(),
      [this, project, coder, paths](const base::Progress& progress) -> Jobs::Finish {
        auto session = app::Session::open(project, {.coder = coder, .mode = store::OpenMode::kReadWrite, .helpers = 2});
        if (!session) {
          return [this, error = session.error()] {
            if (bench_) bench_->fail(error);
          };
        }
        app::ImportOptions options;
        options.recursive = true;
        auto report = app::import_documents(**session, paths, options, app::Apply::kCommit, progress);
        return [this, project, report = std::move(report)] {
          // The reader may have gone on to another project meanwhile.
          if (!bench_ || bench_->session().project().path() != project) return;
          bench_->poll();
          if (!report) {
            bench_->fail(report.error());
            return;
          }
          const std::string count = std::to_string(report->documents.size());
          if (report->cancelled) {
            bench_->say("status.import-cancelled", {{"count", count}}, !report->documents.empty());
          } else if (!report->failed.empty()) {
            bench_->say("status.imported-some", {{"count", count}, {"failed", std::to_string(report->failed.size())}},
                        !report->documents.empty());
          } else {
            bench_->say("status.imported", {{"count", count}}, !report->documents.empty());
          }
          if (!bench_->page()) bench_->open_neighbour(Direction::kForward);
        };
      },
      [this, project](std::int64_t done, std::int64_t total, const std::string& what) {
        if (bench_ && bench_->session().project().path() == project)
          bench_->say("status.working", {{"what", messages::message("progress." + what)},
                                         {"done", std::to_string(done)},
                                         {"total", std::to_string(total)}});
      });
}

void BenchFrame::import_participants(const std::filesystem::path& file) {
  auto report = app::import_participants(bench_->session(), file, app::Match::kAuto, app::Apply::kCommit);
  if (!report) {
    bench_->fail(report.error());
    return;
  }
  bench_->poll();
  bench_->say(
      "status.participants",
      {{"cases", std::to_string(report->cases.size())}, {"unmatched", std::to_string(report->unmatched.size())}}, true);
}

void BenchFrame::import_codebook(const std::filesystem::path& file) {
  auto added = app::import_codebook(bench_->session(), file, app::Apply::kCommit);
  if (!added) {
    bench_->fail(added.error());
    return;
  }
  bench_->poll();
  bench_->say("status.codebook", {{"count", std::to_string(*added)}}, true);
}

void BenchFrame::export_quotes(const std::filesystem::path& file) {
  auto done = app::export_quotes(bench_->session(), {}, file);
  if (!done)
    bench_->fail(done.error());
  else
    bench_->say("status.exported", {{"file", base::path_to_utf8(file.filename())}});
}

void BenchFrame::open_sample() {
  const auto project = app::Settings::folder() / "sample-study.polyvocal";
  std::error_code error;
  if (std::filesystem::exists(project, error)) {
    open_project(project);
    return;
  }
  std::filesystem::create_directories(project.parent_path(), error);
  status_->show({messages::message("status.making-sample"), false, false});
  jobs_->start("sample", [this, project](const base::Progress& progress) -> Jobs::Finish {
    auto made = app::make_sample_study(app::sample_corpus_folder(), project, progress);
    return [this, project, made] {
      if (made)
        open_project(project);
      else
        status_->show({messages::message(made.error()), false, true});
    };
  });
}

void BenchFrame::export_crosstab(const std::filesystem::path& file) {
  crosstab_->export_to(file);
}

void BenchFrame::take_files(const std::vector<std::filesystem::path>& files) {
  if (files.size() == 1 && files.front().extension() == store::kProjectExtension) {
    open_project(files.front());
    return;
  }
  import_->open(files);
  if (!bench_ && start_ != nullptr) {
    start_->offer(import_->waiting());
    status_->show({messages::message("status.project-first"), false, false});
  }
}

void BenchFrame::search(const std::string& query) {
  if (!bench_ || query.find_first_not_of(' ') == std::string::npos) return;
  const auto project = bench_->session().project().path();
  const auto snapshot = bench_->shared_snapshot();
  jobs_->start("search", [this, project, query, snapshot](const base::Progress& progress) -> Jobs::Finish {
    auto session = app::Session::open(project, {.coder = {}, .mode = store::OpenMode::kReadOnly, .helpers = 1});
    if (!session) {
      return [this, error = session.error()] {
        if (bench_) bench_->fail(error);
      };
    }
    index::SearchOptions options;
    options.limit = kHitsShown;
    auto view = app::search(**session, query, options, progress);
    if (!view && view.error().code == base::ErrorCode::kCancelled) return {};
    if (!view) {
      return [this, error = view.error()] {
        if (bench_) bench_->fail(error);
      };
    }
    auto results = results_of(*snapshot, query, *view);
    if (auto facets = app::search_facets(**session, query)) results.facets = std::move(*facets);
    return [this, project, results = std::move(results)] {
      if (bench_ && bench_->session().project().path() == project) bench_->show_results(results);
    };
  });
}

}  // namespace polyvocal::gui
