// EPUB 2 and 3: the pages of the spine in reading order.
#include <unordered_map>

#include "html_blocks.hpp"
#include "package_xml.hpp"
#include "text_tools.hpp"

namespace {

int probe_epub(std::string_view head, std::string_view extension) {
  return pv::probe_package(head, extension, "epub", "", "application/epub+zip");
}

/// "a%20b" -> "a b"
std::string percent_decoded(std::string_view text) {
  std::string made;
  const auto digit = [](char c) {
    const char low = pv::lower(c);
    if (low >= '0' && low <= '9') return low - '0';
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      made += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      made += text[i];
    }
  }
  return made;
}

std::string package_part(pv::Host& host) {
  const auto bytes = host.part("META-INF/container.xml");
  if (!bytes) pv::finish(PV_UNKNOWN);
  pugi::xml_document document;
  pv::parse_xml(document, *bytes);
  const auto file = pv::child(pv::child(document.document_element(), "rootfiles"), "rootfile");
  const std::string part = pv::attribute(file, "full-path");
  if (part.empty()) pv::finish(PV_DAMAGED, "no-package");
  return part;
}

struct Item {
  std::string part;
  std::string media;
  bool navigation = false;
};

void read_epub(pv::Host& host, std::string_view bytes, std::string_view) {
  host.unzip(bytes);
  const std::string package = package_part(host);
  // Fonts may be obfuscated lawfully; encrypted pages are a protection this program respects.
  if (const auto encryption = host.part("META-INF/encryption.xml")) {
    if (encryption->find(".xhtml") != std::string_view::npos || encryption->find(".html") != std::string_view::npos) {
      pv::finish(PV_PASSWORD);
    }
  }
  const auto package_bytes = host.part(package);
  if (!package_bytes) pv::finish(PV_DAMAGED, "no-package");
  pugi::xml_document document;
  pv::parse_xml(document, *package_bytes);
  const auto root = document.document_element();
  for (const auto node : pv::child(root, "metadata").children()) {
    const auto value = pv::trimmed(node.text().get());
    if (!value.empty() && pv::one_of(pv::local(node), "title language date")) host.property(pv::local(node), value);
  }
  std::unordered_map<std::string, Item> items;
  for (const auto node : pv::child(root, "manifest").children()) {
    items[pv::attribute(node, "id")] = {pv::resolve_part(package, percent_decoded(pv::attribute(node, "href"))),
                                        pv::attribute(node, "media-type"),
                                        pv::one_of("nav", pv::attribute(node, "properties"))};
  }
  std::size_t pages = 0;
  for (const auto reference : pv::child(root, "spine").children()) {
    const auto found = items.find(pv::attribute(reference, "idref"));
    if (found == items.end() || found->second.navigation || pv::attribute(reference, "linear") == "no") continue;
    if (found->second.media != "application/xhtml+xml" && found->second.media != "text/html") continue;
    const auto page = host.part(found->second.part);
    if (!page) pv::finish(PV_DAMAGED, "missing-page");
    ++pages;
    // A title page repeats what the package says of the book: nobody spoke it.
    if (page->find("epub:type=\"titlepage\"") != std::string_view::npos) continue;
    pv::read_html(host, host.decode(*page), pv::PageTitle::kIgnore);
  }
  if (pages == 0) pv::finish(PV_EMPTY, "no-text");
}

const pv_format kEpub =
    pv::format<probe_epub, read_epub>(PV_DOCUMENT_IMPORTER, "epub", "EPUB book", "epub", "application/epub+zip");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.epub", &kEpub)
