#include <gtest/gtest.h>

#include "model/code.hpp"

namespace polyvocal::model {
namespace {

Code code(std::int64_t id, std::int64_t parent, std::int64_t position, std::string name, std::string key = "") {
  Code result;
  result.id = CodeId{id};
  result.guid = base::Uuid::make();
  result.parent = CodeId{parent};
  result.position = position;
  result.name = std::move(name);
  result.key = std::move(key);
  return result;
}

CodeTree sample() {
  return CodeTree({code(5, 2, 2, "High staff movement"), code(1, 0, 2, "Improvements"), code(2, 0, 1, "Challenges"),
                   code(3, 1, 1, "Trust", "T1"), code(4, 2, 1, "Caseload"), code(6, 4, 1, "Trust"),
                   code(7, 0, 3, "A > B")});
}

TEST(CodeTree, IsDepthFirstByPosition) {
  const CodeTree tree = sample();
  std::vector<std::int64_t> order;
  for (const auto& c : tree.codes()) order.push_back(c.id.value);
  EXPECT_EQ(order, (std::vector<std::int64_t>{2, 4, 6, 5, 1, 3, 7}));
  EXPECT_EQ(tree.subtree_end(0), 4u);
  EXPECT_EQ(tree.subtree_end(1), 3u);
  EXPECT_EQ(tree.depth(2), 2);
  EXPECT_EQ(tree.path(CodeId{6}), "Challenges > Caseload > Trust");
}

TEST(CodeTree, ResolvesPathsKeysNamesAndGuids) {
  const CodeTree tree = sample();
  EXPECT_EQ(tree.resolve("Challenges > High staff movement").value().value, 5);
  EXPECT_EQ(tree.resolve("challenges > high  STAFF movement").value().value, 5);
  EXPECT_EQ(tree.resolve("High staff movement").value().value, 5);
  EXPECT_EQ(tree.resolve("T1").value().value, 3);
  EXPECT_EQ(tree.resolve(tree.codes()[0].guid.text()).value().value, 2);
  EXPECT_EQ(tree.resolve("Challenges > Caseload > Trust").value().value, 6);
  EXPECT_EQ(tree.resolve("Improvements > Trust").value().value, 3);
  EXPECT_EQ(tree.resolve("Trust").error().code, base::ErrorCode::kAmbiguous);
  EXPECT_EQ(tree.resolve("Improvements > Caseload").error().code, base::ErrorCode::kNotFound);
  EXPECT_EQ(tree.resolve("Challenges > Trust").error().code, base::ErrorCode::kNotFound);
  EXPECT_EQ(tree.resolve("").error().code, base::ErrorCode::kNotFound);
}

TEST(CodePath, SeparatorInsideANameIsEscaped) {
  const CodeTree tree = sample();
  EXPECT_EQ(tree.path(CodeId{7}), "A \\> B");
  EXPECT_EQ(tree.resolve("A \\> B").value().value, 7);
  const std::vector<std::string> names = {"x > y > z", "q", "a>b", "> front"};
  EXPECT_EQ(split_path(join_path(names)), names);
}

TEST(CodeTree, TakesOrphansAsTopLevel) {
  const CodeTree tree({code(1, 99, 1, "Lost")});
  EXPECT_EQ(tree.path(CodeId{1}), "Lost");
}

}  // namespace
}  // namespace polyvocal::model
