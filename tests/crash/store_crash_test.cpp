// A child writes acts and tells through a pipe which ones have returned; it is killed at a random moment. Afterwards
// the file opens, is sound, holds every act that had returned, and the last one whole or not at all.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

#include "unit/store/fixture.hpp"
#include "unit/store/random_acts.hpp"

namespace polyvocal::test {
namespace {

using store::OpenMode;
using store::Project;
using store::Writer;

/// Everything that the child managed to write before it died, as numbers.
std::vector<std::int64_t> drain(int handle) {
  std::vector<std::int64_t> out;
  std::int64_t value = 0;
  while (read(handle, &value, sizeof value) == static_cast<ssize_t>(sizeof value)) out.push_back(value);
  return out;
}

void tell(int handle, std::int64_t value) {
  if (write(handle, &value, sizeof value) != static_cast<ssize_t>(sizeof value)) _exit(3);
}

/// Runs `work(pipe)` in a child and kills it after `delay`. Returns what it told.
template <typename Work>
std::vector<std::int64_t> run_and_kill(std::chrono::microseconds delay, const Work& work) {
  int handles[2];
  EXPECT_EQ(pipe(handles), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(handles[0]);
    work(handles[1]);
    _exit(0);
  }
  close(handles[1]);
  // The clock starts when the child has begun to write.
  std::int64_t first = 0;
  EXPECT_EQ(read(handles[0], &first, sizeof first), static_cast<ssize_t>(sizeof first));
  std::this_thread::sleep_for(delay);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
  auto told = drain(handles[0]);
  close(handles[0]);
  return told;
}

TEST(Crash, RandomActsUndoAndRedo) {
  TempFolder folder;
  const auto path = folder.path() / "p.polyvocal";
  { ASSERT_TRUE(Project::create(path, {.title = "crash"})); }
  std::mt19937_64 random(99);
  std::int64_t kills_inside = 0;
  for (int round = 0; round < 40; ++round) {
    const auto seed = random();
    const auto delay = std::chrono::microseconds(random() % 60'000);
    const auto told = run_and_kill(delay, [&](int handle) {
      auto project = Project::open(path, OpenMode::kReadWrite);
      if (!project) _exit(4);
      RandomActs acts(seed);
      tell(handle, 0);
      for (int i = 0;; ++i) {
        if (i % 6 == 4) {
          (void)project->undo({});
        } else if (i % 6 == 5) {
          (void)project->redo({});
        } else {
          acts.act(*project);
        }
        tell(handle, project->sequence().value_or(-1));
      }
    });
    auto project = Project::open(path, OpenMode::kReadWrite);
    ASSERT_TRUE(project) << error_of(project);
    const std::int64_t sequence = project->sequence().value();
    if (!told.empty()) {
      EXPECT_GE(sequence, told.back()) << "an act that had returned is lost";
    }
    if (!told.empty() && sequence > told.back()) ++kills_inside;
    expect_sound(*project);
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
  RecordProperty("kills_after_commit_before_return", static_cast<int>(kills_inside));
}

TEST(Crash, AnActIsWholeOrAbsent) {
  TempFolder folder;
  const auto path = folder.path() / "p.polyvocal";
  {
    auto project = Project::create(path, {.title = "crash"}).value();
    ASSERT_TRUE(project.perform({.verb = "codes"}, [](Writer& writer) -> base::Result<void> {
      EXPECT_TRUE(writer.add_coder("A"));
      EXPECT_TRUE(writer.add_code({.name = "A"}));
      return {};
    }));
  }
  constexpr std::int64_t kCodings = 40;
  std::mt19937_64 random(7);
  int documents = 0;
  for (int round = 0; round < 30; ++round) {
    const auto delay = std::chrono::microseconds(random() % 30'000);
    const bool together = round % 3 == 0;
    run_and_kill(delay, [&](int handle) {
      auto project = Project::open(path, OpenMode::kReadWrite);
      if (!project) _exit(4);
      tell(handle, 0);
      const auto import = [&]() -> base::Result<void> {
        auto done = project->perform({.verb = "import"}, [](Writer& writer) -> base::Result<void> {
          const auto document = writer.add_document(family_interview()).value();
          for (std::int64_t i = 0; i < kCodings; ++i) {
            if (!writer.add_coding(document, range(i, i + 1), model::CodeId{1}, model::CoderId{1})) _exit(5);
          }
          return {};
        });
        if (!done) return base::pass(done);
        return {};
      };
      while (true) {
        const auto done = together ? project->perform_together([&] {
          for (int i = 0; i < 3; ++i) {
            if (auto one = import(); !one) return one;
          }
          return base::Result<void>{};
        })
                                   : import();
        if (!done) _exit(6);
      }
    });
    auto project = Project::open(path, OpenMode::kReadWrite);
    ASSERT_TRUE(project) << error_of(project);
    const auto found = project->documents().value();
    documents = static_cast<int>(found.size());
    for (const auto& document : found) {
      ASSERT_EQ(project->codings(document.id).value().size(), static_cast<std::size_t>(kCodings));
      ASSERT_EQ(project->passages(document.id).value().size(), 6u);
    }
    ASSERT_EQ(project->sequence().value(), documents + 1);
    expect_sound(*project);
  }
  EXPECT_GT(documents, 10);
}

TEST(Crash, CreatingLeavesAWholeProjectOrNone) {
  std::mt19937_64 random(3);
  int made = 0;
  for (int round = 0; round < 30; ++round) {
    TempFolder folder;
    const auto path = folder.path() / "p.polyvocal";
    run_and_kill(std::chrono::microseconds(random() % 40'000), [&](int handle) {
      tell(handle, 0);
      (void)Project::create(path, {.title = "crash"});
      pause();
    });
    if (!std::filesystem::exists(path)) continue;
    ++made;
    auto project = Project::open(path, OpenMode::kReadWrite);
    ASSERT_TRUE(project) << error_of(project);
    EXPECT_EQ(project->title(), "crash");
    expect_sound(*project);
  }
  RecordProperty("made", made);
}

}  // namespace
}  // namespace polyvocal::test
