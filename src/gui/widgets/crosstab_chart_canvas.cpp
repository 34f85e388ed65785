#include "gui/widgets/crosstab_chart_canvas.hpp"

#include <wx/control.h>
#include <wx/dcbuffer.h>
#include <wx/dcclient.h>

#include <algorithm>
#include <memory>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::size_t npos = CrosstabPage::npos;
constexpr int kThick = 10;  ///< a bar, in device-independent pixels

/// A group's shape with smooth edges.
void fill_mark(wxGraphicsContext& gc, Mark mark, wxPoint2DDouble centre, double size) {
  const double half = size / 2;
  auto path = gc.CreatePath();
  switch (mark) {
    case Mark::kRound:
      path.AddCircle(centre.m_x, centre.m_y, half);
      break;
    case Mark::kSquare:
      path.AddRectangle(centre.m_x - half, centre.m_y - half, size, size);
      break;
    case Mark::kDiamond:
      path.MoveToPoint(centre.m_x, centre.m_y - half * 1.2);
      path.AddLineToPoint(centre.m_x + half * 1.2, centre.m_y);
      path.AddLineToPoint(centre.m_x, centre.m_y + half * 1.2);
      path.AddLineToPoint(centre.m_x - half * 1.2, centre.m_y);
      path.CloseSubpath();
      break;
    case Mark::kTriangle:
      path.MoveToPoint(centre.m_x, centre.m_y - half);
      path.AddLineToPoint(centre.m_x + half, centre.m_y + half);
      path.AddLineToPoint(centre.m_x - half, centre.m_y + half);
      path.CloseSubpath();
      break;
    case Mark::kNone:
      return;
  }
  gc.FillPath(path);
}

/// As many words a line as fit into `room`.
void draw_words(wxGraphicsContext& gc, const wxString& text, double x, double y, double room) {
  wxString line;
  for (const auto& word : wxSplit(text, ' ', '\0')) {
    const wxString longer = line.empty() ? word : line + " " + word;
    double width = 0;
    double height = 0;
    gc.GetTextExtent(longer, &width, &height);
    if (width > room && !line.empty()) {
      gc.DrawText(line, x, y);
      y += height;
      line = word;
    } else {
      line = longer;
    }
  }
  gc.DrawText(line, x, y);
}

}  // namespace

CrosstabChartCanvas::CrosstabChartCanvas(wxWindow* parent, Opened opened, std::function<void()> left)
    : wxScrolledCanvas(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxWANTS_CHARS | wxBORDER_NONE),
      opened_(std::move(opened)),
      left_(std::move(left)) {
  SetName(tr("pane.chart"));
  readable_ = std::make_unique<Readable>(*this, spoken_, Readable::Kind::kLines);
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  EnableScrolling(false, false);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    lay_out();
    Refresh(false);
  });
  const auto again = [this](wxFocusEvent& event) {
    event.Skip();
    Refresh(false);
  };
  Bind(wxEVT_SET_FOCUS, again);
  Bind(wxEVT_KILL_FOCUS, again);
  Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) { on_key(event); });
  const auto at = [this](const wxMouseEvent& event) {
    for (const auto& line : lines_) {
      if (line.bar != npos && bar_rect(line.bar).Contains(event.GetPosition())) return line.bar;
    }
    return npos;
  };
  Bind(wxEVT_LEFT_DOWN, [this, at](wxMouseEvent& event) {
    SetFocus();
    const auto bar = at(event);
    if (bar == npos) return;
    move_to(bar);
    open(bar);
  });
  Bind(wxEVT_MOTION, [this, at](wxMouseEvent& event) {
    event.Skip();
    const auto bar = at(event);
    const wxString tip = bar == npos ? wxString() : to_wx(chart_sentences(chart_)[bar]);
    if (tip != GetToolTipText()) SetToolTip(tip);
  });
}

void CrosstabChartCanvas::show(CrosstabChart chart) {
  chart_ = std::move(chart);
  current_ = chart_.bars() == 0 ? 0 : std::min(current_, chart_.bars() - 1);
  spoken_.set(chart_sentences(chart_));
  spoken_.set_line(current_);
  readable_->words_changed(tr("pane.chart"));
  lay_out();
  Refresh(false);
}

void CrosstabChartCanvas::lay_out() {
  wxClientDC dc(this);
  dc.SetFont(Look::get().tool());
  words_ = dc.GetCharHeight();
  line_ = words_ + FromDIP(kThick + 12);
  dc.SetFont(Look::get().heading());
  top_ = dc.GetCharHeight() + FromDIP(16);
  lines_.clear();
  int y = top_;
  std::size_t bar = 0;
  for (std::size_t g = 0; g < chart_.groups.size(); ++g) {
    lines_.push_back({y, g, npos});
    y += words_ + FromDIP(8);
    for (std::size_t b = 0; b < chart_.groups[g].bars.size(); ++b, y += line_) lines_.push_back({y, g, bar++});
    y += FromDIP(8);
  }
  end_ = y;
  dc.SetFont(Look::get().secondary());
  // Below the axis: its figures, and three lines for the note.
  SetScrollRate(0, FromDIP(12));
  SetVirtualSize(FromDIP(200), end_ + 4 * dc.GetCharHeight() + FromDIP(24));
}

int CrosstabChartCanvas::axis_left() const {
  return FromDIP(30);
}

int CrosstabChartCanvas::axis_length() const {
  return std::max(FromDIP(40), GetClientSize().x - axis_left() - FromDIP(24));
}

wxRect CrosstabChartCanvas::bar_rect(std::size_t n) const {
  for (const auto& line : lines_) {
    if (line.bar == n) return {axis_left(), CalcScrolledPosition(wxPoint(0, line.y)).y, axis_length(), line_};
  }
  return {};
}

void CrosstabChartCanvas::move_to(std::size_t bar) {
  current_ = bar;
  spoken_.set_line(bar);
  readable_->caret_moved();
  const wxRect rect = bar_rect(bar);
  int rate = 1;
  GetScrollPixelsPerUnit(nullptr, &rate);
  const int start = GetViewStart().y;
  if (rect.y < line_) Scroll(-1, std::max(0, start - (2 * line_ - rect.y) / std::max(1, rate) - 1));
  const int beyond = rect.GetBottom() - GetClientSize().y;
  if (beyond > 0) Scroll(-1, start + beyond / std::max(1, rate) + 1);
  Refresh(false);
}

void CrosstabChartCanvas::open(std::size_t bar) {
  const auto& shown = chart_.bar(bar);
  if (opened_) opened_(shown.row, shown.column);
}

void CrosstabChartCanvas::on_key(wxKeyEvent& event) {
  const int key = event.GetKeyCode();
  if (key == WXK_TAB) {
    Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
    return;
  }
  if (chart_.bars() == 0 || event.HasAnyModifiers()) {
    event.Skip();
    return;
  }
  switch (key) {
    case WXK_UP:
      move_to(current_ - (current_ > 0 ? 1 : 0));
      break;
    case WXK_DOWN:
      move_to(std::min(current_ + 1, chart_.bars() - 1));
      break;
    case WXK_HOME:
      move_to(0);
      break;
    case WXK_END:
      move_to(chart_.bars() - 1);
      break;
    case WXK_ESCAPE:
      if (left_) left_();
      break;
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
    case WXK_SPACE:
      open(current_);
      break;
    default:
      event.Skip();
  }
}

void CrosstabChartCanvas::paint() {
  wxAutoBufferedPaintDC dc(this);
  const auto& look = Look::get();
  const auto& colours = look.colours();
  dc.SetBackground(wxBrush(to_wx(colours.pane)));
  dc.Clear();
  const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc));
  if (!gc) return;
  const int pad = FromDIP(12);
  const int origin = CalcScrolledPosition(wxPoint(0, 0)).y;
  if (chart_.bars() == 0) {
    gc->SetFont(look.secondary(), to_wx(colours.faint));
    draw_words(*gc, tr("chart.empty"), pad, pad, GetClientSize().x - 2 * pad);
    return;
  }
  dc.SetFont(look.secondary());
  paint_axis(*gc, origin);
  for (const auto& line : lines_) {
    const int y = line.y + origin;
    if (y + line_ < 0 || y > GetClientSize().y) continue;
    if (line.bar != npos) {
      paint_bar(*gc, chart_.bar(line.bar), bar_rect(line.bar), line.bar == current_ && HasFocus());
      continue;
    }
    const auto& group = chart_.groups[line.group];
    const int side = FromDIP(10);
    gc->SetBrush(gc->CreateBrush(wxBrush(to_wx(colours.hues[group.hue % kHues]))));
    gc->DrawRectangle(pad, y + (words_ - side) / 2.0, side, side);
    dc.SetFont(look.tool_bold());
    const wxString name =
        wxControl::Ellipsize(to_wx(group.name), dc, wxELLIPSIZE_END, GetClientSize().x - 2 * pad - FromDIP(18));
    gc->SetFont(look.tool_bold(), to_wx(colours.ink));
    gc->DrawText(name, pad + FromDIP(18), y);
  }
  gc->SetFont(look.heading(), to_wx(colours.secondary));
  gc->DrawText(to_wx(chart_.title).Upper(), pad, FromDIP(10) + origin);
}

void CrosstabChartCanvas::paint_axis(wxGraphicsContext& gc, int top) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  gc.SetFont(look.secondary(), to_wx(colours.secondary));
  double height = 0;
  gc.GetTextExtent("0", nullptr, &height);
  for (std::size_t i = 0; i < chart_.ticks.size(); ++i) {
    const double x = axis_left() + chart_.ticks[i] / chart_.ticks.back() * axis_length();
    gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(to_wx(i == 0 ? colours.secondary : colours.hairline), 1)));
    for (const auto& line : lines_) {
      // Behind the bars only: words are read, not crossed out.
      const double end = top + line.y + line_;
      if (line.bar != npos) gc.StrokeLine(x, end - FromDIP(kThick + 9), x, end - FromDIP(3));
    }
    double width = 0;
    const wxString name = to_wx(chart_.tick_names[i]);
    gc.GetTextExtent(name, &width, nullptr);
    const double most = GetClientSize().x - FromDIP(4) - width;
    gc.DrawText(name, std::min(most, x - width / 2), top + end_ + FromDIP(2));
  }
  draw_words(gc, to_wx(chart_.note), FromDIP(12), top + end_ + height + FromDIP(10), GetClientSize().x - FromDIP(24));
}

void CrosstabChartCanvas::paint_bar(wxGraphicsContext& gc, const CrosstabChart::Bar& bar, const wxRect& area,
                                    bool current) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const double thick = FromDIP(kThick);
  const double top = area.y + area.height - thick - FromDIP(6);
  const double middle = area.y + FromDIP(2) + words_ / 2.0;
  const auto length = [&](double value) { return value / chart_.ticks.back() * area.width; };
  // A bar of no group has no group's colour.
  const wxColour colour = to_wx(bar.look.mark == Mark::kNone ? colours.secondary : colours.hues[bar.look.hue % kHues]);
  gc.SetPen(wxNullPen);
  gc.SetBrush(gc.CreateBrush(wxBrush(colour)));
  fill_mark(gc, bar.look.mark, {static_cast<double>(FromDIP(17)), middle}, FromDIP(10));
  const double text_y = area.y + FromDIP(2);
  double right = area.x + area.width;
  double width = 0;
  gc.SetFont(look.tool(), to_wx(colours.secondary));
  gc.GetTextExtent(to_wx(bar.base), &width, nullptr);
  gc.DrawText(to_wx(bar.base), right - width, text_y);
  right -= width + FromDIP(5);
  gc.SetFont(look.tool_bold(), to_wx(colours.ink));
  gc.GetTextExtent(to_wx(bar.figure), &width, nullptr);
  gc.DrawText(to_wx(bar.figure), right - width, text_y);
  right -= width + FromDIP(8);
  wxClientDC dc(this);
  dc.SetFont(look.tool());
  gc.SetFont(look.tool(), to_wx(colours.ink));
  gc.DrawText(wxControl::Ellipsize(to_wx(bar.name), dc, wxELLIPSIZE_END, static_cast<int>(right) - area.x), area.x,
              text_y);
  gc.SetPen(wxNullPen);
  gc.SetBrush(gc.CreateBrush(wxBrush(colour)));
  gc.DrawRectangle(area.x, top, length(bar.value), thick);
  if (bar.whole > bar.value) {
    gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(colour, 1)));
    gc.SetBrush(wxNullBrush);
    gc.DrawRectangle(area.x, top, length(bar.whole), thick);
  }
  if (current) {
    gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(to_wx(colours.accent), FromDIP(2))));
    gc.SetBrush(wxNullBrush);
    gc.DrawRectangle(FromDIP(4), area.y + 1, GetClientSize().x - FromDIP(8), area.height - 2);
  }
}

}  // namespace polyvocal::gui
