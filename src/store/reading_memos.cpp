#include "store/project_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Columns of memo_from(). The body's column is NULL where it is not asked for.
std::string memo_sql(MemoBodies bodies, std::string_view where) {
  std::string sql =
      "SELECT m.id, m.guid, m.kind, m.title, m.target_kind, m.target, m.coder, m.created_ms, m.changed_ms, "
      "coalesce(c.document, a.document, 0), coalesce(c.start_at, a.start_at, 0), coalesce(c.end_at, a.end_at, 0), ";
  sql += bodies == MemoBodies::kWith ? "b.text" : "''";
  sql += ", m.was_kind, m.was_name";
  sql +=
      " FROM memo m LEFT JOIN coding c ON m.target_kind = 'coding' AND c.id = m.target "
      "LEFT JOIN annotation a ON m.target_kind = 'annotation' AND a.id = m.target";
  if (bodies == MemoBodies::kWith) sql += " LEFT JOIN body b ON b.id = m.body";
  sql.append(" ").append(where).append(" ORDER BY m.id");
  return sql;
}

Result<model::Memo> memo_from(const Query& query) {
  model::Memo memo;
  memo.id = query->id<model::MemoId>(0);
  memo.guid = query->guid(1);
  memo.kind = memo_kind(query->view(2));
  memo.title = query.text(3);
  memo.on.place = memo_place(query->view(4));
  memo.on.id = memo.on.place == model::MemoPlace::kProject ? 0 : query.integer(5);
  memo.coder = query->id<model::CoderId>(6);
  memo.created_ms = query.integer(7);
  memo.changed_ms = query.integer(8);
  memo.on.document = query->id<model::DocumentId>(9);
  if (memo.on.place == model::MemoPlace::kDocument) memo.on.document = query->id<model::DocumentId>(5);
  memo.on.range = {text::CodePointOffset(query.integer(10)), text::CodePointOffset(query.integer(11))};
  // An empty memo in place of one whose words are missing would hide a loss.
  if (query->is_null(12)) return fail(ErrorCode::kProjectDamaged, {{"path", {}}, {"detail", "body missing"}});
  memo.body = query.text(12);
  if (!query->view(13).empty()) memo.was_on = {memo_place(query->view(13)), query.text(14)};
  return memo;
}

Result<std::vector<model::Memo>> all_memos(Query query) {
  std::vector<model::Memo> memos;
  while (query.step()) {
    auto memo = memo_from(query);
    if (!memo) return base::pass(memo);
    memos.push_back(std::move(*memo));
  }
  return memos;
}

tl::unexpected<base::Error> no_memo(std::string_view name) {
  return fail(ErrorCode::kNotFound, {{"kind", "memo"}, {"name", std::string(name)}});
}

}  // namespace

Result<std::vector<model::Memo>> Project::memos(MemoBodies bodies) const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Memo>> {
    static const std::string kWithout = memo_sql(MemoBodies::kWithout, "");
    static const std::string kWith = memo_sql(MemoBodies::kWith, "");
    return all_memos(impl_->db().query(bodies == MemoBodies::kWith ? kWith.c_str() : kWithout.c_str()));
  });
}

Result<model::Memo> Project::memo(model::MemoId id) const {
  return guarded(*impl_, [&]() -> Result<model::Memo> {
    static const std::string kSql = memo_sql(MemoBodies::kWith, "WHERE m.id = ?");
    Query query = impl_->db().query(kSql.c_str(), id);
    if (!query.step()) return no_memo(std::to_string(id.value));
    return memo_from(query);
  });
}

Result<std::vector<model::Memo>> Project::memos_on(const model::MemoTarget& target, MemoBodies bodies) const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Memo>> {
    Connection& connection = impl_->db();
    if (target.place == model::MemoPlace::kRange) {
      static const std::string kWhere =
          "WHERE m.target_kind = 'annotation' AND m.target IN "
          "(SELECT id FROM annotation WHERE document = ? AND start_at < ? AND end_at > ?)";
      static const std::string kWithout = memo_sql(MemoBodies::kWithout, kWhere);
      static const std::string kWith = memo_sql(MemoBodies::kWith, kWhere);
      return all_memos(connection.query(bodies == MemoBodies::kWith ? kWith.c_str() : kWithout.c_str(), target.document,
                                        target.range.end.value, target.range.start.value));
    }
    if (target.place == model::MemoPlace::kOther) return std::vector<model::Memo>{};
    static const std::string kWhere = "WHERE m.target_kind = ? AND m.target = ?";
    static const std::string kWithout = memo_sql(MemoBodies::kWithout, kWhere);
    static const std::string kWith = memo_sql(MemoBodies::kWith, kWhere);
    const std::int64_t id = target.place == model::MemoPlace::kProject ? 1 : target.id;
    return all_memos(connection.query(bodies == MemoBodies::kWith ? kWith.c_str() : kWithout.c_str(),
                                      stored_name(target.place), id));
  });
}

Result<model::MemoId> Project::find_memo(std::string_view guid_or_title) const {
  return guarded(*impl_, [&]() -> Result<model::MemoId> {
    if (const auto guid = base::Uuid::parse(guid_or_title)) {
      if (const auto id = impl_->db().number("SELECT id FROM memo WHERE guid = ?", blob(*guid))) {
        return model::MemoId{*id};
      }
    }
    const std::string wanted = text::fold_name(guid_or_title);
    model::MemoId found;
    std::int64_t count = 0;
    Query query = impl_->db().query("SELECT id, title FROM memo WHERE title <> '' ORDER BY id");
    while (query.step()) {
      if (wanted.empty() || text::fold_name(query->view(1)) != wanted) continue;
      found = query->id<model::MemoId>(0);
      ++count;
    }
    if (count == 0) return no_memo(guid_or_title);
    if (count > 1) {
      return fail(ErrorCode::kAmbiguous,
                  {{"kind", "memo"}, {"name", std::string(guid_or_title)}, {"count", std::to_string(count)}});
    }
    return found;
  });
}

Result<std::vector<model::Decision>> Project::decisions() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Decision>> {
    std::vector<model::Decision> decisions;
    Query query = impl_->db().query(
        "SELECT d.id, d.guid, d.decided_ms, d.title, b.text, d.coder FROM decision d "
        "LEFT JOIN body b ON b.id = d.body ORDER BY d.decided_ms, d.id");
    while (query.step()) {
      if (query->is_null(4)) return fail(ErrorCode::kProjectDamaged, {{"path", {}}, {"detail", "body missing"}});
      decisions.push_back({query->id<model::DecisionId>(0), query->guid(1), query.integer(2), query.text(3),
                           query.text(4), query->id<model::CoderId>(5)});
    }
    return decisions;
  });
}

}  // namespace polyvocal::store
