#include <algorithm>
#include <numeric>
#include <tuple>

#include "store/project_internal.hpp"
#include "store/varint_internal.hpp"

namespace polyvocal::store {

using base::Result;
using model::DocumentChunk;
using model::Snapshot;

namespace {

constexpr std::uint32_t kNone = DocumentChunk::kNone;
/// Up to here touched documents are read one by one; beyond, one scan over everything is faster.
constexpr std::size_t kSingleReads = 32;

/// Index by id. Ids are small (AUTOINCREMENT), so a plain table beats hashing a million times.
class IndexById {
 public:
  void set(std::int64_t id, std::size_t index) {
    const auto at = static_cast<std::size_t>(id);
    if (at >= table_.size()) table_.resize(at + 1, kNone);
    table_[at] = static_cast<std::uint32_t>(index);
  }
  std::uint32_t operator[](std::int64_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return at < table_.size() ? table_[at] : kNone;
  }

 private:
  std::vector<std::uint32_t> table_;
};

template <typename Things>
IndexById index_of(const Things& things) {
  IndexById index;
  for (std::size_t i = 0; i < things.size(); ++i) index.set(things[i].id.value, i);
  return index;
}

struct Indices {
  IndexById documents;
  IndexById revisions;  // to the document's index
  IndexById codes;
  IndexById coders;
  IndexById cases;
};

/// New index for each old one; empty if nothing moved.
template <typename Things>
std::vector<std::uint32_t> moved(const Things& old_things, const IndexById& now) {
  std::vector<std::uint32_t> map;
  bool same = true;
  for (std::size_t i = 0; i < old_things.size(); ++i) {
    map.push_back(now[old_things[i].id.value]);
    same = same && map.back() == i;
  }
  if (same) map.clear();
  return map;
}

class Reader {
 public:
  Reader(Connection& connection, Snapshot& snapshot, SnapshotWords words)
      : connection_(connection), snapshot_(snapshot), words_(words) {
    indices_.documents = index_of(snapshot.documents);
    for (std::size_t i = 0; i < snapshot.documents.size(); ++i) {
      indices_.revisions.set(snapshot.documents[i].revision.value, i);
    }
    indices_.codes = index_of(snapshot.codes.codes());
    indices_.coders = index_of(snapshot.coders);
    indices_.cases = index_of(snapshot.cases);
    fresh_.resize(snapshot.documents.size());
    snapshot.chunks.resize(snapshot.documents.size());
  }

  void reuse(const Snapshot& previous);
  void read();

 private:
  DocumentChunk* fresh(std::uint32_t index) { return index == kNone ? nullptr : fresh_[index].get(); }
  void take_codings(Query& query);
  void take_turns(Query& query);
  void take_speakers(Query& query);
  void take_case_documents(Query& query);
  void take_words(Query& query);
  void finish(std::size_t index);

  Connection& connection_;
  Snapshot& snapshot_;
  SnapshotWords words_;
  Indices indices_;
  std::vector<std::shared_ptr<DocumentChunk>> fresh_;    // parallel to documents; null where the old chunk serves
  std::vector<std::vector<std::uint32_t>> whole_cases_;  // parallel to documents
};

void Reader::reuse(const Snapshot& previous) {
  if (previous.sequence > snapshot_.sequence || last_barrier(connection_) > previous.sequence) return;
  std::set<std::int64_t> touched;
  Query query = connection_.query("SELECT DISTINCT document FROM history_document WHERE entry > ?", previous.sequence);
  while (query.step()) touched.insert(query.integer(0));
  const auto codes = moved(previous.codes.codes(), indices_.codes);
  const auto coders = moved(previous.coders, indices_.coders);
  const auto cases = moved(previous.cases, indices_.cases);
  for (std::size_t i = 0; i < previous.documents.size(); ++i) {
    const auto& old_document = previous.documents[i];
    const std::uint32_t index = indices_.documents[old_document.id.value];
    if (index == kNone || touched.contains(old_document.id.value)) continue;
    const auto& document = snapshot_.documents[index];
    if (document.guid != old_document.guid || document.revision != old_document.revision) continue;
    const auto& old_chunk = previous.chunks[i];
    const bool more_words = words_ == SnapshotWords::kWith && !old_chunk->words_loaded;
    if (codes.empty() && coders.empty() && cases.empty() && !more_words) {
      snapshot_.chunks[index] = old_chunk;
      continue;
    }
    auto chunk = std::make_shared<DocumentChunk>(*old_chunk);
    bool complete = true;
    const auto renumber = [&complete](std::uint32_t& value, const std::vector<std::uint32_t>& map) {
      if (map.empty()) return;
      value = map[value];
      complete = complete && value != kNone;
    };
    for (auto& code : chunk->code) renumber(code, codes);
    for (auto& coder : chunk->coder) renumber(coder, coders);
    for (auto& span : chunk->case_spans) renumber(span.case_index, cases);
    if (!complete) continue;
    if (more_words) {
      Query words = connection_.query("SELECT revision, starts FROM word_index WHERE revision = ?", document.revision);
      fresh_[index] = chunk;
      take_words(words);
      fresh_[index].reset();
      chunk->words_loaded = true;
    }
    snapshot_.chunks[index] = std::move(chunk);
  }
}

void Reader::read() {
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < snapshot_.documents.size(); ++i) {
    if (snapshot_.chunks[i]) continue;
    fresh_[i] = std::make_shared<DocumentChunk>();
    fresh_[i]->document = snapshot_.documents[i].id;
    wanted.push_back(i);
  }
  whole_cases_.resize(snapshot_.documents.size());
  const bool with_words = words_ == SnapshotWords::kWith;
  if (wanted.size() <= kSingleReads) {
    for (const std::size_t i : wanted) {
      const auto document = snapshot_.documents[i].id;
      const auto revision = snapshot_.documents[i].revision;
      Query speakers = connection_.query(
          "SELECT document, id, label, role, coalesce(case_id, 0) FROM speaker WHERE document = ? ORDER BY number",
          document);
      take_speakers(speakers);
      Query turns = connection_.query(
          "SELECT revision, id, whole_start, whole_end, speaker FROM turn WHERE revision = ? ORDER BY number",
          revision);
      take_turns(turns);
      Query linked = connection_.query("SELECT document, case_id FROM case_document WHERE document = ?", document);
      take_case_documents(linked);
      Query codings = connection_.query(
          "SELECT document, start_at, end_at, code, coder, origin, id FROM coding WHERE document = ? "
          "ORDER BY start_at, end_at",
          document);
      take_codings(codings);
      if (with_words) {
        Query words = connection_.query("SELECT revision, starts FROM word_index WHERE revision = ?", revision);
        take_words(words);
      }
    }
  } else {
    Query speakers = connection_.query(
        "SELECT document, id, label, role, coalesce(case_id, 0) FROM speaker ORDER BY document, number");
    take_speakers(speakers);
    // Turns were numbered in text order when they were stored, so the order of ids is the order of the text.
    Query turns = connection_.query("SELECT revision, id, whole_start, whole_end, speaker FROM turn ORDER BY id");
    take_turns(turns);
    Query linked = connection_.query("SELECT document, case_id FROM case_document");
    take_case_documents(linked);
    Query codings = connection_.query(
        "SELECT document, start_at, end_at, code, coder, origin, id FROM coding ORDER BY document, start_at, end_at");
    take_codings(codings);
    if (with_words) {
      Query words = connection_.query("SELECT revision, starts FROM word_index");
      take_words(words);
    }
  }
  for (const std::size_t i : wanted) {
    fresh_[i]->words_loaded = with_words;
    finish(i);
    snapshot_.chunks[i] = fresh_[i];
  }
}

void Reader::take_codings(Query& query) {
  std::int64_t document = -1;
  DocumentChunk* chunk = nullptr;
  while (query.step()) {
    if (query.integer(0) != document) {
      document = query.integer(0);
      chunk = fresh(indices_.documents[document]);
    }
    if (chunk == nullptr) continue;
    const std::uint32_t code = indices_.codes[query.integer(3)];
    const std::uint32_t coder = indices_.coders[query.integer(4)];
    if (code == kNone || coder == kNone) throw SQLite::Exception("coding without code or coder", SQLITE_CORRUPT);
    chunk->start.push_back(query.integer(1));
    chunk->end.push_back(query.integer(2));
    chunk->code.push_back(code);
    chunk->coder.push_back(coder);
    chunk->origin.push_back(origin_from(query.integer(5)));
    chunk->id.push_back(query->id<model::CodingId>(6));
  }
}

void Reader::take_speakers(Query& query) {
  while (query.step()) {
    DocumentChunk* chunk = fresh(indices_.documents[query.integer(0)]);
    if (chunk == nullptr) continue;
    chunk->speakers.push_back({query->id<model::SpeakerId>(1), query->id<model::DocumentId>(0), query.text(2),
                               speaker_role(query->view(3)), query->id<model::CaseId>(4)});
  }
}

void Reader::take_turns(Query& query) {
  std::int64_t revision = -1;
  DocumentChunk* chunk = nullptr;
  while (query.step()) {
    if (query.integer(0) != revision) {
      revision = query.integer(0);
      chunk = fresh(indices_.revisions[revision]);
    }
    if (chunk == nullptr) continue;
    chunk->passage_id.push_back(query->id<model::PassageId>(1));
    chunk->passage_start.push_back(query.integer(2));
    chunk->passage_end.push_back(query.integer(3));
    std::uint32_t speaker = kNone;
    if (!query->is_null(4)) {
      const model::SpeakerId id{query.integer(4)};
      const auto found = std::find_if(chunk->speakers.begin(), chunk->speakers.end(),
                                      [id](const model::Speaker& one) { return one.id == id; });
      if (found != chunk->speakers.end()) speaker = static_cast<std::uint32_t>(found - chunk->speakers.begin());
    }
    chunk->passage_speaker.push_back(speaker);
  }
}

void Reader::take_case_documents(Query& query) {
  while (query.step()) {
    const std::uint32_t document = indices_.documents[query.integer(0)];
    const std::uint32_t one = indices_.cases[query.integer(1)];
    if (fresh(document) != nullptr && one != kNone) whole_cases_[document].push_back(one);
  }
}

void Reader::take_words(Query& query) {
  while (query.step()) {
    DocumentChunk* chunk = fresh(indices_.revisions[query.integer(0)]);
    if (chunk == nullptr) continue;
    if (!unpack_ascending(query->view(1), chunk->word_start)) {
      throw SQLite::Exception("word index", SQLITE_CORRUPT);
    }
  }
}

/// Codings on one range by id; who speaks where.
void Reader::finish(std::size_t index) {
  DocumentChunk& chunk = *fresh_[index];
  for (std::size_t first = 0; first < chunk.codings();) {
    std::size_t last = first + 1;
    while (last < chunk.codings() && chunk.start[last] == chunk.start[first] && chunk.end[last] == chunk.end[first]) {
      ++last;
    }
    if (last - first > 1) {  // the index gives ties by code, not by id
      using Row = std::tuple<model::CodingId, std::uint32_t, std::uint32_t, model::Origin>;
      std::vector<Row> rows;
      for (std::size_t i = first; i < last; ++i) {
        rows.emplace_back(chunk.id[i], chunk.code[i], chunk.coder[i], chunk.origin[i]);
      }
      std::sort(rows.begin(), rows.end());
      for (std::size_t i = first; i < last; ++i) {
        std::tie(chunk.id[i], chunk.code[i], chunk.coder[i], chunk.origin[i]) = rows[i - first];
      }
    }
    first = last;
  }

  const auto& whole = whole_cases_[index];
  const text::CodePointRange everything{text::CodePointOffset(0),
                                        text::CodePointOffset(snapshot_.documents[index].code_points)};
  if (!everything.empty()) {
    for (const std::uint32_t one : whole) chunk.case_spans.push_back({everything, one});
  }
  std::uint32_t last_case = kNone;
  for (std::size_t i = 0; i < chunk.passage_id.size(); ++i) {
    const std::uint32_t speaker = chunk.passage_speaker[i];
    std::uint32_t one = speaker == kNone ? kNone : indices_.cases[chunk.speakers[speaker].case_id.value];
    if (one != kNone && std::find(whole.begin(), whole.end(), one) != whole.end()) one = kNone;
    if (one != kNone) {
      const text::CodePointOffset end(chunk.passage_end[i]);
      if (one == last_case) {
        chunk.case_spans.back().range.end = end;
      } else {
        chunk.case_spans.push_back({{text::CodePointOffset(chunk.passage_start[i]), end}, one});
      }
    }
    last_case = one;
  }
  std::stable_sort(
      chunk.case_spans.begin(), chunk.case_spans.end(), [](const model::CaseSpan& a, const model::CaseSpan& b) {
        return std::tie(a.range.start, a.range.end, a.case_index) < std::tie(b.range.start, b.range.end, b.case_index);
      });
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> Project::snapshot(SnapshotWords words, const Snapshot* previous) const {
  return guarded(*impl_, [&]() -> Result<std::shared_ptr<const Snapshot>> {
    Connection& connection = impl_->db();
    TransactionGuard transaction(connection, TransactionGuard::Kind::kRead);
    impl_->read_head();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = impl_->seen_sequence;
    snapshot->project_title = impl_->title;
    snapshot->language = impl_->language;
    snapshot->documents = read_documents(connection);
    snapshot->codes = model::CodeTree(read_codes(connection));
    snapshot->coders = read_coders(connection);
    snapshot->cases = read_cases(connection);
    snapshot->units = read_units(connection);
    snapshot->sets = read_sets(connection);
    snapshot->attributes = read_attributes(connection);
    Reader reader(connection, *snapshot, words);
    snapshot->document_values.resize(snapshot->documents.size());
    for (auto& [document, value] : read_document_values(connection)) {
      const std::size_t index = snapshot->document_index(document);
      if (index != Snapshot::npos) snapshot->document_values[index].push_back(std::move(value));
    }
    if (previous != nullptr) reader.reuse(*previous);
    reader.read();
    return snapshot;
  });
}

}  // namespace polyvocal::store
