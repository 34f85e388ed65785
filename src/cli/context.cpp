#include "cli/context.hpp"

#include <csignal>
#include <cstdio>
#include <iostream>

#include "base/atomic_file.hpp"

#ifdef _WIN32
#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace polyvocal::cli {
namespace {

base::CancelToken& cancel_token() {
  static base::CancelToken token;
  return token;
}

bool terminal(std::FILE* file) {
#ifdef _WIN32
  return _isatty(_fileno(file)) != 0;
#else
  return isatty(fileno(file)) != 0;
#endif
}

/// Columns of the terminal on stdout; 0 if it is none.
int terminal_width() {
#ifndef _WIN32
  winsize size{};
  if (terminal(stdout) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) return size.ws_col;
#endif
  return 0;
}

/// True while a progress line stands on the terminal. Written and read on the command's thread only.
bool progress_line_shown = false;

void clear_progress_line() {
  if (!progress_line_shown) return;
  progress_line_shown = false;
  std::fputs("\r\033[K", stderr);  // the whole line (ECMA-48, EL)
  std::fflush(stderr);
}

}  // namespace

int exit_status(base::ErrorCode code) {
  using base::ErrorCode;
  switch (code) {
    case ErrorCode::kUsage:
    case ErrorCode::kQuerySyntax:
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kInvalidName:
      return kUsage;
    case ErrorCode::kFileNotFound:
    case ErrorCode::kFileUnreadable:
    case ErrorCode::kUnknownFormat:
    case ErrorCode::kDamagedFile:
    case ErrorCode::kEmptyFile:
    case ErrorCode::kPasswordProtected:
    case ErrorCode::kTooLarge:
    case ErrorCode::kTimeout:
    case ErrorCode::kHelperCrashed:
    case ErrorCode::kUnknownEncoding:
    case ErrorCode::kMissingConverter:
    case ErrorCode::kBadTable:
      return kBadInput;
    case ErrorCode::kProjectMissing:
    case ErrorCode::kProjectExists:
    case ErrorCode::kNotAProject:
    case ErrorCode::kProjectNewer:
    case ErrorCode::kProjectLocked:
    case ErrorCode::kProjectReadOnly:
    case ErrorCode::kProjectDamaged:
      return kCannotOpen;
    case ErrorCode::kCancelled:
      return kCancelled;
    default:
      return kRefused;
  }
}

Context::Context(CLI::App& root) {
  root.add_flag("--json", json, tr("help.json"));
  root.add_flag("--dry-run", dry_run, tr("help.dry-run"));
  root.add_flag("-q,--quiet", quiet, tr("help.quiet"));
  root.add_option("--coder", coder, tr("help.coder"));
  root.add_option("-o,--output", output, tr("help.output"));
  root.fallthrough();
}

CLI::App* Context::command(CLI::App& parent, const std::string& name, const std::string& description,
                           const std::string& example, std::function<int()> handler) {
  auto* sub = parent.add_subcommand(name, description);
  sub->fallthrough();
  sub->group(tr("help.subcommands-group"));
  if (!example.empty()) sub->footer(tr("help.example", {{"example", example}}));
  handlers_[sub] = std::move(handler);
  return sub;
}

void Context::project_argument(CLI::App& command, bool required) {
  auto* option = command.add_option("PROJECT", project, tr("help.project"));
  if (required) option->required();
}

int Context::run(CLI::App& root) {
  const CLI::App* innermost = &root;
  while (!innermost->get_subcommands().empty()) innermost = innermost->get_subcommands().front();
  const auto it = handlers_.find(innermost);
  if (it == handlers_.end() || !it->second) return usage("command-missing");
  return it->second();
}

base::Result<std::unique_ptr<app::Session>> Context::open(bool writing) {
  if (project.empty()) return base::fail(base::ErrorCode::kUsage, {{"detail", "project-missing"}});
  app::Session::Options options;
  options.coder = coder;
  options.mode = writing ? store::OpenMode::kReadWrite : store::OpenMode::kReadOnly;
  return opened(app::Session::open(base::path_from_utf8(project), options));
}

base::Result<std::unique_ptr<app::Session>> Context::create(const std::string& title, const std::string& language) {
  return opened(
      app::Session::create(base::path_from_utf8(project), title, language, {.coder = coder, .mode = {}, .helpers = 1}));
}

base::Result<std::unique_ptr<app::Session>> Context::opened(base::Result<std::unique_ptr<app::Session>> session) {
  cannot_open_ = !session;
  return session;
}

int Context::fail(const base::Error& error, Json already) const {
  const std::string text = messages::message(error);
  if (json) {
    Json parameters = Json::object();
    for (const auto& [key, value] : error.params) {
      if (key != "variant") parameters[key] = value;
    }
    already["error"] = {{"code", base::error_name(error.code)},
                        {"message", text},
                        {"hint", messages::hint(error)},
                        {"parameters", parameters}};
    print(already);
  }
  note("polyvocal: " + text);
  return cannot_open_ ? kCannotOpen : exit_status(error.code);
}

int Context::usage(const std::string& detail) const {
  return fail(base::Error{base::ErrorCode::kUsage, {{"detail", detail}}, {}});
}

void Context::print(const Json& value) const {
  clear_progress_line();
  std::cout << value.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

void Context::say(const std::string& line) const {
  clear_progress_line();
  if (!json) std::cout << line << "\n";
}

void Context::note(const std::string& line) const {
  clear_progress_line();
  // Names of files come from anywhere: nothing in them may steer a terminal.
  std::string shown = line;
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  std::cerr << shown << "\n";
}

void Context::remark(const std::string& text, const std::string& before) const {
  note(before + tr("note", {{"text", text}}));
}

int Context::answer(app::Session& session, const report::Table& table, const Json& document) const {
  clear_progress_line();
  if (!output.empty()) {
    if (auto written = app::export_table(session, table, base::path_from_utf8(output)); !written)
      return fail(written.error());
    say(tr("done.written", {{"file", output}}));
  }
  if (json)
    print(document);
  else if (output.empty())
    std::cout << app::table_text(table, terminal_width());
  return kDone;
}

base::Progress Context::progress() {
  std::signal(SIGINT, [](int) { cancel_token().cancel(); });
  base::Progress progress;
  progress.cancel = &cancel_token();
  if (quiet || !terminal(stderr)) return progress;
  progress.step = [](std::int64_t done, std::int64_t total, std::string_view what) {
    constexpr std::int64_t kWidth = 40;
    const std::int64_t filled = total > 0 ? done * kWidth / total : 0;
    std::string bar(static_cast<std::size_t>(filled), '#');
    bar.resize(kWidth, '.');
    const std::string stage = messages::message("progress." + std::string(what));
    std::fprintf(stderr, "\r%s [%s] %lld/%lld", stage.c_str(), bar.c_str(), static_cast<long long>(done),
                 static_cast<long long>(total));
    std::fflush(stderr);
    progress_line_shown = true;
    if (done == total) clear_progress_line();
  };
  return progress;
}

Json range_json(text::CodePointRange range) {
  return {{"start", range.start.value}, {"end", range.end.value}};
}

}  // namespace polyvocal::cli
