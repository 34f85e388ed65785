#include "reading.hpp"

namespace polyvocal::plugin_host {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = text::RawBlock::Kind;
using Elan = Reading;

/// The time slots t0, t1, ... lie a second apart; t9 has no time.
std::string make_eaf(const std::string& tiers, const std::string& header = "<HEADER TIME_UNITS=\"milliseconds\"/>") {
  std::string made =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ANNOTATION_DOCUMENT FORMAT=\"3.0\">" + header + "<TIME_ORDER>";
  for (int i = 0; i < 9; ++i) {
    made += "<TIME_SLOT TIME_SLOT_ID=\"t" + std::to_string(i) + "\" TIME_VALUE=\"" + std::to_string(i * 1000) + "\"/>";
  }
  return made + "<TIME_SLOT TIME_SLOT_ID=\"t9\"/></TIME_ORDER>" + tiers + "</ANNOTATION_DOCUMENT>";
}

std::string timed(const std::string& id, int from, int to, const std::string& words) {
  return "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"" + id + "\" TIME_SLOT_REF1=\"t" + std::to_string(from) +
         "\" TIME_SLOT_REF2=\"t" + std::to_string(to) + "\"><ANNOTATION_VALUE>" + words +
         "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>";
}

std::string referring(const std::string& id, const std::string& to, const std::string& words) {
  return "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"" + id + "\" ANNOTATION_REF=\"" + to + "\"><ANNOTATION_VALUE>" +
         words + "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>";
}

std::string tier(const std::string& attributes, const std::string& annotations) {
  return "<TIER LINGUISTIC_TYPE_REF=\"default-lt\" " + attributes + ">" + annotations + "</TIER>";
}

std::vector<std::string> said(const RawDocument& read) {
  std::vector<std::string> made;
  for (const auto& block : read.blocks) made.push_back(block.speaker + "|" + block.text);
  return made;
}

TEST_F(Elan, TiersAreSpeakersAndAnnotationsComeInOrderOfTime) {
  const auto read =
      document("a.eaf", make_eaf(tier("TIER_ID=\"BO147\"", timed("a1", 0, 1, "e dove &amp; quando\n  vivi?") +
                                                               timed("a2", 3, 4, " ") + timed("a3", 5, 6, "certo")) +
                                 tier("TIER_ID=\"k2\" PARTICIPANT=\"Marta R.\"",
                                      timed("a4", 1, 3, "a casa") + timed("a5", 4, 7, "con i miei")) +
                                 tier("TIER_ID=\"empty\"", "") + tier("TIER_ID=\"noise\"", timed("a6", 0, 8, ""))));
  EXPECT_EQ(read.format, "elan");
  EXPECT_THAT(said(read),
              ElementsAre("BO147|e dove & quando vivi?", "Marta R.|a casa", "Marta R.|con i miei", "BO147|certo"));
  ASSERT_EQ(read.blocks.size(), 4u);
  EXPECT_EQ(read.blocks[1].kind, Kind::kCue);
  EXPECT_EQ(read.blocks[1].start_ms, 1000);
  EXPECT_EQ(read.blocks[1].end_ms, 3000);
  EXPECT_THAT(read.warnings, IsEmpty());
}

TEST_F(Elan, TiersBelowAreLeftOutAndNamed) {
  const auto read = document("a.eaf", make_eaf(tier("TIER_ID=\"A\"", timed("a1", 0, 1, "buongiorno")) +
                                               tier("TIER_ID=\"A-english\" PARENT_REF=\"A\" PARTICIPANT=\"A\"",
                                                    referring("b1", "a1", "good morning")) +
                                               tier("TIER_ID=\"A-empty\" PARENT_REF=\"A\"", "")));
  EXPECT_THAT(said(read), ElementsAre("A|buongiorno"));
  EXPECT_THAT(read.warnings, ElementsAre(std::pair<std::string, std::string>("tiers-left-out", "A-english")));
}

TEST_F(Elan, WordsBelowATierOfNumbersHaveItsTimesAndSpeaker) {
  const auto read =
      document("a.eaf", make_eaf(tier("TIER_ID=\"ref@A\" PARTICIPANT=\"Ana\"",
                                      timed("a1", 2, 3, "int_002") + timed("a2", 0, 1, "int_001")) +
                                 tier("TIER_ID=\"tx@A\" PARENT_REF=\"ref@A\"",
                                      referring("b1", "a1", "second here") + referring("b2", "a2", "first there")) +
                                 tier("TIER_ID=\"mb@A\" PARENT_REF=\"tx@A\"", referring("c1", "b1", "sec-ond"))));
  EXPECT_THAT(said(read), ElementsAre("Ana|first there", "Ana|second here"));
  ASSERT_EQ(read.blocks.size(), 2u);
  EXPECT_EQ(read.blocks[1].start_ms, 2000);
  EXPECT_EQ(read.blocks[1].end_ms, 3000);
  EXPECT_THAT(read.warnings, ElementsAre(std::pair<std::string, std::string>("tiers-left-out", "ref@A, mb@A")));
  // Nothing but numbers is what there is.
  EXPECT_THAT(said(document("b.eaf", make_eaf(tier("TIER_ID=\"A\"", timed("a1", 0, 1, "42"))))), ElementsAre("A|42"));
}

TEST_F(Elan, NobodySaysTwoThingsAtOnce) {
  const auto read = document(
      "a.eaf", make_eaf(tier("TIER_ID=\"A-speech\" PARTICIPANT=\"A\"",
                             timed("a1", 0, 2, "this big") + timed("a2", 4, 5, "yes")) +
                        tier("TIER_ID=\"A-gesture\" PARTICIPANT=\"A\"", timed("b1", 0, 2, "spreads both arms")) +
                        tier("TIER_ID=\"A-later\" PARTICIPANT=\"A\"", timed("c1", 6, 8, "and then")) +
                        tier("TIER_ID=\"B\"", timed("d1", 0, 2, "no"))));
  EXPECT_THAT(said(read), ElementsAre("A|this big", "B|no", "A|yes", "A|and then"));
  EXPECT_THAT(read.warnings, ElementsAre(std::pair<std::string, std::string>("tiers-left-out", "A-gesture")));
}

TEST_F(Elan, TheTierOfANewFileIsNobody) {
  EXPECT_THAT(said(document("a.eaf", make_eaf(tier("TIER_ID=\"default\"", timed("a1", 0, 1, "words"))))),
              ElementsAre("|words"));
}

TEST_F(Elan, MissingTimesKeepTheirPlace) {
  const auto read = document(
      "a.eaf", make_eaf(tier("TIER_ID=\"A\"", timed("a1", 2, 3, "one") + timed("a2", 9, 9, "two")) +
                        tier("TIER_ID=\"B\"", timed("b1", 4, 5, "three")) +
                        tier("TIER_ID=\"C\"", referring("c1", "c2", "round") + referring("c2", "c1", "and round"))));
  EXPECT_THAT(said(read), ElementsAre("C|round", "C|and round", "A|one", "A|two", "B|three"));
  ASSERT_EQ(read.blocks.size(), 5u);
  EXPECT_FALSE(read.blocks[0].start_ms.has_value());
  EXPECT_FALSE(read.blocks[3].start_ms.has_value());
  const auto pictures = document(
      "b.eaf", make_eaf(tier("TIER_ID=\"A\"", timed("a1", 1, 2, "words")), "<HEADER TIME_UNITS=\"PAL-frames\"/>"));
  EXPECT_EQ(pictures.blocks.at(0).start_ms, 40000);
}

TEST_F(Elan, OtherFilesAreRefused) {
  const std::string whole = make_eaf(tier("TIER_ID=\"A\"", timed("a1", 0, 1, "words")));
  EXPECT_EQ(error_detail("half.eaf", whole.substr(0, whole.size() / 2)), "malformed-xml");
  EXPECT_EQ(error("half.eaf", whole.substr(0, whole.size() / 2)), base::ErrorCode::kDamagedFile);
  const auto other = read("other.eaf", "<?xml version=\"1.0\"?><TEI><text>words</text></TEI>");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, base::ErrorCode::kUnknownFormat);
  EXPECT_EQ(other.error().param("variant"), "xml");
  EXPECT_EQ(error("noise.eaf", std::string("\x01\x02\x00\x7F\x80\xFF\x00\x00", 8)), base::ErrorCode::kDamagedFile);
  EXPECT_EQ(error("empty.eaf", ""), base::ErrorCode::kEmptyFile);
  EXPECT_EQ(error("silent.eaf", make_eaf(tier("TIER_ID=\"A\"", timed("a1", 0, 1, "  ")))), base::ErrorCode::kEmptyFile);
  auto small = make_host({.memory_bytes = std::int64_t{256} << 20});
  std::string huge;
  for (int i = 0; i < 400000; ++i) huge += timed("a" + std::to_string(i), 0, 1, "words");
  const auto read = small.read_document(folder_.write("huge.eaf", make_eaf(tier("TIER_ID=\"A\"", huge))));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, base::ErrorCode::kTooLarge);
}

TEST_F(Elan, NoEntityIsLoadedOrExpanded) {
  const auto secret = folder_.write("secret.txt", "secret");
  std::string whole = make_eaf(tier("TIER_ID=\"A\"", timed("a1", 0, 1, "x &e; &f; y")));
  whole.insert(whole.find("<ANNOTATION_DOCUMENT"),
               "<!DOCTYPE a [<!ENTITY e SYSTEM \"file://" + secret.string() + "\"><!ENTITY f \"expanded\">]>");
  EXPECT_THAT(said(document("a.eaf", whole)), ElementsAre("A|x &e; &f; y"));
}

}  // namespace
}  // namespace polyvocal::plugin_host
