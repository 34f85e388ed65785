#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/coding.hpp"
#include "app/session.hpp"
#include "model/passage_set.hpp"

namespace polyvocal::app {

/// One value that passages have, with the number of passages that have it.
struct FacetValue {
  std::string value;
  std::int64_t passages = 0;
  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};
/// What found passages have in common: most passages first, then by value. A passage of two groups or codes counts for
/// each.
struct Facets {
  std::vector<FacetValue> groups;
  std::vector<FacetValue> speakers;   ///< labels
  std::vector<FacetValue> codes;      ///< paths of codes on the passage's words
  std::vector<FacetValue> documents;  ///< names
};
/// Of these passages; those that are not there are passed over.
Facets facets(const model::Snapshot& snapshot, const model::PassageSet& passages);
/// The passages that one value of a facet ("group", "speaker", "code", "document") counts.
model::PassageSet passages_of(const model::Snapshot& snapshot, std::string_view field, std::string_view value);
/// The passages that these ranges touch.
model::PassageSet passages_at(const model::Snapshot& snapshot, const std::vector<CodingPlace>& places);
/// Of everything that a query finds. Errors: those of search().
base::Result<Facets> search_facets(Session& session, std::string_view query);

/// The query with `field:"value"` as a further condition; whatever operators it has, they bind first.
std::string narrowed(std::string_view query, std::string_view field, std::string_view value);
/// The query without the last condition on `field` that narrowed() added; as it is if there is none.
std::string widened(std::string_view query, std::string_view field);

/// What can be searched for: an example and the message key of what it finds. The fields are those of the index.
std::vector<std::pair<std::string, std::string>> search_help();

}  // namespace polyvocal::app
