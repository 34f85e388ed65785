#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <string>

#include "base/atomic_file.hpp"
#include "base/clock.hpp"
#include "report/markup_internal.hpp"
#include "report/phrases_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kCellLimit = 32767;  // of a spreadsheet cell, in UTF-16 units
constexpr std::size_t kRowLimit = 1048576;

/// A workbook that is closed, and so written, exactly once. Every failure of the library ends in error_of().
class Book {
 public:
  Book(std::filesystem::path temporary, std::filesystem::path path, std::string_view title)
      : path_(std::move(path)), book_(workbook_new(base::path_to_utf8(temporary).c_str())) {
    if (book_ == nullptr) return;
    std::string title_text = cleaned(title);
    title_text.resize(utf16_prefix(title_text, 255));
    std::string creator = "Polyvocal";
    lxw_doc_properties properties{};
    properties.title = title_text.data();
    properties.author = creator.data();
    properties.created = static_cast<std::time_t>(base::now_ms() / 1000);
    workbook_set_properties(book_, &properties);
    header = format();
    if (header != nullptr) {
      format_set_bold(header);
      format_set_font_color(header, 0xFFFFFF);
      format_set_bg_color(header, 0x2F4B6E);
      format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
    }
  }
  ~Book() {
    if (book_ != nullptr) static_cast<void>(workbook_close(book_));
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  bool good() const { return book_ != nullptr && header != nullptr; }
  lxw_worksheet* sheet(const std::string& name) {
    lxw_worksheet* made = workbook_add_worksheet(book_, name.c_str());
    if (made == nullptr) note(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return made;
  }
  lxw_format* format() { return workbook_add_format(book_); }

  void text(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view raw, lxw_format* format) {
    if (raw.empty()) {
      note(worksheet_write_blank(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), format));
      return;
    }
    note(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                cell_text(raw).c_str(), format));
  }
  void number(lxw_worksheet* sheet, std::size_t row, std::size_t column, double value, lxw_format* format) {
    note(worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value, format));
  }
  std::int64_t cut_cells() const { return cut_cells_; }

  Result<void> close() {
    lxw_workbook* book = std::exchange(book_, nullptr);
    errno = 0;
    const lxw_error closed = book == nullptr ? LXW_ERROR_MEMORY_MALLOC_FAILED : workbook_close(book);
    const int number = errno;
    if (closed != LXW_NO_ERROR) return tl::unexpected(error_of(closed, number));
    if (error_ != LXW_NO_ERROR) return tl::unexpected(error_of(error_, 0));
    return {};
  }

  lxw_format* header = nullptr;

 private:
  void note(lxw_error error) {
    if (error != LXW_NO_ERROR && error_ == LXW_NO_ERROR) error_ = error;
  }
  /// What fits into a cell. "_x0041_" in a text would be read as an escaped "A": its first character is escaped itself.
  std::string cell_text(std::string_view raw) {
    std::string text = cleaned(raw);
    if (const std::size_t all = utf16_prefix(text, kCellLimit); all < text.size()) {
      const std::string mark = " " + phrase("report.cut");
      // The library counts bytes of UTF-8 in some versions and characters in others; half the limit is safe for both
      // only with ASCII, so the mark is plain and the cut is by UTF-16 units, as the format says.
      text.resize(utf16_prefix(text, kCellLimit - mark.size()));
      text += mark;
      ++cut_cells_;
    }
    return text;
  }
  base::Error error_of(lxw_error error, int number) const {
    const std::string path = base::path_to_utf8(path_);
    if (number == ENOSPC || number == EDQUOT || number == EFBIG) return {ErrorCode::kDiskFull, {{"path", path}}, {}};
    const bool file = error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE ||
                      error == LXW_ERROR_READING_TMPFILE || error == LXW_ERROR_ZIP_FILE_OPERATION ||
                      error == LXW_ERROR_ZIP_FILE_ADD || error == LXW_ERROR_ZIP_CLOSE;
    if (file) return {ErrorCode::kFileNotWritable, {{"path", path}, {"detail", lxw_strerror(error)}}, {}};
    return {ErrorCode::kInternal, {{"detail", std::string("xlsx: ") + lxw_strerror(error)}}, {}};
  }

  std::filesystem::path path_;
  lxw_workbook* book_;
  lxw_error error_ = LXW_NO_ERROR;
  std::int64_t cut_cells_ = 0;
};

void add_about(Book& book, std::string_view title, std::string_view subtitle, std::vector<std::string> notes,
               std::size_t rows) {
  lxw_worksheet* sheet = book.sheet(phrase("report.about"));
  if (sheet == nullptr) return;
  lxw_format* heading = book.format();
  lxw_format* wrapped = book.format();
  if (heading == nullptr || wrapped == nullptr) return;
  format_set_bold(heading);
  format_set_font_size(heading, 16);
  format_set_font_color(heading, 0x2F4B6E);
  format_set_text_wrap(heading);
  format_set_text_wrap(wrapped);
  format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
  worksheet_set_column(sheet, 0, 0, 100, nullptr);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  std::size_t row = 0;
  book.text(sheet, row++, 0, title, heading);
  if (!subtitle.empty()) book.text(sheet, row++, 0, subtitle, wrapped);
  book.text(sheet, row++, 0, phrase("report.number-of-rows") + ": " + std::to_string(rows), wrapped);
  if (book.cut_cells() > 0) notes.push_back(phrase("report.cut-cells") + ": " + std::to_string(book.cut_cells()));
  for (const auto& note : notes) {
    if (!note.empty()) book.text(sheet, row++, 0, note, wrapped);
  }
  book.text(sheet, row, 0, phrase("report.made-with"), wrapped);
}

Result<void> too_large(const std::filesystem::path& path) {
  return base::fail(ErrorCode::kTooLarge,
                    {{"path", base::path_to_utf8(path)}, {"limit", std::to_string(kRowLimit) + " rows"}});
}

Result<void> no_memory() {
  return base::fail(ErrorCode::kInternal, {{"detail", "xlsx: memory"}});
}

/// Freezes and filters the header; prints it on every page.
void finish_sheet(lxw_worksheet* sheet, std::size_t rows, std::size_t columns) {
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows), static_cast<lxw_col_t>(columns - 1));
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
}

}  // namespace

Result<void> quotes_xlsx(const model::QuoteCollection& collection, const std::filesystem::path& temporary,
                         const std::filesystem::path& path) {
  std::size_t rows = 0;
  for (const auto& section : collection.sections) rows += section.quotes.size();
  if (rows + 1 > kRowLimit) return too_large(path);
  Book book(temporary, path, collection.title);
  if (!book.good()) return no_memory();
  lxw_worksheet* sheet = book.sheet(phrase("report.quotes-sheet"));
  lxw_format* plain = book.format();
  lxw_format* wrapped = book.format();
  lxw_format* wrapped_rtl = book.format();
  if (sheet == nullptr || plain == nullptr || wrapped == nullptr || wrapped_rtl == nullptr) return no_memory();
  for (lxw_format* format : {plain, wrapped, wrapped_rtl}) format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_text_wrap(wrapped);
  format_set_text_wrap(wrapped_rtl);
  format_set_align(wrapped_rtl, LXW_ALIGN_RIGHT);
  format_set_reading_order(wrapped_rtl, 2);
  static constexpr std::array<double, kQuoteColumns.size()> kWidths = {14, 26, 70, 22, 20, 14, 14, 14, 14,
                                                                       7,  9,  9,  34, 14, 50, 50, 10};
  for (std::size_t column = 0; column < kQuoteColumns.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    worksheet_set_column(sheet, at, at, kWidths[column], nullptr);
    book.text(sheet, 0, column, kQuoteColumns[column], book.header);
  }
  std::size_t row = 0;
  const auto text = [&](std::size_t column, std::string_view value) {
    if (value.empty()) return;
    book.text(sheet, row, column, value, right_to_left(value) ? wrapped_rtl : wrapped);
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
      book.number(sheet, row, 9, static_cast<double>(quote.turn), plain);
      book.number(sheet, row, 10, static_cast<double>(quote.range.start.value), plain);
      book.number(sheet, row, 11, static_cast<double>(quote.range.end.value), plain);
      text(12, joined_codes(quote));
      text(13, quote.coder);
      text(14, quote.context_before);
      text(15, quote.context_after);
      text(16, quote.verbatim ? "yes" : "no");
    }
  }
  finish_sheet(sheet, rows, kQuoteColumns.size());
  add_about(book, collection.title, collection.subtitle, {collection.statement}, rows);
  return book.close();
}

Result<void> table_xlsx(const Table& table, const std::filesystem::path& temporary, const std::filesystem::path& path) {
  if (table.rows.size() + 1 > kRowLimit) return too_large(path);
  Book book(temporary, path, table.title);
  if (!book.good()) return no_memory();
  lxw_worksheet* sheet = book.sheet(phrase("report.table-sheet"));
  if (sheet == nullptr) return no_memory();
  std::size_t columns = table.header.size();
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  // A format for each look: indent of the first column, figures, totals.
  constexpr int kDeepest = 15;  // the format's limit of indents
  std::vector<lxw_format*> formats;
  for (int look = 0; look <= 2 * (kDeepest + 2); ++look) {
    lxw_format* format = book.format();
    if (format == nullptr) return no_memory();
    const int indent = look / 2;
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (indent > kDeepest) {
      format_set_align(format, LXW_ALIGN_RIGHT);
    } else {
      format_set_text_wrap(format);
      if (indent > 0) format_set_indent(format, static_cast<std::uint8_t>(indent));
    }
    if (look % 2 == 1) {
      format_set_bold(format);
      format_set_top(format, LXW_BORDER_THIN);
      format_set_top_color(format, 0x2F4B6E);
    }
    formats.push_back(format);
  }
  const auto format_of_cell = [&](const Table::Row& row, std::size_t column) {
    const int indent = numeric_column(table, column) ? kDeepest + 1
                       : column == 0                 ? std::clamp(row.indent, 0, kDeepest)
                                                     : 0;
    return formats[static_cast<std::size_t>(2 * indent + (row.total ? 1 : 0))];
  };
  lxw_format* numeric_header = book.format();
  if (numeric_header == nullptr) return no_memory();
  format_set_text_wrap(book.header);
  format_set_bold(numeric_header);
  format_set_font_color(numeric_header, 0xFFFFFF);
  format_set_bg_color(numeric_header, 0x2F4B6E);
  format_set_align(numeric_header, LXW_ALIGN_RIGHT);
  format_set_text_wrap(numeric_header);
  for (std::size_t column = 0; column < columns; ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    worksheet_set_column(sheet, at, at, column == 0 ? 40 : 16, nullptr);
    book.text(sheet, 0, column, cell_of(table.header, column),
              numeric_column(table, column) ? numeric_header : book.header);
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string_view cell = cell_of(table.rows[i].cells, column);
      lxw_format* format = format_of_cell(table.rows[i], column);
      if (numeric_column(table, column) && is_number(cell)) {
        double value = 0;
        std::from_chars(cell.data() + (cell.front() == '+' ? 1 : 0), cell.data() + cell.size(), value);
        book.number(sheet, i + 1, column, value, format);
      } else if (!cell.empty()) {
        book.text(sheet, i + 1, column, cell, format);
      }
    }
  }
  if (columns > 0) finish_sheet(sheet, table.rows.size(), columns);
  add_about(book, table.title, "", table.notes, table.rows.size());
  return book.close();
}

}  // namespace polyvocal::report
