#pragma once

#include <cstdint>
#include <vector>

#include "model/snapshot.hpp"

namespace polyvocal::analysis {

/// The spans of a document's cases cut into intervals in which the same cases hold throughout: ascending, disjoint,
/// only where there is a case. A segment then finds its cases by a walk, however many whole-document cases lie over it.
/// Reused from document to document; one thread.
class CaseCover {
 public:
  struct Interval {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::uint32_t first = 0;  ///< of its cases in cases()
    std::uint32_t count = 0;  ///< at least one
  };
  void build(const model::DocumentChunk& chunk);

  const std::vector<Interval>& intervals() const { return intervals_; }
  /// Indices in Snapshot::cases; within an interval by the start of the case's span.
  const std::vector<std::uint32_t>& cases() const { return cases_; }
  /// Sum of the intervals' lengths.
  std::int64_t covered() const;
  /// The first interval that ends behind `start`, looked for from interval `from` on.
  std::size_t first_behind(std::int64_t start, std::size_t from) const;
  /// Adds the cases that [start, end) overlaps, by start, to `out`, each once if `out` was empty. `at` =
  /// first_behind().
  void collect(std::size_t at, std::int64_t end, std::vector<std::uint32_t>& out) const;

 private:
  void build_overlapping(const std::vector<model::CaseSpan>& spans);
  std::vector<Interval> intervals_;
  std::vector<std::uint32_t> cases_;
  std::vector<std::int64_t> bounds_;
};

/// Calls `take(first, last)` for every run [first, last) of codings with one range.
template <typename Take>
void for_each_range(const model::DocumentChunk& chunk, Take&& take) {
  const std::size_t count = chunk.codings();
  for (std::size_t first = 0; first < count;) {
    std::size_t last = first + 1;
    while (last < count && chunk.start[last] == chunk.start[first] && chunk.end[last] == chunk.end[first]) ++last;
    take(first, last);
    first = last;
  }
}

}  // namespace polyvocal::analysis
