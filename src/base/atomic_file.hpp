#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace polyvocal::base {

/// Replaces a file whole or not at all: writes a temporary sibling, flushes it to the disk, and renames it over `path`
/// on commit(). Destruction without commit discards the sibling and leaves `path` as it was. One thread.
class AtomicFile {
 public:
  /// Nothing is created before the first write.
  explicit AtomicFile(std::filesystem::path path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Appends. Errors: kFileNotWritable, kDiskFull; after one the file cannot be committed.
  Result<void> write(std::string_view data);
  /// The sibling's path, for libraries that write files by name; they must have closed it before commit().
  const std::filesystem::path& temporary() const { return temporary_; }
  /// Flushes and renames. Errors: kFileNotWritable, kDiskFull.
  Result<void> commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::FILE* file_ = nullptr;
  bool failed_ = false;
  bool done_ = false;
};

/// Reads a whole file. Errors: kFileNotFound, kFileUnreadable (also for folders), kTooLarge beyond `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t limit = std::uintmax_t{1} << 32);

/// UTF-8 to and from the system's path type, the only way between them.
std::filesystem::path path_from_utf8(std::string_view text);
std::string path_to_utf8(const std::filesystem::path& path);

}  // namespace polyvocal::base
