#include "html_blocks.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "text_tools.hpp"

namespace pv {
namespace {

constexpr std::string_view kSkipped =
    "script style head nav template noscript iframe object svg math select button textarea datalist form-control input "
    "video audio canvas map title meta link";
constexpr std::string_view kBlocks =
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "header hgroup html legend li main menu ol p pre section summary table tbody tfoot thead tr ul caption hr";

std::string_view name_of(const xmlNode* node) {
  return node->name != nullptr ? std::string_view(reinterpret_cast<const char*>(node->name)) : std::string_view();
}

std::string attribute_of(xmlNode* node, const char* name) {
  xmlChar* value = xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return {};
  std::string made(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return made;
}

/// Goes through the tree without recursion: untrusted pages nest as deep as they like.
class Walker {
 public:
  Walker(Host& host, PageTitle title) : host_(host), title_(title) {}

  void walk(xmlNode* root) {
    xmlNode* node = root;
    while (node != nullptr) {
      const bool into = enter(node);
      if (into && node->children != nullptr) {
        node = node->children;
        continue;
      }
      if (into) leave(node);
      while (node != root && node->next == nullptr) {
        node = node->parent;
        leave(node);
      }
      node = node == root ? nullptr : node->next;
    }
    flush();
  }

 private:
  /// False if the node and what is in it are left out.
  bool enter(xmlNode* node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      text(reinterpret_cast<const char*>(node->content));
      return true;
    }
    if (node->type == XML_ENTITY_REF_NODE) {
      text(without_entities("&" + std::string(name_of(node)) + ";"));
      return false;
    }
    if (node->type != XML_ELEMENT_NODE) return node->type == XML_DOCUMENT_NODE || node->type == XML_HTML_DOCUMENT_NODE;
    const std::string name = lowered(name_of(node));
    if (name == "head" && title_ == PageTitle::kKeep) find_title(node);
    if (one_of(name, kSkipped) || hidden(node)) return false;
    if (name == "br") {
      line_break();
    } else if (name == "td" || name == "th") {
      if (cells_++ > 0) paragraph_.append("\t", false);
      in_cell_++;
    } else if (name == "tr") {
      flush();
      cells_ = 0;
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      block_border();
      level_ = name[1] - '0';
    } else if (one_of(name, kBlocks)) {
      block_border();
    }
    if (name == "pre") ++pre_;
    if (one_of(name, "b strong")) ++bold_;
    return true;
  }

  void leave(xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) return;
    const std::string name = lowered(name_of(node));
    if (name == "pre") {
      // The last line end belongs to the element, not to the text.
      flush();
      --pre_;
    }
    if (one_of(name, "b strong")) --bold_;
    if (name == "td" || name == "th") {
      --in_cell_;
    } else if (name == "tr") {
      flush();
      cells_ = 0;
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      block_border();
      level_ = 0;
    } else if (one_of(name, kBlocks)) {
      block_border();
    }
  }

  static bool hidden(xmlNode* node) {
    if (xmlHasProp(node, reinterpret_cast<const xmlChar*>("hidden")) != nullptr) return true;
    std::string style = lowered(attribute_of(node, "style"));
    std::erase_if(style, is_blank);
    return style.find("display:none") != std::string::npos;
  }

  void find_title(xmlNode* head) {
    for (xmlNode* node = head->children; node != nullptr; node = node->next) {
      if (lowered(name_of(node)) != "title" || node->children == nullptr || node->children->content == nullptr)
        continue;
      const auto found = trimmed(reinterpret_cast<const char*>(node->children->content));
      if (!found.empty()) host_.property("title", found);
    }
  }

  /// A block inside a table cell does not leave the row's line; a second one in the same cell is set off by a blank.
  void block_border() {
    if (in_cell_ > 0) {
      if (!paragraph_.empty() && !is_blank(paragraph_.text().back())) paragraph_.append(" ", false);
    } else {
      flush();
    }
  }

  void line_break() {
    if (in_cell_ > 0) {
      paragraph_.append(" ", false);
    } else if (pre_ > 0) {
      emit_line();
    } else {
      flush();
    }
  }

  void text(std::string_view raw) {
    if (pre_ == 0) {
      paragraph_.append(raw, bold_ > 0);
      return;
    }
    while (!raw.empty()) {
      const auto end = raw.find('\n');
      paragraph_.append(raw.substr(0, end), bold_ > 0);
      pre_open_ = true;
      if (end == std::string_view::npos) return;
      emit_line();
      raw.remove_prefix(end + 1);
    }
  }

  /// In <pre>, an empty line is a line.
  void emit_line() {
    host_.paragraph(paragraph_.text(), paragraph_.bold_prefix());
    paragraph_.clear();
    pre_open_ = false;
  }

  void flush() {
    if (pre_ > 0) {
      if (pre_open_ && !paragraph_.empty()) emit_line();
      paragraph_.clear();
      return;
    }
    if (cells_ > 0) {
      collapse_cells();
    } else {
      paragraph_.collapse();
    }
    if (!trimmed(paragraph_.text()).empty()) {
      if (level_ > 0) {
        host_.heading(paragraph_.text(), level_, paragraph_.bold_prefix());
      } else {
        host_.paragraph(paragraph_.text(), paragraph_.bold_prefix());
      }
    }
    paragraph_.clear();
  }

  /// Blanks collapse within each cell; empty cells at the ends go.
  void collapse_cells() {
    const std::string whole = paragraph_.text();
    const std::size_t bold = paragraph_.bold_prefix();
    ParagraphText made;
    bool any = false;
    std::size_t start = 0;
    while (start <= whole.size()) {
      const std::size_t end = std::min(whole.find('\t', start), whole.size());
      ParagraphText cell;
      cell.append(std::string_view(whole).substr(start, end - start), false);
      cell.collapse();
      if (!cell.empty()) {
        if (any) made.append("\t", false);
        made.append(cell.text(), !any && end <= bold);
        any = true;
      }
      start = end + 1;
    }
    paragraph_ = std::move(made);
  }

  Host& host_;
  PageTitle title_;
  ParagraphText paragraph_;
  int level_ = 0;
  int bold_ = 0;
  int pre_ = 0;
  int cells_ = 0;
  int in_cell_ = 0;
  bool pre_open_ = false;
};

}  // namespace

void read_html(Host& host, std::string_view utf8, PageTitle title) {
  // XML_PARSE_HUGE: without it the parser silently drops what is nested deeper than 256 elements.
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                         HTML_PARSE_COMPACT | static_cast<int>(XML_PARSE_HUGE)),
      xmlFreeDoc);
  if (!document) finish(PV_DAMAGED, "malformed-html");
  if (xmlNode* root = xmlDocGetRootElement(document.get())) Walker(host, title).walk(root);
}

}  // namespace pv
