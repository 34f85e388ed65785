#pragma once

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/panel.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/timer.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gui/presenter/memos.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// All memos and decisions: the list at the left, what is open at the right. Shows and asks; MemoDesk decides. GUI
/// thread.
class MemosPanel : public wxPanel {
 public:
  struct Events {
    std::function<void(const std::string& words, MemoShow show)> filtered{};
    std::function<void(std::size_t line)> chosen{};
    std::function<void()> edited{};  ///< after each key; entry() tells what stands there
    std::function<void()> save{};    ///< the keys have left, a pause was made, or a person asks for it
    std::function<void()> left{};    ///< Escape: back to the text
    std::function<void()> door{};    ///< to what the memo is on
    std::function<void(const char* command)> command{};
  };
  MemosPanel(wxWindow* parent, Events events);

  void show_list(const std::vector<MemoLine>& lines, std::optional<std::size_t> current);
  /// Shows it in the editor; where the fields hold its words already, the caret stays.
  void show_entry(const std::optional<MemoEntry>& entry);
  std::string title() const;
  std::string body() const;
  std::string day() const;
  model::MemoKind kind() const;
  /// The keys go into the body; of a decision into its line.
  void write();
  RowsPanel& rows() { return *rows_; }
  wxTextCtrl& body_field() { return *body_; }
  wxTextCtrl& title_field() { return *title_; }

 private:
  void make_editor(wxSizer& sizer);
  void typed();
  void save();
  Events events_;
  RowsPanel* rows_ = nullptr;
  wxPanel* editor_ = nullptr;
  wxStaticText* empty_ = nullptr;
  wxStaticText* about_ = nullptr;
  wxButton* door_ = nullptr;
  wxTextCtrl* title_ = nullptr;
  wxStaticText* kind_label_ = nullptr;
  wxChoice* kind_ = nullptr;
  wxStaticText* day_label_ = nullptr;
  wxTextCtrl* day_ = nullptr;
  wxTextCtrl* body_ = nullptr;
  bool decision_ = false;
  bool filling_ = false;
  std::size_t show_ = 0;
  wxTimer pause_;
};

}  // namespace polyvocal::gui
