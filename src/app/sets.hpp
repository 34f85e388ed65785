#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"
#include "model/named_set.hpp"

namespace polyvocal::app {

/// A set with its members by name: codes by path, cases and documents by name, in the order of the tree or of names.
struct SetView {
  model::NamedSet set;
  std::vector<std::string> members;
};
/// By kind, then name.
std::vector<SetView> sets(const model::Snapshot& snapshot);
/// "codes", "cases", "documents".
std::string_view kind_name(model::SetKind kind);

/// The set of a name or GUID. Errors: kNotFound; kAmbiguous (sets of two kinds have that name).
base::Result<model::SetId> find_set(const model::Snapshot& snapshot, std::string_view name);
/// Makes a set of these members (ids of its kind) as one act. Errors: kInvalidName, kDuplicate, kNotFound.
base::Result<model::SetId> make_set(Session& session, std::string_view name, model::SetKind kind,
                                    const std::vector<std::int64_t>& members, Apply apply);
/// Adds and takes members as one act. Errors: kNotFound.
base::Result<void> change_set(Session& session, model::SetId set, const std::vector<std::int64_t>& add,
                              const std::vector<std::int64_t>& take, Apply apply);
base::Result<void> rename_set(Session& session, model::SetId set, std::string_view name, Apply apply);
base::Result<void> delete_set(Session& session, model::SetId set, Apply apply);
/// The ids of things named as everywhere: codes by path, GUID or key, cases and documents by name or GUID. Errors:
/// kNotFound, kAmbiguous.
base::Result<std::vector<std::int64_t>> find_members(Session& session, model::SetKind kind,
                                                     const std::vector<std::string>& names);

}  // namespace polyvocal::app
