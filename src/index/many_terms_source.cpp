#include "index/many_terms_source_internal.hpp"

#include <algorithm>
#include <cmath>

namespace polyvocal::index {

ManyTermsSource::ManyTermsSource(std::shared_ptr<const std::vector<std::string>> terms) : terms_(std::move(terms)) {}

ManyTermsSource* ManyTermsSource::clone() const {
  return new ManyTermsSource(terms_);
}

void ManyTermsSource::init(const Xapian::Database& shard) {
  hits_.clear();
  next_ = 0;
  std::vector<Xapian::termcount> counts(std::size_t{shard.get_lastdocid()} + 1);
  const Xapian::PostingIterator end;
  for (const auto& term : *terms_) {
    for (auto posting = shard.postlist_begin(term); posting != end; ++posting) counts[*posting] += posting.get_wdf();
  }
  weigh(shard, counts);
}

/// Robertson and others, Okapi at TREC-3 (1994), as Xapian::BM25Weight has it: k1 = 1, k2 = 0, b = 0.5, lengths from
/// half the average on.
void ManyTermsSource::weigh(const Xapian::Database& shard, const std::vector<Xapian::termcount>& counts) {
  constexpr double kShortest = 0.5;
  constexpr double kLengthShare = 0.5;
  const auto found = std::count_if(counts.begin(), counts.end(), [](Xapian::termcount count) { return count > 0; });
  hits_.reserve(static_cast<std::size_t>(found));
  const double average = shard.get_average_length();
  const double ratio = (shard.get_doccount() - static_cast<double>(found) + 0.5) / (static_cast<double>(found) + 0.5);
  const double rarity = 2 * std::log(ratio < 2 ? ratio * 0.5 + 1 : ratio);
  double most = 0;
  auto passage = shard.postlist_begin(std::string());
  for (Xapian::docid docid = 0; docid < counts.size(); ++docid) {
    if (counts[docid] == 0) continue;
    passage.skip_to(docid);
    const double length = std::max(passage.get_doclength() / average, kShortest);
    const double weight =
        rarity * counts[docid] / (length * kLengthShare + (1 - kLengthShare) + static_cast<double>(counts[docid]));
    hits_.push_back({docid, static_cast<float>(weight)});
    most = std::max<double>(most, hits_.back().weight);
  }
  set_maxweight(most);
}

Xapian::doccount ManyTermsSource::get_termfreq_min() const {
  return static_cast<Xapian::doccount>(hits_.size());
}
Xapian::doccount ManyTermsSource::get_termfreq_est() const {
  return static_cast<Xapian::doccount>(hits_.size());
}
Xapian::doccount ManyTermsSource::get_termfreq_max() const {
  return static_cast<Xapian::doccount>(hits_.size());
}

double ManyTermsSource::get_weight() const {
  return hits_[next_ - 1].weight;
}

void ManyTermsSource::next(double minimum_weight) {
  ++next_;
  while (next_ <= hits_.size() && hits_[next_ - 1].weight < minimum_weight) ++next_;
}

void ManyTermsSource::skip_to(Xapian::docid docid, double minimum_weight) {
  const auto from = hits_.begin() + static_cast<std::ptrdiff_t>(std::min(next_ == 0 ? 0 : next_ - 1, hits_.size()));
  const auto place = std::lower_bound(from, hits_.end(), docid,
                                      [](const Hit& hit, Xapian::docid wanted) { return hit.docid < wanted; });
  next_ = static_cast<std::size_t>(place - hits_.begin());
  next(minimum_weight);
}

bool ManyTermsSource::at_end() const {
  return next_ > hits_.size();
}
Xapian::docid ManyTermsSource::get_docid() const {
  return hits_[next_ - 1].docid;
}
std::string ManyTermsSource::get_description() const {
  return "any of " + std::to_string(terms_->size()) + " terms from " + terms_->front();
}

}  // namespace polyvocal::index
