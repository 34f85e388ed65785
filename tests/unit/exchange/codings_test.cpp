#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/tables.hpp"

namespace polyvocal::exchange {
namespace {

using testing::ElementsAre;

std::vector<CodingRow> read(const Rows& rows) {
  auto codings = read_codings(rows);
  if (codings) return std::move(*codings);
  ADD_FAILURE() << base::error_name(codings.error().code) << " " << codings.error().param("detail");
  return {};
}

std::string refusal(const Rows& rows) {
  const auto codings = read_codings(rows);
  if (codings) return "read";
  return std::string(base::error_name(codings.error().code)) + " " + std::string(codings.error().param("row")) + " " +
         std::string(codings.error().param("detail"));
}

TEST(Codings, EverySpellingOfAColumnIsKnown) {
  for (const char* code : {"code", "Path", "THEME"}) {
    for (const char* document : {"document", "transcript", "File"}) {
      for (const char* words : {"text", "words", "Quote"}) {
        const auto row = read({{"coder", code, document, words}, {"EM", "A > B", "Parent 1", "so that's five"}}).at(0);
        EXPECT_THAT((std::vector{row.coder, row.code, row.document, row.text}),
                    ElementsAre("EM", "A > B", "Parent 1", "so that's five"))
            << code << " " << document << " " << words;
      }
    }
  }
  for (const char* participant : {"participant", "Case"}) {
    const auto row = read({{"code", participant, "text"}, {"A", "P1", "w"}}).at(0);
    EXPECT_EQ(row.participant, "P1") << participant;
    EXPECT_EQ(row.document, "");
    EXPECT_EQ(row.coder, "") << "nobody is named: who acts";
  }
}

TEST(Codings, PlacesAreWholeNumbersOrNone) {
  const auto rows = read({{"code", "document", "start", "end"},
                          {"A", "d", "0", "17"},
                          {"A", "d", " 5 ", "9"},
                          {"A", "d", "5.0", "9"},
                          {"A", "d", "", "9"},
                          {"A", "d", "-3", "9"},
                          {"A", "d", "12a", "99999999999999999999"},
                          {"A", "d"}});
  std::vector<std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>> places;
  for (const auto& row : rows) places.emplace_back(row.start, row.end);
  const auto place = [](std::optional<std::int64_t> start, std::optional<std::int64_t> end) {
    return std::pair(start, end);
  };
  EXPECT_THAT(places, ElementsAre(place(0, 17), place(5, 9), place({}, 9), place({}, 9), place(-3, 9), place({}, {}),
                                  place({}, {})));
}

TEST(Codings, RowsWithFaultsAreHandedOnWithTheirNumber) {
  const auto rows = read({{"code", "document", "text"}, {"", "d", "w"}, {}, {"A", "", "w"}, {"A", "d", ""}});
  std::vector<std::int64_t> numbers;
  for (const auto& row : rows) numbers.push_back(row.row);
  EXPECT_THAT(numbers, ElementsAre(2, 4, 5));
}

TEST(Codings, WordsKeepWhatStandsInsideThem) {
  const auto row = read({{"code", "document", "text"}, {"A", "d", " He said,\n\"no  more\" "}}).at(0);
  EXPECT_EQ(row.text, "He said,\n\"no  more\"");
}

TEST(Codings, RefusalsNameWhatIsMissing) {
  EXPECT_EQ(refusal({}), "empty-file  ");
  EXPECT_EQ(refusal({{"document", "text"}}), "bad-table 1 no-code-column");
  EXPECT_EQ(refusal({{"code", "text"}}), "bad-table 1 no-document-column");
  EXPECT_EQ(refusal({{"code", "document"}}), "bad-table 1 no-place-columns");
  EXPECT_EQ(refusal({{"code", "document", "start"}}), "bad-table 1 no-place-columns");
  EXPECT_EQ(refusal({{"code", "document", "text", "Text"}}), "bad-table 1 repeated-column");
}

}  // namespace
}  // namespace polyvocal::exchange
