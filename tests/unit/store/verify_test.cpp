// Every kind of fault is made by hand and must be found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw_rows.hpp"

namespace polyvocal::test {
namespace {

using store::Writer;

struct Tampering {
  const char* name;
  const char* sql;
  const char* kind;
};

void PrintTo(const Tampering& one, std::ostream* out) {
  *out << one.name;
}

class Verify : public ::testing::TestWithParam<Tampering> {
 protected:
  void SetUp() override {
    test_.add_coder();
    test_.perform([&](Writer& writer) {
      for (int i = 0; i < 2; ++i) {
        const auto document = writer.add_document(family_interview()).value();
        const auto top = writer.add_code({.name = "Code " + std::to_string(i), .key = "K" + std::to_string(i)}).value();
        const auto below = writer.add_code({.parent = top, .name = "Below"}).value();
        EXPECT_TRUE(writer.add_coding(document, range(0, 10), top, test_.coder));
        EXPECT_TRUE(writer.add_coding(document, range(0, 12), below, test_.coder));
        const auto one = writer.add_case("Case " + std::to_string(i)).value();
        EXPECT_TRUE(writer.link_document(document, one));
      }
      EXPECT_TRUE(writer.add_unit("Unit"));
    });
    for (std::uint64_t i = 0; i < 3; ++i) test_.perform([&](Writer&) { add_raw_rows(test_.project, i); });
    test_.perform([](Writer& writer) { EXPECT_TRUE(writer.set_title("one")); });
    test_.perform([](Writer& writer) { EXPECT_TRUE(writer.set_title("two")); });
    ASSERT_TRUE(test_.project.undo({}));
    expect_sound(test_.project);
  }
  TestProject test_;
};

TEST_P(Verify, FindsIt) {
  auto& db = store::ProjectAccess::state(test_.project).db();
  db.exec("PRAGMA foreign_keys = OFF");
  db.exec("DROP INDEX IF EXISTS turn_revision");
  db.exec(GetParam().sql);
  const auto faults = test_.project.verify().value();
  bool found = false;
  for (const auto& fault : faults) found = found || fault.kind == GetParam().kind;
  EXPECT_TRUE(found) << GetParam().sql << "\n" << faults_text(faults);
}

const Tampering kTamperings[] = {
    {"who", "UPDATE history SET coder = 7 WHERE id = 2", "hash-chain"},
    {"when", "UPDATE history SET time_ms = time_ms + 1 WHERE id = 2", "hash-chain"},
    {"what", "UPDATE history SET verb = 'other' WHERE id = 2", "hash-chain"},
    {"batch", "UPDATE history SET batch = randomblob(16) WHERE id = 2", "hash-chain"},
    {"undoes", "UPDATE history SET undoes = 1 WHERE undoes > 0", "hash-chain"},
    {"barrier", "UPDATE history SET barrier = 1 WHERE id = 1", "hash-chain"},
    {"parameters", "UPDATE history_payload SET parameters = '{\"n\":9}' WHERE entry = 2", "hash-chain"},
    {"changeset", "UPDATE history_payload SET changeset = x'54' WHERE entry = 2", "hash-chain"},
    {"salt", "UPDATE history_payload SET salt = randomblob(16) WHERE entry = 2", "hash-chain"},
    {"digest", "UPDATE history SET payload_digest = randomblob(32) WHERE id = 2", "hash-chain"},
    {"payload_gone", "DELETE FROM history_payload WHERE entry = 2", "hash-chain"},
    {"erased_with_payload", "UPDATE history SET erased = 1 WHERE id = 2", "hash-chain"},
    {"entry_gone", "DELETE FROM history WHERE id = 2; DELETE FROM history_payload WHERE entry = 2", "hash-chain"},
    {"last_entry_gone",
     "DELETE FROM history_payload WHERE entry = (SELECT max(id) FROM history); DELETE FROM history_state; "
     "DELETE FROM history WHERE id = (SELECT max(id) FROM history)",
     "hash-chain"},
    {"state", "DELETE FROM history_state", "hash-chain"},
    {"other_state", "UPDATE history_state SET dead = 1", "hash-chain"},
    {"coding_beyond", "UPDATE coding SET end_at = 100000 WHERE id = 1", "range"},
    {"coding_empty", "UPDATE coding SET end_at = start_at WHERE id = 1", "range"},
    {"annotation", "UPDATE annotation SET end_at = 100000", "range"},
    {"quote_range", "UPDATE quote_range SET start_at = -1", "range"},
    {"quote_edit", "UPDATE quote_edit SET end_at = end_at + 1", "range"},
    {"summary_link", "UPDATE summary_link SET end_at = 100000", "range"},
    {"reconciliation", "UPDATE reconciliation SET end_at = 100000", "range"},
    {"text", "UPDATE body SET text = 'X' || substr(text, 2) WHERE id = (SELECT body FROM revision)", "text-hash"},
    {"code_points", "UPDATE revision SET code_points = code_points + 1 WHERE id = 1", "counts"},
    {"words", "UPDATE revision SET words = words + 1 WHERE id = 1", "counts"},
    {"word_bytes", "UPDATE word_index SET starts = x'81' WHERE revision = 1", "counts"},
    {"text_body_gone", "DELETE FROM body WHERE id = (SELECT body FROM revision)", "body"},
    {"memo_body_gone", "DELETE FROM body WHERE id = (SELECT body FROM memo)", "body"},
    {"turn_gone", "DELETE FROM turn WHERE id = 3", "turns"},
    {"turn_moved", "UPDATE turn SET whole_end = whole_end + 5, body_end = body_end + 5 WHERE id = 2", "turns"},
    {"turn_speaker", "UPDATE turn SET speaker = 5 WHERE id = 1", "turns"},
    {"turn_number", "UPDATE turn SET number = 7 WHERE id = 1", "turns"},
    {"document_name", "UPDATE document SET name = 'FAMILY 1'", "uniqueness"},
    {"case_name", "UPDATE study_case SET name = 'same'", "uniqueness"},
    {"code_name", "UPDATE code SET name = 'same'", "uniqueness"},
    {"code_key", "UPDATE code SET short_key_fold = 'k' WHERE parent IS NULL", "uniqueness"},
    {"coding_twice",
     "INSERT INTO coding (guid, document, start_at, end_at, code, coder, origin, created_ms) "
     "SELECT randomblob(16), document, start_at, end_at, code, coder, 1, 0 FROM coding WHERE id = 1",
     "uniqueness"},
    {"coding_code", "UPDATE coding SET code = 999 WHERE id = 1", "foreign-key"},
    {"value_case", "UPDATE case_document SET case_id = case_id + 100", "foreign-key"},
    {"memo_target", "UPDATE memo SET target = 999 WHERE target_kind = 'code'", "foreign-key"},
    {"memo_place", "UPDATE memo SET target_kind = 'dream' WHERE target_kind = 'code'", "memo"},
    {"memo_was", "UPDATE memo SET was_kind = 'dream'", "memo"},
    {"memo_was_nothing", "UPDATE memo SET was_name = 'dream'", "memo"},
    {"memo_kind", "UPDATE memo SET kind = 'dream'", "memo"},
    {"finding_target", "UPDATE finding_link SET target = 999 WHERE target_kind = 'quote'", "foreign-key"},
    {"set_target", "UPDATE OR IGNORE set_member SET target = 999 WHERE target_kind = 'document'", "foreign-key"},
    {"tree", "UPDATE code SET parent = 2 WHERE id = 1", "tree"},
    {"codebook", "UPDATE code SET codebook = 2 WHERE id = 2", "tree"},
    {"trigger", "CREATE TRIGGER t AFTER INSERT ON code BEGIN DELETE FROM code; END", "integrity"},
};

INSTANTIATE_TEST_SUITE_P(Tamperings, Verify, ::testing::ValuesIn(kTamperings),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace polyvocal::test
