#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"
#include "text/offset.hpp"

namespace polyvocal::app {

/// Applies a code to a range of a document, as the current coder. Ranges from the command line stay exact: an edge
/// inside a grapheme cluster is allowed and reported by `splits_character`. Errors: kNotFound, kAmbiguous,
/// kInvalidArgument, kDuplicate.
struct AppliedCoding {
  std::string guid;  ///< empty in a dry run
  std::string document;
  std::string code;
  std::string coder;
  text::CodePointRange range;
  bool splits_character = false;
};
base::Result<AppliedCoding> apply_code(Session& session, std::string_view document, text::CodePointRange range,
                                       std::string_view code, Apply apply);
/// Removes the current coder's coding of that code and range. Error: kNotFound.
base::Result<AppliedCoding> remove_code(Session& session, std::string_view document, text::CodePointRange range,
                                        std::string_view code, Apply apply);

/// Moves the edges of a coding that exists. The parts of the result are those of the coding after the move. Errors:
/// kNotFound; kInvalidArgument (empty or beyond the text); kDuplicate (the coder has that code there already); kRefused
/// (another coder's coding).
base::Result<AppliedCoding> move_coding(Session& session, model::CodingId coding, text::CodePointRange range,
                                        Apply apply);
/// Applies a code to several places as one act; where the current coder has that coding already, nothing is added.
/// Returns the number of codings made. Errors: kNotFound (code), kInvalidArgument (a range outside its text).
struct CodingPlace {
  model::DocumentId document;
  text::CodePointRange range;
};
base::Result<std::int64_t> apply_code_to(Session& session, const std::vector<CodingPlace>& places, model::CodeId code,
                                         Apply apply);
/// Removes codings of the current coder, as one act. Errors: kNotFound; kRefused (another coder's coding).
base::Result<void> remove_codings(Session& session, const std::vector<model::CodingId>& codings, Apply apply);

/// Puts another code on codings of the current coder, as one act: same words, same coder, a new identity. Where the
/// coder has that code already, the old coding only goes. Returns the number of codings that went. Errors: kNotFound;
/// kRefused (another coder's coding).
base::Result<std::int64_t> recode(Session& session, const std::vector<model::CodingId>& codings, model::CodeId code,
                                  Apply apply);

struct UnplacedCoding {
  std::int64_t row = 0;
  std::string reason;  ///< message key without "unplaced."
};
struct CodingsReport {
  std::int64_t placed = 0;
  std::vector<UnplacedCoding> unplaced;
};
/// Imports a table of codings as one act. Rows that cannot be placed without guessing are reported; the others are
/// placed. Coders named in the table are made if missing. Errors: the table reader's, kBadTable.
base::Result<CodingsReport> import_codings(Session& session, const std::filesystem::path& file, Apply apply);

/// Codes every hit of a query, or every turn of a speaker, as one act by rule (Origin::kRule). `spread`: the whole
/// passage's body, the sentences with a hit, or the hits only. Exactly one of query and speaker is given. Returns the
/// number of codings.
enum class Spread { kPassage, kSentence, kHit };
struct AutocodeSpec {
  std::string code{};
  std::string query{};
  std::string speaker{};
  Spread spread = Spread::kPassage;
};
base::Result<std::int64_t> autocode(Session& session, const AutocodeSpec& spec, Apply apply);

}  // namespace polyvocal::app
