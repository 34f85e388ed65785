// A frozen file of every released format opens, is sound, and holds what it held.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/migrations_internal.hpp"
#include "store/project.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::test {
namespace {

using store::OpenMode;
using store::Project;

std::filesystem::path frozen(const std::string& name) {
  return source_dir() / "tests" / "migration" / name;
}

class Migration : public ::testing::TestWithParam<int> {
 protected:
  std::string name_ = "format" + std::to_string(GetParam());
};

TEST_P(Migration, FrozenFileOpensSoundAndUnchanged) {
  TempFolder folder;
  const auto copy = folder.path() / (name_ + ".polyvocal");
  std::filesystem::copy_file(frozen(name_ + ".polyvocal"), copy);
  std::filesystem::permissions(copy, std::filesystem::perms::owner_all);
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kReadWrite}) {
    auto project = Project::open(copy, mode);
    ASSERT_TRUE(project) << base::error_name(project.error().code);
    std::string faults;
    const auto found = project->verify().value();
    for (const auto& fault : found) faults += fault.kind + ": " + fault.detail + "\n";
    EXPECT_EQ(faults, "");
    // A later format shows what was there before in its own columns; its frozen dump is kept beside the first one.
    const std::string newest = name_ + (GetParam() == store::newest_format()
                                            ? ".dump"
                                            : ".as-format" + std::to_string(store::newest_format()) + ".dump");
    EXPECT_EQ(project->logical_dump().value(), read_all(frozen(newest)));
    EXPECT_EQ(project->title(), "Frozen and renamed");
  }
}

TEST_P(Migration, FrozenFileCanBeUndoneAndWorkedWith) {
  TempFolder folder;
  const auto copy = folder.path() / (name_ + ".polyvocal");
  std::filesystem::copy_file(frozen(name_ + ".polyvocal"), copy);
  std::filesystem::permissions(copy, std::filesystem::perms::owner_all);
  auto project = Project::open(copy, OpenMode::kReadWrite).value();
  ASSERT_TRUE(project.redo({}));
  EXPECT_EQ(project.title(), "Frozen, undone");
  const std::string last = project.logical_dump().value();
  int steps = 0;
  while (project.undo({})) ++steps;
  EXPECT_EQ(steps, 8);
  EXPECT_TRUE(project.documents().value().empty());
  EXPECT_EQ(project.title(), "Frozen");
  while (project.redo({})) --steps;
  EXPECT_EQ(steps, 0);
  EXPECT_EQ(project.logical_dump().value(), last);
  EXPECT_TRUE(project.verify().value().empty());
}

INSTANTIATE_TEST_SUITE_P(Formats, Migration, ::testing::Values(1, 2));

TEST(Migration, EveryFormatHasItsFrozenFile) {
  for (int format = 1; format <= store::newest_format(); ++format) {
    const auto file = frozen("format" + std::to_string(format) + ".polyvocal");
    ASSERT_TRUE(std::filesystem::exists(file)) << file;
    EXPECT_LT(std::filesystem::file_size(file), 200'000u);
  }
}

}  // namespace
}  // namespace polyvocal::test
