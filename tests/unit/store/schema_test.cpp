// What the format must keep, so that undo stays true (schemas/project/0001_first.sql says why).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/migrations_internal.hpp"
#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/random_acts.hpp"

namespace polyvocal::test {
namespace {

using store::Connection;

std::vector<std::string> column(Connection& connection, const std::string& sql) {
  std::vector<std::string> out;
  auto query = connection.prepare(sql);
  while (query.step()) out.push_back(query.text(0));
  return out;
}

class Schema : public ::testing::Test {
 protected:
  TestProject test_;
  Connection& db_ = store::ProjectAccess::state(test_.project).db();
  std::vector<std::string> watched_ = store::watched_tables(db_);
};

TEST_F(Schema, EveryWatchedTableHasANotNullPrimaryKey) {
  ASSERT_GT(watched_.size(), 40u);
  for (const auto& table : watched_) {
    const auto keys = column(db_, "SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0");
    EXPECT_FALSE(keys.empty()) << table;
    EXPECT_TRUE(
        column(db_, "SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0 AND \"notnull\" = 0").empty())
        << table;
  }
}

TEST_F(Schema, EveryTableIsStrict) {
  EXPECT_THAT(column(db_,
                     "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
                     "AND name NOT LIKE 'sqlite_%'"),
              ::testing::IsEmpty());
}

TEST_F(Schema, NoTriggersNoViews) {
  EXPECT_THAT(column(db_, "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')"), ::testing::IsEmpty());
}

TEST_F(Schema, ForeignKeysAreDeferredWithoutActions) {
  for (const auto& table : column(db_, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
    EXPECT_THAT(column(db_, "SELECT \"from\" FROM pragma_foreign_key_list('" + table +
                                "') WHERE on_update <> 'NO ACTION' OR on_delete <> 'NO ACTION'"),
                ::testing::IsEmpty())
        << table;
    const std::string sql = column(db_, "SELECT sql FROM sqlite_master WHERE name = '" + table + "'")[0];
    const auto count = [&sql](const std::string& word) {
      int found = 0;
      for (auto at = sql.find(word); at != std::string::npos; at = sql.find(word, at + 1)) ++found;
      return found;
    };
    EXPECT_EQ(count("REFERENCES"), count("DEFERRABLE INITIALLY DEFERRED")) << table;
  }
}

TEST_F(Schema, OnlyGuidsAreUniqueInWatchedTables) {
  for (const auto& table : watched_) {
    for (const auto& index :
         column(db_, "SELECT name FROM pragma_index_list('" + table + "') WHERE \"unique\" = 1 AND origin <> 'pk'")) {
      EXPECT_THAT(column(db_, "SELECT name FROM pragma_index_info('" + index + "')"), ::testing::ElementsAre("guid"))
          << table;
    }
  }
}

TEST_F(Schema, ChildColumnsOfDeletableParentsHaveAnIndex) {
  const std::vector<std::string> deletable = {"document", "code",        "study_case", "speaker", "coding",
                                              "quote",    "quote_range", "summary",    "revision"};
  for (const auto& table : column(db_, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
    for (const auto& parent : deletable) {
      for (const auto& child : column(db_, "SELECT \"from\" FROM pragma_foreign_key_list('" + table +
                                               "') WHERE \"table\" = '" + parent + "'")) {
        const auto indexed =
            column(db_, "SELECT 1 FROM pragma_index_list('" + table +
                            "') l JOIN pragma_index_info(l.name) i ON i.seqno = 0 WHERE i.name = '" + child + "'");
        const auto key =
            column(db_, "SELECT 1 FROM pragma_table_info('" + table + "') WHERE pk = 1 AND name = '" + child + "'");
        EXPECT_FALSE(indexed.empty() && key.empty()) << table << "." << child;
      }
    }
  }
}

TEST_F(Schema, NeedColumnsExist) {
  for (const auto& need : store::find_need_columns(db_)) EXPECT_GE(need.index, 0) << need.table << "." << need.column;
  // Every body column is among them.
  for (const auto& table : watched_) {
    for (const auto& name : column(db_, "SELECT name FROM pragma_table_info('" + table + "') WHERE name = 'body'")) {
      bool known = false;
      for (const auto& need : store::find_need_columns(db_))
        known = known || (need.table == table && need.column == name);
      EXPECT_TRUE(known) << table;
    }
  }
}

TEST_F(Schema, CountersNeverGoBack) {
  RandomActs random(77);
  std::map<std::string, std::int64_t> highest;
  for (int i = 0; i < 300; ++i) {
    if (i % 3 == 2) {
      test_.project.undo({});
    } else {
      random.act(test_.project);
    }
    auto query = db_.prepare("SELECT name, seq FROM sqlite_sequence");
    std::map<std::string, std::int64_t> now;
    while (query.step()) now[query.text(0)] = query.integer(1);
    for (const auto& [table, seq] : highest) ASSERT_GE(now[table], seq) << table;
    highest = now;
  }
  EXPECT_GT(highest["document"], 3);
}

TEST_F(Schema, TextsAreNotInTheHistory) {
  test_.perform([](store::Writer& writer) { EXPECT_TRUE(writer.add_document(family_interview())); });
  auto query = db_.prepare("SELECT count(*), sum(instr(changeset, CAST('nurse' AS BLOB)) > 0) FROM history_payload");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.integer(0), 1);
  EXPECT_EQ(query.integer(1), 0);
}

}  // namespace
}  // namespace polyvocal::test
