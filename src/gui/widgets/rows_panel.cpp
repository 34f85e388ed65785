#include "gui/widgets/rows_panel.hpp"

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

class RowsPanel::Model : public wxDataViewVirtualListModel {
 public:
  explicit Model(unsigned columns) : columns_(columns) {}

  void show(std::size_t rows, std::function<RowCell(std::size_t, std::size_t)> cell) {
    cell_ = std::move(cell);
    Reset(static_cast<unsigned>(rows));
  }
  unsigned GetColumnCount() const override { return columns_; }
  wxString GetColumnType(unsigned column) const override {
    return column == 0 ? wxDataViewIconTextRenderer::GetDefaultType() : wxString("string");
  }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    const RowCell cell = cell_ && row < GetCount() ? cell_(row, column) : RowCell{};
    if (column > 0) {
      value = to_wx(cell.text);
    } else if (cell.mark == Mark::kNone) {
      value << wxDataViewIconText(to_wx(cell.text));
    } else {
      value << wxDataViewIconText(to_wx(cell.text), mark_icon(cell.mark, cell.hue));
    }
  }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
    if (column == 0) {
      if (!cell_ || row >= GetCount() || !cell_(row, 0).heading) return false;
      attr.SetBold(true);
      return true;
    }
    attr.SetColour(to_wx(Look::get().colours().secondary));
    return true;
  }

 private:
  unsigned columns_;
  std::function<RowCell(std::size_t, std::size_t)> cell_;
};

RowsPanel::RowsPanel(wxWindow* parent, std::string_view name, std::string_view filter_hint, std::vector<Column> columns,
                     Events events)
    : wxPanel(parent), model_(new Model(static_cast<unsigned>(columns.size()))), events_(std::move(events)) {
  SetBackgroundColour(to_wx(Look::get().colours().pane));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  if (events_.filtered) {
    filter_ = new wxSearchCtrl(this, wxID_ANY);
    filter_->SetDescriptiveText(tr(filter_hint));
    filter_->SetName(tr(filter_hint));
    filter_->ShowCancelButton(true);
    filter_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { events_.filtered(filter()); });
    sizer->Add(filter_, 0, wxEXPAND | wxALL, FromDIP(12));
  }
  list_ = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                             wxDV_SINGLE | wxDV_NO_HEADER | wxBORDER_NONE);
  list_->SetName(tr(name));
  list_->SetRowHeight(FromDIP(24));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    wxDataViewRenderer* renderer = nullptr;
    if (i == 0)
      renderer = new wxDataViewIconTextRenderer();
    else
      renderer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, columns[i].align);
    renderer->EnableEllipsize(wxELLIPSIZE_END);
    list_->AppendColumn(new wxDataViewColumn(to_wx(columns[i].title), renderer, static_cast<unsigned>(i),
                                             FromDIP(columns[i].width), columns[i].align, wxDATAVIEW_COL_RESIZABLE));
  }
  list_->AssociateModel(model_.get());
  int others = 20;  // the scrollbar
  for (std::size_t i = 1; i < columns.size(); ++i) others += columns[i].width;
  list_->Bind(wxEVT_SIZE, [this, others](wxSizeEvent& event) {
    event.Skip();
    list_->GetColumn(0)->SetWidth(std::max(FromDIP(96), event.GetSize().x - FromDIP(others)));
  });
  list_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent& event) {
    if (events_.activated) events_.activated(model_->GetRow(event.GetItem()));
    if (events_.opened) events_.opened(model_->GetRow(event.GetItem()));
  });
  list_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent& event) {
    if (!events_.activated || !event.GetItem().IsOk()) return;
    const bool had_keys = list_->HasFocus();
    events_.activated(model_->GetRow(event.GetItem()));
    // Who goes through the list with the arrow keys stays in it.
    if (had_keys && !list_->HasFocus()) list_->SetFocus();
  });
  list_->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    const auto row = selected();
    const int key = event.GetKeyCode();
    if (!events_.folded || !row || event.HasAnyModifiers() || (key != WXK_LEFT && key != WXK_RIGHT)) {
      event.Skip();
      return;
    }
    events_.folded(*row, key == WXK_LEFT);
  });
  empty_ = new wxStaticText(this, wxID_ANY, wxString());
  empty_->SetForegroundColour(to_wx(Look::get().colours().faint));
  sizer->Add(list_, 1, wxEXPAND);
  sizer->Add(empty_, 1, wxEXPAND | wxALL, FromDIP(16));
  SetSizer(sizer);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    wrap_empty();
  });
}

RowsPanel::~RowsPanel() = default;

void RowsPanel::show(std::size_t rows, std::function<RowCell(std::size_t, std::size_t)> cell,
                     const std::string& empty) {
  model_->show(rows, std::move(cell));
  list_->Show(rows > 0);
  empty_->Show(rows == 0);
  if (rows == 0) {
    empty_text_ = empty;
    wrap_empty();
  }
  Layout();
}

void RowsPanel::wrap_empty() {
  empty_->SetLabel(to_wx(empty_text_));
  empty_->Wrap(std::max(FromDIP(120), GetClientSize().x - FromDIP(32)));
}

void RowsPanel::select(std::size_t row) {
  if (row >= model_->GetCount()) return;
  const auto item = model_->GetItem(static_cast<unsigned>(row));
  if (list_->GetSelection() == item) return;
#ifdef __WXGTK__
  // Select() leaves the keys where they were.
  GtkTreePath* path = gtk_tree_path_new_from_indices(static_cast<int>(row), -1);
  gtk_tree_view_set_cursor(GTK_TREE_VIEW(list_->GtkGetTreeView()), path, nullptr, FALSE);
  gtk_tree_path_free(path);
#else
  list_->SetCurrentItem(item);
#endif
  list_->EnsureVisible(item);
}

std::optional<std::size_t> RowsPanel::selected() const {
  const auto item = list_->GetSelection();
  return item.IsOk() ? std::optional<std::size_t>(model_->GetRow(item)) : std::nullopt;
}

void RowsPanel::offer(std::string_view name, const std::vector<std::string>& labels, std::size_t chosen,
                      std::function<void(std::size_t)> picked) {
  picked_ = std::move(picked);
  if (choice_ == nullptr) {
    choice_ = new wxChoice(this, wxID_ANY);
    choice_->SetName(tr(name));
    choice_->SetToolTip(tr(name));
    choice_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
      if (picked_) picked_(static_cast<std::size_t>(event.GetInt()));
    });
    GetSizer()->Insert(filter_ == nullptr ? 0 : 1, choice_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(12));
    choice_->MoveBeforeInTabOrder(list_);
  }
  if (labels != offered_) {
    offered_ = labels;
    choice_->Clear();
    for (const auto& label : labels) choice_->Append(to_wx(label));
  }
  choice_->SetSelection(static_cast<int>(chosen));
  Layout();
}

std::string RowsPanel::filter() const {
  return filter_ == nullptr ? std::string() : from_wx(filter_->GetValue());
}

}  // namespace polyvocal::gui
