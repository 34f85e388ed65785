#include "gui/presenter/code_details.hpp"

#include <cstdio>

#include "app/codebook.hpp"
#include "gui/presenter/palette.hpp"

namespace polyvocal::gui {
namespace {

std::string colour_of(std::optional<std::size_t> hue) {
  if (!hue) return {};
  const Rgb colour = palette(Mode::kLight).hues[*hue % kHues];
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
  return text;
}

}  // namespace

std::optional<CodeDetails> code_details(const Workbench& bench, model::CodeId code) {
  const auto* found = bench.snapshot().codes.find(code);
  if (found == nullptr) return std::nullopt;
  CodeDetails details{
      code,           {},           found->name, found->key, found->definition, found->include, found->exclude,
      found->example, std::nullopt, found->theme};
  if (found->parent) details.path = bench.snapshot().codes.path(found->parent);
  if (!found->colour.empty()) details.hue = hue_of(found->colour, 0);
  return details;
}

bool write_code_details(Workbench& bench, const CodeDetails& before, const CodeDetails& after) {
  store::CodeChange change;
  bool changed = false;
  const auto set = [&](std::optional<std::string>& field, const std::string& old, const std::string& now) {
    if (old == now) return;
    field = now;
    changed = true;
  };
  set(change.key, before.key, after.key);
  set(change.definition, before.definition, after.definition);
  set(change.include, before.include, after.include);
  set(change.exclude, before.exclude, after.exclude);
  set(change.example, before.example, after.example);
  if (before.hue != after.hue) set(change.colour, "?", colour_of(after.hue));
  if (before.theme != after.theme) {
    change.theme = after.theme;
    changed = true;
  }
  if (changed && !bench.set_code(after.code, change)) return false;
  if (before.name != after.name) bench.rename_code(after.code, after.name);
  return !bench.status().error;
}

}  // namespace polyvocal::gui
