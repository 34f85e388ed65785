#include <algorithm>
#include <bit>

#include "analysis/crosstab_tally_internal.hpp"

namespace polyvocal::analysis {
namespace {

using Basis = CrosstabPlan::Basis;

void set_bit(std::uint64_t* bits, std::uint32_t at) {
  bits[at >> 6] |= std::uint64_t{1} << (at & 63);
}

template <typename Take>
void for_each_bit(const std::uint64_t* bits, std::size_t words, Take&& take) {
  for (std::size_t w = 0; w < words; ++w) {
    for (std::uint64_t rest = bits[w]; rest != 0; rest &= rest - 1) {
      take(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
    }
  }
}

void add_once(std::vector<std::uint32_t>& list, std::uint32_t value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace

CrosstabTally::CrosstabTally(const model::Snapshot& snapshot, const CrosstabPlan& plan)
    : snapshot_(snapshot),
      plan_(plan),
      columns_(plan.columns.size()),
      bit_words_((snapshot.cases.size() + 63) / 64),
      cells_(plan.row_count() * columns_),
      totals_(plan.row_count()),
      row_stamp_(plan.row_count()),
      unit_stamp_(plan.unit_count) {
  const std::size_t rows = plan.row_count();
  touched_.resize((plan.basis == Basis::kCoders ? columns_ : 1) * rows * bit_words_);
  if (plan.basis == Basis::kDocuments) {
    column_touched_.resize(rows * bit_words_);
    column_row_known_.resize(rows);
    column_cases_.resize(rows * columns_);
    column_units_.resize(rows * columns_);
  }
  if (plan.characters) {
    extents_.resize(rows * columns_);
    total_extents_.resize(rows);
    reach_.resize(rows);
    reach_outside_.resize(rows);
    if (plan.basis == Basis::kCoders) reach_cell_.resize(rows * columns_);
  }
}

void CrosstabTally::count(std::size_t document_index) {
  chunk_ = snapshot_.chunks[document_index].get();
  stamp_ = static_cast<std::uint32_t>(document_index) + 1;
  interval_ = 0;
  word_ = 0;
  cover_.build(*chunk_);
  if (plan_.basis == Basis::kDocuments) {
    document_column_ = plan_.column_of_document[document_index];
    if (open_column_ != document_column_) {
      end_column();
      open_column_ = document_column_;
    }
    columns_here_.assign(1, document_column_);
  }
  count_base(document_index);
  if (plan_.row_list.empty()) return;
  if (plan_.characters && plan_.basis == Basis::kCases) prepare_extents();
  for_each_range(*chunk_, [&](std::size_t first, std::size_t last) { count_range(first, last); });
}

void CrosstabTally::count_base(std::size_t document_index) {
  const std::size_t row = plan_.base_row();
  const auto count_document = [&](std::uint32_t column) {
    Sum& sum = cells_[cell(row, column)];
    if (sum.stamp == stamp_) return;
    sum.stamp = stamp_;
    ++sum.documents;
  };
  const auto touch_all = [&](std::uint64_t* bits) {
    for (const std::uint32_t one : cover_.cases()) set_bit(bits, plan_.rank_of_case[one]);
  };
  ++totals_[row].documents;
  switch (plan_.basis) {
    case Basis::kCases:
      touch_all(touched(0, row));
      for (const std::uint32_t one : cover_.cases()) count_document(plan_.column_of_case[one]);
      if (cover_.covered() < snapshot_.documents[document_index].code_points) {
        count_document(static_cast<std::uint32_t>(plan_.missing));
      }
      break;
    case Basis::kDocuments:
      count_document(document_column_);
      touch_all(&column_touched_[row * bit_words_]);
      if (!column_row_known_[row]) {
        column_row_known_[row] = true;
        column_rows_.push_back(static_cast<std::uint32_t>(row));
      }
      break;
    case Basis::kCoders:
      for (std::size_t i = 0; i < chunk_->codings(); ++i) {
        const std::uint32_t column = plan_.column_of_coder[chunk_->coder[i]];
        if (column == kNoColumn || cells_[cell(row, column)].stamp == stamp_) continue;
        count_document(column);
        touch_all(touched(column, row));
      }
      break;
  }
}

/// Each interval's columns, and the words before its ends.
void CrosstabTally::prepare_extents() {
  interval_column_first_.clear();
  interval_columns_.clear();
  interval_starts_.clear();
  interval_ends_.clear();
  std::size_t word = 0;
  const auto position = [&](std::int64_t at) {
    if (plan_.words) {
      while (word < chunk_->word_start.size() && chunk_->word_start[word] < at) ++word;
    }
    return Position{at, static_cast<std::int64_t>(word)};
  };
  for (const auto& interval : cover_.intervals()) {
    interval_column_first_.push_back(static_cast<std::uint32_t>(interval_columns_.size()));
    const std::size_t first = interval_columns_.size();
    for (std::uint32_t i = interval.first; i < interval.first + interval.count; ++i) {
      const std::uint32_t column = plan_.column_of_case[cover_.cases()[i]];
      const auto begin = interval_columns_.begin() + static_cast<std::ptrdiff_t>(first);
      if (std::find(begin, interval_columns_.end(), column) == interval_columns_.end()) {
        interval_columns_.push_back(column);
      }
    }
    interval_starts_.push_back(position(interval.start));
    interval_ends_.push_back(position(interval.end));
  }
  interval_column_first_.push_back(static_cast<std::uint32_t>(interval_columns_.size()));
}

/// The cases, and of columns made of cases also the columns, that [start, end) counts in.
void CrosstabTally::locate(std::int64_t start, std::int64_t end) {
  interval_ = cover_.first_behind(start, interval_);
  cases_.clear();
  cover_.collect(interval_, end, cases_);
  if (plan_.basis == Basis::kCases) {
    columns_here_.clear();
    outside_ = cases_.empty();
    if (outside_) columns_here_.push_back(static_cast<std::uint32_t>(plan_.missing));
    for (const std::uint32_t one : cases_) add_once(columns_here_, plan_.column_of_case[one]);
  }
  for (std::uint32_t& one : cases_) one = plan_.rank_of_case[one];
}

void CrosstabTally::locate_words(std::int64_t start, std::int64_t end) {
  start_.at = start;
  end_.at = end;
  if (!plan_.words) return;
  const auto& words = chunk_->word_start;
  while (word_ < words.size() && words[word_] < start) ++word_;
  start_.words = static_cast<std::int64_t>(word_);
  end_.words = std::lower_bound(words.begin() + static_cast<std::ptrdiff_t>(word_), words.end(), end,
                                [](std::uint32_t word, std::int64_t wanted) { return std::int64_t{word} < wanted; }) -
               words.begin();
}

void CrosstabTally::count_range(std::size_t first, std::size_t last) {
  bool located = false;
  const auto ready = [&] {
    if (located) return;
    located = true;
    locate(chunk_->start[first], chunk_->end[first]);
    if (plan_.characters) locate_words(chunk_->start[first], chunk_->end[first]);
  };
  const auto rows_of = [&](std::size_t coding) {
    const std::uint32_t code = chunk_->code[coding];
    return std::pair(plan_.row_first[code], plan_.row_first[code + 1]);
  };
  if (last - first == 1) {
    const std::uint32_t coder = chunk_->coder[first];
    const auto [begin, end] = rows_of(first);
    if (begin == end || !plan_.coder_counts[coder]) return;
    ready();
    for (std::uint32_t i = begin; i < end; ++i) count_segment(plan_.row_list[i], coder);
    return;
  }
  for (std::size_t at = first; at < last; ++at) {
    const std::uint32_t coder = chunk_->coder[at];
    if (!plan_.coder_counts[coder]) continue;
    const auto coders = chunk_->coder.begin();
    const auto here = coders + static_cast<std::ptrdiff_t>(at);
    if (std::find(coders + static_cast<std::ptrdiff_t>(first), here, coder) != here) continue;  // done with that one
    ++segment_stamp_;
    for (std::size_t other = at; other < last; ++other) {
      if (chunk_->coder[other] != coder) continue;
      const auto [begin, end] = rows_of(other);
      for (std::uint32_t i = begin; i < end; ++i) {
        const std::uint32_t row = plan_.row_list[i];
        if (row_stamp_[row] == segment_stamp_) continue;
        row_stamp_[row] = segment_stamp_;
        ready();
        count_segment(row, coder);
      }
    }
  }
}

void CrosstabTally::count_segment(std::size_t row, std::uint32_t coder) {
  const auto add = [&](Sum& sum) {
    ++sum.segments;
    sum.documents += sum.stamp != stamp_;
    sum.stamp = stamp_;
  };
  add(totals_[row]);
  std::uint64_t* bits = nullptr;
  switch (plan_.basis) {
    case Basis::kCases:
      for (const std::uint32_t column : columns_here_) add(cells_[cell(row, column)]);
      bits = touched(0, row);
      break;
    case Basis::kDocuments:
      add(cells_[cell(row, document_column_)]);
      bits = &column_touched_[row * bit_words_];
      if (!column_row_known_[row]) {
        column_row_known_[row] = true;
        column_rows_.push_back(static_cast<std::uint32_t>(row));
      }
      break;
    case Basis::kCoders: {
      const std::uint32_t column = plan_.column_of_coder[coder];
      add(cells_[cell(row, column)]);
      bits = touched(column, row);
      break;
    }
  }
  for (const std::uint32_t rank : cases_) set_bit(bits, rank);
  if (plan_.characters) add_extent(row, coder);
}

/// Where the part of the range at work begins that earlier segments of `reach` have not covered; moves the reach.
/// Ranges come by start, so what lies between this start and the reach is covered.
CrosstabTally::Position CrosstabTally::advance(Reach& reach) const {
  if (reach.stamp != stamp_) reach = {start_, stamp_};
  const Position from = reach.position.at > start_.at ? reach.position : start_;
  if (end_.at > reach.position.at) reach.position = end_;
  return from;
}

void CrosstabTally::add_extent(std::size_t row, std::uint32_t coder) {
  const auto add = [&](Extent& extent, Position from) {
    if (from.at >= end_.at) return;
    extent.characters += end_.at - from.at;
    extent.words += end_.words - from.words;
  };
  if (plan_.basis == Basis::kCases && !outside_) {
    add_pieces(row, advance(reach_[row]));
    return;
  }
  if (plan_.basis == Basis::kCoders) {
    const std::size_t at = cell(row, plan_.column_of_coder[coder]);
    add(extents_[at], advance(reach_cell_[at]));
    add(total_extents_[row], advance(reach_[row]));
    return;
  }
  const Position from = advance(plan_.basis == Basis::kCases ? reach_outside_[row] : reach_[row]);
  add(extents_[cell(row, columns_here_.front())], from);
  add(total_extents_[row], from);
}

void CrosstabTally::add_pieces(std::size_t row, Position from) {
  const auto& intervals = cover_.intervals();
  for (std::size_t i = interval_; i < intervals.size() && intervals[i].start < end_.at; ++i) {
    const Position& low = interval_starts_[i].at > from.at ? interval_starts_[i] : from;
    const Position& high = interval_ends_[i].at < end_.at ? interval_ends_[i] : end_;
    if (low.at >= high.at) continue;
    const Extent piece{high.words - low.words, high.at - low.at};
    const auto add = [&](Extent& extent) {
      extent.words += piece.words;
      extent.characters += piece.characters;
    };
    add(total_extents_[row]);
    for (std::uint32_t c = interval_column_first_[i]; c < interval_column_first_[i + 1]; ++c) {
      add(extents_[cell(row, interval_columns_[c])]);
    }
  }
}

void CrosstabTally::end_column() {
  for (const std::uint32_t row : column_rows_) {
    std::uint64_t* bits = &column_touched_[row * bit_words_];
    std::uint32_t previous = kNoColumn;
    for_each_bit(bits, bit_words_, [&](std::uint32_t rank) {
      ++column_cases_[cell(row, open_column_)];
      column_units_[cell(row, open_column_)] += plan_.unit_of_rank[rank] != previous;
      previous = plan_.unit_of_rank[rank];
    });
    std::uint64_t* all = touched(0, row);
    for (std::size_t w = 0; w < bit_words_; ++w) {
      all[w] |= bits[w];
      bits[w] = 0;
    }
    column_row_known_[row] = false;
  }
  column_rows_.clear();
}

void CrosstabTally::merge(const CrosstabTally& other) {
  const auto add_sums = [](std::vector<Sum>& to, const std::vector<Sum>& from) {
    for (std::size_t i = 0; i < to.size(); ++i) {
      to[i].segments += from[i].segments;
      to[i].documents += from[i].documents;
    }
  };
  const auto add_extents = [](std::vector<Extent>& to, const std::vector<Extent>& from) {
    for (std::size_t i = 0; i < to.size(); ++i) {
      to[i].words += from[i].words;
      to[i].characters += from[i].characters;
    }
  };
  add_sums(cells_, other.cells_);
  add_sums(totals_, other.totals_);
  add_extents(extents_, other.extents_);
  add_extents(total_extents_, other.total_extents_);
  for (std::size_t i = 0; i < touched_.size(); ++i) touched_[i] |= other.touched_[i];
  for (std::size_t i = 0; i < column_cases_.size(); ++i) {
    column_cases_[i] += other.column_cases_[i];
    column_units_[i] += other.column_units_[i];
  }
}

/// Adds the cases of `bits` to `cells`, to `column` or (kNoColumn) to each case's own; and to nothing else.
void CrosstabTally::add_cases(const std::uint64_t* bits, std::vector<CrosstabCell>& cells, std::size_t column) {
  std::uint32_t previous_unit = kNoColumn;
  std::size_t previous_column = kNoColumn;
  for_each_bit(bits, bit_words_, [&](std::uint32_t rank) {
    const std::size_t own = column != kNoColumn ? column : plan_.column_of_case[plan_.case_of_rank[rank]];
    const std::uint32_t unit = plan_.unit_of_rank[rank];
    ++cells[own].cases;
    cells[own].units += own != previous_column || unit != previous_unit;
    previous_unit = unit;
    previous_column = own;
  });
}

std::vector<std::vector<CrosstabCell>> CrosstabTally::finish() {
  std::vector<std::vector<CrosstabCell>> result(plan_.row_count());
  std::vector<std::uint64_t> all(bit_words_);
  for (std::size_t row = 0; row < plan_.row_count(); ++row) {
    auto& cells = result[row];
    cells.resize(columns_ + 1);
    CrosstabCell& total = cells[columns_];
    const auto take = [](CrosstabCell& to, const Sum& sum) {
      to.segments = sum.segments;
      to.documents = sum.documents;
    };
    for (std::size_t column = 0; column < columns_; ++column) {
      take(cells[column], cells_[cell(row, column)]);
      if (plan_.characters) {
        cells[column].words = extents_[cell(row, column)].words;
        cells[column].characters = extents_[cell(row, column)].characters;
      }
    }
    take(total, totals_[row]);
    if (plan_.characters) {
      total.words = total_extents_[row].words;
      total.characters = total_extents_[row].characters;
    }
    std::fill(all.begin(), all.end(), 0);
    const std::size_t planes = plan_.basis == Basis::kCoders ? columns_ : 1;
    for (std::size_t plane = 0; plane < planes; ++plane) {
      const std::uint64_t* bits = touched(plane, row);
      for (std::size_t w = 0; w < bit_words_; ++w) all[w] |= bits[w];
      if (plan_.basis == Basis::kCoders) add_cases(bits, cells, plane);
    }
    if (plan_.basis == Basis::kCases) add_cases(all.data(), cells, kNoColumn);
    if (plan_.basis == Basis::kDocuments) {
      for (std::size_t column = 0; column < columns_; ++column) {
        cells[column].cases = column_cases_[cell(row, column)];
        cells[column].units = column_units_[cell(row, column)];
      }
    }
    ++unit_round_;
    for_each_bit(all.data(), bit_words_, [&](std::uint32_t rank) {
      ++total.cases;
      std::uint32_t& stamp = unit_stamp_[plan_.unit_of_rank[rank]];
      total.units += stamp != unit_round_;
      stamp = unit_round_;
    });
  }
  return result;
}

}  // namespace polyvocal::analysis
