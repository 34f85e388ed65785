#include "base/atomic_file.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {

void add_new(CLI::App& root, Context& context) {
  struct Options {
    std::string title;
    std::string language = "en";
  };
  auto options = std::make_shared<Options>();
  auto* command = context.command(
      root, "new", tr("help.new"), "polyvocal new study.polyvocal --title \"Nearer Home\"", [&context, options] {
        const auto path = base::path_from_utf8(context.project);
        const std::string title = options->title.empty() ? base::path_to_utf8(path.stem()) : options->title;
        if (context.dry_run) {
          std::error_code error;
          if (std::filesystem::exists(path, error))
            return context.fail({base::ErrorCode::kProjectExists, {{"path", context.project}}, {}});
          if (context.json) context.print({{"project", context.project}, {"guid", ""}});
          context.say(tr("done.would-make-project", {{"project", context.project}}));
          return static_cast<int>(kDone);
        }
        auto session = context.create(title, options->language);
        if (!session) return context.fail(session.error());
        if (context.json) {
          context.print({{"project", context.project}, {"guid", (*session)->project().guid().text()}});
        }
        context.say(tr("done.made-project", {{"project", context.project}}));
        return static_cast<int>(kDone);
      });
  context.project_argument(*command);
  command->add_option("--title", options->title, tr("help.new-title"));
  command->add_option("--language", options->language, tr("help.new-language"))->capture_default_str();
}

}  // namespace polyvocal::cli
