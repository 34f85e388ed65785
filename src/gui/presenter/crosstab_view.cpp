#include "gui/presenter/crosstab_view.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "gui/presenter/navigator.hpp"
#include "gui/presenter/palette.hpp"
#include "gui/presenter/results.hpp"
#include "messages/messages.hpp"
#include "text/collate.hpp"

namespace polyvocal::gui {
namespace {

using analysis::Measure;
using analysis::Percent;
constexpr std::size_t npos = CrosstabPage::npos;
/// So many columns are named in a sentence.
constexpr std::size_t kNamed = 6;

std::string base_sentence(std::int64_t cases, std::int64_t units) {
  return messages::message("crosstab.base", {{"cases", messages::counted("count.cases", cases)},
                                             {"units", messages::counted("count.units", units)}});
}

std::int64_t figure(const analysis::CrosstabCell& cell, Measure measure) {
  switch (measure) {
    case Measure::kSegments:
      return cell.segments;
    case Measure::kCases:
      return cell.cases;
    case Measure::kDocuments:
      return cell.documents;
    case Measure::kWords:
      return cell.words;
    case Measure::kCharacters:
      return cell.characters;
  }
  return 0;
}

/// The rows as a tree: the nearest row that a row belongs to need not be its parent in the codebook, since that one may
/// be no theme.
struct RowTree {
  std::vector<std::size_t> depth;
  std::vector<std::vector<std::size_t>> below;  ///< by row
  std::vector<std::size_t> top;
};

RowTree row_tree(const model::CodeTree& codes, const std::vector<analysis::CrosstabRow>& rows) {
  RowTree tree;
  tree.depth.resize(rows.size());
  tree.below.resize(rows.size());
  std::vector<std::pair<std::size_t, std::size_t>> open;  // row, end of its code's branch
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t index = codes.index_of(rows[i].code);
    while (!open.empty() && (index == model::CodeTree::npos || index >= open.back().second)) open.pop_back();
    tree.depth[i] = open.size();
    (open.empty() ? tree.top : tree.below[open.back().first]).push_back(i);
    if (index != model::CodeTree::npos) open.emplace_back(i, codes.subtree_end(index));
  }
  return tree;
}

/// Makes the rows that are shown out of those that were counted.
class Arranger {
 public:
  Arranger(Workbench& bench, CrosstabPage& page)
      : bench_(bench),
        page_(page),
        choice_(page.choice),
        table_(page.view.table),
        tree_(row_tree(page.view.snapshot->codes, table_.rows)) {}

  void arrange() {
    page_.rows.clear();
    page_.columns.clear();
    page_.notes.clear();
    page_.hidden_rows = 0;
    page_.any_folded = false;
    add_heads();
    add_columns();
    find_strongest();
    counts_.resize(table_.rows.size());
    for (std::size_t i = table_.rows.size(); i-- > 0;) {
      counts_[i] = table_.rows[i].total.segments > 0;
      for (const std::size_t below : tree_.below[i]) counts_[i] = counts_[i] || counts_[below];
    }
    add_rows(tree_.top);
    if (page_.rows.empty() && page_.hidden_rows > 0) page_.lack = CrosstabLack::kRows;
    add_notes();
  }

 private:
  void add_heads() {
    page_.first_head = messages::message("measure." + std::string(measure_name(choice_.measure)));
    if (choice_.percent != Percent::kNone)
      page_.second_head = messages::message("percent-of." + std::string(percent_name(choice_.percent)));
    else
      page_.second_head = messages::message(choice_.measure == Measure::kCases ? "measure.segments" : "measure.cases");
    page_.measured = messages::message("measured." + std::string(measure_name(choice_.measure)));
  }

  void add_columns() {
    const auto& snapshot = bench_.snapshot();
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const auto& column = table_.columns[c];
      // A column of nobody, that counts nothing: a level of the attribute that no case has.
      if (choice_.hide_empty && column.base_cases == 0 && table_.column_totals[c].segments == 0) continue;
      CrosstabPage::Column shown;
      shown.name = column.missing ? messages::message("word.no-value") : column.label;
      if (page_.choice.by == model::kGroupAttribute)
        shown.look = bench_.looks().of(column.label);
      else if (page_.view.spec.columns.kind == analysis::ColumnSpec::Kind::kCase && c < snapshot.cases.size())
        shown.look = bench_.looks().of(group_of(snapshot, c));
      shown.base = base_sentence(column.base_cases, column.base_units);
      shown.cases = column.base_cases;
      shown.source = c;
      shown.sorted_by = choice_.sort == CrosstabSort::kFigure && shown.name == choice_.sort_column;
      page_.columns.push_back(std::move(shown));
    }
    const auto speaking = cases_with_text(snapshot);
    const auto units = static_cast<std::int64_t>(count_units(snapshot, speaking));
    page_.all = {messages::message("word.total"),
                 {},
                 base_sentence(static_cast<std::int64_t>(speaking.size()), units),
                 static_cast<std::int64_t>(speaking.size()),
                 npos,
                 choice_.sort == CrosstabSort::kFigure && choice_.sort_column.empty()};
  }

  /// What the strongest colour stands for: every case (or document) of the column; else the greatest cell, folded and
  /// hidden rows included, so that colours stay when a branch is opened.
  void find_strongest() {
    strongest_ = 0;
    for (const auto& row : table_.rows) {
      for (const auto& cell : row.cells) strongest_ = std::max(strongest_, figure(cell, choice_.measure));
    }
    if (choice_.measure == Measure::kCases || choice_.measure == Measure::kDocuments)
      page_.heat_strongest =
          messages::message(choice_.measure == Measure::kCases ? "heat.all-cases" : "heat.all-documents");
    else
      page_.heat_strongest = std::to_string(strongest_);
  }

  double share(const analysis::CrosstabCell& cell, std::size_t source) const {
    std::int64_t whole = strongest_;
    if (choice_.measure == Measure::kCases) whole = table_.columns[source].base_cases;
    if (choice_.measure == Measure::kDocuments) whole = table_.columns[source].base_documents;
    if (whole <= 0) return 0;
    return std::min(1.0, static_cast<double>(figure(cell, choice_.measure)) / static_cast<double>(whole));
  }

  CrosstabPage::Cell cell_of(const analysis::CrosstabCell& cell, const analysis::CrosstabRow& row,
                             const CrosstabPage::Column& column) {
    CrosstabPage::Cell shown;
    shown.cases = cell.cases;
    shown.segments = cell.segments;
    shown.figure = figure(cell, choice_.measure);
    if (column.source != npos) shown.share = share(cell, column.source);
    shown.heat = heat_step(shown.share);
    if (choice_.percent != Percent::kNone && cell.percent) {
      const std::int64_t behind = choice_.percent == Percent::kRow ? row.total.cases : column.cases;
      if (behind >= kFewCases || choice_.percent_of_few) shown.percent = cell.percent;
      few_shown_ = few_shown_ || (behind < kFewCases && choice_.percent_of_few);
      few_left_out_ = few_left_out_ || !shown.percent;
    }
    if (cell.segments == 0) return shown;
    shown.first = std::to_string(shown.figure);
    if (choice_.percent == Percent::kNone)
      shown.second = std::to_string(choice_.measure == Measure::kCases ? cell.segments : cell.cases);
    else
      shown.second = shown.percent ? std::to_string(std::lround(*shown.percent)) + "%" : "–";
    return shown;
  }

  void sort(std::vector<std::size_t>& rows) const {
    const auto& codes = page_.view.snapshot->codes;
    if (choice_.sort == CrosstabSort::kName) {
      const text::Collator collator(page_.view.snapshot->language);
      const auto name = [&](std::size_t row) {
        const auto* code = codes.find(table_.rows[row].code);
        return code == nullptr ? std::string() : code->name;
      };
      std::stable_sort(rows.begin(), rows.end(),
                       [&](std::size_t a, std::size_t b) { return collator.compare(name(a), name(b)) < 0; });
    }
    if (choice_.sort != CrosstabSort::kFigure) return;
    std::size_t column = npos;
    for (const auto& shown : page_.columns) {
      if (shown.sorted_by) column = shown.source;
    }
    if (column == npos && !page_.all.sorted_by) return;  // the column is gone
    const auto count = [&](std::size_t row) {
      const auto& counted = table_.rows[row];
      return figure(column == npos ? counted.total : counted.cells[column], choice_.measure);
    };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return count(a) > count(b); });
  }

  void add_rows(std::vector<std::size_t> rows) {
    const auto& codes = page_.view.snapshot->codes;
    sort(rows);
    for (const std::size_t i : rows) {
      const auto& row = table_.rows[i];
      if (choice_.hide_empty && !counts_[i]) {
        page_.hidden_rows += branch_size(i);
        continue;
      }
      CrosstabPage::Row shown;
      const auto index = codes.index_of(row.code);
      if (index != model::CodeTree::npos) {
        shown.name = codes.codes()[index].name;
        shown.guid = codes.codes()[index].guid.text();
        if (index < bench_.hues().size()) shown.hue = bench_.hues()[index];
      }
      shown.path = row.path;
      shown.depth = static_cast<int>(tree_.depth[i]);
      shown.branch = std::any_of(tree_.below[i].begin(), tree_.below[i].end(),
                                 [&](std::size_t below) { return !choice_.hide_empty || counts_[below]; });
      shown.folded = shown.branch && choice_.folded.contains(shown.guid);
      page_.any_folded = page_.any_folded || shown.folded;
      shown.source = i;
      shown.cells.reserve(page_.columns.size());
      for (const auto& column : page_.columns) shown.cells.push_back(cell_of(row.cells[column.source], row, column));
      shown.total = cell_of(row.total, row, page_.all);
      const bool folded = shown.folded;
      page_.rows.push_back(std::move(shown));
      if (!folded) add_rows(tree_.below[i]);
    }
  }

  std::size_t branch_size(std::size_t row) const {
    std::size_t size = 1;
    for (const std::size_t below : tree_.below[row]) size += branch_size(below);
    return size;
  }

  void add_notes() {
    page_.notes.push_back(messages::message("crosstab.caveat"));
    const std::string few = std::to_string(kFewCases);
    if (few_left_out_ && choice_.percent == Percent::kRow) {
      page_.notes.push_back(messages::message("crosstab.few-in-row", {{"few", few}}));
    } else if (few_left_out_) {
      std::string names;
      std::size_t named = 0;
      for (const auto& column : page_.columns) {
        if (column.cases >= kFewCases || ++named > kNamed) continue;
        names += (names.empty() ? "" : ", ") + column.name;
      }
      if (named > kNamed) names += ", …";
      page_.notes.push_back(messages::message("crosstab.few-left-out", {{"few", few}, {"columns", names}}));
    }
    if (few_shown_) page_.notes.push_back(messages::message("crosstab.few-shown", {{"few", few}}));
    if (page_.hidden_rows > 0)
      page_.notes.push_back(messages::counted("crosstab.hidden", static_cast<std::int64_t>(page_.hidden_rows)));
  }

  Workbench& bench_;
  CrosstabPage& page_;
  const CrosstabChoice& choice_;
  const analysis::Crosstab& table_;
  RowTree tree_;
  std::vector<bool> counts_;  // by row: it or one below it counts a segment
  std::int64_t strongest_ = 0;
  bool few_left_out_ = false;
  bool few_shown_ = false;
};

}  // namespace

std::size_t CrosstabPage::row_of(std::string_view guid) const {
  const auto it = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.guid == guid; });
  return it == rows.end() ? npos : static_cast<std::size_t>(it - rows.begin());
}

bool counts_otherwise(const CrosstabChoice& from, const CrosstabChoice& to) {
  const auto words = [](Measure measure) { return measure == Measure::kWords || measure == Measure::kCharacters; };
  if (from.rows != to.rows || from.by != to.by || from.roll_up != to.roll_up || from.percent != to.percent) return true;
  // Percentages are of the measure; words and characters are counted only if they are asked for.
  return from.measure != to.measure && (to.percent != Percent::kNone || words(from.measure) || words(to.measure));
}

base::Result<CrosstabPage> crosstab_page(Workbench& bench, CrosstabChoice choice) {
  CrosstabPage page;
  const auto& snapshot = bench.snapshot();
  const auto known = crosstab_columns(snapshot);
  if (std::none_of(known.begin(), known.end(), [&](const CrosstabColumns& one) { return one.by == choice.by; }))
    choice.by = model::kGroupAttribute;
  page.choice = choice;
  const auto& codes = snapshot.codes.codes();
  if (codes.empty())
    page.lack = CrosstabLack::kCodes;
  else if (choice.by == model::kGroupAttribute && bench.looks().groups().empty())
    page.lack = CrosstabLack::kGroups;
  else if (choice.rows == CrosstabRows::kThemes &&
           std::none_of(codes.begin(), codes.end(), [](const model::Code& code) { return code.theme; }))
    page.lack = CrosstabLack::kThemes;
  if (page.lack != CrosstabLack::kNothing) return page;
  app::CrosstabRequest request;
  request.rows = {choice.rows == CrosstabRows::kThemes ? "themes" : "codes"};
  request.by = choice.by;
  request.roll_up = choice.roll_up;
  request.measure = choice.measure;
  request.percent = choice.percent;
  auto view = app::crosstab(bench.session(), request);
  if (!view) return base::pass(view);
  page.view = std::move(*view);
  if (page.view.table.columns.empty()) {
    page.lack = CrosstabLack::kCases;
    return page;
  }
  Arranger(bench, page).arrange();
  return page;
}

void arrange_crosstab(Workbench& bench, const CrosstabChoice& choice, CrosstabPage& page) {
  page.choice = choice;
  if (page.view.snapshot == nullptr || page.view.table.columns.empty()) return;
  page.lack = CrosstabLack::kNothing;
  Arranger(bench, page).arrange();
}

std::set<std::string> crosstab_branches(const CrosstabPage& page) {
  std::set<std::string> guids;
  if (page.view.snapshot == nullptr) return guids;
  const auto& codes = page.view.snapshot->codes;
  const auto& rows = page.view.table.rows;
  const auto tree = row_tree(codes, rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto* code = codes.find(rows[i].code);
    if (code != nullptr && !tree.below[i].empty()) guids.insert(code->guid.text());
  }
  return guids;
}

void open_cell(Workbench& bench, const CrosstabPage& page, std::size_t row, std::size_t column) {
  if (row >= page.rows.size()) return;
  const std::size_t source = column < page.columns.size() ? page.columns[column].source : npos;
  auto segments = app::crosstab_cell(bench.session(), page.view, page.rows[row].source, source);
  if (!segments) {
    bench.fail(segments.error());
    return;
  }
  std::string title = page.rows[row].name;
  if (column < page.columns.size()) title += " × " + page.columns[column].name;
  bench.show_results(results_of(bench.snapshot(), std::move(title), *segments));
}

std::string cell_sentence(const CrosstabPage& page, std::size_t row, std::size_t column) {
  if (row >= page.rows.size()) return {};
  const auto& cell = page.cell(row, column);
  const auto& head = page.column(column);
  const auto zero = [](const std::string& text) { return text.empty() ? std::string("0") : text; };
  return messages::message("crosstab.cell", {{"row", page.rows[row].name},
                                             {"column", head.name},
                                             {"first", zero(cell.first) + " " + page.first_head},
                                             {"second", zero(cell.second) + " " + page.second_head},
                                             {"base", head.base}});
}

report::Table crosstab_as_shown(const CrosstabPage& page) {
  report::Table out;
  if (page.view.snapshot == nullptr) return out;
  out.title = page.view.snapshot->project_title;
  out.header.push_back(messages::message("crosstab.head-code"));
  for (std::size_t c = 0; c <= page.columns.size(); ++c) {
    const auto& column = page.column(c);
    for (const auto& head : {page.first_head, page.second_head})
      out.header.push_back(
          messages::message("crosstab.head", {{"column", column.name}, {"what", head}, {"base", column.base}}));
  }
  out.numeric.assign(out.header.size(), true);
  out.numeric[0] = false;
  for (std::size_t r = 0; r < page.rows.size(); ++r) {
    report::Table::Row line;
    line.indent = page.rows[r].depth;
    line.cells.push_back(page.rows[r].name);
    for (std::size_t c = 0; c <= page.columns.size(); ++c) {
      const auto& cell = page.cell(r, c);
      line.cells.push_back(cell.first.empty() ? "0" : cell.first);
      line.cells.push_back(cell.second.empty() ? "0" : cell.second);
    }
    out.rows.push_back(std::move(line));
  }
  out.notes = page.notes;
  out.notes.push_back(
      page.measured + ". " +
      messages::message(page.choice.roll_up == analysis::RollUp::kRolledUp ? "crosstab.rolled-up" : "crosstab.direct") +
      ".");
  if (page.any_folded) out.notes.push_back(messages::message("crosstab.folded"));
  return out;
}

}  // namespace polyvocal::gui
