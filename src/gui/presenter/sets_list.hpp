#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/sets.hpp"
#include "model/snapshot.hpp"

namespace polyvocal::gui {

/// A line of the list of sets: a set, or one of its members below it.
struct SetLine {
  model::SetId set;
  model::SetKind kind = model::SetKind::kCodes;
  bool heading = true;
  std::string name;         ///< of the set or the member (a code's path)
  std::size_t count = 0;    ///< of a heading: members
  std::int64_t member = 0;  ///< id of the member
};
/// By kind, then name, each with its members below it.
std::vector<SetLine> set_lines(const model::Snapshot& snapshot);

/// A line of the list of coders.
struct CoderLine {
  model::CoderId coder;
  std::string name;
  std::int64_t codings = 0;
  std::int64_t documents = 0;  ///< in which there are any
  bool acting = false;
};
/// By name; the acting coder is there even before the first coding.
std::vector<CoderLine> coder_lines(const model::Snapshot& snapshot, const std::string& acting);

}  // namespace polyvocal::gui
