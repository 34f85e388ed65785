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
  command.add_option("--key", arguments.key, "Short key");
  command.add_option("--definition", arguments.definition, "What it means");
  command.add_option("--include", arguments.include, "When to use it");
  command.add_option("--exclude", arguments.exclude, "When not to use it");
  command.add_option("--example", arguments.example, "An example");
  command.add_option("--colour", arguments.colour, "#rrggbb");
  command.add_option("--theme", arguments.theme, "yes or no")->check(CLI::IsMember({"yes", "no"}));
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
  context.say((context.dry_run ? "Would have: " : "") + *said);
  return kDone;
}

base::Result<std::string> said(base::Result<void> done, std::string text) {
  if (!done) return base::pass(done);
  return text;
}

}  // namespace

void add_codes(CLI::App& root, Context& context) {
  auto a = std::make_shared<CodesArguments>();
  auto* codes = context.command(root, "codes", "List the code tree, or change it", "polyvocal codes study.polyvocal",
                                [&context] { return list(context); });
  context.project_argument(*codes, false);

  auto* sub = context.command(*codes, "import", "Import a codebook (csv, tsv, xlsx, json)",
                              "polyvocal codes import study.polyvocal codebook.csv", [&context, a] {
                                return change(context, [&](app::Session& session) -> base::Result<std::string> {
                                  auto added =
                                      app::import_codebook(session, base::path_from_utf8(a->file), context.apply());
                                  if (!added) return base::pass(added);
                                  return "Added " + std::to_string(*added) + " codes.";
                                });
                              });
  context.project_argument(*sub);
  sub->add_option(
         "FILE", a->file,
         "Columns: path, or code, parent, name; optional definition, include, exclude, example, colour, theme. "
         "JSON: schemas/codebook.v1.json")
      ->required();

  auto* add = context.command(*codes, "add", "Add a code, with its parents where they are missing",
                              "polyvocal codes add study.polyvocal \"Challenges > Staffing\" --theme yes", nullptr);
  context.project_argument(*add);
  add->add_option("PATH", a->code, "Path of the new code")->required();
  field_options(*add, *a);
  context.set_handler(*add, [&context, a, add] {
    return change(context, [&](app::Session& session) -> base::Result<std::string> {
      auto made = app::add_code_path(session, a->code, change_of(*a, *add), context.apply());
      if (!made) return base::pass(made);
      return "Added " + a->code + ".";
    });
  });

  auto* rename = context.command(*codes, "rename", "Give a code another name",
                                 "polyvocal codes rename study.polyvocal \"Staffing\" \"Staff\"", [&context, a] {
                                   return change(context, [&](app::Session& session) {
                                     return said(app::rename_code(session, a->code, a->name, context.apply()),
                                                 "Renamed " + a->code + " to " + a->name + ".");
                                   });
                                 });
  context.project_argument(*rename);
  rename->add_option("CODE", a->code, "Path, GUID or key")->required();
  rename->add_option("NAME", a->name, "New name")->required();

  auto* move = context.command(
      *codes, "move", "Put a code under another one, or at the top",
      "polyvocal codes move study.polyvocal \"Caseload pressure\" --under \"Challenges > Staffing\"", [&context, a] {
        return change(context, [&](app::Session& session) {
          return said(app::move_code(session, a->code, a->parent, context.apply()), "Moved " + a->code + ".");
        });
      });
  context.project_argument(*move);
  move->add_option("CODE", a->code, "Path, GUID or key")->required();
  move->add_option("--under", a->parent, "New parent (default: the top level)");

  auto* merge = context.command(
      *codes, "merge", "Merge codes into one; every coding is kept",
      "polyvocal codes merge study.polyvocal \"Left in the dark\" --into \"Not listened to\"", [&context, a] {
        return change(context, [&](app::Session& session) -> base::Result<std::string> {
          auto moved = app::merge_codes(session, a->many, a->target, context.apply());
          if (!moved) return base::pass(moved);
          return "Merged into " + a->target + ": " + std::to_string(*moved) + " codings moved.";
        });
      });
  context.project_argument(*merge);
  merge->add_option("CODE", a->many, "Codes that go")->required();
  merge->add_option("--into", a->target, "The code that stays")->required();

  auto* split = context.command(
      *codes, "split", "Move some codings of a code to a new code beside it",
      "polyvocal codes split study.polyvocal \"Staffing\" \"Agency staff\" --codings GUID GUID", [&context, a] {
        return change(context, [&](app::Session& session) {
          return said(app::split_code(session, a->code, a->name, a->many, context.apply()),
                      "Split " + a->name + " off " + a->code + ".");
        });
      });
  context.project_argument(*split);
  split->add_option("CODE", a->code, "Path, GUID or key")->required();
  split->add_option("NAME", a->name, "Name of the new code")->required();
  split->add_option("--codings", a->many, "GUIDs of the codings that move (`retrieve --json` shows them)")->required();

  auto* set = context.command(*codes, "set", "Change a code's definition, rules, colour, or whether it is a theme",
                              "polyvocal codes set study.polyvocal \"Staffing\" --definition \"...\"", nullptr);
  context.project_argument(*set);
  set->add_option("CODE", a->code, "Path, GUID or key")->required();
  field_options(*set, *a);
  context.set_handler(*set, [&context, a, set] {
    return change(context, [&](app::Session& session) {
      return said(app::set_code(session, a->code, change_of(*a, *set), context.apply()), "Changed " + a->code + ".");
    });
  });

  auto* remove = context.command(
      *codes, "delete", "Delete a code and those below it", "polyvocal codes delete study.polyvocal \"Staffing\"",
      [&context, a] {
        return change(context, [&](app::Session& session) {
          const auto codings = a->with_codings ? store::DeleteCodings::kDelete : store::DeleteCodings::kRefuse;
          return said(app::delete_code(session, a->code, codings, context.apply()), "Deleted " + a->code + ".");
        });
      });
  context.project_argument(*remove);
  remove->add_option("CODE", a->code, "Path, GUID or key")->required();
  remove->add_flag("--with-codings", a->with_codings, "Its codings go too");

  auto* write = context.command(*codes, "export", "Write the codebook (csv, xlsx, json, html, docx, md)",
                                "polyvocal codes export study.polyvocal -o codebook.csv", [&context] {
                                  if (context.output.empty()) return context.usage("-o FILE is missing");
                                  auto session = context.open(false);
                                  if (!session) return context.fail(session.error());
                                  auto done = app::export_codebook(**session, base::path_from_utf8(context.output));
                                  if (!done) return context.fail(done.error());
                                  if (context.json) context.print({{"file", context.output}});
                                  context.say("Written: " + context.output);
                                  return static_cast<int>(kDone);
                                });
  context.project_argument(*write);
}

}  // namespace polyvocal::cli
