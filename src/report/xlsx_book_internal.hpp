#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::report {

/// How a cell looks; the numbers are those of xl/styles.xml.
enum class CellStyle : std::uint32_t {
  kPlain = 0,
  kHeader,
  kHeaderNumber,
  kTop,      ///< numbers beside wrapped texts
  kText,     ///< wrapped
  kTextRtl,  ///< wrapped, from right to left
  kTitle,    ///< of the sheet "About"
  kNumber,   ///< of a table; also text in a column of numbers
  kTotalNumber,
  kName,  ///< of a table, without indent; indented ones follow it
  kTotalName = kName + 16,
};
inline constexpr int kDeepestIndent = 15;  // what spreadsheets allow

/// An Office Open XML workbook, made in memory: no temporary file ever holds a text, and a full disk shows only where
/// the bytes are written. (libxlsxwriter 1.1.4 was tried: it spools sheets to temporary files, does not look whether
/// that worked, and reports success for a workbook that a full disk has cut.) One thread.
class Workbook {
 public:
  /// Starts a sheet; later calls go to it. `name` has at most 31 characters. `widths`: of the columns, in characters.
  void sheet(std::string_view name, const std::vector<double>& widths);
  /// Cells come row by row, from left to right. An empty text leaves the cell out unless its style shows.
  void text(std::size_t row, std::size_t column, std::string_view text, CellStyle style);
  /// `digits` is a number as is_number() takes it.
  void number(std::size_t row, std::size_t column, std::string_view digits, CellStyle style);
  /// Freezes and filters the first row, prints it on every page, and a narrow sheet on one page's width.
  void header_row(std::size_t rows, std::size_t columns);
  /// How many texts were longer than a cell holds and were cut.
  std::int64_t cut_cells() const { return cut_cells_; }
  /// The file. Error: kInternal.
  base::Result<std::string> finish(std::string_view title);

 private:
  struct Sheet {
    std::string name;
    std::vector<double> widths;
    std::string data;          // finished rows
    std::string cells;         // of the open row
    std::size_t open_row = 0;  // 1-based; 0 = none yet
    std::size_t lines = 1;     // that the open row's tallest text takes
    std::size_t filter_rows = 0;
    std::size_t filter_columns = 0;
  };
  void open_cell(std::size_t row, std::size_t column, CellStyle style);
  static void close_row(Sheet& sheet);
  std::string cell_text(std::string_view raw);
  std::size_t shared(std::string text);
  static std::string xml_of(const Sheet& sheet, bool first);

  std::vector<Sheet> sheets_;
  std::string strings_;  // the items of xl/sharedStrings.xml
  std::unordered_map<std::string, std::size_t> string_numbers_;
  std::size_t string_uses_ = 0;
  std::int64_t cut_cells_ = 0;
};

}  // namespace polyvocal::report
