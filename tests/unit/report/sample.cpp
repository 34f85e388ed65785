#include "sample.hpp"

#include <gtest/gtest.h>
#include <zip.h>

namespace polyvocal::report {

const std::vector<std::string>& nasty_lines() {
  static const std::vector<std::string> kLines = {
      "plain words",
      "a < b && b > c, \"so\" it's said <script>alert(1)</script>",
      "=HYPERLINK(\"http://example.org\",\"x\")",
      "+1",
      "-5 is cold",
      "@home",
      "مرحبا بكم في المدينة",
      "שלום (Peter) אמר",
      "日本語の文章です",
      "family 👨‍👩‍👧 and 😀",
      "e\u0301 and é",
      "*not bold* _nor this_ `code` [link](http://x.y) # no heading | cell ~~gone~~ $x$ \\ back",
      "1. not a list",
      "- not a list either",
      "--- ",
      "&amp; is not &",
      "]]> and <!-- and -->",
      "_x0041_ stays",
      "a,b;c\ttab",
      "  blanks at both ends ",
      "she waited... and -- then -- '' nothing",
      "Term: definition",
      "[^1]: a footnote, ![a picture](x) and <https://x.org>",
      "we met at www.example.org or a@b.org, https://example.org/x",
  };
  return kLines;
}

model::QuoteCollection sample_collection() {
  model::QuoteCollection collection;
  collection.title = "Support & <care>: \"what helps\"";
  collection.subtitle = "All themes; group = families";
  collection.statement = "Known names were checked.\nPatterns were checked.";
  collection.language = "en-GB";
  model::QuoteSection outer;
  outer.heading = "Nasty & <odd>";
  outer.description = "=What *this* is";
  outer.level = 1;
  outer.cases = 1;
  std::int64_t number = 0;
  for (const auto& line : nasty_lines()) {
    model::QuoteRecord quote;
    ++number;
    quote.quote_id = "q-" + std::to_string(number);
    quote.text = line;
    quote.attribution = "Parent " + std::to_string(number);
    quote.document = "family-01.docx";
    quote.case_name = "Case <1>";
    quote.group = "families";
    quote.unit = "=unit";
    quote.speaker = "P1";
    quote.range = {text::CodePointOffset(number * 10), text::CodePointOffset(number * 10 + 5)};
    quote.turn = number;
    quote.codes = {"A > B", "C"};
    quote.coder = "anna";
    outer.quotes.push_back(quote);
  }
  collection.sections.push_back(outer);
  model::QuoteSection inner;
  inner.heading = "Inner";
  inner.level = 2;
  inner.cases = 2;
  model::QuoteRecord two;
  two.quote_id = "q-two";
  two.text = "First paragraph.\nSecond, with \"quotes\".";
  two.context_before = "Interviewer: before?";
  two.context_after = "Interviewer: after.";
  two.attribution = "Manager 2";
  inner.quotes.push_back(two);
  model::QuoteRecord note;
  note.quote_id = "q-note";
  note.text = "She spoke of her brother.";
  note.attribution = "אם 3";
  note.verbatim = false;
  inner.quotes.push_back(note);
  collection.sections.push_back(inner);
  model::QuoteSection empty;
  empty.heading = "Empty";
  empty.level = 9;
  collection.sections.push_back(empty);
  return collection;
}

Table sample_table() {
  Table table;
  table.title = "Codes by <group>";
  table.header = {"segments", "families (n = 3)", "=staff"};
  table.numeric = {false, true, true};
  table.rows = {{{"Workload", "12", "-3"}, 0, false},
                {{"日本 | shift", "5 (42%)", "2.5"}, 1, false},
                {{"=SUM(A1)", "007"}, 2, false},
                {{"Total", "24", "1"}, 0, true}};
  table.notes = {"Cases & units are counted once.", "n: cases"};
  return table;
}

Archive unzip(const std::filesystem::path& path) {
  Archive archive;
  int error = 0;
  zip_t* zip = zip_open(path.string().c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error);
  EXPECT_NE(zip, nullptr) << "zip error " << error;
  if (zip == nullptr) return archive;
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
    zip_stat_t status;
    EXPECT_EQ(zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &status), 0);
    std::string content(static_cast<std::size_t>(status.size), '\0');
    zip_file_t* file = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
    EXPECT_NE(file, nullptr);
    EXPECT_EQ(zip_fread(file, content.data(), content.size()), static_cast<zip_int64_t>(content.size()));
    EXPECT_EQ(zip_fclose(file), 0);
    archive.order.emplace_back(status.name);
    archive.parts[status.name] = std::move(content);
  }
  zip_discard(zip);
  return archive;
}

}  // namespace polyvocal::report
