#pragma once

#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::text {

enum class WritingDirection { kLeftToRight, kRightToLeft };

/// The direction of a paragraph: that of its first strong letter (Unicode Standard Annex 9, rules P2 and P3); left to
/// right if it has none. Any thread.
WritingDirection paragraph_direction(std::string_view utf8);

/// A stretch of one line whose letters run in one direction.
struct BidiRun {
  CodePointRange range;  ///< within the paragraph
  WritingDirection direction = WritingDirection::kLeftToRight;
};

/// One paragraph's directions, resolved once (UAX 9 by ICU), asked line by line. The text must be valid UTF-8 without a
/// paragraph separator. Immutable after construction; one thread at a time.
class BidiParagraph {
 public:
  explicit BidiParagraph(std::string_view utf8);
  WritingDirection direction() const { return direction_; }
  /// The runs of the line `range` (code points of the paragraph) from left to right as they are seen. Blanks at the
  /// line's end run as the paragraph does (rule L1). What lies beyond the paragraph is left out.
  std::vector<BidiRun> visual_runs(CodePointRange range) const;

 private:
  WritingDirection direction_;
  std::int64_t code_points_;
  bool one_way_;                      ///< no letter runs against the paragraph
  std::vector<unsigned char> level_;  ///< of each code point; empty if one_way_
  std::vector<bool> blank_;           ///< parallel to level_
};

}  // namespace polyvocal::text
