// Web pages. The encoding is the one of the byte order mark or the meta element, else the host recognises it.
#include "html_blocks.hpp"
#include "text_tools.hpp"

namespace {

constexpr std::string_view kExtensions = "html htm xhtml";

int probe_html(std::string_view head, std::string_view extension) {
  if (!pv::looks_like_text(head)) return 0;
  const std::string start = pv::lowered(pv::without_leading_space(head).substr(0, 1024));
  if (start.starts_with("<!doctype html") || start.starts_with("<html")) return 90;
  if (start.starts_with("<?xml") && start.find("<html") != std::string::npos) return 90;
  if (pv::one_of(extension, kExtensions)) return 55;
  return start.starts_with("<!--") && start.find("<html") != std::string::npos ? 80 : 0;
}

/// What "charset=" says in the first bytes, as the HTML standard looks for it (the first 1,024).
std::string stated_encoding(std::string_view bytes) {
  const std::string head = pv::lowered(bytes.substr(0, 1024));
  for (const std::string_view key : {"charset=", "encoding="}) {
    const auto at = head.find(key);
    if (at == std::string::npos) continue;
    std::string_view value = std::string_view(head).substr(at + key.size());
    if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
    return std::string(value.substr(0, value.find_first_of("\"'; \t\r\n/>?")));
  }
  return {};
}

void read_page(pv::Host& host, std::string_view bytes, std::string_view) {
  const std::string stated = stated_encoding(bytes);
  const bool marked =
      bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  // A page that calls itself UTF-8 and is not is recognised like any other text.
  const bool own = !marked && !stated.empty() && stated != "utf-8" && stated != "utf8" && !stated.starts_with("utf-16");
  const auto text = own ? host.decode_as(bytes, stated) : host.decode(bytes);
  pv::read_html(host, text, pv::PageTitle::kKeep);
}

const pv_format kHtml = pv::format<probe_html, read_page>(PV_DOCUMENT_IMPORTER, "html", "Web page", kExtensions,
                                                          "text/html application/xhtml+xml");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.html", &kHtml)
