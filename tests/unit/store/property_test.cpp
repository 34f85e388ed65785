// The promise of undo: whatever was done, going back shows every earlier state again, byte for byte, and going forward
// every later one.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "base/sha256.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/random_acts.hpp"

namespace polyvocal::test {
namespace {

std::string state_of(const store::Project& project) {
  auto dump = project.logical_dump();
  EXPECT_TRUE(dump);
  return dump.value_or("failed");
}

/// "table id" of every row that a dump shows, for tables with an id.
std::set<std::string> ids_in(const std::string& dump) {
  std::set<std::string> ids;
  std::istringstream lines(dump);
  std::string line;
  while (std::getline(lines, line)) {
    const auto table = line.find(' ');
    if (line.compare(table + 1, 3, "id=") != 0) continue;
    ids.insert(line.substr(0, line.find(' ', table + 1)));
  }
  return ids;
}

void expect_same(const std::string& expected, const std::string& found) {
  if (expected == found) return;
  std::istringstream a(expected);
  std::istringstream b(found);
  std::string line_a;
  std::string line_b;
  while (std::getline(a, line_a) && std::getline(b, line_b)) ASSERT_EQ(line_a, line_b);
  FAIL() << "one state has more rows";
}

class UndoProperty : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(UndoProperty, EveryStateComesBackBothWays) {
  TestProject test;
  RandomActs random(GetParam());
  constexpr int kActs = 1000;
  std::vector<std::string> states{state_of(test.project)};
  // What an undo is to bring: the state before the batch that the act belongs to.
  std::vector<base::Uuid> batches;
  std::vector<std::size_t> steps;  // indices into states: one a thing that undo takes as a whole
  std::set<std::string> seen;
  for (int i = 0; i < kActs; ++i) {
    const std::int64_t sequence = random.act(test.project);
    ASSERT_GE(sequence, 0);
    if (sequence == 0) continue;
    const auto entry = test.project.history(1).value().back();
    ASSERT_EQ(entry.id, sequence);
    const base::Uuid batch = entry.batch.value_or(base::Uuid{});
    if (!steps.empty() && !batch.is_nil() && batches.back() == batch) {
      states.back() = state_of(test.project);
    } else {
      states.push_back(state_of(test.project));
      steps.push_back(states.size() - 1);
      batches.push_back(batch);
    }
    if (i % 250 == 249) expect_sound(test.project);
  }
  ASSERT_GT(states.size(), 300u);
  for (const char* function : {"add_document",
                               "rename_document",
                               "delete_document",
                               "set_document_value",
                               "set_speaker_role",
                               "add_attribute",
                               "set_attribute_type",
                               "add_unit",
                               "add_case",
                               "set_case_unit",
                               "rename_case",
                               "delete_case",
                               "set_case_value",
                               "link_speaker",
                               "link_document",
                               "unlink_document",
                               "add_code",
                               "rename_code",
                               "move_code",
                               "set_code",
                               "merge_codes",
                               "split_code",
                               "delete_code",
                               "add_coding",
                               "delete_coding",
                               "set_coding_range",
                               "add_coder",
                               "set_title",
                               "raw rows",
                               "add_quote",
                               "set_quote_ranges",
                               "set_quote_status",
                               "place_quote",
                               "move_quote",
                               "delete_quote",
                               "delete_quote_collection",
                               "add_quote_collection",
                               "rename_quote_collection",
                               "set_quote_attribution",
                               "set_collection_attribution",
                               "add_memo",
                               "set_memo",
                               "delete_memo",
                               "link_memo",
                               "unlink_memo",
                               "add_decision",
                               "set_decision",
                               "delete_decision"}) {
    EXPECT_GT(random.successes[function], 0) << function;
  }
  expect_sound(test.project);

  const auto reopen = [&test] {
    { store::Project closed = std::move(test.project); }
    test.project = store::Project::open(test.path, store::OpenMode::kReadWrite).value();
  };
  for (std::size_t i = states.size() - 1; i > 0; --i) {
    auto undone = test.project.undo({});
    ASSERT_TRUE(undone) << error_of(undone) << " at state " << i;
    ASSERT_NO_FATAL_FAILURE(expect_same(states[i - 1], state_of(test.project))) << "undo to state " << i - 1;
    if (i == states.size() / 2) {
      reopen();
      expect_sound(test.project);
    }
  }
  EXPECT_EQ(error_of(test.project.undo({})), "nothing-to-undo");
  expect_sound(test.project);
  reopen();
  for (std::size_t i = 1; i < states.size(); ++i) {
    auto redone = test.project.redo({});
    ASSERT_TRUE(redone) << error_of(redone) << " at state " << i;
    ASSERT_NO_FATAL_FAILURE(expect_same(states[i], state_of(test.project))) << "redo to state " << i;
    if (i == states.size() / 2) reopen();
  }
  EXPECT_EQ(error_of(test.project.redo({})), "nothing-to-redo");
  expect_sound(test.project);

  // Half-way back and on with other acts: no id that was ever used comes again for something else.
  for (const auto& state : states) seen.merge(ids_in(state));
  for (std::size_t i = 0; i < states.size() / 2; ++i) ASSERT_TRUE(test.project.undo({}));
  const std::set<std::string> before = ids_in(state_of(test.project));
  for (int i = 0; i < 100; ++i) ASSERT_GE(random.act(test.project), 0);
  for (const auto& id : ids_in(state_of(test.project))) {
    if (!before.contains(id)) {
      EXPECT_FALSE(seen.contains(id)) << id << " was used before";
    }
  }
  expect_sound(test.project);
}

INSTANTIATE_TEST_SUITE_P(Seeds, UndoProperty, ::testing::Values(1, 2, 20261121));

// Undo, redo and new acts mixed: the state is always the one that the sequence of acts in force gives.
TEST(UndoProperty, MixedWithNewActs) {
  for (const std::uint64_t seed : {11u, 12u}) {
    TestProject test;
    RandomActs random(seed);
    random.batch_chance = 0;
    std::mt19937_64 dice(seed);
    std::vector<std::string> past{state_of(test.project)};
    std::vector<std::string> future;
    for (int i = 0; i < 600; ++i) {
      switch (dice() % 5) {
        case 0: {
          auto undone = test.project.undo({});
          ASSERT_EQ(static_cast<bool>(undone), past.size() > 1) << error_of(undone);
          if (!undone) break;
          future.push_back(past.back());
          past.pop_back();
          break;
        }
        case 1: {
          auto redone = test.project.redo({});
          ASSERT_EQ(static_cast<bool>(redone), !future.empty()) << error_of(redone);
          if (!redone) break;
          past.push_back(future.back());
          future.pop_back();
          break;
        }
        default:
          if (random.act(test.project) == 0) break;
          past.push_back(state_of(test.project));
          future.clear();
      }
      ASSERT_EQ(past.back(), state_of(test.project)) << "step " << i << ", seed " << seed;
      if (i % 100 == 0) expect_sound(test.project);
    }
    expect_sound(test.project);
  }
}

}  // namespace
}  // namespace polyvocal::test
