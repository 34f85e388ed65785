#include "gui/widgets/crosstab_grid.hpp"

#include <wx/dcbuffer.h>
#include <wx/dcclient.h>

#include <algorithm>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::size_t npos = CrosstabPage::npos;
constexpr int kPad = 9;  ///< from the figures to the right edge of a cell, in device-independent pixels

void right_text(wxDC& dc, const wxString& text, int right, int y) {
  dc.DrawText(text, right - dc.GetTextExtent(text).x, y);
}

}  // namespace

CrosstabGrid::CrosstabGrid(wxWindow* parent, Events events)
    : wxScrolledCanvas(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                       wxVSCROLL | wxHSCROLL | wxWANTS_CHARS | wxBORDER_NONE),
      events_(std::move(events)) {
  SetName(tr("pane.crosstab"));
  readable_ = std::make_unique<Readable>(*this, spoken_, Readable::Kind::kLines);
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  // Names and headers stay, so that what is on screen cannot be moved as it is.
  EnableScrolling(false, false);
  measure();
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    measure();
    Refresh(false);
  });
  const auto again = [this](wxFocusEvent& event) {
    event.Skip();
    Refresh(false);
  };
  Bind(wxEVT_SET_FOCUS, again);
  Bind(wxEVT_KILL_FOCUS, again);
  Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) { on_key(event); });
  Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) { on_click(event); });
  Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent& event) { on_click(event); });
  Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
    event.Skip();
    on_motion(event);
  });
}

void CrosstabGrid::measure() {
  fitted_.clear();
  for (auto& widths : widths_) widths.clear();
  const auto& look = Look::get();
  wxClientDC dc(this);
  dc.SetFont(look.tool_bold());
  const int bold = dc.GetCharHeight();
  line_ = std::max(FromDIP(24), bold + FromDIP(6));
  const int digit = dc.GetTextExtent("0").x;
  dc.SetFont(look.secondary());
  head_ = bold + 2 * dc.GetCharHeight() + FromDIP(20);
  int most = dc.GetTextExtent("0").x * 16;
  if (page_ != nullptr) {
    for (std::size_t c = 0; c <= page_->columns.size(); ++c)
      most = std::max(most, dc.GetTextExtent(to_wx(page_->column(c).base)).x);
    const int heads = dc.GetTextExtent(to_wx(page_->first_head)).x + dc.GetTextExtent(to_wx(page_->second_head)).x;
    most = std::max(most, heads + FromDIP(12));
    first_right_ = dc.GetTextExtent(to_wx(page_->second_head)).x;
  }
  width_ = most + FromDIP(16);
  // Names take what the figures leave, within reason.
  const int columns = page_ == nullptr ? 1 : static_cast<int>(page_->columns.size()) + 1;
  names_ = std::clamp(GetClientSize().x - columns * width_, digit * 24, digit * 38);
  // The second figure ends at the cell's edge, the first where its own head ends.
  first_right_ = width_ - FromDIP(kPad) - std::max(first_right_, dc.GetTextExtent("0000").x) - FromDIP(12);
  SetScrollRate(FromDIP(12), line_);
  if (page_ == nullptr) return;
  SetVirtualSize(names_ + width_ * static_cast<int>(page_->columns.size() + 1),
                 head_ + line_ * static_cast<int>(page_->rows.size()));
}

void CrosstabGrid::show(const CrosstabPage* page) {
  page_ = page;
  std::size_t row = npos;
  if (page_ != nullptr && !page_->rows.empty()) {
    for (const auto& guid : above_) {
      row = page_->row_of(guid);
      if (row != npos) break;
    }
    if (row == npos) row = std::min(row_ == npos ? 0 : row_, page_->rows.size() - 1);
    if (column_ != npos) column_ = std::min(column_, page_->columns.size());
  }
  row_ = npos;
  measure();
  all_spoken_ = false;
  move_to(row, column_);
}

void CrosstabGrid::say_cells() {
  constexpr std::size_t kMostCells = 4'000;
  if (page_ == nullptr || row_ == npos) {
    spoken_.set({});
    readable_->words_changed(tr("pane.crosstab"));
    return;
  }
  const std::size_t width = page_->columns.size() + 1;
  const bool all = page_->rows.size() * width <= kMostCells;
  if (!all || !all_spoken_) {
    std::vector<std::string> lines;
    for (std::size_t row = all ? 0 : row_; row < (all ? page_->rows.size() : row_ + 1); ++row) {
      for (std::size_t column = 0; column < width; ++column) lines.push_back(cell_sentence(*page_, row, column));
    }
    spoken_.set(lines);
    readable_->words_changed(tr("pane.crosstab"));
    all_spoken_ = all;
  }
  spoken_.set_line((all ? row_ * width : 0) + (column_ == npos ? 0 : column_));
  readable_->caret_moved();
}

void CrosstabGrid::move_to(std::size_t row, std::size_t column) {
  row_ = page_ != nullptr && row < page_->rows.size() ? row : npos;
  column_ = column;
  above_.clear();
  if (row_ != npos) {
    int depth = page_->rows[row_].depth + 1;
    for (std::size_t r = row_ + 1; r-- > 0 && depth > 0;) {
      if (page_->rows[r].depth >= depth) continue;
      depth = page_->rows[r].depth;
      above_.push_back(page_->rows[r].guid);
    }
  }
  scroll_to_cursor();
  Refresh(false);
  say_cells();
  if (events_.moved) events_.moved();
}

wxRect CrosstabGrid::cell_rect(std::size_t row, std::size_t column) const {
  const wxPoint at =
      CalcScrolledPosition(wxPoint(names_ + width_ * static_cast<int>(column), head_ + line_ * static_cast<int>(row)));
  return {at.x, at.y, width_, line_};
}

wxRect CrosstabGrid::name_rect(std::size_t row) const {
  return {0, cell_rect(row, 0).y, names_, line_};
}

wxRect CrosstabGrid::head_rect(std::size_t column) const {
  return {cell_rect(0, column).x, 0, width_, head_};
}

std::pair<std::size_t, std::size_t> CrosstabGrid::columns_in_sight() const {
  const int origin = CalcScrolledPosition(wxPoint(0, 0)).x;
  const auto first = static_cast<std::size_t>(std::max(0, -origin / width_));
  const int right = GetClientSize().x - names_ - origin;
  const auto end = static_cast<std::size_t>(std::max(0, right / width_ + 1));
  return {first, std::min(end, page_->columns.size() + 1)};
}

std::size_t CrosstabGrid::rows_in_sight() const {
  return static_cast<std::size_t>(std::max(1, (GetClientSize().y - head_) / line_));
}

void CrosstabGrid::scroll_to_cursor() {
  if (row_ == npos) return;
  int x = 0;
  int y = 0;
  GetViewStart(&x, &y);
  const auto top = static_cast<std::size_t>(std::max(0, y));
  int to_y = -1;
  if (row_ < top) to_y = static_cast<int>(row_);
  if (row_ >= top + rows_in_sight()) to_y = static_cast<int>(row_ - rows_in_sight() + 1);
  int to_x = -1;
  if (column_ != npos) {
    int rate = 0;
    GetScrollPixelsPerUnit(&rate, nullptr);
    const wxRect cell = cell_rect(row_, column_);
    const int beyond = cell.GetRight() - GetClientSize().x + 1;
    if (cell.x < names_)
      to_x = x - (names_ - cell.x + rate - 1) / rate;
    else if (beyond > 0)
      to_x = x + (beyond + rate - 1) / rate;
  }
  if (to_x >= 0 || to_y >= 0) Scroll(to_x, to_y);
}

void CrosstabGrid::fold(std::size_t row, bool fold) {
  if (page_->rows[row].branch && page_->rows[row].folded != fold && events_.folded) events_.folded(row, fold);
}

bool CrosstabGrid::step(int key) {
  const std::size_t last = page_->rows.size() - 1;
  std::size_t row = row_;
  std::size_t column = column_;
  switch (key) {
    case WXK_UP:
      row -= row > 0 ? 1 : 0;
      break;
    case WXK_DOWN:
      row = std::min(row + 1, last);
      break;
    case WXK_PAGEUP:
      row -= std::min(row, rows_in_sight());
      break;
    case WXK_PAGEDOWN:
      row = std::min(row + rows_in_sight(), last);
      break;
    case WXK_HOME:
      row = 0;
      break;
    case WXK_END:
      row = last;
      break;
    case WXK_LEFT:
      if (column == npos) {
        if (page_->rows[row].branch && !page_->rows[row].folded) {
          fold(row, true);
          return true;
        }
        if (above_.size() > 1) row = page_->row_of(above_[1]);
      } else {
        column = column == 0 ? npos : column - 1;
      }
      break;
    case WXK_RIGHT:
      if (column == npos && page_->rows[row].folded) {
        fold(row, false);
        return true;
      }
      column = column == npos ? 0 : std::min(column + 1, page_->columns.size());
      break;
    default:
      return false;
  }
  move_to(row, column);
  return true;
}

void CrosstabGrid::on_key(wxKeyEvent& event) {
  const int key = event.GetKeyCode();
  if (key == WXK_TAB) {
    Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
    return;
  }
  if (row_ == npos || event.HasAnyModifiers()) {
    event.Skip();
    return;
  }
  if (key == WXK_RETURN || key == WXK_NUMPAD_ENTER || key == WXK_SPACE) {
    if (events_.opened) events_.opened(row_, column_);
    return;
  }
  if (!step(key)) event.Skip();
}

void CrosstabGrid::on_click(const wxMouseEvent& event) {
  SetFocus();
  if (page_ == nullptr || page_->columns.empty()) return;
  const wxPoint at = CalcUnscrolledPosition(event.GetPosition());
  const bool on_name = event.GetX() < names_;
  const auto column = static_cast<std::size_t>(std::max(0, at.x - names_) / width_);
  if (event.GetY() < head_) {
    if (!on_name && column <= page_->columns.size() && events_.headed) events_.headed(column);
    return;
  }
  const auto row = static_cast<std::size_t>(std::max(0, at.y - head_) / line_);
  if (row >= page_->rows.size() || (!on_name && column > page_->columns.size())) return;
  move_to(row, on_name ? npos : column);
  const bool on_mark = event.GetX() < FromDIP(28) + page_->rows[row].depth * FromDIP(16);
  if (!on_name) {
    // The second click of a double click finds the cell open.
    if (!event.LeftDClick() && events_.opened) events_.opened(row, column);
  } else if (on_mark || event.LeftDClick()) {
    fold(row, !page_->rows[row].folded);
  }
}

void CrosstabGrid::on_motion(const wxMouseEvent& event) {
  wxString tip;
  if (page_ != nullptr && !page_->columns.empty()) {
    const wxPoint at = CalcUnscrolledPosition(event.GetPosition());
    const auto column = static_cast<std::size_t>(std::max(0, at.x - names_) / width_);
    const auto row = static_cast<std::size_t>(std::max(0, at.y - head_) / line_);
    if (event.GetY() < head_) {
      if (event.GetX() >= names_ && column <= page_->columns.size())
        tip = to_wx(page_->column(column).name + "\n" + page_->column(column).base);
    } else if (row < page_->rows.size()) {
      if (event.GetX() < names_)
        tip = to_wx(page_->rows[row].path);
      else if (column <= page_->columns.size())
        tip = to_wx(cell_sentence(*page_, row, column));
    }
  }
  if (tip == tip_) return;
  tip_ = tip;
  if (tip.empty())
    UnsetToolTip();
  else
    SetToolTip(tip);
}

void CrosstabGrid::paint() {
  wxAutoBufferedPaintDC dc(this);
  const auto& colours = Look::get().colours();
  dc.SetBackground(wxBrush(to_wx(colours.paper)));
  dc.Clear();
  if (page_ == nullptr || page_->columns.empty()) return;
  const wxSize client = GetClientSize();
  const auto first = static_cast<std::size_t>(std::max(0, GetViewStart().y));
  const auto [begin, end] = columns_in_sight();
  std::size_t behind = first;
  for (; behind < page_->rows.size() && cell_rect(behind, 0).y < client.y; ++behind) {
    for (std::size_t c = begin; c < end; ++c)
      paint_ground(dc, page_->cell(behind, c), cell_rect(behind, c), c == page_->columns.size());
  }
  paint_figures(dc, first, behind);
  for (std::size_t r = first; r < behind; ++r) paint_name(dc, r, cell_rect(r, 0).y);
  dc.SetPen(wxPen(to_wx(colours.hairline)));
  for (std::size_t r = first; r < behind; ++r) {
    const int y = cell_rect(r, 0).GetBottom();
    dc.DrawLine(0, y, client.x, y);
  }
  paint_cursor(dc);
  paint_heads(dc);
  paint_legend(dc);
}

void CrosstabGrid::paint_ground(wxDC& dc, const CrosstabPage::Cell& cell, const wxRect& rect, bool total) {
  const auto& colours = Look::get().colours();
  if (cell.heat > 0 && page_->choice.heat) {
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(to_wx(heat_ground(colours, cell.heat))));
    dc.DrawRectangle(rect);
  }
  if (total) {
    dc.SetPen(wxPen(to_wx(colours.line)));
    dc.DrawLine(rect.x, rect.y, rect.x, rect.GetBottom() + 1);
  }
}

int CrosstabGrid::figure_width(wxDC& dc, const wxString& text, bool bold) {
  // The same small numbers occur again and again, and measuring costs as much as drawing.
  const auto [it, fresh] = widths_[bold ? 1 : 0].try_emplace(text, 0);
  if (fresh) it->second = dc.GetTextExtent(text).x;
  return it->second;
}

void CrosstabGrid::paint_figures(wxDC& dc, std::size_t first, std::size_t end) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const auto [begin, columns] = columns_in_sight();
  const wxString dot = to_wx("·");
  // One font after the other: changing it is dear.
  for (const bool bold : {true, false}) {
    dc.SetFont(bold ? look.tool_bold() : look.tool());
    const int down = (line_ - dc.GetCharHeight()) / 2;
    for (std::size_t r = first; r < end; ++r) {
      for (std::size_t c = begin; c < columns; ++c) {
        const auto& cell = page_->cell(r, c);
        const wxRect rect = cell_rect(r, c);
        const bool nothing = cell.first.empty();
        const wxString text = nothing ? dot : to_wx(bold ? cell.first : cell.second);
        const int right = bold ? rect.x + first_right_ : rect.GetRight() - FromDIP(kPad);
        dc.SetTextForeground(to_wx(nothing ? colours.faint : colours.ink));
        dc.DrawText(text, right - figure_width(dc, text, bold), rect.y + down);
      }
    }
  }
}

void CrosstabGrid::paint_name(wxDC& dc, std::size_t row, int y) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const auto& shown = page_->rows[row];
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(wxBrush(to_wx(row == row_ ? colours.pale_selection : colours.paper)));
  dc.DrawRectangle(0, y, names_, line_);
  int x = FromDIP(12) + shown.depth * FromDIP(16);
  const int middle = y + line_ / 2;
  if (shown.branch) {
    const int half = FromDIP(4);
    dc.SetPen(wxPen(to_wx(colours.secondary), FromDIP(1)));
    if (shown.folded) {
      dc.DrawLine(x + half / 2, middle - half, x + half + half / 2, middle);
      dc.DrawLine(x + half + half / 2, middle, x + half / 2, middle + half + 1);
    } else {
      dc.DrawLine(x, middle - half / 2, x + half, middle + half / 2);
      dc.DrawLine(x + half, middle + half / 2, x + 2 * half + 1, middle - half / 2);
    }
  }
  x += FromDIP(16);
  const int side = FromDIP(10);
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(wxBrush(to_wx(colours.hues[shown.hue % kHues])));
  dc.DrawRectangle(x, middle - side / 2, side, side);
  dc.SetFont(shown.depth == 0 ? look.tool_bold() : look.tool());
  dc.SetTextForeground(to_wx(colours.ink));
  x += FromDIP(18);
  if (fitted_.size() != page_->rows.size()) fitted_.resize(page_->rows.size());
  if (fitted_[row].empty())
    fitted_[row] = wxControl::Ellipsize(to_wx(shown.name), dc, wxELLIPSIZE_END, names_ - x - FromDIP(8));
  dc.DrawText(fitted_[row], x, y + (line_ - dc.GetCharHeight()) / 2);
}

void CrosstabGrid::paint_cursor(wxDC& dc) {
  if (row_ == npos) return;
  const auto& colours = Look::get().colours();
  const wxRect rect = column_ == npos ? name_rect(row_) : cell_rect(row_, column_);
  if (column_ != npos && rect.x < names_) return;
  if (HasFocus())
    dc.SetPen(wxPen(to_wx(colours.accent), FromDIP(2)));
  else
    dc.SetPen(wxPen(to_wx(colours.secondary), FromDIP(1)));
  dc.SetBrush(*wxTRANSPARENT_BRUSH);
  dc.DrawRectangle(rect.x + 1, rect.y + 1, rect.width - 1, rect.height - 1);
}

void CrosstabGrid::paint_heads(wxDC& dc) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const wxSize client = GetClientSize();
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(wxBrush(to_wx(colours.bar)));
  dc.DrawRectangle(0, 0, client.x, head_);
  const auto [begin, end] = columns_in_sight();
  const int pad = FromDIP(kPad);
  for (std::size_t c = begin; c < end; ++c) {
    const auto& column = page_->column(c);
    const wxRect rect = head_rect(c);
    int right = rect.GetRight() - pad;
    dc.SetFont(look.tool_bold());
    int y = FromDIP(6);
    if (column.sorted_by) {
      // Greatest first.
      const int half = FromDIP(4);
      const int middle = y + dc.GetCharHeight() / 2;
      const wxPoint down[] = {
          {right - 2 * half, middle - half / 2}, {right, middle - half / 2}, {right - half, middle + half}};
      dc.SetPen(*wxTRANSPARENT_PEN);
      dc.SetBrush(wxBrush(to_wx(colours.secondary)));
      dc.DrawPolygon(3, down);
      right -= FromDIP(14);
    }
    dc.SetTextForeground(to_wx(colours.ink));
    const int room = right - rect.x - (column.look.mark == Mark::kNone ? pad : FromDIP(26));
    const wxString name = wxControl::Ellipsize(to_wx(column.name), dc, wxELLIPSIZE_END, room);
    right_text(dc, name, right, y);
    if (column.look.mark != Mark::kNone) {
      draw_mark(dc, column.look.mark, to_wx(colours.hues[column.look.hue % kHues]),
                wxPoint(right - dc.GetTextExtent(name).x - FromDIP(12), y + dc.GetCharHeight() / 2), FromDIP(10));
    }
    y += dc.GetCharHeight() + FromDIP(2);
    dc.SetFont(look.secondary());
    right_text(dc, to_wx(column.base), rect.GetRight() - pad, y);
    y += dc.GetCharHeight() + FromDIP(3);
    dc.SetTextForeground(to_wx(colours.secondary));
    right_text(dc, to_wx(page_->first_head), rect.x + first_right_, y);
    right_text(dc, to_wx(page_->second_head), rect.GetRight() - pad, y);
    dc.SetPen(wxPen(to_wx(colours.line)));
    dc.DrawLine(rect.x, 0, rect.x, head_);
  }
}

void CrosstabGrid::paint_legend(wxDC& dc) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(wxBrush(to_wx(colours.bar)));
  dc.DrawRectangle(0, 0, names_, head_);
  dc.SetFont(look.secondary());
  dc.SetTextForeground(to_wx(colours.secondary));
  const int pad = FromDIP(12);
  const bool rolled = page_->choice.roll_up == analysis::RollUp::kRolledUp;
  dc.DrawText(tr(rolled ? "crosstab.rolled-up" : "crosstab.direct"), pad, FromDIP(7));
  if (page_->choice.heat) {
    const int y = head_ - dc.GetCharHeight() - FromDIP(8);
    dc.DrawText(tr("heat.none"), pad, y);
    int x = pad + dc.GetTextExtent(tr("heat.none")).x + FromDIP(6);
    const wxSize swatch(FromDIP(18), dc.GetCharHeight() - FromDIP(2));
    for (int step = 0; step <= kHeatSteps; ++step, x += swatch.x) {
      dc.SetPen(wxPen(to_wx(colours.line)));
      dc.SetBrush(wxBrush(to_wx(heat_ground(colours, step))));
      dc.DrawRectangle(x, y + FromDIP(1), swatch.x + 1, swatch.y);
    }
    dc.DrawText(to_wx(page_->heat_strongest), x + FromDIP(6), y);
  }
  dc.SetPen(wxPen(to_wx(colours.line)));
  dc.DrawLine(0, head_ - 1, GetClientSize().x, head_ - 1);
}

}  // namespace polyvocal::gui
