// What can be done to the list of results.

#include <wx/textdlg.h>

#include "gui/widgets/bench_frame.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

void BenchFrame::add_results_commands() {
  const auto has_project = [this] { return bench_ != nullptr; };
  const auto has_rows = [this] {
    return bench_ != nullptr && !results_->selected().empty() && !bench_->session().project().read_only();
  };
  commands_.add({"view.results",
                 [this] {
                   if (!pane_shown("bottom")) toggle_pane("bottom");
                   results_->take_keys();
                 },
                 has_project,
                 {}});
  commands_.add({"results.code",
                 [this] {
                   if (bench_->recent_codes().empty() && !codes_->current()) {
                     bench_->say("status.no-last-code");
                     return;
                   }
                   const auto code = codes_->current() ? codes_->current() : bench_->recent_codes().front();
                   bench_->code_rows(results_->selected(), code);
                 },
                 has_rows,
                 {}});
  // The picker is closed with the rows that were chosen when it opened, whatever is chosen meanwhile.
  const auto pick = [this](bool again) {
    const auto rows = results_->selected();
    CodePickerPanel::Events events;
    events.left = [this] { results_->list()->SetFocus(); };
    events.chosen = [this, rows, again](model::CodeId code) {
      results_->list()->SetFocus();
      if (again)
        bench_->recode_rows(rows, code);
      else
        bench_->code_rows(rows, code);
    };
    if (!again) {
      events.created = [this, rows](const std::string& name, model::CodeId parent) {
        results_->list()->SetFocus();
        bench_->code_rows_new(rows, name, parent);
      };
    }
    bring_to_text();
    page_->open_picker_for(tr("count.results-selected", {{"count", std::to_string(rows.size())}}), codes_->current(),
                           std::move(events));
  };
  commands_.add({"results.pick", [pick] { pick(false); }, has_rows, {}});
  commands_.add({"results.recode", [pick] { pick(true); }, has_rows, {}});
  commands_.add({"results.split",
                 [this] {
                   const wxString name =
                       wxGetTextFromUser(tr("dialog.split-code"), tr("command.results.split"), wxString(), this);
                   if (!name.empty()) bench_->split_rows(results_->selected(), from_wx(name));
                 },
                 has_rows,
                 {}});
  commands_.add({"results.code-all",
                 [this] {
                   const std::string query = bench_->results().query;
                   CodePickerPanel::Events events;
                   events.left = [this] { results_->list()->SetFocus(); };
                   events.chosen = [this, query](model::CodeId code) {
                     results_->list()->SetFocus();
                     bench_->code_by_query(query, code);
                   };
                   bring_to_text();
                   page_->open_picker_for(tr("label.every-hit"), codes_->current(), std::move(events));
                 },
                 [this] {
                   return bench_ != nullptr && !bench_->results().query.empty() &&
                          !bench_->session().project().read_only();
                 },
                 {}});
  commands_.add({"results.uncode", [this] { bench_->uncode_rows(results_->selected()); }, has_rows, {}});
  commands_.add({"results.select-all",
                 [this] { results_->select_all(); },
                 [this] { return bench_ != nullptr && !bench_->results().rows.empty(); },
                 {}});
}

}  // namespace polyvocal::gui
