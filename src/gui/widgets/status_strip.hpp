#pragma once

#include <wx/hyperlink.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include <functional>
#include <string>

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// The line at the foot: what just happened, with Undo beside it; what is selected; how large the project is.
class StatusStrip : public wxPanel {
 public:
  StatusStrip(wxWindow* parent, std::function<void()> undo);
  void show(const Status& status);
  void show_place(const std::string& place);
  std::string sentence() const;

 private:
  wxStaticText* sentence_ = nullptr;
  wxStaticText* undo_ = nullptr;
  wxStaticText* place_ = nullptr;
};

}  // namespace polyvocal::gui
