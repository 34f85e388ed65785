#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "report/markup_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// RFC 4180 with a byte order mark.
class CsvText {
 public:
  CsvText() : out_(kByteOrderMark) {}
  void cell(std::string_view text) {
    comma();
    // What a spreadsheet would take for a formula is shown as text instead.
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (!formula && text.find_first_of("\",\r\n") == std::string_view::npos) {
      out_ += text;
      return;
    }
    out_ += '"';
    if (formula) out_ += '\'';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t quote = std::min(text.find('"', at), text.size());
      out_ += text.substr(at, quote - at);
      if (quote < text.size()) out_ += "\"\"";
      at = quote + 1;
    }
    out_ += '"';
  }
  void plain(std::string_view text) {
    comma();
    out_ += text;
  }
  void number(std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    plain(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
  }
  void end_row() {
    out_ += "\r\n";
    row_begun_ = false;
  }
  std::string take() { return std::move(out_); }

 private:
  void comma() {
    if (row_begun_) out_ += ',';
    row_begun_ = true;
  }
  std::string out_;
  bool row_begun_ = false;
};

}  // namespace

std::string joined_codes(const model::QuoteRecord& quote) {
  std::string joined;
  for (const auto& code : quote.codes) {
    if (!joined.empty()) joined += "; ";
    joined += code;
  }
  return joined;
}

std::string quotes_csv(const model::QuoteCollection& collection) {
  CsvText csv;
  for (const auto name : kQuoteColumns) csv.cell(name);
  csv.end_row();
  for (const auto& section : collection.sections) {
    for (const auto& quote : section.quotes) {
      for (const std::string_view text :
           {std::string_view(quote.quote_id), std::string_view(section.heading), std::string_view(quote.text),
            std::string_view(quote.attribution), std::string_view(quote.document), std::string_view(quote.case_name),
            std::string_view(quote.group), std::string_view(quote.unit), std::string_view(quote.speaker)}) {
        csv.cell(text);
      }
      csv.number(quote.turn);
      csv.number(quote.range.start.value);
      csv.number(quote.range.end.value);
      csv.cell(joined_codes(quote));
      csv.cell(quote.coder);
      csv.cell(quote.context_before);
      csv.cell(quote.context_after);
      csv.cell(quote.verbatim ? "yes" : "no");
      csv.end_row();
    }
  }
  return csv.take();
}

std::string table_csv(const Table& table) {
  CsvText csv;
  for (const auto& name : table.header) csv.cell(name);
  csv.end_row();
  for (const auto& row : table.rows) {
    const std::size_t columns = std::max(table.header.size(), row.cells.size());
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string_view cell = cell_of(row.cells, column);
      if (numeric_column(table, column) && is_number(cell)) {
        csv.plain(cell);
      } else {
        csv.cell(cell);
      }
    }
    csv.end_row();
  }
  return csv.take();
}

}  // namespace polyvocal::report
