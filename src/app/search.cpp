#include "app/search.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <thread>

#include "analysis/retrieval.hpp"
#include "base/atomic_file.hpp"
#include "base/sha256.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::app {
namespace {

/// How long a search waits for another one that is writing the index, and how often it looks.
constexpr std::chrono::milliseconds kLockWait{5000};
constexpr std::chrono::milliseconds kLockTick{100};

/// Which cases a passage belongs to: through its speaker, else through the whole document.
class CaseNames {
 public:
  CaseNames(const model::Snapshot& snapshot, const model::DocumentChunk& chunk) : snapshot_(snapshot), chunk_(chunk) {
    if (const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase))
      group_ = group->id;
  }
  /// Case indices of the passage at `index` in the chunk, ascending.
  std::vector<std::uint32_t> of(std::size_t index) const {
    std::vector<std::uint32_t> found;
    const std::int64_t start = chunk_.passage_start[index];
    const std::int64_t end = chunk_.passage_end[index];
    for (const auto& span : chunk_.case_spans) {
      if (span.range.start.value >= end) break;
      if (span.range.end.value > start) found.push_back(span.case_index);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
  std::string group(std::uint32_t index) const {
    return std::string(group_ ? snapshot_.case_value(index, group_) : "");
  }

 private:
  const model::Snapshot& snapshot_;
  const model::DocumentChunk& chunk_;
  model::AttributeId group_;
};

/// Everything the index keeps of a document besides its text, in one digest.
std::string fingerprint(const model::Snapshot& snapshot, std::size_t document) {
  const auto& row = snapshot.documents[document];
  const auto& chunk = *snapshot.chunks[document];
  base::Sha256 hash;
  hash.add(static_cast<std::uint64_t>(row.revision.value)).add(row.name).add("\n").add(row.language).add("\n");
  for (const auto& speaker : chunk.speakers) hash.add(speaker.label).add("\n");
  const CaseNames names(snapshot, chunk);
  std::set<std::uint32_t> seen;
  for (const auto& span : chunk.case_spans) {
    hash.add(static_cast<std::uint64_t>(span.range.start.value)).add(static_cast<std::uint64_t>(span.case_index));
    if (seen.insert(span.case_index).second) {
      hash.add(snapshot.cases[span.case_index].name).add("\n").add(names.group(span.case_index)).add("\n");
    }
  }
  return base::hex(hash.finish()).substr(0, 32);
}

base::Result<void> index_document(Session& session, const model::Snapshot& snapshot, std::size_t document,
                                  const std::string& print, index::SearchIndex& index) {
  const auto& row = snapshot.documents[document];
  const auto& chunk = *snapshot.chunks[document];
  auto text = session.project().text(row.id);
  if (!text) return base::pass(text);
  auto passages = session.project().passages(row.id);
  if (!passages) return base::pass(passages);
  const text::OffsetMap map(*text);
  const CaseNames names(snapshot, chunk);
  index::IndexDocument entry{row.id, row.guid.text(), row.name, row.language, print, {}};
  entry.passages.reserve(passages->size());
  for (std::size_t i = 0; i < passages->size(); ++i) {
    const auto& passage = (*passages)[i];
    index::IndexPassage out;
    out.id = passage.id;
    out.text = map.slice(passage.body);
    for (const auto& speaker : chunk.speakers) {
      if (speaker.id == passage.speaker) out.speaker = speaker.label;
    }
    for (const std::uint32_t index_of_case : names.of(i)) {
      out.cases.push_back(snapshot.cases[index_of_case].name);
      if (auto group = names.group(index_of_case); !group.empty()) out.groups.push_back(std::move(group));
    }
    entry.passages.push_back(std::move(out));
  }
  return index.put(entry);
}

index::CodeResolver resolver(const model::Snapshot& snapshot) {
  return [&snapshot](std::string_view name) -> base::Result<model::PassageSet> {
    auto id = snapshot.codes.resolve(name);
    if (!id) return base::pass(id);
    return analysis::passages_with_code(snapshot, *id, analysis::RollUp::kRolledUp);
  };
}

/// Where a passage stands in the snapshot.
struct PassagePlace {
  std::size_t document = 0;
  std::size_t passage = 0;
};
std::optional<PassagePlace> find_passage(const model::Snapshot& snapshot, model::PassageId id) {
  for (std::size_t d = 0; d < snapshot.chunks.size(); ++d) {
    const auto& ids = snapshot.chunks[d]->passage_id;
    // Ids of one document ascend: they are given in text order.
    if (ids.empty() || id < ids.front() || ids.back() < id) continue;
    const auto it = std::lower_bound(ids.begin(), ids.end(), id);
    if (it != ids.end() && *it == id) return PassagePlace{d, static_cast<std::size_t>(it - ids.begin())};
  }
  return std::nullopt;
}

std::vector<std::string> codes_on(const model::Snapshot& snapshot, const PassagePlace& place) {
  const auto& chunk = *snapshot.chunks[place.document];
  const std::int64_t start = chunk.passage_start[place.passage];
  const std::int64_t end = chunk.passage_end[place.passage];
  std::set<std::uint32_t> codes;
  for (std::size_t i = 0; i < chunk.codings() && chunk.start[i] < end; ++i) {
    if (chunk.end[i] > start) codes.insert(chunk.code[i]);
  }
  std::vector<std::string> paths;
  for (const std::uint32_t code : codes) paths.push_back(snapshot.codes.path(snapshot.codes.codes()[code].id));
  return paths;
}

struct ReadyIndex {
  index::SearchIndex index;
  bool stale = false;
};
base::Result<ReadyIndex> ready_index(Session& session, const base::Progress& progress) {
  auto updated = update_index(session, progress);
  // Another search is writing it: that one's work is ours too.
  for (auto waited = kLockWait; !updated && updated.error().code == base::ErrorCode::kProjectLocked;
       waited -= kLockTick) {
    if (waited <= kLockTick || progress.cancelled()) break;
    std::this_thread::sleep_for(kLockTick);
    updated = update_index(session, progress);
  }
  if (!updated && updated.error().code != base::ErrorCode::kFileNotWritable) return base::pass(updated);
  auto index = index::SearchIndex::open_read_only(session.index_folder());
  if (!index) {
    if (updated) return base::pass(index);
    updated.error().hint = "index-place";
    return base::pass(updated);
  }
  // A read-only place has no writable index; an existing one still serves.
  return ReadyIndex{std::move(*index), !updated.has_value()};
}

/// The words of a query that no passage has, replaced by the nearest indexed word; empty if there is nothing to offer.
std::string correction(const index::SearchIndex& index, const index::Query& query) {
  if (query.root.kind != index::QueryNode::Kind::kWord) return {};
  const std::string wanted = text::fold(query.root.text);
  if (wanted.size() < 4) return {};
  auto near = index.words_beginning(wanted.substr(0, wanted.size() / 2), 2000);
  if (!near) return {};
  const auto distance = [&](const std::string& word) {
    std::vector<std::size_t> row(wanted.size() + 1);
    for (std::size_t j = 0; j <= wanted.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= wanted.size(); ++j) {
        const std::size_t above = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (word[i - 1] == wanted[j - 1] ? 0u : 1u)});
        diagonal = above;
      }
    }
    return row[wanted.size()];
  };
  std::string best;
  std::size_t best_distance = 3;
  for (const auto& [word, count] : *near) {
    const std::size_t d = distance(word);
    if (d > 0 && d < best_distance) {
      best_distance = d;
      best = word;
    }
  }
  return best;
}

}  // namespace

base::Result<void> update_index(Session& session, const base::Progress& progress) {
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  const model::Snapshot& snapshot = **taken;
  // Most of the time nothing changed: a reader tells without taking the writer's lock.
  std::map<std::string, std::string> have;
  if (auto reader = index::SearchIndex::open_read_only(session.index_folder())) {
    auto prints = reader->fingerprints();
    if (prints) have.insert(prints->begin(), prints->end());
  }
  std::vector<std::pair<std::size_t, std::string>> stale;
  std::set<std::string> present;
  for (std::size_t d = 0; d < snapshot.documents.size(); ++d) {
    const std::string guid = snapshot.documents[d].guid.text();
    present.insert(guid);
    std::string print = fingerprint(snapshot, d);
    const auto it = have.find(guid);
    if (it == have.end() || it->second != print) stale.emplace_back(d, std::move(print));
  }
  std::vector<std::string> gone;
  for (const auto& [guid, print] : have) {
    if (!present.contains(guid)) gone.push_back(guid);
  }
  std::error_code ignored;
  if (stale.empty() && gone.empty() && std::filesystem::exists(session.index_folder(), ignored)) return {};
  auto index = index::SearchIndex::open_writable(session.index_folder());
  if (!index) return base::pass(index);
  if (index->was_reset() && !have.empty()) {
    stale.clear();
    for (std::size_t d = 0; d < snapshot.documents.size(); ++d) stale.emplace_back(d, fingerprint(snapshot, d));
    gone.clear();
  }
  for (const auto& guid : gone) {
    if (auto removed = index->remove(guid); !removed) return removed;
  }
  const auto total = static_cast<std::int64_t>(stale.size());
  for (std::size_t i = 0; i < stale.size(); ++i) {
    progress.report(static_cast<std::int64_t>(i), total, "index");
    if (progress.cancelled()) {
      if (auto kept = index->commit(); !kept) return kept;
      return base::fail(base::ErrorCode::kCancelled);
    }
    if (auto put = index_document(session, snapshot, stale[i].first, stale[i].second, *index); !put) return put;
  }
  progress.report(total, total, "index");
  return index->commit();
}

base::Result<void> rebuild_index(Session& session, const base::Progress& progress) {
  std::error_code error;
  std::filesystem::remove_all(session.index_folder(), error);
  if (error) {
    return base::fail(base::ErrorCode::kFileNotWritable,
                      {{"path", base::path_to_utf8(session.index_folder())}, {"detail", error.message()}});
  }
  return update_index(session, progress);
}

namespace {

void collect_groups(const index::QueryNode& node, std::vector<std::string>& asked) {
  if (node.kind == index::QueryNode::Kind::kField && node.field == "group") asked.push_back(node.text);
  for (const auto& child : node.children) collect_groups(child, asked);
}

}  // namespace

base::Result<GroupsAsked> groups_asked(Session& session, std::string_view source) {
  const auto query = index::parse_query(source, session.project().language());
  if (!query) return tl::unexpected<base::Error>(query.error());
  GroupsAsked made;
  std::vector<std::string> asked;
  collect_groups(query->root, asked);
  if (asked.empty()) return made;
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  const model::Snapshot& snapshot = **taken;
  std::set<std::string> folded;
  if (const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase)) {
    for (std::uint32_t i = 0; i < snapshot.cases.size(); ++i) {
      const std::string name(snapshot.case_value(i, group->id));
      if (!name.empty() && folded.insert(text::fold_name(name)).second) made.known.push_back(name);
    }
  }
  std::sort(made.known.begin(), made.known.end());
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(made.unknown),
               [&](const std::string& name) { return !folded.contains(text::fold_name(name)); });
  return made;
}

base::Result<SearchView> search(Session& session, std::string_view source, const index::SearchOptions& options,
                                const base::Progress& progress) {
  auto query = index::parse_query(source, session.project().language());
  if (!query) return base::pass(query);
  auto ready = ready_index(session, progress);
  if (!ready) return base::pass(ready);
  const index::SearchIndex& index = ready->index;
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  const model::Snapshot& snapshot = **taken;
  auto page = index.search(*query, resolver(snapshot), options);
  if (!page) return base::pass(page);
  SearchView view;
  view.stale = ready->stale;
  view.total = page->total;
  view.exact = page->exact;
  view.explained = index::describe(*query);
  std::vector<model::PassageId> passages;
  passages.reserve(page->hits.size());
  for (const auto& hit : page->hits) passages.push_back(hit.passage);
  auto words = session.project().passage_words(passages);
  if (!words) return base::pass(words);
  std::size_t next = 0;
  for (const auto& hit : page->hits) {
    const auto place = find_passage(snapshot, hit.passage);
    const auto& said = (*words)[next++];
    if (!place || !said) continue;  // another process removed it a moment ago
    const auto& row = snapshot.documents[place->document];
    const auto& chunk = *snapshot.chunks[place->document];
    const CaseNames names(snapshot, chunk);
    SearchHitView out;
    out.document = row.name;
    for (const std::uint32_t case_index : names.of(place->passage)) {
      out.cases.push_back(snapshot.cases[case_index].name);
      auto group = names.group(case_index);
      if (!group.empty() && std::find(out.groups.begin(), out.groups.end(), group) == out.groups.end()) {
        out.groups.push_back(std::move(group));
      }
    }
    const std::uint32_t speaker = chunk.passage_speaker[place->passage];
    if (speaker != model::DocumentChunk::kNone) out.speaker = chunk.speakers[speaker].label;
    out.turn = static_cast<std::int64_t>(place->passage) + 1;
    out.range = said->body;
    out.snippet = index::make_snippet(said->text, *query, row.language);
    out.codes = codes_on(snapshot, *place);
    view.hits.push_back(std::move(out));
  }
  if (view.total == 0) view.corrected = correction(index, *query);
  return view;
}

base::Result<model::PassageSet> search_passages(Session& session, const index::Query& query) {
  auto ready = ready_index(session, {});
  if (!ready) return base::pass(ready);
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  return ready->index.search_all(query, resolver(**snapshot));
}

}  // namespace polyvocal::app
