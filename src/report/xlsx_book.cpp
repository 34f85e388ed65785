#include <algorithm>

#include "report/display_width_internal.hpp"
#include "report/markup_internal.hpp"
#include "report/phrases_internal.hpp"
#include "report/writers_internal.hpp"
#include "report/xlsx_book_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::size_t kCellLimit = 32767;  // of a spreadsheet cell, in UTF-16 units
constexpr std::size_t kReadableOnAPage = 10;

std::string part(std::string_view xml) {
  return std::string(kDeclaration).append(xml);
}

/// "A", ..., "Z", "AA", ...
std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

/// A spreadsheet reads "_x0041_" as "A" (ISO/IEC 29500-1, 22.9.2.19): where a text has these very characters, their
/// first is escaped in turn.
std::string with_literal_escapes(std::string text) {
  const auto hexadecimal = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  constexpr std::size_t kLength = 7;
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + kLength > text.size() || text[at + kLength - 1] != '_') continue;
    if (!std::all_of(&text[at + 2], &text[at + 6], hexadecimal)) continue;
    text.insert(at, "_x005F");
    at += kLength - 1;
  }
  return text;
}

/// xl/styles.xml, with the cell formats in the order of CellStyle.
std::string styles() {
  std::string xml = part("<styleSheet xmlns=\"").append(kMain).append("\">");
  xml +=
      R"(<fonts count="4"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="16"/><color rgb="FF2F4B6E"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>)"
      R"(<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF2F4B6E"/><bgColor indexed="64"/></patternFill></fill></fills>)"
      R"(<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top style="thin"><color rgb="FF2F4B6E"/></top><bottom/><diagonal/></border></borders>)"
      R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)";
  std::string formats;
  std::size_t count = 0;
  const auto add = [&](int font, int fill, int border, std::string_view alignment) {
    ++count;
    formats += "<xf numFmtId=\"0\" fontId=\"" + std::to_string(font) + "\" fillId=\"" + std::to_string(fill) +
               "\" borderId=\"" + std::to_string(border) +
               "\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment ";
    formats.append(alignment).append("/></xf>");
  };
  constexpr int kBold = 3;
  add(0, 0, 0, "vertical=\"bottom\"");
  add(1, 2, 0, "vertical=\"center\" wrapText=\"1\"");
  add(1, 2, 0, "horizontal=\"right\" vertical=\"center\" wrapText=\"1\"");
  add(0, 0, 0, "vertical=\"top\"");
  add(0, 0, 0, "vertical=\"top\" wrapText=\"1\"");
  add(0, 0, 0, "horizontal=\"right\" vertical=\"top\" wrapText=\"1\" readingOrder=\"2\"");
  add(2, 0, 0, "vertical=\"top\" wrapText=\"1\"");
  add(0, 0, 0, "horizontal=\"right\" vertical=\"top\"");
  add(kBold, 0, 1, "horizontal=\"right\" vertical=\"top\"");
  for (const int total : {0, 1}) {
    for (int indent = 0; indent <= kDeepestIndent; ++indent) {
      add(total == 1 ? kBold : 0, 0, total,
          "horizontal=\"left\" vertical=\"top\" wrapText=\"1\" indent=\"" + std::to_string(indent) + "\"");
    }
  }
  xml += "<cellXfs count=\"" + std::to_string(count) + "\">" + formats + "</cellXfs>";
  return xml + R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
}

/// Lines that a wrapped text takes in a column, roughly: no program tells before it draws.
std::size_t lines_of(std::string_view text, double width) {
  const auto fits = std::max(1, static_cast<int>(width) - 1);
  std::size_t lines = 0;
  for (const auto line : paragraphs(text)) {
    lines += static_cast<std::size_t>(std::max(0, display_width(line) - 1) / fits) + 1;
  }
  return lines;
}

std::string columns_of(const std::vector<double>& widths) {
  if (widths.empty()) return {};
  std::string xml = "<cols>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string at = std::to_string(i + 1);
    append_all(
        xml, {"<col min=\"", at, "\" max=\"", at, "\" width=\"", std::to_string(widths[i]), "\" customWidth=\"1\"/>"});
  }
  return xml + "</cols>";
}

}  // namespace

void Workbook::sheet(std::string_view name, const std::vector<double>& widths) {
  Sheet sheet;
  sheet.name = std::string(name.substr(0, utf16_prefix(name, 31)));
  sheet.widths = widths;
  sheets_.push_back(std::move(sheet));
}

void Workbook::open_cell(std::size_t row, std::size_t column, CellStyle style) {
  Sheet& sheet = sheets_.back();
  if (sheet.open_row != row + 1) {
    close_row(sheet);
    sheet.open_row = row + 1;
  }
  sheet.cells += "<c r=\"" + column_name(column) + std::to_string(row + 1) + "\" s=\"" +
                 std::to_string(static_cast<std::uint32_t>(style)) + "\"";
}

/// Says how tall the row is: not every program finds that out for itself when it opens a file.
void Workbook::close_row(Sheet& sheet) {
  if (sheet.open_row == 0) return;
  constexpr std::size_t kLineHeight = 15;  // points
  constexpr std::size_t kTallest = 405;    // Excel ends at 409
  sheet.data += "<row r=\"" + std::to_string(sheet.open_row) + "\"";
  if (sheet.lines > 1) {
    sheet.data += " ht=\"" + std::to_string(std::min(sheet.lines * kLineHeight, kTallest)) + "\" customHeight=\"1\"";
  }
  sheet.data += ">" + sheet.cells + "</row>";
  sheet.cells.clear();
  sheet.lines = 1;
}

/// What fits into a cell.
std::string Workbook::cell_text(std::string_view raw) {
  std::string text = with_literal_escapes(cleaned(raw));
  if (utf16_prefix(text, kCellLimit) < text.size()) {
    const std::string mark = " " + messages::message("report.cut");
    text.resize(utf16_prefix(text, kCellLimit - mark.size()));
    text += mark;
    ++cut_cells_;
  }
  return text;
}

std::size_t Workbook::shared(std::string text) {
  ++string_uses_;
  const auto [it, fresh] = string_numbers_.try_emplace(std::move(text), string_numbers_.size());
  if (fresh) {
    strings_ += "<si><t xml:space=\"preserve\">";
    append_escaped(strings_, it->first);
    strings_ += "</t></si>";
  }
  return it->second;
}

void Workbook::text(std::size_t row, std::size_t column, std::string_view text, CellStyle style) {
  const bool shows = style == CellStyle::kHeader || style == CellStyle::kHeaderNumber ||
                     style == CellStyle::kTotalNumber || style >= CellStyle::kTotalName;
  if (text.empty() && !shows) return;
  open_cell(row, column, style);
  if (text.empty()) {
    sheets_.back().cells += "/>";
    return;
  }
  Sheet& sheet = sheets_.back();
  sheet.cells += " t=\"s\"><v>" + std::to_string(shared(cell_text(text))) + "</v></c>";
  if (column >= sheet.widths.size()) return;
  const std::size_t height = style == CellStyle::kTitle ? 2 : 1;  // of its letters
  sheet.lines = std::max(sheet.lines, height * lines_of(text, sheet.widths[column]));
}

void Workbook::number(std::size_t row, std::size_t column, std::string_view digits, CellStyle style) {
  open_cell(row, column, style);
  sheets_.back().cells.append("><v>").append(digits).append("</v></c>");
}

void Workbook::header_row(std::size_t rows, std::size_t columns) {
  sheets_.back().filter_rows = rows;
  sheets_.back().filter_columns = columns;
}

std::string Workbook::xml_of(const Sheet& sheet, bool first) {
  std::string xml = part("<worksheet xmlns=\"").append(kMain).append("\">");
  const bool header = sheet.filter_columns > 0;
  const bool fit = !header || sheet.filter_columns <= kReadableOnAPage;
  if (fit) xml += "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";
  xml += std::string("<sheetViews><sheetView") + (header ? "" : " showGridLines=\"0\"") +
         (first ? " tabSelected=\"1\"" : "") + " workbookViewId=\"0\">";
  if (header) xml += R"(<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>)";
  xml += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>" + columns_of(sheet.widths) +
         "<sheetData>" + sheet.data;
  xml += "</sheetData>";
  if (header) {
    xml += "<autoFilter ref=\"A1:" + column_name(sheet.filter_columns - 1) + std::to_string(sheet.filter_rows) + "\"/>";
  }
  xml += R"(<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>)";
  xml += std::string("<pageSetup paperSize=\"9\" orientation=\"") + (header ? "landscape\"" : "portrait\"") +
         (fit ? " fitToWidth=\"1\" fitToHeight=\"0\"" : "") + "/></worksheet>";
  return xml;
}

base::Result<std::string> Workbook::finish(std::string_view title) {
  std::string types = part(
      R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>)");
  std::string relations =
      part(R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)");
  const auto relation = [&](std::size_t id, std::string_view type, std::string_view target) {
    relations += "<Relationship Id=\"rId" + std::to_string(id) + "\" Type=\"";
    relations.append(kOffice).append("/").append(type).append("\" Target=\"").append(target).append("\"/>");
  };
  std::string listed;
  std::string names;
  std::vector<std::pair<std::string, std::string>> sheet_parts;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    Sheet& sheet = sheets_[i];
    close_row(sheet);
    const std::string number = std::to_string(i + 1);
    const std::string file = "worksheets/sheet" + number + ".xml";
    append_all(types,
               {"<Override PartName=\"/xl/", file,
                "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"});
    relation(i + 1, "worksheet", file);
    append_all(listed,
               {"<sheet name=\"", escaped(sheet.name), "\" sheetId=\"", number, "\" r:id=\"rId", number, "\"/>"});
    if (sheet.filter_columns > 0) {
      std::string quoted = "'";
      for (const char c : sheet.name) quoted += c == '\'' ? std::string("''") : std::string(1, c);
      quoted += "'!";
      quoted = escaped(quoted);
      const std::string own = "\" localSheetId=\"" + std::to_string(i) + "\"";
      append_all(names,
                 {"<definedName name=\"_xlnm._FilterDatabase", own, " hidden=\"1\">", quoted, "$A$1:$",
                  column_name(sheet.filter_columns - 1), "$", std::to_string(sheet.filter_rows), "</definedName>"});
      append_all(names, {"<definedName name=\"_xlnm.Print_Titles", own, ">", quoted, "$1:$1</definedName>"});
    }
    sheet_parts.emplace_back("xl/" + file, xml_of(sheet, i == 0));
    sheet.data = std::string();  // may be large: not kept twice
  }
  relation(sheets_.size() + 1, "styles", "styles.xml");
  relation(sheets_.size() + 2, "sharedStrings", "sharedStrings.xml");
  std::string book = part("<workbook xmlns=\"").append(kMain).append("\" xmlns:r=\"").append(kOffice).append("\">");
  book +=
      "<bookViews><workbookView xWindow=\"0\" yWindow=\"0\" windowWidth=\"24000\" windowHeight=\"14000\"/></bookViews>";
  book += "<sheets>" + listed + "</sheets>";
  if (!names.empty()) book += "<definedNames>" + names + "</definedNames>";
  book += "</workbook>";
  std::string strings = part("<sst xmlns=\"").append(kMain).append("\" count=\"") + std::to_string(string_uses_) +
                        "\" uniqueCount=\"" + std::to_string(string_numbers_.size()) + "\">" + strings_ + "</sst>";
  strings_ = std::string();
  std::vector<std::pair<std::string, std::string>> parts = {
      {"[Content_Types].xml", types + "</Types>"},
      {"_rels/.rels",
       part(
           R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>)")},
      {"xl/workbook.xml", std::move(book)},
      {"xl/_rels/workbook.xml.rels", relations + "</Relationships>"},
      {"xl/styles.xml", styles()},
      {"xl/sharedStrings.xml", std::move(strings)}};
  for (auto& sheet : sheet_parts) parts.push_back(std::move(sheet));
  parts.emplace_back("docProps/core.xml", office_core_properties(title, ""));
  parts.emplace_back("docProps/app.xml", office_app_properties());
  return zip_parts(parts);
}

}  // namespace polyvocal::report
