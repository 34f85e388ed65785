#include <array>

#include "report/phrases_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr std::array<messages::Entry, 13> kEnglish = {{
    {"report.contents", "Contents"},
    {"report.quotes-one", "1 quotation"},
    {"report.quotes-many", "{count} quotations"},
    {"report.from-one", " from 1 participant"},
    {"report.from-many", " from {count} participants"},
    {"report.notes", "from interview notes, not verbatim"},
    {"report.about", "About"},
    {"report.quotes-sheet", "Quotes"},
    {"report.table-sheet", "Table"},
    {"report.number-of-rows", "Rows"},
    {"report.made-with", "Made with Polyvocal"},
    {"report.cut", "[cut here: a spreadsheet cell holds no more]"},
    {"report.cut-cells", "Texts cut because a spreadsheet cell holds at most 32,767 characters"},
}};

}  // namespace

std::string phrase(std::string_view key, const messages::Params& params) {
  if (messages::has(key)) return messages::message(key, params);
  for (const auto& entry : kEnglish) {
    if (entry.key != key) continue;
    std::string text(entry.text);
    for (const auto& [name, value] : params) {
      const std::string slot = "{" + name + "}";
      if (const auto at = text.find(slot); at != std::string::npos) text.replace(at, slot.size(), value);
    }
    return text;
  }
  return std::string(key);
}

std::string section_note(const model::QuoteSection& section) {
  const auto counted = [](std::int64_t count, std::string_view one, std::string_view many) {
    return count == 1 ? phrase(one) : phrase(many, {{"count", std::to_string(count)}});
  };
  const auto quotes = static_cast<std::int64_t>(section.quotes.size());
  if (quotes == 0) return {};
  std::string note = counted(quotes, "report.quotes-one", "report.quotes-many");
  if (section.cases > 0) note += counted(section.cases, "report.from-one", "report.from-many");
  return note;
}

}  // namespace polyvocal::report
