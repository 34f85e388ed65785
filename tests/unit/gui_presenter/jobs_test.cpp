#include "gui/presenter/jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace polyvocal::gui {
namespace {

/// The GUI thread's queue.
class Queue {
 public:
  std::function<void(std::function<void()>)> post() {
    return [this](std::function<void()> work) {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(work));
    };
  }
  /// Runs what arrives until `done`, at most five seconds.
  bool run_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!done() && std::chrono::steady_clock::now() < end) {
      std::function<void()> work;
      {
        const std::lock_guard lock(mutex_);
        if (!waiting_.empty()) {
          work = std::move(waiting_.front());
          waiting_.pop_front();
        }
      }
      if (work)
        work();
      else
        std::this_thread::yield();
    }
    return done();
  }

 private:
  std::mutex mutex_;
  std::deque<std::function<void()>> waiting_;
};

TEST(Jobs, ResultsComeBackInOrderOnThisThread) {
  Queue queue;
  Jobs jobs(queue.post());
  std::vector<int> results;
  const auto here = std::this_thread::get_id();
  for (int i = 0; i < 5; ++i) {
    jobs.start("", [&, i](const base::Progress&) -> Jobs::Finish {
      EXPECT_NE(std::this_thread::get_id(), here);
      return [&, i] {
        EXPECT_EQ(std::this_thread::get_id(), here);
        results.push_back(i);
      };
    });
  }
  EXPECT_TRUE(queue.run_until([&] { return results.size() == 5; }));
  EXPECT_EQ(results, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Jobs, ANewSearchTakesThePlaceOfTheOld) {
  Queue queue;
  Jobs jobs(queue.post());
  std::atomic<bool> started = false;
  std::string result;
  jobs.start("search", [&](const base::Progress& progress) -> Jobs::Finish {
    started = true;
    while (!progress.cancelled()) std::this_thread::yield();
    return {};
  });
  EXPECT_TRUE(queue.run_until([&] { return started.load(); }));
  jobs.start("search", [&](const base::Progress&) -> Jobs::Finish { return [&] { result += "never"; }; });
  jobs.start("search", [&](const base::Progress&) -> Jobs::Finish { return [&] { result += "new"; }; });
  EXPECT_TRUE(queue.run_until([&] { return !result.empty(); }));
  EXPECT_EQ(result, "new");
}

TEST(Jobs, WhatIsLeftIsDroppedAtTheEnd) {
  Queue queue;
  bool ran = false;
  {
    Jobs jobs(queue.post());
    std::atomic<bool> started = false;
    jobs.start("", [&](const base::Progress& progress) -> Jobs::Finish {
      started = true;
      while (!progress.cancelled()) std::this_thread::yield();
      return [&] { ran = true; };
    });
    EXPECT_TRUE(queue.run_until([&] { return started.load(); }));
  }
  int rounds = 0;
  queue.run_until([&] { return ++rounds > 100; });
  EXPECT_FALSE(ran);
}

TEST(Jobs, OnlyTheJobsOfOneKindAreStopped) {
  Queue queue;
  Jobs jobs(queue.post());
  std::atomic<bool> started = false;
  std::string result;
  jobs.start("import", [&](const base::Progress& progress) -> Jobs::Finish {
    started = true;
    while (!progress.cancelled()) std::this_thread::yield();
    return [&] { result += "stopped "; };
  });
  EXPECT_TRUE(queue.run_until([&] { return started.load(); }));
  jobs.start("search", [&](const base::Progress& progress) -> Jobs::Finish {
    return [&, cancelled = progress.cancelled()] { result += cancelled ? "lost" : "found"; };
  });
  jobs.cancel("look");
  jobs.cancel("import");
  EXPECT_TRUE(queue.run_until([&] { return result.size() > 8; }));
  EXPECT_EQ(result, "stopped found");
}

TEST(Jobs, ProgressIsReported) {
  Queue queue;
  Jobs jobs(queue.post());
  std::int64_t seen = 0;
  jobs.start(
      "",
      [](const base::Progress& progress) -> Jobs::Finish {
        for (int i = 0; i <= 100; ++i) progress.report(i, 100, "import");
        return {};
      },
      [&](std::int64_t done, std::int64_t total, const std::string& what) {
        EXPECT_EQ(total, 100);
        EXPECT_EQ(what, "import");
        seen = done;
      });
  EXPECT_TRUE(queue.run_until([&] { return seen == 100; }));
}

}  // namespace
}  // namespace polyvocal::gui
