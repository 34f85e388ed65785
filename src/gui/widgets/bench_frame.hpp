#pragma once

#include <wx/aui/framemanager.h>
#include <wx/frame.h>
#include <wx/notebook.h>
#include <wx/srchctrl.h>
#include <wx/stattext.h>
#include <wx/timer.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "gui/presenter/commands.hpp"
#include "gui/presenter/jobs.hpp"
#include "gui/presenter/workbench.hpp"
#include "gui/widgets/bench_part.hpp"
#include "gui/widgets/reader_names.hpp"
#include "gui/widgets/transcript_canvas.hpp"

namespace polyvocal::gui {

class CodePart;
class CodeTreePanel;
class CrosstabPanel;
class CrosstabPart;
class ImportPart;
class InspectorPanel;
class KeysPart;
class NavigatorPart;
class SetsPart;
class PagePanel;
class ParticipantsPart;
class QuotesPart;
class ResultsPanel;
class RowsPanel;
class StartPage;
class StatusStrip;

/// The window: choose at the left, read in the middle, know at the right, results under the text. Lays out, binds
/// commands, and hands what the workbench says to its panes; decides nothing else. GUI thread.
class BenchFrame : public wxFrame, public BenchHost {
 public:
  BenchFrame();
  ~BenchFrame() override;

  /// Opens a project; false (with a sentence in the status strip) if it cannot be opened.
  bool open_project(const std::filesystem::path& path);
  bool create_project(const std::filesystem::path& path);
  Workbench* bench() override { return bench_.get(); }
  wxWindow& window() override { return *this; }
  wxBookCtrlBase& choose() override { return *left_; }
  wxBookCtrlBase& read() override { return *views_; }
  wxBookCtrlBase& know() override { return *right_; }
  Jobs& jobs() override { return *jobs_; }
  bool run(std::string_view command) override { return commands_.run(command); }
  void bring_to_front(wxWindow& tab) override;
  void bring_to_text() override;
  void show_text(model::DocumentId document, text::CodePointRange range) override;
  void show_case(model::CaseId case_id) override;
  model::SetKind chosen_kind() override;
  std::vector<std::int64_t> chosen(model::SetKind kind) override;
  model::CodeId code_in_question() override;
  std::filesystem::path ask_for_file(std::string_view question, const wxString& wildcard, long style) override;
  const CommandRegistry& commands() const { return commands_; }
  const Keymap& keymap() const { return keymap_; }
  PagePanel& page() { return *page_; }
  CodeTreePanel& codes() { return *codes_; }
  ResultsPanel& results() { return *results_; }
  RowsPanel& documents();
  NavigatorPart& navigator() { return *navigator_; }
  SetsPart& sets() { return *sets_; }
  CrosstabPanel& crosstab();
  CrosstabPart& crosstab_part() { return *crosstab_; }
  KeysPart& keys() { return *keys_; }
  CodePart& code_part() { return *code_part_; }
  QuotesPart& quotes() { return *quotes_; }
  wxSearchCtrl& search_field() { return *search_; }
  ImportPart& import_assistant() { return *import_; }
  ParticipantsPart& participants() { return *participants_; }

  // What commands do beyond the workbench: in bench_commands.cpp.
  void import_documents(const std::vector<std::filesystem::path>& paths);
  void import_participants(const std::filesystem::path& file);
  void import_codebook(const std::filesystem::path& file);
  void export_quotes(const std::filesystem::path& file);
  void search(const std::string& query);
  /// Files that were dropped: a project is opened, anything else goes to the import assistant.
  void take_files(const std::vector<std::filesystem::path>& files);
  void export_crosstab(const std::filesystem::path& file);
  /// Opens the sample study, made in the user's own folder the first time.
  void open_sample();

 private:
  void make_panes();
  void make_parts();
  void leave();
  void make_header(wxSizer& sizer);
  void make_menus();
  void fill_menu_bar();
  void read_keys();
  void change_keys(const std::string& own);
  wxMenu* make_menu(const std::vector<MenuItem>& items);
  void add_commands();
  void add_project_commands();
  void add_code_commands();
  void add_results_commands();
  void add_view_commands();
  void show_project();
  void update(Topic topic);
  void restore();
  void on_key(wxKeyEvent& event);
  void on_close(wxCloseEvent& event);
  void toggle_pane(const char* name);
  bool pane_shown(const char* name);
  void set_zoom(double zoom);
  void choose_colours(const std::string& mode);
  void open_palette();
  void remember();
  void no_project();

  ReaderNames reader_names_;
  std::unique_ptr<Workbench> bench_;
  CommandRegistry commands_;
  Keymap keymap_;
  std::map<int, std::string> menu_commands_;
  wxPanel* middle_ = nullptr;
  wxAuiManager panes_;
  wxStaticText* title_ = nullptr;
  wxStaticText* facts_ = nullptr;
  wxStaticText* coder_ = nullptr;
  wxSearchCtrl* search_ = nullptr;
  wxPanel* header_ = nullptr;
  wxNotebook* left_ = nullptr;
  wxNotebook* views_ = nullptr;
  wxNotebook* right_ = nullptr;
  StartPage* start_ = nullptr;
  PagePanel* page_ = nullptr;
  CodeTreePanel* codes_ = nullptr;
  ResultsPanel* results_ = nullptr;
  InspectorPanel* inspector_ = nullptr;
  StatusStrip* status_ = nullptr;
  std::vector<std::unique_ptr<BenchPart>> parts_;
  CrosstabPart* crosstab_ = nullptr;          ///< one of parts_
  CodePart* code_part_ = nullptr;             ///< one of parts_
  KeysPart* keys_ = nullptr;                  ///< one of parts_
  NavigatorPart* navigator_ = nullptr;        ///< one of parts_
  SetsPart* sets_ = nullptr;                  ///< one of parts_
  ImportPart* import_ = nullptr;              ///< one of parts_
  ParticipantsPart* participants_ = nullptr;  ///< one of parts_
  QuotesPart* quotes_ = nullptr;              ///< one of parts_
  bool reading_ = false;
  TranscriptCanvas::Snap snap_ = TranscriptCanvas::Snap::kGraphemes;
  wxString before_reading_;
  wxTimer poll_;
  wxTimer search_delay_;
  std::unique_ptr<Jobs> jobs_;
};

}  // namespace polyvocal::gui
