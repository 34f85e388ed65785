#include "plugin_host/plugin_host.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/atomic_file.hpp"
#include "plugin_host/converter_internal.hpp"
#include "plugin_host/pool_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

namespace fs = std::filesystem;

/// pv_status values this file decides by (polyvocal_plugin.h).
constexpr std::uint32_t kStatusOk = 0;
constexpr std::uint32_t kStatusUnknown = 2;

/// The ending, lower case (ASCII), without dot.
std::string extension_of(const fs::path& path) {
  std::string text = base::path_to_utf8(path.extension());
  if (!text.empty()) text.erase(0, 1);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool needs_word_converter(const Reply& reply) {
  return reply.status == kStatusUnknown &&
         std::any_of(reply.document.properties.begin(), reply.document.properties.end(),
                     [](const auto& property) { return property.first == "converter" && property.second == "word"; });
}

bool blank(const RawDocument& document) {
  return std::all_of(document.blocks.begin(), document.blocks.end(), [](const text::RawBlock& block) {
    return block.text.find_first_not_of(" \t\n\r\f\v") == std::string::npos;
  });
}

bool blank(const RawTable& table) {
  return std::all_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
  });
}

}  // namespace

struct PluginHost::Impl {
  Pool pool;

  Impl(HelperProcess::Settings settings, int helpers, Limits limits) : pool(std::move(settings), helpers, limits) {}

  /// Reads `path`; the Reply holds what came, and its status is PV_OK or (`converter_wanted`) PV_UNKNOWN with the
  /// property that asks for an outside converter.
  base::Result<Reply> read(const fs::path& path, const std::string& name, const std::string& extension,
                           Reply::Kind kind, const ReadOptions& options, const std::function<bool(RawRecord&&)>& sink,
                           const base::CancelToken* cancel) {
    auto file = InputFile::open(path, pool.limits().file_bytes);
    if (!file) {
      for (auto& [key, value] : file.error().params) {
        if (key == "path") value = name;
      }
      return base::pass(file);
    }
    if (file->bytes() == 0) return base::fail(base::ErrorCode::kEmptyFile, {{"path", name}});
    const auto request = pool.next_request();
    Reply reply(kind, request, pool.limits().unpacked_bytes * 2);
    reply.sink = sink;
    auto ran = pool.run(*file, name, extension, options, reply, request, kind, cancel);
    if (!ran) return base::pass(ran);
    if (reply.status != kStatusOk && !needs_word_converter(reply)) {
      return tl::unexpected(error_of_status(reply.status, reply.detail, name, pool.limits()));
    }
    return reply;
  }
};

PluginHost::PluginHost(fs::path helper, std::vector<fs::path> plugin_folders, int helpers, Limits limits)
    : impl_(std::make_unique<Impl>(
          HelperProcess::Settings{std::move(helper), std::move(plugin_folders), limits.memory_bytes}, helpers,
          limits)) {}

PluginHost::~PluginHost() = default;

base::Result<std::vector<FormatInfo>> PluginHost::formats() {
  auto greeting = impl_->pool.greeting(nullptr);
  if (!greeting) return base::pass(greeting);
  return std::move(greeting->formats);
}

base::Result<std::vector<RefusedPlugin>> PluginHost::refused() {
  auto greeting = impl_->pool.greeting(nullptr);
  if (!greeting) return base::pass(greeting);
  return std::move(greeting->refused);
}

base::Result<RawDocument> PluginHost::read_document(const fs::path& path, const ReadOptions& options,
                                                    const base::CancelToken* cancel) {
  const std::string name = base::path_to_utf8(path);
  const auto until = Clock::now() + impl_->pool.limits().deadline;
  auto reply = impl_->read(path, name, extension_of(path), Reply::Kind::kDocument, options, {}, cancel);
  if (!reply) return base::pass(reply);
  RawDocument document = std::move(reply->document);
  if (reply->status != kStatusOk) {
    auto converted = ConvertedFile::convert(path, name, impl_->pool.limits(), until, cancel);
    if (!converted) return base::pass(converted);
    ReadOptions again = options;
    again.format.clear();
    again.encoding.clear();
    auto read = impl_->read(converted->file(), name, extension_of(converted->file()), Reply::Kind::kDocument, again, {},
                            cancel);
    if (!read) return base::pass(read);
    document = std::move(read->document);
    document.format = "doc";
    document.encoding.clear();
    document.confidence = 100;
    document.properties.emplace_back("converter", converted->program());
  }
  if (blank(document)) return base::fail(base::ErrorCode::kEmptyFile, {{"path", name}, {"detail", "no-text"}});
  return document;
}

base::Result<RawTable> PluginHost::read_table(const fs::path& path, const ReadOptions& options,
                                              const base::CancelToken* cancel) {
  const std::string name = base::path_to_utf8(path);
  auto reply = impl_->read(path, name, extension_of(path), Reply::Kind::kTable, options, {}, cancel);
  if (!reply) return base::pass(reply);
  if (reply->status != kStatusOk) return base::fail(base::ErrorCode::kUnknownFormat, {{"path", name}});
  if (blank(reply->table)) return base::fail(base::ErrorCode::kEmptyFile, {{"path", name}});
  return std::move(reply->table);
}

base::Result<void> PluginHost::read_project(const fs::path& path, const std::function<bool(RawRecord&&)>& sink,
                                            const ReadOptions& options, const base::CancelToken* cancel) {
  const std::string name = base::path_to_utf8(path);
  auto reply = impl_->read(path, name, extension_of(path), Reply::Kind::kProject, options, sink, cancel);
  if (!reply) return base::pass(reply);
  if (reply->status != kStatusOk) return base::fail(base::ErrorCode::kUnknownFormat, {{"path", name}});
  return {};
}

namespace {

#if defined(_WIN32)
constexpr char kListSeparator = ';';
constexpr const char* kHelperName = "polyvocal-helper.exe";
#else
constexpr char kListSeparator = ':';
constexpr const char* kHelperName = "polyvocal-helper";
#endif

/// The first of `candidates` that exists, or the first one.
fs::path first_existing(const std::vector<fs::path>& candidates) {
  std::error_code ignored;
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const fs::path& candidate) { return fs::exists(candidate, ignored); });
  return found == candidates.end() ? candidates.front() : *found;
}

}  // namespace

fs::path program_folder() {
  return this_program().parent_path();
}

fs::path default_helper() {
  if (const char* set = std::getenv("POLYVOCAL_HELPER"); set != nullptr && *set != '\0')
    return base::path_from_utf8(set);
  const fs::path folder = this_program().parent_path();
  return first_existing({folder / kHelperName, folder / ".." / "libexec" / "polyvocal" / kHelperName,
                         folder / ".." / "libexec" / kHelperName, folder / ".." / "bin" / kHelperName,
                         folder / ".." / ".." / "bin" / kHelperName, folder / ".." / ".." / ".." / "bin" / kHelperName})
      .lexically_normal();
}

std::vector<fs::path> default_plugin_folders() {
  std::vector<fs::path> folders;
  if (const char* set = std::getenv("POLYVOCAL_PLUGINS"); set != nullptr && *set != '\0') {
    std::string_view rest(set);
    while (!rest.empty()) {
      const auto end = rest.find(kListSeparator);
      if (end != 0) folders.push_back(base::path_from_utf8(rest.substr(0, end)));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return folders;
  }
  const fs::path helper = default_helper().parent_path();
  folders.push_back(
      first_existing({helper / "plugins", helper / ".." / "plugins", helper / ".." / "lib" / "polyvocal" / "plugins",
                      helper / ".." / ".." / "lib" / "polyvocal" / "plugins"})
          .lexically_normal());
  return folders;
}

}  // namespace polyvocal::plugin_host
