#include "gui/widgets/search_help_part.hpp"

#include "app/facets.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

SearchHelpPart::SearchHelpPart(BenchHost& host, wxSearchCtrl& field)
    : host_(host), field_(field), lines_(app::search_help()) {
  RowsPanel::Events events;
  events.opened = [this](std::size_t row) {
    if (row >= lines_.size()) return;
    const std::string& example = lines_[row].first;
    field_.SetFocus();
    field_.ChangeValue(to_wx(example));
    // Where the example leaves a place for a name, the name is typed.
    const auto place = to_wx(example).find(to_wx("\u2026"));
    if (place == wxString::npos)
      field_.SelectAll();
    else
      field_.SetSelection(static_cast<long>(place), static_cast<long>(place) + 1);
  };
  rows_ = new RowsPanel(&host.know(), "pane.search-help", "pane.search-help",
                        {{from_wx(tr("pane.search-help")), 130}, {std::string(), 170}}, events);
  rows_->show(
      lines_.size(),
      [this](std::size_t row, std::size_t column) {
        if (row >= lines_.size()) return RowCell{};
        return RowCell{column == 0 ? lines_[row].first : messages::message(lines_[row].second), Mark::kNone, 0, false};
      },
      {});
  host.know().AddPage(rows_, tr("pane.search-help"));
}

void SearchHelpPart::add_commands(CommandRegistry& commands) {
  commands.add({"help.search",
                [this] {
                  host_.bring_to_front(*rows_);
                  rows_->list()->SetFocus();
                },
                [this] { return host_.bench() != nullptr; },
                {}});
}

}  // namespace polyvocal::gui
