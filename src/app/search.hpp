#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"
#include "base/progress.hpp"
#include "index/search_index.hpp"
#include "model/passage_set.hpp"

namespace polyvocal::app {

/// Brings the search index level with the project: documents whose fingerprint changed are indexed anew, vanished ones
/// are removed. Cheap when nothing changed. Cancelling leaves whole documents. Errors: those of SearchIndex;
/// kCancelled.
base::Result<void> update_index(Session& session, const base::Progress& progress = {});
/// Deletes the index folder and makes it anew.
base::Result<void> rebuild_index(Session& session, const base::Progress& progress = {});

struct SearchHitView {
  std::string document;
  std::vector<std::string> cases;
  std::vector<std::string> groups;
  std::string speaker;
  std::int64_t turn = 0;       ///< 1-based
  text::CodePointRange range;  ///< of the passage's body
  index::Snippet snippet;
  std::vector<std::string> codes;  ///< paths of codings that overlap the passage
};
struct SearchView {
  std::int64_t total = 0;
  bool exact = true;
  std::vector<SearchHitView> hits;
  std::string corrected;  ///< "did you mean", empty if there is nothing to suggest
  std::string explained;  ///< the query as understood
  bool stale = false;     ///< the index is older than the project and cannot be written where it is
};

/// Searches passages, the index brought up to date first; where it cannot be written an older one serves, and the
/// result says so. Errors: kQuerySyntax, kNotFound (a code), kCancelled, kFileNotWritable (no index at all), index
/// errors.
base::Result<SearchView> search(Session& session, std::string_view query, const index::SearchOptions& options,
                                const base::Progress& progress = {});
/// The names of groups that `query` asks for and nobody belongs to, as typed, and the groups there are, by name.
/// Errors: kQuerySyntax, those of reading the project.
struct GroupsAsked {
  std::vector<std::string> unknown;
  std::vector<std::string> known;
};
base::Result<GroupsAsked> groups_asked(Session& session, std::string_view query);
/// Every passage that matches.
base::Result<model::PassageSet> search_passages(Session& session, const index::Query& query);

}  // namespace polyvocal::app
