#include "gui/widgets/memos_part.hpp"

#include "gui/widgets/memos_panel.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

MemosPart::MemosPart(BenchHost& host) : host_(host) {
  MemosPanel::Events events;
  events.filtered = [this](const std::string& words, MemoShow show) {
    desk_.filter(words, show);
    panel_->show_list(desk_.lines(), desk_.current());
  };
  events.chosen = [this](std::size_t line) {
    desk_.open(line);
    panel_->show_entry(desk_.entry());
  };
  events.edited = [this] { desk_.edit(panel_->title(), panel_->body(), panel_->kind(), panel_->day()); };
  events.save = [this] { save(); };
  events.left = [this] { host_.bring_to_text(); };
  events.door = [this] { go_there(); };
  events.command = [this](const char* command) { host_.run(command); };
  panel_ = new MemosPanel(&host.read(), std::move(events));
  host.read().AddPage(panel_, tr("pane.memos"));
}

void MemosPart::show(Workbench& bench) {
  desk_.show(&bench);
  show_all();
}

void MemosPart::leave() {
  desk_.leave();
  show_all();
}

void MemosPart::update(Topic topic) {
  if (topic == Topic::kPage) save();
  if (topic != Topic::kProject) return;
  desk_.refresh();
  show_all();
}

bool MemosPart::save() {
  const bool written = desk_.dirty();
  const bool saved = desk_.save();
  if (written && saved) show_all();
  return saved;
}

void MemosPart::show_all() {
  panel_->show_list(desk_.lines(), desk_.current());
  panel_->show_entry(desk_.entry());
}

bool MemosPart::takes_keys(const wxWindow* focus) const {
  return focus == panel_->rows().list();
}

void MemosPart::begin(const std::function<void()>& begin) {
  begin();
  host_.bring_to_front(*panel_);
  show_all();
  panel_->write();
}

void MemosPart::go_there() {
  auto* bench = host_.bench();
  const auto& entry = desk_.entry();
  if (bench == nullptr || !entry) return;
  const model::MemoTarget on = entry->on;
  switch (on.place) {
    case model::MemoPlace::kDocument:
      bench->open_document(on.document ? on.document : model::DocumentId{on.id});
      host_.bring_to_text();
      break;
    case model::MemoPlace::kCase:
      host_.show_case(model::CaseId{on.id});
      break;
    case model::MemoPlace::kCode:
      bench->retrieve(model::CodeId{on.id});
      break;
    case model::MemoPlace::kCoding:
      if (const auto coding = bench->session().project().coding(model::CodingId{on.id})) {
        host_.show_text(coding->document, coding->range);
      }
      break;
    case model::MemoPlace::kRange:
      host_.show_text(on.document, on.range);
      break;
    case model::MemoPlace::kUnit:
      for (const auto& one : bench->snapshot().cases) {
        if (one.unit.value != on.id) continue;
        host_.show_case(one.id);
        break;
      }
      break;
    case model::MemoPlace::kProject:
    case model::MemoPlace::kOther:
      break;
  }
}

void MemosPart::add_commands(CommandRegistry& commands) {
  const auto has_project = [this] { return host_.bench() != nullptr; };
  const auto may_write = [this] { return host_.bench() != nullptr && !host_.bench()->session().project().read_only(); };
  commands.add(
      {"memo.new", [this] { begin([this] { desk_.begin_memo(memo_target_here(*host_.bench())); }); }, may_write, {}});
  commands.add({"memo.new-on-code",
                [this] {
                  const auto code = host_.code_in_question();
                  begin([this, code] { desk_.begin_memo(model::MemoTarget::of(code)); });
                },
                [this, may_write] { return may_write() && host_.code_in_question(); },
                {}});
  commands.add({"memo.new-decision", [this] { begin([this] { desk_.begin_decision(); }); }, may_write, {}});
  commands.add({"memo.delete",
                [this] {
                  desk_.remove();
                  show_all();
                },
                [this, may_write] { return may_write() && desk_.entry().has_value(); },
                {}});
  commands.add({"view.memos",
                [this] {
                  host_.bring_to_front(*panel_);
                  panel_->rows().list()->SetFocus();
                },
                has_project,
                {}});
}

}  // namespace polyvocal::gui
