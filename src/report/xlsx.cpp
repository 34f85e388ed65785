#include <algorithm>

#include "report/markup_internal.hpp"
#include "report/phrases_internal.hpp"
#include "report/writers_internal.hpp"
#include "report/xlsx_book_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::size_t kRowLimit = 1048576;

void add_about(Workbook& book, std::string_view title, std::string_view subtitle, std::vector<std::string> notes,
               std::size_t rows) {
  if (book.cut_cells() > 0)
    notes.push_back(messages::counted("report.cut-cells", static_cast<std::int64_t>(book.cut_cells())));
  book.sheet(messages::message("report.about"), {100});
  std::size_t row = 0;
  const auto line = [&](std::string_view text, CellStyle style) {
    if (text.empty()) return;
    book.text(row++, 0, text, style == CellStyle::kText && right_to_left(text) ? CellStyle::kTextRtl : style);
  };
  line(title, CellStyle::kTitle);
  line(subtitle, CellStyle::kText);
  line(messages::counted("report.number-of-rows", static_cast<std::int64_t>(rows)), CellStyle::kText);
  for (const auto& note : notes) line(note, CellStyle::kText);
  line(messages::message("report.made-with"), CellStyle::kText);
}

tl::unexpected<base::Error> too_large() {
  return base::fail(base::ErrorCode::kTooLarge, {{"limit", std::to_string(kRowLimit) + " rows"}});
}

}  // namespace

base::Result<std::string> quotes_xlsx(const model::QuoteCollection& collection) {
  std::size_t rows = 0;
  for (const auto& section : collection.sections) rows += section.quotes.size();
  if (rows + 1 > kRowLimit) return too_large();
  Workbook book;
  book.sheet(messages::message("report.quotes-sheet"),
             {14, 26, 70, 22, 20, 14, 14, 14, 14, 7, 9, 9, 34, 14, 50, 50, 10});
  for (std::size_t column = 0; column < kQuoteColumns.size(); ++column) {
    book.text(0, column, kQuoteColumns[column], CellStyle::kHeader);
  }
  std::size_t row = 0;
  const auto text = [&](std::size_t column, std::string_view value) {
    book.text(row, column, value, right_to_left(value) ? CellStyle::kTextRtl : CellStyle::kText);
  };
  const auto number = [&](std::size_t column, std::int64_t value) {
    book.number(row, column, std::to_string(value), CellStyle::kTop);
  };
  for (const auto& section : collection.sections) {
    for (const auto& quote : section.quotes) {
      ++row;
      text(0, quote.quote_id);
      text(1, section.heading);
      text(2, quote.text);
      text(3, quote.attribution);
      text(4, quote.document);
      text(5, quote.case_name);
      text(6, quote.group);
      text(7, quote.unit);
      text(8, quote.speaker);
      number(9, quote.turn);
      number(10, quote.range.start.value);
      number(11, quote.range.end.value);
      text(12, joined_codes(quote));
      text(13, quote.coder);
      text(14, quote.context_before);
      text(15, quote.context_after);
      text(16, quote.verbatim ? "yes" : "no");
    }
  }
  book.header_row(rows + 1, kQuoteColumns.size());
  add_about(book, collection.title, collection.subtitle, {collection.statement}, rows);
  return book.finish(collection.title);
}

base::Result<std::string> table_xlsx(const Table& table) {
  if (table.rows.size() + 1 > kRowLimit) return too_large();
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  std::vector<double> widths(columns, 16);
  if (!widths.empty()) widths[0] = 40;
  Workbook book;
  book.sheet(messages::message("report.table-sheet"), widths);
  for (std::size_t column = 0; column < columns; ++column) {
    book.text(0, column, cell_of(table.header, column),
              numeric_column(table, column) ? CellStyle::kHeaderNumber : CellStyle::kHeader);
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Table::Row& row = table.rows[i];
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string_view cell = cell_of(row.cells, column);
      if (numeric_column(table, column)) {
        const CellStyle style = row.total ? CellStyle::kTotalNumber : CellStyle::kNumber;
        if (is_number(cell))
          book.number(i + 1, column, cell, style);
        else
          book.text(i + 1, column, cell, style);
      } else {
        const auto base = static_cast<std::uint32_t>(row.total ? CellStyle::kTotalName : CellStyle::kName);
        const int indent = column == 0 ? std::clamp(row.indent, 0, kDeepestIndent) : 0;
        book.text(i + 1, column, cell, static_cast<CellStyle>(base + static_cast<std::uint32_t>(indent)));
      }
    }
  }
  if (columns > 0) book.header_row(table.rows.size() + 1, columns);
  add_about(book, table.title, "", table.notes, table.rows.size());
  return book.finish(table.title);
}

}  // namespace polyvocal::report
