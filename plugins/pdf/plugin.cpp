// PDF with a text layer: lines from the places of words, paragraphs from lines. Pictures of text are not read.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <limits>
#include <memory>

#include "layout.hpp"
#include "plugin.hpp"
#include "text_tools.hpp"

namespace {

int probe_pdf(std::string_view head, std::string_view) {
  return head.substr(0, 1024).find("%PDF-") != std::string_view::npos ? 98 : 0;
}

std::string to_utf8(const poppler::ustring& text) {
  const auto bytes = text.to_utf8();
  std::string made(bytes.data(), bytes.size());
  while (!made.empty() && made.back() == '\0') made.pop_back();
  return made;
}

bool bold_name(std::string_view font) {
  const std::string low = pv::lowered(font);
  for (const std::string_view mark : {"bold", "black", "heavy"}) {
    if (low.find(mark) != std::string::npos) return true;
  }
  return false;
}

std::vector<pdf::Word> words_of(const poppler::page& page) {
  std::vector<pdf::Word> words;
  for (const auto& box : page.text_list(poppler::page::text_list_include_font)) {
    pdf::Word word;
    word.text = to_utf8(box.text());
    if (pv::trimmed(word.text).empty()) continue;
    const auto place = box.bbox();
    word.left = place.left();
    word.right = place.right();
    word.top = place.top();
    word.bottom = place.bottom();
    word.size = box.has_font_info() ? box.get_font_size() : place.height();
    if (word.size <= 0) word.size = place.height();
    word.bold = box.has_font_info() && bold_name(box.get_font_name(0));
    word.space_after = box.has_space_after();
    words.push_back(std::move(word));
  }
  return words;
}

void read_pdf(pv::Host& host, std::string_view bytes, std::string_view) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) pv::finish(PV_TOO_LARGE, "file");
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) pv::finish(PV_DAMAGED, "malformed-pdf");
  if (document->is_locked()) pv::finish(PV_PASSWORD);
  std::vector<pdf::Page> pages;
  std::size_t without_text = 0;
  const int count = document->pages();
  if (count <= 0) pv::finish(PV_DAMAGED, "malformed-pdf");
  for (int i = 0; i < count; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) pv::finish(PV_DAMAGED, "malformed-pdf");
    pdf::Page made;
    made.height = page->page_rect().height();
    made.lines = pdf::lines_of_words(words_of(*page), static_cast<std::size_t>(i));
    if (made.lines.empty()) ++without_text;
    pages.push_back(std::move(made));
  }
  if (without_text == pages.size()) pv::finish(PV_EMPTY, "no-text-layer");
  const auto removed = pdf::remove_running_lines(pages);
  if (const std::string title = to_utf8(document->get_title()); !pv::trimmed(title).empty()) {
    host.property("title", pv::trimmed(title));
  }
  if (without_text > 0) host.warning("pages-without-text", std::to_string(without_text));
  if (removed.lines > 0) {
    std::string said = std::to_string(removed.lines);
    for (const auto& example : removed.examples) said += (said.find(':') == std::string::npos ? ": " : " | ") + example;
    host.warning("running-lines-left-out", said);
  }
  for (const auto& paragraph : pdf::paragraphs_of(pages)) {
    if (paragraph.level > 0) {
      host.heading(paragraph.text, paragraph.level, paragraph.bold_prefix);
    } else {
      host.paragraph(paragraph.text, paragraph.bold_prefix);
    }
  }
}

const pv_format kPdf =
    pv::format<probe_pdf, read_pdf>(PV_DOCUMENT_IMPORTER, "pdf", "PDF with text", "pdf", "application/pdf");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.pdf", &kPdf)
