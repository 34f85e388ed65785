#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using store::Writer;
using ::testing::ElementsAre;

std::vector<std::string> names(const store::Project& project) {
  std::vector<std::string> out;
  const auto listed = project.documents().value();
  for (const auto& document : listed) out.push_back(document.name);
  return out;
}

TEST(Documents, EverythingStoredComesBack) {
  TestProject test;
  auto source = family_interview();
  source.language = "de";
  source.format = "docx";
  source.encoding = "windows-1252";
  source.kind = model::DocumentKind::kNotes;
  source.times = {{0, 1500}, {40, 900}, {60, 3'600'000}};
  source.turns[1].start_ms = 1500;
  source.turns[1].end_ms = 4000;
  source.import_record = R"({"warnings":["low-confidence"]})";
  model::DocumentId id;
  test.perform([&](Writer& writer) { id = writer.add_document(source).value(); });

  const auto documents = test.project.documents().value();
  ASSERT_EQ(documents.size(), 1u);
  const auto& document = documents[0];
  EXPECT_EQ(document.id, id);
  EXPECT_EQ(document.name, "Family 1");
  EXPECT_EQ(document.language, "de");
  EXPECT_EQ(document.format, "docx");
  EXPECT_EQ(document.encoding, "windows-1252");
  EXPECT_EQ(document.kind, model::DocumentKind::kNotes);
  EXPECT_EQ(document.code_points, text::count_code_points(source.text));
  EXPECT_EQ(document.words, static_cast<std::int64_t>(source.word_starts.size()));
  EXPECT_EQ(document.turns, 6);
  EXPECT_EQ(test.project.text(id).value(), source.text);
  EXPECT_EQ(test.project.times(id).value(), source.times);
  EXPECT_EQ(test.project.import_record(id).value(), source.import_record);

  const auto speakers = test.project.speakers(id).value();
  ASSERT_EQ(speakers.size(), 3u);
  EXPECT_EQ(speakers[0].label, "Interviewer");
  EXPECT_EQ(speakers[0].role, model::SpeakerRole::kInterviewer);
  EXPECT_EQ(speakers[1].label, "Parent 6");
  const auto passages = test.project.passages(id).value();
  ASSERT_EQ(passages.size(), 6u);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    EXPECT_EQ(passages[i].index, static_cast<std::int64_t>(i));
    EXPECT_EQ(passages[i].whole, source.turns[i].whole);
    EXPECT_EQ(passages[i].body, source.turns[i].body);
  }
  std::vector<model::PassageId> ids{passages[3].id, model::PassageId{999'999}};
  for (const auto& passage : passages) ids.push_back(passage.id);
  const auto words = test.project.passage_words(ids).value();
  ASSERT_EQ(words.size(), ids.size());
  EXPECT_FALSE(words[1].has_value());
  const text::OffsetMap map(source.text);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    ASSERT_TRUE(words[i + 2].has_value());
    EXPECT_EQ(words[i + 2]->body, passages[i].body);
    EXPECT_EQ(words[i + 2]->text, map.slice(passages[i].body));
  }
  EXPECT_EQ(words[0]->text, words[5]->text);
  EXPECT_EQ(passages[1].speaker, speakers[1].id);
  EXPECT_EQ(passages[1].start_ms, 1500);
  EXPECT_EQ(passages[1].end_ms, 4000);
  EXPECT_EQ(passages[2].start_ms, std::nullopt);
  expect_sound(test.project);
}

TEST(Documents, ManyTurnsKeepTheirOrder) {
  TestProject test;
  std::vector<std::pair<std::string, std::string>> turns;
  for (int i = 0; i < 487; ++i)
    turns.emplace_back(i % 3 == 0 ? "" : "P" + std::to_string(i % 5), "word " + std::to_string(i));
  const auto source = make_document("Long", turns);
  test.perform([&](Writer& writer) { EXPECT_TRUE(writer.add_document(source)); });
  const auto passages = test.project.passages(test.project.documents().value()[0].id).value();
  ASSERT_EQ(passages.size(), turns.size());
  for (std::size_t i = 0; i < passages.size(); ++i) {
    ASSERT_EQ(passages[i].whole, source.turns[i].whole) << i;
    ASSERT_EQ(static_cast<bool>(passages[i].speaker), i % 3 != 0) << i;
  }
  expect_sound(test.project);
}

TEST(Documents, EmptyText) {
  TestProject test;
  test.perform([&](Writer& writer) { EXPECT_TRUE(writer.add_document(make_document("Empty", {}))); });
  EXPECT_EQ(test.project.text(test.project.documents().value()[0].id).value(), "");
  expect_sound(test.project);
}

TEST(Documents, TakenNamesGetANumber) {
  TestProject test;
  test.perform([&](Writer& writer) {
    for (const char* name : {"Parent", "parent", " PARENT ", "Parent (2)", "Párent"}) {
      EXPECT_TRUE(writer.add_document(family_interview(name)));
    }
  });
  EXPECT_THAT(names(test.project),
              ::testing::UnorderedElementsAre("Parent", "parent (2)", "PARENT (3)", "Parent (2) (2)", "Párent (4)"));
  expect_sound(test.project);
}

TEST(Documents, ListedInTheLanguagesOrder) {
  TestProject test;
  test.perform([&](Writer& writer) {
    for (const char* name : {"Parent 10", "Zoe", "parent 2", "Émile", "Fay"}) {
      EXPECT_TRUE(writer.add_document(family_interview(name)));
    }
  });
  EXPECT_THAT(names(test.project), ElementsAre("Émile", "Fay", "parent 2", "Parent 10", "Zoe"));
}

TEST(Documents, FoundByNameOrGuid) {
  TestProject test;
  test.perform([&](Writer& writer) { EXPECT_TRUE(writer.add_document(family_interview("Café 1"))); });
  const auto document = test.project.documents().value()[0];
  EXPECT_EQ(test.project.find_document("cafe 1").value(), document.id);
  EXPECT_EQ(test.project.find_document(document.guid.text()).value(), document.id);
  EXPECT_EQ(error_of(test.project.find_document("Cafe")), "not-found");
  EXPECT_EQ(error_of(test.project.find_document(base::Uuid::make().text())), "not-found");
}

TEST(Documents, RejectsWhatDoesNotFit) {
  struct Case {
    const char* what;
    void (*spoil)(model::NewDocument&);
    const char* error;
  };
  const Case cases[] = {
      {"no name", [](model::NewDocument& d) { d.name = "  \t"; }, "invalid-name"},
      {"long name", [](model::NewDocument& d) { d.name = std::string(2000, 'x'); }, "invalid-name"},
      {"turns overlap", [](model::NewDocument& d) { d.turns[1].whole.start = d.turns[0].whole.start; },
       "invalid-argument"},
      {"turn beyond the text", [](model::NewDocument& d) { d.turns.back().whole.end = text::CodePointOffset(9999); },
       "invalid-argument"},
      {"body outside", [](model::NewDocument& d) { d.turns[0].body.end = d.turns[0].whole.end + 1; },
       "invalid-argument"},
      {"words not ascending", [](model::NewDocument& d) { d.word_starts[1] = d.word_starts[0]; }, "invalid-argument"},
      {"word beyond the text", [](model::NewDocument& d) { d.word_starts.push_back(100000); }, "invalid-argument"},
      {"times descend",
       [](model::NewDocument& d) {
         d.times = {{5, 1}, {4, 2}};
       },
       "invalid-argument"},
      {"NUL", [](model::NewDocument& d) { d.text[3] = '\0'; }, "invalid-argument"},
      {"invalid UTF-8", [](model::NewDocument& d) { d.text[3] = '\xFF'; }, "invalid-argument"}};
  for (const auto& one : cases) {
    TestProject test;
    auto source = family_interview();
    one.spoil(source);
    auto done = test.project.perform(test.act(), [&](Writer& writer) -> base::Result<void> {
      auto added = writer.add_document(source);
      if (!added) return base::pass(added);
      return {};
    });
    EXPECT_EQ(error_of(done), one.error) << one.what;
    EXPECT_TRUE(test.project.documents().value().empty()) << one.what;
  }
}

TEST(Documents, RenameRefusesATakenName) {
  TestProject test;
  test.perform([&](Writer& writer) {
    const auto a = writer.add_document(family_interview("A")).value();
    const auto b = writer.add_document(family_interview("B")).value();
    EXPECT_EQ(error_of(writer.rename_document(b, "a")), "duplicate");
    EXPECT_EQ(error_of(writer.rename_document(b, "")), "invalid-name");
    EXPECT_TRUE(writer.rename_document(a, "á"));
    EXPECT_TRUE(writer.rename_document(b, "C"));
  });
  EXPECT_THAT(names(test.project), ElementsAre("á", "C"));
}

TEST(Documents, DeleteTakesEverythingAndUndoBringsItBack) {
  TestProject test;
  test.add_coder();
  model::DocumentId id;
  test.perform([&](Writer& writer) {
    id = writer.add_document(family_interview()).value();
    const auto code = writer.add_code({.parent = {}, .name = "Waiting"}).value();
    EXPECT_TRUE(writer.add_coding(id, range(5, 20), code, test.coder));
    const auto one = writer.add_case("Parent 6").value();
    EXPECT_TRUE(writer.link_document(id, one));
    const auto wave =
        writer.add_attribute("wave", model::AttributeTarget::kDocument, model::AttributeType::kInteger).value();
    EXPECT_TRUE(writer.set_document_value(id, wave, {wave, model::ValueState::kValue, "2"}));
  });
  const std::string before = test.project.logical_dump().value();
  test.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_document(id)); });
  EXPECT_TRUE(test.project.documents().value().empty());
  EXPECT_TRUE(test.project.cases().value()[0].documents.empty());
  EXPECT_EQ(error_of(test.project.text(id)), "not-found");
  EXPECT_EQ(error_of(test.project.codings(id)), "not-found");
  expect_sound(test.project);
  ASSERT_TRUE(test.project.undo(test.coder));
  EXPECT_EQ(test.project.logical_dump().value(), before);
  EXPECT_EQ(test.project.text(id).value(), family_interview().text);
  expect_sound(test.project);
}

}  // namespace
}  // namespace polyvocal::test
