// One interview in eight office formats, where outside transcripts are installed (POLYVOCAL_CORPORA): what the speakers
// say is the same, and what is divided otherwise is said by a warning or stands so in the file.
#include "app/import_preview.hpp"
#include "fixture.hpp"

namespace polyvocal::app {
namespace {

struct Said {
  std::vector<std::string> turns;    ///< "speaker|words", of those that have a speaker
  std::vector<std::string> outside;  ///< the other passages
  std::vector<std::string> warnings;
};

/// One blank between words, straight apostrophes and quotation marks, dots for an ellipsis, no marks of Markdown: what
/// converters change.
std::string plain(std::string_view words) {
  static const std::pair<std::string_view, std::string_view> kSigns[] = {{"\xE2\x80\x99", "'"},
                                                                         {"\xE2\x80\x98", "'"},
                                                                         {"\xE2\x80\x9C", "\""},
                                                                         {"\xE2\x80\x9D", "\""},
                                                                         {"\xE2\x80\xA6", "..."},
                                                                         {"\xC2\xA0", " "},
                                                                         {"\n", " "},
                                                                         {"\t", " "},
                                                                         {"#", ""}};
  std::string made;
  while (!words.empty()) {
    const auto* sign = std::find_if(std::begin(kSigns), std::end(kSigns),
                                    [&](const auto& one) { return words.starts_with(one.first); });
    const bool known = sign != std::end(kSigns);
    for (const char c : known ? sign->second : words.substr(0, 1)) {
      if (c != ' ' || (!made.empty() && made.back() != ' ')) made += c;
    }
    words.remove_prefix(known ? sign->first.size() : 1);
  }
  while (made.ends_with(' ')) made.pop_back();
  return made;
}

class OfficeCorpora : public AppTest {
 protected:
  void SetUp() override {
    const auto folder = test::corpora_dir();
    if (!folder) GTEST_SKIP() << "POLYVOCAL_CORPORA is not set: no outside transcripts to read";
    folder_of_variants_ = *folder / "variants" / "office";
  }
  Said said(const std::string& name) {
    const auto preview = must(previewer_.read(folder_of_variants_ / name, {}, 100'000'000));
    const text::OffsetMap map(preview.text);
    Said made;
    for (const auto& turn : preview.turns) {
      const std::string words = plain(map.slice(turn.body));
      if (turn.speaker.empty())
        made.outside.push_back(words);
      else
        made.turns.push_back(turn.speaker + "|" + words);
    }
    for (const auto& [key, value] : preview.document.warnings) made.warnings.push_back(key + "=" + value);
    return made;
  }
  static std::string joined(const std::vector<std::string>& parts) {
    std::string made;
    for (const auto& part : parts) made += (made.empty() ? "" : " ") + part;
    return made;
  }
  ImportPreviewer previewer_{"en"};
  std::filesystem::path folder_of_variants_;
};

TEST_F(OfficeCorpora, SpeakersSayTheSameInEveryFormat) {
  for (const auto& [name, turns] : {std::pair("en_13am_interview", 75u), std::pair("zh_interview", 126u)}) {
    const auto reference = said(std::string(name) + ".docx");
    EXPECT_EQ(reference.turns.size(), turns) << name;
    for (const char* ending : {"odt", "fodt", "rtf", "html", "epub", "pdf"}) {
      const auto other = said(std::string(name) + "." + ending);
      EXPECT_EQ(other.turns, reference.turns) << name << "." << ending;
      EXPECT_EQ(joined(other.outside), joined(reference.outside)) << name << "." << ending;
    }
  }
}

TEST_F(OfficeCorpora, WhatIsDividedOtherwiseIsTold) {
  EXPECT_EQ(said("en_13am_interview.docx").outside.size(), 6u);
  const auto pages = said("en_13am_interview.pdf");
  EXPECT_EQ(pages.outside.size(), 5u);
  EXPECT_THAT(pages.warnings, testing::ElementsAre("paragraphs-unsure=5"));
  // The book itself has the three lines of the details in one paragraph.
  const auto book = said("en_13am_interview.epub");
  EXPECT_EQ(book.outside.size(), 4u);
  EXPECT_THAT(book.warnings, testing::IsEmpty());
}

}  // namespace
}  // namespace polyvocal::app
