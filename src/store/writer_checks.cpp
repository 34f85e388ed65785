#include "store/writer_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {
constexpr std::size_t kLongestNameBytes = 1000;
}

Result<Name> checked_name(std::string_view kind, std::string_view raw) {
  Name name;
  name.text = text::clean_name(raw);
  if (name.text.empty() || name.text.size() > kLongestNameBytes) {
    return fail(ErrorCode::kInvalidName, {{"kind", std::string(kind)}, {"name", name.text.substr(0, 80)}});
  }
  name.key = text::fold_name(name.text);
  // Names of signs alone (":") fold to nothing; they compare as they are.
  if (name.key.empty()) name.key = name.text;
  return name;
}

Result<void> must_exist(bool found, std::string_view kind, std::int64_t id) {
  if (found) return {};
  return fail(ErrorCode::kNotFound, {{"kind", std::string(kind)}, {"name", std::to_string(id)}});
}

tl::unexpected<base::Error> duplicate(std::string_view kind, std::string_view name) {
  return fail(ErrorCode::kDuplicate, {{"kind", std::string(kind)}, {"name", std::string(name)}});
}

tl::unexpected<base::Error> invalid(std::string_view what, std::string_view value) {
  return fail(ErrorCode::kInvalidArgument, {{"what", std::string(what)}, {"value", std::string(value)}});
}

tl::unexpected<base::Error> refused(std::string_view reason) {
  return fail(ErrorCode::kRefused, {{"reason", std::string(reason)}});
}

Result<std::int64_t> document_length(WriterState& state, model::DocumentId document) {
  const auto known = state.code_points.find(document.value);
  if (known != state.code_points.end()) return known->second;
  const auto length = state.db().number(
      "SELECT r.code_points FROM document d JOIN revision r ON r.id = d.revision WHERE d.id = ?", document);
  if (auto found = must_exist(length.has_value(), "document", document.value); !found) return base::pass(found);
  state.code_points.emplace(document.value, *length);
  return *length;
}

Result<void> check_range(WriterState& state, model::DocumentId document, text::CodePointRange range) {
  auto length = document_length(state, document);
  if (!length) return base::pass(length);
  if (range.empty() || range.start.value < 0 || range.end.value > *length) {
    return invalid("range", std::to_string(range.start.value) + "-" + std::to_string(range.end.value));
  }
  return {};
}

Result<void> check_code(WriterState& state, model::CodeId code) {
  if (state.codes.contains(code.value)) return {};
  auto found = must_exist(state.db().exists("SELECT 1 FROM code WHERE id = ?", code), "code", code.value);
  if (found) state.codes.insert(code.value);
  return found;
}

Result<void> check_coder(WriterState& state, model::CoderId coder) {
  if (state.coders.contains(coder.value)) return {};
  auto found = must_exist(state.db().exists("SELECT 1 FROM coder WHERE id = ?", coder), "coder", coder.value);
  if (found) state.coders.insert(coder.value);
  return found;
}

std::vector<std::string> levels_of(Connection& connection, model::AttributeId attribute) {
  std::vector<std::string> levels;
  Query query = connection.query("SELECT label FROM attribute_level WHERE attribute = ? ORDER BY position", attribute);
  while (query.step()) levels.push_back(query.text(0));
  return levels;
}

Result<model::AttributeValue> checked_value(WriterState& state, model::AttributeTarget target,
                                            const model::AttributeValue& value) {
  Query query = state.db().query("SELECT type, target, name FROM attribute WHERE id = ?", value.attribute);
  if (!query.step()) {
    return fail(ErrorCode::kNotFound, {{"kind", "attribute"}, {"name", std::to_string(value.attribute.value)}});
  }
  const std::string name = query.text(2);
  if (attribute_target(query->view(1)) != target) return invalid("attribute-target", name);
  if (value.state != model::ValueState::kValue) return model::AttributeValue{value.attribute, value.state, {}};
  if (value.text.empty()) return invalid("attribute-value", name);
  const model::AttributeType type = attribute_type(query->view(0));
  if (type == model::AttributeType::kText) return value;
  std::vector<std::string> levels;
  if (type == model::AttributeType::kOrdered) levels = levels_of(state.db(), value.attribute);
  model::AttributeValue canonical = model::canonical_value(type, value.text);
  if (canonical.state != model::ValueState::kValue || !model::fits(type, canonical.text, levels)) {
    return invalid("attribute-value", value.text);
  }
  canonical.attribute = value.attribute;
  return canonical;
}

}  // namespace polyvocal::store
