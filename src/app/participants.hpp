#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/session.hpp"

namespace polyvocal::app {

/// How a row of a participants table finds its words.
enum class Match {
  kAuto,      ///< by document and speaker where the table names them; else as kSpeaker, then kName
  kName,      ///< the participant's name is a document's name
  kSpeaker,   ///< the participant's name is a speaker's label, in whatever document
  kDocument,  ///< the `document` column only
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
  /// The case exists, but no words belong to it through this row, or one of its values was left out.
  std::vector<UnmatchedRow> unmatched;
};

/// Imports a table of participants as one act: cases with units and typed attributes ("group" is the participant
/// group), joined to documents or speakers. A case met again is updated. Errors: those of the table reader, kBadTable.
base::Result<ParticipantsReport> import_participants(Session& session, const std::filesystem::path& file, Match match,
                                                     Apply apply);

}  // namespace polyvocal::app
