#include <algorithm>
#include <limits>

#include "index/passage_set_source_internal.hpp"

namespace polyvocal::index {

std::vector<std::string> shard_uuids(const std::vector<Xapian::Database>& databases) {
  std::vector<std::string> uuids;
  for (const auto& database : databases) uuids.push_back(database.get_uuid());
  return uuids;
}

PassageSetSource::PassageSetSource(std::shared_ptr<const model::PassageSet> passages,
                                   std::shared_ptr<const std::vector<std::string>> uuids)
    : passages_(std::move(passages)), uuids_(std::move(uuids)) {}

PassageSetSource* PassageSetSource::clone() const {
  return new PassageSetSource(passages_, uuids_);
}

void PassageSetSource::init(const Xapian::Database& shard) {
  docids_.clear();
  next_ = 0;
  const auto place = std::find(uuids_->begin(), uuids_->end(), shard.get_uuid());
  if (place == uuids_->end()) throw Xapian::InvalidArgumentError("passage set over an unknown shard");
  const auto count = static_cast<std::int64_t>(uuids_->size());
  const auto index = static_cast<std::int64_t>(place - uuids_->begin());
  const std::int64_t last = shard.get_lastdocid();
  docids_.reserve(passages_->size() / uuids_->size() + 1);
  // docid d of shard i of n is docid (d - 1) * n + i + 1 of the whole.
  for (const auto id : passages_->ids()) {
    if (id.value < 1 || (id.value - 1) % count != index) continue;
    const std::int64_t docid = (id.value - 1) / count + 1;
    if (docid > last) break;
    docids_.push_back(static_cast<Xapian::docid>(docid));
  }
  if (shard.get_doccount() == shard.get_lastdocid() || docids_.empty()) return;
  auto present = shard.postlist_begin(std::string());
  const auto end = shard.postlist_end(std::string());
  std::erase_if(docids_, [&](Xapian::docid docid) {
    if (present != end && *present < docid) present.skip_to(docid);
    return present == end || *present != docid;
  });
}

Xapian::doccount PassageSetSource::get_termfreq_min() const {
  return static_cast<Xapian::doccount>(docids_.size());
}
Xapian::doccount PassageSetSource::get_termfreq_est() const {
  return static_cast<Xapian::doccount>(docids_.size());
}
Xapian::doccount PassageSetSource::get_termfreq_max() const {
  return static_cast<Xapian::doccount>(docids_.size());
}

void PassageSetSource::next(double) {
  ++next_;
}

void PassageSetSource::skip_to(Xapian::docid docid, double) {
  if (next_ == 0) next_ = 1;
  const auto from = docids_.begin() + static_cast<std::ptrdiff_t>(std::min(next_ - 1, docids_.size()));
  next_ = static_cast<std::size_t>(std::lower_bound(from, docids_.end(), docid) - docids_.begin()) + 1;
}

bool PassageSetSource::check(Xapian::docid docid, double minimum_weight) {
  skip_to(docid, minimum_weight);
  return true;
}

bool PassageSetSource::at_end() const {
  return next_ > docids_.size();
}
Xapian::docid PassageSetSource::get_docid() const {
  return docids_[next_ - 1];
}
std::string PassageSetSource::get_description() const {
  return "passages(" + std::to_string(passages_->size()) + ")";
}

}  // namespace polyvocal::index
