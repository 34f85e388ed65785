#include "plugin_host/helper_channel_internal.hpp"

#if defined(__linux__) && !defined(POLYVOCAL_SANITIZED)

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>

namespace polyvocal::plugin_host {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

/// Calls no importer needs. Everything is denied with EPERM, so that a library that tries goes on without it.
constexpr auto kDenied = std::to_array<long>({
  SYS_execve, SYS_execveat, SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
      SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_unlinkat, SYS_renameat2,
      SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat, SYS_fchmodat, SYS_fchownat, SYS_fchmod, SYS_fchown,
      SYS_truncate, SYS_ftruncate, SYS_utimensat, SYS_setxattr, SYS_mount, SYS_umount2, SYS_chroot, SYS_unshare,
      SYS_setns, SYS_bpf, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_perf_event_open, SYS_memfd_create,
      SYS_userfaultfd, SYS_shmget, SYS_msgget, SYS_semget, SYS_prctl, SYS_io_uring_setup, SYS_pidfd_getfd, SYS_openat2,
      SYS_clone3,
#if defined(__x86_64__)
      SYS_unlink, SYS_rename, SYS_renameat, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod, SYS_chmod,
      SYS_chown, SYS_lchown, SYS_creat, SYS_fork, SYS_vfork, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
});

sock_filter statement(int code, std::uint32_t value) {
  return {static_cast<std::uint16_t>(code), 0, 0, value};
}
sock_filter jump(int code, std::uint32_t value, std::size_t yes, std::size_t no) {
  return {static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(yes), static_cast<std::uint8_t>(no), value};
}
constexpr int kLoad = BPF_LD | BPF_W | BPF_ABS;
constexpr int kEqual = BPF_JMP | BPF_JEQ | BPF_K;
constexpr int kAnyBit = BPF_JMP | BPF_JSET | BPF_K;
constexpr int kReturn = BPF_RET | BPF_K;

std::uint32_t argument_offset(int index) {
  // Little endian on both architectures: the low half comes first.
  return static_cast<std::uint32_t>(offsetof(seccomp_data, args) + static_cast<std::size_t>(index) * 8);
}

bool install_filter() {
  if (kArchitecture == 0) return false;
  std::vector<sock_filter> program;
  program.push_back(statement(kLoad, offsetof(seccomp_data, arch)));
  program.push_back(jump(kEqual, kArchitecture, 1, 0));
  program.push_back(statement(kReturn, SECCOMP_RET_KILL_PROCESS));
  program.push_back(statement(kLoad, offsetof(seccomp_data, nr)));
#if defined(__x86_64__)
  // The x32 calls have numbers of their own.
  program.push_back(jump(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
  program.push_back(statement(kReturn, SECCOMP_RET_KILL_PROCESS));
#endif
  const std::uint32_t refuse = SECCOMP_RET_ERRNO | EPERM;
  // glibc falls back to clone when clone3 does not exist; threads stay possible, processes do not.
  for (const long number : kDenied) {
    program.push_back(jump(kEqual, static_cast<std::uint32_t>(number), 0, 1));
    program.push_back(statement(kReturn, number == SYS_clone3 ? SECCOMP_RET_ERRNO | ENOSYS : refuse));
  }
  constexpr std::uint32_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  const auto guard = [&](long number, int argument, std::uint32_t bits, bool refuse_if_set) {
    program.push_back(jump(kEqual, static_cast<std::uint32_t>(number), 0, 4));
    program.push_back(statement(kLoad, argument_offset(argument)));
    program.push_back(jump(kAnyBit, bits, refuse_if_set ? 0 : 1, refuse_if_set ? 1 : 0));
    program.push_back(statement(kReturn, refuse));
    program.push_back(statement(kReturn, SECCOMP_RET_ALLOW));
  };
  guard(SYS_openat, 2, kWriting, true);
#if defined(__x86_64__)
  guard(SYS_open, 1, kWriting, true);
#endif
  constexpr std::uint32_t kCloneThread = 0x00010000;
  guard(SYS_clone, 0, kCloneThread, false);
  program.push_back(statement(kReturn, SECCOMP_RET_ALLOW));
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

/// Reading stays allowed below the folders of system libraries and data only (character maps of PDFs, for example).
bool restrict_files() {
  constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  constexpr std::uint64_t kHandled =
      kRead | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
      LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
      LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
      LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kHandled;
  const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return false;
  for (const char* folder : {"/usr/lib", "/usr/share", "/lib", "/lib64", "/proc/self"}) {
    const int handle = ::open(folder, O_PATH | O_CLOEXEC);
    if (handle < 0) continue;
    landlock_path_beneath_attr beneath{};
    beneath.allowed_access = kRead;
    beneath.parent_fd = handle;
    ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    ::close(handle);
  }
  const bool done = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  ::close(rules);
  return done;
}

}  // namespace

Confinement confine_process() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return Confinement::kNone;
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const bool files = restrict_files();
  if (!install_filter()) return Confinement::kNone;
  return files ? Confinement::kFilterAndFiles : Confinement::kFilter;
}

}  // namespace polyvocal::plugin_host

#else

namespace polyvocal::plugin_host {

Confinement confine_process() {
  return Confinement::kNone;
}

}  // namespace polyvocal::plugin_host

#endif
