#include <wx/dnd.h>

#include <algorithm>
#include <cstdlib>

#include "gui/widgets/transcript_canvas_internal.hpp"
#include "gui/widgets/wx_text.hpp"
#include "text/boundaries.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::int64_t kNear = 2000;  ///< how far from a place its word or sentence is looked for

/// A code dragged from the tree: "code:17".
class CodeDrop : public wxTextDropTarget {
 public:
  explicit CodeDrop(std::function<bool(wxPoint, model::CodeId)> dropped) : dropped_(std::move(dropped)) {}
  bool OnDropText(wxCoord x, wxCoord y, const wxString& data) override {
    const std::string text = from_wx(data);
    if (!text.starts_with("code:")) return false;
    return dropped_({x, y}, model::CodeId{std::strtoll(text.c_str() + 5, nullptr, 10)});
  }

 private:
  std::function<bool(wxPoint, model::CodeId)> dropped_;
};

}  // namespace

void TranscriptCanvas::Impl::bind() {
  canvas.Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    canvas.SetFocus();
    if (const auto stripe = stripe_at(event.GetPosition())) {
      if (events.coding_clicked) events.coding_clicked(codings->codings[*stripe].id);
      return;
    }
    const auto position = position_at(event.GetPosition());
    if (!position) return;
    wanted_x = -1;
    if (!event.ShiftDown()) anchor = *position;
    select(anchor, *position);
    dragging = true;
    canvas.CaptureMouse();
  });
  canvas.Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
    if (dragging) {
      if (event.GetY() < 0) set_scroll(scroll - layout->metrics().line_height);
      if (event.GetY() > canvas.GetClientSize().y) set_scroll(scroll + layout->metrics().line_height);
      if (const auto position = position_at(event.GetPosition())) select(anchor, *position);
      return;
    }
    const auto stripe = stripe_at(event.GetPosition());
    if (stripe == hovered) return;
    hovered = stripe;
    canvas.SetCursor(wxCursor(stripe ? wxCURSOR_ARROW : wxCURSOR_IBEAM));
    if (stripe) {
      const auto& coding = codings->codings[*stripe];
      canvas.SetToolTip(to_wx(codings->codes[coding.code].path + "\n" + codings->coders[coding.coder]));
    } else {
      canvas.UnsetToolTip();
    }
    if (events.hovered) events.hovered(stripe ? std::optional(codings->codings[*stripe].id) : std::nullopt);
    canvas.Refresh(false);
  });
  canvas.Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
    if (!dragging) return;
    dragging = false;
    if (canvas.HasCapture()) canvas.ReleaseMouse();
    if (const auto position = position_at(event.GetPosition())) select(anchor, *position);
    const auto grown = snapped(selection());
    if (grown != selection()) {
      anchor = grown.start;
      caret = grown.end;
      readable->caret_moved();
      if (events.selection_changed) events.selection_changed(selection());
    }
    canvas.Refresh(false);
  });
  canvas.Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent&) { dragging = false; });
  canvas.Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent& event) {
    if (const auto stripe = stripe_at(event.GetPosition())) {
      if (events.coding_activated) events.coding_activated(codings->codings[*stripe].id);
      return;
    }
    const auto position = position_at(event.GetPosition());
    if (!position) return;
    const text::CodePointRange near{std::max(text::CodePointOffset(0), *position - kNear),
                                    std::min(layout->map().code_points(), *position + kNear)};
    const std::string slice(layout->map().slice(near));
    for (const auto& word : text::words(text::OffsetMap(slice), text->language)) {
      const text::CodePointRange found{near.start + word.start.value, near.start + word.end.value};
      if (found.contains(*position) || found.end == *position) {
        anchor = found.start;
        select(found.start, found.end);
        return;
      }
    }
  });
  canvas.Bind(wxEVT_RIGHT_DOWN, [this](wxMouseEvent& event) {
    if (events.context_menu) events.context_menu(canvas.ClientToScreen(event.GetPosition()));
  });
  canvas.Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
    if (!layout) return;
    if (event.ControlDown()) {
      canvas.set_zoom(zoom * (event.GetWheelRotation() > 0 ? 1.125 : 1 / 1.125));
      return;
    }
    const int lines = std::max(1, event.GetLinesPerAction());
    set_scroll(scroll -
               event.GetWheelRotation() * lines * layout->metrics().line_height / std::max(1, event.GetWheelDelta()));
  });
  const auto scrolled = [this](wxScrollWinEvent& event) {
    if (event.GetOrientation() != wxVERTICAL || !layout) return;
    const auto type = event.GetEventType();
    const int line = layout->metrics().line_height;
    const int page = canvas.GetClientSize().y - line;
    if (type == wxEVT_SCROLLWIN_LINEUP)
      set_scroll(scroll - line);
    else if (type == wxEVT_SCROLLWIN_LINEDOWN)
      set_scroll(scroll + line);
    else if (type == wxEVT_SCROLLWIN_PAGEUP)
      set_scroll(scroll - page);
    else if (type == wxEVT_SCROLLWIN_PAGEDOWN)
      set_scroll(scroll + page);
    else if (type == wxEVT_SCROLLWIN_TOP)
      set_scroll(0);
    else if (type == wxEVT_SCROLLWIN_BOTTOM)
      set_scroll(layout->height());
    else
      set_scroll(event.GetPosition());
  };
  for (const auto& type :
       {wxEVT_SCROLLWIN_TOP, wxEVT_SCROLLWIN_BOTTOM, wxEVT_SCROLLWIN_LINEUP, wxEVT_SCROLLWIN_LINEDOWN,
        wxEVT_SCROLLWIN_PAGEUP, wxEVT_SCROLLWIN_PAGEDOWN, wxEVT_SCROLLWIN_THUMBTRACK, wxEVT_SCROLLWIN_THUMBRELEASE}) {
    canvas.Bind(type, scrolled);
  }
  canvas.Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) { on_key(event); });
  canvas.Bind(wxEVT_SET_FOCUS, [this](wxFocusEvent& event) {
    event.Skip();
    canvas.Refresh(false);
  });
  canvas.Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
    event.Skip();
    canvas.Refresh(false);
  });
  canvas.SetDropTarget(new CodeDrop([this](wxPoint point, model::CodeId code) {
    const auto position = position_at(point);
    if (!position || !events.code_dropped) return false;
    const auto chosen = selection();
    const auto range = !chosen.empty() && chosen.contains(*position) ? chosen : turn_at(*position);
    if (range.empty()) return false;
    events.code_dropped(code, range);
    return true;
  }));
}

text::CodePointRange TranscriptCanvas::Impl::turn_at(text::CodePointOffset position) const {
  for (const auto& turn : text->turns) {
    if (turn.whole.contains(position) || turn.body.end == position) return turn.body;
  }
  return {position, position};
}

std::optional<text::CodePointOffset> TranscriptCanvas::Impl::position_at(wxPoint point) {
  if (!layout || layout->blocks() == 0) return std::nullopt;
  const int y = point.y + scroll;
  const auto block = layout->block_at(y);
  layout->lay_out(block);
  const int into = (y - layout->line_top(block, 0)) / layout->metrics().line_height;
  const auto lines = static_cast<int>(layout->block(block).lines.size());
  const auto line = static_cast<std::size_t>(std::clamp(into, 0, lines - 1));
  return layout->position_at({block, line}, point.x - column_left);
}

std::optional<std::size_t> TranscriptCanvas::Impl::stripe_at(wxPoint point) {
  for (const auto& stripe : stripe_rects) {
    wxRect rect = stripe.rect;
    rect.Inflate(canvas.FromDIP(3), 0);
    if (rect.Contains(point)) return stripe.coding;
  }
  return std::nullopt;
}

void TranscriptCanvas::Impl::select(text::CodePointOffset from, text::CodePointOffset to) {
  anchor = from;
  caret = to;
  canvas.Refresh(false);
  readable->caret_moved();
  if (events.selection_changed) events.selection_changed(selection());
}

text::CodePointRange TranscriptCanvas::Impl::snapped(text::CodePointRange range) const {
  if (range.empty() || snap == Snap::kGraphemes) return range;
  const text::CodePointRange near{std::max(text::CodePointOffset(0), range.start - kNear),
                                  std::min(layout->map().code_points(), range.end + kNear)};
  const std::string slice(layout->map().slice(near));
  const text::OffsetMap local(slice);
  const auto units = snap == Snap::kWords ? text::words(local, text->language) : text::sentences(local, text->language);
  text::CodePointRange grown = range;
  for (const auto& unit : units) {
    const text::CodePointRange place{near.start + unit.start.value, near.start + unit.end.value};
    if (!place.overlaps(range)) continue;
    grown.start = std::min(grown.start, place.start);
    grown.end = std::max(grown.end, place.end);
  }
  return grown;
}

text::CodePointOffset TranscriptCanvas::Impl::step(text::CodePointOffset from, int direction, bool by_word) const {
  const text::CodePointRange near{std::max(text::CodePointOffset(0), from - kNear),
                                  std::min(layout->map().code_points(), from + kNear)};
  const std::string slice(layout->map().slice(near));
  const text::OffsetMap local(slice);
  std::vector<text::CodePointOffset> stops;
  if (by_word) {
    for (const auto& word : text::words(local, text->language))
      stops.push_back(near.start + (direction > 0 ? word.end.value : word.start.value));
  } else {
    for (const auto stop : text::grapheme_boundaries(local, text->language)) stops.push_back(near.start + stop.value);
  }
  const auto in_page = [&](text::CodePointOffset position) {
    const auto& block = layout->block(layout->block_of(position));
    return position >= block.range.start && position <= block.range.end;
  };
  if (direction > 0) {
    for (const auto stop : stops) {
      if (stop > from && in_page(stop)) return stop;
    }
    return from;
  }
  for (auto it = stops.rbegin(); it != stops.rend(); ++it) {
    if (*it < from && in_page(*it)) return *it;
  }
  return from;
}

void TranscriptCanvas::Impl::move_caret(text::CodePointOffset to, bool extend) {
  const auto place = layout->place_of(to);
  if (!extend) anchor = to;
  select(anchor, to);
  const int top = layout->line_top(place.block, place.line);
  const int line = layout->metrics().line_height;
  if (top < scroll)
    set_scroll(top - line);
  else if (top + line > scroll + canvas.GetClientSize().y)
    set_scroll(top + 2 * line - canvas.GetClientSize().y);
}

void TranscriptCanvas::Impl::move_vertically(int lines, bool extend) {
  auto place = layout->place_of(caret);
  if (wanted_x < 0) wanted_x = layout->x_of(place, caret);
  for (; lines > 0; --lines) {
    if (place.line + 1 < layout->block(place.block).lines.size()) {
      ++place.line;
    } else if (place.block + 1 < layout->blocks()) {
      place = {place.block + 1, 0};
      layout->lay_out(place.block);
    }
  }
  for (; lines < 0; ++lines) {
    if (place.line > 0) {
      --place.line;
    } else if (place.block > 0) {
      layout->lay_out(place.block - 1);
      place = {place.block - 1, layout->block(place.block - 1).lines.size() - 1};
    }
  }
  const int keep = wanted_x;
  move_caret(layout->position_at(place, wanted_x), extend);
  wanted_x = keep;
}

void TranscriptCanvas::Impl::on_key(wxKeyEvent& event) {
  if (!layout || layout->blocks() == 0 || event.AltDown()) {
    event.Skip();
    return;
  }
  const bool extend = event.ShiftDown();
  const bool ctrl = event.ControlDown();
  const int key = event.GetKeyCode();
  const int page = std::max(1, canvas.GetClientSize().y / layout->metrics().line_height - 1);
  if (key != WXK_UP && key != WXK_DOWN && key != WXK_PAGEUP && key != WXK_PAGEDOWN) wanted_x = -1;
  switch (key) {
    case WXK_LEFT:
    case WXK_RIGHT: {
      const auto chosen = selection();
      if (!extend && !ctrl && !chosen.empty()) {
        move_caret(key == WXK_LEFT ? chosen.start : chosen.end, false);
        break;
      }
      // In a line that runs right to left, the next letter stands at the left.
      const auto place = layout->place_of(caret);
      bool back = key == WXK_LEFT;
      for (const auto& run : layout->line(place.block, place.line).runs) {
        if (run.range.contains(caret) && run.right_to_left) back = !back;
      }
      move_caret(step(caret, back ? -1 : 1, ctrl), extend);
      break;
    }
    case WXK_UP:
      move_vertically(-1, extend);
      break;
    case WXK_DOWN:
      move_vertically(1, extend);
      break;
    case WXK_PAGEUP:
      if (ctrl) {
        event.Skip();
        break;
      }
      set_scroll(scroll - page * layout->metrics().line_height);
      move_vertically(-page, extend);
      break;
    case WXK_PAGEDOWN:
      if (ctrl) {
        event.Skip();
        break;
      }
      set_scroll(scroll + page * layout->metrics().line_height);
      move_vertically(page, extend);
      break;
    case WXK_HOME:
    case WXK_END: {
      const auto place = ctrl ? PagePlace{key == WXK_HOME ? 0 : layout->blocks() - 1, 0} : layout->place_of(caret);
      layout->lay_out(place.block);
      const auto& lines = layout->block(place.block).lines;
      if (key == WXK_HOME) {
        move_caret(lines[place.line].range.start, extend);
      } else {
        const auto last = ctrl ? lines.size() - 1 : place.line;
        move_caret(layout->position_at({place.block, last}, 1'000'000), extend);
      }
      break;
    }
    case 'A':
      if (ctrl) {
        select(text::CodePointOffset(0), layout->map().code_points());
        break;
      }
      event.Skip();
      break;
    default:
      event.Skip();
  }
}

}  // namespace polyvocal::gui
