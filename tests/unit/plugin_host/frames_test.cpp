#include "plugin_host/frames_internal.hpp"

#include <gtest/gtest.h>

#include "plugin_host/utf8_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

TEST(Frames, ComeBackAsWritten) {
  std::string bytes;
  FrameWriter(bytes, FrameType::kBlock).u8(200).u32(0xDEADBEEF).u64(1ULL << 63).i64(-5).text("caf\xC3\xA9").finish();
  FrameWriter(bytes, FrameType::kDone).finish();
  FrameBuffer buffer;
  for (const char byte : bytes) {
    // One byte at a time: no frame is given out early.
    buffer.append(std::string_view(&byte, 1));
  }
  const auto first = buffer.next();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->type, FrameType::kBlock);
  FrameReader reader(first->payload);
  EXPECT_EQ(reader.u8(), 200);
  EXPECT_EQ(reader.u32(), 0xDEADBEEF);
  EXPECT_EQ(reader.u64(), 1ULL << 63);
  EXPECT_EQ(reader.i64(), -5);
  EXPECT_EQ(reader.text(), "caf\xC3\xA9");
  EXPECT_TRUE(reader.at_end());
  ASSERT_TRUE(buffer.next().has_value());
  EXPECT_FALSE(buffer.next().has_value());
  EXPECT_EQ(buffer.pending_bytes(), 0u);
}

TEST(Frames, AreNotGivenOutBeforeTheyAreWhole) {
  std::string bytes;
  FrameWriter(bytes, FrameType::kWarning).text("key").text("detail").finish();
  FrameBuffer buffer;
  buffer.append(std::string_view(bytes).substr(0, bytes.size() - 1));
  EXPECT_FALSE(buffer.next().has_value());
  EXPECT_FALSE(buffer.broken());
  buffer.append(std::string_view(bytes).substr(bytes.size() - 1));
  EXPECT_TRUE(buffer.next().has_value());
}

TEST(Frames, AnUnfinishedOneLeavesNothingBehind) {
  std::string bytes = "before";
  { FrameWriter(bytes, FrameType::kWarning).text("half"); }
  EXPECT_EQ(bytes, "before");
}

TEST(Frames, ReadingBeyondTheEndIsNoticed) {
  FrameReader reader(
      std::string_view("\x05\x00\x00\x00"
                       "ab",
                       6));
  EXPECT_EQ(reader.text(), "");
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.u64(), 0u);
  FrameReader left_over("abc");
  left_over.u8();
  EXPECT_TRUE(left_over.ok());
  EXPECT_FALSE(left_over.at_end());
}

TEST(Frames, ImpossibleHeadersBreakTheStream) {
  for (const std::string& header :
       {std::string("\xFF\xFF\xFF\xFF\x01\x00\x00\x00", 8), std::string("\x00\x00\x00\x00\x00\x00\x00\x00", 8),
        std::string("\x00\x00\x00\x00\x40\x00\x00\x00", 8), std::string("\x00\x00\x00\x00\x01\x00\x01\x00", 8)}) {
    FrameBuffer buffer;
    buffer.append(header);
    EXPECT_FALSE(buffer.next().has_value());
    EXPECT_TRUE(buffer.broken());
  }
}

TEST(Utf8, IllFormedSequencesAreReplaced) {
  const std::string r = "\xEF\xBF\xBD";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"plain ASCII text, longer than eight bytes", "plain ASCII text, longer than eight bytes"},
      {"\xE5\x8F\xB0\xE7\x81\xA3 \xF0\x9F\x98\x80", "\xE5\x8F\xB0\xE7\x81\xA3 \xF0\x9F\x98\x80"},
      {std::string("a\0b", 3), "a" + r + "b"},
      {std::string("eight bytes\0more", 16), "eight bytes" + r + "more"},
      {"\xC0\xAF", r + r},
      {"\xE0\x80\x80", r + r + r},
      {"\xED\xA0\x80", r + r + r},
      {"\xF4\x90\x80\x80", r + r + r + r},
      {"abc\xE5\x8F", "abc" + r + r},
      {"\x80", r},
      {"", ""},
  };
  for (const auto& [input, expected] : cases) {
    EXPECT_EQ(repaired_utf8(input), expected);
    EXPECT_EQ(clean_utf8(input), input == expected);
    EXPECT_TRUE(clean_utf8(expected));
  }
}

}  // namespace
}  // namespace polyvocal::plugin_host
