#include "report/markup_internal.hpp"
#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}  // namespace

std::string office_core_properties(std::string_view title, std::string_view language) {
  std::string core(kDeclaration);
  core +=
      R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>)";
  append_escaped(core, title);
  core += "</dc:title><dc:creator>Polyvocal</dc:creator>";
  if (const auto tag = language_tag(language); tag != "und") core += "<dc:language>" + tag + "</dc:language>";
  return core + "</cp:coreProperties>";
}

std::string office_app_properties() {
  return std::string(kDeclaration) +
         R"(<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Polyvocal</Application></Properties>)";
}

}  // namespace polyvocal::report
