#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "app/language.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/translate_help.hpp"
#include "messages/messages.hpp"

namespace {

/// --json as given, for what fails before or beside the parser.
bool asks_for_json(int argc, char** argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    if (std::string_view(argv[i]) == "--json") return true;
  }
  return false;
}

int run(int argc, char** argv) {
  using namespace polyvocal::cli;
  polyvocal::app::start_language();
  CLI::App root{tr("help.program"), "polyvocal"};
  translate_help(root);
  root.set_version_flag("--version", std::string("polyvocal ") + POLYVOCAL_VERSION, tr("help.version"));
  root.footer(tr("help.footer"));
  Context context(root);
  add_new(root, context);
  add_import(root, context);
  add_documents(root, context);
  add_cases(root, context);
  add_codes(root, context);
  add_code(root, context);
  add_codings(root, context);
  add_autocode(root, context);
  add_coders(root, context);
  add_search(root, context);
  add_memos(root, context);
  add_decisions(root, context);
  add_sets(root, context);
  add_retrieve(root, context);
  add_crosstab(root, context);
  add_quotes(root, context);
  add_history(root, context);
  add_verify(root, context);
  add_plugins(root, context);

  std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool help = !arguments.empty() && arguments.front() == "help";
  if (help) arguments.erase(arguments.begin());
  // The parser would say of an unknown command that its arguments were not expected, and help on it would succeed.
  if (!arguments.empty() && !arguments.front().starts_with('-') &&
      root.get_subcommands([&](CLI::App* known) { return known->check_name(arguments.front()); }).empty()) {
    context.json = asks_for_json(argc, argv);
    std::string detail = polyvocal::messages::message("usage.no-such-command", {{"command", arguments.front()}});
    return context.fail(
        {polyvocal::base::ErrorCode::kUsage, {{"detail", std::move(detail)}, {"variant", "arguments"}}, {}});
  }
  if (help) arguments.emplace_back("--help");
  if (arguments.empty()) arguments.emplace_back("--help");
  try {
    // CLI11 takes them from the back.
    root.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      root.exit(error, std::cout, std::cerr);
      return kDone;
    }
    context.json = asks_for_json(argc, argv);
    std::string detail = error.what();
    while (!detail.empty() && (detail.back() == '.' || detail.back() == '\n')) detail.pop_back();
    return context.fail(
        {polyvocal::base::ErrorCode::kUsage, {{"detail", std::move(detail)}, {"variant", "arguments"}}, "help"});
  }
  return context.run(root);
}

}  // namespace

int main(int argc, char** argv) {
#ifdef SIGXFSZ
  // A limit on file sizes comes back as an error of the write, which has a message.
  std::signal(SIGXFSZ, SIG_IGN);
#endif
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    // Libraries' exceptions are mapped where they are called; one that comes here is a fault of ours.
    CLI::App root;
    polyvocal::cli::Context context(root);
    context.json = asks_for_json(argc, argv);
    return context.fail({polyvocal::base::ErrorCode::kInternal, {{"detail", error.what()}}, {}});
  }
}
