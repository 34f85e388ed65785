#pragma once

#include <wx/panel.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <functional>
#include <vector>

#include "gui/presenter/code_picker.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// Opens at the selection: some letters, Enter, coded. Up and Down move, Shift+Enter makes a new code, Esc leaves. A
/// child of the page, not a window of its own, so that the keys never go elsewhere. GUI thread.
class CodePickerPanel : public wxPanel {
 public:
  struct Events {
    std::function<void(model::CodeId)> chosen;
    std::function<void(const std::string& name, model::CodeId parent)> created;
    std::function<void()> left;
  };
  CodePickerPanel(wxWindow* parent, Events events);

  /// Shows the picker for a selection of `words` words; a new code would go under `parent`. `below`: the selection's
  /// last line in the parent's coordinates.
  void open(const Workbench& bench, std::int64_t words, model::CodeId parent, wxRect below);
  /// The same for something else than the selection: `what` stands where the words are counted, `events` hear of it
  /// once. An empty `created` makes no new codes.
  void open(const Workbench& bench, const wxString& what, model::CodeId parent, wxRect below, Events events);
  void close();
  bool is_open() const { return IsShown(); }
  wxTextCtrl* field() { return field_; }

 private:
  void refill();
  void say_current();
  void place();
  void paint_list();
  void move(int by);
  void take();
  void create();

  Events events_;
  Events own_;  ///< those of the selection
  const Workbench* bench_ = nullptr;
  model::CodeId parent_code_;
  wxRect below_;
  wxTextCtrl* field_ = nullptr;
  wxStaticText* words_ = nullptr;
  wxPanel* list_ = nullptr;
  wxStaticText* hint_ = nullptr;
  std::vector<PickerRow> rows_;
  std::size_t current_ = 0;
  std::size_t first_ = 0;  ///< topmost row shown
};

}  // namespace polyvocal::gui
