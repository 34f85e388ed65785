// A helper that breaks the protocol in the way its plug-in folder's name says. It answers one file.
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "plugin_host/frames_internal.hpp"

namespace {

using polyvocal::plugin_host::FrameType;
using polyvocal::plugin_host::FrameWriter;

constexpr int kSocket = 3;

void put(const std::string& bytes) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t sent = ::send(kSocket, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) ::_exit(0);
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void block(std::string& out, int kind, std::string_view text, int level, std::uint64_t bold, std::int64_t start) {
  FrameWriter(out, FrameType::kBlock)
      .u8(static_cast<std::uint8_t>(kind))
      .text(text)
      .text("")
      .i32(level)
      .u64(bold)
      .i64(start)
      .i64(INT64_MIN)
      .finish();
}
void begin(std::string& out, std::uint32_t request) {
  FrameWriter(out, FrameType::kBegin).u32(request).text("lie").finish();
}
void done(std::string& out, std::uint32_t request, std::uint32_t status = 0) {
  FrameWriter(out, FrameType::kDone).u32(request).u32(status).text("").text("lie").text("").i32(100).finish();
}

std::string answer(const std::string& mode, std::uint32_t request) {
  std::string out;
  if (mode == "order") {
    block(out, 0, "early", 0, 0, INT64_MIN);
    return out;
  }
  if (mode == "wrong-request") {
    begin(out, request + 1);
    return out;
  }
  if (mode == "huge-frame") return std::string("\xFF\xFF\xFF\x7F\x09\x00\x00\x00", 8);
  if (mode == "unknown-type") return std::string("\x00\x00\x00\x00\x63\x00\x00\x00", 8);
  if (mode == "noise") return std::string(4096, '\x5A');
  begin(out, request);
  if (mode == "twice-begun") begin(out, request);
  if (mode == "bad-utf8") block(out, 0, "\xFF", 0, 0, INT64_MIN);
  if (mode == "nul") block(out, 0, std::string_view("a\0b", 3), 0, 0, INT64_MIN);
  if (mode == "line-feed") block(out, 0, "a\nb", 0, 0, INT64_MIN);
  if (mode == "level") block(out, 1, "a", 9, 0, INT64_MIN);
  if (mode == "bold-beyond") block(out, 0, "a", 0, 2, INT64_MIN);
  if (mode == "bold-inside") block(out, 0, "\xC3\xA9", 0, 1, INT64_MIN);
  if (mode == "kind") block(out, 9, "a", 0, 0, INT64_MIN);
  if (mode == "time") block(out, 2, "a", 0, 0, -7);
  if (mode == "row") FrameWriter(out, FrameType::kRow).u32(1).text("a").finish();
  if (mode == "trailing") FrameWriter(out, FrameType::kProperty).text("a").text("b").u32(1).finish();
  if (mode == "short-payload") FrameWriter(out, FrameType::kWarning).u32(4000).finish();
  if (mode == "status") {
    done(out, request, 99);
    return out;
  }
  if (mode == "exit") return out;
  done(out, request);
  if (mode == "after-done") block(out, 0, "late", 0, 0, INT64_MIN);
  return out;
}

}  // namespace

int main(int count, char** words) {
  std::string mode = count > 3 ? words[3] : "";
  mode = mode.substr(mode.rfind('/') + 1);
  std::string out;
  if (mode == "dumb") return 0;
  FrameWriter(out, FrameType::kHello).u32(mode == "version" ? 99 : polyvocal::plugin_host::kProtocolVersion).finish();
  if (mode == "greeting") FrameWriter(out, FrameType::kDone).finish();
  FrameWriter(out, FrameType::kReady).finish();
  put(out);
  char buffer[4096];
  const ssize_t got = ::recv(kSocket, buffer, sizeof buffer, 0);
  if (got < 12) return 1;
  const std::uint32_t request = static_cast<unsigned char>(buffer[8]);
  if (mode == "silent") ::pause();
  put(answer(mode, request));
  if (mode == "exit") return 5;
  ::pause();
  return 0;
}
