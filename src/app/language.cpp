#include "app/language.hpp"

#include <cstdlib>

#include "app/settings.hpp"
#include "base/atomic_file.hpp"
#include "messages/translation.hpp"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::app {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::filesystem::path translations_folder() {
  if (const std::string set = variable("POLYVOCAL_LOCALE"); !set.empty()) return base::path_from_utf8(set);
  // POLYVOCAL_LOCALE_FROM_BIN: from the folder of installed programs to that of installed translations.
  const auto program = plugin_host::program_folder();
  std::error_code error;
  const auto installed = (program / POLYVOCAL_LOCALE_FROM_BIN).lexically_normal();
  if (std::filesystem::is_directory(installed, error)) return installed;
  return (program / ".." / "share" / "locale").lexically_normal();
}

std::string start_language() {
  const std::string setting = Settings::load().value("language").value_or(std::string());
  return messages::choose_language(translations_folder(), messages::wanted_languages(variable, setting));
}

}  // namespace polyvocal::app
