#pragma once

#include <string_view>

namespace polyvocal::text {

/// True for words and phrases that stand before a colon in prose, notes, front matter and page furniture, and so are no
/// speaker ("note", "for example", "date"), in the languages this project has word lists for. `folded`: fold_name() of
/// the label. Any thread.
bool ordinary_label(std::string_view folded);

/// True if the label reads like a line of front matter: such a word, or a phrase that begins or ends with one ("Date of
/// interview", "Recording length"). `folded` as above.
bool front_matter_label(std::string_view folded);

/// True if the label is an ordinary word, or begins with one ("and then"). `folded` as above.
bool ordinary_phrase(std::string_view folded);

}  // namespace polyvocal::text
