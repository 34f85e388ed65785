#include <array>
#include <map>

#include "store/project_internal.hpp"
#include "store/varint_internal.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

class Verifier {
 public:
  explicit Verifier(Connection& connection) : connection_(connection) {}
  std::vector<Fault> run();

 private:
  void add(std::string_view kind, std::string detail) { faults_.push_back({std::string(kind), std::move(detail)}); }
  void add_rows(std::string_view kind, std::string_view what, const char* sql);
  void check_engine();
  void check_foreign_keys();
  void check_targets();
  void check_chain();
  void check_states(const std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>>& expected);
  void check_ranges();
  void check_revisions();
  void check_turns();
  void check_bodies();
  void check_memos();
  void check_names();
  void check_tree();
  void check_quotes();

  Connection& connection_;
  std::vector<Fault> faults_;
};

/// Every row that `sql` gives is a fault; its first column is an id.
void Verifier::add_rows(std::string_view kind, std::string_view what, const char* sql) {
  Query query = connection_.query(sql);
  while (query.step()) add(kind, std::string(what) + " " + query.text(0));
}

void Verifier::check_engine() {
  Query query = connection_.query("PRAGMA integrity_check(50)");
  while (query.step()) {
    if (query.text(0) != "ok") add("integrity", query.text(0));
  }
  add_rows("integrity", "trigger or view", "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')");
}

void Verifier::check_foreign_keys() {
  Query query = connection_.query("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check");
  while (query.step()) add("foreign-key", query.text(0) + " " + query.text(1) + " -> " + query.text(2));
}

/// Links that name their target by kind and id.
void Verifier::check_targets() {
  static constexpr std::array<std::array<const char*, 3>, 6> kLinks = {{{"memo", "target_kind", "target"},
                                                                        {"set_member", "target_kind", "target"},
                                                                        {"finding_link", "target_kind", "target"},
                                                                        {"judgement", "target_kind", "target"},
                                                                        {"review_item", "target_kind", "target"},
                                                                        {"erasable_string", "owner_kind", "owner"}}};
  static const std::map<std::string, std::string> kTables = {{"project", "project"},
                                                             {"document", "document"},
                                                             {"case", "study_case"},
                                                             {"unit", "unit"},
                                                             {"code", "code"},
                                                             {"coding", "coding"},
                                                             {"finding", "finding"},
                                                             {"quote", "quote"},
                                                             {"set", "named_set"},
                                                             {"round", "round"},
                                                             {"speaker", "speaker"},
                                                             {"annotation", "annotation"},
                                                             {"quote_range", "quote_range"},
                                                             {"summary", "summary"},
                                                             {"summary_link", "summary_link"}};
  for (const auto& [table, kind, target] : kLinks) {
    for (const auto& [name, other] : kTables) {
      std::string sql = "SELECT ";
      sql.append(target).append(" FROM ").append(table).append(" WHERE ").append(kind).append(" = '").append(name);
      sql.append("' AND ").append(target).append(" NOT IN (SELECT id FROM ").append(other).append(")");
      Query query = connection_.prepare(sql);
      while (query.step()) add("foreign-key", std::string(table) + " -> " + name + " " + query.text(0));
    }
  }
}

void Verifier::check_chain() {
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> states;  // entry -> undone by, dead
  std::string previous(32, '\0');
  std::int64_t last = 0;
  Query query = connection_.query(
      "SELECT h.id, h.time_ms, h.coder, h.verb, h.batch, h.undoes, h.redoes, h.schema_version, h.barrier, "
      "h.payload_digest, h.link, h.erased, p.entry, p.salt, p.parameters, p.changeset FROM history h "
      "LEFT JOIN history_payload p ON p.entry = h.id ORDER BY h.id");
  while (query.step()) {
    ChainRow row;
    row.id = query.integer(0);
    row.time_ms = query.integer(1);
    row.coder = query.integer(2);
    row.verb = query.text(3);
    row.batch = query.text(4);
    row.undoes = query.integer(5);
    row.redoes = query.integer(6);
    row.schema_version = query.integer(7);
    row.barrier = query.integer(8);
    row.payload_digest = query.text(9);
    const std::string entry = "entry " + std::to_string(row.id);
    if (row.id != last + 1) add("hash-chain", entry + " follows " + std::to_string(last));
    last = row.id;
    const std::string link = query.text(10);
    if (blob(chain_link(previous, row)).bytes != link) add("hash-chain", entry);
    previous = link;
    const bool erased = query.integer(11) != 0;
    const bool has_payload = !query->is_null(12);
    if (erased == has_payload) {
      add("hash-chain", entry + (erased ? " erased with payload" : " without payload"));
    } else if (has_payload &&
               blob(payload_digest(query->view(13), query->view(14), query->view(15))).bytes != row.payload_digest) {
      add("hash-chain", entry + " payload");
    }
    if (row.undoes != 0) {
      states[row.undoes] = {row.id, 0};
    } else if (row.redoes != 0) {
      states.erase(row.redoes);
    } else {
      for (auto& [undone, state] : states) state.second = 1;
    }
  }
  if (connection_.number("SELECT seq FROM sqlite_sequence WHERE name = 'history'").value_or(0) != last) {
    add("hash-chain", "entries after " + std::to_string(last) + " are missing");
  }
  check_states(states);
}

void Verifier::check_states(const std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>>& expected) {
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> found;
  Query query = connection_.query("SELECT entry, undone_by, dead FROM history_state ORDER BY entry");
  while (query.step()) found[query.integer(0)] = {query.integer(1), query.integer(2)};
  for (const auto& [entry, state] : expected) {
    const auto at = found.find(entry);
    if (at == found.end() || at->second != state) add("hash-chain", "state of entry " + std::to_string(entry));
  }
  for (const auto& [entry, state] : found) {
    if (!expected.contains(entry)) add("hash-chain", "state of entry " + std::to_string(entry));
  }
}

void Verifier::check_ranges() {
  add_rows("range", "coding",
           "SELECT c.id FROM coding c JOIN document d ON d.id = c.document JOIN revision r ON r.id = d.revision "
           "WHERE c.start_at < 0 OR c.end_at <= c.start_at OR c.end_at > r.code_points");
  add_rows("range", "annotation",
           "SELECT c.id FROM annotation c JOIN document d ON d.id = c.document JOIN revision r ON r.id = d.revision "
           "WHERE c.start_at < 0 OR c.end_at <= c.start_at OR c.end_at > r.code_points");
  add_rows(
      "range", "reconciliation",
      "SELECT c.id FROM reconciliation c JOIN document d ON d.id = c.document JOIN revision r ON r.id = d.revision "
      "WHERE c.start_at < 0 OR c.end_at <= c.start_at OR c.end_at > r.code_points");
  add_rows("range", "summary link",
           "SELECT c.id FROM summary_link c JOIN document d ON d.id = c.document JOIN revision r ON r.id = d.revision "
           "WHERE c.start_at < 0 OR c.end_at <= c.start_at OR c.end_at > r.code_points");
  add_rows("range", "quote range",
           "SELECT c.id FROM quote_range c JOIN quote q ON q.id = c.quote JOIN document d ON d.id = q.document "
           "JOIN revision r ON r.id = d.revision "
           "WHERE c.start_at < 0 OR c.end_at <= c.start_at OR c.end_at > r.code_points");
  add_rows("range", "quote edit",
           "SELECT e.id FROM quote_edit e JOIN quote_range c ON c.id = e.quote_range "
           "WHERE e.start_at < c.start_at OR e.end_at < e.start_at OR e.end_at > c.end_at");
}

void Verifier::check_revisions() {
  Query query = connection_.query(
      "SELECT r.id, r.text_hash, r.code_points, r.words, b.text, w.starts, s.points, b.id IS NULL FROM revision r "
      "LEFT JOIN body b ON b.id = r.body LEFT JOIN word_index w ON w.revision = r.id "
      "LEFT JOIN sync_time s ON s.revision = r.id ORDER BY r.id");
  while (query.step()) {
    const std::string revision = "revision " + query.text(0);
    if (query.integer(7) != 0) {
      add("body", revision);
      continue;
    }
    const std::string_view text = query->view(4);
    if (blob(base::sha256(text)).bytes != query->view(1)) add("text-hash", revision);
    const std::int64_t code_points = query.integer(2);
    if (text::count_code_points(text) != code_points) add("counts", revision + " code points");
    std::vector<std::uint32_t> starts;
    const bool readable = unpack_ascending(query->view(5), starts);
    if (!readable || static_cast<std::int64_t>(starts.size()) != query.integer(3) ||
        (!starts.empty() && starts.back() >= code_points)) {
      add("counts", revision + " words");
    }
    const auto points = unpack_points(query->view(6));
    if (!points || (!points->empty() && points->back().first > code_points)) add("counts", revision + " times");
  }
}

void Verifier::check_turns() {
  std::int64_t revision = 0;
  std::int64_t number = 0;
  std::int64_t end = 0;
  std::map<std::int64_t, std::int64_t> counts;
  Query query = connection_.query(
      "SELECT t.id, t.revision, t.number, t.whole_start, t.whole_end, t.body_start, t.body_end, r.code_points "
      "FROM turn t JOIN revision r ON r.id = t.revision ORDER BY t.id");
  while (query.step()) {
    if (query.integer(1) != revision) {
      revision = query.integer(1);
      number = 0;
      end = 0;
    }
    const std::int64_t whole_start = query.integer(3);
    const std::int64_t whole_end = query.integer(4);
    const std::int64_t body_start = query.integer(5);
    const std::int64_t body_end = query.integer(6);
    const bool good = query.integer(2) == number && end <= whole_start && whole_start <= body_start &&
                      body_start <= body_end && body_end <= whole_end && whole_end <= query.integer(7);
    if (!good) add("turns", "turn " + query.text(0));
    ++number;
    end = whole_end;
    ++counts[revision];
  }
  Query revisions = connection_.query("SELECT id, turns FROM revision ORDER BY id");
  while (revisions.step()) {
    if (counts[revisions.integer(0)] != revisions.integer(1)) add("turns", "revision " + revisions.text(0));
  }
  add_rows("turns", "speaker of turn",
           "SELECT t.id FROM document d JOIN turn t ON t.revision = d.revision "
           "WHERE t.speaker IS NOT NULL AND t.speaker NOT IN (SELECT id FROM speaker WHERE document = d.id)");
}

void Verifier::check_bodies() {
  for (const auto& need : find_need_columns(connection_)) {
    if (need.kind != "body") continue;
    const std::string table(need.table);
    std::string sql = "SELECT id FROM " + table;
    sql.append(" WHERE ").append(need.column).append(" IS NOT NULL AND ").append(need.column);
    sql.append(" NOT IN (SELECT id FROM body)");
    Query query = connection_.prepare(sql);
    while (query.step()) add("body", table + " " + query.text(0));
  }
}

/// A memo that points at nothing this file knows would be shown nowhere.
void Verifier::check_memos() {
  add_rows("memo", "memo on an unknown kind of thing",
           "SELECT id FROM memo WHERE target_kind NOT IN ('project', 'document', 'case', 'unit', 'code', 'coding', "
           "'annotation', 'finding', 'quote', 'set', 'round', 'speaker', 'quote_range', 'summary', 'summary_link')");
  add_rows("memo", "memo from an unknown kind of thing",
           "SELECT id FROM memo WHERE was_kind NOT IN ('', 'document', 'case', 'unit', 'code', 'coding', "
           "'annotation', 'finding', 'quote', 'set', 'round', 'speaker', 'quote_range', 'summary', 'summary_link') "
           "OR (was_kind = '' AND was_name <> '')");
  add_rows("memo", "memo of an unknown kind",
           "SELECT id FROM memo WHERE kind NOT IN ('analytic', 'methodological', 'reflexive', 'defining')");
}

/// Names are folded anew: the stored key may come from another version of the Unicode tables.
void Verifier::check_names() {
  static constexpr std::array<std::array<const char*, 2>, 6> kNamed = {
      {{"document", "SELECT id, name, '' FROM document ORDER BY id"},
       {"case", "SELECT id, name, '' FROM study_case ORDER BY id"},
       {"unit", "SELECT id, name, '' FROM unit ORDER BY id"},
       {"coder", "SELECT id, name, '' FROM coder ORDER BY id"},
       {"attribute", "SELECT id, name, target FROM attribute ORDER BY id"},
       {"code", "SELECT id, name, codebook || '/' || coalesce(parent, 0) FROM code ORDER BY id"}}};
  for (const auto& [kind, sql] : kNamed) {
    std::map<std::pair<std::string, std::string>, std::int64_t> seen;
    Query query = connection_.query(sql);
    while (query.step()) {
      std::string key = text::fold_name(query->view(1));
      if (key.empty()) key = query.text(1);
      const auto [at, fresh] = seen.try_emplace({query.text(2), std::move(key)}, query.integer(0));
      if (!fresh) {
        add("uniqueness", std::string(kind) + " " + std::to_string(at->second) + " and " + query.text(0));
      }
    }
  }
  add_rows("uniqueness", "code key",
           "SELECT min(id) FROM code WHERE short_key_fold <> '' GROUP BY short_key_fold HAVING count(*) > 1");
  add_rows("uniqueness", "coding",
           "SELECT min(id) FROM coding GROUP BY document, start_at, end_at, code, coder HAVING count(*) > 1");
}

void Verifier::check_tree() {
  add_rows("tree", "code not reached from the top",
           "WITH RECURSIVE reached (id) AS (SELECT id FROM code WHERE parent IS NULL UNION "
           "SELECT code.id FROM code JOIN reached ON code.parent = reached.id) "
           "SELECT id FROM code WHERE id NOT IN (SELECT id FROM reached)");
  add_rows("tree", "code in another codebook than its parent",
           "SELECT c.id FROM code c JOIN code p ON p.id = c.parent WHERE p.codebook <> c.codebook");
}

void Verifier::check_quotes() {
  add_rows("uniqueness", "quote in several collections",
           "SELECT m.target FROM set_member m JOIN named_set s ON s.id = m.set_id AND s.kind = 'quote' "
           "WHERE m.target_kind = 'quote' GROUP BY m.target HAVING count(*) > 1");
  add_rows("uniqueness", "quote collection",
           "SELECT min(id) FROM named_set WHERE kind = 'quote' GROUP BY name_key HAVING count(*) > 1");
  add_rows("foreign-key", "member of another kind in quote collection",
           "SELECT s.id FROM set_member m JOIN named_set s ON s.id = m.set_id "
           "WHERE (s.kind = 'quote') <> (m.target_kind = 'quote')");
  add_rows("quote", "unknown status of quote",
           "SELECT id FROM quote WHERE status NOT IN ('draft', 'checked', 'approved', 'rejected')");
}

std::vector<Fault> Verifier::run() {
  try {
    check_engine();
    check_foreign_keys();
    check_targets();
    check_chain();
    check_ranges();
    check_revisions();
    check_turns();
    check_bodies();
    check_memos();
    check_names();
    check_tree();
    check_quotes();
  } catch (const SQLite::Exception& exception) {
    const int code = exception.getErrorCode() & 0xFF;
    if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB) throw;
    add("integrity", sqlite3_errstr(exception.getErrorCode()));
  }
  return std::move(faults_);
}

}  // namespace

Result<std::vector<Fault>> Project::verify() const {
  return guarded(*impl_, [&]() -> Result<std::vector<Fault>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    return Verifier(impl_->db()).run();
  });
}

}  // namespace polyvocal::store
