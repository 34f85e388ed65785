#include "plugin_host/helper_channel_internal.hpp"

#if !defined(_WIN32)

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace polyvocal::plugin_host {
namespace {

/// As helper_process_posix.cpp hands it over.
constexpr int kSocket = 3;

void set_limit(int which, rlim_t value) {
  rlimit limit{};
  if (::getrlimit(static_cast<decltype(RLIMIT_CORE)>(which), &limit) != 0) return;
  limit.rlim_max = limit.rlim_max == RLIM_INFINITY ? value : std::min<rlim_t>(limit.rlim_max, value);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(static_cast<decltype(RLIMIT_CORE)>(which), &limit);
}

}  // namespace

bool Channel::flush() {
  std::string_view rest = out;
  while (!rest.empty() && !gone_) {
#if defined(MSG_NOSIGNAL)
    const ssize_t sent = ::send(kSocket, rest.data(), rest.size(), MSG_NOSIGNAL);
#else
    const ssize_t sent = ::send(kSocket, rest.data(), rest.size(), 0);
#endif
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) {
      gone_ = true;
    } else {
      rest.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  out.clear();
  return !gone_;
}

bool Channel::receive(bool wait) {
  std::array<char, 4096> buffer;
  iovec part{buffer.data(), buffer.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t got = -1;
  do {
    got = ::recvmsg(kSocket, &message, wait ? 0 : MSG_DONTWAIT);
  } while (got < 0 && errno == EINTR);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
  if (got <= 0) {
    gone_ = true;
    return false;
  }
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    if (file_ >= 0) ::close(file_);
    std::memcpy(&file_, CMSG_DATA(header), sizeof file_);
  }
  in_.append(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
  return true;
}

std::optional<Frame> Channel::next() {
  while (true) {
    if (auto frame = in_.next()) return frame;
    if (in_.broken() || gone_ || !receive(true)) return std::nullopt;
  }
}

bool Channel::cancelled(std::uint32_t request) {
  while (receive(false)) {
  }
  // Between two requests only a cancel frame can arrive.
  while (const auto frame = in_.next()) {
    FrameReader reader(frame->payload);
    if (frame->type == FrameType::kCancel) cancelled_request_ = reader.u32();
  }
  return gone_ || cancelled_request_ == request;
}

std::optional<std::string> Channel::take_file(std::uint64_t bytes) {
  if (file_ < 0) return std::nullopt;
  const int file = file_;
  file_ = -1;
  std::string content;
  content.resize(bytes);
  std::size_t done = 0;
  bool failed = false;
  while (done < content.size()) {
    const ssize_t got = ::pread(file, content.data() + done, content.size() - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      failed = got < 0;
      break;
    }
    done += static_cast<std::size_t>(got);
  }
  ::close(file);
  if (failed) return std::nullopt;
  content.resize(done);
  return content;
}

void limit_process(std::uint64_t memory_bytes) {
  for (int handle = kSocket + 1; handle < 4096; ++handle) ::close(handle);
  ::fcntl(kSocket, F_SETFD, FD_CLOEXEC);
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_NOFILE, 64);
#if defined(POLYVOCAL_SANITIZED)
  static_cast<void>(memory_bytes);
#else
  if (memory_bytes != 0) set_limit(RLIMIT_AS, static_cast<rlim_t>(memory_bytes));
#endif
}

void arm_watchdog(std::uint32_t seconds) {
  ::alarm(seconds);
}

void* load_symbol(const std::filesystem::path& library, const char* symbol, std::string& reason) {
  void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const char* text = ::dlerror();
    reason = text != nullptr ? text : "cannot be loaded";
    return nullptr;
  }
  void* found = ::dlsym(handle, symbol);
  if (found == nullptr) reason = std::string("has no function ") + symbol;
  return found;
}

std::string module_file_name(const std::string& name) {
#if defined(__APPLE__)
  return name + ".dylib";
#else
  return name + ".so";
#endif
}

}  // namespace polyvocal::plugin_host

#endif
