#pragma once

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include <functional>
#include <string_view>
#include <vector>

#include "gui/presenter/participants_plan.hpp"

namespace polyvocal::gui {

/// A table of participants before it is joined: what its columns say, and what each row would find. GUI thread.
class ParticipantsPanel : public wxPanel {
 public:
  struct Events {
    std::function<void(std::string_view)> run;  ///< a command of the window
    std::function<void()> changed;              ///< columns say something else: rehearse again
  };
  ParticipantsPanel(wxWindow* parent, Events events);
  ~ParticipantsPanel() override;

  /// Shows a plan, or none; it must live until the next call.
  void show_plan(ParticipantsPlan* plan);
  /// What the rehearsal found; an error is why it cannot be done.
  void show_rehearsal(const app::ParticipantsReport& report);
  void show_refusal(const std::string& sentence);

  void choose_column(std::size_t column);
  wxDataViewCtrl* columns() { return columns_; }
  wxChoice* says() { return says_; }
  wxChoice* match() { return match_; }
  wxButton* start_button() { return start_; }
  const std::vector<ParticipantsPlan::Row>& rows() const;
  std::string sentence() const;

 private:
  class ColumnModel;
  class RowModel;
  wxButton* command_button(const char* label, const char* command);
  void chosen();

  Events events_;
  ParticipantsPlan* plan_ = nullptr;
  wxStaticText* facts_ = nullptr;
  wxChoice* match_ = nullptr;
  wxDataViewCtrl* columns_ = nullptr;
  wxObjectDataPtr<ColumnModel> column_model_;
  wxStaticText* column_ = nullptr;
  wxChoice* says_ = nullptr;
  wxDataViewCtrl* rows_ = nullptr;
  wxObjectDataPtr<RowModel> row_model_;
  wxStaticText* sentence_ = nullptr;
  wxButton* start_ = nullptr;
};

}  // namespace polyvocal::gui
