#include "model/snapshot.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace polyvocal::model {
namespace {

template <typename T, typename I>
std::size_t index_by_id(const std::vector<T>& list, I id) {
  const auto it =
      std::lower_bound(list.begin(), list.end(), id, [](const T& item, I wanted) { return item.id < wanted; });
  return it != list.end() && it->id == id ? static_cast<std::size_t>(it - list.begin()) : Snapshot::npos;
}

}  // namespace

std::size_t Snapshot::document_index(DocumentId id) const {
  return index_by_id(documents, id);
}
std::size_t Snapshot::case_index(CaseId id) const {
  return index_by_id(cases, id);
}
std::size_t Snapshot::coder_index(CoderId id) const {
  return index_by_id(coders, id);
}

const Attribute* Snapshot::find_attribute(std::string_view name, AttributeTarget target) const {
  const std::string wanted = text::fold_name(name);
  for (const auto& attribute : attributes) {
    if (attribute.target == target && text::fold_name(attribute.name) == wanted) return &attribute;
  }
  return nullptr;
}

std::string_view Snapshot::case_value(std::size_t index, AttributeId attribute) const {
  for (const auto& value : cases[index].values) {
    if (value.attribute == attribute && value.state == ValueState::kValue) return value.text;
  }
  return {};
}

std::int64_t words_in(const DocumentChunk& chunk, text::CodePointRange range) {
  const auto at = [&](std::int64_t position) {
    return std::lower_bound(chunk.word_start.begin(), chunk.word_start.end(), position,
                            [](std::uint32_t start, std::int64_t wanted) { return std::int64_t{start} < wanted; });
  };
  return std::max<std::int64_t>(0, at(range.end.value) - at(range.start.value));
}

}  // namespace polyvocal::model
