#pragma once

#include <string_view>

#include "text/offset_map.hpp"

namespace polyvocal::gui {

/// What a screen reader reads out in one go. The stretches of one unit follow each other without a gap: each ends where
/// the next begins, the blanks between them included.
enum class ReadingUnit { kCharacter, kWord, kSentence, kLine, kParagraph };

/// The paragraph that holds `position`, its line feed included; the last one at the end of the text.
text::CodePointRange paragraph_at(const text::OffsetMap& text, text::CodePointOffset position);

/// The unit of `paragraph` that holds `position`; the last one at or beyond the paragraph's end. A character is what a
/// reader takes for one; a line is the paragraph, since only a layout knows better. `language`: BCP 47.
text::CodePointRange unit_within(const text::OffsetMap& text, text::CodePointRange paragraph,
                                 text::CodePointOffset position, ReadingUnit unit, std::string_view language);

}  // namespace polyvocal::gui
