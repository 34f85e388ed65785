#include "gui/widgets/quotes_part.hpp"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/filedlg.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/splitter.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/textdlg.h>

#include "gui/widgets/look.hpp"
#include "gui/widgets/quote_canvases.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

QuotesPart::QuotesPart(BenchHost& host, Sources sources) : host_(host), sources_(std::move(sources)) {
  const auto& colours = Look::get().colours();
  panel_ = new wxPanel(&host.read());
  panel_->SetBackgroundColour(to_wx(colours.bar));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  make_bar(*panel_, *sizer);
  auto* split = new wxSplitterWindow(panel_, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxSP_LIVE_UPDATE);
  split->SetMinimumPaneSize(panel_->FromDIP(220));
  split->SetSashGravity(0.6);
  QuoteListCanvas::Events list;
  list.chosen = [this](std::size_t quote) {
    desk_->choose(quote);
    show_quote();
  };
  list.stepped = [this](Direction direction) {
    desk_->step(direction);
    show_quote();
    list_->scroll_to_current();
  };
  list.opened = [this] { open_quote(); };
  list.removed = [this] { host_.run("quote.remove"); };
  list_ = new QuoteListCanvas(split, std::move(list));
  make_editor(*split);
  split->SplitVertically(list_, side_, panel_->FromDIP(580));
  // The sash has its place once the tab has a size.
  split->Bind(wxEVT_SIZE, [this, split](wxSizeEvent& event) {
    event.Skip();
    if (placed_ || event.GetSize().x < panel_->FromDIP(400)) return;
    placed_ = true;
    split->CallAfter([split] { split->SetSashPosition(split->GetClientSize().x * 56 / 100); });
  });
  sizer->Add(split, 1, wxEXPAND);
  panel_->SetSizer(sizer);
  host.read().AddPage(panel_, tr("pane.quotes"));
  host.read().Bind(wxEVT_NOTEBOOK_PAGE_CHANGED, [this](wxBookCtrlEvent& event) {
    event.Skip();
    if (stale_) show_all();
  });
}

QuotesPart::~QuotesPart() = default;

void QuotesPart::make_bar(wxWindow& parent, wxSizer& sizer) {
  auto* bar = new wxBoxSizer(wxHORIZONTAL);
  const auto gap = parent.FromDIP(8);
  collection_ = new wxChoice(&parent, wxID_ANY);
  collection_->SetName(tr("quotes.collection"));
  collection_->SetMinSize(wxSize(parent.FromDIP(180), -1));
  summary_ = new wxStaticText(&parent, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  summary_->SetForegroundColour(to_wx(Look::get().colours().secondary));
  grouping_ = new wxChoice(&parent, wxID_ANY);
  grouping_->Append(tr("quotes.by-theme"));
  grouping_->Append(tr("quotes.by-group"));
  grouping_->SetSelection(0);
  grouping_->SetName(tr("quotes.order"));
  auto* fresh = new wxButton(&parent, wxID_ANY, tr("command.quotes.new-collection"));
  auto* file = new wxButton(&parent, wxID_ANY, tr("quotes.export"));
  bar->Add(collection_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, parent.FromDIP(16));
  bar->Add(summary_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, gap);
  for (wxWindow* control : std::initializer_list<wxWindow*>{grouping_, fresh, file})
    bar->Add(control, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, gap);
  bar->AddSpacer(gap);
  sizer.Add(bar, 0, wxEXPAND | wxTOP | wxBOTTOM, parent.FromDIP(6));
  collection_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    if (!desk_) return;
    desk_->choose_collection(static_cast<std::size_t>(collection_->GetSelection()));
    show_quote();
  });
  grouping_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    if (!desk_) return;
    desk_->group_by(grouping_->GetSelection() == 1 ? QuoteGrouping::kGroups : QuoteGrouping::kThemes);
    show_quote();
  });
  fresh->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { host_.run("quotes.new-collection"); });
  file->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { host_.run("quotes.export-collection"); });
}

void QuotesPart::make_editor(wxWindow& parent) {
  const auto& colours = Look::get().colours();
  side_ = new wxPanel(&parent);
  side_->SetBackgroundColour(to_wx(colours.pane));
  QuoteEditorCanvas::Events events;
  events.chosen = [this](std::size_t word, bool extend) {
    desk_->choose_word(word, extend);
    editor_->show(desk_.get(), &host_.bench()->looks());
  };
  events.stepped = [this](Direction direction, bool extend) {
    desk_->step_word(direction, extend);
    editor_->show(desk_.get(), &host_.bench()->looks());
  };
  events.opened = [this] { open_quote(); };
  events.removed = [this] { host_.run("quote.remove"); };
  editor_ = new QuoteEditorCanvas(side_, std::move(events));
  auto* label = new wxStaticText(side_, wxID_ANY, tr("quotes.attribution"));
  label->SetForegroundColour(to_wx(colours.secondary));
  rule_ = new wxTextCtrl(side_, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  rule_->SetName(tr("quotes.attribution"));
  rule_->SetHint("{pseudonym} ({role})");
  const auto row = side_->FromDIP(12);
  auto* bottom = new wxBoxSizer(wxHORIZONTAL);
  bottom->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, side_->FromDIP(16));
  bottom->Add(rule_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, row);
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(editor_, 1, wxEXPAND);
  sizer->Add(bottom, 0, wxEXPAND | wxTOP | wxBOTTOM, side_->FromDIP(8));
  side_->SetSizer(sizer);
  rule_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
    if (!desk_ || !may_write()) return;
    desk_->set_rule(from_wx(rule_->GetValue()));
    list_->SetFocus();
  });
}

bool QuotesPart::may_write() const {
  return desk_ && host_.bench() != nullptr && !host_.bench()->session().project().read_only();
}

bool QuotesPart::has_quote() const {
  return may_write() && desk_->current() != nullptr;
}

void QuotesPart::add_commands(CommandRegistry& commands) {
  const auto writing = [this] { return may_write(); };
  const auto quote = [this] { return has_quote(); };
  commands.add({"view.quotes",
                [this] {
                  host_.bring_to_front(*panel_);
                  list_->SetFocus();
                },
                [this] { return host_.bench() != nullptr; },
                {}});
  commands.add({"quote.collect", [this] { collect(); }, writing, {}});
  commands.add({"quote.omit", [this] { desk_->omit(); }, quote, {}});
  commands.add({"quote.clarify", [this] { clarify(QuotesDesk::Where::kBehind); }, quote, {}});
  commands.add({"quote.replace", [this] { clarify(QuotesDesk::Where::kInPlace); }, quote, {}});
  commands.add({"quote.restore", [this] { desk_->restore(); }, quote, {}});
  commands.add({"quote.up", [this] { desk_->move(Direction::kBack); }, quote, {}});
  commands.add({"quote.down", [this] { desk_->move(Direction::kForward); }, quote, {}});
  commands.add({"quote.theme", [this] { desk_->place_under(host_.code_in_question()); }, quote, {}});
  commands.add({"quote.status", [this] { desk_->next_status(); }, quote, {}});
  commands.add({"quote.remove", [this] { desk_->remove(); }, quote, {}});
  commands.add({"quotes.new-collection",
                [this] {
                  const wxString name = wxGetTextFromUser(
                      tr("dialog.new-collection"), tr("command.quotes.new-collection"), wxString(), &host_.window());
                  if (!name.empty()) desk_->make_collection(from_wx(name));
                },
                writing,
                {}});
  commands.add(
      {"quotes.export-collection",
       [this] {
         const auto path = host_.ask_for_file(
             "dialog.export",
             "Word (*.docx)|*.docx|Excel (*.xlsx)|*.xlsx|HTML (*.html)|*.html|Markdown (*.md)|*.md|CSV (*.csv)|*.csv",
             wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
         if (!path.empty()) export_to(path);
       },
       [this] { return desk_ && desk_->collection() != nullptr; },
       {}});
}

void QuotesPart::show(Workbench& bench) {
  desk_ = std::make_unique<QuotesDesk>(bench);
  grouping_->SetSelection(0);
}

void QuotesPart::leave() {
  list_->show(nullptr, nullptr);
  editor_->show(nullptr, nullptr);
  desk_.reset();
}

void QuotesPart::update(Topic topic) {
  if (topic != Topic::kProject || !desk_) return;
  // Reading every quote's words costs; a tab that is not looked at waits.
  stale_ = true;
  if (panel_->IsShownOnScreen()) show_all();
}

void QuotesPart::show_all() {
  if (!desk_) return;
  stale_ = false;
  desk_->refresh();
  show_quote();
}

void QuotesPart::show_quote() {
  const auto& looks = host_.bench()->looks();
  wxArrayString names;
  for (const auto& view : desk_->collections()) names.Add(to_wx(view.head.name));
  if (names != collection_->GetStrings()) collection_->Set(names);
  if (!names.empty()) collection_->SetSelection(static_cast<int>(desk_->chosen_collection()));
  collection_->Enable(!names.empty());
  const auto* view = desk_->collection();
  summary_->SetLabelText(
      view == nullptr
          ? wxString()
          : tr("quotes.summary",
               {{"quotes", messages::counted("count.quotes", static_cast<std::int64_t>(view->quotes.size()))},
                {"from", messages::counted("count.from-participants", static_cast<std::int64_t>(view->voices.size()))},
                {"words", messages::counted("count.words", view->words)}}));
  const auto* quote = desk_->current();
  rule_->ChangeValue(quote == nullptr ? wxString() : to_wx(quote->rule));
  rule_->Enable(quote != nullptr && may_write());
  list_->show(desk_.get(), &looks);
  list_->scroll_to_current();
  editor_->show(desk_.get(), &looks);
}

bool QuotesPart::takes_keys(const wxWindow* focus) const {
  return focus == list_ || focus == editor_;
}

void QuotesPart::collect() {
  if (const auto rows = sources_.results(); !rows.empty()) {
    desk_->collect_results(rows);
  } else if (sources_.cell()) {
    std::vector<std::size_t> all(host_.bench()->results().rows.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    desk_->collect_results(all);
  } else {
    desk_->collect_from_text();
  }
  if (panel_->IsShownOnScreen()) show_quote();
}

void QuotesPart::clarify(QuotesDesk::Where where) {
  const wxString words =
      wxGetTextFromUser(tr("dialog.clarification"), tr("command.quote.clarify"), wxString(), &host_.window());
  if (!words.empty()) desk_->clarify(from_wx(words), where);
}

void QuotesPart::open_quote() {
  const auto* quote = desk_ ? desk_->current() : nullptr;
  if (quote == nullptr || quote->quote.ranges.empty()) return;
  const auto& ranges = quote->quote.ranges;
  host_.show_text(quote->quote.document,
                  {ranges.front().range.start, std::max(ranges.front().range.end, ranges.back().range.end)});
}

void QuotesPart::export_to(const std::filesystem::path& file) {
  desk_->export_to(file);
}

}  // namespace polyvocal::gui
