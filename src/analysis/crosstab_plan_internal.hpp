#pragma once

#include <cstdint>
#include <vector>

#include "analysis/crosstab.hpp"

namespace polyvocal::analysis {

inline constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;

/// Everything about a cross-tab that does not depend on the codings: which rows a code counts in, which column a case,
/// a document or a coder belongs to. Immutable once made; shared by the counting threads.
struct CrosstabPlan {
  enum class Basis {
    kCases,      ///< columns made of cases
    kDocuments,  ///< a document lies wholly in one column
    kCoders,     ///< a coder's codings lie in one column
  };
  Basis basis = Basis::kCases;
  std::size_t rows = 0;  ///< asked for; rows are numbered as in the specification
  /// Beyond the rows asked for: all of them together, and the base of the columns.
  std::size_t all_row() const { return rows; }
  std::size_t base_row() const { return rows + 1; }
  std::size_t row_count() const { return rows + 2; }

  /// Rows that codings of code c count in, all_row() last: row_list[row_first[c]] to row_list[row_first[c + 1]].
  std::vector<std::uint32_t> row_first;
  std::vector<std::uint32_t> row_list;
  /// Whether a row's cells are added for the sum of a column.
  std::vector<bool> outermost;

  std::vector<CrosstabColumn> columns;  ///< without bases; the missing column, if possible at all, is the last
  std::size_t missing = model::Snapshot::npos;
  std::vector<std::uint32_t> column_of_case;      ///< kCases
  std::vector<std::uint32_t> column_of_document;  ///< kDocuments
  std::vector<std::uint32_t> column_of_coder;     ///< kCoders; kNoColumn = filtered out
  std::vector<bool> coder_counts;                 ///< passes the filter

  /// Cases ranked by (column, unit), so that a walk over touched ranks meets the cases of a unit in a row.
  std::vector<std::uint32_t> rank_of_case;
  std::vector<std::uint32_t> case_of_rank;
  std::vector<std::uint32_t> unit_of_rank;  ///< below unit_count
  std::size_t unit_count = 0;

  bool characters = false;
  bool words = false;
};

/// Errors: those of crosstab().
base::Result<CrosstabPlan> plan_crosstab(const model::Snapshot& snapshot, const CrosstabSpec& spec);

/// Which coders pass: parallel to snapshot.coders. Error: kNotFound.
base::Result<std::vector<bool>> select_coders(const model::Snapshot& snapshot,
                                              const std::vector<model::CoderId>& coders);
/// Index in snapshot.codes.codes(). Error: kNotFound.
base::Result<std::size_t> code_index(const model::Snapshot& snapshot, model::CodeId code);
/// Error: kNotFound, kInvalidArgument for an attribute of units, whose values a snapshot does not have.
base::Result<const model::Attribute*> usable_attribute(const model::Snapshot& snapshot, model::AttributeId id);
/// The value's text, empty if there is none.
std::string_view value_of(const std::vector<model::AttributeValue>& values, model::AttributeId attribute);

}  // namespace polyvocal::analysis
