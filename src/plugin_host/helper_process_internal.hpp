#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::plugin_host {

/// What is different on each system: processes, pipes and handed-over files. One .cpp a system
/// (helper_process_posix.cpp); everything else of the host is common.
using Clock = std::chrono::steady_clock;

/// A regular file opened for reading, to be handed to a helper.
class InputFile {
 public:
  /// Errors: kFileNotFound, kFileUnreadable (no permission, a folder, not a regular file), kTooLarge beyond `limit`
  /// bytes; each with the path.
  static base::Result<InputFile> open(const std::filesystem::path& path, std::uint64_t limit);
  InputFile(InputFile&& other) noexcept : handle_(other.handle_), bytes_(other.bytes_) { other.handle_ = -1; }
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  std::intptr_t handle() const { return handle_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  InputFile(std::intptr_t handle, std::uint64_t bytes) : handle_(handle), bytes_(bytes) {}
  std::intptr_t handle_;
  std::uint64_t bytes_;
};

/// One running helper and the socket to it. One thread at a time. Destruction ends the process.
class HelperProcess {
 public:
  struct Settings {
    std::filesystem::path helper;
    std::vector<std::filesystem::path> plugin_folders;
    std::uint64_t memory_bytes = 0;
  };
  /// Starts a helper with no handle of ours but its socket. Errors: kInternal (there is no such program).
  static base::Result<std::unique_ptr<HelperProcess>> start(const Settings& settings);
  ~HelperProcess();
  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;

  /// Sends `bytes` whole, `file` (if given) with them. False if the helper is gone.
  bool send(std::string_view bytes, const InputFile* file);

  enum class Got { kBytes, kEnd, kTimeout };
  /// Waits for bytes until `until` and appends what is there to `out`. kEnd: the helper closed its end.
  Got receive(std::string& out, Clock::time_point until);

  /// Ends the process at once and reaps it.
  void kill();
  /// Waits up to a second for a process that closed its end, then says how it ended: "signal SEGV", "exit 3".
  std::string how_it_ended();

 private:
  HelperProcess(int socket, int process) : socket_(socket), process_(process) {}
  int socket_;
  int process_;
  int status_ = 0;
  bool reaped_ = false;
};

/// An outside program run to its end.
struct ProgramRun {
  enum class End { kExited, kTimeout, kCancelled, kFailed };
  End end = End::kFailed;
  int exit_status = -1;
};
/// Runs `program` with `arguments` in `folder` (which is also its HOME and its TMPDIR), standard output into `output`
/// (a new file), nothing on standard input, in a process group of its own that is killed as a whole at `until`, or when
/// `cancelled()` becomes true. `memory_bytes` 0 = no limit on address space. `file_bytes` bounds what it may write.
ProgramRun run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                       const std::filesystem::path& folder, const std::filesystem::path& output,
                       std::uint64_t memory_bytes, std::uint64_t file_bytes, Clock::time_point until,
                       const std::function<bool()>& cancelled);

/// The program of this name on PATH; empty if there is none that can be run.
std::filesystem::path find_program(const std::string& name);
/// A new folder that only this user may enter. Empty path if none can be made.
std::filesystem::path make_private_folder();
/// The path of the running program; empty if the system does not tell.
std::filesystem::path this_program();

}  // namespace polyvocal::plugin_host
