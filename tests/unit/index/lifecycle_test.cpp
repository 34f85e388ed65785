#include <xapian.h>

#include <atomic>
#include <thread>

#include "index_fixture.hpp"

namespace polyvocal::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class LifecycleTest : public IndexTest {
 protected:
  SearchIndex reader() {
    auto opened = SearchIndex::open_read_only(folder());
    if (!opened) {
      ADD_FAILURE() << error_name(opened.error().code);
      std::abort();
    }
    return std::move(*opened);
  }
  base::ErrorCode reading_fails() {
    const auto opened = SearchIndex::open_read_only(folder());
    return opened ? base::ErrorCode::kCancelled : opened.error().code;
  }
  void put_two() {
    put(document(1, "One", "en", {passage(1, "alpha beta"), passage(2, "beta gamma")}));
    put(document(2, "Two", "en", {passage(3, "gamma delta")}));
    commit();
  }
};

TEST_F(LifecycleTest, StaysAfterReopening) {
  EXPECT_FALSE(index_->was_reset());
  put_two();
  index_.reset();
  open();
  EXPECT_FALSE(index_->was_reset());
  EXPECT_EQ(index_->passage_count(), 3);
  EXPECT_EQ(find("beta"), (Ids{1, 2}));
  EXPECT_THAT(*index_->fingerprints(),
              ElementsAre(Pair(document(1, "", "", {}).guid, "print"), Pair(document(2, "", "", {}).guid, "print")));
}

TEST_F(LifecycleTest, PutReplacesAndRemoveRemoves) {
  put_two();
  // Passage 2 goes, 7 comes, 1 changes.
  auto again = document(1, "One renamed", "en", {passage(1, "alpha zeta"), passage(7, "epsilon")});
  again.fingerprint = std::string("new\0print", 9);
  put(again);
  commit();
  EXPECT_EQ(find("beta"), Ids{});
  EXPECT_EQ(find("*"), (Ids{1, 3, 7}));
  EXPECT_EQ(find("document:\"One renamed\""), (Ids{1, 7}));
  EXPECT_EQ(find("document:One"), Ids{});
  EXPECT_EQ(index_->fingerprints()->front().second, again.fingerprint);
  codes_ = {{"All", {1, 2, 3, 4, 5, 6, 7}}};
  EXPECT_EQ(find("code:All"), (Ids{1, 3, 7}));
  ASSERT_TRUE(index_->remove(again.guid).has_value());
  ASSERT_TRUE(index_->remove("unknown").has_value());
  ASSERT_TRUE(index_->remove("").has_value());
  commit();
  EXPECT_EQ(find("*"), Ids{3});
  EXPECT_EQ(index_->fingerprints()->size(), 1u);
  put(document(1, "One", "en", {passage(8, "alpha")}));
  EXPECT_EQ(find("alpha"), Ids{8});
}

TEST_F(LifecycleTest, ADocumentWithoutPassagesIsRemembered) {
  put(document(1, "Empty", "en", {}));
  commit();
  EXPECT_EQ(index_->fingerprints()->size(), 1u);
  EXPECT_EQ(index_->passage_count(), 0);
  EXPECT_EQ(find("*"), Ids{});
  EXPECT_EQ(find("NOT a"), Ids{});
}

TEST_F(LifecycleTest, WhatIsNotCommittedIsNotKept) {
  put_two();
  put(document(3, "Three", "en", {passage(9, "omega")}));
  EXPECT_EQ(find("omega"), Ids{9}) << "the writer sees its own";
  auto other = reader();
  EXPECT_EQ(find_in(other, "omega"), Ids{});
  index_.reset();
  open();
  EXPECT_EQ(find("omega"), Ids{});
  EXPECT_EQ(index_->fingerprints()->size(), 2u);
}

TEST_F(LifecycleTest, AReaderSeesTheLastCommit) {
  put_two();
  auto other = reader();
  EXPECT_EQ(find_in(other, "gamma"), (Ids{2, 3}));
  for (std::int64_t id = 10; id < 20; ++id) {
    put(document(id, "More", "en", {passage(id, "gamma")}));
    commit();
  }
  EXPECT_EQ(find_in(other, "gamma").size(), 12u);
  EXPECT_EQ(other.passage_count(), 13);
  const auto refused = other.put(document(30, "No", "en", {}));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::kFileNotWritable);
}

TEST_F(LifecycleTest, OneWriter) {
  const auto second = SearchIndex::open_writable(folder());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, base::ErrorCode::kProjectLocked);
  index_.reset();
  EXPECT_TRUE(SearchIndex::open_writable(folder()).has_value());
}

TEST_F(LifecycleTest, RefusesWrongArgumentsAndKeepsTheRest) {
  put_two();
  put(document(9, "Not committed", "en", {passage(4, "text")}));
  for (const std::int64_t id : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 32}) {
    const auto refused = index_->put(document(3, "Wrong", "en", {passage(id, "text")}));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ErrorCode::kInvalidArgument);
  }
  auto nameless = document(3, "Wrong", "en", {});
  nameless.guid.clear();
  EXPECT_EQ(index_->put(nameless).error().code, base::ErrorCode::kInvalidArgument);
  EXPECT_EQ(find("*"), (Ids{1, 2, 3, 4}));
  put(document(3, "Right", "en", {passage(4'294'967'294, "largest")}));
  commit();
  EXPECT_EQ(find("largest"), Ids{4'294'967'294});
}

TEST_F(LifecycleTest, NoIndexIsNotADamagedOne) {
  index_.reset();
  const auto missing = SearchIndex::open_read_only(temporary_.path() / "missing");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, base::ErrorCode::kFileNotFound);
  temporary_.write("plain", "a file");
  const auto file = SearchIndex::open_writable(temporary_.path() / "plain");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code, base::ErrorCode::kFileNotWritable);
  EXPECT_EQ(test::read_all(temporary_.path() / "plain"), "a file");
  const auto below = SearchIndex::open_writable(temporary_.path() / "plain" / "index");
  ASSERT_FALSE(below.has_value());
  EXPECT_EQ(below.error().code, base::ErrorCode::kFileNotWritable);
}

TEST_F(LifecycleTest, AnotherVersionIsRebuiltAndNotRead) {
  for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
           {"format", "polyvocal-index 0"}, {"format", ""}, {"languages", "en\tother-stemmer 9\n"}}) {
    put_two();
    index_.reset();
    {
      Xapian::WritableDatabase raw(folder().string(), Xapian::DB_OPEN);
      raw.set_metadata(key, value);
      raw.commit();
    }
    EXPECT_EQ(reading_fails(), base::ErrorCode::kIndexDamaged);
    open();
    EXPECT_TRUE(index_->was_reset()) << key;
    EXPECT_EQ(index_->passage_count(), 0);
    EXPECT_THAT(*index_->fingerprints(), IsEmpty());
    put_two();
    EXPECT_EQ(find("beta"), (Ids{1, 2}));
    index_.reset();
    open();
    EXPECT_FALSE(index_->was_reset());
  }
}

TEST_F(LifecycleTest, ADamagedFolderIsRebuiltAndNotRead) {
  for (const std::string name : {"iamglass", "postlist.glass", "termlist.glass"}) {
    for (const std::string content : {"", "no index"}) {
      put_two();
      index_.reset();
      std::filesystem::remove(folder() / name);
      temporary_.write("study.polyvocal-index/" + name, content);
      EXPECT_EQ(reading_fails(), base::ErrorCode::kIndexDamaged) << name;
      open();
      EXPECT_TRUE(index_->was_reset()) << name;
      EXPECT_EQ(index_->passage_count(), 0);
      put_two();
      EXPECT_EQ(find("beta"), (Ids{1, 2}));
    }
    put_two();
    index_.reset();
    std::filesystem::remove(folder() / name);
    EXPECT_EQ(reading_fails(), base::ErrorCode::kIndexDamaged) << name;
    open();
    EXPECT_TRUE(index_->was_reset()) << name;
  }
}

TEST_F(LifecycleTest, DamageMetWhileReadingIsAnErrorAndNotAnEmptyAnswer) {
  std::vector<std::string> texts;
  std::vector<IndexPassage> passages;
  for (int i = 1; i <= 3000; ++i)
    texts.push_back("word" + std::to_string(i) + " alpha beta gamma number" + std::to_string(i * 7));
  for (int i = 1; i <= 3000; ++i) passages.push_back(passage(i, texts[static_cast<std::size_t>(i - 1)]));
  put(document(1, "Large", "en", passages));
  commit();
  index_.reset();
  // Wipe the middle of the postings, leaving the head that opening reads.
  const auto file = folder() / "postlist.glass";
  std::string bytes = test::read_all(file);
  ASSERT_GT(bytes.size(), 40'000u);
  auto other = reader();
  std::fill(bytes.begin() + 8192, bytes.end(), '\x5A');
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto query = parse_query("word1500 OR number700 OR gamma", "en");
  const auto found = other.search_all(*query, resolver());
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, base::ErrorCode::kIndexDamaged);
}

TEST_F(LifecycleTest, LeavesOtherFilesAlone) {
  put_two();
  index_.reset();
  temporary_.write("study.polyvocal-index/notes.txt", "mine");
  temporary_.write("study.polyvocal-index/iamglass", "damaged");
  open();
  EXPECT_TRUE(index_->was_reset());
  EXPECT_EQ(test::read_all(folder() / "notes.txt"), "mine");
}

TEST_F(LifecycleTest, CommitsBetweenDocumentsOnly) {
  // 20,000 passages make a commit; the 25,001st to 30,000th are not committed yet, and nothing of them is there.
  std::int64_t id = 0;
  for (std::int64_t d = 1; d <= 6; ++d) {
    std::vector<IndexPassage> passages;
    for (int i = 0; i < 5'000; ++i) passages.push_back(passage(++id, "short"));
    put(document(d, "Document", "en", std::move(passages)));
  }
  auto other = reader();
  EXPECT_EQ(other.passage_count(), 20'000);
  EXPECT_EQ(other.fingerprints()->size(), 4u);
  index_.reset();
  open();
  EXPECT_EQ(index_->passage_count(), 20'000);
  EXPECT_EQ(find("short").size(), 20'000u);
}

TEST_F(LifecycleTest, AReaderBesideABusyWriterSeesWholeCommits) {
  constexpr int kPassages = 60;
  const auto generation = [](int n) {
    static const std::vector<std::string> kTexts = {"alpha even stays near beta", "alpha odd stays near beta"};
    std::vector<IndexPassage> passages;
    for (int i = 1; i <= kPassages; ++i) passages.push_back(passage(i, kTexts[static_cast<std::size_t>(n % 2)]));
    return document(1, "Busy", "en", std::move(passages));
  };
  put(generation(0));
  commit();
  std::atomic<bool> stop{false};
  std::atomic<int> commits{0};
  std::thread writer([&] {
    while (!stop) {
      const bool done = index_->put(generation(commits + 1)).has_value() && index_->commit().has_value();
      if (!done) break;
      ++commits;
    }
  });
  auto other = reader();
  const auto word = parse_query("even", "en");
  const auto both = parse_query("alpha ADJ/4 beta", "en");
  int answered = 0;
  for (int i = 0; i < 300 || (commits < 20 && i < 100'000); ++i) {
    const auto found = other.search_all(*word, resolver());
    const auto near = other.search_all(*both, resolver());
    for (const auto* result : {&found, &near}) {
      if (!*result) {
        EXPECT_EQ(result->error().code, base::ErrorCode::kConflict) << result->error().param("detail");
        EXPECT_EQ(result->error().param("detail"), "index-changed");
      }
    }
    if (found) {
      EXPECT_TRUE(found->empty() || found->size() == kPassages) << found->size();
    }
    if (near) {
      EXPECT_EQ(near->size(), static_cast<std::size_t>(kPassages));
    }
    answered += found && near ? 1 : 0;
  }
  stop = true;
  writer.join();
  EXPECT_GE(commits, 20);
  EXPECT_GT(answered, 200);
}

}  // namespace
}  // namespace polyvocal::index
