#include "app/memos.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {
namespace {

struct Arguments {
  std::string decision;
  std::string words;
  std::string text, reason, day;
};

Json decision_json(const app::DecisionView& view) {
  return {{"guid", view.decision.guid.text()},
          {"day", app::day_of(view.decision.decided_ms)},
          {"decision", view.decision.text},
          {"reason", view.decision.reason},
          {"coder", view.coder}};
}

int list(Context& context, const Arguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto decisions = app::decisions(**session, arguments.words);
  if (!decisions) return context.fail(decisions.error());
  Json out = Json::array();
  for (const auto& view : *decisions) out.push_back(decision_json(view));
  return context.answer(**session, app::decisions_table(*decisions), {{"decisions", out}});
}

/// What changing commands print: the decision as it is now, null if it is gone or was not made.
int tell(Context& context, app::Session& session, model::DecisionId id, const std::string& line) {
  auto decisions = app::decisions(session, "");
  if (!decisions) return context.fail(decisions.error());
  Json out = nullptr;
  for (const auto& view : *decisions) {
    if (view.decision.id == id) out = decision_json(view);
  }
  if (context.json) context.print({{"decision", out}, {"dry_run", context.dry_run}});
  context.say(line);
  return kDone;
}

int add(Context& context, const Arguments& arguments) {
  auto day = arguments.day.empty() ? base::Result<std::int64_t>(base::now_ms()) : app::day_named(arguments.day);
  if (!day) return context.fail(day.error());
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto made = app::add_decision(**session, {*day, arguments.text, arguments.reason}, context.apply());
  if (!made) return context.fail(made.error());
  return tell(context, **session, *made, "Decision added.");
}

/// Finds the decision and does one thing with it.
int change(Context& context, const Arguments& arguments, const std::string& line,
           const std::function<base::Result<void>(app::Session&, model::DecisionId)>& act) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto id = app::find_decision(**session, arguments.decision);
  if (!id) return context.fail(id.error());
  if (auto done = act(**session, *id); !done) return context.fail(done.error());
  return tell(context, **session, *id, line);
}

void decision_argument(CLI::App& command, Context& context, Arguments& arguments) {
  context.project_argument(command);
  command.add_option("DECISION", arguments.decision, "Its GUID or its words")->required();
}

}  // namespace

void add_decisions(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* decisions = context.command(root, "decision", "The decision log: list, add, change",
                                    "polyvocal decision study.polyvocal -o decisions.docx",
                                    [&context, arguments] { return list(context, *arguments); });
  decisions->alias("decisions");
  decisions->require_subcommand(0, 1);
  context.project_argument(*decisions, false);

  auto* all = context.command(*decisions, "list", "List decisions by day", "polyvocal decision list study.polyvocal",
                              [&context, arguments] { return list(context, *arguments); });
  context.project_argument(*all, false);
  all->add_option("--words", arguments->words, "Words that it holds; case and accents do not matter");

  auto* make = context.command(
      *decisions, "add", "Note a decision",
      "polyvocal decision add study.polyvocal \"Merge Access and Waiting\" --reason \"They overlap\" --day 2026-03-01",
      [&context, arguments] { return add(context, *arguments); });
  context.project_argument(*make);
  make->add_option("DECISION", arguments->text, "What was decided, in one line")->required();
  make->add_option("--reason", arguments->reason, "Why");
  make->add_option("--day", arguments->day, "The day, as 2026-11-21; today if it is not given");

  auto* edit =
      context.command(*decisions, "edit", "Change a decision's words, reason or day",
                      "polyvocal decision edit study.polyvocal \"Merge Access and Waiting\" --day 2026-03-02", nullptr);
  decision_argument(*edit, context, *arguments);
  edit->add_option("--text", arguments->text, "What was decided, in one line");
  edit->add_option("--reason", arguments->reason, "Why");
  edit->add_option("--day", arguments->day, "The day, as 2026-11-21");
  context.set_handler(*edit, [&context, arguments, edit] {
    return change(context, *arguments, "Decision changed.", [&](app::Session& session, model::DecisionId id) {
      store::DecisionChange change;
      if (edit->count("--text") > 0) change.text = arguments->text;
      if (edit->count("--reason") > 0) change.reason = arguments->reason;
      if (edit->count("--day") > 0) {
        auto day = app::day_named(arguments->day);
        if (!day) return base::Result<void>(base::pass(day));
        change.decided_ms = *day;
      }
      return app::change_decision(session, id, change, context.apply());
    });
  });

  decision_argument(*context.command(*decisions, "delete", "Delete a decision",
                                     "polyvocal decision delete study.polyvocal \"Merge Access and Waiting\"",
                                     [&context, arguments] {
                                       return change(context, *arguments, "Decision deleted.",
                                                     [&](app::Session& session, model::DecisionId id) {
                                                       return app::delete_decision(session, id, context.apply());
                                                     });
                                     }),
                    context, *arguments);
}

}  // namespace polyvocal::cli
