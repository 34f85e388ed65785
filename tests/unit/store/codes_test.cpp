#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using model::CodeId;
using store::DeleteCodings;
using store::Writer;
using ::testing::ElementsAre;

std::vector<std::string> paths(const store::Project& project) {
  std::vector<std::string> out;
  const auto tree = project.codes().value();
  for (const auto& code : tree.codes()) out.push_back(tree.path(code.id));
  return out;
}

/// A tree: A > (A1, A2), B, and a document with codings.
class Codes : public ::testing::Test {
 protected:
  void SetUp() override {
    test_.add_coder();
    test_.perform([&](Writer& writer) {
      document_ = writer.add_document(family_interview()).value();
      other_coder_ = writer.add_coder("Berta").value();
      a_ = writer.add_code({.parent = {}, .name = "A", .definition = "about a"}).value();
      b_ = writer.add_code({.parent = {}, .name = "B", .key = "C12", .definition = "about b"}).value();
      a1_ = writer.add_code({.parent = a_, .name = "A1"}).value();
      a2_ = writer.add_code({.parent = a_, .name = "A2"}).value();
    });
  }
  model::CodingId code(std::int64_t start, std::int64_t end, CodeId code, model::CoderId coder) {
    model::CodingId id;
    test_.perform([&](Writer& writer) { id = writer.add_coding(document_, range(start, end), code, coder).value(); });
    return id;
  }
  std::vector<model::Coding> codings() { return test_.project.codings(document_).value(); }
  template <typename Work>
  std::string failure(const Work& work) {
    return error_of(test_.project.rehearse(test_.act(), [&](Writer& writer) -> base::Result<void> {
      auto done = work(writer);
      if (!done) return tl::unexpected(done.error());
      return {};
    }));
  }

  TestProject test_;
  model::DocumentId document_;
  model::CoderId other_coder_;
  CodeId a_, b_, a1_, a2_;
};

TEST_F(Codes, NamesAreUniqueAmongSiblings) {
  EXPECT_EQ(failure([&](Writer& w) { return w.add_code({.parent = {}, .name = " a "}); }), "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_code({.parent = b_, .name = "a"}); }), "none");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_code({.parent = {}, .name = ""}); }), "invalid-name");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_code({.parent = CodeId{99}, .name = "x"}); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_code({.parent = {}, .name = "x", .key = "c12"}); }), "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_code({.parent = {}, .name = "x", .colour = "red"}); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.rename_code(a1_, "a2"); }), "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.rename_code(a1_, "a1"); }), "none");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_code(a_, {.key = "C12"}); }), "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_code(b_, {.key = "C12"}); }), "none");
}

TEST_F(Codes, SetChangesOnlyWhatIsGiven) {
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_code(a_, {.include = "when", .colour = "#A0b1c2", .theme = true}));
  });
  const auto tree = test_.project.codes().value();
  const auto* code = tree.find(a_);
  EXPECT_EQ(code->definition, "about a");
  EXPECT_EQ(code->include, "when");
  EXPECT_EQ(code->colour, "#A0b1c2");
  EXPECT_TRUE(code->theme);
}

TEST_F(Codes, Move) {
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.move_code(b_, a_, 1));
    EXPECT_TRUE(writer.move_code(a2_, {}, 0));
  });
  EXPECT_THAT(paths(test_.project), ElementsAre("A2", "A", "A > A1", "A > B"));
  EXPECT_EQ(failure([&](Writer& w) { return w.move_code(a_, a_); }), "refused");
  EXPECT_EQ(failure([&](Writer& w) { return w.move_code(a_, b_); }), "refused");
  EXPECT_EQ(failure([&](Writer& w) { return w.move_code(a2_, a_, 77); }), "none");
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.add_code({.parent = {}, .name = "b"})); });
  EXPECT_EQ(failure([&](Writer& w) { return w.move_code(b_, {}); }), "duplicate");
  expect_sound(test_.project);
}

TEST_F(Codes, MergeLosesNoCoding) {
  code(0, 10, b_, test_.coder);
  const auto kept = code(0, 10, a_, test_.coder);
  const auto moved = code(0, 10, b_, other_coder_);
  const auto elsewhere = code(5, 12, b_, test_.coder);
  const auto from_child = code(6, 9, a1_, test_.coder);
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.add_code({.parent = b_, .name = "A2"}));
    EXPECT_EQ(writer.merge_codes({b_, b_}, a_).value(), 2);
  });
  EXPECT_THAT(paths(test_.project), ElementsAre("A", "A > A1", "A > A2", "A > A2 (2)"));
  std::vector<std::pair<std::int64_t, CodeId>> found;
  for (const auto& coding : codings()) found.emplace_back(coding.id.value, coding.code);
  EXPECT_THAT(found, ElementsAre(std::pair(kept.value, a_), std::pair(moved.value, a_), std::pair(elsewhere.value, a_),
                                 std::pair(from_child.value, a1_)));
  const auto tree = test_.project.codes().value();
  EXPECT_EQ(tree.find(a_)->definition, "about a\n\nabout b");
  EXPECT_EQ(tree.find(a_)->key, "C12");
  expect_sound(test_.project);
  ASSERT_TRUE(test_.project.undo({}));
  EXPECT_EQ(codings().size(), 5u);
  EXPECT_THAT(paths(test_.project), ElementsAre("A", "A > A1", "A > A2", "B"));
}

TEST_F(Codes, MergeRefuses) {
  EXPECT_EQ(failure([&](Writer& w) { return w.merge_codes({a_}, a_); }), "refused");
  EXPECT_EQ(failure([&](Writer& w) { return w.merge_codes({a_}, a1_); }), "refused");
  EXPECT_EQ(failure([&](Writer& w) { return w.merge_codes({a1_}, a_); }), "none");
  EXPECT_EQ(failure([&](Writer& w) { return w.merge_codes({CodeId{99}}, a_); }), "not-found");
}

TEST_F(Codes, MergeIntoItsParentWithNestedSources) {
  test_.perform([&](Writer& writer) {
    const auto deep = writer.add_code({.parent = a1_, .name = "A1"}).value();
    EXPECT_TRUE(writer.add_coding(document_, range(1, 2), deep, test_.coder));
    EXPECT_EQ(writer.merge_codes({a1_, deep}, a_).value(), 1);
  });
  EXPECT_THAT(paths(test_.project), ElementsAre("A", "A > A2", "B"));
  expect_sound(test_.project);
}

TEST_F(Codes, Split) {
  const auto first = code(0, 10, a1_, test_.coder);
  const auto second = code(2, 8, a1_, test_.coder);
  const auto other = code(0, 10, b_, test_.coder);
  CodeId part;
  test_.perform([&](Writer& writer) { part = writer.split_code(a1_, "A1 late", {second}).value(); });
  EXPECT_THAT(paths(test_.project), ElementsAre("A", "A > A1", "A > A2", "A > A1 late", "B"));
  for (const auto& coding : codings()) {
    EXPECT_EQ(coding.code, coding.id == second ? part : coding.id == first ? a1_ : b_);
  }
  EXPECT_EQ(failure([&](Writer& w) { return w.split_code(a1_, "x", {other}); }), "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.split_code(a1_, "A2", {first}); }), "duplicate");
}

TEST_F(Codes, DeleteAsksAboutCodings) {
  code(0, 10, a2_, test_.coder);
  EXPECT_EQ(failure([&](Writer& w) { return w.delete_code(a_, DeleteCodings::kRefuse); }), "refused");
  EXPECT_EQ(failure([&](Writer& w) { return w.delete_code(b_, DeleteCodings::kRefuse); }), "none");
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_code(a_, DeleteCodings::kDelete)); });
  EXPECT_THAT(paths(test_.project), ElementsAre("B"));
  EXPECT_TRUE(codings().empty());
  expect_sound(test_.project);
}

TEST_F(Codes, CodingRules) {
  const auto length = test_.project.documents().value()[0].code_points;
  const auto id = code(0, length, a_, test_.coder);
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(0, length), a_, test_.coder); }),
            "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(0, length), a_, other_coder_); }), "none");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(3, 3), a_, test_.coder); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(4, 3), a_, test_.coder); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(-1, 3), a_, test_.coder); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(0, length + 1), a_, test_.coder); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(model::DocumentId{9}, range(0, 1), a_, test_.coder); }),
            "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(0, 1), CodeId{99}, test_.coder); }),
            "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_coding(document_, range(0, 1), a_, model::CoderId{99}); }),
            "not-found");
  const auto second = code(1, 2, a_, test_.coder);
  const auto found = test_.project.coding(second).value();
  EXPECT_EQ(found.range, range(1, 2));
  EXPECT_EQ(found.document, document_);
  EXPECT_EQ(test_.project.find_coding(found.guid.text()).value(), second);
  EXPECT_EQ(error_of(test_.project.coding(model::CodingId{99})), "not-found");
  EXPECT_EQ(error_of(test_.project.find_coding("x")), "not-found");
  const auto guids = test_.project.coding_guids({second, model::CodingId{999'999}, second}).value();
  ASSERT_EQ(guids.size(), 3U);
  EXPECT_EQ(guids[0], found.guid);
  EXPECT_EQ(guids[1], base::Uuid());
  EXPECT_EQ(guids[2], found.guid);
  EXPECT_EQ(failure([&](Writer& w) { return w.set_coding_range(second, range(0, length)); }), "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_coding_range(second, range(1, 2)); }), "none");
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_coding_range(second, range(1, 5)));
    EXPECT_TRUE(writer.delete_coding(id));
    EXPECT_TRUE(writer.add_coding(document_, range(0, 1), b_, other_coder_, model::Origin::kRule));
  });
  const auto left = codings();
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(left[0].origin, model::Origin::kRule);
  EXPECT_EQ(left[1].id, second);
  EXPECT_EQ(left[1].range, range(1, 5));
}

// A code deleted in an act is gone for the rest of it, whatever was looked up before.
TEST_F(Codes, LookUpsInOneActSeeItsDeletions) {
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.add_coding(document_, range(0, 1), b_, test_.coder));
    EXPECT_TRUE(writer.delete_code(b_, DeleteCodings::kDelete));
    EXPECT_EQ(error_of(writer.add_coding(document_, range(0, 1), b_, test_.coder)), "not-found");
    EXPECT_TRUE(writer.delete_document(document_));
    EXPECT_EQ(error_of(writer.add_coding(document_, range(0, 1), a_, test_.coder)), "not-found");
  });
  expect_sound(test_.project);
}

}  // namespace
}  // namespace polyvocal::test
