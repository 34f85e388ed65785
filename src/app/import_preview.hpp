#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/import_documents.hpp"
#include "model/document.hpp"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::app {

/// What an import would make of a file.
struct DocumentPreview {
  ImportedDocument document;              ///< without a GUID; speakers as the choices leave them
  std::vector<text::SpeakerLabel> found;  ///< speakers as recognised: what SpeakerChoice::label names
  /// The document's beginning, at most about `text_limit` code points and whole turns, whose speakers are labels of
  /// `found`, or empty.
  std::string text;
  std::vector<model::NewDocument::NewTurn> turns;
  bool shortened = false;
};

/// Reads files as an import would and stores nothing. Keeps its helper processes: one for many files. Any thread.
class ImportPreviewer {
 public:
  /// `project_language`: what is taken where a text's own cannot be told.
  explicit ImportPreviewer(std::string project_language, int helpers = 2);
  /// Errors: as a file's in ImportReport::failed; kCancelled.
  base::Result<DocumentPreview> read(const std::filesystem::path& file, const FileChoices& choices,
                                     std::int64_t text_limit, const base::CancelToken* cancel = nullptr);

 private:
  std::string language_;
  plugin_host::PluginHost host_;
};

/// The role of a speaker when nobody said otherwise: an interviewer by the words transcribers use; kOther for a label
/// without a letter or a figure, which is nobody's name ("???").
model::SpeakerRole usual_role(std::string_view label);
/// The same of a speaker whom a person calls `name` and the transcript `label`: an interviewer if either says so.
model::SpeakerRole usual_role(std::string_view name, std::string_view label);

}  // namespace polyvocal::app
