#include "base/uuid.hpp"
#include "store/writer_internal.hpp"
#include "text/decode.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::MemoPlace;
using model::MemoTarget;

namespace {

constexpr std::size_t kLongestTitleBytes = 1000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kFirstDayMs = -25'567 * kDayMs;  // 1900-01-01
constexpr std::int64_t kLastDayMs = 84'006 * kDayMs;    // 2200-01-01

/// A random positive key: tells neither order nor content.
std::int64_t random_key() {
  std::uint64_t bits = 0;
  base::random_bytes(&bits, sizeof bits);
  return static_cast<std::int64_t>(bits >> 2) | 1;
}

/// A row's body that no row refers to any more. It stays if an earlier act stored it, for undo; the sweep knows when.
void let_go(WriterState& state, std::int64_t body) {
  if (state.new_bodies.erase(body) > 0) state.db().run("DELETE FROM body WHERE id = ?", body);
}

Result<std::string> checked_title(std::string_view kind, std::string_view raw) {
  std::string title = text::clean_name(raw);
  if (title.size() > kLongestTitleBytes) {
    return fail(ErrorCode::kInvalidName, {{"kind", std::string(kind)}, {"name", title.substr(0, 80)}});
  }
  return title;
}

Result<void> check_words(std::string_view what, std::string_view words) {
  if (!text::valid_utf8(words)) return invalid(what, "utf-8");
  if (words.find('\0') != std::string_view::npos) return invalid(what, "nul");
  return {};
}

Result<void> check_target(WriterState& state, const MemoTarget& on) {
  Connection& connection = state.db();
  switch (on.place) {
    case MemoPlace::kProject:
      return {};
    case MemoPlace::kRange:
      return check_range(state, on.document, on.range);
    case MemoPlace::kDocument: {
      auto found = document_length(state, model::DocumentId{on.id});
      if (!found) return base::pass(found);
      return {};
    }
    case MemoPlace::kCase:
      return must_exist(connection.exists("SELECT 1 FROM study_case WHERE id = ?", on.id), "case", on.id);
    case MemoPlace::kUnit:
      return must_exist(connection.exists("SELECT 1 FROM unit WHERE id = ?", on.id), "unit", on.id);
    case MemoPlace::kCode:
      return check_code(state, model::CodeId{on.id});
    case MemoPlace::kCoding:
      return must_exist(connection.exists("SELECT 1 FROM coding WHERE id = ?", on.id), "coding", on.id);
    case MemoPlace::kOther:
      break;
  }
  return invalid("memo-target", "other");
}

/// A place for memos at words of a document. Its own body is empty: the words are the memos'.
std::int64_t insert_annotation(WriterState& state, std::int64_t document, std::int64_t start, std::int64_t end,
                               std::int64_t coder) {
  const std::int64_t body = insert_body(state, "");
  state.db().run(
      "INSERT INTO annotation (guid, document, start_at, end_at, body, coder, created_ms, changed_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      blob(base::Uuid::make()), document, start, end, body, coder, state.now_ms, state.now_ms);
  return state.db().last_id();
}

/// Where a memo hangs, as stored.
struct Hook {
  std::string kind;
  std::int64_t id = 0;
};

Hook make_hook(WriterState& state, const MemoTarget& on, std::int64_t coder) {
  Hook hook{std::string(stored_name(on.place)), on.id};
  if (on.place == MemoPlace::kProject) hook.id = 1;
  if (on.place == MemoPlace::kRange) {
    hook.id = insert_annotation(state, on.document.value, on.range.start.value, on.range.end.value, coder);
  }
  return hook;
}

/// An annotation that only held memos goes with its last one.
void drop_hook(WriterState& state, const Hook& hook) {
  if (hook.kind != stored_name(MemoPlace::kRange)) return;
  Connection& connection = state.db();
  if (connection.exists("SELECT 1 FROM memo WHERE target_kind = ? AND target = ?", hook.kind, hook.id)) return;
  const auto body = connection.number(
      "SELECT a.body FROM annotation a JOIN body b ON b.id = a.body WHERE a.id = ? AND b.text = ''", hook.id);
  if (!body) return;
  remove_references(connection, hook.kind, hook.id);
  connection.run("DELETE FROM annotation WHERE id = ?", hook.id);
  let_go(state, *body);
}

/// A statement that moves memos and leaves in them the kind and the name of what they were on; `rest` follows.
std::string keeping_name(std::string_view rest) {
  std::string sql =
      "UPDATE memo SET was_kind = target_kind, was_name = coalesce(CASE target_kind "
      "WHEN 'document' THEN (SELECT name FROM document WHERE id = memo.target) "
      "WHEN 'case' THEN (SELECT name FROM study_case WHERE id = memo.target) "
      "WHEN 'unit' THEN (SELECT name FROM unit WHERE id = memo.target) "
      "WHEN 'code' THEN (SELECT name FROM code WHERE id = memo.target) "
      "WHEN 'coding' THEN (SELECT k.name FROM coding c JOIN code k ON k.id = c.code WHERE c.id = memo.target) "
      "WHEN 'annotation' THEN "
      "(SELECT d.name FROM annotation a JOIN document d ON d.id = a.document WHERE a.id = memo.target) "
      "WHEN 'speaker' THEN (SELECT label FROM speaker WHERE id = memo.target) "
      "WHEN 'set' THEN (SELECT name FROM named_set WHERE id = memo.target) END, ''), ";
  return sql.append(rest);
}

struct StoredMemo {
  Hook hook;
  std::string kind;
  std::string title;
  std::int64_t body = 0;
  std::string text;
  std::int64_t coder = 0;
};

Result<StoredMemo> stored_memo(WriterState& state, model::MemoId memo) {
  Query query = state.db().query(
      "SELECT m.target_kind, m.target, m.kind, m.title, m.body, b.text, m.coder FROM memo m "
      "LEFT JOIN body b ON b.id = m.body WHERE m.id = ?",
      memo);
  const bool exists = query.step();
  if (auto found = must_exist(exists, "memo", memo.value); !found) return base::pass(found);
  if (query->is_null(5)) return fail(ErrorCode::kProjectDamaged, {{"path", {}}, {"detail", "body missing"}});
  return StoredMemo{{query.text(0), query.integer(1)},
                    query.text(2),
                    query.text(3),
                    query.integer(4),
                    query.text(5),
                    query.integer(6)};
}

bool hangs_there(WriterState& state, const Hook& hook, const MemoTarget& on) {
  if (hook.kind != stored_name(on.place)) return false;
  if (on.place == MemoPlace::kProject) return true;
  if (on.place != MemoPlace::kRange) return hook.id == on.id;
  return state.db().exists("SELECT 1 FROM annotation WHERE id = ? AND document = ? AND start_at = ? AND end_at = ?",
                           hook.id, on.document, on.range.start.value, on.range.end.value);
}

Result<std::string> decision_line(std::string_view raw) {
  auto line = checked_title("decision", raw);
  if (line && line->empty()) return fail(ErrorCode::kInvalidName, {{"kind", "decision"}, {"name", {}}});
  return line;
}

/// Midnight UTC of the day that holds the moment.
Result<std::int64_t> decision_day(std::int64_t moment_ms) {
  if (moment_ms < kFirstDayMs || moment_ms >= kLastDayMs) return invalid("date", std::to_string(moment_ms));
  return moment_ms - ((moment_ms % kDayMs) + kDayMs) % kDayMs;
}

struct StoredDecision {
  std::string line;
  std::int64_t day = 0;
  std::int64_t body = 0;
  std::string reason;
};

Result<StoredDecision> stored_decision(WriterState& state, model::DecisionId decision) {
  Query query = state.db().query(
      "SELECT d.title, d.decided_ms, d.body, b.text FROM decision d LEFT JOIN body b ON b.id = d.body WHERE d.id = ?",
      decision);
  const bool exists = query.step();
  if (auto found = must_exist(exists, "decision", decision.value); !found) return base::pass(found);
  if (query->is_null(3)) return fail(ErrorCode::kProjectDamaged, {{"path", {}}, {"detail", "body missing"}});
  return StoredDecision{query.text(0), query.integer(1), query.integer(2), query.text(3)};
}

}  // namespace

std::int64_t insert_body(WriterState& state, std::string_view text) {
  const std::int64_t body = random_key();
  state.db().run("INSERT INTO body (id, text) VALUES (?, ?)", body, text);
  state.new_bodies.insert(body);
  return body;
}

void release_memos(Connection& connection, std::string_view kind, std::int64_t id) {
  static const std::string kSql =
      keeping_name("target_kind = 'project', target = 1 WHERE target_kind = ? AND target = ?");
  connection.run(kSql.c_str(), kind, id);
}

void release_memos_within(Connection& connection, std::int64_t document) {
  static const std::string kSql = keeping_name(
      "target_kind = 'project', target = 1 WHERE "
      "(target_kind = 'coding' AND target IN (SELECT id FROM coding WHERE document = ?1)) OR "
      "(target_kind = 'annotation' AND target IN (SELECT id FROM annotation WHERE document = ?1)) OR "
      "(target_kind = 'speaker' AND target IN (SELECT id FROM speaker WHERE document = ?1))");
  connection.run(kSql.c_str(), document);
}

void hand_over_memos(Connection& connection, std::string_view kind, std::int64_t from, std::int64_t to) {
  static const std::string kSql = keeping_name("target = ?3 WHERE target_kind = ?1 AND target = ?2");
  connection.run(kSql.c_str(), kind, from, to);
}

void move_memos_to_ranges(WriterState& state) {
  struct Place {
    std::int64_t coding, document, start, end, coder;
  };
  Connection& connection = state.db();
  std::vector<Place> places;
  {
    Query query = connection.query(
        "SELECT c.id, c.document, c.start_at, c.end_at, min(m.coder) FROM temp.removed_coding r "
        "JOIN memo m ON m.target_kind = 'coding' AND m.target = r.id JOIN coding c ON c.id = r.id "
        "GROUP BY c.id ORDER BY c.id");
    while (query.step()) {
      places.push_back({query.integer(0), query.integer(1), query.integer(2), query.integer(3), query.integer(4)});
    }
  }
  for (const Place& place : places) {
    const std::int64_t annotation = insert_annotation(state, place.document, place.start, place.end, place.coder);
    static const std::string kSql =
        keeping_name("target_kind = ?, target = ? WHERE target_kind = 'coding' AND target = ?");
    connection.run(kSql.c_str(), stored_name(MemoPlace::kRange), annotation, place.coding);
  }
}

Result<model::MemoId> Writer::add_memo(const NewMemo& memo) {
  return guarded(impl_, [&]() -> Result<model::MemoId> {
    auto title = checked_title("memo", memo.title);
    if (!title) return base::pass(title);
    if (auto checked = check_words("memo", memo.body); !checked) return base::pass(checked);
    if (auto checked = check_target(impl_, memo.on); !checked) return base::pass(checked);
    if (auto checked = check_coder(impl_, memo.coder); !checked) return base::pass(checked);
    const Hook hook = make_hook(impl_, memo.on, memo.coder.value);
    const std::int64_t body = insert_body(impl_, memo.body);
    impl_.db().run(
        "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        blob(base::Uuid::make()), hook.kind, hook.id, stored_name(memo.kind), *title, body, memo.coder, impl_.now_ms,
        impl_.now_ms);
    return model::MemoId{impl_.db().last_id()};
  });
}

Result<void> Writer::set_memo(model::MemoId memo, const MemoChange& change) {
  return guarded(impl_, [&]() -> Result<void> {
    auto old = stored_memo(impl_, memo);
    if (!old) return base::pass(old);
    Result<std::string> title = old->title;
    if (change.title) title = checked_title("memo", *change.title);
    if (!title) return base::pass(title);
    if (change.body) {
      if (auto checked = check_words("memo", *change.body); !checked) return checked;
    }
    const std::string kind(change.kind ? stored_name(*change.kind) : std::string_view(old->kind));
    const bool new_body = change.body && *change.body != old->text;
    if (!new_body && *title == old->title && kind == old->kind) return {};
    const std::int64_t body = new_body ? insert_body(impl_, *change.body) : old->body;
    impl_.db().run("UPDATE memo SET title = ?, kind = ?, body = ?, changed_ms = ? WHERE id = ?", *title, kind, body,
                   impl_.now_ms, memo);
    if (new_body) let_go(impl_, old->body);
    return {};
  });
}

Result<void> Writer::delete_memo(model::MemoId memo) {
  return guarded(impl_, [&]() -> Result<void> {
    auto old = stored_memo(impl_, memo);
    if (!old) return base::pass(old);
    remove_references(impl_.db(), "memo", memo.value);
    impl_.db().run("DELETE FROM memo WHERE id = ?", memo);
    let_go(impl_, old->body);
    drop_hook(impl_, old->hook);
    return {};
  });
}

Result<void> Writer::link_memo(model::MemoId memo, const MemoTarget& on) {
  return guarded(impl_, [&]() -> Result<void> {
    auto old = stored_memo(impl_, memo);
    if (!old) return base::pass(old);
    if (auto checked = check_target(impl_, on); !checked) return checked;
    if (hangs_there(impl_, old->hook, on)) return {};
    const Hook hook = make_hook(impl_, on, old->coder);
    impl_.db().run("UPDATE memo SET target_kind = ?, target = ?, was_kind = '', was_name = '' WHERE id = ?", hook.kind,
                   hook.id, memo);
    drop_hook(impl_, old->hook);
    return {};
  });
}

Result<void> Writer::unlink_memo(model::MemoId memo) {
  return link_memo(memo, MemoTarget::project());
}

Result<model::DecisionId> Writer::add_decision(std::int64_t decided_ms, std::string_view text, std::string_view reason,
                                               model::CoderId coder) {
  return guarded(impl_, [&]() -> Result<model::DecisionId> {
    auto line = decision_line(text);
    if (!line) return base::pass(line);
    auto day = decision_day(decided_ms);
    if (!day) return base::pass(day);
    if (auto checked = check_words("reason", reason); !checked) return base::pass(checked);
    if (auto checked = check_coder(impl_, coder); !checked) return base::pass(checked);
    const std::int64_t body = insert_body(impl_, reason);
    impl_.db().run("INSERT INTO decision (guid, decided_ms, kind, title, body, coder) VALUES (?, ?, '', ?, ?, ?)",
                   blob(base::Uuid::make()), *day, *line, body, coder);
    return model::DecisionId{impl_.db().last_id()};
  });
}

Result<void> Writer::set_decision(model::DecisionId decision, const DecisionChange& change) {
  return guarded(impl_, [&]() -> Result<void> {
    auto old = stored_decision(impl_, decision);
    if (!old) return base::pass(old);
    Result<std::string> line = old->line;
    if (change.text) line = decision_line(*change.text);
    if (!line) return base::pass(line);
    Result<std::int64_t> day = old->day;
    if (change.decided_ms) day = decision_day(*change.decided_ms);
    if (!day) return base::pass(day);
    if (change.reason) {
      if (auto checked = check_words("reason", *change.reason); !checked) return checked;
    }
    const bool new_body = change.reason && *change.reason != old->reason;
    if (!new_body && *line == old->line && *day == old->day) return {};
    const std::int64_t body = new_body ? insert_body(impl_, *change.reason) : old->body;
    impl_.db().run("UPDATE decision SET title = ?, decided_ms = ?, body = ? WHERE id = ?", *line, *day, body, decision);
    if (new_body) let_go(impl_, old->body);
    return {};
  });
}

Result<void> Writer::delete_decision(model::DecisionId decision) {
  return guarded(impl_, [&]() -> Result<void> {
    auto old = stored_decision(impl_, decision);
    if (!old) return base::pass(old);
    impl_.db().run("DELETE FROM decision WHERE id = ?", decision);
    let_go(impl_, old->body);
    return {};
  });
}

}  // namespace polyvocal::store
