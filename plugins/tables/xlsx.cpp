#include <charconv>
#include <map>
#include <pugixml.hpp>

#include "package_xml.hpp"
#include "table.hpp"
#include "text_tools.hpp"

namespace tables {
namespace {

using pv::local;

constexpr std::size_t kMaxColumns = 16384;
constexpr std::size_t kMaxRows = 1048576;
/// A gap of more empty rows than this is a stray cell far below the table, not part of it.
constexpr std::size_t kMaxGap = 1000;

/// A string item: its runs joined, phonetic readings left out.
std::string string_item(pugi::xml_node item) {
  std::string text;
  for (const auto child : item.children()) {
    if (local(child) == "t") text += child.text().get();
    if (local(child) == "r") text += pv::child(child, "t").text().get();
  }
  return text;
}

std::vector<std::string> shared_strings(pv::Host& host, const std::string& part) {
  std::vector<std::string> strings;
  const auto bytes = host.part(part);
  if (!bytes) return strings;
  pugi::xml_document document;
  pv::parse_xml(document, *bytes);
  for (const auto item : document.document_element().children()) {
    if (local(item) == "si") strings.push_back(string_item(item));
  }
  return strings;
}

std::vector<NumberKind> cell_formats(pv::Host& host, const std::string& part) {
  std::vector<NumberKind> kinds;
  const auto bytes = host.part(part);
  if (!bytes) return kinds;
  pugi::xml_document document;
  pv::parse_xml(document, *bytes);
  std::map<int, std::string> codes;
  const auto root = document.document_element();
  for (const auto format : pv::child(root, "numFmts").children()) {
    codes[format.attribute("numFmtId").as_int()] = format.attribute("formatCode").value();
  }
  for (const auto format : pv::child(root, "cellXfs").children()) {
    const int id = format.attribute("numFmtId").as_int();
    const auto found = codes.find(id);
    kinds.push_back(kind_of_format(found == codes.end() ? id : -1, found == codes.end() ? "" : found->second));
  }
  return kinds;
}

/// "BC12" -> column 54, zero-based; nullopt if it is none.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (const char c : reference) {
    const char letter = pv::lower(c);
    if (letter < 'a' || letter > 'z') break;
    column = column * 26 + static_cast<std::size_t>(letter - 'a') + 1;
    if (++letters > 3) return std::nullopt;
  }
  return letters == 0 ? std::nullopt : std::optional(column - 1);
}

class Sheet {
 public:
  Sheet(std::vector<std::string> strings, std::vector<NumberKind> formats, bool since_1904)
      : strings_(std::move(strings)), formats_(std::move(formats)), since_1904_(since_1904) {}

  Rows read(pugi::xml_node data) const {
    Rows rows;
    std::size_t number = 0;
    for (const auto row : data.children()) {
      if (local(row) != "row") continue;
      const auto stated = static_cast<std::size_t>(row.attribute("r").as_ullong(number + 1));
      auto cells = read_row(row);
      if (cells.empty()) {
        number = stated;
        continue;
      }
      if (stated > kMaxRows || stated == 0) pv::finish(PV_DAMAGED, "damaged-sheet");
      const std::size_t before = rows.size();
      if (stated > before + 1 && stated - before <= kMaxGap) rows.resize(stated - 1);
      rows.push_back(std::move(cells));
      number = stated;
    }
    return rows;
  }

 private:
  std::vector<std::string> read_row(pugi::xml_node row) const {
    std::vector<std::string> cells;
    for (const auto cell : row.children()) {
      if (local(cell) != "c") continue;
      const std::size_t column = column_of(cell.attribute("r").value()).value_or(cells.size());
      if (column >= kMaxColumns) pv::finish(PV_DAMAGED, "damaged-sheet");
      std::string text = read_cell(cell);
      if (text.empty()) continue;
      if (cells.size() <= column) cells.resize(column + 1);
      cells[column] = std::move(text);
    }
    return cells;
  }

  std::string read_cell(pugi::xml_node cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return string_item(pv::child(cell, "is"));
    const std::string value = pv::child(cell, "v").text().get();
    if (type == "s") {
      std::size_t index = 0;
      const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), index);
      if (fault != std::errc() || index >= strings_.size()) pv::finish(PV_DAMAGED, "damaged-sheet");
      return strings_[index];
    }
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    // "str" is a formula's text, "d" an ISO date, "e" a fault shown as it is.
    if (!type.empty() && type != "n") return value;
    double number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (fault != std::errc() || end != value.data() + value.size()) return value;
    const auto style = static_cast<std::size_t>(cell.attribute("s").as_uint());
    return number_text(number, style < formats_.size() ? formats_[style] : NumberKind::kPlain, since_1904_);
  }

  std::vector<std::string> strings_;
  std::vector<NumberKind> formats_;
  bool since_1904_;
};

}  // namespace

Rows read_workbook(pv::Host& host, std::string_view bytes) {
  host.unzip(bytes);
  const std::string workbook_part = pv::main_part(host, "xl/workbook.xml");
  const auto workbook_bytes = host.part(workbook_part);
  if (!workbook_bytes) pv::finish(PV_UNKNOWN);
  pugi::xml_document workbook;
  pv::parse_xml(workbook, *workbook_bytes);
  const auto root = workbook.document_element();
  if (local(root) != "workbook") pv::finish(PV_UNKNOWN);
  const auto relations = pv::relations_of(host, workbook_part);
  std::string sheet_part, sheet_name;
  std::size_t sheets = 0;
  for (const auto sheet : pv::child(root, "sheets").children()) {
    // Chart sheets have relations of another type and no rows.
    const auto found = relations.find(pv::attribute(sheet, "id"));
    if (found == relations.end() || !found->second.type.ends_with("/worksheet")) continue;
    ++sheets;
    const std::string_view state = sheet.attribute("state").value();
    if (sheet_part.empty() && state != "hidden" && state != "veryHidden") {
      sheet_part = found->second.target;
      sheet_name = sheet.attribute("name").value();
    }
  }
  std::string strings_part, styles_part;
  for (const auto& [id, relation] : relations) {
    if (relation.type.ends_with("/sharedStrings")) strings_part = relation.target;
    if (relation.type.ends_with("/styles")) styles_part = relation.target;
  }
  const auto sheet_bytes = host.part(sheet_part);
  if (sheet_part.empty() || !sheet_bytes) pv::finish(PV_DAMAGED, "no-sheet");
  pugi::xml_document sheet;
  pv::parse_xml(sheet, *sheet_bytes);
  const bool since_1904 = pv::child(root, "workbookPr").attribute("date1904").as_bool();
  auto rows = Sheet(shared_strings(host, strings_part), cell_formats(host, styles_part), since_1904)
                  .read(pv::child(sheet.document_element(), "sheetData"));
  if (sheets > 1) host.warning("other-sheets-ignored", sheet_name);
  return rows;
}

}  // namespace tables
