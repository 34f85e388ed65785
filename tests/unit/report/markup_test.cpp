#include "report/markup_internal.hpp"

#include <gtest/gtest.h>

#include "report/display_width_internal.hpp"

namespace polyvocal::report {
namespace {

using namespace std::string_literals;

TEST(Markup, XmlHoldsOnlyWhatXmlAllows) {
  const struct {
    std::string in, out;
  } kCases[] = {{"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"},
                {"tab\tline\n", "tab\tline\n"},
                {"nul\0x"s, "nul\uFFFDx"},
                {"esc\x1B[31m", "esc\uFFFD[31m"},
                {"\xEF\xBF\xBE\xEF\xBF\xBF", "\uFFFD\uFFFD"},
                {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
                {"\xC0\xAF", "\uFFFD\uFFFD"},                      // over-long
                {"\xE0\x80\xAF", "\uFFFD\uFFFD\uFFFD"},            // over-long
                {"\xE2\x82", "\uFFFD\uFFFD"},                      // cut
                {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // beyond U+10FFFF
                {"\xE2\x82x", "\uFFFD\uFFFDx"},                    // the next character survives
                {"\x7F😀\u200F", "\x7F😀\u200F"}};
  for (const auto& [in, out] : kCases) {
    EXPECT_EQ(escaped(in), out) << in;
    std::string appended = "before ";
    append_escaped(appended, in);
    EXPECT_EQ(appended, "before " + out);
  }
  EXPECT_EQ(cleaned("a<b>&\"'\x1B"), "a<b>&\"'\uFFFD");
}

TEST(Markup, ParagraphsAreTheLinesThatHoldSomething) {
  const std::vector<std::string_view> expected = {"a", "b", " c", "d"};
  EXPECT_EQ(paragraphs("a\r\nb\n\r c\n \t\n\nd\n"), expected);
  EXPECT_TRUE(paragraphs("").empty());
  EXPECT_TRUE(paragraphs("\n").empty());
}

TEST(Markup, NumbersAreOnlyWhatComesBackAsItWas) {
  for (const char* number : {"0", "12", "-3", "2.5", "0.5", "-0.25", "123456789012345"}) {
    EXPECT_TRUE(is_number(number)) << number;
  }
  for (const char* text : {"", "007", "+1", "1,234", "12%", "nan", "inf", "-", "--1", "0x10", " 1", "1 ", "1e9", ".5",
                           "1.", "1.2.3", "1234567890123456"}) {
    EXPECT_FALSE(is_number(text)) << text;
  }
}

TEST(Markup, DirectionIsTheFirstStrongCharacters) {
  for (const char* text :
       {"שלום abc", "(12) \"مرحبا", "... 😀 – שלום", "\u200Fabc", "٣ مرات", "𞤀𞤣", "ﷺ", "ܫܠܡܐ", "ދިވެހި"}) {
    EXPECT_TRUE(right_to_left(text)) << text;
  }
  for (const char* text : {"", "abc שלום", "123 — 45", "日本 שלום", "\u200Eשלום", "é שלום", "٣ ab", "\xD7", "\xFF"}) {
    EXPECT_FALSE(right_to_left(text)) << text;
  }
}

TEST(Markup, LanguagesHaveADirection) {
  for (const char* tag : {"ar", "he-IL", "fa-IR", "ur", "az-Arab-IR", "ckb", "ku-Arab"}) {
    EXPECT_TRUE(right_to_left_language(tag)) << tag;
  }
  for (const char* tag : {"", "en", "de-AT", "ku", "ku-Latn", "ur-Latn", "arn"}) {
    EXPECT_FALSE(right_to_left_language(tag)) << tag;
  }
  EXPECT_EQ(language_tag("en-GB"), "en-GB");
  for (const char* tag : {"", "en\" onload=\"x", "e n", "<en>"}) EXPECT_EQ(language_tag(tag), "und") << tag;
}

TEST(Markup, PrefixesKeepWholeCharacters) {
  EXPECT_EQ(utf16_prefix("abc", 2), 2U);
  EXPECT_EQ(utf16_prefix("a😀b", 2), 1U);
  EXPECT_EQ(utf16_prefix("a😀b", 3), 5U);
  EXPECT_EQ(utf16_prefix("é", 9), 2U);
}

TEST(Markup, WidthCountsColumns) {
  const struct {
    const char* in;
    int out;
  } kCases[] = {{"", 0},     {"abc", 3}, {"é", 1},    {"e\u0301", 1},  {"日本", 4}, {"ｆｕ", 4},
                {"한국", 4}, {"😀", 2},   {"שָׁלוֹם", 4}, {"a\u200Bb", 2}, {"–…", 2},   {"\u1112\u1161\u11AB", 2}};
  for (const auto& [in, out] : kCases) EXPECT_EQ(display_width(in), out) << in;
  EXPECT_EQ(display_prefix("日本語", 5), 6U);
  EXPECT_EQ(display_prefix("e\u0301e\u0301", 1), 3U);
  EXPECT_EQ(display_prefix("abc", 9), 3U);
}

}  // namespace
}  // namespace polyvocal::report
