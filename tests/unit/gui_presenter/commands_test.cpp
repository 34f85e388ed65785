#include "gui/presenter/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Keymap builtin() {
  auto keymap = read_keymap(builtin_menus(), builtin_shortcuts());
  EXPECT_TRUE(keymap.has_value());
  return *keymap;
}

void collect(const std::vector<MenuItem>& items, std::vector<std::string>& commands) {
  for (const auto& item : items) {
    if (!item.menu.empty()) {
      EXPECT_TRUE(messages::has(item.menu)) << item.menu;
      collect(item.items, commands);
    } else if (item.command != "-") {
      commands.push_back(item.command);
    }
  }
}

TEST(Keymap, EveryMenuItemAndShortcutHasATitle) {
  const auto keymap = builtin();
  std::vector<std::string> commands;
  collect(keymap.menus, commands);
  EXPECT_GE(commands.size(), 40U);
  for (const auto& command : commands) EXPECT_TRUE(messages::has("command." + command)) << command;
  for (const auto& [command, keys] : keymap.shortcuts) EXPECT_TRUE(messages::has("command." + command)) << command;
}

TEST(Keymap, NoKeyServesTwoCommands) {
  std::set<std::string> seen;
  for (const auto& [command, keys] : builtin().shortcuts) {
    for (const auto& key : keys) EXPECT_TRUE(seen.insert(key).second) << key << " of " << command;
  }
}

TEST(Keymap, KeysHaveOneNormalForm) {
  EXPECT_EQ(normal_key("ctrl+shift+p"), "Ctrl+Shift+P");
  EXPECT_EQ(normal_key("Shift+Ctrl+P"), "Ctrl+Shift+P");
  EXPECT_EQ(normal_key("Alt+LEFT"), "Alt+Left");
  EXPECT_EQ(normal_key("."), ".");
  EXPECT_EQ(normal_key("Ctrl++"), "Ctrl++");
  EXPECT_EQ(normal_key("Ctrl+"), "");
  EXPECT_EQ(normal_key("Ctrl"), "");
  EXPECT_EQ(normal_key("A+B"), "");
  EXPECT_EQ(normal_key(""), "");
}

TEST(Keymap, APersonsOwnKeyIsTakenFromWhoeverHadIt) {
  const auto keymap =
      read_keymap(builtin_menus(), builtin_shortcuts(), R"({"code.in-vivo": "c", "code.pick": ["F2"]})");
  ASSERT_TRUE(keymap.has_value());
  EXPECT_EQ(keymap->command_of("C"), "code.in-vivo");
  EXPECT_EQ(keymap->shown("code.pick"), "F2");
  EXPECT_EQ(keymap->command_of("V"), "");
  EXPECT_EQ(keymap->command_of("Ctrl+Z"), "edit.undo");
}

TEST(Keymap, DamagedDataIsRefused) {
  EXPECT_FALSE(read_keymap("{", "{}").has_value());
  EXPECT_FALSE(read_keymap("[]", "[]").has_value());
  EXPECT_FALSE(read_keymap(R"([{"menu": "x"}])", "{}").has_value());
}

TEST(Registry, ADisabledCommandDoesNotRun) {
  CommandRegistry registry;
  int ran = 0;
  bool allowed = false;
  registry.add({"edit.undo", [&] { ++ran; }, [&] { return allowed; }, {}});
  EXPECT_FALSE(registry.run("edit.undo"));
  allowed = true;
  EXPECT_TRUE(registry.run("edit.undo"));
  EXPECT_FALSE(registry.run("no.such"));
  EXPECT_EQ(ran, 1);
}

TEST(Registry, ThePaletteFindsByStartThenWordThenPart) {
  CommandRegistry registry;
  for (const char* id : {"edit.undo", "edit.redo", "code.pick", "code.turn", "codes.new"})
    registry.add({id, [] {}, {}, {}});
  EXPECT_THAT(find_commands(registry, "und"), ElementsAre("edit.undo"));
  EXPECT_THAT(find_commands(registry, "code the"), ElementsAre("code.pick", "code.turn"));
  EXPECT_THAT(find_commands(registry, "whole"), ElementsAre("code.turn"));
  EXPECT_THAT(find_commands(registry, "zzz"), IsEmpty());
  EXPECT_EQ(find_commands(registry, "").size(), 5U);
}

TEST(Shortcuts, AreAPersonsOwn) {
  const auto builtin = read_keymap(builtin_menus(), builtin_shortcuts());
  ASSERT_TRUE(builtin.has_value());
  const auto apply = [](const std::string& own) { return *read_keymap(builtin_menus(), builtin_shortcuts(), own); };
  auto own = with_shortcut("{}", *builtin, "code.pick", "ctrl+alt+j");
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(own->taken_from, "");
  auto keymap = apply(own->json);
  EXPECT_EQ(keymap.shown("code.pick"), "Ctrl+Alt+J");
  EXPECT_EQ(keymap.command_of("C"), "") << "the old key is free";

  // A key that another command had goes from it; its other keys stay.
  ASSERT_EQ(builtin->shortcuts.at("edit.redo").size(), 2U);
  own = with_shortcut(own->json, keymap, "code.last", "Ctrl+Y");
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(own->taken_from, "edit.redo");
  keymap = apply(own->json);
  EXPECT_EQ(keymap.command_of("Ctrl+Y"), "code.last");
  EXPECT_EQ(keymap.shortcuts.at("edit.redo"), std::vector<std::string>{"Ctrl+Shift+Z"});
  EXPECT_EQ(keymap.shown("code.pick"), "Ctrl+Alt+J") << "what was chosen before stays";

  own = with_shortcut(own->json, keymap, "code.last", "");
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(apply(own->json).shown("code.last"), "");
  EXPECT_FALSE(with_shortcut("{}", *builtin, "code.last", "Ctrl+").has_value());
  EXPECT_TRUE(with_shortcut("broken", *builtin, "code.last", "F4").has_value()) << "a damaged setting is begun anew";
}

/// Every key of the program is one command's.
TEST(Shortcuts, NoKeyHasTwoCommands) {
  const auto keymap = read_keymap(builtin_menus(), builtin_shortcuts());
  ASSERT_TRUE(keymap.has_value());
  std::map<std::string, std::string> owner;
  for (const auto& [command, keys] : keymap->shortcuts) {
    for (const auto& key : keys) {
      const auto [it, fresh] = owner.emplace(key, command);
      EXPECT_TRUE(fresh) << key << ": " << it->second << " and " << command;
    }
  }
}

}  // namespace
}  // namespace polyvocal::gui
