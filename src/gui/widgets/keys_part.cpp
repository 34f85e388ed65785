#include "gui/widgets/keys_part.hpp"

#include "app/settings.hpp"
#include "gui/widgets/rows_panel.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

std::string title_of(const std::string& command) {
  return messages::message("command." + command);
}

std::string own_shortcuts() {
  return app::Settings::load().value("shortcuts").value_or("{}");
}

}  // namespace

KeysPart::KeysPart(BenchHost& host, const CommandRegistry& commands, Keys keys)
    : host_(host), commands_(commands), keys_(std::move(keys)) {
  RowsPanel::Events events;
  events.filtered = [this](const std::string&) { fill(); };
  events.opened = [this](std::size_t row) {
    if (row >= ids_.size()) return;
    waiting_ = ids_[row];
    fill();
    say("status.press-a-key", {{"command", title_of(waiting_)}});
  };
  rows_ = new RowsPanel(&host.read(), "pane.keys", "field.filter-commands",
                        {{from_wx(tr("pane.keys")), 420}, {std::string(), 220}}, events);
  rows_->Hide();
}

void KeysPart::add_commands(CommandRegistry& commands) {
  commands.add({"help.shortcuts",
                [this] {
                  if (host_.read().FindPage(rows_) == wxNOT_FOUND) {
                    rows_->Show();
                    host_.read().AddPage(rows_, tr("pane.keys"));
                  }
                  fill();
                  host_.bring_to_front(*rows_);
                  rows_->list()->SetFocus();
                },
                [this] { return host_.bench() != nullptr; },
                {}});
  commands.add({"keys.remove",
                [this] {
                  if (const auto row = rows_->selected(); row && *row < ids_.size()) set(ids_[*row], {});
                },
                [this] { return rows_->list()->HasFocus() && rows_->selected().has_value(); },
                {}});
  commands.add({"keys.reset",
                [this] {
                  keys_.change("{}");
                  fill();
                  say("status.keys-reset", {});
                },
                {},
                {}});
}

void KeysPart::fill() {
  ids_ = find_commands(commands_, rows_->filter());
  rows_->show(
      ids_.size(),
      [this](std::size_t row, std::size_t column) {
        if (row >= ids_.size()) return RowCell{};
        if (column == 0) return RowCell{title_of(ids_[row]), Mark::kNone, 0, ids_[row] == waiting_};
        if (ids_[row] == waiting_) return RowCell{messages::message("label.press-a-key"), Mark::kNone, 0, false};
        std::string keys;
        const auto it = keys_.keymap().shortcuts.find(ids_[row]);
        if (it != keys_.keymap().shortcuts.end()) {
          for (const auto& key : it->second) keys += (keys.empty() ? "" : ", ") + key;
        }
        return RowCell{keys, Mark::kNone, 0, false};
      },
      messages::message("empty.filter"));
}

void KeysPart::take(const std::string& key) {
  const std::string command = std::exchange(waiting_, {});
  if (key.empty())
    say("status.keys-stay", {{"command", title_of(command)}});
  else
    set(command, key);
  fill();
}

void KeysPart::set(const std::string& command, const std::string& key) {
  auto own = with_shortcut(own_shortcuts(), keys_.keymap(), command, key);
  if (!own) {
    if (host_.bench() != nullptr) host_.bench()->fail(own.error());
    return;
  }
  keys_.change(own->json);
  fill();
  if (key.empty())
    say("status.key-removed", {{"command", title_of(command)}});
  else if (own->taken_from.empty())
    say("status.key-set", {{"command", title_of(command)}, {"key", key}});
  else
    say("status.key-taken", {{"command", title_of(command)}, {"key", key}, {"other", title_of(own->taken_from)}});
}

void KeysPart::say(std::string_view key, const std::vector<std::pair<std::string, std::string>>& params) {
  if (host_.bench() != nullptr) host_.bench()->say(key, params);
}

}  // namespace polyvocal::gui
