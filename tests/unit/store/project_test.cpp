#include "store/project.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/atomic_file.hpp"
#include "store/migrations_internal.hpp"
#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using store::OpenMode;
using store::Project;
using store::Writer;

std::int64_t pragma(Project& project, const std::string& name) {
  auto query = store::ProjectAccess::state(project).db().prepare("PRAGMA " + name);
  return query.step() ? query.integer(0) : -1;
}

void patch(const std::filesystem::path& path, std::streamoff at, std::string_view bytes) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(at);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST(Project, CreateMakesAFileThatOpens) {
  TestProject test;
  EXPECT_EQ(test.project.title(), "Study");
  EXPECT_EQ(test.project.language(), "en");
  EXPECT_FALSE(test.project.guid().is_nil());
  EXPECT_EQ(test.project.sequence().value(), 0);
  EXPECT_EQ(test.project.chain_head().value(), std::string(64, '0'));
  EXPECT_TRUE(test.project.documents().value().empty());
  expect_sound(test.project);
  const base::Uuid guid = test.project.guid();
  { Project closed = std::move(test.project); }
  // Nothing is left beside it: no journal, no temporary file.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(test.folder.path()), {}), 1);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
  EXPECT_EQ(test.project.guid(), guid);
}

TEST(Project, SettingsOfEveryWritingConnection) {
  TestProject test;
  EXPECT_EQ(pragma(test.project, "foreign_keys"), 1);
  EXPECT_EQ(pragma(test.project, "synchronous"), 2);
  EXPECT_EQ(pragma(test.project, "secure_delete"), 1);
  EXPECT_EQ(pragma(test.project, "busy_timeout"), 5000);
  EXPECT_EQ(pragma(test.project, "user_version"), store::newest_format());
  EXPECT_EQ(pragma(test.project, "application_id"), 0x506C7956);
  auto journal = store::ProjectAccess::state(test.project).db().prepare("PRAGMA journal_mode");
  ASSERT_TRUE(journal.step());
  EXPECT_EQ(journal.text(0), "wal");
}

TEST(Project, CreateRefuses) {
  TestProject test;
  EXPECT_EQ(error_of(Project::create(test.path, {})), "project-exists");
  EXPECT_EQ(error_of(Project::create(test.folder.path(), {})), "project-exists");
  EXPECT_EQ(error_of(Project::create(test.folder.path() / "no" / "p.polyvocal", {})), "file-not-writable");
}

TEST(Project, CreateIgnoresTheJournalOfADeletedNamesake) {
  TempFolder folder;
  const auto path = folder.path() / "p.polyvocal";
  std::filesystem::path kept_wal = folder.path() / "kept";
  {
    auto project = Project::create(path, {.title = "old", .language = "en"}).value();
    ASSERT_TRUE(project.perform({{}, "t", "{}", {}}, [](Writer& writer) { return writer.set_title("old, changed"); }));
    std::filesystem::copy_file(path.string() + "-wal", kept_wal);
  }
  std::filesystem::remove(path);
  std::filesystem::copy_file(kept_wal, path.string() + "-wal");
  auto project = Project::create(path, {.title = "new", .language = "en"});
  ASSERT_TRUE(project);
  EXPECT_EQ(project->title(), "new");
  expect_sound(*project);
}

TEST(Project, OpenRefusesWhatIsNoProject) {
  TempFolder folder;
  const auto empty = folder.write("empty.polyvocal", "");
  const auto text = folder.write("text.polyvocal", std::string(5000, 'x'));
  const auto other = folder.path() / "other.polyvocal";
  {
    SQLite::Database database(other.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE t (x)");
  }
  for (const OpenMode mode : {OpenMode::kReadWrite, OpenMode::kReadOnly}) {
    EXPECT_EQ(error_of(Project::open(folder.path() / "missing.polyvocal", mode)), "project-missing");
    EXPECT_EQ(error_of(Project::open(folder.path(), mode)), "not-a-project");
    EXPECT_EQ(error_of(Project::open(empty, mode)), "not-a-project");
    EXPECT_EQ(error_of(Project::open(text, mode)), "not-a-project");
    EXPECT_EQ(error_of(Project::open(other, mode)), "not-a-project");
  }
}

TEST(Project, OpenRefusesANewerFormat) {
  TestProject test;
  { Project closed = std::move(test.project); }
  const std::string before = read_all(test.path);
  patch(test.path, 60, std::string("\0\0\0\x07", 4));
  auto opened = Project::open(test.path, OpenMode::kReadWrite);
  ASSERT_EQ(error_of(opened), "project-newer");
  EXPECT_EQ(opened.error().param("version"), "7");
  EXPECT_EQ(opened.error().param("known"), std::to_string(store::newest_format()));
  EXPECT_EQ(error_of(Project::open(test.path, OpenMode::kReadOnly)), "project-newer");
  EXPECT_EQ(read_all(test.path).size(), before.size());
  patch(test.path, 60, before.substr(60, 4));
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

TEST(Project, TruncatedFile) {
  TestProject test;
  test.perform([](Writer& writer) { ASSERT_TRUE(writer.add_document(family_interview())); });
  { Project closed = std::move(test.project); }
  const auto size = std::filesystem::file_size(test.path);
  for (const std::uintmax_t left : {size - 1, size / 2, std::uintmax_t{5000}, std::uintmax_t{90}}) {
    const auto copy = test.folder.path() / ("cut" + std::to_string(left) + ".polyvocal");
    std::filesystem::copy_file(test.path, copy);
    std::filesystem::resize_file(copy, left);
    EXPECT_EQ(error_of(Project::open(copy, OpenMode::kReadWrite)), "project-damaged") << left;
    EXPECT_EQ(error_of(Project::open(copy, OpenMode::kReadOnly)), "project-damaged") << left;
  }
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

TEST(Project, DamagedPagesAreFoundOrRefusedNeverCrash) {
  TestProject test;
  test.add_coder();
  test.perform([&](Writer& writer) {
    for (int i = 0; i < 10; ++i) {
      const auto document = writer.add_document(family_interview());
      const auto code = writer.add_code({.parent = {}, .name = "Code " + std::to_string(i)});
      ASSERT_TRUE(writer.add_coding(document.value(), range(0, 10), code.value(), test.coder));
    }
  });
  { Project closed = std::move(test.project); }
  const auto size = std::filesystem::file_size(test.path);
  int found = 0;
  int pages = 0;
  for (std::uintmax_t page = 0; page < size / 4096; page += 3) {
    const auto copy = test.folder.path() / ("page" + std::to_string(page) + ".polyvocal");
    std::filesystem::copy_file(test.path, copy);
    patch(copy, static_cast<std::streamoff>(page * 4096 + (page == 0 ? 100 : 0)), std::string(3000, '\xA5'));
    auto opened = Project::open(copy, OpenMode::kReadWrite);
    ++pages;
    if (!opened) {
      EXPECT_EQ(error_of(opened), "project-damaged") << page;
      ++found;
      continue;
    }
    auto faults = opened->verify();
    ASSERT_TRUE(faults) << error_of(faults);
    if (!faults->empty()) ++found;
    opened->snapshot(store::SnapshotWords::kWith);
  }
  EXPECT_EQ(found, pages);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

TEST(Project, PathsWithSpecialSigns) {
  TempFolder folder;
  for (const char* name :
       {"a b.polyvocal", "50%20.polyvocal", "what?.polyvocal", "#1.polyvocal", "Café 文.polyvocal"}) {
    const auto path = folder.path() / base::path_from_utf8(name);
    auto project = Project::create(path, {.title = name, .language = "en"});
    ASSERT_TRUE(project) << name;
    EXPECT_EQ(Project::open(path, OpenMode::kReadOnly).value().title(), name);
  }
}

TEST(Project, PerformIsAllOrNothing) {
  TestProject test;
  const std::string before = test.project.logical_dump().value();
  auto refused = test.project.perform(test.act(), [](Writer& writer) -> base::Result<void> {
    EXPECT_TRUE(writer.add_document(family_interview()));
    EXPECT_TRUE(writer.add_code({.parent = {}, .name = "A"}));
    return base::fail(base::ErrorCode::kRefused, {{"reason", "test"}});
  });
  EXPECT_EQ(error_of(refused), "refused");
  EXPECT_EQ(test.project.logical_dump().value(), before);
  EXPECT_EQ(test.project.sequence().value(), 0);
  EXPECT_THROW(test.project.perform(test.act(),
                                    [](Writer& writer) -> base::Result<void> {
                                      EXPECT_TRUE(writer.add_code({.parent = {}, .name = "A"}));
                                      throw std::runtime_error("out of the act");
                                    }),
               std::runtime_error);
  EXPECT_EQ(test.project.logical_dump().value(), before);
  EXPECT_EQ(test.perform([](Writer& writer) { EXPECT_TRUE(writer.add_code({.parent = {}, .name = "A"})); }), 1);
  expect_sound(test.project);
}

TEST(Project, AnActThatChangesNothingLeavesNoEntry) {
  TestProject test;
  EXPECT_EQ(test.perform([](Writer&) {}), 0);
  EXPECT_EQ(test.perform([](Writer& writer) { EXPECT_TRUE(writer.set_title("Study")); }), 0);
  EXPECT_EQ(test.perform([](Writer& writer) {
    const auto code = writer.add_code({.parent = {}, .name = "A"}).value();
    EXPECT_TRUE(writer.delete_code(code, store::DeleteCodings::kRefuse));
  }),
            0);
  EXPECT_EQ(test.project.sequence().value(), 0);
}

TEST(Project, RehearseShowsTheResultAndKeepsNothing) {
  TestProject test;
  const std::string before = test.project.logical_dump().value();
  std::size_t inside = 0;
  ASSERT_TRUE(test.project.rehearse(test.act(), [&](Writer& writer) -> base::Result<void> {
    EXPECT_TRUE(writer.add_document(family_interview()));
    inside = test.project.documents().value().size();
    return {};
  }));
  EXPECT_EQ(inside, 1u);
  EXPECT_EQ(test.project.logical_dump().value(), before);
  EXPECT_EQ(error_of(test.project.rehearse(test.act(), [](Writer& writer) { return writer.set_title("\x01"); })),
            "none");
  EXPECT_EQ(error_of(test.project.rehearse(
                test.act(), [](Writer& writer) { return writer.rename_document(model::DocumentId{9}, "x"); })),
            "not-found");
}

TEST(Project, ActsDoNotNestAndNeedAKnownCoder) {
  TestProject test;
  auto nested = test.project.perform(test.act(), [&](Writer&) -> base::Result<void> {
    auto inner = test.project.perform(test.act(), [](Writer& writer) { return writer.set_title("x"); });
    EXPECT_EQ(error_of(inner), "internal");
    EXPECT_EQ(error_of(test.project.undo({})), "internal");
    return {};
  });
  EXPECT_TRUE(nested);
  auto unknown =
      test.project.perform({model::CoderId{7}, "t", "{}", {}}, [](Writer& writer) { return writer.set_title("x"); });
  EXPECT_EQ(error_of(unknown), "not-found");
}

TEST(Project, AnotherConnectionsActsAreNoticed) {
  TestProject test;
  auto other = Project::open(test.path, OpenMode::kReadWrite).value();
  auto reader = Project::open(test.path, OpenMode::kReadOnly).value();
  EXPECT_TRUE(reader.read_only());
  test.perform([](Writer& writer) { EXPECT_TRUE(writer.set_title("Renamed")); });
  EXPECT_EQ(other.sequence().value(), 1);
  EXPECT_EQ(reader.sequence().value(), 1);
  EXPECT_EQ(other.title(), "Renamed");
  EXPECT_EQ(reader.title(), "Renamed");
  ASSERT_TRUE(other.undo({}));
  EXPECT_EQ(test.project.sequence().value(), 2);
  EXPECT_EQ(test.project.title(), "Study");
  EXPECT_EQ(error_of(reader.perform(test.act(), [](Writer& writer) { return writer.set_title("x"); })),
            "project-read-only");
  EXPECT_EQ(error_of(reader.undo({})), "project-read-only");
}

TEST(Project, AReaderAtTheEndLeavesNoJournal) {
  TestProject test;
  test.perform([](Writer& writer) { EXPECT_TRUE(writer.set_title("x")); });
  { Project closed = std::move(test.project); }
  { auto reader = Project::open(test.path, OpenMode::kReadOnly).value(); }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(test.folder.path()), {}), 1);
  test.project = Project::open(test.path, OpenMode::kReadWrite).value();
}

}  // namespace
}  // namespace polyvocal::test
