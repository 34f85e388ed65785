#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "model/export_gate.hpp"
#include "model/quote.hpp"
#include "model/snapshot.hpp"

namespace polyvocal::app {

/// "Q-" and 10 characters of 32 letters: a clash among a million has a chance of 1 in 2,000.
std::string label_of(const base::Digest& digest);

struct QuoteNames {
  std::string id;
  std::string speaker;  ///< as the transcript writes it
  std::string unit;
};
/// What an attribution rule may name, by folded name. Of several cases the different values, joined by ", ".
std::vector<std::pair<std::string, std::string>> attribution_values(const model::Snapshot& snapshot,
                                                                    std::size_t document,
                                                                    const std::vector<std::uint32_t>& cases,
                                                                    const QuoteNames& names);
/// The texts that will stand in the output, for the gate.
std::vector<model::OutgoingText> outgoing_of(const model::QuoteCollection& collection);

}  // namespace polyvocal::app
