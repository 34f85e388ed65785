#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace polyvocal::base {

/// Set once, by whoever wants the work to stop; read by the work at each item. Any thread.
class CancelToken {
 public:
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
};

/// Where long work says how far it is. `step(done, total, what)`: `total` 0 means unknown; `what` names the stage by a
/// message key ("import", "index"). Called on the thread that does the work; must be cheap.
struct Progress {
  std::function<void(std::int64_t done, std::int64_t total, std::string_view what)> step;
  const CancelToken* cancel = nullptr;

  void report(std::int64_t done, std::int64_t total, std::string_view what) const {
    if (step) step(done, total, what);
  }
  bool cancelled() const { return cancel != nullptr && cancel->cancelled(); }
};

}  // namespace polyvocal::base
