#include "app/import_documents.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <thread>

#include "app/import_prepare_internal.hpp"
#include "base/atomic_file.hpp"
#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

namespace fs = std::filesystem;

bool accompanies(const fs::path& path) {
  const std::string name = text::fold(base::path_to_utf8(path.filename()));
  if (name.empty() || name.front() == '.') return true;
  const std::string ending = name.substr(std::min(name.size(), name.rfind('.')));
  if (ending == ".polyvocal" || ending == ".polyvocal-wal" || ending == ".polyvocal-shm" ||
      ending == ".polyvocal-journal")
    return true;
  const std::string stem = name.substr(0, name.find('.'));
  return stem == "readme" || stem == "license" || stem == "licence" || stem == "copying" || stem == "manifest" ||
         stem == "citation";
}

/// True for what is wrong with one document; everything else is wrong with the project and ends the import.
bool of_the_file(base::ErrorCode code) {
  return code == base::ErrorCode::kInvalidName || code == base::ErrorCode::kInvalidArgument ||
         code == base::ErrorCode::kTooLarge || code == base::ErrorCode::kEmptyFile;
}

/// Reads files on `jobs` threads and hands the results out in order, with at most a few waiting: memory stays bounded
/// however many files there are.
class Reader {
 public:
  Reader(Session& session, const std::vector<fs::path>& files, const ImportOptions& options,
         const base::CancelToken* cancel)
      : host_(session.plugins()),
        files_(files),
        options_(options),
        language_(session.project().language()),
        cancel_(cancel) {
    const int jobs = std::clamp(options.jobs, 1, 16);
    ahead_ = static_cast<std::size_t>(jobs) * 4;
    results_.resize(files.size());
    for (int i = 0; i < jobs; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Reader() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  /// True if take() would not wait.
  bool ready(std::size_t index) {
    const std::lock_guard lock(mutex_);
    return results_[index].has_value();
  }
  base::Result<PreparedDocument> take(std::size_t index) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return results_[index].has_value(); });
    base::Result<PreparedDocument> result = std::move(*results_[index]);
    results_[index].reset();
    taken_ = index + 1;
    changed_.notify_all();
    return result;
  }

 private:
  void work() {
    while (true) {
      std::size_t index = 0;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || next_ >= files_.size() || next_ < taken_ + ahead_; });
        if (stop_ || next_ >= files_.size()) return;
        index = next_++;
      }
      auto result = prepare_document(host_, files_[index], options_, language_, cancel_);
      {
        const std::lock_guard lock(mutex_);
        results_[index] = std::move(result);
      }
      changed_.notify_all();
    }
  }

  plugin_host::PluginHost& host_;
  const std::vector<fs::path>& files_;
  const ImportOptions& options_;
  const std::string language_;
  const base::CancelToken* cancel_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<base::Result<PreparedDocument>>> results_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  std::size_t ahead_ = 8;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

/// A document imported with a group gets a case in that group, of the name the document has got in the project: two
/// files of one name are two people.
base::Result<void> attach_group(Session& session, store::Writer& writer, model::DocumentId document,
                                const std::string& group) {
  auto stored = session.project().document(document);
  if (!stored) return base::pass(stored);
  const std::string& name = stored->name;
  auto cases = session.project().cases();
  if (!cases) return base::pass(cases);
  auto attributes = session.project().attributes();
  if (!attributes) return base::pass(attributes);
  model::AttributeId group_attribute;
  for (const auto& attribute : *attributes) {
    if (attribute.target == model::AttributeTarget::kCase &&
        text::fold_name(attribute.name) == model::kGroupAttribute) {
      group_attribute = attribute.id;
    }
  }
  if (!group_attribute) {
    auto made =
        writer.add_attribute(model::kGroupAttribute, model::AttributeTarget::kCase, model::AttributeType::kText);
    if (!made) return base::pass(made);
    group_attribute = *made;
  }
  model::CaseId case_id;
  for (const auto& existing : *cases) {
    if (text::fold_name(existing.name) == text::fold_name(name)) case_id = existing.id;
  }
  if (!case_id) {
    auto made = writer.add_case(name);
    if (!made) return base::pass(made);
    case_id = *made;
  }
  if (auto linked = writer.link_document(document, case_id); !linked) return linked;
  return writer.set_case_value(case_id, {group_attribute, model::ValueState::kValue, group});
}

/// Waiting for the disk is most of the time of storing a document, so what was read meanwhile is stored in one commit:
/// at most so much that other writers wait for well under half a second.
constexpr std::size_t kMostTogether = 8;
constexpr std::size_t kMostBytesTogether = 2'000'000;
constexpr std::chrono::milliseconds kLongestTogether{200};

/// Stores prepared documents in order, each as an act of its own.
class Storer {
 public:
  Storer(Session& session, const ImportOptions& options, Apply apply, const base::CancelToken* cancel)
      : session_(session), options_(options), apply_(apply), cancel_(cancel) {}

  /// Moves the documents that are stored into `report`; the others, after a cancellation or an error, leave nothing.
  base::Result<void> store(std::vector<PreparedDocument>& prepared, ImportReport& report) {
    for (std::size_t from = 0; from < prepared.size();) {
      std::vector<model::DocumentId> ids;
      std::optional<base::Error> refused;
      const auto work = [&]() -> base::Result<void> {
        const auto started = std::chrono::steady_clock::now();
        while (from + ids.size() < prepared.size()) {
          if (!ids.empty() && (cancelled() || std::chrono::steady_clock::now() - started > kLongestTogether)) break;
          auto id = store_one(prepared[from + ids.size()]);
          if (!id) {
            // The documents before it are whole and stay.
            refused = std::move(id.error());
            break;
          }
          ids.push_back(*id);
        }
        return {};
      };
      if (cancelled()) {
        report.cancelled = true;
        return {};
      }
      if (auto done = apply_ == Apply::kCommit ? session_.together(work) : work(); !done)
        return stop(std::move(done.error()), report);
      for (const auto id : ids) {
        if (auto told = tell(prepared[from++], id, report); !told) return told;
      }
      if (!refused) continue;
      if (!of_the_file(refused->code)) return stop(std::move(*refused), report);
      report.failed.push_back({prepared[from++].report.path, std::move(*refused)});
    }
    return {};
  }

 private:
  bool cancelled() const { return cancel_ != nullptr && cancel_->cancelled(); }

  /// The project cannot be written any more: an error of the whole only if nothing is in.
  static base::Result<void> stop(base::Error error, ImportReport& report) {
    if (report.documents.empty()) return tl::unexpected<base::Error>(std::move(error));
    report.stopped = std::move(error);
    return {};
  }

  base::Result<model::DocumentId> store_one(const PreparedDocument& prepared) {
    model::DocumentId id;
    auto entry = session_.act(
        "import-document", history_parameters({{"format", prepared.document.format}}), apply_,
        [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
          auto added = writer.add_document(prepared.document);
          if (!added) return base::pass(added);
          id = *added;
          if (options_.group.empty()) return {};
          return attach_group(session_, writer, id, options_.group);
        },
        batch_);
    if (!entry) return base::pass(entry);
    return id;
  }

  base::Result<void> tell(PreparedDocument& prepared, model::DocumentId id, ImportReport& report) {
    if (apply_ == Apply::kCommit) {
      auto stored = session_.project().document(id);
      if (!stored) return base::pass(stored);
      prepared.report.guid = stored->guid.text();
      if (stored->name != prepared.report.name) prepared.report.warnings.emplace_back("renamed", stored->name);
      prepared.report.name = stored->name;
    }
    report.documents.push_back(std::move(prepared.report));
    return {};
  }

  Session& session_;
  const ImportOptions& options_;
  Apply apply_;
  const base::CancelToken* cancel_;
  base::Uuid batch_ = base::Uuid::make();
};

/// Without the helper program or its plug-ins no file can be read: that is said once, not of each file.
base::Result<void> installed(plugin_host::PluginHost& host) {
  auto formats = host.formats();
  if (!formats) {
    if (formats.error().code == base::ErrorCode::kInternal) return base::pass(formats);
    return {};
  }
  if (!formats->empty()) return {};
  const auto folders = plugin_host::default_plugin_folders();
  return base::fail(base::ErrorCode::kInternal,
                    {{"detail", "no importers"},
                     {"path", folders.empty() ? std::string() : base::path_to_utf8(folders.front())},
                     {"variant", "no-importers"}});
}

}  // namespace

std::vector<fs::path> files_to_import(const std::vector<fs::path>& paths, bool recursive,
                                      std::vector<FailedFile>& failed, std::int64_t& left_folders) {
  std::vector<fs::path> files;
  const text::Collator collator("en");
  const auto by_name = [&](const fs::path& a, const fs::path& b) {
    return collator.compare(base::path_to_utf8(a), base::path_to_utf8(b)) < 0;
  };
  const auto report = [&](const fs::path& path, const std::error_code& error) {
    failed.push_back(
        {base::path_to_utf8(path),
         {base::ErrorCode::kFileUnreadable, {{"path", base::path_to_utf8(path)}, {"detail", error.message()}}, {}}});
  };
  std::vector<fs::path> folders;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    folders.assign(1, path);
    const std::size_t failed_before = failed.size();
    std::vector<fs::path> found;
    while (!folders.empty()) {
      const fs::path folder = folders.back();
      folders.pop_back();
      fs::directory_iterator it(folder, error);
      if (error) {
        report(folder, error);
        continue;
      }
      for (; it != fs::directory_iterator(); it.increment(error)) {
        if (error) {
          report(folder, error);
          break;
        }
        std::error_code ignored;
        if (it->is_directory(ignored)) {
          if (it->is_symlink(ignored)) continue;  // may lead back here
          if (it->path().extension() == ".polyvocal-index") continue;
          if (recursive) {
            folders.push_back(it->path());
          } else {
            ++left_folders;
          }
        } else if (it->is_regular_file(ignored) && !accompanies(it->path())) {
          found.push_back(it->path());
        }
      }
    }
    if (found.empty() && failed.size() == failed_before) {
      const std::string name = base::path_to_utf8(path);
      failed.push_back({name, {base::ErrorCode::kEmptyFile, {{"path", name}}, {}}});
    }
    std::sort(found.begin(), found.end(), by_name);
    files.insert(files.end(), found.begin(), found.end());
  }
  std::set<fs::path> seen;
  std::erase_if(files, [&](const fs::path& path) {
    std::error_code ignored;
    return !seen.insert(fs::absolute(path, ignored).lexically_normal()).second;
  });
  return files;
}

base::Result<ImportReport> import_documents(Session& session, const std::vector<fs::path>& paths,
                                            const ImportOptions& options, Apply apply, const base::Progress& progress) {
  ImportReport report;
  const auto files = files_to_import(paths, options.recursive, report.failed, report.left_folders);
  const auto total = static_cast<std::int64_t>(files.size());
  report.files = total + static_cast<std::int64_t>(report.failed.size());
  if (!files.empty()) {
    if (auto able = installed(session.plugins()); !able) return base::pass(able);
  }
  Reader reader(session, files, options, progress.cancel);
  Storer storer(session, options, apply, progress.cancel);
  std::vector<PreparedDocument> prepared;
  for (std::size_t i = 0; i < files.size() && !report.cancelled && !report.stopped;) {
    progress.report(static_cast<std::int64_t>(i), total, "import");
    // One file at least, and what is ready by now.
    prepared.clear();
    std::size_t bytes = 0;
    do {
      auto read = reader.take(i);
      if (read) {
        bytes += read->document.text.size();
        prepared.push_back(std::move(*read));
      } else if (read.error().code == base::ErrorCode::kCancelled) {
        report.cancelled = true;
      } else {
        report.failed.push_back({base::path_to_utf8(files[i]), std::move(read.error())});
      }
      ++i;
    } while (!report.cancelled && i < files.size() && prepared.size() < kMostTogether && bytes < kMostBytesTogether &&
             reader.ready(i));
    if (auto stored = storer.store(prepared, report); !stored) return base::pass(stored);
  }
  progress.report(total, total, "import");
  return report;
}

}  // namespace polyvocal::app
