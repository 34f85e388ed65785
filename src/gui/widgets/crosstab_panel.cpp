#include "gui/widgets/crosstab_panel.hpp"

#include <wx/dcbuffer.h>
#include <wx/sizer.h>

#include <algorithm>
#include <cmath>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr double kHeat = 0.46;  // the strongest ground still lets ink be read

}  // namespace

CrosstabPanel::CrosstabPanel(wxWindow* parent, std::function<void(const base::Error&)> failed)
    : wxPanel(parent), failed_(std::move(failed)) {
  const auto& look = Look::get();
  SetBackgroundColour(to_wx(look.colours().paper));
  auto* bar = new wxBoxSizer(wxHORIZONTAL);
  auto* label = new wxStaticText(this, wxID_ANY, tr("crosstab.rows"));
  label->SetForegroundColour(to_wx(look.colours().secondary));
  rows_ = new wxChoice(this, wxID_ANY);
  rows_->Append(tr("crosstab.themes"));
  rows_->Append(tr("crosstab.codes"));
  rows_->SetSelection(1);
  rows_->SetName(tr("crosstab.rows"));
  roll_up_ = new wxCheckBox(this, wxID_ANY, tr("crosstab.roll-up"));
  roll_up_->SetValue(true);
  bar->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  bar->Add(rows_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  bar->Add(roll_up_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  bar->AddStretchSpacer();
  grid_ = new wxScrolledCanvas(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxHSCROLL | wxWANTS_CHARS);
  grid_->SetName(tr("pane.crosstab"));
  readable_ = std::make_unique<Readable>(*grid_, words_, Readable::Kind::kLines);
  grid_->SetBackgroundStyle(wxBG_STYLE_PAINT);
  grid_->SetScrollRate(FromDIP(12), row_height());
  caveat_ = new wxStaticText(this, wxID_ANY, tr("crosstab.caveat"));
  caveat_->SetForegroundColour(to_wx(look.colours().secondary));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(bar, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(6));
  sizer->Add(grid_, 1, wxEXPAND);
  sizer->Add(caveat_, 0, wxEXPAND | wxALL, FromDIP(12));
  SetSizer(sizer);
  // The caveat is read whole: it takes as many lines as the width asks for.
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    caveat_->SetLabel(tr("crosstab.caveat"));
    caveat_->Wrap(std::max(event.GetSize().x - 2 * FromDIP(12), FromDIP(120)));
    event.Skip();
  });

  const auto again = [this](wxCommandEvent&) { count(); };
  rows_->Bind(wxEVT_CHOICE, again);
  roll_up_->Bind(wxEVT_CHECKBOX, again);
  grid_->Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  grid_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    grid_->Refresh(false);
  });
  grid_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) { on_key(event); });
  grid_->Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    grid_->SetFocus();
    const wxPoint at = grid_->CalcUnscrolledPosition(event.GetPosition());
    if (event.GetY() < header_height() || at.x < name_width()) return;
    const auto row = static_cast<std::size_t>((at.y - header_height()) / row_height());
    const auto column = static_cast<std::size_t>((at.x - name_width()) / column_width());
    if (row < table_.rows.size() && column <= table_.columns.size()) open(row, column);
  });
}

int CrosstabPanel::header_height() const {
  return FromDIP(62);
}
int CrosstabPanel::row_height() const {
  return FromDIP(24);
}
int CrosstabPanel::name_width() const {
  return FromDIP(280);
}
int CrosstabPanel::column_width() const {
  const int columns = std::max(1, static_cast<int>(table_.columns.size()) + 1);
  return std::max(FromDIP(128), std::min(FromDIP(176), (grid_->GetClientSize().x - name_width()) / columns));
}

void CrosstabPanel::show(Workbench* bench) {
  bench_ = bench;
  table_ = {};
  row_ = column_ = 0;
  stale_ = true;
  refresh_counts();
}

void CrosstabPanel::refresh_counts() {
  stale_ = true;
  if (IsShownOnScreen()) count();
}

void CrosstabPanel::come_into_sight() {
  if (stale_) count();
}

void CrosstabPanel::count() {
  stale_ = false;
  table_ = {};
  if (bench_ != nullptr) {
    auto page = crosstab_page(*bench_, rows_->GetSelection() == 0 ? CrosstabRows::kThemes : CrosstabRows::kCodes,
                              roll_up_->GetValue() ? analysis::RollUp::kRolledUp : analysis::RollUp::kDirect);
    if (page)
      table_ = std::move(*page);
    else
      failed_(page.error());
  }
  row_ = std::min(row_, table_.rows.empty() ? 0 : table_.rows.size() - 1);
  column_ = std::min(column_, table_.columns.size());
  grid_->SetVirtualSize(name_width() + column_width() * static_cast<int>(table_.columns.size() + 1),
                        header_height() + row_height() * static_cast<int>(table_.rows.size()));
  grid_->Refresh(false);
  say_cells();
}

void CrosstabPanel::say_cells() {
  std::vector<std::string> lines;
  for (const auto& row : table_.rows) {
    for (std::size_t c = 0; c <= table_.columns.size(); ++c) {
      const bool total = c == table_.columns.size();
      const auto& cell = total ? row.total : row.cells[c];
      lines.push_back(
          messages::message("reader.cell", {{"row", row.name},
                                            {"column", (total ? table_.all : table_.columns[c]).name},
                                            {"count", Workbench::count_sentence(cell.segments, cell.cases)}}));
    }
  }
  words_.set(lines);
  readable_->words_changed(tr("pane.crosstab"));
  say_cell();
}

void CrosstabPanel::say_cell() {
  words_.set_line(row_ * (table_.columns.size() + 1) + column_);
  readable_->caret_moved();
}

void CrosstabPanel::open(std::size_t row, std::size_t column) {
  row_ = row;
  column_ = column;
  say_cell();
  grid_->Refresh(false);
  if (bench_ != nullptr)
    open_cell(*bench_, table_, row, column < table_.columns.size() ? column : static_cast<std::size_t>(-1));
}

wxRect CrosstabPanel::cell_rect(std::size_t row, std::size_t column) const {
  const wxPoint at = grid_->CalcScrolledPosition(wxPoint(name_width() + column_width() * static_cast<int>(column),
                                                         header_height() + row_height() * static_cast<int>(row)));
  return {at.x, at.y, column_width(), row_height()};
}

void CrosstabPanel::on_key(wxKeyEvent& event) {
  if (table_.rows.empty()) {
    event.Skip();
    return;
  }
  switch (event.GetKeyCode()) {
    case WXK_UP:
      row_ -= row_ > 0 ? 1 : 0;
      break;
    case WXK_DOWN:
      row_ = std::min(row_ + 1, table_.rows.size() - 1);
      break;
    case WXK_LEFT:
      column_ -= column_ > 0 ? 1 : 0;
      break;
    case WXK_RIGHT:
      column_ = std::min(column_ + 1, table_.columns.size());
      break;
    case WXK_RETURN:
    case WXK_SPACE:
      open(row_, column_);
      return;
    default:
      event.Skip();
      return;
  }
  say_cell();
  const wxRect cell = cell_rect(row_, column_);
  int x = 0;
  int y = 0;
  grid_->GetViewStart(&x, &y);
  if (cell.y < header_height()) grid_->Scroll(-1, std::max(0, y - 1));
  if (cell.GetBottom() > grid_->GetClientSize().y) grid_->Scroll(-1, y + 1);
  grid_->Refresh(false);
}

void CrosstabPanel::paint() {
  wxAutoBufferedPaintDC dc(grid_);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  dc.SetBackground(wxBrush(to_wx(colours.paper)));
  dc.Clear();
  const int pad = FromDIP(12);
  if (table_.columns.empty()) {
    dc.SetFont(look.tool());
    dc.SetTextForeground(to_wx(colours.faint));
    dc.DrawText(tr("empty.crosstab"), pad + FromDIP(4), FromDIP(24));
    return;
  }
  const wxSize client = grid_->GetClientSize();
  const int width = column_width();
  const wxPoint origin = grid_->CalcScrolledPosition(wxPoint(0, 0));
  const auto right_text = [&](const wxString& text, int right, int y) {
    dc.DrawText(text, right - dc.GetTextExtent(text).x, y);
  };
  const auto first = static_cast<std::size_t>(std::max(0, -origin.y / row_height()));
  for (std::size_t r = first; r < table_.rows.size(); ++r) {
    const auto& row = table_.rows[r];
    const int y = origin.y + header_height() + static_cast<int>(r) * row_height();
    if (y > client.y) break;
    dc.SetFont(row.depth == 0 ? look.tool_bold() : look.tool());
    const int text_y = y + (row_height() - dc.GetCharHeight()) / 2;
    for (std::size_t c = 0; c <= table_.columns.size(); ++c) {
      const bool total = c == table_.columns.size();
      const auto& cell = total ? row.total : row.cells[c];
      const int x = origin.x + name_width() + static_cast<int>(c) * width;
      if (!total && cell.cases > 0) {
        dc.SetPen(*wxTRANSPARENT_PEN);
        dc.SetBrush(wxBrush(to_wx(mix(colours.paper, colours.heat, kHeat * std::min(1.0, cell.share)))));
        dc.DrawRectangle(x, y, width, row_height());
      }
      const bool nothing = cell.segments == 0;
      dc.SetFont(look.tool_bold());
      dc.SetTextForeground(to_wx(nothing ? colours.faint : colours.ink));
      right_text(nothing ? to_wx("·") : wxString(std::to_string(cell.cases)), x + width / 2 - FromDIP(4), text_y);
      dc.SetFont(look.tool());
      dc.SetTextForeground(to_wx(nothing ? colours.faint : colours.secondary));
      right_text(nothing ? to_wx("·") : wxString(std::to_string(cell.segments)), x + width - pad, text_y);
      if (r == row_ && c == column_) {
        dc.SetPen(wxPen(to_wx(colours.accent), FromDIP(2)));
        dc.SetBrush(*wxTRANSPARENT_BRUSH);
        dc.DrawRectangle(x + 1, y + 1, width - 1, row_height() - 1);
      }
    }
    // Names stay in sight while the columns scroll.
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(to_wx(colours.paper)));
    dc.DrawRectangle(0, y, name_width(), row_height());
    const int x = pad + row.depth * FromDIP(16);
    const int side = FromDIP(10);
    dc.SetBrush(wxBrush(to_wx(colours.hues[row.hue % kHues])));
    dc.DrawRectangle(x, y + (row_height() - side) / 2, side, side);
    dc.SetFont(row.depth == 0 ? look.tool_bold() : look.tool());
    dc.SetTextForeground(to_wx(colours.ink));
    dc.DrawText(wxControl::Ellipsize(to_wx(row.name), dc, wxELLIPSIZE_END, name_width() - x - FromDIP(24)),
                x + FromDIP(18), text_y);
    dc.SetPen(wxPen(to_wx(colours.hairline)));
    dc.DrawLine(0, y + row_height() - 1, client.x, y + row_height() - 1);
  }
  // The header stays in sight while the rows scroll.
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(wxBrush(to_wx(colours.bar)));
  dc.DrawRectangle(0, 0, client.x, header_height());
  for (std::size_t c = 0; c <= table_.columns.size(); ++c) {
    const auto& column = c == table_.columns.size() ? table_.all : table_.columns[c];
    const int x = origin.x + name_width() + static_cast<int>(c) * width;
    dc.SetFont(look.tool_bold());
    dc.SetTextForeground(to_wx(colours.ink));
    const wxString name = wxControl::Ellipsize(to_wx(column.name), dc, wxELLIPSIZE_END, width - FromDIP(36));
    right_text(name, x + width - pad, FromDIP(6));
    if (column.look.mark != Mark::kNone) {
      draw_mark(dc, column.look.mark, to_wx(colours.hues[column.look.hue]),
                wxPoint(x + width - pad - dc.GetTextExtent(name).x - FromDIP(12), FromDIP(7) + dc.GetCharHeight() / 2),
                FromDIP(10));
    }
    dc.SetFont(look.secondary());
    dc.SetTextForeground(to_wx(colours.ink));
    right_text(to_wx(column.base), x + width - pad, FromDIP(25));
    dc.SetTextForeground(to_wx(colours.secondary));
    right_text(tr("column.cases"), x + width / 2 - FromDIP(4), FromDIP(43));
    right_text(tr("column.segments"), x + width - pad, FromDIP(43));
  }
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(wxBrush(to_wx(colours.bar)));
  dc.DrawRectangle(0, 0, name_width(), header_height());
  dc.SetFont(look.secondary());
  dc.SetTextForeground(to_wx(colours.secondary));
  dc.DrawText(tr(roll_up_->GetValue() ? "crosstab.rolled-up" : "crosstab.direct"), pad, FromDIP(8));
  dc.SetPen(wxPen(to_wx(colours.line)));
  dc.DrawLine(0, header_height() - 1, client.x, header_height() - 1);
}

}  // namespace polyvocal::gui
