#pragma once

#include "model/export_gate.hpp"

namespace polyvocal::privacy {

/// The gate of a project without a key and without identifier rules: lets everything pass and says so. Its statement
/// ("names-not-checked") goes into the output, so that nobody takes silence for a check. Any thread.
class UncheckedGate : public model::ExportGate {
 public:
  model::GateResult check(const std::vector<model::OutgoingText>& texts) const override;
};

}  // namespace polyvocal::privacy
