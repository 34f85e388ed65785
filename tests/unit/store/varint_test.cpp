#include <gtest/gtest.h>

#include <random>

#include "store/varint_internal.hpp"

namespace polyvocal::store {
namespace {

TEST(Varint, AscendingNumbersComeBack) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> values;
    std::int64_t at = static_cast<std::int64_t>(random() % 3);
    const std::uint64_t span = round % 2 == 0 ? 8 : 40000;
    for (std::uint64_t i = 0; i < random() % 300; ++i) {
      values.push_back(at);
      at += 1 + static_cast<std::int64_t>(random() % span);
    }
    const std::string packed = pack_ascending(values);
    std::vector<std::uint32_t> found;
    ASSERT_TRUE(unpack_ascending(packed, found));
    ASSERT_EQ(std::vector<std::int64_t>(found.begin(), found.end()), values);
  }
}

TEST(Varint, AWordStartTakesOneByte) {
  std::vector<std::int64_t> values;
  for (std::int64_t i = 0; i < 1000; ++i) values.push_back(i * 6);
  EXPECT_EQ(pack_ascending(values).size(), 1000u);
}

TEST(Varint, MalformedBytesAreRefused) {
  std::vector<std::uint32_t> out;
  EXPECT_FALSE(unpack_ascending("\x81", out));                                              // ends inside a number
  EXPECT_FALSE(unpack_ascending("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", out));  // longer than 63 bits
  EXPECT_FALSE(unpack_ascending("\xFF\xFF\xFF\xFF\x7F", out));                              // does not fit 32 bits
  EXPECT_FALSE(unpack_points("\x05").has_value());                                          // a place without a time
  EXPECT_TRUE(unpack_points("").value().empty());
}

TEST(Varint, PointsWithTimesThatGoBack) {
  const std::vector<TimePoint> points = {{0, 5000}, {0, 4000}, {7, 0}, {900, 3'600'000}, {901, 10}};
  EXPECT_EQ(unpack_points(pack_points(points)).value(), points);
}

}  // namespace
}  // namespace polyvocal::store
