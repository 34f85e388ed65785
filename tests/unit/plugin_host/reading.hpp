#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "plugin_host/plugin_host.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::plugin_host {

/// A host over the helper and the plug-ins of this build.
class Reading : public testing::Test {
 protected:
  static PluginHost make_host(Limits limits = {}, int helpers = 1) {
    return PluginHost(test::build_dir() / "bin" / "polyvocal-helper", {test::build_dir() / "plugins"}, helpers, limits);
  }
  base::Result<RawDocument> read(const std::string& name, std::string_view bytes, const ReadOptions& options = {}) {
    return host().read_document(folder_.write(name, bytes), options);
  }
  /// The document, or an empty one and a failure of the test.
  RawDocument document(const std::string& name, std::string_view bytes, const ReadOptions& options = {}) {
    auto made = read(name, bytes, options);
    if (!made) {
      ADD_FAILURE() << name << ": " << base::error_name(made.error().code) << " " << made.error().param("detail");
      return {};
    }
    return std::move(*made);
  }
  base::ErrorCode error(const std::string& name, std::string_view bytes) {
    const auto made = read(name, bytes);
    if (!made) return made.error().code;
    ADD_FAILURE() << name << " was read";
    return base::ErrorCode::kInternal;
  }
  std::string error_detail(const std::string& name, std::string_view bytes) {
    const auto made = read(name, bytes);
    return made ? "(read)" : std::string(made.error().param("detail"));
  }
  std::vector<std::vector<std::string>> rows(const std::string& name, std::string_view bytes) {
    auto made = host().read_table(folder_.write(name, bytes));
    if (!made) {
      ADD_FAILURE() << name << ": " << base::error_name(made.error().code) << " " << made.error().param("detail");
      return {};
    }
    return std::move(made->rows);
  }
  static std::vector<std::string> texts(const RawDocument& document) {
    std::vector<std::string> made;
    for (const auto& block : document.blocks) made.push_back(block.text);
    return made;
  }
  static std::vector<std::string> warning_keys(const RawDocument& document) {
    std::vector<std::string> made;
    for (const auto& [key, detail] : document.warnings) made.push_back(key);
    return made;
  }
  /// One host for all tests: starting a helper costs more than reading a small file.
  static PluginHost& host() {
    static PluginHost shared = make_host();
    return shared;
  }
  test::TempFolder folder_;
};

}  // namespace polyvocal::plugin_host
