#include "base/sha256.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"

namespace polyvocal::base {
namespace {

// Messages and digests: NIST, "Cryptographic Standards and Guidelines: example values", SHA-256.
TEST(Sha256, GivesTheStandardsExamples) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex(sha256(std::string(1000000, 'a'))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesGiveTheSameAsTheWhole) {
  std::string message;
  for (int i = 0; i < 300; ++i) message += static_cast<char>('a' + i % 26);
  for (std::size_t length = 0; length < 200; ++length) {
    const std::string part = message.substr(0, length);
    for (const std::size_t cut : {std::size_t{0}, length / 3, length / 2, length}) {
      EXPECT_EQ(Sha256().add(part.substr(0, cut)).add(part.substr(cut)).finish(), sha256(part)) << length << " " << cut;
    }
  }
}

TEST(Clock, WritesIsoTime) {
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(1582934400123), "2020-02-29T00:00:00.123Z");
}

}  // namespace
}  // namespace polyvocal::base
