#pragma once

#include <string>
#include <vector>

#include "gui/presenter/crosstab_view.hpp"

namespace polyvocal::gui {

/// The bars beside the cross-tab: one a column, for one row or for every top row. The axis begins at 0.
struct CrosstabChart {
  struct Bar {
    std::size_t row = 0;     ///< of the page
    std::size_t column = 0;  ///< of the page
    std::string name;        ///< the column's
    std::string base;        ///< what stands behind the figure: "of 8" cases, "n = 8"
    GroupLook look;
    double value = 0;
    double whole = 0;    ///< the value if every case of the base were counted; 0 = not to be shown
    std::string figure;  ///< "6", "75%"; the base follows it
  };
  struct Group {
    std::string name;
    std::size_t hue = 0;
    std::vector<Bar> bars;
  };
  std::vector<Group> groups;
  std::string title;          ///< what is measured: "Cases who raised it"
  std::string note;           ///< names the base
  std::vector<double> ticks;  ///< from 0, evenly; the last is the axis' end
  std::vector<std::string> tick_names;

  std::size_t bars() const;
  /// The n-th bar over all groups. Precondition: n < bars().
  const Bar& bar(std::size_t n) const;
};

/// `row`: the one under the cursor; beyond the rows = none. Percentages only where every bar has one.
CrosstabChart crosstab_chart(const CrosstabPage& page, std::size_t row);
/// The chart in words, a line a bar.
std::vector<std::string> chart_sentences(const CrosstabChart& chart);
/// Even ticks from 0 that end at or above `most`: steps of 1, 2 or 5 times a power of ten, whole numbers, at most
/// `at_most` of them (at least 2) beside the 0.
std::vector<double> axis_ticks(double most, std::size_t at_most);

}  // namespace polyvocal::gui
