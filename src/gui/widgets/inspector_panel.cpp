#include "gui/widgets/inspector_panel.hpp"

#include <wx/dcbuffer.h>
#include <wx/dcclient.h>

#include <algorithm>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// Breaks a text into lines no wider than `width`.
std::vector<wxString> wrapped(wxDC& dc, const wxString& text, int width) {
  std::vector<wxString> lines;
  for (const auto& paragraph : wxSplit(text, '\n', '\0')) {
    wxString line;
    for (const auto& word : wxSplit(paragraph, ' ', '\0')) {
      const wxString longer = line.empty() ? word : line + " " + word;
      if (!line.empty() && dc.GetTextExtent(longer).x > width) {
        lines.push_back(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push_back(line);
  }
  return lines;
}

/// Small capitals with space between: how section heads are set.
wxString spaced(const wxString& text) {
  return upper(text);
}

}  // namespace

InspectorPanel::InspectorPanel(wxWindow* parent, std::function<void(model::CodingId)> chosen)
    : wxScrolledCanvas(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL), chosen_(std::move(chosen)) {
  SetName(tr("pane.cursor"));
  readable_ = std::make_unique<Readable>(*this, words_, Readable::Kind::kLines);
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetScrollRate(0, FromDIP(10));
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
    wxAutoBufferedPaintDC dc(this);
    DoPrepareDC(dc);
    dc.SetBackground(wxBrush(to_wx(Look::get().colours().pane)));
    dc.Clear();
    lay_out(dc, true);
  });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    wxClientDC dc(this);
    SetVirtualSize(GetClientSize().x, lay_out(dc, false));
    Refresh(false);
  });
  Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    const int y = CalcUnscrolledPosition(event.GetPosition()).y;
    for (const auto& place : places_) {
      if (y >= place.top && y < place.bottom && chosen_) {
        const auto coding = place.coding;
        chosen_(coding);
        return;
      }
    }
  });
}

void InspectorPanel::show(std::vector<InspectorSection> sections) {
  sections_ = std::move(sections);
  std::vector<std::string> lines;
  for (const auto& section : sections_) {
    lines.push_back(section.title);
    for (const auto& line : section.lines) {
      lines.push_back(line.label.empty()
                          ? line.value
                          : messages::message("reader.fact", {{"name", line.label}, {"value", line.value}}));
    }
  }
  words_.set(lines);
  readable_->words_changed(tr("pane.cursor"));
  wxClientDC dc(this);
  SetVirtualSize(GetClientSize().x, lay_out(dc, false));
  Refresh(false);
}

int InspectorPanel::lay_out(wxDC& dc, bool paint) {
  const auto& look = Look::get();
  const auto& colours = look.colours();
  const int pad = FromDIP(16);
  const int right = GetClientSize().x - pad;
  const int label_width = FromDIP(88);
  int y = FromDIP(14);
  places_.clear();
  const auto text = [&](const wxString& line, int x, int at, Rgb colour) {
    if (!paint) return;
    dc.SetTextForeground(to_wx(colour));
    dc.DrawText(line, x, at);
  };
  bool first = true;
  for (const auto& section : sections_) {
    if (!first) {
      if (paint) {
        dc.SetPen(wxPen(to_wx(colours.hairline)));
        dc.DrawLine(0, y, GetClientSize().x, y);
      }
      y += FromDIP(14);
    }
    first = false;
    dc.SetFont(look.heading());
    text(spaced(to_wx(section.title)), pad, y, colours.secondary);
    y += dc.GetCharHeight() + FromDIP(8);
    for (const auto& line : section.lines) {
      const int top = y;
      int x = pad;
      if (line.hue) {
        if (paint) {
          const int side = FromDIP(10);
          const int swatch_y = y + FromDIP(4);
          dc.SetPen(wxPen(to_wx(colours.hues[*line.hue % kHues])));
          dc.SetBrush(wxBrush(to_wx(colours.hues[*line.hue % kHues]),
                              line.mine ? wxBRUSHSTYLE_SOLID : wxBRUSHSTYLE_FDIAGONAL_HATCH));
          dc.DrawRectangle(pad, swatch_y, side, side);
        }
        x += FromDIP(18);
        dc.SetFont(look.tool_bold());
        for (const auto& part : wrapped(dc, to_wx(line.label), right - x - FromDIP(32))) {
          text(part, x, y, colours.ink);
          y += dc.GetCharHeight() + FromDIP(3);
        }
        dc.SetFont(look.secondary());
        const wxString who = to_wx(line.value);
        text(who, right - dc.GetTextExtent(who).x, top + FromDIP(1), colours.faint);
      } else if (line.label.empty()) {
        dc.SetFont(look.tool());
        for (const auto& part : wrapped(dc, to_wx(line.value), right - x)) {
          text(part, x, y, colours.ink);
          y += dc.GetCharHeight() + FromDIP(3);
        }
        y += FromDIP(3);
      } else {
        dc.SetFont(look.tool());
        text(dc.GetTextExtent(to_wx(line.label)).x > label_width - FromDIP(4)
                 ? wxControl::Ellipsize(to_wx(line.label), dc, wxELLIPSIZE_END, label_width - FromDIP(4))
                 : to_wx(line.label),
             x, y, colours.secondary);
        for (const auto& part : wrapped(dc, to_wx(line.value), right - x - label_width)) {
          text(part, x + label_width, y, colours.ink);
          y += dc.GetCharHeight() + FromDIP(3);
        }
        y += FromDIP(1);
      }
      if (line.coding) places_.push_back({top, y, *line.coding});
    }
    y += FromDIP(12);
  }
  return y;
}

}  // namespace polyvocal::gui
