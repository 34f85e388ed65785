#include "styles.hpp"

#include <algorithm>
#include <cstdlib>

#include "package_xml.hpp"
#include "text_tools.hpp"

namespace docx {
namespace {

std::optional<int> level_of_name(std::string_view name) {
  const std::string low = pv::lowered(name);
  if (low == "title") return 1;
  if (low == "subtitle") return 2;
  if (low.size() == 9 && low.starts_with("heading ") && low[8] >= '1' && low[8] <= '9')
    return std::min(low[8] - '0', 6);
  return std::nullopt;
}

}  // namespace

std::optional<bool> toggle(pugi::xml_node properties, const char* name) {
  const auto node = pv::child(properties, name);
  if (!node) return std::nullopt;
  const std::string value = pv::attribute(node, "val");
  return !(value == "0" || value == "false" || value == "off");
}

Styles::Styles(pugi::xml_node root) {
  for (const auto node : root.children()) {
    if (pv::local(node) != "style") continue;
    Style style;
    style.based_on = pv::attribute(pv::child(node, "basedOn"), "val");
    style.name = pv::attribute(pv::child(node, "name"), "val");
    const auto run = pv::child(node, "rPr");
    style.bold = toggle(run, "b");
    style.hidden = toggle(run, "vanish");
    style.level = level_of_name(style.name);
    if (const auto outline = pv::child(pv::child(node, "pPr"), "outlineLvl"); outline && !style.level) {
      const int level = std::atoi(pv::attribute(outline, "val").c_str());
      style.level = level >= 0 && level < 9 ? std::min(level + 1, 6) : 0;
    }
    styles_[pv::attribute(node, "styleId")] = std::move(style);
  }
}

template <typename Value>
Value Styles::inherited(const std::string& id, std::optional<Value> Style::*field, Value otherwise) const {
  const std::string* current = &id;
  // A chain longer than this goes in a circle.
  for (int step = 0; step < 32 && !current->empty(); ++step) {
    const auto found = styles_.find(*current);
    if (found == styles_.end()) return otherwise;
    if (found->second.*field) return *(found->second.*field);
    current = &found->second.based_on;
  }
  return otherwise;
}

bool Styles::bold(const std::string& id) const {
  return inherited(id, &Style::bold, false);
}
bool Styles::hidden(const std::string& id) const {
  return inherited(id, &Style::hidden, false);
}
int Styles::heading_level(const std::string& id) const {
  return inherited(id, &Style::level, 0);
}

}  // namespace docx
