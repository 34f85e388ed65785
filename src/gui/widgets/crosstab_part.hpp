#pragma once

#include <filesystem>
#include <functional>

#include "gui/presenter/crosstab_view.hpp"
#include "gui/widgets/bench_part.hpp"

namespace polyvocal::gui {

class CrosstabChartCanvas;
class CrosstabPanel;

/// The cross-tab: its tab, the tab of its chart at the right, its commands. What a person switched is kept for each
/// project in their own settings.
class CrosstabPart : public BenchPart {
 public:
  explicit CrosstabPart(BenchHost& host);
  void add_commands(CommandRegistry& commands) override;
  void show(Workbench& bench) override;
  void update(Topic topic) override;
  void leave() override;
  bool takes_keys(const wxWindow* focus) const override;

  CrosstabPanel& panel() { return *panel_; }
  CrosstabChartCanvas& chart() { return *chart_; }
  const CrosstabChoice& choice() const { return choice_; }
  /// Columns by another attribute (CrosstabRequest::by).
  void columns_by(const std::string& by);
  /// Writes exactly what is shown.
  void export_to(const std::filesystem::path& file);

 private:
  using Change = std::function<void(CrosstabChoice&)>;
  void add_switch(CommandRegistry& commands, const std::string& id, Change change,
                  std::function<bool(const CrosstabChoice&)> checked);
  void add_branch_commands(CommandRegistry& commands);
  void add_order_commands(CommandRegistry& commands);
  /// Changes the choice and shows what it gives, in front.
  void change(const Change& change);
  void count();
  void count_if_seen();
  void show_page();
  void show_chart();
  /// The chart comes and goes with the table.
  void follow();
  bool in_front() const;
  void remember() const;
  void fold(std::size_t row, bool fold);
  void sort_by(std::size_t column);
  void ask_for_columns();
  bool has_project() const;

  BenchHost& host_;
  CrosstabPanel* panel_ = nullptr;
  CrosstabChartCanvas* chart_ = nullptr;
  wxWindow* before_ = nullptr;  ///< the tab at the right that was in front before the chart
  CrosstabChoice choice_;
  CrosstabPage page_;
  std::vector<CrosstabColumns> columns_;
  bool stale_ = true;
};

}  // namespace polyvocal::gui
