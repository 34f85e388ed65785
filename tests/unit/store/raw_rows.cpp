#include "unit/store/raw_rows.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "store/project_internal.hpp"

namespace polyvocal::test {
namespace {

/// {table} = id of some row; {last:table} = the newest one; {guid}, {body}, {name} = new ones; {length} = of
/// {document}. Within one call a table's token is always the same row.
constexpr const char* kStatements[] = {
    "INSERT INTO setting VALUES ('{name}', 'on')",
    "INSERT INTO unit_value SELECT {unit}, id, 'missing', '' FROM attribute WHERE target = 'unit' "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO guide (guid, name, name_key, participant_group) VALUES ({guid}, '{name}', '', 'families')",
    "INSERT INTO guide_version (guid, guide, number, note, created_ms) VALUES ({guid}, {guide}, 1, 'first', 5)",
    "INSERT INTO question (guid, guide_version, parent, previous, position, short_key, text) "
    "VALUES ({guid}, {guide_version}, NULL, NULL, 0, 'Q1', 'How was it?')",
    "INSERT INTO question (guid, guide_version, parent, previous, position, short_key, text) "
    "VALUES ({guid}, {guide_version}, {question}, {question}, 1, 'Q1a', 'And then?')",
    "UPDATE document SET guide_version = {guide_version} WHERE id = {document}",
    "INSERT INTO turn_question SELECT t.id, {question}, 'answers', 'person' FROM turn t JOIN document d "
    "ON d.revision = t.revision WHERE d.id = {document} LIMIT 1 ON CONFLICT DO NOTHING",
    "INSERT INTO consent (guid, case_id, speaker, interview, quotation, archive, assent, until_date, note, "
    "recorded_ms) "
    "VALUES ({guid}, {study_case}, NULL, 'given', 'refused', 'unknown', 'unknown', '2031-12-31', '', 7)",
    "INSERT INTO consent (guid, case_id, speaker, interview, quotation, archive, assent, until_date, note, "
    "recorded_ms) "
    "VALUES ({guid}, NULL, {speaker}, 'given', 'given', 'given', 'given', NULL, 'on tape', 8)",
    "INSERT INTO erasable_string (guid, owner_kind, owner, text) VALUES ({guid}, 'case', {study_case}, '{name}')",
    "INSERT INTO erasable_string (guid, owner_kind, owner, text) VALUES ({guid}, 'speaker', {speaker}, '{name}')",
    "INSERT INTO codebook (guid, name, name_key, description, position) VALUES ({guid}, '{name}', '', '', 9)",
    "INSERT INTO codebook_document VALUES ({codebook}, {document}) ON CONFLICT DO NOTHING",
    "INSERT INTO crosswalk (guid, source, target, relation, note) VALUES ({guid}, {code}, {last:code}, 'broader', '')",
    "INSERT INTO round (guid, name, name_key, state, opened_ms) VALUES ({guid}, '{name}', '', 'sealed', 4)",
    "INSERT INTO assignment (guid, round, coder, document, done) VALUES ({guid}, {round}, {coder}, {document}, 0)",
    "INSERT INTO reconciliation (guid, round, document, start_at, end_at, code, decision, body, coder, decided_ms) "
    "SELECT {guid}, {round}, {document}, 0, {length}, {code}, 'keep', {body}, {coder}, 9 WHERE {length} > 0",
    "UPDATE coding SET round = {round} WHERE id = {coding}",
    "INSERT INTO annotation (guid, document, start_at, end_at, body, coder, created_ms, changed_ms) "
    "SELECT {guid}, {document}, 0, {length}, {body}, {coder}, 1, 2 WHERE {length} > 0",
    "INSERT INTO review_item (guid, target_kind, target, document, revision, start_at, end_at, reason, created_ms) "
    "SELECT {guid}, 'coding', {coding}, id, revision, 0, 1, 'text-changed', 3 FROM document WHERE id = {document}",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'project', 1, 'reflexive', '{name}', {body}, {coder}, 1, 2)",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'document', {document}, 'analytic', '{name}', {body}, {coder}, 1, 2)",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'case', {study_case}, 'analytic', '{name}', {body}, {coder}, 1, 2)",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'code', {code}, 'defining', '{name}', {body}, {coder}, 1, 2)",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'coding', {coding}, 'analytic', '{name}', {body}, {coder}, 1, 2)",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'speaker', {speaker}, 'analytic', '{name}', {body}, {coder}, 1, 2)",
    "INSERT INTO memo (guid, target_kind, target, kind, title, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, 'annotation', {annotation}, 'analytic', '{name}', {body}, {coder}, 1, 2)",
    "UPDATE memo SET body = {body}, changed_ms = 77 WHERE id = {memo}",
    "INSERT INTO decision (guid, decided_ms, kind, title, body, coder) "
    "VALUES ({guid}, 3, 'coding', '{name}', {body}, {coder})",
    "INSERT INTO named_set (guid, name, name_key, kind) VALUES ({guid}, '{name}', '', 'code')",
    "INSERT INTO set_member SELECT id, 'code', {code} FROM named_set WHERE id = {named_set} AND kind <> 'quote' "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO set_member SELECT id, 'code', {last:code} FROM named_set WHERE id = {named_set} AND kind <> 'quote' "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO set_member SELECT id, 'case', {study_case} FROM named_set WHERE id = {named_set} AND kind <> 'quote' "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO set_member SELECT id, 'document', {document} FROM named_set WHERE id = {named_set} AND kind <> "
    "'quote' "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO quote (guid, document, status, attribution, text_hash, body, coder, created_ms, changed_ms) "
    "VALUES ({guid}, {document}, 'draft', '', NULL, {body}, {coder}, 1, 2)",
    "INSERT INTO quote_range (quote, position, start_at, end_at) "
    "SELECT {last:quote}, 0, 0, {length} WHERE {length} > 0 AND "
    "(SELECT document FROM quote WHERE id = {last:quote}) = {document}",
    "INSERT INTO quote_edit (quote_range, kind, start_at, end_at, text) "
    "SELECT id, 'clarification', start_at, end_at, 'the nurse' FROM quote_range WHERE id = {quote_range}",
    "INSERT INTO quote_code VALUES ({quote}, {code}, 1) ON CONFLICT DO NOTHING",
    "INSERT INTO quote_code VALUES ({quote}, {last:code}, 2) ON CONFLICT DO NOTHING",
    "INSERT INTO finding (guid, title, body, position, coder, created_ms, changed_ms) "
    "VALUES ({guid}, '{name}', {body}, 1, {coder}, 1, 2)",
    "INSERT INTO finding_link (guid, finding, target_kind, target, role, note) "
    "VALUES ({guid}, {finding}, 'code', {code}, 'supports', '')",
    "INSERT INTO finding_link (guid, finding, target_kind, target, role, note) "
    "VALUES ({guid}, {finding}, 'coding', {coding}, 'qualifies', '')",
    "INSERT INTO finding_link (guid, finding, target_kind, target, role, note) "
    "VALUES ({guid}, {finding}, 'quote', {quote}, 'contradicts', '')",
    "INSERT INTO judgement (guid, target_kind, target, participant_group, verdict, body, coder, judged_ms) "
    "VALUES ({guid}, 'code', {code}, 'staff', 'present', {body}, {coder}, 6)",
    "INSERT INTO judgement (guid, target_kind, target, participant_group, verdict, body, coder, judged_ms) "
    "VALUES ({guid}, 'finding', {finding}, 'families', 'silent', NULL, {coder}, 6)",
    "INSERT INTO framework (guid, name, name_key) VALUES ({guid}, '{name}', '')",
    "INSERT INTO framework_column VALUES ({framework}, {code}, 0) ON CONFLICT DO NOTHING",
    "INSERT INTO framework_column VALUES ({framework}, {last:code}, 1) ON CONFLICT DO NOTHING",
    "INSERT INTO summary (guid, framework, case_id, code, body, stale, coder, created_ms, changed_ms) "
    "VALUES ({guid}, {framework}, {study_case}, {code}, {body}, 0, {coder}, 1, 2)",
    "INSERT INTO summary_link (guid, summary, document, start_at, end_at, coding) "
    "SELECT {guid}, {summary}, document, start_at, end_at, id FROM coding WHERE id = {coding}",
    "INSERT INTO saved_spec (guid, kind, name, name_key, schema_version, json, created_ms, changed_ms) "
    "VALUES ({guid}, 'query', '{name}', '', 1, '{}', 1, 2)",
};

class Filler {
 public:
  Filler(store::Connection& connection, std::uint64_t seed) : db_(connection), seed_(seed) {}

  void run(std::string_view pattern) {
    std::string sql;
    while (!pattern.empty()) {
      const auto open = pattern.find('{');
      sql += pattern.substr(0, open);
      if (open == std::string_view::npos) break;
      const auto close = pattern.find('}', open);
      const std::string token(pattern.substr(open + 1, close - open - 1));
      const auto value = token_value(token);
      if (!value) return;
      sql += *value;
      pattern.remove_prefix(close + 1);
    }
    db_.exec(sql);
  }

 private:
  std::optional<std::string> token_value(const std::string& token) {
    if (token.empty()) return "{}";
    if (token == "guid") {
      const std::string text = base::Uuid::make().text();
      std::string hex;
      for (const char c : text) hex += c == '-' ? "" : std::string(1, c);
      return "x'" + hex + "'";
    }
    if (token == "name") return "name " + std::to_string(++names_) + "/" + std::to_string(seed_);
    if (token == "body") {
      std::uint64_t id = 0;
      base::random_bytes(&id, sizeof id);
      const auto key = static_cast<std::int64_t>(id >> 2);
      db_.run("INSERT INTO body (id, text) VALUES (?, ?)", key, "body – " + std::to_string(++names_));
      return std::to_string(key);
    }
    if (token == "length") {
      auto query =
          db_.prepare("SELECT r.code_points FROM document d JOIN revision r ON r.id = d.revision WHERE d.id = " +
                      token_value("document").value_or("0"));
      return query.step() ? query.text(0) : std::optional<std::string>();
    }
    if (token.starts_with("last:")) {
      auto query = db_.prepare("SELECT max(id) FROM " + token.substr(5));
      return query.step() && !query->is_null(0) ? query.text(0) : std::optional<std::string>();
    }
    const auto known = chosen_.find(token);
    if (known != chosen_.end()) return known->second;
    auto count = db_.prepare("SELECT count(*) FROM " + token);
    count.step();
    if (count.integer(0) == 0) return std::nullopt;
    seed_ = seed_ * 6364136223846793005u + 1442695040888963407u;
    const std::uint64_t offset = (seed_ >> 33) % static_cast<std::uint64_t>(count.integer(0));
    auto query = db_.prepare("SELECT id FROM " + token + " ORDER BY id LIMIT 1 OFFSET " + std::to_string(offset));
    query.step();
    return chosen_[token] = query.text(0);
  }

  store::Connection& db_;
  std::uint64_t seed_;
  std::map<std::string, std::string> chosen_;
  int names_ = 0;
};

}  // namespace

void add_raw_rows(store::Project& project, std::uint64_t seed) {
  Filler filler(store::ProjectAccess::state(project).db(), seed);
  for (const char* statement : kStatements) filler.run(statement);
}

}  // namespace polyvocal::test
