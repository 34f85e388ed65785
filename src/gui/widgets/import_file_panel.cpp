#include "gui/widgets/import_file_panel.hpp"

#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/textdlg.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <array>

#include "base/atomic_file.hpp"
#include "gui/widgets/file_marks.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/transcript_canvas.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// Those a person may choose where detection errs; names as the decoder knows them.
constexpr std::array kEncodings = {"UTF-8",        "UTF-16LE",     "UTF-16BE",     "windows-1252", "ISO-8859-15",
                                   "macintosh",    "windows-1250", "ISO-8859-2",   "windows-1251", "koi8-u",
                                   "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
                                   "windows-1258", "windows-874",  "shift_jis",    "euc-jp",       "gb18030",
                                   "big5",         "euc-kr"};
/// Places in the choice before the encodings.
constexpr int kDetected = 0;
constexpr int kRepair = 1;
constexpr int kFirstEncoding = 2;

wxString role_of(const PlannedSpeaker& speaker) {
  wxString role;
  switch (speaker.use) {
    case SpeakerUse::kParticipant:
      role = tr("import.use-participant");
      break;
    case SpeakerUse::kInterviewer:
      role = tr("import.use-interviewer");
      break;
    case SpeakerUse::kOther:
      role = tr("import.use-other");
      break;
    case SpeakerUse::kNobody:
      return tr("import.use-nobody");
  }
  return speaker.merged ? tr("import.merged", {{"role", from_wx(role)}}) : role;
}

}  // namespace

class ImportFilePanel::Model : public wxDataViewVirtualListModel {
 public:
  enum Column : unsigned { kLabel, kName, kRole, kTurns, kColumns };

  void show(std::vector<PlannedSpeaker> speakers) {
    const bool same = speakers.size() == speakers_.size();
    speakers_ = std::move(speakers);
    if (!same) {
      Reset(static_cast<unsigned>(speakers_.size()));
      return;
    }
    for (unsigned row = 0; row < speakers_.size(); ++row) RowChanged(row);
  }
  const std::vector<PlannedSpeaker>& speakers() const { return speakers_; }
  unsigned GetColumnCount() const override { return kColumns; }
  wxString GetColumnType(unsigned column) const override {
    return column == kLabel ? wxDataViewIconTextRenderer::GetDefaultType() : wxString("string");
  }
  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
    if (row >= speakers_.size()) return;
    const auto& speaker = speakers_[row];
    switch (column) {
      case kLabel: {
        std::string others;
        for (const auto& spelling : speaker.spellings) {
          if (spelling != speaker.label) others += (others.empty() ? "" : ", ") + spelling;
        }
        const wxString label = others.empty() ? to_wx(speaker.label)
                                              : tr("import.spellings", {{"label", speaker.label}, {"others", others}});
        const bool coloured = speaker.use == SpeakerUse::kParticipant || speaker.use == SpeakerUse::kOther;
        value << (coloured ? wxDataViewIconText(label, swatch(speaker.person))
                           : wxDataViewIconText(label, wxBitmapBundle::FromBitmap(blank())));
        break;
      }
      case kName:
        value = speaker.use == SpeakerUse::kNobody ? wxString() : to_wx(speaker.name);
        break;
      case kRole:
        value = role_of(speaker);
        break;
      default:
        value = to_wx(grouped(speaker.turns));
    }
  }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
    if (row >= speakers_.size()) return false;
    const auto& speaker = speakers_[row];
    const auto& colours = Look::get().colours();
    if (speaker.use == SpeakerUse::kNobody) {
      attr.SetColour(to_wx(colours.faint));
      return true;
    }
    if (column == kName) {
      attr.SetBold(speaker.name != speaker.label);
      return speaker.name != speaker.label;
    }
    if (column == kLabel) return false;
    attr.SetColour(to_wx(colours.secondary));
    return true;
  }

 private:
  static wxBitmap blank() {
    wxBitmap bitmap(16, 16, 32);
    bitmap.UseAlpha();
    wxImage image(16, 16);
    image.InitAlpha();
    std::fill_n(image.GetAlpha(), 16 * 16, static_cast<unsigned char>(0));
    return wxBitmap(image);
  }
  std::vector<PlannedSpeaker> speakers_;
};

ImportFilePanel::ImportFilePanel(wxWindow* parent, Events events)
    : wxPanel(parent), events_(std::move(events)), model_(new Model) {
  const auto& look = Look::get();
  SetBackgroundColour(to_wx(look.colours().paper));
  empty_ = new wxStaticText(this, wxID_ANY, tr("import.choose-file"));
  empty_->SetForegroundColour(to_wx(look.colours().faint));
  body_ = new wxPanel(this);
  body_->SetBackgroundColour(to_wx(look.colours().paper));
  auto* column = new wxBoxSizer(wxVERTICAL);
  make_choices(*column);
  make_speakers(*column);
  text_head_ = new wxStaticText(body_, wxID_ANY, wxString());
  text_head_->SetFont(look.heading());
  text_head_->SetForegroundColour(to_wx(look.colours().secondary));
  canvas_ = new TranscriptCanvas(body_);
  canvas_->SetName(tr("import.text"));
  canvas_->set_mode(look.mode());
  canvas_->set_stripes(TranscriptCanvas::Stripes::kNone);
  canvas_->set_face(look.sans() ? TranscriptCanvas::Face::kSans : TranscriptCanvas::Face::kSerif);
  column->Add(text_head_, 0, wxLEFT | wxTOP, FromDIP(16));
  column->Add(canvas_, 1, wxEXPAND);
  body_->SetSizer(column);
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(empty_, 0, wxALL, FromDIP(24));
  sizer->Add(body_, 1, wxEXPAND);
  SetSizer(sizer);
  Bind(wxEVT_CHAR_HOOK, &ImportFilePanel::on_key, this);
  show(nullptr, {});
}

ImportFilePanel::~ImportFilePanel() = default;

void ImportFilePanel::make_choices(wxSizer& sizer) {
  const auto& look = Look::get();
  const auto label = [&](const char* key) {
    auto* text = new wxStaticText(body_, wxID_ANY, tr(key));
    text->SetForegroundColour(to_wx(look.colours().secondary));
    return text;
  };
  name_ = new wxTextCtrl(body_, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(232, -1)));
  name_->SetName(tr("import.name"));
  facts_ = new wxStaticText(body_, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  facts_->SetForegroundColour(to_wx(look.colours().secondary));
  encoding_ = new wxChoice(body_, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(232, -1)));
  encoding_->SetName(tr("import.encoding"));
  no_speakers_ = new wxCheckBox(body_, wxID_ANY, tr("import.no-speakers"));
  notes_ = new wxCheckBox(body_, wxID_ANY, tr("import.notes"));
  auto* grid = new wxFlexGridSizer(2, FromDIP(wxSize(12, 8)));
  grid->AddGrowableCol(1, 1);
  grid->Add(label("import.name"), 0, wxALIGN_CENTRE_VERTICAL);
  grid->Add(name_, 1, wxALIGN_CENTRE_VERTICAL | wxEXPAND);
  grid->Add(label("import.encoding"), 0, wxALIGN_CENTRE_VERTICAL);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(encoding_, 0, wxALIGN_CENTRE_VERTICAL);
  row->Add(facts_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  grid->Add(row, 1, wxALIGN_CENTRE_VERTICAL | wxEXPAND);
  sizer.Add(grid, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, FromDIP(16));
  auto* boxes = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
  boxes->Add(no_speakers_, 0, wxRIGHT | wxTOP, FromDIP(12));
  boxes->Add(notes_, 0, wxTOP, FromDIP(12));
  sizer.Add(boxes, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(16));
  remarks_ = new wxBoxSizer(wxVERTICAL);
  sizer.Add(remarks_, 0, wxEXPAND | wxLEFT | wxRIGHT, FromDIP(16));
  as_table_ = new wxButton(body_, wxID_ANY, tr("import.as-table"));
  sizer.Add(as_table_, 0, wxLEFT | wxBOTTOM, FromDIP(16));

  name_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
    if (showing_ || !file_) return;
    plan_->set_name(*file_, from_wx(name_->GetValue()));
    show_remarks();
    events_.changed();
  });
  encoding_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    if (showing_ || !file_) return;
    const int place = encoding_->GetSelection();
    plan_->set_repair(*file_, place == kRepair);
    plan_->set_encoding(*file_,
                        place < kFirstEncoding ? "" : kEncodings.at(static_cast<std::size_t>(place - kFirstEncoding)));
    chosen();
  });
  no_speakers_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) {
    plan_->set_no_speakers(*file_, no_speakers_->GetValue());
    chosen();
  });
  notes_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) {
    plan_->set_notes(*file_, notes_->GetValue());
    chosen();
  });
  as_table_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
    if (file_) events_.as_table(*file_);
  });
}

void ImportFilePanel::make_speakers(wxSizer& sizer) {
  const auto& look = Look::get();
  speakers_panel_ = new wxPanel(body_);
  speakers_panel_->SetBackgroundColour(to_wx(look.colours().paper));
  auto* head = new wxStaticText(speakers_panel_, wxID_ANY, upper(tr("import.speakers")));
  head->SetFont(look.heading());
  head->SetForegroundColour(to_wx(look.colours().secondary));
  speakers_ = new wxDataViewCtrl(speakers_panel_, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(-1, 140)),
                                 wxDV_MULTIPLE | wxBORDER_NONE);
  speakers_->SetName(tr("import.speakers"));
  speakers_->SetRowHeight(FromDIP(24));
  const auto text_column = [&](const char* key, unsigned column, int width, wxAlignment align) {
    auto* renderer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, align);
    renderer->EnableEllipsize(wxELLIPSIZE_END);
    speakers_->AppendColumn(
        new wxDataViewColumn(tr(key), renderer, column, FromDIP(width), align, wxDATAVIEW_COL_RESIZABLE));
  };
  auto* labels = new wxDataViewIconTextRenderer();
  labels->EnableEllipsize(wxELLIPSIZE_END);
  speakers_->AppendColumn(new wxDataViewColumn(tr("import.label"), labels, Model::kLabel, FromDIP(208), wxALIGN_LEFT,
                                               wxDATAVIEW_COL_RESIZABLE));
  text_column("import.speaker-name", Model::kName, 168, wxALIGN_LEFT);
  text_column("import.role", Model::kRole, 144, wxALIGN_LEFT);
  text_column("import.speaker-turns", Model::kTurns, 64, wxALIGN_RIGHT);
  speakers_->AssociateModel(model_.get());

  speaker_name_ = new wxTextCtrl(speakers_panel_, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(184, -1)),
                                 wxTE_PROCESS_ENTER);
  speaker_name_->SetName(tr("import.speaker-name"));
  auto* row = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
  row->Add(speaker_name_, 0, wxRIGHT | wxBOTTOM, FromDIP(4));
  struct Button {
    const char* label;
    const char* command;
  };
  for (const auto& [text, command] :
       {Button{"import.button-rename", "import.rename"}, Button{"import.button-merge", "import.merge"},
        Button{"import.button-interviewer", "import.interviewer"},
        Button{"import.button-participant", "import.participant"}, Button{"import.button-nobody", "import.nobody"},
        Button{"import.button-add", "import.add-label"}, Button{"import.button-everywhere", "import.everywhere"}}) {
    row->Add(command_button(text, command), 0, wxRIGHT | wxBOTTOM, FromDIP(4));
  }
  auto* keys = new wxStaticText(speakers_panel_, wxID_ANY, tr("import.keys"));
  keys->SetFont(look.secondary());
  keys->SetForegroundColour(to_wx(look.colours().faint));
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(head, 0, wxLEFT, FromDIP(16));
  column->Add(speakers_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, FromDIP(8));
  column->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, FromDIP(16));
  column->Add(keys, 0, wxLEFT | wxRIGHT | wxTOP, FromDIP(12));
  speakers_panel_->SetSizer(column);
  sizer.Add(speakers_panel_, 0, wxEXPAND);

  speakers_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
    const auto rows = selected();
    const auto& shown = model_->speakers();
    speaker_name_->ChangeValue(rows.empty() || rows.front() >= shown.size() ? wxString()
                                                                            : to_wx(shown[rows.front()].name));
  });
  speakers_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { events_.run("import.rename"); });
  speaker_name_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
    const auto rows = selected();
    if (rows.empty() || !file_) return;
    const std::string name = from_wx(speaker_name_->GetValue());
    for (const auto one : rows) plan_->rename(*file_, one, name);
    chosen();
    speakers_->SetFocus();
  });
}

wxButton* ImportFilePanel::command_button(const char* label, const char* command) {
  auto* button = new wxButton(speakers_panel_, wxID_ANY, tr(label));
  button->Bind(wxEVT_BUTTON, [this, name = std::string(command)](wxCommandEvent&) { events_.run(name); });
  return button;
}

void ImportFilePanel::show(ImportPlan* plan, std::optional<std::size_t> file) {
  const bool another = plan != plan_ || file != file_;
  plan_ = plan;
  file_ = plan == nullptr ? std::nullopt : file;
  if (another) {
    page_.reset();
    speakers_->UnselectAll();
    speaker_name_->ChangeValue(wxString());
  }
  empty_->Show(!file_);
  body_->Show(file_.has_value());
  if (file_) {
    showing_ = true;
    name_->ChangeValue(to_wx(plan_->name(*file_)));
    showing_ = false;
    refresh();
    if (another && !model_->speakers().empty()) select_speaker(0);
  }
  Layout();
}

void ImportFilePanel::refresh() {
  if (!file_) return;
  showing_ = true;
  const auto& file = plan_->file(*file_);
  const bool waits = file.state != ImportPlan::File::State::kDone;
  facts_->SetLabelText(waits && !file.preview ? tr("import.reading-file") : to_wx(plan_->facts(*file_)));
  name_->Enable(!file.refused);
  no_speakers_->Enable(!file.refused);
  notes_->Enable(!file.refused);
  no_speakers_->SetValue(file.choices.no_speakers);
  notes_->SetValue(file.choices.notes);
  show_encodings();
  show_remarks();
  show_speakers();
  auto page = plan_->page(*file_);
  const bool shortened = file.preview && file.preview->shortened;
  text_head_->SetLabelText(
      upper(shortened ? tr("import.text") + to_wx(" — ") + tr("import.shortened") : tr("import.text")));
  text_head_->Show(page != nullptr);
  canvas_->Show(page != nullptr);
  const auto ending = base::path_to_utf8(file.path.extension());
  as_table_->Show(file.refused && (ending == ".csv" || ending == ".tsv" || ending == ".xlsx"));
  body_->Layout();
  if (page != nullptr) {
    const auto same_people = [](const PageText& a, const PageText& b) {
      return std::equal(a.speakers.begin(), a.speakers.end(), b.speakers.begin(), b.speakers.end(),
                        [](const PageSpeaker& x, const PageSpeaker& y) {
                          return x.label == y.label && x.role == y.role && x.hue == y.hue;
                        });
    };
    // The reader's place stays unless something else is to be seen.
    if (page_ == nullptr || page_->text != page->text || page_->turns.size() != page->turns.size() ||
        !same_people(*page_, *page)) {
      page_ = page;
      canvas_->show_text(page);
    }
  }
  showing_ = false;
}

void ImportFilePanel::show_encodings() {
  const auto& file = plan_->file(*file_);
  const std::string detected = file.preview ? file.preview->document.encoding : std::string();
  const bool fixed = file.preview && detected.empty() && file.choices.encoding.empty();
  const bool hopeless =
      file.refused && file.refused->code != base::ErrorCode::kUnknownEncoding && file.choices == app::FileChoices{};
  encoding_->Clear();
  if (fixed || hopeless) {
    encoding_->Append(fixed ? tr("import.encoding-fixed") : wxString());
    encoding_->SetSelection(kDetected);
    encoding_->Disable();
    return;
  }
  encoding_->Enable();
  wxString first = tr("import.encoding-none");
  if (file.choices.encoding.empty() && !detected.empty()) {
    const int sure = file.preview->document.confidence;
    first = tr(
        "import.encoding-detected",
        {{"encoding", sure >= 100 ? detected
                                  : messages::message("import.encoding-sure",
                                                      {{"encoding", detected}, {"percent", std::to_string(sure)}})}});
  } else if (!file.choices.encoding.empty()) {
    first = tr("import.encoding-again");
  }
  encoding_->Append(first);
  encoding_->Append(tr("import.encoding-repair"));
  int chosen = file.choices.repair_doubly_encoded ? kRepair : kDetected;
  for (std::size_t i = 0; i < kEncodings.size(); ++i) {
    encoding_->Append(kEncodings[i]);
    if (file.choices.encoding == kEncodings[i]) chosen = kFirstEncoding + static_cast<int>(i);
  }
  encoding_->SetSelection(chosen);
}

void ImportFilePanel::show_remarks() {
  const auto shown = plan_->remarks(*file_);
  const bool refused = plan_->file(*file_).refused.has_value();
  if (shown == remarks_shown_ && !shown.empty()) return;
  remarks_shown_ = shown;
  remarks_->Clear(true);
  for (const auto& remark : shown) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* icon = new wxStaticBitmap(body_, wxID_ANY, file_mark_icon(refused ? FileMark::kRefused : FileMark::kToCheck));
    auto* text = new wxStaticText(body_, wxID_ANY, to_wx(remark));
    text->Wrap(std::max(FromDIP(320), GetClientSize().x - FromDIP(72)));
    row->Add(icon, 0, wxRIGHT, FromDIP(8));
    row->Add(text, 1);
    remarks_->Add(row, 0, wxEXPAND | wxBOTTOM, FromDIP(8));
  }
  body_->Layout();
}

void ImportFilePanel::show_speakers() {
  auto shown = plan_->speakers(*file_);
  const auto& file = plan_->file(*file_);
  speakers_panel_->Show(file.preview && !file.choices.no_speakers);
  const int rows = std::clamp(static_cast<int>(shown.size()), 2, 6);
  speakers_->SetMinSize(wxSize(-1, FromDIP(36 + 25 * rows)));
  model_->show(std::move(shown));
}

void ImportFilePanel::chosen() {
  refresh();
  events_.changed();
}

std::vector<std::size_t> ImportFilePanel::selected() const {
  wxDataViewItemArray items;
  speakers_->GetSelections(items);
  std::vector<std::size_t> rows;
  for (const auto& item : items) rows.push_back(model_->GetRow(item));
  std::sort(rows.begin(), rows.end());
  return rows;
}

void ImportFilePanel::select_speaker(std::size_t row) {
  if (row >= model_->speakers().size()) return;
  speakers_->UnselectAll();
  const auto item = model_->GetItem(static_cast<unsigned>(row));
  speakers_->SetCurrentItem(item);
  speakers_->Select(item);
  speaker_name_->ChangeValue(to_wx(model_->speakers()[row].name));
}

bool ImportFilePanel::has_speaker() const {
  return file_.has_value() && IsShownOnScreen() && !selected().empty();
}

void ImportFilePanel::begin_rename() {
  speaker_name_->SetFocus();
  speaker_name_->SelectAll();
}

void ImportFilePanel::merge_selected() {
  plan_->merge(*file_, selected());
  chosen();
}

void ImportFilePanel::set_use(SpeakerUse use) {
  for (const auto row : selected()) plan_->set_use(*file_, row, use);
  chosen();
}

void ImportFilePanel::add_label() {
  if (!file_) return;
  const wxString label = wxGetTextFromUser(tr("import.ask-label"), tr("import.button-add"), wxString(), this);
  if (!label.empty() && plan_->add_label(*file_, from_wx(label))) chosen();
}

void ImportFilePanel::on_key(wxKeyEvent& event) {
  const wxWindow* focus = wxWindow::FindFocus();
  if (focus == speaker_name_ && event.GetKeyCode() == WXK_ESCAPE) {
    speakers_->SetFocus();
    return;
  }
  if (focus != speakers_ || event.HasAnyModifiers()) {
    event.Skip();
    return;
  }
  switch (event.GetKeyCode()) {
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
      events_.run("import.rename");
      return;
    case 'I':
      events_.run("import.interviewer");
      return;
    case 'P':
      events_.run("import.participant");
      return;
    case 'M':
      events_.run("import.merge");
      return;
    case WXK_DELETE:
      events_.run("import.nobody");
      return;
    default:
      // Other letters would open the toolkit's own search over the table.
      if (event.GetKeyCode() <= WXK_SPACE || event.GetKeyCode() >= WXK_DELETE) event.Skip();
  }
}

}  // namespace polyvocal::gui
