#include "gui/widgets/code_picker_panel.hpp"

#include <wx/dcbuffer.h>
#include <wx/sizer.h>

#include <algorithm>

#include "gui/widgets/look.hpp"
#include "gui/widgets/reader_names.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr int kWidth = 432;
constexpr int kRow = 24;
constexpr std::size_t kRowsShown = 9;
constexpr int kDefinition = 52;

}  // namespace

CodePickerPanel::CodePickerPanel(wxWindow* parent, Events events)
    : wxPanel(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL | wxBORDER_SIMPLE),
      events_(events),
      own_(std::move(events)) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  SetBackgroundColour(to_wx(colours.paper));
  field_ =
      new wxTextCtrl(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER | wxWANTS_CHARS);
  field_->SetName(tr("picker.codes"));
  words_ = new wxStaticText(this, wxID_ANY, wxString());
  words_->SetFont(look.secondary());
  words_->SetForegroundColour(to_wx(colours.faint));
  list_ = new wxPanel(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(kWidth, 11 * kRow + kDefinition)));
  list_->SetName(tr("picker.codes"));
  list_->SetBackgroundStyle(wxBG_STYLE_PAINT);
  hint_ = new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  hint_->SetFont(look.secondary());
  hint_->SetForegroundColour(to_wx(colours.secondary));

  auto* top = new wxBoxSizer(wxHORIZONTAL);
  top->Add(field_, 1, wxALIGN_CENTRE_VERTICAL);
  top->Add(words_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(top, 0, wxEXPAND | wxALL, FromDIP(8));
  sizer->Add(list_, 1, wxEXPAND);
  sizer->Add(hint_, 0, wxEXPAND | wxALL, FromDIP(8));
  SetSizer(sizer);
  Hide();

  list_->Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint_list(); });
  list_->Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    const int row = FromDIP(kRow);
    int y = 0;
    bool recent = false;
    bool any = false;
    for (std::size_t i = first_; i < rows_.size() && i < first_ + kRowsShown; ++i) {
      if (!any || rows_[i].recent != recent) y += row;
      any = true;
      recent = rows_[i].recent;
      if (event.GetY() >= y && event.GetY() < y + row) {
        current_ = i;
        take();
        return;
      }
      y += row;
    }
  });
  field_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
    current_ = 0;
    first_ = 0;
    refill();
    place();
  });
  field_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
    switch (event.GetKeyCode()) {
      case WXK_DOWN:
        move(1);
        break;
      case WXK_UP:
        move(-1);
        break;
      case WXK_PAGEDOWN:
        move(static_cast<int>(kRowsShown));
        break;
      case WXK_PAGEUP:
        move(-static_cast<int>(kRowsShown));
        break;
      case WXK_RETURN:
      case WXK_NUMPAD_ENTER:
        if (event.ShiftDown()) {
          create();
        } else {
          take();
        }
        break;
      case WXK_ESCAPE:
        close();
        if (events_.left) events_.left();
        break;
      default:
        event.Skip();
    }
  });
}

void CodePickerPanel::open(const Workbench& bench, std::int64_t words, model::CodeId parent, wxRect below) {
  open(bench, tr("count.words-selected", {{"words", std::to_string(words)}}), parent, below, own_);
}

void CodePickerPanel::open(const Workbench& bench, const wxString& what, model::CodeId parent, wxRect below,
                           Events events) {
  events_ = std::move(events);
  bench_ = &bench;
  parent_code_ = parent;
  current_ = 0;
  first_ = 0;
  field_->ChangeValue(wxString());
  words_->SetLabel(what);
  below_ = below;
  refill();
  place();
  Show();
  Raise();
  field_->SetFocus();
}

void CodePickerPanel::close() {
  Hide();
}

void CodePickerPanel::refill() {
  if (bench_ == nullptr) return;
  const std::string typed = from_wx(field_->GetValue());
  rows_ = pick_codes(bench_->snapshot().codes, bench_->recent_codes(), typed);
  const auto* above = bench_->snapshot().codes.find(parent_code_);
  const std::string under =
      above == nullptr ? std::string() : messages::message("picker.under", {{"code", above->name}});
  hint_->SetLabelText(typed.empty() ? tr("picker.hint-empty") : tr("picker.hint", {{"name", typed}, {"under", under}}));
  int lines = 0;
  bool recent = false;
  for (std::size_t i = 0; i < rows_.size() && i < kRowsShown; ++i) {
    if (i == 0 || rows_[i].recent != recent) ++lines;
    recent = rows_[i].recent;
    ++lines;
  }
  list_->SetMinSize(wxSize(FromDIP(kWidth), FromDIP(kRow) * std::max(lines, 2) + FromDIP(kDefinition + 4)));
  list_->Refresh(false);
  say_current();
}

/// The highlighted code is drawn: screen readers are told of it at the field that has the keys.
void CodePickerPanel::say_current() {
  wxString sentence = hint_->GetLabelText();
  if (current_ < rows_.size()) {
    const auto& shown = rows_[current_];
    const auto& tree = bench_->snapshot().codes;
    const auto& count = bench_->counts()[shown.code];
    sentence = tr("reader.code", {{"path", tree.path(tree.codes()[shown.code].id)},
                                  {"count", Workbench::count_sentence(count.rolled_up, count.cases)},
                                  {"number", std::to_string(current_ + 1)},
                                  {"of", std::to_string(rows_.size())}});
  }
  describe_for_readers(*field_, sentence);
}

/// Below the selection, or above it where there is no room.
void CodePickerPanel::place() {
  Fit();
  const wxSize size = GetSize();
  const wxSize room = GetParent()->GetClientSize();
  int y = below_.GetBottom() + FromDIP(4);
  if (y + size.y > room.y) y = std::max(0, below_.GetTop() - FromDIP(4) - size.y);
  Move(std::clamp(below_.GetLeft(), 0, std::max(0, room.x - size.x)), y);
}

void CodePickerPanel::move(int by) {
  if (rows_.empty()) return;
  const auto last = static_cast<int>(rows_.size()) - 1;
  current_ = static_cast<std::size_t>(std::clamp(static_cast<int>(current_) + by, 0, last));
  if (current_ < first_) first_ = current_;
  if (current_ >= first_ + kRowsShown) first_ = current_ - kRowsShown + 1;
  list_->Refresh(false);
  say_current();
}

void CodePickerPanel::take() {
  if (current_ >= rows_.size()) return;
  const auto code = bench_->snapshot().codes.codes()[rows_[current_].code].id;
  close();
  if (events_.chosen) events_.chosen(code);
}

void CodePickerPanel::create() {
  const std::string name = from_wx(field_->GetValue());
  if (name.find_first_not_of(' ') == std::string::npos) return;
  close();
  if (events_.created) events_.created(name, parent_code_);
}

void CodePickerPanel::paint_list() {
  wxAutoBufferedPaintDC dc(list_);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  dc.SetBackground(wxBrush(to_wx(colours.paper)));
  dc.Clear();
  if (bench_ == nullptr) return;
  const int width = list_->GetClientSize().x;
  const int row = FromDIP(kRow);
  const int pad = FromDIP(12);
  const auto& tree = bench_->snapshot().codes;
  dc.SetFont(look.tool());
  const int text_top = (row - dc.GetCharHeight()) / 2;
  if (rows_.empty()) {
    const auto* above = tree.find(parent_code_);
    const std::string under =
        above == nullptr ? std::string() : messages::message("picker.under", {{"code", above->name}});
    dc.SetTextForeground(to_wx(colours.secondary));
    dc.DrawText(
        wxControl::Ellipsize(tr("picker.no-such-code", {{"name", from_wx(field_->GetValue())}, {"under", under}}), dc,
                             wxELLIPSIZE_END, width - 2 * pad),
        pad, text_top + row / 2);
    return;
  }
  int y = 0;
  bool any = false;
  bool recent = false;
  for (std::size_t i = first_; i < rows_.size() && i < first_ + kRowsShown; ++i) {
    const auto& shown = rows_[i];
    if (!any || shown.recent != recent) {
      dc.SetFont(look.heading());
      dc.SetTextForeground(to_wx(colours.secondary));
      dc.DrawText(upper(tr(shown.recent ? "picker.recent" : "picker.codes")), pad, y + (row - dc.GetCharHeight()) / 2);
      y += row;
    }
    any = true;
    recent = shown.recent;
    const auto& code = tree.codes()[shown.code];
    const bool here = i == current_;
    if (here) {
      dc.SetPen(*wxTRANSPARENT_PEN);
      dc.SetBrush(wxBrush(to_wx(colours.focused_row)));
      dc.DrawRectangle(0, y, width, row);
    }
    const int side = FromDIP(10);
    dc.SetPen(here ? *wxWHITE_PEN : wxPen(to_wx(colours.hues[bench_->hues()[shown.code]])));
    dc.SetBrush(wxBrush(to_wx(colours.hues[bench_->hues()[shown.code]])));
    dc.DrawRectangle(pad, y + (row - side) / 2, side, side);
    dc.SetFont(look.tool());
    const wxColour ink = here ? *wxWHITE : to_wx(colours.ink);
    dc.SetTextForeground(ink);
    int x = pad + FromDIP(18);
    const auto& count = bench_->counts()[shown.code];
    const wxString figures = wxString::FromUTF8(std::to_string(count.rolled_up) + " · " + std::to_string(count.cases));
    dc.SetFont(look.secondary());
    const int figures_width = dc.GetTextExtent(figures).x;
    dc.SetTextForeground(here ? *wxWHITE : to_wx(colours.faint));
    dc.DrawText(figures, width - pad - figures_width, y + text_top + FromDIP(1));
    dc.SetFont(look.tool());
    dc.SetTextForeground(ink);
    const int room = width - pad - figures_width - FromDIP(12) - x;
    const wxString name = wxControl::Ellipsize(to_wx(code.name), dc, wxELLIPSIZE_END, room);
    dc.DrawText(name, x, y + text_top);
    // The letters that fit are underlined.
    dc.SetPen(wxPen(ink));
    for (const auto& [start, end] : shown.matched) {
      const int from = x + dc.GetTextExtent(to_wx(std::string_view(code.name).substr(0, start))).x;
      const int to = x + dc.GetTextExtent(to_wx(std::string_view(code.name).substr(0, end))).x;
      const int line = y + text_top + dc.GetCharHeight() - FromDIP(1);
      if (to <= x + room) dc.DrawLine(from, line, to, line);
    }
    x += dc.GetTextExtent(name).x + FromDIP(8);
    if (const auto* above = tree.find(code.parent); above != nullptr && x < width - pad - figures_width - FromDIP(40)) {
      dc.SetFont(look.secondary());
      dc.SetTextForeground(here ? *wxWHITE : to_wx(colours.faint));
      dc.DrawText(wxControl::Ellipsize(to_wx(tree.path(above->id)), dc, wxELLIPSIZE_END,
                                       width - pad - figures_width - FromDIP(12) - x),
                  x, y + text_top + FromDIP(1));
    }
    y += row;
  }
  // What the highlighted code means.
  const auto& code = tree.codes()[rows_[current_].code];
  const int top = list_->GetClientSize().y - FromDIP(kDefinition);
  dc.SetPen(wxPen(to_wx(colours.hairline)));
  dc.DrawLine(0, top, width, top);
  dc.SetFont(look.tool_bold());
  dc.SetTextForeground(to_wx(colours.ink));
  const wxString name = wxControl::Ellipsize(to_wx(code.name), dc, wxELLIPSIZE_END, width - 2 * pad);
  dc.DrawText(name, pad, top + FromDIP(6));
  if (!code.definition.empty()) {
    dc.SetFont(look.tool());
    dc.SetTextForeground(to_wx(colours.secondary));
    dc.DrawText(wxControl::Ellipsize(to_wx(code.definition), dc, wxELLIPSIZE_END, width - 2 * pad), pad,
                top + FromDIP(8) + dc.GetCharHeight());
  }
}

}  // namespace polyvocal::gui
