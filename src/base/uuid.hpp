#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace polyvocal::base {

/// A 128-bit identity (RFC 9562). `make()` gives version 7: time-ordered, and strictly increasing within a process.
class Uuid {
 public:
  /// The nil UUID.
  constexpr Uuid() = default;
  constexpr explicit Uuid(std::array<std::uint8_t, 16> bytes) : bytes_(bytes) {}

  /// A new version 7 UUID from the system clock (milliseconds) and the system's random source. Any thread.
  static Uuid make();
  /// Reads the 36-character form in either case, with or without braces; nullopt if it is anything else.
  static std::optional<Uuid> parse(std::string_view text);

  /// The 36-character lower-case form.
  std::string text() const;
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
  bool is_nil() const { return bytes_ == std::array<std::uint8_t, 16>{}; }
  friend auto operator<=>(const Uuid&, const Uuid&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

/// Fills `size` bytes from the system's random source. Any thread; ends the program if there is none.
void random_bytes(void* data, std::size_t size);

}  // namespace polyvocal::base
