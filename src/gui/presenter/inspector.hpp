#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// One line of the inspector: a label with a value, or a paragraph (empty label), or a coding (with a hue).
struct InspectorLine {
  std::string label;
  std::string value;
  std::optional<std::size_t> hue;
  bool mine = true;
  std::optional<model::CodingId> coding;
};
struct InspectorSection {
  std::string title;
  Mark mark = Mark::kNone;
  std::vector<InspectorLine> lines;
};

/// What is known of the caret's place: codings there (with their code's definition and rules), memos, the speaker's
/// case with its attributes, the document.
std::vector<InspectorSection> inspect(const Workbench& bench);

}  // namespace polyvocal::gui
