#include "app/coding.hpp"
#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {

void add_codings(CLI::App& root, Context& context) {
  auto* codings = context.command(root, "codings", tr("help.codings"), "", nullptr);
  codings->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto* command = context.command(
      *codings, "import", tr("help.codings-import"), "polyvocal codings import study.polyvocal codings.csv",
      [&context, file] {
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
        context.say(
            tr(context.dry_run ? "done.would-place" : "done.placed",
               {{"count", std::to_string(report->placed)}, {"unplaced", std::to_string(report->unplaced.size())}}));
        for (const auto& row : report->unplaced) {
          context.note("  " + tr("line.row", {{"row", std::to_string(row.row)},
                                              {"text", messages::message("unplaced." + row.reason)}}));
        }
        return static_cast<int>(report->unplaced.empty() ? kDone : kRefused);
      });
  context.project_argument(*command);
  command->add_option("FILE", *file, tr("help.codings-file"))->required();
}

}  // namespace polyvocal::cli
