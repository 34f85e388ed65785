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

}  // namespace

std::uint32_t CrosstabTally::LocalNumbers::number(std::uint32_t one, std::uint32_t document_stamp) {
  if (stamp[one] != document_stamp) {
    stamp[one] = document_stamp;
    local[one] = static_cast<std::uint32_t>(global.size());
    global.push_back(one);
  }
  return local[one];
}

CrosstabTally::CrosstabTally(const model::Snapshot& snapshot, const CrosstabPlan& plan)
    : snapshot_(snapshot),
      plan_(plan),
      columns_(plan.columns.size()),
      bit_words_((snapshot.cases.size() + 63) / 64),
      cells_(plan.row_count() * columns_),
      totals_(plan.row_count()),
      rows_touched_(plan.row_count()),
      row_stamp_(plan.row_count()) {
  const std::size_t rows = plan.row_count();
  for (LocalNumbers* numbers : {&local_cases_, &local_columns_}) {
    const std::size_t size = numbers == &local_cases_ ? snapshot.cases.size() : columns_;
    numbers->local.resize(size);
    numbers->stamp.resize(size);
  }
  if (plan.basis == Basis::kCoders) planes_ = columns_;
  touched_.resize(planes_ * rows * bit_words_);
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
  open_document(document_index);
  count_base(document_index);
  if (plan_.row_list.empty() || chunk_->codings() == 0) return;
  if (plan_.characters && plan_.basis == Basis::kCases) prepare_extents();
  for_each_range(*chunk_, [&](std::size_t first, std::size_t last) { count_range(first, last); });
  carry_over();
}

void CrosstabTally::open_document(std::size_t document_index) {
  chunk_ = snapshot_.chunks[document_index].get();
  stamp_ = static_cast<std::uint32_t>(document_index) + 1;
  interval_ = 0;
  word_ = 0;
  cover_.build(*chunk_);
  local_columns_.global.clear();
  switch (plan_.basis) {
    case Basis::kCases:
      local_columns_.number(static_cast<std::uint32_t>(plan_.missing), stamp_);
      break;
    case Basis::kDocuments: {
      const std::uint32_t column = plan_.column_of_document[document_index];
      if (open_column_ != column) end_column();
      open_column_ = column;
      local_columns_.number(column, stamp_);
      slots_here_.assign(1, 1);
      break;
    }
    case Basis::kCoders:
      for (std::uint32_t column = 0; column < columns_; ++column) local_columns_.number(column, stamp_);
      break;
  }
  number_cases();
  slots_ = 1 + local_columns_.global.size();
  // What the last document left is zero, so a new shape needs no clearing.
  if (counts_.size() < plan_.row_count() * slots_) counts_.resize(plan_.row_count() * slots_);
  const std::size_t masks = plan_.row_count() * planes_ * case_words_;
  if (masks_.size() < masks) masks_.resize(masks);
}

/// Each interval's cases, and of columns made of cases also its columns, as bits of local numbers.
void CrosstabTally::number_cases() {
  local_cases_.global.clear();
  for (const std::uint32_t one : cover_.cases()) {
    local_cases_.number(one, stamp_);
    if (plan_.basis == Basis::kCases) local_columns_.number(plan_.column_of_case[one], stamp_);
  }
  case_words_ = local_cases_.words();
  column_words_ = plan_.basis == Basis::kCases ? local_columns_.words() : 0;
  const auto& intervals = cover_.intervals();
  interval_cases_.assign(intervals.size() * case_words_, 0);
  interval_columns_.assign(intervals.size() * column_words_, 0);
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    for (std::uint32_t k = intervals[i].first; k < intervals[i].first + intervals[i].count; ++k) {
      const std::uint32_t one = cover_.cases()[k];
      set_bit(interval_cases_.data() + i * case_words_, local_cases_.local[one]);
      if (column_words_ == 0) continue;
      set_bit(interval_columns_.data() + i * column_words_, local_columns_.local[plan_.column_of_case[one]]);
    }
  }
  cases_here_.assign(case_words_, 0);
  column_bits_here_.assign(column_words_, 0);
}

void CrosstabTally::count_base(std::size_t document_index) {
  const std::size_t row = plan_.base_row();
  const auto touch_all = [&](std::uint64_t* bits) {
    for (const std::uint32_t one : local_cases_.global) set_bit(bits, plan_.rank_of_case[one]);
  };
  switch (plan_.basis) {
    case Basis::kCases: {
      touch_all(touched(0, row));
      // The missing column is local number 0, whether a case has it or not.
      bool missing = cover_.covered() < snapshot_.documents[document_index].code_points;
      for (const std::uint32_t one : local_cases_.global)
        missing = missing || plan_.column_of_case[one] == plan_.missing;
      for (std::size_t i = missing ? 0 : 1; i < local_columns_.global.size(); ++i) {
        ++cells_[cell(row, local_columns_.global[i])].documents;
      }
      break;
    }
    case Basis::kDocuments:
      ++cells_[cell(row, open_column_)].documents;
      touch_all(column_touched_.data() + row * bit_words_);
      touch_column_row(row);
      break;
    case Basis::kCoders: {
      std::vector<bool> here(columns_);
      for (const std::uint32_t coder : chunk_->coder) {
        const std::uint32_t column = plan_.column_of_coder[coder];
        if (column == kNoColumn || here[column]) continue;
        here[column] = true;
        ++cells_[cell(row, column)].documents;
        touch_all(touched(column, row));
      }
      break;
    }
  }
}

/// The words before each interval's ends.
void CrosstabTally::prepare_extents() {
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
    interval_starts_.push_back(position(interval.start));
    interval_ends_.push_back(position(interval.end));
  }
}

/// The cases, and of columns made of cases also the slots, that [start, end) counts in.
void CrosstabTally::locate(std::int64_t start, std::int64_t end) {
  const auto& intervals = cover_.intervals();
  interval_ = cover_.first_behind(start, interval_);
  std::fill(cases_here_.begin(), cases_here_.end(), 0);
  std::fill(column_bits_here_.begin(), column_bits_here_.end(), 0);
  std::size_t i = interval_;
  for (; i < intervals.size() && intervals[i].start < end; ++i) {
    for (std::size_t w = 0; w < case_words_; ++w) cases_here_[w] |= interval_cases_[i * case_words_ + w];
    for (std::size_t w = 0; w < column_words_; ++w) column_bits_here_[w] |= interval_columns_[i * column_words_ + w];
  }
  if (plan_.basis != Basis::kCases) return;
  outside_ = i == interval_;
  slots_here_.clear();
  if (outside_) slots_here_.push_back(1);  // the missing column
  for_each_bit(column_bits_here_.data(), column_words_, [&](std::uint32_t local) { slots_here_.push_back(1 + local); });
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
    return std::pair(plan_.row_list.data() + plan_.row_first[code], plan_.row_list.data() + plan_.row_first[code + 1]);
  };
  if (last - first == 1) {
    const std::uint32_t coder = chunk_->coder[first];
    const auto [begin, end] = rows_of(first);
    if (begin == end || !plan_.coder_counts[coder]) return;
    ready();
    count_rows(begin, end, coder);
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
      for (const std::uint32_t* row = begin; row != end; ++row) {
        if (row_stamp_[*row] == segment_stamp_) continue;
        row_stamp_[*row] = segment_stamp_;
        ready();
        count_rows(row, row + 1, coder);
      }
    }
  }
}

/// Counts the segment at work in the rows [begin, end).
void CrosstabTally::count_rows(const std::uint32_t* begin, const std::uint32_t* end, std::uint32_t coder) {
  std::size_t plane = 0;
  if (plan_.basis == Basis::kCoders) {
    plane = plan_.column_of_coder[coder];
    slots_here_.assign(1, 1 + static_cast<std::uint32_t>(plane));
  }
  // Copies of the members: the compiler cannot know that counting does not change them.
  std::uint32_t* const counts = counts_.data();
  const std::uint32_t* const slots_begin = slots_here_.data();
  const std::uint32_t* const slots_end = slots_begin + slots_here_.size();
  const std::size_t slots = slots_;
  const std::size_t words = case_words_;
  const std::size_t mask_step = planes_ * words;
  std::uint64_t* const masks = masks_.data() + plane * words;
  const std::uint64_t* const cases = cases_here_.data();
  const std::uint64_t first_cases = words > 0 ? cases[0] : 0;
  for (const std::uint32_t* it = begin; it != end; ++it) {
    const std::size_t row = *it;
    std::uint32_t* const own = counts + row * slots;
    if (own[0]++ == 0) rows_touched_[rows_touched_count_++] = *it;
    for (const std::uint32_t* slot = slots_begin; slot != slots_end; ++slot) ++own[*slot];
    if (first_cases != 0) masks[row * mask_step] |= first_cases;
    for (std::size_t w = 1; w < words; ++w) masks[row * mask_step + w] |= cases[w];
  }
  if (plan_.characters) {
    for (const std::uint32_t* it = begin; it != end; ++it) add_extent(*it, coder);
  }
}

/// Ends the document: adds its own table to the large one, and clears it.
void CrosstabTally::carry_over() {
  for (std::size_t i = 0; i < rows_touched_count_; ++i) {
    const std::size_t row = rows_touched_[i];
    std::uint32_t* own = &counts_[row * slots_];
    totals_[row].segments += own[0];
    ++totals_[row].documents;
    own[0] = 0;
    for (std::size_t slot = 1; slot < slots_; ++slot) {
      if (own[slot] == 0) continue;
      Sum& sum = cells_[cell(row, local_columns_.global[slot - 1])];
      sum.segments += own[slot];
      ++sum.documents;
      own[slot] = 0;
    }
    if (plan_.basis == Basis::kDocuments) touch_column_row(row);
    for (std::size_t plane = 0; plane < planes_ && case_words_ > 0; ++plane) {
      std::uint64_t* mask = &masks_[(row * planes_ + plane) * case_words_];
      std::uint64_t* bits =
          plan_.basis == Basis::kDocuments ? column_touched_.data() + row * bit_words_ : touched(plane, row);
      for_each_bit(mask, case_words_,
                   [&](std::uint32_t local) { set_bit(bits, plan_.rank_of_case[local_cases_.global[local]]); });
      std::fill(mask, mask + case_words_, 0);
    }
  }
  rows_touched_count_ = 0;
}

void CrosstabTally::touch_column_row(std::size_t row) {
  if (column_row_known_[row]) return;
  column_row_known_[row] = true;
  column_rows_.push_back(static_cast<std::uint32_t>(row));
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
  add(extents_[cell(row, local_columns_.global[slots_here_.front() - 1])], from);
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
    for_each_bit(interval_columns_.data() + i * column_words_, column_words_,
                 [&](std::uint32_t local) { add(extents_[cell(row, local_columns_.global[local])]); });
  }
}

void CrosstabTally::end_column() {
  for (const std::uint32_t row : column_rows_) {
    std::uint64_t* bits = column_touched_.data() + row * bit_words_;
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
void CrosstabTally::add_cases(const std::uint64_t* bits, std::vector<CrosstabCell>& cells, std::size_t column) const {
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
  std::vector<std::uint32_t> unit_row(plan_.unit_count);  // the row that met the unit last, plus one
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
    for (std::size_t plane = 0; plane < planes_; ++plane) {
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
    for_each_bit(all.data(), bit_words_, [&](std::uint32_t rank) {
      ++total.cases;
      std::uint32_t& met = unit_row[plan_.unit_of_rank[rank]];
      total.units += met != row + 1;
      met = static_cast<std::uint32_t>(row) + 1;
    });
  }
  return result;
}

}  // namespace polyvocal::analysis
