#pragma once

#include <cstdint>
#include <string>

namespace polyvocal::base {

/// Milliseconds since 1970-01-01T00:00:00Z. If the environment variable SOURCE_DATE_EPOCH holds whole seconds, that
/// moment is returned instead, so that reproducible output can be tested. Any thread.
std::int64_t now_ms();

/// `2026-11-21T04:30:25.123Z`. Range: years 0 to 9999.
std::string iso_time(std::int64_t ms);

}  // namespace polyvocal::base
