#include "report/phrases_internal.hpp"

namespace polyvocal::report {

std::string section_note(const model::QuoteSection& section) {
  const auto quotes = static_cast<std::int64_t>(section.quotes.size());
  if (quotes == 0) return {};
  const std::string counted = messages::counted("count.quotes", quotes);
  if (section.cases == 0) return counted;
  return messages::message(
      "report.section", {{"quotes", counted}, {"from", messages::counted("count.from-participants", section.cases)}});
}

}  // namespace polyvocal::report
