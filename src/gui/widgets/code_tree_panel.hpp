#pragma once

#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/srchctrl.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <functional>
#include <set>
#include <vector>

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// The code tree: filter, names with swatches, segments and cases (rolled up). Drag a code onto another to move it,
/// onto the text to apply it; F2 renames in place. GUI thread.
class CodeTreePanel : public wxPanel {
 public:
  struct Events {
    std::function<void(model::CodeId)> activated;  ///< double click or Enter: apply or show
    std::function<void()> selection_changed;
  };
  CodeTreePanel(wxWindow* parent, Events events);
  ~CodeTreePanel() override;

  /// Shows a project's codes (nullptr: none); called again after every change.
  void show(Workbench* bench);
  std::vector<model::CodeId> selected() const;
  /// The code under the cursor, zero if none.
  model::CodeId current() const;
  void select(model::CodeId code);
  void begin_rename();
  /// True while a name is being typed into the tree: its letters are no shortcuts.
  bool editing() const { return name_field_ != nullptr; }
  void focus_filter();
  wxDataViewCtrl* tree() { return tree_; }

 private:
  class Model;
  void refill();
  void wrap_empty();
  void end_rename(model::CodeId code, bool keep);
  void expand_known();

  Events events_;
  Workbench* bench_ = nullptr;
  wxSearchCtrl* filter_ = nullptr;
  wxDataViewCtrl* tree_ = nullptr;
  wxStaticText* empty_ = nullptr;
  wxObjectDataPtr<Model> model_;
  std::set<std::int64_t> collapsed_;
  wxTextCtrl* name_field_ = nullptr;  ///< over the row whose name is being typed
};

}  // namespace polyvocal::gui
