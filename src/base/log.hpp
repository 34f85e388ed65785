#pragma once

#include <cstdint>
#include <string_view>

namespace polyvocal::base {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// Writes one line to stderr if `level` reaches the one in the environment variable POLYVOCAL_LOG (debug, info,
/// warning, error; default: warning). `event` is a fixed text of ours; only numbers may go with it, so that no
/// participant's word can reach a log. Any thread.
void log(LogLevel level, std::string_view event, std::int64_t number = 0);

}  // namespace polyvocal::base
