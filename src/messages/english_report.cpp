#include "messages/catalogue.hpp"

namespace polyvocal::messages {

const std::vector<Entry>& english_report() {
  static const std::vector<Entry> kCatalogue = {
      // quote collections and tables that are written for reading
      {"report.contents", "Contents"},
      {"report.section", "{quotes} {from}"},
      {"report.notes", "from interview notes, not verbatim"},
      {"report.about", "About"},
      {"report.quotes-sheet", "Quotes"},
      {"report.table-sheet", "Table"},
      {"report.number-of-rows", "Rows: {count}"},
      {"report.made-with", "Made with Polyvocal"},
      {"report.cut", "[cut here: a spreadsheet cell holds no more]"},
      {"report.cut-cells", "Texts cut because a spreadsheet cell holds at most 32,767 characters: {count}"},
      {"report.collection", "{quotes} {from}: {what}"},
      {"report.all-codes", "all codes"},
      {"report.coded-by", "coded by {coder}"},
      {"report.base", "n = {cases}"},
      {"report.base-units", "n = {cases}, units {units}"},
      {"measure.segments", "segments"},
      {"measure.cases", "cases"},
      {"measure.documents", "documents"},
      {"measure.words", "words"},
      {"measure.characters", "characters"},
      {"percent.row", "{measure}, per cent of the row"},
      {"percent.column", "{measure}, per cent of the column"},
      {"percent.cases", "{measure}, per cent of the group's cases"},
      // how many: parts of longer sentences, also in the window and on the command line
      {"count.segments", "{count} segment", "{count} segments"},
      {"count.in-cases", "in {count} case", "in {count} cases"},
      {"count.in-units", "in {count} unit", "in {count} units"},
      {"count.cases", "{count} case", "{count} cases"},
      {"count.units", "{count} unit", "{count} units"},
      {"count.documents", "{count} document", "{count} documents"},
      {"count.turns", "{count} turn", "{count} turns"},
      {"count.words", "{count} word", "{count} words"},
      {"count.codings", "{count} coding", "{count} codings"},
      {"count.quotes", "{count} quotation", "{count} quotations"},
      {"count.from-participants", "from {count} participant", "from {count} participants"},
      {"count.passages", "{count} passage", "{count} passages"},
  };
  return kCatalogue;
}

}  // namespace polyvocal::messages
