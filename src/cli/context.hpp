#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/session.hpp"
#include "app/tables.hpp"
#include "base/error.hpp"
#include "base/progress.hpp"
#include "messages/messages.hpp"

namespace polyvocal::cli {

using Json = nlohmann::ordered_json;

/// Exit statuses of the command-line contract.
enum ExitStatus { kDone = 0, kRefused = 1, kUsage = 2, kBadInput = 3, kCannotOpen = 4, kCancelled = 130 };

/// The exit status an error leads to.
int exit_status(base::ErrorCode code);

/// What every command shares: the options that are the same everywhere and the ways to answer. Lives as long as main().
class Context {
 public:
  explicit Context(CLI::App& root);

  bool json = false;
  bool dry_run = false;
  bool quiet = false;
  std::string coder;
  std::string output;
  std::string project;

  app::Apply apply() const { return dry_run ? app::Apply::kDryRun : app::Apply::kCommit; }

  /// Adds a subcommand whose handler runs when it is the innermost one given. `example` stands at the end of its help.
  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& description,
                    const std::string& example, std::function<int()> handler);
  /// Sets the handler of a command that was added without one.
  void set_handler(const CLI::App& command, std::function<int()> handler) { handlers_[&command] = std::move(handler); }
  /// The positional PROJECT.
  void project_argument(CLI::App& command, bool required = true);
  /// Runs the handler of the innermost subcommand given.
  int run(CLI::App& root);

  /// Opens the project for writing, or for reading only; with a dry run writing is still needed. After a failure
  /// fail() gives kCannotOpen, whatever stood in the way.
  base::Result<std::unique_ptr<app::Session>> open(bool writing);
  /// The same for a project that is being made.
  base::Result<std::unique_ptr<app::Session>> create(const std::string& title, const std::string& language);

  /// Prints the message of an error to stderr and, under --json, {"error": {code, message, hint, parameters}} to
  /// stdout; `already` are keys for what was done before it. Returns the exit status.
  int fail(const base::Error& error, Json already = Json::object()) const;
  /// Prints a usage fault; `detail` is a key of the catalogue, without "detail.".
  int usage(const std::string& detail) const;
  /// Prints one JSON document to stdout.
  void print(const Json& value) const;
  /// Prints a line to stdout, unless --json.
  void say(const std::string& line) const;
  /// Prints a line to stderr.
  void note(const std::string& line) const;
  /// Prints "note: ..." to stderr; `before` stands in front of it.
  void remark(const std::string& text, const std::string& before = {}) const;
  /// The end of a command that has a table: writes it to -o through the export gate if that is given; then prints
  /// `document` under --json, else the table if it was not written.
  int answer(app::Session& session, const report::Table& table, const Json& document) const;
  /// A progress line on stderr where that is a terminal, gone again before anything else is printed; Ctrl+C cancels.
  base::Progress progress();

 private:
  base::Result<std::unique_ptr<app::Session>> opened(base::Result<std::unique_ptr<app::Session>> session);
  std::map<const CLI::App*, std::function<int()>> handlers_;
  bool cannot_open_ = false;
};

/// A sentence of the catalogue.
inline std::string tr(std::string_view key, const messages::Params& params = {}) {
  return messages::message(key, params);
}
/// A sentence that counts, in the form that the number asks for.
inline std::string tr(std::string_view key, std::size_t count) {
  return messages::counted(key, static_cast<std::int64_t>(count));
}

Json range_json(text::CodePointRange range);

}  // namespace polyvocal::cli
