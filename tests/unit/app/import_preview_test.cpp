#include "app/import_preview.hpp"

#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kGroupTalk =
    "Interviewer: How was it?\n"
    "Mum: Nobody rang us back.\n"
    "Machine: the recorder was moved here.\n"
    "Interviewer: And then?\n"
    "Mother: We rang them ourselves.\n"
    "Dad: Twice.\n"
    "Mother: At least.\n"
    "Machine: a door is closed.\n"
    "Interviewer: What would have helped?\n"
    "Mum: One name, one telephone number.\n"
    "Dad: Yes, that.\n";

class PreviewTest : public AppTest {
 protected:
  DocumentPreview look(const std::filesystem::path& file, const FileChoices& choices = {},
                       std::int64_t limit = 10'000) {
    return must(previewer_.read(file, choices, limit));
  }
  static std::vector<std::string> counts(const std::vector<text::SpeakerLabel>& speakers) {
    std::vector<std::string> made;
    for (const auto& speaker : speakers) made.push_back(speaker.name + " " + std::to_string(speaker.turns));
    return made;
  }
  /// "label role turns" of each speaker of a stored document, by label.
  std::vector<std::string> stored(const std::string& name) {
    const auto id = must(project().find_document(name));
    std::vector<std::string> made;
    for (const auto& speaker : must(project().speakers(id))) {
      int turns = 0;
      for (const auto& passage : must(project().passages(id))) turns += passage.speaker == speaker.id ? 1 : 0;
      made.push_back(speaker.label + (speaker.role == model::SpeakerRole::kInterviewer ? " asks " : " answers ") +
                     std::to_string(turns));
    }
    std::sort(made.begin(), made.end());
    return made;
  }
  ImportPreviewer previewer_{"en"};
};

TEST_F(PreviewTest, TellsWhatTheImportThenMakes) {
  const auto file = folder_.write("talk.txt", kGroupTalk);
  const auto preview = look(file);
  EXPECT_EQ(preview.document.name, "talk");
  EXPECT_EQ(preview.document.format, "text");
  EXPECT_FALSE(preview.shortened);
  const auto report = import({file});
  ASSERT_THAT(report.documents, SizeIs(1));
  EXPECT_EQ(preview.document.turns, report.documents[0].turns);
  EXPECT_EQ(preview.document.words, report.documents[0].words);
  EXPECT_EQ(counts(preview.found), counts(report.documents[0].speakers));
  EXPECT_EQ(preview.text, text_of("talk"));
  EXPECT_THAT(document_names(), ElementsAre("talk"));
}

TEST_F(PreviewTest, StoresNothing) {
  const auto file = folder_.write("talk.txt", kGroupTalk);
  const auto before = state();
  (void)look(file);
  EXPECT_EQ(state(), before);
}

TEST_F(PreviewTest, ALongTextIsCutBetweenTurns) {
  const auto file = folder_.write("talk.txt", kGroupTalk);
  const auto preview = look(file, {}, 55);
  EXPECT_TRUE(preview.shortened);
  ASSERT_THAT(preview.turns, SizeIs(2));
  EXPECT_TRUE(preview.text.starts_with("Interviewer: How was it?\nMum: Nobody rang us back."));
  EXPECT_EQ(preview.text.find("Machine"), std::string::npos);
  EXPECT_EQ(preview.document.turns, look(file).document.turns) << "the figures are those of the whole";
}

TEST_F(PreviewTest, ATextOfOneLongTurnIsCutInIt) {
  std::string words;
  for (int i = 0; i < 5000; ++i) words += "word ";
  const auto preview = look(folder_.write("long.txt", words), {}, 100);
  EXPECT_TRUE(preview.shortened);
  EXPECT_EQ(preview.text.size(), 100U);
  ASSERT_THAT(preview.turns, SizeIs(1));
  EXPECT_EQ(preview.turns[0].body.end.value, 100);
}

TEST_F(PreviewTest, SpeakersAreMergedRenamedAndGivenRoles) {
  const auto file = folder_.write("talk.txt", kGroupTalk);
  ImportOptions options;
  options.choices[file] = {.name = "Family 9",
                           .speakers = {{.label = "Mum", .name = "Mother 9"},
                                        {.label = "mother", .name = "Mother 9"},
                                        {.label = "Dad", .role = model::SpeakerRole::kInterviewer},
                                        {.label = "Machine", .nobody = true}}};
  const auto report = import({file}, options);
  ASSERT_THAT(report.documents, SizeIs(1));
  EXPECT_EQ(report.documents[0].name, "Family 9");
  EXPECT_THAT(stored("Family 9"), ElementsAre("Dad asks 2", "Interviewer asks 3", "Mother 9 answers 4"));
  EXPECT_THAT(counts(report.documents[0].speakers), ElementsAre("Interviewer 3", "Mother 9 4", "Dad 2"));
  // What is nobody's label is said by whoever spoke before.
  const auto preview = look(file, options.choices[file]);
  EXPECT_EQ(preview.document.turns, 9);
  EXPECT_THAT(counts(preview.found), testing::Contains("Machine 2")) << "it can be chosen back";
  EXPECT_EQ(preview.turns[1].speaker, "Mum") << "labels as recognised";
  EXPECT_NE(preview.text.substr(static_cast<std::size_t>(preview.turns[1].body.start.value)).find("Machine"),
            std::string::npos);
}

TEST_F(PreviewTest, ARenamedInterviewerStillAsks) {
  const auto file = folder_.write("talk.txt", kGroupTalk);
  ImportOptions options;
  options.choices[file] = {.speakers = {{.label = "Interviewer", .name = "EM"}}};
  (void)import({file}, options);
  EXPECT_THAT(stored("talk"), testing::Contains("EM asks 3"));
}

TEST_F(PreviewTest, AStatedSpeakerWhoIsNobodyKeepsTheTurnsApart) {
  const auto file = folder_.write("talk.vtt",
                                  "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>First words.\n\n00:03.000 --> 00:04.000\n"
                                  "<v Jingle>Music plays.\n\n00:05.000 --> 00:06.000\n<v Anna>More words.\n");
  ImportOptions options;
  options.choices[file] = {.speakers = {{.label = "Jingle", .nobody = true}}};
  (void)import({file}, options);
  EXPECT_THAT(stored("talk"), ElementsAre("Anna answers 2"));
  EXPECT_THAT(must(project().passages(must(project().find_document("talk")))), SizeIs(3));
}

TEST_F(PreviewTest, ALabelThatWasMissedIsAdded) {
  const auto file = folder_.write("talk.txt", std::string(kGroupTalk) + "Gran - I was there too.\n");
  EXPECT_THAT(counts(look(file).found), testing::Not(testing::Contains("Gran 1"))) << "a dash is no sign of a label";
  ImportOptions options;
  options.choices[file] = {.also = {"Gran"}, .speakers = {{.label = "Gran", .name = "Grandmother"}}};
  EXPECT_THAT(counts(look(file, options.choices[file]).found), testing::Contains("Gran 1"));
  (void)import({file}, options);
  EXPECT_THAT(stored("talk"), testing::Contains("Grandmother answers 1"));
}

TEST_F(PreviewTest, NobodyAtAll) {
  const auto file = folder_.write("talk.txt", kGroupTalk);
  const auto preview = look(file, {.no_speakers = true});
  EXPECT_THAT(preview.found, IsEmpty());
  EXPECT_EQ(preview.document.turns, 11);
}

TEST_F(PreviewTest, AnotherEncodingIsTakenForThisFileOnly) {
  const auto odd =
      folder_.write("odd.txt", "Interviewer: Wie?\nAnna: Sch\xF6n, sehr sch\xF6n.\nInterviewer: Ja?\nAnna: Ja.\n");
  const auto plain = folder_.write("plain.txt", kGroupTalk);
  ImportOptions options;
  options.choices[odd] = {.encoding = "koi8-u"};
  const auto report = import({odd, plain}, options);
  ASSERT_THAT(report.documents, SizeIs(2));
  EXPECT_EQ(report.documents[1].encoding, "UTF-8");
  EXPECT_EQ(look(odd, {.encoding = "koi8-u"}).text, text_of("odd"));
  EXPECT_NE(look(odd).text, text_of("odd"));
}

TEST_F(PreviewTest, WhatCannotBeReadSaysWhy) {
  EXPECT_EQ(error_of(previewer_.read(folder_.write("empty.txt", ""), {}, 100)), "empty-file");
  EXPECT_EQ(error_of(previewer_.read(folder_.path() / "gone.txt", {}, 100)), "file-not-found");
}

}  // namespace
}  // namespace polyvocal::app
