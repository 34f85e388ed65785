#pragma once

#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// The passages that a search or a code gave, under the text: a door to each. GUI thread.
class ResultsPanel : public wxPanel {
 public:
  struct Events {
    std::function<void(std::size_t row)> chosen{};
    /// A value of a facet was picked; an empty one: all.
    std::function<void(const std::string& field, const std::string& value)> narrowed{};
  };
  ResultsPanel(wxWindow* parent, Events events);
  ~ResultsPanel() override;
  /// `results` must live until the next call.
  void show(const Results& results, const std::map<std::string, std::string>& narrowed_to, const GroupLooks& looks);
  /// The choice of a facet: "group", "speaker", "code" or "document".
  wxChoice* facet(const std::string& field) { return facets_.at(field).choice; }
  void clear();
  /// Gives the list the keys, its first row chosen if none was.
  void take_keys();
  void select_all();
  /// The rows that are selected, ascending.
  std::vector<std::size_t> selected() const;
  wxDataViewCtrl* list() { return list_; }

 private:
  /// What narrows the results stands beside what was found where there is room, else below it.
  void arrange();
  class Model;
  struct Facet {
    wxChoice* choice = nullptr;
    std::vector<std::string> values;  ///< parallel to the choice's lines; the first is empty: all
  };
  void show_facets(const Results& results, const std::map<std::string, std::string>& narrowed_to);
  Events events_;
  std::map<std::string, Facet> facets_;
  wxBoxSizer* bar_ = nullptr;
  wxStaticText* title_ = nullptr;
  wxStaticText* count_ = nullptr;
  wxStaticText* empty_ = nullptr;
  wxDataViewCtrl* list_ = nullptr;
  wxObjectDataPtr<Model> model_;
};

}  // namespace polyvocal::gui
