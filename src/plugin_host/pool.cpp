#include "plugin_host/pool_internal.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "plugin_host/utf8_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

using std::chrono::milliseconds;

/// Loading every plug-in takes a fraction of a second; a loaded machine and sanitizers need more.
constexpr std::chrono::seconds kStartDeadline{60};
/// How often a waiting thread looks at the cancel token.
constexpr milliseconds kTick{50};
/// How long a cancelled helper may take to come back before it is ended.
constexpr milliseconds kCancelGrace{500};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto blank = text.find(' ');
    if (blank != 0) words.emplace_back(text.substr(0, blank));
    text = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  }
  return words;
}

base::Error crashed(const std::string& name, const std::string& detail) {
  return {base::ErrorCode::kHelperCrashed, {{"path", name}, {"detail", detail}}, {}};
}

/// One frame of the greeting. False if it is none.
bool accept_greeting(const Frame& frame, Greeting& greeting) {
  FrameReader reader(frame.payload);
  if (frame.type == FrameType::kFormat) {
    FormatInfo format;
    const std::uint8_t kind = reader.u8();
    format.name = reader.text();
    format.label = reader.text();
    format.extensions = words_of(reader.text());
    format.plugin_id = reader.text();
    format.plugin_version = reader.text();
    if (kind < 1 || kind > 3 || greeting.formats.size() > 1000) return false;
    format.kind = kind == 1 ? "document" : kind == 2 ? "table" : "project";
    if (!reader.at_end()) return false;
    for (const auto* text : {&format.name, &format.label, &format.plugin_id, &format.plugin_version}) {
      if (!clean_utf8(*text)) return false;
    }
    for (const auto& extension : format.extensions) {
      if (!clean_utf8(extension)) return false;
    }
    greeting.formats.push_back(std::move(format));
    return true;
  }
  if (frame.type != FrameType::kRefused || greeting.refused.size() > 1000) return false;
  RefusedPlugin refused;
  refused.file = repaired_utf8(reader.text());
  refused.reason = repaired_utf8(reader.text());
  if (!reader.at_end()) return false;
  greeting.refused.push_back(std::move(refused));
  return true;
}

}  // namespace

Pool::Pool(HelperProcess::Settings settings, int helpers, Limits limits)
    : settings_(std::move(settings)), most_(std::clamp(helpers, 1, 64)), limits_(limits) {}

base::Result<std::unique_ptr<Pool::Helper>> Pool::start_helper() {
  auto process = HelperProcess::start(settings_);
  if (!process) return base::pass(process);
  auto helper = std::make_unique<Helper>();
  helper->process = std::move(*process);
  Greeting greeting;
  bool said_hello = false;
  const auto until = Clock::now() + kStartDeadline;
  std::string bytes;
  while (Clock::now() < until) {
    bytes.clear();
    const auto got = helper->process->receive(bytes, until);
    if (got == HelperProcess::Got::kEnd) {
      return tl::unexpected(crashed("", "at its start, " + helper->process->how_it_ended()));
    }
    helper->frames.append(bytes);
    while (const auto frame = helper->frames.next()) {
      if (!said_hello) {
        FrameReader reader(frame->payload);
        const std::uint32_t version = reader.u32();
        if (frame->type != FrameType::kHello || !reader.at_end() || version != kProtocolVersion) {
          return tl::unexpected(crashed("", "protocol: another version"));
        }
        said_hello = true;
      } else if (frame->type == FrameType::kReady) {
        const std::lock_guard lock(mutex_);
        if (!greeting_) greeting_ = std::make_unique<Greeting>(std::move(greeting));
        return helper;
      } else if (!accept_greeting(*frame, greeting)) {
        return tl::unexpected(crashed("", "protocol: greeting"));
      }
    }
    if (helper->frames.broken()) return tl::unexpected(crashed("", "protocol: greeting"));
  }
  return tl::unexpected(crashed("", "did not start in time"));
}

base::Result<std::unique_ptr<Pool::Helper>> Pool::take(const base::CancelToken* cancel) {
  {
    std::unique_lock lock(mutex_);
    while (out_ >= most_) {
      if (cancel != nullptr && cancel->cancelled()) return base::fail(base::ErrorCode::kCancelled);
      freed_.wait_for(lock, kTick);
    }
    ++out_;
    if (!idle_.empty()) {
      auto helper = std::move(idle_.back());
      idle_.pop_back();
      return helper;
    }
  }
  auto started = start_helper();
  if (!started) give_back(nullptr, After::kReplace);
  return started;
}

void Pool::give_back(std::unique_ptr<Helper> helper, After after) {
  if (helper && (after == After::kReplace || helper->files >= limits_.files_per_helper)) helper.reset();
  {
    const std::lock_guard lock(mutex_);
    --out_;
    if (helper) idle_.push_back(std::move(helper));
  }
  freed_.notify_one();
}

base::Result<Greeting> Pool::greeting(const base::CancelToken* cancel) {
  {
    const std::lock_guard lock(mutex_);
    if (greeting_) return *greeting_;
  }
  auto helper = take(cancel);
  if (!helper) return base::pass(helper);
  give_back(std::move(*helper), After::kKeep);
  const std::lock_guard lock(mutex_);
  return *greeting_;
}

base::Result<Pool::After> Pool::converse(Helper& helper, const std::string& name, Reply& reply, std::uint32_t request,
                                         const base::CancelToken* cancel) {
  const auto deadline = Clock::now() + limits_.deadline;
  Clock::time_point stop_at{};
  bool stopping = false;
  std::string bytes;
  const auto stop = [&] {
    if (stopping) return;
    stopping = true;
    stop_at = Clock::now() + kCancelGrace;
    std::string frame;
    FrameWriter(frame, FrameType::kCancel).u32(request).finish();
    helper.process->send(frame, nullptr);
  };
  while (true) {
    const auto now = Clock::now();
    if (cancel != nullptr && cancel->cancelled()) stop();
    if (stopping && now >= stop_at) return base::fail(base::ErrorCode::kCancelled, {{"path", name}});
    if (now >= deadline) {
      return base::fail(base::ErrorCode::kTimeout,
                        {{"path", name}, {"seconds", std::to_string(limits_.deadline.count())}});
    }
    bytes.clear();
    const auto got = helper.process->receive(bytes, std::min(deadline, now + kTick));
    if (got == HelperProcess::Got::kEnd) return tl::unexpected(crashed(name, helper.process->how_it_ended()));
    helper.frames.append(bytes);
    while (const auto frame = helper.frames.next()) {
      if (stopping && frame->type != FrameType::kDone) continue;
      switch (reply.accept(*frame)) {
        case Reply::Next::kMore:
          break;
        case Reply::Next::kStopped:
          stop();
          break;
        case Reply::Next::kFault:
          return tl::unexpected(crashed(name, reply.fault()));
        case Reply::Next::kDone:
          if (helper.frames.pending_bytes() != 0) return tl::unexpected(crashed(name, "protocol: after the end"));
          if (stopping) reply.status = 1;
          return After::kKeep;
      }
    }
    if (helper.frames.broken()) return tl::unexpected(crashed(name, "protocol: frame"));
  }
}

base::Result<void> Pool::run(const InputFile& file, const std::string& name, const std::string& extension,
                             const ReadOptions& options, Reply& reply, std::uint32_t request, Reply::Kind kind,
                             const base::CancelToken* cancel) {
  std::string frame;
  const std::string file_name = name.substr(name.find_last_of('/') + 1);
  FrameWriter(frame, FrameType::kRead)
      .u32(request)
      .u8(static_cast<std::uint8_t>(kind))
      .u8(options.repair_doubly_encoded ? 1 : 0)
      .u32(static_cast<std::uint32_t>(limits_.deadline.count()))
      .u64(limits_.unpacked_bytes)
      .u64(file.bytes())
      .text(repaired_utf8(file_name))
      .text(extension)
      .text(options.format)
      .text(options.encoding)
      .text(options.language)
      .finish();
  for (int attempt = 0;; ++attempt) {
    auto taken = take(cancel);
    if (!taken) {
      auto error = std::move(taken.error());
      if (error.code != base::ErrorCode::kInternal) {
        std::erase_if(error.params, [](const auto& param) { return param.first == "path"; });
        error.params.insert(error.params.begin(), {"path", name});
      }
      return tl::unexpected(std::move(error));
    }
    auto& helper = **taken;
    if (!helper.process->send(frame, &file)) {
      // An idle helper that was ended from outside is no fault of this file.
      give_back(std::move(*taken), After::kReplace);
      if (attempt < 3) continue;
      return tl::unexpected(crashed(name, "gone"));
    }
    ++helper.files;
    auto after = converse(helper, name, reply, request, cancel);
    if (!after) {
      base::log(base::LogLevel::kInfo, "a helper was ended", request);
      give_back(std::move(*taken), After::kReplace);
      return base::pass(after);
    }
    give_back(std::move(*taken), *after);
    return {};
  }
}

}  // namespace polyvocal::plugin_host
