// quotes collections, add, edit, approve, remove: collections of quotes.
#include "app/quote_collections.hpp"

#include "cli/commands.hpp"
#include "cli/select.hpp"
#include "messages/messages.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::cli {
namespace {

using base::ErrorCode;

Json piece_json(const model::QuotePiece& piece) {
  static constexpr const char* kNames[] = {"words", "omission", "clarification", "voice", "space", "break"};
  Json out = {{"kind", kNames[static_cast<std::size_t>(piece.kind)]}, {"text", piece.text}};
  if (piece.kind == model::PieceKind::kWords || piece.kind == model::PieceKind::kOmission ||
      piece.kind == model::PieceKind::kClarification) {
    out["start"] = piece.range.start.value;
    out["end"] = piece.range.end.value;
  }
  return out;
}

Json quote_json(const app::CollectedQuoteView& view) {
  Json ranges = Json::array();
  for (const auto& quoted : view.quote.ranges)
    ranges.push_back({{"start", quoted.range.start.value}, {"end", quoted.range.end.value}});
  Json pieces = Json::array();
  for (const auto& piece : view.pieces) pieces.push_back(piece_json(piece));
  return {{"id", view.label},
          {"guid", view.quote.guid.text()},
          {"theme", view.theme_path},
          {"text", view.text},
          {"original", view.original},
          {"words", view.words},
          {"attribution", view.attribution},
          {"rule", view.rule},
          {"document", view.document},
          {"cases", view.cases},
          {"groups", view.groups},
          {"speaker", view.speaker},
          {"first_turn", view.first_turn},
          {"last_turn", view.last_turn},
          {"ranges", ranges},
          {"pieces", pieces},
          {"status", app::status_name(view.quote.status)},
          {"by", view.coder},
          {"verbatim", view.verbatim},
          {"stale", view.stale}};
}

Json collection_json(const app::QuoteCollectionView& view) {
  Json quotes = Json::array();
  for (const auto& quote : view.quotes) quotes.push_back(quote_json(quote));
  Json voices = Json::array();
  for (const auto& voice : view.voices)
    voices.push_back({{"case", voice.name}, {"group", voice.group}, {"quotes", voice.quotes}});
  Json groups = Json::array();
  for (const auto& group : view.groups) {
    groups.push_back(
        {{"group", group.name}, {"quotes", group.quotes}, {"cases", group.cases}, {"all_cases", group.all_cases}});
  }
  return {{"name", view.head.name},
          {"guid", view.head.guid.text()},
          {"attribution", view.head.attribution},
          {"words", view.words},
          {"quotes", quotes},
          {"voices", voices},
          {"groups", groups}};
}

void say_quote(const Context& context, const app::CollectedQuoteView& quote) {
  std::string text = quote.text;
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 5)) text.replace(at, 1, "\n    ");
  context.say("  \"" + text + "\"");
  std::string about = "    (" + quote.attribution + ")  " + quote.label + "  " +
                      tr("quote-status." + std::string(app::status_name(quote.quote.status))) + ", " + quote.coder;
  for (const auto& reason : quote.stale) about += "; " + tr("stale." + reason);
  context.say(about);
}

void say_collection(const Context& context, const app::QuoteCollectionView& view) {
  std::string theme = "\n";
  for (const auto& quote : view.quotes) {
    if (quote.theme_path != theme) {
      theme = quote.theme_path;
      context.say("\n" + (theme.empty() ? tr("quotes.unplaced") : theme));
    }
    say_quote(context, quote);
  }
  context.say("\n" + tr("line.collection", {{"collection", view.head.name},
                                            {"quotes", tr("count.quotes", view.quotes.size())},
                                            {"from", tr("count.from-participants", view.voices.size())}}));
  for (const auto& group : view.groups) {
    context.say("  " + tr("line.quoted-group",
                          {{"group", group.name.empty() ? tr("word.no-value") : group.name},
                           {"quotes", tr("count.quotes", static_cast<std::size_t>(group.quotes))},
                           {"cases", std::to_string(group.cases)},
                           {"all", tr("count.of-participants", static_cast<std::size_t>(group.all_cases))}}));
  }
}

struct CollectionArguments {
  std::string name;
  std::string rename;
  std::string attribution;
  bool create = false;
  bool remove = false;
  bool with_attribution = false;
};

int collections(Context& context, const CollectionArguments& arguments) {
  const bool changing = arguments.create || arguments.remove || !arguments.rename.empty() || arguments.with_attribution;
  if (changing && arguments.name.empty()) return context.usage("collection-missing");
  auto session = context.open(changing);
  if (!session) return context.fail(session.error());
  const auto apply = context.apply();
  // In a dry run nothing of a change is there for the next one: each is rehearsed by itself.
  base::Result<void> done;
  if (arguments.create) done = app::make_collection(**session, arguments.name, apply);
  if (done && arguments.with_attribution)
    done = app::set_collection_rule(**session, arguments.name, arguments.attribution, apply);
  if (done && !arguments.rename.empty())
    done = app::rename_collection(**session, arguments.name, arguments.rename, apply);
  if (done && arguments.remove) done = app::delete_collection(**session, arguments.name, apply);
  if (!done) return context.fail(done.error());
  auto views = app::quote_collections(**session);
  if (!views) return context.fail(views.error());
  Json out = Json::array();
  if (!arguments.name.empty() && !changing) {
    auto one = app::quote_collection(**session, arguments.name);
    if (!one) return context.fail(one.error());
    out.push_back(collection_json(*one));
    say_collection(context, *one);
  } else {
    for (const auto& view : *views) {
      out.push_back(collection_json(view));
      context.say(tr("line.collection", {{"collection", view.head.name},
                                         {"quotes", tr("count.quotes", view.quotes.size())},
                                         {"from", tr("count.from-participants", view.voices.size())}}));
    }
  }
  if (context.json) context.print({{"collections", out}});
  return kDone;
}

int tell(Context& context, const std::vector<std::string>& labels, std::int64_t known) {
  if (context.json) context.print({{"changed", labels}, {"known", known}, {"dry_run", context.dry_run}});
  return kDone;
}

struct AddArguments {
  SelectArguments select;
  std::string collection;
  std::string document;
  std::vector<std::string> ranges;
  std::string theme;
};

/// "120-260". Error: kUsage.
base::Result<text::CodePointRange> range_of(const std::string& text) {
  const auto dash = text.find('-', 1);
  try {
    if (dash != std::string::npos) {
      std::size_t first = 0;
      std::size_t second = 0;
      const auto start = std::stoll(text.substr(0, dash), &first);
      const auto end = std::stoll(text.substr(dash + 1), &second);
      if (first == dash && second == text.size() - dash - 1)
        return text::CodePointRange{text::CodePointOffset(start), text::CodePointOffset(end)};
    }
  } catch (const std::exception&) {
    return base::fail(ErrorCode::kUsage, {{"detail", "range-shape"}});
  }
  return base::fail(ErrorCode::kUsage, {{"detail", "range-shape"}});
}

int add(Context& context, const AddArguments& arguments) {
  if (arguments.document.empty() != arguments.ranges.empty()) return context.usage("document-and-range");
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  std::vector<app::QuotePlace> places;
  if (!arguments.document.empty()) {
    auto document = (*session)->project().find_document(arguments.document);
    if (!document) return context.fail(document.error());
    app::QuotePlace place{*document, {}, {}};
    for (const auto& text : arguments.ranges) {
      auto range = range_of(text);
      if (!range) return context.fail(range.error());
      place.ranges.push_back(*range);
    }
    places.push_back(std::move(place));
  } else {
    if (arguments.select.codes.empty()) return context.usage("collect-what");
    auto found = app::retrieve(**session, arguments.select.request(context));
    if (!found) return context.fail(found.error());
    auto made = app::places_of(**session, *found);
    if (!made) return context.fail(made.error());
    places = std::move(*made);
  }
  if (!arguments.theme.empty()) {
    auto tree = (*session)->project().codes();
    if (!tree) return context.fail(tree.error());
    auto theme = tree->resolve(arguments.theme);
    if (!theme) return context.fail(theme.error());
    for (auto& place : places) place.theme = *theme;
  }
  auto done = app::collect(**session, arguments.collection, places, context.apply());
  if (!done) return context.fail(done.error());
  context.say(tr("done.collected", {{"count", std::to_string(done->made)},
                                    {"collection", arguments.collection},
                                    {"known", std::to_string(done->known)}}));
  return tell(context, done->labels, done->known);
}

struct EditArguments {
  std::string quote;
  std::vector<std::string> omit;
  std::vector<std::string> replace;
  std::vector<std::string> insert;
  std::string attribution;
  std::string theme;
  std::string collection;
  std::int64_t position = -1;
  bool restore = false;
  bool with_attribution = false;
  bool with_theme = false;
  bool with_position = false;
};

/// Where `words` stand in the quote's ranges. Errors: kNotFound, kAmbiguous.
base::Result<text::CodePointRange> place_in(const app::CollectedQuoteView& view, const text::OffsetMap& map,
                                            const std::string& words) {
  std::vector<text::CodePointRange> found;
  for (const auto& quoted : view.quote.ranges) {
    const auto slice = map.slice(quoted.range);
    for (auto at = words.empty() ? std::string_view::npos : slice.find(words); at != std::string_view::npos;
         at = slice.find(words, at + 1)) {
      const auto start = quoted.range.start + text::count_code_points(slice.substr(0, at));
      found.push_back({start, start + text::count_code_points(words)});
    }
  }
  if (found.empty()) return base::fail(ErrorCode::kNotFound, {{"kind", "passage"}, {"name", words}});
  if (found.size() > 1) {
    return base::fail(ErrorCode::kAmbiguous,
                      {{"kind", "passage"}, {"name", words}, {"count", std::to_string(found.size())}});
  }
  return found.front();
}

int edit(Context& context, const EditArguments& arguments) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto view = app::find_quote(**session, arguments.quote);
  if (!view) return context.fail(view.error());
  auto text = (*session)->project().text(view->quote.document);
  if (!text) return context.fail(text.error());
  const text::OffsetMap map(*text);
  auto ranges = view->quote.ranges;
  if (arguments.restore) {
    for (auto& range : ranges) range.edits.clear();
  }
  for (const auto& words : arguments.omit) {
    auto where = place_in(*view, map, words);
    if (!where) return context.fail(where.error());
    ranges = model::with_omission(std::move(ranges), *where);
  }
  for (const auto& [list, inserting] : {std::pair(&arguments.replace, false), std::pair(&arguments.insert, true)}) {
    for (const auto& change : *list) {
      const auto sign = change.rfind('=');
      if (sign == std::string::npos) return context.usage("clarify-shape");
      auto where = place_in(*view, map, change.substr(0, sign));
      if (!where) return context.fail(where.error());
      if (inserting) where->start = where->end;
      ranges = model::with_clarification(std::move(ranges), *where, change.substr(sign + 1));
    }
  }
  const auto apply = context.apply();
  auto done = app::set_ranges(**session, arguments.quote, ranges, apply);
  if (done && arguments.with_attribution)
    done = app::set_attribution(**session, arguments.quote, arguments.attribution, apply);
  if (done && !arguments.collection.empty())
    done = app::move_to_collection(**session, arguments.quote, arguments.collection, apply);
  if (done && (arguments.with_theme || arguments.with_position)) {
    done = app::place(**session, arguments.quote, arguments.with_theme ? arguments.theme : view->theme_path,
                      arguments.with_position ? arguments.position : -1, apply);
  }
  if (!done) return context.fail(done.error());
  if (auto now = app::find_quote(**session, arguments.quote); now) say_quote(context, *now);
  return tell(context, {view->label}, 0);
}

}  // namespace

void add_quote_collections(CLI::App& quotes, Context& context) {
  auto shown = std::make_shared<CollectionArguments>();
  auto* list = context.command(quotes, "collections", tr("help.quotes-collections"),
                               "polyvocal quotes collections study.polyvocal \"Report, chapter 4\"",
                               [&context, shown] { return collections(context, *shown); });
  context.project_argument(*list);
  list->add_option("COLLECTION", shown->name, tr("help.name-or-guid"));
  auto* make = list->add_flag("--create", shown->create, tr("help.collection-create"));
  auto* gone = list->add_flag("--delete", shown->remove, tr("help.collection-delete"));
  list->add_option("--rename", shown->rename, tr("help.collection-rename"))->excludes(gone);
  list->add_option("--attribution", shown->attribution, tr("help.collection-attribution"))
      ->excludes(gone)
      ->each([shown](const std::string&) { shown->with_attribution = true; });
  make->excludes(gone);

  auto added = std::make_shared<AddArguments>();
  auto* adding = context.command(quotes, "add", tr("help.quotes-add"),
                                 "polyvocal quotes add study.polyvocal \"Report\" --code \"Not listened to\"",
                                 [&context, added] { return add(context, *added); });
  context.project_argument(*adding);
  adding->add_option("COLLECTION", added->collection, tr("help.quotes-into"))->required();
  select_options(*adding, added->select);
  adding->add_option("--document", added->document, tr("help.name-or-guid"));
  adding->add_option("--range", added->ranges, tr("help.quotes-range"))->allow_extra_args(false);
  adding->add_option("--theme", added->theme, tr("help.quotes-theme"));

  auto edited = std::make_shared<EditArguments>();
  auto* editing =
      context.command(quotes, "edit", tr("help.quotes-edit"),
                      "polyvocal quotes edit study.polyvocal Q-4f2k9x8z1p --omit \"you know\" --clarify \"XXX=name\"",
                      [&context, edited] { return edit(context, *edited); });
  context.project_argument(*editing);
  editing->add_option("QUOTE", edited->quote, tr("help.quote-which"))->required();
  editing->add_option("--omit", edited->omit, tr("help.quotes-omit"))->allow_extra_args(false);
  editing->add_option("--clarify", edited->replace, tr("help.quotes-clarify"))->allow_extra_args(false);
  editing->add_option("--insert", edited->insert, tr("help.quotes-insert"))->allow_extra_args(false);
  editing->add_flag("--restore", edited->restore, tr("help.quotes-restore"));
  editing->add_option("--attribution", edited->attribution, tr("help.quote-attribution"))
      ->each([edited](const std::string&) { edited->with_attribution = true; });
  editing->add_option("--theme", edited->theme, tr("help.quote-theme"))->each([edited](const std::string&) {
    edited->with_theme = true;
  });
  editing->add_option("--position", edited->position, tr("help.quote-position"))
      ->check(CLI::NonNegativeNumber)
      ->each([edited](const std::string&) { edited->with_position = true; });
  editing->add_option("--collection", edited->collection, tr("help.quote-collection"));

  auto chosen = std::make_shared<std::vector<std::string>>();
  auto status = std::make_shared<std::string>("approved");
  auto* approving =
      context.command(quotes, "approve", tr("help.quotes-approve"),
                      "polyvocal quotes approve study.polyvocal Q-4f2k9x8z1p", [&context, chosen, status] {
                        auto session = context.open(true);
                        if (!session) return context.fail(session.error());
                        auto wanted = app::status_of(*status);
                        if (!wanted) return context.fail(wanted.error());
                        auto done = app::set_status(**session, *chosen, *wanted, context.apply());
                        if (!done) return context.fail(done.error());
                        context.say(tr("quote-status." + *status) + ": " + joined(*chosen, ", "));
                        return tell(context, *chosen, 0);
                      });
  context.project_argument(*approving);
  approving->add_option("QUOTE", *chosen, tr("help.quotes-which"))->required()->expected(1, -1);
  approving->add_option("--status", *status, tr("help.quotes-status"))
      ->check(CLI::IsMember({"draft", "checked", "approved"}))
      ->capture_default_str();
  auto* removing = context.command(quotes, "remove", tr("help.quotes-remove"),
                                   "polyvocal quotes remove study.polyvocal Q-4f2k9x8z1p", [&context, chosen] {
                                     auto session = context.open(true);
                                     if (!session) return context.fail(session.error());
                                     auto done = app::remove_quotes(**session, *chosen, context.apply());
                                     if (!done) return context.fail(done.error());
                                     context.say(tr("done.quotes-removed", {{"quotes", joined(*chosen, ", ")}}));
                                     return tell(context, *chosen, 0);
                                   });
  context.project_argument(*removing);
  removing->add_option("QUOTE", *chosen, tr("help.quotes-which"))->required()->expected(1, -1);
}

}  // namespace polyvocal::cli
