#include "gui/widgets/start_page.hpp"

#include <wx/button.h>
#include <wx/commandlinkbutton.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "base/atomic_file.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

StartPage::StartPage(wxWindow* parent, const std::vector<std::filesystem::path>& recent,
                     const std::function<void(const std::filesystem::path&)>& open,
                     const std::function<void(const std::string&)>& command)
    : wxPanel(parent) {
  const auto& look = Look::get();
  SetBackgroundColour(to_wx(look.colours().paper));
  auto* column = new wxBoxSizer(wxVERTICAL);
  auto* title = new wxStaticText(this, wxID_ANY, tr("start.title"));
  title->SetFont(look.words(30));
  auto* subtitle = new wxStaticText(this, wxID_ANY, tr("start.subtitle"));
  subtitle->SetForegroundColour(to_wx(look.colours().secondary));
  column->Add(title, 0, wxBOTTOM, FromDIP(4));
  column->Add(subtitle, 0, wxBOTTOM, FromDIP(24));
  offer_ = new wxPanel(this);
  offer_->SetBackgroundColour(to_wx(look.colours().pale_selection));
  offer_text_ = new wxStaticText(offer_, wxID_ANY, wxString());
  auto* make = new wxButton(offer_, wxID_ANY, tr("import.offer-make"));
  make->Bind(wxEVT_BUTTON, [command](wxCommandEvent&) { command("project.new"); });
  auto* inside = new wxBoxSizer(wxVERTICAL);
  inside->Add(offer_text_, 0, wxALL, FromDIP(12));
  inside->Add(make, 0, wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(12));
  offer_->SetSizer(inside);
  offer_->Hide();
  column->Add(offer_, 0, wxBOTTOM, FromDIP(24));
  for (const char* id : {"project.new", "project.open", "project.sample"}) {
    auto* button = new wxButton(this, wxID_ANY, tr(std::string("command.") + id), wxDefaultPosition,
                                wxSize(FromDIP(264), FromDIP(34)));
    button->Bind(wxEVT_BUTTON, [command, name = std::string(id)](wxCommandEvent&) { command(name); });
    column->Add(button, 0, wxBOTTOM, FromDIP(8));
  }
  auto* head = new wxStaticText(this, wxID_ANY, upper(tr("start.recent")));
  head->SetFont(look.heading());
  head->SetForegroundColour(to_wx(look.colours().secondary));
  column->Add(head, 0, wxTOP | wxBOTTOM, FromDIP(16));
  if (recent.empty()) {
    auto* none = new wxStaticText(this, wxID_ANY, tr("start.none"));
    none->SetForegroundColour(to_wx(look.colours().faint));
    column->Add(none);
  }
  for (const auto& path : recent) {
    auto* button = new wxButton(this, wxID_ANY, to_wx(base::path_to_utf8(path.stem())), wxDefaultPosition,
                                wxSize(FromDIP(264), -1), wxBORDER_NONE | wxBU_LEFT);
    button->SetToolTip(to_wx(base::path_to_utf8(path)));
    button->Bind(wxEVT_BUTTON, [open, path](wxCommandEvent&) { open(path); });
    column->Add(button, 0, wxBOTTOM, FromDIP(4));
  }
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->AddStretchSpacer();
  row->Add(column, 0, wxTOP, FromDIP(96));
  row->AddStretchSpacer();
  SetSizer(row);
}

void StartPage::offer(std::size_t files) {
  offer_text_->SetLabelText(files == 1 ? tr("import.offer-one")
                                       : tr("import.offer", {{"count", std::to_string(files)}}));
  offer_text_->Wrap(FromDIP(360));
  offer_->Show();
  offer_->Layout();
  Layout();
}

}  // namespace polyvocal::gui
