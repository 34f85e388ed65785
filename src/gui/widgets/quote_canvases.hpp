#pragma once

#include <wx/scrolwin.h>

#include <functional>
#include <map>
#include <string_view>

#include "gui/presenter/quotes_desk.hpp"
#include "gui/widgets/flow_text.hpp"

namespace polyvocal::gui {

/// A collection as it will be read: headings, quotes in the participants' face, attribution, status. Up and Down choose
/// a quote, Enter or a double click goes to its words in the text. GUI thread.
class QuoteListCanvas : public wxScrolledCanvas {
 public:
  struct Events {
    std::function<void(std::size_t quote)> chosen;
    std::function<void(Direction)> stepped;
    std::function<void()> opened;   ///< the quote in question
    std::function<void()> removed;  ///< the Delete key
  };
  QuoteListCanvas(wxWindow* parent, Events events);
  /// `desk` must live until the next call; null = no project.
  void show(const QuotesDesk* desk, const GroupLooks* looks);
  /// Where a row stands in the canvas's client area.
  wxRect row_rect(std::size_t row) const;
  void scroll_to_current();

 private:
  struct Laid {
    int top = 0;
    int height = 0;
    FlowText text;
    FlowText facts;
  };
  void lay_out();
  void paint();
  void on_key(wxKeyEvent& event);
  int facts_width() const;
  Events events_;
  const QuotesDesk* desk_ = nullptr;
  const GroupLooks* looks_ = nullptr;
  std::vector<Laid> rows_;
  int width_ = 0;
};

/// The quote in question: as it will be printed, as it was said with what is left out struck, its attribution, and how
/// often each participant and group is quoted. Left and Right go from word to word of the original, Shift selects. GUI
/// thread.
class QuoteEditorCanvas : public wxScrolledCanvas {
 public:
  struct Events {
    std::function<void(std::size_t word, bool extend)> chosen;
    std::function<void(Direction, bool extend)> stepped;
    std::function<void()> opened;
    std::function<void()> removed;
  };
  QuoteEditorCanvas(wxWindow* parent, Events events);
  void show(const QuotesDesk* desk, const GroupLooks* looks);
  /// Where a word of the original stands in the client area; empty if it is not there.
  wxRect word_rect(std::size_t word) const;

 private:
  void lay_out();
  void paint();
  void draw_voices(wxDC& dc, int y);
  void on_key(wxKeyEvent& event);
  int word_at(wxPoint client) const;
  Events events_;
  const QuotesDesk* desk_ = nullptr;
  const GroupLooks* looks_ = nullptr;
  FlowText quote_;
  FlowText facts_;
  FlowText original_;
  int original_top_ = 0;
  int voices_top_ = 0;
  int width_ = 0;
};

/// The status of a quote as it is drawn: a sign, so that nothing is told by colour alone, and a colour.
std::pair<const char*, Rgb> status_look(const app::CollectedQuoteView& quote, const Palette& colours);

}  // namespace polyvocal::gui
