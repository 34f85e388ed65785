#include "code_pages.hpp"

#include <unicode/ucnv.h>

#include <array>
#include <cstdint>
#include <utility>

#include "text_tools.hpp"

namespace rtf {

struct CodePages::Converter {
  UConverter* handle = nullptr;
  Converter() = default;
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (handle != nullptr) ucnv_close(handle);
  }
};

CodePages::CodePages() = default;
CodePages::~CodePages() = default;

std::string CodePages::decode(int code_page, std::string_view bytes) {
  auto& converter = converters_[code_page];
  if (!converter) {
    converter = std::make_unique<Converter>();
    // ICU knows the Windows pages as "windows-N" and the others as "ibm-N" or by their own names.
    const std::string number = std::to_string(code_page);
    const std::array<std::string, 4> names{code_page == 10000   ? "macintosh"
                                           : code_page == 65001 ? "UTF-8"
                                           : code_page == 932   ? "ibm-943"
                                                                : "windows-" + number,
                                           "cp" + number, "ibm-" + number, "windows-1252"};
    for (const auto& name : names) {
      UErrorCode failed = U_ZERO_ERROR;
      converter->handle = ucnv_open(name.c_str(), &failed);
      if (U_SUCCESS(failed)) break;
      converter->handle = nullptr;
    }
  }
  if (converter->handle == nullptr) return "\xEF\xBF\xBD";
  std::u16string wide(bytes.size() * 2 + 2, u'\0');
  UErrorCode failed = U_ZERO_ERROR;
  const auto length = ucnv_toUChars(converter->handle, wide.data(), static_cast<std::int32_t>(wide.size()),
                                    bytes.data(), static_cast<std::int32_t>(bytes.size()), &failed);
  if (U_FAILURE(failed)) return "\xEF\xBF\xBD";
  wide.resize(static_cast<std::size_t>(length));
  std::string out;
  for (std::size_t i = 0; i < wide.size(); ++i) {
    std::uint32_t code = wide[i];
    if (code >= 0xD800 && code < 0xDC00 && i + 1 < wide.size()) {
      code = 0x10000 + ((code - 0xD800) << 10) + (static_cast<std::uint32_t>(wide[++i]) - 0xDC00);
    }
    out += pv::utf8(code);
  }
  return out;
}

bool CodePages::is_lead_byte(int code_page, unsigned char byte) {
  switch (code_page) {
    case 932:
      return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
    case 936:
    case 949:
    case 950:
      return byte >= 0x81 && byte <= 0xFE;
    case 1361:
      return (byte >= 0x84 && byte <= 0xD3) || (byte >= 0xD8 && byte <= 0xDE) || (byte >= 0xE0 && byte <= 0xF9);
    default:
      return false;
  }
}

int CodePages::of_charset(int charset) {
  static constexpr auto kPages = std::to_array<std::pair<int, int>>({
      {0, 1252},   {1, 0},      {2, -1},     {77, 10000}, {78, 932},  {79, 949},   {80, 936},   {81, 950},
      {128, 932},  {129, 949},  {130, 1361}, {134, 936},  {136, 950}, {161, 1253}, {162, 1254}, {163, 1258},
      {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {254, 437},  {255, 850},
  });
  for (const auto& [known, page] : kPages) {
    if (known == charset) return page;
  }
  return 0;
}

}  // namespace rtf
