#include <array>
#include <cstring>

#include "base/atomic_file.hpp"
#include "base/clock.hpp"
#include "store/migrations_internal.hpp"
#include "store/project_internal.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

int watch_table(void*, const char* name) {
  return is_watched(name) ? 1 : 0;
}

/// Records the watched tables from now until its end.
class Session {
 public:
  explicit Session(Connection& connection) {
    int code = sqlite3session_create(connection.handle(), "main", &session_);
    if (code == SQLITE_OK) code = sqlite3session_attach(session_, nullptr);
    if (code != SQLITE_OK) {
      sqlite3session_delete(session_);
      throw SQLite::Exception(connection.handle(), code);
    }
    sqlite3session_table_filter(session_, &watch_table, nullptr);
  }
  ~Session() { sqlite3session_delete(session_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  sqlite3_session* get() const { return session_; }

 private:
  sqlite3_session* session_ = nullptr;
};

struct SqliteFree {
  void operator()(void* data) const { sqlite3_free(data); }
};

/// Bytes that SQLite allocated.
struct Changeset {
  std::unique_ptr<void, SqliteFree> data;
  int size = 0;
  std::string_view view() const { return {static_cast<const char*>(data.get()), static_cast<std::size_t>(size)}; }
};

Changeset changeset_of(const Session& session) {
  Changeset out;
  void* data = nullptr;
  const int code = sqlite3session_changeset(session.get(), &out.size, &data);
  out.data.reset(data);
  if (code != SQLITE_OK) throw SQLite::Exception("changeset", code);
  return out;
}

/// Notes which revisions and bodies the changeset refers to.
void record_needs(ProjectState& state, std::int64_t entry, const Changeset& changeset) {
  sqlite3_changeset_iter* iterator = nullptr;
  int code = sqlite3changeset_start(&iterator, changeset.size, changeset.data.get());
  if (code != SQLITE_OK) throw SQLite::Exception("changeset", code);
  std::set<std::pair<std::string_view, std::int64_t>> needs;
  std::string_view current;
  std::vector<const NeedColumn*> columns;
  while (sqlite3changeset_next(iterator) == SQLITE_ROW) {
    const char* table = nullptr;
    int count = 0;
    int operation = 0;
    sqlite3changeset_op(iterator, &table, &count, &operation, nullptr);
    if (current != table) {
      columns.clear();
      current = {};
      for (const auto& need : state.need_columns) {
        if (need.table == table) {
          columns.push_back(&need);
          current = need.table;
        }
      }
    }
    for (const NeedColumn* need : columns) {
      for (const auto read : {&sqlite3changeset_old, &sqlite3changeset_new}) {
        if ((read == &sqlite3changeset_old && operation == SQLITE_INSERT) ||
            (read == &sqlite3changeset_new && operation == SQLITE_DELETE)) {
          continue;
        }
        sqlite3_value* value = nullptr;
        if (read(iterator, need->index, &value) == SQLITE_OK && value != nullptr &&
            sqlite3_value_type(value) == SQLITE_INTEGER) {
          needs.emplace(need->kind, sqlite3_value_int64(value));
        }
      }
    }
  }
  code = sqlite3changeset_finalize(iterator);
  if (code != SQLITE_OK) throw SQLite::Exception("changeset", code);
  for (const auto& [kind, target] : needs) {
    state.db().run("INSERT INTO history_need (entry, kind, target) VALUES (?, ?, ?)", entry, kind, target);
  }
}

/// True while it lives.
class Flag {
 public:
  explicit Flag(bool& flag) : flag_(flag) { flag_ = true; }
  ~Flag() { flag_ = false; }
  Flag(const Flag&) = delete;
  Flag& operator=(const Flag&) = delete;

 private:
  bool& flag_;
};

enum class Ending { kKeep, kDiscard };

/// Runs `act` between BEGIN and COMMIT with everything that belongs to an entry.
Result<std::int64_t> run_act(WriterState& writer, const std::function<Result<void>()>& act, Ending ending) {
  ProjectState& state = writer.project;
  Connection& connection = state.db();
  if (state.read_only) return read_only_error(state);
  if (state.acting || connection.in_transaction() != state.together) {
    return fail(ErrorCode::kInternal, {{"detail", "act within an act, or after a failure"}});
  }
  const Flag flag(state.acting);

  using Kind = TransactionGuard::Kind;
  TransactionGuard transaction(connection, state.together ? Kind::kNested : Kind::kWrite);
  if (writer.info.coder && !connection.exists("SELECT 1 FROM coder WHERE id = ?", writer.info.coder)) {
    return fail(ErrorCode::kNotFound, {{"kind", "coder"}, {"name", std::to_string(writer.info.coder.value)}});
  }
  writer.now_ms = base::now_ms();
  const Session session(connection);
  writer.session = session.get();
  auto done = act();
  if (!done) return base::pass(done);
  if (writer.failure) return tl::unexpected(*writer.failure);
  if (ending == Ending::kDiscard) return 0;

  const Changeset changeset = changeset_of(session);
  sqlite3session_enable(session.get(), 0);
  if (changeset.size == 0) return 0;
  const std::int64_t entry = append_entry(connection, {.coder = writer.info.coder,
                                                       .verb = writer.info.verb,
                                                       .parameters = writer.info.parameters,
                                                       .batch = writer.info.batch,
                                                       .changeset = changeset.view()});
  record_needs(state, entry, changeset);
  for (const std::int64_t document : writer.touched_documents) {
    connection.run("INSERT INTO history_document (entry, document) VALUES (?, ?)", entry, document);
  }
  // A new act ends redo: what only an undone act needed can go.
  if (connection.exists("SELECT 1 FROM history_state WHERE dead = 0")) {
    const bool needed = connection.exists("SELECT 1 FROM history_state JOIN history_need USING (entry) WHERE dead = 0");
    connection.run("UPDATE history_state SET dead = 1 WHERE dead = 0");
    if (needed) sweep(connection);
  }
  transaction.commit();
  state.read_head();
  return entry;
}

}  // namespace

base::Digest payload_digest(std::string_view salt, std::string_view parameters, std::string_view changeset) {
  base::Sha256 hash;
  hash.add(static_cast<std::uint64_t>(salt.size())).add(salt);
  hash.add(static_cast<std::uint64_t>(parameters.size())).add(parameters);
  hash.add(static_cast<std::uint64_t>(changeset.size())).add(changeset);
  return hash.finish();
}

base::Digest chain_link(std::string_view previous, const ChainRow& row) {
  base::Sha256 hash;
  hash.add(previous);
  for (const std::int64_t number : {row.id, row.time_ms, row.coder}) hash.add(static_cast<std::uint64_t>(number));
  hash.add(static_cast<std::uint64_t>(row.verb.size())).add(row.verb);
  hash.add(static_cast<std::uint64_t>(row.batch.size())).add(row.batch);
  for (const std::int64_t number : {row.undoes, row.redoes, row.schema_version, row.barrier}) {
    hash.add(static_cast<std::uint64_t>(number));
  }
  hash.add(row.payload_digest);
  return hash.finish();
}

std::int64_t append_entry(Connection& connection, const NewEntry& entry) {
  ChainRow row;
  std::string previous(32, '\0');
  {
    Query last = connection.query("SELECT id, link FROM history ORDER BY id DESC LIMIT 1");
    if (last.step()) {
      row.id = last.integer(0);
      previous = last.text(1);
    }
  }
  ++row.id;
  row.time_ms = base::now_ms();
  row.coder = entry.coder.value;
  row.verb = std::string(entry.verb);
  if (entry.batch) row.batch = std::string(blob(*entry.batch).bytes);
  row.undoes = entry.undoes;
  row.redoes = entry.redoes;
  row.schema_version = newest_format();
  row.barrier = entry.barrier ? 1 : 0;
  std::array<char, 16> salt{};
  base::random_bytes(salt.data(), salt.size());
  const std::string_view salt_view(salt.data(), salt.size());
  row.payload_digest = std::string(blob(payload_digest(salt_view, entry.parameters, entry.changeset)).bytes);
  const base::Digest link = chain_link(previous, row);
  std::optional<Blob> batch;
  if (entry.batch) batch = blob(row.batch);
  connection.run(
      "INSERT INTO history (id, time_ms, coder, verb, batch, undoes, redoes, schema_version, barrier, erased, "
      "payload_digest, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
      row.id, row.time_ms, row.coder, row.verb, batch, row.undoes, row.redoes, row.schema_version, row.barrier,
      blob(row.payload_digest), blob(link));
  connection.run("INSERT INTO history_payload (entry, salt, parameters, changeset) VALUES (?, ?, ?, ?)", row.id,
                 blob(salt_view), entry.parameters, blob(entry.changeset));
  return row.id;
}

std::int64_t last_barrier(Connection& connection) {
  return connection.number("SELECT max(id) FROM history WHERE barrier = 1").value_or(0);
}

void sweep(Connection& connection) {
  const std::int64_t barrier = last_barrier(connection);
  connection.run(
      "WITH RECURSIVE live (id) AS ("
      "  SELECT revision FROM document UNION SELECT revision FROM review_item"
      "  UNION SELECT target FROM history_need WHERE kind = 'revision' AND entry > ?"
      "    AND entry NOT IN (SELECT entry FROM history_state WHERE dead = 1)"
      "  UNION SELECT previous FROM revision JOIN live USING (id) WHERE previous IS NOT NULL)"
      "INSERT INTO temp.swept_revision SELECT id, body FROM revision WHERE id NOT IN (SELECT id FROM live)",
      barrier);
  if (connection.exists("SELECT 1 FROM temp.swept_revision")) {
    connection.run("DELETE FROM word_index WHERE revision IN (SELECT id FROM temp.swept_revision)");
    connection.run("DELETE FROM sync_time WHERE revision IN (SELECT id FROM temp.swept_revision)");
    connection.run("DELETE FROM turn WHERE revision IN (SELECT id FROM temp.swept_revision)");
    connection.run("DELETE FROM revision WHERE id IN (SELECT id FROM temp.swept_revision)");
    connection.run("DELETE FROM temp.swept_revision WHERE true");
  }
  connection.run(
      "DELETE FROM body WHERE id NOT IN ("
      "  SELECT body FROM revision UNION ALL SELECT body FROM memo UNION ALL SELECT body FROM annotation"
      "  UNION ALL SELECT body FROM decision UNION ALL SELECT body FROM finding UNION ALL SELECT body FROM summary"
      "  UNION ALL SELECT body FROM quote WHERE body IS NOT NULL"
      "  UNION ALL SELECT body FROM judgement WHERE body IS NOT NULL"
      "  UNION ALL SELECT body FROM reconciliation WHERE body IS NOT NULL"
      "  UNION ALL SELECT target FROM history_need WHERE kind = 'body' AND entry > ?"
      "    AND entry NOT IN (SELECT entry FROM history_state WHERE dead = 1))",
      barrier);
}

namespace {

/// `rows`: a table or sub-select that gives rows of history.
std::string entries_sql(std::string_view rows) {
  return "SELECT h.id, h.time_ms, h.coder, coalesce(c.name, ''), h.verb, coalesce(p.parameters, ''), h.batch, "
         "h.undoes, "
         "h.redoes, s.entry IS NOT NULL, h.erased, h.barrier FROM " +
         std::string(rows) +
         " h LEFT JOIN coder c ON c.id = h.coder LEFT JOIN history_payload p ON p.entry = h.id "
         "LEFT JOIN history_state s ON s.entry = h.id ORDER BY h.id";
}

HistoryEntry entry_from(const Query& query) {
  HistoryEntry entry;
  entry.id = query.integer(0);
  entry.time_ms = query.integer(1);
  entry.coder = query->id<model::CoderId>(2);
  entry.coder_name = query.text(3);
  entry.verb = query.text(4);
  entry.parameters = query.text(5);
  if (!query->is_null(6)) entry.batch = query->guid(6);
  entry.undoes = query.integer(7);
  entry.redoes = query.integer(8);
  entry.undone = query.integer(9) != 0;
  entry.erased = query.integer(10) != 0;
  entry.barrier = query.integer(11) != 0;
  return entry;
}

}  // namespace

std::vector<HistoryEntry> read_history(Connection& connection, std::int64_t limit) {
  std::vector<HistoryEntry> entries;
  static const std::string kSql = entries_sql("(SELECT * FROM history ORDER BY id DESC LIMIT ?)");
  Query query = connection.query(kSql.c_str(), limit > 0 ? limit : -1);
  while (query.step()) entries.push_back(entry_from(query));
  return entries;
}

HistoryEntry read_entry(Connection& connection, std::int64_t entry) {
  static const std::string kSql = entries_sql("(SELECT * FROM history WHERE id = ?)");
  Query query = connection.query(kSql.c_str(), entry);
  return query.step() ? entry_from(query) : HistoryEntry{};
}

Result<std::int64_t> Project::perform(const ActInfo& info, const std::function<Result<void>(Writer&)>& act) {
  return guarded(*impl_, [&]() -> Result<std::int64_t> {
    Writer::Impl state(*impl_, info);
    Writer writer(state);
    return run_act(
        state, [&] { return act(writer); }, Ending::kKeep);
  });
}

Result<void> Project::rehearse(const ActInfo& info, const std::function<Result<void>(Writer&)>& act) {
  return guarded(*impl_, [&]() -> Result<void> {
    Writer::Impl state(*impl_, info);
    Writer writer(state);
    auto done = run_act(
        state, [&] { return act(writer); }, Ending::kDiscard);
    if (!done) return base::pass(done);
    return {};
  });
}

Result<void> Project::perform_together(const std::function<Result<void>()>& work) {
  auto done = guarded(*impl_, [&]() -> Result<void> {
    Connection& connection = impl_->db();
    if (impl_->read_only) return read_only_error(*impl_);
    if (connection.in_transaction()) return fail(ErrorCode::kInternal, {{"detail", "act within an act"}});
    TransactionGuard transaction(connection, TransactionGuard::Kind::kWrite);
    const Flag flag(impl_->together);
    if (auto worked = work(); !worked) return worked;
    // A full disk rolls back everything at once, under the acts' feet.
    if (!connection.in_transaction()) return fail(ErrorCode::kDiskFull, {{"path", base::path_to_utf8(impl_->path)}});
    transaction.commit();
    return {};
  });
  if (done) return done;
  // The acts showed their title; it was rolled back with them.
  (void)guarded(*impl_, [&]() -> Result<void> {
    impl_->read_head();
    return {};
  });
  return done;
}

}  // namespace polyvocal::store
