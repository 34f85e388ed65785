#pragma once

#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/panel.h>
#include <wx/scrolwin.h>
#include <wx/stattext.h>

#include <functional>
#include <optional>

#include "gui/presenter/crosstab_view.hpp"
#include "gui/widgets/readable.hpp"

namespace polyvocal::gui {

/// Themes by participant group: figures over heat, the base in the header, every cell a door to its segments. Arrow
/// keys move the cell, Enter opens it. GUI thread.
class CrosstabPanel : public wxPanel {
 public:
  CrosstabPanel(wxWindow* parent, std::function<void(const base::Error&)> failed);
  void show(Workbench* bench);
  /// Counts anew if it is in sight; else when it comes into sight.
  void refresh_counts();
  /// Counts now if that was put off.
  void come_into_sight();
  const CrosstabPage& shown() const { return table_; }
  /// As if the cell had been clicked.
  void open(std::size_t row, std::size_t column);
  wxWindow* grid() { return grid_; }
  wxRect cell_rect(std::size_t row, std::size_t column) const;

 private:
  void count();
  void paint();
  void on_key(wxKeyEvent& event);
  void say_cells();
  void say_cell();
  int header_height() const;
  int row_height() const;
  int name_width() const;
  int column_width() const;

  std::function<void(const base::Error&)> failed_;
  Workbench* bench_ = nullptr;
  wxChoice* rows_ = nullptr;
  wxCheckBox* roll_up_ = nullptr;
  wxScrolledCanvas* grid_ = nullptr;
  wxStaticText* caveat_ = nullptr;
  CrosstabPage table_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  bool stale_ = true;
  ReadableLines words_;  ///< a line a cell, row by row
  std::unique_ptr<Readable> readable_;
};

}  // namespace polyvocal::gui
