#pragma once

#include <wx/panel.h>
#include <wx/srchctrl.h>
#include <wx/stattext.h>

#include "gui/presenter/workbench.hpp"
#include "gui/widgets/code_picker_panel.hpp"
#include "gui/widgets/transcript_canvas.hpp"

namespace polyvocal::gui {

/// The reading pane: the document's name and place, find in this text, the page, and the picker over it. GUI thread.
class PagePanel : public wxPanel {
 public:
  explicit PagePanel(wxWindow* parent);

  void show(Workbench* bench);
  /// What the workbench says has changed.
  void update(Topic topic);
  TranscriptCanvas& canvas() { return *canvas_; }
  CodePickerPanel& picker() { return *picker_; }
  void open_picker(model::CodeId parent);
  /// The picker at the foot of the page, for what is not on the page: results.
  void open_picker_for(const wxString& what, model::CodeId parent, CodePickerPanel::Events events);
  void focus_find();
  void find_step(Direction direction);

 private:
  void find();
  void show_header();

  Workbench* bench_ = nullptr;
  wxStaticText* name_ = nullptr;
  wxStaticText* facts_ = nullptr;
  wxStaticText* place_ = nullptr;
  wxSearchCtrl* find_ = nullptr;
  wxStaticText* empty_ = nullptr;
  TranscriptCanvas* canvas_ = nullptr;
  CodePickerPanel* picker_ = nullptr;
  std::vector<text::CodePointRange> hits_;
  std::size_t hit_ = 0;
  bool told_ = false;  ///< the canvas itself told of the selection: it need not be told back
};

}  // namespace polyvocal::gui
