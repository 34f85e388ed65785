#include "report/writers.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "sample.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::report {
namespace {

constexpr Format kFormats[] = {Format::kCsv, Format::kMarkdown, Format::kHtml, Format::kDocx, Format::kXlsx};

std::size_t count_of(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Writers, FormatIsTheEnding) {
  const std::pair<const char*, Format> kCases[] = {{"a.csv", Format::kCsv},   {"a.b.md", Format::kMarkdown},
                                                   {"a.html", Format::kHtml}, {"a.HTM", Format::kHtml},
                                                   {"a.Docx", Format::kDocx}, {"folder.csv/a.xlsx", Format::kXlsx}};
  for (const auto& [path, format] : kCases) {
    const auto got = format_of(path);
    ASSERT_TRUE(got) << path;
    EXPECT_EQ(*got, format) << path;
  }
  for (const char* path : {"", "a", "csv", ".csv", "a.txt", "a.csv.gz", "a.doc", "a.csv/b"}) {
    const auto got = format_of(path);
    ASSERT_FALSE(got) << path;
    EXPECT_EQ(got.error().code, base::ErrorCode::kInvalidArgument);
    EXPECT_EQ(got.error().param("path"), path);
  }
}

TEST(Writers, LeaveOneFileAndNothingElse) {
  for (const Format format : kFormats) {
    test::TempFolder folder;
    const auto path = folder.write("out", "before");
    ASSERT_TRUE(write_quotes(sample_collection(), format, path));
    EXPECT_GT(std::filesystem::file_size(path), 100U);
    ASSERT_TRUE(write_table(sample_table(), format, path));
    EXPECT_EQ(count_of(folder.path()), 1U);
  }
}

TEST(Writers, UnwritablePlacesLeaveNothing) {
  for (const Format format : kFormats) {
    test::TempFolder folder;
    const auto missing = folder.path() / "no such folder" / "out";
    for (const auto& result :
         {write_quotes(sample_collection(), format, missing), write_table(sample_table(), format, missing)}) {
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error().code, base::ErrorCode::kFileNotWritable);
      EXPECT_EQ(result.error().param("path"), missing.string());
    }
    EXPECT_EQ(count_of(folder.path()), 0U);
    // A folder stands where the file should: found out at the last step, the rename.
    const auto taken = folder.path() / "taken";
    std::filesystem::create_directories(taken / "inside");
    const auto result = write_quotes(sample_collection(), format, taken);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::kFileNotWritable);
    EXPECT_EQ(count_of(folder.path()), 1U);
    EXPECT_TRUE(std::filesystem::is_directory(taken / "inside"));
  }
}

/// A collection whose file is larger than a megabyte in every format: each quote is different, so that nothing
/// compresses it away.
model::QuoteCollection large_collection() {
  auto collection = sample_collection();
  std::uint64_t number = 1;
  for (int i = 0; i < 2000; ++i) {
    auto quote = collection.sections[0].quotes[0];
    quote.text.clear();
    while (quote.text.size() < 1500) {
      number = number * 6364136223846793005U + 1442695040888963407U;
      quote.text += std::to_string(number) + " ";
    }
    collection.sections[0].quotes.push_back(std::move(quote));
  }
  return collection;
}

TEST(Writers, AFullDiskLeavesWhatWasThere) {
  const auto collection = large_collection();
  for (const Format format : kFormats) {
    test::TempFolder folder;
    const auto path = folder.write("out", "before");
    // In a child of its own: the limit stands for a full disk, and cannot be taken back.
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{300'000, 300'000};
      if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(10);
      const auto result = write_quotes(collection, format, path);
      if (result) _exit(11);
      const bool expected =
          result.error().code == base::ErrorCode::kFileNotWritable || result.error().code == base::ErrorCode::kDiskFull;
      _exit(expected ? 0 : 12);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status)) << static_cast<int>(format);
    EXPECT_EQ(WEXITSTATUS(status), 0) << static_cast<int>(format);
    EXPECT_TRUE(test::read_all(path) == "before") << static_cast<int>(format);
    EXPECT_EQ(count_of(folder.path()), 1U) << static_cast<int>(format);
  }
}

TEST(Writers, SameInputGivesSameBytes) {
  test::TempFolder folder;
  const auto write_all = [&](const std::string& name) {
    for (std::size_t i = 0; i < std::size(kFormats); ++i) {
      ASSERT_TRUE(write_quotes(sample_collection(), kFormats[i], folder.path() / (name + "q" + std::to_string(i))));
      ASSERT_TRUE(write_table(sample_table(), kFormats[i], folder.path() / (name + "t" + std::to_string(i))));
    }
  };
  write_all("a");
  // ZIP counts two seconds, and a time zone must not show either.
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  setenv("TZ", "Pacific/Auckland", 1);
  tzset();
  write_all("b");
  unsetenv("TZ");
  tzset();
  for (std::size_t i = 0; i < std::size(kFormats); ++i) {
    for (const std::string kind : {"q", "t"}) {
      const std::string number = kind + std::to_string(i);
      EXPECT_EQ(test::read_all(folder.path() / ("a" + number)), test::read_all(folder.path() / ("b" + number)))
          << number;
    }
  }
}

TEST(Writers, EmptyOnesAreWritten) {
  for (const Format format : kFormats) {
    test::TempFolder folder;
    EXPECT_TRUE(write_quotes({}, format, folder.path() / "q"));
    EXPECT_TRUE(write_table({}, format, folder.path() / "t"));
    EXPECT_EQ(count_of(folder.path()), 2U);
  }
}

}  // namespace
}  // namespace polyvocal::report
