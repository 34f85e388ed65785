#include "app/settings.hpp"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/atomic_file.hpp"

namespace polyvocal::app {
namespace {

using nlohmann::json;

std::filesystem::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? base::path_from_utf8(value) : std::filesystem::path();
}

json parsed(const std::string& text) {
  json value = json::parse(text, nullptr, false);
  return value.is_object() ? value : json::object();
}

}  // namespace

std::filesystem::path Settings::folder() {
  if (auto path = from_environment("POLYVOCAL_CONFIG"); !path.empty()) return path;
#ifdef _WIN32
  return from_environment("APPDATA") / "Polyvocal";
#elif defined(__APPLE__)
  return from_environment("HOME") / "Library" / "Application Support" / "Polyvocal";
#else
  if (auto path = from_environment("XDG_CONFIG_HOME"); !path.empty()) return path / "polyvocal";
  return from_environment("HOME") / ".config" / "polyvocal";
#endif
}

Settings Settings::load() {
  Settings settings;
  if (auto text = base::read_file(folder() / "settings.json")) settings.json_ = *text;
  return settings;
}

std::optional<std::string> Settings::coder_for(const base::Uuid& project) const {
  const json all = parsed(json_);
  const auto coders = all.find("coders");
  if (coders == all.end() || !coders->is_object()) return std::nullopt;
  const auto it = coders->find(project.text());
  if (it == coders->end() || !it->is_string()) return std::nullopt;
  return it->get<std::string>();
}

base::Result<void> Settings::set_coder_for(const base::Uuid& project, const std::string& name) {
  json all = parsed(json_);
  all["coders"][project.text()] = name;
  json_ = all.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  return save();
}

std::optional<std::string> Settings::value(std::string_view key) const {
  const json all = parsed(json_);
  const auto values = all.find("values");
  if (values == all.end() || !values->is_object()) return std::nullopt;
  const auto it = values->find(std::string(key));
  if (it == values->end() || !it->is_string()) return std::nullopt;
  return it->get<std::string>();
}

base::Result<void> Settings::set_values(const std::vector<std::pair<std::string, std::string>>& values) {
  json all = parsed(json_);
  for (const auto& [key, value] : values) all["values"][key] = value;
  json_ = all.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  return save();
}

base::Result<void> Settings::save() {
  std::error_code error;
  std::filesystem::create_directories(folder(), error);
  base::AtomicFile file(folder() / "settings.json");
  if (auto written = file.write(json_); !written) return written;
  return file.commit();
}

}  // namespace polyvocal::app
