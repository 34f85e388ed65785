#include "app/import_preview.hpp"
#include "fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ImportTest : public AppTest {
 protected:
  std::vector<std::string> names(const ImportReport& report) {
    std::vector<std::string> made;
    for (const auto& document : report.documents) made.push_back(document.name);
    return made;
  }
  std::vector<std::filesystem::path> talks(int count) {
    std::vector<std::filesystem::path> made;
    for (int i = 1; i <= count; ++i) made.push_back(folder_.write("talk " + std::to_string(i) + ".txt", kTalk));
    return made;
  }
};

TEST_F(ImportTest, TheOrderIsThatOfThePaths) {
  auto paths = talks(12);
  std::reverse(paths.begin(), paths.end());
  const auto report = import(paths, {.jobs = 3});
  ASSERT_THAT(report.documents, SizeIs(12));
  for (std::size_t i = 0; i < paths.size(); ++i) {
    EXPECT_EQ(report.documents[i].name, paths[i].stem().string());
    EXPECT_EQ(report.documents[i].guid,
              must(project().document(must(project().find_document(paths[i].stem().string())))).guid.text());
  }
  EXPECT_EQ(verbs(), [] {
    std::vector<std::string> expected(12, "import-document");
    expected.insert(expected.begin(), "add-coder");
    return expected;
  }());
}

TEST_F(ImportTest, AFoldersFilesComeByNameWithoutWhatAccompaniesThem) {
  for (const char* name :
       {"b.txt", "a 10.txt", "a 2.txt", ".hidden.txt", "README.md", "Licence.txt", "sub/c.txt", "study.polyvocal",
        "study.polyvocal-wal", "study.polyvocal-shm", "study.polyvocal-index/flintlock"}) {
    folder_.write(std::string("talks/") + name, kTalk);
  }
  std::vector<FailedFile> failed;
  std::int64_t left = 0;
  const auto relative = [&](bool recursive) {
    std::vector<std::string> made;
    for (const auto& file : files_to_import({folder_.path() / "talks"}, recursive, failed, left)) {
      made.push_back(file.lexically_relative(folder_.path() / "talks").string());
    }
    return made;
  };
  EXPECT_THAT(relative(false), testing::UnorderedElementsAre("b.txt", "a 10.txt", "a 2.txt"));
  EXPECT_THAT(relative(true), testing::UnorderedElementsAre("b.txt", "a 10.txt", "a 2.txt", "sub/c.txt"));
  EXPECT_EQ(relative(true), relative(true));
  EXPECT_THAT(files_to_import({folder_.path() / "talks" / "README.md"}, false, failed, left), SizeIs(1))
      << "a file that is named is taken";
  EXPECT_THAT(failed, IsEmpty());
}

TEST_F(ImportTest, ABatchIsUndoneAsOne) {
  import_text("before.txt", kTalk);
  import(talks(3));
  EXPECT_THAT(document_names(), SizeIs(4));
  EXPECT_THAT(must(project().undo({})), SizeIs(3));
  EXPECT_THAT(document_names(), ElementsAre("before"));
  EXPECT_THAT(must(project().redo({})), SizeIs(3));
  EXPECT_THAT(document_names(), SizeIs(4));
  EXPECT_THAT(must(project().verify()), IsEmpty());
}

TEST_F(ImportTest, CancellingKeepsTheWholeDocumentsThatAreIn) {
  base::CancelToken token;
  base::Progress progress;
  progress.cancel = &token;
  std::vector<std::int64_t> steps;
  progress.step = [&](std::int64_t done, std::int64_t total, std::string_view what) {
    EXPECT_EQ(total, 24);
    EXPECT_EQ(what, "import");
    steps.push_back(done);
    if (done > 0) token.cancel();
  };
  const auto report = must(import_documents(session(), talks(24), {}, Apply::kCommit, progress));
  EXPECT_TRUE(report.cancelled);
  // Files that were ready together are stored together: how many are in depends on the readers.
  ASSERT_GE(steps.size(), 2U);
  EXPECT_EQ(steps[0], 0);
  const auto in = static_cast<std::size_t>(steps[1]);
  ASSERT_GE(in, 1U);
  ASSERT_LT(in, 24U);
  EXPECT_THAT(names(report), SizeIs(in));
  EXPECT_EQ(names(report).front(), "talk 1");
  EXPECT_EQ(names(report).back(), "talk " + std::to_string(in));
  EXPECT_THAT(report.failed, IsEmpty());
  EXPECT_THAT(document_names(), testing::UnorderedElementsAreArray(names(report)));
  EXPECT_THAT(must(project().verify()), IsEmpty());
  EXPECT_THAT(must(project().undo({})), SizeIs(in)) << "what is in is still one batch";
}

TEST_F(ImportTest, CancelledBeforeTheStartImportsNothing) {
  base::CancelToken token;
  token.cancel();
  base::Progress progress;
  progress.cancel = &token;
  const auto report = must(import_documents(session(), talks(2), {}, Apply::kCommit, progress));
  EXPECT_TRUE(report.cancelled);
  EXPECT_THAT(report.documents, IsEmpty());
  EXPECT_THAT(document_names(), IsEmpty());
}

TEST_F(ImportTest, AFileThatFailsLeavesNothingAndTheOthersAreKept) {
  auto paths = talks(3);
  paths[1] = folder_.write("empty.txt", "");
  paths.push_back(folder_.path() / "missing.txt");
  paths.push_back(folder_.write("broken.docx", "PK\x03\x04 no archive"));
  const auto report = import(paths);
  EXPECT_THAT(names(report), ElementsAre("talk 1", "talk 3"));
  std::vector<std::string> failed;
  for (const auto& file : report.failed) {
    failed.push_back(std::filesystem::path(file.path).filename().string() + " " +
                     std::string(base::error_name(file.error.code)));
  }
  EXPECT_THAT(failed, ElementsAre("empty.txt empty-file", "missing.txt file-not-found", "broken.docx damaged-file"));
  EXPECT_FALSE(report.cancelled);
  EXPECT_THAT(document_names(), ElementsAre("talk 1", "talk 3"));
  EXPECT_THAT(verbs(), ElementsAre("add-coder", "import-document", "import-document"));
  EXPECT_THAT(must(project().verify()), IsEmpty());
}

TEST_F(ImportTest, ADryRunTellsTheSameAndKeepsNothing) {
  const auto paths = talks(2);
  const std::string before = state();
  const auto preview = must(import_documents(session(), paths, {.group = "families"}, Apply::kDryRun, {}));
  EXPECT_EQ(state(), before);
  EXPECT_THAT(verbs(), IsEmpty());
  const auto report = import(paths, {.group = "families"});
  ASSERT_EQ(names(preview), names(report));
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    EXPECT_EQ(preview.documents[i].guid, "");
    EXPECT_NE(report.documents[i].guid, "");
    EXPECT_EQ(preview.documents[i].turns, report.documents[i].turns);
    EXPECT_EQ(preview.documents[i].words, report.documents[i].words);
    EXPECT_THAT(preview.documents[i].speakers, SizeIs(3));
  }
}

TEST_F(ImportTest, ATakenNameIsNumberedAndItsCaseIsAnotherPerson) {
  const auto report = import({folder_.write("north/Parent.txt", kTalk), folder_.write("south/Parent.txt", kTalk)},
                             {.group = "families"});
  EXPECT_THAT(names(report), ElementsAre("Parent", "Parent (2)"));
  EXPECT_THAT(report.documents.at(1).warnings,
              testing::Contains(std::pair<std::string, std::string>("renamed", "Parent (2)")));
  const auto cases = must(project().cases());
  ASSERT_THAT(cases, SizeIs(2)) << "two files are two people until somebody says otherwise";
  for (const auto& person : cases) {
    ASSERT_THAT(person.documents, SizeIs(1)) << person.name;
    EXPECT_EQ(must(project().document(person.documents[0])).name, person.name);
    ASSERT_THAT(person.values, SizeIs(1));
    EXPECT_EQ(person.values[0].text, "families");
  }
}

TEST_F(ImportTest, SpeakersAreRecognisedAndInterviewersKnown) {
  import_text("talk.txt", kTalk);
  std::vector<std::string> roles;
  for (const auto& speaker : must(project().speakers(must(project().find_document("talk"))))) {
    roles.push_back(speaker.label + (speaker.role == model::SpeakerRole::kInterviewer ? " asks" : " answers"));
  }
  EXPECT_THAT(roles, testing::UnorderedElementsAre("Interviewer asks", "Ann answers", "Ben answers"));
}

TEST_F(ImportTest, ALabelWithoutALetterOrFigureIsSomebodyUnknown) {
  import_text("talk.txt",
              "BO014\tvivo a casa\n???\tscusate\nBO014\tprego\n1\tsono io\n???\tgrazie\nBO014\tallora\n1\tbene\n");
  std::vector<std::string> roles;
  for (const auto& speaker : must(project().speakers(must(project().find_document("talk"))))) {
    roles.push_back(speaker.label + (speaker.role == model::SpeakerRole::kOther ? " unknown" : " answers"));
  }
  EXPECT_THAT(roles, testing::UnorderedElementsAre("BO014 answers", "??? unknown", "1 answers"));
  for (const char* label : {"???", "-", "\xE2\x80\x94", "…"})
    EXPECT_EQ(usual_role(label), model::SpeakerRole::kOther) << label;
  for (const char* label : {"A?", "2", "\xE5\x94\x90\xE9\xB3\xB3", "\xD9\x85"})
    EXPECT_EQ(usual_role(label), model::SpeakerRole::kParticipant) << label;
  EXPECT_EQ(usual_role("???", "Interviewer"), model::SpeakerRole::kInterviewer);
}

TEST_F(ImportTest, WithoutTheHelperOrItsPluginsOneSentenceIsSaid) {
  const auto paths = talks(3);
  setenv("POLYVOCAL_HELPER", (folder_.path() / "none").c_str(), 1);
  const auto no_helper = import_documents(session(), paths, {}, Apply::kCommit, {});
  ASSERT_FALSE(no_helper.has_value());
  EXPECT_EQ(no_helper.error().param("variant"), "no-helper");
  EXPECT_EQ(no_helper.error().param("path"), (folder_.path() / "none").string());
  setenv("POLYVOCAL_HELPER", (test::build_dir() / "bin" / "polyvocal-helper").c_str(), 1);
  setenv("POLYVOCAL_PLUGINS", (folder_.path() / "no-folder").c_str(), 1);
  reopen();
  const auto no_plugins = import_documents(session(), paths, {}, Apply::kCommit, {});
  ASSERT_FALSE(no_plugins.has_value());
  EXPECT_EQ(no_plugins.error().param("variant"), "no-importers");
  EXPECT_EQ(no_plugins.error().param("path"), (folder_.path() / "no-folder").string());
  EXPECT_THAT(must(project().documents()), IsEmpty());
}

}  // namespace
}  // namespace polyvocal::app
