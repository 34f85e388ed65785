#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "plugin.hpp"

/// XML parts of zipped packages (Office Open XML, OpenDocument, EPUB). No part is read but through the host, no entity
/// is ever loaded: pugixml knows none but the five of XML.
namespace pv {

/// Deeper nesting is no document but an attack on the stack.
inline constexpr int kMaxXmlDepth = 256;

/// Parses `bytes`; blanks are kept. Throws Finish with PV_DAMAGED.
void parse_xml(pugi::xml_document& document, std::string_view bytes);

/// The name without its prefix; empty for text.
std::string_view local(pugi::xml_node node);
/// The first child of this local name.
pugi::xml_node child(pugi::xml_node node, std::string_view name);
/// The value of the attribute of this local name; empty if there is none.
std::string attribute(pugi::xml_node node, std::string_view name);

struct Relation {
  std::string type;
  std::string target;  ///< a part's name, as pv::Host::part takes it; for outside targets what stands there
};
/// By id; of the package itself if `part` is empty.
std::map<std::string, Relation> relations_of(Host& host, const std::string& part);
/// The part the package says is its document, else `usual`.
std::string main_part(Host& host, const std::string& usual);
/// "word/document.xml" and "../media/a" -> "media/a".
std::string resolve_part(std::string_view base_part, std::string_view target);

/// How sure that these first bytes are of a zipped format: its own `extensions`; a part's name beginning with `folder`
/// within them; or the content `mime` of a first part "mimetype". Also its extension on an OLE file, which is what
/// password-protected Office files are.
int probe_package(std::string_view head, std::string_view extension, std::string_view extensions,
                  std::string_view folder, std::string_view mime);

bool is_ole(std::string_view bytes);
/// True if an OLE file has a stream or storage of this name (ASCII).
bool ole_has(std::string_view bytes, std::string_view name);
/// Throws Finish with PV_PASSWORD if the file is an encrypted package, with PV_UNKNOWN if it is another OLE file.
void refuse_ole(std::string_view bytes);

}  // namespace pv
