#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session.hpp"
#include "base/progress.hpp"
#include "text/turns.hpp"

namespace polyvocal::app {

struct ImportOptions {
  std::string group{};  ///< participant group for the documents' case; empty = none
  bool recursive = false;
  int jobs = 2;            ///< files read at once
  std::string encoding{};  ///< overrules detection
  std::string format{};    ///< overrules the choice of importer
  std::string language{};  ///< BCP 47; empty = guessed, with the project's as fallback
  bool repair_doubly_encoded = false;
  text::TurnOptions turns{};
  bool notes = false;  ///< interviewer's notes, not a recording
};

struct ImportedDocument {
  std::string path;
  std::string name;
  std::string guid;  ///< empty in a dry run
  std::string format;
  std::string encoding;
  std::string language;
  std::int64_t turns = 0;
  std::int64_t words = 0;
  std::vector<text::SpeakerLabel> speakers;
  std::vector<std::pair<std::string, std::string>> warnings;  ///< message key, value
};

struct FailedFile {
  std::string path;
  base::Error error;
};

struct ImportReport {
  std::vector<ImportedDocument> documents;  ///< in the order of the paths
  std::vector<FailedFile> failed;
  std::int64_t files = 0;         ///< that were to be read
  std::int64_t left_folders = 0;  ///< folders inside the folders, left out because `recursive` is off
  bool cancelled = false;
  /// What ended the import before its end (a full disk, another writer); `documents` were stored before it.
  std::optional<base::Error> stopped;
};

/// The files that `paths` name: files as given; folders' files by name order, with their sub-folders if `recursive`.
/// Hidden files and readme or licence files that accompany a folder of transcripts are left out (only when found
/// through a folder), and a path that was named before. Folders that cannot be read, and folders named in `paths` that
/// hold nothing to import, are reported in `failed`; `left_folders` counts what `recursive` would add.
std::vector<std::filesystem::path> files_to_import(const std::vector<std::filesystem::path>& paths, bool recursive,
                                                   std::vector<FailedFile>& failed, std::int64_t& left_folders);

/// Imports transcripts: read in helper processes, several at once; each file one act, all of them one batch that is
/// undone as one. A file that fails is reported and leaves nothing; the others are kept. Cancelling keeps the whole
/// documents that are in, and so does a project that cannot be written any more. Errors (of the whole): only those of
/// the project itself, with nothing stored.
base::Result<ImportReport> import_documents(Session& session, const std::vector<std::filesystem::path>& paths,
                                            const ImportOptions& options, Apply apply, const base::Progress& progress);

}  // namespace polyvocal::app
