#pragma once

#include <string>
#include <string_view>

namespace polyvocal::text {

/// Form for comparing words a person would call the same: NFKC case folding, combining marks stripped (Hebrew points
/// too, but not marks that make another letter: in Indic, Thai and kana, and in Cyrillic й and ї), "ı" and "İ" to "i",
/// typographic apostrophes to the plain one. Not for showing. Any thread.
std::string fold(std::string_view utf8);
/// Form for comparing labels and names: fold(), white space runs to one blank, ends trimmed, trailing ':' (also full
/// width) removed. "Interviewer 1 :" and "interviewer 1:" are equal.
std::string fold_name(std::string_view utf8);
/// NFC, white space trimmed and collapsed, control characters removed: how names are stored.
std::string clean_name(std::string_view utf8);
/// Unicode White_Space trimmed at both ends. A view into the argument.
std::string_view trim(std::string_view utf8);

}  // namespace polyvocal::text
