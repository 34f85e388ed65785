#include "base/atomic_file.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "base/uuid.hpp"

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace polyvocal::base {
namespace {

Error write_error(const std::filesystem::path& path, int number) {
  if (number == ENOSPC || number == EDQUOT) return Error{ErrorCode::kDiskFull, {{"path", path_to_utf8(path)}}, {}};
  return Error{ErrorCode::kFileNotWritable,
               {{"path", path_to_utf8(path)}, {"detail", std::generic_category().message(number)}},
               {}};
}

std::FILE* open_file(const std::filesystem::path& path, bool writing) {
#ifdef _WIN32
  return _wfopen(path.c_str(), writing ? L"wb" : L"rb");
#else
  return std::fopen(path.c_str(), writing ? "wbe" : "rbe");
#endif
}

int flush_to_disk(std::FILE* file) {
  if (std::fflush(file) != 0) return errno;
#ifdef _WIN32
  return _commit(_fileno(file)) == 0 ? 0 : errno;
#else
  return fsync(fileno(file)) == 0 ? 0 : errno;
#endif
}

}  // namespace

std::filesystem::path path_from_utf8(std::string_view text) {
  return std::filesystem::path(std::u8string_view(reinterpret_cast<const char8_t*>(text.data()), text.size()));
}

std::string path_to_utf8(const std::filesystem::path& path) {
  const std::u8string text = path.u8string();
  return std::string(reinterpret_cast<const char*>(text.data()), text.size());
}

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)) {
  temporary_ = path_;
  temporary_ += ".part-" + Uuid::make().text().substr(24);
}

AtomicFile::~AtomicFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!done_) {
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
  }
}

Result<void> AtomicFile::write(std::string_view data) {
  if (file_ == nullptr) {
    file_ = open_file(temporary_, true);
    if (file_ == nullptr) {
      failed_ = true;
      return tl::unexpected(write_error(path_, errno));
    }
  }
  if (!data.empty() && std::fwrite(data.data(), 1, data.size(), file_) != data.size()) {
    failed_ = true;
    return tl::unexpected(write_error(path_, errno));
  }
  return {};
}

Result<void> AtomicFile::commit() {
  if (failed_) return fail(ErrorCode::kFileNotWritable, {{"path", path_to_utf8(path_)}});
  if (file_ == nullptr) {
    std::error_code missing;
    if (!std::filesystem::exists(temporary_, missing)) {
      if (auto empty = write({}); !empty) return empty;
    }
  }
  if (file_ != nullptr) {
    const int number = flush_to_disk(file_);
    const bool closed = std::fclose(file_) == 0;
    file_ = nullptr;
    if (number != 0 || !closed) return tl::unexpected(write_error(path_, number != 0 ? number : errno));
  }
  std::error_code error;
  std::filesystem::rename(temporary_, path_, error);
  if (error) return tl::unexpected(write_error(path_, error.value()));
  done_ = true;
#ifndef _WIN32
  // The new name is on the disk only when its folder is.
  const auto folder = path_.has_parent_path() ? path_.parent_path() : std::filesystem::path(".");
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle >= 0) {
    fsync(handle);
    close(handle);
  }
#endif
  return {};
}

Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t limit) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    return fail(ErrorCode::kFileNotFound, {{"path", path_to_utf8(path)}});
  }
  if (std::filesystem::is_directory(status)) {
    return fail(ErrorCode::kFileUnreadable, {{"path", path_to_utf8(path)}, {"detail", "folder"}});
  }
  std::FILE* file = open_file(path, false);
  if (file == nullptr) {
    return fail(ErrorCode::kFileUnreadable,
                {{"path", path_to_utf8(path)}, {"detail", std::generic_category().message(errno)}});
  }
  std::string data;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size <= limit) data.reserve(static_cast<std::size_t>(size));
  std::array<char, 65536> buffer;
  std::size_t count = 0;
  bool too_large = false;
  while ((count = std::fread(buffer.data(), 1, buffer.size(), file)) > 0) {
    if (data.size() + count > limit) {
      too_large = true;
      break;
    }
    data.append(buffer.data(), count);
  }
  const bool bad = std::ferror(file) != 0;
  const int number = errno;
  std::fclose(file);
  if (too_large) {
    return fail(ErrorCode::kTooLarge, {{"path", path_to_utf8(path)}, {"limit", std::to_string(limit)}});
  }
  if (bad) {
    return fail(ErrorCode::kFileUnreadable,
                {{"path", path_to_utf8(path)}, {"detail", std::generic_category().message(number)}});
  }
  return data;
}

}  // namespace polyvocal::base
