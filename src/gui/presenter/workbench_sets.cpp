// Sets and coders at the workbench.

#include <algorithm>

#include "app/sets.hpp"
#include "app/tables.hpp"
#include "gui/presenter/results.hpp"
#include "gui/presenter/workbench.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {

const model::NamedSet* Workbench::find_set(model::SetId set) const {
  const auto& sets = snapshot_->sets;
  const auto it = std::find_if(sets.begin(), sets.end(), [&](const model::NamedSet& one) { return one.id == set; });
  return it == sets.end() ? nullptr : &*it;
}

void Workbench::make_set(std::string_view name, model::SetKind kind, const std::vector<std::int64_t>& members) {
  auto made = app::make_set(*session_, name, kind, members, app::Apply::kCommit);
  if (!made) {
    fail(made.error());
    return;
  }
  acted();
  say("status.set-made", {{"set", std::string(name)}, {"count", std::to_string(members.size())}}, true);
}

void Workbench::add_to_set(model::SetId set, const std::vector<std::int64_t>& members) {
  const auto* known = find_set(set);
  if (known == nullptr || members.empty()) return;
  const std::string name = known->name;
  if (auto done = app::change_set(*session_, set, members, {}, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.set-grown", {{"set", name}, {"count", std::to_string(members.size())}}, true);
}

void Workbench::remove_from_set(model::SetId set, std::int64_t member) {
  const auto* known = find_set(set);
  if (known == nullptr) return;
  const std::string name = known->name;
  if (auto done = app::change_set(*session_, set, {}, {member}, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.set-shrunk", {{"set", name}}, true);
}

void Workbench::rename_set(model::SetId set, std::string_view name) {
  const auto* known = find_set(set);
  if (known == nullptr || known->name == name) return;
  const std::string old = known->name;
  if (auto done = app::rename_set(*session_, set, name, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.code-renamed", {{"old", old}, {"code", std::string(name)}}, true);
}

void Workbench::delete_set(model::SetId set) {
  const auto* known = find_set(set);
  if (known == nullptr) return;
  const std::string name = known->name;
  if (auto done = app::delete_set(*session_, set, app::Apply::kCommit); !done) {
    fail(done.error());
    return;
  }
  acted();
  say("status.set-deleted", {{"set", name}}, true);
}

void Workbench::retrieve_set(model::SetId set) {
  const auto* known = find_set(set);
  if (known == nullptr || known->kind != model::SetKind::kCodes) return;
  app::RetrieveRequest request;
  for (const auto member : known->members) request.codes.push_back(guid_of(model::CodeId{member}));
  const std::string name = known->name;
  if (request.codes.empty()) {
    say("status.set-empty", {{"set", name}});
    return;
  }
  auto segments = app::retrieve(*session_, request);
  if (!segments) {
    fail(segments.error());
    return;
  }
  show_results(results_of(*snapshot_, name, *segments));
}

void Workbench::act_as(std::string_view coder) {
  const std::string name = text::clean_name(coder);
  if (name.empty() || name == session_->coder_name()) return;
  auto kept = session_->act_as(name);
  refresh_codings();
  choose_active();
  tell(Topic::kProject);
  tell(Topic::kCodings);
  tell(Topic::kSelection);
  if (!kept)
    fail(kept.error());
  else
    say("status.acting", {{"name", name}});
}

}  // namespace polyvocal::gui
