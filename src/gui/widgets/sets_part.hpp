#pragma once

#include <optional>
#include <vector>

#include "gui/presenter/sets_list.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class RowsPanel;

/// The tabs of sets and coders.
class SetsPart : public BenchPart {
 public:
  explicit SetsPart(BenchHost& host);
  void add_commands(CommandRegistry& commands) override;
  void update(Topic topic) override;
  RowsPanel& sets() { return *sets_; }
  RowsPanel& coders() { return *coders_; }

 private:
  void show_sets();
  void show_coders();
  /// The line under the cursor in the list of sets; nullptr if none.
  const SetLine* current() const;
  void open(std::size_t line);
  void make_set();
  void add_to_set();
  /// Shows one coder's codings only; everybody's without one, or if it is the one shown already.
  void look_at(std::optional<CoderLine> coder);
  BenchHost& host_;
  RowsPanel* sets_ = nullptr;
  RowsPanel* coders_ = nullptr;
  std::vector<SetLine> set_lines_;
  std::vector<CoderLine> coder_lines_;
};

}  // namespace polyvocal::gui
