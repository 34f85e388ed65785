#pragma once

#include <string>
#include <string_view>

#include "messages/messages.hpp"
#include "model/quote.hpp"

namespace polyvocal::report {

/// The words that this layer prints around other people's text. The catalogue of messages/ comes first, so that a
/// translation takes effect; English is built in.
std::string phrase(std::string_view key, const messages::Params& params = {});

/// "3 quotations from 2 participants", or empty for a section without quotes.
std::string section_note(const model::QuoteSection& section);

}  // namespace polyvocal::report
