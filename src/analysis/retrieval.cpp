#include "analysis/retrieval.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "analysis/case_cover_internal.hpp"
#include "analysis/crosstab_plan_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::analysis {
namespace {

using base::ErrorCode;
using base::fail;

struct CodeRange {
  std::size_t first = 0;
  std::size_t last = 0;  ///< exclusive
  bool has(std::uint32_t code) const { return first <= code && code < last; }
};

/// Half-open: of code points, or of passages by index.
struct Stretch {
  std::int64_t start = 0;
  std::int64_t end = 0;
};

/// A specification looked up in the snapshot.
struct Wanted {
  RetrievalSpec spec;
  std::vector<CodeRange> codes;
  std::vector<bool> any_code;  ///< by code index
  std::vector<bool> coders;
  std::optional<std::vector<bool>> cases;  ///< by case index; nullopt = no condition on cases
  std::vector<bool> documents;
};

base::Result<Wanted> look_up(const model::Snapshot& snapshot, const RetrievalSpec& spec) {
  Wanted wanted;
  wanted.spec = spec;
  if (spec.near < 0) return fail(ErrorCode::kInvalidArgument, {{"what", "near"}, {"value", std::to_string(spec.near)}});
  if (spec.codes.empty() && spec.combine != Combine::kAny) {
    return fail(ErrorCode::kInvalidArgument, {{"what", "codes"}, {"value", ""}});
  }
  wanted.any_code.assign(snapshot.codes.size(), spec.codes.empty());
  for (const auto code : spec.codes) {
    auto index = code_index(snapshot, code);
    if (!index) return base::pass(index);
    const CodeRange range{*index, spec.roll_up == RollUp::kRolledUp ? snapshot.codes.subtree_end(*index) : *index + 1};
    wanted.codes.push_back(range);
    for (std::size_t i = range.first; i < range.last; ++i) wanted.any_code[i] = true;
  }
  auto coders = select_coders(snapshot, spec.coders);
  if (!coders) return base::pass(coders);
  wanted.coders = std::move(*coders);
  wanted.documents.assign(snapshot.documents.size(), spec.documents.empty());
  for (const auto document : spec.documents) {
    const std::size_t index = snapshot.document_index(document);
    if (index == model::Snapshot::npos) {
      return fail(ErrorCode::kNotFound, {{"kind", "document"}, {"name", std::to_string(document.value)}});
    }
    wanted.documents[index] = true;
  }
  for (const auto& condition : spec.where) {
    const model::AttributeId id = condition.first;
    auto attribute = usable_attribute(snapshot, id);
    if (!attribute) return base::pass(attribute);
    const std::string asked = text::fold_name(condition.second);
    const auto holds = [&](const std::vector<model::AttributeValue>& values) {
      return text::fold_name(value_of(values, id)) == asked;
    };
    if ((*attribute)->target == model::AttributeTarget::kDocument) {
      for (std::size_t i = 0; i < wanted.documents.size(); ++i) {
        const bool known = i < snapshot.document_values.size();
        if (wanted.documents[i] && !holds(known ? snapshot.document_values[i] : std::vector<model::AttributeValue>())) {
          wanted.documents[i] = false;
        }
      }
      continue;
    }
    if (!wanted.cases) wanted.cases.emplace(snapshot.cases.size(), true);
    for (std::size_t i = 0; i < snapshot.cases.size(); ++i) {
      if ((*wanted.cases)[i] && !holds(snapshot.cases[i].values)) (*wanted.cases)[i] = false;
    }
  }
  return wanted;
}

/// Adds a stretch to disjoint ones; stretches come by start, and touching ones become one.
void add_joined(std::vector<Stretch>& list, Stretch next) {
  if (!list.empty() && next.start <= list.back().end) {
    list.back().end = std::max(list.back().end, next.end);
  } else {
    list.push_back(next);
  }
}

/// True if [start, end) shares a code point with one of the disjoint stretches.
bool overlaps_any(const std::vector<Stretch>& list, std::int64_t start, std::int64_t end) {
  const auto it = std::upper_bound(list.begin(), list.end(), start,
                                   [](std::int64_t at, const Stretch& one) { return at < one.end; });
  return it != list.end() && it->start < end;
}

std::vector<Stretch> intersect(const std::vector<Stretch>& a, const std::vector<Stretch>& b) {
  std::vector<Stretch> result;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const Stretch both{std::max(a[i].start, b[k].start), std::min(a[i].end, b[k].end)};
    if (both.start < both.end) result.push_back(both);
    if (a[i].end < b[k].end)
      ++i;
    else
      ++k;
  }
  return result;
}

class Retriever {
 public:
  Retriever(const model::Snapshot& snapshot, const Wanted& wanted) : snapshot_(snapshot), wanted_(wanted) {}

  void document(std::size_t index) {
    index_ = index;
    chunk_ = snapshot_.chunks[index].get();
    cover_.build(*chunk_);
    interval_ = 0;
    switch (wanted_.spec.combine) {
      case Combine::kAny:
        segments_of(nullptr);
        break;
      case Combine::kAll:
        stretches_of_all();
        break;
      case Combine::kNear:
      case Combine::kOverlap:
      case Combine::kWithout:
        prepare_others();
        segments_of(&wanted_.codes.front());
        break;
    }
  }
  std::vector<Segment> take() { return std::move(result_); }

 private:
  bool counts(std::size_t coding, const CodeRange* codes) const {
    const std::uint32_t code = chunk_->code[coding];
    return wanted_.coders[chunk_->coder[coding]] && (codes != nullptr ? codes->has(code) : wanted_.any_code[code]);
  }
  Stretch range(std::size_t coding) const { return {chunk_->start[coding], chunk_->end[coding]}; }

  /// First and last passage that the stretch overlaps; if it lies between passages, the one before it.
  std::pair<std::size_t, std::size_t> passages(Stretch stretch) const {
    const auto& starts = chunk_->passage_start;
    if (starts.empty()) return {0, 0};
    const auto behind = [&](auto it) {
      return it == starts.begin() ? std::size_t{0} : static_cast<std::size_t>(it - starts.begin()) - 1;
    };
    std::size_t first = behind(std::upper_bound(starts.begin(), starts.end(), stretch.start));
    const std::size_t last = behind(std::lower_bound(starts.begin(), starts.end(), stretch.end));
    if (first < last && chunk_->passage_end[first] <= stretch.start) ++first;
    return {first, std::max(first, last)};
  }

  /// Where the other codes are: code points, or passages for kNear.
  void prepare_others() {
    others_.assign(wanted_.codes.size() - 1, {});
    const bool near = wanted_.spec.combine == Combine::kNear;
    std::vector<Stretch> found;
    for (std::size_t k = 1; k < wanted_.codes.size(); ++k) {
      found.clear();
      for (std::size_t i = 0; i < chunk_->codings(); ++i) {
        if (!counts(i, &wanted_.codes[k])) continue;
        const auto [first, last] = near ? passages(range(i)) : std::pair<std::size_t, std::size_t>();
        found.push_back(near ? Stretch{static_cast<std::int64_t>(first), static_cast<std::int64_t>(last) + 1}
                             : range(i));
      }
      // Codings come by start, but one that starts between two passages can belong to the earlier one.
      if (near) std::sort(found.begin(), found.end(), [](Stretch a, Stretch b) { return a.start < b.start; });
      for (const Stretch one : found) add_joined(others_[k - 1], one);
    }
  }

  bool passes(Stretch stretch) const {
    const auto meets = [&](Stretch reach) {
      return [reach](const std::vector<Stretch>& other) { return overlaps_any(other, reach.start, reach.end); };
    };
    switch (wanted_.spec.combine) {
      case Combine::kAny:
      case Combine::kAll:
        return true;
      case Combine::kOverlap:
        return std::all_of(others_.begin(), others_.end(), meets(stretch));
      case Combine::kWithout:
        return std::none_of(others_.begin(), others_.end(), meets(stretch));
      case Combine::kNear: {
        const auto [first, last] = passages(stretch);
        // No further than there are passages, so that a huge `near` does not overflow.
        const std::int64_t near =
            std::min(wanted_.spec.near, static_cast<std::int64_t>(chunk_->passage_start.size()) + 1);
        const Stretch reach{static_cast<std::int64_t>(first) - near, static_cast<std::int64_t>(last) + near + 1};
        return std::all_of(others_.begin(), others_.end(), meets(reach));
      }
    }
    return true;
  }

  void segments_of(const CodeRange* codes) {
    for_each_range(*chunk_, [&](std::size_t first, std::size_t last) {
      group_.clear();
      for (std::size_t i = first; i < last; ++i) {
        if (counts(i, codes)) group_.push_back(i);
      }
      if (group_.empty() || !passes(range(first))) return;
      std::stable_sort(group_.begin(), group_.end(),
                       [&](std::size_t a, std::size_t b) { return chunk_->coder[a] < chunk_->coder[b]; });
      for (std::size_t begin = 0; begin < group_.size();) {
        std::size_t end = begin + 1;
        while (end < group_.size() && chunk_->coder[group_[end]] == chunk_->coder[group_[begin]]) ++end;
        add(range(first), group_.begin() + static_cast<std::ptrdiff_t>(begin),
            group_.begin() + static_cast<std::ptrdiff_t>(end));
        begin = end;
      }
    });
  }

  void stretches_of_all() {
    std::vector<Stretch> common;
    for (std::size_t k = 0; k < wanted_.codes.size(); ++k) {
      std::vector<Stretch> covered;
      for (std::size_t i = 0; i < chunk_->codings(); ++i) {
        if (counts(i, &wanted_.codes[k])) add_joined(covered, range(i));
      }
      common = k == 0 ? std::move(covered) : intersect(common, covered);
    }
    // Intersecting joined stretches cannot make touching ones: between two there is a gap in one of the codes.
    std::vector<std::vector<std::size_t>> sharing(common.size());
    for (std::size_t i = 0; i < chunk_->codings(); ++i) {
      if (!counts(i, nullptr)) continue;
      const auto it = std::upper_bound(common.begin(), common.end(), chunk_->start[i],
                                       [](std::int64_t at, const Stretch& one) { return at < one.end; });
      for (auto k = static_cast<std::size_t>(it - common.begin());
           k < common.size() && common[k].start < chunk_->end[i]; ++k) {
        sharing[k].push_back(i);
      }
    }
    for (std::size_t k = 0; k < common.size(); ++k) add(common[k], sharing[k].begin(), sharing[k].end());
  }

  template <typename Iterator>
  void add(Stretch stretch, Iterator begin, Iterator end) {
    Segment segment;
    interval_ = cover_.first_behind(stretch.start, interval_);
    cover_.collect(interval_, stretch.end, segment.cases);
    if (wanted_.cases && std::none_of(segment.cases.begin(), segment.cases.end(),
                                      [&](std::uint32_t one) { return (*wanted_.cases)[one]; })) {
      return;
    }
    segment.document_index = index_;
    segment.range = {text::CodePointOffset(stretch.start), text::CodePointOffset(stretch.end)};
    segment.coder = chunk_->coder[*begin];
    for (auto it = begin; it != end; ++it) {
      segment.codes.push_back(chunk_->code[*it]);
      segment.codings.push_back(chunk_->id[*it]);
      if (chunk_->coder[*it] != segment.coder) segment.coder = model::DocumentChunk::kNone;
    }
    std::sort(segment.codes.begin(), segment.codes.end());
    segment.codes.erase(std::unique(segment.codes.begin(), segment.codes.end()), segment.codes.end());
    std::tie(segment.first_passage, segment.last_passage) = passages(stretch);
    result_.push_back(std::move(segment));
  }

  const model::Snapshot& snapshot_;
  const Wanted& wanted_;
  std::size_t index_ = 0;
  const model::DocumentChunk* chunk_ = nullptr;
  CaseCover cover_;
  std::size_t interval_ = 0;
  std::vector<std::vector<Stretch>> others_;
  std::vector<std::size_t> group_;
  std::vector<Segment> result_;
};

}  // namespace

base::Result<std::vector<Segment>> retrieve(const model::Snapshot& snapshot, const RetrievalSpec& spec) {
  auto wanted = look_up(snapshot, spec);
  if (!wanted) return base::pass(wanted);
  Retriever retriever(snapshot, *wanted);
  for (std::size_t i = 0; i < snapshot.documents.size(); ++i) {
    if (wanted->documents[i]) retriever.document(i);
  }
  return retriever.take();
}

}  // namespace polyvocal::analysis
