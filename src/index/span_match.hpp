#pragma once

#include <cstdint>
#include <vector>

namespace polyvocal::index {

/// Consecutive words of one text by their 1-based positions, both ends included: first <= last.
struct Span {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};
/// Ascending by first, then last; no repeats.
using Spans = std::vector<Span>;

enum class WordOrder { kAny, kAsGiven };

/// Everything that is in one of the lists.
Spans united(const std::vector<Spans>& lists);

/// The spans made of one span of each part, in order, each beginning right behind the one before.
Spans chained(const std::vector<Spans>& parts);

/// True if one span can be taken from each list so that they do not overlap, stand in `order`, and the words between
/// neighbours number at most `window` - 1 in all. For single words this is NEAR and ADJ as Xapian defines them: all
/// words in a stretch of `window` + (number of words) - 1. Cost: factorial in the number of lists (at most 8 come
/// here), logarithmic in their length.
bool stand_within(const std::vector<Spans>& lists, std::int64_t window, WordOrder order);

/// Those spans of the lists that take part in a match of stand_within(), in one list.
Spans taking_part(const std::vector<Spans>& lists, std::int64_t window, WordOrder order);

}  // namespace polyvocal::index
