#include "text/offset_map.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace polyvocal::text {
namespace {

void put(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

/// Every conversion against counting one character at a time, over texts of all lengths around the map's step.
TEST(OffsetMap, AgreesWithCountingOnRandomTexts) {
  std::mt19937 random(7);
  const char32_t kinds[] = {U'a', U' ', U'\n', U'é', U'ñ', U'人', U'ก', U'א', 0x1F468, 0x20BB7, 0x1F1EC, 0x301};
  for (int round = 0; round < 60; ++round) {
    std::string text;
    std::vector<std::int64_t> byte_of{0};
    std::vector<std::int64_t> utf16_of{0};
    const std::size_t length = random() % 900;
    for (std::size_t i = 0; i < length; ++i) {
      const char32_t c = round % 5 == 0 ? U'x' : kinds[random() % std::size(kinds)];
      put(text, c);
      byte_of.push_back(static_cast<std::int64_t>(text.size()));
      utf16_of.push_back(utf16_of.back() + (c > 0xFFFF ? 2 : 1));
    }
    const OffsetMap map(text);
    ASSERT_EQ(map.code_points().value, static_cast<std::int64_t>(length));
    ASSERT_EQ(map.utf16_units().value, utf16_of.back());
    EXPECT_EQ(count_code_points(text), static_cast<std::int64_t>(length));
    for (std::size_t i = 0; i <= length; ++i) {
      const CodePointOffset at(static_cast<std::int64_t>(i));
      ASSERT_EQ(map.to_byte(at).value, byte_of[i]);
      ASSERT_EQ(map.to_utf16(at).value, utf16_of[i]);
      ASSERT_EQ(map.to_code_point(ByteOffset(byte_of[i])), at);
      ASSERT_EQ(map.to_code_point(Utf16Offset(utf16_of[i])), at);
      if (i < length) {
        for (auto b = byte_of[i]; b < byte_of[i + 1]; ++b)
          ASSERT_EQ(map.to_code_point(ByteOffset(b)), at) << "inside a character";
        for (auto u = utf16_of[i]; u < utf16_of[i + 1]; ++u)
          ASSERT_EQ(map.to_code_point(Utf16Offset(u)), at) << "inside a pair";
      }
    }
    EXPECT_EQ(map.to_byte(CodePointOffset(static_cast<std::int64_t>(length) + 10)), map.bytes());
  }
}

TEST(OffsetMap, SlicesByCodePoints) {
  const std::string text = "a👨‍👩‍👧é人";
  const OffsetMap map(text);
  EXPECT_EQ(map.slice({CodePointOffset(0), CodePointOffset(1)}), "a");
  EXPECT_EQ(map.slice({CodePointOffset(6), CodePointOffset(8)}), "é人");
  EXPECT_EQ(map.slice({CodePointOffset(3), CodePointOffset(3)}), "");
}

TEST(Range, IsHalfOpen) {
  const CodePointRange a{CodePointOffset(2), CodePointOffset(5)};
  EXPECT_TRUE(a.contains(CodePointOffset(2)));
  EXPECT_FALSE(a.contains(CodePointOffset(5)));
  EXPECT_FALSE(a.overlaps({CodePointOffset(5), CodePointOffset(9)}));
  EXPECT_FALSE(a.overlaps({CodePointOffset(3), CodePointOffset(3)}));
  EXPECT_TRUE(a.overlaps({CodePointOffset(4), CodePointOffset(9)}));
}

}  // namespace
}  // namespace polyvocal::text
