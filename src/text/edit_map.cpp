#include "text/edit_map.hpp"

#include <algorithm>
#include <charconv>

#include "text/offset_map.hpp"

namespace polyvocal::text {

void EditMap::add(Edit edit) {
  if (edit.removed == 0 && edit.inserted == 0) return;
  if (!edits_.empty() && edits_.back().at + edits_.back().removed == edit.at) {
    edits_.back().removed += edit.removed;
    edits_.back().inserted += edit.inserted;
    return;
  }
  shifts_.push_back(shift_before(edits_.size()));
  edits_.push_back(edit);
}

/// New minus old positions in front of the edit with this index.
std::int64_t EditMap::shift_before(std::size_t index) const {
  if (index < shifts_.size()) return shifts_[index];
  return edits_.empty() ? 0 : shifts_.back() + edits_.back().inserted - edits_.back().removed;
}

/// How many edits lie wholly at or before an old position.
std::size_t EditMap::passed(CodePointOffset old_position) const {
  const auto it = std::partition_point(edits_.begin(), edits_.end(),
                                       [&](const Edit& edit) { return edit.at + edit.removed <= old_position; });
  return static_cast<std::size_t>(it - edits_.begin());
}

CodePointOffset EditMap::forward(CodePointOffset position) const {
  const std::size_t index = passed(position);
  const std::int64_t shift = shift_before(index);
  if (index < edits_.size() && edits_[index].at < position) return edits_[index].at + shift;
  return position + shift;
}

Placed EditMap::forward(CodePointRange range) const {
  Placed placed;
  // The start goes behind an insertion made where it lies, the end stays before it: the range keeps out of both.
  placed.range.start = forward(range.start);
  std::size_t index = passed(range.end);
  if (index > 0 && edits_[index - 1].at == range.end) --index;
  const std::int64_t shift = shift_before(index);
  const bool inside = index < edits_.size() && edits_[index].at < range.end;
  placed.range.end = inside ? edits_[index].at + (shift + edits_[index].inserted) : range.end + shift;
  std::int64_t kept = range.length();
  for (std::size_t i = passed(range.start); i < edits_.size() && edits_[i].at < range.end; ++i) {
    const Edit& edit = edits_[i];
    const std::int64_t from = std::max(edit.at, range.start).value;
    const std::int64_t to = std::min(edit.at + edit.removed, range.end).value;
    kept -= std::max<std::int64_t>(to - from, 0);
    placed.placement = Placement::kTouched;
  }
  if (kept <= 0 && !range.empty()) placed.placement = Placement::kLost;
  if (kept <= 0) placed.range.end = placed.range.start;
  return placed;
}

CodePointOffset EditMap::backward(CodePointOffset position) const {
  // The index counts the edits whose replacement ends at or before the position.
  std::size_t low = 0;
  std::size_t high = edits_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (edits_[middle].at + (shifts_[middle] + edits_[middle].inserted) <= position)
      low = middle + 1;
    else
      high = middle;
  }
  const std::int64_t shift = shift_before(low);
  if (low < edits_.size() && edits_[low].at + shift <= position) return edits_[low].at;
  return position - shift;
}

EditMap EditMap::then(const EditMap& next) const {
  // Cut the middle text at every edge of either map; between two cuts it is either in an insertion of the first, a
  // removal of the second, both, or copied through both.
  EditMap result;
  std::size_t i = 0;
  std::size_t j = 0;
  std::int64_t old_at = 0;
  std::int64_t middle = 0;
  std::int64_t inserted_left = 0;  // of the first map's current insertion
  std::int64_t removed_left = 0;   // of the second map's current removal
  while (true) {
    if (inserted_left == 0 && i < edits_.size() && edits_[i].at.value == old_at) {
      result.add({CodePointOffset(old_at), edits_[i].removed, 0});
      old_at += edits_[i].removed;
      inserted_left = edits_[i].inserted;
      ++i;
    }
    if (removed_left == 0 && j < next.edits_.size() && next.edits_[j].at.value == middle) {
      result.add({CodePointOffset(old_at), 0, next.edits_[j].inserted});
      removed_left = next.edits_[j].removed;
      ++j;
    }
    if (inserted_left > 0 || removed_left > 0) {
      std::int64_t step = inserted_left > 0 ? inserted_left : removed_left;
      if (inserted_left > 0 && removed_left > 0) step = std::min(inserted_left, removed_left);
      if (inserted_left == 0 && i < edits_.size()) step = std::min(step, edits_[i].at.value - old_at);
      if (removed_left == 0 && j < next.edits_.size()) step = std::min(step, next.edits_[j].at.value - middle);
      if (step <= 0) continue;
      const bool was_inserted = inserted_left > 0;
      const bool is_removed = removed_left > 0;
      if (was_inserted && !is_removed) result.add({CodePointOffset(old_at), 0, step});
      if (!was_inserted && is_removed) result.add({CodePointOffset(old_at), step, 0});
      if (was_inserted)
        inserted_left -= step;
      else
        old_at += step;
      if (is_removed) removed_left -= step;
      middle += step;
      continue;
    }
    if (i >= edits_.size() && j >= next.edits_.size()) return result;
    std::int64_t step = INT64_MAX;
    if (i < edits_.size()) step = std::min(step, edits_[i].at.value - old_at);
    if (j < next.edits_.size()) step = std::min(step, next.edits_[j].at.value - middle);
    old_at += step;
    middle += step;
  }
}

std::string EditMap::serialize() const {
  std::string out;
  for (const Edit& edit : edits_) {
    out +=
        std::to_string(edit.at.value) + ":" + std::to_string(edit.removed) + ":" + std::to_string(edit.inserted) + ";";
  }
  return out;
}

std::optional<EditMap> EditMap::parse(std::string_view text) {
  EditMap map;
  const char* at = text.data();
  const char* end = at + text.size();
  const auto number = [&](char closing) -> std::optional<std::int64_t> {
    std::int64_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc{} || next == end || *next != closing || value < 0) return std::nullopt;
    at = next + 1;
    return value;
  };
  std::int64_t last = 0;
  while (at != end) {
    const auto position = number(':');
    const auto removed = position ? number(':') : std::nullopt;
    const auto inserted = removed ? number(';') : std::nullopt;
    if (!inserted || *position < last) return std::nullopt;
    map.add({CodePointOffset(*position), *removed, *inserted});
    last = *position + *removed;
  }
  return map;
}

EditMap EditMap::between(std::string_view from, std::string_view to) {
  std::size_t prefix = 0;
  while (prefix < from.size() && prefix < to.size() && from[prefix] == to[prefix]) ++prefix;
  const auto inside = [](std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  while (prefix > 0 && (inside(from, prefix) || inside(to, prefix))) --prefix;
  std::size_t suffix = 0;
  while (suffix < from.size() - prefix && suffix < to.size() - prefix &&
         from[from.size() - 1 - suffix] == to[to.size() - 1 - suffix])
    ++suffix;
  while (suffix > 0 && (inside(from, from.size() - suffix) || inside(to, to.size() - suffix))) --suffix;
  EditMap map;
  map.add({CodePointOffset(count_code_points(from.substr(0, prefix))),
           count_code_points(from.substr(prefix, from.size() - prefix - suffix)),
           count_code_points(to.substr(prefix, to.size() - prefix - suffix))});
  return map;
}

}  // namespace polyvocal::text
