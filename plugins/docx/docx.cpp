// Word documents (ECMA-376, WordprocessingML): paragraphs, headings, tables; revisions as accepted. Word 97 files and
// password-protected ones, which are OLE files, are recognised and told apart.
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "package_xml.hpp"
#include "styles.hpp"
#include "text_tools.hpp"

namespace {

using pv::attribute;
using pv::child;
using pv::local;

class Reader {
 public:
  Reader(pv::Host& host, docx::Styles styles) : host_(host), styles_(std::move(styles)) {}

  void read(pugi::xml_node body) {
    blocks(body, 0);
    if (notes_ > 0) host_.warning("notes-left-out", std::to_string(notes_));
    if (comments_ > 0) host_.warning("comments-left-out", std::to_string(comments_));
    if (deleted_ > 0) host_.warning("tracked-deletions-left-out", std::to_string(deleted_));
    if (hidden_ > 0) host_.warning("hidden-text-left-out", std::to_string(hidden_));
  }

 private:
  struct Line {
    pv::ParagraphText text;
    int level = 0;
  };

  static void check_depth(int depth) {
    if (depth > pv::kMaxXmlDepth) pv::finish(PV_DAMAGED, "too-deep");
  }

  void blocks(pugi::xml_node parent, int depth) {
    check_depth(depth);
    for (const auto node : parent.children()) {
      const auto name = local(node);
      if (name == "p") {
        paragraph(node, depth + 1);
      } else if (name == "tbl") {
        table(node, depth + 1);
      } else if (name == "sdt") {
        blocks(child(node, "sdtContent"), depth + 1);
      } else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") {
        blocks(node, depth + 1);
      } else if (name == "del" || name == "moveFrom") {
        ++deleted_;
      } else if (name == "AlternateContent") {
        blocks(alternative(node), depth + 1);
      }
    }
  }

  static pugi::xml_node alternative(pugi::xml_node node) {
    const auto choice = child(node, "Choice");
    return choice ? choice : child(node, "Fallback");
  }

  void paragraph(pugi::xml_node node, int depth) {
    const auto properties = child(node, "pPr");
    const std::string style = attribute(child(properties, "pStyle"), "val");
    paragraph_style_ = style;
    level_ = styles_.heading_level(style);
    if (const auto outline = child(properties, "outlineLvl")) {
      const int level = std::atoi(attribute(outline, "val").c_str());
      level_ = level >= 0 && level < 9 ? std::min(level + 1, 6) : 0;
    }
    std::vector<pugi::xml_node> boxes;
    boxes_.push_back(&boxes);
    runs(node, depth);
    boxes_.pop_back();
    end_line();
    for (const auto box : boxes) blocks(box, depth + 1);
  }

  void runs(pugi::xml_node parent, int depth) {
    check_depth(depth);
    for (const auto node : parent.children()) {
      const auto name = local(node);
      if (name == "r") {
        run(node, depth + 1);
      } else if (name == "del" || name == "moveFrom") {
        ++deleted_;
      } else if (name == "sdt") {
        runs(child(node, "sdtContent"), depth + 1);
      } else if (name == "AlternateContent") {
        runs(alternative(node), depth + 1);
      } else if (name == "hyperlink" || name == "ins" || name == "moveTo" || name == "smartTag" ||
                 name == "fldSimple" || name == "customXml" || name == "dir" || name == "bdo") {
        runs(node, depth + 1);
      }
    }
  }

  void run(pugi::xml_node node, int depth) {
    const auto properties = child(node, "rPr");
    const std::string style = attribute(child(properties, "rStyle"), "val");
    const bool hidden = docx::toggle(properties, "vanish").value_or(styles_.hidden(style));
    const bool bold = docx::toggle(properties, "b").value_or(styles_.bold(style) || styles_.bold(paragraph_style_));
    run_content(node, bold, hidden, depth);
  }

  void run_content(pugi::xml_node node, bool bold, bool hidden, int depth) {
    check_depth(depth);
    for (const auto item : node.children()) {
      const auto name = local(item);
      if (name == "t") {
        if (hidden) {
          ++hidden_;
        } else {
          line_.text.append(item.text().get(), bold);
        }
      } else if (name == "tab" || name == "ptab") {
        line_.text.append("\t", bold);
      } else if (name == "br" || name == "cr") {
        // A column or page break inside a paragraph does not end a line of text.
        const std::string type = attribute(item, "type");
        if (type != "page" && type != "column") end_line();
      } else if (name == "noBreakHyphen") {
        line_.text.append("\xE2\x80\x91", bold);
      } else if (name == "sym") {
        symbol(item, bold);
      } else if (name == "footnoteReference" || name == "endnoteReference") {
        ++notes_;
      } else if (name == "commentReference") {
        ++comments_;
      } else if (name == "AlternateContent") {
        run_content(alternative(item), bold, hidden, depth + 1);
      } else if (name == "drawing" || name == "pict" || name == "object") {
        find_boxes(item, depth + 1);
      }
    }
  }

  void symbol(pugi::xml_node item, bool bold) {
    const auto code = static_cast<std::uint32_t>(std::strtoul(attribute(item, "char").c_str(), nullptr, 16));
    // Private use: the number of a glyph in a symbol font, no character.
    if (code >= 0x20 && (code < 0xE000 || code > 0xF8FF)) line_.text.append(pv::utf8(code), bold);
  }

  /// Text boxes stand in the middle of a run; their paragraphs follow the one that anchors them.
  void find_boxes(pugi::xml_node node, int depth) {
    check_depth(depth);
    for (const auto item : node.children()) {
      if (local(item) == "txbxContent") {
        boxes_.back()->push_back(item);
      } else if (local(item) == "AlternateContent") {
        find_boxes(alternative(item), depth + 1);
      } else {
        find_boxes(item, depth + 1);
      }
    }
  }

  void end_line() {
    line_.level = level_;
    if (cell_ != nullptr) {
      cell_->push_back(std::move(line_));
    } else {
      emit(line_);
    }
    line_ = Line();
  }

  void emit(const Line& line) {
    const auto& text = line.text.text();
    if (line.level > 0 && !pv::trimmed(text).empty()) {
      host_.heading(pv::trimmed(text), line.level);
    } else {
      host_.paragraph(text, line.text.bold_prefix());
    }
  }

  /// A row is one line with tabs between the cells: tables of "speaker | words" then read as text with tabs does. What
  /// more paragraphs a cell has follow it.
  void table(pugi::xml_node node, int depth) {
    check_depth(depth);
    for (const auto row : node.children()) {
      if (local(row) == "sdt" || local(row) == "customXml" || local(row) == "ins") {
        table(local(row) == "sdt" ? child(row, "sdtContent") : row, depth + 1);
      }
      if (local(row) != "tr") continue;
      if (child(child(row, "trPr"), "del")) {
        ++deleted_;
        continue;
      }
      table_row(row, depth + 1);
    }
  }

  void table_row(pugi::xml_node row, int depth) {
    std::vector<std::vector<Line>> cells;
    auto* outer = cell_;
    for (const auto cell : row.children()) {
      const auto content = local(cell) == "sdt" ? child(child(cell, "sdtContent"), "tc") : cell;
      if (local(content) != "tc") continue;
      cells.emplace_back();
      std::vector<Line> lines;
      cell_ = &lines;
      blocks(content, depth + 1);
      for (auto& line : lines) {
        if (!pv::trimmed(line.text.text()).empty()) cells.back().push_back(std::move(line));
      }
    }
    cell_ = outer;
    Line first;
    bool any = false;
    for (const auto& cell : cells) {
      if (cell.empty()) continue;
      if (any) first.text.append("\t", false);
      any = true;
      const std::string& text = cell.front().text.text();
      const std::size_t bold = cell.front().text.bold_prefix();
      first.text.append(text.substr(0, bold), true);
      first.text.append(text.substr(bold), false);
    }
    const auto put = [&](Line line) {
      if (cell_ != nullptr) {
        cell_->push_back(std::move(line));
      } else {
        emit(line);
      }
    };
    if (any) put(std::move(first));
    for (auto& cell : cells) {
      for (std::size_t i = 1; i < cell.size(); ++i) put(std::move(cell[i]));
    }
  }

  pv::Host& host_;
  docx::Styles styles_;
  Line line_;
  std::vector<Line>* cell_ = nullptr;
  std::vector<std::vector<pugi::xml_node>*> boxes_;
  std::string paragraph_style_;
  int level_ = 0;
  int notes_ = 0;
  int comments_ = 0;
  int deleted_ = 0;
  int hidden_ = 0;
};

constexpr std::string_view kExtensions = "docx docm dotx dotm";

int probe_docx(std::string_view head, std::string_view extension) {
  return pv::probe_package(head, extension, kExtensions, "word/", "");
}

void read_core_properties(pv::Host& host) {
  const auto bytes = host.part("docProps/core.xml");
  if (!bytes) return;
  pugi::xml_document document;
  pv::parse_xml(document, *bytes);
  for (const auto node : document.document_element().children()) {
    const std::string_view value = pv::trimmed(node.text().get());
    if (value.empty()) continue;
    if (local(node) == "title" || local(node) == "language") host.property(local(node), value);
  }
}

void read_docx(pv::Host& host, std::string_view bytes, std::string_view) {
  pv::refuse_ole(bytes);
  host.unzip(bytes);
  const std::string part = pv::main_part(host, "word/document.xml");
  const auto content = host.part(part);
  if (!content) pv::finish(PV_UNKNOWN);
  pugi::xml_document document;
  pv::parse_xml(document, *content);
  const auto body = child(document.document_element(), "body");
  if (local(document.document_element()) != "document" || !body) pv::finish(PV_UNKNOWN);
  docx::Styles styles;
  for (const auto& [id, relation] : pv::relations_of(host, part)) {
    if (!relation.type.ends_with("/styles")) continue;
    if (const auto styles_bytes = host.part(relation.target)) {
      pugi::xml_document styles_document;
      pv::parse_xml(styles_document, *styles_bytes);
      styles = docx::Styles(styles_document.document_element());
    }
  }
  read_core_properties(host);
  Reader(host, std::move(styles)).read(body);
}

int probe_doc(std::string_view head, std::string_view extension) {
  if (!pv::is_ole(head)) return 0;
  return extension == "doc" || extension == "dot" ? 80 : 30;
}

/// Reads nothing: says that it is a Word 97 document, so that the workbench may call an outside converter.
void read_doc(pv::Host& host, std::string_view bytes, std::string_view) {
  if (!pv::is_ole(bytes)) pv::finish(PV_UNKNOWN);
  if (pv::ole_has(bytes, "EncryptedPackage")) pv::finish(PV_PASSWORD);
  if (!pv::ole_has(bytes, "WordDocument"))
    pv::finish(bytes.size() < 1536 ? PV_DAMAGED : PV_UNKNOWN, "no-word-document");
  // The file information block mostly begins the first sector ([MS-DOC] 2.5.1: wIdent 0xA5EC, fEncrypted is bit 8).
  constexpr std::size_t kBlock = 512;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[kBlock + i]); };
  if (at(0) == 0xEC && at(1) == 0xA5 && (at(11) & 0x01) != 0) pv::finish(PV_PASSWORD);
  host.property("converter", "word");
  pv::finish(PV_UNKNOWN);
}

const pv_format kDocx =
    pv::format<probe_docx, read_docx>(PV_DOCUMENT_IMPORTER, "docx", "Word document", kExtensions,
                                      "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
const pv_format kDoc = pv::format<probe_doc, read_doc>(
    PV_DOCUMENT_IMPORTER, "doc", "Word 97 document (through an outside converter)", "doc dot", "application/msword");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.docx", &kDocx, &kDoc)
