#include "text/decode.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "encoded_samples.hpp"
#include "support/temp_folder.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::text {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string utf16(const std::u16string& text, bool big, bool mark) {
  std::string out;
  const auto put = [&](char16_t c) {
    const char high = static_cast<char>(c >> 8);
    const char low = static_cast<char>(c & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) put(0xFEFF);
  for (const char16_t c : text) put(c);
  return out;
}

TEST(Decode, ReadsUnicodeFormsWithAndWithoutMark) {
  const std::u16string wide = u"Interviewer: How was it?\nParent 1: Erm, caf\u00E9, fine.\n";
  const std::string want = "Interviewer: How was it?\nParent 1: Erm, café, fine.\n";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const auto decoded = decode(utf16(wide, big, mark));
      ASSERT_TRUE(decoded);
      EXPECT_EQ(decoded->text, want);
      EXPECT_EQ(decoded->encoding, big ? "UTF-16BE" : "UTF-16LE");
      EXPECT_EQ(decoded->had_bom, mark);
    }
  }
  const auto marked = decode("\xEF\xBB\xBF" + want).value();
  EXPECT_EQ(marked.text, want);
  EXPECT_TRUE(marked.had_bom);
}

TEST(Decode, RecordsLineEndsInTheEditMap) {
  const auto decoded = decode(
                           "\xEF\xBB\xBF"
                           "a\r\nb\rc\nd\r\n"s)
                           .value();
  EXPECT_EQ(decoded.text, "a\nb\nc\nd\n");
  // before: BOM a CR LF b CR c LF d CR LF
  const auto forward = [&](int at) { return decoded.edits.forward(CodePointOffset(at)).value; };
  EXPECT_EQ(forward(1), 0);
  EXPECT_EQ(forward(4), 2);
  EXPECT_EQ(forward(6), 4);
  EXPECT_EQ(forward(8), 6);
}

TEST(Decode, ReplacesNul) {
  const auto decoded = decode("a\0b and some more words of text here, long enough"s).value();
  EXPECT_EQ(decoded.text.substr(0, 5),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(Decode, TellsEightBitEncodingsApart) {
  // "Ça, c'est très déjà vu, l'été à la fenêtre." in windows-1252 and MacRoman
  EXPECT_EQ(decode("\xC7"
                   "a, c\x92"
                   "est tr\xE8s d\xE9j\xE0 vu, l\x92\xE9t\xE9 \xE0 la fen\xEAtre.")
                ->text,
            "Ça, c’est très déjà vu, l’été à la fenêtre.");
  EXPECT_EQ(decode("\x82"
                   "a, c\xD5"
                   "est tr\x8Fs d\x8Ej\x88 vu, l\xD5\x8Et\x8E \x88 la fen\x90tre.",
                   {.encoding = "macintosh", .language = "", .repair_doubly_encoded = false})
                ->text.substr(2),
            "a, c’est très déjà vu, l’été à la fenêtre.");
}

TEST(Decode, ForcedEncodingOverrules) {
  EXPECT_EQ(decode("\xE9", {.encoding = "windows-1251", .language = "", .repair_doubly_encoded = false})->text, "й");
  EXPECT_EQ(decode("x", {.encoding = "no-such-encoding", .language = "", .repair_doubly_encoded = false}).error().code,
            base::ErrorCode::kUnknownEncoding);
}

TEST(Decode, RefusesWhatIsNoText) {
  EXPECT_EQ(decode("").error().code, base::ErrorCode::kEmptyFile);
  std::string noise;
  for (int i = 0; i < 2000; ++i) noise += static_cast<char>((i * 7919) >> 3);
  EXPECT_EQ(decode(noise).error().code, base::ErrorCode::kUnknownEncoding);
}

TEST(Decode, RepairsSingleLinesInAnotherEncoding) {
  const auto decoded = decode("Ça va très bien, merci à vous, été.\nCaf\xE9 tr\xE8s bon.\nNaïve idée.\n").value();
  EXPECT_EQ(decoded.text, "Ça va très bien, merci à vous, été.\nCafé très bon.\nNaïve idée.\n");
  EXPECT_NE(std::find(decoded.notes.begin(), decoded.notes.end(), "mixed-encoding-lines"), decoded.notes.end());
}

TEST(Decode, NoticesAndUndoesDoubleEncoding) {
  const std::string doubled = "Itâ€™s the cafÃ© we donâ€™t like, thatâ€™s all: dÃ©jÃ  vu.";
  const auto noticed = decode(doubled).value();
  EXPECT_EQ(noticed.text, doubled);
  EXPECT_EQ(noticed.confidence, 100);
  EXPECT_NE(std::find(noticed.notes.begin(), noticed.notes.end(), "doubly-encoded"), noticed.notes.end());
  EXPECT_EQ(decode(doubled, {.encoding = "", .language = "", .repair_doubly_encoded = true})->text,
            "It’s the café we don’t like, that’s all: déjÃ  vu.");
  EXPECT_FALSE(looks_doubly_encoded("Ein ganz normaler Text über Käse, Öl und Süßes mit „Anführung“ – so."));
}

class EncodedText : public testing::TestWithParam<test::EncodedSample> {};

TEST_P(EncodedText, IsReadWithoutBeingToldHow) {
  const auto& sample = GetParam();
  const auto decoded = decode(sample.bytes);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, sample.text) << "read as " << decoded->encoding << ", is " << sample.encoding;
  EXPECT_EQ(decoded->replaced, 0);
  // Told the name that was found, the same comes out: a file can be imported again as it was.
  const auto again =
      decode(sample.bytes, {.encoding = decoded->encoding, .language = "", .repair_doubly_encoded = false});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text, decoded->text);
  EXPECT_EQ(again->confidence, 100);
}

TEST_P(EncodedText, IsReadInAFileMostlyOfAscii) {
  const auto& sample = GetParam();
  if (std::string_view(sample.encoding) == "ISO-2022-JP") GTEST_SKIP() << "its escape sequences span lines";
  std::string bytes;
  std::string text;
  for (int i = 0; i < 200; ++i) {
    bytes += "12:04 [laughs] 1 2 3 ...\n";
    text += "12:04 [laughs] 1 2 3 ...\n";
  }
  const auto decoded = decode(bytes + std::string(sample.bytes));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, text + std::string(sample.text)) << "read as " << decoded->encoding;
}

INSTANTIATE_TEST_SUITE_P(Text, EncodedText, testing::ValuesIn(test::kEncodedSamples));

TEST(Decode, ReadsUtf16WithoutMarkInEveryScript) {
  for (const std::u16string_view text :
       {u"主持人：當時怎麼樣？\n母親：嗯，很困難，我們都不知道。\n"sv,
        u"Мати: Ну, було важко. Діти не хотіли йти до школи.\n"sv, u"אם: היה קשה. הילדים לא רצו ללכת לבית הספר.\n"sv,
        u"母：ええと、大変でした。いつも怖がっていました。\n"sv}) {
    for (const bool big : {false, true}) {
      const auto decoded = decode(utf16(std::u16string(text), big, false));
      ASSERT_TRUE(decoded) << big;
      EXPECT_EQ(decoded->encoding, big ? "UTF-16BE" : "UTF-16LE");
      EXPECT_EQ(decoded->text, decode(utf16(std::u16string(text), big, true))->text);
    }
  }
}

TEST(Decode, ReplacesACharacterCutOffAtTheEnd) {
  const auto decoded = decode("Il était là, à côté, déj\xC3").value();
  EXPECT_EQ(decoded.text, "Il était là, à côté, déj\xEF\xBF\xBD");
  EXPECT_EQ(decoded.replaced, 1);
  EXPECT_EQ(decoded.encoding, "UTF-8");
}

TEST(Decode, EditsLeadFromTheDecodedToTheStoredText) {
  // Each old position, sent forward, must find the same character in the stored text.
  const std::string body = "one\r\ntwo é\rthree\0four 👨\r\n\r\nfive"s;
  const auto decoded = decode("\xEF\xBB\xBF" + body).value();
  const std::string marked = "\xEF\xBB\xBF" + body;
  const OffsetMap old_map(marked);
  const OffsetMap new_map(decoded.text);
  for (std::int64_t i = 1; i < old_map.code_points().value; ++i) {
    const CodePointRange old{CodePointOffset(i), CodePointOffset(i + 1)};
    const std::string_view character = old_map.slice(old);
    if (character == "\r" || character == "\n" || character == "\0"sv) continue;
    EXPECT_EQ(new_map.slice(decoded.edits.forward(old).range), character) << i;
  }
}

TEST(Decode, EditsLeadThroughARepair) {
  const std::string doubled = "Itâ€™s\r\na cafÃ© we donâ€™t like.";
  const auto repaired = decode(doubled, {.encoding = "", .language = "", .repair_doubly_encoded = true}).value();
  ASSERT_EQ(repaired.text, "It’s\na café we don’t like.");
  const OffsetMap old_map(doubled);
  const OffsetMap new_map(repaired.text);
  const auto at = [](const OffsetMap& map, std::string_view word) {
    return map.to_code_point(ByteOffset(static_cast<std::int64_t>(map.text().find(word))));
  };
  for (const char* word : {"like", "we", "a caf"})
    EXPECT_EQ(repaired.edits.forward(at(old_map, word)), at(new_map, word)) << word;
}

TEST(Decode, PlainAsciiIsLeftAlone) {
  const auto decoded = decode("Interviewer: How was it?\nParent 1: Fine.\n").value();
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.confidence, 100);
  EXPECT_TRUE(decoded.notes.empty());
  EXPECT_TRUE(decoded.edits.identity());
}

TEST(Utf8, KnowsWellFormed) {
  for (const auto& bad : {"\xC0\xAF"s, "\xED\xA0\x80"s, "\xF5\x80\x80\x80"s, "\xE2\x82"s, "\x80"s, "\xE0\x80\x80"s})
    EXPECT_FALSE(valid_utf8(bad));
  EXPECT_TRUE(valid_utf8("a é 人 👨"));
}

/// Every file of the outside encodings folder against its original.
TEST(DecodeCorpora, VariantsGiveTheirOriginal) {
  const auto corpora = test::corpora_dir();
  if (!corpora) GTEST_SKIP() << "POLYVOCAL_CORPORA is not set: the outside encodings are not read";
  const auto folder = *corpora / "variants" / "encodings";
  const auto parliament = *corpora / "16_parlamint_multiscript";
  const auto original = [&](const std::string& name) -> std::filesystem::path {
    if (name.starts_with("en_")) return folder / "en_2020_06_05_Interview_with_Klaus_Bardenhagen.original.txt";
    if (name.starts_with("zh_")) return folder / "zh_interview.utf8bom.txt";
    if (name.starts_with("uk_")) return folder / "uk_parlamint.utf16le-bom.txt";
    if (name.starts_with("el_")) return parliament / "ParlaMint-GR_2019-12-04-S1-commons.excerpt.txt";
    if (name.starts_with("he_")) return parliament / "ParlaMint-IL_2008-03-03-17ptv135742.excerpt.txt";
    return parliament / "ParlaMint-TR_2018-11-01-tbmm-T27.excerpt.txt";
  };
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const auto decoded =
        decode(test::read_all(entry.path()), {.encoding = "", .language = "", .repair_doubly_encoded = true});
    const auto want = decode(test::read_all(original(name)));
    ASSERT_TRUE(decoded && want) << name;
    ++compared;
    // Two files end in one line end more than their original; KOI8-U has no quotation marks, and the file holds '?' for
    // them.
    std::string text = decoded->text;
    std::string truth = want->text;
    while (text.ends_with("\n")) text.pop_back();
    while (truth.ends_with("\n")) truth.pop_back();
    if (name.find("koi8u") != std::string::npos) {
      EXPECT_EQ(decoded->encoding, "KOI8-U");
      EXPECT_EQ(count_code_points(text), count_code_points(truth));
      continue;
    }
    const auto differs = static_cast<std::size_t>(
        std::mismatch(text.begin(), text.end(), truth.begin(), truth.end()).first - text.begin());
    EXPECT_TRUE(text == truth) << name << " read as " << decoded->encoding << " differs at byte " << differs;
  }
  EXPECT_GE(compared, 24);
}

}  // namespace
}  // namespace polyvocal::text
