#include "plugin_host/helper_process_internal.hpp"

#if !defined(_WIN32)

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "base/atomic_file.hpp"

#if defined(__APPLE__)
#include <crt_externs.h>
#include <mach-o/dyld.h>
#define POLYVOCAL_ENVIRON (*_NSGetEnviron())
#else
extern char** environ;
#define POLYVOCAL_ENVIRON environ
#endif

namespace polyvocal::plugin_host {
namespace {

namespace fs = std::filesystem;

/// The helper finds its socket here (helper_channel_posix.cpp knows the same number).
constexpr int kHelperSocket = 3;

void close_on_exec(int handle) {
  ::fcntl(handle, F_SETFD, FD_CLOEXEC);
}

/// Only what finding libraries and sanitizer settings need: a helper has no business with the rest.
std::vector<std::string> helper_environment() {
  std::vector<std::string> kept{"LANG=C.UTF-8"};
  static constexpr std::array<std::string_view, 8> kNames{
      "LD_LIBRARY_PATH=", "DYLD_LIBRARY_PATH=", "ASAN_OPTIONS=",  "UBSAN_OPTIONS=",
      "TSAN_OPTIONS=",    "LSAN_OPTIONS=",      "POLYVOCAL_LOG=", "GCOV_PREFIX="};
  for (char** entry = POLYVOCAL_ENVIRON; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    for (const auto name : kNames) {
      if (text.substr(0, name.size()) == name) kept.emplace_back(text);
    }
  }
  return kept;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> made;
  made.reserve(texts.size() + 1);
  for (auto& text : texts) made.push_back(text.data());
  made.push_back(nullptr);
  return made;
}

int milliseconds_until(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  if (left <= 0) return 0;
  return left > 3'600'000 ? 3'600'000 : static_cast<int>(left) + 1;
}

base::Result<InputFile> open_failure(const fs::path& path, int error) {
  const std::string name = base::path_to_utf8(path);
  if (error == ENOENT || error == ENOTDIR) return base::fail(base::ErrorCode::kFileNotFound, {{"path", name}});
  return base::fail(base::ErrorCode::kFileUnreadable, {{"path", name}, {"detail", std::strerror(error)}});
}

}  // namespace

base::Result<InputFile> InputFile::open(const fs::path& path, std::uint64_t limit) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (handle < 0) return open_failure(path, errno);
  struct stat info {};
  if (::fstat(handle, &info) != 0) {
    const int error = errno;
    ::close(handle);
    return open_failure(path, error);
  }
  if (!S_ISREG(info.st_mode)) {
    ::close(handle);
    return base::fail(base::ErrorCode::kFileUnreadable, {{"path", base::path_to_utf8(path)},
                                                         {"detail", S_ISDIR(info.st_mode) ? "folder" : "not-a-file"}});
  }
  InputFile file(handle, static_cast<std::uint64_t>(info.st_size));
  if (file.bytes() > limit) {
    return base::fail(base::ErrorCode::kTooLarge,
                      {{"path", base::path_to_utf8(path)}, {"limit", std::to_string(limit >> 20) + " MB"}});
  }
  return file;
}

InputFile::~InputFile() {
  if (handle_ >= 0) ::close(static_cast<int>(handle_));
}

base::Result<std::unique_ptr<HelperProcess>> HelperProcess::start(const Settings& settings) {
  int ends[2] = {-1, -1};
#if defined(SOCK_CLOEXEC)
  const int made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
#else
  const int made = ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  if (made == 0) {
    close_on_exec(ends[0]);
    close_on_exec(ends[1]);
  }
#endif
  if (made != 0) return base::fail(base::ErrorCode::kInternal, {{"detail", "no socket for a helper"}});
  if (ends[1] <= kHelperSocket) {
    // Standard handles are closed in this process: move the child's end out of the way of what the child gets.
    const int moved = ::fcntl(ends[1], F_DUPFD, kHelperSocket + 1);
    ::close(ends[1]);
    ends[1] = moved;
    close_on_exec(moved);
  }
  std::vector<std::string> words{settings.helper.string(), "--memory", std::to_string(settings.memory_bytes)};
  for (const auto& folder : settings.plugin_folders) words.push_back(folder.string());
  auto environment = helper_environment();

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
#if !defined(POLYVOCAL_SANITIZED)
  // Libraries print parts of the file they complain about: participants' words must not reach a terminal or a log.
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
#endif
  posix_spawn_file_actions_adddup2(&actions, ends[1], kHelperSocket);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  sigset_t standard;
  sigemptyset(&standard);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGALRM, SIGXFSZ, SIGCHLD}) sigaddset(&standard, signal);
  posix_spawnattr_setsigdefault(&attributes, &standard);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
#if defined(POSIX_SPAWN_CLOEXEC_DEFAULT)
  flags = static_cast<short>(flags | POSIX_SPAWN_CLOEXEC_DEFAULT);
#endif
  posix_spawnattr_setflags(&attributes, flags);

  pid_t process = -1;
  const int failure = ::posix_spawn(&process, settings.helper.c_str(), &actions, &attributes, pointers(words).data(),
                                    pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  ::close(ends[1]);
  if (failure != 0) {
    ::close(ends[0]);
    return base::fail(
        base::ErrorCode::kInternal,
        {{"path", base::path_to_utf8(settings.helper)}, {"detail", std::strerror(failure)}, {"variant", "no-helper"}});
  }
  return std::unique_ptr<HelperProcess>(new HelperProcess(ends[0], process));
}

HelperProcess::~HelperProcess() {
  ::close(socket_);
  if (!reaped_) kill();
}

bool HelperProcess::send(std::string_view bytes, const InputFile* file) {
  bool with_file = file != nullptr;
  while (!bytes.empty()) {
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    if (with_file) {
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      cmsghdr* header = CMSG_FIRSTHDR(&message);
      header->cmsg_level = SOL_SOCKET;
      header->cmsg_type = SCM_RIGHTS;
      header->cmsg_len = CMSG_LEN(sizeof(int));
      const int handle = static_cast<int>(file->handle());
      std::memcpy(CMSG_DATA(header), &handle, sizeof handle);
    }
#if defined(MSG_NOSIGNAL)
    const ssize_t sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
#else
    const ssize_t sent = ::sendmsg(socket_, &message, 0);
#endif
    if (sent < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    with_file = false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

HelperProcess::Got HelperProcess::receive(std::string& out, Clock::time_point until) {
  pollfd waited{socket_, POLLIN, 0};
  const int ready = ::poll(&waited, 1, milliseconds_until(until));
  if (ready == 0 || (ready < 0 && errno == EINTR)) return Got::kTimeout;
  if (ready < 0) return Got::kEnd;
  std::array<char, 1 << 16> buffer;
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got < 0 && errno == EINTR) return Got::kTimeout;
  if (got <= 0) return Got::kEnd;
  out.append(buffer.data(), static_cast<std::size_t>(got));
  return Got::kBytes;
}

void HelperProcess::kill() {
  if (reaped_) return;
  ::kill(process_, SIGKILL);
  while (::waitpid(process_, &status_, 0) < 0 && errno == EINTR) {
  }
  reaped_ = true;
}

std::string HelperProcess::how_it_ended() {
  for (int i = 0; i < 100 && !reaped_; ++i) {
    const pid_t found = ::waitpid(process_, &status_, WNOHANG);
    if (found == process_ || (found < 0 && errno != EINTR)) {
      reaped_ = true;
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  kill();
  if (WIFSIGNALED(status_)) return "signal " + std::to_string(WTERMSIG(status_));
  return "exit " + std::to_string(WEXITSTATUS(status_));
}

ProgramRun run_program(const fs::path& program, const std::vector<std::string>& arguments, const fs::path& folder,
                       const fs::path& output, std::uint64_t memory_bytes, std::uint64_t file_bytes,
                       Clock::time_point until, const std::function<bool()>& cancelled) {
  ProgramRun run;
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const char* search = std::getenv("PATH");
  std::vector<std::string> environment{"LANG=C.UTF-8", "HOME=" + folder.string(), "TMPDIR=" + folder.string(),
                                       "PATH=" + std::string(search != nullptr ? search : "/usr/bin:/bin")};
  const auto word_pointers = pointers(words);
  const auto environment_pointers = pointers(environment);
  // Between fork and exec only async-signal-safe calls: other threads may hold any lock.
  const pid_t process = ::fork();
  if (process < 0) return run;
  if (process == 0) {
    ::setsid();
    const int in = ::open("/dev/null", O_RDONLY);
    const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    const int errors = ::open("/dev/null", O_WRONLY);
    if (in < 0 || out < 0 || errors < 0 || ::chdir(folder.c_str()) != 0) ::_exit(126);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(errors, 2);
    for (int handle = 3; handle < 1024; ++handle) ::close(handle);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    const rlimit written{static_cast<rlim_t>(file_bytes), static_cast<rlim_t>(file_bytes)};
    ::setrlimit(RLIMIT_FSIZE, &written);
    if (memory_bytes != 0) {
      const rlimit memory{static_cast<rlim_t>(memory_bytes), static_cast<rlim_t>(memory_bytes)};
      ::setrlimit(RLIMIT_AS, &memory);
    }
    ::execve(program.c_str(), word_pointers.data(), environment_pointers.data());
    ::_exit(127);
  }
  const auto end_group = [process] {
    // The group still has its number: its first process is not reaped yet.
    ::kill(-process, SIGKILL);
    ::kill(process, SIGKILL);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  };
  while (true) {
    siginfo_t info{};
    const int found = ::waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOHANG | WNOWAIT);
    if (found == 0 && info.si_pid == process) break;
    const bool stop = cancelled();
    if (stop || Clock::now() >= until) {
      end_group();
      run.end = stop ? ProgramRun::End::kCancelled : ProgramRun::End::kTimeout;
      return run;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const int status = end_group();
  run.end = WIFEXITED(status) ? ProgramRun::End::kExited : ProgramRun::End::kFailed;
  run.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return run;
}

fs::path find_program(const std::string& name) {
  const char* search = std::getenv("PATH");
  std::string_view rest(search != nullptr ? search : "/usr/bin:/bin");
  while (!rest.empty()) {
    const auto colon = rest.find(':');
    const fs::path folder(std::string(rest.substr(0, colon)));
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    // A relative entry would run whatever lies in the current folder.
    if (!folder.is_absolute()) continue;
    fs::path file = folder / name;
    std::error_code ignored;
    if (fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0) return file;
  }
  return {};
}

fs::path make_private_folder() {
  std::error_code failed;
  const fs::path parent = fs::temp_directory_path(failed);
  if (failed) return {};
  std::string name = (parent / "polyvocal-XXXXXX").string();
  return ::mkdtemp(name.data()) != nullptr ? fs::path(name) : fs::path();
}

fs::path this_program() {
#if defined(__APPLE__)
  std::uint32_t size = 0;
  _NSGetExecutablePath(nullptr, &size);
  std::string name(size, '\0');
  if (_NSGetExecutablePath(name.data(), &size) != 0) return {};
  std::error_code failed;
  return fs::canonical(name.c_str(), failed);
#else
  std::error_code failed;
  fs::path found = fs::read_symlink("/proc/self/exe", failed);
  return failed ? fs::path() : found;
#endif
}

}  // namespace polyvocal::plugin_host

#endif
