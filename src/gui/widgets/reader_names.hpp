#pragma once

#include <wx/eventfilter.h>
#include <wx/window.h>

namespace polyvocal::gui {

/// Gives every control that has a name of its own (wxWindow::SetName, in the words of the catalogue) that name for
/// screen readers too: the toolkit does not. Names what lies below `window` now, itself included; what has only a
/// toolkit's default name keeps its label. GUI thread.
void name_for_readers(wxWindow& window);

/// A sentence that a screen reader says about the control that has the keys, anew whenever it changes.
void describe_for_readers(wxWindow& window, const wxString& sentence);

/// While it lives, windows and dialogs get their names when they are shown, controls made later when they get the keys.
class ReaderNames : public wxEventFilter {
 public:
  ReaderNames() { wxEvtHandler::AddFilter(this); }
  ~ReaderNames() override { wxEvtHandler::RemoveFilter(this); }
  ReaderNames(const ReaderNames&) = delete;
  ReaderNames& operator=(const ReaderNames&) = delete;
  int FilterEvent(wxEvent& event) override;
};

}  // namespace polyvocal::gui
