#pragma once

#include <CLI/CLI.hpp>

namespace polyvocal::cli {

/// Puts what CLI11 itself writes in a command's help into the language of the messages. Before any option is added:
/// subcommands take over what their parent has.
void translate_help(CLI::App& root);

}  // namespace polyvocal::cli
