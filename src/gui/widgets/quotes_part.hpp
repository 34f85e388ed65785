#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "gui/presenter/quotes_desk.hpp"
#include "gui/widgets/bench_part.hpp"

class wxButton;
class wxChoice;
class wxPanel;
class wxStaticText;
class wxTextCtrl;

namespace polyvocal::gui {

class QuoteEditorCanvas;
class QuoteListCanvas;

/// The tab of quotes: a collection as it will be read, and beside it the quote in question with the words as they were
/// said.
class QuotesPart : public BenchPart {
 public:
  /// Where the keys are when something is collected, beside the text.
  struct Sources {
    /// The results' selected rows, if the keys are there.
    std::function<std::vector<std::size_t>()> results;
    /// Opens the cell in question of a cross-tab that has the keys, so that the results are its segments; else false.
    std::function<bool()> cell;
  };
  QuotesPart(BenchHost& host, Sources sources);
  ~QuotesPart() override;
  void add_commands(CommandRegistry& commands) override;
  void show(Workbench& bench) override;
  void update(Topic topic) override;
  void leave() override;
  bool takes_keys(const wxWindow* focus) const override;

  QuotesDesk* desk() { return desk_.get(); }
  QuoteListCanvas& list() { return *list_; }
  QuoteEditorCanvas& editor() { return *editor_; }
  wxTextCtrl& rule() { return *rule_; }
  wxChoice& grouping() { return *grouping_; }
  void export_to(const std::filesystem::path& file);

 private:
  void make_bar(wxWindow& parent, wxSizer& sizer);
  void make_editor(wxWindow& parent);
  void show_all();
  void show_quote();
  void collect();
  void clarify(QuotesDesk::Where where);
  void open_quote();
  bool may_write() const;
  bool has_quote() const;

  BenchHost& host_;
  Sources sources_;
  std::unique_ptr<QuotesDesk> desk_;
  bool stale_ = true;    ///< read anew when it comes into sight
  bool placed_ = false;  ///< the sash
  wxPanel* panel_ = nullptr;
  wxPanel* side_ = nullptr;
  wxChoice* collection_ = nullptr;
  wxChoice* grouping_ = nullptr;
  wxStaticText* summary_ = nullptr;
  wxTextCtrl* rule_ = nullptr;
  QuoteListCanvas* list_ = nullptr;
  QuoteEditorCanvas* editor_ = nullptr;
};

}  // namespace polyvocal::gui
