#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "analysis/crosstab_plan_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::analysis {
namespace {

using base::ErrorCode;

/// Values grouped into columns: equal after folding, in the order that the header promises.
class ValueColumns {
 public:
  explicit ValueColumns(const model::Attribute& attribute) : attribute_(attribute) {
    for (const auto& level : attribute.levels) slot(level);
    levels_ = labels_.size();
  }
  /// The value's slot, made if new; slots are renumbered by finish().
  std::uint32_t slot(std::string_view value) {
    const std::string raw(value);
    if (const auto known = by_raw_.find(raw); known != by_raw_.end()) return known->second;
    const auto [it, fresh] = by_folded_.emplace(text::fold_name(value), static_cast<std::uint32_t>(labels_.size()));
    if (fresh) labels_.push_back(raw);
    by_raw_.emplace(raw, it->second);
    return it->second;
  }
  /// Appends the columns; the result maps slots to columns.
  std::vector<std::uint32_t> finish(std::vector<CrosstabColumn>& columns) const {
    std::vector<std::uint32_t> order(labels_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(levels_), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return before(labels_[a], labels_[b]); });
    std::vector<std::uint32_t> column_of_slot(order.size());
    for (const std::uint32_t one : order) {
      column_of_slot[one] = static_cast<std::uint32_t>(columns.size());
      columns.push_back({labels_[one], false, 0, 0, 0});
    }
    return column_of_slot;
  }

 private:
  static std::optional<double> number(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
  }
  bool before(const std::string& a, const std::string& b) const {
    const bool numeric =
        attribute_.type == model::AttributeType::kInteger || attribute_.type == model::AttributeType::kDecimal;
    const auto x = numeric ? number(a) : std::nullopt;
    const auto y = numeric ? number(b) : std::nullopt;
    if (x.has_value() != y.has_value()) return x.has_value();
    if (x && y && *x != *y) return *x < *y;
    return a < b;
  }

  const model::Attribute& attribute_;
  std::vector<std::string> labels_;
  std::size_t levels_ = 0;
  std::unordered_map<std::string, std::uint32_t> by_raw_;
  std::map<std::string, std::uint32_t> by_folded_;
};

base::Result<void> plan_rows(const model::Snapshot& snapshot, const CrosstabSpec& spec, CrosstabPlan& plan) {
  const auto& tree = snapshot.codes;
  std::vector<std::vector<std::uint32_t>> rows_of_code(tree.size());
  std::vector<std::size_t> indices;
  plan.rows = spec.rows.size();
  for (std::size_t row = 0; row < spec.rows.size(); ++row) {
    auto index = code_index(snapshot, spec.rows[row]);
    if (!index) return base::pass(index);
    indices.push_back(*index);
    const std::size_t end = spec.roll_up == RollUp::kRolledUp ? tree.subtree_end(*index) : *index + 1;
    for (std::size_t code = *index; code < end; ++code) rows_of_code[code].push_back(static_cast<std::uint32_t>(row));
  }
  for (std::size_t code = 0; code < tree.size(); ++code) {
    plan.row_first.push_back(static_cast<std::uint32_t>(plan.row_list.size()));
    if (rows_of_code[code].empty()) continue;
    plan.row_list.insert(plan.row_list.end(), rows_of_code[code].begin(), rows_of_code[code].end());
    plan.row_list.push_back(static_cast<std::uint32_t>(plan.all_row()));
  }
  plan.row_first.push_back(static_cast<std::uint32_t>(plan.row_list.size()));
  // Depth first, an ancestor's range of indices holds its descendants: the outermost rows are those no other row's
  // range holds.
  std::vector<std::size_t> by_index(indices.size());
  std::iota(by_index.begin(), by_index.end(), std::size_t{0});
  std::stable_sort(by_index.begin(), by_index.end(),
                   [&](std::size_t a, std::size_t b) { return indices[a] < indices[b]; });
  plan.outermost.assign(indices.size(), false);
  std::size_t behind = 0;
  for (const std::size_t row : by_index) {
    if (indices[row] < behind) continue;
    plan.outermost[row] = true;
    behind = spec.roll_up == RollUp::kRolledUp ? tree.subtree_end(indices[row]) : indices[row] + 1;
  }
  return {};
}

void add_missing_column(CrosstabPlan& plan) {
  plan.missing = plan.columns.size();
  plan.columns.push_back({"", true, 0, 0, 0});
}

/// Values to columns, for cases or documents alike; `values(i)` gives the i-th one's values.
template <typename Values>
std::vector<std::uint32_t> columns_by_value(const model::Attribute& attribute, std::size_t count, Values&& values,
                                            CrosstabPlan& plan) {
  ValueColumns slots(attribute);
  std::vector<std::uint32_t> result(count, kNoColumn);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view value = value_of(values(i), attribute.id);
    if (!value.empty()) result[i] = slots.slot(value);
  }
  const auto column_of_slot = slots.finish(plan.columns);
  add_missing_column(plan);
  for (auto& column : result) {
    column = column == kNoColumn ? static_cast<std::uint32_t>(plan.missing) : column_of_slot[column];
  }
  return result;
}

base::Result<void> plan_columns(const model::Snapshot& snapshot, const CrosstabSpec& spec, CrosstabPlan& plan) {
  using Kind = ColumnSpec::Kind;
  const auto own_columns = [&](const auto& list, auto&& keep) {
    std::vector<std::uint32_t> result;
    for (std::size_t i = 0; i < list.size(); ++i) {
      result.push_back(keep(i) ? static_cast<std::uint32_t>(plan.columns.size()) : kNoColumn);
      if (keep(i)) plan.columns.push_back({list[i].name, false, 0, 0, 0});
    }
    return result;
  };
  const auto every = [](std::size_t) { return true; };
  switch (spec.columns.kind) {
    case Kind::kCase:
      plan.basis = CrosstabPlan::Basis::kCases;
      plan.column_of_case = own_columns(snapshot.cases, every);
      add_missing_column(plan);
      return {};
    case Kind::kDocument:
      plan.basis = CrosstabPlan::Basis::kDocuments;
      plan.column_of_document = own_columns(snapshot.documents, every);
      return {};
    case Kind::kCoder:
      plan.basis = CrosstabPlan::Basis::kCoders;
      plan.column_of_coder = own_columns(snapshot.coders, [&](std::size_t i) { return plan.coder_counts[i]; });
      return {};
    case Kind::kAttribute:
      break;
  }
  auto attribute = usable_attribute(snapshot, spec.columns.attribute);
  if (!attribute) return base::pass(attribute);
  if ((*attribute)->target == model::AttributeTarget::kDocument) {
    plan.basis = CrosstabPlan::Basis::kDocuments;
    static const std::vector<model::AttributeValue> kNoValues;
    plan.column_of_document = columns_by_value(
        **attribute, snapshot.documents.size(),
        [&](std::size_t i) -> const auto& {
          return i < snapshot.document_values.size() ? snapshot.document_values[i] : kNoValues;
        },
        plan);
  } else {
    plan.basis = CrosstabPlan::Basis::kCases;
    plan.column_of_case = columns_by_value(
        **attribute, snapshot.cases.size(), [&](std::size_t i) -> const auto& { return snapshot.cases[i].values; },
        plan);
  }
  return {};
}

void plan_ranks(const model::Snapshot& snapshot, CrosstabPlan& plan) {
  const std::size_t count = snapshot.cases.size();
  std::vector<std::uint32_t> unit_of_case(count);
  std::unordered_map<model::UnitId, std::uint32_t> units;
  for (std::size_t i = 0; i < count; ++i) {
    const model::UnitId unit = snapshot.cases[i].unit;
    const auto next = static_cast<std::uint32_t>(plan.unit_count);
    unit_of_case[i] = unit ? units.emplace(unit, next).first->second : next;
    if (unit_of_case[i] == next) ++plan.unit_count;
  }
  plan.case_of_rank.resize(count);
  std::iota(plan.case_of_rank.begin(), plan.case_of_rank.end(), 0U);
  const bool by_column = plan.basis == CrosstabPlan::Basis::kCases;
  std::sort(plan.case_of_rank.begin(), plan.case_of_rank.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t x = by_column ? plan.column_of_case[a] : 0;
    const std::uint32_t y = by_column ? plan.column_of_case[b] : 0;
    return std::tuple(x, unit_of_case[a], a) < std::tuple(y, unit_of_case[b], b);
  });
  plan.rank_of_case.resize(count);
  for (std::uint32_t rank = 0; rank < count; ++rank) {
    plan.rank_of_case[plan.case_of_rank[rank]] = rank;
    plan.unit_of_rank.push_back(unit_of_case[plan.case_of_rank[rank]]);
  }
}

}  // namespace

base::Result<std::vector<bool>> select_coders(const model::Snapshot& snapshot,
                                              const std::vector<model::CoderId>& coders) {
  std::vector<bool> selected(snapshot.coders.size(), coders.empty());
  for (const auto coder : coders) {
    const std::size_t index = snapshot.coder_index(coder);
    if (index == model::Snapshot::npos) {
      return base::fail(ErrorCode::kNotFound, {{"kind", "coder"}, {"name", std::to_string(coder.value)}});
    }
    selected[index] = true;
  }
  return selected;
}

base::Result<std::size_t> code_index(const model::Snapshot& snapshot, model::CodeId code) {
  const std::size_t index = snapshot.codes.index_of(code);
  if (index == model::CodeTree::npos) {
    return base::fail(ErrorCode::kNotFound, {{"kind", "code"}, {"name", std::to_string(code.value)}});
  }
  return index;
}

base::Result<const model::Attribute*> usable_attribute(const model::Snapshot& snapshot, model::AttributeId id) {
  const auto it = std::find_if(snapshot.attributes.begin(), snapshot.attributes.end(),
                               [id](const model::Attribute& one) { return one.id == id; });
  if (it == snapshot.attributes.end()) {
    return base::fail(ErrorCode::kNotFound, {{"kind", "attribute"}, {"name", std::to_string(id.value)}});
  }
  if (it->target == model::AttributeTarget::kUnit) {
    return base::fail(ErrorCode::kInvalidArgument, {{"what", "attribute"}, {"value", it->name}});
  }
  return &*it;
}

std::string_view value_of(const std::vector<model::AttributeValue>& values, model::AttributeId attribute) {
  for (const auto& value : values) {
    if (value.attribute == attribute && value.state == model::ValueState::kValue) return value.text;
  }
  return {};
}

base::Result<CrosstabPlan> plan_crosstab(const model::Snapshot& snapshot, const CrosstabSpec& spec) {
  CrosstabPlan plan;
  auto coders = select_coders(snapshot, spec.coders);
  if (!coders) return base::pass(coders);
  plan.coder_counts = std::move(*coders);
  if (auto done = plan_rows(snapshot, spec, plan); !done) return base::pass(done);
  if (auto done = plan_columns(snapshot, spec, plan); !done) return base::pass(done);
  plan_ranks(snapshot, plan);
  plan.words = spec.words || spec.measure == Measure::kWords;
  plan.characters = plan.words || spec.measure == Measure::kCharacters;
  if (plan.words) {
    const bool loaded = std::all_of(snapshot.chunks.begin(), snapshot.chunks.end(),
                                    [](const auto& chunk) { return chunk->words_loaded || chunk->codings() == 0; });
    if (!loaded) return base::fail(ErrorCode::kInvalidArgument, {{"what", "words"}, {"value", "not-loaded"}});
  }
  return plan;
}

}  // namespace polyvocal::analysis
