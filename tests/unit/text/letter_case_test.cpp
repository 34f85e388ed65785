#include "text/letter_case.hpp"

#include <gtest/gtest.h>

namespace polyvocal::text {
namespace {

TEST(Upper, KnowsLettersOfEveryScriptUnderTheCLocale) {
  EXPECT_EQ(upper(""), "");
  EXPECT_EQ(upper("Codé ici"), "CODÉ ICI");
  EXPECT_EQ(upper("Mère 4"), "MÈRE 4");
  EXPECT_EQ(upper("straße"), "STRASSE");
  EXPECT_EQ(upper("Олена"), "ОЛЕНА");
  EXPECT_EQ(upper("ŷ, title"), "Ŷ, TITLE");
  EXPECT_EQ(upper("訪談者"), "訪談者");
}

}  // namespace
}  // namespace polyvocal::text
