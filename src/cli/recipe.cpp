#include "cli/recipe.hpp"

#include <algorithm>
#include <charconv>

#include "base/atomic_file.hpp"

namespace polyvocal::cli {
namespace {

/// "rows" of --rows, "query" of the positional QUERY.
std::string key_of(const CLI::Option& option) {
  if (!option.get_lnames().empty()) return option.get_lnames().front();
  std::string name = option.get_name(true);
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

bool is_flag(const CLI::Option& option) {
  return option.get_expected_max() == 0;
}

bool is_list(const CLI::Option& option) {
  return option.get_expected_max() > 1;
}

/// The arguments that a recipe's value stands for; nullopt if it is none of the option's.
std::optional<std::vector<std::string>> arguments_of(const CLI::Option& option, const Json& value) {
  if (value.is_boolean() != is_flag(option)) return std::nullopt;
  if (value.is_boolean()) return value.get<bool>() ? std::vector<std::string>{"true"} : std::vector<std::string>{};
  if (value.is_string()) return std::vector{value.get<std::string>()};
  if (value.is_number_integer()) return std::vector{value.dump()};
  if (!value.is_array() || !is_list(option)) return std::nullopt;
  std::vector<std::string> arguments;
  for (const auto& item : value) {
    if (!item.is_string()) return std::nullopt;
    arguments.push_back(item.get<std::string>());
  }
  return arguments;
}

Json value_of(const CLI::Option& option) {
  const auto& results = option.results();
  if (is_flag(option)) return true;
  if (is_list(option)) return results;
  const std::string& text = results.back();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && option.get_type_name().starts_with("INT")) return number;
  return text;
}

}  // namespace

void Recipe::add_to(CLI::App& command) {
  const auto keep = [&](CLI::Option* option) {
    const std::string key = key_of(*option);
    if (key != "help" && key != "project") options_.push_back(option);
  };
  for (auto* option : command.get_options()) keep(option);
  CLI::App* root = &command;
  while (root->get_parent() != nullptr) root = root->get_parent();
  keep(root->get_option("--coder"));
  command.add_option("--recipe", from_, tr("help.recipe"));
  command.add_option("--save-recipe", to_, tr("help.save-recipe"));
}

base::Result<void> Recipe::use(const Context& context) {
  if (!from_.empty()) {
    if (auto taken = read(); !taken) return taken;
  }
  if (to_.empty() || context.dry_run) return {};
  return write();
}

tl::unexpected<base::Error> Recipe::bad(std::vector<std::pair<std::string, std::string>> params) const {
  params.emplace_back("path", from_);
  params.emplace_back("variant", "recipe");
  return base::fail(base::ErrorCode::kBadTable, std::move(params));
}

base::Result<void> Recipe::read() {
  constexpr std::uintmax_t kLargest = 1 << 20;
  auto bytes = base::read_file(base::path_from_utf8(from_), kLargest);
  if (!bytes) return base::pass(bytes);
  const Json file = Json::parse(*bytes, nullptr, false);
  if (file.is_discarded()) return bad({{"detail", "malformed-json"}});
  if (!file.is_object()) return bad({{"detail", "not-an-object"}});
  const auto text_of = [&](const char* key) {
    const auto it = file.find(key);
    if (it == file.end()) return std::string();
    return it->is_string() ? it->get<std::string>() : it->dump();
  };
  if (text_of("schema") != "1") return bad({{"detail", "newer-schema"}, {"value", text_of("schema")}});
  if (text_of("kind") != kind_) return bad({{"detail", "recipe-kind"}, {"value", text_of("kind")}, {"kind", kind_}});
  const auto spec = file.find("spec");
  if (spec == file.end() || !spec->is_object()) return bad({{"detail", "recipe-spec"}});
  std::vector<const CLI::Option*> given;
  for (const auto* option : options_) {
    if (option->count() > 0) given.push_back(option);
  }
  for (const auto& [key, value] : spec->items()) {
    if (auto taken = take(key, value, given); !taken) return taken;
  }
  return {};
}

base::Result<void> Recipe::take(const std::string& key, const Json& value,
                                const std::vector<const CLI::Option*>& given) {
  const auto it = std::find_if(options_.begin(), options_.end(), [&](const auto* o) { return key_of(*o) == key; });
  if (it == options_.end()) return bad({{"detail", "recipe-option"}, {"value", key}});
  CLI::Option& option = **it;
  const auto arguments = arguments_of(option, value);
  if (!arguments) return bad({{"detail", "recipe-value"}, {"option", key}, {"value", value.dump()}});
  const auto is_given = [&](const CLI::Option* o) { return std::find(given.begin(), given.end(), o) != given.end(); };
  if (arguments->empty() || is_given(&option)) return {};
  for (const auto* other : option.get_excludes()) {
    if (is_given(other)) return {};
    if (other->count() > 0) return bad({{"detail", "recipe-conflict"}, {"option", key}, {"value", key_of(*other)}});
  }
  try {
    for (const auto& argument : *arguments) option.add_result(argument);
    option.run_callback();
  } catch (const CLI::ParseError&) {
    return bad({{"detail", "recipe-value"}, {"option", key}, {"value", value.dump()}});
  }
  return {};
}

base::Result<void> Recipe::write() const {
  Json spec = Json::object();
  for (const auto* option : options_) {
    if (option->count() > 0) spec[key_of(*option)] = value_of(*option);
  }
  const Json file = {{"schema", 1}, {"kind", kind_}, {"spec", std::move(spec)}};
  base::AtomicFile out(base::path_from_utf8(to_));
  if (auto written = out.write(file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"); !written)
    return written;
  return out.commit();
}

}  // namespace polyvocal::cli
