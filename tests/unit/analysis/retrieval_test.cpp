#include "analysis/retrieval.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "study.hpp"
#include "support/synthetic_snapshot.hpp"
#include "text/fold.hpp"

namespace polyvocal::analysis {
namespace {

using model::Snapshot;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

/// Document, start, end, coder: what tells segments apart.
using Key = std::tuple<std::size_t, std::int64_t, std::int64_t, std::uint32_t>;

std::vector<Key> keys(const std::vector<Segment>& segments) {
  std::vector<Key> result;
  for (const auto& s : segments) result.push_back({s.document_index, s.range.start.value, s.range.end.value, s.coder});
  return result;
}

bool is_below(const Snapshot& s, std::uint32_t code, model::CodeId ancestor, RollUp roll_up) {
  const auto* node = &s.codes.codes()[code];
  if (roll_up == RollUp::kDirect) return node->id == ancestor;
  while (node != nullptr && node->id != ancestor) node = s.codes.find(node->parent);
  return node != nullptr;
}

struct NaiveCoding {
  Key key;
  std::uint32_t code = 0;
  model::CodingId id;
};

/// The codings of one code (npos = any of the codes asked for) that the coder and document filters let pass.
std::vector<NaiveCoding> naive_codings(const Snapshot& s, const RetrievalSpec& spec, std::size_t which) {
  std::vector<NaiveCoding> result;
  const auto listed = [](const auto& list, auto id) {
    return list.empty() || std::find(list.begin(), list.end(), id) != list.end();
  };
  for (std::size_t d = 0; d < s.chunks.size(); ++d) {
    const auto& chunk = *s.chunks[d];
    for (std::size_t i = 0; i < chunk.codings(); ++i) {
      bool wanted = which == Snapshot::npos && spec.codes.empty();
      for (std::size_t k = 0; k < spec.codes.size(); ++k) {
        const bool asked = which == Snapshot::npos || which == k;
        wanted = wanted || (asked && is_below(s, chunk.code[i], spec.codes[k], spec.roll_up));
      }
      if (!wanted || !listed(spec.documents, s.documents[d].id)) continue;
      if (!listed(spec.coders, s.coders[chunk.coder[i]].id)) continue;
      result.push_back({{d, chunk.start[i], chunk.end[i], chunk.coder[i]}, chunk.code[i], chunk.id[i]});
    }
  }
  return result;
}

bool overlap(const Key& a, const Key& b) {
  return std::get<0>(a) == std::get<0>(b) &&
         std::max(std::get<1>(a), std::get<1>(b)) < std::min(std::get<2>(a), std::get<2>(b));
}

std::pair<std::size_t, std::size_t> naive_passages(const model::DocumentChunk& chunk, const Key& key) {
  std::vector<std::size_t> hit;
  std::size_t before = 0;
  for (std::size_t p = 0; p < chunk.passage_start.size(); ++p) {
    if (chunk.passage_start[p] <= std::get<1>(key)) before = p;
    if (std::max(chunk.passage_start[p], std::get<1>(key)) < std::min(chunk.passage_end[p], std::get<2>(key))) {
      hit.push_back(p);
    }
  }
  return hit.empty() ? std::pair(before, before) : std::pair(hit.front(), hit.back());
}

/// Difference of passage numbers; -1 in different documents.
std::int64_t naive_distance(const Snapshot& s, const Key& a, const Key& b) {
  if (std::get<0>(a) != std::get<0>(b)) return -1;
  const auto [a1, a2] = naive_passages(*s.chunks[std::get<0>(a)], a);
  const auto [b1, b2] = naive_passages(*s.chunks[std::get<0>(b)], b);
  if (a1 > b2) return static_cast<std::int64_t>(a1 - b2);
  return b1 > a2 ? static_cast<std::int64_t>(b1 - a2) : 0;
}

bool naive_where(const Snapshot& s, const RetrievalSpec& spec, const Key& key) {
  bool asked = false;
  std::set<std::uint32_t> people;
  for (const auto& span : s.chunks[std::get<0>(key)]->case_spans) {
    if (overlap(key, {std::get<0>(key), span.range.start.value, span.range.end.value, 0}))
      people.insert(span.case_index);
  }
  std::map<std::uint32_t, bool> fits;
  for (const auto one : people) fits[one] = true;
  for (const auto& [attribute, value] : spec.where) {
    if (attribute == test::kSyntheticWave) {
      std::string has;
      for (const auto& known : s.document_values[std::get<0>(key)]) has = known.text;
      if (text::fold_name(has) != text::fold_name(value)) return false;
      continue;
    }
    asked = true;
    for (auto& [one, fine] : fits) {
      fine = fine && text::fold_name(s.case_value(one, attribute)) == text::fold_name(value);
    }
  }
  return !asked || std::any_of(fits.begin(), fits.end(), [](const auto& one) { return one.second; });
}

std::vector<Key> naive_retrieve(const Snapshot& s, const RetrievalSpec& spec) {
  std::set<Key> result;
  if (spec.combine == Combine::kAny) {
    for (const auto& coding : naive_codings(s, spec, Snapshot::npos)) result.insert(coding.key);
  } else if (spec.combine == Combine::kAll) {
    const auto sharing = naive_codings(s, spec, Snapshot::npos);
    for (std::size_t d = 0; d < s.documents.size(); ++d) {
      const auto covered = [&](std::int64_t at) {
        for (std::size_t k = 0; k < spec.codes.size(); ++k) {
          const auto codings = naive_codings(s, spec, k);
          if (std::none_of(codings.begin(), codings.end(), [&](const NaiveCoding& one) {
                return overlap(one.key, {d, at, at + 1, 0});
              })) {
            return false;
          }
        }
        return true;
      };
      for (std::int64_t at = 0; at < s.documents[d].code_points;) {
        if (!covered(at)) {
          ++at;
          continue;
        }
        Key stretch{d, at, at, model::DocumentChunk::kNone};
        while (at < s.documents[d].code_points && covered(at)) ++at;
        std::get<2>(stretch) = at;
        std::set<std::uint32_t> coders;
        for (const auto& one : sharing) {
          if (overlap(one.key, stretch)) coders.insert(std::get<3>(one.key));
        }
        if (coders.size() == 1) std::get<3>(stretch) = *coders.begin();
        result.insert(stretch);
      }
    }
  } else {
    for (const auto& first : naive_codings(s, spec, 0)) {
      bool every = true;
      bool none = true;
      for (std::size_t k = 1; k < spec.codes.size(); ++k) {
        const auto others = naive_codings(s, spec, k);
        const bool meets = std::any_of(others.begin(), others.end(), [&](const NaiveCoding& other) {
          if (spec.combine != Combine::kNear) return overlap(first.key, other.key);
          const std::int64_t distance = naive_distance(s, first.key, other.key);
          return distance >= 0 && distance <= spec.near;
        });
        every = every && meets;
        none = none && !meets;
      }
      if (spec.combine == Combine::kWithout ? none : every) result.insert(first.key);
    }
  }
  std::vector<Key> kept;
  for (const auto& key : result) {
    if (naive_where(s, spec, key)) kept.push_back(key);
  }
  return kept;
}

TEST(Retrieval, EveryCombinationAgreesWithEveryPairCompared) {
  std::map<Combine, std::size_t> found;
  for (unsigned seed = 1; seed <= 250; ++seed) {
    test::SyntheticSpec made;
    made.seed = seed;
    made.documents = 1 + seed % 6;
    made.cases = seed % 7;
    made.codes = 3 + seed % 6;
    made.codings = 10 + seed % 40;
    made.coders = 1 + seed % 3;
    made.document_length = 60 + seed % 90;
    made.passage_length = 4 + seed % 12;
    made.coding_length = 3 + seed % 30;
    const Snapshot s = test::synthetic_snapshot(made);
    RetrievalSpec spec;
    spec.combine = static_cast<Combine>(seed % 5);
    const std::size_t codes = 1 + seed % 3;
    for (std::size_t k = 0; k < codes; ++k)
      spec.codes.push_back(s.codes.codes()[(seed * 5 + k * 3) % s.codes.size()].id);
    if (spec.combine == Combine::kAny && seed % 10 == 0) spec.codes.clear();
    spec.near = seed % 4;
    spec.roll_up = seed % 3 == 0 ? RollUp::kDirect : RollUp::kRolledUp;
    if (seed % 4 == 1) spec.coders = {s.coders.back().id};
    if (seed % 6 == 1) spec.documents = {s.documents.front().id};
    if (seed % 7 == 2) spec.where.emplace_back(test::kSyntheticGroup, "GROUP 1");
    if (seed % 7 == 3) spec.where.emplace_back(test::kSyntheticGroup, "");
    if (seed % 14 == 2) spec.where.emplace_back(test::kSyntheticStage, "middle");
    if (seed % 9 == 4) spec.where.emplace_back(test::kSyntheticWave, "Wave 0");
    const auto got = retrieve(s, spec);
    ASSERT_TRUE(got) << seed;
    EXPECT_EQ(keys(*got), naive_retrieve(s, spec)) << "seed " << seed << " combination " << seed % 5;
    found[spec.combine] += got->size();
    for (const auto& segment : *got) {
      const auto& chunk = *s.chunks[segment.document_index];
      const Key key{segment.document_index, segment.range.start.value, segment.range.end.value, segment.coder};
      EXPECT_EQ(std::pair(segment.first_passage, segment.last_passage), naive_passages(chunk, key)) << seed;
      std::set<std::uint32_t> codes_here;
      std::vector<model::CodingId> codings_here;
      const bool any = spec.combine == Combine::kAny || spec.combine == Combine::kAll;
      for (const auto& one : naive_codings(s, spec, any ? Snapshot::npos : 0)) {
        const bool here = spec.combine == Combine::kAll ? overlap(one.key, key) : one.key == key;
        if (!here) continue;
        codes_here.insert(one.code);
        codings_here.push_back(one.id);
      }
      EXPECT_EQ(segment.codes, std::vector<std::uint32_t>(codes_here.begin(), codes_here.end())) << seed;
      EXPECT_EQ(segment.codings, codings_here) << seed;
      std::vector<std::uint32_t> people;
      for (const auto& span : chunk.case_spans) {
        const bool known = std::find(people.begin(), people.end(), span.case_index) != people.end();
        if (span.range.overlaps(segment.range) && !known) people.push_back(span.case_index);
      }
      EXPECT_EQ(segment.cases, people) << seed;
    }
  }
  for (const auto& [combine, count] : found) EXPECT_GT(count, 30U) << static_cast<int>(combine);
}

struct Talk : Study {
  model::CodeId trust = code("Trust");
  model::CodeId broken = code("Broken", trust);
  model::CodeId time = code("Time");
  std::size_t talk = document();
  std::vector<Key> get(Combine combine, std::vector<model::CodeId> codes, std::int64_t near = 0) const {
    RetrievalSpec spec;
    spec.codes = std::move(codes);
    spec.combine = combine;
    spec.near = near;
    return keys(retrieve(make(), spec).value());
  }
};

TEST(Retrieval, CodingsOfOneCoderAndRangeAreOneSegment) {
  Talk talk;
  talk.coded(0, 5, 15, talk.time).coded(0, 5, 15, talk.broken).coded(0, 5, 15, talk.time, 1);
  const auto segments = retrieve(talk.make(), {}).value();
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_THAT(segments[0].codes, ElementsAre(1U, 2U));
  EXPECT_EQ(segments[0].codings.size(), 2U);
  EXPECT_EQ(segments[0].first_passage, 0U);
  EXPECT_EQ(segments[0].last_passage, 1U);
  EXPECT_EQ(segments[1].coder, 1U);
}

TEST(Retrieval, StretchesOfAllCodes) {
  Talk talk;
  talk.coded(0, 0, 20, talk.broken).coded(0, 20, 30, talk.trust).coded(0, 10, 40, talk.time, 1);
  talk.coded(0, 60, 70, talk.time).coded(0, 70, 80, talk.trust);  // touch, share nothing
  EXPECT_THAT(talk.get(Combine::kAll, {talk.trust, talk.time}),
              ElementsAre(Key{0, 10, 30, model::DocumentChunk::kNone}));
  EXPECT_THAT(talk.get(Combine::kAll, {talk.time}), ElementsAre(Key{0, 10, 40, 1}, Key{0, 60, 70, 0}));
}

TEST(Retrieval, NearCountsPassages) {
  Talk talk;
  talk.coded(0, 2, 8, talk.trust).coded(0, 21, 24, talk.time).coded(0, 95, 99, talk.trust);
  EXPECT_TRUE(talk.get(Combine::kNear, {talk.trust, talk.time}, 1).empty());
  EXPECT_THAT(talk.get(Combine::kNear, {talk.trust, talk.time}, 2), ElementsAre(Key{0, 2, 8, 0}));
  EXPECT_EQ(talk.get(Combine::kNear, {talk.trust, talk.time}, INT64_MAX).size(), 2U);
}

TEST(Retrieval, NearKnowsCodingsBetweenPassages) {
  Talk talk;
  // Of two codings that begin in the gap behind the first passage, the earlier reaches the second; the later, which
  // ends in the gap, belongs to the first.
  talk.coded(0, 2, 4, talk.trust).coded(0, 10, 20, talk.time).coded(0, 11, 12, talk.time);
  auto s = talk.make();
  auto chunk = *s.chunks[0];
  chunk.passage_start[1] = 14;
  s.chunks[0] = std::make_shared<model::DocumentChunk>(chunk);
  RetrievalSpec spec;
  spec.codes = {talk.trust, talk.time};
  spec.combine = Combine::kNear;
  EXPECT_EQ(retrieve(s, spec).value().size(), 1U);
}

TEST(Retrieval, RefusesWhatMakesNoSense) {
  Talk talk;
  const auto s = talk.make();
  const auto error_of = [&](auto&& change) {
    RetrievalSpec spec;
    change(spec);
    const auto result = retrieve(s, spec);
    EXPECT_FALSE(result);
    return result ? base::ErrorCode::kInternal : result.error().code;
  };
  EXPECT_EQ(error_of([](auto& spec) { spec.codes = {{99}}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(error_of([](auto& spec) { spec.coders = {{99}}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(error_of([](auto& spec) { spec.documents = {{99}}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(error_of([](auto& spec) { spec.where = {{{99}, "x"}}; }), base::ErrorCode::kNotFound);
  EXPECT_EQ(error_of([](auto& spec) { spec.near = -1; }), base::ErrorCode::kInvalidArgument);
  EXPECT_EQ(error_of([](auto& spec) { spec.combine = Combine::kAll; }), base::ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace polyvocal::analysis
