#include "gui/widgets/participants_panel.hpp"

#include <wx/sizer.h>

#include <algorithm>
#include <array>

#include "base/atomic_file.hpp"
#include "gui/widgets/file_marks.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr std::array kMatches = {app::Match::kAuto, app::Match::kSpeaker, app::Match::kDocument, app::Match::kName};

}  // namespace

class ParticipantsPanel::ColumnModel : public wxDataViewVirtualListModel {
 public:
  void show(const ParticipantsPlan* plan) {
    const auto rows = plan == nullptr ? 0U : static_cast<unsigned>(plan->columns().size());
    const bool same = plan == plan_ && rows == GetCount();
    plan_ = plan;
    if (!same) Reset(rows);
    for (unsigned row = 0; same && row < rows; ++row) RowChanged(row);
  }
  unsigned GetColumnCount() const override { return 3; }
  wxString GetColumnType(unsigned) const override { return "string"; }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    if (plan_ == nullptr || row >= plan_->columns().size()) return;
    value = to_wx(column == 0 ? plan_->look().header[row] : column == 1 ? plan_->says(row) : plan_->sample(row));
  }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
    if (plan_ == nullptr || row >= plan_->columns().size()) return false;
    const bool ignored = plan_->columns()[row].use == app::ColumnUse::kIgnore;
    if (!ignored && column == 0) return false;
    const auto& colours = Look::get().colours();
    attr.SetColour(to_wx(ignored ? colours.faint : column == 2 ? colours.secondary : colours.ink));
    return true;
  }

 private:
  const ParticipantsPlan* plan_ = nullptr;
};

class ParticipantsPanel::RowModel : public wxDataViewVirtualListModel {
 public:
  void show(std::vector<ParticipantsPlan::Row> rows) {
    rows_ = std::move(rows);
    Reset(static_cast<unsigned>(rows_.size()));
  }
  const std::vector<ParticipantsPlan::Row>& rows() const { return rows_; }
  unsigned GetColumnCount() const override { return 3; }
  wxString GetColumnType(unsigned column) const override {
    return column == 1 ? wxDataViewIconTextRenderer::GetDefaultType() : wxString("string");
  }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    if (row >= rows_.size()) return;
    const auto& shown = rows_[row];
    if (column == 0)
      value = to_wx(grouped(shown.row));
    else if (column == 1)
      value << wxDataViewIconText(to_wx(shown.participant), file_mark_icon(shown.mark));
    else
      value = to_wx(shown.finding);
  }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool GetAttrByRow(unsigned, unsigned column, wxDataViewItemAttr& attr) const override {
    if (column == 1) return false;
    attr.SetColour(to_wx(column == 0 ? Look::get().colours().faint : Look::get().colours().secondary));
    return true;
  }

 private:
  std::vector<ParticipantsPlan::Row> rows_;
};

ParticipantsPanel::ParticipantsPanel(wxWindow* parent, Events events)
    : wxPanel(parent), events_(std::move(events)), column_model_(new ColumnModel), row_model_(new RowModel) {
  const auto& look = Look::get();
  SetBackgroundColour(to_wx(look.colours().paper));
  const auto label = [&](const wxString& text, const wxFont& font, Rgb colour) {
    auto* made = new wxStaticText(this, wxID_ANY, text, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    made->SetFont(font);
    made->SetForegroundColour(to_wx(colour));
    return made;
  };
  const auto list = [&](const char* name) {
    auto* made = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_SINGLE | wxBORDER_NONE);
    made->SetName(tr(name));
    made->SetRowHeight(FromDIP(24));
    return made;
  };
  const auto text_column = [&](wxDataViewCtrl* in, const char* key, unsigned column, int width, wxAlignment align) {
    auto* renderer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, align);
    renderer->EnableEllipsize(wxELLIPSIZE_END);
    in->AppendColumn(new wxDataViewColumn(tr(key), renderer, column, FromDIP(width), align, wxDATAVIEW_COL_RESIZABLE));
  };
  auto* title = label(tr("participants.title"), look.title(), look.colours().ink);
  facts_ = label(wxString(), look.tool(), look.colours().secondary);
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  head->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  head->Add(facts_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));

  columns_ = list("participants.columns");
  text_column(columns_, "participants.column", 0, 152, wxALIGN_LEFT);
  text_column(columns_, "participants.says", 1, 240, wxALIGN_LEFT);
  text_column(columns_, "participants.values", 2, 360, wxALIGN_LEFT);
  columns_->AssociateModel(column_model_.get());
  column_ = label(wxString(), look.tool(), look.colours().ink);
  says_ = new wxChoice(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(232, -1)));
  says_->SetName(tr("participants.says"));
  for (const auto& one : ParticipantsPlan::choices()) says_->Append(to_wx(one.sentence));
  match_ = new wxChoice(this, wxID_ANY);
  match_->SetName(tr("participants.match"));
  for (const char* key : {"participants.match-auto", "participants.match-speaker", "participants.match-document",
                          "participants.match-name"})
    match_->Append(tr(key));
  auto* choose = new wxBoxSizer(wxHORIZONTAL);
  choose->Add(column_, 0, wxALIGN_CENTRE_VERTICAL);
  choose->Add(says_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(8));
  choose->AddStretchSpacer();
  choose->Add(label(tr("participants.match"), look.tool(), look.colours().secondary), 0, wxALIGN_CENTRE_VERTICAL);
  choose->Add(match_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));

  auto* found = label(tr("participants.preview").Upper(), look.heading(), look.colours().secondary);
  rows_ = list("participants.preview");
  text_column(rows_, "participants.row", 0, 56, wxALIGN_RIGHT);
  auto* names = new wxDataViewIconTextRenderer();
  names->EnableEllipsize(wxELLIPSIZE_END);
  rows_->AppendColumn(new wxDataViewColumn(tr("participants.participant"), names, 1, FromDIP(232), wxALIGN_LEFT,
                                           wxDATAVIEW_COL_RESIZABLE));
  text_column(rows_, "participants.finding", 2, 440, wxALIGN_LEFT);
  rows_->AssociateModel(row_model_.get());

  sentence_ = label(wxString(), look.tool(), look.colours().secondary);
  start_ = command_button("participants.start-none", "participants.join");
  auto* foot = new wxBoxSizer(wxHORIZONTAL);
  foot->Add(sentence_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  foot->Add(command_button("import.cancel", "participants.cancel"), 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  foot->Add(start_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(12));

  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(head, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(12));
  sizer->Add(columns_, 2, wxEXPAND | wxLEFT | wxRIGHT, FromDIP(8));
  sizer->Add(choose, 0, wxEXPAND | wxALL, FromDIP(12));
  sizer->Add(found, 0, wxLEFT | wxTOP | wxBOTTOM, FromDIP(8));
  sizer->Add(rows_, 3, wxEXPAND | wxLEFT | wxRIGHT, FromDIP(8));
  sizer->Add(foot, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(8));
  SetSizer(sizer);

  columns_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { chosen(); });
  columns_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { says_->SetFocus(); });
  says_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    const auto item = columns_->GetSelection();
    if (plan_ == nullptr || !item.IsOk()) return;
    plan_->choose(column_model_->GetRow(item), static_cast<std::size_t>(says_->GetSelection()));
    column_model_->show(plan_);
    events_.changed();
  });
  match_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    if (plan_ == nullptr) return;
    plan_->set_match(kMatches.at(static_cast<std::size_t>(match_->GetSelection())));
    events_.changed();
  });
}

ParticipantsPanel::~ParticipantsPanel() = default;

wxButton* ParticipantsPanel::command_button(const char* label, const char* command) {
  auto* button = new wxButton(this, wxID_ANY, tr(label));
  button->Bind(wxEVT_BUTTON, [this, name = std::string(command)](wxCommandEvent&) { events_.run(name); });
  return button;
}

void ParticipantsPanel::show_plan(ParticipantsPlan* plan) {
  plan_ = plan;
  column_model_->show(plan);
  row_model_->show({});
  start_->Disable();
  if (plan == nullptr) return;
  facts_->SetLabelText(tr("participants.facts", {{"file", base::path_to_utf8(plan->file().filename())},
                                                 {"rows", grouped(plan->look().total)}}));
  match_->SetSelection(0);
  sentence_->SetLabelText(tr("participants.rehearsing"));
  if (!plan->columns().empty()) choose_column(0);
  Layout();
}

void ParticipantsPanel::choose_column(std::size_t column) {
  const auto item = column_model_->GetItem(static_cast<unsigned>(column));
  columns_->SetCurrentItem(item);
  columns_->Select(item);
  chosen();
}

void ParticipantsPanel::chosen() {
  const auto item = columns_->GetSelection();
  const bool any = plan_ != nullptr && item.IsOk() && column_model_->GetRow(item) < plan_->columns().size();
  says_->Enable(any);
  if (!any) return;
  const std::size_t column = column_model_->GetRow(item);
  column_->SetLabelText(tr("participants.column-says", {{"column", plan_->look().header[column]}}));
  says_->SetSelection(static_cast<int>(plan_->choice(column)));
  Layout();
}

void ParticipantsPanel::show_rehearsal(const app::ParticipantsReport& report) {
  row_model_->show(ParticipantsPlan::rows_of(report));
  sentence_->SetForegroundColour(to_wx(Look::get().colours().secondary));
  sentence_->SetLabelText(to_wx(ParticipantsPlan::sentence_of(report)));
  const auto count = static_cast<std::int64_t>(report.cases.size());
  start_->SetLabel(count == 1 ? tr("participants.start-one") : tr("participants.start", {{"count", grouped(count)}}));
  start_->Enable(count > 0);
  Layout();
}

void ParticipantsPanel::show_refusal(const std::string& sentence) {
  row_model_->show({});
  sentence_->SetForegroundColour(to_wx(Look::get().colours().stopped));
  sentence_->SetLabelText(to_wx(sentence));
  start_->SetLabel(tr("participants.start-none"));
  start_->Disable();
  Layout();
}

const std::vector<ParticipantsPlan::Row>& ParticipantsPanel::rows() const {
  return row_model_->rows();
}

std::string ParticipantsPanel::sentence() const {
  return from_wx(sentence_->GetLabelText());
}

}  // namespace polyvocal::gui
