#pragma once

#include "cli/context.hpp"

namespace polyvocal::cli {

// One function a subcommand file: adds the subcommand with its options and handler to `root`. Both arguments outlive
// the parse and the run.
void add_autocode(CLI::App& root, Context& context);
void add_cases(CLI::App& root, Context& context);
void add_code(CLI::App& root, Context& context);
void add_coders(CLI::App& root, Context& context);
void add_codes(CLI::App& root, Context& context);
void add_codings(CLI::App& root, Context& context);
void add_crosstab(CLI::App& root, Context& context);
void add_decisions(CLI::App& root, Context& context);
void add_documents(CLI::App& root, Context& context);
void add_history(CLI::App& root, Context& context);
void add_import(CLI::App& root, Context& context);
void add_memos(CLI::App& root, Context& context);
void add_new(CLI::App& root, Context& context);
void add_plugins(CLI::App& root, Context& context);
void add_quotes(CLI::App& root, Context& context);
/// The subcommands of `quotes` that work on collections.
void add_quote_collections(CLI::App& quotes, Context& context);
void add_retrieve(CLI::App& root, Context& context);
void add_search(CLI::App& root, Context& context);
void add_sets(CLI::App& root, Context& context);
void add_verify(CLI::App& root, Context& context);

}  // namespace polyvocal::cli
