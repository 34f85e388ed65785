#include <algorithm>

#include "app/attribute_columns_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {

DocumentNames::DocumentNames(const std::vector<model::Document>& documents) {
  for (const auto& document : documents) {
    ids_.emplace(text::fold_name(document.name), document.id);
    ids_.emplace(document.guid.text(), document.id);
  }
}

std::optional<model::DocumentId> DocumentNames::find(const std::string& name) const {
  auto it = ids_.find(text::fold_name(name));
  const auto dot = name.rfind('.');
  if (it == ids_.end() && dot != std::string::npos && dot != 0) it = ids_.find(text::fold_name(name.substr(0, dot)));
  if (it == ids_.end()) return std::nullopt;
  return it->second;
}

base::Result<std::vector<model::Attribute>> attribute_columns(
    store::Writer& writer, const std::vector<model::Attribute>& known, model::AttributeTarget target,
    const std::vector<std::string>& names, const std::function<std::vector<std::string>(std::size_t)>& values_of) {
  std::vector<model::Attribute> columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto same = std::find_if(known.begin(), known.end(), [&](const model::Attribute& attribute) {
      return attribute.target == target && text::fold_name(attribute.name) == text::fold_name(names[i]);
    });
    if (same != known.end()) {
      columns.push_back(*same);
      continue;
    }
    const bool group = target == model::AttributeTarget::kCase && names[i] == model::kGroupAttribute;
    const auto type = group ? model::AttributeType::kText : model::detect_type(values_of(i));
    auto made = writer.add_attribute(names[i], target, type);
    if (!made) return base::pass(made);
    columns.push_back({.id = *made, .guid = {}, .name = names[i], .type = type, .target = target, .levels = {}});
  }
  return columns;
}

base::Result<std::vector<std::size_t>> set_values(
    const std::vector<model::Attribute>& columns, const std::vector<std::string>& values,
    const std::function<base::Result<void>(const model::AttributeValue&)>& set) {
  std::vector<std::size_t> unfit;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto value = model::canonical_value(columns[i].type, values[i]);
    value.attribute = columns[i].id;
    if (value.state == model::ValueState::kMissing) continue;
    if (value.state == model::ValueState::kValue && !model::fits(columns[i].type, value.text, columns[i].levels)) {
      unfit.push_back(i);
      continue;
    }
    if (auto done = set(value); !done) return base::pass(done);
  }
  return unfit;
}

}  // namespace polyvocal::app
