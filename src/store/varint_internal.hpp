#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace polyvocal::store {

/// Ascending numbers as differences in LEB128: seven bits a byte, lowest first, the high bit set on all but the last.
/// A word start takes one byte in nearly every text. Precondition: ascending, first >= 0.
std::string pack_ascending(const std::vector<std::int64_t>& values);
/// Appends to `out`. False if the bytes are malformed or a value does not fit 32 bits.
bool unpack_ascending(std::string_view bytes, std::vector<std::uint32_t>& out);

using TimePoint = std::pair<std::int64_t, std::int64_t>;  ///< code point, milliseconds
/// Both columns ascending (times may repeat); packed as differences, interleaved.
std::string pack_points(const std::vector<TimePoint>& points);
std::optional<std::vector<TimePoint>> unpack_points(std::string_view bytes);

}  // namespace polyvocal::store
