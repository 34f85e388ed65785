#pragma once

#include <filesystem>
#include <string>

#include "app/import_documents.hpp"
#include "model/document.hpp"

namespace polyvocal::app {

/// A file read and recognised, ready to be stored.
struct PreparedDocument {
  model::NewDocument document;
  ImportedDocument report;
  std::vector<text::SpeakerLabel> found;  ///< as recognised, before a person's choices
};

/// Reads a file and recognises who speaks, with the choices that `options` holds for it. Any thread. Errors: those of
/// plugin_host::PluginHost::read_document.
base::Result<PreparedDocument> prepare_document(plugin_host::PluginHost& host, const std::filesystem::path& path,
                                                const ImportOptions& options, const std::string& project_language,
                                                const base::CancelToken* cancel);

}  // namespace polyvocal::app
