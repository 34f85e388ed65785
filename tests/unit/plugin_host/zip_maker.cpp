#include "zip_maker.hpp"

#include <zip.h>

#include <cstdio>
#include <stdexcept>

namespace polyvocal::plugin_host {

std::string make_zip(const std::vector<ZipPart>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error(zip_error_strerror(&error));
  for (const auto& part : parts) {
    zip_source_t* source = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error(zip_strerror(archive));
    const auto place = static_cast<zip_uint64_t>(index);
    if (part.stored) zip_set_file_compression(archive, place, ZIP_CM_STORE, 0);
    if (part.encrypted && zip_file_set_encryption(archive, place, ZIP_EM_AES_256, "secret") != 0) {
      throw std::runtime_error(zip_strerror(archive));
    }
  }
  if (zip_close(archive) != 0) throw std::runtime_error(zip_strerror(archive));
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

std::string make_docx(const std::string& body, const std::vector<ZipPart>& more) {
  std::vector<ZipPart> parts{
      {"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)"},
      {"_rels/.rels",
       R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" )"
       R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" )"
       R"(Target="word/document.xml"/></Relationships>)"},
      {"word/document.xml", R"(<?xml version="1.0" encoding="UTF-8"?><w:document )"
                            R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                            R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>)" +
                                body + "</w:body></w:document>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return make_zip(parts);
}

namespace {

constexpr const char* kNamespaces = R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
                                    R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
                                    R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" )"
                                    R"(xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" )"
                                    R"(xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" )"
                                    R"(xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")";

std::string content(const std::string& element, const std::string& text, const std::string& styles) {
  return "<?xml version=\"1.0\"?><office:" + element + " " + kNamespaces + "><office:automatic-styles>" + styles +
         "</office:automatic-styles><office:body><office:text>" + text +
         "</office:text></office:body></office:" + element + ">";
}

}  // namespace

std::string make_odt(const std::string& text, const std::string& styles, const std::vector<ZipPart>& more) {
  std::vector<ZipPart> parts{{"mimetype", "application/vnd.oasis.opendocument.text", true},
                             {"content.xml", content("document-content", text, styles)}};
  parts.insert(parts.end(), more.begin(), more.end());
  return make_zip(parts);
}

std::string make_fodt(const std::string& text, const std::string& styles) {
  return content("document", text, styles);
}

}  // namespace polyvocal::plugin_host
