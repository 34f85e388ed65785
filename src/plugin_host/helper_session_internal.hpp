#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/polyvocal_plugin.h"
#include "plugin_host/helper_channel_internal.hpp"
#include "plugin_host/helper_plugins_internal.hpp"
#include "plugin_host/helper_unzip_internal.hpp"

namespace polyvocal::plugin_host {

/// What the workbench asks for, as the kRead frame says it.
struct ReadRequest {
  std::uint32_t id = 0;
  std::uint8_t kind = 0;
  bool repair_doubly_encoded = false;
  std::uint32_t deadline_seconds = 60;
  std::uint64_t unpacked_bytes = 0;
  std::uint64_t file_bytes = 0;
  std::string name, extension, format, encoding, language;
};

/// One file being read by one plug-in: the functions of pv_host. Nothing a plug-in passes is trusted more than needed;
/// its texts are repaired, and what it may not say makes it stop. One thread.
class Session {
 public:
  Session(Channel& channel, const ReadRequest& request);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Reads `bytes` with the format; PV_UNKNOWN with begun() false means that another format may try.
  pv_status read(const LoadedFormat& format, std::string_view bytes);
  bool begun() const { return begun_; }
  /// True if the plug-in has said that only an outside converter reads this file.
  bool asks_for_converter() const { return asks_for_converter_; }
  void add_warning(std::string_view key, std::string_view detail);
  /// Sends kDone.
  void finish(pv_status status, std::string_view format);
  const std::string& detail() const { return detail_; }
  void set_detail(std::string_view text) { detail_ = std::string(text); }

 private:
  friend struct HostFunctions;
  pv_status block(const pv_block& block);
  pv_status row(const pv_string* cells, std::size_t count);
  pv_status record(pv_record_kind kind, const pv_field* fields, std::size_t count);
  pv_status pair(FrameType type, pv_string name, pv_string value);
  pv_status decode(pv_string bytes, std::string_view encoding, pv_decoded* result);
  pv_status unzip_open(pv_string bytes, std::size_t* count);
  pv_status unzip_entry(std::size_t index, pv_unzip_entry* entry);
  pv_status unzip_read(pv_string name, pv_string* bytes);
  bool cancelled();
  pv_status begin(pv_kind kind);
  pv_status stop(pv_status status, const char* why);
  pv_status sent();
  void forget_attempt();

  Channel& channel_;
  const ReadRequest& request_;
  pv_host host_{};
  std::string format_name_;
  std::string early_;  ///< properties and warnings before the first block
  std::string detail_, encoding_;
  std::int32_t confidence_ = 100;
  bool begun_ = false;
  bool asks_for_converter_ = false;
  /// Why the host told the plug-in to stop; PV_OK = it did not.
  pv_status stopped_ = PV_OK;
  std::uint64_t emitted_ = 0;
  std::uint64_t notes_ = 0;
  std::uint64_t budget_ = 0;
  std::deque<std::string> kept_;  ///< texts handed to the plug-in, alive until read() returns
  std::unique_ptr<Unzip> archive_;
};

}  // namespace polyvocal::plugin_host
