#include "gui/widgets/memos_panel.hpp"

#include <wx/sizer.h>

#include <array>
#include <memory>

#include "gui/widgets/look.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr int kPauseMs = 1500;
constexpr std::array<const char*, 6> kShows = {"memo-show.all",       "memo-show.analytic", "memo-show.methodological",
                                               "memo-show.reflexive", "memo-show.defining", "memo-show.decisions"};
constexpr std::array<const char*, 4> kKinds = {"memo-kind.analytic", "memo-kind.methodological", "memo-kind.reflexive",
                                               "memo-kind.defining"};

}  // namespace

MemosPanel::MemosPanel(wxWindow* parent, Events events) : wxPanel(parent), events_(std::move(events)), pause_(this) {
  SetName(tr("pane.memos"));
  SetBackgroundColour(to_wx(Look::get().colours().pane));
  auto* columns = new wxBoxSizer(wxHORIZONTAL);
  auto* left = new wxBoxSizer(wxVERTICAL);
  RowsPanel::Events rows;
  rows.filtered = [this](const std::string& words) {
    if (events_.filtered) events_.filtered(words, static_cast<MemoShow>(show_));
  };
  rows.activated = [this](std::size_t line) {
    if (!filling_ && events_.chosen) events_.chosen(line);
  };
  rows.opened = [this](std::size_t) { write(); };
  rows_ = new RowsPanel(this, "pane.memos", "field.filter-memos",
                        {{from_wx(tr("column.memo")), 176},
                         {from_wx(tr("column.memo-on")), 128},
                         {std::string(), 36},
                         {from_wx(tr("column.memo-day")), 84}},
                        rows);
  std::vector<std::string> labels;
  for (const char* show : kShows) labels.push_back(messages::message(show));
  rows_->offer("field.memo-show", labels, 0, [this](std::size_t chosen) {
    show_ = chosen;
    if (events_.filtered) events_.filtered(rows_->filter(), static_cast<MemoShow>(show_));
  });
  left->Add(rows_, 1, wxEXPAND);
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  for (const char* command : {"memo.new", "memo.new-decision"}) {
    const std::string name = command;
    auto* button = new wxButton(this, wxID_ANY, tr("command." + name));
    button->Bind(wxEVT_BUTTON, [this, command](wxCommandEvent&) { events_.command(command); });
    buttons->Add(button, 0, wxRIGHT, FromDIP(8));
  }
  left->Add(buttons, 0, wxALL, FromDIP(12));
  columns->Add(left, 9, wxEXPAND);
  auto* right = new wxBoxSizer(wxVERTICAL);
  make_editor(*right);
  columns->Add(right, 11, wxEXPAND);
  SetSizer(columns);
  pause_.SetOwner(&pause_);
  pause_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { save(); });
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    if (key == WXK_ESCAPE && !event.HasAnyModifiers()) {
      save();
      if (events_.left) events_.left();
    } else if (event.ControlDown() && !event.AltDown() && !event.ShiftDown() &&
               (key == 'S' || key == WXK_RETURN || key == WXK_NUMPAD_ENTER)) {
      save();
    } else {
      event.Skip();
    }
  });
  show_entry({});
}

void MemosPanel::make_editor(wxSizer& sizer) {
  const auto& look = Look::get();
  empty_ = new wxStaticText(this, wxID_ANY, tr("empty.memo"));
  empty_->SetForegroundColour(to_wx(look.colours().secondary));
  empty_->Wrap(FromDIP(360));
  sizer.Add(empty_, 0, wxALL, FromDIP(24));
  editor_ = new wxPanel(this);
  editor_->SetBackgroundColour(to_wx(look.colours().pane));
  auto* column = new wxBoxSizer(wxVERTICAL);
  const int gap = FromDIP(8);
  auto* top = new wxBoxSizer(wxHORIZONTAL);
  about_ = new wxStaticText(editor_, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  about_->SetForegroundColour(to_wx(look.colours().secondary));
  about_->SetMinSize(wxSize(FromDIP(80), -1));
  door_ = new wxButton(editor_, wxID_ANY, tr("label.memo-door"));
  door_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
    save();
    events_.door();
  });
  top->Add(about_, 1, wxALIGN_CENTRE_VERTICAL);
  top->Add(door_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, gap);
  column->Add(top, 0, wxEXPAND | wxBOTTOM, gap);
  const auto field = [&](const char* name, long style) {
    auto* made = new wxTextCtrl(editor_, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, style);
    made->SetName(tr(name));
    made->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { typed(); });
    made->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
      event.Skip();
      save();
    });
    return made;
  };
  title_ = field("field.memo-title", 0);
  title_->SetHint(tr("field.memo-title"));
  title_->SetFont(look.title());
  column->Add(title_, 0, wxEXPAND | wxBOTTOM, gap);
  auto* facts = new wxBoxSizer(wxHORIZONTAL);
  const auto label = [&](const char* name) {
    auto* made = new wxStaticText(editor_, wxID_ANY, tr(name));
    made->SetForegroundColour(to_wx(look.colours().secondary));
    facts->Add(made, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, gap);
    return made;
  };
  kind_label_ = label("field.memo-kind");
  kind_ = new wxChoice(editor_, wxID_ANY);
  kind_->SetName(tr("field.memo-kind"));
  for (const char* kind : kKinds) kind_->Append(tr(kind));
  kind_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    typed();
    save();
  });
  facts->Add(kind_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, gap);
  day_label_ = label("field.decision-day");
  day_ = field("field.decision-day", 0);
  facts->Add(day_, 0, wxALIGN_CENTRE_VERTICAL);
  facts->AddStretchSpacer();
  auto* remove = new wxButton(editor_, wxID_ANY, tr("command.memo.delete"));
  remove->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { events_.command("memo.delete"); });
  facts->Add(remove, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, gap);
  column->Add(facts, 0, wxEXPAND | wxBOTTOM, gap);
  body_ = field("field.memo-body", wxTE_MULTILINE);
  body_->SetFont(look.words());
  body_->SetMinSize(wxSize(-1, FromDIP(120)));
  column->Add(body_, 1, wxEXPAND);
  editor_->SetSizer(column);
  sizer.Add(editor_, 1, wxEXPAND | wxALL, FromDIP(16));
}

void MemosPanel::typed() {
  if (filling_) return;
  if (events_.edited) events_.edited();
  pause_.StartOnce(kPauseMs);
}

void MemosPanel::save() {
  pause_.Stop();
  if (!filling_ && events_.save) events_.save();
}

void MemosPanel::show_list(const std::vector<MemoLine>& lines, std::optional<std::size_t> current) {
  filling_ = true;
  auto kept = std::make_shared<std::vector<MemoLine>>(lines);
  rows_->show(
      kept->size(),
      [kept](std::size_t row, std::size_t column) {
        if (row >= kept->size()) return RowCell{};
        const MemoLine& line = (*kept)[row];
        const std::array<const std::string*, 4> cells = {&line.title, &line.on, &line.coder, &line.day};
        return RowCell{*cells[std::min<std::size_t>(column, 3)]};
      },
      messages::message(rows_->filter().empty() && show_ == 0 ? "empty.memos" : "empty.memos-found"));
  if (current) rows_->select(*current);
  filling_ = false;
}

void MemosPanel::show_entry(const std::optional<MemoEntry>& entry) {
  filling_ = true;
  if (entry) {
    decision_ = entry->is_decision;
    about_->SetLabelText(to_wx(entry->about));
    about_->SetToolTip(to_wx(entry->about));
    const auto fill = [](wxTextCtrl& field, const std::string& words) {
      if (from_wx(field.GetValue()) != words) field.ChangeValue(to_wx(words));
    };
    fill(*title_, entry->title);
    fill(*body_, entry->body);
    fill(*day_, entry->day);
    kind_->SetSelection(static_cast<int>(entry->kind));
    title_->SetHint(tr(decision_ ? "field.decision-text" : "field.memo-title"));
    body_->SetName(tr(decision_ ? "field.decision-reason" : "field.memo-body"));
    kind_->Show(!decision_);
    kind_label_->Show(!decision_);
    day_->Show(decision_);
    day_label_->Show(decision_);
    door_->Show(entry->linked());
  } else {
    pause_.Stop();
  }
  editor_->Show(entry.has_value());
  empty_->Show(!entry.has_value());
  editor_->Layout();
  Layout();
  filling_ = false;
}

std::string MemosPanel::title() const {
  return from_wx(title_->GetValue());
}
std::string MemosPanel::body() const {
  return from_wx(body_->GetValue());
}
std::string MemosPanel::day() const {
  return from_wx(day_->GetValue());
}
model::MemoKind MemosPanel::kind() const {
  return static_cast<model::MemoKind>(std::max(kind_->GetSelection(), 0));
}

void MemosPanel::write() {
  if (!editor_->IsShown()) return;
  wxTextCtrl* field = decision_ && title_->IsEmpty() ? title_ : body_;
  field->SetFocus();
  field->SetInsertionPointEnd();
}

}  // namespace polyvocal::gui
