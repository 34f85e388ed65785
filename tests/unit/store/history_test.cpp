#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "store/migrations_internal.hpp"
#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using store::ActInfo;
using store::OpenMode;
using store::Project;
using store::Writer;
using ::testing::ElementsAre;

std::int64_t rows(const Project& project, const std::string& table) {
  auto query = store::ProjectAccess::state(const_cast<Project&>(project)).db().prepare("SELECT count(*) FROM " + table);
  return query.step() ? query.integer(0) : -1;
}

std::int64_t import(Project& project, const std::string& name, std::optional<base::Uuid> batch = {}) {
  return project
      .perform({.verb = "import-document", .parameters = R"({"n":1})", .batch = batch},
               [&](Writer& writer) -> base::Result<void> {
                 EXPECT_TRUE(writer.add_document(family_interview(name)));
                 return {};
               })
      .value_or(-1);
}

std::vector<std::int64_t> ids(const base::Result<std::vector<store::HistoryEntry>>& entries) {
  std::vector<std::int64_t> out;
  for (const auto& entry : entries.value()) out.push_back(entry.id);
  return out;
}

std::vector<std::string> documents(const Project& project) {
  std::vector<std::string> out;
  const auto listed = project.documents().value();
  for (const auto& document : listed) out.push_back(document.name);
  return out;
}

TEST(History, EntriesSayWhoWhatAndWhen) {
  TestProject test;
  test.add_coder("Anna");
  const base::Uuid batch = base::Uuid::make();
  ASSERT_TRUE(test.project.perform({test.coder, "set-title", R"({"n":2})", batch},
                                   [](Writer& writer) { return writer.set_title("x"); }));
  const auto entries = test.project.history().value();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].verb, "add-coder");
  EXPECT_EQ(entries[0].coder_name, "");
  EXPECT_EQ(entries[1].id, 2);
  EXPECT_EQ(entries[1].coder, test.coder);
  EXPECT_EQ(entries[1].coder_name, "Anna");
  EXPECT_EQ(entries[1].verb, "set-title");
  EXPECT_EQ(entries[1].parameters, R"({"n":2})");
  EXPECT_EQ(entries[1].batch, batch);
  EXPECT_GT(entries[1].time_ms, 1'500'000'000'000);
  EXPECT_FALSE(entries[1].undone || entries[1].erased || entries[1].barrier);
  EXPECT_THAT(ids(test.project.history(1)), ElementsAre(2));
}

TEST(History, UndoAndRedoAreEntriesToo) {
  TestProject test;
  import(test.project, "A");
  const std::string head = test.project.chain_head().value();
  EXPECT_NE(head, std::string(64, '0'));
  const auto undone = test.project.undo({});
  EXPECT_THAT(ids(undone), ElementsAre(1));
  EXPECT_TRUE(undone.value()[0].undone);
  EXPECT_NE(test.project.chain_head().value(), head);
  EXPECT_THAT(ids(test.project.redo({})), ElementsAre(1));
  const auto entries = test.project.history().value();
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_FALSE(entries[0].undone);
  EXPECT_EQ(entries[1].verb, "undo");
  EXPECT_EQ(entries[1].undoes, 1);
  EXPECT_EQ(entries[2].verb, "redo");
  EXPECT_EQ(entries[2].redoes, 1);
  expect_sound(test.project);
}

TEST(History, ABatchIsUndoneAndRedoneAsOne) {
  TestProject test;
  const base::Uuid batch = base::Uuid::make();
  import(test.project, "A");
  import(test.project, "B", batch);
  import(test.project, "C", batch);
  import(test.project, "D", batch);
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(4, 3, 2));
  EXPECT_THAT(documents(test.project), ElementsAre("A"));
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(1));
  EXPECT_THAT(ids(test.project.redo({})), ElementsAre(1));
  EXPECT_THAT(ids(test.project.redo({})), ElementsAre(2, 3, 4));
  EXPECT_THAT(documents(test.project), ElementsAre("A", "B", "C", "D"));
  EXPECT_EQ(error_of(test.project.redo({})), "nothing-to-redo");
  expect_sound(test.project);
}

TEST(History, AnActBetweenPartsOfABatchIsUndoneInItsPlace) {
  TestProject test;
  const base::Uuid batch = base::Uuid::make();
  import(test.project, "B", batch);
  import(test.project, "other");
  import(test.project, "C", batch);
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(3));
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(2));
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(1));
  EXPECT_EQ(error_of(test.project.undo({})), "nothing-to-undo");
}

TEST(History, ANewActEndsRedo) {
  TestProject test;
  import(test.project, "A");
  ASSERT_TRUE(test.project.undo({}));
  import(test.project, "B");
  EXPECT_EQ(error_of(test.project.redo({})), "nothing-to-redo");
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(3));
  EXPECT_EQ(error_of(test.project.undo({})), "nothing-to-undo");
  EXPECT_THAT(ids(test.project.redo({})), ElementsAre(3));
  expect_sound(test.project);
}

TEST(History, TextsGoOnlyWhenNothingReachableNeedsThem) {
  TestProject test;
  import(test.project, "A");
  EXPECT_EQ(rows(test.project, "body"), 1);
  ASSERT_TRUE(test.project.undo({}));
  EXPECT_EQ(rows(test.project, "body"), 1) << "redo needs it";
  import(test.project, "B");
  EXPECT_EQ(rows(test.project, "body"), 1) << "redo ended: the first text is swept";
  EXPECT_EQ(rows(test.project, "revision"), 1);
  EXPECT_EQ(rows(test.project, "turn"), 6);
  EXPECT_EQ(rows(test.project, "word_index"), 1);
  const auto b = test.project.documents().value()[0].id;
  test.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_document(b)); });
  import(test.project, "C");
  ASSERT_TRUE(test.project.undo({}));
  import(test.project, "D");
  EXPECT_EQ(rows(test.project, "body"), 2) << "undo of the deletion needs B";
  ASSERT_TRUE(test.project.undo({}));
  ASSERT_TRUE(test.project.undo({}));
  EXPECT_THAT(documents(test.project), ElementsAre("B"));
  EXPECT_EQ(test.project.text(b).value(), family_interview().text);
  expect_sound(test.project);
}

TEST(History, UndoWorksAfterARestartAndForAnotherProcessesActs) {
  TestProject test;
  import(test.project, "A");
  { Project closed = std::move(test.project); }
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
  {
    auto other = Project::open(test.path, OpenMode::kReadWrite).value();
    import(other, "B");
  }
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(2));
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(1));
  { Project closed = std::move(test.project); }
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
  EXPECT_THAT(ids(test.project.redo({})), ElementsAre(1));
  EXPECT_THAT(documents(test.project), ElementsAre("A"));
}

TEST(History, ChangedUnderneathIsAConflictThatChangesNothing) {
  TestProject test;
  model::CodeId code;
  test.perform([&](Writer& writer) { code = writer.add_code({.name = "A", .definition = "one"}).value(); });
  test.perform([&](Writer& writer) { EXPECT_TRUE(writer.set_code(code, {.definition = "two"})); });
  auto& db = store::ProjectAccess::state(test.project).db();
  db.exec("UPDATE code SET definition = 'three'");  // beside the history
  const std::string before = test.project.logical_dump().value();
  EXPECT_EQ(error_of(test.project.undo({})), "conflict");
  EXPECT_EQ(test.project.logical_dump().value(), before);
  EXPECT_EQ(test.project.sequence().value(), 2);
  db.exec("UPDATE code SET definition = 'two'");
  ASSERT_TRUE(test.project.undo({}));
  // A row beside the history that hangs on what undo would take away: the foreign key stops it.
  db.exec("INSERT INTO crosswalk (guid, source, target, relation, note) VALUES (randomblob(16), 1, 1, 'same', '')");
  EXPECT_EQ(error_of(test.project.undo({})), "conflict");
  EXPECT_EQ(test.project.codes().value().size(), 1u);
}

TEST(History, PerformTogetherKeepsEachActWhole) {
  TestProject test;
  ASSERT_TRUE(test.project.perform_together([&]() -> base::Result<void> {
    EXPECT_EQ(import(test.project, "A"), 1);
    auto refused = test.project.perform({.verb = "x"}, [](Writer& writer) -> base::Result<void> {
      EXPECT_TRUE(writer.add_document(family_interview("half")));
      return base::fail(base::ErrorCode::kRefused);
    });
    EXPECT_EQ(error_of(refused), "refused");
    EXPECT_EQ(import(test.project, "B"), 2);
    EXPECT_EQ(error_of(test.project.undo({})), "internal");
    return {};
  }));
  EXPECT_THAT(documents(test.project), ElementsAre("A", "B"));
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(2));
  auto failed = test.project.perform_together([&]() -> base::Result<void> {
    EXPECT_TRUE(test.project.perform({.verb = "x"}, [](Writer& writer) { return writer.set_title("gone"); }));
    return base::fail(base::ErrorCode::kCancelled);
  });
  EXPECT_EQ(error_of(failed), "cancelled");
  EXPECT_EQ(test.project.sequence().value(), 3);
  EXPECT_EQ(test.project.title(), "Study");
  expect_sound(test.project);
}

class Migrations : public ::testing::Test {
 protected:
  void TearDown() override { store::set_migrations_for_test({}); }
  static void add_format(bool barrier, const std::string& sql) {
    auto list = store::built_in_migrations();
    list.push_back({list.back().version + 1, barrier, sql});
    store::set_migrations_for_test(std::move(list));
  }
  /// The copy that an upgrade from the newest format leaves.
  static std::string backup() {
    return "study.format" + std::to_string(store::built_in_migrations().back().version) + "-backup.polyvocal";
  }
  static std::vector<std::string> files(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (!name.ends_with("-wal") && !name.ends_with("-shm")) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }
};

TEST_F(Migrations, AnOlderFileIsBackedUpAndUpgraded) {
  TestProject test;
  import(test.project, "A");
  const std::string dump = test.project.logical_dump().value();
  { Project closed = std::move(test.project); }
  add_format(false, "ALTER TABLE document ADD COLUMN place TEXT NOT NULL DEFAULT 'here';");
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
  EXPECT_THAT(test.project.logical_dump().value(), ::testing::HasSubstr("place=\"here\""));
  EXPECT_THAT(files(test.folder.path()), ElementsAre(backup(), "study.polyvocal"));
  expect_sound(test.project);
  // A column more is no barrier: older changesets still fit.
  EXPECT_THAT(ids(test.project.undo({})), ElementsAre(1));
  EXPECT_THAT(ids(test.project.redo({})), ElementsAre(1));
  expect_sound(test.project);
  { Project closed = std::move(test.project); }
  // The program that does not know the format refuses the new file and reads the backup.
  store::set_migrations_for_test({});
  EXPECT_EQ(error_of(Project::open(test.path, OpenMode::kReadWrite)), "project-newer");
  EXPECT_EQ(error_of(Project::open(test.path, OpenMode::kReadOnly)), "project-newer");
  test.project = Project::open(test.folder.path() / backup(), OpenMode::kReadWrite).value();
  EXPECT_EQ(test.project.logical_dump().value(), dump);
}

TEST_F(Migrations, ReadingAnOlderFileLeavesItAlone) {
  TestProject test;
  import(test.project, "A");
  { Project closed = std::move(test.project); }
  const std::string before = read_all(test.path);
  add_format(false, "ALTER TABLE document ADD COLUMN place TEXT NOT NULL DEFAULT 'here';");
  {
    auto reader = Project::open(test.path, OpenMode::kReadOnly).value();
    EXPECT_THAT(reader.logical_dump().value(), ::testing::HasSubstr("place=\"here\""));
    EXPECT_EQ(reader.path(), test.path);
  }
  EXPECT_EQ(read_all(test.path), before);
  EXPECT_THAT(files(test.folder.path()), ElementsAre("study.polyvocal"));
  store::set_migrations_for_test({});
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

TEST_F(Migrations, ABarrierStopsUndo) {
  TestProject test;
  import(test.project, "A");
  import(test.project, "B");
  ASSERT_TRUE(test.project.undo({}));
  { Project closed = std::move(test.project); }
  add_format(true, "ALTER TABLE document RENAME COLUMN format TO file_format;");
  // Reading functions know the old column, so only the history is asked here.
  auto opened = Project::open(test.path, OpenMode::kReadWrite);
  ASSERT_TRUE(opened) << error_of(opened);
  const auto entries = opened->history().value();
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(entries.back().verb, "migrate");
  EXPECT_TRUE(entries.back().barrier);
  const auto undone = opened->undo({});
  EXPECT_EQ(error_of(undone), "undo-barrier");
  EXPECT_EQ(undone.error().param("entry"), "4");
  EXPECT_EQ(error_of(opened->redo({})), "nothing-to-redo");
  ASSERT_TRUE(opened->perform({.verb = "x"}, [](Writer& writer) { return writer.set_title("after"); }));
  EXPECT_THAT(ids(opened->undo({})), ElementsAre(5));
  EXPECT_EQ(error_of(opened->undo({})), "undo-barrier");
  EXPECT_EQ(faults_text(opened->verify().value()), "");
  { Project closed = std::move(*opened); }
  store::set_migrations_for_test({});
  test.project = Project::open(test.folder.path() / backup(), OpenMode::kReadWrite).value();
}

TEST_F(Migrations, AFailingStepChangesNothing) {
  TestProject test;
  import(test.project, "A");
  const std::string dump = test.project.logical_dump().value();
  { Project closed = std::move(test.project); }
  add_format(false, "ALTER TABLE document ADD COLUMN place TEXT; INSERT INTO nowhere VALUES (1);");
  EXPECT_EQ(error_of(Project::open(test.path, OpenMode::kReadWrite)), "internal");
  add_format(false, "UPDATE coding SET code = 77; UPDATE speaker SET document = 99;");
  EXPECT_EQ(error_of(Project::open(test.path, OpenMode::kReadWrite)), "project-damaged");
  store::set_migrations_for_test({});
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
  EXPECT_EQ(test.project.logical_dump().value(), dump);
  expect_sound(test.project);
}

}  // namespace
}  // namespace polyvocal::test
