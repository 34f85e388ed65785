#include <algorithm>

#include "analysis/case_cover_internal.hpp"

namespace polyvocal::analysis {

void CaseCover::build(const model::DocumentChunk& chunk) {
  intervals_.clear();
  cases_.clear();
  const auto& spans = chunk.case_spans;
  std::int64_t reached = 0;
  for (const auto& span : spans) {
    if (span.range.empty()) continue;
    if (span.range.start.value < reached) {
      build_overlapping(spans);
      return;
    }
    reached = span.range.end.value;
    intervals_.push_back({span.range.start.value, reached, static_cast<std::uint32_t>(cases_.size()), 1});
    cases_.push_back(span.case_index);
  }
}

void CaseCover::build_overlapping(const std::vector<model::CaseSpan>& spans) {
  intervals_.clear();
  cases_.clear();
  bounds_.clear();
  for (const auto& span : spans) {
    if (span.range.empty()) continue;
    bounds_.push_back(span.range.start.value);
    bounds_.push_back(span.range.end.value);
  }
  std::sort(bounds_.begin(), bounds_.end());
  bounds_.erase(std::unique(bounds_.begin(), bounds_.end()), bounds_.end());
  for (std::size_t i = 0; i + 1 < bounds_.size(); ++i) intervals_.push_back({bounds_[i], bounds_[i + 1], 0, 0});
  const auto each_interval = [&](const model::CaseSpan& span, auto&& take) {
    if (span.range.empty()) return;
    const auto at = std::lower_bound(bounds_.begin(), bounds_.end(), span.range.start.value) - bounds_.begin();
    for (auto i = static_cast<std::size_t>(at); bounds_[i] < span.range.end.value; ++i) take(intervals_[i]);
  };
  for (const auto& span : spans) each_interval(span, [](Interval& interval) { ++interval.count; });
  std::uint32_t total = 0;
  for (auto& interval : intervals_) {
    interval.first = total;
    total += interval.count;
    interval.count = 0;
  }
  cases_.resize(total);
  for (const auto& span : spans) {
    each_interval(span, [&](Interval& interval) { cases_[interval.first + interval.count++] = span.case_index; });
  }
  std::erase_if(intervals_, [](const Interval& interval) { return interval.count == 0; });
}

std::int64_t CaseCover::covered() const {
  std::int64_t sum = 0;
  for (const auto& interval : intervals_) sum += interval.end - interval.start;
  return sum;
}

std::size_t CaseCover::first_behind(std::int64_t start, std::size_t from) const {
  while (from < intervals_.size() && intervals_[from].end <= start) ++from;
  return from;
}

void CaseCover::collect(std::size_t at, std::int64_t end, std::vector<std::uint32_t>& out) const {
  for (; at < intervals_.size() && intervals_[at].start < end; ++at) {
    const Interval& interval = intervals_[at];
    for (std::uint32_t i = interval.first; i < interval.first + interval.count; ++i) {
      // A segment overlaps few cases: looking through them is faster than any set.
      if (std::find(out.begin(), out.end(), cases_[i]) == out.end()) out.push_back(cases_[i]);
    }
  }
}

}  // namespace polyvocal::analysis
