#include <wx/dnd.h>

#include <algorithm>
#include <cstdlib>

#include "gui/widgets/transcript_canvas_internal.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

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
    if (folded_at(event.GetPosition()) != nullptr) {
      fold_lanes(false);
      return;
    }
    const auto position = caret_at(event.GetPosition());
    if (!position) return;
    wanted_x = -1;
    // A third click takes the paragraph.
    const bool third = wxGetLocalTimeMillis() < third_click_until &&
                       wxRect(second_click, wxSize(1, 1)).Inflate(canvas.FromDIP(6)).Contains(event.GetPosition());
    if (third) {
      const auto paragraph = block_at(*layout, position->at);
      select(paragraph.start, paragraph.end, Affinity::kPreceding);
      return;
    }
    if (!event.ShiftDown()) anchor = position->at;
    select(anchor, position->at, position->affinity);
    dragging = true;
    canvas.CaptureMouse();
  });
  canvas.Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
    if (dragging) {
      if (event.GetY() < 0) set_scroll(scroll - layout->metrics().line_height);
      if (event.GetY() > canvas.GetClientSize().y) set_scroll(scroll + layout->metrics().line_height);
      if (const auto position = caret_at(event.GetPosition())) select(anchor, position->at, position->affinity);
      return;
    }
    hover(event.GetPosition());
  });
  canvas.Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
    if (!dragging) return;
    dragging = false;
    if (canvas.HasCapture()) canvas.ReleaseMouse();
    if (const auto position = caret_at(event.GetPosition())) select(anchor, position->at, position->affinity);
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
    const auto position = caret_at(event.GetPosition());
    if (!position) return;
    const auto word = word_at(*layout, position->at);
    select(word.start, word.end, Affinity::kPreceding);
    second_click = event.GetPosition();
    third_click_until = wxGetLocalTimeMillis() + wxSystemSettings::GetMetric(wxSYS_DCLICK_MSEC, &canvas);
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
    const auto position = caret_at(point);
    if (!position || !events.code_dropped) return false;
    const auto chosen = selection();
    const auto range = !chosen.empty() && chosen.contains(position->at) ? chosen : turn_at(position->at);
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

std::optional<PageCaret> TranscriptCanvas::Impl::caret_at(wxPoint point) {
  if (!layout || layout->blocks() == 0) return std::nullopt;
  const int y = point.y + scroll;
  const auto block = layout->block_at(y);
  layout->lay_out(block);
  const int into = (y - layout->line_top(block, 0)) / layout->metrics().line_height;
  const auto lines = static_cast<int>(layout->block(block).lines.size());
  const auto line = static_cast<std::size_t>(std::clamp(into, 0, lines - 1));
  return layout->hit({block, line}, point.x - column_left);
}

std::optional<std::size_t> TranscriptCanvas::Impl::stripe_at(wxPoint point) {
  for (const auto& stripe : stripe_rects) {
    wxRect rect = stripe.rect;
    rect.Inflate(canvas.FromDIP(3), 0);
    if (rect.Contains(point)) return stripe.coding;
  }
  return std::nullopt;
}

const TranscriptCanvas::Impl::FoldedRect* TranscriptCanvas::Impl::folded_at(wxPoint point) const {
  for (const auto& folded : folded_rects) {
    wxRect rect = folded.rect;
    rect.Inflate(canvas.FromDIP(3), 0);
    if (rect.Contains(point)) return &folded;
  }
  return nullptr;
}

void TranscriptCanvas::Impl::say_tip(const wxString& tip) {
  if (tip == canvas.GetToolTipText()) return;
  if (tip.empty())
    canvas.UnsetToolTip();
  else
    canvas.SetToolTip(tip);
}

void TranscriptCanvas::Impl::hover(wxPoint point) {
  constexpr std::size_t kMostNamed = 12;
  const auto stripe = stripe_at(point);
  const auto* folded = stripe ? nullptr : folded_at(point);
  const auto line_of = [&](std::size_t which) {
    const auto& coding = codings->codings[which];
    return to_wx(codings->codes[coding.code].path) + to_wx(" · ") + to_wx(codings->coders[coding.coder]);
  };
  wxString tip;
  if (stripe) {
    tip = line_of(*stripe) + "\n" + tr("stripes.hint");
  } else if (folded != nullptr) {
    tip = tr("stripes.folded", {{"count", std::to_string(folded->codings.size())}});
    for (std::size_t i = 0; i < folded->codings.size() && i < kMostNamed; ++i)
      tip += "\n" + line_of(folded->codings[i]);
    if (folded->codings.size() > kMostNamed) tip += to_wx("\n…");
  }
  say_tip(tip);
  canvas.SetCursor(wxCursor(stripe || folded != nullptr ? wxCURSOR_HAND : wxCURSOR_IBEAM));
  if (stripe == hovered) return;
  hovered = stripe;
  if (events.hovered) events.hovered(stripe ? std::optional(codings->codings[*stripe].id) : std::nullopt);
  canvas.Refresh(false);
}

void TranscriptCanvas::Impl::fold_lanes(bool fold) {
  all_lanes = !fold;
  say_tip(wxString());
  canvas.Refresh(false);
}

void TranscriptCanvas::Impl::select(text::CodePointOffset from, text::CodePointOffset to, Affinity at_side) {
  anchor = from;
  caret = to;
  side = at_side;
  canvas.Refresh(false);
  readable->caret_moved();
  if (events.selection_changed) events.selection_changed(selection());
}

text::CodePointRange TranscriptCanvas::Impl::snapped(text::CodePointRange range) const {
  switch (snap) {
    case Snap::kWords:
      return grow_to_words(*layout, range);
    case Snap::kSentences:
      return grow_to_sentences(*layout, range);
    case Snap::kGraphemes:
      break;
  }
  return range;
}

void TranscriptCanvas::Impl::go(PageCaret to, bool extend) {
  select(extend ? anchor : to.at, to.at, to.affinity);
  const auto place = layout->place_of(to);
  const int top = layout->line_top(place.block, place.line);
  const int line = layout->metrics().line_height;
  if (top < scroll)
    set_scroll(top - line);
  else if (top + line > scroll + canvas.GetClientSize().y)
    set_scroll(top + 2 * line - canvas.GetClientSize().y);
}

void TranscriptCanvas::Impl::step(CaretStep how, bool extend) {
  const PageCaret from{caret, side};
  if (!keeps_column(how))
    wanted_x = -1;
  else if (wanted_x < 0)
    wanted_x = layout->x_of(layout->place_of(from), from);
  const int line = layout->metrics().line_height;
  const int page = std::max(1, canvas.GetClientSize().y / line - 1);
  if (how == CaretStep::kPageUp) set_scroll(scroll - page * line);
  if (how == CaretStep::kPageDown) set_scroll(scroll + page * line);
  const auto chosen = selection();
  if (!extend && !chosen.empty() && (how == CaretStep::kLeft || how == CaretStep::kRight)) {
    // To the end of what was selected, on the side that the key points to.
    const bool back = (how == CaretStep::kLeft) != layout->right_to_left(layout->place_of(from).block);
    go({back ? chosen.start : chosen.end, back ? Affinity::kFollowing : Affinity::kPreceding}, false);
    return;
  }
  go(move_caret(*layout, from, how, wanted_x, page), extend);
}

std::optional<CaretStep> TranscriptCanvas::Impl::step_of(const wxKeyEvent& event) const {
  const bool ctrl = event.ControlDown();
  switch (event.GetKeyCode()) {
    case WXK_LEFT:
    case WXK_NUMPAD_LEFT:
      return ctrl ? CaretStep::kWordLeft : CaretStep::kLeft;
    case WXK_RIGHT:
    case WXK_NUMPAD_RIGHT:
      return ctrl ? CaretStep::kWordRight : CaretStep::kRight;
    case WXK_UP:
    case WXK_NUMPAD_UP:
      return ctrl ? CaretStep::kSentenceBack : CaretStep::kUp;
    case WXK_DOWN:
    case WXK_NUMPAD_DOWN:
      return ctrl ? CaretStep::kSentenceForward : CaretStep::kDown;
    case WXK_HOME:
    case WXK_NUMPAD_HOME:
      return ctrl ? CaretStep::kTextStart : CaretStep::kLineStart;
    case WXK_END:
    case WXK_NUMPAD_END:
      return ctrl ? CaretStep::kTextEnd : CaretStep::kLineEnd;
    case WXK_PAGEUP:
    case WXK_NUMPAD_PAGEUP:
      return ctrl ? std::nullopt : std::optional(CaretStep::kPageUp);
    case WXK_PAGEDOWN:
    case WXK_NUMPAD_PAGEDOWN:
      return ctrl ? std::nullopt : std::optional(CaretStep::kPageDown);
    default:
      return std::nullopt;
  }
}

void TranscriptCanvas::Impl::on_key(wxKeyEvent& event) {
  if (!layout || layout->blocks() == 0 || event.AltDown()) {
    event.Skip();
    return;
  }
  if (const auto how = step_of(event)) {
    step(*how, event.ShiftDown());
  } else if (event.GetKeyCode() == 'A' && event.ControlDown() && !event.ShiftDown()) {
    select(text::CodePointOffset(0), layout->map().code_points());
  } else {
    event.Skip();
  }
}

}  // namespace polyvocal::gui
