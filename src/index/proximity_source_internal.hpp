#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "index/span_match.hpp"

namespace polyvocal::index {

/// What stands at a place in a text, in terms of the index.
struct TermPattern {
  enum class Kind {
    kTerms,  ///< one of `terms`, which ascend
    kChain,  ///< the children, side by side in order
    kAny,    ///< one of the children
  };
  Kind kind = Kind::kTerms;
  std::vector<std::string> terms;
  std::vector<TermPattern> children;
};

struct Proximity {
  std::vector<TermPattern> operands;
  std::int64_t window = 1;
  WordOrder order = WordOrder::kAny;
  Xapian::Query candidates;  ///< finds every passage that may match, and few that do not
};

/// Gives Xapian the passages whose word positions fulfil a Proximity, with weight 0: what OP_NEAR and OP_PHRASE cannot
/// do, which take single words only and fail where two operands share a word. init() runs the candidates' query on the
/// shard it is given; positions are read when Xapian comes to a candidate.
class ProximitySource final : public Xapian::PostingSource {
 public:
  explicit ProximitySource(std::shared_ptr<const Proximity> proximity);
  ~ProximitySource() override;

  ProximitySource* clone() const override;
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
  class Cursor;
  bool matches(Xapian::docid docid);

  /// Moves on from candidate number `next_` - 1 to one that matches.
  void settle();

  std::shared_ptr<const Proximity> proximity_;
  std::vector<Cursor> cursors_;        ///< one an operand
  std::vector<Xapian::docid> docids_;  ///< the candidates, ascending
  std::size_t next_ = 0;               ///< one beyond the current candidate; 0 before the first
  bool matched_ = false;               ///< false after a check() that found that the current one does not match
};

}  // namespace polyvocal::index
