#include <algorithm>
#include <map>
#include <optional>

#include "app/document_attributes.hpp"
#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/select.hpp"
#include "messages/messages.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::cli {
namespace {

std::string clock_text(std::int64_t ms) {
  const std::int64_t seconds = ms / 1000;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%02lld:%02lld:%02lld", static_cast<long long>(seconds / 3600),
                static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
  return buffer;
}

int list(Context& context) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto views = app::document_views((*session)->project());
  if (!views) return context.fail(views.error());
  auto attributes = (*session)->project().attributes();
  if (!attributes) return context.fail(attributes.error());
  Json out = Json::array();
  report::Table table;
  table.header = {"document", "format", "language", "turns", "words"};
  table.numeric = {false, false, false, true, true};
  attribute_headers(table, *attributes, model::AttributeTarget::kDocument);
  std::int64_t turns = 0;
  std::int64_t words = 0;
  for (const auto& view : *views) {
    const auto& document = view.document;
    out.push_back({{"name", document.name},
                   {"guid", document.guid.text()},
                   {"format", document.format},
                   {"encoding", document.encoding},
                   {"language", document.language},
                   {"turns", document.turns},
                   {"words", document.words},
                   {"characters", document.code_points},
                   {"notes", document.kind == model::DocumentKind::kNotes},
                   {"attributes", values_json(view.values)}});
    report::Table::Row row{{document.name, document.format, document.language, std::to_string(document.turns),
                            std::to_string(document.words)},
                           0,
                           false};
    for (std::size_t column = 5; column < table.header.size(); ++column)
      row.cells.push_back(value_cell(view.values, table.header[column]));
    table.rows.push_back(std::move(row));
    turns += document.turns;
    words += document.words;
  }
  report::Table::Row total{
      {tr("count.documents", views->size()), "", "", std::to_string(turns), std::to_string(words)}, 0, true};
  total.cells.resize(table.header.size());
  table.rows.push_back(std::move(total));
  return context.answer(
      **session, table,
      {{"documents", out}, {"attribute_types", attribute_types_json(*attributes, model::AttributeTarget::kDocument)}});
}

std::string sentence(const app::UnmatchedDocument& row) {
  return messages::message("unmatched." + row.reason, {{"column", row.column}, {"value", row.value}});
}

int import(Context& context, const std::string& file) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto report = app::import_document_attributes(**session, base::path_from_utf8(file), context.apply());
  if (!report) return context.fail(report.error());
  if (context.json) {
    Json documents = Json::array();
    for (const auto& view : report->documents) {
      documents.push_back({{"name", view.document.name},
                           {"guid", view.document.guid.text()},
                           {"attributes", values_json(view.values)}});
    }
    Json unmatched = Json::array();
    for (const auto& row : report->unmatched) {
      unmatched.push_back({{"row", row.row},
                           {"document", row.document},
                           {"reason", row.reason},
                           {"column", row.column},
                           {"value", row.value},
                           {"message", sentence(row)}});
    }
    context.print({{"documents", documents}, {"unmatched", unmatched}, {"shadowed", report->shadowed}});
  }
  context.say(tr(
      context.dry_run ? "done.would-describe" : "done.described",
      {{"count", std::to_string(report->documents.size())}, {"unmatched", std::to_string(report->unmatched.size())}}));
  for (const auto& row : report->unmatched)
    context.note(
        "  " + tr("line.row-of", {{"row", std::to_string(row.row)}, {"name", row.document}, {"text", sentence(row)}}));
  for (const auto& name : report->shadowed)
    context.remark(messages::message("warning.shadowed-attribute", {{"value", name}}));
  return kDone;
}

struct ShowArguments {
  std::string document;
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
};

int show(Context& context, const ShowArguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto& project = (*session)->project();
  auto id = project.find_document(arguments.document);
  if (!id) return context.fail(id.error());
  auto text = project.text(*id);
  auto passages = project.passages(*id);
  auto speakers = project.speakers(*id);
  auto codings = project.codings(*id);
  auto tree = project.codes();
  auto coders = project.coders();
  if (!text) return context.fail(text.error());
  if (!passages) return context.fail(passages.error());
  if (!speakers) return context.fail(speakers.error());
  if (!codings) return context.fail(codings.error());
  if (!tree) return context.fail(tree.error());
  if (!coders) return context.fail(coders.error());
  std::map<model::SpeakerId, std::string> labels;
  for (const auto& speaker : *speakers) labels[speaker.id] = speaker.label;
  std::map<model::CoderId, std::string> names;
  for (const auto& coder : *coders) names[coder.id] = coder.name;
  const text::OffsetMap map(*text);
  const auto count = static_cast<std::int64_t>(passages->size());
  if (arguments.from && *arguments.from > count) {
    return context.fail(base::Error{base::ErrorCode::kNotFound,
                                    {{"kind", "turn"},
                                     {"name", std::to_string(*arguments.from)},
                                     {"count", std::to_string(count)},
                                     {"document", arguments.document},
                                     {"variant", "turn"}},
                                    {}});
  }
  if (arguments.from && arguments.to && *arguments.to < *arguments.from) {
    return context.fail(base::Error{
        base::ErrorCode::kInvalidArgument,
        {{"what", "turns"}, {"value", std::to_string(*arguments.from) + "-" + std::to_string(*arguments.to)}},
        {}});
  }
  const std::int64_t first = std::max<std::int64_t>(1, arguments.from.value_or(1));
  const std::int64_t last = std::min<std::int64_t>(arguments.to.value_or(count), count);

  Json turns = Json::array();
  text::CodePointRange shown{map.code_points(), text::CodePointOffset(0)};
  for (std::int64_t i = first; i <= last; ++i) {
    const auto& passage = (*passages)[static_cast<std::size_t>(i - 1)];
    shown.start = std::min(shown.start, passage.whole.start);
    shown.end = std::max(shown.end, passage.whole.end);
    if (context.json) {
      Json turn = {{"index", i},
                   {"speaker", labels[passage.speaker]},
                   {"start", passage.body.start.value},
                   {"end", passage.body.end.value}};
      turn["time"] = passage.start_ms ? Json(*passage.start_ms) : Json(nullptr);
      turns.push_back(turn);
      continue;
    }
    std::string head = std::to_string(i) + "  " + labels[passage.speaker];
    if (passage.start_ms) head += "  " + clock_text(*passage.start_ms);
    context.say(head + "  [" + std::to_string(passage.body.start.value) + "-" + std::to_string(passage.body.end.value) +
                "]");
    context.say(std::string(map.slice(passage.body)));
    for (const auto& coding : *codings) {
      if (coding.range.overlaps(passage.body)) {
        context.say("    | " + tree->path(coding.code) + "  (" + names[coding.coder] + ", " +
                    std::to_string(coding.range.start.value) + "-" + std::to_string(coding.range.end.value) + ")");
      }
    }
    context.say("");
  }
  if (!context.json) return kDone;
  if (passages->empty() || (!arguments.from && !arguments.to)) shown = {text::CodePointOffset(0), map.code_points()};
  if (shown.empty()) shown.start = shown.end = text::CodePointOffset(0);
  Json coded = Json::array();
  for (const auto& coding : *codings) {
    if (!coding.range.overlaps(shown)) continue;
    coded.push_back({{"guid", coding.guid.text()},
                     {"code", tree->path(coding.code)},
                     {"coder", names[coding.coder]},
                     {"start", coding.range.start.value},
                     {"end", coding.range.end.value},
                     {"origin", coding.origin == model::Origin::kRule ? "rule" : "person"}});
  }
  context.print({{"text", map.slice(shown)}, {"start", shown.start.value}, {"turns", turns}, {"codings", coded}});
  return kDone;
}

}  // namespace

void add_documents(CLI::App& root, Context& context) {
  auto* documents = context.command(root, "documents", tr("help.documents"), "polyvocal documents study.polyvocal",
                                    [&context] { return list(context); });
  context.project_argument(*documents, false);
  auto file = std::make_shared<std::string>();
  auto* sub = context.command(*documents, "import", tr("help.documents-import"),
                              "polyvocal documents import study.polyvocal documents.csv",
                              [&context, file] { return import(context, *file); });
  context.project_argument(*sub);
  sub->add_option("FILE", *file, tr("help.documents-file"))->required();
  auto arguments = std::make_shared<ShowArguments>();
  auto* one =
      context.command(root, "show", tr("help.show"), "polyvocal show study.polyvocal \"Parent 6\" --from 3 --to 5",
                      [&context, arguments] { return show(context, *arguments); });
  context.project_argument(*one);
  one->add_option("DOCUMENT", arguments->document, tr("help.one-document"))->required();
  one->add_option("--from", arguments->from, tr("help.show-from"));
  one->add_option("--to", arguments->to, tr("help.show-to"));
}

}  // namespace polyvocal::cli
