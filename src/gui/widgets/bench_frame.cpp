#include "gui/widgets/bench_frame.hpp"

#include <wx/aui/aui.h>
#include <wx/display.h>
#include <wx/dnd.h>
#include <wx/menu.h>
#include <wx/msgdlg.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <sstream>

#include "app/settings.hpp"
#include "base/atomic_file.hpp"
#include "gui/presenter/inspector.hpp"
#include "gui/presenter/navigator.hpp"
#include "gui/widgets/code_part.hpp"
#include "gui/widgets/code_tree_panel.hpp"
#include "gui/widgets/crosstab_panel.hpp"
#include "gui/widgets/crosstab_part.hpp"
#include "gui/widgets/history_part.hpp"
#include "gui/widgets/import_part.hpp"
#include "gui/widgets/inspector_panel.hpp"
#include "gui/widgets/keys_part.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/navigator_part.hpp"
#include "gui/widgets/page_panel.hpp"
#include "gui/widgets/participants_part.hpp"
#include "gui/widgets/quotes_part.hpp"
#include "gui/widgets/results_panel.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/search_help_part.hpp"
#include "gui/widgets/sets_part.hpp"
#include "gui/widgets/start_page.hpp"
#include "gui/widgets/status_strip.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

constexpr int kPollMs = 1500;
constexpr int kSearchDelayMs = 250;
constexpr std::size_t kRecentProjects = 6;

std::vector<std::filesystem::path> recent_projects() {
  std::vector<std::filesystem::path> list;
  const auto text = app::Settings::load().value("recent-projects").value_or(std::string());
  for (const auto& line : wxSplit(to_wx(text), '\n', '\0')) {
    if (!line.empty()) list.push_back(base::path_from_utf8(from_wx(line)));
  }
  return list;
}

/// Files dropped on the window.
class FileDrop : public wxFileDropTarget {
 public:
  explicit FileDrop(std::function<void(const std::vector<std::filesystem::path>&)> dropped)
      : dropped_(std::move(dropped)) {}
  bool OnDropFiles(wxCoord, wxCoord, const wxArrayString& names) override {
    std::vector<std::filesystem::path> files;
    for (const auto& name : names) files.push_back(base::path_from_utf8(from_wx(name)));
    // The source of the drag must not wait for what is done with the files.
    wxTheApp->CallAfter([files, dropped = dropped_] { dropped(files); });
    return true;
  }

 private:
  std::function<void(const std::vector<std::filesystem::path>&)> dropped_;
};

/// True for keys that the menu bar itself listens to: the rest would stop a person from typing them into a field.
bool in_menu_bar(const std::string& key) {
  return key.starts_with("Ctrl+") || key.starts_with("Alt+") ||
         (key.size() > 1 && key[0] == 'F' && key[1] >= '0' && key[1] <= '9') || key.starts_with("Shift+F");
}

/// The normal form of a key event, as shortcuts name it; empty if it is none.
std::string key_of(const wxKeyEvent& event) {
  std::string name;
  const int code = event.GetKeyCode();
  if (code >= WXK_F1 && code <= WXK_F12) {
    name = "F" + std::to_string(code - WXK_F1 + 1);
  } else {
    switch (code) {
      case WXK_LEFT:
        name = "Left";
        break;
      case WXK_RIGHT:
        name = "Right";
        break;
      case WXK_UP:
        name = "Up";
        break;
      case WXK_DOWN:
        name = "Down";
        break;
      case WXK_PAGEUP:
        name = "Pageup";
        break;
      case WXK_PAGEDOWN:
        name = "Pagedown";
        break;
      case WXK_DELETE:
        name = "Delete";
        break;
      default:
        if (code > 32 && code < 127) name = std::string(1, static_cast<char>(code));
    }
  }
  if (name.empty()) return {};
  return normal_key(std::string(event.ControlDown() ? "Ctrl+" : "") + (event.AltDown() ? "Alt+" : "") +
                    (event.ShiftDown() ? "Shift+" : "") + name);
}

}  // namespace

BenchFrame::BenchFrame() : wxFrame(nullptr, wxID_ANY, tr("start.title")), poll_(this), search_delay_(this) {
  SetName("polyvocal");
  Look::get().choose(app::Settings::load().value("window.colours").value_or("desktop"));
  jobs_ = std::make_unique<Jobs>([](const std::function<void()>& work) { wxTheApp->CallAfter(work); });
  read_keys();
  SetMinClientSize(FromDIP(wxSize(880, 560)));
  SetClientSize(FromDIP(wxSize(1600, 1000)));
  auto* sizer = new wxBoxSizer(wxVERTICAL);
  make_header(*sizer);
  middle_ = new wxPanel(this);
  sizer->Add(middle_, 1, wxEXPAND);
  status_ = new StatusStrip(this, [this] { commands_.run("edit.undo"); });
  sizer->Add(status_, 0, wxEXPAND);
  SetSizer(sizer);
  add_commands();
  make_panes();
  for (const auto& part : parts_) part->add_commands(commands_);
  make_menus();
  restore();
  SetDropTarget(new FileDrop([this](const std::vector<std::filesystem::path>& files) { take_files(files); }));
  Layout();

  Bind(wxEVT_CHAR_HOOK, &BenchFrame::on_key, this);
  Bind(wxEVT_CLOSE_WINDOW, &BenchFrame::on_close, this);
  poll_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
    if (bench_) bench_->poll();
  });
  poll_.SetOwner(&poll_);
  poll_.Start(kPollMs);
  search_delay_.SetOwner(&search_delay_);
  search_delay_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { search(from_wx(search_->GetValue())); });
  no_project();
}

BenchFrame::~BenchFrame() {
  jobs_.reset();
  panes_.UnInit();
}

void BenchFrame::read_keys() {
  auto keymap =
      read_keymap(builtin_menus(), builtin_shortcuts(), app::Settings::load().value("shortcuts").value_or("{}"));
  if (!keymap) keymap = read_keymap(builtin_menus(), builtin_shortcuts());
  keymap_ = std::move(*keymap);
}

void BenchFrame::change_keys(const std::string& own) {
  if (auto kept = app::Settings::load().set_values({{"shortcuts", own}}); !kept) {
    status_->show({messages::message(kept.error()), false, true});
    return;
  }
  read_keys();
  menu_commands_.clear();
  auto* old = GetMenuBar();
  fill_menu_bar();
  delete old;
}

void BenchFrame::fill_menu_bar() {
  auto* bar = new wxMenuBar;
  for (const auto& item : keymap_.menus) bar->Append(make_menu(item.items), tr(item.menu));
  SetMenuBar(bar);
}

void BenchFrame::make_header(wxSizer& sizer) {
  const auto& look = Look::get();
  header_ = new wxPanel(this);
  header_->SetBackgroundColour(to_wx(look.colours().bar));
  title_ = new wxStaticText(header_, wxID_ANY, wxString());
  title_->SetFont(look.tool_bold());
  facts_ = new wxStaticText(header_, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
  facts_->SetForegroundColour(to_wx(look.colours().secondary));
  search_ =
      new wxSearchCtrl(header_, wxID_ANY, wxString(), wxDefaultPosition, FromDIP(wxSize(296, -1)), wxTE_PROCESS_ENTER);
  search_->SetDescriptiveText(tr("field.search"));
  search_->SetName(tr("field.search"));
  search_->ShowCancelButton(true);
  coder_ = new wxStaticText(header_, wxID_ANY, wxString());
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(title_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(12));
  row->Add(facts_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, FromDIP(8));
  row->Add(search_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(8));
  row->Add(coder_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, FromDIP(12));
  header_->SetSizer(row);
  header_->SetMinSize(wxSize(-1, FromDIP(44)));
  sizer.Add(header_, 0, wxEXPAND);
  search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { search_delay_.StartOnce(kSearchDelayMs); });
  const auto now = [this](wxCommandEvent&) {
    search_delay_.Stop();
    search(from_wx(search_->GetValue()));
  };
  search_->Bind(wxEVT_SEARCH, now);
  search_->Bind(wxEVT_TEXT_ENTER, now);
}

void BenchFrame::make_panes() {
  panes_.SetManagedWindow(middle_);
  panes_.SetFlags(wxAUI_MGR_ALLOW_FLOATING | wxAUI_MGR_RECTANGLE_HINT | wxAUI_MGR_LIVE_RESIZE);
  auto* art = panes_.GetArtProvider();
  art->SetMetric(wxAUI_DOCKART_SASH_SIZE, FromDIP(5));
  art->SetMetric(wxAUI_DOCKART_PANE_BORDER_SIZE, 0);
  const auto& colours = Look::get().colours();
  art->SetColour(wxAUI_DOCKART_BACKGROUND_COLOUR, to_wx(colours.line));
  art->SetColour(wxAUI_DOCKART_SASH_COLOUR, to_wx(colours.bar));

  left_ = new wxNotebook(middle_, wxID_ANY);
  CodeTreePanel::Events codes;
  codes.activated = [this](model::CodeId code) {
    if (!bench_) return;
    if (bench_->can_code())
      bench_->apply_code(code);
    else
      bench_->retrieve(code);
  };
  codes.selection_changed = [this] {
    if (bench_ && code_part_->panel().IsShownOnScreen()) code_part_->open(codes_->current());
  };
  codes_ = new CodeTreePanel(left_, codes);
  left_->AddPage(codes_, tr("pane.codes"));

  views_ = new wxNotebook(middle_, wxID_ANY);
  page_ = new PagePanel(views_);
  views_->AddPage(page_, tr("pane.text"));

  ResultsPanel::Events found;
  found.chosen = [this](std::size_t row) {
    if (!bench_ || row >= bench_->results().rows.size()) return;
    const auto& result = bench_->results().rows[row];
    show_text(result.document, result.range);
  };
  found.narrowed = [this](const std::string& field, const std::string& value) {
    if (!bench_) return;
    if (bench_->results().query.empty()) {
      bench_->narrow_results(field, value);
    } else {
      // Seen in the search field, where a person can go on from it.
      search_->ChangeValue(to_wx(bench_->narrowed_query(field, value)));
      search(from_wx(search_->GetValue()));
    }
  };
  results_ = new ResultsPanel(middle_, std::move(found));
  right_ = new wxNotebook(middle_, wxID_ANY);
  inspector_ = new InspectorPanel(right_, [this](model::CodingId coding) {
    if (bench_) bench_->set_active_coding(coding);
  });

  right_->AddPage(inspector_, tr("pane.cursor"));
  left_->SetName(tr("reader.choose"));
  views_->SetName(tr("reader.read"));
  right_->SetName(tr("reader.know"));
  make_parts();
  left_->SetSelection(1);

  panes_.AddPane(left_, wxAuiPaneInfo()
                            .Name("left")
                            .Left()
                            .Caption(tr("command.view.left"))
                            .CaptionVisible(false)
                            .BestSize(FromDIP(336), -1)
                            .MinSize(FromDIP(200), -1)
                            .CloseButton(false));
  panes_.AddPane(right_, wxAuiPaneInfo()
                             .Name("right")
                             .Right()
                             .Caption(tr("pane.cursor"))
                             .CaptionVisible(false)
                             .BestSize(FromDIP(312), -1)
                             .MinSize(FromDIP(200), -1)
                             .CloseButton(false));
  panes_.AddPane(results_, wxAuiPaneInfo()
                               .Name("bottom")
                               .Bottom()
                               .Caption(tr("pane.results"))
                               .CaptionVisible(false)
                               .BestSize(-1, FromDIP(176))
                               .MinSize(-1, FromDIP(96))
                               .CloseButton(false));
  panes_.AddPane(views_, wxAuiPaneInfo().Name("middle").CenterPane());
  // Results lie under the text, between the side panes.
  panes_.GetPane("left").Layer(1);
  panes_.GetPane("right").Layer(1);
  panes_.GetPane("bottom").Layer(0);
  // Panes get the size they ask for only in a window that has one.
  middle_->SetSize(FromDIP(wxSize(1600, 900)));
  panes_.SetDockSizeConstraint(0.5, 0.5);
  panes_.Update();
  if (const auto kept = app::Settings::load().value("window.panes")) panes_.LoadPerspective(to_wx(*kept), true);
}

void BenchFrame::make_parts() {
  auto navigator = std::make_unique<NavigatorPart>(*this);
  navigator_ = navigator.get();
  parts_.push_back(std::move(navigator));
  auto sets = std::make_unique<SetsPart>(*this);
  sets_ = sets.get();
  parts_.push_back(std::move(sets));
  auto code = std::make_unique<CodePart>(*this);
  code_part_ = code.get();
  parts_.push_back(std::move(code));
  parts_.push_back(std::make_unique<HistoryPart>(*this));
  auto participants = std::make_unique<ParticipantsPart>(*this);
  participants_ = participants.get();
  parts_.push_back(std::move(participants));
  parts_.push_back(std::make_unique<SearchHelpPart>(*this, *search_));
  auto keys = std::make_unique<KeysPart>(*this, commands_,
                                         KeysPart::Keys{[this]() -> const Keymap& { return keymap_; },
                                                        [this](const std::string& own) { change_keys(own); }});
  keys_ = keys.get();
  parts_.push_back(std::move(keys));
  auto import =
      std::make_unique<ImportPart>(*this, [this](const std::filesystem::path& file) { participants_->open(file); });
  import_ = import.get();
  parts_.push_back(std::move(import));
  auto crosstab = std::make_unique<CrosstabPart>(*this);
  crosstab_ = crosstab.get();
  parts_.push_back(std::move(crosstab));
  QuotesPart::Sources sources;
  sources.results = [this] {
    return FindFocus() == results_->list() ? results_->selected() : std::vector<std::size_t>();
  };
  sources.cell = [this] { return FindFocus() == crosstab_->panel().grid() && commands_.run("crosstab.open"); };
  auto quotes = std::make_unique<QuotesPart>(*this, std::move(sources));
  quotes_ = quotes.get();
  parts_.push_back(std::move(quotes));
}

void BenchFrame::bring_to_front(wxWindow& tab) {
  const std::pair<wxNotebook*, const char*> books[] = {{left_, "left"}, {views_, "middle"}, {right_, "right"}};
  for (const auto& [book, pane] : books) {
    const int page = book->FindPage(&tab);
    if (page == wxNOT_FOUND) continue;
    if (!pane_shown(pane)) toggle_pane(pane);
    // The toolkit gives the keys to a tab that is brought to the front, even if it was there.
    if (book->GetSelection() != page) book->SetSelection(static_cast<std::size_t>(page));
  }
}

void BenchFrame::show_case(model::CaseId case_id) {
  navigator_->show_case(case_id);
}

model::SetKind BenchFrame::chosen_kind() {
  const auto* tab = left_->GetCurrentPage();
  if (tab == &navigator_->documents()) return model::SetKind::kDocuments;
  return tab == &navigator_->cases() ? model::SetKind::kCases : model::SetKind::kCodes;
}

std::vector<std::int64_t> BenchFrame::chosen(model::SetKind kind) {
  if (kind != model::SetKind::kCodes) return navigator_->chosen(kind);
  std::vector<std::int64_t> ids;
  for (const auto code : codes_->selected()) ids.push_back(code.value);
  return ids;
}

void BenchFrame::bring_to_text() {
  bring_to_front(*page_);
}

CrosstabPanel& BenchFrame::crosstab() {
  return crosstab_->panel();
}

RowsPanel& BenchFrame::documents() {
  return navigator_->documents();
}

void BenchFrame::show_text(model::DocumentId document, text::CodePointRange range) {
  bring_to_front(*page_);
  bench_->go_to(document, range);
  page_->canvas().scroll_into_view(range);
}

void BenchFrame::make_menus() {
  fill_menu_bar();
  Bind(wxEVT_MENU, [this](wxCommandEvent& event) {
    const auto it = menu_commands_.find(event.GetId());
    if (it == menu_commands_.end()) {
      event.Skip();
      return;
    }
    commands_.run(it->second);
  });
  Bind(wxEVT_MENU_OPEN, [this](wxMenuEvent& event) {
    event.Skip();
    if (event.GetMenu() == nullptr) return;
    for (auto* item : event.GetMenu()->GetMenuItems()) {
      const auto it = menu_commands_.find(item->GetId());
      if (it == menu_commands_.end()) continue;
      const auto* command = commands_.find(it->second);
      if (item->IsCheckable() && command->checked) item->Check(command->checked());
    }
  });
}

wxMenu* BenchFrame::make_menu(const std::vector<MenuItem>& items) {
  auto* menu = new wxMenu;
  for (const auto& item : items) {
    if (item.command == "-") {
      menu->AppendSeparator();
      continue;
    }
    if (item.command.empty()) {
      menu->AppendSubMenu(make_menu(item.items), tr(item.menu));
      continue;
    }
    const auto* command = commands_.find(item.command);
    if (command == nullptr) continue;
    const int id = wxWindow::NewControlId();
    menu_commands_[id] = item.command;
    const std::string key = keymap_.shown(item.command);
    wxString label = tr("command." + item.command);
    if (!key.empty()) label += in_menu_bar(key) ? "\t" + to_wx(key) : "   (" + to_wx(key) + ")";
    menu->Append(id, label, wxString(), command->checked ? wxITEM_CHECK : wxITEM_NORMAL);
  }
  return menu;
}

void BenchFrame::on_key(wxKeyEvent& event) {
  const std::string key = key_of(event);
  if (keys_->waiting() && event.GetKeyCode() != WXK_SHIFT && event.GetKeyCode() != WXK_CONTROL &&
      event.GetKeyCode() != WXK_ALT) {
    keys_->take(event.GetKeyCode() == WXK_ESCAPE ? std::string() : key);
    return;
  }
  const std::string command = key.empty() ? std::string() : keymap_.command_of(key);
  if (command.empty()) {
    event.Skip();
    return;
  }
  const auto& keys = keymap_.shortcuts.at(command);
  const bool shown = std::find(keys.begin(), keys.end(), key) == keys.begin();
  if (in_menu_bar(key) && shown && keymap_.shown(command) == key && !command.starts_with("code.quick")) {
    event.Skip();  // the menu bar listens to it
    return;
  }
  const wxWindow* focus = wxWindow::FindFocus();
  const bool typing =
      dynamic_cast<const wxTextEntry*>(focus) != nullptr || page_->picker().is_open() || codes_->editing();
  const bool on_page =
      focus == &page_->canvas() || focus == codes_->tree() || focus == results_->list() || focus == this ||
      focus == nullptr ||
      std::any_of(parts_.begin(), parts_.end(), [&](const auto& part) { return part->takes_keys(focus); });
  if (typing || (!in_menu_bar(key) && !on_page)) {
    event.Skip();
    return;
  }
  if (!commands_.run(command)) event.Skip();
}

void BenchFrame::on_close(wxCloseEvent& event) {
  leave();
  remember();
  poll_.Stop();
  search_delay_.Stop();
  jobs_.reset();
  event.Skip();
}

void BenchFrame::restore() {
  const auto settings = app::Settings::load();
  if (const auto place = settings.value("window.place")) {
    std::istringstream text(*place);
    wxRect rect;
    std::string more;
    if (text >> rect.x >> rect.y >> rect.width >> rect.height &&
        wxDisplay::GetFromPoint(rect.GetTopLeft()) != wxNOT_FOUND)
      SetSize(rect);
    if (text >> more && more == "maximised") Maximize();
  }
  if (settings.value("page.face") == "sans") page_->canvas().set_face(TranscriptCanvas::Face::kSans);
  const int zoom = std::atoi(settings.value("page.zoom").value_or("1000").c_str());
  if (zoom >= 500 && zoom <= 4000 && zoom != 1000) page_->canvas().set_zoom(zoom / 1000.0);
}

void BenchFrame::remember() {
  if (reading_) panes_.LoadPerspective(before_reading_, false);
  const wxRect place = GetRect();
  // What cannot be kept is no reason to stop a person from closing.
  (void)app::Settings::load().set_values(
      {{"window.panes", from_wx(panes_.SavePerspective())},
       {"window.place", std::to_string(place.x) + " " + std::to_string(place.y) + " " + std::to_string(place.width) +
                            " " + std::to_string(place.height) + (IsMaximized() ? " maximised" : "")},
       {"page.zoom", std::to_string(static_cast<int>(std::lround(page_->canvas().zoom() * 1000)))},
       {"page.face", Look::get().sans() ? "sans" : "serif"}});
}

bool BenchFrame::open_project(const std::filesystem::path& path) {
  auto bench = Workbench::open(path, {});
  if (!bench && bench.error().code == base::ErrorCode::kProjectReadOnly)
    bench = Workbench::open(path, {.coder = {}, .mode = store::OpenMode::kReadOnly, .helpers = 2});
  if (!bench) {
    status_->show({messages::message(bench.error()), false, true});
    return false;
  }
  leave();
  bench_ = std::move(*bench);
  show_project();
  return true;
}

bool BenchFrame::create_project(const std::filesystem::path& path) {
  auto bench = Workbench::create(path, base::path_to_utf8(path.stem()), {});
  if (!bench) {
    status_->show({messages::message(bench.error()), false, true});
    return false;
  }
  leave();
  bench_ = std::move(*bench);
  show_project();
  return true;
}

void BenchFrame::leave() {
  if (!bench_) return;
  for (const auto& part : parts_) part->leave();
}

void BenchFrame::no_project() {
  if (start_ == nullptr) {
    start_ = new StartPage(
        this, recent_projects(), [this](const std::filesystem::path& path) { open_project(path); },
        [this](const std::string& command) { commands_.run(command); });
    GetSizer()->Insert(0, start_, 1, wxEXPAND);
  }
  middle_->Hide();
  header_->Hide();
  Layout();
}

void BenchFrame::show_project() {
  if (start_ != nullptr) {
    // The button that opened the project is still in its own event.
    start_->Hide();
    wxTheApp->CallAfter([old = start_] { old->Destroy(); });
    GetSizer()->Detach(start_);
    start_ = nullptr;
  }
  header_->Show();
  middle_->Show();
  bench_->observe([this](Topic topic) { update(topic); });
  auto settings = app::Settings::load();
  auto recent = recent_projects();
  std::error_code error;
  const auto here = std::filesystem::absolute(bench_->session().project().path(), error);
  std::erase(recent, here);
  recent.insert(recent.begin(), here);
  if (recent.size() > kRecentProjects) recent.resize(kRecentProjects);
  std::string lines;
  for (const auto& path : recent) lines += base::path_to_utf8(path) + "\n";
  (void)settings.set_values({{"recent-projects", lines}});

  SetTitle(to_wx(bench_->session().project().title()) + to_wx(" — Polyvocal"));
  codes_->show(bench_.get());
  page_->show(bench_.get());
  results_->clear();
  for (const auto& part : parts_) part->show(*bench_);
  update(Topic::kProject);
  if (!bench_->page()) bench_->open_neighbour(Direction::kForward);
  bench_->say("status.opened", {{"project", bench_->session().project().title()}});
  Layout();
  page_->canvas().SetFocus();
}

void BenchFrame::update(Topic topic) {
  page_->update(topic);
  switch (topic) {
    case Topic::kProject: {
      const auto& snapshot = bench_->snapshot();
      title_->SetLabelText(to_wx(bench_->session().project().title()));
      std::vector<std::size_t> everyone(snapshot.cases.size());
      std::iota(everyone.begin(), everyone.end(), std::size_t{0});
      facts_->SetLabelText(
          tr("count.project", {{"cases", counted("count.cases", everyone.size())},
                               {"in_units", counted("count.in-units", count_units(snapshot, everyone))},
                               {"documents", counted("count.documents", snapshot.documents.size())}}));
      coder_->SetLabelText(tr("label.coder", {{"name", bench_->session().coder_name()}}));
      codes_->show(bench_.get());
      header_->Layout();
      break;
    }
    case Topic::kPage:
      inspector_->show(inspect(*bench_));
      break;
    case Topic::kCodings:
      break;
    case Topic::kSelection: {
      inspector_->show(inspect(*bench_));
      const auto words = bench_->words_selected();
      std::string place;
      if (words > 0) place = messages::message("count.words-selected", {{"words", std::to_string(words)}}) + "   ";
      std::int64_t codings = 0;
      for (const auto& chunk : bench_->snapshot().chunks) codings += static_cast<std::int64_t>(chunk->codings());
      place += Workbench::count_sentence(codings, static_cast<std::int64_t>(bench_->snapshot().cases.size()));
      status_->show_place(place);
      break;
    }
    case Topic::kResults:
      results_->show(bench_->results(), bench_->narrowed_to(), bench_->looks());
      if (!pane_shown("bottom")) toggle_pane("bottom");
      break;
    case Topic::kStatus:
      status_->show(bench_->status());
      break;
  }
  for (const auto& part : parts_) part->update(topic);
}

bool BenchFrame::pane_shown(const char* name) {
  return panes_.GetPane(name).IsShown();
}

void BenchFrame::toggle_pane(const char* name) {
  auto& pane = panes_.GetPane(name);
  pane.Show(!pane.IsShown());
  panes_.Update();
}

}  // namespace polyvocal::gui
