#include "cli/commands.hpp"

namespace polyvocal::cli {

void add_plugins(CLI::App& root, Context& context) {
  context.command(root, "plugins", tr("help.plugins"), "polyvocal plugins", [&context] {
    plugin_host::PluginHost host(plugin_host::default_helper(), plugin_host::default_plugin_folders(), 1);
    auto formats = host.formats();
    if (!formats) return context.fail(formats.error());
    Json out = Json::array();
    report::Table table;
    table.header = {"format", "what", "endings", "reads", "plug-in", "version"};
    table.numeric.assign(table.header.size(), false);
    for (const auto& format : *formats) {
      std::string endings;
      for (const auto& ending : format.extensions) endings += (endings.empty() ? "" : " ") + ending;
      out.push_back({{"id", format.plugin_id},
                     {"version", format.plugin_version},
                     {"format", format.name},
                     {"label", format.label},
                     {"kind", format.kind},
                     {"extensions", format.extensions}});
      table.rows.push_back(
          {{format.name, format.label, endings, format.kind, format.plugin_id, format.plugin_version}, 0, false});
    }
    if (context.json)
      context.print({{"plugins", out}});
    else
      std::cout << app::table_text(table);
    return static_cast<int>(kDone);
  });
}

}  // namespace polyvocal::cli
