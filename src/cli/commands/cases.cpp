#include "app/participants.hpp"

#include <map>

#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {
namespace {

int list(Context& context) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto& project = (*session)->project();
  auto cases = project.cases();
  auto attributes = project.attributes();
  auto units = project.units();
  auto documents = project.documents();
  if (!cases) return context.fail(cases.error());
  if (!attributes) return context.fail(attributes.error());
  if (!units) return context.fail(units.error());
  if (!documents) return context.fail(documents.error());
  std::map<model::UnitId, std::string> unit_names;
  for (const auto& unit : *units) unit_names[unit.id] = unit.name;
  std::map<model::DocumentId, std::string> document_names;
  for (const auto& document : *documents) document_names[document.id] = document.name;

  Json out = Json::array();
  report::Table table;
  table.header = {"case", "unit", "documents"};
  for (const auto& attribute : *attributes) {
    if (attribute.target == model::AttributeTarget::kCase) table.header.push_back(attribute.name);
  }
  table.numeric.assign(table.header.size(), false);
  for (const auto& known : *cases) {
    Json values = Json::object();
    Json names = Json::array();
    std::string joined;
    for (const auto& document : known.documents) {
      names.push_back(document_names[document]);
      joined += (joined.empty() ? "" : ", ") + document_names[document];
    }
    report::Table::Row row{{known.name, unit_names[known.unit], joined}, 0, false};
    std::string group;
    for (const auto& attribute : *attributes) {
      if (attribute.target != model::AttributeTarget::kCase) continue;
      std::string text;
      for (const auto& value : known.values) {
        if (value.attribute != attribute.id) continue;
        text = value.state == model::ValueState::kNotApplicable ? "n/a" : value.text;
        if (value.state == model::ValueState::kValue)
          values[attribute.name] = value.text;
        else if (value.state == model::ValueState::kNotApplicable)
          values[attribute.name] = Json{{"not_applicable", true}};
      }
      if (attribute.name == model::kGroupAttribute) group = text;
      row.cells.push_back(text);
    }
    table.rows.push_back(std::move(row));
    out.push_back({{"name", known.name},
                   {"guid", known.guid.text()},
                   {"group", group},
                   {"unit", unit_names[known.unit]},
                   {"attributes", values},
                   {"documents", names}});
  }
  if (context.json) {
    Json types = Json::object();
    for (const auto& attribute : *attributes) types[attribute.name] = model::type_name(attribute.type);
    context.print({{"cases", out}, {"attribute_types", types}, {"unmatched", Json::array()}});
    return kDone;
  }
  return context.show(**session, table);
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
    for (const auto& name : report->cases) cases.push_back({{"name", name}});
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
  context.say(std::string(context.dry_run ? "Would join " : "Joined ") + std::to_string(report->cases.size()) +
              " participants; " + std::to_string(report->unmatched.size()) + " to look at.");
  for (const auto& row : report->unmatched) {
    context.note("  row " + std::to_string(row.row) + ", " + row.participant + ": " + sentence(row));
  }
  return kDone;
}

}  // namespace

void add_cases(CLI::App& root, Context& context) {
  auto* cases = context.command(root, "cases", "List participants, or import them from a table",
                                "polyvocal cases study.polyvocal", [&context] { return list(context); });
  context.project_argument(*cases, false);
  auto arguments = std::make_shared<ImportArguments>();
  auto* sub = context.command(*cases, "import", "Import participants with groups and attributes (csv, tsv, xlsx)",
                              "polyvocal cases import study.polyvocal participants.csv",
                              [&context, arguments] { return import(context, *arguments); });
  context.project_argument(*sub);
  sub->add_option("FILE", arguments->file,
                  "Columns: participant (or case), optional document, speaker, group, unit; others are attributes")
      ->required();
  sub->add_option("--match", arguments->match, "How rows find their words: auto, name, speaker, document")
      ->check(CLI::IsMember({"auto", "name", "speaker", "document"}))
      ->capture_default_str();
}

}  // namespace polyvocal::cli
