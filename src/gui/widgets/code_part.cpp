#include "gui/widgets/code_part.hpp"

#include <wx/sizer.h>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

CodePart::CodePart(BenchHost& host) : host_(host) {
  panel_ = new wxScrolledWindow(&host.know(), wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
  panel_->SetBackgroundColour(to_wx(Look::get().colours().pane));
  panel_->SetScrollRate(0, panel_->FromDIP(12));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  path_ = new wxStaticText(panel_, wxID_ANY, tr("empty.code"), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_START);
  path_->SetForegroundColour(to_wx(Look::get().colours().secondary));
  sizer->Add(path_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, panel_->FromDIP(16));
  name_ = add_field(*sizer, "field.code-name", 1);
  definition_ = add_field(*sizer, "field.code-definition", 4);
  include_ = add_field(*sizer, "field.code-include", 3);
  exclude_ = add_field(*sizer, "field.code-exclude", 3);
  example_ = add_field(*sizer, "field.code-example", 3);
  key_ = add_field(*sizer, "field.code-key", 1);
  auto* label = new wxStaticText(panel_, wxID_ANY, tr("field.code-colour"));
  label->SetForegroundColour(to_wx(Look::get().colours().secondary));
  colour_ = new wxChoice(panel_, wxID_ANY);
  colour_->SetName(tr("field.code-colour"));
  colour_->Append(tr("label.branch-colour"));
  for (std::size_t i = 0; i < kHues; ++i) colour_->Append(tr("label.colour", {{"number", std::to_string(i + 1)}}));
  theme_ = new wxCheckBox(panel_, wxID_ANY, tr("field.code-theme"));
  theme_->SetName(tr("field.code-theme"));
  sizer->Add(label, 0, wxLEFT | wxRIGHT | wxTOP, panel_->FromDIP(16));
  sizer->Add(colour_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, panel_->FromDIP(12));
  sizer->Add(theme_, 0, wxALL, panel_->FromDIP(16));
  panel_->SetSizer(sizer);
  host.know().AddPage(panel_, tr("pane.code"));
  colour_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { keep(); });
  theme_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { keep(); });
  fill();
}

wxTextCtrl* CodePart::add_field(wxSizer& sizer, const char* label, int lines) {
  auto* words = new wxStaticText(panel_, wxID_ANY, tr(label));
  words->SetForegroundColour(to_wx(Look::get().colours().secondary));
  auto* field = new wxTextCtrl(panel_, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize,
                               lines > 1 ? wxTE_MULTILINE : wxTE_PROCESS_ENTER);
  field->SetName(tr(label));
  if (lines > 1) field->SetMinSize(wxSize(-1, panel_->FromDIP(20 * lines + 8)));
  field->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
    event.Skip();
    keep();
  });
  if (lines == 1) field->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { keep(); });
  sizer.Add(words, 0, wxLEFT | wxRIGHT | wxTOP, panel_->FromDIP(12));
  sizer.Add(field, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, panel_->FromDIP(4));
  return field;
}

void CodePart::show(Workbench&) {
  shown_.reset();
  fill();
}

void CodePart::open(model::CodeId code) {
  if (host_.bench() == nullptr || (shown_ && shown_->code == code)) return;
  keep();
  shown_ = code_details(*host_.bench(), code);
  fill();
}

void CodePart::update(Topic topic) {
  if (topic != Topic::kProject || !shown_ || filling_) return;
  const auto now = code_details(*host_.bench(), shown_->code);
  if (now == shown_) return;
  // What another act or program changed is shown; a field that is being written in is left alone.
  const bool writing = shown_ && !(written() == *shown_);
  if (writing && now) return;
  shown_ = now;
  fill();
}

CodeDetails CodePart::written() const {
  CodeDetails details = *shown_;
  details.name = from_wx(name_->GetValue());
  details.key = from_wx(key_->GetValue());
  details.definition = from_wx(definition_->GetValue());
  details.include = from_wx(include_->GetValue());
  details.exclude = from_wx(exclude_->GetValue());
  details.example = from_wx(example_->GetValue());
  const int colour = colour_->GetSelection();
  details.hue = colour <= 0 ? std::nullopt : std::optional(static_cast<std::size_t>(colour - 1));
  details.theme = theme_->GetValue();
  return details;
}

void CodePart::fill() {
  filling_ = true;
  const CodeDetails details = shown_.value_or(CodeDetails{});
  const bool writable =
      shown_.has_value() && host_.bench() != nullptr && !host_.bench()->session().project().read_only();
  path_->SetLabelText(!shown_ ? tr("empty.code") : details.path.empty() ? tr("label.top-level") : to_wx(details.path));
  name_->ChangeValue(to_wx(details.name));
  key_->ChangeValue(to_wx(details.key));
  definition_->ChangeValue(to_wx(details.definition));
  include_->ChangeValue(to_wx(details.include));
  exclude_->ChangeValue(to_wx(details.exclude));
  example_->ChangeValue(to_wx(details.example));
  colour_->SetSelection(details.hue ? static_cast<int>(*details.hue) + 1 : 0);
  theme_->SetValue(details.theme);
  for (wxWindow* field :
       {static_cast<wxWindow*>(name_), static_cast<wxWindow*>(key_), static_cast<wxWindow*>(definition_),
        static_cast<wxWindow*>(include_), static_cast<wxWindow*>(exclude_), static_cast<wxWindow*>(example_),
        static_cast<wxWindow*>(colour_), static_cast<wxWindow*>(theme_)})
    field->Enable(writable);
  panel_->FitInside();
  filling_ = false;
}

void CodePart::keep() {
  if (!shown_ || filling_ || host_.bench() == nullptr) return;
  const auto before = *shown_;
  const auto after = written();
  if (after == before) return;
  filling_ = true;
  const bool done = write_code_details(*host_.bench(), before, after);
  filling_ = false;
  // After an error the words stay in their fields, to be mended.
  if (!done) return;
  shown_ = code_details(*host_.bench(), before.code);
  fill();
}

void CodePart::add_commands(CommandRegistry& commands) {
  commands.add({"codes.details",
                [this] {
                  open(host_.code_in_question());
                  host_.bring_to_front(*panel_);
                  definition_->SetFocus();
                },
                [this] { return host_.bench() != nullptr && host_.code_in_question(); },
                {}});
}

}  // namespace polyvocal::gui
