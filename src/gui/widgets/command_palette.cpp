#include "gui/widgets/command_palette.hpp"

#include <wx/dataview.h>
#include <wx/dialog.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

class CommandPalette : public wxDialog {
 public:
  CommandPalette(wxWindow* parent, const CommandRegistry& registry, const Keymap& keymap)
      : wxDialog(parent, wxID_ANY, tr("command.find.palette"), wxDefaultPosition, wxDefaultSize,
                 wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
        registry_(registry),
        keymap_(keymap) {
    field_ =
        new wxTextCtrl(this, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(440, -1)), wxTE_PROCESS_ENTER);
    field_->SetName(tr("command.find.palette"));
    list_ = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(440, 320)),
                                   wxDV_SINGLE | wxDV_NO_HEADER);
    list_->SetName(tr("command.find.palette"));
    list_->AppendTextColumn(wxString(), wxDATAVIEW_CELL_INERT, FromDIP(310));
    list_->AppendTextColumn(wxString(), wxDATAVIEW_CELL_INERT, FromDIP(110), wxALIGN_RIGHT);
    auto* sizer = new wxBoxSizer(wxVERTICAL);
    sizer->Add(field_, 0, wxEXPAND | wxALL, FromDIP(8));
    sizer->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(8));
    SetSizerAndFit(sizer);
    CentreOnParent();
    field_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { fill(); });
    field_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
      const int row = list_->GetSelectedRow();
      const int last = list_->GetItemCount() - 1;
      switch (event.GetKeyCode()) {
        case WXK_DOWN:
          if (last >= 0) select(std::min(row + 1, last));
          break;
        case WXK_UP:
          if (last >= 0) select(std::max(row - 1, 0));
          break;
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
          take();
          break;
        default:
          event.Skip();
      }
    });
    list_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { take(); });
    fill();
    field_->SetFocus();
  }

  std::string chosen() const { return chosen_; }

 private:
  void fill() {
    ids_ = find_commands(registry_, from_wx(field_->GetValue()));
    std::erase_if(ids_, [&](const std::string& id) { return !registry_.enabled(id); });
    list_->DeleteAllItems();
    for (const auto& id : ids_) {
      wxVector<wxVariant> row;
      row.push_back(wxVariant(tr("command." + id)));
      row.push_back(wxVariant(to_wx(keymap_.shown(id))));
      list_->AppendItem(row);
    }
    if (!ids_.empty()) select(0);
  }
  void select(int row) {
    list_->SelectRow(static_cast<unsigned>(row));
    list_->EnsureVisible(list_->RowToItem(row));
  }
  void take() {
    const int row = list_->GetSelectedRow();
    if (row == wxNOT_FOUND || static_cast<std::size_t>(row) >= ids_.size()) return;
    chosen_ = ids_[static_cast<std::size_t>(row)];
    EndModal(wxID_OK);
  }

  const CommandRegistry& registry_;
  const Keymap& keymap_;
  wxTextCtrl* field_ = nullptr;
  wxDataViewListCtrl* list_ = nullptr;
  std::vector<std::string> ids_;
  std::string chosen_;
};

}  // namespace

std::string choose_command(wxWindow* parent, const CommandRegistry& registry, const Keymap& keymap) {
  CommandPalette dialog(parent, registry, keymap);
  dialog.ShowModal();
  return dialog.chosen();
}

}  // namespace polyvocal::gui
