#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/tables.hpp"

namespace polyvocal::gui {

enum class CrosstabRows { kThemes, kCodes };
/// How the rows below one parent are ordered; a row always stands below the one it belongs to.
enum class CrosstabSort {
  kCodebook,
  kName,    ///< as the project's language orders names
  kFigure,  ///< by the figures of one column, greatest first
};

/// The switches of the cross-tab: what is counted, and how it is shown.
struct CrosstabChoice {
  CrosstabRows rows = CrosstabRows::kCodes;
  std::string by{model::kGroupAttribute};  ///< as app::CrosstabRequest::by
  analysis::Measure measure = analysis::Measure::kCases;
  analysis::RollUp roll_up = analysis::RollUp::kRolledUp;
  analysis::Percent percent = analysis::Percent::kNone;
  bool percent_of_few = false;  ///< also where fewer than kFewCases cases stand behind a percentage
  bool hide_empty = false;
  bool heat = true;
  bool chart = true;
  bool chart_top = false;  ///< the chart shows every top row instead of the row under the cursor
  CrosstabSort sort = CrosstabSort::kCodebook;
  std::string sort_column{};       ///< kFigure: the column's name as shown; empty = all columns together
  std::set<std::string> folded{};  ///< GUIDs of codes whose sub-codes are not shown
  friend bool operator==(const CrosstabChoice&, const CrosstabChoice&) = default;
};

/// Percentages of fewer cases are left out unless a person asks for them: one case more or less moves them by more than
/// five points.
inline constexpr std::int64_t kFewCases = 20;

/// One line of JSON, for a person's settings.
std::string crosstab_choice_text(const CrosstabChoice& choice);
/// What that says; whatever cannot be read keeps its default.
CrosstabChoice crosstab_choice_of(std::string_view text);

/// "segments", "cases", "documents", "words", "characters": in names of commands and in keys of sentences.
std::string_view measure_name(analysis::Measure measure);
/// "none", "row", "column", "base".
std::string_view percent_name(analysis::Percent percent);

/// What the columns can be made of.
struct CrosstabColumns {
  std::string by;     ///< as app::CrosstabRequest::by
  std::string title;  ///< "participant group", "kinship", "document"
};
/// The participant group first (if there is one), then the other attributes of cases, those of documents, and at last
/// document, case and coder, which every project has.
std::vector<CrosstabColumns> crosstab_columns(const model::Snapshot& snapshot);

}  // namespace polyvocal::gui
