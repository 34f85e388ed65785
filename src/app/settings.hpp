#pragma once

#include <filesystem>
#include <optional>
#include <string>

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

  static std::filesystem::path folder();

 private:
  std::string json_ = "{}";
};

}  // namespace polyvocal::app
