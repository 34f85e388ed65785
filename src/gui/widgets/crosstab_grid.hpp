#pragma once

#include <wx/scrolwin.h>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gui/presenter/crosstab_view.hpp"
#include "gui/widgets/readable.hpp"

namespace polyvocal::gui {

/// The table of the cross-tab, drawn: only what is in sight, so that any number of rows and columns is quick. Names and
/// headers stay in sight. The cursor stands in a cell or on a row's name: there Right opens a branch and Left folds it.
/// GUI thread.
class CrosstabGrid : public wxScrolledCanvas {
 public:
  struct Events {
    std::function<void(std::size_t row, std::size_t column)> opened;  ///< column npos = the whole row
    std::function<void(std::size_t row, bool fold)> folded;
    std::function<void(std::size_t column)> headed;  ///< a header was clicked
    std::function<void()> moved;                     ///< the cursor is elsewhere
  };
  CrosstabGrid(wxWindow* parent, Events events);

  /// `page` must live until the next call. The cursor stays with its code, or goes to the branch it was folded into.
  void show(const CrosstabPage* page);
  /// The cursor; a page without rows has none (row npos).
  std::size_t row() const { return row_; }
  /// npos on the row's name; as many as there are columns: all of them together.
  std::size_t column() const { return column_; }
  void move_to(std::size_t row, std::size_t column);
  /// Client coordinates.
  wxRect cell_rect(std::size_t row, std::size_t column) const;
  wxRect name_rect(std::size_t row) const;
  wxRect head_rect(std::size_t column) const;

 private:
  void measure();
  void say_cells();
  void paint();
  void paint_ground(wxDC& dc, const CrosstabPage::Cell& cell, const wxRect& rect, bool total);
  void paint_figures(wxDC& dc, std::size_t first, std::size_t end);
  int figure_width(wxDC& dc, const wxString& text, bool bold);
  void paint_name(wxDC& dc, std::size_t row, int y);
  void paint_heads(wxDC& dc);
  void paint_legend(wxDC& dc);
  void paint_cursor(wxDC& dc);
  void on_key(wxKeyEvent& event);
  void on_click(const wxMouseEvent& event);
  void on_motion(const wxMouseEvent& event);
  void scroll_to_cursor();
  bool step(int key);
  void fold(std::size_t row, bool fold);
  std::pair<std::size_t, std::size_t> columns_in_sight() const;
  std::size_t rows_in_sight() const;

  Events events_;
  ReadableLines spoken_;  ///< a line a cell, row by row; of a large table those of the cursor's row
  std::unique_ptr<Readable> readable_;
  bool all_spoken_ = false;
  const CrosstabPage* page_ = nullptr;
  std::size_t row_ = CrosstabPage::npos;
  std::size_t column_ = CrosstabPage::npos;
  std::vector<std::string> above_;  ///< GUIDs of the cursor's row and of those it belongs to, nearest first
  wxString tip_;
  std::vector<wxString> fitted_;                   ///< by row: the name as it fits; empty = not looked at yet
  std::array<std::map<wxString, int>, 2> widths_;  ///< of figures, in pixels: plain and bold
  int line_ = 0;  ///< height of a row; the others are widths and heights too, in pixels
  int head_ = 0;
  int names_ = 0;
  int width_ = 0;
  int first_right_ = 0;  ///< where the first figure of a cell ends
};

}  // namespace polyvocal::gui
