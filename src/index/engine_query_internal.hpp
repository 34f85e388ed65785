#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "index/query.hpp"
#include "index/search_index.hpp"
#include "index/tokenizer_cache.hpp"

namespace polyvocal::index {

/// A language that documents of the index are in.
struct IndexLanguage {
  std::string tag;      ///< as language_tag() gives it
  std::string stemmer;  ///< text::Tokenizer::stemmer_name() when it was indexed
  bool stems() const { return stemmer != "none"; }
};
std::vector<IndexLanguage> read_languages(std::string_view metadata);
std::string write_languages(const std::vector<IndexLanguage>& languages);

/// So many different words may begin with a prefix; beyond, the query is refused rather than cut.
inline constexpr Xapian::termcount kMaxPrefixTerms = 4'000;

/// What turning a tree into Xapian's query needs. References must outlive the call only.
struct EngineContext {
  const Xapian::Database& database;
  std::shared_ptr<const std::vector<std::string>> uuids;  ///< of the database's shards, in order
  const std::vector<IndexLanguage>& languages;
  TokenizerCache& tokenizers;
  const CodeResolver& codes;
};

/// Xapian's query for a tree. Matching does not depend on the query's language: a word is searched by its stem in each
/// of the index's languages, among the documents of that language. Fields weigh nothing and stand under OP_FILTER
/// beside what has weight. NEAR and ADJ become OP_NEAR and OP_PHRASE where every operand is a set of words and no word
/// stands in two of them, and a ProximitySource elsewhere. Errors: kQuerySyntax
/// "wildcard-too-many" (with `limit`), "near-needs-words", "near-too-many"; the resolver's. May throw Xapian::Error.
base::Result<Xapian::Query> engine_query(const Query& query, const EngineContext& context);

}  // namespace polyvocal::index
