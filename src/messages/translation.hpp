#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace polyvocal::messages {

/// A variable of the environment; empty if it is not set.
using Environment = std::function<std::string(const char* name)>;

/// The languages that a person wants, best first, as "fr" or "fr_CA"; empty or ending with "en" where English is meant.
/// In this order: POLYVOCAL_LANGUAGE (one language or several, separated by colons), `setting` (the same form), and as
/// gettext has it: the locale of LC_ALL, LC_MESSAGES or LANG, whichever is set first; where that is a locale other than
/// "C" or "POSIX", the list in LANGUAGE goes before it. The locale need not exist on the machine.
std::vector<std::string> wanted_languages(const Environment& environment, std::string_view setting = {});

/// From now on message() speaks the first of the languages that has a catalogue under `folder`
/// (LANGUAGE/LC_MESSAGES/polyvocal.mo; "fr_CA" falls back on "fr"), and English for a sentence that the catalogue
/// lacks. Returns the language taken: "fr", or "en" if none has a catalogue or its file is damaged. Called before other
/// threads speak.
std::string choose_language(const std::filesystem::path& folder, const std::vector<std::string>& wanted);

/// The language that choose_language() took.
const std::string& language();

}  // namespace polyvocal::messages
