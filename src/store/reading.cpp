#include <algorithm>
#include <map>

#include "store/project_internal.hpp"
#include "store/varint_internal.hpp"
#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Sorts by name in the project language's order; equal names keep the order of their ids.
template <typename Named>
void sort_by_name(std::vector<Named>& things, const std::string& language) {
  const text::Collator collator(language);
  std::vector<std::pair<std::string, std::size_t>> keys;
  keys.reserve(things.size());
  for (std::size_t i = 0; i < things.size(); ++i) keys.emplace_back(collator.sort_key(things[i].name), i);
  std::sort(keys.begin(), keys.end());
  std::vector<Named> sorted;
  sorted.reserve(things.size());
  for (const auto& [key, index] : keys) sorted.push_back(std::move(things[index]));
  things = std::move(sorted);
}

tl::unexpected<base::Error> no_document(model::DocumentId document) {
  return fail(ErrorCode::kNotFound, {{"kind", "document"}, {"name", std::to_string(document.value)}});
}

/// Columns: id, guid, document, start_at, end_at, code, coder, origin, created_ms.
model::Coding coding_from(const Query& query) {
  model::Coding coding;
  coding.id = query->id<model::CodingId>(0);
  coding.guid = query->guid(1);
  coding.document = query->id<model::DocumentId>(2);
  coding.range = {text::CodePointOffset(query.integer(3)), text::CodePointOffset(query.integer(4))};
  coding.code = query->id<model::CodeId>(5);
  coding.coder = query->id<model::CoderId>(6);
  coding.origin = origin_from(query.integer(7));
  coding.created_ms = query.integer(8);
  return coding;
}

/// The document's current revision, or an error.
Result<std::int64_t> current_revision(Connection& connection, model::DocumentId document) {
  const auto revision = connection.number("SELECT revision FROM document WHERE id = ?", document);
  if (!revision) return no_document(document);
  return *revision;
}

}  // namespace

std::vector<std::pair<model::DocumentId, model::AttributeValue>> read_document_values(Connection& connection) {
  std::vector<std::pair<model::DocumentId, model::AttributeValue>> values;
  Query query =
      connection.query("SELECT document, attribute, state, text FROM document_value ORDER BY document, attribute");
  while (query.step()) {
    values.emplace_back(
        query->id<model::DocumentId>(0),
        model::AttributeValue{query->id<model::AttributeId>(1), value_state(query->view(2)), query.text(3)});
  }
  return values;
}

std::vector<model::Document> read_documents(Connection& connection, std::optional<model::DocumentId> only) {
  std::vector<model::Document> documents;
  Query query = connection.query(
      "SELECT d.id, d.guid, d.name, d.language, d.format, d.encoding, d.kind, d.revision, r.code_points, r.words, "
      "r.turns, d.created_ms FROM document d JOIN revision r ON r.id = d.revision WHERE ?1 IS NULL OR d.id = ?1 ORDER "
      "BY d.id",
      only);
  while (query.step()) {
    model::Document document;
    document.id = query->id<model::DocumentId>(0);
    document.guid = query->guid(1);
    document.name = query.text(2);
    document.language = query.text(3);
    document.format = query.text(4);
    document.encoding = query.text(5);
    document.kind = document_kind(query->view(6));
    document.revision = query->id<model::RevisionId>(7);
    document.code_points = query.integer(8);
    document.words = query.integer(9);
    document.turns = query.integer(10);
    document.created_ms = query.integer(11);
    documents.push_back(std::move(document));
  }
  return documents;
}

std::vector<model::Coder> read_coders(Connection& connection) {
  std::vector<model::Coder> coders;
  Query query = connection.query("SELECT id, guid, name, colour FROM coder ORDER BY id");
  while (query.step()) {
    coders.push_back({query->id<model::CoderId>(0), query->guid(1), query.text(2), query.text(3)});
  }
  return coders;
}

std::vector<model::Unit> read_units(Connection& connection) {
  std::vector<model::Unit> units;
  Query query = connection.query("SELECT id, guid, name FROM unit ORDER BY id");
  while (query.step()) units.push_back({query->id<model::UnitId>(0), query->guid(1), query.text(2)});
  return units;
}

std::vector<model::Attribute> read_attributes(Connection& connection) {
  std::vector<model::Attribute> attributes;
  Query query = connection.query("SELECT id, guid, name, type, target FROM attribute ORDER BY id");
  while (query.step()) {
    attributes.push_back({query->id<model::AttributeId>(0),
                          query->guid(1),
                          query.text(2),
                          attribute_type(query->view(3)),
                          attribute_target(query->view(4)),
                          {}});
  }
  Query levels = connection.query("SELECT attribute, label FROM attribute_level ORDER BY attribute, position");
  std::size_t at = 0;
  while (levels.step()) {
    while (at < attributes.size() && attributes[at].id.value < levels.integer(0)) ++at;
    if (at < attributes.size() && attributes[at].id.value == levels.integer(0)) {
      attributes[at].levels.push_back(levels.text(1));
    }
  }
  return attributes;
}

std::vector<model::Code> read_codes(Connection& connection) {
  std::vector<model::Code> codes;
  Query query = connection.query(
      "SELECT id, guid, coalesce(parent, 0), codebook, position, name, short_key, definition, include_rule, "
      "exclude_rule, example, colour, theme FROM code ORDER BY id");
  while (query.step()) {
    model::Code code;
    code.id = query->id<model::CodeId>(0);
    code.guid = query->guid(1);
    code.parent = query->id<model::CodeId>(2);
    code.codebook = query->id<model::CodebookId>(3);
    code.position = query.integer(4);
    code.name = query.text(5);
    code.key = query.text(6);
    code.definition = query.text(7);
    code.include = query.text(8);
    code.exclude = query.text(9);
    code.example = query.text(10);
    code.colour = query.text(11);
    code.theme = query.integer(12) != 0;
    codes.push_back(std::move(code));
  }
  return codes;
}

std::vector<model::Case> read_cases(Connection& connection) {
  std::vector<model::Case> cases;
  std::map<std::int64_t, std::size_t> index;
  Query query = connection.query("SELECT id, guid, name, coalesce(unit, 0) FROM study_case ORDER BY id");
  while (query.step()) {
    model::Case one;
    one.id = query->id<model::CaseId>(0);
    one.guid = query->guid(1);
    one.name = query.text(2);
    one.unit = query->id<model::UnitId>(3);
    index.emplace(one.id.value, cases.size());
    cases.push_back(std::move(one));
  }
  Query values = connection.query("SELECT case_id, attribute, state, text FROM case_value ORDER BY case_id, attribute");
  while (values.step()) {
    const auto found = index.find(values.integer(0));
    if (found == index.end()) continue;
    cases[found->second].values.push_back(
        {values->id<model::AttributeId>(1), value_state(values->view(2)), values.text(3)});
  }
  Query documents = connection.query(
      "SELECT case_id, document FROM case_document UNION SELECT case_id, document FROM speaker "
      "WHERE case_id IS NOT NULL ORDER BY 1, 2");
  while (documents.step()) {
    const auto found = index.find(documents.integer(0));
    if (found != index.end()) cases[found->second].documents.push_back(documents->id<model::DocumentId>(1));
  }
  return cases;
}

Result<std::vector<model::Document>> Project::documents() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Document>> {
    auto documents = read_documents(impl_->db());
    sort_by_name(documents, impl_->language);
    return documents;
  });
}

Result<model::DocumentId> Project::find_document(std::string_view name_or_guid) const {
  return guarded(*impl_, [&]() -> Result<model::DocumentId> {
    if (const auto guid = base::Uuid::parse(name_or_guid)) {
      if (const auto id = impl_->db().number("SELECT id FROM document WHERE guid = ?", blob(*guid))) {
        return model::DocumentId{*id};
      }
    }
    const auto id =
        impl_->db().number("SELECT id FROM document WHERE name_key = ? ORDER BY id", text::fold_name(name_or_guid));
    if (!id) return fail(ErrorCode::kNotFound, {{"kind", "document"}, {"name", std::string(name_or_guid)}});
    return model::DocumentId{*id};
  });
}

Result<model::Document> Project::document(model::DocumentId id) const {
  return guarded(*impl_, [&]() -> Result<model::Document> {
    auto found = read_documents(impl_->db(), id);
    if (found.empty()) return no_document(id);
    return std::move(found.front());
  });
}

Result<std::string> Project::text(model::DocumentId document) const {
  return guarded(*impl_, [&]() -> Result<std::string> {
    Query query = impl_->db().query(
        "SELECT b.text FROM document d JOIN revision r ON r.id = d.revision LEFT JOIN body b ON b.id = r.body "
        "WHERE d.id = ?",
        document);
    if (!query.step()) return no_document(document);
    if (query->is_null(0)) return fail(ErrorCode::kProjectDamaged, {{"path", {}}, {"detail", "body missing"}});
    return query.text(0);
  });
}

Result<std::vector<model::Passage>> Project::passages(model::DocumentId document) const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Passage>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    auto revision = current_revision(impl_->db(), document);
    if (!revision) return base::pass(revision);
    std::vector<model::Passage> passages;
    Query query = impl_->db().query(
        "SELECT id, number, whole_start, whole_end, body_start, body_end, coalesce(speaker, 0), start_ms, end_ms "
        "FROM turn WHERE revision = ? ORDER BY number",
        *revision);
    while (query.step()) {
      model::Passage passage;
      passage.id = query->id<model::PassageId>(0);
      passage.document = document;
      passage.index = query.integer(1);
      passage.whole = {text::CodePointOffset(query.integer(2)), text::CodePointOffset(query.integer(3))};
      passage.body = {text::CodePointOffset(query.integer(4)), text::CodePointOffset(query.integer(5))};
      passage.speaker = query->id<model::SpeakerId>(6);
      passage.start_ms = query->optional_integer(7);
      passage.end_ms = query->optional_integer(8);
      passages.push_back(passage);
    }
    return passages;
  });
}

Result<std::vector<model::Speaker>> Project::speakers(model::DocumentId document) const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Speaker>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    auto revision = current_revision(impl_->db(), document);
    if (!revision) return base::pass(revision);
    std::vector<model::Speaker> speakers;
    Query query = impl_->db().query(
        "SELECT id, label, role, coalesce(case_id, 0) FROM speaker WHERE document = ? ORDER BY number", document);
    while (query.step()) {
      speakers.push_back({query->id<model::SpeakerId>(0), document, query.text(1), speaker_role(query->view(2)),
                          query->id<model::CaseId>(3)});
    }
    return speakers;
  });
}

Result<std::vector<std::pair<std::int64_t, std::int64_t>>> Project::times(model::DocumentId document) const {
  using Times = std::vector<std::pair<std::int64_t, std::int64_t>>;
  return guarded(*impl_, [&]() -> Result<Times> {
    Query query = impl_->db().query(
        "SELECT s.points FROM document d LEFT JOIN sync_time s USING (revision) WHERE d.id = ?", document);
    if (!query.step()) return no_document(document);
    auto points = unpack_points(query->view(0));
    if (!points) return fail(ErrorCode::kProjectDamaged, {{"path", {}}, {"detail", "sync times"}});
    return std::move(*points);
  });
}

Result<std::string> Project::import_record(model::DocumentId document) const {
  return guarded(*impl_, [&]() -> Result<std::string> {
    Query query = impl_->db().query(
        "SELECT r.import_record FROM document d JOIN revision r ON r.id = d.revision WHERE d.id = ?", document);
    if (!query.step()) return no_document(document);
    return query.text(0);
  });
}

Result<std::vector<model::Coding>> Project::codings(model::DocumentId document) const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Coding>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    if (auto revision = current_revision(impl_->db(), document); !revision) return base::pass(revision);
    std::vector<model::Coding> codings;
    Query query = impl_->db().query(
        "SELECT id, guid, document, start_at, end_at, code, coder, origin, created_ms FROM coding WHERE document = ? "
        "ORDER BY start_at, end_at, id",
        document);
    while (query.step()) codings.push_back(coding_from(query));
    return codings;
  });
}

Result<model::CodingId> Project::find_coding(std::string_view guid) const {
  return guarded(*impl_, [&]() -> Result<model::CodingId> {
    if (const auto parsed = base::Uuid::parse(guid)) {
      if (const auto id = impl_->db().number("SELECT id FROM coding WHERE guid = ?", blob(*parsed))) {
        return model::CodingId{*id};
      }
    }
    return fail(ErrorCode::kNotFound, {{"kind", "coding"}, {"name", std::string(guid)}});
  });
}

Result<model::Coding> Project::coding(model::CodingId id) const {
  return guarded(*impl_, [&]() -> Result<model::Coding> {
    Query query = impl_->db().query(
        "SELECT id, guid, document, start_at, end_at, code, coder, origin, created_ms FROM coding WHERE id = ?", id);
    if (!query.step()) return fail(ErrorCode::kNotFound, {{"kind", "coding"}, {"name", std::to_string(id.value)}});
    return coding_from(query);
  });
}

Result<std::vector<std::optional<Project::PassageWords>>> Project::passage_words(
    const std::vector<model::PassageId>& ids) const {
  return guarded(*impl_, [&]() -> Result<std::vector<std::optional<PassageWords>>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    std::vector<std::optional<PassageWords>> found;
    found.reserve(ids.size());
    for (const auto id : ids) {
      // SQLite's substr counts code points, from 1; a text holds no NUL, at which it would end.
      Query query = impl_->db().query(
          "SELECT t.body_start, t.body_end, substr(b.text, t.body_start + 1, t.body_end - t.body_start) FROM turn t "
          "JOIN revision r ON r.id = t.revision JOIN document d ON d.revision = r.id JOIN body b ON b.id = r.body "
          "WHERE t.id = ?",
          id);
      if (!query.step()) {
        found.emplace_back();
        continue;
      }
      PassageWords words;
      words.body = {text::CodePointOffset(query.integer(0)), text::CodePointOffset(query.integer(1))};
      words.text = query.text(2);
      found.emplace_back(std::move(words));
    }
    return found;
  });
}

Result<std::vector<base::Uuid>> Project::coding_guids(const std::vector<model::CodingId>& ids) const {
  return guarded(*impl_, [&]() -> Result<std::vector<base::Uuid>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    std::vector<base::Uuid> guids;
    guids.reserve(ids.size());
    for (const auto id : ids) {
      Query query = impl_->db().query("SELECT guid FROM coding WHERE id = ?", id);
      guids.push_back(query.step() ? query->guid(0) : base::Uuid());
    }
    return guids;
  });
}

Result<std::vector<model::Case>> Project::cases() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Case>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    auto cases = read_cases(impl_->db());
    sort_by_name(cases, impl_->language);
    return cases;
  });
}

Result<std::vector<model::Unit>> Project::units() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Unit>> { return read_units(impl_->db()); });
}

Result<std::vector<model::Attribute>> Project::attributes() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Attribute>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    return read_attributes(impl_->db());
  });
}

Result<std::vector<std::pair<model::DocumentId, model::AttributeValue>>> Project::document_values() const {
  using Values = std::vector<std::pair<model::DocumentId, model::AttributeValue>>;
  return guarded(*impl_, [&]() -> Result<Values> { return read_document_values(impl_->db()); });
}

Result<model::CodeTree> Project::codes() const {
  return guarded(*impl_, [&]() -> Result<model::CodeTree> { return model::CodeTree(read_codes(impl_->db())); });
}

Result<std::vector<model::Coder>> Project::coders() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::Coder>> { return read_coders(impl_->db()); });
}

}  // namespace polyvocal::store
