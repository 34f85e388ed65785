#include "gui/presenter/document_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace polyvocal::gui {
namespace {

using testing::ElementsAre;
using By = DocumentGrouping::By;

/// Five documents of three cases in two groups; "Ana 2" belongs to two cases of one group.
std::shared_ptr<model::Snapshot> study() {
  auto snapshot = std::make_shared<model::Snapshot>();
  snapshot->language = "en";
  model::Attribute group;
  group.id = model::AttributeId{1};
  group.name = "group";
  model::Attribute wave;
  wave.id = model::AttributeId{2};
  wave.name = "Wave";
  wave.target = model::AttributeTarget::kDocument;
  snapshot->attributes = {group, wave};
  const auto person = [&](std::int64_t id, const char* name, const char* of) {
    model::Case one;
    one.id = model::CaseId{id};
    one.name = name;
    one.values = {{group.id, model::ValueState::kValue, of}};
    snapshot->cases.push_back(one);
  };
  person(1, "Ana", "families");
  person(2, "Bo", "families");
  person(3, "Cy", "staff");
  const auto document = [&](std::int64_t id, const char* name, std::vector<std::uint32_t> cases, const char* value,
                            std::size_t coded) {
    model::Document row;
    row.id = model::DocumentId{id};
    row.name = name;
    row.turns = 2;
    snapshot->documents.push_back(row);
    auto chunk = std::make_shared<model::DocumentChunk>();
    chunk->document = row.id;
    for (const auto one : cases)
      chunk->case_spans.push_back({{text::CodePointOffset(0), text::CodePointOffset(9)}, one});
    chunk->passage_start = {0, 10};
    chunk->passage_end = {9, 19};
    for (std::size_t i = 0; i < coded; ++i) {
      chunk->start.push_back(static_cast<std::int64_t>(i) * 10);
      chunk->end.push_back(static_cast<std::int64_t>(i) * 10 + 5);
    }
    snapshot->chunks.push_back(chunk);
    snapshot->document_values.emplace_back();
    if (*value != '\0') snapshot->document_values.back().push_back({wave.id, model::ValueState::kValue, value});
  };
  document(1, "Cy 1", {2}, "2", 2);
  document(2, "Ana 2", {0, 1}, "1", 1);
  document(3, "ana 10", {0}, "1", 0);
  document(4, "Éva", {}, "", 0);
  document(5, "Bo 1", {1, 2}, "2", 0);
  return snapshot;
}

std::vector<std::string> shown(const DocumentList& list) {
  std::vector<std::string> lines;
  for (const auto& line : list.lines()) {
    if (line.is_heading())
      lines.push_back((line.folded ? "+" : "-") + line.heading + "/" + std::to_string(line.count));
    else
      lines.push_back(list.rows()[line.row].name);
  }
  return lines;
}

TEST(DocumentList, ByNameInTheLanguagesOrder) {
  DocumentList list;
  const auto snapshot = study();
  list.update(snapshot, GroupLooks(*snapshot));
  EXPECT_THAT(shown(list), ElementsAre("Ana 2", "ana 10", "Bo 1", "Cy 1", "Éva"));
  EXPECT_EQ(list.rows()[0].coded_turns, 1);
  EXPECT_EQ(list.rows()[0].group, "families");
  EXPECT_EQ(list.rows()[2].group, "") << "of two groups";
}

TEST(DocumentList, GroupedADocumentStandsUnderEachOfItsGroups) {
  DocumentList list;
  const auto snapshot = study();
  list.set_grouping({By::kGroup, {}});
  list.update(snapshot, GroupLooks(*snapshot));
  EXPECT_THAT(shown(list),
              ElementsAre("-families/3", "Ana 2", "ana 10", "Bo 1", "-staff/2", "Bo 1", "Cy 1", "-/1", "Éva"));
  list.set_grouping({By::kCase, {}});
  EXPECT_THAT(shown(list), ElementsAre("-Ana/2", "Ana 2", "ana 10", "-Bo/2", "Ana 2", "Bo 1", "-Cy/2", "Bo 1", "Cy 1",
                                       "-/1", "Éva"));
}

TEST(DocumentList, ByProgressAndByADocumentsAttribute) {
  DocumentList list;
  const auto snapshot = study();
  list.update(snapshot, GroupLooks(*snapshot));
  list.set_grouping({By::kProgress, {}});
  EXPECT_THAT(shown(list), ElementsAre("-Not coded yet/3", "ana 10", "Bo 1", "Éva", "-Coded in part/1", "Ana 2",
                                       "-Every turn coded/1", "Cy 1"));
  const auto groupings = list.groupings();
  ASSERT_EQ(groupings.size(), 5u);
  EXPECT_EQ(grouping_key(groupings.back()), "attribute:wave");
  list.set_grouping(grouping_of("attribute:wave"));
  EXPECT_THAT(shown(list), ElementsAre("-1/2", "Ana 2", "ana 10", "-2/2", "Bo 1", "Cy 1", "-/1", "Éva"));
}

TEST(DocumentList, FoldedGroupsAndFilters) {
  DocumentList list;
  const auto snapshot = study();
  list.set_grouping({By::kGroup, {}});
  list.update(snapshot, GroupLooks(*snapshot));
  list.fold(0, true);
  EXPECT_THAT(shown(list), ElementsAre("+families/3", "-staff/2", "Bo 1", "Cy 1", "-/1", "Éva"));
  EXPECT_EQ(list.line_of(model::DocumentId{2}), DocumentList::npos) << "not shown";
  EXPECT_EQ(list.line_of(model::DocumentId{5}), 2u);
  list.fold(0, false);
  list.set_filter("EVA");
  EXPECT_THAT(shown(list), ElementsAre("-/1", "Éva"));
  list.set_filter("famil");
  EXPECT_THAT(shown(list), ElementsAre("-families/2", "Ana 2", "ana 10"));
}

TEST(DocumentList, AnotherSnapshotShowsWhatChanged) {
  DocumentList list;
  auto snapshot = study();
  list.update(snapshot, GroupLooks(*snapshot));
  auto next = std::make_shared<model::Snapshot>(*snapshot);
  auto chunk = std::make_shared<model::DocumentChunk>(*next->chunks[2]);
  chunk->start = {0};
  chunk->end = {12};
  next->chunks[2] = chunk;
  next->documents[3].name = "A first one";
  list.update(next, GroupLooks(*next));
  EXPECT_THAT(shown(list), ElementsAre("A first one", "Ana 2", "ana 10", "Bo 1", "Cy 1"));
  EXPECT_EQ(list.rows()[2].coded_turns, 2) << "one coding over both turns";
}

TEST(DocumentGrouping, IsKeptByKey) {
  for (const char* key : {"nothing", "group", "case", "progress", "attribute:mode"})
    EXPECT_EQ(grouping_key(grouping_of(key)), key);
  EXPECT_EQ(grouping_of("what").by, By::kNothing);
}

}  // namespace
}  // namespace polyvocal::gui
