#include "app/codebook.hpp"

#include "base/atomic_file.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {
namespace {

struct CodesArguments {
  std::string file;
  std::string code;
  std::string target;
  std::string name;
  std::string parent;
  std::vector<std::string> many;
  std::string key, definition, include, exclude, example, colour, theme;
  bool with_codings = false;
};

store::CodeChange change_of(const CodesArguments& arguments, const CLI::App& command) {
  store::CodeChange change;
  const auto take = [&](const char* option, const std::string& value, std::optional<std::string>& field) {
    if (command.count(option) > 0) field = value;
  };
  take("--key", arguments.key, change.key);
  take("--definition", arguments.definition, change.definition);
  take("--include", arguments.include, change.include);
  take("--exclude", arguments.exclude, change.exclude);
  take("--example", arguments.example, change.example);
  take("--colour", arguments.colour, change.colour);
  if (command.count("--theme") > 0) change.theme = arguments.theme == "yes";
  return change;
}

void field_options(CLI::App& command, CodesArguments& arguments) {
  command.add_option("--key", arguments.key, tr("help.code-key"));
  command.add_option("--definition", arguments.definition, tr("help.code-definition"));
  command.add_option("--include", arguments.include, tr("help.code-include"));
  command.add_option("--exclude", arguments.exclude, tr("help.code-exclude"));
  command.add_option("--example", arguments.example, tr("help.code-example"));
  command.add_option("--colour", arguments.colour, "#rrggbb");
  command.add_option("--theme", arguments.theme, tr("help.code-theme"))->check(CLI::IsMember({"yes", "no"}));
}

int list(Context& context) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto snapshot = (*session)->snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  const auto& tree = (*snapshot)->codes;
  const auto counts = app::code_counts(**snapshot);
  Json out = Json::array();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const auto& code = tree.codes()[i];
    Json parent = code.parent ? Json(tree.path(code.parent)) : Json(nullptr);
    out.push_back({{"path", tree.path(code.id)},
                   {"guid", code.guid.text()},
                   {"parent", parent},
                   {"key", code.key},
                   {"theme", code.theme},
                   {"definition", code.definition},
                   {"include", code.include},
                   {"exclude", code.exclude},
                   {"example", code.example},
                   {"colour", code.colour},
                   {"direct", counts[i].direct},
                   {"rolled_up", counts[i].rolled_up},
                   {"cases", counts[i].cases}});
  }
  report::Table table;
  table.header = {"code", "direct", "rolled up", "cases", "theme"};
  table.numeric = {false, true, true, true, false};
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const auto& code = tree.codes()[i];
    table.rows.push_back({{code.name, std::to_string(counts[i].direct), std::to_string(counts[i].rolled_up),
                           std::to_string(counts[i].cases), code.theme ? "theme" : ""},
                          tree.depth(i),
                          false});
  }
  return context.answer(**session, table, {{"codes", out}});
}

/// Opens the project, runs one change, says what was done.
int change(Context& context, const std::function<base::Result<std::string>(app::Session&)>& act) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto said = act(**session);
  if (!said) return context.fail(said.error());
  if (context.json) context.print({{"done", *said}, {"dry_run", context.dry_run}});
  context.say(context.dry_run ? tr("done.would-have", {{"done", *said}}) : *said);
  return kDone;
}

base::Result<std::string> said(base::Result<void> done, std::string text) {
  if (!done) return base::pass(done);
  return text;
}

}  // namespace

void add_codes(CLI::App& root, Context& context) {
  auto a = std::make_shared<CodesArguments>();
  auto* codes = context.command(root, "codes", tr("help.codes"), "polyvocal codes study.polyvocal",
                                [&context] { return list(context); });
  context.project_argument(*codes, false);

  auto* sub = context.command(
      *codes, "import", tr("help.codes-import"), "polyvocal codes import study.polyvocal codebook.csv", [&context, a] {
        return change(context, [&](app::Session& session) -> base::Result<std::string> {
          auto added = app::import_codebook(session, base::path_from_utf8(a->file), context.apply());
          if (!added) return base::pass(added);
          return messages::counted("done.codes-added", *added);
        });
      });
  context.project_argument(*sub);
  sub->add_option("FILE", a->file, tr("help.codes-file"))->required();

  auto* add = context.command(*codes, "add", tr("help.codes-add"),
                              "polyvocal codes add study.polyvocal \"Challenges > Staffing\" --theme yes", nullptr);
  context.project_argument(*add);
  add->add_option("PATH", a->code, tr("help.codes-path"))->required();
  field_options(*add, *a);
  context.set_handler(*add, [&context, a, add] {
    return change(context, [&](app::Session& session) -> base::Result<std::string> {
      auto made = app::add_code_path(session, a->code, change_of(*a, *add), context.apply());
      if (!made) return base::pass(made);
      return tr("done.code-added", {{"code", a->code}});
    });
  });

  auto* rename = context.command(*codes, "rename", tr("help.codes-rename"),
                                 "polyvocal codes rename study.polyvocal \"Staffing\" \"Staff\"", [&context, a] {
                                   return change(context, [&](app::Session& session) {
                                     return said(app::rename_code(session, a->code, a->name, context.apply()),
                                                 tr("done.code-renamed", {{"code", a->code}, {"name", a->name}}));
                                   });
                                 });
  context.project_argument(*rename);
  rename->add_option("CODE", a->code, tr("help.one-code"))->required();
  rename->add_option("NAME", a->name, tr("help.codes-name"))->required();

  auto* move = context.command(
      *codes, "move", tr("help.codes-move"),
      "polyvocal codes move study.polyvocal \"Caseload pressure\" --under \"Challenges > Staffing\"", [&context, a] {
        return change(context, [&](app::Session& session) {
          return said(app::move_code(session, a->code, a->parent, context.apply()),
                      tr("done.code-moved", {{"code", a->code}}));
        });
      });
  context.project_argument(*move);
  move->add_option("CODE", a->code, tr("help.one-code"))->required();
  move->add_option("--under", a->parent, tr("help.codes-under"));

  auto* merge = context.command(
      *codes, "merge", tr("help.codes-merge"),
      "polyvocal codes merge study.polyvocal \"Left in the dark\" --into \"Not listened to\"", [&context, a] {
        return change(context, [&](app::Session& session) -> base::Result<std::string> {
          auto moved = app::merge_codes(session, a->many, a->target, context.apply());
          if (!moved) return base::pass(moved);
          return tr("done.codes-merged", {{"code", a->target}, {"count", std::to_string(*moved)}});
        });
      });
  context.project_argument(*merge);
  merge->add_option("CODE", a->many, tr("help.codes-merged"))->required();
  merge->add_option("--into", a->target, tr("help.codes-into"))->required();

  auto* split = context.command(
      *codes, "split", tr("help.codes-split"),
      "polyvocal codes split study.polyvocal \"Staffing\" \"Agency staff\" --codings GUID GUID", [&context, a] {
        return change(context, [&](app::Session& session) {
          return said(app::split_code(session, a->code, a->name, a->many, context.apply()),
                      tr("done.code-split", {{"code", a->code}, {"name", a->name}}));
        });
      });
  context.project_argument(*split);
  split->add_option("CODE", a->code, tr("help.one-code"))->required();
  split->add_option("NAME", a->name, tr("help.codes-split-name"))->required();
  split->add_option("--codings", a->many, tr("help.codes-split-codings"))->required();

  auto* set = context.command(*codes, "set", tr("help.codes-set"),
                              "polyvocal codes set study.polyvocal \"Staffing\" --definition \"...\"", nullptr);
  context.project_argument(*set);
  set->add_option("CODE", a->code, tr("help.one-code"))->required();
  field_options(*set, *a);
  context.set_handler(*set, [&context, a, set] {
    return change(context, [&](app::Session& session) {
      return said(app::set_code(session, a->code, change_of(*a, *set), context.apply()),
                  tr("done.code-changed", {{"code", a->code}}));
    });
  });

  auto* remove = context.command(
      *codes, "delete", tr("help.codes-delete"), "polyvocal codes delete study.polyvocal \"Staffing\"", [&context, a] {
        return change(context, [&](app::Session& session) {
          const auto codings = a->with_codings ? store::DeleteCodings::kDelete : store::DeleteCodings::kRefuse;
          return said(app::delete_code(session, a->code, codings, context.apply()),
                      tr("done.code-deleted", {{"code", a->code}}));
        });
      });
  context.project_argument(*remove);
  remove->add_option("CODE", a->code, tr("help.one-code"))->required();
  remove->add_flag("--with-codings", a->with_codings, tr("help.with-codings"));

  auto* write = context.command(*codes, "export", tr("help.codes-export"),
                                "polyvocal codes export study.polyvocal -o codebook.csv", [&context] {
                                  if (context.output.empty()) return context.usage("output-missing");
                                  auto session = context.open(false);
                                  if (!session) return context.fail(session.error());
                                  auto done = app::export_codebook(**session, base::path_from_utf8(context.output));
                                  if (!done) return context.fail(done.error());
                                  if (context.json) context.print({{"file", context.output}});
                                  context.say(tr("done.written", {{"file", context.output}}));
                                  return static_cast<int>(kDone);
                                });
  context.project_argument(*write);
}

}  // namespace polyvocal::cli
