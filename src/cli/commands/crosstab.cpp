#include <map>

#include "app/tables.hpp"
#include "cli/commands.hpp"
#include "cli/recipe.hpp"
#include "cli/select.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {
namespace {

struct CrosstabArguments {
  app::CrosstabRequest request;
  std::string measure = "segments";
  std::string percent = "none";
  bool direct = false;
  bool roll_up = false;
  std::string cell_row;
  std::string cell_column;
};

const std::map<std::string, analysis::Measure> kMeasures = {{"segments", analysis::Measure::kSegments},
                                                            {"cases", analysis::Measure::kCases},
                                                            {"documents", analysis::Measure::kDocuments},
                                                            {"words", analysis::Measure::kWords},
                                                            {"characters", analysis::Measure::kCharacters}};
const std::map<std::string, analysis::Percent> kPercents = {{"none", analysis::Percent::kNone},
                                                            {"row", analysis::Percent::kRow},
                                                            {"column", analysis::Percent::kColumn},
                                                            {"cases", analysis::Percent::kCases}};

Json cell_json(const analysis::CrosstabCell& cell, bool words) {
  Json out = {{"segments", cell.segments}, {"cases", cell.cases}, {"units", cell.units}, {"documents", cell.documents}};
  out["words"] = words ? Json(cell.words) : Json(nullptr);
  out["characters"] = words ? Json(cell.characters) : Json(nullptr);
  out["percent"] = cell.percent ? Json(*cell.percent) : Json(nullptr);
  return out;
}

Json crosstab_json(const app::CrosstabView& view) {
  const auto& table = view.table;
  Json columns = Json::array();
  Json base = Json::array();
  for (const auto& column : table.columns) {
    columns.push_back(column.missing ? Json(nullptr) : Json(column.label));
    base.push_back({{"group", column.label},
                    {"cases", column.base_cases},
                    {"units", column.base_units},
                    {"documents", column.base_documents}});
  }
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json cells = Json::array();
    for (const auto& cell : row.cells) cells.push_back(cell_json(cell, view.spec.words));
    rows.push_back({{"path", row.path}, {"cells", cells}, {"total", cell_json(row.total, view.spec.words)}});
  }
  Json totals = Json::array();
  for (const auto& cell : table.column_totals) totals.push_back(cell_json(cell, view.spec.words));
  return {{"columns", columns},
          {"rows", rows},
          {"column_totals", totals},
          {"base", base},
          {"caveat", messages::message(table.caveat)}};
}

int show_cell(Context& context, app::Session& session, const app::CrosstabView& view,
              const CrosstabArguments& arguments) {
  auto code = view.snapshot->codes.resolve(arguments.cell_row);
  if (!code) return context.fail(code.error());
  std::size_t row = 0;
  while (row < view.table.rows.size() && view.table.rows[row].code != *code) ++row;
  if (row == view.table.rows.size()) return context.usage("cell-row");
  std::size_t column = 0;
  while (column < view.table.columns.size() && view.table.columns[column].label != arguments.cell_column) ++column;
  if (column == view.table.columns.size()) return context.usage("cell-column");
  auto segments = app::crosstab_cell(session, view, row, column);
  if (!segments) return context.fail(segments.error());
  Json out = Json::array();
  for (const auto& segment : *segments) {
    if (context.json)
      out.push_back(segment_json(segment));
    else
      say_segment(context, segment);
  }
  if (context.json) context.print({{"segments", out}});
  return kDone;
}

int crosstab(Context& context, CrosstabArguments& arguments) {
  auto session = context.open(false);
  if (!session) return context.fail(session.error());
  auto& request = arguments.request;
  request.measure = kMeasures.at(arguments.measure);
  request.percent = kPercents.at(arguments.percent);
  request.roll_up = arguments.direct ? analysis::RollUp::kDirect : analysis::RollUp::kRolledUp;
  if (!context.coder.empty()) request.coders = {context.coder};
  auto view = app::crosstab(**session, request);
  if (!view) return context.fail(view.error());
  if (!arguments.cell_row.empty()) return show_cell(context, **session, *view, arguments);
  if (view->table.rows.empty()) context.note(messages::message("warning.no-themes"));
  return context.answer(**session, app::crosstab_table(*view, request), crosstab_json(*view));
}

}  // namespace

void add_crosstab(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<CrosstabArguments>();
  auto recipe = std::make_shared<Recipe>("crosstab");
  auto* command =
      context.command(root, "crosstab", tr("help.crosstab"),
                      "polyvocal crosstab study.polyvocal --rows themes --by group --measure cases --percent cases",
                      [&context, arguments, recipe] {
                        if (auto used = recipe->use(context); !used) return context.fail(used.error());
                        return crosstab(context, *arguments);
                      });
  context.project_argument(*command);
  command->add_option("--rows", arguments->request.rows, tr("help.crosstab-rows"))->expected(1, -1);
  command->add_option("--by", arguments->request.by, tr("help.crosstab-by"))->capture_default_str();
  command->add_option("--measure", arguments->measure, tr("help.crosstab-measure"))
      ->check(CLI::IsMember(kMeasures))
      ->capture_default_str();
  auto* direct = command->add_flag("--direct", arguments->direct, tr("help.crosstab-direct"));
  command->add_flag("--rollup", arguments->roll_up, tr("help.crosstab-rollup"))->excludes(direct);
  command->add_option("--percent", arguments->percent, tr("help.crosstab-percent"))
      ->check(CLI::IsMember(kPercents))
      ->capture_default_str();
  command->add_option("--cell-row", arguments->cell_row, tr("help.cell-row"));
  command->add_option("--cell-column", arguments->cell_column, tr("help.cell-column"));
  recipe->add_to(*command);
}

}  // namespace polyvocal::cli
