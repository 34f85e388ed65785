#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/import_preview.hpp"
#include "gui/presenter/import_plan.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class ImportPanel;

/// The import assistant's tab and commands: files are listed and looked at by jobs, a few at a time, so that searches
/// come in between; then imported by one. The tab is there while it is needed.
class ImportPart : public BenchPart {
 public:
  /// `table`: what to do with a table of participants.
  ImportPart(BenchHost& host, std::function<void(const std::filesystem::path&)> table);
  ~ImportPart() override;
  void add_commands(CommandRegistry& commands) override;
  void show(Workbench& bench) override;
  void leave() override;

  /// Looks at files and folders; nothing is imported yet. Added to what is being looked at already. Without a project
  /// they wait for the next one.
  void open(const std::vector<std::filesystem::path>& paths);
  std::size_t waiting() const { return waiting_.size(); }

  ImportPanel& panel() { return *panel_; }
  ImportPlan* plan() { return plan_.get(); }
  bool running() const { return running_; }

 private:
  void ask_for_files();
  void read_more();
  void start();
  void cancel();
  void close();
  void copy_report();
  bool choosing() const;

  BenchHost& host_;
  std::function<void(const std::filesystem::path&)> table_;
  ImportPanel* panel_ = nullptr;
  std::shared_ptr<ImportPlan> plan_;
  std::shared_ptr<app::ImportPreviewer> previewer_;
  std::vector<std::filesystem::path> waiting_;
  std::size_t listings_ = 0;  ///< jobs that look for files
  bool reading_ = false;
  bool running_ = false;
  bool start_when_read_ = false;
};

}  // namespace polyvocal::gui
