#include "package_xml.hpp"

#include <vector>

#include "text_tools.hpp"

namespace pv {

void parse_xml(pugi::xml_document& document, std::string_view bytes) {
  const auto result = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                           pugi::encoding_auto);
  if (result.status == pugi::status_out_of_memory) finish(PV_TOO_LARGE, "memory");
  if (!result || !document.document_element()) finish(PV_DAMAGED, "malformed-xml");
}

std::string_view local(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const auto found : node.children()) {
    if (local(found) == name) return found;
  }
  return {};
}

std::string attribute(pugi::xml_node node, std::string_view name) {
  for (const auto found : node.attributes()) {
    const std::string_view full = found.name();
    const auto colon = full.find(':');
    if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) return found.value();
  }
  return {};
}

std::string resolve_part(std::string_view base_part, std::string_view target) {
  std::vector<std::string_view> parts;
  const auto push = [&](std::string_view path) {
    while (!path.empty()) {
      const auto slash = path.find('/');
      const auto name = path.substr(0, slash);
      if (name == "..") {
        if (!parts.empty()) parts.pop_back();
      } else if (!name.empty() && name != ".") {
        parts.push_back(name);
      }
      path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
  };
  const auto slash = base_part.rfind('/');
  if (!target.starts_with('/') && slash != std::string_view::npos) push(base_part.substr(0, slash));
  push(target);
  std::string made;
  for (const auto part : parts) {
    if (!made.empty()) made += '/';
    made += part;
  }
  return made;
}

std::map<std::string, Relation> relations_of(Host& host, const std::string& part) {
  std::map<std::string, Relation> relations;
  const auto slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? part : part.substr(slash + 1);
  const auto bytes = host.part(folder + "_rels/" + name + ".rels");
  if (!bytes) return relations;
  pugi::xml_document document;
  parse_xml(document, *bytes);
  for (const auto relation : document.document_element().children()) {
    const bool outside = attribute(relation, "TargetMode") == "External";
    const std::string target = attribute(relation, "Target");
    relations[attribute(relation, "Id")] = {attribute(relation, "Type"), outside ? target : resolve_part(part, target)};
  }
  return relations;
}

std::string main_part(Host& host, const std::string& usual) {
  for (const auto& [id, relation] : relations_of(host, "")) {
    if (relation.type.ends_with("/officeDocument")) return relation.target;
  }
  return usual;
}

int probe_package(std::string_view head, std::string_view extension, std::string_view extensions,
                  std::string_view folder, std::string_view mime) {
  const bool own = one_of(extension, extensions);
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
    if (!mime.empty() && head.size() > 38 && head.substr(30).starts_with("mimetype") &&
        head.substr(38).starts_with(mime))
      return 97;
    if (!folder.empty() && head.find(folder) != std::string_view::npos) return 92;
    return own ? 60 : 20;
  }
  if (is_ole(head)) return own ? 60 : 0;
  // Neither: damaged, unless some other format knows it.
  return 0;
}

bool is_ole(std::string_view bytes) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

bool ole_has(std::string_view bytes, std::string_view name) {
  // Directory entries hold names as UTF-16LE at multiples of 128 bytes.
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  wide += std::string(2, '\0');
  for (std::size_t at = 512; at + wide.size() <= bytes.size(); at += 128) {
    if (bytes.substr(at, wide.size()) == wide) return true;
  }
  return false;
}

void refuse_ole(std::string_view bytes) {
  if (!is_ole(bytes)) return;
  finish(ole_has(bytes, "EncryptedPackage") ? PV_PASSWORD : PV_UNKNOWN);
}

}  // namespace pv
