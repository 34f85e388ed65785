#include "gui/widgets/look.hpp"

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

#include <wx/bmpbndl.h>
#include <wx/fontenum.h>
#include <wx/image.h>
#include <wx/settings.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// The first of these faces that the machine has.
wxString first_face(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (wxFontEnumerator::IsValidFacename(name)) return name;
  }
  return {};
}

/// Shapes are filled point by point, so that their edges are smooth on every ground.
wxBitmapBundle shape(Mark mark, Rgb colour, bool square_swatch) {
  wxVector<wxBitmap> sizes;
  for (const int scale : {1, 2}) {
    const int side = 16 * scale;
    wxImage image(side, side);
    image.InitAlpha();
    constexpr int kFine = 4;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        int inside = 0;
        for (int sy = 0; sy < kFine; ++sy) {
          for (int sx = 0; sx < kFine; ++sx) {
            const double px = (x + (sx + 0.5) / kFine) / scale - 8;
            const double py = (y + (sy + 0.5) / kFine) / scale - 8;
            bool hit = false;
            if (square_swatch || mark == Mark::kSquare)
              hit = std::abs(px) <= 5 && std::abs(py) <= 5;
            else if (mark == Mark::kRound)
              hit = px * px + py * py <= 25;
            else if (mark == Mark::kDiamond)
              hit = std::abs(px) + std::abs(py) <= 6;
            else if (mark == Mark::kTriangle)
              hit = py <= 5 && py >= -5 && std::abs(px) <= (py + 5) * 0.6;
            inside += hit ? 1 : 0;
          }
        }
        image.SetRGB(x, y, colour.red, colour.green, colour.blue);
        image.SetAlpha(x, y, static_cast<unsigned char>(inside * 255 / (kFine * kFine)));
      }
    }
    sizes.push_back(wxBitmap(image));
  }
  return wxBitmapBundle::FromBitmaps(sizes);
}

#ifdef __WXGTK__
/// Tabs as narrow as their words and in the window's colours: five of them must fit into a side pane.
void quieten_tabs(const Palette& colours) {
  const auto hex = [](Rgb colour) { return to_wx(colour).GetAsString(wxC2S_HTML_SYNTAX).utf8_string(); };
  const std::string css = "notebook > header { background: " + hex(colours.bar) +
                          "; border-color: " + hex(colours.line) +
                          "; } notebook > header > tabs > tab { padding: 5px 7px; margin: 0; min-width: 0; }";
  static GtkCssProvider* provider = [] {
    auto* made = gtk_css_provider_new();
    if (auto* screen = gdk_screen_get_default(); screen != nullptr)
      gtk_style_context_add_provider_for_screen(screen, GTK_STYLE_PROVIDER(made),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    return made;
  }();
  gtk_css_provider_load_from_data(provider, css.c_str(), static_cast<gssize>(css.size()), nullptr);
}
#endif

}  // namespace

Look& Look::get() {
  static Look look;
  return look;
}

Look::Look() : mode_(desktop_mode()) {}

Mode Look::desktop_mode() {
  return wxSystemSettings::GetAppearance().IsUsingDarkBackground() ? Mode::kDark : Mode::kLight;
}

void Look::choose(const std::string& mode) {
#ifdef __WXGTK__
  // Native controls have the desktop's colours; the toolkit is told which of its two sets is wanted.
  static const bool desktop_dark = desktop_mode() == Mode::kDark;
  const bool dark = mode == "dark" || (mode != "light" && desktop_dark);
  if (auto* settings = gtk_settings_get_default(); settings != nullptr)
    g_object_set(settings, "gtk-application-prefer-dark-theme", dark ? TRUE : FALSE, nullptr);
  mode_ = dark ? Mode::kDark : Mode::kLight;
  quieten_tabs(colours());
#else
  mode_ = mode == "dark" ? Mode::kDark : mode == "light" ? Mode::kLight : desktop_mode();
#endif
}

wxFont Look::sized(double share) const {
  wxFont font = wxSystemSettings::GetFont(wxSYS_DEFAULT_GUI_FONT);
  font.SetFractionalPointSize(font.GetFractionalPointSize() * share);
  return font;
}

wxFont Look::tool() const {
  return sized(1.0);
}
wxFont Look::tool_bold() const {
  return sized(1.0).Bold();
}
wxFont Look::secondary() const {
  return sized(12.0 / 13.0);
}
wxFont Look::heading() const {
  return sized(11.0 / 13.0).Bold();
}
wxFont Look::title() const {
  return sized(14.0 / 13.0).Bold();
}

wxFont Look::words(double pixels, double zoom) const {
  wxFont font = sized(pixels / 13.0 * zoom);
  if (sans_) return font;
  static const wxString face = first_face({"Noto Serif", "Source Serif 4", "Georgia", "Charter", "DejaVu Serif"});
  if (!face.empty())
    font.SetFaceName(face);
  else
    font.SetFamily(wxFONTFAMILY_ROMAN);
  return font;
}

void draw_mark(wxDC& dc, Mark mark, const wxColour& colour, wxPoint centre, int size) {
  dc.SetPen(wxPen(colour));
  dc.SetBrush(wxBrush(colour));
  const int half = size / 2;
  switch (mark) {
    case Mark::kRound:
      dc.DrawCircle(centre, half);
      break;
    case Mark::kSquare:
      dc.DrawRectangle(centre.x - half, centre.y - half, size, size);
      break;
    case Mark::kDiamond: {
      const std::array<wxPoint, 4> points = {wxPoint(centre.x, centre.y - half), wxPoint(centre.x + half, centre.y),
                                             wxPoint(centre.x, centre.y + half), wxPoint(centre.x - half, centre.y)};
      dc.DrawPolygon(4, points.data());
      break;
    }
    case Mark::kTriangle: {
      const std::array<wxPoint, 3> points = {wxPoint(centre.x, centre.y - half),
                                             wxPoint(centre.x + half, centre.y + half),
                                             wxPoint(centre.x - half, centre.y + half)};
      dc.DrawPolygon(3, points.data());
      break;
    }
    case Mark::kNone:
      break;
  }
}

wxBitmapBundle swatch(std::size_t hue) {
  return shape(Mark::kNone, Look::get().colours().hues[hue % kHues], true);
}

wxBitmapBundle mark_icon(Mark mark, std::size_t hue) {
  return shape(mark, Look::get().colours().hues[hue % kHues], false);
}

}  // namespace polyvocal::gui
