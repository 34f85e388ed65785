#include "gui/widgets/sets_part.hpp"

#include <wx/choicdlg.h>
#include <wx/textdlg.h>

#include <algorithm>

#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

SetsPart::SetsPart(BenchHost& host) : host_(host) {
  RowsPanel::Events sets;
  sets.opened = [this](std::size_t line) { open(line); };
  sets_ = new RowsPanel(&host.choose(), "pane.sets", "pane.sets",
                        {{from_wx(tr("pane.sets")), 200}, {std::string(), 84, wxALIGN_RIGHT}}, sets);
  RowsPanel::Events coders;
  coders.opened = [this](std::size_t line) {
    if (line < coder_lines_.size()) look_at(coder_lines_[line]);
  };
  coders_ =
      new RowsPanel(&host.choose(), "pane.coders", "pane.coders",
                    {{from_wx(tr("pane.coders")), 170}, {from_wx(tr("column.segments")), 116, wxALIGN_RIGHT}}, coders);
  host.choose().AddPage(sets_, tr("pane.sets"));
  host.choose().AddPage(coders_, tr("pane.coders"));
}

void SetsPart::update(Topic topic) {
  if (topic == Topic::kProject) show_sets();
  if (topic == Topic::kProject || topic == Topic::kCodings) show_coders();
}

void SetsPart::show_sets() {
  const auto kept = sets_->selected();
  set_lines_ = set_lines(host_.bench()->snapshot());
  sets_->show(
      set_lines_.size(),
      [this](std::size_t row, std::size_t column) {
        if (row >= set_lines_.size()) return RowCell{};
        const auto& line = set_lines_[row];
        if (!line.heading) return RowCell{column == 0 ? "    " + line.name : std::string(), Mark::kNone, 0, false};
        if (column == 0) return RowCell{line.name, Mark::kNone, 0, true};
        return RowCell{messages::message("set-size." + std::string(app::kind_name(line.kind)),
                                         {{"count", std::to_string(line.count)}}),
                       Mark::kNone, 0, false};
      },
      messages::message("empty.sets"));
  if (kept) sets_->select(*kept);
}

void SetsPart::show_coders() {
  auto& bench = *host_.bench();
  coder_lines_ = coder_lines(bench.snapshot(), bench.session().coder_name());
  const auto only = bench.coder_filter().only;
  coders_->show(
      coder_lines_.size(),
      [this, only](std::size_t row, std::size_t column) {
        if (row >= coder_lines_.size()) return RowCell{};
        const auto& line = coder_lines_[row];
        if (column == 0) {
          const char* key = line.acting ? "label.coder-acting" : "label.coder-other";
          return RowCell{messages::message(key, {{"name", line.name}}), Mark::kNone, 0, only && line.coder == only};
        }
        return RowCell{messages::message("count.coder", {{"codings", std::to_string(line.codings)},
                                                         {"documents", std::to_string(line.documents)}}),
                       Mark::kNone, 0, false};
      },
      {});
}

const SetLine* SetsPart::current() const {
  const auto row = sets_->selected();
  return row && *row < set_lines_.size() ? &set_lines_[*row] : nullptr;
}

void SetsPart::open(std::size_t row) {
  auto* bench = host_.bench();
  if (bench == nullptr || row >= set_lines_.size()) return;
  const auto line = set_lines_[row];
  if (line.kind == model::SetKind::kCodes) {
    if (line.heading)
      bench->retrieve_set(line.set);
    else
      bench->retrieve(model::CodeId{line.member});
    return;
  }
  if (line.heading) return;
  if (line.kind == model::SetKind::kDocuments) {
    bench->open_document(model::DocumentId{line.member});
    host_.bring_to_text();
    return;
  }
  host_.show_case(model::CaseId{line.member});
}

void SetsPart::make_set() {
  const auto kind = host_.chosen_kind();
  const auto members = host_.chosen(kind);
  if (members.empty()) {
    host_.bench()->say("status.choose-for-set");
    return;
  }
  const wxString name = wxGetTextFromUser(
      tr("dialog.new-set", {{"members", counted("set-size." + std::string(app::kind_name(kind)), members.size())}}),
      tr("command.sets.new"), wxString(), &host_.window());
  if (!name.empty()) host_.bench()->make_set(from_wx(name), kind, members);
}

void SetsPart::add_to_set() {
  const auto kind = host_.chosen_kind();
  const auto members = host_.chosen(kind);
  std::vector<model::SetId> ids;
  wxArrayString names;
  for (const auto& line : set_lines_) {
    if (!line.heading || line.kind != kind) continue;
    ids.push_back(line.set);
    names.Add(to_wx(line.name));
  }
  if (members.empty() || ids.empty()) {
    host_.bench()->say(members.empty() ? "status.choose-for-set" : "status.no-set-of-kind");
    return;
  }
  const int chosen =
      ids.size() == 1 ? 0
                      : wxGetSingleChoiceIndex(tr("dialog.which-set"), tr("command.sets.add"), names, &host_.window());
  if (chosen >= 0) host_.bench()->add_to_set(ids[static_cast<std::size_t>(chosen)], members);
}

void SetsPart::look_at(std::optional<CoderLine> coder) {
  auto* bench = host_.bench();
  if (bench == nullptr) return;
  const bool all = !coder || !coder->coder || bench->coder_filter().only == coder->coder;
  bench->set_coder_filter({all ? model::CoderId{} : coder->coder});
  if (all)
    bench->say("status.all-coders");
  else
    bench->say("status.one-coder", {{"name", coder->name}});
}

void SetsPart::add_commands(CommandRegistry& commands) {
  const auto may_write = [this] { return host_.bench() != nullptr && !host_.bench()->session().project().read_only(); };
  const auto on_set = [this, may_write] { return may_write() && current() != nullptr; };
  commands.add({"sets.new", [this] { make_set(); }, may_write, {}});
  commands.add({"sets.add", [this] { add_to_set(); }, may_write, {}});
  commands.add({"sets.remove",
                [this] {
                  const auto line = *current();
                  host_.bench()->remove_from_set(line.set, line.member);
                },
                [on_set, this] { return on_set() && !current()->heading; },
                {}});
  commands.add({"sets.rename",
                [this] {
                  const auto line = *current();
                  const wxString name = wxGetTextFromUser(tr("dialog.set-name"), tr("command.sets.rename"),
                                                          to_wx(line.name), &host_.window());
                  if (!name.empty()) host_.bench()->rename_set(line.set, from_wx(name));
                },
                [on_set, this] { return on_set() && current()->heading; },
                {}});
  commands.add({"sets.delete",
                [this] { host_.bench()->delete_set(current()->set); },
                [on_set, this] { return on_set() && current()->heading; },
                {}});
  const auto has_project = [this] { return host_.bench() != nullptr; };
  const auto show_list = [this](RowsPanel& panel) {
    host_.bring_to_front(panel);
    panel.list()->SetFocus();
  };
  commands.add({"view.sets", [this, show_list] { show_list(*sets_); }, has_project, {}});
  commands.add({"view.coders", [this, show_list] { show_list(*coders_); }, has_project, {}});
  commands.add({"coders.act-as",
                [this] {
                  const wxString name =
                      wxGetTextFromUser(tr("dialog.coder"), tr("command.coders.act-as"),
                                        to_wx(host_.bench()->session().coder_name()), &host_.window());
                  if (!name.empty()) host_.bench()->act_as(from_wx(name));
                },
                has_project,
                {}});
  commands.add({"coders.all", [this] { look_at({}); }, has_project,
                [this] { return host_.bench() != nullptr && !host_.bench()->coder_filter().only; }});
  commands.add({"coders.mine",
                [this] {
                  const auto mine = std::find_if(coder_lines_.begin(), coder_lines_.end(),
                                                 [](const CoderLine& line) { return line.acting && line.coder; });
                  if (mine != coder_lines_.end()) {
                    if (host_.bench()->coder_filter().only != mine->coder) look_at(*mine);
                    return;
                  }
                  host_.bench()->say("status.no-codings-of-mine");
                },
                has_project,
                {}});
}

}  // namespace polyvocal::gui
