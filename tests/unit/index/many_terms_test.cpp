#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <random>
#include <set>
#include <sstream>

#include "index/many_terms_source_internal.hpp"
#include "index_fixture.hpp"

namespace polyvocal::index {
namespace {

/// 400 passages of unequal length over words w0 to w59 (few of them often) and fillers; every seventh is missing.
std::vector<std::pair<Xapian::docid, std::string>> passages() {
  std::mt19937 random(11);
  std::vector<std::pair<Xapian::docid, std::string>> out;
  for (Xapian::docid docid = 1; docid <= 400; ++docid) {
    std::string text;
    for (auto length = 1 + random() % 30; length > 0; --length) {
      const auto number = random() % 60;
      text += random() % 5 == 0 ? "w" + std::to_string(number * number / 60) : "filler" + std::to_string(number % 7);
      text += ' ';
    }
    if (docid % 7 != 0) out.emplace_back(docid, text);
  }
  return out;
}

TEST(ManyTerms, FindAndRankAsTheEnginesSynonymsDo) {
  const test::TempFolder folder;
  Xapian::WritableDatabase database((folder.path() / "index").string(), Xapian::DB_CREATE);
  std::set<std::string> words;
  for (const auto& [docid, text] : passages()) {
    Xapian::Document document;
    std::istringstream in(text);
    Xapian::termpos position = 0;
    for (std::string word; in >> word;) {
      document.add_posting(word, ++position);
      if (word.front() == 'w') words.insert(word);
    }
    database.replace_document(docid, document);
  }
  database.commit();
  ASSERT_GT(words.size(), 32u);
  const auto terms = std::make_shared<const std::vector<std::string>>(words.begin(), words.end());
  const Xapian::Query source((new ManyTermsSource(terms))->release());
  const Xapian::Query synonyms(Xapian::Query::OP_SYNONYM, words.begin(), words.end());
  const auto run = [&](const Xapian::Query& query, Xapian::doccount first, Xapian::doccount count) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const auto found = enquire.get_mset(first, count);
    return std::vector<Xapian::docid>(found.begin(), found.end());
  };
  const auto expected = run(synonyms, 0, 1000);
  ASSERT_GT(expected.size(), 150u);
  EXPECT_EQ(run(source, 0, 1000), expected);
  // The first hits, where the rest is passed over.
  for (const Xapian::doccount count : {1u, 10u, 50u}) {
    EXPECT_EQ(run(source, 0, count), run(synonyms, 0, count)) << count;
    EXPECT_EQ(run(source, 5, count), run(synonyms, 5, count)) << count;
  }
  // Beside others: skipped to, excluded, a filter.
  const Xapian::Query filler("filler3");
  for (const auto op : {Xapian::Query::OP_FILTER, Xapian::Query::OP_AND_NOT}) {
    EXPECT_EQ(run({op, filler, source}, 0, 1000), run({op, filler, synonyms}, 0, 1000));
    EXPECT_EQ(run({op, source, filler}, 0, 1000), run({op, synonyms, filler}, 0, 1000));
  }
}

class BroadPrefixTest : public IndexTest {};

TEST_F(BroadPrefixTest, HasAnExactTotalAndKeepsTheOrderOfDocuments) {
  std::vector<IndexPassage> made;
  const auto texts = passages();
  Ids expected;
  for (const auto& [docid, text] : texts) {
    made.push_back(passage(docid, text));
    if (text.find('w') != std::string::npos) expected.push_back(docid);
  }
  put(document(1, "A", "en", made));
  commit();
  EXPECT_EQ(find("w*"), expected);
  const auto query = parse_query("w*", "en");
  ASSERT_TRUE(query);
  const auto page =
      index_->search(*query, resolver(), {.limit = 20, .offset = 10, .sort = SortBy::kDocument, .exact_total = true});
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->exact);
  EXPECT_EQ(page->total, static_cast<std::int64_t>(expected.size()));
  Ids ids;
  for (const auto& hit : page->hits) ids.push_back(hit.passage.value);
  EXPECT_EQ(ids, Ids(expected.begin() + 10, expected.begin() + 30));
}

}  // namespace
}  // namespace polyvocal::index
