#include "gui/widgets/page_panel.hpp"

#include <wx/sizer.h>

#include <algorithm>

#include "gui/presenter/find_in_text.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

PagePanel::PagePanel(wxWindow* parent) : wxPanel(parent) {
  const auto& look = Look::get();
  SetBackgroundColour(to_wx(look.colours().paper));
  auto* bar = new wxBoxSizer(wxHORIZONTAL);
  name_ = new wxStaticText(this, wxID_ANY, wxString());
  name_->SetFont(look.title());
  facts_ = new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  facts_->SetForegroundColour(to_wx(look.colours().secondary));
  place_ = new wxStaticText(this, wxID_ANY, wxString());
  place_->SetForegroundColour(to_wx(look.colours().secondary));
  find_ = new wxSearchCtrl(this, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(176, -1)), wxTE_PROCESS_ENTER);
  find_->SetDescriptiveText(tr("field.find"));
  find_->SetName(tr("field.find"));
  find_->ShowCancelButton(true);
  bar->Add(name_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(16));
  bar->Add(facts_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  bar->Add(place_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  bar->Add(find_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(12));
  bar->AddSpacer(0);
  canvas_ = new TranscriptCanvas(this);
  canvas_->SetName(tr("pane.text"));
  canvas_->set_mode(look.mode());
  empty_ =
      new wxStaticText(this, wxID_ANY, tr("empty.page"), wxDefaultPosition, wxDefaultSize, wxALIGN_CENTRE_HORIZONTAL);
  empty_->SetForegroundColour(to_wx(look.colours().faint));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  sizer->Add(bar, 0, wxEXPAND | wxTOP | wxBOTTOM, FromDIP(6));
  sizer->Add(empty_, 0, wxEXPAND | wxTOP, FromDIP(96));
  sizer->Add(canvas_, 1, wxEXPAND);
  SetSizer(sizer);

  CodePickerPanel::Events picked;
  picked.chosen = [this](model::CodeId code) {
    canvas_->SetFocus();
    bench_->apply_code(code);
  };
  picked.created = [this](const std::string& name, model::CodeId under) {
    canvas_->SetFocus();
    bench_->apply_new(name, under);
  };
  picked.left = [this] { canvas_->SetFocus(); };
  picker_ = new CodePickerPanel(this, picked);

  TranscriptCanvas::Events events;
  events.selection_changed = [this](text::CodePointRange range) {
    if (bench_ == nullptr) return;
    told_ = true;
    bench_->set_selection(range);
    told_ = false;
  };
  events.coding_clicked = [this](model::CodingId coding) {
    if (bench_ != nullptr) bench_->set_active_coding(coding);
  };
  events.coding_activated = [this](model::CodingId coding) {
    if (bench_ == nullptr) return;
    for (const auto& one : bench_->codings()->codings) {
      if (one.id == coding) {
        bench_->retrieve(bench_->codings()->codes[one.code].id);
        return;
      }
    }
  };
  events.code_dropped = [this](model::CodeId code, text::CodePointRange range) {
    if (bench_ != nullptr) bench_->apply_code(code, range);
  };
  canvas_->set_events(std::move(events));

  find_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { find(); });
  find_->Bind(wxEVT_SEARCH, [this](wxCommandEvent&) { find_step(Direction::kForward); });
  find_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { find_step(Direction::kForward); });
  find_->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    if (event.GetKeyCode() != WXK_ESCAPE) {
      event.Skip();
      return;
    }
    find_->Clear();
    canvas_->SetFocus();
  });
}

void PagePanel::show(Workbench* bench) {
  bench_ = bench;
  picker_->close();
  update(Topic::kPage);
  if (bench_ != nullptr) update(Topic::kCodings);
}

void PagePanel::update(Topic topic) {
  switch (topic) {
    case Topic::kPage: {
      const auto page = bench_ == nullptr ? nullptr : bench_->page();
      picker_->close();
      canvas_->show_text(page);
      canvas_->Show(page != nullptr);
      empty_->Show(page == nullptr);
      show_header();
      find();
      Layout();
      break;
    }
    case Topic::kCodings:
      if (bench_ != nullptr) canvas_->show_codings(bench_->codings());
      show_header();
      break;
    case Topic::kSelection:
      if (bench_ == nullptr || !bench_->page()) break;
      canvas_->set_active_coding(bench_->active_coding());
      if (!told_ && canvas_->selection() != bench_->selection())
        canvas_->select(bench_->selection(), TranscriptCanvas::Scroll::kIntoView);
      break;
    case Topic::kProject:
    case Topic::kResults:
    case Topic::kStatus:
      break;
  }
}

void PagePanel::show_header() {
  const auto page = bench_ == nullptr ? nullptr : bench_->page();
  if (!page) {
    name_->SetLabel(wxString());
    facts_->SetLabel(wxString());
    place_->SetLabel(wxString());
    find_->Hide();
    return;
  }
  find_->Show();
  name_->SetLabelText(to_wx(page->name));
  facts_->SetLabelText(tr("label.page", {{"turns", counted("count.turns", page->turns.size())},
                                         {"codings", counted("count.codings", bench_->codings()->codings.size())}}));
  const auto& documents = bench_->documents_by_name();
  const auto it = std::find(documents.begin(), documents.end(), page->document);
  if (it != documents.end()) {
    place_->SetLabelText(tr("label.place", {{"number", std::to_string(it - documents.begin() + 1)},
                                            {"count", std::to_string(documents.size())}}));
  }
  Layout();
}

void PagePanel::open_picker(model::CodeId parent) {
  if (bench_ == nullptr || !bench_->can_code()) {
    if (bench_ != nullptr) bench_->say("status.select-first");
    return;
  }
  canvas_->scroll_into_view(bench_->selection());
  wxRect below = canvas_->rect_of_last_line(bench_->selection());
  below.Offset(canvas_->GetPosition());
  picker_->open(*bench_, bench_->words_selected(), parent, below);
}

void PagePanel::open_picker_for(const wxString& what, model::CodeId parent, CodePickerPanel::Events events) {
  const wxSize size = GetClientSize();
  picker_->open(*bench_, what, parent, {FromDIP(wxPoint(120, 0)).x, size.y, 1, 1}, std::move(events));
}

void PagePanel::focus_find() {
  find_->SetFocus();
  find_->SelectAll();
}

void PagePanel::find() {
  hits_.clear();
  hit_ = 0;
  const auto page = bench_ == nullptr ? nullptr : bench_->page();
  if (page) hits_ = find_in_text(page->text, from_wx(find_->GetValue()));
  canvas_->set_hits(hits_, hits_.empty() ? std::nullopt : std::optional<std::size_t>(0));
  if (hits_.empty()) return;
  const auto from = bench_->selection().start;
  const auto next = std::find_if(hits_.begin(), hits_.end(), [&](const auto& hit) { return hit.start >= from; });
  hit_ = next == hits_.end() ? 0 : static_cast<std::size_t>(next - hits_.begin());
  canvas_->set_hits(hits_, hit_);
  canvas_->scroll_into_view(hits_[hit_]);
}

void PagePanel::find_step(Direction direction) {
  if (hits_.empty()) {
    if (bench_ != nullptr && !find_->GetValue().empty())
      bench_->say("status.nothing-found", {{"query", from_wx(find_->GetValue())}});
    return;
  }
  hit_ = (hit_ + (direction == Direction::kForward ? 1 : hits_.size() - 1)) % hits_.size();
  canvas_->set_hits(hits_, hit_);
  bench_->set_selection(hits_[hit_]);
  bench_->say("status.hit", {{"number", std::to_string(hit_ + 1)}, {"count", std::to_string(hits_.size())}});
}

}  // namespace polyvocal::gui
