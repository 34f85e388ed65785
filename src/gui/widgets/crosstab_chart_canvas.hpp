#pragma once

#include <wx/graphics.h>
#include <wx/scrolwin.h>

#include <functional>
#include <memory>
#include <vector>

#include "gui/presenter/crosstab_chart.hpp"
#include "gui/widgets/readable.hpp"

namespace polyvocal::gui {

/// The bars beside the cross-tab. Each bar is a door to its segments: a click, or Enter on the one under the cursor.
/// Bars are told apart by mark and name, not by colour alone. GUI thread.
class CrosstabChartCanvas : public wxScrolledCanvas {
 public:
  using Opened = std::function<void(std::size_t row, std::size_t column)>;  ///< of the page
  /// `left`: the person goes back to the table.
  CrosstabChartCanvas(wxWindow* parent, Opened opened, std::function<void()> left);
  void show(CrosstabChart chart);
  const CrosstabChart& shown() const { return chart_; }
  /// Of the n-th bar with its words, as long as the axis: client coordinates.
  wxRect bar_rect(std::size_t n) const;
  std::size_t current() const { return current_; }

 private:
  struct Line {
    int y = 0;                             ///< unscrolled, of its top
    std::size_t group = 0;                 ///< a heading if `bar` is npos
    std::size_t bar = CrosstabPage::npos;  ///< over all groups
  };
  void lay_out();
  void paint();
  void paint_bar(wxGraphicsContext& gc, const CrosstabChart::Bar& bar, const wxRect& area, bool current);
  void paint_axis(wxGraphicsContext& gc, int top);
  void on_key(wxKeyEvent& event);
  void move_to(std::size_t bar);
  int axis_left() const;
  int axis_length() const;
  void open(std::size_t bar);

  Opened opened_;
  std::function<void()> left_;
  CrosstabChart chart_;
  ReadableLines spoken_;  ///< a line a bar
  std::unique_ptr<Readable> readable_;
  std::vector<Line> lines_;
  std::size_t current_ = 0;
  int line_ = 0;   ///< height of a bar with its words
  int words_ = 0;  ///< height of the words
  int top_ = 0;    ///< height of the title
  int end_ = 0;    ///< where the axis stands
};

}  // namespace polyvocal::gui
