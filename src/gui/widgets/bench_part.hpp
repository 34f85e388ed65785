#pragma once

#include <wx/bookctrl.h>

#include <filesystem>
#include <string_view>

#include "gui/presenter/commands.hpp"
#include "gui/presenter/jobs.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// What a part of the window may ask of the window. GUI thread.
class BenchHost {
 public:
  BenchHost() = default;
  BenchHost(const BenchHost&) = delete;
  BenchHost& operator=(const BenchHost&) = delete;
  virtual ~BenchHost() = default;

  virtual Workbench* bench() = 0;        ///< null without a project
  virtual wxWindow& window() = 0;        ///< parent of dialogs
  virtual wxBookCtrlBase& choose() = 0;  ///< the tabs at the left: choose
  virtual wxBookCtrlBase& read() = 0;    ///< the tabs in the middle: read and compare
  virtual wxBookCtrlBase& know() = 0;    ///< the tabs at the right: know
  virtual Jobs& jobs() = 0;
  virtual bool run(std::string_view command) = 0;
  /// Makes a tab the one in front, showing its pane if that is hidden.
  virtual void bring_to_front(wxWindow& tab) = 0;
  virtual void bring_to_text() = 0;
  /// Goes to words in the text, with the text in front.
  virtual void show_text(model::DocumentId document, text::CodePointRange range) = 0;
  /// Goes to a case's first words.
  virtual void show_case(model::CaseId case_id) = 0;
  /// What the list in front at the left is of (codes where it is of something else), and what is chosen in that list.
  virtual model::SetKind chosen_kind() = 0;
  virtual std::vector<std::int64_t> chosen(model::SetKind kind) = 0;
  /// The code of the coding in question, or, with the keys in the tree, the one under its cursor; zero if none.
  virtual model::CodeId code_in_question() = 0;
  /// Asks for a file (`style` as wxFileDialog's); empty if the person thought better of it.
  virtual std::filesystem::path ask_for_file(std::string_view question, const wxString& wildcard, long style) = 0;
};

/// One part of the window: its tabs and its commands. Made once, with the window, before the menus; told of every
/// project that is opened and of everything that changes. GUI thread.
class BenchPart {
 public:
  BenchPart() = default;
  BenchPart(const BenchPart&) = delete;
  BenchPart& operator=(const BenchPart&) = delete;
  virtual ~BenchPart() = default;

  virtual void add_commands(CommandRegistry& commands) { (void)commands; }
  /// Another project is open: `bench` lives until leave() and the next call. update(kProject) follows.
  virtual void show(Workbench& bench) { (void)bench; }
  virtual void update(Topic topic) { (void)topic; }
  /// The project is about to be closed, or the window: what is half written goes to disk now.
  virtual void leave() {}
  /// True if commands on keys without Ctrl or Alt are taken while `focus` has the keys: lists and drawn views.
  virtual bool takes_keys(const wxWindow* focus) const {
    (void)focus;
    return false;
  }
};

}  // namespace polyvocal::gui
