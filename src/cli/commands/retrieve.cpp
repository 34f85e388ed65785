#include "app/tables.hpp"
#include "cli/commands.hpp"
#include "cli/recipe.hpp"
#include "cli/select.hpp"

namespace polyvocal::cli {
namespace {

int retrieve(Context& context, const SelectArguments& select) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto segments = app::retrieve(**session, select.request(context));
  if (!segments) return context.fail(segments.error());
  if (context.json || !context.output.empty()) {
    Json out = Json::array();
    for (const auto& segment : *segments) out.push_back(segment_json(segment));
    report::Table table;
    table.title = (*session)->project().title();
    table.header = {"document", "case", "group", "speaker", "turn", "start", "end", "text", "codes", "coder"};
    table.numeric = {false, false, false, false, true, true, true, false, false, false};
    for (const auto& s : *segments) {
      table.rows.push_back({{s.document, joined(s.cases, ", "), s.group, s.speaker, std::to_string(s.turn),
                             std::to_string(s.range.start.value), std::to_string(s.range.end.value), s.text,
                             joined(s.codes, "; "), s.coder},
                            0,
                            false});
    }
    return context.answer(**session, table, {{"segments", out}});
  }
  for (const auto& segment : *segments) say_segment(context, segment);
  context.say(tr("count.segments", segments->size()));
  return kDone;
}

}  // namespace

void add_retrieve(CLI::App& root, Context& context) {
  auto select = std::make_shared<SelectArguments>();
  auto recipe = std::make_shared<Recipe>("retrieve");
  auto* command =
      context.command(root, "retrieve", tr("help.retrieve"),
                      "polyvocal retrieve study.polyvocal --code \"Not listened to\" --group families --context 1",
                      [&context, select, recipe] {
                        if (auto used = recipe->use(context); !used) return context.fail(used.error());
                        return retrieve(context, *select);
                      });
  context.project_argument(*command);
  select_options(*command, *select);
  recipe->add_to(*command);
}

}  // namespace polyvocal::cli
