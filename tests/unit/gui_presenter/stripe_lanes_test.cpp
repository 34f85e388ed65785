#include "gui/presenter/stripe_lanes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;

PageCoding coding(std::int64_t start, std::int64_t end) {
  PageCoding made;
  made.range = {text::CodePointOffset(start), text::CodePointOffset(end)};
  return made;
}

std::vector<PageCoding> random_codings(unsigned seed, int count) {
  std::mt19937 random(seed);
  std::vector<PageCoding> list;
  for (int i = 0; i < count; ++i) {
    const auto start = static_cast<std::int64_t>(random() % 2000);
    list.push_back(coding(start, start + 1 + static_cast<std::int64_t>(random() % 120)));
  }
  std::sort(list.begin(), list.end(), [](const PageCoding& a, const PageCoding& b) {
    return a.range.start != b.range.start ? a.range.start < b.range.start : b.range.end < a.range.end;
  });
  return list;
}

TEST(StripeLanes, WhatLiesInsideStandsFartherOut) {
  EXPECT_THAT(stripe_lanes({coding(0, 100), coding(10, 50), coding(20, 30), coding(60, 70), coding(100, 110)}),
              ElementsAre(0, 1, 2, 1, 0));
}

TEST(StripeLanes, NoTwoOfOneLaneOverlap) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto list = random_codings(seed, 300);
    const auto lanes = stripe_lanes(list);
    for (std::size_t a = 0; a < list.size(); ++a) {
      for (std::size_t b = a + 1; b < list.size(); ++b) {
        if (lanes[a] == lanes[b]) {
          ASSERT_FALSE(list[a].range.overlaps(list[b].range)) << seed << ": " << a << " " << b;
        }
        // Nested: the outer one is nearer the text.
        if (list[a].range.contains(list[b].range.start) && list[b].range.end <= list[a].range.end) {
          ASSERT_LT(lanes[a], lanes[b]) << seed;
        }
      }
    }
  }
}

TEST(RangeIndex, FindsWhatALookAtEachFinds) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const auto list = random_codings(seed, 200);
    const RangeIndex index(list);
    for (std::int64_t start = 0; start < 2200; start += 37) {
      const text::CodePointRange range{text::CodePointOffset(start), text::CodePointOffset(start + 25)};
      std::vector<std::size_t> wanted;
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].range.overlaps(range)) wanted.push_back(i);
      }
      ASSERT_EQ(index.overlapping(list, range), wanted);
    }
  }
}

TEST(SpreadLabels, EachWhereItIsWantedIfThereIsRoom) {
  EXPECT_THAT(spread_labels({0, 20, 60}, 15, 0, 100), ElementsAre(0, 20, 60));
}

TEST(SpreadLabels, NoneStandsOnAnotherAndNoneIsBelowTheEdge) {
  EXPECT_THAT(spread_labels({10, 11, 12}, 15, 0, 100), ElementsAre(10, 25, 40));
  EXPECT_THAT(spread_labels({80, 90, 95}, 15, 0, 100), ElementsAre(55, 70, 85));
  EXPECT_THAT(spread_labels({5, 5, 5, 5}, 30, 0, 70), ElementsAre(5, 35));
}

}  // namespace
}  // namespace polyvocal::gui
