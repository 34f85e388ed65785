#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session.hpp"
#include "base/progress.hpp"
#include "model/document.hpp"
#include "text/turns.hpp"

namespace polyvocal::app {

/// What a person decided about one label of a file.
struct SpeakerChoice {
  std::string label;                            ///< as recognised, in any of its spellings
  std::string name = {};                        ///< what the speaker is called; empty = as recognised. Labels that get
                                                ///< one name are one speaker.
  std::optional<model::SpeakerRole> role = {};  ///< unset = by the label
  bool nobody = false;                          ///< no speaker at all: the lines go on with the turn before

  friend bool operator==(const SpeakerChoice&, const SpeakerChoice&) = default;
};

/// What a person decided about one file; overrules the ImportOptions.
struct FileChoices {
  std::string name{};      ///< the document's; empty = the file's without its ending
  std::string encoding{};  ///< empty = detected
  bool repair_doubly_encoded = false;
  bool no_speakers = false;  ///< a passage a paragraph, nobody named
  bool notes = false;
  std::vector<std::string> also{};        ///< labels that are speakers, though recognition takes them for words
  std::vector<SpeakerChoice> speakers{};  ///< the labels that something was decided about

  friend bool operator==(const FileChoices&, const FileChoices&) = default;
};

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
  /// By path as files_to_import gives it.
  std::map<std::filesystem::path, FileChoices> choices{};
};

struct ImportedDocument {
  std::string path;
  std::string name;
  std::string guid;  ///< empty in a dry run
  std::string format;
  std::string encoding;
  int confidence = 100;  ///< percent, of a detected encoding
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
