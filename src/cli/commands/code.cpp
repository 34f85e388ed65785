#include "app/coding.hpp"
#include "cli/commands.hpp"

namespace polyvocal::cli {
namespace {

struct CodeArguments {
  std::string document;
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::string code;
};

enum class Direction { kApply, kRemove };

int change(Context& context, const CodeArguments& arguments, Direction direction) {
  auto session = context.open(true);
  if (!session) return context.fail(session.error());
  const text::CodePointRange range{text::CodePointOffset(arguments.start), text::CodePointOffset(arguments.end)};
  auto done = direction == Direction::kApply
                  ? app::apply_code(**session, arguments.document, range, arguments.code, context.apply())
                  : app::remove_code(**session, arguments.document, range, arguments.code, context.apply());
  if (!done) return context.fail(done.error());
  if (context.json) {
    context.print({{"coding",
                    {{"guid", done->guid},
                     {"document", done->document},
                     {"code", done->code},
                     {"coder", done->coder},
                     {"start", done->range.start.value},
                     {"end", done->range.end.value},
                     {"splits_character", done->splits_character}}}});
  }
  if (done->splits_character) context.remark(tr("note.splits-character"));
  context.say(tr(direction == Direction::kApply ? "done.coded" : "done.uncoded",
                 {{"count", std::to_string(range.length())}, {"document", done->document}, {"code", done->code}}));
  return kDone;
}

void arguments_of(CLI::App& command, Context& context, CodeArguments& arguments) {
  context.project_argument(command);
  command.add_option("DOCUMENT", arguments.document, tr("help.one-document"))->required();
  command.add_option("START", arguments.start, tr("help.range-start"))->required();
  command.add_option("END", arguments.end, tr("help.range-end"))->required();
  command.add_option("CODE", arguments.code, tr("help.one-code"))->required();
}

}  // namespace

void add_code(CLI::App& root, Context& context) {
  auto arguments = std::make_shared<CodeArguments>();
  auto* apply = context.command(root, "code", tr("help.code"),
                                "polyvocal code study.polyvocal \"Parent 6\" 120 260 \"Not listened to\"",
                                [&context, arguments] { return change(context, *arguments, Direction::kApply); });
  arguments_of(*apply, context, *arguments);
  auto* remove = context.command(root, "uncode", tr("help.uncode"),
                                 "polyvocal uncode study.polyvocal \"Parent 6\" 120 260 \"Not listened to\"",
                                 [&context, arguments] { return change(context, *arguments, Direction::kRemove); });
  arguments_of(*remove, context, *arguments);
}

}  // namespace polyvocal::cli
