#pragma once

#include <string>
#include <vector>

namespace polyvocal::model {

/// A text that is about to leave the project, and where it would stand in the output.
struct OutgoingText {
  std::string place;  ///< "quote", "context", "heading", "attribution", "document-name", "attribute", "property"
  std::string text;
};

struct GateFinding {
  std::string kind;  ///< "identifier", "pattern", "redaction-mark", ...
  std::string place;
  std::string text;
  std::string rule;
};

struct GateResult {
  std::vector<GateFinding> blocked;  ///< the export must not go on without an override
  std::vector<GateFinding> warnings;
  std::string statement;  ///< message key of what was and was not checked
};

/// The one door through which everything leaves. Exporters are given texts only after the gate saw them.
class ExportGate {
 public:
  virtual ~ExportGate() = default;
  virtual GateResult check(const std::vector<OutgoingText>& texts) const = 0;
};

}  // namespace polyvocal::model
