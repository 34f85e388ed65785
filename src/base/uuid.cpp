#include "base/uuid.hpp"

#include <chrono>
#include <cstring>
#include <mutex>
#include <random>

namespace polyvocal::base {

void random_bytes(void* data, std::size_t size) {
  // std::random_device reads getrandom / rdrand / BCryptGenRandom on the platforms we build for, and throws without
  // one; going on with guessable salts would be worse than ending.
  thread_local std::random_device device;
  auto* out = static_cast<unsigned char*>(data);
  while (size > 0) {
    const std::random_device::result_type word = device();
    const std::size_t count = size < sizeof word ? size : sizeof word;
    std::memcpy(out, &word, count);
    out += count;
    size -= count;
  }
}

Uuid Uuid::make() {
  static std::mutex mutex;
  static std::uint64_t last_ms = 0;
  static std::uint64_t counter = 0;  // 74 random bits: the upper 32 of them count within a millisecond
  std::array<std::uint8_t, 16> bytes{};
  random_bytes(bytes.data(), bytes.size());
  const std::lock_guard lock(mutex);
  const auto now = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count());
  if (now > last_ms) {
    last_ms = now;
    counter = (static_cast<std::uint64_t>(bytes[6]) << 16) | (static_cast<std::uint64_t>(bytes[7]) << 8) | bytes[8];
    counter &= 0x1FFFFF;  // leaves room to count up before the 26 bits run out
  } else if (++counter > 0x3FFFFFF) {
    counter = 0;
    ++last_ms;
  }
  for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(last_ms >> (40 - 8 * i));
  // 12 bits of rand_a and 14 of rand_b hold the counter
  const std::uint64_t a = counter >> 14;
  const std::uint64_t b = counter & 0x3FFF;
  bytes[6] = static_cast<std::uint8_t>(0x70 | (a >> 8));
  bytes[7] = static_cast<std::uint8_t>(a);
  bytes[8] = static_cast<std::uint8_t>(0x80 | (b >> 8));
  bytes[9] = static_cast<std::uint8_t>(b);
  return Uuid(bytes);
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36) return std::nullopt;
  std::array<std::uint8_t, 16> bytes{};
  std::size_t digit = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return std::nullopt;
      continue;
    }
    int value = 0;
    if (c >= '0' && c <= '9')
      value = c - '0';
    else if (c >= 'a' && c <= 'f')
      value = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F')
      value = c - 'A' + 10;
    else
      return std::nullopt;
    auto& byte = bytes[digit / 2];
    byte = static_cast<std::uint8_t>((byte << 4) | value);
    ++digit;
  }
  return Uuid(bytes);
}

std::string Uuid::text() const {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[bytes_[i] >> 4];
    out += kHex[bytes_[i] & 15];
  }
  return out;
}

}  // namespace polyvocal::base
