#include "gui/presenter/workbench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/sample_study.hpp"
#include "gui/presenter/crosstab_view.hpp"
#include "gui/presenter/find_in_text.hpp"
#include "gui/presenter/inspector.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::gui {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

/// The sample study, made once.
const std::filesystem::path& sample() {
  static const test::TempFolder folder;
  static const std::filesystem::path file = [] {
    setenv("POLYVOCAL_CONFIG", (folder.path() / "config").c_str(), 1);
    setenv("POLYVOCAL_HELPER", (test::build_dir() / "bin" / "polyvocal-helper").c_str(), 1);
    setenv("POLYVOCAL_PLUGINS", (test::build_dir() / "plugins").c_str(), 1);
    const auto corpus = std::filesystem::path(std::getenv("POLYVOCAL_SOURCE_DIR")) / "sample_corpus";
    const auto path = folder.path() / "sample.polyvocal";
    EXPECT_TRUE(app::make_sample_study(corpus, path, {}).has_value());
    return path;
  }();
  return file;
}

class WorkbenchTest : public testing::Test {
 protected:
  WorkbenchTest() {
    std::filesystem::copy_file(sample(), path_);
    open("EM");
  }
  void open(const std::string& coder) {
    bench_.reset();
    auto made = Workbench::open(path_, {.coder = coder, .mode = store::OpenMode::kReadWrite, .helpers = 1});
    ASSERT_TRUE(made.has_value());
    bench_ = std::move(*made);
    bench_->observe([this](Topic topic) { topics_.push_back(topic); });
  }
  void open_document(const std::string& name) {
    const auto id = bench_->session().project().find_document(name);
    ASSERT_TRUE(id.has_value());
    bench_->open_document(*id);
  }
  text::CodePointRange select(const std::string& words) {
    const auto hits = find_in_text(bench_->page()->text, words);
    EXPECT_FALSE(hits.empty()) << words;
    if (hits.empty()) return {};
    bench_->set_selection(hits.front());
    return hits.front();
  }
  std::optional<model::CodeId> code(const std::string& path) {
    const auto id = bench_->snapshot().codes.resolve(path);
    return id ? std::optional(*id) : std::nullopt;
  }
  bool coded(text::CodePointRange range, model::CodeId id) {
    const auto codings = bench_->session().project().codings(bench_->page()->document);
    return codings && std::any_of(codings->begin(), codings->end(), [&](const model::Coding& coding) {
             return coding.range == range && coding.code == id;
           });
  }
  std::size_t codings() { return bench_->codings()->codings.size(); }

  test::TempFolder folder_;
  std::filesystem::path path_ = folder_.path() / "study.polyvocal";
  std::unique_ptr<Workbench> bench_;
  std::vector<Topic> topics_;
};

TEST_F(WorkbenchTest, OpeningADocumentTellsOfPageCodingsAndSelection) {
  topics_.clear();
  open_document("Carer 5");
  EXPECT_THAT(topics_, testing::ElementsAre(Topic::kPage, Topic::kCodings, Topic::kSelection));
  EXPECT_EQ(bench_->page()->name, "Carer 5");
  EXPECT_EQ(codings(), 24U);
  topics_.clear();
  open_document("Carer 5");
  EXPECT_TRUE(topics_.empty()) << "it is open already";
}

TEST_F(WorkbenchTest, ApplyingIsOnTheDiskBeforeAnyoneHears) {
  open_document("Carer 5");
  const auto range = select("vicar's wife");
  const auto wanted = *code("Challenges > Communication > Not listened to");
  bool was_there = false;
  bench_->observe([&](Topic topic) {
    if (topic == Topic::kCodings) was_there = coded(range, wanted);
  });
  bench_->apply_code(wanted);
  EXPECT_TRUE(was_there);
  EXPECT_EQ(codings(), 25U);
  EXPECT_TRUE(bench_->active_coding().has_value());
  EXPECT_EQ(bench_->status().sentence, "Coded 2 words as Not listened to.");
  EXPECT_TRUE(bench_->status().undoable);
  EXPECT_EQ(bench_->recent_codes().front(), wanted);
}

TEST_F(WorkbenchTest, TheSameCodeOnTheSameWordsIsSaidNotDoubled) {
  open_document("Carer 5");
  select("vicar's wife");
  const auto wanted = *code("Challenges > Communication > Not listened to");
  bench_->apply_code(wanted);
  bench_->apply_code(wanted);
  EXPECT_EQ(codings(), 25U);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("already"));
}

TEST_F(WorkbenchTest, WithoutASelectionNothingIsCoded) {
  open_document("Carer 5");
  bench_->apply_code(*code("Challenges"));
  bench_->apply_in_vivo();
  bench_->apply_last();
  bench_->apply_quick(1);
  EXPECT_EQ(codings(), 24U);
}

TEST_F(WorkbenchTest, QuickCodesTakeTheirNumbersAsTheyAreUsed) {
  open_document("Carer 5");
  const auto first = *code("Challenges > Roles");
  const auto second = *code("Improvements");
  select("vicar's wife");
  bench_->apply_code(first);
  bench_->apply_code(second);
  const auto other = select("nineteen years");
  bench_->apply_quick(1);
  EXPECT_TRUE(coded(other, first));
  bench_->apply_quick(2);
  EXPECT_TRUE(coded(other, second));
  bench_->apply_quick(3);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("3 is free"));
}

TEST_F(WorkbenchTest, InVivoNamesTheCodeByTheWordsCutAtAWord) {
  open_document("Carer 5");
  const auto range = select(
      "I had the post office in the village for nineteen years, and when that closed I'd a big house and nobody in it");
  bench_->apply_in_vivo();
  const auto& recent = bench_->recent_codes();
  ASSERT_FALSE(recent.empty());
  const auto& name = bench_->snapshot().codes.find(recent.front())->name;
  EXPECT_THAT(name, testing::StartsWith("I had the post office in the village"));
  EXPECT_THAT(name, testing::EndsWith("…"));
  EXPECT_TRUE(coded(range, recent.front()));
}

TEST_F(WorkbenchTest, ANewCodeOfATakenNameIsTheOldOne) {
  open_document("Carer 5");
  const auto range = select("vicar's wife");
  const auto before = bench_->snapshot().codes.size();
  bench_->apply_new(" not LISTENED to ", *code("Challenges > Communication"));
  EXPECT_EQ(bench_->snapshot().codes.size(), before);
  EXPECT_TRUE(coded(range, *code("Challenges > Communication > Not listened to")));
}

TEST_F(WorkbenchTest, UndoAndRedoAlsoAfterARestart) {
  open_document("Carer 5");
  const auto range = select("vicar's wife");
  const auto wanted = *code("Improvements");
  bench_->apply_code(wanted);
  open("EM");
  open_document("Carer 5");
  bench_->undo();
  EXPECT_FALSE(coded(range, wanted));
  EXPECT_THAT(bench_->status().sentence, HasSubstr("EM coded a passage"));
  open("EM");
  open_document("Carer 5");
  bench_->redo();
  EXPECT_TRUE(coded(range, wanted));
}

TEST_F(WorkbenchTest, AnothersCodingIsNotTakenAway) {
  open("BB");
  open_document("Carer 5");
  const auto before = codings();
  std::optional<model::CodingId> theirs;
  for (const auto& coding : bench_->codings()->codings) {
    if (!coding.mine) theirs = coding.id;
  }
  ASSERT_TRUE(theirs.has_value());
  bench_->set_active_coding(theirs);
  bench_->remove_active();
  EXPECT_EQ(codings(), before);
  EXPECT_TRUE(bench_->status().error);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("another coder's"));
}

TEST_F(WorkbenchTest, EdgesMoveByWordAndNeverPastEachOther) {
  open_document("Carer 5");
  const auto range = select("vicar's wife");
  bench_->apply_code(*code("Improvements"));
  bench_->move_edge(Edge::kStart, Step::kWord, Direction::kBack);
  EXPECT_TRUE(coded({range.start - 4, range.end}, *code("Improvements")));  // "the "
  bench_->move_edge(Edge::kEnd, Step::kWord, Direction::kForward);
  EXPECT_TRUE(coded({range.start - 4, range.end + 4}, *code("Improvements")));  // " was"
  for (int i = 0; i < 6; ++i) bench_->move_edge(Edge::kEnd, Step::kWord, Direction::kBack);
  const auto active = bench_->active_coding();
  ASSERT_TRUE(active.has_value());
  const auto coding = bench_->session().project().coding(*active);
  ASSERT_TRUE(coding.has_value());
  EXPECT_FALSE(coding->range.empty());
}

TEST_F(WorkbenchTest, CodingsAreSteppedThroughInTextOrder) {
  open_document("Carer 5");
  std::vector<std::int64_t> starts;
  for (std::size_t i = 0; i < codings(); ++i) {
    bench_->step_coding(Direction::kForward);
    starts.push_back(bench_->selection().start.value);
  }
  EXPECT_TRUE(std::is_sorted(starts.begin(), starts.end()));
  bench_->step_coding(Direction::kForward);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("last coding"));
  for (std::size_t i = 1; i < starts.size(); ++i) bench_->step_coding(Direction::kBack);
  EXPECT_EQ(bench_->selection().start.value, starts.front());
}

TEST_F(WorkbenchTest, TheInspectorKnowsCodeCaseAndDocument) {
  open_document("Parent 1");
  bench_->step_coding(Direction::kForward);
  const auto sections = inspect(*bench_);
  std::vector<std::string> titles;
  for (const auto& section : sections) titles.push_back(section.title);
  EXPECT_THAT(titles, testing::ElementsAre("Coded here", "Code", "Case", "Document"));
  EXPECT_EQ(sections[2].lines.front().value, "Parent 1");
  EXPECT_EQ(sections[2].mark, Mark::kRound);
}

TEST_F(WorkbenchTest, RetrievedSegmentsOfTwoCodersOnOneRangeAreOneRow) {
  bench_->retrieve(*code("Challenges > Communication > Not listened to"));
  const auto& results = bench_->results();
  EXPECT_EQ(results.title, "Not listened to");
  EXPECT_THAT(results.count, testing::StartsWith("13 segments in 10 cases"));
  std::size_t segments = 0;
  for (const auto& row : results.rows) {
    segments += 1 + static_cast<std::size_t>(std::count(row.coders.begin(), row.coders.end(), ','));
    EXPECT_GT(row.turn, 0);
    EXPECT_FALSE(row.text.empty());
  }
  EXPECT_EQ(segments, 13U);
  bench_->go_to(results.rows.front().document, results.rows.front().range);
  EXPECT_EQ(bench_->selection(), results.rows.front().range);
}

TEST_F(WorkbenchTest, ManyResultsAreCodedAndUncodedAsOneAct) {
  const auto source = *code("Challenges > Communication > Not listened to");
  const auto target = *code("Improvements");
  bench_->retrieve(source);
  const auto rows = bench_->results().rows.size();
  ASSERT_GT(rows, 3U);
  const auto before = bench_->session().project().sequence();
  bench_->code_rows({0, 1, 2}, target);
  EXPECT_EQ(*bench_->session().project().sequence(), *before + 1);
  EXPECT_EQ(bench_->status().sentence, "Coded 3 passages as Improvements.");
  bench_->code_rows({0, 1}, target);
  EXPECT_EQ(bench_->status().sentence, "Coded 0 passages as Improvements.") << "they are coded so already";

  // Only my own codings go; a row that rests on another coder's stays.
  std::vector<std::size_t> all(rows);
  std::size_t mine = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    all[i] = i;
    mine += bench_->results().rows[i].coders.find("EM") != std::string::npos ? 1 : 0;
  }
  ASSERT_GT(mine, 0U);
  ASSERT_LT(mine, rows);
  bench_->uncode_rows(all);
  EXPECT_EQ(bench_->status().sentence, "Took " + std::to_string(mine) + " codings of yours off.");
  for (const auto& row : bench_->results().rows) EXPECT_THAT(row.coders, HasSubstr("BB"));
  bench_->undo();
  bench_->retrieve(source);
  EXPECT_EQ(bench_->results().rows.size(), rows);
}

TEST_F(WorkbenchTest, ResultsAreRecodedAsOneAct) {
  const auto source = *code("Challenges > Communication > Left in the dark");
  const auto target = *code("Improvements");
  bench_->retrieve(source);
  const auto rows = bench_->results().rows;
  const auto first_of_others =
      std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.coders == "BB"; });
  const auto first_of_mine = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.coders == "EM"; });
  ASSERT_TRUE(first_of_others != rows.end() && first_of_mine != rows.end());
  const auto others = static_cast<std::size_t>(first_of_others - rows.begin());
  const auto mine = static_cast<std::size_t>(first_of_mine - rows.begin());
  bench_->recode_rows({others}, target);
  EXPECT_EQ(bench_->status().sentence, "None of these passages is a result through a coding of yours.");
  EXPECT_EQ(bench_->results().rows.size(), rows.size());

  const auto before = *bench_->session().project().sequence();
  bench_->recode_rows({mine, others}, target);
  EXPECT_EQ(*bench_->session().project().sequence(), before + 1) << "one act";
  EXPECT_EQ(bench_->status().sentence, "Put Improvements on 1 passage in place of its code.");
  EXPECT_EQ(bench_->results().rows.size(), rows.size() - 1) << "another coder's stays";
  bench_->open_document(rows[mine].document);
  EXPECT_TRUE(coded(rows[mine].range, target));
  EXPECT_FALSE(coded(rows[mine].range, source));
  bench_->undo();
  EXPECT_FALSE(coded(rows[mine].range, target));
  EXPECT_TRUE(coded(rows[mine].range, source));
}

TEST_F(WorkbenchTest, ResultsAreCodedWithANewCode) {
  bench_->retrieve(*code("Challenges > Roles"));
  bench_->code_rows_new({0, 1}, "Whose job", *code("Challenges"));
  const auto made = code("Challenges > Whose job");
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(bench_->counts()[bench_->snapshot().codes.index_of(*made)].direct, 2);
  EXPECT_EQ(bench_->status().sentence, "Coded 2 passages as Whose job.");
}

TEST_F(WorkbenchTest, AnswersToTheQuestionAtTheCaretAreResults) {
  open_document("Partner Agency 1");
  select("If you could change things");
  bench_->find_answers();
  ASSERT_FALSE(bench_->results().rows.empty());
  EXPECT_THAT(bench_->results().title, HasSubstr("at the top of your list"));
  for (const auto& row : bench_->results().rows) EXPECT_TRUE(row.codings.empty());
  EXPECT_THAT(bench_->status().sentence, HasSubstr("The question was found in"));
}

TEST_F(WorkbenchTest, MergingKeepsEveryCoding) {
  const auto source = *code("Challenges > Communication > Not listened to");
  const auto target = *code("Challenges > Communication > Left in the dark");
  const auto sum = bench_->counts()[bench_->snapshot().codes.index_of(source)].rolled_up +
                   bench_->counts()[bench_->snapshot().codes.index_of(target)].rolled_up;
  bench_->merge_codes({source}, target);
  EXPECT_EQ(bench_->counts()[bench_->snapshot().codes.index_of(target)].rolled_up, sum);
  EXPECT_EQ(bench_->snapshot().codes.find(source), nullptr);
  bench_->undo();
  EXPECT_NE(bench_->snapshot().codes.find(source), nullptr);
}

TEST_F(WorkbenchTest, AFailureSaysSoAndChangesNothing) {
  const auto parent = *code("Challenges");
  const auto child = *code("Challenges > Roles");
  bench_->move_code(parent, child);
  EXPECT_TRUE(bench_->status().error);
  EXPECT_EQ(bench_->snapshot().codes.find(parent)->parent, model::CodeId{});
}

TEST_F(WorkbenchTest, TheCrossTabsCellsOpenWhatTheyCount) {
  const auto page = crosstab_page(*bench_, {.rows = CrosstabRows::kThemes});
  ASSERT_TRUE(page.has_value());
  ASSERT_THAT(page->columns, SizeIs(4));
  for (std::size_t row = 0; row < page->rows.size(); ++row) {
    for (std::size_t column = 0; column < page->columns.size(); ++column) {
      const auto& cell = page->rows[row].cells[column];
      EXPECT_LE(cell.share, 1.0);
      if (row > 2 || cell.segments == 0) continue;
      open_cell(*bench_, *page, row, column);
      std::int64_t shown = 0;
      for (const auto& result : bench_->results().rows) {
        EXPECT_EQ(result.group, page->columns[column].name);
        shown += 1 + std::count(result.coders.begin(), result.coders.end(), ',');
      }
      EXPECT_EQ(shown, cell.segments) << row << " " << column;
    }
  }
}

TEST_F(WorkbenchTest, AnotherProgramsActIsNoticedAndAVanishedDocumentCloses) {
  open_document("Carer 5");
  {
    auto other = app::Session::open(path_, {.coder = "BB", .mode = store::OpenMode::kReadWrite, .helpers = 1});
    ASSERT_TRUE(other.has_value());
    const auto id = (*other)->project().find_document("Carer 5");
    ASSERT_TRUE((*other)
                    ->act("delete-document", "{}", app::Apply::kCommit,
                          [&](store::Writer& writer, model::CoderId) { return writer.delete_document(*id); })
                    .has_value());
  }
  bench_->poll();
  EXPECT_EQ(bench_->page(), nullptr);
  EXPECT_EQ(codings(), 0U);
  EXPECT_THAT(bench_->status().sentence, HasSubstr("Another program"));
}

TEST_F(WorkbenchTest, AReadOnlyProjectIsReadAndNotCoded) {
  bench_.reset();
  auto made = Workbench::open(path_, {.coder = "EM", .mode = store::OpenMode::kReadOnly, .helpers = 1});
  ASSERT_TRUE(made.has_value());
  bench_ = std::move(*made);
  open_document("Carer 5");
  select("vicar's wife");
  EXPECT_FALSE(bench_->can_code());
  bench_->apply_code(*code("Improvements"));
  EXPECT_EQ(codings(), 24U);
  EXPECT_TRUE(bench_->status().error);
}

}  // namespace
}  // namespace polyvocal::gui
