#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/project_internal.hpp"
#include "unit/store/fixture.hpp"

namespace polyvocal::test {
namespace {

using model::QuoteEditKind;
using model::QuoteStatus;
using testing::ElementsAre;
using testing::HasSubstr;

class QuotesStore : public ::testing::Test {
 protected:
  void SetUp() override {
    test_.add_coder();
    test_.perform([&](store::Writer& writer) {
      document_ = writer.add_document(family_interview()).value();
      theme_ = writer.add_code({.name = "Waiting", .theme = true}).value();
      other_ = writer.add_code({.name = "Kindness", .theme = true}).value();
      collection_ = writer.add_quote_collection("Report").value();
    });
  }
  store::NewQuote fresh(std::int64_t start = 36, std::int64_t end = 48) {
    return {document_, {{range(start, end), {}}}, collection_, theme_};
  }
  model::QuoteId add(const store::NewQuote& quote) {
    model::QuoteId id;
    test_.perform([&](store::Writer& writer) { id = writer.add_quote(quote, test_.coder).value(); }, "collect-quotes");
    return id;
  }
  model::CollectedQuote quote(model::QuoteId id) {
    const auto quotes = test_.project.quotes().value();
    for (const auto& one : quotes) {
      if (one.id == id) return one;
    }
    ADD_FAILURE() << "no such quote";
    return {};
  }
  std::vector<std::int64_t> order() {
    std::vector<std::int64_t> ids;
    const auto quotes = test_.project.quotes().value();
    for (const auto& one : quotes) {
      if (one.theme == theme_) ids.push_back(one.id.value);
    }
    return ids;
  }
  std::string error(const std::function<std::string(store::Writer&)>& work) {
    std::string name;
    (void)test_.project.perform(test_.act(), [&](store::Writer& writer) -> base::Result<void> {
      name = work(writer);
      return base::fail(base::ErrorCode::kRefused);
    });
    return name;
  }
  std::string error_of_ranges(const std::vector<model::QuoteRange>& ranges) {
    return error([&](store::Writer& writer) {
      auto broken = fresh();
      broken.ranges = ranges;
      return error_of(writer.add_quote(broken, test_.coder));
    });
  }

  TestProject test_;
  model::DocumentId document_;
  model::CodeId theme_;
  model::CodeId other_;
  model::CollectionId collection_;
};

TEST_F(QuotesStore, WhatIsCollectedIsReadAsItWasWritten) {
  auto wanted = fresh();
  wanted.ranges[0].edits = {{QuoteEditKind::kClarification, range(36, 36), "we parents"},
                            {QuoteEditKind::kOmission, range(40, 44), ""}};
  wanted.ranges.push_back({range(60, 70), {}});
  const auto id = add(wanted);
  const auto stored = quote(id);
  EXPECT_EQ(stored.ranges, wanted.ranges);
  EXPECT_EQ(stored.document, document_);
  EXPECT_EQ(stored.collection, collection_);
  EXPECT_EQ(stored.theme, theme_);
  EXPECT_EQ(stored.status, QuoteStatus::kDraft);
  EXPECT_EQ(stored.coder, test_.coder);
  EXPECT_FALSE(stored.guid.is_nil());
  EXPECT_EQ(stored.text_hash.size(), 32u);
  const auto heads = test_.project.quote_collections().value();
  ASSERT_EQ(heads.size(), 1u);
  EXPECT_EQ(heads[0].name, "Report");
  EXPECT_TRUE(test_.project.sets().value().empty()) << "a collection is no set of codes, cases or documents";
  expect_sound(test_.project);
}

TEST_F(QuotesStore, RangesAndEditsThatCannotBeAreRefused) {
  const auto edit = [](QuoteEditKind kind, std::int64_t start, std::int64_t end, std::string text = "") {
    return model::QuoteEdit{kind, range(start, end), std::move(text)};
  };
  const auto omission = QuoteEditKind::kOmission;
  const auto clarification = QuoteEditKind::kClarification;
  for (const auto& ranges : std::vector<std::vector<model::QuoteRange>>{
           {},
           {{range(5, 5), {}}},
           {{range(-1, 5), {}}},
           {{range(5, 100'000), {}}},
           {{range(5, 20), {}}, {range(19, 30), {}}},
           {{range(5, 20), {edit(omission, 4, 8)}}},
           {{range(5, 20), {edit(omission, 8, 21)}}},
           {{range(5, 20), {edit(omission, 8, 8)}}},
           {{range(5, 20), {edit(omission, 8, 12), edit(omission, 10, 14)}}},
           {{range(5, 20), {edit(omission, 8, 12, "words")}}},
           {{range(5, 20), {edit(clarification, 8, 12, "  ")}}},
           {{range(5, 20), {edit(clarification, 8, 12, "a] b")}}},
           {{range(5, 20), {edit(clarification, 8, 12, "a\nb")}}},
           {{range(5, 20), {edit(clarification, 8, 12, std::string(1001, 'a'))}}}}) {
    EXPECT_EQ(error_of_ranges(ranges), "invalid-argument");
  }
  auto nowhere = fresh();
  nowhere.theme = model::CodeId{99};
  EXPECT_EQ(error([&](store::Writer& writer) { return error_of(writer.add_quote(nowhere, test_.coder)); }),
            "not-found");
  nowhere = fresh();
  nowhere.collection = model::CollectionId{99};
  EXPECT_EQ(error([&](store::Writer& writer) { return error_of(writer.add_quote(nowhere, test_.coder)); }),
            "not-found");
  EXPECT_EQ(error([&](store::Writer& writer) { return error_of(writer.add_quote_collection(" report ")); }),
            "duplicate");
  EXPECT_TRUE(test_.project.quotes().value().empty());
}

TEST_F(QuotesStore, AnEditMakesItADraftAgainAndTheNextApprovalIsOfTheNewWords) {
  const auto id = add(fresh());
  const auto words = quote(id).text_hash;
  test_.perform(
      [&](store::Writer& writer) { EXPECT_TRUE(writer.set_quote_status(id, QuoteStatus::kApproved, test_.coder)); });
  EXPECT_EQ(quote(id).status, QuoteStatus::kApproved);
  EXPECT_EQ(quote(id).text_hash, words);
  auto ranges = quote(id).ranges;
  ranges[0].edits.push_back({QuoteEditKind::kOmission, range(38, 40), ""});
  test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.set_quote_ranges(id, ranges, test_.coder)); });
  EXPECT_EQ(quote(id).status, QuoteStatus::kDraft);
  EXPECT_EQ(quote(id).ranges, ranges);
  ASSERT_TRUE(test_.project.undo(test_.coder));
  EXPECT_EQ(quote(id).status, QuoteStatus::kApproved);
  EXPECT_TRUE(quote(id).ranges[0].edits.empty());
  expect_sound(test_.project);
}

TEST_F(QuotesStore, QuotesHaveAnOrderUnderTheirTheme) {
  const auto a = add(fresh(36, 40)).value;
  const auto b = add(fresh(41, 44)).value;
  const auto c = add(fresh(45, 48)).value;
  EXPECT_THAT(order(), ElementsAre(a, b, c));
  const auto place = [&](std::int64_t id, model::CodeId theme, std::int64_t position) {
    test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.place_quote(model::QuoteId{id}, theme, position)); });
  };
  place(c, theme_, 0);
  EXPECT_THAT(order(), ElementsAre(c, a, b));
  place(c, theme_, 1);
  EXPECT_THAT(order(), ElementsAre(a, c, b));
  place(a, theme_, 99);
  EXPECT_THAT(order(), ElementsAre(c, b, a));
  place(b, other_, -1);
  EXPECT_THAT(order(), ElementsAre(c, a));
  EXPECT_EQ(quote(model::QuoteId{b}).theme, other_);
  place(b, {}, -1);
  EXPECT_FALSE(quote(model::QuoteId{b}).theme);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(test_.project.undo(test_.coder));
  EXPECT_THAT(order(), ElementsAre(a, b, c));
  expect_sound(test_.project);
}

TEST_F(QuotesStore, AQuoteMovesBetweenCollectionsAndGoesWithItsOwn) {
  const auto id = add(fresh());
  const auto stays = add(fresh(50, 55));
  model::CollectionId second;
  test_.perform([&](store::Writer& writer) {
    second = writer.add_quote_collection("Briefing").value();
    EXPECT_TRUE(writer.set_collection_attribution(second, " {pseudonym} ({role}) "));
    EXPECT_TRUE(writer.move_quote(id, second));
    EXPECT_TRUE(writer.set_quote_attribution(id, "{group}"));
  });
  EXPECT_EQ(quote(id).collection, second);
  EXPECT_EQ(quote(id).attribution, "{group}");
  EXPECT_EQ(test_.project.quote_collections().value()[1].attribution, "{pseudonym} ({role})");
  expect_sound(test_.project);
  test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.delete_quote_collection(second)); });
  ASSERT_EQ(test_.project.quotes().value().size(), 1u);
  EXPECT_EQ(test_.project.quotes().value()[0].id, stays);
  expect_sound(test_.project);
  ASSERT_TRUE(test_.project.undo(test_.coder));
  EXPECT_EQ(quote(id).attribution, "{group}");
  EXPECT_EQ(test_.project.quote_collections().value()[1].attribution, "{pseudonym} ({role})");
}

TEST_F(QuotesStore, ItGoesWithItsDocumentAndStaysWithoutItsThemeOrCoding) {
  const auto id = add(fresh());
  model::CodingId coding;
  test_.perform([&](store::Writer& writer) {
    coding = writer.add_coding(document_, range(36, 48), theme_, test_.coder).value();
  });
  test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.delete_coding(coding)); });
  EXPECT_EQ(quote(id).theme, theme_) << "a coding that goes takes no quote with it";
  test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.delete_code(theme_, store::DeleteCodings::kDelete)); });
  EXPECT_FALSE(quote(id).theme) << "without its theme it is not placed";
  EXPECT_EQ(quote(id).collection, collection_);
  ASSERT_TRUE(test_.project.undo(test_.coder));
  EXPECT_EQ(quote(id).theme, theme_);
  const auto before = test_.project.logical_dump().value();
  test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.delete_document(document_)); });
  EXPECT_TRUE(test_.project.quotes().value().empty());
  expect_sound(test_.project);
  ASSERT_TRUE(test_.project.undo(test_.coder));
  EXPECT_EQ(test_.project.logical_dump().value(), before);
  expect_sound(test_.project);
}

TEST_F(QuotesStore, AMergedThemesQuotesGoToTheOtherTheme) {
  const auto id = add(fresh());
  test_.perform([&](store::Writer& writer) { EXPECT_TRUE(writer.merge_codes({theme_}, other_)); });
  EXPECT_EQ(quote(id).theme, other_);
  expect_sound(test_.project);
}

TEST_F(QuotesStore, VerifyFindsWhatActsNeverMake) {
  const auto id = add(fresh());
  test_.perform([&](store::Writer& writer) { (void)writer.add_quote_collection("Second"); });
  auto& db = store::ProjectAccess::state(test_.project).db();
  db.exec("INSERT INTO set_member SELECT max(id), 'quote', " + std::to_string(id.value) + " FROM named_set");
  db.exec("UPDATE named_set SET name_key = 'report' WHERE kind = 'quote'");
  db.exec("INSERT INTO set_member SELECT max(id), 'document', 1 FROM named_set");
  db.exec("UPDATE quote SET status = 'printed'");
  db.exec("UPDATE quote_range SET end_at = 100000");
  const auto faults = faults_text(test_.project.verify().value());
  for (const char* wanted : {"quote in several collections", "quote collection", "member of another kind",
                             "unknown status of quote", "range: quote range"})
    EXPECT_THAT(faults, HasSubstr(wanted));
}

TEST_F(QuotesStore, ConsentIsReadByCaseAndSpeaker) {
  auto& db = store::ProjectAccess::state(test_.project).db();
  test_.perform([&](store::Writer& writer) { (void)writer.add_case("Parent 6"); });
  db.exec(
      "INSERT INTO consent (guid, case_id, interview, quotation, archive, assent, until_date, note, recorded_ms) "
      "VALUES "
      "(x'01', 1, 'given', 'given', 'unknown', 'unknown', '2031-12-31', '', 5),"
      "(x'02', 1, 'given', 'withdrawn', 'unknown', 'unknown', NULL, '', 9)");
  const auto consents = test_.project.consents().value();
  ASSERT_EQ(consents.size(), 2u);
  EXPECT_FALSE(consents[0].quotation_ends);
  EXPECT_EQ(consents[0].until, "2031-12-31");
  EXPECT_TRUE(consents[1].quotation_ends);
  EXPECT_EQ(consents[1].recorded_ms, 9);
}

}  // namespace
}  // namespace polyvocal::test
