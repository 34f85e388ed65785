#include "index/span_match.hpp"

#include <gtest/gtest.h>

namespace polyvocal::index {
namespace {

Spans words(std::initializer_list<std::uint32_t> positions) {
  Spans out;
  for (const auto p : positions) out.push_back({p, p});
  return out;
}

TEST(SpanMatch, ChainsNeighbours) {
  EXPECT_EQ(chained({words({1, 4, 9}), words({2, 5, 11}), words({3, 6})}), (Spans{{1, 3}, {4, 6}}));
  EXPECT_EQ(chained({words({1}), {{2, 2}, {2, 4}}}), (Spans{{1, 2}, {1, 4}}));
  EXPECT_EQ(chained({words({1}), {}}), Spans{});
}

TEST(SpanMatch, CountsTheWordsBetween) {
  struct Case {
    std::vector<Spans> lists;
    std::int64_t window;
    bool any_order;
    bool in_order;
  };
  const std::vector<Case> cases = {
      {{words({1}), words({2})}, 1, true, true},
      {{words({2}), words({1})}, 1, true, false},
      {{words({1}), words({3})}, 1, false, false},
      {{words({1}), words({3})}, 2, true, true},
      {{words({1}), words({1})}, 5, false, false},  // one word is not two
      {{words({1, 2}), words({1, 2})}, 1, true, true},
      {{words({1}), words({3}), words({5})}, 2, false, false},
      {{words({1}), words({3}), words({5})}, 3, true, true},
      {{words({3}), words({5}), words({1})}, 3, true, false},
      {{{{1, 2}}, words({4})}, 1, false, false},
      {{{{1, 2}}, words({4})}, 2, true, true},
      {{{{1, 3}}, words({2})}, 9, false, false},                    // inside is not beside
      {{words({1}), {{3, 3}, {3, 5}}, words({6})}, 2, true, true},  // the longer operand leaves fewer gaps
      {{words({1, 10}), words({20, 30}), words({31})}, 1, false, false},
      {{words({1, 29}), words({20, 30}), words({31})}, 1, true, true},  // not the first of each
      {{words({1}), {}}, 9, false, false},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(stand_within(cases[i].lists, cases[i].window, WordOrder::kAny), cases[i].any_order) << i;
    EXPECT_EQ(stand_within(cases[i].lists, cases[i].window, WordOrder::kAsGiven), cases[i].in_order) << i;
  }
}

TEST(SpanMatch, KeepsWhatTakesPart) {
  EXPECT_EQ(taking_part({words({1, 10, 20}), words({11, 30})}, 2, WordOrder::kAny), words({10, 11}));
  EXPECT_EQ(taking_part({words({1}), words({30})}, 2, WordOrder::kAny), Spans{});
}

}  // namespace
}  // namespace polyvocal::index
