#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/settings.hpp"
#include "base/error.hpp"
#include "base/progress.hpp"
#include "model/export_gate.hpp"
#include "model/snapshot.hpp"
#include "plugin_host/plugin_host.hpp"
#include "store/project.hpp"

namespace polyvocal::app {

enum class Apply {
  kCommit,
  kDryRun,  ///< everything is checked and carried out, then rolled back
};

/// After an act: what the window, the snapshot and the index must look at again.
struct Changed {
  std::int64_t sequence = 0;
  std::string verb;
};

/// An open project and everything that works on it: the only place where the layers meet. Belongs to one thread. The
/// window and the command line call the same functions; those that change the project are free functions in the other
/// headers of this folder and go through act().
class Session {
 public:
  struct Options {
    std::string coder{};  ///< who acts; empty = the user's setting for this project, else "Coder 1"
    store::OpenMode mode = store::OpenMode::kReadWrite;
    int helpers = 2;
  };
  static base::Result<std::unique_ptr<Session>> create(const std::filesystem::path& path, const std::string& title,
                                                       const std::string& language, const Options& options);
  static base::Result<std::unique_ptr<Session>> open(const std::filesystem::path& path, const Options& options);

  store::Project& project() { return project_; }
  const std::string& coder_name() const { return coder_name_; }
  /// Another person acts from now on; kept for this project on this machine. Errors: those of keeping it.
  base::Result<void> act_as(const std::string& coder);
  plugin_host::PluginHost& plugins();
  const model::ExportGate& gate() const { return *gate_; }
  /// The folder of the search index: beside the project, "NAME.polyvocal-index".
  std::filesystem::path index_folder() const;

  /// Who acts, as a coder of the project; makes the coder (an act of its own) if there is none of that name.
  base::Result<model::CoderId> ensure_coder(std::string_view name);

  /// The current coder if the project knows one of that name, else zero: undo and redo make no coder, which would be an
  /// act of its own and end redo.
  base::Result<model::CoderId> known_coder() const;

  /// One act by the current coder: one transaction, one history entry, one Changed. The function is given the acting
  /// coder. With kDryRun everything is rolled back. Errors: those of the act and of Project::perform.
  using Act = std::function<base::Result<void>(store::Writer&, model::CoderId)>;
  base::Result<std::int64_t> act(std::string_view verb, std::string parameters, Apply apply, const Act& act,
                                 std::optional<base::Uuid> batch = std::nullopt);

  /// Runs `work`, whose acts reach the disk together, or not at all if it fails (store::Project::perform_together).
  /// Listeners hear of them afterwards, and only if they are on the disk.
  base::Result<void> together(const std::function<base::Result<void>()>& work);

  /// The picture of the project now; made anew only when the history moved on. Words are loaded once asked for.
  base::Result<std::shared_ptr<const model::Snapshot>> snapshot(
      store::SnapshotWords words = store::SnapshotWords::kWithout);

  /// Called after every act that changed something, on the session's thread: once an act, also for that which makes the
  /// acting coder. Not called for undo and redo, which go to the project directly.
  void on_changed(std::function<void(const Changed&)> listener) { listeners_.push_back(std::move(listener)); }

 private:
  Session(store::Project project, std::string coder, int helpers);
  /// Tells the listeners of an entry; zero = nothing changed.
  void notify(std::int64_t entry, const std::string& verb);
  store::Project project_;
  std::string coder_name_;
  int helpers_;
  std::unique_ptr<plugin_host::PluginHost> plugins_;
  std::unique_ptr<model::ExportGate> gate_;
  std::shared_ptr<const model::Snapshot> snapshot_;
  bool snapshot_has_words_ = false;
  std::vector<std::function<void(const Changed&)>> listeners_;
  bool holding_ = false;  ///< inside together()
  std::vector<Changed> held_;
};

/// JSON text of one-level parameters for the history: {"document":"...","count":"3"}.
std::string history_parameters(const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace polyvocal::app
