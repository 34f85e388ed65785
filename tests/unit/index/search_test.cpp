#include "index_fixture.hpp"

namespace polyvocal::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A small study in English, two documents.
class SearchTest : public IndexTest {
 protected:
  void SetUp() override {
    IndexTest::SetUp();
    put(document(
        1, "Family 1", "en",
        {passage(1, "The waiting times were long, and the caseloads high.", "Mrs Müller", {"Ann Müller"}, {"Families"}),
         passage(2, "What did you make of the caseload?", "Interviewer"),
         passage(3, "High staff turnover: a high caseload for every worker.", "Mrs Müller", {"Ann Müller"},
                 {"Families"}),
         passage(5, "We waited. They don't wait with us; well-being matters.", "Mr Müller", {"Ben"}, {"Families"})}));
    put(document(2, "Manager 1", "en-GB",
                 {passage(11, "Role confusion among staff is confusing.", "Manager", {"M1"}, {"Managers", "Staff"}),
                  passage(12, "The role, and then the confusion of it.", "Manager", {"M1"}, {"Managers", "Staff"}),
                  passage(13, "", "Manager", {"M1"}, {"Managers", "Staff"}),
                  passage(14, "Café closed. Waiting list, waiting room.", "Interviewer")}));
    commit();
    codes_ = {{"Workload", {1, 3, 4, 99}}, {"Roles", {11, 12, 14}}, {"Nothing", {}}, {"Stale", {4, 98, 4'000'000'000}}};
  }
};

TEST_F(SearchTest, EveryOperator) {
  const std::vector<std::pair<std::string_view, Ids>> cases = {
      {"caseload", {1, 2, 3}},
      {"caseloads", {1, 2, 3}},
      {"Caseload", {2, 3}},
      {"\"caseloads\"", {1}},
      {"CAFE", {14}},
      {"missing", {}},
      {"*", {1, 2, 3, 5, 11, 12, 13, 14}},
      {"wait", {1, 5, 14}},
      {"wait*", {1, 5, 14}},
      {"waiti*", {1, 14}},
      {"\"role confusion\"", {11}},
      {"\"confusion role\"", {}},
      {"well-being", {5}},
      {"well-be*", {5}},
      {"don't", {5}},
      {"waiting AND list", {14}},
      {"waiting list OR turnover", {3, 14}},
      {"caseload -high", {2}},
      {"caseload NOT high", {2}},
      {"NOT caseload", {5, 11, 12, 13, 14}},
      {"NOT (caseload OR role)", {5, 13, 14}},
      {"NOT NOT caseload", {1, 2, 3}},
      {"caseload -(high -turnover)", {2, 3}},
      {"caseload OR NOT wait", {1, 2, 3, 11, 12, 13}},
      {"NOT *", {}},
      // proximity counts words and takes all forms of a stemmed word
      {"high NEAR/1 caseload", {1, 3}},
      {"high ADJ/1 caseload", {3}},
      {"High ADJ/1 Caseloads", {}},
      {"Caseloads ADJ/1 High", {1}},
      {"role NEAR/4 confusion", {11, 12}},
      {"role ADJ/3 confusion", {11}},
      {"role ADJ/4 confusion", {11, 12}},
      {"confusion ADJ/9 role", {}},
      {"waiting NEAR/2 waiting", {14}},
      {"waiting NEAR/1 waiting", {}},
      {"waiting ADJ/1 list ADJ/1 waiting", {14}},
      {"\"waiting list\" NEAR/1 \"waiting room\"", {14}},
      {"\"waiting room\" ADJ/5 \"waiting list\"", {}},
      {"(role OR turnover) NEAR/2 (staff OR confusion)", {3, 11}},
      {"wait* NEAR/3 lo*", {1}},
      {"well-be* NEAR/2 wait", {}},
      {"well-be* NEAR/4 wait", {5}},
      // fields
      {"group:families", {1, 3, 5}},
      {"group:Staff", {11, 12, 13}},
      {"group:managers group:staff", {11, 12, 13}},
      {"speaker:\"mrs muller\"", {1, 3}},
      {"case:\"ANN MÜLLER\"", {1, 3}},
      {"document:\"family 1\"", {1, 2, 3, 5}},
      {"doc:\"Manager 1\" -speaker:Manager", {14}},
      {"guid:0192f000-0000-7000-8000-000000000002", {11, 12, 13, 14}},
      {"language:en", {1, 2, 3, 5, 11, 12, 13, 14}},
      {"group:nobody", {}},
      {"caseload group:families", {1, 3}},
      {"caseload OR group:staff", {1, 2, 3, 11, 12, 13}},
      {"caseload -speaker:interviewer", {1, 3}},
      {"high NEAR/2 caseload speaker:\"Mrs Müller\"", {1, 3}},
  };
  for (const auto& [source, expected] : cases) EXPECT_EQ(find(source), expected) << source;
}

TEST_F(SearchTest, CodesFilterAloneAndBesideEveryOperator) {
  const std::vector<std::pair<std::string_view, Ids>> cases = {
      {"code:Workload", {1, 3}},  // 4 and 99 are not indexed
      {"code:Nothing", {}},
      {"code:Stale", {}},
      {"NOT code:Workload", {2, 5, 11, 12, 13, 14}},
      {"NOT code:Nothing", {1, 2, 3, 5, 11, 12, 13, 14}},
      {"caseload code:Workload", {1, 3}},
      {"code:Workload caseload", {1, 3}},
      {"caseload OR code:Roles", {1, 2, 3, 11, 12, 14}},
      {"caseload -code:Workload", {2}},
      {"code:Roles -role", {14}},
      {"code:Roles OR code:Workload", {1, 3, 11, 12, 14}},
      {"code:Roles code:Workload", {}},
      {"code:Workload group:families turnover", {3}},
      {"high NEAR/1 caseload code:Workload", {1, 3}},
      {"code:Workload high ADJ/1 caseload", {3}},
      {"(high NEAR/1 caseload) OR code:Roles", {1, 3, 11, 12, 14}},
      {"role NEAR/9 confusion -code:Workload", {11, 12}},
      {"code:Roles NOT (role NEAR/1 confusion)", {12, 14}},
      {"\"role confusion\" code:Roles", {11}},
      {"\"waiting list\" NEAR/1 \"waiting room\" code:Roles", {14}},
      {"\"waiting list\" NEAR/1 \"waiting room\" code:Workload", {}},
      {"wait* code:Roles", {14}},
  };
  for (const auto& [source, expected] : cases) EXPECT_EQ(find(source), expected) << source;
  EXPECT_EQ(failure("code:Unknown").code, base::ErrorCode::kNotFound);
  EXPECT_EQ(failure("a OR (b -code:Unknown)").code, base::ErrorCode::kNotFound);
}

TEST_F(SearchTest, ATreeThatPutsAFieldUnderNearIsRefused) {
  Query query;
  query.root.kind = QueryNode::Kind::kNear;
  query.root.window = 5;
  query.root.children.resize(2);
  query.root.children[0].kind = QueryNode::Kind::kWord;
  query.root.children[0].words = {"caseload"};
  query.root.children[1].kind = QueryNode::Kind::kField;
  query.root.children[1].field = "code";
  query.root.children[1].text = "Workload";
  const auto found = index_->search_all(query, resolver());
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, base::ErrorCode::kQuerySyntax);
  EXPECT_EQ(found.error().param("detail"), "near-needs-words");
}

TEST_F(SearchTest, ExplainsTheEnginesQuery) {
  const auto explain = [&](std::string_view source) {
    const auto query = parse_query(source, "en");
    return query ? index_->explain(*query, resolver()).value_or("failed") : "refused";
  };
  EXPECT_EQ(explain("caseloads"), "Query(Zen:caseload)");
  EXPECT_EQ(explain("Caseloads"), "Query(caseloads)");
  EXPECT_EQ(explain("\"role confusion\""), "Query((role PHRASE 2 confusion))");
  EXPECT_EQ(explain("High NEAR/5 Caseload code:Workload"),
            "Query(((high NEAR 6 caseload) FILTER PostingSource(passages(4))))");
  EXPECT_EQ(explain("high ADJ/1 caseload"), "Query((high PHRASE 2 (caseload OR caseloads)))");
  EXPECT_EQ(
      explain("\"a b\" NEAR/2 High"),
      "Query((((a AND b) AND high) FILTER PostingSource(positions(near 2, Query(((a PHRASE 2 b) AND high AND (a NEAR 4 "
      "high)))))))");
  EXPECT_EQ(explain("caseload -group:Staff"), "Query((Zen:caseload AND_NOT XG:staff))");
}

TEST_F(SearchTest, PagesAndTotals) {
  const auto query = parse_query("wait OR caseload OR role", "en");
  ASSERT_TRUE(query.has_value());
  const auto all = index_->search(*query, resolver(), {.limit = 50, .exact_total = true});
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(all->total, 7);
  EXPECT_TRUE(all->exact);
  ASSERT_EQ(all->hits.size(), 7u);
  for (std::size_t i = 1; i < all->hits.size(); ++i) EXPECT_GE(all->hits[i - 1].weight, all->hits[i].weight);
  Ids paged;
  for (std::int64_t offset = 0; offset < 9; offset += 2) {
    const auto page = index_->search(*query, resolver(), {.limit = 2, .offset = offset, .exact_total = true});
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 7);
    for (const auto& hit : page->hits) paged.push_back(hit.passage.value);
  }
  Ids ranked;
  for (const auto& hit : all->hits) ranked.push_back(hit.passage.value);
  EXPECT_EQ(paged, ranked);
  const auto by_document = index_->search(*query, resolver(), {.limit = 3, .sort = SortBy::kDocument});
  ASSERT_TRUE(by_document.has_value());
  Ids first;
  for (const auto& hit : by_document->hits) first.push_back(hit.passage.value);
  EXPECT_THAT(first, ElementsAre(1, 2, 3));
  const auto none = index_->search(*query, resolver(), {.limit = 0, .exact_total = true});
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(none->total, 7);
  EXPECT_THAT(none->hits, IsEmpty());
  for (const SearchOptions wrong : {SearchOptions{.limit = -1}, SearchOptions{.offset = -1}}) {
    const auto refused = index_->search(*query, resolver(), wrong);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ErrorCode::kInvalidArgument);
  }
}

TEST_F(SearchTest, RanksTheDenserPassageFirst) {
  put(document(9, "Rank", "en",
               {passage(90, "zebra in a long passage about many other things of the house and the garden"),
                passage(91, "zebra zebra")}));
  const auto page = index_->search(*parse_query("zebra", "en"), resolver(), {});
  ASSERT_TRUE(page.has_value());
  ASSERT_EQ(page->hits.size(), 2u);
  EXPECT_EQ(page->hits[0].passage.value, 91);
  EXPECT_GT(page->hits[1].weight, 0);
}

TEST_F(SearchTest, WordsBeginning) {
  const auto words = index_->words_beginning("wait", 10);
  ASSERT_TRUE(words.has_value());
  EXPECT_THAT(*words, ElementsAre(std::pair<std::string, std::int64_t>{"waiting", 2},
                                  std::pair<std::string, std::int64_t>{"wait", 1},
                                  std::pair<std::string, std::int64_t>{"waited", 1}));
  EXPECT_EQ(index_->words_beginning("wait", 1)->size(), 1u);
  EXPECT_THAT(*index_->words_beginning("zz", 5), IsEmpty());
  const auto all = index_->words_beginning("", 1000);
  ASSERT_TRUE(all.has_value());
  EXPECT_GT(all->size(), 20u);
  for (const auto& [word, count] : *all) EXPECT_FALSE(word.starts_with("X") || word.starts_with("Z")) << word;
}

TEST_F(SearchTest, TooManyWordsUnderAPrefixIsAnErrorAndNotAPart) {
  std::string many;
  for (int i = 0; i < 4001; ++i) many += "q" + std::to_string(i) + " ";
  put(document(8, "Many", "en", {passage(80, many)}));
  commit();
  for (const std::string_view source : {"a OR q*", "a OR q* NEAR/3 \"b c\""}) {
    const auto error = failure(source);
    EXPECT_EQ(error.code, base::ErrorCode::kQuerySyntax) << source;
    EXPECT_EQ(error.param("detail"), "wildcard-too-many");
    EXPECT_EQ(error.param("position"), "5");
    EXPECT_EQ(error.param("limit"), "4000");
  }
  EXPECT_EQ(find("q1*"), Ids{80});
  ASSERT_TRUE(index_->remove(document(8, "", "", {}).guid).has_value());
  put(document(8, "Many", "en", {passage(80, many.substr(0, many.size() - 6))}));
  EXPECT_EQ(find("q*"), Ids{80}) << "4,000 are allowed";
}

TEST_F(SearchTest, LongAndOddNames) {
  const std::string long_name(400, 'x');
  put(document(7, long_name + "1", "en",
               {passage(70, "first", long_name + "a"), passage(71, "second", long_name + "b")}));
  EXPECT_EQ(find("document:" + long_name + "1"), (Ids{70, 71}));
  EXPECT_EQ(find("document:" + long_name + "2"), Ids{});
  EXPECT_EQ(find("speaker:" + long_name + "b"), Ids{71});
  EXPECT_EQ(find(std::string("speaker:a\0b", 11)), Ids{});
}

}  // namespace
}  // namespace polyvocal::index
