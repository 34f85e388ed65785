#pragma once

#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/scrolwin.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include "gui/presenter/code_details.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

/// The tab of one code: name, definition, rules, example, colour, whether it is a theme. What is written is kept when
/// the keys leave a field, or another code is chosen. Also what else is done to codes and codings: splitting, coding by
/// rule, tables. GUI thread.
class CodePart : public BenchPart {
 public:
  explicit CodePart(BenchHost& host);
  void add_commands(CommandRegistry& commands) override;
  void show(Workbench& bench) override;
  void update(Topic topic) override;
  void leave() override { keep(); }
  /// Shows a code.
  void open(model::CodeId code);
  wxTextCtrl& definition() { return *definition_; }
  wxWindow& panel() { return *panel_; }

 private:
  wxTextCtrl* add_field(wxSizer& sizer, const char* label, int lines);
  void fill();
  void keep();
  CodeDetails written() const;
  BenchHost& host_;
  std::optional<CodeDetails> shown_;
  bool filling_ = false;
  wxScrolledWindow* panel_ = nullptr;
  wxStaticText* path_ = nullptr;
  wxTextCtrl* name_ = nullptr;
  wxTextCtrl* key_ = nullptr;
  wxTextCtrl* definition_ = nullptr;
  wxTextCtrl* include_ = nullptr;
  wxTextCtrl* exclude_ = nullptr;
  wxTextCtrl* example_ = nullptr;
  wxChoice* colour_ = nullptr;
  wxCheckBox* theme_ = nullptr;
};

}  // namespace polyvocal::gui
