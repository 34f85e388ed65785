#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using model::AttributeTarget;
using model::AttributeType;
using model::ValueState;
using store::Writer;
using ::testing::ElementsAre;

class Cases : public ::testing::Test {
 protected:
  void SetUp() override {
    test_.perform([&](Writer& writer) {
      document_ = writer.add_document(family_interview()).value();
      other_ = writer.add_document(family_interview()).value();
      unit_ = writer.add_unit("Family 1").value();
      parent_ = writer.add_case("Parent 6", unit_).value();
      group_ = writer.add_attribute("group", AttributeTarget::kCase, AttributeType::kText).value();
    });
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
  model::DocumentId document_, other_;
  model::UnitId unit_;
  model::CaseId parent_;
  model::AttributeId group_;
};

TEST_F(Cases, NamesAreUniqueAKind) {
  EXPECT_EQ(failure([](Writer& w) { return w.add_case("PARENT 6"); }), "duplicate");
  EXPECT_EQ(failure([](Writer& w) { return w.add_case("Family 1"); }), "none");
  EXPECT_EQ(failure([](Writer& w) { return w.add_unit("family 1"); }), "duplicate");
  EXPECT_EQ(failure([](Writer& w) { return w.add_attribute("Group", AttributeTarget::kCase, AttributeType::kText); }),
            "duplicate");
  EXPECT_EQ(failure([](Writer& w) { return w.add_attribute("Group", AttributeTarget::kUnit, AttributeType::kText); }),
            "none");
  EXPECT_EQ(failure([](Writer& w) { return w.add_case(""); }), "invalid-name");
  EXPECT_EQ(failure([](Writer& w) { return w.add_case("x", model::UnitId{9}); }), "not-found");
  test_.perform([](Writer& writer) { EXPECT_TRUE(writer.add_coder("Anna")); });
  EXPECT_EQ(failure([](Writer& w) { return w.add_coder("ANNA"); }), "duplicate");
}

TEST_F(Cases, LinksAreSpansOrWholeDocuments) {
  const auto speakers = test_.project.speakers(document_).value();
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.link_speaker(speakers[1].id, parent_));
    EXPECT_TRUE(writer.link_document(other_, parent_));
    EXPECT_TRUE(writer.link_document(other_, parent_));
  });
  EXPECT_THAT(test_.project.cases().value()[0].documents, ElementsAre(document_, other_));
  EXPECT_EQ(test_.project.speakers(document_).value()[1].case_id, parent_);
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.link_speaker(speakers[1].id, {}));
    EXPECT_TRUE(writer.unlink_document(other_, parent_));
    EXPECT_TRUE(writer.unlink_document(other_, parent_));
  });
  EXPECT_TRUE(test_.project.cases().value()[0].documents.empty());
  EXPECT_EQ(failure([&](Writer& w) { return w.link_speaker(speakers[0].id, model::CaseId{99}); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.link_speaker(model::SpeakerId{99}, parent_); }), "not-found");
  EXPECT_EQ(failure([&](Writer& w) { return w.link_document(model::DocumentId{99}, parent_); }), "not-found");
}

TEST_F(Cases, ValuesAreTyped) {
  model::AttributeId age, level, wave;
  test_.perform([&](Writer& writer) {
    age = writer.add_attribute("age", AttributeTarget::kCase, AttributeType::kInteger).value();
    level = writer.add_attribute("need", AttributeTarget::kCase, AttributeType::kOrdered, {"low", "high"}).value();
    wave = writer.add_attribute("wave", AttributeTarget::kDocument, AttributeType::kInteger).value();
  });
  struct Row {
    model::AttributeId attribute;
    ValueState state;
    const char* text;
    const char* error;
  };
  for (const Row& row :
       {Row{age, ValueState::kValue, "41", "none"}, Row{age, ValueState::kValue, "old", "invalid-argument"},
        Row{age, ValueState::kValue, "", "invalid-argument"}, Row{age, ValueState::kMissing, "", "none"},
        Row{level, ValueState::kValue, "low", "none"}, Row{level, ValueState::kValue, "middle", "invalid-argument"},
        Row{wave, ValueState::kValue, "1", "invalid-argument"},
        Row{model::AttributeId{99}, ValueState::kValue, "1", "not-found"},
        Row{group_, ValueState::kNotApplicable, "", "none"}}) {
    EXPECT_EQ(failure([&](Writer& w) {
                return w.set_case_value(parent_, {row.attribute, row.state, row.text});
              }),
              row.error)
        << row.text;
  }
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_case_value(parent_, {age, ValueState::kValue, "41"}));
    EXPECT_TRUE(writer.set_case_value(parent_, {age, ValueState::kValue, "42"}));
    EXPECT_TRUE(writer.set_case_value(parent_, {level, ValueState::kNotApplicable, ""}));
    EXPECT_TRUE(writer.set_document_value(document_, wave, {{}, ValueState::kValue, "2"}));
  });
  const auto values = test_.project.cases().value()[0].values;
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(values[0].text, "42");
  EXPECT_EQ(values[1].state, ValueState::kNotApplicable);
  EXPECT_THAT(test_.project.attributes().value()[2].levels, ElementsAre("low", "high"));
}

TEST_F(Cases, ATypeChangesOnlyIfAllValuesFit) {
  model::AttributeId size;
  test_.perform([&](Writer& writer) {
    size = writer.add_attribute("size", AttributeTarget::kCase, AttributeType::kText).value();
    EXPECT_TRUE(writer.set_case_value(parent_, {size, ValueState::kValue, "LOW"}));
  });
  EXPECT_EQ(failure([&](Writer& w) { return w.set_attribute_type(size, AttributeType::kInteger); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_attribute_type(size, AttributeType::kOrdered, {"high"}); }),
            "invalid-argument");
  EXPECT_EQ(failure([&](Writer& w) {
              return w.set_attribute_type(size, AttributeType::kOrdered, {"x", "X"});
            }),
            "duplicate");
  EXPECT_EQ(failure([&](Writer& w) { return w.set_attribute_type(size, AttributeType::kText, {"x"}); }),
            "invalid-argument");
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.set_attribute_type(size, AttributeType::kOrdered, {"low", "high"}));
  });
  EXPECT_EQ(test_.project.cases().value()[0].values[0].text, "low");
  EXPECT_EQ(test_.project.attributes().value()[1].type, AttributeType::kOrdered);
}

TEST_F(Cases, DeleteLeavesDocumentsAlone) {
  const auto speakers = test_.project.speakers(document_).value();
  test_.perform([&](Writer& writer) {
    EXPECT_TRUE(writer.link_speaker(speakers[1].id, parent_));
    EXPECT_TRUE(writer.link_document(other_, parent_));
    EXPECT_TRUE(writer.set_case_value(parent_, {group_, ValueState::kValue, "families"}));
  });
  test_.perform([&](Writer& writer) { EXPECT_TRUE(writer.delete_case(parent_)); });
  EXPECT_TRUE(test_.project.cases().value().empty());
  EXPECT_EQ(test_.project.documents().value().size(), 2u);
  EXPECT_FALSE(test_.project.speakers(document_).value()[1].case_id);
  expect_sound(test_.project);
  ASSERT_TRUE(test_.project.undo({}));
  EXPECT_EQ(test_.project.cases().value()[0].unit, unit_);
  EXPECT_EQ(test_.project.cases().value()[0].documents.size(), 2u);
}

}  // namespace
}  // namespace polyvocal::test
