#pragma once

#include <cstdint>
#include <vector>

#include "analysis/case_cover_internal.hpp"
#include "analysis/crosstab_plan_internal.hpp"

namespace polyvocal::analysis {

/// Counts the codings of some documents into every (row, column) at once. One thread each; tallies of different
/// documents are added up with merge(). With columns made of documents, all documents of a column must go through one
/// tally, one after the other.
///
/// A document touches few columns and few cases, so it is counted into a small table of its own (which stays in the
/// processor's nearest cache) under local numbers, and carried over to the large table when it is done.
class CrosstabTally {
 public:
  CrosstabTally(const model::Snapshot& snapshot, const CrosstabPlan& plan);
  void count(std::size_t document_index);
  /// After the last document: counts what the open column touched.
  void end_column();
  void merge(const CrosstabTally& other);
  /// Counts cases and units from what was touched, and gives the cells: [row][column], the row's total last; rows as
  /// numbered by the plan. Ends the tally.
  std::vector<std::vector<CrosstabCell>> finish();

 private:
  struct Sum {
    std::uint32_t segments = 0;
    std::uint32_t documents = 0;
  };
  struct Extent {
    std::int64_t words = 0;
    std::int64_t characters = 0;
  };
  /// A position in the text with the number of words that start before it.
  struct Position {
    std::int64_t at = 0;
    std::int64_t words = 0;
  };
  /// How far the row's segments reach in the document at work.
  struct Reach {
    Position position;
    std::uint32_t stamp = 0;
  };
  /// Numbers things of the document at work 0, 1, 2 in the order of their first use.
  struct LocalNumbers {
    std::vector<std::uint32_t> global;  ///< by local number
    std::vector<std::uint32_t> local;   ///< by global number; valid if the stamp is the document's
    std::vector<std::uint32_t> stamp;
    std::uint32_t number(std::uint32_t one, std::uint32_t document_stamp);
    std::size_t words() const { return (global.size() + 63) / 64; }
  };

  std::size_t cell(std::size_t row, std::size_t column) const { return row * columns_ + column; }
  std::uint64_t* touched(std::size_t plane, std::size_t row) {
    return touched_.data() + (plane * plan_.row_count() + row) * bit_words_;
  }
  void open_document(std::size_t document_index);
  void number_cases();
  void count_base(std::size_t document_index);
  void prepare_extents();
  void locate(std::int64_t start, std::int64_t end);
  void locate_words(std::int64_t start, std::int64_t end);
  void count_range(std::size_t first, std::size_t last);
  void count_rows(const std::uint32_t* begin, const std::uint32_t* end, std::uint32_t coder);
  void add_extent(std::size_t row, std::uint32_t coder);
  Position advance(Reach& reach) const;
  void add_pieces(std::size_t row, Position from);
  void carry_over();
  void touch_column_row(std::size_t row);
  void add_cases(const std::uint64_t* bits, std::vector<CrosstabCell>& cells, std::size_t column) const;

  const model::Snapshot& snapshot_;
  const CrosstabPlan& plan_;
  std::size_t columns_ = 0;
  std::size_t bit_words_ = 0;
  std::vector<Sum> cells_;   // [row][column]
  std::vector<Sum> totals_;  // [row]
  // Cases by rank, as bits: [plane][row]. One plane, or one a coder.
  std::vector<std::uint64_t> touched_;
  // Columns made of documents: what the column at work has touched, and the finished columns' numbers of cases, units.
  std::uint32_t open_column_ = kNoColumn;
  std::vector<std::uint64_t> column_touched_;  // [row]
  std::vector<std::uint32_t> column_rows_;
  std::vector<bool> column_row_known_;
  std::vector<std::uint32_t> column_cases_;  // [row][column]
  std::vector<std::uint32_t> column_units_;

  std::vector<Extent> extents_;        // [row][column]
  std::vector<Extent> total_extents_;  // [row]
  std::vector<Reach> reach_;           // [row]: of segments in a case, or of all where cases make no column
  std::vector<Reach> reach_outside_;   // [row]: of segments outside every case
  std::vector<Reach> reach_cell_;      // [row][column]: columns made of coders

  // The document at work.
  const model::DocumentChunk* chunk_ = nullptr;
  std::uint32_t stamp_ = 0;
  CaseCover cover_;
  LocalNumbers local_cases_;
  LocalNumbers local_columns_;
  std::size_t case_words_ = 0;
  std::size_t column_words_ = 0;
  std::vector<std::uint64_t> interval_cases_;    // [interval], local numbers as bits
  std::vector<std::uint64_t> interval_columns_;  // [interval]; columns made of cases
  std::size_t slots_ = 1;                        // of a row: the total, then the local columns
  std::vector<std::uint32_t> counts_;            // [row][slot], segments
  std::size_t planes_ = 1;
  std::vector<std::uint64_t> masks_;  // [row][plane], local cases as bits
  std::vector<std::uint32_t> rows_touched_;
  std::size_t rows_touched_count_ = 0;
  std::size_t interval_ = 0;
  std::size_t word_ = 0;
  std::vector<Position> interval_starts_;
  std::vector<Position> interval_ends_;
  // The range at work.
  std::vector<std::uint64_t> cases_here_;
  std::vector<std::uint64_t> column_bits_here_;
  std::vector<std::uint32_t> slots_here_;
  bool outside_ = false;
  Position start_;
  Position end_;
  std::uint32_t segment_stamp_ = 0;
  std::vector<std::uint32_t> row_stamp_;
};

}  // namespace polyvocal::analysis
