#pragma once

#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::text {

/// Where a line may end in a paragraph (Unicode Standard Annex 14 by ICU, with the language's dictionary): code points,
/// ascending, the paragraph's end last; nothing for an empty one. Blanks belong to what stands before them.
std::vector<CodePointOffset> line_breaks(std::string_view utf8, std::string_view language);

}  // namespace polyvocal::text
