#include "app/settings.hpp"

#include "cli/commands.hpp"

namespace polyvocal::cli {

void add_coders(CLI::App& root, Context& context) {
  auto use = std::make_shared<std::string>();
  auto* command =
      context.command(root, "coders", tr("help.coders"), "polyvocal coders study.polyvocal --use EM", [&context, use] {
        auto session = context.open(!use->empty());
        if (!session) return context.fail(session.error());
        if (!use->empty()) {
          if (auto coder = (*session)->ensure_coder(*use); !coder) return context.fail(coder.error());
          auto settings = app::Settings::load();
          if (auto kept = settings.set_coder_for((*session)->project().guid(), *use); !kept)
            return context.fail(kept.error());
        }
        auto coders = (*session)->project().coders();
        if (!coders) return context.fail(coders.error());
        const std::string current = use->empty() ? (*session)->coder_name() : *use;
        Json out = Json::array();
        for (const auto& coder : *coders) {
          out.push_back({{"name", coder.name}, {"guid", coder.guid.text()}, {"current", coder.name == current}});
          context.say((coder.name == current ? "* " : "  ") + coder.name);
        }
        if (context.json) context.print({{"coders", out}, {"current", current}});
        return static_cast<int>(kDone);
      });
  context.project_argument(*command);
  command->add_option("--use", *use, tr("help.coders-use"));
}

}  // namespace polyvocal::cli
