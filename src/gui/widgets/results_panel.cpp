#include "gui/widgets/results_panel.hpp"

#include <algorithm>

#include "gui/widgets/look.hpp"
#include "gui/widgets/readable.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

class ResultsPanel::Model : public wxDataViewVirtualListModel {
 public:
  void show(const Results* results, const GroupLooks* looks) {
    results_ = results;
    looks_ = looks;
    Reset(results == nullptr ? 0 : static_cast<unsigned>(results->rows.size()));
  }
  unsigned GetColumnCount() const override { return 4; }
  wxString GetColumnType(unsigned column) const override {
    return column == 0   ? wxDataViewIconTextRenderer::GetDefaultType()
           : column == 2 ? wxString("long")
                         : wxString("string");
  }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    if (results_ == nullptr || row >= results_->rows.size()) return;
    const auto& shown = results_->rows[row];
    switch (column) {
      case 0: {
        const auto look = looks_->of(shown.group);
        value << (look.mark == Mark::kNone ? wxDataViewIconText(to_wx(shown.where))
                                           : wxDataViewIconText(to_wx(shown.where), mark_icon(look.mark, look.hue)));
        break;
      }
      case 1:
        value = wxString(std::to_string(shown.turn));
        break;
      case 2:
        value = static_cast<long>(row);
        break;
      default:
        value = to_wx(shown.coders);
    }
  }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool GetAttrByRow(unsigned, unsigned column, wxDataViewItemAttr& attr) const override {
    if (column != 1 && column != 3) return false;
    attr.SetColour(to_wx(Look::get().colours().faint));
    return true;
  }
  const ResultRow* row(std::size_t index) const {
    return results_ != nullptr && index < results_->rows.size() ? &results_->rows[index] : nullptr;
  }

 private:
  const Results* results_ = nullptr;
  const GroupLooks* looks_ = nullptr;
};

namespace {

/// Participants' words in their own face, what was found or coded tinted.
template <typename Model>
class WordsRenderer : public wxDataViewCustomRenderer {
 public:
  explicit WordsRenderer(Model* model)
      : wxDataViewCustomRenderer("long", wxDATAVIEW_CELL_INERT, wxALIGN_LEFT), model_(model) {}

  bool SetValue(const wxVariant& value) override {
    row_ = static_cast<std::size_t>(value.GetLong());
    say_to_readers();
    return true;
  }
  bool GetValue(wxVariant&) const override { return false; }
  wxSize GetSize() const override { return {4000, GetView() == nullptr ? 28 : GetView()->FromDIP(28)}; }

  bool Render(wxRect area, wxDC* dc, int state) override {
    const ResultRow* row = model_->row(row_);
    if (row == nullptr) return true;
    const auto& colours = Look::get().colours();
    const bool selected = (state & wxDATAVIEW_CELL_SELECTED) != 0;
    dc->SetFont(Look::get().words(13.5));
    const int height = dc->GetCharHeight();
    const int y = area.y + (area.height - height) / 2;
    // Only what fits is drawn: a cell may hold a whole turn.
    std::string text = row->text.substr(0, cut(row->text, 400));
    int x = area.x;
    std::size_t at = 0;
    const wxDCClipper clip(*dc, area);
    const auto piece = [&](std::size_t end, bool marked) {
      end = std::min(end, text.size());
      if (end <= at) return;
      const wxString words = to_wx(std::string_view(text).substr(at, end - at));
      const int width = dc->GetTextExtent(words).x;
      if (marked && !selected) {
        dc->SetPen(*wxTRANSPARENT_PEN);
        dc->SetBrush(wxBrush(to_wx(tint(colours, colours.hues[6], 1))));
        dc->DrawRectangle(x, y, width, height);
      }
      dc->SetTextForeground(selected ? *wxWHITE : to_wx(colours.ink));
      dc->DrawText(words, x, y);
      x += width;
      at = end;
    };
    for (const auto& [start, end] : row->marks) {
      piece(start, false);
      piece(end, true);
      if (x > area.GetRight()) return true;
    }
    piece(text.size(), false);
    return true;
  }

#if wxUSE_ACCESSIBILITY
  wxString GetAccessibleDescription() const override {
    const ResultRow* row = model_->row(row_);
    return row == nullptr ? wxString() : to_wx(row->text);
  }
#endif

 private:
  void say_to_readers() {
    const ResultRow* row = model_->row(row_);
    say_cell(*this, row == nullptr ? std::string() : row->text);
  }

  /// A byte count of at most `limit` that does not split a character.
  static std::size_t cut(const std::string& text, std::size_t limit) {
    if (text.size() <= limit) return text.size();
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return limit;
  }

  Model* model_;
  std::size_t row_ = 0;
};

}  // namespace

ResultsPanel::ResultsPanel(wxWindow* parent, Events events)
    : wxPanel(parent), events_(std::move(events)), model_(new Model) {
  const auto& colours = Look::get().colours();
  SetBackgroundColour(to_wx(colours.bar));
  bar_ = new wxBoxSizer(wxHORIZONTAL);
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  auto* facets = new wxBoxSizer(wxHORIZONTAL);
  auto* label = new wxStaticText(this, wxID_ANY, upper(tr("pane.results")));
  label->SetFont(Look::get().heading());
  label->SetForegroundColour(to_wx(colours.secondary));
  title_ = new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  title_->SetFont(Look::get().tool_bold());
  count_ = new wxStaticText(this, wxID_ANY, wxString());
  head->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, FromDIP(8));
  head->Add(title_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, FromDIP(16));
  head->Add(count_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, FromDIP(8));
  for (const char* field : {"group", "speaker", "code", "document"}) {
    auto* choice = new wxChoice(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(126, -1)));
    choice->SetName(tr(std::string("facet.") + field));
    choice->SetToolTip(tr(std::string("facet.") + field));
    choice->Hide();
    choice->Bind(wxEVT_CHOICE, [this, field](wxCommandEvent& event) {
      const auto& values = facets_[field].values;
      const auto line = static_cast<std::size_t>(event.GetInt());
      if (events_.narrowed && line < values.size()) events_.narrowed(field, values[line]);
    });
    facets_[field].choice = choice;
    facets->Add(choice, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, FromDIP(4));
  }
  head->SetMinSize(wxSize(-1, FromDIP(28)));
  bar_->Add(head, 1, wxEXPAND);
  bar_->Add(facets, 0, wxALIGN_LEFT);
  list_ = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                             wxDV_MULTIPLE | wxDV_NO_HEADER | wxDV_HORIZ_RULES | wxBORDER_NONE);
  list_->SetName(tr("pane.results"));
  list_->SetRowHeight(FromDIP(28));
  list_->AppendColumn(
      new wxDataViewColumn(wxString(), new wxDataViewIconTextRenderer(), 0, FromDIP(168), wxALIGN_LEFT));
  list_->AppendColumn(new wxDataViewColumn(wxString(),
                                           new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, wxALIGN_RIGHT),
                                           1, FromDIP(44), wxALIGN_RIGHT));
  list_->AppendColumn(new wxDataViewColumn(wxString(), new WordsRenderer<Model>(model_.get()), 2, FromDIP(560),
                                           wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE));
  list_->AppendColumn(
      new wxDataViewColumn(wxString(), new wxDataViewTextRenderer("string"), 3, FromDIP(80), wxALIGN_LEFT));
  list_->AssociateModel(model_.get());
  const auto choose = [this](wxDataViewEvent& event) {
    // While several are chosen the page stays where it is.
    if (!events_.chosen || !event.GetItem().IsOk() || list_->GetSelectedItemsCount() > 1) return;
    const bool had_keys = list_->HasFocus();
    events_.chosen(model_->GetRow(event.GetItem()));
    // Who goes through the list with the arrow keys stays in it.
    if (had_keys && !list_->HasFocus()) list_->SetFocus();
  };
  list_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, choose);
  list_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, choose);
  list_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    const int rest = event.GetSize().x - FromDIP(168 + 44 + 80 + 24);
    list_->GetColumn(2)->SetWidth(std::max(FromDIP(200), rest));
  });
  empty_ = new wxStaticText(this, wxID_ANY, tr("empty.results"));
  empty_->SetForegroundColour(to_wx(colours.faint));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(bar_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP | wxBOTTOM, FromDIP(8));
  sizer->Add(list_, 1, wxEXPAND);
  sizer->Add(empty_, 1, wxEXPAND | wxALL, FromDIP(16));
  SetSizer(sizer);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    arrange();
    event.Skip();
  });
  clear();
}

void ResultsPanel::arrange() {
  int needed = FromDIP(140) + std::min(title_->GetBestSize().x, FromDIP(200)) + count_->GetBestSize().x;
  for (const auto& [field, facet] : facets_) {
    if (facet.choice->IsShown()) needed += facet.choice->GetMinSize().x + FromDIP(4);
  }
  bar_->SetOrientation(GetClientSize().x >= needed ? wxHORIZONTAL : wxVERTICAL);
}

ResultsPanel::~ResultsPanel() = default;

std::vector<std::size_t> ResultsPanel::selected() const {
  wxDataViewItemArray items;
  list_->GetSelections(items);
  std::vector<std::size_t> rows;
  for (const auto& item : items) rows.push_back(model_->GetRow(item));
  std::sort(rows.begin(), rows.end());
  return rows;
}

void ResultsPanel::take_keys() {
  list_->SetFocus();
  if (model_->GetCount() == 0 || list_->GetSelectedItemsCount() > 0) return;
  const auto first = model_->GetItem(0);
  list_->Select(first);
  list_->SetCurrentItem(first);
  // Chosen by hand, so the passage is shown; the toolkit tells nobody of it.
  wxDataViewEvent chosen(wxEVT_DATAVIEW_SELECTION_CHANGED, list_, first);
  list_->HandleWindowEvent(chosen);
}

void ResultsPanel::select_all() {
  list_->SelectAll();
}

void ResultsPanel::clear() {
  for (auto& [field, facet] : facets_) facet.choice->Hide();
  model_->show(nullptr, nullptr);
  title_->SetLabel(wxString());
  count_->SetLabel(wxString());
  list_->Hide();
  empty_->SetLabel(tr("empty.results"));
  empty_->Show();
  Layout();
}

void ResultsPanel::show_facets(const Results& results, const std::map<std::string, std::string>& narrowed_to) {
  constexpr std::size_t kShown = 60;
  const std::pair<const char*, const std::vector<app::FacetValue>*> all[] = {{"group", &results.facets.groups},
                                                                             {"speaker", &results.facets.speakers},
                                                                             {"code", &results.facets.codes},
                                                                             {"document", &results.facets.documents}};
  for (const auto& [field, values] : all) {
    auto& facet = facets_[field];
    const auto narrowed = narrowed_to.find(field);
    facet.values = {std::string()};
    wxArrayString lines;
    lines.Add(tr(std::string("facet-all.") + field));
    int chosen = 0;
    for (const auto& one : *values) {
      if (facet.values.size() > kShown) break;
      if (narrowed != narrowed_to.end() && narrowed->second == one.value) chosen = static_cast<int>(lines.size());
      facet.values.push_back(one.value);
      lines.Add(tr("facet.value", {{"value", one.value}, {"count", std::to_string(one.passages)}}));
    }
    facet.choice->Set(lines);
    facet.choice->SetSelection(chosen);
    // One value is no choice, unless it is what was chosen.
    const bool searched = results.query.find(std::string(field) + ":\"") != std::string::npos;
    facet.choice->Show(values->size() > 1 || searched || narrowed != narrowed_to.end());
  }
}

void ResultsPanel::show(const Results& results, const std::map<std::string, std::string>& narrowed_to,
                        const GroupLooks& looks) {
  show_facets(results, narrowed_to);
  model_->show(&results, &looks);
  title_->SetLabel(to_wx(results.title));
  count_->SetLabel(to_wx(results.count));
  list_->Show(!results.rows.empty());
  empty_->Show(results.rows.empty());
  empty_->SetLabel(tr(results.title.empty() ? "empty.results" : "empty.found-nothing"));
  arrange();
  Layout();
}

}  // namespace polyvocal::gui
