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

TEST(Fold, KeepsMarksThatMakeAnotherLetter) {
  EXPECT_NE(fold("мой"), fold("мои"));
  EXPECT_NE(fold("її"), fold("іі"));
  EXPECT_EQ(fold("ещё"), fold("еще"));
  EXPECT_NE(fold("が"), fold("か"));
  EXPECT_EQ(fold("が"), fold("か\xE3\x82\x99"));  // composed or not
  EXPECT_EQ(fold("ｶﾞ"), fold("ガ"));              // half width
  EXPECT_EQ(fold("한"), fold("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"));
}

TEST(Fold, IsStable) {
  for (const char* text : {"Café", "ǅ", "İI", "ẞ", "Ω", "कि", "ﷺ", "don’t", "が"})
    EXPECT_EQ(fold(fold(text)), fold(text)) << text;
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
