#include "app/sets.hpp"

#include <algorithm>

#include "base/uuid.hpp"
#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

/// The name of a member, empty if it is not there.
std::string member_name(const model::Snapshot& snapshot, model::SetKind kind, std::int64_t id) {
  switch (kind) {
    case model::SetKind::kCodes: {
      const auto index = snapshot.codes.index_of(model::CodeId{id});
      return index == model::CodeTree::npos ? std::string() : snapshot.codes.path(model::CodeId{id});
    }
    case model::SetKind::kCases: {
      const auto index = snapshot.case_index(model::CaseId{id});
      return index == model::Snapshot::npos ? std::string() : snapshot.cases[index].name;
    }
    case model::SetKind::kDocuments: {
      const auto index = snapshot.document_index(model::DocumentId{id});
      return index == model::Snapshot::npos ? std::string() : snapshot.documents[index].name;
    }
  }
  return {};
}

base::Result<void> add_members(store::Writer& writer, model::SetId set, const std::vector<std::int64_t>& members) {
  for (const auto member : members) {
    if (auto added = writer.add_to_set(set, member); !added) return added;
  }
  return {};
}

}  // namespace

std::string_view kind_name(model::SetKind kind) {
  switch (kind) {
    case model::SetKind::kCodes:
      return "codes";
    case model::SetKind::kCases:
      return "cases";
    case model::SetKind::kDocuments:
      return "documents";
  }
  return {};
}

std::vector<SetView> sets(const model::Snapshot& snapshot) {
  std::vector<SetView> views;
  const text::Collator collator(snapshot.language);
  for (const auto& set : snapshot.sets) {
    SetView view{set, {}};
    if (set.kind == model::SetKind::kCodes) {
      // In the tree's order.
      std::sort(view.set.members.begin(), view.set.members.end(), [&](std::int64_t a, std::int64_t b) {
        return snapshot.codes.index_of(model::CodeId{a}) < snapshot.codes.index_of(model::CodeId{b});
      });
    } else {
      std::stable_sort(view.set.members.begin(), view.set.members.end(), [&](std::int64_t a, std::int64_t b) {
        return collator.compare(member_name(snapshot, set.kind, a), member_name(snapshot, set.kind, b)) < 0;
      });
    }
    for (const auto member : view.set.members) view.members.push_back(member_name(snapshot, set.kind, member));
    views.push_back(std::move(view));
  }
  std::stable_sort(views.begin(), views.end(), [&](const SetView& a, const SetView& b) {
    if (a.set.kind != b.set.kind) return a.set.kind < b.set.kind;
    return collator.compare(a.set.name, b.set.name) < 0;
  });
  return views;
}

base::Result<model::SetId> find_set(const model::Snapshot& snapshot, std::string_view name) {
  const std::string key = text::fold_name(name);
  model::SetId found;
  int count = 0;
  for (const auto& set : snapshot.sets) {
    if (set.guid.text() == name) return set.id;
    if (text::fold_name(set.name) != key) continue;
    ++count;
    found = set.id;
  }
  if (count > 1) {
    return base::fail(base::ErrorCode::kAmbiguous,
                      {{"kind", "set"}, {"name", std::string(name)}, {"count", std::to_string(count)}});
  }
  if (!found) return base::fail(base::ErrorCode::kNotFound, {{"kind", "set"}, {"name", std::string(name)}});
  return found;
}

base::Result<model::SetId> make_set(Session& session, std::string_view name, model::SetKind kind,
                                    const std::vector<std::int64_t>& members, Apply apply) {
  model::SetId id;
  auto entry = session.act("add-set", history_parameters({{"set", std::string(name)}}), apply,
                           [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                             auto made = writer.add_set(name, kind);
                             if (!made) return base::pass(made);
                             id = *made;
                             return add_members(writer, id, members);
                           });
  if (!entry) return base::pass(entry);
  return id;
}

base::Result<void> change_set(Session& session, model::SetId set, const std::vector<std::int64_t>& add,
                              const std::vector<std::int64_t>& take, Apply apply) {
  auto entry = session.act("change-set", history_parameters({}), apply,
                           [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                             if (auto added = add_members(writer, set, add); !added) return added;
                             for (const auto member : take) {
                               if (auto gone = writer.remove_from_set(set, member); !gone) return gone;
                             }
                             return {};
                           });
  if (!entry) return base::pass(entry);
  return {};
}

base::Result<void> rename_set(Session& session, model::SetId set, std::string_view name, Apply apply) {
  auto entry = session.act("rename-set", history_parameters({{"set", std::string(name)}}), apply,
                           [&](store::Writer& writer, model::CoderId) { return writer.rename_set(set, name); });
  if (!entry) return base::pass(entry);
  return {};
}

base::Result<void> delete_set(Session& session, model::SetId set, Apply apply) {
  auto entry = session.act("delete-set", history_parameters({}), apply,
                           [&](store::Writer& writer, model::CoderId) { return writer.delete_set(set); });
  if (!entry) return base::pass(entry);
  return {};
}

base::Result<std::vector<std::int64_t>> find_members(Session& session, model::SetKind kind,
                                                     const std::vector<std::string>& names) {
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  std::vector<std::int64_t> ids;
  for (const auto& name : names) {
    if (kind == model::SetKind::kCodes) {
      auto code = (*snapshot)->codes.resolve(name);
      if (!code) return base::pass(code);
      ids.push_back(code->value);
    } else if (kind == model::SetKind::kDocuments) {
      auto document = session.project().find_document(name);
      if (!document) return base::pass(document);
      ids.push_back(document->value);
    } else {
      const std::string key = text::fold_name(name);
      const auto& cases = (*snapshot)->cases;
      const auto it = std::find_if(cases.begin(), cases.end(), [&](const model::Case& one) {
        return one.guid.text() == name || text::fold_name(one.name) == key;
      });
      if (it == cases.end()) return base::fail(base::ErrorCode::kNotFound, {{"kind", "case"}, {"name", name}});
      ids.push_back(it->id.value);
    }
  }
  return ids;
}

}  // namespace polyvocal::app
