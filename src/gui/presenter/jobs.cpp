#include "gui/presenter/jobs.hpp"

#include <chrono>
#include <string>

namespace polyvocal::gui {

struct Jobs::Job {
  std::string kind;
  Work work;
  Report report;
  base::CancelToken cancel;
};

Jobs::Jobs(std::function<void(std::function<void()>)> post)
    : post_(std::move(post)), alive_(std::make_shared<bool>(true)), worker_([this] { run(); }) {}

Jobs::~Jobs() {
  *alive_ = false;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    waiting_.clear();
    if (running_) running_->cancel.cancel();
  }
  wake_.notify_all();
  worker_.join();
}

void Jobs::start(std::string kind, Work work, Report report) {
  auto job = std::make_shared<Job>();
  job->kind = std::move(kind);
  job->work = std::move(work);
  job->report = std::move(report);
  {
    const std::lock_guard lock(mutex_);
    if (!job->kind.empty()) {
      std::erase_if(waiting_, [&](const auto& other) { return other->kind == job->kind; });
      if (running_ && running_->kind == job->kind) running_->cancel.cancel();
    }
    waiting_.push_back(std::move(job));
  }
  wake_.notify_all();
}

void Jobs::cancel() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
  if (running_) running_->cancel.cancel();
}

void Jobs::cancel(std::string_view kind) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const auto& job) { return job->kind == kind; });
  if (running_ && running_->kind == kind) running_->cancel.cancel();
}

bool Jobs::busy() const {
  const std::lock_guard lock(mutex_);
  return running_ != nullptr || !waiting_.empty();
}

void Jobs::run() {
  using Clock = std::chrono::steady_clock;
  for (;;) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      running_.reset();
      wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (ending_) return;
      job = waiting_.front();
      waiting_.pop_front();
      running_ = job;
    }
    base::Progress progress;
    progress.cancel = &job->cancel;
    auto last = Clock::time_point{};
    progress.step = [&](std::int64_t done, std::int64_t total, std::string_view what) {
      const auto now = Clock::now();
      if (!job->report || (now - last < std::chrono::milliseconds(100) && done != total)) return;
      last = now;
      post_([alive = alive_, job, done, total, name = std::string(what)] {
        if (*alive) job->report(done, total, name);
      });
    };
    Finish finish = job->work(progress);
    if (finish) {
      post_([alive = alive_, finish = std::move(finish)] {
        if (*alive) finish();
      });
    }
  }
}

}  // namespace polyvocal::gui
