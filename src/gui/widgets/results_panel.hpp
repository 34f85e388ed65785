#pragma once

#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include <functional>

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// The passages that a search or a code gave, under the text: a door to each. GUI thread.
class ResultsPanel : public wxPanel {
 public:
  ResultsPanel(wxWindow* parent, const std::function<void(std::size_t row)>& chosen);
  ~ResultsPanel() override;
  /// `results` must live until the next call.
  void show(const Results& results, const GroupLooks& looks);
  void clear();
  /// Gives the list the keys, its first row chosen if none was.
  void take_keys();
  /// The rows that are selected, ascending.
  std::vector<std::size_t> selected() const;
  wxDataViewCtrl* list() { return list_; }

 private:
  class Model;
  wxStaticText* title_ = nullptr;
  wxStaticText* count_ = nullptr;
  wxStaticText* empty_ = nullptr;
  wxDataViewCtrl* list_ = nullptr;
  wxObjectDataPtr<Model> model_;
};

}  // namespace polyvocal::gui
