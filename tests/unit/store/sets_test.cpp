#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using model::SetKind;
using store::Writer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Sets : public ::testing::Test {
 protected:
  void SetUp() override {
    test_.perform([&](Writer& writer) {
      document_ = writer.add_document(family_interview()).value();
      person_ = writer.add_case("Parent 6").value();
      store::NewCode code;
      code.name = "Delay";
      code_ = writer.add_code(code).value();
      code.name = "Trust";
      other_code_ = writer.add_code(code).value();
      codes_ = writer.add_set("To look at again", SetKind::kCodes).value();
      cases_ = writer.add_set("Young people", SetKind::kCases).value();
      EXPECT_TRUE(writer.add_to_set(codes_, other_code_.value));
      EXPECT_TRUE(writer.add_to_set(codes_, code_.value));
      EXPECT_TRUE(writer.add_to_set(codes_, code_.value)) << "twice is once";
      EXPECT_TRUE(writer.add_to_set(cases_, person_.value));
    });
  }
  std::vector<std::int64_t> members(model::SetId id) {
    const auto sets = test_.project.sets().value();
    for (const auto& set : sets) {
      if (set.id == id) return set.members;
    }
    return {-1};
  }
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
  model::CaseId person_;
  model::CodeId code_, other_code_;
  model::SetId codes_, cases_;
};

TEST_F(Sets, HoldThingsOfOneKindOnce) {
  EXPECT_THAT(members(codes_), ElementsAre(code_.value, other_code_.value));
  EXPECT_THAT(members(cases_), ElementsAre(person_.value));
  const auto snapshot = test_.project.snapshot(store::SnapshotWords::kWithout).value();
  ASSERT_EQ(snapshot->sets.size(), 2u);
  EXPECT_EQ(snapshot->sets[0].name, "To look at again");
  EXPECT_EQ(snapshot->sets[0].kind, SetKind::kCodes);
  EXPECT_EQ(snapshot->sets[1].kind, SetKind::kCases);
  EXPECT_THAT(snapshot->sets[0].members, ElementsAre(code_.value, other_code_.value));
  EXPECT_EQ(failure([&](Writer& w) { return w.add_to_set(cases_, 77); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.remove_from_set(cases_, 77); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_to_set(model::SetId{77}, 1); }), "not-found");
}

TEST_F(Sets, NamesAreUniqueAKind) {
  EXPECT_EQ(failure([](Writer& w) { return w.add_set("young PEOPLE", SetKind::kCases); }), "duplicate");
  EXPECT_EQ(failure([](Writer& w) { return w.add_set("Young people", SetKind::kDocuments); }), "none");
  EXPECT_EQ(failure([](Writer& w) { return w.add_set(" ", SetKind::kDocuments); }), "invalid-name");
  EXPECT_EQ(failure([&](Writer& w) { return w.rename_set(cases_, "Children"); }), "none");
  EXPECT_EQ(failure([&](Writer& w) { return w.rename_set(cases_, "YOUNG people"); }), "none");
}

TEST_F(Sets, WhatIsDeletedLeavesItsSetsAndUndoBringsItBack) {
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_code(code_, store::DeleteCodings::kDelete)); });
  EXPECT_THAT(members(codes_), ElementsAre(other_code_.value));
  expect_sound(test_.project);
  ASSERT_TRUE(test_.project.undo({}));
  EXPECT_THAT(members(codes_), ElementsAre(code_.value, other_code_.value));
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.merge_codes({code_}, other_code_)); });
  EXPECT_THAT(members(codes_), ElementsAre(other_code_.value)) << "merged codes are one member";
  expect_sound(test_.project);
}

TEST_F(Sets, DeletingASetLeavesItsMembers) {
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.delete_set(codes_));
    EXPECT_TRUE(writer.delete_set(cases_));
  });
  EXPECT_THAT(test_.project.sets().value(), IsEmpty());
  EXPECT_EQ(test_.project.codes().value().size(), 2u);
  expect_sound(test_.project);
  ASSERT_TRUE(test_.project.undo({}));
  EXPECT_THAT(members(cases_), ElementsAre(person_.value));
}

}  // namespace
}  // namespace polyvocal::test
