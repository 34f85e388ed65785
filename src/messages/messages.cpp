#include "messages/messages.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "messages/catalogue.hpp"
#include "messages/translation_internal.hpp"

namespace polyvocal::messages {
namespace {

const Entry* find(std::string_view key) {
  static const std::unordered_map<std::string_view, const Entry*> kByKey = [] {
    std::unordered_map<std::string_view, const Entry*> by_key;
    for (const auto& entry : catalogue()) by_key.emplace(entry.key, &entry);
    return by_key;
  }();
  const auto it = kByKey.find(key);
  return it == kByKey.end() ? nullptr : it->second;
}

const std::string* value_of(const Params& params, std::string_view name) {
  const auto it = std::find_if(params.begin(), params.end(), [&](const auto& p) { return p.first == name; });
  return it == params.end() ? nullptr : &it->second;
}

/// The number that a parameter begins with, "12" as "12 codes"; 0 if it begins with none.
std::int64_t number_in(const std::string* value) {
  std::int64_t number = 0;
  if (value == nullptr) return number;
  for (const char c : *value) {
    if (c < '0' || c > '9' || number > std::numeric_limits<std::int64_t>::max() / 10 - 10) break;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string filled(std::string_view text, const Params& params) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) {
      out += text.substr(open);
      break;
    }
    const std::string* value = value_of(params, text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
    if (value != nullptr && !value->empty()) {
      out += *value;
    } else if (out.ends_with(" (") && text.starts_with(')')) {
      out.resize(out.size() - 2);
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

const std::vector<Entry>& catalogue() {
  static const std::vector<Entry> kAll = [] {
    std::vector<Entry> all;
    for (const auto* list : {&english(), &english_report(), &english_command_line(), &english_window()})
      all.insert(all.end(), list->begin(), list->end());
    return all;
  }();
  return kAll;
}

bool has(std::string_view key) {
  return find(key) != nullptr;
}

std::string message(std::string_view key, const Params& params) {
  const Entry* entry = find(key);
  if (entry == nullptr) return std::string(key);
  const std::int64_t number = entry->plural.empty() ? 0 : number_in(value_of(params, entry->counted));
  return filled(translated(*entry, number), params);
}

std::string counted(std::string_view key, std::int64_t count) {
  return message(key, {{"count", std::to_string(count)}});
}

std::string message(const base::Error& error) {
  std::string key = "error." + std::string(base::error_name(error.code));
  const std::string variant = key + "." + std::string(error.param("variant"));
  if (has(variant)) key = variant;
  Params params = error.params;
  // A parameter that is itself a key is put into words first.
  for (auto& [name, value] : params) {
    if ((name == "detail" || name == "reason") && has("detail." + value))
      value = message("detail." + value, error.params);
    if (name == "what" && has("what." + value)) value = message("what." + value);
    if (name == "kind" && has("kind." + value)) value = message("kind." + value);
  }
  std::string text = message(key, params);
  if (!error.hint.empty()) text += " " + hint(error);
  return text;
}

std::string hint(const base::Error& error) {
  return error.hint.empty() ? "" : message("hint." + error.hint, error.params);
}

}  // namespace polyvocal::messages
