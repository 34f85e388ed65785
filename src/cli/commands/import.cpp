#include "app/import_documents.hpp"

#include "base/atomic_file.hpp"
#include "cli/commands.hpp"
#include "messages/messages.hpp"
#include "text/decode.hpp"

namespace polyvocal::cli {
namespace {

struct ImportArguments {
  std::vector<std::string> paths;
  std::string speakers = "auto";
  app::ImportOptions options;
};

/// The lines of a speakers file: one label a line, "label = name" renames.
base::Result<std::vector<std::string>> speakers_from(const std::string& file) {
  auto bytes = base::read_file(base::path_from_utf8(file), 1 << 20);
  if (!bytes) return base::pass(bytes);
  auto decoded = text::decode(*bytes);
  if (!decoded) return base::pass(decoded);
  std::vector<std::string> lines;
  std::string line;
  for (const char c : decoded->text + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    if (!line.empty()) lines.push_back(line);
    line.clear();
  }
  return lines;
}

Json document_json(const app::ImportedDocument& document) {
  Json speakers = Json::array();
  for (const auto& speaker : document.speakers) speakers.push_back(speaker.name);
  Json warnings = Json::array();
  for (const auto& [key, value] : document.warnings) {
    warnings.push_back(
        {{"key", key}, {"detail", value}, {"message", messages::message("warning." + key, {{"value", value}})}});
  }
  return {{"name", document.name},     {"guid", document.guid},         {"path", document.path},
          {"format", document.format}, {"encoding", document.encoding}, {"language", document.language},
          {"turns", document.turns},   {"words", document.words},       {"speakers", speakers},
          {"warnings", warnings}};
}

void say_document(const Context& context, const app::ImportedDocument& document) {
  std::string line = "  " + document.name + "  (" + document.format +
                     (document.encoding.empty() ? "" : ", " + document.encoding) + ")  " +
                     messages::counted("count.turns", document.turns) + ", " +
                     messages::counted("count.words", document.words);
  std::string names;
  for (const auto& speaker : document.speakers) names += (names.empty() ? "" : ", ") + speaker.name;
  if (!names.empty()) line += "; " + names;
  context.say(line);
  for (const auto& [key, value] : document.warnings) {
    const std::string full = "warning." + key;
    const std::string text =
        messages::has(full) ? messages::message(full, {{"value", value}}) : key + (value.empty() ? "" : ": " + value);
    context.remark(document.name + ": " + text, "    ");
  }
}

int import(Context& context, ImportArguments& arguments) {
  auto& options = arguments.options;
  if (arguments.speakers == "none") {
    options.turns.mode = text::SpeakerMode::kNone;
  } else if (arguments.speakers != "auto") {
    options.turns.mode = text::SpeakerMode::kGiven;
    auto speakers = speakers_from(arguments.speakers);
    if (!speakers) return context.fail(speakers.error());
    options.turns.speakers = std::move(*speakers);
  }
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  std::vector<std::filesystem::path> paths;
  for (const auto& path : arguments.paths) paths.push_back(base::path_from_utf8(path));
  auto report = app::import_documents(**session, paths, options, context.apply(), context.progress());
  if (!report) return context.fail(report.error());

  std::int64_t words = 0;
  for (const auto& document : report->documents) words += document.words;
  if (context.json) {
    Json documents = Json::array();
    for (const auto& document : report->documents) documents.push_back(document_json(document));
    Json failed = Json::array();
    for (const auto& file : report->failed) {
      failed.push_back(
          {{"path", file.path}, {"code", base::error_name(file.error.code)}, {"error", messages::message(file.error)}});
    }
    Json out = {{"documents", documents}, {"failed", failed}, {"cancelled", report->cancelled}};
    if (report->stopped) {
      out["error"] = {{"code", base::error_name(report->stopped->code)},
                      {"message", messages::message(*report->stopped)}};
    }
    context.print(out);
  } else {
    constexpr std::size_t kListed = 60;
    for (std::size_t i = 0; i < report->documents.size(); ++i) {
      if (i < kListed) say_document(context, report->documents[i]);
    }
    if (report->documents.size() > kListed) {
      context.say("  " + tr("done.and-more", report->documents.size() - kListed));
    }
    context.say(
        tr(context.dry_run ? "done.would-import" : "done.imported",
           {{"count", std::to_string(report->documents.size())}, {"words", messages::counted("count.words", words)}}));
  }
  for (const auto& file : report->failed) context.note("polyvocal: " + messages::message(file.error));
  if (report->stopped) context.note("polyvocal: " + messages::message(*report->stopped));
  // What is in the project now, and how to go on.
  const bool in = !context.dry_run && !report->documents.empty();
  const messages::Params params = {{"count", std::to_string(report->documents.size())},
                                   {"failed", std::to_string(report->failed.size())},
                                   {"total", std::to_string(report->files)},
                                   {"folders", std::to_string(report->left_folders)},
                                   {"project", context.project}};
  if (!report->failed.empty()) {
    context.note(messages::message(in ? "import.some-failed" : "import.failed", params));
  }
  if (report->left_folders > 0) context.note(messages::message("import.left-folders", params));
  if (report->cancelled) {
    context.note(messages::message(in ? "import.cancelled" : "import.cancelled-before", params));
    return kCancelled;
  }
  if (report->stopped) {
    context.note(messages::message(in ? "import.stopped" : "import.stopped-before", params));
    return exit_status(report->stopped->code);
  }
  return report->failed.empty() ? kDone : kBadInput;
}

}  // namespace

void add_import(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<ImportArguments>();
  auto* command = context.command(root, "import", tr("help.import"),
                                  "polyvocal import study.polyvocal transcripts/ --recursive --dry-run",
                                  [&context, arguments] { return import(context, *arguments); });
  context.project_argument(*command);
  command->add_option("PATH", arguments->paths, tr("help.import-paths"))->required();
  auto& options = arguments->options;
  command->add_option("--group", options.group, tr("help.import-group"));
  command->add_flag("--recursive", options.recursive, tr("help.import-recursive"));
  command->add_option("--jobs", options.jobs, tr("help.import-jobs"))->capture_default_str()->check(CLI::Range(1, 16));
  command->add_option("--speakers", arguments->speakers, tr("help.import-speakers"))->capture_default_str();
  command->add_option("--encoding", options.encoding, tr("help.import-encoding"));
  command->add_flag("--repair-encoding", options.repair_doubly_encoded, tr("help.import-repair"));
  command->add_option("--format", options.format, tr("help.import-format"));
  command->add_option("--language", options.language, tr("help.import-language"));
  command->add_flag("--notes", options.notes, tr("help.import-notes"));
}

}  // namespace polyvocal::cli
