// What the world does to a project: other processes, places that cannot be written, full disks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using store::OpenMode;
using store::Project;
using store::Writer;
namespace fs = std::filesystem;

/// Runs `work` in a process of its own and returns its exit status; 255 if it was killed. As an ordinary user if the
/// tests run as root, whom no permission stops.
int in_child(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(254);
    _exit(work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

int code_of(const std::string& error) {
  static const std::vector<std::string> kNames = {"none",         "project-locked",    "project-read-only",
                                                  "disk-full",    "file-not-writable", "file-unreadable",
                                                  "not-a-project"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == error) return static_cast<int>(i);
  }
  return 99;
}

base::Result<std::int64_t> set_title(Project& project, const std::string& title) {
  return project.perform({.verb = "set-title"}, [&](Writer& writer) { return writer.set_title(title); });
}

void open_to_all(const TempFolder& folder) {
  fs::permissions(folder.path(), fs::perms::all);
}

TEST(Faults, LockedByAnotherProcess) {
  TestProject test;
  int ready[2];
  int done[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(done), 0);
  const pid_t child = fork();
  if (child == 0) {
    auto other = Project::open(test.path, OpenMode::kReadWrite);
    if (!other) _exit(1);
    auto held = other->perform({.verb = "long"}, [&](Writer& writer) -> base::Result<void> {
      char byte = 'r';
      if (write(ready[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(2);
      return writer.set_title("theirs");
    });
    _exit(held ? 0 : 3);
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  store::ProjectAccess::state(test.project).db().database().setBusyTimeout(200);
  EXPECT_EQ(error_of(set_title(test.project, "ours")), "project-locked");
  EXPECT_EQ(error_of(test.project.undo({})), "project-locked");
  EXPECT_EQ(test.project.title(), "Study");
  EXPECT_TRUE(test.project.documents()) << "reading goes on";
  ASSERT_EQ(write(done[1], &byte, 1), 1);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(error_of(set_title(test.project, "ours")), "none");
  EXPECT_EQ(test.project.sequence().value(), 2);
  for (const int handle : {ready[0], ready[1], done[0], done[1]}) close(handle);
  expect_sound(test.project);
}

TEST(Faults, ReadOnlyFile) {
  TestProject test;
  ASSERT_TRUE(set_title(test.project, "x"));
  { Project closed = std::move(test.project); }
  open_to_all(test.folder);
  fs::permissions(test.path, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
  EXPECT_EQ(in_child([&] { return code_of(error_of(Project::open(test.path, OpenMode::kReadWrite))); }), 2);
  EXPECT_EQ(in_child([&] {
              auto reader = Project::open(test.path, OpenMode::kReadOnly);
              return reader && reader->title() == "x" && reader->verify()->empty() ? 0 : 1;
            }),
            0);
  fs::permissions(test.path, fs::perms::owner_all);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

TEST(Faults, ReadOnlyFolderWithoutJournal) {
  TestProject test;
  ASSERT_TRUE(set_title(test.project, "x"));
  { Project closed = std::move(test.project); }
  fs::permissions(test.path, fs::perms::all);
  fs::permissions(test.folder.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  if (geteuid() != 0) fs::permissions(test.folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(in_child([&] { return code_of(error_of(Project::open(test.path, OpenMode::kReadWrite))); }), 2);
  EXPECT_EQ(in_child([&] { return code_of(error_of(Project::create(test.folder.path() / "n.polyvocal", {}))); }), 4);
  EXPECT_EQ(in_child([&] {
              auto reader = Project::open(test.path, OpenMode::kReadOnly);
              return reader && reader->title() == "x" && reader->verify()->empty() ? 0 : 1;
            }),
            0);
  fs::permissions(test.folder.path(), fs::perms::all);
  EXPECT_EQ(std::distance(fs::directory_iterator(test.folder.path()), {}), 1);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

TEST(Faults, ReadOnlyFolderWithAJournalIsReadFromACopy) {
  TestProject test;
  const fs::path place = test.folder.path() / "stick";
  fs::create_directory(place);
  ASSERT_TRUE(set_title(test.project, "in the journal"));
  // As a crash or a pulled stick leaves it: the last act is only in the journal.
  fs::copy_file(test.path, place / "p.polyvocal");
  fs::copy_file(test.path.string() + "-wal", place / "p.polyvocal-wal");
  open_to_all(test.folder);
  for (const auto& entry : fs::directory_iterator(place)) fs::permissions(entry.path(), fs::perms::others_read);
  fs::permissions(place, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  if (geteuid() != 0) GTEST_SKIP() << "needs root, to read as somebody else";
  const fs::path temporary = test.folder.path() / "tmp";
  fs::create_directory(temporary);
  fs::permissions(temporary, fs::perms::all);
  EXPECT_EQ(in_child([&] {
              setenv("TMPDIR", temporary.c_str(), 1);
              auto reader = Project::open(place / "p.polyvocal", OpenMode::kReadOnly);
              if (!reader) return code_of(error_of(reader));
              if (reader->title() != "in the journal" || !reader->verify()->empty()) return 50;
              if (fs::is_empty(temporary)) return 51;
              { Project closed = std::move(*reader); }
              return fs::is_empty(temporary) ? 0 : 52;
            }),
            0);
  EXPECT_EQ(std::distance(fs::directory_iterator(place), {}), 2);
}

TEST(Faults, UnreadableFile) {
  TestProject test;
  { Project closed = std::move(test.project); }
  open_to_all(test.folder);
  fs::permissions(test.path, fs::perms::none);
  EXPECT_EQ(in_child([&] { return code_of(error_of(Project::open(test.path, OpenMode::kReadOnly))); }), 5);
  fs::permissions(test.path, fs::perms::owner_all);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

std::string large_words() {
  std::string words;
  for (int i = 0; i < 200'000; ++i) words += "word ";
  return words;
}

// The limit on a file's size stands for a full disk: the same failing write().
TEST(Faults, DiskFullByFileSizeLimit) {
  TestProject test;
  ASSERT_TRUE(set_title(test.project, "before"));
  const std::string before = test.project.logical_dump().value();
  { Project closed = std::move(test.project); }
  open_to_all(test.folder);
  fs::permissions(test.path, fs::perms::all);
  EXPECT_EQ(in_child([&] {
              auto project = Project::open(test.path, OpenMode::kReadWrite);
              if (!project) return code_of(error_of(project));
              std::signal(SIGXFSZ, SIG_IGN);
              const rlimit limit{700'000, 700'000};
              if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 60;
              auto done = project->perform({.verb = "import"}, [&](Writer& writer) -> base::Result<void> {
                auto added = writer.add_document(make_document("Large", {{"A", large_words()}}));
                if (!added) return base::pass(added);
                return {};
              });
              if (error_of(done) != "disk-full") return code_of(error_of(done)) + 100;
              if (!project->documents()->empty()) return 61;
              // Small acts still fit, and the file is sound.
              if (!set_title(*project, "after")) return 62;
              return project->verify()->empty() ? 0 : 63;
            }),
            0);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
  EXPECT_EQ(test.project.title(), "after");
  ASSERT_TRUE(test.project.undo({}));
  EXPECT_EQ(test.project.logical_dump().value(), before);
  expect_sound(test.project);
}

TEST(Faults, DiskFullByPageLimit) {
  TestProject test;
  auto& db = store::ProjectAccess::state(test.project).db();
  const std::int64_t pages = db.number("PRAGMA page_count").value();
  db.exec("PRAGMA max_page_count = " + std::to_string(pages + 20));
  int stored = 0;
  std::string error = "none";
  for (int i = 0; i < 1000 && error == "none"; ++i) {
    const std::string before = test.project.logical_dump().value();
    const auto done = test.project.perform({.verb = "import"}, [](Writer& writer) -> base::Result<void> {
      auto added = writer.add_document(family_interview());
      if (!added) return base::pass(added);
      return {};
    });
    error = error_of(done);
    if (done) {
      ++stored;
    } else {
      EXPECT_EQ(test.project.logical_dump().value(), before);
    }
  }
  EXPECT_EQ(error, "disk-full");
  EXPECT_GT(stored, 0);
  auto together = test.project.perform_together([&]() -> base::Result<void> {
    for (int i = 0; i < 50; ++i) {
      const auto done = test.project.perform({.verb = "import"}, [](Writer& writer) -> base::Result<void> {
        auto added = writer.add_document(family_interview());
        if (!added) return base::pass(added);
        return {};
      });
      if (!done) return tl::unexpected(done.error());
    }
    return {};
  });
  EXPECT_EQ(error_of(together), "disk-full");
  EXPECT_EQ(static_cast<int>(test.project.documents().value().size()), stored);
  db.exec("PRAGMA max_page_count = 100000");
  ASSERT_TRUE(set_title(test.project, "room again"));
  expect_sound(test.project);
}

}  // namespace
}  // namespace polyvocal::test
