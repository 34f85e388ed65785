#pragma once

#include <wx/dc.h>
#include <wx/settings.h>
#include <wx/time.h>

#include <memory>
#include <optional>
#include <vector>

#include "gui/presenter/page_caret.hpp"
#include "gui/presenter/page_layout.hpp"
#include "gui/presenter/stripe_lanes.hpp"
#include "gui/widgets/readable.hpp"
#include "gui/widgets/text_measure.hpp"
#include "gui/widgets/transcript_canvas.hpp"

namespace polyvocal::gui {

/// The canvas' state; its parts draw (transcript_canvas_paint.cpp) and listen (transcript_canvas_input.cpp).
struct TranscriptCanvas::Impl {
  explicit Impl(TranscriptCanvas& canvas);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  // --- what is shown
  std::shared_ptr<const PageText> text;
  std::shared_ptr<const PageCodings> codings = std::make_shared<PageCodings>();
  std::vector<std::uint32_t> lanes;
  std::uint32_t lane_count = 0;
  RangeIndex index;
  std::unique_ptr<FontMeasure> measure;
  std::unique_ptr<PageLayout> layout;
  std::vector<text::CodePointRange> hits;
  std::optional<std::size_t> current_hit;
  std::optional<model::CodingId> active;
  std::optional<std::size_t> hovered;  ///< index in codings
  Events events;
  Mode mode = Mode::kLight;
  Face face = Face::kSerif;
  Snap snap = Snap::kGraphemes;
  double zoom = 1;

  // --- selection: from the anchor to the caret
  text::CodePointOffset anchor;
  text::CodePointOffset caret;
  Affinity side = Affinity::kFollowing;  ///< of the caret
  bool dragging = false;
  wxPoint second_click;
  wxLongLong third_click_until = 0;  ///< by the local clock
  int wanted_x = -1;                 ///< where vertical movement stays, -1 = take the caret's

  // --- geometry, in client pixels
  int number_right = 30;
  int name_left = 42;
  int time_right = 156;
  int column_left = 168;
  bool stripes_shown = true;
  int stripes_left = 0;
  int names_left = 0;
  std::uint32_t lanes_shown = 0;  ///< the rest fold into a bar
  bool all_lanes = false;         ///< nothing folds; names stand where there is still room
  int scroll = 0;                 ///< the page's y at the client's top
  std::size_t idle_next = 0;
  std::size_t painted_blocks = 0;  ///< by the last paint: tests look at it

  void relayout();  ///< everything is laid out anew; the line at the top stays
  void place_columns();
  void set_scroll(int y);
  void update_scrollbar();
  /// Lays out what is in sight, so that what stands at the top stays.
  void settle();
  void reveal(text::CodePointRange range);

  // painting
  void paint(wxDC& dc);
  void paint_line(wxDC& dc, std::size_t block, std::size_t line, int y);
  void paint_margin(wxDC& dc, const PageBlock& block, int y);
  void paint_stripes(wxDC& dc, text::CodePointRange visible);
  int y_of(text::CodePointOffset position, bool end);
  wxFont words_font() const;
  wxFont margin_font(double pixels) const;

  // reading aloud
  class Reading;
  std::unique_ptr<ReadableWords> reading;
  std::unique_ptr<Readable> readable;
  void make_readable();

  // input
  void bind();
  text::CodePointRange selection() const { return {std::min(anchor, caret), std::max(anchor, caret)}; }
  text::CodePointRange snapped(text::CodePointRange range) const;
  void select(text::CodePointOffset from, text::CodePointOffset to, Affinity at_side = Affinity::kFollowing);
  std::optional<PageCaret> caret_at(wxPoint point);
  std::optional<std::size_t> stripe_at(wxPoint point);
  /// The bar of codings without a lane of their own: a stretch of it, and which they are.
  struct FoldedRect {
    wxRect rect;
    std::vector<std::size_t> codings;
  };
  const FoldedRect* folded_at(wxPoint point) const;
  void hover(wxPoint point);
  void say_tip(const wxString& tip);
  void fold_lanes(bool fold);
  void go(PageCaret to, bool extend);
  void step(CaretStep how, bool extend);
  std::optional<CaretStep> step_of(const wxKeyEvent& event) const;
  void on_key(wxKeyEvent& event);
  text::CodePointRange turn_at(text::CodePointOffset position) const;

  TranscriptCanvas& canvas;
  struct StripeRect {
    wxRect rect;
    std::size_t coding;
  };
  std::vector<StripeRect> stripe_rects;  ///< of the last paint
  std::vector<FoldedRect> folded_rects;  ///< of the last paint
};

}  // namespace polyvocal::gui
