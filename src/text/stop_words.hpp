#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace polyvocal::text {

/// Frequent words that carry no theme, folded, for an ISO 639-1 code; an empty set for languages without a list. Any
/// thread; the reference stays valid.
const std::unordered_set<std::string>& stop_words(std::string_view language);

}  // namespace polyvocal::text
