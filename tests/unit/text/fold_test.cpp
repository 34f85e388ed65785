#include "text/fold.hpp"

#include <gtest/gtest.h>

#include "text/collate.hpp"

namespace polyvocal::text {
namespace {

TEST(Fold, MakesEqualWhatAPersonCallsTheSame) {
  const std::pair<const char*, const char*> same[] = {
      {"Café", "cafe"}, {"Straße", "STRASSE"}, {"ﬁne", "fine"},    {"İstanbul", "istanbul"},
      {"ısı", "isi"},   {"Ａｂｃ", "abc"},     {"Άρθρα", "αρθρα"}, {"e\xCC\x81t\xC3\xA9", "ete"},
      {"שָׁלוֹם", "שלום"}};
  for (const auto& [a, b] : same) EXPECT_EQ(fold(a), fold(b)) << a;
}

TEST(Fold, KeepsVowelSignsThatMakeTheWord) {
  EXPECT_NE(fold("कि"), fold("का"));
  EXPECT_NE(fold("ที่"), fold("ทา"));
}

TEST(FoldName, ForgivesBlanksCaseAndColons) {
  EXPECT_EQ(fold_name("  Interviewer  1 :"), fold_name("interviewer 1"));
  EXPECT_EQ(fold_name("主持人："), fold_name("主持人"));
}

TEST(CleanName, CollapsesAndComposes) {
  EXPECT_EQ(clean_name("\t A\xC2\xA0 B\r\n"), "A B");
  EXPECT_EQ(clean_name("e\xCC\x81"), "é");
  EXPECT_EQ(clean_name("\x01\x02"), "");
}

TEST(Trim, KnowsUnicodeBlanks) {
  EXPECT_EQ(trim("\xE3\x80\x80 人 \xC2\xA0"), "人");
  EXPECT_EQ(trim(" \n"), "");
}

TEST(Collator, OrdersNumbersByValueAndLettersByLanguage) {
  const Collator english("en");
  EXPECT_TRUE(english("Parent 2", "Parent 10"));
  EXPECT_TRUE(english("école", "zebra"));
  const Collator swedish("sv");
  EXPECT_TRUE(swedish("zebra", "öl"));
  EXPECT_TRUE(Collator("de")("öl", "zebra"));
  EXPECT_EQ(english.compare("a", "a"), 0);
  EXPECT_NE(english.compare("a", "\xEF\xBD\x81"), 0);  // never equal unless the same
  EXPECT_LT(english.sort_key("Parent 2"), english.sort_key("Parent 10"));
}

}  // namespace
}  // namespace polyvocal::text
