#include "app/participants.hpp"

#include <map>

#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "cli/select.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {
namespace {

Json case_json(const app::CaseView& view) {
  return {{"name", view.name},
          {"guid", view.guid},
          {"group", view.group},
          {"unit", view.unit},
          {"attributes", values_json(view.values)},
          {"documents", view.documents}};
}

int list(Context& context) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto cases = app::case_views((*session)->project());
  if (!cases) return context.fail(cases.error());
  auto attributes = (*session)->project().attributes();
  if (!attributes) return context.fail(attributes.error());
  Json out = Json::array();
  report::Table table;
  table.header = {"case", "unit", "documents"};
  attribute_headers(table, *attributes, model::AttributeTarget::kCase);
  for (const auto& view : *cases) {
    out.push_back(case_json(view));
    report::Table::Row row{{view.name, view.unit, joined(view.documents, ", ")}, 0, false};
    for (std::size_t column = 3; column < table.header.size(); ++column)
      row.cells.push_back(value_cell(view.values, table.header[column]));
    table.rows.push_back(std::move(row));
  }
  return context.answer(**session, table,
                        {{"cases", out},
                         {"attribute_types", attribute_types_json(*attributes, model::AttributeTarget::kCase)},
                         {"unmatched", Json::array()}});
}

std::string sentence(const app::UnmatchedRow& row) {
  return messages::message("unmatched." + row.reason, {{"column", row.column}, {"value", row.value}});
}

struct ImportArguments {
  std::string file;
  std::string match = "auto";
};

int import(Context& context, const ImportArguments& arguments) {
  static const std::map<std::string, app::Match> kMatches = {{"auto", app::Match::kAuto},
                                                             {"name", app::Match::kName},
                                                             {"speaker", app::Match::kSpeaker},
                                                             {"document", app::Match::kDocument}};
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  auto report = app::import_participants(**session, base::path_from_utf8(arguments.file), kMatches.at(arguments.match),
                                         context.apply());
  if (!report) return context.fail(report.error());
  if (context.json) {
    Json cases = Json::array();
    for (const auto& person : report->people) cases.push_back(case_json(person));
    Json unmatched = Json::array();
    for (const auto& row : report->unmatched) {
      unmatched.push_back({{"row", row.row},
                           {"participant", row.participant},
                           {"reason", row.reason},
                           {"column", row.column},
                           {"value", row.value},
                           {"message", sentence(row)}});
    }
    context.print({{"cases", cases}, {"unmatched", unmatched}});
  }
  context.say(
      tr(context.dry_run ? "done.would-join" : "done.joined",
         {{"count", std::to_string(report->cases.size())}, {"unmatched", std::to_string(report->unmatched.size())}}));
  for (const auto& row : report->unmatched) {
    context.note("  " + tr("line.row-of",
                           {{"row", std::to_string(row.row)}, {"name", row.participant}, {"text", sentence(row)}}));
  }
  return kDone;
}

}  // namespace

void add_cases(CLI::App& root, Context& context) {
  auto* cases = context.command(root, "cases", tr("help.cases"), "polyvocal cases study.polyvocal",
                                [&context] { return list(context); });
  context.project_argument(*cases, false);
  auto arguments = std::make_shared<ImportArguments>();
  auto* sub = context.command(*cases, "import", tr("help.cases-import"),
                              "polyvocal cases import study.polyvocal participants.csv",
                              [&context, arguments] { return import(context, *arguments); });
  context.project_argument(*sub);
  sub->add_option("FILE", arguments->file, tr("help.cases-file"))->required();
  sub->add_option("--match", arguments->match, tr("help.match"))
      ->check(CLI::IsMember({"auto", "name", "speaker", "document"}))
      ->capture_default_str();
}

}  // namespace polyvocal::cli
