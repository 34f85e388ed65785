#pragma once

#include <wx/dc.h>
#include <wx/font.h>

#include <string>
#include <vector>

namespace polyvocal::gui {

/// Words in several faces and colours, broken into lines of a width. Made for short texts: a quote, a label. Lines
/// break at blanks and after line ends. GUI thread.
class FlowText {
 public:
  struct Run {
    wxString text;  ///< no blank inside, or white space alone
    wxFont font;
    wxColour colour;
    wxColour ground{};  ///< unset = none
    bool struck = false;
    int tag = -1;  ///< what at() answers
  };
  /// Adds a text, word by word.
  void add(const wxString& text, const wxFont& font, const wxColour& colour, int tag = -1);
  /// Adds one word, or white space, as it is.
  void add_run(Run run) { runs_.push_back({std::move(run), {}}); }
  void end_line();

  /// Places everything into `width` pixels. `spacing`: line height as a share of the largest face's.
  void lay_out(wxDC& dc, int width, double spacing = 1.35);
  int height() const { return height_; }
  void draw(wxDC& dc, wxPoint at) const;
  /// The tag of the run at a point relative to where it is drawn; -1 if there is none.
  int at(wxPoint point) const;
  /// Where the first run of a tag is, relative to where it is drawn; empty if there is none.
  wxRect rect_of(int tag) const;

 private:
  struct Placed {
    Run run;
    wxRect rect;
  };
  std::vector<Placed> runs_;
  int height_ = 0;
};

}  // namespace polyvocal::gui
