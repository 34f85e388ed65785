#pragma once

#include <string>
#include <string_view>

namespace polyvocal::text {

/// In capitals by Unicode's rules, for showing ("Mère 4" is "MÈRE 4", "ß" is "SS"), whatever locale the program has.
/// The same in every language: "i" is always "I". Any thread.
std::string upper(std::string_view utf8);

}  // namespace polyvocal::text
