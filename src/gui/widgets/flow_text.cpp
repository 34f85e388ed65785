#include "gui/widgets/flow_text.hpp"

#include <algorithm>

namespace polyvocal::gui {

void FlowText::add(const wxString& text, const wxFont& font, const wxColour& colour, int tag) {
  wxString word;
  const auto flush = [&] {
    if (!word.empty()) add_run({word, font, colour, {}, false, tag});
    word.clear();
  };
  for (const wxUniChar letter : text) {
    if (letter == '\n') {
      flush();
      end_line();
    } else if (letter == ' ' || letter == '\t') {
      flush();
      add_run({" ", font, colour, {}, false, tag});
    } else {
      word += letter;
    }
  }
  flush();
}

void FlowText::end_line() {
  add_run({"\n", {}, {}, {}, false, -1});
}

void FlowText::lay_out(wxDC& dc, int width, double spacing) {
  int x = 0;
  int y = 0;
  int line = 0;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    auto& placed = runs_[i];
    if (placed.run.text == "\n") {
      placed.rect = {x, y, 0, line};
      x = 0;
      y += line;
      line = 0;
      continue;
    }
    dc.SetFont(placed.run.font);
    const wxSize size = dc.GetTextExtent(placed.run.text);
    // Runs that no blank parts stay on one line.
    int whole = size.x;
    if (placed.run.text != " ") {
      for (std::size_t k = i + 1; k < runs_.size() && runs_[k].run.text != " " && runs_[k].run.text != "\n"; ++k) {
        dc.SetFont(runs_[k].run.font);
        whole += dc.GetTextExtent(runs_[k].run.text).x;
      }
    }
    const bool after_blank = i == 0 || runs_[i - 1].run.text == " ";
    if (x > 0 && after_blank && placed.run.text != " " && x + whole > width) {
      x = 0;
      y += line;
      line = 0;
    }
    placed.rect = {x, y, size.x, static_cast<int>(size.y * spacing)};
    line = std::max(line, placed.rect.height);
    x += size.x;
  }
  height_ = y + line;
}

void FlowText::draw(wxDC& dc, wxPoint at) const {
  for (const auto& [run, rect] : runs_) {
    if (run.text == "\n") continue;
    const wxRect place(rect.x + at.x, rect.y + at.y, rect.width, rect.height);
    if (run.ground.IsOk()) {
      dc.SetPen(*wxTRANSPARENT_PEN);
      dc.SetBrush(wxBrush(run.ground));
      dc.DrawRectangle(place);
    }
    dc.SetFont(run.font);
    dc.SetTextForeground(run.colour);
    const int height = dc.GetCharHeight();
    const int y = place.y + (place.height - height) / 2;
    dc.DrawText(run.text, place.x, y);
    if (run.struck && run.text != " ") {
      dc.SetPen(wxPen(run.colour));
      dc.DrawLine(place.x, y + height * 11 / 20, place.GetRight() + 1, y + height * 11 / 20);
    }
  }
}

int FlowText::at(wxPoint point) const {
  for (const auto& [run, rect] : runs_) {
    if (run.tag >= 0 && rect.Contains(point)) return run.tag;
  }
  return -1;
}

wxRect FlowText::rect_of(int tag) const {
  for (const auto& [run, rect] : runs_) {
    if (run.tag == tag && run.text != " ") return rect;
  }
  return {};
}

}  // namespace polyvocal::gui
