#pragma once

#include <cstdint>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/crosstab.hpp"

namespace polyvocal::analysis {

/// The rules of crosstab.hpp written down as they read: every coding against every span, every code point in a set.
/// Quadratic and worse; shares no code with the implementation. Takes its columns from the table under test, by label.
class NaiveCrosstab {
 public:
  using Segment = std::tuple<std::size_t, std::int64_t, std::int64_t, std::uint32_t>;  // document, range, coder
  struct Cell {
    std::set<Segment> segments;
    std::set<std::size_t> cases;
    std::set<std::pair<bool, std::int64_t>> units;
    std::set<std::size_t> documents;
    std::set<std::pair<std::size_t, std::int64_t>> points;
    std::int64_t words = 0;
  };

  NaiveCrosstab(const model::Snapshot& snapshot, const CrosstabSpec& spec, const std::vector<CrosstabColumn>& columns);

  static constexpr std::size_t kAll = static_cast<std::size_t>(-1);
  /// Row kAll = the totals over all rows; column kAll = over all columns.
  Cell cell(std::size_t row, std::size_t column) const;
  /// Its sets hold the column's base; no segments.
  Cell base(std::size_t column) const;
  /// The column of a value, by folding; kAll if there is none: the missing column's place.
  std::size_t column_of_case(std::size_t person) const;

 private:
  bool counts_in_row(std::size_t row, std::uint32_t code) const;
  bool coder_counts(std::uint32_t coder) const;
  bool by_cases() const;
  std::size_t column_of(const std::vector<model::AttributeValue>& values) const;
  std::size_t missing() const;
  void add_case(Cell& cell, std::size_t person) const;

  const model::Snapshot& s_;
  const CrosstabSpec& spec_;
  const std::vector<CrosstabColumn>& columns_;
};

}  // namespace polyvocal::analysis
