#include "messages/messages.hpp"

#include <algorithm>

#include "messages/english_window.hpp"

namespace polyvocal::messages {
namespace {

const Entry* find(std::string_view key) {
  for (const auto* list : {&english(), &english_window()}) {
    const auto it = std::find_if(list->begin(), list->end(), [&](const Entry& entry) { return entry.key == key; });
    if (it != list->end()) return &*it;
  }
  return nullptr;
}

}  // namespace

bool has(std::string_view key) {
  return find(key) != nullptr;
}

std::string message(std::string_view key, const Params& params) {
  const Entry* entry = find(key);
  if (entry == nullptr) return std::string(key);
  std::string out;
  std::string_view text = entry->text;
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) {
      out += text.substr(open);
      break;
    }
    const auto name = text.substr(open + 1, close - open - 1);
    const auto it = std::find_if(params.begin(), params.end(), [&](const auto& p) { return p.first == name; });
    text.remove_prefix(close + 1);
    if (it != params.end() && !it->second.empty()) {
      out += it->second;
    } else if (out.ends_with(" (") && text.starts_with(')')) {
      out.resize(out.size() - 2);
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string message(const base::Error& error) {
  std::string key = "error." + std::string(base::error_name(error.code));
  const std::string variant = key + "." + std::string(error.param("variant"));
  if (has(variant)) key = variant;
  Params params = error.params;
  // A detail that is itself a key is put into words first.
  for (auto& [name, value] : params) {
    if ((name == "detail" || name == "reason") && has("detail." + value))
      value = message("detail." + value, error.params);
    if (name == "what" && has("what." + value)) value = message("what." + value);
  }
  std::string text = message(key, params);
  if (!error.hint.empty()) text += " " + hint(error);
  return text;
}

std::string hint(const base::Error& error) {
  return error.hint.empty() ? "" : message("hint." + error.hint, error.params);
}

}  // namespace polyvocal::messages
