#include "privacy/unchecked_gate.hpp"

namespace polyvocal::privacy {

model::GateResult UncheckedGate::check(const std::vector<model::OutgoingText>& /*texts*/) const {
  model::GateResult result;
  result.statement = "names-not-checked";
  return result;
}

}  // namespace polyvocal::privacy
