// Rich Text Format.
#include "reader.hpp"

namespace {

int probe_rtf(std::string_view head, std::string_view) {
  const auto start = head.substr(0, 16).find("{\\rtf");
  return start != std::string_view::npos && start <= 8 ? 98 : 0;
}

void read_rtf(pv::Host& host, std::string_view bytes, std::string_view) {
  rtf::Reader(host).read(bytes);
}

const pv_format kRtf =
    pv::format<probe_rtf, read_rtf>(PV_DOCUMENT_IMPORTER, "rtf", "Rich text", "rtf", "application/rtf text/rtf");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.rtf", &kRtf)
