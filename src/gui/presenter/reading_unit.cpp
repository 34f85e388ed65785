#include "gui/presenter/reading_unit.hpp"

#include <algorithm>
#include <vector>

#include "text/boundaries.hpp"

namespace polyvocal::gui {

using text::CodePointOffset;
using text::CodePointRange;

CodePointRange paragraph_at(const text::OffsetMap& text, CodePointOffset position) {
  const std::string_view all = text.text();
  const auto byte = static_cast<std::size_t>(text.to_byte(position).value);
  std::size_t start = byte == 0 ? std::string_view::npos : all.rfind('\n', byte - 1);
  start = start == std::string_view::npos ? 0 : start + 1;
  if (start == all.size() && start > 0) {
    // Behind the last line feed there is nothing to read.
    const std::size_t before = start < 2 ? std::string_view::npos : all.rfind('\n', start - 2);
    start = before == std::string_view::npos ? 0 : before + 1;
  }
  const std::size_t end = std::min(all.find('\n', start), all.size() - 1) + 1;
  return text.to_code_points({text::ByteOffset(static_cast<std::int64_t>(start)),
                              text::ByteOffset(static_cast<std::int64_t>(std::min(end, all.size())))});
}

CodePointRange unit_within(const text::OffsetMap& text, CodePointRange paragraph, CodePointOffset position,
                           ReadingUnit unit, std::string_view language) {
  if (unit == ReadingUnit::kLine || unit == ReadingUnit::kParagraph || paragraph.empty()) return paragraph;
  const text::OffsetMap local(text.slice(paragraph));
  std::vector<CodePointOffset> starts;
  if (unit == ReadingUnit::kCharacter) {
    starts = text::grapheme_boundaries(local, language);
  } else {
    for (const auto& one :
         unit == ReadingUnit::kWord ? text::words(local, language) : text::sentences(local, language)) {
      starts.push_back(one.start);
    }
  }
  const CodePointOffset at(std::clamp<std::int64_t>(position - paragraph.start, 0, paragraph.length() - 1));
  const auto next = std::upper_bound(starts.begin(), starts.end(), at);
  const std::int64_t start = next == starts.begin() ? 0 : (next - 1)->value;
  const std::int64_t end = next == starts.end() ? paragraph.length() : next->value;
  return {paragraph.start + start, paragraph.start + end};
}

}  // namespace polyvocal::gui
