// Markdown (CommonMark with tables). Headings and paragraphs; a soft line break is a blank, a hard one ends the
// paragraph. What is no markup stays: "<name of school>" and "2017. We began" keep their words.
#include <md4c.h>

#include <cstring>
#include <vector>

#include "plugin.hpp"
#include "text_tools.hpp"

namespace {

constexpr std::string_view kExtensions = "md markdown mdown mkd";

/// "---", "key: value" lines, "---" at the very start: properties, not text. Returns what is behind it.
std::string_view take_front_matter(pv::Host& host, std::string_view text) {
  if (!text.starts_with("---\n")) return text;
  const auto end = text.find("\n---\n", 3);
  if (end == std::string_view::npos) return text;
  const auto lines = pv::lines_of(text.substr(4, end - 3));
  for (const auto line : lines) {
    const bool continued = line.empty() || pv::is_blank(line.front()) || line.front() == '-' || line.front() == '#';
    if (!continued && line.find(':') == std::string_view::npos) return text;
  }
  for (const auto line : lines) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.front() == '#' || pv::is_blank(line.front())) continue;
    const std::string key = pv::lowered(pv::trimmed(line.substr(0, colon)));
    std::string_view value = pv::trimmed(line.substr(colon + 1));
    if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    if (pv::one_of(key, "title date language lang") && !value.empty()) {
      host.property(key == "lang" ? "language" : key, value);
    }
  }
  return text.substr(end + 5);
}

class Reader {
 public:
  explicit Reader(pv::Host& host) : host_(host) {}

  void read(std::string_view text) {
    MD_PARSER parser;
    std::memset(&parser, 0, sizeof parser);
    parser.flags = MD_FLAG_TABLES;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return call(self, [&](Reader& reader) { reader.enter_block(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return call(self, [&](Reader& reader) { reader.leave_block(type, detail); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
      return call(self, [&](Reader& reader) { reader.span(type, 1); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      return call(self, [&](Reader& reader) { reader.span(type, -1); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* self) {
      return call(self, [&](Reader& reader) { reader.text(type, std::string_view(data, size)); });
    };
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, this);
    if (failure_) std::rethrow_exception(failure_);
    flush();
  }

 private:
  /// md4c is C: what is thrown below it waits until it has returned.
  template <typename Work>
  static int call(void* self, Work&& work) {
    auto& reader = *static_cast<Reader*>(self);
    try {
      work(reader);
      return 0;
    } catch (...) {
      reader.failure_ = std::current_exception();
      return 1;
    }
  }

  struct List {
    bool ordered;
    unsigned next;
    char delimiter;
  };

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        flush();
        level_ = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_UL:
        flush();
        lists_.push_back({false, 0, '.'});
        break;
      case MD_BLOCK_OL: {
        flush();
        const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        lists_.push_back({true, list->start, list->mark_delimiter});
        break;
      }
      case MD_BLOCK_LI:
        flush();
        // A number may be said ("2017. We began"): it stays. A bullet is a mark of the layout.
        if (!lists_.empty() && lists_.back().ordered) {
          paragraph_.append(std::to_string(lists_.back().next++) + lists_.back().delimiter + " ", false);
          only_mark_ = true;
        }
        break;
      case MD_BLOCK_TD:
      case MD_BLOCK_TH:
        if (cells_++ > 0) paragraph_.append("\t", false);
        break;
      case MD_BLOCK_TR:
        flush();
        cells_ = 0;
        break;
      case MD_BLOCK_CODE:
        flush();
        verbatim_ = true;
        break;
      case MD_BLOCK_HTML:
        flush();
        break;
      case MD_BLOCK_P:
        if (!only_mark_) flush();
        break;
      default:
        flush();
        break;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void*) {
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) return;
    flush();
    if (type == MD_BLOCK_H) level_ = 0;
    if (type == MD_BLOCK_CODE) verbatim_ = false;
    if ((type == MD_BLOCK_UL || type == MD_BLOCK_OL) && !lists_.empty()) lists_.pop_back();
  }

  void span(MD_SPANTYPE type, int step) {
    if (type == MD_SPAN_STRONG) bold_ += step;
    if (type == MD_SPAN_IMG) image_ += step;
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (image_ > 0) return;
    switch (type) {
      case MD_TEXT_SOFTBR:
        add(" ");
        break;
      case MD_TEXT_BR:
        flush();
        break;
      case MD_TEXT_NULLCHAR:
        add("\xEF\xBF\xBD");
        break;
      case MD_TEXT_ENTITY:
        add(pv::without_entities(text));
        break;
      case MD_TEXT_HTML:
        html(text);
        break;
      case MD_TEXT_CODE:
        if (!verbatim_) {
          add(text);
        } else {
          lines(text);
        }
        break;
      default:
        add(text);
        break;
    }
  }

  void add(std::string_view text) {
    paragraph_.append(text, bold_ > 0);
    only_mark_ = false;
  }

  void lines(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      add(text.substr(0, end));
      if (end == std::string_view::npos) return;
      flush();
      text.remove_prefix(end + 1);
    }
  }

  /// Takes elements and comments of HTML out and keeps the rest.
  void html(std::string_view text) {
    while (!text.empty()) {
      if (in_comment_) {
        const auto end = text.find("-->");
        if (end == std::string_view::npos) return;
        in_comment_ = false;
        text.remove_prefix(end + 3);
        continue;
      }
      const auto sign = text.find('<');
      lines(text.substr(0, sign));
      if (sign == std::string_view::npos) return;
      text.remove_prefix(sign);
      if (text.starts_with("<!--")) {
        in_comment_ = true;
        text.remove_prefix(4);
        continue;
      }
      std::string_view name = text.substr(1);
      if (name.starts_with('/')) name.remove_prefix(1);
      name = name.substr(0, name.find_first_of(" \t\n/>"));
      const auto end = text.find('>');
      const bool lone_name = end != std::string_view::npos && pv::is_html_element(name);
      if (!lone_name) {
        add("<");
        text.remove_prefix(1);
        continue;
      }
      const std::string element = pv::lowered(name);
      if (pv::one_of(element, "br p div li tr h1 h2 h3 h4 h5 h6 hr table ul ol blockquote")) flush();
      if (pv::one_of(element, "b strong")) bold_ += text[1] == '/' ? (bold_ > 0 ? -1 : 0) : 1;
      text.remove_prefix(end + 1);
    }
  }

  void flush() {
    only_mark_ = false;
    if (verbatim_ ? paragraph_.empty() : pv::trimmed(paragraph_.text()).empty()) {
      paragraph_.clear();
      return;
    }
    if (!verbatim_ && cells_ == 0) paragraph_.collapse();
    if (level_ > 0) {
      host_.heading(paragraph_.text(), level_, paragraph_.bold_prefix());
    } else {
      host_.paragraph(paragraph_.text(), paragraph_.bold_prefix());
    }
    cells_ = 0;
    paragraph_.clear();
  }

  pv::Host& host_;
  pv::ParagraphText paragraph_;
  std::vector<List> lists_;
  std::exception_ptr failure_;
  int level_ = 0;
  int bold_ = 0;
  int image_ = 0;
  int cells_ = 0;
  bool verbatim_ = false;
  bool only_mark_ = false;
  bool in_comment_ = false;
};

int probe_markdown(std::string_view head, std::string_view extension) {
  return pv::one_of(extension, kExtensions) && pv::looks_like_text(head) ? 60 : 0;
}

void read_markdown(pv::Host& host, std::string_view bytes, std::string_view) {
  Reader(host).read(take_front_matter(host, host.decode(bytes)));
}

const pv_format kMarkdown = pv::format<probe_markdown, read_markdown>(PV_DOCUMENT_IMPORTER, "markdown", "Markdown",
                                                                      kExtensions, "text/markdown");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.markdown", &kMarkdown)
