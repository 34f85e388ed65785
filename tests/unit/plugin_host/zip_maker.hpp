#pragma once

#include <string>
#include <utility>
#include <vector>

namespace polyvocal::plugin_host {

struct ZipPart {
  std::string name;
  std::string content;
  bool stored = false;  ///< not compressed
  bool encrypted = false;
};

/// The bytes of a ZIP archive with these parts, made with libzip.
std::string make_zip(const std::vector<ZipPart>& parts);

/// A minimal Word document around the children of w:body.
std::string make_docx(const std::string& body, const std::vector<ZipPart>& more = {});
/// A minimal OpenDocument text around the children of office:text and of office:automatic-styles.
std::string make_odt(const std::string& text, const std::string& styles = {}, const std::vector<ZipPart>& more = {});
/// The flat form of the same.
std::string make_fodt(const std::string& text, const std::string& styles = {});

}  // namespace polyvocal::plugin_host
