#pragma once

#include <cstdint>
#include <string_view>

#include "messages/messages.hpp"

namespace polyvocal::messages {

/// The entry's sentence in the language chosen; `number` is what it counts, for an entry with a plural form.
std::string_view translated(const Entry& entry, std::int64_t number);

}  // namespace polyvocal::messages
