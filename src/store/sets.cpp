// Sets beside the tree: writing and reading. Sets of the kind "quote" are collections of quotes: quotes.cpp.

#include "store/writer_internal.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

/// The table that a kind's members are rows of.
const char* member_table(model::SetKind kind) {
  switch (kind) {
    case model::SetKind::kCodes:
      return "SELECT 1 FROM code WHERE id = ?";
    case model::SetKind::kCases:
      return "SELECT 1 FROM study_case WHERE id = ?";
    case model::SetKind::kDocuments:
      return "SELECT 1 FROM document WHERE id = ?";
  }
  return "";
}

/// Errors: kNotFound.
Result<model::SetKind> kind_of(Connection& connection, model::SetId set) {
  Query query = connection.query("SELECT kind FROM named_set WHERE id = ? AND kind <> 'quote'", set);
  const bool found = query.step();
  if (auto exists = must_exist(found, "set", set.value); !exists) return base::pass(exists);
  return set_kind(query.text(0));
}

}  // namespace

std::vector<model::NamedSet> read_sets(Connection& connection) {
  std::vector<model::NamedSet> sets;
  Query query = connection.query("SELECT id, guid, name, kind FROM named_set WHERE kind <> 'quote' ORDER BY id");
  while (query.step())
    sets.push_back({query->id<model::SetId>(0), query->guid(1), query.text(2), set_kind(query.text(3)), {}});
  Query members = connection.query(
      "SELECT m.set_id, m.target FROM set_member m JOIN named_set s ON s.id = m.set_id AND s.kind = m.target_kind "
      "WHERE s.kind <> 'quote' "
      "ORDER BY m.set_id, m.target");
  std::size_t at = 0;
  while (members.step()) {
    while (at < sets.size() && sets[at].id.value < members.integer(0)) ++at;
    if (at < sets.size() && sets[at].id.value == members.integer(0)) sets[at].members.push_back(members.integer(1));
  }
  return sets;
}

Result<std::vector<model::NamedSet>> Project::sets() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::NamedSet>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    return read_sets(impl_->db());
  });
}

Result<model::SetId> Writer::add_set(std::string_view raw, model::SetKind kind) {
  return guarded(impl_, [&]() -> Result<model::SetId> {
    auto name = checked_name("set", raw);
    if (!name) return base::pass(name);
    if (impl_.db().exists("SELECT 1 FROM named_set WHERE name_key = ? AND kind = ?", name->key, stored_name(kind)))
      return duplicate("set", name->text);
    impl_.db().run("INSERT INTO named_set (guid, name, name_key, kind) VALUES (?, ?, ?, ?)", blob(base::Uuid::make()),
                   name->text, name->key, stored_name(kind));
    return model::SetId{impl_.db().last_id()};
  });
}

Result<void> Writer::rename_set(model::SetId set, std::string_view raw) {
  return guarded(impl_, [&]() -> Result<void> {
    auto kind = kind_of(impl_.db(), set);
    if (!kind) return base::pass(kind);
    auto name = checked_name("set", raw);
    if (!name) return base::pass(name);
    if (impl_.db().exists("SELECT 1 FROM named_set WHERE name_key = ? AND kind = ? AND id <> ?", name->key,
                          stored_name(*kind), set))
      return duplicate("set", name->text);
    impl_.db().run("UPDATE named_set SET name = ?, name_key = ? WHERE id = ?", name->text, name->key, set);
    return {};
  });
}

Result<void> Writer::add_to_set(model::SetId set, std::int64_t member) {
  return guarded(impl_, [&]() -> Result<void> {
    auto kind = kind_of(impl_.db(), set);
    if (!kind) return base::pass(kind);
    const auto name = stored_name(*kind);
    if (auto found = must_exist(impl_.db().exists(member_table(*kind), member), name, member); !found) return found;
    impl_.db().run("INSERT OR IGNORE INTO set_member (set_id, target_kind, target) VALUES (?, ?, ?)", set, name,
                   member);
    return {};
  });
}

Result<void> Writer::remove_from_set(model::SetId set, std::int64_t member) {
  return guarded(impl_, [&]() -> Result<void> {
    auto kind = kind_of(impl_.db(), set);
    if (!kind) return base::pass(kind);
    if (!impl_.db().exists("SELECT 1 FROM set_member WHERE set_id = ? AND target = ?", set, member))
      return must_exist(false, stored_name(*kind), member);
    impl_.db().run("DELETE FROM set_member WHERE set_id = ? AND target = ?", set, member);
    return {};
  });
}

Result<void> Writer::delete_set(model::SetId set) {
  return guarded(impl_, [&]() -> Result<void> {
    auto kind = kind_of(impl_.db(), set);
    if (!kind) return base::pass(kind);
    remove_references(impl_.db(), "set", set.value);
    impl_.db().run("DELETE FROM set_member WHERE set_id = ?", set);
    impl_.db().run("DELETE FROM named_set WHERE id = ?", set);
    return {};
  });
}

}  // namespace polyvocal::store
