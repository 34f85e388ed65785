#include "base/log.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/clock.hpp"

namespace polyvocal::base {
namespace {

LogLevel threshold() {
  static const LogLevel level = [] {
    const char* text = std::getenv("POLYVOCAL_LOG");
    const std::string_view name = text != nullptr ? text : "";
    if (name == "debug") return LogLevel::kDebug;
    if (name == "info") return LogLevel::kInfo;
    if (name == "error") return LogLevel::kError;
    return LogLevel::kWarning;
  }();
  return level;
}

}  // namespace

void log(LogLevel level, std::string_view event, std::int64_t number) {
  if (level < threshold()) return;
  static constexpr const char* kNames[] = {"debug", "info", "warning", "error"};
  std::string line = iso_time(now_ms()) + " " + kNames[static_cast<int>(level)] + " " + std::string(event);
  if (number != 0) line += " " + std::to_string(number);
  line += "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace polyvocal::base
