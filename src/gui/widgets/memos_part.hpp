#pragma once

#include "gui/presenter/memos.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class MemosPanel;

/// The tab of memos and decisions, and the commands that make them.
class MemosPart : public BenchPart {
 public:
  explicit MemosPart(BenchHost& host);
  void add_commands(CommandRegistry& commands) override;
  void show(Workbench& bench) override;
  void update(Topic topic) override;
  void leave() override;
  bool takes_keys(const wxWindow* focus) const override;
  MemosPanel& panel() { return *panel_; }
  MemoDesk& desk() { return desk_; }

 private:
  /// Hands the desk what stands in the editor, then writes it.
  bool save();
  void show_all();
  void begin(const std::function<void()>& begin);
  void go_there();
  BenchHost& host_;
  MemoDesk desk_;
  MemosPanel* panel_ = nullptr;
};

}  // namespace polyvocal::gui
