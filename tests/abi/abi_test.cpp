#include <gmock/gmock.h>
#include <gtest/gtest.h>

#if defined(__linux__)
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "plugin_api/polyvocal_plugin.h"
#include "plugin_host/plugin_host.hpp"
#include "support/temp_folder.hpp"

extern "C" {
size_t polyvocal_test_size_of_host_in_c(void);
size_t polyvocal_test_size_of_block_in_c(void);
size_t polyvocal_test_size_of_host_in_cpp();
size_t polyvocal_test_size_of_block_in_cpp();
}

namespace polyvocal::plugin_host {
namespace {

using base::ErrorCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

PluginHost misbehaving_host(Limits limits = {}, int helpers = 1) {
  return PluginHost(test::build_dir() / "bin" / "polyvocal-helper", {test::build_dir() / "test_plugins"}, helpers,
                    limits);
}

/// The host still reads after whatever happened before.
void expect_alive(PluginHost& host, const test::TempFolder& folder) {
  const auto read = host.read_document(folder.write("harmless.bad", "#misbehave nothing"));
  ASSERT_TRUE(read.has_value()) << base::error_name(read.error().code) << read.error().param("detail");
  EXPECT_EQ(read->blocks.at(0).text, "harmless");
}

TEST(PluginAbi, TheHeaderIsTheSameInBothLanguages) {
  EXPECT_EQ(polyvocal_test_size_of_host_in_c(), polyvocal_test_size_of_host_in_cpp());
  EXPECT_EQ(polyvocal_test_size_of_block_in_c(), polyvocal_test_size_of_block_in_cpp());
}

TEST(PluginAbi, BundledPluginsExportOneSymbol) {
  std::size_t modules = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::build_dir() / "plugins")) {
    if (entry.path().extension() != ".so") continue;
    ++modules;
    const std::string command = "nm -D --defined-only '" + entry.path().string() + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    ASSERT_TRUE(pipe);
    std::vector<std::string> symbols;
    std::array<char, 512> line{};
    while (std::fgets(line.data(), line.size(), pipe.get()) != nullptr) {
      std::string text = line.data();
      text.resize(text.find_last_not_of("\n") + 1);
      symbols.push_back(text.substr(text.rfind(' ') + 1));
    }
    EXPECT_THAT(symbols, ElementsAre("polyvocal_plugin_entry")) << entry.path();
  }
  EXPECT_GE(modules, 11u);
}

TEST(PluginAbi, WhatIsNotLoadedIsNamedWithItsReason) {
  auto host = misbehaving_host();
  const auto refused = host.refused();
  ASSERT_TRUE(refused.has_value());
  const auto reason = [&](const std::string& file) {
    for (const auto& plugin : *refused) {
      if (plugin.file == file) return plugin.reason;
    }
    return std::string("(loaded)");
  };
  EXPECT_THAT(reason("future_abi.plugin.json"), HasSubstr("ABI"));
  EXPECT_THAT(reason("future_manifest.plugin.json"), HasSubstr("ABI"));
  EXPECT_THAT(reason("other_id.plugin.json"), testing::AnyOf(HasSubstr("ABI"), HasSubstr("manifest")));
  EXPECT_THAT(reason("missing.plugin.json"), HasSubstr("no-such-library"));
  EXPECT_THAT(reason("escaping.plugin.json"), HasSubstr("beside"));
  EXPECT_NE(reason("broken.plugin.json"), "(loaded)");
  const auto formats = host.formats();
  ASSERT_TRUE(formats.has_value());
  EXPECT_EQ(formats->size(), 2u);
}

class Ending : public testing::TestWithParam<const char*> {};

TEST_P(Ending, OfAHelperIsReportedAndThePoolLivesOn) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  for (int i = 0; i < 2; ++i) {
    const auto read = host.read_document(folder.write("a.bad", std::string("#misbehave ") + GetParam()));
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::kHelperCrashed);
    EXPECT_NE(read.error().param("detail"), "");
    expect_alive(host, folder);
  }
}
INSTANTIATE_TEST_SUITE_P(Words, Ending, testing::Values("crash", "abort", "exit", "throw"));

class Refused : public testing::TestWithParam<const char*> {};

TEST_P(Refused, WithoutEndingTheHelper) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  const auto read = host.read_document(folder.write("a.bad", std::string("#misbehave ") + GetParam()));
  ASSERT_FALSE(read.has_value());
  EXPECT_TRUE(read.error().code == ErrorCode::kDamagedFile || read.error().code == ErrorCode::kTooLarge)
      << base::error_name(read.error().code) << " " << read.error().param("detail");
  expect_alive(host, folder);
}
INSTANTIATE_TEST_SUITE_P(Words, Refused,
                         testing::Values("oversized", "wrong-kind", "row-in-document", "short-block", "null-block",
                                         "bad-status"));

TEST(PluginAbi, TextIsRepairedBeforeItLeavesTheHelper) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  const auto read = host.read_document(folder.write("a.bad", "#misbehave bad-utf8"));
  ASSERT_TRUE(read.has_value()) << read.error().param("detail");
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(read->blocks.at(0).text, "a" + r + "z " + r + "(" + r + r + r + " " + r + r + r + r + " n" + r + "l");
  EXPECT_EQ(read->blocks.at(1).text, r + "bold rest");
  EXPECT_EQ(read->blocks.at(1).bold_prefix_bytes, 7);
  EXPECT_FALSE(read->blocks.at(1).start_ms.has_value());
}

TEST(PluginAbi, BoldAndLevelAreBroughtIntoTheirRanges) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  const auto read = host.read_document(folder.write("a.bad", "#misbehave bold-beyond"));
  ASSERT_TRUE(read.has_value()) << read.error().param("detail");
  EXPECT_EQ(read->blocks.at(0).level, 6);
  EXPECT_EQ(read->blocks.at(0).bold_prefix_bytes, 0);
}

TEST(PluginAbi, AnEndlessLoopEndsAtTheDeadline) {
  test::TempFolder folder;
  auto host = misbehaving_host({.deadline = std::chrono::seconds(1)});
  const auto start = std::chrono::steady_clock::now();
  const auto read = host.read_document(folder.write("a.bad", "#misbehave loop"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kTimeout);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  expect_alive(host, folder);
}

TEST(PluginAbi, EndlessTalkEndsAtALimit) {
  test::TempFolder folder;
  auto host = misbehaving_host({.deadline = std::chrono::seconds(20), .unpacked_bytes = 1 << 20});
  const auto read = host.read_document(folder.write("a.bad", "#misbehave ignore-stop"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kHelperCrashed);
  expect_alive(host, folder);
}

#if !defined(POLYVOCAL_SANITIZED)
TEST(PluginAbi, EndlessAllocationIsStopped) {
  test::TempFolder folder;
  auto host = misbehaving_host({.memory_bytes = std::uint64_t{512} << 20});
  const auto read = host.read_document(folder.write("a.bad", "#misbehave allocate"));
  ASSERT_FALSE(read.has_value());
  EXPECT_TRUE(read.error().code == ErrorCode::kTooLarge || read.error().code == ErrorCode::kHelperCrashed);
  expect_alive(host, folder);
}

#if defined(__linux__)
TEST(PluginAbi, AHelperMayNotWriteReadConnectOrFork) {
  test::TempFolder folder;
  const std::filesystem::path stays = "/tmp/polyvocal-test-must-stay";
  { std::ofstream(stays) << "stays"; }
  auto host = misbehaving_host();
  const auto read = host.read_document(folder.write("a.bad", "#misbehave forbidden"));
  ASSERT_TRUE(read.has_value()) << read.error().param("detail");
  const bool has_landlock = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
  EXPECT_EQ(read->blocks.at(0).text, has_landlock ? "succeeded:" : "succeeded: read");
  EXPECT_TRUE(std::filesystem::exists(stays));
  std::filesystem::remove(stays);
}
#endif
#endif

TEST(PluginAbi, CancellingStopsATalkingAndASilentPlugin) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  for (const char* word : {"loop-talking", "loop"}) {
    base::CancelToken cancel;
    std::thread canceller([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      cancel.cancel();
    });
    const auto read = host.read_document(folder.write("a.bad", std::string("#misbehave ") + word), {}, &cancel);
    canceller.join();
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::kCancelled) << word;
    expect_alive(host, folder);
  }
}

TEST(PluginAbi, ProjectRecordsArriveInOrder) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  const auto file =
      folder.write("a.testproject",
                   "#test-project\n1 name=Study\n4 guid=g1;name=Staffing;parent=\n5 source=s;start=0;end=5;code=g1\n"
                   "12 kind=link;what=x;why=unknown\n");
  std::vector<RawRecord> records;
  const auto read = host.read_project(file, [&](RawRecord&& record) {
    records.push_back(std::move(record));
    return true;
  });
  ASSERT_TRUE(read.has_value()) << read.error().param("detail");
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].kind, PV_REC_PROJECT);
  EXPECT_THAT(records[1].fields, ElementsAre(std::pair<std::string, std::string>("guid", "g1"),
                                             std::pair<std::string, std::string>("name", "Staffing"),
                                             std::pair<std::string, std::string>("parent", "")));
  EXPECT_EQ(records[3].kind, PV_REC_LOST);
}

TEST(PluginAbi, AProjectReaderMayBeStoppedByItsSink) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  std::string content = "#test-project\n";
  for (int i = 0; i < 50000; ++i) content += "9 guid=" + std::to_string(i) + ";text=note\n";
  int seen = 0;
  const auto read = host.read_project(folder.write("a.testproject", content), [&](RawRecord&&) { return ++seen < 10; });
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(seen, 10);
  const auto again =
      host.read_project(folder.write("b.testproject", "#test-project\n1 name=x\n"), [](RawRecord&&) { return true; });
  EXPECT_TRUE(again.has_value());
}

TEST(PluginAbi, ARecordOfAnUnknownKindIsRefused) {
  test::TempFolder folder;
  auto host = misbehaving_host();
  const auto read =
      host.read_project(folder.write("a.testproject", "#test-project\n77 name=x\n"), [](RawRecord&&) { return true; });
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kDamagedFile);
}

TEST(PluginAbi, TheExampleInPlainCReads) {
  test::TempFolder folder;
  PluginHost host(test::build_dir() / "bin" / "polyvocal-helper", {test::build_dir() / "plugins"}, 1);
  const auto read =
      host.read_document(folder.write("a.dialogue", "#dialogue\r\nInterviewer | How?\r\nParent 1 | Well.\r\n"));
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->blocks.size(), 2u);
  EXPECT_EQ(read->blocks[1].speaker, "Parent 1");
  EXPECT_EQ(read->blocks[1].text, "Well.");
}

}  // namespace
}  // namespace polyvocal::plugin_host
