#include "plugin_host/helper_plugins_internal.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string_view>

#include "base/atomic_file.hpp"
#include "plugin_host/helper_channel_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifestEnding = ".plugin.json";

struct Manifest {
  std::string id;
  std::string version;
  std::string library;
};

/// Throws std::runtime_error with the reason, and nlohmann's exceptions.
Manifest read_manifest(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("the manifest cannot be read");
  const auto json = nlohmann::json::parse(in);
  if (json.at("manifest").get<int>() != 1) throw std::runtime_error("another version of the manifest");
  if (json.at("abi").at("major").get<unsigned>() != PV_ABI_MAJOR) throw std::runtime_error("another ABI version");
  Manifest manifest{json.at("id").get<std::string>(), json.at("version").get<std::string>(),
                    json.at("library").get<std::string>()};
  if (manifest.id.empty() || manifest.library.empty() || manifest.library.find_first_of("/\\") != std::string::npos ||
      manifest.library.front() == '.') {
    throw std::runtime_error("the manifest names no library beside it");
  }
  return manifest;
}

std::string_view view(pv_string text) {
  return {text.data != nullptr ? text.data : "", text.data != nullptr ? text.length : 0};
}

const pv_plugin& enter(const fs::path& library, const Manifest& manifest) {
  std::string reason;
  void* symbol = load_symbol(library, "polyvocal_plugin_entry", reason);
  if (symbol == nullptr) throw std::runtime_error(reason);
  const auto entry = reinterpret_cast<pv_entry_function>(symbol);
  const pv_plugin* plugin = entry(PV_ABI_MAJOR, PV_ABI_MINOR);
  if (plugin == nullptr) throw std::runtime_error("the plug-in refuses this version");
  if (!PV_HAS(plugin, pv_plugin, format_count)) throw std::runtime_error("the plug-in's description is too short");
  if (plugin->abi_major != PV_ABI_MAJOR) throw std::runtime_error("another ABI version");
  if (view(plugin->id) != manifest.id || view(plugin->version) != manifest.version) {
    throw std::runtime_error("the plug-in is not the one its manifest describes");
  }
  for (std::size_t i = 0; i < plugin->format_count; ++i) {
    const pv_format* format = plugin->formats[i];
    if (format == nullptr || !PV_HAS(format, pv_format, read) || format->probe == nullptr || format->read == nullptr ||
        format->kind < PV_DOCUMENT_IMPORTER || format->kind > PV_PROJECT_IMPORTER || format->name.length == 0) {
      throw std::runtime_error("a format of the plug-in is incomplete");
    }
  }
  return *plugin;
}

std::vector<fs::path> manifests_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    if (it->path().filename().string().ends_with(kManifestEnding)) found.push_back(it->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

LoadedPlugins load_plugins(const std::vector<fs::path>& folders) {
  LoadedPlugins loaded;
  std::set<std::string> ids;
  for (const auto& folder : folders) {
    for (const auto& file : manifests_in(folder)) {
      const std::string name = base::path_to_utf8(file.filename());
      try {
        const Manifest manifest = read_manifest(file);
        if (!ids.insert(manifest.id).second) continue;
        const pv_plugin& plugin = enter(folder / module_file_name(manifest.library), manifest);
        for (std::size_t i = 0; i < plugin.format_count; ++i) loaded.formats.push_back({plugin.formats[i], &plugin});
      } catch (const std::exception& error) {
        loaded.refused.push_back({name, error.what()});
      }
    }
  }
  return loaded;
}

}  // namespace polyvocal::plugin_host
