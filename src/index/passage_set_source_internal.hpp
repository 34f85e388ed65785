#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "model/passage_set.hpp"

namespace polyvocal::index {

/// The UUIDs of the shards that `databases` were opened from, in the order they were added to one Xapian::Database.
std::vector<std::string> shard_uuids(const std::vector<Xapian::Database>& databases);

/// Gives Xapian the passages of a set as matches of weight 0. Passage ids are docids of the whole database; Xapian
/// hands each shard to init() of a clone, which finds its place by the shard's UUID and takes every n-th id. Ids that
/// the shard does not hold are left out. Must not stand under OP_NEAR or OP_PHRASE: Xapian then finds nothing and says
/// nothing.
class PassageSetSource final : public Xapian::PostingSource {
 public:
  PassageSetSource(std::shared_ptr<const model::PassageSet> passages,
                   std::shared_ptr<const std::vector<std::string>> uuids);

  PassageSetSource* clone() const override;
  void init(const Xapian::Database& shard) override;
  Xapian::doccount get_termfreq_min() const override;
  Xapian::doccount get_termfreq_est() const override;
  Xapian::doccount get_termfreq_max() const override;
  void next(double minimum_weight) override;
  void skip_to(Xapian::docid docid, double minimum_weight) override;
  bool check(Xapian::docid docid, double minimum_weight) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  std::string get_description() const override;

 private:
  std::shared_ptr<const model::PassageSet> passages_;
  std::shared_ptr<const std::vector<std::string>> uuids_;
  std::vector<Xapian::docid> docids_;  ///< of this shard, in its own numbers, ascending
  std::size_t next_ = 0;               ///< one beyond the current; 0 before the first
};

}  // namespace polyvocal::index
