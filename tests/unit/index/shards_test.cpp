#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "index/passage_set_source_internal.hpp"
#include "index/proximity_source_internal.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::index {
namespace {

using ::testing::ElementsAre;

/// Several databases opened as one, as an archive is: docid d of shard i of n is (d - 1) * n + i + 1 of the whole.
class ShardsTest : public ::testing::Test {
 protected:
  void make(std::size_t count, Xapian::docid last) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto path = (folder_.path() / std::to_string(i)).string();
      Xapian::WritableDatabase shard(path, Xapian::DB_CREATE);
      for (Xapian::docid d = 1; d <= last; ++d) {
        Xapian::Document document;
        document.add_posting("alpha", 1 + d % 3);
        document.add_posting("beta", 5);
        document.add_posting("gamma", 6);
        if (d != 4) shard.replace_document(d, document);
      }
      shard.commit();
      shards_.emplace_back(path);
      whole_.add_database(shards_.back());
    }
    uuids_ = std::make_shared<const std::vector<std::string>>(shard_uuids(shards_));
  }
  Xapian::Query source(std::vector<std::int64_t> ids) const {
    std::vector<model::PassageId> passages;
    for (const auto id : ids) passages.push_back({id});
    return Xapian::Query(
        (new PassageSetSource(std::make_shared<const model::PassageSet>(std::move(passages)), uuids_))->release());
  }
  std::vector<Xapian::docid> run(const Xapian::Query& query) const {
    Xapian::Enquire enquire(whole_);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    std::vector<Xapian::docid> out;
    const auto found = enquire.get_mset(0, 1000, 1000);
    for (auto it = found.begin(); it != found.end(); ++it) out.push_back(*it);
    return out;
  }

  test::TempFolder folder_;
  std::vector<Xapian::Database> shards_;
  Xapian::Database whole_;
  std::shared_ptr<const std::vector<std::string>> uuids_;
};

TEST_F(ShardsTest, PassagesKeepTheirNumbersOverShards) {
  make(3, 6);
  // Docids 10 to 12 are document 4 of each shard and do not exist; 19 and more are beyond the end.
  EXPECT_THAT(run(source({1, 2, 5, 9, 10, 12, 14, 18, 19, 400})), ElementsAre(1, 2, 5, 9, 14, 18));
  EXPECT_THAT(run(Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query("alpha"), source({2, 3, 11, 17}))),
              ElementsAre(2, 3, 17));
  EXPECT_THAT(
      run(Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, source({1, 2, 3, 4, 5, 6, 7, 8, 9, 13}))),
      ElementsAre(14, 15, 16, 17, 18));
  // A source serves several runs of one query.
  const auto query = source({3});
  EXPECT_THAT(run(query), ElementsAre(3));
  EXPECT_THAT(run(query), ElementsAre(3));
}

TEST_F(ShardsTest, AnUnknownShardIsAnError) {
  make(2, 2);
  uuids_ = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"other"});
  EXPECT_THROW(run(source({1})), Xapian::InvalidArgumentError);
}

TEST_F(ShardsTest, PositionsAreReadFromTheShard) {
  make(2, 6);
  // alpha stands at 1 + d % 3, so d = 2 and 5 have it at 3, two before beta.
  auto proximity = std::make_shared<Proximity>();
  proximity->operands = {
      {TermPattern::Kind::kTerms, {"alpha"}, {}},
      {TermPattern::Kind::kChain,
       {},
       {{TermPattern::Kind::kTerms, {"beta"}, {}}, {TermPattern::Kind::kTerms, {"gamma", "none"}, {}}}}};
  proximity->window = 2;
  proximity->candidates = Xapian::Query("alpha");
  const Xapian::Query near((new ProximitySource(proximity))->release());
  EXPECT_THAT(run(Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query("alpha"), near)), ElementsAre(3, 4, 9, 10));
  EXPECT_THAT(run(near), ElementsAre(3, 4, 9, 10));
  EXPECT_THAT(run(Xapian::Query(Xapian::Query::OP_FILTER, near, source({4, 5, 9}))), ElementsAre(4, 9));
}

}  // namespace
}  // namespace polyvocal::index
