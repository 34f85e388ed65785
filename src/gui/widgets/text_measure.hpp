#pragma once

#include <wx/dcclient.h>
#include <wx/font.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gui/presenter/page_layout.hpp"

namespace polyvocal::gui {

/// Words as they are handed to the toolkit so that they run in `direction` whatever their characters: with an
/// overriding mark before them where the toolkit could judge otherwise.
std::string directed(std::string_view utf8, text::WritingDirection direction);

/// Measures as wxDC::DrawText draws on the window: with Pango on GTK, which knows where each letter of a joined script
/// begins; elsewhere by the widths of beginnings. GUI thread.
class FontMeasure : public WordMeasure {
 public:
  explicit FontMeasure(wxWindow* window);
  ~FontMeasure() override;
  FontMeasure(const FontMeasure&) = delete;
  FontMeasure& operator=(const FontMeasure&) = delete;

  void set_font(const wxFont& font);
  int line_height() { return dc_.GetCharHeight(); }
  int average();
  int width(std::string_view utf8) override;
  std::vector<int> widths(std::string_view utf8, text::WritingDirection direction) override;

 private:
  struct Native;
  wxClientDC dc_;
  std::unique_ptr<Native> native_;
};

}  // namespace polyvocal::gui
