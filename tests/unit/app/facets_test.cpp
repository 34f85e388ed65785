#include "app/facets.hpp"

#include <fstream>
#include "app/search.hpp"
#include "index/query.hpp"

#include "unit/app/fixture.hpp"

namespace polyvocal::app {
namespace {

using testing::ElementsAre;

/// "One" of two families' members, "Two" of staff, three passages about delay.
class FacetsTest : public AppTest {
 protected:
  void SetUp() override {
    import("One.txt", "Interviewer: Was there a delay?\nParent 1: A long delay.\nParent 2: No.\n", "families");
    import("Two.txt", "Interviewer: And you?\nTeacher: There was no delay.\n", "staff");
    must(add_code_path(session(), "Time > Delay", {}, Apply::kCommit));
    must(apply_code(session(), "One", range(45, 55), "Delay", Apply::kCommit));
  }
  void import(const std::string& name, const std::string& text, const std::string& group) {
    const auto file = folder_.path() / name;
    std::ofstream(file, std::ios::binary) << text;
    ASSERT_EQ(must(import_documents(session(), {file}, {.group = group}, Apply::kCommit, {})).documents.size(), 1u);
  }
  static std::vector<std::string> lines(const std::vector<FacetValue>& values) {
    std::vector<std::string> made;
    for (const auto& one : values) made.push_back(one.value + " " + std::to_string(one.passages));
    return made;
  }
};

TEST_F(FacetsTest, CountPassagesThatAQueryFinds) {
  const auto found = must(search_facets(session(), "delay"));
  EXPECT_THAT(lines(found.groups), ElementsAre("families 2", "staff 1"));
  EXPECT_THAT(lines(found.speakers), ElementsAre("Interviewer 1", "Parent 1 1", "Teacher 1"));
  EXPECT_THAT(lines(found.documents), ElementsAre("One 2", "Two 1"));
  EXPECT_THAT(lines(found.codes), ElementsAre("Time > Delay 1"));
  const auto none = must(search_facets(session(), "zeppelin"));
  EXPECT_TRUE(none.groups.empty() && none.speakers.empty() && none.codes.empty() && none.documents.empty());
  EXPECT_EQ(error_of(search_facets(session(), "(delay")), "query-syntax");
}

TEST_F(FacetsTest, PassagesAreThoseThatARangeTouches) {
  const auto snapshot = must(session().snapshot());
  const auto one = must(project().find_document("One"));
  const auto passages = must(project().passages(one));
  EXPECT_THAT(passages_at(*snapshot, {{one, passages[1].body}}).ids(), ElementsAre(passages[1].id));
  EXPECT_THAT(passages_at(*snapshot, {{one, {passages[0].body.start, passages[2].body.end}}}).ids(),
              ElementsAre(passages[0].id, passages[1].id, passages[2].id));
  EXPECT_THAT(passages_at(*snapshot, {{model::DocumentId{77}, range(0, 5)}}).ids(), ElementsAre());
}

/// What narrowing promises: the facet's number is what the narrowed query finds.
TEST_F(FacetsTest, ANarrowedQueryFindsWhatTheFacetCounted) {
  for (const std::string query : {"delay", "delay OR no", "there -long", "\"no delay\" OR long", "*"}) {
    const auto found = must(search_facets(session(), query));
    const auto check = [&](const char* field, const std::vector<FacetValue>& values) {
      for (const auto& one : values) {
        const auto text = narrowed(query, field, one.value);
        const auto parsed = must(index::parse_query(text, "en"));
        std::vector<model::PassageId> both;
        const auto all = must(search_passages(session(), must(index::parse_query(query, "en"))));
        const auto of = passages_of(*must(session().snapshot()), field, one.value);
        std::set_intersection(all.ids().begin(), all.ids().end(), of.ids().begin(), of.ids().end(),
                              std::back_inserter(both));
        EXPECT_EQ(both.size(), static_cast<std::size_t>(one.passages)) << field << " " << one.value;
        EXPECT_EQ(must(search_passages(session(), parsed)).size(), static_cast<std::size_t>(one.passages)) << text;
        EXPECT_EQ(must(search_facets(session(), widened(text, field))).documents, found.documents) << text;
      }
    };
    check("group", found.groups);
    check("speaker", found.speakers);
    check("code", found.codes);
    check("document", found.documents);
  }
}

TEST_F(FacetsTest, NarrowingAgainReplacesTheCondition) {
  EXPECT_EQ(narrowed("delay", "group", "staff"), "delay group:\"staff\"");
  EXPECT_EQ(narrowed("delay group:\"staff\"", "group", "a \"b\""), "delay group:\"a \\\"b\\\"\"");
  EXPECT_EQ(widened("delay group:\"a \\\"b\\\"\" late", "group"), "delay late");
  EXPECT_EQ(widened("delay", "group"), "delay");
  EXPECT_EQ(narrowed("a OR b", "group", "x"), "(a OR b) group:\"x\"");
}

TEST(SearchHelp, ItsExamplesAreQueries) {
  for (const auto& [example, key] : search_help()) {
    EXPECT_TRUE(index::parse_query(example, "en").has_value()) << example;
    EXPECT_TRUE(key.starts_with("search-help.")) << key;
  }
}

}  // namespace
}  // namespace polyvocal::app
