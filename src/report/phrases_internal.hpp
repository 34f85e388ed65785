#pragma once

#include <string>

#include "messages/messages.hpp"
#include "model/quote.hpp"

namespace polyvocal::report {

/// "3 quotations from 2 participants", or empty for a section without quotes.
std::string section_note(const model::QuoteSection& section);

}  // namespace polyvocal::report
