#include "app/answers.hpp"

#include <fstream>

#include "unit/app/fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;

class AnswersTest : public AppTest {
 protected:
  void SetUp() override {
    write("One.txt",
          "Interviewer: What would you change, if you could change one thing?\n"
          "Parent 1: The forms.\n"
          "Parent 2: All of them.\n"
          "Interviewer: And how did you hear of the hub?\n"
          "Parent 1: From a leaflet.\n");
    write("Two.txt",
          "Interviewer: Shall I shut the door?\n"
          "Teacher: Please.\n"
          "Interviewer: So, if you could change one thing, what would you change?\n"
          "Interviewer: Take your time.\n"
          "Teacher: The phone calls.\n"
          "Teacher: We are never rung back.\n"
          "Interviewer: Thank you.\n");
    write("Three.txt", "Interviewer: How did you hear of it?\nNurse: I read about the change.\n");
    write("Notes.txt", "Walked to the hub. It rained.\n");
    std::vector<std::filesystem::path> files;
    for (const char* name : {"One.txt", "Two.txt", "Three.txt", "Notes.txt"}) files.push_back(folder_.path() / name);
    const auto report = must(import_documents(session(), files, {}, Apply::kCommit, {}));
    ASSERT_EQ(report.documents.size(), 4u);
  }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
  }
  /// The place of `words` in a document.
  text::CodePointOffset place(model::DocumentId document, const std::string& words) {
    return text::CodePointOffset(static_cast<std::int64_t>(must(project().text(document)).find(words)));
  }
};

TEST_F(AnswersTest, AreFoundWhereverTheQuestionWasAsked) {
  const auto one = must(project().find_document("One"));
  for (const char* here : {"What would", "The forms", "All of"}) {
    const auto answers = must(answers_to(session(), one, place(one, here)));
    EXPECT_EQ(answers.question, "What would you change, if you could change one thing?") << here;
    std::vector<std::string> said;
    for (const auto& turn : answers.turns) said.push_back(turn.document + ": " + turn.text);
    EXPECT_THAT(said, ElementsAre("One: The forms.", "One: All of them.", "Two: The phone calls.",
                                  "Two: We are never rung back."))
        << "the interviewer may go on asking; Thank you ends it";
    EXPECT_EQ(answers.asked_in, 2);
    ASSERT_EQ(answers.documents.size(), 4u);
    EXPECT_EQ(answers.documents[0], one);
    const auto words = must(project().text(one));
    const text::OffsetMap map(words);
    EXPECT_EQ(map.slice(answers.turns[1].range), "All of them.");
    EXPECT_EQ(answers.turns[1].turn, 3);
    EXPECT_EQ(answers.turns[1].speaker, "Parent 2");
  }
}

TEST_F(AnswersTest, ShorterQuestionsWithTheSameWordsAreTheSame) {
  const auto one = must(project().find_document("One"));
  const auto answers = must(answers_to(session(), one, place(one, "From a leaflet")));
  ASSERT_EQ(answers.turns.size(), 2u);
  EXPECT_EQ(answers.turns[1].text, "I read about the change.");
}

TEST_F(AnswersTest, WhereNobodyAsksThereIsNoQuestion) {
  const auto notes = must(project().find_document("Notes"));
  EXPECT_EQ(error_of(answers_to(session(), notes, text::CodePointOffset(3))), "not-found");
  EXPECT_EQ(error_of(answers_to(session(), model::DocumentId{99}, {})), "not-found");
}

}  // namespace
}  // namespace polyvocal::app
