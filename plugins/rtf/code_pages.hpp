#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rtf {

/// Code pages as RTF names them. Bytes to UTF-8; what a page does not have becomes U+FFFD. One thread.
class CodePages {
 public:
  CodePages();
  ~CodePages();
  CodePages(const CodePages&) = delete;
  CodePages& operator=(const CodePages&) = delete;

  /// Windows code page numbers (1252, 932, ...), 10000 for Macintosh, 437 and 850 for DOS. An unknown one is read as
  /// 1252.
  std::string decode(int code_page, std::string_view bytes);
  /// True if `byte` begins a character of two bytes in this page.
  static bool is_lead_byte(int code_page, unsigned char byte);
  /// The code page of \fcharset (RTF 1.9.1, "Font Table"); 0 = the document's own, -1 = symbols without characters.
  static int of_charset(int charset);

 private:
  struct Converter;
  std::unordered_map<int, std::unique_ptr<Converter>> converters_;
};

}  // namespace rtf
