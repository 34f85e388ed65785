#include "gui/widgets/text_measure.hpp"

#include <wx/fontutil.h>
#include <wx/window.h>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

#include <algorithm>
#include <cmath>

#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// Bytes of the code point that begins here; `utf8` is valid and not empty.
std::size_t length_of(std::string_view utf8) {
  const auto lead = static_cast<unsigned char>(utf8.front());
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return std::min(length, utf8.size());
}

/// True if a letter, or a sign of direction, could make the toolkit turn words that run left to right.
bool could_turn(std::string_view utf8) {
  for (; !utf8.empty(); utf8.remove_prefix(length_of(utf8))) {
    const auto lead = static_cast<unsigned char>(utf8.front());
    // Hebrew to Thaana and on to U+08FF; signs from U+200E; forms from U+FB1D; all that lies beyond U+FFFF.
    if ((lead >= 0xD6 && lead <= 0xDF) || lead >= 0xEF || utf8.starts_with("\xE0\xA0") ||
        utf8.starts_with("\xE0\xA1") || utf8.starts_with("\xE0\xA2") || utf8.starts_with("\xE0\xA3") ||
        utf8.starts_with("\xE2\x80"))
      return true;
  }
  return false;
}

}  // namespace

std::string directed(std::string_view utf8, text::WritingDirection direction) {
  std::string result;
  if (direction == text::WritingDirection::kRightToLeft)
    result = "\xE2\x80\xAE";
  else if (could_turn(utf8))
    result = "\xE2\x80\xAD";
  return result.append(utf8);
}

int FontMeasure::average() {
  return std::max(1, dc_.GetTextExtent("etaoin shrdlu").x / 13);
}

#ifdef __WXGTK__

struct FontMeasure::Native {
  explicit Native(wxWindow* window)
      : layout(gtk_widget_create_pango_layout(static_cast<GtkWidget*>(window->GetHandle()), nullptr)) {}
  Native(const Native&) = delete;
  Native& operator=(const Native&) = delete;
  ~Native() { g_object_unref(layout); }
  void set(std::string_view utf8) const { pango_layout_set_text(layout, utf8.data(), static_cast<int>(utf8.size())); }

  PangoLayout* layout;
};

void FontMeasure::set_font(const wxFont& font) {
  dc_.SetFont(font);
  pango_layout_set_font_description(native_->layout, font.GetNativeFontInfo()->description);
}

int FontMeasure::width(std::string_view utf8) {
  native_->set(utf8);
  int width = 0;
  pango_layout_get_pixel_size(native_->layout, &width, nullptr);
  return width;
}

std::vector<int> FontMeasure::widths(std::string_view utf8, text::WritingDirection direction) {
  const std::string shown = directed(utf8, direction);
  const std::size_t mark = shown.size() - utf8.size();
  native_->set(shown);
  int width = 0;
  pango_layout_get_pixel_size(native_->layout, &width, nullptr);
  std::vector<int> edges;
  for (std::size_t byte = 0; byte < utf8.size();) {
    byte += length_of(utf8.substr(byte));
    int edge = width;
    if (byte < utf8.size()) {
      PangoRectangle at;
      pango_layout_index_to_pos(native_->layout, static_cast<int>(mark + byte), &at);
      edge = PANGO_PIXELS(at.x);
      if (direction == text::WritingDirection::kRightToLeft) edge = width - edge;
    }
    edges.push_back(std::max(edge, edges.empty() ? 0 : edges.back()));
  }
  return edges;
}

#else

struct FontMeasure::Native {
  explicit Native(wxWindow*) {}
};

void FontMeasure::set_font(const wxFont& font) {
  dc_.SetFont(font);
}

int FontMeasure::width(std::string_view utf8) {
  return dc_.GetTextExtent(to_wx(utf8)).x;
}

std::vector<int> FontMeasure::widths(std::string_view utf8, text::WritingDirection direction) {
  std::vector<int> edges;
  for (std::size_t byte = 0; byte < utf8.size();) {
    byte += length_of(utf8.substr(byte));
    const int edge = width(directed(utf8.substr(0, byte), direction));
    edges.push_back(std::max(edge, edges.empty() ? 0 : edges.back()));
  }
  return edges;
}

#endif

FontMeasure::FontMeasure(wxWindow* window) : dc_(window), native_(std::make_unique<Native>(window)) {}

FontMeasure::~FontMeasure() = default;

}  // namespace polyvocal::gui
