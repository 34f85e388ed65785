#pragma once

#include <vector>

#include "messages/messages.hpp"

namespace polyvocal::messages {

/// The English sentences that only the window shows.
const std::vector<Entry>& english_window();
/// What the command line says, and the help of its commands and options.
const std::vector<Entry>& english_command_line();
/// What stands in tables, quote collections and codebooks that are written for reading.
const std::vector<Entry>& english_report();
/// Every entry, list after list, in the order of the sources.
const std::vector<Entry>& catalogue();

}  // namespace polyvocal::messages
