#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// The tab that lists every command with its key, and changes it: Enter, then the new key. GUI thread.
class KeysPart : public BenchPart {
 public:
  struct Keys {
    std::function<const Keymap&()> keymap;
    /// A person's own shortcuts from now on, as JSON; menus follow.
    std::function<void(const std::string& own)> change;
  };
  KeysPart(BenchHost& host, const CommandRegistry& commands, Keys keys);
  void add_commands(CommandRegistry& commands) override;
  RowsPanel& rows() { return *rows_; }
  /// True while the next key is taken as a shortcut.
  bool waiting() const { return !waiting_.empty(); }
  /// The next key, in its normal form; empty for one that is none (Esc leaves everything as it is).
  void take(const std::string& key);

 private:
  void fill();
  void set(const std::string& command, const std::string& key);
  void say(std::string_view key, const std::vector<std::pair<std::string, std::string>>& params);
  BenchHost& host_;
  const CommandRegistry& commands_;
  Keys keys_;
  RowsPanel* rows_ = nullptr;
  std::vector<std::string> ids_;
  std::string waiting_;  ///< the command whose key is being asked for
};

}  // namespace polyvocal::gui
