#include "text/edit_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace polyvocal::text {
namespace {

/// A text of distinct letters with random replacements, done by hand beside the map: -1 marks an inserted letter.
struct Edited {
  EditMap map;
  std::vector<int> origin;  // for each new position the old one, or -1
};

Edited random_edits(std::mt19937& random, int length) {
  Edited result;
  int at = 0;
  while (at < length) {
    const int kept = static_cast<int>(random() % 6);
    for (int i = 0; i < kept && at < length; ++i) result.origin.push_back(at++);
    if (at >= length) break;
    const int removed = std::min(static_cast<int>(random() % 4), length - at);
    const int inserted = static_cast<int>(random() % 4);
    result.map.add({CodePointOffset(at), removed, inserted});
    for (int i = 0; i < inserted; ++i) result.origin.push_back(-1);
    at += removed;
  }
  return result;
}

TEST(EditMap, KeptCharactersGoThereAndBack) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const auto edited = random_edits(random, 40);
    for (std::size_t i = 0; i < edited.origin.size(); ++i) {
      if (edited.origin[i] < 0) continue;
      const CodePointOffset old_at(edited.origin[i]);
      const CodePointOffset new_at(static_cast<std::int64_t>(i));
      // a range of one kept character is that character, wherever it went
      const auto placed = edited.map.forward(CodePointRange{old_at, old_at + 1});
      ASSERT_EQ(placed.range, (CodePointRange{new_at, new_at + 1})) << round << " " << edited.map.serialize();
      ASSERT_EQ(placed.placement, Placement::kExact);
      ASSERT_EQ(edited.map.backward(new_at), old_at) << round << " " << edited.map.serialize();
    }
  }
}

TEST(EditMap, PositionsGoWhereCountingPutsThem) {
  std::mt19937 random(14);
  for (int round = 0; round < 300; ++round) {
    const auto edited = random_edits(random, 40);
    for (int old = 0; old < 40; ++old) {
      const auto kept = std::find(edited.origin.begin(), edited.origin.end(), old);
      const auto before =
          std::find_if(edited.origin.begin(), edited.origin.end(), [&](int from) { return from >= old; });
      const std::int64_t got = edited.map.forward(CodePointOffset(old)).value;
      if (kept != edited.origin.end()) {
        ASSERT_EQ(got, kept - edited.origin.begin()) << old << " in " << edited.map.serialize();
      } else {
        // A removed character's place is inside or before what replaced it, never behind the next kept one.
        ASSERT_LE(got, before - edited.origin.begin()) << old << " in " << edited.map.serialize();
      }
      if (old > 0) {
        ASSERT_LE(edited.map.forward(CodePointOffset(old - 1)).value, got);
      }
    }
  }
}

TEST(EditMap, TwoMapsInARowAreOne) {
  std::mt19937 random(12);
  for (int round = 0; round < 500; ++round) {
    const auto first = random_edits(random, 40);
    const auto second = random_edits(random, static_cast<int>(first.origin.size()));
    const EditMap both = first.map.then(second.map);
    for (std::size_t i = 0; i < second.origin.size(); ++i) {
      const int middle = second.origin[i];
      const int old = middle < 0 ? -1 : first.origin[static_cast<std::size_t>(middle)];
      if (old < 0) continue;
      const auto placed = both.forward(CodePointRange{CodePointOffset(old), CodePointOffset(old + 1)});
      ASSERT_EQ(placed.range.start.value, static_cast<std::int64_t>(i))
          << first.map.serialize() << " then " << second.map.serialize() << " = " << both.serialize();
    }
  }
}

TEST(EditMap, SaysWhatHappenedToARange) {
  EditMap map;
  map.add({CodePointOffset(10), 5, 2});
  const auto range = [](int a, int b) { return CodePointRange{CodePointOffset(a), CodePointOffset(b)}; };
  EXPECT_EQ(map.forward(range(0, 10)).placement, Placement::kExact);
  EXPECT_EQ(map.forward(range(15, 20)).range, range(12, 17));
  EXPECT_EQ(map.forward(range(8, 20)).placement, Placement::kTouched);
  EXPECT_EQ(map.forward(range(8, 20)).range, range(8, 17));
  EXPECT_EQ(map.forward(range(11, 14)).placement, Placement::kLost);
  EXPECT_EQ(map.forward(range(12, 20)).range, range(10, 17));
  EditMap insertion;
  insertion.add({CodePointOffset(10), 0, 3});
  EXPECT_EQ(insertion.forward(range(5, 10)).range, range(5, 10));
  EXPECT_EQ(insertion.forward(range(10, 12)).range, range(13, 15));
  EXPECT_EQ(insertion.forward(range(5, 15)).placement, Placement::kTouched);
}

TEST(EditMap, SerializesAndParses) {
  std::mt19937 random(13);
  for (int round = 0; round < 50; ++round) {
    const auto edited = random_edits(random, 30);
    const auto parsed = EditMap::parse(edited.map.serialize());
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->edits(), edited.map.edits());
  }
  for (const char* bad : {"1", "1:2", "1:2:3", "a:1:1;", "5:1:1;2:1:1;", "1:-2:3;"})
    EXPECT_FALSE(EditMap::parse(bad)) << bad;
}

TEST(EditMap, BetweenKeepsCharactersWhole) {
  const auto map = EditMap::between("caf\xC3\xA9 x", "caf\xC3\xA8 x");  // the two letters share their first byte
  ASSERT_EQ(map.edits().size(), 1u);
  EXPECT_EQ(map.edits()[0], (Edit{CodePointOffset(3), 1, 1}));
  EXPECT_TRUE(EditMap::between("same", "same").identity());
}

}  // namespace
}  // namespace polyvocal::text
