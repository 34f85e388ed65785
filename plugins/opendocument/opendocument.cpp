// OpenDocument text (ODF 1.3), zipped or flat: paragraphs, headings, lists, tables; tracked changes as accepted.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <vector>

#include "package_xml.hpp"
#include "text_tools.hpp"

namespace {

using pv::attribute;
using pv::child;
using pv::local;

class Styles {
 public:
  void add(pugi::xml_node root) {
    for (const char* group : {"styles", "automatic-styles"}) {
      for (const auto node : child(root, group).children()) {
        if (local(node) != "style") continue;
        Style style;
        style.parent = attribute(node, "parent-style-name");
        const std::string weight = attribute(child(node, "text-properties"), "font-weight");
        if (!weight.empty()) style.bold = weight == "bold" || std::atoi(weight.c_str()) >= 600;
        if (attribute(child(node, "text-properties"), "display") == "none") style.hidden = true;
        styles_[attribute(node, "name")] = std::move(style);
      }
    }
  }
  std::optional<bool> bold(const std::string& name) const {
    const std::string* current = &name;
    for (int step = 0; step < 32 && !current->empty(); ++step) {
      const auto found = styles_.find(*current);
      if (found == styles_.end()) return std::nullopt;
      if (found->second.bold) return found->second.bold;
      current = &found->second.parent;
    }
    return std::nullopt;
  }
  bool hidden(const std::string& name) const {
    const auto found = styles_.find(name);
    return found != styles_.end() && found->second.hidden;
  }

 private:
  struct Style {
    std::string parent;
    std::optional<bool> bold;
    bool hidden = false;
  };
  std::unordered_map<std::string, Style> styles_;
};

class Reader {
 public:
  Reader(pv::Host& host, const Styles& styles) : host_(host), styles_(styles) {}

  void read(pugi::xml_node text) {
    blocks(text, 0);
    if (notes_ > 0) host_.warning("notes-left-out", std::to_string(notes_));
    if (comments_ > 0) host_.warning("comments-left-out", std::to_string(comments_));
    if (deleted_ > 0) host_.warning("tracked-deletions-left-out", std::to_string(deleted_));
    if (hidden_ > 0) host_.warning("hidden-text-left-out", std::to_string(hidden_));
  }

 private:
  struct Line {
    std::string text;
    std::size_t bold = 0;
    int level = 0;
  };

  static void check_depth(int depth) {
    if (depth > pv::kMaxXmlDepth) pv::finish(PV_DAMAGED, "too-deep");
  }

  void blocks(pugi::xml_node parent, int depth) {
    check_depth(depth);
    for (const auto node : parent.children()) {
      const auto name = local(node);
      if (name == "p" || name == "h") {
        paragraph(node, depth + 1);
      } else if (name == "table") {
        table(node, depth + 1);
      } else if (name == "tracked-changes") {
        for (const auto region : node.children()) deleted_ += child(region, "deletion") ? 1 : 0;
      } else if (name == "list" || name == "list-item" || name == "list-header" || name == "section" ||
                 name == "numbered-paragraph" || name == "index-body" || name == "text-box" || name == "frame" ||
                 name == "table-of-content") {
        blocks(node, depth + 1);
      }
    }
  }

  void paragraph(pugi::xml_node node, int depth) {
    level_ = 0;
    if (local(node) == "h") level_ = std::clamp(std::atoi(attribute(node, "outline-level").c_str()), 1, 6);
    const bool bold = styles_.bold(attribute(node, "style-name")).value_or(false);
    std::vector<pugi::xml_node> outer;
    outer.swap(boxes_);
    after_blank_ = true;
    inlines(node, bold, depth);
    end_line();
    std::vector<pugi::xml_node> boxes;
    boxes.swap(boxes_);
    for (const auto box : boxes) blocks(box, depth + 1);
    boxes_.swap(outer);
  }

  void inlines(pugi::xml_node parent, bool bold, int depth) {
    check_depth(depth);
    for (const auto node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        characters(node.value(), bold);
        continue;
      }
      const auto name = local(node);
      if (name == "s") {
        const int count = std::clamp(node.attribute("text:c").as_int(1), 1, 1000);
        text_.append(std::string(static_cast<std::size_t>(count), ' '), bold);
        after_blank_ = false;
      } else if (name == "tab") {
        text_.append("\t", bold);
        after_blank_ = false;
      } else if (name == "line-break") {
        end_line();
        after_blank_ = true;
      } else if (name == "note") {
        ++notes_;
      } else if (name == "annotation") {
        ++comments_;
      } else if (name == "frame" || name == "custom-shape") {
        const auto box = child(node, "text-box");
        boxes_.push_back(box ? box : node);
      } else if (name == "hidden-text" || name == "script" || name == "annotation-end") {
        continue;
      } else if (name == "ruby") {
        inlines(child(node, "ruby-base"), bold, depth + 1);
      } else {
        const std::string style = attribute(node, "style-name");
        if (styles_.hidden(style)) {
          ++hidden_;
          continue;
        }
        inlines(node, styles_.bold(style).value_or(bold), depth + 1);
      }
    }
  }

  /// White space collapses as ODF 1.3 part 3, 6.1.2 says.
  void characters(std::string_view raw, bool bold) {
    std::string made;
    for (const char c : raw) {
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (blank && after_blank_) continue;
      made += blank ? ' ' : c;
      after_blank_ = blank;
    }
    text_.append(made, bold);
  }

  void end_line() {
    Line line{text_.text(), text_.bold_prefix(), level_};
    text_.clear();
    put(std::move(line));
  }

  void put(Line line) {
    if (cell_ != nullptr) {
      cell_->push_back(std::move(line));
    } else if (line.level > 0 && !pv::trimmed(line.text).empty()) {
      host_.heading(pv::trimmed(line.text), line.level);
    } else {
      host_.paragraph(line.text, line.bold);
    }
  }

  void table(pugi::xml_node node, int depth) {
    check_depth(depth);
    for (const auto row : node.children()) {
      const auto name = local(row);
      if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") table(row, depth + 1);
      if (name == "table-row") table_row(row, depth + 1);
    }
  }

  /// As in Word documents: a row is a line with tabs, further paragraphs of its cells follow.
  void table_row(pugi::xml_node row, int depth) {
    std::vector<Line> firsts, others;
    auto* outer = cell_;
    for (const auto cell : row.children()) {
      if (local(cell) != "table-cell") continue;
      std::vector<Line> lines;
      cell_ = &lines;
      blocks(cell, depth + 1);
      bool first = true;
      for (auto& line : lines) {
        if (pv::trimmed(line.text).empty()) continue;
        (first ? firsts : others).push_back(std::move(line));
        first = false;
      }
    }
    cell_ = outer;
    if (firsts.empty()) return;
    Line joined = std::move(firsts.front());
    for (std::size_t i = 1; i < firsts.size(); ++i) joined.text += "\t" + firsts[i].text;
    put(std::move(joined));
    for (auto& line : others) put(std::move(line));
  }

  pv::Host& host_;
  const Styles& styles_;
  pv::ParagraphText text_;
  std::vector<pugi::xml_node> boxes_;
  std::vector<Line>* cell_ = nullptr;
  bool after_blank_ = true;
  int level_ = 0;
  int notes_ = 0;
  int comments_ = 0;
  int deleted_ = 0;
  int hidden_ = 0;
};

int probe_odt(std::string_view head, std::string_view extension) {
  return pv::probe_package(head, extension, "odt ott", "", "application/vnd.oasis.opendocument.text");
}

int probe_fodt(std::string_view head, std::string_view extension) {
  const auto start = pv::without_leading_space(head);
  if (!start.starts_with("<?xml") && !start.starts_with("<office:document")) return 0;
  if (head.find("office:document") != std::string_view::npos) return 95;
  return extension == "fodt" ? 60 : 0;
}

void read_properties(pv::Host& host, pugi::xml_node root) {
  for (const auto node : child(root, "meta").children()) {
    const std::string_view value = pv::trimmed(node.text().get());
    if (!value.empty() && (local(node) == "title" || local(node) == "language")) host.property(local(node), value);
  }
}

void read_body(pv::Host& host, pugi::xml_node root, const Styles& styles) {
  const auto text = child(child(root, "body"), "text");
  if (!text) pv::finish(PV_UNKNOWN);
  Reader(host, styles).read(text);
}

bool encrypted(pv::Host& host) {
  const auto manifest = host.part("META-INF/manifest.xml");
  return manifest && manifest->find("encryption-data") != std::string_view::npos;
}

void read_odt(pv::Host& host, std::string_view bytes, std::string_view) {
  pv::refuse_ole(bytes);
  host.unzip(bytes);
  if (encrypted(host)) pv::finish(PV_PASSWORD);
  const auto content = host.part("content.xml");
  if (!content) pv::finish(PV_UNKNOWN);
  Styles styles;
  if (const auto part = host.part("styles.xml")) {
    pugi::xml_document document;
    pv::parse_xml(document, *part);
    styles.add(document.document_element());
  }
  pugi::xml_document document;
  pv::parse_xml(document, *content);
  styles.add(document.document_element());
  if (const auto part = host.part("meta.xml")) {
    pugi::xml_document meta;
    pv::parse_xml(meta, *part);
    read_properties(host, meta.document_element());
  }
  read_body(host, document.document_element(), styles);
}

void read_fodt(pv::Host& host, std::string_view bytes, std::string_view) {
  pugi::xml_document document;
  pv::parse_xml(document, bytes);
  Styles styles;
  styles.add(document.document_element());
  read_properties(host, document.document_element());
  read_body(host, document.document_element(), styles);
}

const pv_format kOdt = pv::format<probe_odt, read_odt>(PV_DOCUMENT_IMPORTER, "odt", "OpenDocument text", "odt ott",
                                                       "application/vnd.oasis.opendocument.text");
const pv_format kFodt = pv::format<probe_fodt, read_fodt>(PV_DOCUMENT_IMPORTER, "fodt", "OpenDocument text, flat XML",
                                                          "fodt", "application/vnd.oasis.opendocument.text-flat-xml");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.opendocument", &kOdt, &kFodt)
