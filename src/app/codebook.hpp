#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/retrieval.hpp"
#include "app/session.hpp"
#include "store/writer.hpp"

namespace polyvocal::app {

/// Imports a codebook (a table as csv, tsv or xlsx; or json, schemas/codebook.v1.json) as one act: codes that are there
/// already (same path) get the file's fields, others are added with their ancestors. Returns the number of codes added.
/// Errors: those of exchange::read_codebook and read_codebook_json, kUnknownFormat for another ending, kRefused for
/// qdc.
base::Result<std::int64_t> import_codebook(Session& session, const std::filesystem::path& file, Apply apply);

/// Adds the code of a path with every ancestor that is missing. Returns its id (zero in a dry run). Error: kDuplicate.
base::Result<model::CodeId> add_code_path(Session& session, std::string_view path, const store::CodeChange& fields,
                                          Apply apply);
base::Result<void> rename_code(Session& session, std::string_view code, std::string_view name, Apply apply);
/// `parent` empty = top level.
base::Result<void> move_code(Session& session, std::string_view code, std::string_view parent, Apply apply);
/// Returns the number of codings moved.
base::Result<std::int64_t> merge_codes(Session& session, const std::vector<std::string>& sources,
                                       std::string_view target, Apply apply);
/// Moves the codings of `code` with these GUIDs to a new sibling.
base::Result<void> split_code(Session& session, std::string_view code, std::string_view name,
                              const std::vector<std::string>& coding_guids, Apply apply);
base::Result<void> set_code(Session& session, std::string_view code, const store::CodeChange& change, Apply apply);
base::Result<void> delete_code(Session& session, std::string_view code, store::DeleteCodings codings, Apply apply);

/// Direct and rolled-up counts, parallel to the snapshot's codes.
std::vector<analysis::CodeCount> code_counts(const model::Snapshot& snapshot);

/// The codebook by the path's ending: csv and xlsx (path, code, definition, include, exclude, example, colour, theme)
/// and json, which import_codebook() reads again; html, docx and md for people. Through the export gate. Errors:
/// kInvalidArgument (the ending), kRefused (gate, qdc), those of the writers.
base::Result<void> export_codebook(Session& session, const std::filesystem::path& file);

}  // namespace polyvocal::app
