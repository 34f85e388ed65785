#include "report/writers.hpp"

#include "base/atomic_file.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

using base::ErrorCode;
using base::Result;

Result<void> write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  base::AtomicFile file(path);
  if (auto written = file.write(bytes); !written) return written;
  return file.commit();
}

Result<void> write_made(const std::filesystem::path& path, Result<std::string> bytes) {
  if (bytes) return write_bytes(path, *bytes);
  if (bytes.error().code == ErrorCode::kTooLarge) bytes.error().params.emplace_back("path", base::path_to_utf8(path));
  return base::pass(bytes);
}

}  // namespace

Result<Format> format_of(const std::filesystem::path& path) {
  std::string ending = base::path_to_utf8(path.extension());
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (ending == ".csv") return Format::kCsv;
  if (ending == ".md") return Format::kMarkdown;
  if (ending == ".html" || ending == ".htm") return Format::kHtml;
  if (ending == ".docx") return Format::kDocx;
  if (ending == ".xlsx") return Format::kXlsx;
  const std::string name = base::path_to_utf8(path);
  return base::fail(ErrorCode::kInvalidArgument,
                    {{"what", "ending"}, {"value", name}, {"path", name}, {"variant", "write"}});
}

Result<void> write_quotes(const model::QuoteCollection& collection, Format format, const std::filesystem::path& path) {
  switch (format) {
    case Format::kCsv:
      return write_bytes(path, quotes_csv(collection));
    case Format::kMarkdown:
      return write_bytes(path, quotes_markdown(collection));
    case Format::kHtml:
      return write_bytes(path, quotes_html(collection));
    case Format::kDocx:
      return write_made(path, quotes_docx(collection));
    case Format::kXlsx:
      return write_made(path, quotes_xlsx(collection));
  }
  return base::fail(ErrorCode::kInternal, {{"detail", "format"}});
}

Result<void> write_table(const Table& table, Format format, const std::filesystem::path& path) {
  switch (format) {
    case Format::kCsv:
      return write_bytes(path, table_csv(table));
    case Format::kMarkdown:
      return write_bytes(path, table_markdown(table));
    case Format::kHtml:
      return write_bytes(path, table_html(table));
    case Format::kDocx:
      return write_made(path, table_docx(table));
    case Format::kXlsx:
      return write_made(path, table_xlsx(table));
  }
  return base::fail(ErrorCode::kInternal, {{"detail", "format"}});
}

}  // namespace polyvocal::report
