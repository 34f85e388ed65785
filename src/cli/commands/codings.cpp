#include "app/coding.hpp"
#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {

void add_codings(CLI::App& root, Context& context) {
  auto* codings = context.command(root, "codings", "Codings from a table", "", nullptr);
  codings->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto* command = context.command(
      *codings, "import", "Import codings (csv, tsv, xlsx); what cannot be placed without guessing is reported",
      "polyvocal codings import study.polyvocal codings.csv", [&context, file] {
        auto session = context.open(true);
        if (!session) return context.fail(session.error());
        auto report = app::import_codings(**session, base::path_from_utf8(*file), context.apply());
        if (!report) return context.fail(report.error());
        if (context.json) {
          Json unplaced = Json::array();
          for (const auto& row : report->unplaced) {
            unplaced.push_back(
                {{"row", row.row}, {"reason", row.reason}, {"message", messages::message("unplaced." + row.reason)}});
          }
          context.print({{"placed", report->placed}, {"unplaced", unplaced}});
        }
        context.say(std::string(context.dry_run ? "Would place " : "Placed ") + std::to_string(report->placed) +
                    " codings; " + std::to_string(report->unplaced.size()) + " rows not placed.");
        for (const auto& row : report->unplaced) {
          context.note("  row " + std::to_string(row.row) + ": " + messages::message("unplaced." + row.reason));
        }
        return static_cast<int>(report->unplaced.empty() ? kDone : kRefused);
      });
  context.project_argument(*command);
  command
      ->add_option("FILE", *file,
                   "Columns: code, optional coder, and document, start, end or document/participant and text")
      ->required();
}

}  // namespace polyvocal::cli
