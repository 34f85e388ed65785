#include "crosstab_naive.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace polyvocal::analysis {

using Kind = ColumnSpec::Kind;

NaiveCrosstab::NaiveCrosstab(const model::Snapshot& snapshot, const CrosstabSpec& spec,
                             const std::vector<CrosstabColumn>& columns)
    : s_(snapshot), spec_(spec), columns_(columns) {}

bool NaiveCrosstab::counts_in_row(std::size_t row, std::uint32_t code) const {
  if (row == kAll) {
    for (std::size_t r = 0; r < spec_.rows.size(); ++r) {
      if (counts_in_row(r, code)) return true;
    }
    return false;
  }
  const model::Code* node = &s_.codes.codes()[code];
  if (spec_.roll_up == RollUp::kDirect) return node->id == spec_.rows[row];
  while (node != nullptr && node->id != spec_.rows[row]) node = s_.codes.find(node->parent);
  return node != nullptr;
}

bool NaiveCrosstab::coder_counts(std::uint32_t coder) const {
  return spec_.coders.empty() ||
         std::find(spec_.coders.begin(), spec_.coders.end(), s_.coders[coder].id) != spec_.coders.end();
}

bool NaiveCrosstab::by_cases() const {
  if (spec_.columns.kind == Kind::kCase) return true;
  if (spec_.columns.kind != Kind::kAttribute) return false;
  return std::any_of(s_.attributes.begin(), s_.attributes.end(), [&](const model::Attribute& one) {
    return one.id == spec_.columns.attribute && one.target == model::AttributeTarget::kCase;
  });
}

std::size_t NaiveCrosstab::missing() const {
  return columns_.empty() || !columns_.back().missing ? kAll : columns_.size() - 1;
}

std::size_t NaiveCrosstab::column_of(const std::vector<model::AttributeValue>& values) const {
  for (const auto& value : values) {
    if (value.attribute != spec_.columns.attribute || value.state != model::ValueState::kValue) continue;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!columns_[c].missing && text::fold_name(columns_[c].label) == text::fold_name(value.text)) return c;
    }
  }
  return missing();
}

std::size_t NaiveCrosstab::column_of_case(std::size_t person) const {
  return spec_.columns.kind == Kind::kCase ? person : column_of(s_.cases[person].values);
}

void NaiveCrosstab::add_case(Cell& cell, std::size_t person) const {
  cell.cases.insert(person);
  const bool alone = !s_.cases[person].unit;
  cell.units.insert({alone, alone ? static_cast<std::int64_t>(person) : s_.cases[person].unit.value});
}

NaiveCrosstab::Cell NaiveCrosstab::cell(std::size_t row, std::size_t column) const {
  Cell result;
  for (std::size_t d = 0; d < s_.chunks.size(); ++d) {
    const auto& chunk = *s_.chunks[d];
    for (std::size_t i = 0; i < chunk.codings(); ++i) {
      if (!counts_in_row(row, chunk.code[i]) || !coder_counts(chunk.coder[i])) continue;
      const text::CodePointRange range{text::CodePointOffset(chunk.start[i]), text::CodePointOffset(chunk.end[i])};
      std::set<std::size_t> touched;
      for (const auto& span : chunk.case_spans) {
        if (span.range.overlaps(range)) touched.insert(span.case_index);
      }
      bool counts = column == kAll;
      if (spec_.columns.kind == Kind::kCoder) {
        counts = counts || columns_[column].label == s_.coders[chunk.coder[i]].name;
      } else if (spec_.columns.kind == Kind::kDocument) {
        counts = counts || column == d;
      } else if (!by_cases()) {
        counts = counts || column_of(s_.document_values[d]) == column;
      } else if (touched.empty()) {
        counts = counts || column == missing();
      }
      for (const std::size_t person : touched) counts = counts || (by_cases() && column_of_case(person) == column);
      if (!counts) continue;
      result.segments.insert({d, chunk.start[i], chunk.end[i], chunk.coder[i]});
      result.documents.insert(d);
      for (const std::size_t person : touched) {
        if (!by_cases() || column == kAll || column_of_case(person) == column) add_case(result, person);
      }
      for (std::int64_t at = chunk.start[i]; at < chunk.end[i]; ++at) {
        bool inside = !by_cases() || touched.empty();
        for (const auto& span : chunk.case_spans) {
          const bool own = column == kAll || column_of_case(span.case_index) == column || !by_cases();
          inside = inside || (own && span.range.contains(text::CodePointOffset(at)));
        }
        if (inside) result.points.insert({d, at});
      }
    }
  }
  for (std::size_t d = 0; d < s_.chunks.size(); ++d) {
    for (const std::uint32_t word : s_.chunks[d]->word_start) result.words += result.points.contains({d, word}) ? 1 : 0;
  }
  return result;
}

NaiveCrosstab::Cell NaiveCrosstab::base(std::size_t column) const {
  Cell result;
  for (std::size_t d = 0; d < s_.chunks.size(); ++d) {
    const auto& chunk = *s_.chunks[d];
    bool of_column = column == kAll;
    if (spec_.columns.kind == Kind::kDocument) {
      of_column = of_column || column == d;
    } else if (spec_.columns.kind == Kind::kCoder) {
      bool coded = false;
      for (const std::uint32_t coder : chunk.coder) {
        coded = coded || (coder_counts(coder) && (column == kAll || s_.coders[coder].name == columns_[column].label));
      }
      of_column = coded;
    } else if (!by_cases()) {
      of_column = of_column || column_of(s_.document_values[d]) == column;
    }
    if (!by_cases()) {
      if (!of_column) continue;
      result.documents.insert(d);
      for (const auto& span : chunk.case_spans) add_case(result, span.case_index);
      continue;
    }
    for (const auto& span : chunk.case_spans) {
      if (column != kAll && column_of_case(span.case_index) != column) continue;
      add_case(result, span.case_index);
      result.documents.insert(d);
    }
    if (column != kAll && column == missing()) {
      for (std::int64_t at = 0; at < s_.documents[d].code_points; ++at) {
        const bool covered = std::any_of(chunk.case_spans.begin(), chunk.case_spans.end(), [&](const auto& span) {
          return span.range.contains(text::CodePointOffset(at));
        });
        if (!covered) result.documents.insert(d);
      }
    }
  }
  return result;
}

}  // namespace polyvocal::analysis
