#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "plugin_host/plugin_host.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::plugin_host {
namespace {

using base::ErrorCode;

class LyingHelper : public testing::TestWithParam<const char*> {};

TEST_P(LyingHelper, IsFoundOutAndEnded) {
  test::TempFolder folder;
  const auto file = folder.write("a.txt", "words");
  PluginHost host(LYING_HELPER, {folder.path() / GetParam()}, 1);
  const auto read = host.read_document(file);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kHelperCrashed);
  EXPECT_THAT(std::string(read.error().param("detail")), testing::HasSubstr("protocol"));
  EXPECT_EQ(read.error().param("path"), file.string());
}

INSTANTIATE_TEST_SUITE_P(Modes, LyingHelper,
                         testing::Values("order", "wrong-request", "huge-frame", "unknown-type", "noise", "twice-begun",
                                         "bad-utf8", "nul", "line-feed", "level", "bold-beyond", "bold-inside", "kind",
                                         "time", "row", "trailing", "short-payload", "status", "after-done", "version",
                                         "greeting"),
                         [](const auto& parameter) {
                           std::string name = parameter.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(LyingHelperTest, AnHonestAnswerPasses) {
  test::TempFolder folder;
  PluginHost host(LYING_HELPER, {folder.path() / "honest"}, 1);
  // It says nothing of the file: an empty document, but no fault of the helper.
  const auto read = host.read_document(folder.write("a.txt", "words"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kEmptyFile);
}

TEST(LyingHelperTest, OneThatEndsIsACrash) {
  test::TempFolder folder;
  PluginHost host(LYING_HELPER, {folder.path() / "exit"}, 1);
  const auto read = host.read_document(folder.write("a.txt", "words"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kHelperCrashed);
  EXPECT_EQ(read.error().param("detail"), "exit 5");
}

TEST(LyingHelperTest, OneThatDoesNotSpeakAtAllIsACrash) {
  test::TempFolder folder;
  PluginHost host(LYING_HELPER, {folder.path() / "dumb"}, 1);
  const auto formats = host.formats();
  ASSERT_FALSE(formats.has_value());
  EXPECT_EQ(formats.error().code, ErrorCode::kHelperCrashed);
}

TEST(LyingHelperTest, ASilentOneRunsIntoTheDeadline) {
  test::TempFolder folder;
  PluginHost host(LYING_HELPER, {folder.path() / "silent"}, 1, {.deadline = std::chrono::seconds(1)});
  const auto start = std::chrono::steady_clock::now();
  const auto read = host.read_document(folder.write("a.txt", "words"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kTimeout);
  EXPECT_EQ(read.error().param("seconds"), "1");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(LyingHelperTest, AMissingProgramIsAFaultOfTheInstallation) {
  test::TempFolder folder;
  PluginHost host(folder.path() / "no-such-helper", {}, 1);
  const auto read = host.read_document(folder.write("a.txt", "words"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kInternal);
}

}  // namespace
}  // namespace polyvocal::plugin_host
