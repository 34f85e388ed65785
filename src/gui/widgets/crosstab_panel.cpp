#include "gui/widgets/crosstab_panel.hpp"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <array>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

using analysis::Measure;
using analysis::Percent;

constexpr std::array<Measure, 5> kMeasures = {Measure::kCases, Measure::kSegments, Measure::kDocuments, Measure::kWords,
                                              Measure::kCharacters};
constexpr std::array<Percent, 4> kPercents = {Percent::kNone, Percent::kRow, Percent::kColumn, Percent::kCases};
const CrosstabPage kNoPage;

template <typename Values, typename Value>
int place_of(const Values& values, Value value) {
  return static_cast<int>(std::find(values.begin(), values.end(), value) - values.begin());
}

/// What helps where a table is lacking, the first thing first.
std::vector<std::string> helps(CrosstabLack lack) {
  switch (lack) {
    case CrosstabLack::kNothing:
      return {};
    case CrosstabLack::kCodes:
      return {"codes.import", "view.page"};
    case CrosstabLack::kThemes:
      return {"crosstab.rows-codes", "codes.import"};
    case CrosstabLack::kGroups:
    case CrosstabLack::kCases:
      return {"participants.import", "crosstab.attribute"};
    case CrosstabLack::kRows:
      return {"crosstab.hide-empty"};
  }
  return {};
}

std::string lack_key(CrosstabLack lack) {
  switch (lack) {
    case CrosstabLack::kNothing:
      break;
    case CrosstabLack::kCodes:
      return "empty.crosstab-codes";
    case CrosstabLack::kThemes:
      return "empty.crosstab-themes";
    case CrosstabLack::kGroups:
      return "empty.crosstab-groups";
    case CrosstabLack::kCases:
      return "empty.crosstab-cases";
    case CrosstabLack::kRows:
      return "empty.crosstab-rows";
  }
  return {};
}

}  // namespace

CrosstabPanel::CrosstabPanel(wxWindow* parent, Events events)
    : wxPanel(parent), events_(std::move(events)), page_(&kNoPage) {
  const auto& colours = Look::get().colours();
  SetBackgroundColour(to_wx(colours.paper));
  bar_ = new wxPanel(this);
  bar_->SetBackgroundColour(to_wx(colours.paper));
  bar_->SetSizer(make_bar());
  CrosstabGrid::Events grid;
  grid.opened = [this](std::size_t row, std::size_t column) { events_.opened(row, column); };
  grid.folded = [this](std::size_t row, bool fold) { events_.folded(row, fold); };
  grid.headed = [this](std::size_t column) { events_.headed(column); };
  grid.moved = [this] { events_.moved(); };
  grid_ = new CrosstabGrid(this, std::move(grid));
  lack_ = new wxPanel(this);
  lack_->SetBackgroundColour(to_wx(colours.paper));
  notes_ = new wxStaticText(this, wxID_ANY, wxString());
  notes_->SetForegroundColour(to_wx(colours.secondary));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(bar_, 0, wxEXPAND | wxALL, FromDIP(6));
  sizer->Add(grid_, 1, wxEXPAND);
  sizer->Add(lack_, 1, wxEXPAND);
  sizer->Add(notes_, 0, wxEXPAND | wxALL, FromDIP(12));
  SetSizer(sizer);
  lack_->Hide();
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    show_notes();
  });
}

wxChoice* CrosstabPanel::add_choice(wxSizer& bar, const char* name, const std::vector<wxString>& labels,
                                    std::function<void(std::size_t)> chosen) {
  auto* label = new wxStaticText(bar_, wxID_ANY, tr(name));
  label->SetForegroundColour(to_wx(Look::get().colours().secondary));
  auto* choice = new wxChoice(bar_, wxID_ANY);
  for (const auto& one : labels) choice->Append(one);
  choice->SetName(tr(name));
  choice->Bind(wxEVT_CHOICE,
               [chosen](wxCommandEvent& event) { chosen(static_cast<std::size_t>(event.GetSelection())); });
  auto* pair = new wxBoxSizer(wxHORIZONTAL);
  pair->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  pair->Add(choice, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(6));
  bar.Add(pair, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT | wxTOP | wxBOTTOM, FromDIP(3));
  return choice;
}

wxSizer* CrosstabPanel::make_bar() {
  auto* bar = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
  rows_ = add_choice(*bar, "crosstab.rows", {tr("crosstab.themes"), tr("crosstab.codes")},
                     [this](std::size_t n) { events_.run(n == 0 ? "crosstab.rows-themes" : "crosstab.rows-codes"); });
  columns_ = add_choice(*bar, "crosstab.by", {}, [this](std::size_t n) {
    if (n < by_.size()) events_.columns_by(by_[n]);
  });
  std::vector<wxString> measures;
  for (const auto measure : kMeasures) measures.push_back(tr("measure." + std::string(measure_name(measure))));
  measure_ = add_choice(*bar, "crosstab.measure", measures, [this](std::size_t n) {
    events_.run("crosstab.measure-" + std::string(measure_name(kMeasures[n])));
  });
  std::vector<wxString> percents;
  for (const auto percent : kPercents) percents.push_back(tr("percent-of." + std::string(percent_name(percent))));
  percent_ = add_choice(*bar, "crosstab.percent", percents, [this](std::size_t n) {
    events_.run("crosstab.percent-" + std::string(percent_name(kPercents[n])));
  });
  roll_up_ = new wxCheckBox(bar_, wxID_ANY, tr("crosstab.roll-up"));
  roll_up_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent& event) {
    events_.run(event.IsChecked() ? "crosstab.rolled" : "crosstab.direct");
  });
  bar->Add(roll_up_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(8));
  auto* save = new wxButton(bar_, wxID_ANY, tr("crosstab.export"));
  save->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { events_.run("crosstab.export"); });
  bar->Add(save, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  return bar;
}

void CrosstabPanel::show(const CrosstabPage& page, const std::vector<CrosstabColumns>& columns) {
  page_ = &page;
  show_switches(columns);
  const bool lacking = page.lack != CrosstabLack::kNothing;
  grid_->show(lacking ? nullptr : page_);
  grid_->Show(!lacking);
  notes_->Show(!lacking);
  show_lack();
  wrapped_at_ = 0;
  show_notes();
  Layout();
}

void CrosstabPanel::show_switches(const std::vector<CrosstabColumns>& columns) {
  const auto& choice = page_->choice;
  std::vector<std::string> by;
  for (const auto& one : columns) by.push_back(one.by);
  if (by != by_) {
    by_ = by;
    columns_->Clear();
    for (const auto& one : columns) columns_->Append(to_wx(one.title));
    // It was made without a word in it, and so too low for the desktop's font.
    columns_->InvalidateBestSize();
    columns_->SetMinSize(wxSize(-1, measure_->GetBestSize().y));
    bar_->Layout();
  }
  rows_->SetSelection(choice.rows == CrosstabRows::kThemes ? 0 : 1);
  const auto at = std::find(by_.begin(), by_.end(), choice.by);
  columns_->SetSelection(at == by_.end() ? wxNOT_FOUND : static_cast<int>(at - by_.begin()));
  measure_->SetSelection(place_of(kMeasures, choice.measure));
  percent_->SetSelection(place_of(kPercents, choice.percent));
  roll_up_->SetValue(choice.roll_up == analysis::RollUp::kRolledUp);
}

void CrosstabPanel::show_lack() {
  const auto lack = page_->lack;
  lack_->Show(lack != CrosstabLack::kNothing);
  if (lack == lack_shown_) return;
  lack_shown_ = lack;
  offered_ = helps(lack);
  // A button may be in its own event.
  auto* old = lack_;
  old->Hide();
  lack_ = new wxPanel(this);
  lack_->SetBackgroundColour(to_wx(Look::get().colours().paper));
  GetSizer()->Replace(old, lack_);
  CallAfter([old] { old->Destroy(); });
  lack_->Show(lack != CrosstabLack::kNothing);
  if (lack == CrosstabLack::kNothing) return;
  auto* column = new wxBoxSizer(wxVERTICAL);
  auto* text = new wxStaticText(lack_, wxID_ANY, tr(lack_key(lack)));
  text->Wrap(FromDIP(520));
  column->Add(text, 0, wxTOP | wxBOTTOM, FromDIP(24));
  for (const auto& command : offered_) {
    const bool show_rows = lack == CrosstabLack::kRows;
    auto* button = new wxButton(lack_, wxID_ANY, tr(show_rows ? "crosstab.show-rows" : "command." + command));
    button->Bind(wxEVT_BUTTON, [this, command](wxCommandEvent&) { events_.run(command); });
    column->Add(button, 0, wxBOTTOM, FromDIP(8));
  }
  auto* sizer = new wxBoxSizer(wxHORIZONTAL);
  sizer->Add(column, 1, wxLEFT | wxRIGHT, FromDIP(16));
  lack_->SetSizer(sizer);
}

void CrosstabPanel::show_notes() {
  const int width = GetClientSize().x - FromDIP(24);
  if (page_->lack != CrosstabLack::kNothing || width == wrapped_at_ || width < FromDIP(100)) return;
  wrapped_at_ = width;
  std::string text;
  for (const auto& note : page_->notes) text += (text.empty() ? "" : "\n") + note;
  notes_->SetLabel(to_wx(text));
  notes_->Wrap(width);
  Layout();
}

void CrosstabPanel::open(std::size_t row, std::size_t column) {
  grid_->move_to(row, column);
  events_.opened(row, column);
}

wxRect CrosstabPanel::cell_rect(std::size_t row, std::size_t column) const {
  return grid_->cell_rect(row, column);
}

void CrosstabPanel::take_focus() {
  if (grid_->IsShown())
    grid_->SetFocus();
  else
    lack_->SetFocus();
}

}  // namespace polyvocal::gui
