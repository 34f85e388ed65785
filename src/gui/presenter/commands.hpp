#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::gui {

/// One thing a person can do, by name ("code.apply"). Its title and help are the sentences "command.ID" and
/// "command.ID.help" of the catalogue.
struct Command {
  std::string id;
  std::function<void()> run;
  std::function<bool()> enabled;  ///< unset = always; cheap, asked whenever a menu opens
  std::function<bool()> checked;  ///< unset = no check mark
};

/// All commands of the window. Menus, shortcuts and the palette name them; nothing else starts an action. GUI thread.
class CommandRegistry {
 public:
  /// Precondition: no command of that id yet.
  void add(Command command);
  const Command* find(std::string_view id) const;
  bool enabled(std::string_view id) const;
  /// Runs it if it is enabled; false if there is none or it is not.
  bool run(std::string_view id) const;
  std::vector<std::string> ids() const;  ///< ascending

 private:
  std::map<std::string, Command, std::less<>> commands_;
};

/// A menu as data: "-" is a line between groups; a nested menu has items of its own.
struct MenuItem {
  std::string command;  ///< empty for a nested menu
  std::string menu;     ///< key of a nested menu's title, "menu.NAME"
  std::vector<MenuItem> items;
};

/// Menus and shortcuts: what is built in (gui/resources/menus.json, shortcuts.json), with a person's own shortcuts laid
/// over. A shortcut is written "Ctrl+Shift+P"; keys of the page that need no Ctrl ("C", "Alt+Right") too.
struct Keymap {
  std::vector<MenuItem> menus;
  std::map<std::string, std::vector<std::string>> shortcuts;  ///< command -> keys, the first shown in menus

  /// The first shortcut of a command, or empty.
  std::string shown(std::string_view command) const;
  /// The command of a key in its normal form (normal_key), or empty.
  std::string command_of(std::string_view key) const;
};
/// Errors: kDamagedFile (detail).
base::Result<Keymap> read_keymap(std::string_view menus_json, std::string_view shortcuts_json,
                                 std::string_view own_shortcuts_json = "{}");
/// A person's own shortcuts (the JSON that read_keymap takes) with `key` as the only one of `command`; an empty key
/// takes its keys away. Another command that had the key loses it: `taken_from` names it, else it is empty. Errors:
/// kInvalidArgument (no key that keymaps know).
struct OwnShortcuts {
  std::string json;
  std::string taken_from;
};
base::Result<OwnShortcuts> with_shortcut(std::string_view own_json, const Keymap& now, const std::string& command,
                                         std::string_view key);
/// The data that is built in.
std::string_view builtin_menus();
std::string_view builtin_shortcuts();

/// "ctrl+shift+p" -> "Ctrl+Shift+P": modifiers in the order Ctrl, Alt, Shift; empty if it names no key.
std::string normal_key(std::string_view key);

/// The commands whose titles fit what was typed in the palette, best first. Titles come from the catalogue.
std::vector<std::string> find_commands(const CommandRegistry& registry, std::string_view typed);

}  // namespace polyvocal::gui
