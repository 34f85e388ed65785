#include "app/search.hpp"

#include "cli/commands.hpp"
#include "cli/recipe.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {
namespace {

struct SearchArguments {
  std::string query;
  index::SearchOptions options;
  std::string sort = "rank";
  bool explain = false;
};

/// The snippet with its marks as the terminal shows them: [[word]].
std::string marked(const index::Snippet& snippet) {
  std::string out;
  std::size_t at = 0;
  for (const auto& mark : snippet.marks) {
    const auto start = static_cast<std::size_t>(mark.start.value);
    const auto end = static_cast<std::size_t>(mark.end.value);
    out += snippet.text.substr(at, start - at) + "[" + snippet.text.substr(start, end - start) + "]";
    at = end;
  }
  return out + snippet.text.substr(at);
}

/// Why a search in a group finds nothing: there is no such group.
void say_unknown_groups(Context& context, app::Session& session, const std::string& query) {
  const auto asked = app::groups_asked(session, query);
  if (!asked) return;
  std::string known;
  for (const auto& name : asked->known) known += (known.empty() ? "" : ", ") + name;
  for (const auto& name : asked->unknown) {
    context.note(known.empty() ? tr("hint.no-groups", {{"name", name}})
                               : tr("hint.unknown-group", {{"name", name}, {"groups", known}}));
  }
}

std::string joined(const std::vector<std::string>& list, const char* separator = ", ") {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : separator) + item;
  return out;
}

int search(Context& context, SearchArguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  arguments.options.sort = arguments.sort == "document" ? index::SortBy::kDocument : index::SortBy::kRank;
  arguments.options.exact_total = true;
  auto found = app::search(**session, arguments.query, arguments.options, context.progress());
  if (!found) return context.fail(found.error());
  if (found->stale) context.note("polyvocal: " + messages::message("warning.stale-index"));
  if (found->total == 0) say_unknown_groups(context, **session, arguments.query);
  if (context.json || !context.output.empty()) {
    report::Table table;
    table.title = (*session)->project().title();
    table.header = {"document", "case", "group", "speaker", "turn", "start", "end", "snippet", "codes"};
    table.numeric = {false, false, false, false, true, true, true, false, false};
    Json hits = Json::array();
    for (const auto& hit : found->hits) {
      hits.push_back({{"document", hit.document},
                      {"case", joined(hit.cases)},
                      {"group", joined(hit.groups)},
                      {"speaker", hit.speaker},
                      {"turn", hit.turn},
                      {"start", hit.range.start.value},
                      {"end", hit.range.end.value},
                      {"snippet", hit.snippet.text},
                      {"codes", hit.codes}});
      table.rows.push_back({{hit.document, joined(hit.cases), joined(hit.groups), hit.speaker, std::to_string(hit.turn),
                             std::to_string(hit.range.start.value), std::to_string(hit.range.end.value),
                             hit.snippet.text, joined(hit.codes, "; ")},
                            0,
                            false});
    }
    return context.answer(**session, table,
                          {{"total", found->total},
                           {"hits", hits},
                           {"corrected", found->corrected},
                           {"query", found->explained},
                           {"stale", found->stale}});
  }
  if (arguments.explain) context.say(tr("done.understood-as", {{"query", found->explained}}));
  context.say(messages::counted("count.passages", found->total));
  for (const auto& hit : found->hits) {
    std::string head = tr("line.turn", {{"document", hit.document}, {"turn", std::to_string(hit.turn)}});
    if (!hit.speaker.empty()) head += ", " + hit.speaker;
    if (!hit.groups.empty()) head += " (" + joined(hit.groups) + ")";
    context.say("\n" + head);
    context.say("  " + marked(hit.snippet));
    for (const auto& code : hit.codes) context.say("    | " + code);
  }
  if (!found->corrected.empty()) context.say(tr("done.did-you-mean", {{"query", found->corrected}}));
  return kDone;
}

}  // namespace

void add_search(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<SearchArguments>();
  auto recipe = std::make_shared<Recipe>("search");
  std::string fields;
  for (const auto& field : index::fields()) fields += (fields.empty() ? "" : ", ") + std::string(field.name) + ":";
  auto* command =
      context.command(root, "search", tr("help.search", {{"fields", fields}}),
                      "polyvocal search study.polyvocal 'caseload NEAR/5 high group:staff -speaker:Interviewer'",
                      [&context, arguments, recipe] {
                        if (auto used = recipe->use(context); !used) return context.fail(used.error());
                        if (arguments->query.empty()) return context.usage("query-missing");
                        return search(context, *arguments);
                      });
  context.project_argument(*command);
  command->add_option("QUERY", arguments->query, tr("help.query"));
  command->add_option("--limit", arguments->options.limit, tr("help.search-limit"))
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  command->add_option("--offset", arguments->options.offset, tr("help.search-offset"))->check(CLI::NonNegativeNumber);
  command->add_option("--sort", arguments->sort, tr("help.search-sort"))
      ->check(CLI::IsMember({"rank", "document"}))
      ->capture_default_str();
  command->add_flag("--explain", arguments->explain, tr("help.explain"));
  recipe->add_to(*command);
}

}  // namespace polyvocal::cli
