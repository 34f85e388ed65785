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
  edits_.push_back(edit);
}

CodePointOffset EditMap::forward(CodePointOffset position) const {
  std::int64_t shift = 0;
  for (const Edit& edit : edits_) {
    if (position < edit.at || (position == edit.at && edit.removed > 0)) break;
    if (position < edit.at + edit.removed) return edit.at + shift;
    shift += edit.inserted - edit.removed;
  }
  return position + shift;
}

Placed EditMap::forward(CodePointRange range) const {
  Placed placed;
  // Where an edge lies at an insertion, the range keeps out of it: the start goes behind it, the end stays before.
  const auto place = [&](CodePointOffset position, bool is_end) {
    std::int64_t shift = 0;
    for (const Edit& edit : edits_) {
      const CodePointOffset removed_end = edit.at + edit.removed;
      if (position < edit.at) break;
      if (position == edit.at && (is_end || edit.removed > 0)) break;
      if (position < removed_end) return edit.at + (shift + (is_end ? edit.inserted : 0));
      if (position == removed_end && is_end && edit.removed > 0) return edit.at + (shift + edit.inserted);
      shift += edit.inserted - edit.removed;
    }
    return position + shift;
  };
  placed.range = {place(range.start, false), place(range.end, true)};
  std::int64_t kept = range.length();
  for (const Edit& edit : edits_) {
    const std::int64_t from = std::max(edit.at, range.start).value;
    const std::int64_t to = std::min(edit.at + edit.removed, range.end).value;
    if (to > from) {
      kept -= to - from;
      placed.placement = Placement::kTouched;
    } else if (edit.removed == 0 && range.start < edit.at && edit.at < range.end) {
      placed.placement = Placement::kTouched;
    }
  }
  if (kept <= 0 && !range.empty()) {
    placed.placement = Placement::kLost;
    placed.range.end = placed.range.start;
  }
  return placed;
}

CodePointOffset EditMap::backward(CodePointOffset position) const {
  std::int64_t shift = 0;  // new minus old before the edit at hand
  for (const Edit& edit : edits_) {
    const CodePointOffset new_at = edit.at + shift;
    if (position < new_at) break;
    if (position < new_at + edit.inserted) return edit.at;
    shift += edit.inserted - edit.removed;
  }
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
