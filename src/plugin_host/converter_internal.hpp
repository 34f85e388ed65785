#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "plugin_host/helper_process_internal.hpp"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::plugin_host {

/// A Word 97 document turned into something a plug-in reads, in a private folder that goes with the object.
class ConvertedFile {
 public:
  /// Runs the first of soffice, antiword and catdoc that is on PATH and succeeds, on a private copy of `source`, with a
  /// profile of its own, until `until`. `name` is the path for messages.
  /// Errors: kMissingConverter (none is installed), kDamagedFile (all that are installed failed), kTimeout, kCancelled,
  /// kFileUnreadable.
  static base::Result<ConvertedFile> convert(const std::filesystem::path& source, const std::string& name,
                                             const Limits& limits, Clock::time_point until,
                                             const base::CancelToken* cancel);
  ConvertedFile(ConvertedFile&& other) noexcept;
  ConvertedFile& operator=(ConvertedFile&&) = delete;
  ~ConvertedFile();

  const std::filesystem::path& file() const { return file_; }
  const std::string& program() const { return program_; }

 private:
  ConvertedFile() = default;
  std::filesystem::path folder_;
  std::filesystem::path file_;
  std::string program_;
};

}  // namespace polyvocal::plugin_host
