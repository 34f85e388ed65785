#include "model/snapshot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/store/fixture.hpp"
#include "unit/store/random_acts.hpp"

namespace polyvocal::test {
namespace {

using model::Snapshot;
using store::SnapshotWords;
using store::Writer;
using ::testing::ElementsAre;

/// Everything that a snapshot says, as text.
std::string describe(const Snapshot& snapshot) {
  std::string out = snapshot.project_title + "\n";
  for (std::size_t i = 0; i < snapshot.documents.size(); ++i) {
    const auto& chunk = *snapshot.chunks[i];
    out += "document " + snapshot.documents[i].name + " " + std::to_string(chunk.document.value) + "\n";
    for (std::size_t k = 0; k < chunk.codings(); ++k) {
      out += "  coding " + std::to_string(chunk.start[k]) + "-" + std::to_string(chunk.end[k]) + " " +
             std::to_string(chunk.id[k].value) + " " + snapshot.codes.path(snapshot.codes.codes()[chunk.code[k]].id) +
             " " + snapshot.coders[chunk.coder[k]].name + (chunk.origin[k] == model::Origin::kRule ? " rule" : "") +
             "\n";
    }
    for (const auto& span : chunk.case_spans) {
      out += "  span " + std::to_string(span.range.start.value) + "-" + std::to_string(span.range.end.value) + " " +
             snapshot.cases[span.case_index].name + "\n";
    }
    for (std::size_t k = 0; k < chunk.passage_id.size(); ++k) {
      out += "  passage " + std::to_string(chunk.passage_id[k].value) + " " + std::to_string(chunk.passage_start[k]) +
             "-" + std::to_string(chunk.passage_end[k]);
      if (chunk.passage_speaker[k] != model::DocumentChunk::kNone) {
        const auto& speaker = chunk.speakers[chunk.passage_speaker[k]];
        out += " " + speaker.label + " " + std::to_string(static_cast<int>(speaker.role));
      }
      out += "\n";
    }
    for (const auto word : chunk.word_start) out += " " + std::to_string(word);
    for (const auto& value : snapshot.document_values[i]) out += "  value " + value.text + "\n";
  }
  for (const auto& one : snapshot.cases) out += "case " + one.name + " " + std::to_string(one.unit.value) + "\n";
  for (const auto& code : snapshot.codes.codes()) out += "code " + code.name + "\n";
  return out;
}

class Snapshots : public ::testing::Test {
 protected:
  void SetUp() override {
    test_.add_coder();
    test_.perform([&](Writer& writer) {
      document_ = writer.add_document(family_interview()).value();
      other_ = writer.add_document(family_interview("Family 2")).value();
      code_ = writer.add_code({.name = "Waiting"}).value();
      EXPECT_TRUE(writer.add_coding(document_, range(30, 60), code_, test_.coder));
      EXPECT_TRUE(writer.add_coding(document_, range(5, 60), code_, test_.coder));
      EXPECT_TRUE(writer.add_coding(other_, range(0, 4), code_, test_.coder));
    });
  }
  std::shared_ptr<const Snapshot> take(SnapshotWords words = SnapshotWords::kWithout,
                                       const Snapshot* previous = nullptr) {
    return test_.project.snapshot(words, previous).value();
  }
  TestProject test_;
  model::DocumentId document_, other_;
  model::CodeId code_;
};

TEST_F(Snapshots, HoldsTheProject) {
  const auto snapshot = take(SnapshotWords::kWith);
  EXPECT_EQ(snapshot->sequence, test_.project.sequence().value());
  EXPECT_EQ(snapshot->project_title, "Study");
  ASSERT_EQ(snapshot->chunks.size(), 2u);
  const auto& chunk = *snapshot->chunks[0];
  EXPECT_THAT(chunk.start, ElementsAre(5, 30));
  EXPECT_THAT(chunk.end, ElementsAre(60, 60));
  EXPECT_EQ(chunk.passage_id.size(), 6u);
  EXPECT_TRUE(chunk.words_loaded);
  const auto source = family_interview();
  EXPECT_THAT(chunk.word_start, ::testing::ElementsAreArray(source.word_starts));
  EXPECT_FALSE(take()->chunks[0]->words_loaded);
  EXPECT_TRUE(take()->chunks[0]->word_start.empty());
}

TEST_F(Snapshots, CodingsOnOneRangeComeById) {
  std::vector<std::int64_t> ids;
  test_.perform([&](Writer& writer) {
    const auto later = writer.add_code({.name = "Z"}).value();
    const auto earlier = writer.add_code({.name = "Y"}).value();
    ids.push_back(writer.add_coding(other_, range(7, 9), earlier, test_.coder).value().value);
    ids.push_back(writer.add_coding(other_, range(7, 9), later, test_.coder).value().value);
    ids.push_back(writer.add_coding(other_, range(7, 9), code_, test_.coder, model::Origin::kRule).value().value);
  });
  const auto snapshot = take();
  const auto& chunk = *snapshot->chunks[1];
  ASSERT_EQ(chunk.codings(), 4u);
  EXPECT_THAT(std::vector<std::int64_t>({chunk.id[1].value, chunk.id[2].value, chunk.id[3].value}),
              ::testing::ElementsAreArray(ids));
  EXPECT_EQ(snapshot->codes.codes()[chunk.code[1]].name, "Y");
  EXPECT_EQ(snapshot->codes.codes()[chunk.code[3]].name, "Waiting");
  EXPECT_EQ(chunk.origin[3], model::Origin::kRule);
}

TEST_F(Snapshots, CaseSpans) {
  const auto speakers = test_.project.speakers(document_).value();
  const auto passages = test_.project.passages(document_).value();
  const auto length = test_.project.documents().value()[0].code_points;
  model::CaseId six, seven;
  test_.perform([&](Writer& writer) {
    six = writer.add_case("Parent 6").value();
    seven = writer.add_case("Parent 7").value();
    EXPECT_TRUE(writer.link_speaker(speakers[1].id, six));
    EXPECT_TRUE(writer.link_speaker(speakers[2].id, seven));
    EXPECT_TRUE(writer.link_document(other_, six));
  });
  auto snapshot = take();
  const auto spans = [&](std::size_t document) {
    std::vector<std::tuple<std::int64_t, std::int64_t, std::uint32_t>> out;
    for (const auto& span : snapshot->chunks[document]->case_spans) {
      out.emplace_back(span.range.start.value, span.range.end.value, span.case_index);
    }
    return out;
  };
  // The last two turns are of one speaker, with nobody between: one span.
  EXPECT_THAT(spans(0), ElementsAre(std::tuple(passages[1].whole.start.value, passages[1].whole.end.value, 0u),
                                    std::tuple(passages[2].whole.start.value, passages[2].whole.end.value, 1u),
                                    std::tuple(passages[4].whole.start.value, passages[5].whole.end.value, 0u)));
  EXPECT_THAT(spans(1), ElementsAre(std::tuple(0, length, 0u)));
  // Linked whole as well: the turns would only repeat it.
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.link_document(document_, six)); });
  snapshot = take();
  EXPECT_THAT(spans(0), ElementsAre(std::tuple(0, length, 0u),
                                    std::tuple(passages[2].whole.start.value, passages[2].whole.end.value, 1u)));
}

TEST_F(Snapshots, UntouchedChunksAreShared) {
  const auto first = take();
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.add_coding(document_, range(1, 2), code_, test_.coder)); });
  const auto second = take(SnapshotWords::kWithout, first.get());
  EXPECT_NE(second->chunks[0], first->chunks[0]);
  EXPECT_EQ(second->chunks[1], first->chunks[1]);
  EXPECT_EQ(second->chunks[0]->codings(), 3u);
  ASSERT_TRUE(test_.project.undo({}));
  const auto third = take(SnapshotWords::kWithout, second.get());
  EXPECT_EQ(third->chunks[0]->codings(), 2u);
  EXPECT_EQ(third->chunks[1], first->chunks[1]);
  // A code before the others moves every index; no chunk may keep the old ones.
  test_.perform([&](Writer& writer) {
    const auto code = writer.add_code({.name = "Arrival"}).value();
    EXPECT_TRUE(writer.move_code(code, {}, 0));
  });
  const auto fourth = take(SnapshotWords::kWithout, third.get());
  EXPECT_EQ(describe(*fourth), describe(*take()));
  const auto fifth = take(SnapshotWords::kWith, fourth.get());
  EXPECT_EQ(describe(*fifth), describe(*take(SnapshotWords::kWith)));
}

TEST_F(Snapshots, ReuseEqualsReadingAnew) {
  for (const std::uint64_t seed : {5u, 6u}) {
    TestProject test;
    RandomActs random(seed);
    std::shared_ptr<const Snapshot> last = test.project.snapshot(SnapshotWords::kWith).value();
    std::size_t shared = 0;
    for (int i = 0; i < 250; ++i) {
      if (i % 7 == 6) {
        test.project.undo({});
      } else {
        random.act(test.project);
      }
      const auto words = i % 3 == 0 ? SnapshotWords::kWithout : SnapshotWords::kWith;
      const auto fresh = test.project.snapshot(words).value();
      const auto reused = test.project.snapshot(words, last.get()).value();
      if (words == SnapshotWords::kWith) {
        ASSERT_EQ(describe(*reused), describe(*fresh)) << "step " << i;
      }
      for (const auto& chunk : reused->chunks) shared += chunk.use_count() > 1 ? 1 : 0;
      last = reused;
    }
    EXPECT_GT(shared, 100u);
  }
}

TEST_F(Snapshots, ManyDocumentsAreReadInOneScan) {
  test_.perform([&](Writer& writer) {
    for (int i = 0; i < 60; ++i) {
      const auto id = writer.add_document(family_interview("More")).value();
      EXPECT_TRUE(writer.add_coding(id, range(i, i + 5), code_, test_.coder));
    }
  });
  const auto whole = take(SnapshotWords::kWith);
  ASSERT_EQ(whole->chunks.size(), 62u);
  for (std::size_t i = 2; i < whole->chunks.size(); ++i) {
    const auto& chunk = *whole->chunks[i];
    EXPECT_EQ(chunk.document, whole->documents[i].id);
    ASSERT_EQ(chunk.codings(), 1u);
    EXPECT_EQ(chunk.start[0], static_cast<std::int64_t>(i) - 2);
    EXPECT_EQ(chunk.passage_id.size(), 6u);
    EXPECT_EQ(chunk.speakers.size(), 3u);
    EXPECT_EQ(chunk.word_start.size(), static_cast<std::size_t>(whole->documents[i].words));
  }
}

}  // namespace
}  // namespace polyvocal::test
