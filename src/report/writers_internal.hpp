#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "model/quote.hpp"
#include "report/writers.hpp"

namespace polyvocal::report {

// One function a format: the whole file's bytes.
std::string quotes_csv(const model::QuoteCollection& collection);
std::string table_csv(const Table& table);
std::string quotes_markdown(const model::QuoteCollection& collection);
std::string table_markdown(const Table& table);
std::string quotes_html(const model::QuoteCollection& collection);
std::string table_html(const Table& table);
base::Result<std::string> quotes_docx(const model::QuoteCollection& collection);
base::Result<std::string> table_docx(const Table& table);

/// Also kTooLarge (without the path).
base::Result<std::string> quotes_xlsx(const model::QuoteCollection& collection);
base::Result<std::string> table_xlsx(const Table& table);

/// A ZIP archive of the parts in the given order, with a fixed time (1980-01-01), deflated. Error: kInternal.
base::Result<std::string> zip_parts(const std::vector<std::pair<std::string, std::string>>& parts);

/// docProps of DOCX and XLSX: the title, "Polyvocal" and, if it is well formed, the language; no person, no date.
std::string office_core_properties(std::string_view title, std::string_view language);
std::string office_app_properties();

/// Constant parts of a DOCX package. `language` is a well-formed BCP 47 tag.
std::string docx_styles(std::string_view language);
std::string docx_settings();

/// The columns of a quote collection in CSV and XLSX.
inline constexpr std::array<std::string_view, 17> kQuoteColumns = {
    "quote_id", "section", "text", "attribution", "document", "case",           "group",         "unit",    "speaker",
    "turn",     "start",   "end",  "codes",       "coder",    "context_before", "context_after", "verbatim"};
/// "A; B".
std::string joined_codes(const model::QuoteRecord& quote);

/// The cell, or "" beyond the row's end.
inline std::string_view cell_of(const std::vector<std::string>& cells, std::size_t column) {
  return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}
inline bool numeric_column(const Table& table, std::size_t column) {
  return column < table.numeric.size() && table.numeric[column];
}

}  // namespace polyvocal::report
