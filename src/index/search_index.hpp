#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "index/query.hpp"
#include "model/ids.hpp"
#include "model/passage_set.hpp"

namespace polyvocal::index {

/// A passage as it is indexed. Text is the body of the turn.
struct IndexPassage {
  model::PassageId id;
  std::string_view text;
  std::string speaker;
  std::vector<std::string> cases;   ///< names
  std::vector<std::string> groups;  ///< participant groups of those cases
};

struct IndexDocument {
  model::DocumentId id;
  std::string guid;  ///< 36 characters
  std::string name;
  std::string language;                ///< BCP 47: chooses the stemmer
  std::string fingerprint;             ///< changes whenever anything indexed of the document changes
  std::vector<IndexPassage> passages;  ///< in text order
};

struct SearchHit {
  model::PassageId passage;
  double weight = 0;
};

struct SearchPage {
  std::vector<SearchHit> hits;
  std::int64_t total = 0;
  bool exact = true;  ///< false: `total` is Xapian's estimate
};

enum class SortBy { kRank, kDocument };  ///< kDocument: by passage id

struct SearchOptions {
  std::int64_t limit = 50;
  std::int64_t offset = 0;
  SortBy sort = SortBy::kRank;
  bool exact_total = false;
};

/// Gives the passages that carry a code (with its descendants), for `code:` in queries. Implemented where codes are
/// known.
using CodeResolver = std::function<base::Result<model::PassageSet>(std::string_view code)>;

/// The search index of one project: a folder of Xapian files that can be thrown away at any time. One writer. A reader
/// sees the last commit at each call; the writer's own calls see its uncommitted changes too. Passage id = docid.
/// Stores no text and no codes. One thread at a time; open another instance for another thread. Further errors of every
/// function: kIndexDamaged; kConflict with detail "index-changed" if the writer committed too often while a reader
/// read: run again.
///
/// Matching: words are compared folded. A word matches by stem, in each document by the stems of its own language;
/// exact words, phrases and prefixes by the words themselves. NEAR and ADJ count words, take a stemmed word in all its
/// forms and use no word twice.
class SearchIndex {
 public:
  /// Opens or creates. An index of another format version, of another stemmer version, or a damaged one is rebuilt
  /// empty
  /// (`was_reset()` tells). Errors: kFileNotWritable, kDiskFull, kProjectLocked (another process writes),
  /// kIndexDamaged.
  static base::Result<SearchIndex> open_writable(const std::filesystem::path& folder);
  /// Errors: kFileNotFound if there is none, kIndexDamaged.
  static base::Result<SearchIndex> open_read_only(const std::filesystem::path& folder);
  ~SearchIndex();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;

  bool was_reset() const;
  /// GUID and fingerprint of every indexed document.
  base::Result<std::vector<std::pair<std::string, std::string>>> fingerprints() const;
  /// Replaces everything of the document. Visible to readers after commit(). Commits by itself every so often, always
  /// between documents, so that an interrupted run leaves whole documents. A refused argument changes
  /// nothing; after any other error everything since the last commit is given up: fingerprints() tells what is there.
  /// Errors: kDiskFull, kInvalidArgument (a GUID that is empty or beyond 200 bytes, a passage id outside 1 to 2^32 -
  /// 2).
  base::Result<void> put(const IndexDocument& document);
  /// Nothing happens if there is no such document.
  base::Result<void> remove(std::string_view document_guid);
  base::Result<void> commit();

  /// Runs a parsed query. `codes` is asked for every code: in it; passages it names that are not indexed are passed
  /// over. Errors: kQuerySyntax ("wildcard-too-many": over 4,000 words begin so; "near-needs-words": only for a tree
  /// that parse_query() did not make), kNotFound (unknown code), kInvalidArgument (negative limit or offset).
  base::Result<SearchPage> search(const Query& query, const CodeResolver& codes, const SearchOptions& options) const;
  /// Every passage that matches, ascending; for autocoding and set operations.
  base::Result<model::PassageSet> search_all(const Query& query, const CodeResolver& codes) const;
  /// The engine's query in Xapian's notation, for `--explain`. Errors as search().
  base::Result<std::string> explain(const Query& query, const CodeResolver& codes) const;
  /// The words that begin with `prefix` (folded), most frequent first.
  base::Result<std::vector<std::pair<std::string, std::int64_t>>> words_beginning(std::string_view prefix,
                                                                                  std::int64_t limit) const;
  /// 0 also for an index that cannot be read.
  std::int64_t passage_count() const;

 private:
  struct Impl;
  explicit SearchIndex(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Byte ranges in `text` that match what the query asks for (not what it excludes): what to mark. Words are folded and,
/// where the query stems, compared by the stems of `language`, the text's own; a phrase is one range; of NEAR and ADJ
/// only the operands that stand near enough. Ascending, not overlapping. `text` must be valid UTF-8. Any thread.
std::vector<text::ByteRange> matches_in(std::string_view text, const Query& query, std::string_view language);

/// A snippet of at most about `code_points` (more only where one match is longer) around the densest matches, cut at
/// words, "…" where cut, line breaks as blanks. `marks` are byte ranges within the snippet.
struct Snippet {
  std::string text;
  std::vector<text::ByteRange> marks;
};
Snippet make_snippet(std::string_view text, const Query& query, std::string_view language,
                     std::int64_t code_points = 160);

}  // namespace polyvocal::index
