#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"

namespace polyvocal::cli {

/// The options --recipe and --save-recipe of one command: a file of the shape of schemas/recipe.v1.json holds what its
/// other options would say. Lives as long as the command.
class Recipe {
 public:
  explicit Recipe(std::string kind) : kind_(std::move(kind)) {}

  /// Adds the two options; call it after all others are added.
  void add_to(CLI::App& command);
  /// To be called first in the command's handler. Takes from --recipe what the command line does not say: an option
  /// that is given, or that excludes it, overrules the file's. Then writes --save-recipe, unless in a dry run:
  /// everything that is now said. Errors: kBadTable (the file is no recipe of this kind, or holds what the command does
  /// not know), those of reading and writing.
  base::Result<void> use(const Context& context);

 private:
  base::Result<void> read();
  base::Result<void> take(const std::string& key, const Json& value, const std::vector<const CLI::Option*>& given);
  base::Result<void> write() const;
  tl::unexpected<base::Error> bad(std::vector<std::pair<std::string, std::string>> params) const;

  std::string kind_;
  std::vector<CLI::Option*> options_;  // what a recipe can hold, in the command's order
  std::string from_;
  std::string to_;
};

}  // namespace polyvocal::cli
