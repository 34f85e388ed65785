#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "plugin_host/helper_process_internal.hpp"
#include "plugin_host/plugin_host.hpp"
#include "plugin_host/reply_internal.hpp"

namespace polyvocal::plugin_host {

/// What a helper said when it started.
struct Greeting {
  std::vector<FormatInfo> formats;
  std::vector<RefusedPlugin> refused;
};

/// The helpers. Any thread; a helper serves one thread at a time and is put back or ended by Lease.
class Pool {
 public:
  Pool(HelperProcess::Settings settings, int helpers, Limits limits);

  /// What the loaded plug-ins read; starts a helper the first time.
  base::Result<Greeting> greeting(const base::CancelToken* cancel);

  /// Sends `file` to a free helper and collects the answer in `reply`. `name` is the path for messages.
  /// Errors: kInternal, kHelperCrashed, kTimeout, kCancelled. What the plug-in itself said is in reply.status.
  base::Result<void> run(const InputFile& file, const std::string& name, const std::string& extension,
                         const ReadOptions& options, Reply& reply, std::uint32_t request, Reply::Kind kind,
                         const base::CancelToken* cancel);
  std::uint32_t next_request() { return ++last_request_; }
  const Limits& limits() const { return limits_; }

 private:
  struct Helper {
    std::unique_ptr<HelperProcess> process;
    FrameBuffer frames;
    int files = 0;
  };
  enum class After { kKeep, kReplace };

  base::Result<std::unique_ptr<Helper>> take(const base::CancelToken* cancel);
  void give_back(std::unique_ptr<Helper> helper, After after);
  base::Result<std::unique_ptr<Helper>> start_helper();
  base::Result<After> converse(Helper& helper, const std::string& name, Reply& reply, std::uint32_t request,
                               const base::CancelToken* cancel);

  const HelperProcess::Settings settings_;
  const int most_;
  const Limits limits_;
  std::atomic<std::uint32_t> last_request_{0};
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Helper>> idle_;
  int out_ = 0;
  std::unique_ptr<Greeting> greeting_;
};

}  // namespace polyvocal::plugin_host
