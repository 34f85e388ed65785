#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {
namespace {

std::string sentence(const store::HistoryEntry& entry) {
  const std::string key = "verb." + entry.verb;
  return messages::has(key) ? messages::message(key) : entry.verb;
}

Json entry_json(const store::HistoryEntry& entry) {
  return {{"id", entry.id},
          {"when", base::iso_time(entry.time_ms)},
          {"coder", entry.coder_name},
          {"verb", entry.verb},
          {"summary", sentence(entry)},
          {"parameters", Json::parse(entry.parameters, nullptr, false)},
          {"undone", entry.undone},
          {"undoes", entry.undoes},
          {"redoes", entry.redoes},
          {"erased", entry.erased}};
}

int list(Context& context, std::int64_t limit) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto entries = (*session)->project().history(limit);
  if (!entries) return context.fail(entries.error());
  Json out = Json::array();
  report::Table table;
  table.header = {"entry", "when", "coder", "what", "state"};
  table.numeric = {true, false, false, false, false};
  for (const auto& entry : *entries) {
    out.push_back(entry_json(entry));
    std::string what = sentence(entry);
    if (entry.undoes > 0) what = tr("history.undid", {{"entry", std::to_string(entry.undoes)}});
    if (entry.redoes > 0) what = tr("history.did-again", {{"entry", std::to_string(entry.redoes)}});
    table.rows.push_back({{std::to_string(entry.id), base::iso_time(entry.time_ms), entry.coder_name, what,
                           entry.erased   ? tr("history.is-erased")
                           : entry.undone ? tr("history.is-undone")
                                          : std::string()},
                          0,
                          false});
  }
  auto head = (*session)->project().chain_head();
  if (!head) return context.fail(head.error());
  return context.answer(**session, table, {{"entries", out}, {"head", *head}});
}

enum class Way { kUndo, kRedo };

int back(Context& context, std::int64_t count, Way way) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto coder = (*session)->known_coder();
  if (!coder) return context.fail(coder.error());
  Json out = Json::array();
  for (std::int64_t i = 0; i < count; ++i) {
    auto entries = way == Way::kUndo ? (*session)->project().undo(*coder) : (*session)->project().redo(*coder);
    if (!entries) {
      if (i > 0) context.say(messages::counted("done.stopped-after", i));
      return context.fail(entries.error(), {{"entries", out}});
    }
    for (const auto& entry : *entries) {
      out.push_back(entry_json(entry));
      context.say(tr(way == Way::kUndo ? "done.undone" : "done.redone",
                     {{"what", sentence(entry)}, {"entry", std::to_string(entry.id)}, {"coder", entry.coder_name}}));
    }
  }
  if (context.json) context.print({{"entries", out}});
  return kDone;
}

}  // namespace

void add_history(CLI::App& root, Context& context) {
  auto count = std::make_shared<std::int64_t>(0);
  auto* history = context.command(root, "history", tr("help.history"), "polyvocal history study.polyvocal --limit 20",
                                  [&context, count] { return list(context, *count); });
  context.project_argument(*history);
  history->add_option("--limit", *count, tr("help.history-limit"))->check(CLI::NonNegativeNumber);
  auto steps = std::make_shared<std::int64_t>(1);
  auto* undo = context.command(root, "undo", tr("help.undo"), "polyvocal undo study.polyvocal 2",
                               [&context, steps] { return back(context, *steps, Way::kUndo); });
  context.project_argument(*undo);
  undo->add_option("N", *steps, tr("help.acts"))->check(CLI::PositiveNumber);
  auto* redo = context.command(root, "redo", tr("help.redo"), "polyvocal redo study.polyvocal",
                               [&context, steps] { return back(context, *steps, Way::kRedo); });
  context.project_argument(*redo);
  redo->add_option("N", *steps, tr("help.acts"))->check(CLI::PositiveNumber);
}

}  // namespace polyvocal::cli
