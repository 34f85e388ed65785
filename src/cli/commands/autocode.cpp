#include "app/coding.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {

void add_autocode(CLI::App& root, Context& context) {
  struct Arguments {
    app::AutocodeSpec spec;
    std::string spread = "passage";
  };
  auto arguments = std::make_shared<Arguments>();
  auto* command = context.command(
      root, "autocode", tr("help.autocode"),
      "polyvocal autocode study.polyvocal \"Caseload pressure\" --query 'caseload*' --spread sentence",
      [&context, arguments] {
        auto session = context.open(true);
        if (!session) return context.fail(session.error());
        auto& spec = arguments->spec;
        spec.spread = arguments->spread == "hit"        ? app::Spread::kHit
                      : arguments->spread == "sentence" ? app::Spread::kSentence
                                                        : app::Spread::kPassage;
        auto count = app::autocode(**session, spec, context.apply());
        if (!count) return context.fail(count.error());
        if (context.json) context.print({{"codings", *count}});
        context.say(messages::counted(context.dry_run ? "done.would-autocode" : "done.autocoded", *count));
        return static_cast<int>(kDone);
      });
  context.project_argument(*command);
  command->add_option("CODE", arguments->spec.code, tr("help.one-code"))->required();
  command->add_option("--query", arguments->spec.query, tr("help.autocode-query"));
  command->add_option("--speaker", arguments->spec.speaker, tr("help.autocode-speaker"));
  command->add_option("--spread", arguments->spread, tr("help.autocode-spread"))
      ->check(CLI::IsMember({"passage", "sentence", "hit"}))
      ->capture_default_str();
}

}  // namespace polyvocal::cli
