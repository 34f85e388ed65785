#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "text/turns.hpp"

namespace polyvocal::plugin_host {

/// A format some loaded plug-in reads.
struct FormatInfo {
  std::string name;                     ///< "docx"
  std::string label;                    ///< "Word document"
  std::vector<std::string> extensions;  ///< lower case, without dot
  std::string kind;                     ///< "document", "table" or "project"
  std::string plugin_id;
  std::string plugin_version;
};

/// A plug-in that was found and not loaded: `file` is its manifest's or library's name, `reason` a short English text.
struct RefusedPlugin {
  std::string file;
  std::string reason;
};

struct Limits {
  std::chrono::seconds deadline{60};                        ///< wall time a file
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;      ///< address space of a helper (not under sanitizers)
  std::uint64_t unpacked_bytes = std::uint64_t{512} << 20;  ///< of an archive, all entries together
  std::uint64_t file_bytes = std::uint64_t{1} << 30;
  int files_per_helper = 200;  ///< then the helper is replaced
};

struct ReadOptions {
  std::string encoding = {};  ///< overrules detection; empty = detect
  std::string language = {};  ///< hint for the detector
  std::string format = {};    ///< a format's name overrules the choice by ending and content; empty = choose
  bool repair_doubly_encoded = false;
};

/// A transcript file as the plug-in told it, checked (valid UTF-8, sizes), before turns are recognised.
struct RawDocument {
  std::string format;
  std::string encoding;  ///< empty for formats that fix their own
  int confidence = 100;
  std::vector<text::RawBlock> blocks;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<std::pair<std::string, std::string>> warnings;  ///< key, detail
};

/// A table: all rows, the first one usually the header. Cells are valid UTF-8.
struct RawTable {
  std::string format;
  std::vector<std::vector<std::string>> rows;
};

/// One record of another program's project; `fields` as polyvocal_plugin.h lists them.
struct RawRecord {
  int kind = 0;
  std::vector<std::pair<std::string, std::string>> fields;
};

/// The pool of helper processes that read untrusted files through plug-ins. Nothing of a file is parsed in this
/// process. Any thread may call the read functions; up to `helpers` files are read at once, further calls wait.
class PluginHost {
 public:
  /// `helper`: the helper program; `plugin_folders`: searched for shared libraries, earlier folders win by plug-in id.
  /// Helpers are started when first needed.
  PluginHost(std::filesystem::path helper, std::vector<std::filesystem::path> plugin_folders, int helpers,
             Limits limits = {});
  ~PluginHost();
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  /// Asks a helper which formats there are; cached. Errors: kHelperCrashed, kInternal (helper missing).
  base::Result<std::vector<FormatInfo>> formats();
  /// Plug-ins that were not loaded, and why (unknown ABI, faulty manifest, missing library). Cached; errors as
  /// formats().
  base::Result<std::vector<RefusedPlugin>> refused();

  /// Reads a transcript. Errors: kFileNotFound, kFileUnreadable, kUnknownFormat, kDamagedFile, kEmptyFile,
  /// kPasswordProtected, kTooLarge, kTimeout, kHelperCrashed, kUnknownEncoding, kMissingConverter, kCancelled; each
  /// with the path. `.doc` goes through an installed converter (soffice, antiword or catdoc), run under the same
  /// limits.
  base::Result<RawDocument> read_document(const std::filesystem::path& path, const ReadOptions& options = {},
                                          const base::CancelToken* cancel = nullptr);
  /// Reads a table (csv, tsv, xlsx). Errors as above.
  base::Result<RawTable> read_table(const std::filesystem::path& path, const ReadOptions& options = {},
                                    const base::CancelToken* cancel = nullptr);
  /// Streams a project's records to `sink` in file order; stops early if `sink` returns false (kCancelled).
  base::Result<void> read_project(const std::filesystem::path& path, const std::function<bool(RawRecord&&)>& sink,
                                  const ReadOptions& options = {}, const base::CancelToken* cancel = nullptr);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The folder of the running program; empty where the system does not say.
std::filesystem::path program_folder();
/// Where the helper program and the bundled plug-ins lie for this executable: beside it, in ../libexec and ../lib, or
/// as POLYVOCAL_HELPER and POLYVOCAL_PLUGINS (separated like PATH) say.
std::filesystem::path default_helper();
std::vector<std::filesystem::path> default_plugin_folders();

}  // namespace polyvocal::plugin_host
