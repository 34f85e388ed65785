#pragma once

#include <wx/bmpbuttn.h>
#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <functional>
#include <optional>
#include <vector>

#include "gui/presenter/import_plan.hpp"

namespace polyvocal::gui {

class TranscriptCanvas;

/// One file of the plan: what was recognised, and where a person says otherwise. GUI thread.
class ImportFilePanel : public wxPanel {
 public:
  struct Events {
    std::function<void()> changed;                   ///< a choice was made; the plan has it already
    std::function<void(std::size_t file)> as_table;  ///< the file is a table of participants
    std::function<void(std::string_view)> run;       ///< a command of the window
  };
  ImportFilePanel(wxWindow* parent, Events events);
  ~ImportFilePanel() override;

  /// Shows a file of `plan`, which must live until the next call; null = none.
  void show(ImportPlan* plan, std::optional<std::size_t> file);
  /// The same file as it stands now.
  void refresh();

  // What the commands do; they act on the labels selected in the table.
  bool has_speaker() const;
  void begin_rename();
  void merge_selected();
  void set_use(SpeakerUse use);
  void add_label();

  std::vector<std::size_t> selected() const;
  void select_speaker(std::size_t row);
  wxDataViewCtrl* speakers() { return speakers_; }
  wxTextCtrl* speaker_name() { return speaker_name_; }
  wxTextCtrl* document_name() { return name_; }
  wxChoice* encoding() { return encoding_; }
  wxButton* as_table() { return as_table_; }

 private:
  class Model;
  void make_choices(wxSizer& sizer);
  void make_speakers(wxSizer& sizer);
  wxButton* command_button(const char* label, const char* command);
  void show_remarks();
  void show_encodings();
  void show_speakers();
  void chosen();
  void on_key(wxKeyEvent& event);

  Events events_;
  ImportPlan* plan_ = nullptr;
  std::optional<std::size_t> file_;
  bool showing_ = false;  ///< controls are being filled: what they tell is no choice
  wxPanel* body_ = nullptr;
  wxStaticText* empty_ = nullptr;
  wxTextCtrl* name_ = nullptr;
  wxStaticText* facts_ = nullptr;
  wxStaticText* path_ = nullptr;
  wxChoice* encoding_ = nullptr;
  wxCheckBox* no_speakers_ = nullptr;
  wxCheckBox* notes_ = nullptr;
  wxBoxSizer* remarks_ = nullptr;
  std::vector<std::string> remarks_shown_;
  wxButton* as_table_ = nullptr;
  wxPanel* speakers_panel_ = nullptr;
  wxDataViewCtrl* speakers_ = nullptr;
  wxObjectDataPtr<Model> model_;
  wxTextCtrl* speaker_name_ = nullptr;
  wxStaticText* text_head_ = nullptr;
  TranscriptCanvas* canvas_ = nullptr;
  std::shared_ptr<const PageText> page_;
};

}  // namespace polyvocal::gui
