#pragma once

#include <wx/bmpbndl.h>
#include <wx/dc.h>
#include <wx/font.h>
#include <wx/window.h>

#include <string>

#include "gui/presenter/palette.hpp"

namespace polyvocal::gui {

/// The window's type: the desktop's font in the sizes of the design (pixels at 96 dpi, scaled with the desktop's font),
/// and a face for participants' words. GUI thread.
class Look {
 public:
  static Look& get();

  Mode mode() const { return mode_; }
  const Palette& colours() const { return palette(mode_); }
  /// What a person chose, "light" or "dark", else the desktop's. Controls that exist already keep their colours:
  /// windows are made anew after it.
  void choose(const std::string& mode);
  static Mode desktop_mode();

  wxFont tool() const;  ///< 13
  wxFont tool_bold() const;
  wxFont secondary() const;                                 ///< 12
  wxFont heading() const;                                   ///< 11 bold, spaced capitals by the caller
  wxFont title() const;                                     ///< 14 bold
  wxFont words(double pixels = 16, double zoom = 1) const;  ///< participants' words
  void set_sans(bool sans) { sans_ = sans; }
  bool sans() const { return sans_; }

 private:
  Look();
  wxFont sized(double share) const;
  Mode mode_;
  bool sans_ = false;
};

/// A group's shape, `size` wide, its centre at `centre`.
void draw_mark(wxDC& dc, Mark mark, const wxColour& colour, wxPoint centre, int size);
/// A code's swatch as an icon, 10 device-independent pixels wide in a 16-pixel square.
wxBitmapBundle swatch(std::size_t hue);
wxBitmapBundle mark_icon(Mark mark, std::size_t hue);
}  // namespace polyvocal::gui
