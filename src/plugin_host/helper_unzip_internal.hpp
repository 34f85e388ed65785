#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin_api/polyvocal_plugin.h"

struct zip;

namespace polyvocal::plugin_host {

/// A ZIP archive held in memory, unpacked under limits. One thread.
class Unzip {
 public:
  static constexpr std::size_t kMaxEntries = 65536;
  /// A part that grows more than this is a bomb; small parts may (a page of blanks does).
  static constexpr std::uint64_t kMaxRatio = 200;
  static constexpr std::uint64_t kRatioFrom = std::uint64_t{1} << 20;

  /// `bytes` must outlive the object. `budget` is lowered by what is unpacked.
  Unzip(std::string_view bytes, std::uint64_t& budget) : bytes_(bytes), budget_(budget) {}
  ~Unzip();
  Unzip(const Unzip&) = delete;
  Unzip& operator=(const Unzip&) = delete;

  /// PV_OK; PV_DAMAGED (not an archive, truncated, a path outside it); PV_TOO_LARGE (too many entries).
  pv_status open();
  std::size_t size() const { return names_.size(); }
  const std::string& name(std::size_t index) const { return names_[index]; }
  std::uint64_t unpacked(std::size_t index) const { return unpacked_[index]; }
  /// PV_UNKNOWN: there is no such part. PV_PASSWORD: it is encrypted. PV_TOO_LARGE, PV_DAMAGED.
  pv_status read(std::string_view name, std::string& content);

  const std::string& detail() const { return detail_; }

 private:
  std::string_view bytes_;
  std::uint64_t& budget_;
  zip* archive_ = nullptr;
  std::vector<std::string> names_;
  std::vector<std::uint64_t> unpacked_;
  std::unordered_map<std::string, std::size_t> index_;
  std::string detail_;
};

}  // namespace polyvocal::plugin_host
