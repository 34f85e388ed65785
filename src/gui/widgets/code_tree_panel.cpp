#include "gui/widgets/code_tree_panel.hpp"

#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>
#include <utility>

#include "gui/presenter/navigator.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

wxDataViewItem item_of(model::CodeId code) {
  // The toolkit names rows by pointers; a code's number serves as one that is never followed.
  return wxDataViewItem(reinterpret_cast<void*>(static_cast<std::uintptr_t>(code.value)));
}

model::CodeId code_of(const wxDataViewItem& item) {
  return model::CodeId{static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(item.GetID()))};
}

constexpr unsigned kName = 0;
constexpr unsigned kSegments = 1;
constexpr unsigned kCases = 2;
constexpr int kFigures = 48 + 40 + 4;  ///< both columns of figures

}  // namespace

/// The tree as the toolkit asks for it.
class CodeTreePanel::Model : public wxDataViewModel {
 public:
  void show(Workbench* bench, const std::string& filter) {
    snapshot_ = bench == nullptr ? std::make_shared<const model::Snapshot>() : bench->shared_snapshot();
    counts_ = bench == nullptr ? std::vector<analysis::CodeCount>() : bench->counts();
    hues_ = bench == nullptr ? std::vector<std::size_t>() : bench->hues();
    visible_ = visible_codes(snapshot_->codes, filter);
    Cleared();
  }

  unsigned GetColumnCount() const override { return 3; }
  wxString GetColumnType(unsigned column) const override {
    return column == kName ? wxDataViewIconTextRenderer::GetDefaultType() : wxString("string");
  }

  void GetValue(wxVariant& value, const wxDataViewItem& item, unsigned column) const override {
    const auto index = tree().index_of(code_of(item));
    if (index == model::CodeTree::npos) {
      value = column == kName ? wxVariant(wxDataViewIconText()) : wxVariant(wxString());
      return;
    }
    const auto& count = counts_[index];
    if (column == kName) {
      value << wxDataViewIconText(to_wx(tree().codes()[index].name), swatch(hues_[index]));
    } else {
      const std::int64_t figure = column == kSegments ? count.rolled_up : count.cases;
      value = figure == 0 ? wxString("·") : wxString(std::to_string(figure));
      if (figure == 0) value = to_wx("·");
    }
  }

  bool SetValue(const wxVariant&, const wxDataViewItem&, unsigned) override { return false; }

  bool GetAttr(const wxDataViewItem& item, unsigned column, wxDataViewItemAttr& attr) const override {
    const auto index = tree().index_of(code_of(item));
    if (index == model::CodeTree::npos) return false;
    if (column == kName) {
      if (tree().depth(index) > 0 && !tree().codes()[index].theme) return false;
      attr.SetBold(true);
      return true;
    }
    attr.SetColour(to_wx(Look::get().colours().secondary));
    return true;
  }

  wxDataViewItem GetParent(const wxDataViewItem& item) const override {
    const auto* code = tree().find(code_of(item));
    if (code == nullptr || !code->parent || tree().find(code->parent) == nullptr) return wxDataViewItem(nullptr);
    return item_of(code->parent);
  }

  bool IsContainer(const wxDataViewItem& item) const override {
    if (!item.IsOk()) return true;
    const auto index = tree().index_of(code_of(item));
    return index != model::CodeTree::npos && tree().subtree_end(index) > index + 1;
  }
  bool HasContainerColumns(const wxDataViewItem&) const override { return true; }

  unsigned GetChildren(const wxDataViewItem& item, wxDataViewItemArray& children) const override {
    std::size_t at = 0;
    std::size_t end = tree().size();
    if (item.IsOk()) {
      const auto index = tree().index_of(code_of(item));
      if (index == model::CodeTree::npos) return 0;
      at = index + 1;
      end = tree().subtree_end(index);
    }
    for (; at < end; at = tree().subtree_end(at)) {
      if (at < visible_.size() && visible_[at]) children.Add(item_of(tree().codes()[at].id));
    }
    return static_cast<unsigned>(children.size());
  }

  const model::CodeTree& tree() const { return snapshot_->codes; }

 private:
  // What is shown now: the toolkit asks again whenever it likes, also while the bench is a step ahead.
  std::shared_ptr<const model::Snapshot> snapshot_ = std::make_shared<const model::Snapshot>();
  std::vector<analysis::CodeCount> counts_;
  std::vector<std::size_t> hues_;
  std::vector<bool> visible_;
};

CodeTreePanel::CodeTreePanel(wxWindow* parent, Events events)
    : wxPanel(parent), events_(std::move(events)), model_(new Model) {
  SetBackgroundColour(to_wx(Look::get().colours().pane));
  filter_ = new wxSearchCtrl(this, wxID_ANY);
  filter_->SetDescriptiveText(tr("field.filter-codes"));
  filter_->SetName(tr("field.filter-codes"));
  filter_->ShowCancelButton(true);
  tree_ = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                             wxDV_MULTIPLE | wxDV_NO_HEADER | wxBORDER_NONE);
  tree_->SetName(tr("pane.codes"));
  tree_->SetRowHeight(FromDIP(24));
  tree_->SetIndent(FromDIP(16));
  auto* name = new wxDataViewColumn(tr("pane.codes"), new wxDataViewIconTextRenderer(), kName, FromDIP(196),
                                    wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE);
  auto* segments = new wxDataViewColumn(tr("column.segments"),
                                        new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, wxALIGN_RIGHT),
                                        kSegments, FromDIP(48), wxALIGN_RIGHT, 0);
  auto* cases = new wxDataViewColumn(tr("column.cases"),
                                     new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, wxALIGN_RIGHT), kCases,
                                     FromDIP(40), wxALIGN_RIGHT, 0);
  name->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
  tree_->AppendColumn(name);
  tree_->AppendColumn(segments);
  tree_->AppendColumn(cases);
  tree_->SetExpanderColumn(name);
  tree_->AssociateModel(model_.get());
  tree_->EnableDragSource(wxDF_UNICODETEXT);
  tree_->EnableDropTarget(wxDF_UNICODETEXT);
  empty_ = new wxStaticText(this, wxID_ANY, tr("empty.codes"));
  empty_->SetForegroundColour(to_wx(Look::get().colours().faint));

  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(filter_, 0, wxEXPAND | wxALL, FromDIP(12));
  sizer->Add(tree_, 1, wxEXPAND);
  sizer->Add(empty_, 1, wxEXPAND | wxALL, FromDIP(16));
  SetSizer(sizer);

  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    wrap_empty();
  });
  filter_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { refill(); });
  tree_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    const int rest = event.GetSize().x - FromDIP(kFigures);
    tree_->GetColumn(kName)->SetWidth(std::max(FromDIP(96), rest));
  });
  tree_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent& event) {
    if (events_.activated) events_.activated(code_of(event.GetItem()));
  });
  tree_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
    if (events_.selection_changed) events_.selection_changed();
  });
  tree_->Bind(wxEVT_DATAVIEW_ITEM_COLLAPSED,
              [this](wxDataViewEvent& event) { collapsed_.insert(code_of(event.GetItem()).value); });
  tree_->Bind(wxEVT_DATAVIEW_ITEM_EXPANDED,
              [this](wxDataViewEvent& event) { collapsed_.erase(code_of(event.GetItem()).value); });
  tree_->Bind(wxEVT_DATAVIEW_ITEM_BEGIN_DRAG, [](wxDataViewEvent& event) {
    auto* data = new wxTextDataObject("code:" + std::to_string(code_of(event.GetItem()).value));
    event.SetDataObject(data);
    event.SetDragFlags(wxDrag_AllowMove);
  });
  tree_->Bind(wxEVT_DATAVIEW_ITEM_DROP_POSSIBLE, [](wxDataViewEvent& event) {
    if (event.GetDataFormat() != wxDF_UNICODETEXT) event.Veto();
  });
  tree_->Bind(wxEVT_DATAVIEW_ITEM_DROP, [this](wxDataViewEvent& event) {
    wxTextDataObject data;
    data.SetData(wxDF_UNICODETEXT, event.GetDataSize(), event.GetDataBuffer());
    const std::string text = from_wx(data.GetText());
    if (!text.starts_with("code:") || bench_ == nullptr) {
      event.Veto();
      return;
    }
    const model::CodeId moved{std::strtoll(text.c_str() + 5, nullptr, 10)};
    const model::CodeId above = event.GetItem().IsOk() ? code_of(event.GetItem()) : model::CodeId{};
    CallAfter([this, moved, above] {
      if (bench_ != nullptr) bench_->move_code(moved, above);
    });
  });
}

CodeTreePanel::~CodeTreePanel() = default;

void CodeTreePanel::wrap_empty() {
  empty_->SetLabel(tr("empty.codes"));
  empty_->Wrap(std::max(FromDIP(120), GetClientSize().x - FromDIP(32)));
}

void CodeTreePanel::show(Workbench* bench) {
  bench_ = bench;
  refill();
}

void CodeTreePanel::refill() {
  const auto chosen = selected();
  const auto at = current();
  model_->show(bench_, from_wx(filter_->GetValue()));
  expand_known();
  wxDataViewItemArray items;
  for (const auto code : chosen) {
    if (model_->tree().find(code) != nullptr) items.Add(item_of(code));
  }
  tree_->SetSelections(items);
  if (at && model_->tree().find(at) != nullptr) tree_->SetCurrentItem(item_of(at));
  const bool none = model_->tree().size() == 0;
  tree_->Show(!none);
  empty_->Show(none);
  wrap_empty();
  Layout();
}

void CodeTreePanel::expand_known() {
  const auto& tree = model_->tree();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree.subtree_end(i) > i + 1 && !collapsed_.contains(tree.codes()[i].id.value))
      tree_->Expand(item_of(tree.codes()[i].id));
  }
}

std::vector<model::CodeId> CodeTreePanel::selected() const {
  wxDataViewItemArray items;
  tree_->GetSelections(items);
  std::vector<model::CodeId> codes;
  for (const auto& item : items) codes.push_back(code_of(item));
  return codes;
}

model::CodeId CodeTreePanel::current() const {
  const auto item = tree_->GetCurrentItem();
  return item.IsOk() ? code_of(item) : model::CodeId{};
}

void CodeTreePanel::select(model::CodeId code) {
  if (model_->tree().find(code) == nullptr) return;
  tree_->UnselectAll();
  tree_->SetCurrentItem(item_of(code));  // the keys go on from there
  tree_->Select(item_of(code));
  tree_->EnsureVisible(item_of(code));
}

void CodeTreePanel::begin_rename() {
  const auto item = tree_->GetCurrentItem();
  const auto* code = item.IsOk() ? model_->tree().find(code_of(item)) : nullptr;
  if (code == nullptr || name_field_ != nullptr) return;
  tree_->EnsureVisible(item);
  // A field of our own over the row: the toolkit's in-place editor takes keys that the program cannot see.
  wxRect rect = tree_->GetItemRect(item, tree_->GetColumn(kName));
  const int icon = FromDIP(18);
  rect.Offset(tree_->GetPosition() + wxPoint(icon, 0));
  rect.width = std::max(FromDIP(120), rect.width - icon);
  name_field_ =
      new wxTextCtrl(this, wxID_ANY, to_wx(code->name), rect.GetPosition(), wxSize(rect.width, -1), wxTE_PROCESS_ENTER);
  name_field_->SetName(tr("command.codes.rename"));
  name_field_->Raise();
  name_field_->SelectAll();
  name_field_->SetFocus();
  const auto id = code->id;
  name_field_->Bind(wxEVT_TEXT_ENTER, [this, id](wxCommandEvent&) { end_rename(id, true); });
  name_field_->Bind(wxEVT_KILL_FOCUS, [this, id](wxFocusEvent& event) {
    event.Skip();
    end_rename(id, true);
  });
  name_field_->Bind(wxEVT_KEY_DOWN, [this, id](wxKeyEvent& event) {
    if (event.GetKeyCode() == WXK_ESCAPE) {
      end_rename(id, false);
    } else {
      event.Skip();
    }
  });
}

void CodeTreePanel::end_rename(model::CodeId code, bool keep) {
  if (name_field_ == nullptr) return;
  auto* field = std::exchange(name_field_, nullptr);
  const std::string name = from_wx(field->GetValue());
  field->Hide();
  // The field is still in its own event.
  CallAfter([this, field, code, name, keep] {
    field->Destroy();
    tree_->SetFocus();
    if (keep && bench_ != nullptr) bench_->rename_code(code, name);
  });
}

void CodeTreePanel::focus_filter() {
  filter_->SetFocus();
}

}  // namespace polyvocal::gui
