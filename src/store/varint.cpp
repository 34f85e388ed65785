#include "store/varint_internal.hpp"

namespace polyvocal::store {
namespace {

void put(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

/// Advances `position`. False at the end or when the number is longer than 63 bits.
bool get(std::string_view bytes, std::size_t& position, std::uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < 63 && position < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[position++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

// Times may go back in a faulty transcript; zigzag keeps small negative differences small.
std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

}  // namespace

std::string pack_ascending(const std::vector<std::int64_t>& values) {
  std::string out;
  out.reserve(values.size() + values.size() / 16 + 8);
  std::int64_t last = 0;
  for (const std::int64_t value : values) {
    put(out, static_cast<std::uint64_t>(value - last));
    last = value;
  }
  return out;
}

bool unpack_ascending(std::string_view bytes, std::vector<std::uint32_t>& out) {
  out.reserve(out.size() + bytes.size());
  std::uint64_t last = 0;
  std::size_t position = 0;
  while (position < bytes.size()) {
    std::uint64_t difference = 0;
    if (!get(bytes, position, difference)) return false;
    last += difference;
    if (last > 0xFFFFFFFF) return false;
    out.push_back(static_cast<std::uint32_t>(last));
  }
  return true;
}

std::string pack_points(const std::vector<TimePoint>& points) {
  std::string out;
  TimePoint last{0, 0};
  for (const auto& point : points) {
    put(out, static_cast<std::uint64_t>(point.first - last.first));
    put(out, zigzag(point.second - last.second));
    last = point;
  }
  return out;
}

std::optional<std::vector<TimePoint>> unpack_points(std::string_view bytes) {
  std::vector<TimePoint> out;
  std::size_t position = 0;
  TimePoint last{0, 0};
  while (position < bytes.size()) {
    std::uint64_t place = 0;
    std::uint64_t time = 0;
    if (!get(bytes, position, place) || !get(bytes, position, time)) return std::nullopt;
    last.first += static_cast<std::int64_t>(place);
    last.second += unzigzag(time);
    out.push_back(last);
  }
  return out;
}

}  // namespace polyvocal::store
