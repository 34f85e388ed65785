#include "app/document_attributes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/attribute_columns_internal.hpp"
#include "base/atomic_file.hpp"
#include "exchange/tables.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

bool has_of_cases(const std::vector<model::Attribute>& attributes, const std::string& name) {
  return std::any_of(attributes.begin(), attributes.end(), [&](const model::Attribute& attribute) {
    return attribute.target == model::AttributeTarget::kCase &&
           text::fold_name(attribute.name) == text::fold_name(name);
  });
}

}  // namespace

base::Result<std::vector<DocumentView>> document_views(const store::Project& project) {
  auto documents = project.documents();
  if (!documents) return base::pass(documents);
  auto attributes = project.attributes();
  if (!attributes) return base::pass(attributes);
  auto values = project.document_values();
  if (!values) return base::pass(values);
  std::map<std::pair<model::DocumentId, model::AttributeId>, model::AttributeValue> by_place;
  for (auto& [document, value] : *values) by_place.emplace(std::pair(document, value.attribute), std::move(value));
  std::vector<DocumentView> views;
  for (auto& document : *documents) {
    DocumentView view{std::move(document), {}};
    for (const auto& attribute : *attributes) {
      const auto it = by_place.find({view.document.id, attribute.id});
      if (it != by_place.end()) view.values.emplace_back(attribute.name, it->second);
    }
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<DocumentAttributesReport> import_document_attributes(Session& session, const std::filesystem::path& file,
                                                                  Apply apply) {
  auto raw = session.plugins().read_table(file);
  if (!raw) return base::pass(raw);
  auto table = exchange::read_document_attributes(raw->rows);
  if (!table) {
    if (table.error().param("path").empty()) table.error().params.emplace_back("path", base::path_to_utf8(file));
    return base::pass(table);
  }
  auto documents = session.project().documents();
  if (!documents) return base::pass(documents);
  auto attributes = session.project().attributes();
  if (!attributes) return base::pass(attributes);
  const DocumentNames names(*documents);

  DocumentAttributesReport report;
  for (const auto& name : table->attributes) {
    if (has_of_cases(*attributes, name)) report.shadowed.push_back(name);
  }
  const auto parameters = history_parameters({{"rows", std::to_string(table->rows.size())}});
  auto done = session.act("import-document-attributes", parameters, apply,
                          [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                            auto columns =
                                attribute_columns(writer, *attributes, model::AttributeTarget::kDocument, *table);
                            if (!columns) return base::pass(columns);
                            std::vector<model::DocumentId> order;
                            std::set<model::DocumentId> seen;
                            for (const auto& row : table->rows) {
                              const auto document = names.find(row.document);
                              if (!document) {
                                report.unmatched.push_back({row.row, row.document, "no-such-document", {}, {}});
                                continue;
                              }
                              if (!seen.insert(*document).second) {
                                report.unmatched.push_back({row.row, row.document, "repeated-document", {}, {}});
                                continue;
                              }
                              order.push_back(*document);
                              auto unfit = set_values(*columns, row.values, [&](const model::AttributeValue& value) {
                                return writer.set_document_value(*document, value.attribute, value);
                              });
                              if (!unfit) return base::pass(unfit);
                              for (const std::size_t i : *unfit) {
                                report.unmatched.push_back(
                                    {row.row, row.document, "value-does-not-fit", (*columns)[i].name, row.values[i]});
                              }
                            }
                            auto views = document_views(session.project());
                            if (!views) return base::pass(views);
                            std::map<model::DocumentId, DocumentView> by_id;
                            for (auto& view : *views) by_id.emplace(view.document.id, std::move(view));
                            for (const auto id : order) report.documents.push_back(std::move(by_id.at(id)));
                            return {};
                          });
  if (!done) return base::pass(done);
  return report;
}

}  // namespace polyvocal::app
