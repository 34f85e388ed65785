#include "gui/widgets/import_panel.hpp"

#include <wx/sizer.h>
#include <wx/splitter.h>

#include <algorithm>

#include "gui/widgets/file_marks.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

class ImportPanel::FileModel : public wxDataViewVirtualListModel {
 public:
  enum Column : unsigned { kIncluded, kName, kSummary, kColumns };
  explicit FileModel(std::function<void(std::size_t, bool)> included) : included_(std::move(included)) {}

  /// Rows are only ever added to a plan; the others are drawn anew.
  void show(const ImportPlan* plan) {
    const auto rows = plan == nullptr ? 0U : static_cast<unsigned>(plan->size());
    if (plan != plan_ || rows != GetCount()) {
      plan_ = plan;
      Reset(rows);
      return;
    }
    for (unsigned row = 0; row < rows; ++row) {
      if (row >= shown_.size() || shown_[row] != state(row)) RowChanged(row);
    }
    shown_.resize(rows);
    for (unsigned row = 0; row < rows; ++row) shown_[row] = state(row);
  }
  unsigned GetColumnCount() const override { return kColumns; }
  wxString GetColumnType(unsigned column) const override {
    return column == kIncluded ? wxString("bool")
           : column == kName   ? wxDataViewIconTextRenderer::GetDefaultType()
                               : wxString("string");
  }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    if (plan_ == nullptr || row >= plan_->size()) return;
    switch (column) {
      case kIncluded:
        value = plan_->file(row).included && !plan_->file(row).refused;
        break;
      case kName:
        value << wxDataViewIconText(to_wx(plan_->file_name(row)), file_mark_icon(plan_->mark(row)));
        break;
      default:
        value = to_wx(plan_->summary(row));
    }
  }
  bool SetValueByRow(const wxVariant& value, unsigned row, unsigned column) override {
    if (column != kIncluded) return false;
    included_(row, value.GetBool());
    return true;
  }
  bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
    if (plan_ == nullptr || row >= plan_->size()) return false;
    const auto mark = plan_->mark(row);
    const bool faint = mark == FileMark::kLeftOut || mark == FileMark::kRefused;
    if (!faint && column != kSummary) return false;
    attr.SetColour(to_wx(faint ? Look::get().colours().faint : Look::get().colours().secondary));
    return true;
  }

 private:
  std::string state(std::size_t row) const {
    return std::to_string(static_cast<int>(plan_->mark(row))) + plan_->summary(row);
  }
  std::function<void(std::size_t, bool)> included_;
  const ImportPlan* plan_ = nullptr;
  std::vector<std::string> shown_;
};

class ImportPanel::OutcomeModel : public wxDataViewVirtualListModel {
 public:
  enum Column : unsigned { kName, kTurns, kWords, kSpeakers, kNote, kColumns };
  void show(std::vector<ImportOutcome::Row> rows) {
    rows_ = std::move(rows);
    Reset(static_cast<unsigned>(rows_.size()));
  }
  unsigned GetColumnCount() const override { return kColumns; }
  wxString GetColumnType(unsigned column) const override {
    return column == kName ? wxDataViewIconTextRenderer::GetDefaultType() : wxString("string");
  }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    if (row >= rows_.size()) return;
    const auto& shown = rows_[row];
    switch (column) {
      case kName:
        value << wxDataViewIconText(to_wx(shown.name), file_mark_icon(shown.mark));
        break;
      case kTurns:
        value = to_wx(shown.turns);
        break;
      case kWords:
        value = to_wx(shown.words);
        break;
      case kSpeakers:
        value = to_wx(shown.speakers);
        break;
      default:
        value = to_wx(shown.note);
    }
  }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
    if (row >= rows_.size() || column == kName) return false;
    attr.SetColour(to_wx(Look::get().colours().secondary));
    return true;
  }

 private:
  std::vector<ImportOutcome::Row> rows_;
};

ImportPanel::ImportPanel(wxWindow* parent, Events events) : wxPanel(parent), events_(std::move(events)) {
  file_model_ = wxObjectDataPtr<FileModel>(new FileModel([this](std::size_t file, bool included) {
    if (plan_ == nullptr || running_ || file >= plan_->size()) return;
    plan_->include(file, included);
    // The list is in the middle of its own event.
    CallAfter([this] {
      refresh();
      events_.changed();
    });
  }));
  outcome_model_ = wxObjectDataPtr<OutcomeModel>(new OutcomeModel);
  SetBackgroundColour(to_wx(Look::get().colours().paper));
  pages_ = new wxSimplebook(this);
  pages_->AddPage(make_plan_page(), wxString());
  pages_->AddPage(make_outcome_page(), wxString());
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(pages_, 1, wxEXPAND);
  SetSizer(sizer);
}

ImportPanel::~ImportPanel() = default;

wxButton* ImportPanel::command_button(wxWindow* parent, const char* label, const char* command) {
  auto* button = new wxButton(parent, wxID_ANY, tr(label));
  button->Bind(wxEVT_BUTTON, [this, name = std::string(command)](wxCommandEvent&) { events_.run(name); });
  return button;
}

wxPanel* ImportPanel::make_plan_page() {
  const auto& look = Look::get();
  auto* page = new wxPanel(pages_);
  page->SetBackgroundColour(to_wx(look.colours().paper));
  auto* title = new wxStaticText(page, wxID_ANY, tr("import.title"));
  title->SetFont(look.title());
  totals_ = new wxStaticText(page, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  totals_->SetForegroundColour(to_wx(look.colours().secondary));
  next_ = command_button(page, "import.button-next", "import.next-to-check");
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  head->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  head->Add(totals_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  head->Add(next_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, FromDIP(12));

  auto* split = new wxSplitterWindow(page, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxSP_LIVE_UPDATE);
  split->SetMinimumPaneSize(FromDIP(160));
  files_ = new wxDataViewCtrl(split, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                              wxDV_SINGLE | wxDV_NO_HEADER | wxBORDER_NONE);
  files_->SetName(tr("import.title"));
  files_->SetRowHeight(FromDIP(26));
  files_->AppendColumn(new wxDataViewColumn(wxString(),
                                            new wxDataViewToggleRenderer("bool", wxDATAVIEW_CELL_ACTIVATABLE),
                                            FileModel::kIncluded, FromDIP(32), wxALIGN_CENTRE, 0));
  auto* names = new wxDataViewIconTextRenderer();
  names->EnableEllipsize(wxELLIPSIZE_END);
  files_->AppendColumn(new wxDataViewColumn(tr("import.column-document"), names, FileModel::kName, FromDIP(184),
                                            wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE));
  auto* summaries = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, wxALIGN_LEFT);
  summaries->EnableEllipsize(wxELLIPSIZE_END);
  files_->AppendColumn(new wxDataViewColumn(tr("import.column-words"), summaries, FileModel::kSummary, FromDIP(92),
                                            wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE));
  files_->AssociateModel(file_model_.get());
  ImportFilePanel::Events events;
  events.changed = [this] {
    refresh();
    events_.changed();
  };
  events.as_table = [this](std::size_t file) { events_.as_table(file); };
  events.run = [this](std::string_view command) { events_.run(command); };
  file_ = new ImportFilePanel(split, events);
  split->SplitVertically(files_, file_, FromDIP(320));

  gauge_ = new wxGauge(page, wxID_ANY, 100, wxDefaultPosition, FromDIP(wxSize(200, 8)), wxGA_HORIZONTAL | wxGA_SMOOTH);
  doing_ = new wxStaticText(page, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  doing_->SetForegroundColour(to_wx(look.colours().secondary));
  cancel_ = command_button(page, "import.cancel", "import.cancel");
  start_ = command_button(page, "import.start-none", "import.start");
  auto* foot = new wxBoxSizer(wxHORIZONTAL);
  foot->Add(gauge_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  foot->Add(doing_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  foot->Add(cancel_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  foot->Add(start_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(12));

  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(head, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(8));
  column->Add(split, 1, wxEXPAND);
  column->Add(foot, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(8));
  page->SetSizer(column);

  files_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
    const auto file = chosen();
    file_->show(plan_, file);
    if (file) events_.changed();
  });
  files_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    const int rest = event.GetSize().x - FromDIP(32 + 92 + 16);
    files_->GetColumn(FileModel::kName)->SetWidth(std::max(FromDIP(112), rest));
  });
  files_->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    if (!event.HasAnyModifiers() && event.GetKeyCode() == WXK_SPACE) {
      events_.run("import.leave-out");
    } else if (event.HasAnyModifiers() || event.GetKeyCode() < WXK_SPACE || event.GetKeyCode() >= WXK_DELETE) {
      event.Skip();
    }
  });
  return page;
}

wxPanel* ImportPanel::make_outcome_page() {
  const auto& look = Look::get();
  auto* page = new wxPanel(pages_);
  page->SetBackgroundColour(to_wx(look.colours().paper));
  headline_ = new wxStaticText(page, wxID_ANY, wxString());
  headline_->SetFont(look.title());
  detail_ = new wxStaticText(page, wxID_ANY, wxString());
  detail_->SetForegroundColour(to_wx(look.colours().secondary));
  rows_ = new wxDataViewCtrl(page, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_SINGLE | wxBORDER_NONE);
  rows_->SetName(tr("pane.import"));
  rows_->SetRowHeight(FromDIP(26));
  auto* names = new wxDataViewIconTextRenderer();
  names->EnableEllipsize(wxELLIPSIZE_END);
  rows_->AppendColumn(new wxDataViewColumn(tr("import.column-document"), names, OutcomeModel::kName, FromDIP(232),
                                           wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE));
  struct Column {
    const char* key;
    unsigned column;
    int width;
    wxAlignment align;
  };
  for (const auto& [key, column, width, align] :
       {Column{"import.column-turns", OutcomeModel::kTurns, 64, wxALIGN_RIGHT},
        Column{"import.column-words", OutcomeModel::kWords, 72, wxALIGN_RIGHT},
        Column{"import.column-speakers", OutcomeModel::kSpeakers, 264, wxALIGN_LEFT},
        Column{"import.column-note", OutcomeModel::kNote, 320, wxALIGN_LEFT}}) {
    auto* renderer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, align);
    renderer->EnableEllipsize(wxELLIPSIZE_END);
    rows_->AppendColumn(
        new wxDataViewColumn(tr(key), renderer, column, FromDIP(width), align, wxDATAVIEW_COL_RESIZABLE));
  }
  rows_->AssociateModel(outcome_model_.get());
  auto* foot = new wxBoxSizer(wxHORIZONTAL);
  foot->AddStretchSpacer();
  foot->Add(command_button(page, "import.copy", "import.copy-report"), 0, wxRIGHT, FromDIP(8));
  foot->Add(command_button(page, "import.close", "import.cancel"), 0, wxRIGHT, FromDIP(12));
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(headline_, 0, wxLEFT | wxTOP, FromDIP(16));
  column->Add(detail_, 0, wxLEFT | wxTOP | wxRIGHT | wxBOTTOM, FromDIP(16));
  column->Add(rows_, 1, wxEXPAND | wxLEFT | wxRIGHT, FromDIP(8));
  column->Add(foot, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(8));
  page->SetSizer(column);
  return page;
}

void ImportPanel::show_plan(ImportPlan* plan) {
  plan_ = plan;
  running_ = false;
  listing_ = false;
  file_->show(nullptr, {});
  file_model_->show(plan_);
  outcome_ = {};
  outcome_model_->show({});
  pages_->SetSelection(0);
  files_->Enable();
  file_->Enable();
  refresh();
}

void ImportPanel::refresh() {
  if (plan_ == nullptr || running_) return;
  file_model_->show(plan_);
  if (!chosen() && plan_->size() > 0) choose(0);
  file_->refresh();
  const auto totals = plan_->totals();
  totals_->SetLabelText(listing_             ? tr("import.listing")
                        : plan_->size() == 0 ? tr("import.nothing")
                                             : to_wx(plan_->totals_sentence()));
  const bool reading = totals.waiting > 0;
  const std::size_t read = totals.files - totals.waiting;
  gauge_->Show(reading);
  if (reading) gauge_->SetValue(static_cast<int>(read * 100 / totals.files));
  doing_->SetLabelText(
      reading ? tr("import.previewing", {{"done", std::to_string(read)}, {"total", std::to_string(totals.files)}})
              : wxString());
  next_->Enable(totals.to_check + totals.refused > 0);
  start_->SetLabel(totals.ready == 0 ? tr("import.start-none")
                   : totals.ready == 1
                       ? tr("import.start-one")
                       : tr("import.start", {{"count", grouped(static_cast<std::int64_t>(totals.ready))}}));
  start_->Enable(totals.ready > 0);
  cancel_->SetLabel(tr("import.cancel"));
  pages_->GetPage(0)->Layout();
}

void ImportPanel::set_listing(bool listing) {
  listing_ = listing;
  refresh();
}

void ImportPanel::show_progress(std::size_t done, std::size_t total) {
  if (!running_) {
    running_ = true;
    files_->Disable();
    file_->Disable();
    start_->Disable();
    next_->Disable();
    cancel_->Enable();
    cancel_->SetLabel(tr("import.stop"));
    gauge_->Show();
    cancel_->SetFocus();
  }
  gauge_->SetValue(total == 0 ? 0 : static_cast<int>(done * 100 / total));
  doing_->SetLabelText(tr("import.running", {{"done", std::to_string(done)}, {"total", std::to_string(total)}}));
  pages_->GetPage(0)->Layout();
}

void ImportPanel::show_stopping() {
  cancel_->Disable();
  doing_->SetLabelText(tr("import.stopping"));
}

void ImportPanel::show_outcome(ImportOutcome outcome) {
  outcome_ = std::move(outcome);
  running_ = false;
  cancel_->Enable();
  headline_->SetLabelText(to_wx(outcome_.headline));
  detail_->SetLabelText(to_wx(outcome_.detail));
  detail_->Wrap(std::max(FromDIP(320), GetClientSize().x - FromDIP(32)));
  outcome_model_->show(outcome_.rows);
  pages_->SetSelection(1);
  pages_->GetPage(1)->Layout();
}

std::optional<std::size_t> ImportPanel::chosen() const {
  const auto item = files_->GetSelection();
  if (!item.IsOk() || plan_ == nullptr) return std::nullopt;
  const std::size_t row = file_model_->GetRow(item);
  return row < plan_->size() ? std::optional(row) : std::nullopt;
}

void ImportPanel::choose(std::size_t file) {
  if (plan_ == nullptr || file >= plan_->size()) return;
  const auto item = file_model_->GetItem(static_cast<unsigned>(file));
  files_->SetCurrentItem(item);
  files_->Select(item);
  files_->EnsureVisible(item);
  file_->show(plan_, file);
  events_.changed();
}

void ImportPanel::choose_next_to_check() {
  if (plan_ == nullptr || plan_->size() == 0) return;
  const std::size_t from = chosen().value_or(plan_->size() - 1);
  for (std::size_t step = 1; step <= plan_->size(); ++step) {
    const std::size_t file = (from + step) % plan_->size();
    const auto mark = plan_->mark(file);
    if (mark != FileMark::kToCheck && mark != FileMark::kRefused) continue;
    choose(file);
    return;
  }
}

std::string ImportPanel::sentence() const {
  return from_wx(doing_->GetLabelText());
}

}  // namespace polyvocal::gui
