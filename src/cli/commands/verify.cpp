#include "app/search.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {

void add_verify(CLI::App& root, Context& context) {
  auto rebuild = std::make_shared<bool>(false);
  auto* command = context.command(root, "verify", tr("help.verify"), "polyvocal verify study.polyvocal --rebuild-index",
                                  [&context, rebuild] {
                                    auto session = context.open(false);
                                    if (!session) return context.fail(session.error());
                                    auto faults = (*session)->project().verify();
                                    if (!faults) return context.fail(faults.error());
                                    if (*rebuild) {
                                      if (auto built = app::rebuild_index(**session, context.progress()); !built)
                                        return context.fail(built.error());
                                    }
                                    Json out = Json::array();
                                    for (const auto& fault : *faults) {
                                      out.push_back({{"kind", fault.kind}, {"detail", fault.detail}});
                                      context.note("  " + fault.kind + ": " + fault.detail);
                                    }
                                    if (context.json) context.print({{"ok", faults->empty()}, {"faults", out}});
                                    context.say(faults->empty() ? tr("done.sound") : tr("done.faults", faults->size()));
                                    return static_cast<int>(faults->empty() ? kDone : kRefused);
                                  });
  context.project_argument(*command);
  command->add_flag("--rebuild-index", *rebuild, tr("help.rebuild-index"));
}

}  // namespace polyvocal::cli
