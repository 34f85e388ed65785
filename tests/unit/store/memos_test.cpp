#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using model::Memo;
using model::MemoId;
using model::MemoKind;
using model::MemoPlace;
using model::MemoTarget;
using store::MemoBodies;
using store::Writer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Memos : public ::testing::Test {
 protected:
  void SetUp() override {
    test_.add_coder();
    test_.perform([&](Writer& writer) {
      document_ = writer.add_document(family_interview()).value();
      case_ = writer.add_case("Parent 6").value();
      code_ = writer.add_code({.name = "Waiting"}).value();
      other_code_ = writer.add_code({.name = "Access"}).value();
      coding_ = writer.add_coding(document_, range(24, 40), code_, test_.coder).value();
    });
  }
  MemoId add(const MemoTarget& on, const std::string& body = "why?", const std::string& title = "A thought") {
    MemoId id;
    test_.perform([&](Writer& writer) {
      id = writer.add_memo({.on = on, .title = title, .body = body, .coder = test_.coder}).value();
    });
    return id;
  }
  Memo read(MemoId id) { return test_.project.memo(id).value(); }
  std::string was(MemoId id) {
    const auto was = read(id).was_on;
    return was ? std::string(store::stored_name(was->place)) + " " + was->name : "";
  }
  template <typename Work>
  std::string failure(const Work& work) {
    return error_of(test_.project.rehearse(test_.act(), [&](Writer& writer) -> base::Result<void> {
      auto done = work(writer);
      if (!done) return tl::unexpected(done.error());
      return {};
    }));
  }
  std::int64_t rows(const std::string& table) {
    auto query = store::ProjectAccess::state(test_.project).db().prepare("SELECT count(*) FROM " + table);
    return query.step() ? query.integer(0) : -1;
  }
  void undo() { ASSERT_TRUE(test_.project.undo(test_.coder)); }
  void redo() { ASSERT_TRUE(test_.project.redo(test_.coder)); }

  TestProject test_;
  model::DocumentId document_;
  model::CaseId case_;
  model::CodeId code_, other_code_;
  model::CodingId coding_;
};

TEST_F(Memos, HoldWhatTheyWereGiven) {
  MemoId id;
  test_.perform([&](Writer& writer) {
    id = writer
             .add_memo({.on = MemoTarget::of(code_),
                        .kind = MemoKind::kReflexive,
                        .title = "  Who \n waits?  ",
                        .body = "First line\n\nÜber café, \xF0\x9F\x99\x82 \xE4\xB8\xAD\n",
                        .coder = test_.coder})
             .value();
  });
  const Memo memo = read(id);
  EXPECT_EQ(memo.kind, MemoKind::kReflexive);
  EXPECT_EQ(memo.title, "Who waits?");
  EXPECT_EQ(memo.body, "First line\n\nÜber café, \xF0\x9F\x99\x82 \xE4\xB8\xAD\n");
  EXPECT_EQ(memo.on.place, MemoPlace::kCode);
  EXPECT_EQ(memo.on.id, code_.value);
  EXPECT_EQ(memo.coder, test_.coder);
  EXPECT_GT(memo.created_ms, 1'500'000'000'000);
  EXPECT_EQ(memo.changed_ms, memo.created_ms);
  const auto listed = test_.project.memos().value();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].guid, memo.guid);
  EXPECT_EQ(listed[0].body, "");
  EXPECT_EQ(test_.project.memos(MemoBodies::kWith).value()[0].body, memo.body);
  expect_sound(test_.project);
}

TEST_F(Memos, HangOnEveryKindOfThing) {
  const std::vector<std::pair<MemoTarget, MemoPlace>> kPlaces = {
      {MemoTarget::project(), MemoPlace::kProject},  {MemoTarget::of(document_), MemoPlace::kDocument},
      {MemoTarget::of(case_), MemoPlace::kCase},     {MemoTarget::of(code_), MemoPlace::kCode},
      {MemoTarget::of(coding_), MemoPlace::kCoding}, {MemoTarget::of(document_, range(3, 9)), MemoPlace::kRange}};
  std::vector<MemoId> ids;
  for (const auto& [on, place] : kPlaces) ids.push_back(add(on));
  for (std::size_t i = 0; i < kPlaces.size(); ++i) {
    const auto& [on, place] = kPlaces[i];
    EXPECT_EQ(read(ids[i]).on.place, place);
    const auto found = test_.project.memos_on(on).value();
    ASSERT_EQ(found.size(), 1u) << i;
    EXPECT_EQ(found[0].id, ids[i]);
  }
  EXPECT_EQ(read(ids[1]).on.document, document_);
  EXPECT_EQ(read(ids[4]).on.document, document_);
  EXPECT_EQ(read(ids[4]).on.range, range(24, 40));
  EXPECT_EQ(read(ids[5]).on.document, document_);
  EXPECT_EQ(read(ids[5]).on.range, range(3, 9));
  // A range finds what shares a character with it, not what begins where it ends.
  EXPECT_EQ(test_.project.memos_on(MemoTarget::of(document_, range(8, 20))).value().size(), 1u);
  EXPECT_THAT(test_.project.memos_on(MemoTarget::of(document_, range(9, 20))).value(), IsEmpty());
  EXPECT_THAT(test_.project.memos_on(MemoTarget::of(document_, range(0, 3))).value(), IsEmpty());
  expect_sound(test_.project);
}

TEST_F(Memos, WhatIsWrongIsRefusedAndChangesNothing) {
  const MemoId id = add(MemoTarget::of(code_));
  const std::string before = test_.project.logical_dump().value();
  const auto adding = [&](store::NewMemo memo) {
    if (!memo.coder) memo.coder = test_.coder;
    return failure([&](Writer& w) { return w.add_memo(memo); });
  };
  EXPECT_EQ(adding({.on = MemoTarget::of(model::CodeId{99})}), "not-found");
  EXPECT_EQ(adding({.on = MemoTarget::of(model::CodingId{99})}), "not-found");
  EXPECT_EQ(adding({.on = MemoTarget::of(model::CaseId{99})}), "not-found");
  EXPECT_EQ(adding({.on = MemoTarget::of(model::DocumentId{99})}), "not-found");
  EXPECT_EQ(adding({.on = MemoTarget::of(model::UnitId{99})}), "not-found");
  EXPECT_EQ(adding({.on = MemoTarget::of(document_, range(5, 5))}), "invalid-argument");
  EXPECT_EQ(adding({.on = MemoTarget::of(document_, range(0, 100'000))}), "invalid-argument");
  EXPECT_EQ(adding({.on = {MemoPlace::kOther, 1, {}, {}}}), "invalid-argument");
  EXPECT_EQ(adding({.title = std::string(1001, 'x')}), "invalid-name");
  EXPECT_EQ(adding({.body = "\xFF"}), "invalid-argument");
  EXPECT_EQ(adding({.body = std::string("a\0b", 3)}), "invalid-argument");
  EXPECT_EQ(adding({.coder = model::CoderId{99}}), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_memo(MemoId{99}, {.body = "x"}); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_memo(id, {.body = "\xFF"}); }), "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.delete_memo(MemoId{99}); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.link_memo(id, MemoTarget::of(model::CodeId{99})); }), "not-found");
  EXPECT_EQ(test_.project.logical_dump().value(), before);
  EXPECT_EQ(error_of(test_.project.memo(MemoId{99})), "not-found");
}

TEST_F(Memos, EveryVersionOfTheWordsComesBack) {
  const MemoId id = add(MemoTarget::of(coding_), "one");
  for (const std::string body : {"two", "three", ""}) {
    test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.set_memo(id, {.body = body})); });
  }
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_memo(id)); });
  EXPECT_EQ(error_of(test_.project.memo(id)), "not-found");
  for (const std::string body : {"", "three", "two", "one"}) {
    undo();
    EXPECT_EQ(read(id).body, body);
    expect_sound(test_.project);
  }
  undo();
  EXPECT_THAT(test_.project.memos().value(), IsEmpty());
  for (const std::string body : {"one", "two", "three", ""}) {
    redo();
    EXPECT_EQ(read(id).body, body);
  }
  redo();
  EXPECT_THAT(test_.project.memos().value(), IsEmpty());
  expect_sound(test_.project);
}

TEST_F(Memos, WordsGoOnlyWhenNothingReachableNeedsThem) {
  const std::int64_t before = rows("body");
  const MemoId id = add(MemoTarget::project(), "one");
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.set_memo(id, {.body = "two"})); });
  EXPECT_EQ(rows("body"), before + 2) << "undo needs the first words";
  undo();
  EXPECT_EQ(rows("body"), before + 2) << "redo needs the second";
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.set_title("x")); });
  EXPECT_EQ(rows("body"), before + 1) << "redo ended";
  EXPECT_EQ(read(id).body, "one");
  // What an act wrote and took back itself leaves nothing behind.
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_memo(id, {.body = "draft"}));
    EXPECT_TRUE(writer.set_memo(id, {.body = "better"}));
    const auto gone =
        writer.add_memo({.on = MemoTarget::of(document_, range(0, 4)), .body = "never mind", .coder = test_.coder});
    EXPECT_TRUE(writer.delete_memo(gone.value()));
  });
  EXPECT_EQ(rows("body"), before + 2);
  EXPECT_EQ(rows("annotation"), 0);
  undo();
  EXPECT_EQ(read(id).body, "one");
  expect_sound(test_.project);
}

TEST_F(Memos, AnUnchangedMemoLeavesNoEntry) {
  const MemoId id = add(MemoTarget::of(document_, range(3, 9)), "same");
  const auto changed = read(id).changed_ms;
  EXPECT_EQ(test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_memo(id, {.title = "A thought", .body = "same", .kind = MemoKind::kAnalytic}));
    EXPECT_TRUE(writer.link_memo(id, MemoTarget::of(document_, range(3, 9))));
  }),
            0);
  EXPECT_EQ(read(id).changed_ms, changed);
  EXPECT_EQ(rows("annotation"), 1);
}

TEST_F(Memos, LinkingMovesAMemoAndLeavesNoEmptyPlaceBehind) {
  const MemoId id = add(MemoTarget::of(document_, range(3, 9)));
  EXPECT_EQ(rows("annotation"), 1);
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.link_memo(id, MemoTarget::of(case_))); });
  EXPECT_EQ(rows("annotation"), 0);
  EXPECT_EQ(read(id).on.place, MemoPlace::kCase);
  EXPECT_EQ(read(id).on.id, case_.value);
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.unlink_memo(id)); });
  EXPECT_EQ(read(id).on.place, MemoPlace::kProject);
  undo();
  undo();
  EXPECT_EQ(read(id).on.range, range(3, 9));
  expect_sound(test_.project);
}

// A memo is never lost because the thing it was about is.
TEST_F(Memos, OutliveWhatTheyAreAbout) {
  const MemoId on_coding = add(MemoTarget::of(coding_), "on the coding");
  const MemoId on_code = add(MemoTarget::of(code_), "on the code");
  const MemoId on_case = add(MemoTarget::of(case_), "on the case");
  const MemoId on_document = add(MemoTarget::of(document_), "on the document");
  const MemoId on_words = add(MemoTarget::of(document_, range(0, 5)), "on words");
  const std::string full = test_.project.logical_dump().value();

  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_coding(coding_)); });
  EXPECT_EQ(read(on_coding).on.place, MemoPlace::kRange);
  EXPECT_EQ(read(on_coding).on.range, range(24, 40));
  EXPECT_EQ(read(on_coding).body, "on the coding");
  EXPECT_EQ(was(on_coding), "coding Waiting");
  undo();
  EXPECT_EQ(was(on_coding), "");
  EXPECT_EQ(test_.project.logical_dump().value(), full);

  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_code(code_, store::DeleteCodings::kDelete)); });
  EXPECT_EQ(read(on_coding).on.place, MemoPlace::kRange);
  EXPECT_EQ(read(on_code).on.place, MemoPlace::kProject);
  EXPECT_EQ(read(on_code).body, "on the code");
  EXPECT_EQ(was(on_code), "code Waiting");
  expect_sound(test_.project);
  undo();
  EXPECT_EQ(test_.project.logical_dump().value(), full);

  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.delete_document(document_));
    EXPECT_TRUE(writer.delete_case(case_));
  });
  for (const MemoId id : {on_coding, on_case, on_document, on_words}) {
    EXPECT_EQ(read(id).on.place, MemoPlace::kProject);
    EXPECT_THAT(read(id).body, ::testing::StartsWith("on "));
  }
  EXPECT_EQ(was(on_coding), "coding Waiting");
  EXPECT_EQ(was(on_case), "case Parent 6");
  EXPECT_EQ(was(on_document), "document Family 1");
  EXPECT_EQ(was(on_words), "annotation Family 1");
  EXPECT_EQ(rows("annotation"), 0);
  expect_sound(test_.project);
  undo();
  EXPECT_EQ(test_.project.logical_dump().value(), full);

  // Merged codes: the memo follows; an equal coding takes over what hung on the other.
  test_.perform(
      [&](Writer& writer) { EXPECT_TRUE(writer.add_coding(document_, range(24, 40), other_code_, test_.coder)); });
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.merge_codes({code_}, other_code_)); });
  EXPECT_EQ(read(on_code).on.id, other_code_.value);
  EXPECT_EQ(read(on_coding).on.place, MemoPlace::kCoding);
  EXPECT_EQ(test_.project.coding(model::CodingId{read(on_coding).on.id}).value().code, other_code_);
  EXPECT_EQ(was(on_code), "code Waiting");
  EXPECT_EQ(was(on_coding), "coding Waiting");
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.link_memo(on_code, MemoTarget::of(case_))); });
  EXPECT_EQ(was(on_code), "") << "a person has placed it";
  expect_sound(test_.project);
}

TEST_F(Memos, AreFoundByGuidOrTitle) {
  const MemoId id = add(MemoTarget::project(), "x", "Who Waits");
  add(MemoTarget::project(), "y", "Twice");
  add(MemoTarget::project(), "z", "twice");
  add(MemoTarget::project(), "z", "");
  EXPECT_EQ(test_.project.find_memo(read(id).guid.text()).value(), id);
  EXPECT_EQ(test_.project.find_memo("who waits").value(), id);
  EXPECT_EQ(error_of(test_.project.find_memo("Twice")), "ambiguous");
  EXPECT_EQ(error_of(test_.project.find_memo("")), "not-found");
  EXPECT_EQ(error_of(test_.project.find_memo("nothing")), "not-found");
}

TEST_F(Memos, TheirWordsAreNotInTheHistory) {
  const MemoId id = add(MemoTarget::of(coding_), "the unmistakable sparrowhawk");
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.set_memo(id, {.body = "another sparrowhawk"})); });
  test_.perform(
      [&](Writer& writer) { EXPECT_TRUE(writer.add_decision(0, "Split the code", "a sparrowhawk too", test_.coder)); });
  auto query = store::ProjectAccess::state(test_.project)
                   .db()
                   .prepare(
                       "SELECT sum(instr(changeset, CAST('sparrowhawk' AS BLOB)) > 0), "
                       "sum(instr(changeset, CAST('A thought' AS BLOB)) > 0) FROM history_payload");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.integer(0), 0);
  EXPECT_EQ(query.integer(1), 1) << "the title is there, so the search is able to find words";
}

TEST_F(Memos, DecisionsChangeAndGoAndComeBack) {
  model::DecisionId id;
  test_.perform([&](Writer& writer) { id = writer.add_decision(0, "Split", "why", test_.coder).value(); });
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_decision(id, {.decided_ms = 86'400'001, .text = " Split \n it ", .reason = "because"}));
  });
  auto read = [&] { return test_.project.decisions().value().at(0); };
  EXPECT_EQ(read().decided_ms, 86'400'000);
  EXPECT_EQ(read().text, "Split it");
  EXPECT_EQ(read().reason, "because");
  EXPECT_EQ(test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_decision(id, {.decided_ms = 86'400'000, .text = "Split it", .reason = "because"}));
  }),
            0);
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_decision(id)); });
  EXPECT_THAT(test_.project.decisions().value(), IsEmpty());
  undo();
  undo();
  EXPECT_EQ(read().reason, "why");
  redo();
  EXPECT_EQ(read().reason, "because");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_decision(id, {.text = " "}); }), "invalid-name");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_decision(id, {.reason = "\xFF"}); }), "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_decision(model::DecisionId{99}, {}); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.delete_decision(model::DecisionId{99}); }), "not-found");
  expect_sound(test_.project);
}

TEST_F(Memos, DecisionsAreListedByDay) {
  const std::int64_t day = 20'000 * 86'400'000LL;
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.add_decision(day + 5000, "  Merge the\ntwo codes ", "They overlap.\nSee memo.", test_.coder));
    EXPECT_TRUE(writer.add_decision(day - 1, "Code managers first", "", test_.coder));
    EXPECT_TRUE(writer.add_decision(-1, "Before 1970", "", test_.coder));
  });
  const auto decisions = test_.project.decisions().value();
  ASSERT_EQ(decisions.size(), 3u);
  EXPECT_EQ(decisions[0].decided_ms, -86'400'000);
  EXPECT_EQ(decisions[1].text, "Code managers first");
  EXPECT_EQ(decisions[1].decided_ms, day - 86'400'000);
  EXPECT_EQ(decisions[2].text, "Merge the two codes");
  EXPECT_EQ(decisions[2].reason, "They overlap.\nSee memo.");
  EXPECT_EQ(decisions[2].decided_ms, day);
  EXPECT_EQ(decisions[2].coder, test_.coder);
  EXPECT_EQ(failure([&](Writer& w) { return w.add_decision(0, "  ", "x", test_.coder); }), "invalid-name");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_decision(0, "x", "\xFF", test_.coder); }), "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_decision(1LL << 60, "x", "", test_.coder); }), "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.add_decision(0, "x", "", model::CoderId{99}); }), "not-found");
  undo();
  EXPECT_THAT(test_.project.decisions().value(), IsEmpty());
  redo();
  EXPECT_EQ(test_.project.decisions().value()[2].reason, "They overlap.\nSee memo.");
  expect_sound(test_.project);
}

}  // namespace
}  // namespace polyvocal::test
