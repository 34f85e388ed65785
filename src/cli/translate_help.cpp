#include "cli/translate_help.hpp"

#include "messages/messages.hpp"

namespace polyvocal::cli {

void translate_help(CLI::App& root) {
  using messages::message;
  root.option_defaults()->group(message("help.options-group"));
  root.set_help_flag("-h,--help", message("help.help"));
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", message("help.usage"));
  formatter->label("OPTIONS", message("help.options"));
  formatter->label("Positionals", message("help.positionals"));
  formatter->label("SUBCOMMAND", message("help.subcommand"));
  formatter->label("SUBCOMMANDS", message("help.subcommands"));
  formatter->label("REQUIRED", message("help.required"));
  formatter->label("Excludes", message("help.excludes"));
  root.formatter(formatter);
}

}  // namespace polyvocal::cli
