#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/ids.hpp"
#include "model/snapshot.hpp"
#include "text/offset.hpp"

namespace polyvocal::analysis {

enum class Measure { kSegments, kCases, kDocuments, kWords, kCharacters };
enum class RollUp { kDirect, kRolledUp };
enum class Percent {
  kNone,
  kRow,     ///< of the sum of the row's cells
  kColumn,  ///< of the sum of the column's cells; rolled up, a row below another row shown is not added a second time
  kCases,   ///< share of the column's cases (its base) that have the code, whatever the measure
};

/// What the columns are.
struct ColumnSpec {
  enum class Kind { kAttribute, kDocument, kCoder, kCase } kind = Kind::kAttribute;
  model::AttributeId attribute;  ///< kAttribute: of cases, or of documents
};

struct CrosstabSpec {
  std::vector<model::CodeId> rows;  ///< in this order
  ColumnSpec columns;
  Measure measure = Measure::kSegments;  ///< which figure `percent` is of; all figures are computed
  RollUp roll_up = RollUp::kRolledUp;
  Percent percent = Percent::kNone;
  std::vector<model::CoderId> coders;  ///< empty = all
  /// Compute words and characters (words need a snapshot with words). Measure kWords implies it, kCharacters implies
  /// the characters; otherwise both stay zero.
  bool words = false;
};

struct CrosstabCell {
  std::int64_t segments = 0;      ///< distinct (document, range, coder)
  std::int64_t cases = 0;         ///< distinct cases of the column that a segment overlaps
  std::int64_t units = 0;         ///< of those cases; a case without a unit is a unit of its own
  std::int64_t documents = 0;     ///< that hold a counted segment
  std::int64_t words = 0;         ///< that start inside the stretches counted
  std::int64_t characters = 0;    ///< code points of the stretches counted
  std::optional<double> percent;  ///< 0..100; nullopt where the base is zero or no percentage was asked
};

struct CrosstabColumn {
  std::string label;            ///< "families"; "" = no value ("(no value)" when shown)
  bool missing = false;         ///< the column of cases without a value, or of text without a case
  std::int64_t base_cases = 0;  ///< cases that have any text: who said nothing anywhere could not have had the code
  std::int64_t base_units = 0;  ///< a case without a unit is a unit of its own
  std::int64_t base_documents = 0;
};

struct CrosstabRow {
  model::CodeId code;
  std::string path;
  int depth = 0;
  std::vector<CrosstabCell> cells;
  CrosstabCell total;
};

/// The rules.
///
/// Segment: of a row, a distinct (document, range, coder) among the codings of the row's code, or with kRolledUp of the
/// code and everything below it. One coder's several descendants on one range are one segment of the ancestor; two
/// coders' codings of one range are two.
///
/// Columns by attribute of cases, and by case: a segment counts in a column if it overlaps a span of a case of the
/// column, once however many cases of it; it may count in several columns. A segment outside every case's spans goes to
/// the missing column. By document, by attribute of documents and by coder: a segment counts whole in the column of its
/// document or coder; `cases` are all that it overlaps. With `coders`, only theirs are coder columns.
///
/// Words and characters of a cell are those of the union of its segments, so that two overlapping segments count the
/// shared words once. In columns made of cases only the parts inside the spans of the column's cases count; a segment
/// outside every case counts whole in the missing column.
///
/// Totals: `total` is over all columns, `column_totals` over all rows, nothing counted twice; they are not sums.
///
/// Base: cases by the column's value that have text in the snapshot. By document: cases with text there; by coder:
/// cases with text in a document that the coder has coded at all; documents likewise. The missing column's documents
/// are those with text of a case without a value or outside every case.
///
/// Order: values that are equal after text::fold_name are one column, with the first case's spelling. Columns in the
/// attribute's level order (all levels, also empty ones; other values after them), numbers by size, else labels by code
/// point (callers sort by language); cases, documents and coders in the snapshot's order. The missing column is last
/// and is there only if it counts a segment or if a case with text (a document) lacks the value.
///
/// Percent: kRow: 100 x cell / sum of the row's cells; `total` is then 100. kColumn: 100 x cell / sum of the column's
/// cells over the rows that are neither repeated nor (rolled up) below another row; `column_totals` are then 100.
/// kCases: 100 x cases / base cases. The other totals follow the rule of their own row or column.
struct Crosstab {
  std::vector<CrosstabColumn> columns;
  std::vector<CrosstabRow> rows;
  std::vector<CrosstabCell> column_totals;  ///< over all rows, nothing counted twice
  CrosstabCell grand_total;
  std::string caveat;  ///< message key, "counts-are-not-importance"; empty if there is nothing to count
};

/// Large snapshots are counted on several threads; the result does not depend on their number. Any thread.
/// Errors: kNotFound for a code, coder or attribute the snapshot lacks; kInvalidArgument if words are asked of a
/// snapshot without, or columns by an attribute of units.
base::Result<Crosstab> crosstab(const model::Snapshot& snapshot, const CrosstabSpec& spec);

/// A counted segment, by place in the snapshot; of several codings that make one segment, the first in the chunk.
struct SegmentRef {
  std::size_t document_index = 0;
  std::size_t coding_index = 0;  ///< in the document's chunk
  friend bool operator==(const SegmentRef&, const SegmentRef&) = default;
};
/// The segments that cell (row, column) of crosstab() counts, by document and start; column npos = all columns, row
/// npos = all rows (the totals). Errors: those of crosstab(); kInvalidArgument for a row or column that is not there.
base::Result<std::vector<SegmentRef>> cell_segments(const model::Snapshot& snapshot, const CrosstabSpec& spec,
                                                    std::size_t row, std::size_t column);

}  // namespace polyvocal::analysis
