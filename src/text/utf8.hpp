#pragma once

#include <cstddef>
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

/// Length of the well-formed UTF-8 sequence at `i`, or 0 (The Unicode Standard 15, table 3-7).
inline std::size_t well_formed_length(std::string_view bytes, std::size_t i) {
  const auto at = [&](std::size_t k) { return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U; };
  const auto tail = [&](std::size_t k) { return (at(k) & 0xC0U) == 0x80U; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    if ((lead == 0xE0 && at(1) < 0xA0) || (lead == 0xED && at(1) > 0x9F)) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if ((lead == 0xF0 && at(1) < 0x90) || (lead == 0xF4 && at(1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

}  // namespace polyvocal::text
