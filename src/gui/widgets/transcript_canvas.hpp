#pragma once

#include <wx/scrolwin.h>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "gui/presenter/palette.hpp"
#include "gui/presenter/transcript_content.hpp"

namespace polyvocal::gui {

/// The page: a document's words with turn numbers, speakers and times in the margin, tints behind coded words and the
/// stripes beside them. Draws what is visible only. Decides nothing: it reports what the reader does and shows what it
/// is told. All positions are code points of PageText::text. GUI thread.
class TranscriptCanvas : public wxScrolledCanvas {
 public:
  /// What the reader did; unset ones are ignored. Called after the canvas' own state changed.
  struct Events {
    std::function<void(text::CodePointRange)> selection_changed;            ///< empty range = a caret
    std::function<void(std::optional<model::CodingId>)> hovered;            ///< a stripe under the pointer
    std::function<void(model::CodingId)> coding_clicked;                    ///< a stripe was clicked
    std::function<void(model::CodingId)> coding_activated;                  ///< double click on a stripe
    std::function<void(model::CodeId, text::CodePointRange)> code_dropped;  ///< a code dragged onto the selection or,
                                                                            ///< outside it, onto a turn
    std::function<void(wxPoint)> context_menu;                              ///< in screen coordinates
    std::function<void(double)> zoomed;                                     ///< Ctrl+wheel: the new zoom
  };

  explicit TranscriptCanvas(wxWindow* parent);
  ~TranscriptCanvas() override;

  void set_events(Events events);
  /// Shows another document (or none: nullptr), from its start, nothing selected.
  void show_text(std::shared_ptr<const PageText> text);
  /// Shows these codings over the same text; scroll place, caret and selection stay.
  void show_codings(std::shared_ptr<const PageCodings> codings);
  void set_mode(Mode mode);
  /// 0.5 to 4; 1 is the type's nominal size. The line at the top stays at the top.
  void set_zoom(double zoom);
  double zoom() const;
  /// Serif (the default) or sans serif for the participants' words.
  enum class Face { kSerif, kSans };
  void set_face(Face face);
  /// Room beside the column for stripes and their names (the default), or none where nothing can be coded.
  enum class Stripes { kShown, kNone };
  void set_stripes(Stripes stripes);

  /// What pointer and keyboard selections grow to. Graphemes are never split.
  enum class Snap { kGraphemes, kWords, kSentences };
  void set_snap(Snap snap);
  text::CodePointRange selection() const;
  text::CodePointOffset caret() const;
  /// Selects; scrolls only if asked to. The range is clamped to the text.
  enum class Scroll { kNo, kIntoView };
  void select(text::CodePointRange range, Scroll scroll);
  void scroll_into_view(text::CodePointRange range);
  /// The passages that a search in the document found, ascending, and which of them is the current one.
  void set_hits(std::vector<text::CodePointRange> hits, std::optional<std::size_t> current);
  /// The coding in question: its words underlined, its stripe boxed.
  void set_active_coding(std::optional<model::CodingId> coding);
  /// Codings for whose lanes there is no room fold into a bar beside the others; or every coding has its lane and the
  /// names make room. A click on the bar opens it.
  void show_all_lanes(bool all);
  bool all_lanes() const;
  /// Where the range's words stand, line by line and stretch by stretch, in client coordinates; nothing for what is
  /// out of sight.
  std::vector<wxRect> rects_of(text::CodePointRange range) const;
  /// Where the range's last line is, in client coordinates: the picker opens below it. Empty if out of sight.
  wxRect rect_of_last_line(text::CodePointRange range) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace polyvocal::gui
