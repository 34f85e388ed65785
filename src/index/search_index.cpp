#include "index/search_index.hpp"

#include <algorithm>
#include <limits>

#include "base/atomic_file.hpp"
#include "base/log.hpp"
#include "index/index_impl_internal.hpp"
#include "index/passage_set_source_internal.hpp"
#include "index/terms.hpp"
#include "index/xapian_errors_internal.hpp"

namespace polyvocal::index {

namespace {

constexpr int kMaxReopens = 5;

/// Files that Xapian leaves in a folder: something of ours, or of another Xapian program, was here.
bool holds_index_files(const std::filesystem::path& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const auto name = it->path().filename();
    if (name == "iamglass" || name.extension() == ".glass") return true;
  }
  return false;
}

/// Whether the index was made by this version of the program and its stemmers; also reads a little of every table.
bool is_current(const Xapian::Database& database, TokenizerCache& tokenizers) {
  if (database.get_metadata(kFormatKey) != kFormat) return false;
  for (const auto& language : read_languages(database.get_metadata(kLanguagesKey))) {
    if (tokenizers.get(language.tag).stemmer_name() != language.stemmer) return false;
  }
  if (database.get_doccount() == 0) return true;
  const auto last = database.get_lastdocid();
  const auto passage = database.postlist_begin(std::string());
  if (passage == database.postlist_end(std::string())) return false;
  const auto term = database.termlist_begin(*passage);
  return term != database.termlist_end(*passage) && *passage <= last;
}

struct Wanted {
  Xapian::doccount first = 0;
  Xapian::doccount count = 0;
  Xapian::doccount check_at_least = 0;
  SortBy sort = SortBy::kRank;
};

Xapian::MSet run(const Xapian::Database& database, const Xapian::Query& query, const Wanted& wanted) {
  Xapian::Enquire enquire(database);
  // The weights of posting sources are their own: BoolWeight alone leaves them.
  const bool unweighted = wanted.sort == SortBy::kDocument;
  enquire.set_query(unweighted ? Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0.0) : query);
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  if (unweighted) enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(wanted.first, wanted.count, wanted.check_at_least);
}

}  // namespace

template <typename Work>
auto SearchIndex::Impl::read(Work&& work) -> std::invoke_result_t<Work> {
  for (int attempt = 0;; ++attempt) {
    auto result = guarded(folder, [&]() -> std::invoke_result_t<Work> {
      if (!writer) database.reopen();
      return work();
    });
    const bool changed = !result && result.error().code == base::ErrorCode::kConflict;
    if (!changed || writer || attempt == kMaxReopens) return result;
  }
}

base::Result<Xapian::Query> SearchIndex::Impl::engine(const Query& query, const CodeResolver& codes) {
  const auto present = writer ? languages : read_languages(database.get_metadata(kLanguagesKey));
  const auto uuids = std::make_shared<const std::vector<std::string>>(shard_uuids({database}));
  return engine_query(query, {database, uuids, present, tokenizers, codes});
}

SearchIndex::SearchIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

base::Result<SearchIndex> SearchIndex::open_writable(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder, error)) {
    return base::fail(base::ErrorCode::kFileNotWritable,
                      {{"path", base::path_to_utf8(folder)}, {"detail", error.message()}});
  }
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  const bool existed = holds_index_files(folder);
  auto opened = guarded(folder, [&]() -> base::Result<bool> {
    impl->writer.emplace(folder.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
    return is_current(*impl->writer, impl->tokenizers);
  });
  if (!opened && opened.error().code != base::ErrorCode::kIndexDamaged &&
      opened.error().code != base::ErrorCode::kFileNotFound) {
    return base::pass(opened);
  }
  auto ready = guarded(folder, [&]() -> base::Result<void> {
    if (!opened || !*opened) {
      if (existed) base::log(base::LogLevel::kInfo, "search index reset");
      impl->was_reset = existed;
      impl->writer.reset();  // frees its lock
      impl->writer.emplace(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
      impl->writer->set_metadata(kFormatKey, std::string(kFormat));
      impl->writer->commit();
    }
    impl->languages = read_languages(impl->writer->get_metadata(kLanguagesKey));
    impl->database = *impl->writer;
    return {};
  });
  if (!ready) return base::pass(ready);
  return SearchIndex(std::move(impl));
}

base::Result<SearchIndex> SearchIndex::open_read_only(const std::filesystem::path& folder) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  auto opened = guarded(folder, [&]() -> base::Result<void> {
    if (!holds_index_files(folder))
      return base::fail(base::ErrorCode::kFileNotFound, {{"path", base::path_to_utf8(folder)}});
    impl->database = Xapian::Database(folder.string(), Xapian::DB_BACKEND_GLASS);
    if (is_current(impl->database, impl->tokenizers)) return {};
    return base::fail(base::ErrorCode::kIndexDamaged,
                      {{"path", base::path_to_utf8(folder)}, {"detail", "other version"}});
  });
  // Parts of an index without its head are a damaged one, not none.
  if (!opened && opened.error().code == base::ErrorCode::kFileNotFound && holds_index_files(folder)) {
    opened.error().code = base::ErrorCode::kIndexDamaged;
  }
  if (!opened) return base::pass(opened);
  return SearchIndex(std::move(impl));
}

bool SearchIndex::was_reset() const {
  return impl_->was_reset;
}

base::Result<std::vector<std::pair<std::string, std::string>>> SearchIndex::fingerprints() const {
  using List = std::vector<std::pair<std::string, std::string>>;
  return impl_->read([&]() -> base::Result<List> {
    List out;
    const auto& database = impl_->database;
    const std::string_view prefix = kDocumentKeyPrefix;
    const auto end = database.metadata_keys_end(kDocumentKeyPrefix);
    for (auto key = database.metadata_keys_begin(kDocumentKeyPrefix); key != end; ++key) {
      out.emplace_back((*key).substr(prefix.size()), read_record(database.get_metadata(*key)).fingerprint);
    }
    return out;
  });
}

base::Result<SearchPage> SearchIndex::search(const Query& query, const CodeResolver& codes,
                                             const SearchOptions& options) const {
  constexpr std::int64_t kMost = std::numeric_limits<Xapian::doccount>::max() / 4;
  for (const auto& [what, value] : {std::pair{"limit", options.limit}, std::pair{"offset", options.offset}}) {
    if (value < 0 || value > kMost) {
      return base::fail(base::ErrorCode::kInvalidArgument, {{"what", what}, {"value", std::to_string(value)}});
    }
  }
  return impl_->read([&]() -> base::Result<SearchPage> {
    auto engine = impl_->engine(query, codes);
    if (!engine) return base::pass(engine);
    const auto& database = impl_->database;
    const auto found = run(database, *engine,
                           {static_cast<Xapian::doccount>(options.offset), static_cast<Xapian::doccount>(options.limit),
                            options.exact_total ? database.get_doccount() : 0, options.sort});
    SearchPage page;
    page.total = found.get_matches_estimated();
    page.exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      page.hits.push_back({model::PassageId{static_cast<std::int64_t>(*hit)}, hit.get_weight()});
    }
    return page;
  });
}

base::Result<model::PassageSet> SearchIndex::search_all(const Query& query, const CodeResolver& codes) const {
  return impl_->read([&]() -> base::Result<model::PassageSet> {
    auto engine = impl_->engine(query, codes);
    if (!engine) return base::pass(engine);
    const auto count = impl_->database.get_doccount();
    const auto found = run(impl_->database, *engine, {0, count, count, SortBy::kDocument});
    std::vector<model::PassageId> ids;
    ids.reserve(found.size());
    for (auto hit = found.begin(); hit != found.end(); ++hit) ids.push_back({static_cast<std::int64_t>(*hit)});
    return model::PassageSet(std::move(ids));
  });
}

base::Result<std::string> SearchIndex::explain(const Query& query, const CodeResolver& codes) const {
  return impl_->read([&]() -> base::Result<std::string> {
    auto engine = impl_->engine(query, codes);
    if (!engine) return base::pass(engine);
    return engine->get_description();
  });
}

base::Result<std::vector<std::pair<std::string, std::int64_t>>> SearchIndex::words_beginning(std::string_view prefix,
                                                                                             std::int64_t limit) const {
  using List = std::vector<std::pair<std::string, std::int64_t>>;
  return impl_->read([&]() -> base::Result<List> {
    List out;
    const std::string from(prefix);
    const auto end = impl_->database.allterms_end(from);
    for (auto term = impl_->database.allterms_begin(from); term != end; ++term) {
      const std::string& word = *term;
      if (word.front() >= 'A' && word.front() <= 'Z') continue;
      out.emplace_back(word, static_cast<std::int64_t>(term.get_termfreq()));
    }
    const auto more_frequent = [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    const auto kept = std::min(out.size(), static_cast<std::size_t>(std::max<std::int64_t>(limit, 0)));
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept), out.end(), more_frequent);
    out.resize(kept);
    return out;
  });
}

std::int64_t SearchIndex::passage_count() const {
  auto count = impl_->read(
      [&]() -> base::Result<std::int64_t> { return static_cast<std::int64_t>(impl_->database.get_doccount()); });
  return count.value_or(0);
}

}  // namespace polyvocal::index
