#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace polyvocal::base {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4), fed in pieces. One thread at a time.
class Sha256 {
 public:
  Sha256();
  /// Adds `data`; returns itself for chaining.
  Sha256& add(std::string_view data);
  /// Adds eight bytes, big-endian.
  Sha256& add(std::uint64_t number);
  /// Ends the message; the object must not be used again.
  Digest finish();

 private:
  void block(const std::uint8_t* data);
  std::array<std::uint32_t, 8> state_;
  std::array<std::uint8_t, 64> buffer_{};
  std::uint64_t length_ = 0;
};

Digest sha256(std::string_view data);
/// 64 lower-case hexadecimal digits.
std::string hex(const Digest& digest);

}  // namespace polyvocal::base
