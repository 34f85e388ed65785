#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/attribute.hpp"
#include "model/document.hpp"
#include "store/writer.hpp"

namespace polyvocal::app {

/// Documents by what a table may call them: name, name of the file it came from (with an ending), GUID.
class DocumentNames {
 public:
  DocumentNames() = default;
  explicit DocumentNames(const std::vector<model::Document>& documents);
  std::optional<model::DocumentId> find(const std::string& name) const;

 private:
  std::map<std::string, model::DocumentId> ids_;  ///< by folded name
};

/// The attribute of each column: `known` to the project by folded name, else made with the type that `values_of` its
/// column show; participants' groups are text.
base::Result<std::vector<model::Attribute>> attribute_columns(
    store::Writer& writer, const std::vector<model::Attribute>& known, model::AttributeTarget target,
    const std::vector<std::string>& names, const std::function<std::vector<std::string>(std::size_t)>& values_of);

/// The same for a table of module exchange.
template <typename Table>
base::Result<std::vector<model::Attribute>> attribute_columns(store::Writer& writer,
                                                              const std::vector<model::Attribute>& known,
                                                              model::AttributeTarget target, const Table& table) {
  return attribute_columns(writer, known, target, table.attributes, [&](std::size_t column) {
    std::vector<std::string> values;
    for (const auto& row : table.rows) values.push_back(row.values[column]);
    return values;
  });
}

/// Gives `set` each value of a row in its attribute's canonical text; an empty cell takes nothing away. Returns the
/// columns whose value does not fit and was left out: guessing another type or level would change what is there.
base::Result<std::vector<std::size_t>> set_values(
    const std::vector<model::Attribute>& columns, const std::vector<std::string>& values,
    const std::function<base::Result<void>(const model::AttributeValue&)>& set);

}  // namespace polyvocal::app
