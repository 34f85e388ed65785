#pragma once

#include <filesystem>
#include <string>

namespace polyvocal::app {

/// Where translations lie: POLYVOCAL_LOCALE if it is set, else share/locale beside the running program's folder, both
/// where it was installed and where it was built.
std::filesystem::path translations_folder();

/// Chooses the language of all messages, once, before anything is said: what POLYVOCAL_LANGUAGE, the person's setting
/// "language" or the locale asks for (messages/translation.hpp). Returns the language taken, "en" or "fr".
std::string start_language();

}  // namespace polyvocal::app
