#include <gtest/gtest.h>

#include <set>

#include "analysis/retrieval.hpp"
#include "support/synthetic_snapshot.hpp"

namespace polyvocal::analysis {
namespace {

bool is_below(const model::Snapshot& s, std::uint32_t code, model::CodeId ancestor) {
  const auto* node = &s.codes.codes()[code];
  while (node != nullptr && node->id != ancestor) node = s.codes.find(node->parent);
  return node != nullptr;
}

test::SyntheticSpec sized(unsigned seed) {
  test::SyntheticSpec made;
  made.seed = seed;
  made.documents = 1 + seed % 6;
  made.cases = seed % 8;
  made.codes = 1 + seed % 10;
  made.codings = 1 + seed % 50;
  made.document_length = 200;
  made.passage_length = 12;
  return made;
}

TEST(CodeCounts, AgreeWithCountingOneByOne) {
  for (unsigned seed = 1; seed <= 80; ++seed) {
    const auto s = test::synthetic_snapshot(sized(seed));
    const auto counts = code_counts(s);
    ASSERT_EQ(counts.size(), s.codes.size());
    for (std::size_t c = 0; c < counts.size(); ++c) {
      std::int64_t direct = 0;
      std::int64_t rolled_up = 0;
      std::set<std::uint32_t> people;
      for (const auto& chunk : s.chunks) {
        for (std::size_t i = 0; i < chunk->codings(); ++i) {
          if (!is_below(s, chunk->code[i], s.codes.codes()[c].id)) continue;
          ++rolled_up;
          direct += chunk->code[i] == c ? 1 : 0;
          for (const auto& span : chunk->case_spans) {
            if (span.range.start.value < chunk->end[i] && chunk->start[i] < span.range.end.value) {
              people.insert(span.case_index);
            }
          }
        }
      }
      EXPECT_EQ(counts[c].direct, direct) << seed;
      EXPECT_EQ(counts[c].rolled_up, rolled_up) << seed;
      EXPECT_EQ(counts[c].cases, static_cast<std::int64_t>(people.size())) << seed;
    }
  }
}

TEST(CodeCounts, PassagesAgreeWithCountingOneByOne) {
  for (unsigned seed = 1; seed <= 80; ++seed) {
    const auto s = test::synthetic_snapshot(sized(seed));
    std::vector<model::PassageId> uncoded;
    std::vector<std::vector<model::PassageId>> direct(s.codes.size());
    std::vector<std::vector<model::PassageId>> rolled_up(s.codes.size());
    for (const auto& chunk : s.chunks) {
      for (std::size_t p = 0; p < chunk->passage_id.size(); ++p) {
        bool coded = false;
        for (std::size_t i = 0; i < chunk->codings(); ++i) {
          if (chunk->start[i] >= chunk->passage_end[p] || chunk->end[i] <= chunk->passage_start[p]) continue;
          coded = true;
          direct[chunk->code[i]].push_back(chunk->passage_id[p]);
          for (std::size_t c = 0; c < s.codes.size(); ++c) {
            if (is_below(s, chunk->code[i], s.codes.codes()[c].id)) rolled_up[c].push_back(chunk->passage_id[p]);
          }
        }
        if (!coded) uncoded.push_back(chunk->passage_id[p]);
      }
    }
    EXPECT_EQ(uncoded_passages(s).ids(), uncoded) << seed;
    for (std::size_t c = 0; c < s.codes.size(); ++c) {
      const auto id = s.codes.codes()[c].id;
      EXPECT_EQ(passages_with_code(s, id, RollUp::kDirect).ids(), model::PassageSet(direct[c]).ids()) << seed;
      EXPECT_EQ(passages_with_code(s, id, RollUp::kRolledUp).ids(), model::PassageSet(rolled_up[c]).ids()) << seed;
    }
  }
  EXPECT_TRUE(passages_with_code(test::synthetic_snapshot(sized(1)), {999}, RollUp::kDirect).empty());
}

}  // namespace
}  // namespace polyvocal::analysis
