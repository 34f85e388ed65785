#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "plugin_host/frames_internal.hpp"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::plugin_host {

/// Checks and collects what a helper says about one file. Nothing a helper sends is believed: sizes, kinds, order,
/// UTF-8, times and counts are checked, and the first fault ends the helper. One thread.
class Reply {
 public:
  enum class Kind : std::uint8_t { kDocument = 1, kTable = 2, kProject = 3 };
  enum class Next { kMore, kDone, kStopped, kFault };

  Reply(Kind kind, std::uint32_t request, std::uint64_t limit_bytes)
      : kind_(kind), request_(request), limit_(limit_bytes) {}

  /// kStopped: the record sink wants no more. kFault: fault() says what was wrong.
  Next accept(const Frame& frame);
  const std::string& fault() const { return fault_; }
  /// True once something of the file has arrived, so that the file cannot be tried again unseen.
  bool begun() const { return begun_; }

  RawDocument document;
  RawTable table;
  std::function<bool(RawRecord&&)> sink;
  /// As kDone said; valid after Next::kDone. `status` is a pv_status.
  std::uint32_t status = 0;
  std::string detail;

 private:
  Next wrong(const char* what);
  Next accept_block(FrameReader& reader);
  Next accept_row(FrameReader& reader);
  Next accept_record(FrameReader& reader);
  Next accept_pair(const Frame& frame, FrameReader& reader);
  Next accept_done(FrameReader& reader);

  Kind kind_;
  std::uint32_t request_;
  std::uint64_t limit_;
  std::uint64_t bytes_ = 0;
  std::uint64_t items_ = 0;
  bool begun_ = false;
  std::string fault_;
};

/// The one place where a plug-in's status becomes an error of ours.
base::Error error_of_status(std::uint32_t status, const std::string& detail, const std::string& path,
                            const Limits& limits);

}  // namespace polyvocal::plugin_host
