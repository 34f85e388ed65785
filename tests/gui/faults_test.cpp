// What goes wrong beside the window: it is killed while coding, the disk is full or fails.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <random>

#include "gui/driver.hpp"
#include "gui/widgets/page_panel.hpp"

namespace polyvocal::gui {
namespace {

using testing::HasSubstr;

/// The window at work, in a process that will be killed: codes turn after turn from the keyboard and says each time
/// that the window has said so.
class Killed : public WindowTest {};

TEST_F(Killed, Child) {
  const char* project = std::getenv("POLYVOCAL_KILLED_PROJECT");
  if (project == nullptr) GTEST_SKIP() << "run by the test below";
  ASSERT_TRUE(frame_->open_project(project));
  pump();
  auto& bench = *frame_->bench();
  const auto document = bench.session().project().find_document("Family 4");
  ASSERT_TRUE(document.has_value());
  bench.open_document(*document);
  frame_->page().canvas().SetFocus();
  pump();
  // Another code a round: these turns are coded already with those of the rounds before.
  const auto round = static_cast<std::size_t>(std::atoi(std::getenv("POLYVOCAL_KILLED_ROUND")));
  for (std::size_t i = 0; i < bench.page()->turns.size(); ++i) {
    bench.set_selection(bench.page()->turns[i].body);
    // By commands: the keys go to the window that has the focus, and this is not the only one on the display.
    if (i == 0)
      bench.apply_code(bench.snapshot().codes.codes()[3 + round].id);
    else
      frame_->commands().run("code.last");
    if (!pump_until([&] { return bench.status().undoable; })) return;
    std::printf("coded\n");
    std::fflush(stdout);
  }
}

TEST_F(Killed, NothingThatTheWindowSaidIsLost) {
  open_sample();
  frame_->Close(true);
  pump();
  frame_ = nullptr;
  const auto count = [this] { return codings_on_disk("Family 4").value().size(); };
  std::mt19937 random(7);
  for (int round = 0; round < 3; ++round) {
    const auto before = count();
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::dup2(pipe[1], STDOUT_FILENO);
      ::setenv("POLYVOCAL_KILLED_PROJECT", project_.c_str(), 1);
      ::setenv("POLYVOCAL_KILLED_ROUND", std::to_string(round).c_str(), 1);
      ::execl("/proc/self/exe", "test_gui", "--gtest_filter=Killed.Child", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(pipe[1]);
    std::FILE* said = ::fdopen(pipe[0], "r");
    ASSERT_NE(said, nullptr);
    const std::size_t wanted = 2 + random() % 12;
    std::size_t acknowledged = 0;
    std::array<char, 256> line{};
    while (acknowledged < wanted && std::fgets(line.data(), line.size(), said) != nullptr)
      acknowledged += std::string(line.data()) == "coded\n" ? 1 : 0;
    // Somewhere in the middle of the next one.
    ::usleep(static_cast<useconds_t>(random() % 20'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    // What it said before the signal arrived counts as well.
    while (std::fgets(line.data(), line.size(), said) != nullptr)
      acknowledged += std::string(line.data()) == "coded\n" ? 1 : 0;
    std::fclose(said);
    ASSERT_EQ(acknowledged > 0, true) << "the window coded nothing before it was killed";
    EXPECT_TRUE(WIFSIGNALED(status));

    const auto now = count();
    EXPECT_GE(now, before + acknowledged);
    EXPECT_LE(now, before + acknowledged + 1) << "at most one act was on its way";
    auto project = store::Project::open(project_, store::OpenMode::kReadWrite);
    ASSERT_TRUE(project.has_value());
    const auto faults = project->verify();
    ASSERT_TRUE(faults.has_value());
    EXPECT_TRUE(faults->empty());
  }
  // The window goes on where it was, and undo takes the last one back.
  const auto all = count();
  frame_ = new BenchFrame;
  frame_->Show();
  ASSERT_TRUE(frame_->open_project(project_));
  ASSERT_TRUE(frame_->commands().run("edit.undo"));
  EXPECT_EQ(count(), all - 1);
}

class BadDisk : public WindowTest {
 protected:
  /// Codes a turn of Family 4 in vivo; true if the window says that it did.
  bool code_turn(std::size_t turn) {
    auto& bench = *frame_->bench();
    const auto document = bench.session().project().find_document("Family 4");
    if (!document) return false;
    bench.open_document(*document);
    bench.set_selection(bench.page()->turns[turn].body);
    bench.apply_code(bench.snapshot().codes.codes()[3].id);
    pump();
    return !bench.status().error;
  }
  std::string sentence() { return frame_->bench()->status().sentence; }
};

TEST_F(BadDisk, AFullDiskIsToldAndNothingIsLost) {
  const auto place = folder_.path() / "small";
  std::filesystem::create_directory(place);
  if (::mount("tmpfs", place.c_str(), "tmpfs", 0, "size=24m") != 0) GTEST_SKIP() << "this user may not mount a disk";
  open_sample();
  frame_->Close(true);
  pump();
  project_ = place / "study.polyvocal";
  std::filesystem::copy_file(folder_.path() / "study.polyvocal", project_);
  frame_ = new BenchFrame;
  frame_->Show();
  ASSERT_TRUE(frame_->open_project(project_));
  ASSERT_TRUE(code_turn(1)) << sentence();
  const auto before = codings_on_disk("Family 4").value().size();
  const auto sequence = *frame_->bench()->session().project().sequence();
  {
    // Nothing is left of the disk.
    std::FILE* filler = std::fopen((place / "filler").c_str(), "wb");
    const std::string block(4096, 'x');
    while (std::fwrite(block.data(), 1, block.size(), filler) == block.size() && std::fflush(filler) == 0) {
    }
    std::fclose(filler);
  }
  bool failed = false;
  std::size_t turn = 2;
  for (; turn < 60 && !failed; ++turn) failed = !code_turn(turn);
  ASSERT_TRUE(failed) << "a full disk takes no more codings";
  EXPECT_THAT(sentence(), HasSubstr("The disk is full"));
  const auto acknowledged = static_cast<std::size_t>(*frame_->bench()->session().project().sequence() - sequence);
  EXPECT_EQ(frame_->bench()->codings()->codings.size(), before + acknowledged)
      << "the screen shows what is on the disk";
  std::filesystem::remove(place / "filler");
  EXPECT_EQ(codings_on_disk("Family 4").value().size(), before + acknowledged);
  EXPECT_TRUE(code_turn(turn + 1)) << "with room again it goes on: " << sentence();
  const auto faults = frame_->bench()->session().project().verify();
  ASSERT_TRUE(faults.has_value());
  EXPECT_TRUE(faults->empty());
  frame_->Close(true);
  pump();
  frame_ = nullptr;
  ::umount(place.c_str());
}

TEST_F(BadDisk, AWriteThatFailsIsToldAndNothingIsLost) {
  open_sample();
  ASSERT_TRUE(code_turn(1));
  const auto before = codings_on_disk("Family 4").value().size();
  rlimit old{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  rlimit none = old;
  none.rlim_cur = 1;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &none), 0);
  const bool coded = code_turn(2);
  const std::string said = sentence();
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
  ::signal(SIGXFSZ, handler);
  EXPECT_FALSE(coded) << said;
  EXPECT_FALSE(said.empty());
  EXPECT_EQ(codings_on_disk("Family 4").value().size(), before);
  EXPECT_EQ(frame_->bench()->codings()->codings.size(), before);
  EXPECT_TRUE(code_turn(2)) << sentence();
  EXPECT_EQ(codings_on_disk("Family 4").value().size(), before + 1);
}

}  // namespace
}  // namespace polyvocal::gui
