#include <algorithm>
#include <bit>

#include "analysis/case_cover_internal.hpp"
#include "analysis/retrieval.hpp"

namespace polyvocal::analysis {
namespace {

/// Calls `take(passage)` for every passage that [start, end) overlaps; passages ascend and do not overlap.
template <typename Take>
void for_each_passage(const model::DocumentChunk& chunk, std::int64_t start, std::int64_t end, Take&& take) {
  const auto first = std::upper_bound(chunk.passage_end.begin(), chunk.passage_end.end(), start);
  for (auto i = static_cast<std::size_t>(first - chunk.passage_end.begin());
       i < chunk.passage_id.size() && chunk.passage_start[i] < end; ++i) {
    take(i);
  }
}

}  // namespace

model::PassageSet passages_with_code(const model::Snapshot& snapshot, model::CodeId code, RollUp roll_up) {
  const std::size_t first = snapshot.codes.index_of(code);
  if (first == model::CodeTree::npos) return {};
  const std::size_t last = roll_up == RollUp::kRolledUp ? snapshot.codes.subtree_end(first) : first + 1;
  std::vector<model::PassageId> found;
  for (const auto& chunk : snapshot.chunks) {
    for (std::size_t i = 0; i < chunk->codings(); ++i) {
      if (chunk->code[i] < first || chunk->code[i] >= last) continue;
      for_each_passage(*chunk, chunk->start[i], chunk->end[i],
                       [&](std::size_t passage) { found.push_back(chunk->passage_id[passage]); });
    }
  }
  return model::PassageSet(std::move(found));
}

model::PassageSet uncoded_passages(const model::Snapshot& snapshot) {
  std::vector<model::PassageId> found;
  std::vector<bool> coded;
  for (const auto& chunk : snapshot.chunks) {
    coded.assign(chunk->passage_id.size(), false);
    for (std::size_t i = 0; i < chunk->codings(); ++i) {
      for_each_passage(*chunk, chunk->start[i], chunk->end[i], [&](std::size_t passage) { coded[passage] = true; });
    }
    for (std::size_t i = 0; i < coded.size(); ++i) {
      if (!coded[i]) found.push_back(chunk->passage_id[i]);
    }
  }
  return model::PassageSet(std::move(found));
}

std::vector<CodeCount> code_counts(const model::Snapshot& snapshot) {
  const auto& tree = snapshot.codes;
  std::vector<CodeCount> counts(tree.size());
  const std::size_t words = (snapshot.cases.size() + 63) / 64;
  std::vector<std::uint64_t> touched(tree.size() * words);
  CaseCover cover;
  std::vector<std::uint32_t> cases;
  for (const auto& chunk : snapshot.chunks) {
    cover.build(*chunk);
    std::size_t interval = 0;
    for_each_range(*chunk, [&](std::size_t first, std::size_t last) {
      interval = cover.first_behind(chunk->start[first], interval);
      cases.clear();
      cover.collect(interval, chunk->end[first], cases);
      for (std::size_t i = first; i < last; ++i) {
        const std::uint32_t code = chunk->code[i];
        ++counts[code].direct;
        for (const std::uint32_t one : cases) touched[code * words + (one >> 6)] |= std::uint64_t{1} << (one & 63);
      }
    });
  }
  // Depth first: going backwards, every code is complete before its parent takes it.
  for (std::size_t i = tree.size(); i-- > 0;) {
    counts[i].rolled_up += counts[i].direct;
    for (std::size_t w = 0; w < words; ++w) counts[i].cases += std::popcount(touched[i * words + w]);
    const std::size_t parent = tree.index_of(tree.codes()[i].parent);
    if (parent == model::CodeTree::npos) continue;
    counts[parent].rolled_up += counts[i].rolled_up;
    for (std::size_t w = 0; w < words; ++w) touched[parent * words + w] |= touched[i * words + w];
  }
  return counts;
}

}  // namespace polyvocal::analysis
