#pragma once

#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/presenter/crosstab_view.hpp"
#include "gui/widgets/crosstab_grid.hpp"

namespace polyvocal::gui {

/// The tab of the cross-tab: switches, table, what must be said with the figures; or, where there is nothing to
/// count, what is lacking and the commands that help. Shows and reports; CrosstabPart decides. GUI thread.
class CrosstabPanel : public wxPanel {
 public:
  struct Events {
    std::function<void(const std::string& command)> run;
    std::function<void(const std::string& by)> columns_by;
    std::function<void(std::size_t row, std::size_t column)> opened;
    std::function<void(std::size_t row, bool fold)> folded;
    std::function<void(std::size_t column)> headed;
    std::function<void()> moved;  ///< the cursor is on another row or cell
  };
  CrosstabPanel(wxWindow* parent, Events events);

  /// Both must live until the next call.
  void show(const CrosstabPage& page, const std::vector<CrosstabColumns>& columns);
  const CrosstabPage& shown() const { return *page_; }
  /// As if the cell had been clicked.
  void open(std::size_t row, std::size_t column);
  CrosstabGrid* grid() { return grid_; }
  /// Client coordinates of the grid.
  wxRect cell_rect(std::size_t row, std::size_t column) const;
  /// The commands that are offered in place of a table; empty where there is one.
  const std::vector<std::string>& offered() const { return offered_; }
  void take_focus();

 private:
  wxSizer* make_bar();
  wxChoice* add_choice(wxSizer& bar, const char* name, const std::vector<wxString>& labels,
                       std::function<void(std::size_t)> chosen);
  void show_switches(const std::vector<CrosstabColumns>& columns);
  void show_lack();
  void show_notes();

  Events events_;
  const CrosstabPage* page_;
  std::vector<std::string> by_;
  wxChoice* rows_ = nullptr;
  wxChoice* columns_ = nullptr;
  wxChoice* measure_ = nullptr;
  wxChoice* percent_ = nullptr;
  wxCheckBox* roll_up_ = nullptr;
  wxPanel* bar_ = nullptr;
  CrosstabGrid* grid_ = nullptr;
  wxPanel* lack_ = nullptr;
  wxStaticText* notes_ = nullptr;
  std::vector<std::string> offered_;
  CrosstabLack lack_shown_ = CrosstabLack::kNothing;
  int wrapped_at_ = 0;  ///< the width, in pixels, that the notes were last broken for
};

}  // namespace polyvocal::gui
