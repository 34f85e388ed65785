#include "gui/presenter/commands.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

#include "messages/messages.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

using nlohmann::json;

base::Result<std::vector<MenuItem>> read_items(const json& list) {
  std::vector<MenuItem> items;
  for (const auto& entry : list) {
    if (entry.is_string()) {
      items.push_back({entry.get<std::string>(), {}, {}});
      continue;
    }
    if (!entry.is_object() || !entry.contains("menu") || !entry.contains("items"))
      return base::fail(base::ErrorCode::kDamagedFile, {{"path", "menus"}, {"detail", "bad-menu"}});
    auto inner = read_items(entry["items"]);
    if (!inner) return inner;
    items.push_back({{}, entry["menu"].get<std::string>(), std::move(*inner)});
  }
  return items;
}

base::Result<void> lay_over(std::string_view text, std::map<std::string, std::vector<std::string>>& shortcuts) {
  const json map = json::parse(text, nullptr, false);
  if (!map.is_object())
    return base::fail(base::ErrorCode::kDamagedFile, {{"path", "shortcuts"}, {"detail", "bad-menu"}});
  for (const auto& [command, keys] : map.items()) {
    std::vector<std::string> list;
    if (keys.is_string()) list.push_back(keys.get<std::string>());
    if (keys.is_array()) {
      for (const auto& key : keys) {
        if (key.is_string()) list.push_back(key.get<std::string>());
      }
    }
    for (auto& key : list) key = normal_key(key);
    std::erase(list, std::string());
    // A key that a person gives to one command is taken from every other.
    for (auto& [other, theirs] : shortcuts) {
      if (other == command) continue;
      std::erase_if(theirs,
                    [&](const std::string& key) { return std::find(list.begin(), list.end(), key) != list.end(); });
    }
    shortcuts[command] = std::move(list);
  }
  return {};
}

}  // namespace

void CommandRegistry::add(Command command) {
  assert(!commands_.contains(command.id));
  commands_.emplace(command.id, std::move(command));
}

const Command* CommandRegistry::find(std::string_view id) const {
  const auto it = commands_.find(id);
  return it == commands_.end() ? nullptr : &it->second;
}

bool CommandRegistry::enabled(std::string_view id) const {
  const Command* command = find(id);
  return command != nullptr && (!command->enabled || command->enabled());
}

bool CommandRegistry::run(std::string_view id) const {
  if (!enabled(id)) return false;
  // The command may add or replace others while it runs.
  const auto action = find(id)->run;
  action();
  return true;
}

std::vector<std::string> CommandRegistry::ids() const {
  std::vector<std::string> list;
  list.reserve(commands_.size());
  for (const auto& [id, command] : commands_) list.push_back(id);
  return list;
}

std::string Keymap::shown(std::string_view command) const {
  const auto it = shortcuts.find(std::string(command));
  return it == shortcuts.end() || it->second.empty() ? std::string() : it->second.front();
}

std::string Keymap::command_of(std::string_view key) const {
  for (const auto& [command, keys] : shortcuts) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) return command;
  }
  return {};
}

base::Result<Keymap> read_keymap(std::string_view menus_json, std::string_view shortcuts_json,
                                 std::string_view own_shortcuts_json) {
  Keymap keymap;
  const json menus = json::parse(menus_json, nullptr, false);
  if (!menus.is_array()) return base::fail(base::ErrorCode::kDamagedFile, {{"path", "menus"}, {"detail", "bad-menu"}});
  auto items = read_items(menus);
  if (!items) return base::pass(items);
  keymap.menus = std::move(*items);
  if (auto done = lay_over(shortcuts_json, keymap.shortcuts); !done) return base::pass(done);
  if (auto done = lay_over(own_shortcuts_json, keymap.shortcuts); !done) return base::pass(done);
  return keymap;
}

base::Result<OwnShortcuts> with_shortcut(std::string_view own_json, const Keymap& now, const std::string& command,
                                         std::string_view key) {
  json own = json::parse(own_json, nullptr, false);
  if (!own.is_object()) own = json::object();
  OwnShortcuts made;
  if (key.empty()) {
    own[command] = json::array();
    made.json = own.dump();
    return made;
  }
  const std::string normal = normal_key(key);
  if (normal.empty())
    return base::fail(base::ErrorCode::kInvalidArgument, {{"what", "key"}, {"value", std::string(key)}});
  for (const auto& [other, keys] : now.shortcuts) {
    if (other == command || std::find(keys.begin(), keys.end(), normal) == keys.end()) continue;
    made.taken_from = other;
    auto left = keys;
    std::erase(left, normal);
    own[other] = left;
  }
  own[command] = {normal};
  made.json = own.dump();
  return made;
}

std::string normal_key(std::string_view key) {
  bool ctrl = false;
  bool alt = false;
  bool shift = false;
  std::string name;
  while (!key.empty()) {
    const auto plus = key.size() > 1 ? key.find('+', 1) : std::string_view::npos;
    std::string part(key.substr(0, plus));
    key = plus == std::string_view::npos ? std::string_view() : key.substr(plus + 1);
    std::string lower = part;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (lower == "ctrl" || lower == "cmd") {
      ctrl = true;
    } else if (lower == "alt") {
      alt = true;
    } else if (lower == "shift") {
      shift = true;
    } else {
      if (!name.empty()) return {};
      name = lower;
      if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
  }
  if (name.empty()) return {};
  return std::string(ctrl ? "Ctrl+" : "") + (alt ? "Alt+" : "") + (shift ? "Shift+" : "") + name;
}

std::vector<std::string> find_commands(const CommandRegistry& registry, std::string_view typed) {
  const std::string wanted = text::fold_name(typed);
  std::vector<std::pair<int, std::string>> found;
  for (const auto& id : registry.ids()) {
    const std::string title = text::fold_name(messages::message("command." + id));
    if (title.starts_with(wanted)) {
      found.emplace_back(0, id);
    } else if (title.find(" " + wanted) != std::string::npos) {
      found.emplace_back(1, id);
    } else if (title.find(wanted) != std::string::npos || id.find(wanted) != std::string::npos) {
      found.emplace_back(2, id);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> ids;
  for (auto& [score, id] : found) ids.push_back(std::move(id));
  return ids;
}

}  // namespace polyvocal::gui
