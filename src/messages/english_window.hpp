#pragma once

#include <vector>

#include "messages/messages.hpp"

namespace polyvocal::messages {

/// The English sentences that only the window shows.
const std::vector<Entry>& english_window();

}  // namespace polyvocal::messages
