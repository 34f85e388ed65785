// Plain text: each line a paragraph, empty ones too, so that joining them with LF gives the decoded text back.
#include "plugin.hpp"
#include "text_tools.hpp"

namespace {

constexpr std::string_view kExtensions = "txt text log asc";

/// An XML file of a kind that no importer knows is markup, not what somebody said.
bool is_xml(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head.starts_with("<?xml");
}

int probe_text(std::string_view head, std::string_view extension) {
  if (!pv::looks_like_text(head) || is_xml(head)) return 0;
  return pv::one_of(extension, kExtensions) ? 50 : 10;
}

void read_text(pv::Host& host, std::string_view bytes, std::string_view) {
  for (const auto line : pv::lines_of(host.decode(bytes))) host.paragraph(line);
}

const pv_format kText =
    pv::format<probe_text, read_text>(PV_DOCUMENT_IMPORTER, "text", "Plain text", kExtensions, "text/plain");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.text", &kText)
