#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <unordered_map>

namespace docx {

/// What a paragraph or character style says that matters here. nullopt: nothing, the style it is based on decides.
struct Style {
  std::string based_on;
  std::string name;
  std::optional<bool> bold;
  std::optional<bool> hidden;
  std::optional<int> level;  ///< heading level 1..6; 0 = body text
};

class Styles {
 public:
  Styles() = default;
  explicit Styles(pugi::xml_node root);

  bool bold(const std::string& id) const;
  bool hidden(const std::string& id) const;
  /// 0 = no heading. By outline level, or by name ("heading 2", "Title").
  int heading_level(const std::string& id) const;

 private:
  template <typename Value>
  Value inherited(const std::string& id, std::optional<Value> Style::*field, Value otherwise) const;
  std::unordered_map<std::string, Style> styles_;
};

/// <w:b/> and its kin: absent, on, or switched off by w:val.
std::optional<bool> toggle(pugi::xml_node properties, const char* name);

}  // namespace docx
