#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.hpp"

namespace polyvocal::test {

/// A folder of its own for one test, removed with everything in it at the end.
class TempFolder {
 public:
  TempFolder() : path_(std::filesystem::temp_directory_path() / ("polyvocal-test-" + base::Uuid::make().text())) {
    std::filesystem::create_directories(path_);
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
  }

 private:
  std::filesystem::path path_;
};

inline std::string read_all(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

/// The repository, and the build that runs the test.
inline std::filesystem::path source_dir() {
  const char* value = std::getenv("POLYVOCAL_SOURCE_DIR");
  return value != nullptr ? value : ".";
}
inline std::filesystem::path build_dir() {
  const char* value = std::getenv("POLYVOCAL_BUILD_DIR");
  return value != nullptr ? value : ".";
}
/// The folder of outside transcripts that some tests read; nullopt where it is not installed.
inline std::optional<std::filesystem::path> corpora_dir() {
  const char* value = std::getenv("POLYVOCAL_CORPORA");
  if (value == nullptr || !std::filesystem::is_directory(value)) return std::nullopt;
  return value;
}

}  // namespace polyvocal::test
