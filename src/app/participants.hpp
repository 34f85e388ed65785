#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/session.hpp"
#include "model/attribute.hpp"

namespace polyvocal::app {

/// How a row of a participants table finds its words.
enum class Match {
  kAuto,      ///< by document and speaker where the table names them; else as kSpeaker, then kName
  kName,      ///< the participant's name is a document's name
  kSpeaker,   ///< the participant's name is a speaker's label, in whatever document
  kDocument,  ///< the `document` column only
};

/// What a column of the table says; exchange::ColumnUse for those above this layer.
enum class ColumnUse { kIgnore, kParticipant, kDocument, kSpeaker, kGroup, kUnit, kAttribute };

struct ColumnMapping {
  ColumnUse use = ColumnUse::kIgnore;
  /// Of an attribute that the project does not know yet; unset = by the values.
  std::optional<model::AttributeType> type{};

  friend bool operator==(const ColumnMapping&, const ColumnMapping&) = default;
};

/// A table before it is imported.
struct TableLook {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  ///< the first ones, as wide as the header
  std::int64_t total = 0;                      ///< rows below the header that are not blank
  std::vector<ColumnMapping> columns;          ///< as the headers suggest, with the types that the values show
  /// Parallel: the types of attributes the project has already, which stay.
  std::vector<std::optional<model::AttributeType>> known;
};
/// Errors: those of the table reader, kEmptyFile.
base::Result<TableLook> look_at_participants(Session& session, const std::filesystem::path& file, std::size_t rows);

/// A row whose words were found.
struct MatchedRow {
  std::int64_t row = 0;
  std::string participant;
  std::string document;  ///< empty: the speaker, in whatever document
  std::string speaker;   ///< empty: the whole document
};

struct UnmatchedRow {
  std::int64_t row = 0;  ///< as a person counts it; the header is row 1
  std::string participant;
  std::string
      reason;  ///< message key: "no-such-document", "no-such-speaker", "nothing-by-that-name", "value-does-not-fit"
  std::string column;  ///< of a value that does not fit
  std::string value;
};

/// A participant with everything put into words.
struct CaseView {
  std::string name;
  std::string guid;  ///< empty in a dry run
  std::string group;
  std::string unit;
  std::vector<std::pair<std::string, model::AttributeValue>> values;  ///< by attribute name, in the project's order
  std::vector<std::string> documents;                                 ///< names
};
/// All cases, by name order. Errors: those of reading.
base::Result<std::vector<CaseView>> case_views(const store::Project& project);

struct ParticipantsReport {
  std::vector<std::string> cases;  ///< names, new or met again, in table order without repeats
  std::vector<CaseView> people;    ///< the same as the import leaves them
  std::vector<MatchedRow> matched;
  /// The case exists, but no words belong to it through this row, or one of its values was left out.
  std::vector<UnmatchedRow> unmatched;
};

/// Imports a table of participants as one act: cases with units and typed attributes ("group" is the participant
/// group), joined to documents or speakers. A case met again is updated. Errors: those of the table reader, kBadTable.
base::Result<ParticipantsReport> import_participants(Session& session, const std::filesystem::path& file, Match match,
                                                     Apply apply);
/// The same, with the columns used as a person says, parallel to the header. Errors: also kBadTable for a use that
/// stands twice.
base::Result<ParticipantsReport> import_participants(Session& session, const std::filesystem::path& file, Match match,
                                                     const std::vector<ColumnMapping>& columns, Apply apply);

}  // namespace polyvocal::app
