#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/progress.hpp"

namespace polyvocal::gui {

/// Long work beside the window: one worker thread, one job after the other. A job gets what it needs as values, opens
/// its own project if it reads one, and returns what is to be done with its result; that runs on the GUI thread through
/// `post`. A result whose job was cancelled is dropped unless the job says otherwise by returning one. GUI thread; the
/// destructor cancels, waits, and drops what is left.
class Jobs {
 public:
  using Finish = std::function<void()>;
  using Work = std::function<Finish(const base::Progress&)>;
  /// `post` hands a function to the GUI thread; it must outlive this.
  explicit Jobs(std::function<void(std::function<void()>)> post);
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// `progress` runs on the GUI thread, at most about ten times a second.
  using Report = std::function<void(std::int64_t done, std::int64_t total, const std::string& what)>;
  /// Jobs of one `kind` replace each other: starting one cancels those that wait or run. An empty kind replaces none.
  void start(std::string kind, Work work, Report report = {});
  /// Asks the running job and those that wait to stop.
  void cancel();
  /// The same for the jobs of one kind.
  void cancel(std::string_view kind);
  bool busy() const;

 private:
  struct Job;
  void run();
  std::function<void(std::function<void()>)> post_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::shared_ptr<Job> running_;
  std::shared_ptr<bool> alive_;
  bool ending_ = false;
  std::thread worker_;
};

}  // namespace polyvocal::gui
