#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "index/engine_query_internal.hpp"
#include "index/search_index.hpp"

namespace polyvocal::index {

struct SearchIndex::Impl {
  std::filesystem::path folder;
  std::optional<Xapian::WritableDatabase> writer;
  Xapian::Database database;  ///< the writer's own state, uncommitted changes included, where there is a writer
  TokenizerCache tokenizers;
  bool was_reset = false;
  bool in_transaction = false;
  std::int64_t passages_pending = 0;     ///< put since the last commit
  std::vector<IndexLanguage> languages;  ///< the writer's copy of the metadata

  /// Runs `work`, which returns a base::Result, on the last commit; a reader whose state was overwritten meanwhile
  /// tries again, a bounded number of times, and then reports kConflict ("index-changed").
  template <typename Work>
  auto read(Work&& work) -> std::invoke_result_t<Work>;
  /// May throw Xapian::Error.
  base::Result<Xapian::Query> engine(const Query& query, const CodeResolver& codes);

  /// Runs a change; on an error gives up everything since the last commit, so that no document is half there.
  base::Result<void> write(const std::function<base::Result<void>()>& work);
  base::Result<void> put(const IndexDocument& document);
  // The following may throw Xapian::Error.
  void begin();
  void end();
  void add_language(const std::string& tag, const std::string& stemmer);
  /// Deletes the passages of the record at `key` that are not in `kept` (ascending).
  void drop_passages(const std::string& key, const std::vector<Xapian::docid>& kept);
  void abandon();
};

/// What is kept of a document to replace it: its fingerprint and the docids of its passages.
struct DocumentRecord {
  std::string fingerprint;
  std::vector<Xapian::docid> passages;  ///< ascending
};
std::string write_record(const DocumentRecord& record);
/// Throws Xapian::SerialisationError if it is malformed.
DocumentRecord read_record(std::string_view bytes);

}  // namespace polyvocal::index
