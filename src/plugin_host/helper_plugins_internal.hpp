#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plugin_api/polyvocal_plugin.h"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::plugin_host {

/// A format with the plug-in it belongs to; both live as long as the process.
struct LoadedFormat {
  const pv_format* format;
  const pv_plugin* plugin;
};

struct LoadedPlugins {
  std::vector<LoadedFormat> formats;
  std::vector<RefusedPlugin> refused;
};

/// Loads every plug-in whose manifest (NAME.plugin.json, schemas/plugin_manifest.v1.json) lies in `folders`, in the
/// order of the folders and of the names. A library without a manifest is never loaded; nor is one of another ABI major
/// version, one that calls itself other than its manifest does, or a second one of the same id.
LoadedPlugins load_plugins(const std::vector<std::filesystem::path>& folders);

}  // namespace polyvocal::plugin_host
