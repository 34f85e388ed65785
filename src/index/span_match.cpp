#include "index/span_match.hpp"

#include <algorithm>
#include <map>

namespace polyvocal::index {

namespace {

std::uint32_t length_of(const Span& span) {
  return span.last - span.first + 1;
}

/// One operand's spans, sorted apart by length: among spans of one length the earliest is always the best next choice.
using ByLength = std::vector<std::pair<std::uint32_t, Spans>>;

class Search {
 public:
  Search(const std::vector<Spans>& lists, std::int64_t window, WordOrder order) : order_(order), gaps_(window - 1) {
    for (const auto& list : lists) {
      std::map<std::uint32_t, Spans> sorted;
      for (const auto& span : list) sorted[length_of(span)].push_back(span);
      lists_.emplace_back(sorted.begin(), sorted.end());
    }
    used_.resize(lists_.size());
  }

  bool any() {
    const std::size_t beginnings = order_ == WordOrder::kAsGiven ? 1 : lists_.size();
    for (std::size_t i = 0; i < beginnings; ++i) {
      used_[i] = true;
      for (const auto& [length, spans] : lists_[i]) {
        for (const auto& span : spans) {
          if (extend(span.last, 1, gaps_)) return true;
        }
      }
      used_[i] = false;
    }
    return false;
  }

 private:
  bool extend(std::uint32_t end, std::size_t taken, std::int64_t gaps_left) {
    if (taken == lists_.size()) return true;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      if (used_[i]) continue;
      if (order_ == WordOrder::kAsGiven && i != taken) continue;
      for (const auto& [length, spans] : lists_[i]) {
        const auto next =
            std::upper_bound(spans.begin(), spans.end(), end,
                             [](std::uint32_t position, const Span& span) { return position < span.first; });
        if (next == spans.end()) continue;
        const std::int64_t gap = static_cast<std::int64_t>(next->first) - end - 1;
        if (gap > gaps_left) continue;
        used_[i] = true;
        const bool found = extend(next->last, taken + 1, gaps_left - gap);
        used_[i] = false;
        if (found) return true;
      }
    }
    return false;
  }

  std::vector<ByLength> lists_;
  std::vector<bool> used_;
  WordOrder order_;
  std::int64_t gaps_;
};

}  // namespace

Spans united(const std::vector<Spans>& lists) {
  Spans out;
  for (const auto& list : lists) out.insert(out.end(), list.begin(), list.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Spans chained(const std::vector<Spans>& parts) {
  if (parts.empty()) return {};
  Spans out = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    Spans longer;
    for (const auto& head : out) {
      const auto next = std::lower_bound(parts[i].begin(), parts[i].end(), Span{head.last + 1, 0});
      for (auto it = next; it != parts[i].end() && it->first == head.last + 1; ++it)
        longer.push_back({head.first, it->last});
    }
    std::sort(longer.begin(), longer.end());
    longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
    out = std::move(longer);
  }
  return out;
}

bool stand_within(const std::vector<Spans>& lists, std::int64_t window, WordOrder order) {
  for (const auto& list : lists) {
    if (list.empty()) return false;
  }
  return !lists.empty() && Search(lists, window, order).any();
}

Spans taking_part(const std::vector<Spans>& lists, std::int64_t window, WordOrder order) {
  if (!stand_within(lists, window, order)) return {};
  std::vector<Spans> kept;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    std::vector<Spans> tried = lists;
    Spans good;
    for (const auto& span : lists[i]) {
      tried[i] = {span};
      if (stand_within(tried, window, order)) good.push_back(span);
    }
    kept.push_back(std::move(good));
  }
  return united(kept);
}

}  // namespace polyvocal::index
