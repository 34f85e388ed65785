#pragma once

#include <wx/scrolwin.h>

#include <functional>
#include <vector>

#include "gui/presenter/inspector.hpp"
#include "gui/widgets/readable.hpp"

namespace polyvocal::gui {

/// What is known of the caret's place, drawn as quiet sections. A click on a coding makes it the active one. GUI
/// thread.
class InspectorPanel : public wxScrolledCanvas {
 public:
  InspectorPanel(wxWindow* parent, std::function<void(model::CodingId)> chosen);
  void show(std::vector<InspectorSection> sections);

 private:
  /// Lays out and, with a DC to draw on, paints. Returns the height.
  int lay_out(wxDC& dc, bool paint);
  std::vector<InspectorSection> sections_;
  struct Place {
    int top = 0;
    int bottom = 0;
    model::CodingId coding;
  };
  std::vector<Place> places_;
  std::function<void(model::CodingId)> chosen_;
  ReadableLines words_;
  std::unique_ptr<Readable> readable_;
};

}  // namespace polyvocal::gui
