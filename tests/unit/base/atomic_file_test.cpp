#include "base/atomic_file.hpp"

#include <gtest/gtest.h>

#include "support/temp_folder.hpp"

namespace polyvocal::base {
namespace {

std::size_t entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(AtomicFile, ReplacesOnCommit) {
  const test::TempFolder folder;
  const auto path = folder.write("out.txt", "old");
  {
    AtomicFile file(path);
    ASSERT_TRUE(file.write("new "));
    ASSERT_TRUE(file.write("words"));
    EXPECT_EQ(test::read_all(path), "old");
    ASSERT_TRUE(file.commit());
  }
  EXPECT_EQ(test::read_all(path), "new words");
  EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(AtomicFile, LeavesTheOldOneWithoutCommit) {
  const test::TempFolder folder;
  const auto path = folder.write("out.txt", "old");
  {
    AtomicFile file(path);
    ASSERT_TRUE(file.write("half"));
  }
  EXPECT_EQ(test::read_all(path), "old");
  EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(AtomicFile, WritesAnEmptyFile) {
  const test::TempFolder folder;
  AtomicFile file(folder.path() / "empty");
  ASSERT_TRUE(file.commit());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "empty"));
}

TEST(AtomicFile, SaysWhyItCannotWrite) {
  const test::TempFolder folder;
  AtomicFile file(folder.path() / "missing" / "out.txt");
  const auto written = file.write("x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kFileNotWritable);
  EXPECT_FALSE(file.commit());
}

TEST(ReadFile, ReadsAndRefuses) {
  const test::TempFolder folder;
  const auto path = folder.write("in.bin", std::string("a\0b\r\n", 5));
  EXPECT_EQ(read_file(path).value(), std::string("a\0b\r\n", 5));
  EXPECT_EQ(read_file(path, 4).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(read_file(folder.path()).error().code, ErrorCode::kFileUnreadable);
  EXPECT_EQ(read_file(folder.path() / "none").error().code, ErrorCode::kFileNotFound);
}

TEST(Paths, KeepUtf8) {
  const std::string name = "interview \xE8\x8B\xA5\xE6\xB0\xB4 caf\xC3\xA9.txt";
  EXPECT_EQ(path_to_utf8(path_from_utf8(name)), name);
}

}  // namespace
}  // namespace polyvocal::base
