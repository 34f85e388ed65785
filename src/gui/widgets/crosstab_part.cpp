#include "gui/widgets/crosstab_part.hpp"

#include <wx/choicdlg.h>
#include <wx/filedlg.h>

#include <algorithm>

#include "app/settings.hpp"
#include "base/atomic_file.hpp"
#include "gui/widgets/crosstab_chart_canvas.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

using analysis::Measure;
using analysis::Percent;
using analysis::RollUp;

std::string setting(Workbench& bench) {
  return "crosstab." + bench.session().project().guid().text();
}

}  // namespace

CrosstabPart::CrosstabPart(BenchHost& host) : host_(host) {
  CrosstabPanel::Events events;
  events.run = [this](const std::string& command) { host_.run(command); };
  events.columns_by = [this](const std::string& by) { columns_by(by); };
  const auto opened = [this](std::size_t row, std::size_t column) {
    if (host_.bench() != nullptr) open_cell(*host_.bench(), page_, row, column);
  };
  events.opened = opened;
  events.folded = [this](std::size_t row, bool fold_it) { fold(row, fold_it); };
  events.headed = [this](std::size_t column) { sort_by(column); };
  events.moved = [this] { show_chart(); };
  panel_ = new CrosstabPanel(&host.read(), std::move(events));
  host.read().AddPage(panel_, tr("pane.crosstab"));
  chart_ = new CrosstabChartCanvas(&host.know(), opened, [this] { panel_->take_focus(); });
  host.know().AddPage(chart_, tr("pane.chart"));
  host.read().Bind(wxEVT_NOTEBOOK_PAGE_CHANGED, [this](wxBookCtrlEvent& event) {
    event.Skip();
    count_if_seen();
    follow();
  });
}

bool CrosstabPart::in_front() const {
  return host_.read().GetCurrentPage() == panel_;
}

void CrosstabPart::follow() {
  auto& know = host_.know();
  const bool wanted = in_front() && choice_.chart && has_project();
  wxWindow* shown = know.GetCurrentPage();
  if (wanted == (shown == chart_)) return;
  wxWindow* next = wanted ? chart_ : before_;
  if (wanted) before_ = shown;
  const int page = next == nullptr ? wxNOT_FOUND : know.FindPage(next);
  if (page != wxNOT_FOUND) know.SetSelection(static_cast<std::size_t>(page));
}

void CrosstabPart::show_chart() {
  if (chart_ != nullptr) chart_->show(crosstab_chart(page_, panel_->grid()->row()));
}

bool CrosstabPart::has_project() const {
  return host_.bench() != nullptr;
}

bool CrosstabPart::takes_keys(const wxWindow* focus) const {
  return focus == panel_->grid() || focus == chart_;
}

void CrosstabPart::show(Workbench& bench) {
  choice_ = crosstab_choice_of(app::Settings::load().value(setting(bench)).value_or(std::string()));
  page_ = {};
  page_.choice = choice_;
  stale_ = true;
  show_page();
}

void CrosstabPart::leave() {
  remember();
}

void CrosstabPart::remember() const {
  if (!has_project()) return;
  // What cannot be kept is no reason to stop a person.
  (void)app::Settings::load().set_values({{setting(*host_.bench()), crosstab_choice_text(choice_)}});
}

void CrosstabPart::update(Topic topic) {
  if (topic != Topic::kProject) return;
  stale_ = true;
  count_if_seen();
}

void CrosstabPart::count_if_seen() {
  if (stale_ && has_project() && in_front()) count();
}

void CrosstabPart::count() {
  auto& bench = *host_.bench();
  stale_ = false;
  columns_ = crosstab_columns(bench.snapshot());
  auto page = crosstab_page(bench, choice_);
  if (page) {
    page_ = std::move(*page);
    choice_ = page_.choice;
  } else {
    page_ = {};
    page_.choice = choice_;
    bench.fail(page.error());
  }
  show_page();
}

void CrosstabPart::show_page() {
  panel_->show(page_, columns_);
  show_chart();
}

void CrosstabPart::change(const Change& change) {
  auto next = choice_;
  change(next);
  const bool anew = stale_ || counts_otherwise(choice_, next);
  const bool other = next != choice_;
  choice_ = next;
  if (anew) {
    count();
  } else if (other) {
    arrange_crosstab(*host_.bench(), choice_, page_);
    show_page();
  }
  if (other) remember();
  if (!in_front()) host_.bring_to_front(*panel_);
  follow();
}

void CrosstabPart::columns_by(const std::string& by) {
  change([&](CrosstabChoice& choice) { choice.by = by; });
}

void CrosstabPart::fold(std::size_t row, bool fold) {
  if (row >= page_.rows.size() || !page_.rows[row].branch) return;
  const std::string guid = page_.rows[row].guid;
  change([&](CrosstabChoice& choice) {
    if (fold)
      choice.folded.insert(guid);
    else
      choice.folded.erase(guid);
  });
}

void CrosstabPart::sort_by(std::size_t column) {
  const std::string name = column < page_.columns.size() ? page_.columns[column].name : std::string();
  change([&](CrosstabChoice& choice) {
    const bool already = choice.sort == CrosstabSort::kFigure && choice.sort_column == name;
    choice.sort = already ? CrosstabSort::kCodebook : CrosstabSort::kFigure;
    choice.sort_column = already ? std::string() : name;
  });
}

void CrosstabPart::ask_for_columns() {
  if (stale_) count();
  wxArrayString titles;
  int chosen = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    titles.Add(to_wx(columns_[i].title));
    if (columns_[i].by == choice_.by) chosen = static_cast<int>(i);
  }
  const int picked = wxGetSingleChoiceIndex(tr("dialog.crosstab-by"), tr("command.crosstab.attribute"), titles, chosen,
                                            &host_.window());
  if (picked >= 0) columns_by(columns_[static_cast<std::size_t>(picked)].by);
}

void CrosstabPart::export_to(const std::filesystem::path& file) {
  auto& bench = *host_.bench();
  if (stale_) count();
  if (page_.rows.empty()) {
    bench.say("status.crosstab-empty");
    return;
  }
  auto done = app::export_table(bench.session(), crosstab_as_shown(page_), file);
  if (!done)
    bench.fail(done.error());
  else
    bench.say("status.exported", {{"file", base::path_to_utf8(file.filename())}});
}

void CrosstabPart::add_switch(CommandRegistry& commands, const std::string& id, Change change_it,
                              std::function<bool(const CrosstabChoice&)> checked) {
  commands.add({id, [this, change_it] { change(change_it); }, [this] { return has_project(); },
                [this, checked] { return checked(choice_); }});
}

void CrosstabPart::add_commands(CommandRegistry& commands) {
  for (const auto measure :
       {Measure::kSegments, Measure::kCases, Measure::kDocuments, Measure::kWords, Measure::kCharacters}) {
    add_switch(
        commands, "crosstab.measure-" + std::string(measure_name(measure)),
        [measure](CrosstabChoice& choice) { choice.measure = measure; },
        [measure](const CrosstabChoice& choice) { return choice.measure == measure; });
  }
  for (const auto percent : {Percent::kNone, Percent::kRow, Percent::kColumn, Percent::kCases}) {
    add_switch(
        commands, "crosstab.percent-" + std::string(percent_name(percent)),
        [percent](CrosstabChoice& choice) { choice.percent = percent; },
        [percent](const CrosstabChoice& choice) { return choice.percent == percent; });
  }
  for (const auto& [id, roll_up] :
       {std::pair("crosstab.rolled", RollUp::kRolledUp), {"crosstab.direct", RollUp::kDirect}}) {
    add_switch(
        commands, id, [roll_up = roll_up](CrosstabChoice& choice) { choice.roll_up = roll_up; },
        [roll_up = roll_up](const CrosstabChoice& choice) { return choice.roll_up == roll_up; });
  }
  for (const auto& [id, rows] :
       {std::pair("crosstab.rows-themes", CrosstabRows::kThemes), {"crosstab.rows-codes", CrosstabRows::kCodes}}) {
    add_switch(
        commands, id, [rows = rows](CrosstabChoice& choice) { choice.rows = rows; },
        [rows = rows](const CrosstabChoice& choice) { return choice.rows == rows; });
  }
  struct Toggle {
    const char* id;
    bool CrosstabChoice::*flag;
  };
  for (const auto& [id, flag] :
       {Toggle{"crosstab.percent-few", &CrosstabChoice::percent_of_few},
        Toggle{"crosstab.hide-empty", &CrosstabChoice::hide_empty}, Toggle{"crosstab.heat", &CrosstabChoice::heat},
        Toggle{"crosstab.chart", &CrosstabChoice::chart}}) {
    add_switch(
        commands, id, [flag = flag](CrosstabChoice& choice) { choice.*flag = !(choice.*flag); },
        [flag = flag](const CrosstabChoice& choice) { return choice.*flag; });
  }
  add_switch(
      commands, "crosstab.chart-top",
      [](CrosstabChoice& choice) {
        choice.chart_top = !choice.chart_top || !choice.chart;
        choice.chart = true;
      },
      [](const CrosstabChoice& choice) { return choice.chart && choice.chart_top; });
  add_branch_commands(commands);
  add_order_commands(commands);
  const auto project = [this] { return has_project(); };
  commands.add({"crosstab.attribute", [this] { ask_for_columns(); }, project, {}});
  commands.add(
      {"crosstab.export",
       [this] {
         const auto path = host_.ask_for_file(
             "dialog.export",
             "Excel (*.xlsx)|*.xlsx|CSV (*.csv)|*.csv|Word (*.docx)|*.docx|HTML (*.html)|*.html|Markdown (*.md)|*.md",
             wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
         if (!path.empty()) export_to(path);
       },
       project,
       {}});
  commands.add({"crosstab.to-chart",
                [this] {
                  if (!in_front()) host_.bring_to_front(*panel_);
                  host_.bring_to_front(*chart_);
                  chart_->SetFocus();
                },
                project,
                {}});
  commands.add({"view.crosstab",
                [this] {
                  host_.bring_to_front(*panel_);
                  count_if_seen();
                  follow();
                  panel_->take_focus();
                },
                project,
                {}});
}

void CrosstabPart::add_branch_commands(CommandRegistry& commands) {
  const auto on_row = [this] { return has_project() && panel_->grid()->row() < page_.rows.size(); };
  commands.add({"crosstab.open",
                [this] { open_cell(*host_.bench(), page_, panel_->grid()->row(), panel_->grid()->column()); },
                on_row,
                {}});
  commands.add({"crosstab.expand", [this] { fold(panel_->grid()->row(), false); }, on_row, {}});
  commands.add({"crosstab.collapse",
                [this] {
                  // From a row without others below it, the branch it stands in.
                  std::size_t row = panel_->grid()->row();
                  const int depth = page_.rows[row].depth;
                  if (!page_.rows[row].branch || page_.rows[row].folded) {
                    while (row > 0 && page_.rows[row].depth >= depth) --row;
                  }
                  fold(row, true);
                },
                on_row,
                {}});
  const auto project = [this] { return has_project(); };
  commands.add(
      {"crosstab.expand-all", [this] { change([](CrosstabChoice& choice) { choice.folded.clear(); }); }, project, {}});
  commands.add({"crosstab.collapse-all",
                [this] {
                  if (stale_) count();
                  change([this](CrosstabChoice& choice) { choice.folded = crosstab_branches(page_); });
                },
                project,
                {}});
}

void CrosstabPart::add_order_commands(CommandRegistry& commands) {
  commands.add({"crosstab.sort", [this] { sort_by(panel_->grid()->column()); }, [this] { return has_project(); },
                [this] { return choice_.sort == CrosstabSort::kFigure; }});
  for (const auto& [id, sort] :
       {std::pair("crosstab.sort-name", CrosstabSort::kName), {"crosstab.sort-codebook", CrosstabSort::kCodebook}}) {
    add_switch(
        commands, id,
        [sort = sort](CrosstabChoice& choice) {
          choice.sort = sort;
          choice.sort_column.clear();
        },
        [sort = sort](const CrosstabChoice& choice) { return choice.sort == sort; });
  }
}

}  // namespace polyvocal::gui
