#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/uuid.hpp"

namespace polyvocal::app {

/// What a person chose on this machine; never stored in a project. One JSON file in the user's configuration folder
/// (POLYVOCAL_CONFIG, else XDG_CONFIG_HOME/polyvocal, APPDATA/Polyvocal, ~/Library/Application Support/Polyvocal,
/// ~/.config/polyvocal).
class Settings {
 public:
  /// Reads the file; an absent or damaged one gives defaults.
  static Settings load();
  /// The current coder's name for a project, if one was chosen.
  std::optional<std::string> coder_for(const base::Uuid& project) const;
  /// Remembers it. Errors: kFileNotWritable, kDiskFull.
  base::Result<void> set_coder_for(const base::Uuid& project, const std::string& name);

  /// What the window remembers: a text by key ("window.perspective", "recent-projects").
  std::optional<std::string> value(std::string_view key) const;
  /// Remembers several at once. Errors: kFileNotWritable, kDiskFull.
  base::Result<void> set_values(const std::vector<std::pair<std::string, std::string>>& values);

  static std::filesystem::path folder();

 private:
  base::Result<void> save();
  std::string json_ = "{}";
};

}  // namespace polyvocal::app
