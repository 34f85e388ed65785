#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_host/frames_internal.hpp"

namespace polyvocal::plugin_host {

/// The helper's end of the socket. One thread.
class Channel {
 public:
  /// Frames are collected here; flush() sends them. Callers flush when it grows beyond kFlushBytes and at the end.
  std::string out;
  static constexpr std::size_t kFlushBytes = std::size_t{256} << 10;

  /// False if the workbench is gone.
  bool flush();
  void flush_if_large() {
    if (out.size() >= kFlushBytes) flush();
  }
  /// Waits for the next frame; nullopt when the workbench closed its end. The payload is valid until the next call.
  std::optional<Frame> next();
  /// True once the workbench has cancelled `request`. Does not wait.
  bool cancelled(std::uint32_t request);
  /// The file that came with the last kRead frame, read whole (at most `bytes`); nullopt if it cannot be read.
  std::optional<std::string> take_file(std::uint64_t bytes);

 private:
  bool receive(bool wait);
  FrameBuffer in_;
  int file_ = -1;
  bool gone_ = false;
  std::uint32_t cancelled_request_ = 0;
};

/// Before anything of a file is read: closes every handle but the standard ones and the socket, and sets the limits on
/// memory, core files, open files and written files. `memory_bytes` 0 = no limit.
void limit_process(std::uint64_t memory_bytes);
/// After the plug-ins are loaded: takes away new privileges, writing, sockets, other programs, and (where the kernel
/// has Landlock) reading anything but system libraries and data. Returns how much of it the system granted.
enum class Confinement { kNone, kFilter, kFilterAndFiles };
Confinement confine_process();
/// Ends this process if one request takes far longer than its deadline, for the case that the workbench is gone.
/// 0 = off.
void arm_watchdog(std::uint32_t seconds);

/// A loaded library's function, or nullptr with `reason` filled in.
void* load_symbol(const std::filesystem::path& library, const char* symbol, std::string& reason);
/// The file name of a module named `name` on this system: "text" -> "text.so".
std::string module_file_name(const std::string& name);

}  // namespace polyvocal::plugin_host
