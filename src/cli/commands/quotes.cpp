#include "app/quotes.hpp"

#include "app/quote_collections.hpp"

#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/recipe.hpp"
#include "cli/select.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {
namespace {

struct QuotesArguments {
  SelectArguments select;
  std::string by = "theme";
  std::string attribution = "{pseudonym}";
  bool interviewers = false;
  std::string collection;
  bool approved = false;

  app::QuotesRequest request(const Context& context) const {
    app::QuotesRequest request;
    request.select = select.request(context);
    request.order = order();
    request.attribution = attribution;
    request.include_interviewers = interviewers;
    return request;
  }
  app::QuoteOrder order() const { return by == "group" ? app::QuoteOrder::kGroup : app::QuoteOrder::kTheme; }
  app::Drafts drafts() const { return approved ? app::Drafts::kLeaveOut : app::Drafts::kInclude; }
};

Json quotes_json(const app::QuotesView& view) {
  Json quotes = Json::array();
  const std::string none = tr("word.no-value");
  for (const auto& section : view.collection.sections) {
    for (const auto& quote : section.quotes) {
      quotes.push_back({{"id", quote.quote_id},
                        // What programs read is the same in every language.
                        {"section", quote.group.empty() && section.heading == none ? "(no value)" : section.heading},
                        {"text", quote.text},
                        {"attribution", quote.attribution},
                        {"document", quote.document},
                        {"case", quote.case_name},
                        {"group", quote.group},
                        {"speaker", quote.speaker},
                        {"turn", quote.turn},
                        {"start", quote.range.start.value},
                        {"end", quote.range.end.value},
                        {"codes", quote.codes},
                        {"coder", quote.coder},
                        {"context_before", quote.context_before},
                        {"context_after", quote.context_after}});
    }
  }
  const auto findings = [](const std::vector<model::GateFinding>& list) {
    Json out = Json::array();
    for (const auto& finding : list)
      out.push_back({{"kind", finding.kind}, {"place", finding.place}, {"text", finding.text}, {"rule", finding.rule}});
    return out;
  };
  return {{"quotes", quotes},
          {"gate",
           {{"blocked", findings(view.gate.blocked)},
            {"warnings", findings(view.gate.warnings)},
            {"statement", messages::message(view.gate.statement)}}}};
}

int list(Context& context, const QuotesArguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto view = arguments.collection.empty()
                  ? app::collect_quotes(**session, arguments.request(context))
                  : app::collection_report(**session, arguments.collection, arguments.order(), arguments.drafts());
  if (!view) return context.fail(view.error());
  if (context.json) context.print(quotes_json(*view));
  for (const auto& section : view->collection.sections) {
    if (section.quotes.empty()) continue;
    context.say("\n" + tr("line.section", {{"heading", section.heading},
                                           {"quotes", tr("count.quotes", section.quotes.size())},
                                           {"cases", messages::counted("count.cases", section.cases)}}));
    for (const auto& quote : section.quotes)
      context.say("  \"" + quote.text + "\"\n    (" + quote.attribution + ")  " + quote.quote_id);
  }
  context.say("\n" + view->collection.subtitle);
  return kDone;
}

int write(Context& context, const QuotesArguments& arguments) {
  if (context.output.empty()) return context.usage("quotes-output-missing");
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  if (context.dry_run) return list(context, arguments);
  const auto file = base::path_from_utf8(context.output);
  auto view = arguments.collection.empty() ? app::export_quotes(**session, arguments.request(context), file)
                                           : app::export_collection(**session, arguments.collection, arguments.order(),
                                                                    arguments.drafts(), file);
  if (!view) return context.fail(view.error());
  if (context.json) context.print(quotes_json(*view));
  context.say(tr("done.written", {{"file", context.output + " (" + view->collection.subtitle + ")"}}));
  if (!view->gate.statement.empty()) context.remark(messages::message(view->gate.statement));
  return kDone;
}

void options(CLI::App& command, Context& context, QuotesArguments& arguments, Recipe& recipe) {
  context.project_argument(command, false);
  select_options(command, arguments.select);
  command.add_option("--by", arguments.by, tr("help.quotes-by"))
      ->check(CLI::IsMember({"theme", "group"}))
      ->capture_default_str();
  command
      .add_option("--attribution", arguments.attribution,
                  tr("help.attribution", {{"pseudonym", "{pseudonym}"},
                                          {"group", "{group}"},
                                          {"unit", "{unit}"},
                                          {"speaker", "{speaker}"},
                                          {"document", "{document}"},
                                          {"attribute", "{attribute}"}}))
      ->capture_default_str();
  command.add_flag("--interviewers", arguments.interviewers, tr("help.interviewers"));
  auto* collection = command.add_option("--collection", arguments.collection, tr("help.quotes-of-collection"));
  command.add_flag("--approved", arguments.approved, tr("help.approved"))->needs(collection);
  recipe.add_to(command);
}

}  // namespace

void add_quotes(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<QuotesArguments>();
  auto list_recipe = std::make_shared<Recipe>("quotes");
  auto file_recipe = std::make_shared<Recipe>("quotes");
  auto* quotes = context.command(root, "quotes", tr("help.quotes"), "", nullptr);
  context.project_argument(*quotes, false);
  auto* show = context.command(*quotes, "list", tr("help.quotes-list"),
                               "polyvocal quotes list study.polyvocal --code \"Not listened to\"",
                               [&context, arguments, list_recipe] {
                                 if (auto used = list_recipe->use(context); !used) return context.fail(used.error());
                                 if (!context.output.empty()) return context.usage("quotes-list-output");
                                 return list(context, *arguments);
                               });
  options(*show, context, *arguments, *list_recipe);
  auto* file = context.command(
      *quotes, "export", tr("help.quotes-export"),
      "polyvocal quotes export study.polyvocal -o quotes.docx --by theme --attribution \"{pseudonym} ({role})\"",
      [&context, arguments, file_recipe] {
        if (auto used = file_recipe->use(context); !used) return context.fail(used.error());
        return write(context, *arguments);
      });
  options(*file, context, *arguments, *file_recipe);
  add_quote_collections(*quotes, context);
}

}  // namespace polyvocal::cli
