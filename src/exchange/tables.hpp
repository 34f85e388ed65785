#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::exchange {

/// Rows of cells as a table reader gave them; the first row is the header. Rows may be shorter than the header.
using Rows = std::vector<std::vector<std::string>>;

/// One line of a participants table. `row` is 1-based as a person counts it in a spreadsheet (the header is row 1).
struct ParticipantRow {
  std::int64_t row = 0;
  std::string participant;
  std::string document;             ///< empty = not given
  std::string speaker;              ///< empty = not given
  std::string group;                ///< empty = not given
  std::string unit;                 ///< empty = not given
  std::vector<std::string> values;  ///< parallel to ParticipantsTable::attributes
};

struct ParticipantsTable {
  std::vector<std::string> attributes;  ///< names of all columns that are attributes; "group" among them if present
  std::vector<std::size_t> places;      ///< their columns, parallel to it
  std::vector<ParticipantRow> rows;     ///< blank lines left out
};

/// What a column of a participants table says.
enum class ColumnUse { kIgnore, kParticipant, kDocument, kSpeaker, kGroup, kUnit, kAttribute };

/// What the columns of a participants table say by their headers, parallel to them: the rule of read_participants. At
/// most one column each but kAttribute and kIgnore (columns without a name).
std::vector<ColumnUse> suggest_columns(const std::vector<std::string>& header);

/// As read_participants below, with the columns used as a person says; `uses` may be shorter than the header, what is
/// beyond it is ignored. Errors: as below; kBadTable also where one use but kAttribute and kIgnore stands twice, or two
/// attributes have one name.
base::Result<ParticipantsTable> read_participants(const Rows& rows, const std::vector<ColumnUse>& uses);

/// Columns: `participant` (or case, pseudonym, code, name, id: the first of these), `document` (transcript, file),
/// `speaker` (label), `group` (participant group), `unit`; every other column with a name is an attribute. Headers
/// compare folded. A person may stand in several rows (several documents). Errors: kBadTable (no participant column,
/// two columns of one name, an empty participant in a row that has other cells) with row and detail; kEmptyFile without
/// rows.
base::Result<ParticipantsTable> read_participants(const Rows& rows);

/// One line of a table of documents' attributes.
struct DocumentRow {
  std::int64_t row = 0;
  std::string document;
  std::vector<std::string> values;  ///< parallel to DocumentsTable::attributes
};

struct DocumentsTable {
  std::vector<std::string> attributes;
  std::vector<DocumentRow> rows;  ///< blank lines left out
};

/// Columns: `document` (or transcript, file: the first of these); every other column with a name is an attribute.
/// Errors: kBadTable (no document column, no other one, two columns of one name, an empty document in a row that has
/// other cells) with row and detail; kEmptyFile without rows.
base::Result<DocumentsTable> read_document_attributes(const Rows& rows);

struct CodebookRow {
  std::int64_t row = 0;
  std::vector<std::string> path;  ///< names from the top
  std::string key, definition, include, exclude, example, colour;
  std::optional<bool> theme;
};

/// `path` ("A > B > C"), or `code,parent,name` where `parent` names another row's `code`; optional definition, include,
/// exclude, example, colour, theme (yes/no/true/false/1/0/x). The table's order, but a parent's row before its first
/// child's; an ancestor without a row of its own is not added. Errors: kBadTable
/// (missing columns, unknown or circular parent, a repeated path or key, a colour that is not #rrggbb, a theme that is
/// neither).
base::Result<std::vector<CodebookRow>> read_codebook(const Rows& rows);

struct CodingRow {
  std::int64_t row = 0;
  std::string code;
  std::string coder;                       ///< empty = who acts
  std::string document;                    ///< empty if `participant` is given
  std::string participant;                 ///< a case's name
  std::optional<std::int64_t> start, end;  ///< code points
  std::string text;                        ///< the exact words
};

/// Columns `code`, optional `coder`, and either `document,start,end` or `document`/`participant` with `text`.
/// Errors: kBadTable for missing columns; rows with faults are returned for the caller to report.
base::Result<std::vector<CodingRow>> read_codings(const Rows& rows);

/// Where `words` stand in `text`: byte ranges of every occurrence. Compared exactly (quotation marks and
/// accents too), but any run of white space equals any other: a transcript's line breaks are not part of what was said.
/// White space around `words` does not count. An empty `words` is found nowhere.
std::vector<std::pair<std::size_t, std::size_t>> find_words(std::string_view text, std::string_view words);

}  // namespace polyvocal::exchange
