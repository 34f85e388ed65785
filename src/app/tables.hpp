#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/crosstab.hpp"
#include "analysis/retrieval.hpp"
#include "app/session.hpp"
#include "report/writers.hpp"

namespace polyvocal::app {

struct CrosstabRequest {
  std::vector<std::string> rows{};  ///< "codes", "themes", or code paths; empty = themes
  std::string by = "group";         ///< "group", "document", "coder", "case", or an attribute of cases or documents
  analysis::Measure measure = analysis::Measure::kSegments;
  analysis::RollUp roll_up = analysis::RollUp::kRolledUp;
  analysis::Percent percent = analysis::Percent::kNone;
  std::vector<std::string> coders{};
};
struct CrosstabView {
  std::shared_ptr<const model::Snapshot> snapshot;
  analysis::CrosstabSpec spec;
  analysis::Crosstab table;
};
/// Errors: kNotFound (code, attribute, coder).
base::Result<CrosstabView> crosstab(Session& session, const CrosstabRequest& request);
/// The table a person reads: header with the base of every column, notes with measure and caveat.
report::Table crosstab_table(const CrosstabView& view, const CrosstabRequest& request);

/// A segment put into words.
struct SegmentView {
  std::string document;
  std::vector<std::string> cases;
  std::string group;
  std::string unit;
  std::string speaker;
  std::int64_t turn = 0;  ///< 1-based
  text::CodePointRange range;
  std::string text;
  std::string context_before;  ///< whole passages
  std::string context_after;
  std::vector<std::string> codes;
  std::string coder;
  std::vector<std::string> coding_guids;
  bool verbatim = true;
};
struct RetrieveRequest {
  std::vector<std::string> codes{};
  analysis::Combine combine = analysis::Combine::kAny;
  std::int64_t near = 0;
  analysis::RollUp roll_up = analysis::RollUp::kRolledUp;
  std::string group{};
  std::vector<std::string> coders{};
  std::vector<std::string> where{};  ///< "attribute=value"
  std::int64_t context = 0;          ///< passages before and after
};
/// Errors: kNotFound (code, coder, attribute), kUsage (a `where` without '=').
base::Result<std::vector<SegmentView>> retrieve(Session& session, const RetrieveRequest& request);
/// Puts segments of a snapshot into words, in the given order. Texts are read a document at a time.
base::Result<std::vector<SegmentView>> describe_segments(Session& session, const model::Snapshot& snapshot,
                                                         const std::vector<analysis::Segment>& segments,
                                                         std::int64_t context);
/// The segments that cell (row, column) of a cross-tab counts; column npos = the whole row.
base::Result<std::vector<SegmentView>> crosstab_cell(Session& session, const CrosstabView& view, std::size_t row,
                                                     std::size_t column);

/// A table for a terminal `width` columns wide; 0 = as wide as it needs.
std::string table_text(const report::Table& table, int width = 0);

/// Writes a table through the export gate. Errors: kInvalidArgument (the ending), kRefused (gate), those of the
/// writers.
base::Result<void> export_table(Session& session, const report::Table& table, const std::filesystem::path& file);

}  // namespace polyvocal::app
