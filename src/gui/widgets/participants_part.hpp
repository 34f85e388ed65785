#pragma once

#include <filesystem>
#include <memory>

#include "gui/presenter/participants_plan.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class ParticipantsPanel;

/// The tab in which a table of participants is looked at, its columns told, and joined as one act. Each change is
/// rehearsed by a job, so that what is shown is what will be.
class ParticipantsPart : public BenchPart {
 public:
  explicit ParticipantsPart(BenchHost& host);
  ~ParticipantsPart() override;
  void add_commands(CommandRegistry& commands) override;
  void leave() override { close(); }

  void open(const std::filesystem::path& file);
  ParticipantsPanel& panel() { return *panel_; }
  ParticipantsPlan* plan() { return plan_.get(); }
  bool rehearsed() const { return rehearsed_; }

 private:
  void rehearse();
  void join();
  void close();

  BenchHost& host_;
  ParticipantsPanel* panel_ = nullptr;
  std::shared_ptr<ParticipantsPlan> plan_;
  bool rehearsed_ = false;
};

}  // namespace polyvocal::gui
