#include "gui/widgets/transcript_canvas.hpp"

#include <wx/dcbuffer.h>
#include <wx/time.h>

#include <algorithm>

#include "gui/widgets/look.hpp"
#include "gui/widgets/transcript_canvas_internal.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

// The metrics of the page at 96 dpi and zoom 1.
constexpr int kColumn = 588;
constexpr int kNarrowestColumn = 280;
constexpr int kLineHeight = 24;
constexpr int kNoStripes = 24;
constexpr int kStripeRoom = 228;  ///< lanes and names beside the column
constexpr int kLaneStep = 12;
constexpr int kNamesWidth = 150;
constexpr int kIdleSliceMs = 6;

}  // namespace

TranscriptCanvas::Impl::Impl(TranscriptCanvas& owner) : measure(std::make_unique<FontMeasure>(&owner)), canvas(owner) {}

void TranscriptCanvas::Impl::place_columns() {
  const auto px = [&](double value) { return static_cast<int>(canvas.FromDIP(1000) / 1000.0 * value); };
  number_right = px(30 * zoom);
  name_left = px(42 * zoom);
  time_right = px(156 * zoom);
  column_left = px(168 * zoom);
}

void TranscriptCanvas::Impl::relayout() {
  if (!text) {
    layout.reset();
    canvas.SetVirtualSize(0, 0);
    canvas.Refresh(false);
    return;
  }
  // What stands at the top stays there.
  std::optional<text::CodePointOffset> keep;
  if (layout && &layout->text() == text.get() && layout->blocks() > 0 && scroll > 0) {
    const auto block = layout->block_at(scroll);
    layout->lay_out(block);
    const int into = scroll - layout->line_top(block, 0);
    const auto line = static_cast<std::size_t>(std::clamp(into / std::max(1, layout->metrics().line_height), 0,
                                                          static_cast<int>(layout->block(block).lines.size()) - 1));
    keep = layout->block(block).lines[line].range.start;
  }
  place_columns();
  const wxFont font = words_font();
  measure->set_font(font);
  PageLayout::Metrics metrics;
  const auto px = [&](double value) { return static_cast<int>(canvas.FromDIP(1000) / 1000.0 * value); };
  const int room = canvas.GetClientSize().x - column_left - px(stripes_shown ? kStripeRoom : kNoStripes);
  metrics.column = std::clamp(room, px(kNarrowestColumn), px(kColumn * zoom));
  metrics.line_height = std::max(px(kLineHeight * zoom), measure->line_height() + px(2));
  metrics.turn_gap = px(8 * zoom);
  metrics.margin_top = px(14);
  metrics.average_letter = measure->average();
  layout = std::make_unique<PageLayout>(text, metrics, *measure);
  idle_next = 0;
  stripes_left = column_left + metrics.column + px(18);
  scroll = 0;
  if (keep) {
    const auto place = layout->place_of(*keep);
    scroll = layout->line_top(place.block, place.line);
  }
  settle();
  canvas.Refresh(false);
}

void TranscriptCanvas::Impl::update_scrollbar() {
  if (!layout) return;
  const int height = std::max(layout->height(), canvas.GetClientSize().y);
  canvas.SetScrollbar(wxVERTICAL, scroll, canvas.GetClientSize().y, height);
}

void TranscriptCanvas::Impl::set_scroll(int y) {
  if (!layout) return;
  scroll = std::clamp(y, 0, std::max(0, layout->height() - canvas.GetClientSize().y));
  settle();
  canvas.Refresh(false);
}

void TranscriptCanvas::Impl::settle() {
  if (!layout || layout->blocks() == 0) return;
  const int client = canvas.GetClientSize().y;
  auto block = layout->block_at(scroll);
  // The block at the top grows upwards, so that what is below its top edge stays where it is.
  const int into = scroll - layout->top(block);
  const int change = layout->lay_out(block);
  if (into > layout->block(block).top_gap) scroll = std::max(0, scroll + change);
  block = layout->block_at(scroll);
  layout->lay_out(block);
  for (auto i = block; i < layout->blocks() && layout->top(i) < scroll + client; ++i) layout->lay_out(i);
  scroll = std::clamp(scroll, 0, std::max(0, layout->height() - client));
  for (auto i = layout->block_at(scroll); i < layout->blocks() && layout->top(i) < scroll + client; ++i)
    layout->lay_out(i);
  update_scrollbar();
}

void TranscriptCanvas::Impl::reveal(text::CodePointRange range) {
  if (!layout || layout->blocks() == 0) return;
  const auto first = layout->place_of(range.start);
  const auto last = layout->place_of(range.empty() ? range.start : range.end - 1);
  const int line = layout->metrics().line_height;
  const int client = canvas.GetClientSize().y;
  const int top = layout->line_top(first.block, first.line);
  const int bottom = layout->line_top(last.block, last.line) + line;
  if (top >= scroll && bottom <= scroll + client) return;
  if (top < scroll || bottom - top > client - 2 * line) {
    set_scroll(top - std::min(client / 3, 3 * line));
  } else {
    set_scroll(bottom - client + std::min(client / 3, 3 * line));
  }
}

wxFont TranscriptCanvas::Impl::words_font() const {
  Look::get().set_sans(face == Face::kSans);
  return Look::get().words(16, zoom);
}

wxFont TranscriptCanvas::Impl::margin_font(double pixels) const {
  wxFont font = Look::get().tool();
  font.SetFractionalPointSize(font.GetFractionalPointSize() * pixels / 13.0 * zoom);
  return font;
}

TranscriptCanvas::TranscriptCanvas(wxWindow* parent)
    : wxScrolledCanvas(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxWANTS_CHARS | wxBORDER_NONE),
      impl_(std::make_unique<Impl>(*this)) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetCursor(wxCursor(wxCURSOR_IBEAM));
  DisableKeyboardScrolling();
  // A scrollbar that comes and goes would wrap the text anew.
  ShowScrollbars(wxSHOW_SB_NEVER, wxSHOW_SB_ALWAYS);
  impl_->mode = Look::get().mode();
  impl_->bind();
  impl_->make_readable();
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
    wxAutoBufferedPaintDC dc(this);
    impl_->paint(dc);
  });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    impl_->relayout();
  });
  Bind(wxEVT_DPI_CHANGED, [this](wxDPIChangedEvent& event) {
    event.Skip();
    impl_->relayout();
  });
  Bind(wxEVT_IDLE, [this](wxIdleEvent& event) {
    if (!impl_->layout || impl_->layout->complete() || !IsShownOnScreen()) return;
    // The rest is laid out while nothing else happens, so that the scrollbar becomes true.
    const wxLongLong until = wxGetLocalTimeMillis() + kIdleSliceMs;
    auto& layout = *impl_->layout;
    const auto block = layout.block_at(impl_->scroll);
    const int into = impl_->scroll - layout.top(block);
    impl_->idle_next = layout.lay_out_some(impl_->idle_next, [&] { return wxGetLocalTimeMillis() > until; });
    const int moved = layout.top(block) + into;
    if (moved != impl_->scroll) impl_->scroll = moved;
    impl_->update_scrollbar();
    event.RequestMore(!layout.complete());
  });
}

TranscriptCanvas::~TranscriptCanvas() = default;

void TranscriptCanvas::set_events(Events events) {
  impl_->events = std::move(events);
}

void TranscriptCanvas::show_text(std::shared_ptr<const PageText> text) {
  impl_->layout.reset();
  impl_->text = std::move(text);
  impl_->codings = std::make_shared<PageCodings>();
  impl_->lanes.clear();
  impl_->lane_count = 0;
  impl_->index = RangeIndex();
  impl_->hits.clear();
  impl_->current_hit.reset();
  impl_->active.reset();
  impl_->hovered.reset();
  impl_->anchor = impl_->caret = text::CodePointOffset(0);
  impl_->scroll = 0;
  impl_->relayout();
  if (impl_->layout && impl_->layout->blocks() > 0) {
    impl_->anchor = impl_->caret = impl_->layout->block(0).range.start;
  }
  impl_->readable->words_changed(to_wx(impl_->text ? impl_->text->name : std::string()));
}

void TranscriptCanvas::show_codings(std::shared_ptr<const PageCodings> codings) {
  impl_->codings = std::move(codings);
  impl_->lanes = stripe_lanes(impl_->codings->codings);
  impl_->lane_count = impl_->lanes.empty() ? 0 : *std::max_element(impl_->lanes.begin(), impl_->lanes.end()) + 1;
  impl_->index = RangeIndex(impl_->codings->codings);
  impl_->hovered.reset();
  Refresh(false);
}

void TranscriptCanvas::set_mode(Mode mode) {
  impl_->mode = mode;
  Refresh(false);
}

void TranscriptCanvas::set_zoom(double zoom) {
  impl_->zoom = std::clamp(zoom, 0.5, 4.0);
  impl_->relayout();
  if (impl_->events.zoomed) impl_->events.zoomed(impl_->zoom);
}

double TranscriptCanvas::zoom() const {
  return impl_->zoom;
}

void TranscriptCanvas::set_face(Face face) {
  impl_->face = face;
  impl_->relayout();
}

void TranscriptCanvas::set_stripes(Stripes stripes) {
  impl_->stripes_shown = stripes == Stripes::kShown;
  impl_->relayout();
}

void TranscriptCanvas::set_snap(Snap snap) {
  impl_->snap = snap;
}

text::CodePointRange TranscriptCanvas::selection() const {
  return impl_->selection();
}

text::CodePointOffset TranscriptCanvas::caret() const {
  return impl_->caret;
}

void TranscriptCanvas::select(text::CodePointRange range, Scroll scroll) {
  if (!impl_->layout) return;
  const auto end = impl_->layout->map().code_points();
  impl_->anchor = std::clamp(range.start, text::CodePointOffset(0), end);
  impl_->caret = std::clamp(range.end, impl_->anchor, end);
  impl_->side = Affinity::kFollowing;
  impl_->wanted_x = -1;
  if (scroll == Scroll::kIntoView) impl_->reveal(impl_->selection());
  impl_->readable->caret_moved();
  Refresh(false);
}

void TranscriptCanvas::scroll_into_view(text::CodePointRange range) {
  impl_->reveal(range);
}

void TranscriptCanvas::set_hits(std::vector<text::CodePointRange> hits, std::optional<std::size_t> current) {
  impl_->hits = std::move(hits);
  impl_->current_hit = current;
  Refresh(false);
}

void TranscriptCanvas::set_active_coding(std::optional<model::CodingId> coding) {
  impl_->active = coding;
  Refresh(false);
}

void TranscriptCanvas::show_all_lanes(bool all) {
  impl_->fold_lanes(!all);
}

bool TranscriptCanvas::all_lanes() const {
  return impl_->all_lanes;
}

std::vector<wxRect> TranscriptCanvas::rects_of(text::CodePointRange range) const {
  return impl_->layout && impl_->layout->blocks() > 0 ? impl_->reading->rects_of(range) : std::vector<wxRect>();
}

wxRect TranscriptCanvas::rect_of_last_line(text::CodePointRange range) const {
  if (!impl_->layout || impl_->layout->blocks() == 0) return {};
  auto& layout = *impl_->layout;
  const auto place = layout.place_of(range.empty() ? range.start : range.end - 1);
  const int y = layout.line_top(place.block, place.line) - impl_->scroll;
  if (y + layout.metrics().line_height < 0 || y > GetClientSize().y) return {};
  const auto parts = layout.stretches(place.block, place.line, range);
  const int x = parts.empty() ? 0 : parts.front().first;
  const int width = parts.empty() ? 1 : parts.front().second;
  return {impl_->column_left + x, y, width, layout.metrics().line_height};
}

}  // namespace polyvocal::gui
