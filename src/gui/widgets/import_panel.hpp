#pragma once

#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/gauge.h>
#include <wx/panel.h>
#include <wx/simplebook.h>
#include <wx/stattext.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gui/presenter/import_plan.hpp"
#include "gui/widgets/import_file_panel.hpp"

namespace polyvocal::gui {

/// The import assistant: files with their marks at the left, the chosen one at the right, what will be done below; then
/// how it ended. Decides nothing: buttons are commands of the window. GUI thread.
class ImportPanel : public wxPanel {
 public:
  struct Events {
    std::function<void(std::string_view)> run;       ///< a command of the window
    std::function<void()> changed;                   ///< a choice was made, or another file is looked at
    std::function<void(std::size_t file)> as_table;  ///< the file is a table of participants
  };
  ImportPanel(wxWindow* parent, Events events);
  ~ImportPanel() override;

  /// Shows another plan, or none: it must live until the next call.
  void show_plan(ImportPlan* plan);
  /// The plan as it stands now: marks, figures, the chosen file.
  void refresh();
  /// Files are still being looked for.
  void set_listing(bool listing);
  /// The import runs: `done` of `total` files. Choices are locked until show_outcome.
  void show_progress(std::size_t done, std::size_t total);
  void show_stopping();
  void show_outcome(ImportOutcome outcome);
  const ImportOutcome& outcome() const { return outcome_; }
  bool showing_outcome() const { return pages_->GetSelection() == 1; }

  std::optional<std::size_t> chosen() const;
  void choose(std::size_t file);
  /// Goes to the next file that wants a look.
  void choose_next_to_check();
  ImportFilePanel& file_panel() { return *file_; }
  wxDataViewCtrl* files() { return files_; }
  wxButton* start_button() { return start_; }
  std::string sentence() const;

 private:
  class FileModel;
  class OutcomeModel;
  wxPanel* make_plan_page();
  wxPanel* make_outcome_page();
  wxButton* command_button(wxWindow* parent, const char* label, const char* command);

  Events events_;
  ImportPlan* plan_ = nullptr;
  bool listing_ = false;
  bool running_ = false;
  ImportOutcome outcome_;
  wxSimplebook* pages_ = nullptr;
  wxStaticText* totals_ = nullptr;
  wxButton* next_ = nullptr;
  wxDataViewCtrl* files_ = nullptr;
  wxObjectDataPtr<FileModel> file_model_;
  ImportFilePanel* file_ = nullptr;
  wxGauge* gauge_ = nullptr;
  wxStaticText* doing_ = nullptr;
  wxButton* cancel_ = nullptr;
  wxButton* start_ = nullptr;
  wxStaticText* headline_ = nullptr;
  wxStaticText* detail_ = nullptr;
  wxDataViewCtrl* rows_ = nullptr;
  wxObjectDataPtr<OutcomeModel> outcome_model_;
};

}  // namespace polyvocal::gui
