#include "index/proximity_source_internal.hpp"

#include <algorithm>

namespace polyvocal::index {

namespace {

/// Beyond so many terms it is cheaper to read the passage's list of terms than to keep a cursor on each of them.
constexpr std::size_t kFewTerms = 16;

void append_positions(Xapian::PositionIterator from, const Xapian::PositionIterator& end, Spans& out) {
  for (; from != end; ++from) out.push_back({*from, *from});
}

}  // namespace

/// A pattern with a cursor on the postings of each of its terms. Passages are asked for in ascending order.
class ProximitySource::Cursor {
 public:
  Cursor(const Xapian::Database& shard, const TermPattern& pattern) : shard_(shard), pattern_(pattern) {
    for (const auto& child : pattern.children) children_.emplace_back(shard, child);
    if (pattern.kind != TermPattern::Kind::kTerms || pattern.terms.size() > kFewTerms) return;
    for (const auto& term : pattern.terms) postings_.push_back(shard.postlist_begin(term));
  }

  Spans spans(Xapian::docid docid) {
    switch (pattern_.kind) {
      case TermPattern::Kind::kChain:
        return chain(docid);
      case TermPattern::Kind::kAny: {
        std::vector<Spans> parts;
        for (auto& child : children_) parts.push_back(child.spans(docid));
        return united(parts);
      }
      case TermPattern::Kind::kTerms:
        return postings_.empty() ? listed(docid) : posted(docid);
    }
    return {};
  }

 private:
  Spans chain(Xapian::docid docid) {
    std::vector<Spans> parts;
    for (auto& child : children_) {
      parts.push_back(child.spans(docid));
      if (parts.back().empty()) return {};
    }
    return chained(parts);
  }

  Spans posted(Xapian::docid docid) {
    std::vector<Spans> parts;
    const Xapian::PostingIterator end;
    for (auto& posting : postings_) {
      if (posting == end) continue;
      posting.skip_to(docid);
      if (posting == end || *posting != docid) continue;
      append_positions(posting.positionlist_begin(), posting.positionlist_end(), parts.emplace_back());
    }
    return parts.size() == 1 ? std::move(parts.front()) : united(parts);
  }

  /// By the passage's list of terms, which ascends as the pattern's does.
  Spans listed(Xapian::docid docid) const {
    std::vector<Spans> parts;
    auto present = shard_.termlist_begin(docid);
    const auto end = shard_.termlist_end(docid);
    // Either list jumps to the other's next term: a passage has few of a prefix's thousands.
    for (auto wanted = pattern_.terms.begin(); wanted != pattern_.terms.end() && present != end;) {
      present.skip_to(*wanted);
      if (present == end) break;
      const std::string term = *present;
      wanted = std::lower_bound(wanted, pattern_.terms.end(), term);
      if (wanted == pattern_.terms.end() || *wanted != term) continue;
      append_positions(present.positionlist_begin(), present.positionlist_end(), parts.emplace_back());
      ++wanted;
    }
    return united(parts);
  }

  Xapian::Database shard_;
  const TermPattern& pattern_;
  std::vector<Cursor> children_;
  std::vector<Xapian::PostingIterator> postings_;
};

ProximitySource::ProximitySource(std::shared_ptr<const Proximity> proximity) : proximity_(std::move(proximity)) {}
ProximitySource::~ProximitySource() = default;

ProximitySource* ProximitySource::clone() const {
  return new ProximitySource(proximity_);
}

void ProximitySource::init(const Xapian::Database& shard) {
  cursors_.clear();
  for (const auto& operand : proximity_->operands) cursors_.emplace_back(shard, operand);
  Xapian::Enquire enquire(shard);
  enquire.set_query(proximity_->candidates);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto found = enquire.get_mset(0, shard.get_doccount());
  docids_.assign(found.begin(), found.end());
  next_ = 0;
  matched_ = false;
}

Xapian::doccount ProximitySource::get_termfreq_min() const {
  return 0;
}
Xapian::doccount ProximitySource::get_termfreq_est() const {
  return static_cast<Xapian::doccount>(docids_.size());
}
Xapian::doccount ProximitySource::get_termfreq_max() const {
  return static_cast<Xapian::doccount>(docids_.size());
}

bool ProximitySource::matches(Xapian::docid docid) {
  std::vector<Spans> lists;
  for (auto& cursor : cursors_) {
    lists.push_back(cursor.spans(docid));
    if (lists.back().empty()) return false;
  }
  return stand_within(lists, proximity_->window, proximity_->order);
}

void ProximitySource::settle() {
  while (next_ <= docids_.size() && !matches(docids_[next_ - 1])) ++next_;
  matched_ = true;
}

void ProximitySource::next(double) {
  ++next_;
  settle();
}

void ProximitySource::skip_to(Xapian::docid docid, double minimum_weight) {
  if (!check(docid, minimum_weight)) settle();
}

bool ProximitySource::check(Xapian::docid docid, double) {
  if (next_ > docids_.size()) return true;
  if (next_ > 0 && matched_ && docids_[next_ - 1] >= docid) return true;
  const auto from = docids_.begin() + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
  next_ = static_cast<std::size_t>(std::lower_bound(from, docids_.end(), docid) - docids_.begin()) + 1;
  matched_ = next_ > docids_.size() || matches(docids_[next_ - 1]);
  return matched_;
}

bool ProximitySource::at_end() const {
  return next_ > docids_.size();
}
Xapian::docid ProximitySource::get_docid() const {
  return docids_[next_ - 1];
}
std::string ProximitySource::get_description() const {
  return "positions(" + std::string(proximity_->order == WordOrder::kAny ? "near " : "in order ") +
         std::to_string(proximity_->window) + ", " + proximity_->candidates.get_description() + ")";
}

}  // namespace polyvocal::index
