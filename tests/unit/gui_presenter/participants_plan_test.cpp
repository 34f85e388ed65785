#include "gui/presenter/participants_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace polyvocal::gui {
namespace {

using app::ColumnMapping;
using app::ColumnUse;
using model::AttributeType;
using testing::ElementsAre;
using testing::HasSubstr;

app::TableLook table() {
  app::TableLook look;
  look.header = {"participant", "speaker", "age"};
  look.rows = {{"P1", "Dad", "40"}, {"P2", "", "41"}};
  look.total = 2;
  look.columns = {
      {ColumnUse::kParticipant, {}}, {ColumnUse::kSpeaker, {}}, {ColumnUse::kAttribute, AttributeType::kInteger}};
  look.known = {{}, {}, {}};
  return look;
}

std::size_t choice_of(ColumnUse use) {
  const auto& all = ParticipantsPlan::choices();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].mapping.use == use) return i;
  }
  return all.size();
}

TEST(ParticipantsPlan, EveryChoiceIsFoundAgain) {
  ParticipantsPlan plan("people.csv", table());
  for (std::size_t i = 0; i < ParticipantsPlan::choices().size(); ++i) {
    plan.choose(2, i);
    EXPECT_EQ(plan.choice(2), i) << ParticipantsPlan::choices()[i].sentence;
    EXPECT_EQ(plan.columns()[2], ParticipantsPlan::choices()[i].mapping);
  }
}

TEST(ParticipantsPlan, AUseGoesFromOneColumnToAnother) {
  ParticipantsPlan plan("people.csv", table());
  plan.choose(1, choice_of(ColumnUse::kParticipant));
  EXPECT_EQ(plan.columns()[0].use, ColumnUse::kIgnore);
  EXPECT_EQ(plan.columns()[1].use, ColumnUse::kParticipant);
  plan.choose(0, choice_of(ColumnUse::kAttribute));
  EXPECT_EQ(plan.columns()[2].use, ColumnUse::kAttribute) << "there may be any number of attributes";
}

TEST(ParticipantsPlan, ATypeTheProjectHasIsSaid) {
  auto look = table();
  look.known[2] = AttributeType::kText;
  EXPECT_THAT(ParticipantsPlan("people.csv", look).says(2), HasSubstr("text"));
  EXPECT_THAT(ParticipantsPlan("people.csv", table()).says(2), HasSubstr("whole number"));
}

TEST(ParticipantsPlan, SamplesLeaveEmptyCellsOut) {
  const ParticipantsPlan plan("people.csv", table());
  EXPECT_EQ(plan.sample(1), "Dad");
  EXPECT_EQ(plan.sample(2), "40, 41");
}

TEST(ParticipantsPlan, WhatWantsALookStandsFirst) {
  app::ParticipantsReport report;
  report.cases = {"P1", "P2", "P3"};
  report.matched = {{2, "P1", "talk", "Dad"}, {4, "P3", "talk", ""}};
  report.unmatched = {{3, "P2", "no-such-speaker", {}, {}}, {4, "P3", "value-does-not-fit", "age", "old"}};
  std::vector<std::string> shown;
  for (const auto& row : ParticipantsPlan::rows_of(report))
    shown.push_back(std::to_string(row.row) + " " + row.participant + ": " + row.finding);
  EXPECT_THAT(shown, ElementsAre("3 P2: nobody speaks under this label", HasSubstr("\"old\" does not fit"),
                                 "2 P1: Dad in talk", "4 P3: all of talk"));
  EXPECT_EQ(ParticipantsPlan::sentence_of(report), "3 participants: 2 rows find their words, 1 do not");
}

}  // namespace
}  // namespace polyvocal::gui
