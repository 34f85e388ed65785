#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "model/quote.hpp"

namespace polyvocal::report {

enum class Format { kCsv, kMarkdown, kHtml, kDocx, kXlsx };

/// By the path's ending: csv, md, html or htm, docx, xlsx. Error: kInvalidArgument (path).
base::Result<Format> format_of(const std::filesystem::path& path);

/// Writes a quote collection whole or not at all (base::AtomicFile). Made in memory: no temporary file holds a text but
/// the one that is renamed. No document property names a person, a path, the machine or the time; the creator is
/// "Polyvocal". The same collection gives the same bytes. Any thread. Errors: kFileNotWritable, kDiskFull, kInternal;
/// kTooLarge for XLSX beyond the 1,048,576 rows that a sheet can hold.
///
/// Text is printed as it is, a line a paragraph (empty lines are left out); what XML forbids (control characters,
/// broken UTF-8) becomes U+FFFD. What is not verbatim (QuoteRecord::verbatim) is marked as notes. Paragraphs whose
/// first strong letter runs right to left are set so.
///
/// CSV: UTF-8 with BOM (spreadsheets need it), CRLF, RFC 4180, a row a quote: quote_id, section, text, attribution,
/// document, case, group, unit, speaker, turn, start, end, codes, coder, context_before, context_after, verbatim.
/// Several codes are parted by "; "; verbatim is "yes" or "no". A cell that a spreadsheet would run as a formula
/// (= + - @ tab CR at its start) gets an apostrophe before it. Nothing else is changed, control characters included.
/// A quote in several sections has a row in each.
///
/// Markdown: headings, block quotes, attribution and id; every special character escaped.
///
/// HTML: one file, no script, no outside resource, lang and dir set, <blockquote> and <cite>, prints well.
///
/// DOCX: real styles (Title, Heading 1..4, Quote, "Attribution"), core properties; opens in LibreOffice and Word.
///
/// XLSX: sheet "Quotes" with the CSV's columns, header frozen and filtered, texts wrapped; sheet "About". Text is never
/// a formula. A cell holds at most 32,767 UTF-16 units: a longer text is cut there with a note, and "About" says so.
base::Result<void> write_quotes(const model::QuoteCollection& collection, Format format,
                                const std::filesystem::path& path);

/// A plain table with its title and notes: what cross-tabs and lists are printed from. Rows may be shorter than the
/// header: missing cells are empty.
struct Table {
  std::string title;
  std::vector<std::string> header;
  /// By column (missing = false): right-aligned; cells that are wholly a number ("12", "-3.5") are written as numbers
  /// where the format has them, and get no apostrophe in CSV.
  std::vector<bool> numeric;
  struct Row {
    std::vector<std::string> cells;
    int indent = 0;  ///< of the first cell, in steps; not in CSV
    bool total = false;
  };
  std::vector<Row> rows;
  std::vector<std::string> notes;
};

/// CSV, Markdown, HTML, DOCX, XLSX as above. CSV has the header and the rows only, so that any program reads it.
base::Result<void> write_table(const Table& table, Format format, const std::filesystem::path& path);
/// For a terminal: columns aligned by display width (wide East Asian characters are two, combining marks none), lines
/// end with LF. With `width` > 0 at most that wide: a table that is wider is folded into blocks of columns, each with
/// the first column again; what does not fit then is cut with "…". Control characters (escape sequences) become U+FFFD.
std::string table_text(const Table& table, int width = 0);

}  // namespace polyvocal::report
