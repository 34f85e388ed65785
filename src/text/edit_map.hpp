#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::text {

/// One replacement: `removed` code points at `at` (in the OLD text) became `inserted` code points.
struct Edit {
  CodePointOffset at;
  std::int64_t removed = 0;
  std::int64_t inserted = 0;
  friend bool operator==(const Edit&, const Edit&) = default;
};

enum class Placement {
  kExact,    ///< the range's words are untouched
  kTouched,  ///< an edit lies inside or across an edge; the range was carried through, a person should look
  kLost,     ///< all its words were removed
};

struct Placed {
  CodePointRange range;
  Placement placement = Placement::kExact;
};

/// The record of how a text became another: ordered, non-overlapping edits in old positions. Every transformation at
/// import (line ends, BOM, NUL) and every correction yields one; foreign offsets pass through it. Value type; looking a
/// position up is O(log edits).
class EditMap {
 public:
  EditMap() = default;
  /// Adds an edit behind all earlier ones. Precondition: `edit.at` >= end of the last edit's removed part.
  /// Touching edits are joined.
  void add(Edit edit);
  const std::vector<Edit>& edits() const { return edits_; }
  bool identity() const { return edits_.empty(); }

  /// An old position in the new text. Inside a removed part: the replacement's start.
  CodePointOffset forward(CodePointOffset old_position) const;
  /// An old range in the new text. Insertions exactly at an edge stay outside the range.
  Placed forward(CodePointRange old_range) const;
  /// A new position in the old text. Inside an insertion: the place where it was made.
  CodePointOffset backward(CodePointOffset new_position) const;
  /// First this map, then `next`.
  EditMap then(const EditMap& next) const;
  /// Compact text form "at:removed:inserted;..." for storing; parse() reads it, nullopt if malformed.
  std::string serialize() const;
  static std::optional<EditMap> parse(std::string_view text);
  /// The smallest single replacement that makes `from` into `to` (common prefix and suffix kept whole code points).
  static EditMap between(std::string_view from, std::string_view to);

 private:
  std::int64_t shift_before(std::size_t index) const;
  std::size_t passed(CodePointOffset old_position) const;

  std::vector<Edit> edits_;
  std::vector<std::int64_t> shifts_;  // of each edit: how far what stands before it has moved
};

}  // namespace polyvocal::text
