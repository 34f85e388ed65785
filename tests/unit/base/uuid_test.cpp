#include "base/uuid.hpp"

#include <gtest/gtest.h>

#include <set>

namespace polyvocal::base {
namespace {

TEST(Uuid, IsVersion7AndStrictlyIncreasing) {
  Uuid last;
  for (int i = 0; i < 100000; ++i) {
    const Uuid next = Uuid::make();
    ASSERT_LT(last, next) << i;
    ASSERT_EQ(next.bytes()[6] >> 4, 7);
    ASSERT_EQ(next.bytes()[8] >> 6, 2);
    last = next;
  }
}

TEST(Uuid, TextGoesThereAndBack) {
  const Uuid uuid = Uuid::make();
  EXPECT_EQ(Uuid::parse(uuid.text()), uuid);
  EXPECT_EQ(Uuid::parse("{" + uuid.text() + "}"), uuid);
  EXPECT_EQ(Uuid::parse("0190163D-8694-739B-AEA5-966C26F8AD91")->text(), "0190163d-8694-739b-aea5-966c26f8ad91");
}

TEST(Uuid, RefusesAnythingElse) {
  for (const char* bad : {"", "0190163d", "0190163d-8694-739b-aea5-966c26f8ad9", "0190163d-8694-739b-aea5-966c26f8ad9g",
                          "0190163d8694-739b-aea5-966c26f8ad91-", "{0190163d-8694-739b-aea5-966c26f8ad91"}) {
    EXPECT_FALSE(Uuid::parse(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace polyvocal::base
