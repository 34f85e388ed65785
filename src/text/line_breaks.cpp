#include "text/line_breaks.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "text/icu_internal.hpp"

namespace polyvocal::text {

std::vector<CodePointOffset> line_breaks(std::string_view utf8, std::string_view language) {
  std::vector<CodePointOffset> breaks;
  if (utf8.empty()) return breaks;
  auto* iterator = thread_break_iterator(BreakKind::kLine, language);
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  std::int64_t byte = 0;
  std::int64_t code_point = 0;
  const auto reach = [&](std::int64_t end) {
    for (; byte < end; ++byte) {
      if ((static_cast<unsigned char>(utf8[static_cast<std::size_t>(byte)]) & 0xC0U) != 0x80U) ++code_point;
    }
    breaks.emplace_back(code_point);
  };
  if (iterator != nullptr && U_SUCCESS(status)) {
    iterator->setText(&text, status);
    iterator->first();
    for (auto at = iterator->next(); U_SUCCESS(status) && at != icu::BreakIterator::DONE; at = iterator->next())
      reach(at);
  }
  utext_close(&text);
  if (byte < static_cast<std::int64_t>(utf8.size())) reach(static_cast<std::int64_t>(utf8.size()));
  return breaks;
}

}  // namespace polyvocal::text
