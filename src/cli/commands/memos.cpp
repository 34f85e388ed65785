#include "app/memos.hpp"

#include "base/atomic_file.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {
namespace {

struct Arguments {
  std::string memo;
  std::string words, kind, place;
  std::string title, body, body_file;
  app::MemoPlaceName on;
  std::int64_t from = -1, to = -1;
};

Json memo_json(const app::MemoView& view) {
  const model::Memo& memo = view.memo;
  Json on = {{"kind", app::memo_place_name(memo.on.place)}, {"name", view.on}};
  if (!view.document.empty()) on["document"] = view.document;
  if (memo.on.place == model::MemoPlace::kRange || memo.on.place == model::MemoPlace::kCoding) {
    on["start"] = memo.on.range.start.value;
    on["end"] = memo.on.range.end.value;
  }
  Json was = nullptr;
  if (memo.was_on) was = {{"kind", app::memo_place_name(memo.was_on->place)}, {"name", memo.was_on->name}};
  return {{"guid", memo.guid.text()},
          {"kind", app::memo_kind_name(memo.kind)},
          {"title", memo.title},
          {"body", memo.body},
          {"on", on},
          {"was_on", was},
          {"coder", view.coder},
          {"created", base::iso_time(memo.created_ms)},
          {"changed", base::iso_time(memo.changed_ms)}};
}

/// The option's values as a target; nothing if none of them was given.
base::Result<std::optional<model::MemoTarget>> target_of(app::Session& session, const Arguments& arguments) {
  app::MemoPlaceName name = arguments.on;
  if ((arguments.from < 0) != (arguments.to < 0)) {
    return base::fail(base::ErrorCode::kUsage, {{"detail", "--from and --to go together"}});
  }
  if (arguments.from >= 0) {
    name.range = text::CodePointRange{text::CodePointOffset(arguments.from), text::CodePointOffset(arguments.to)};
  }
  const bool given = name.range || !(name.document.empty() && name.case_name.empty() && name.unit.empty() &&
                                     name.code.empty() && name.coding.empty());
  if (!given) return std::optional<model::MemoTarget>();
  auto target = app::find_memo_target(session, name);
  if (!target) return base::pass(target);
  return std::optional(*target);
}

int list(Context& context, const Arguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto on = target_of(**session, arguments);
  if (!on) return context.fail(on.error());
  auto memos = app::memos(**session, {.words = arguments.words,
                                      .kind = app::memo_kind_named(arguments.kind),
                                      .place = app::memo_place_named(arguments.place),
                                      .on = *on});
  if (!memos) return context.fail(memos.error());
  Json out = Json::array();
  for (const auto& view : *memos) out.push_back(memo_json(view));
  return context.answer(**session, app::memos_table(*memos), {{"memos", out}});
}

/// What changing commands print: the memo as it is now, null if it is gone or was not made.
int tell(Context& context, app::Session& session, model::MemoId id, const std::string& line) {
  Json out = nullptr;
  if (auto view = app::memo(session, id)) {
    out = memo_json(*view);
  } else if (view.error().code != base::ErrorCode::kNotFound) {
    return context.fail(view.error());
  }
  if (context.json) context.print({{"memo", out}, {"dry_run", context.dry_run}});
  context.say(line);
  return kDone;
}

/// The body given as words or as a file; nothing if neither was given.
base::Result<std::optional<std::string>> body_of(const Arguments& arguments, const CLI::App& command) {
  if (command.count("--body") > 0) return std::optional(arguments.body);
  if (command.count("--body-file") == 0) return std::optional<std::string>();
  auto text = base::read_file(base::path_from_utf8(arguments.body_file));
  if (!text) return base::pass(text);
  return std::optional(std::move(*text));
}

int add(Context& context, const Arguments& arguments, const CLI::App& command) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto on = target_of(**session, arguments);
  if (!on) return context.fail(on.error());
  auto body = body_of(arguments, command);
  if (!body) return context.fail(body.error());
  auto made = app::add_memo(**session,
                            {.on = on->value_or(model::MemoTarget::project()),
                             .kind = app::memo_kind_named(arguments.kind).value_or(model::MemoKind::kAnalytic),
                             .title = arguments.title,
                             .body = body->value_or("")},
                            context.apply());
  if (!made) return context.fail(made.error());
  return tell(context, **session, *made, "Memo added.");
}

/// Finds the memo and does one thing with it.
int change(Context& context, const Arguments& arguments, const std::string& line,
           const std::function<base::Result<void>(app::Session&, model::MemoId)>& act) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto id = (*session)->project().find_memo(arguments.memo);
  if (!id) return context.fail(id.error());
  if (auto done = act(**session, *id); !done) return context.fail(done.error());
  return tell(context, **session, *id, line);
}

int show(Context& context, const Arguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto id = (*session)->project().find_memo(arguments.memo);
  if (!id) return context.fail(id.error());
  auto view = app::memo(**session, *id);
  if (!view) return context.fail(view.error());
  if (context.json) context.print({{"memo", memo_json(*view)}, {"dry_run", false}});
  std::string place(app::memo_place_name(view->memo.on.place));
  if (!view->on.empty()) place += " " + view->on;
  context.say(view->memo.title + "\n" + std::string(app::memo_kind_name(view->memo.kind)) + ", on " + place + ", " +
              view->coder + ", " + app::day_of(view->memo.changed_ms) + "\n\n" + view->memo.body);
  return kDone;
}

void kind_option(CLI::App& command, Arguments& arguments) {
  command.add_option("--kind", arguments.kind, "analytic, methodological, reflexive or defining")
      ->check(CLI::IsMember({"analytic", "methodological", "reflexive", "defining"}));
}

void place_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--document", arguments.on.document, "On a document, by name or GUID");
  command.add_option("--from", arguments.from, "On words of the document: the first character, counted from 0")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--to", arguments.to, "The character after the last")->check(CLI::NonNegativeNumber);
  command.add_option("--case", arguments.on.case_name, "On a case, by name or GUID");
  command.add_option("--unit", arguments.on.unit, "On a unit, by name or GUID");
  command.add_option("--code", arguments.on.code, "On a code, by path, GUID or key");
  command.add_option("--coding", arguments.on.coding, "On a coding, by GUID");
}

void list_options(CLI::App& command, Context& context, Arguments& arguments) {
  context.project_argument(command, false);
  command.add_option("--words", arguments.words, "Words that the memo holds; case and accents do not matter");
  command.add_option("--on", arguments.place, "project, document, case, unit, code, coding or range")
      ->check(CLI::IsMember({"project", "document", "case", "unit", "code", "coding", "range"}));
  kind_option(command, arguments);
  place_options(command, arguments);
}

void body_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--title", arguments.title, "One line");
  auto* body = command.add_option("--body", arguments.body, "The words");
  command.add_option("--body-file", arguments.body_file, "A file with the words, in UTF-8")->excludes(body);
  kind_option(command, arguments);
}

void memo_argument(CLI::App& command, Context& context, Arguments& arguments) {
  context.project_argument(command);
  command.add_option("MEMO", arguments.memo, "The memo's GUID or title")->required();
}

void add_changing(CLI::App& memos, Context& context, const std::shared_ptr<Arguments>& arguments) {
  auto* make = context.command(
      memos, "add", "Write a memo",
      "polyvocal memo add study.polyvocal --code Staffing --title \"Who waits\" --body \"...\"", nullptr);
  context.project_argument(*make);
  body_options(*make, *arguments);
  place_options(*make, *arguments);
  context.set_handler(*make, [&context, arguments, make] { return add(context, *arguments, *make); });

  auto* edit = context.command(memos, "edit", "Change a memo's title, words or kind",
                               "polyvocal memo edit study.polyvocal \"Who waits\" --kind reflexive", nullptr);
  memo_argument(*edit, context, *arguments);
  body_options(*edit, *arguments);
  context.set_handler(*edit, [&context, arguments, edit] {
    return change(context, *arguments, "Memo changed.", [&](app::Session& session, model::MemoId id) {
      auto body = body_of(*arguments, *edit);
      if (!body) return base::Result<void>(base::pass(body));
      store::MemoChange change{.body = *body, .kind = app::memo_kind_named(arguments->kind)};
      if (edit->count("--title") > 0) change.title = arguments->title;
      return app::change_memo(session, id, change, context.apply());
    });
  });

  auto* move = context.command(
      memos, "move", "Put a memo on something else; on the project if nothing is named",
      "polyvocal memo move study.polyvocal \"Who waits\" --case \"Mother 4\"", [&context, arguments] {
        return change(context, *arguments, "Memo moved.", [&](app::Session& session, model::MemoId id) {
          auto on = target_of(session, *arguments);
          if (!on) return base::Result<void>(base::pass(on));
          return app::move_memo(session, id, on->value_or(model::MemoTarget::project()), context.apply());
        });
      });
  memo_argument(*move, context, *arguments);
  place_options(*move, *arguments);

  auto* remove = context.command(
      memos, "delete", "Delete a memo", "polyvocal memo delete study.polyvocal \"Who waits\"", [&context, arguments] {
        return change(context, *arguments, "Memo deleted.", [&](app::Session& session, model::MemoId id) {
          return app::delete_memo(session, id, context.apply());
        });
      });
  memo_argument(*remove, context, *arguments);
}

}  // namespace

void add_memos(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* memos = context.command(root, "memo", "Memos: list, write, change, export", "polyvocal memo study.polyvocal",
                                [&context, arguments] { return list(context, *arguments); });
  memos->alias("memos");
  memos->require_subcommand(0, 1);
  context.project_argument(*memos, false);
  list_options(*context.command(*memos, "list", "List memos",
                                "polyvocal memo list study.polyvocal --words \"waiting list\" --kind analytic",
                                [&context, arguments] { return list(context, *arguments); }),
               context, *arguments);
  list_options(*context.command(*memos, "export", "Write memos to a file (csv, md, html, docx, xlsx)",
                                "polyvocal memo export study.polyvocal -o memos.docx --on code",
                                [&context, arguments] {
                                  if (context.output.empty()) {
                                    return context.usage(
                                        "-o FILE is missing; its ending picks the format: csv, md, html, docx, xlsx");
                                  }
                                  return list(context, *arguments);
                                }),
               context, *arguments);
  memo_argument(*context.command(*memos, "show", "Show a memo", "polyvocal memo show study.polyvocal \"Who waits\"",
                                 [&context, arguments] { return show(context, *arguments); }),
                context, *arguments);
  add_changing(*memos, context, arguments);
}

}  // namespace polyvocal::cli
