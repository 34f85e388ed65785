#include "gui/presenter/crosstab_choice.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "messages/messages.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

using analysis::Measure;
using analysis::Percent;
using analysis::RollUp;
using nlohmann::json;

constexpr std::array<std::pair<Measure, std::string_view>, 5> kMeasures = {{{Measure::kSegments, "segments"},
                                                                            {Measure::kCases, "cases"},
                                                                            {Measure::kDocuments, "documents"},
                                                                            {Measure::kWords, "words"},
                                                                            {Measure::kCharacters, "characters"}}};
constexpr std::array<std::pair<Percent, std::string_view>, 4> kPercents = {
    {{Percent::kNone, "none"}, {Percent::kRow, "row"}, {Percent::kColumn, "column"}, {Percent::kCases, "base"}}};
constexpr std::array<std::pair<CrosstabRows, std::string_view>, 2> kRows = {
    {{CrosstabRows::kThemes, "themes"}, {CrosstabRows::kCodes, "codes"}}};
constexpr std::array<std::pair<RollUp, std::string_view>, 2> kRollUps = {
    {{RollUp::kDirect, "direct"}, {RollUp::kRolledUp, "rolled"}}};
constexpr std::array<std::pair<CrosstabSort, std::string_view>, 3> kSorts = {
    {{CrosstabSort::kCodebook, "codebook"}, {CrosstabSort::kName, "name"}, {CrosstabSort::kFigure, "figure"}}};

template <typename Value, std::size_t N>
std::string_view name_of(const std::array<std::pair<Value, std::string_view>, N>& names, Value value) {
  for (const auto& [one, name] : names) {
    if (one == value) return name;
  }
  return names.front().second;
}

template <typename Value, std::size_t N>
void read(const json& object, const char* key, const std::array<std::pair<Value, std::string_view>, N>& names,
          Value& value) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) return;
  for (const auto& [one, name] : names) {
    if (it->get<std::string>() == name) value = one;
  }
}

void read(const json& object, const char* key, bool& value) {
  const auto it = object.find(key);
  if (it != object.end() && it->is_boolean()) value = it->get<bool>();
}

void read(const json& object, const char* key, std::string& value) {
  const auto it = object.find(key);
  if (it != object.end() && it->is_string()) value = it->get<std::string>();
}

}  // namespace

std::string_view measure_name(Measure measure) {
  return name_of(kMeasures, measure);
}

std::string_view percent_name(Percent percent) {
  return name_of(kPercents, percent);
}

std::string crosstab_choice_text(const CrosstabChoice& choice) {
  const json object = {{"rows", name_of(kRows, choice.rows)},
                       {"by", choice.by},
                       {"measure", measure_name(choice.measure)},
                       {"roll-up", name_of(kRollUps, choice.roll_up)},
                       {"percent", percent_name(choice.percent)},
                       {"percent-of-few", choice.percent_of_few},
                       {"hide-empty", choice.hide_empty},
                       {"heat", choice.heat},
                       {"chart", choice.chart},
                       {"chart-top", choice.chart_top},
                       {"sort", name_of(kSorts, choice.sort)},
                       {"sort-column", choice.sort_column},
                       {"folded", choice.folded}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

CrosstabChoice crosstab_choice_of(std::string_view text) {
  CrosstabChoice choice;
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) return choice;
  read(object, "rows", kRows, choice.rows);
  read(object, "by", choice.by);
  read(object, "measure", kMeasures, choice.measure);
  read(object, "roll-up", kRollUps, choice.roll_up);
  read(object, "percent", kPercents, choice.percent);
  read(object, "percent-of-few", choice.percent_of_few);
  read(object, "hide-empty", choice.hide_empty);
  read(object, "heat", choice.heat);
  read(object, "chart", choice.chart);
  read(object, "chart-top", choice.chart_top);
  read(object, "sort", kSorts, choice.sort);
  read(object, "sort-column", choice.sort_column);
  if (const auto folded = object.find("folded"); folded != object.end() && folded->is_array()) {
    for (const auto& guid : *folded) {
      if (guid.is_string()) choice.folded.insert(guid.get<std::string>());
    }
  }
  return choice;
}

std::vector<CrosstabColumns> crosstab_columns(const model::Snapshot& snapshot) {
  std::vector<CrosstabColumns> columns;
  const auto taken = [&](const std::string& name) {
    const std::string folded = text::fold_name(name);
    // app::crosstab takes these words for what they say, so that an attribute of that name cannot be reached by it.
    if (folded == "document" || folded == "case" || folded == "coder") return true;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const CrosstabColumns& one) { return text::fold_name(one.by) == folded; });
  };
  if (snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase) != nullptr)
    columns.push_back({std::string(model::kGroupAttribute), messages::message("crosstab-by.group")});
  for (const auto target : {model::AttributeTarget::kCase, model::AttributeTarget::kDocument}) {
    for (const auto& attribute : snapshot.attributes) {
      if (attribute.target == target && !taken(attribute.name)) columns.push_back({attribute.name, attribute.name});
    }
  }
  for (const char* own : {"document", "case", "coder"})
    columns.push_back({own, messages::message(std::string("crosstab-by.") + own)});
  return columns;
}

}  // namespace polyvocal::gui
