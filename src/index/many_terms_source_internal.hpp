#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

namespace polyvocal::index {

/// Gives Xapian the passages that have any of many terms, which count as one: weights are those of BM25 with Xapian's
/// parameters, the passages being counted instead of estimated. init() reads the terms' postings one after the other
/// and adds them up by docid, which is several times faster than the tree of postings that OP_SYNONYM makes, and passes
/// over what cannot reach the first hits. Memory: 12 bytes a passage of the shard. Knows no positions: must not stand
/// under OP_NEAR or OP_PHRASE.
class ManyTermsSource final : public Xapian::PostingSource {
 public:
  explicit ManyTermsSource(std::shared_ptr<const std::vector<std::string>> terms);

  ManyTermsSource* clone() const override;
  void init(const Xapian::Database& shard) override;
  Xapian::doccount get_termfreq_min() const override;
  Xapian::doccount get_termfreq_est() const override;
  Xapian::doccount get_termfreq_max() const override;
  double get_weight() const override;
  void next(double minimum_weight) override;
  void skip_to(Xapian::docid docid, double minimum_weight) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  std::string get_description() const override;

 private:
  struct Hit {
    Xapian::docid docid;
    float weight;
  };
  void weigh(const Xapian::Database& shard, const std::vector<Xapian::termcount>& counts);

  std::shared_ptr<const std::vector<std::string>> terms_;
  std::vector<Hit> hits_;  ///< by docid
  std::size_t next_ = 0;   ///< one beyond the current; 0 before the first
};

}  // namespace polyvocal::index
