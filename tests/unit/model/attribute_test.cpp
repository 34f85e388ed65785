#include "model/attribute.hpp"

#include <gtest/gtest.h>

namespace polyvocal::model {
namespace {

struct Detection {
  std::vector<std::string> values;
  AttributeType type;
};

TEST(Attribute, TypeIsTheNarrowestThatHoldsEveryValue) {
  const Detection cases[] = {
      {{"1", "20", "-3"}, AttributeType::kInteger},
      {{"1", "2.5"}, AttributeType::kDecimal},
      {{"1", "", "3"}, AttributeType::kInteger},
      {{"yes", "No", "YES"}, AttributeType::kBoolean},
      {{"2024-02-29", "2023-12-01"}, AttributeType::kDate},
      {{"2023-02-29"}, AttributeType::kText},
      {{"007", "012"}, AttributeType::kText},
      {{"1", "n/a", "3"}, AttributeType::kInteger},
      {{"21-25", "26-30"}, AttributeType::kText},
      {{"", ""}, AttributeType::kText},
      {{"12", "over 90"}, AttributeType::kText},
  };
  for (const auto& [values, type] : cases) EXPECT_EQ(detect_type(values), type) << values.front();
}

TEST(Attribute, MissingIsNotNotApplicable) {
  EXPECT_EQ(canonical_value(AttributeType::kText, "  ").state, ValueState::kMissing);
  EXPECT_EQ(canonical_value(AttributeType::kText, "N/A").state, ValueState::kNotApplicable);
  const auto value = canonical_value(AttributeType::kBoolean, "Yes");
  EXPECT_EQ(value.state, ValueState::kValue);
  EXPECT_EQ(value.text, "true");
}

TEST(Attribute, KeepsWhatDoesNotFit) {
  const auto value = canonical_value(AttributeType::kInteger, "about 40");
  EXPECT_EQ(value.text, "about 40");
  EXPECT_FALSE(fits(AttributeType::kInteger, value.text));
}

}  // namespace
}  // namespace polyvocal::model
