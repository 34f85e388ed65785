#pragma once

#include <optional>
#include <string>

#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// What a code says of itself, as fields that a person changes.
struct CodeDetails {
  model::CodeId code;
  std::string path;  ///< of the code above it; empty at the top level
  std::string name;
  std::string key;
  std::string definition;
  std::string include;
  std::string exclude;
  std::string example;
  std::optional<std::size_t> hue;  ///< unset: that of its branch
  bool theme = false;
  friend bool operator==(const CodeDetails&, const CodeDetails&) = default;
};
/// The fields of a code; unset if it is not there.
std::optional<CodeDetails> code_details(const Workbench& bench, model::CodeId code);
/// Writes what differs between the two, as one act (a changed name is another). False after an error, which the status
/// tells. Precondition: both are of one code.
bool write_code_details(Workbench& bench, const CodeDetails& before, const CodeDetails& after);

}  // namespace polyvocal::gui
