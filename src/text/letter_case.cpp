#include "text/letter_case.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace polyvocal::text {

std::string upper(std::string_view utf8) {
  std::string out;
  icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())))
      .toUpper(icu::Locale::getRoot())
      .toUTF8String(out);
  return out;
}

}  // namespace polyvocal::text
