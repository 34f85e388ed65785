#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::messages {

using Params = std::vector<std::pair<std::string, std::string>>;

/// The sentence of a key in the user's language (English is built in), with `{name}` replaced by the parameter of that
/// name. A parameter that is not given leaves nothing, and brackets around nothing go too. A key that is not in the
/// catalogue gives the key itself, so that nothing is hidden. Any thread.
std::string message(std::string_view key, const Params& params = {});
/// What happened, what is safe, what to do, in that order. Never empty. The sentence is that of "error.NAME"; an error
/// with a parameter `variant` has the one of "error.NAME.VARIANT" where the catalogue has it.
std::string message(const base::Error& error);
/// The remedy alone, which message() ends with; empty if the error names none.
std::string hint(const base::Error& error);
/// True if the catalogue has the key.
bool has(std::string_view key);

/// One entry of a catalogue.
struct Entry {
  std::string_view key;
  std::string_view text;
};
/// The English catalogue of errors, warnings and what the command line says.
const std::vector<Entry>& english();

}  // namespace polyvocal::messages
