#pragma once

#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/srchctrl.h>
#include <wx/stattext.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gui/presenter/palette.hpp"

namespace polyvocal::gui {

/// One cell of a list.
struct RowCell {
  std::string text;
  Mark mark = Mark::kNone;  ///< first column only
  std::size_t hue = 0;
  bool heading = false;  ///< first column only: stands above rows of its kind
};

/// A list with a filter above it, asked for its cells row by row, so that 100,000 rows cost nothing. GUI thread.
class RowsPanel : public wxPanel {
 public:
  struct Column {
    std::string title;
    int width = 0;  ///< device-independent pixels
    wxAlignment align = wxALIGN_LEFT;
  };
  struct Events {
    std::function<void(const std::string& filter)> filtered{};  ///< unset: no filter is shown
    std::function<void(std::size_t row)> activated{};           ///< chosen, by whatever key or button
    std::function<void(std::size_t row)> opened{};              ///< Enter or double click
    /// Left and Right: hide or show what is below a heading.
    std::function<void(std::size_t row, bool hide)> folded{};
  };
  /// `name` and `filter_hint`: keys of the catalogue.
  RowsPanel(wxWindow* parent, std::string_view name, std::string_view filter_hint, std::vector<Column> columns,
            Events events);
  ~RowsPanel() override;

  /// `cell(row, column)` must answer until the next call. `empty`: what is said when there is no row.
  void show(std::size_t rows, std::function<RowCell(std::size_t row, std::size_t column)> cell,
            const std::string& empty);
  /// A choice beneath the filter, of `labels` with the one at `chosen`; called again it replaces the labels.
  void offer(std::string_view name, const std::vector<std::string>& labels, std::size_t chosen,
             std::function<void(std::size_t)> picked);
  void select(std::size_t row);
  std::optional<std::size_t> selected() const;
  std::string filter() const;
  wxDataViewCtrl* list() { return list_; }

 private:
  class Model;
  void wrap_empty();
  wxSearchCtrl* filter_ = nullptr;
  wxChoice* choice_ = nullptr;
  std::vector<std::string> offered_;
  std::function<void(std::size_t)> picked_;
  wxDataViewCtrl* list_ = nullptr;
  wxStaticText* empty_ = nullptr;
  std::string empty_text_;
  wxObjectDataPtr<Model> model_;
  Events events_;
};

}  // namespace polyvocal::gui
