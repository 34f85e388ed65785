// Tables: CSV, TSV and the first sheet of an Excel workbook; as rows, or as a transcript with a row a turn.
#include "package_xml.hpp"
#include "table.hpp"
#include "text_tools.hpp"

namespace {

int probe_delimited(std::string_view head, std::string_view extension, std::string_view own) {
  return pv::one_of(extension, own) && pv::looks_like_text(head) ? 60 : 0;
}

int probe_csv(std::string_view head, std::string_view extension) {
  return probe_delimited(head, extension, "csv");
}
int probe_tsv(std::string_view head, std::string_view extension) {
  return probe_delimited(head, extension, "tsv tab");
}

/// Where a table is asked for, any text with a divider will do.
int probe_csv_table(std::string_view head, std::string_view extension) {
  const int sure = probe_csv(head, extension);
  if (sure > 0 || !pv::looks_like_text(head)) return sure;
  const char divider = tables::sniff_delimiter(head, "");
  return divider != '\0' && divider != '\t' ? 20 : 0;
}
int probe_tsv_table(std::string_view head, std::string_view extension) {
  const int sure = probe_tsv(head, extension);
  if (sure > 0 || !pv::looks_like_text(head)) return sure;
  return tables::sniff_delimiter(head, "") == '\t' ? 20 : 0;
}

int probe_xlsx(std::string_view head, std::string_view extension) {
  return pv::probe_package(head, extension, "xlsx xlsm", "xl/", "");
}

tables::Rows delimited(pv::Host& host, std::string_view bytes, std::string_view extension) {
  return tables::parse_delimited(host.decode(bytes), extension);
}

void emit_rows(pv::Host& host, const tables::Rows& rows) {
  if (rows.empty()) pv::finish(PV_EMPTY);
  for (const auto& row : rows) host.row(row);
}

void read_delimited_rows(pv::Host& host, std::string_view bytes, std::string_view extension) {
  emit_rows(host, delimited(host, bytes, extension));
}
void read_delimited_turns(pv::Host& host, std::string_view bytes, std::string_view extension) {
  tables::emit_turns(host, delimited(host, bytes, extension));
}
void read_xlsx_rows(pv::Host& host, std::string_view bytes, std::string_view) {
  pv::refuse_ole(bytes);
  emit_rows(host, tables::read_workbook(host, bytes));
}
void read_xlsx_turns(pv::Host& host, std::string_view bytes, std::string_view) {
  pv::refuse_ole(bytes);
  tables::emit_turns(host, tables::read_workbook(host, bytes));
}

constexpr std::string_view kXlsxMime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const pv_format kCsvRows = pv::format<probe_csv_table, read_delimited_rows>(
    PV_TABLE_READER, "csv", "Table, comma-separated", "csv", "text/csv");
const pv_format kTsvRows = pv::format<probe_tsv_table, read_delimited_rows>(
    PV_TABLE_READER, "tsv", "Table, tab-separated", "tsv tab", "text/tab-separated-values");
const pv_format kXlsxRows =
    pv::format<probe_xlsx, read_xlsx_rows>(PV_TABLE_READER, "xlsx", "Excel workbook", "xlsx xlsm", kXlsxMime);
const pv_format kCsvTurns = pv::format<probe_csv, read_delimited_turns>(
    PV_DOCUMENT_IMPORTER, "csv", "Table of turns, comma-separated", "csv", "text/csv");
const pv_format kTsvTurns = pv::format<probe_tsv, read_delimited_turns>(
    PV_DOCUMENT_IMPORTER, "tsv", "Table of turns, tab-separated", "tsv tab", "text/tab-separated-values");
const pv_format kXlsxTurns = pv::format<probe_xlsx, read_xlsx_turns>(PV_DOCUMENT_IMPORTER, "xlsx",
                                                                     "Table of turns, Excel", "xlsx xlsm", kXlsxMime);

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.tables", &kCsvRows, &kTsvRows, &kXlsxRows, &kCsvTurns, &kTsvTurns, &kXlsxTurns)
