#include "gui/widgets/history_part.hpp"

#include <wx/datetime.h>

#include <vector>

#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::int64_t kShown = 500;

}  // namespace

HistoryPart::HistoryPart(BenchHost& host) : host_(host) {
  rows_ =
      new RowsPanel(&host.know(), "pane.history", "pane.history",
                    {{from_wx(tr("pane.history")), 180}, {std::string(), 48}, {std::string(), 84, wxALIGN_RIGHT}}, {});
  host.know().AddPage(rows_, tr("pane.history"));
  host.know().Bind(wxEVT_NOTEBOOK_PAGE_CHANGED, [this](wxBookCtrlEvent& event) {
    event.Skip();
    show_entries();
  });
}

void HistoryPart::update(Topic topic) {
  if (topic == Topic::kProject) show_entries();
}

void HistoryPart::show_entries() {
  auto* bench = host_.bench();
  // Only when it is looked at: it is read anew after each act.
  if (bench == nullptr || host_.know().GetCurrentPage() != rows_) return;
  auto entries = bench->session().project().history(kShown);
  if (!entries) {
    bench->fail(entries.error());
    return;
  }
  auto rows = std::make_shared<std::vector<store::HistoryEntry>>(entries->rbegin(), entries->rend());
  rows_->show(
      rows->size(),
      [rows](std::size_t row, std::size_t column) {
        const auto& entry = (*rows)[row];
        if (column == 1) return RowCell{initials(entry.coder_name), Mark::kNone, 0};
        if (column == 2)
          return RowCell{from_wx(wxDateTime(wxLongLong(entry.time_ms)).Format("%d %b %H:%M")), Mark::kNone, 0};
        return RowCell{messages::message(entry.undone ? "history.undone" : "history.done",
                                         {{"what", messages::message("verb." + entry.verb)}}),
                       Mark::kNone, 0};
      },
      messages::message("empty.history"));
}

}  // namespace polyvocal::gui
