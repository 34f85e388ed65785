#include "app/sets.hpp"

#include <map>

#include "cli/commands.hpp"
#include "cli/select.hpp"

namespace polyvocal::cli {
namespace {

const std::map<std::string, model::SetKind> kKinds = {
    {"codes", model::SetKind::kCodes}, {"cases", model::SetKind::kCases}, {"documents", model::SetKind::kDocuments}};

Json set_json(const app::SetView& view) {
  return {{"name", view.set.name},
          {"guid", view.set.guid.text()},
          {"kind", app::kind_name(view.set.kind)},
          {"members", view.members}};
}

int list(Context& context) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto snapshot = (*session)->snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  Json out = Json::array();
  report::Table table;
  table.header = {"set", "of", "members", "which"};
  table.numeric = {false, false, true, false};
  for (const auto& view : app::sets(**snapshot)) {
    out.push_back(set_json(view));
    table.rows.push_back({{view.set.name, std::string(app::kind_name(view.set.kind)),
                           std::to_string(view.members.size()), joined(view.members, ", ")},
                          0,
                          false});
  }
  return context.answer(**session, table, {{"sets", out}});
}

struct Arguments {
  std::string name;
  std::string kind = "codes";
  std::string new_name;
  std::vector<std::string> members;
};

/// What changing commands print: the set as it is now, or, in a dry run, as it still is.
int tell(Context& context, app::Session& session, model::SetId id) {
  auto snapshot = session.snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  Json out = nullptr;
  for (const auto& view : app::sets(**snapshot)) {
    if (view.set.id != id) continue;
    out = set_json(view);
    context.say(tr("line.set",
                   {{"set", view.set.name},
                    {"members", tr("set-size." + std::string(app::kind_name(view.set.kind)), view.members.size())}}));
  }
  if (context.json) context.print({{"set", out}, {"dry_run", context.dry_run}});
  return kDone;
}

int create(Context& context, const Arguments& arguments) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  const auto kind = kKinds.at(arguments.kind);
  auto members = app::find_members(**session, kind, arguments.members);
  if (!members) return context.fail(members.error());
  auto made = app::make_set(**session, arguments.name, kind, *members, context.apply());
  if (!made) return context.fail(made.error());
  return tell(context, **session, *made);
}

/// Finds the set and does one thing with it.
int change(Context& context, const Arguments& arguments,
           const std::function<base::Result<void>(app::Session&, const model::NamedSet&)>& act) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto snapshot = (*session)->snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  auto id = app::find_set(**snapshot, arguments.name);
  if (!id) return context.fail(id.error());
  const auto& sets = (*snapshot)->sets;
  const auto set = *std::find_if(sets.begin(), sets.end(), [&](const auto& one) { return one.id == *id; });
  if (auto done = act(**session, set); !done) return context.fail(done.error());
  return tell(context, **session, *id);
}

}  // namespace

void add_sets(CLI::App& root, Context& context) {
  auto* command = context.command(root, "sets", tr("help.sets"), "polyvocal sets study.polyvocal",
                                  [&context] { return list(context); });
  command->require_subcommand(0, 1);
  context.project_argument(*command, false);
  auto arguments = std::make_shared<Arguments>();
  const auto named = [&](CLI::App* sub, bool with_members) {
    context.project_argument(*sub);
    sub->add_option("SET", arguments->name, tr("help.sets-one"))->required();
    if (with_members) sub->add_option("MEMBER", arguments->members, tr("help.sets-members"))->expected(1, -1);
    return sub;
  };
  auto* add = context.command(*command, "create", tr("help.sets-create"),
                              "polyvocal sets create study.polyvocal \"Young people\" \"Son 4\" --of cases",
                              [&context, arguments] { return create(context, *arguments); });
  named(add, true);
  add->add_option("--of", arguments->kind, tr("help.sets-of"))
      ->check(CLI::IsMember({"codes", "cases", "documents"}))
      ->capture_default_str();
  named(context.command(*command, "add", tr("help.sets-add"),
                        "polyvocal sets add study.polyvocal \"Young people\" \"Daughter 2\"",
                        [&context, arguments] {
                          return change(context, *arguments, [&](app::Session& session, const model::NamedSet& set) {
                            auto members = app::find_members(session, set.kind, arguments->members);
                            if (!members) return base::Result<void>(base::pass(members));
                            return app::change_set(session, set.id, *members, {}, context.apply());
                          });
                        }),
        true);
  named(context.command(*command, "remove", tr("help.sets-remove"),
                        "polyvocal sets remove study.polyvocal \"Young people\" \"Son 4\"",
                        [&context, arguments] {
                          return change(context, *arguments, [&](app::Session& session, const model::NamedSet& set) {
                            auto members = app::find_members(session, set.kind, arguments->members);
                            if (!members) return base::Result<void>(base::pass(members));
                            return app::change_set(session, set.id, {}, *members, context.apply());
                          });
                        }),
        true);
  auto* rename = named(
      context.command(*command, "rename", tr("help.sets-rename"),
                      "polyvocal sets rename study.polyvocal \"Young people\" \"Children\"",
                      [&context, arguments] {
                        return change(context, *arguments, [&](app::Session& session, const model::NamedSet& set) {
                          return app::rename_set(session, set.id, arguments->new_name, context.apply());
                        });
                      }),
      false);
  rename->add_option("NAME", arguments->new_name, tr("help.sets-name"))->required();
  named(context.command(*command, "delete", tr("help.sets-delete"),
                        "polyvocal sets delete study.polyvocal \"Young people\"",
                        [&context, arguments] {
                          return change(context, *arguments, [&](app::Session& session, const model::NamedSet& set) {
                            return app::delete_set(session, set.id, context.apply());
                          });
                        }),
        false);
}

}  // namespace polyvocal::cli
