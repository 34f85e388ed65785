#pragma once

#include <cstdint>
#include <string_view>

namespace polyvocal::text {

/// The code point at `at`, which moves behind it; -1 for a byte that begins none (then `at` moves one byte).
/// Precondition: at < utf8.size(). Expects valid UTF-8; of a cut sequence it reads no byte beyond the end.
inline std::int32_t next_code_point(std::string_view utf8, std::int32_t& at) {
  const auto byte = [&](std::int32_t i) -> std::int32_t {
    return static_cast<std::size_t>(i) < utf8.size() ? static_cast<unsigned char>(utf8[static_cast<std::size_t>(i)])
                                                     : 0;
  };
  const std::int32_t lead = byte(at);
  if (lead < 0x80) return ++at, lead;
  const std::int32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  std::int32_t value = length == 4 ? lead & 0x07 : length == 3 ? lead & 0x0F : lead & 0x1F;
  for (std::int32_t k = 1; k < length; ++k) {
    const std::int32_t next = byte(at + k);
    if ((next & 0xC0) != 0x80) return ++at, -1;
    value = (value << 6) | (next & 0x3F);
  }
  if (length == 1) return ++at, -1;
  at += length;
  return value;
}

}  // namespace polyvocal::text
