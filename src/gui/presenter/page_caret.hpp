#pragma once

#include "gui/presenter/page_layout.hpp"

namespace polyvocal::gui {

/// A movement of the caret. Left and right are what the eye sees, in both directions of script; words go the same way,
/// sentences and all else in the order in which the text is read.
enum class CaretStep {
  kLeft,
  kRight,
  kWordLeft,
  kWordRight,
  kSentenceBack,
  kSentenceForward,
  kUp,
  kDown,
  kLineStart,
  kLineEnd,
  kPageUp,
  kPageDown,
  kTextStart,
  kTextEnd,
};

/// True for the steps that keep to a column: `goal_x` of move_caret() is the x where the first of them began.
bool keeps_column(CaretStep step);

/// Where the caret stands after the step: always at an end of a reader's character, never in hidden text. At the ends
/// of the page it stays. `lines_a_page`: >= 1. Precondition: page.blocks() > 0.
PageCaret move_caret(PageLayout& page, PageCaret from, CaretStep step, int goal_x, int lines_a_page);

/// The word, or the paragraph, at a position: what a double and a triple click select. Beside all words, the character.
text::CodePointRange word_at(PageLayout& page, text::CodePointOffset at);
text::CodePointRange block_at(PageLayout& page, text::CodePointOffset at);

/// Grown to whole characters of a reader; an empty range becomes an empty one at the start of the character that it
/// stands in.
text::CodePointRange grow_to_graphemes(PageLayout& page, text::CodePointRange range);
/// The smallest range of whole words, or sentences, that the range touches; as it is where it touches none.
text::CodePointRange grow_to_words(PageLayout& page, text::CodePointRange range);
text::CodePointRange grow_to_sentences(PageLayout& page, text::CodePointRange range);

}  // namespace polyvocal::gui
