#include "gui/widgets/status_strip.hpp"

#include <wx/sizer.h>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

StatusStrip::StatusStrip(wxWindow* parent, std::function<void()> undo) : wxPanel(parent) {
  m_container.DisableSelfFocus();  // nothing here takes keys
  const auto& look = Look::get();
  SetBackgroundColour(to_wx(look.colours().bar));
  sentence_ = new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  sentence_->SetFont(look.secondary());
  undo_ = new wxStaticText(this, wxID_ANY, tr("label.undo"));
  undo_->SetFont(look.secondary().Underlined());
  undo_->SetForegroundColour(to_wx(look.colours().link));
  undo_->SetCursor(wxCursor(wxCURSOR_HAND));
  undo_->Bind(wxEVT_LEFT_DOWN, [undo = std::move(undo)](wxMouseEvent&) { undo(); });
  undo_->Hide();
  place_ = new wxStaticText(this, wxID_ANY, wxString());
  place_->SetFont(look.secondary());
  place_->SetForegroundColour(to_wx(look.colours().secondary));
  auto* sizer = new wxBoxSizer(wxHORIZONTAL);
  sizer->Add(sentence_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  sizer->Add(undo_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  sizer->AddStretchSpacer();
  sizer->Add(place_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, FromDIP(12));
  SetSizer(sizer);
  SetMinSize(wxSize(-1, FromDIP(26)));
}

void StatusStrip::show(const Status& status) {
  sentence_->SetLabelText(to_wx(status.sentence));
  sentence_->SetForegroundColour(to_wx(status.error ? Look::get().colours().stopped : Look::get().colours().ink));
  undo_->Show(status.undoable);
  Layout();
}

void StatusStrip::show_place(const std::string& place) {
  place_->SetLabelText(to_wx(place));
  Layout();
}

std::string StatusStrip::sentence() const {
  return from_wx(sentence_->GetLabelText());
}

}  // namespace polyvocal::gui
