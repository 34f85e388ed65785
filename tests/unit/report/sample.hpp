#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/quote.hpp"
#include "report/writers.hpp"

namespace polyvocal::report {

/// Texts that break careless writers; each valid UTF-8 without characters that XML forbids, on one line.
const std::vector<std::string>& nasty_lines();

/// Two levels of sections; every nasty line is a quote's whole text once, in order, in the section "Nasty & <odd>";
/// then a quote of two paragraphs with context, and one that is not verbatim.
model::QuoteCollection sample_collection();
/// Three columns, the last two numeric; indented rows, a total, notes.
Table sample_table();

/// The parts of a ZIP archive by name, and their names in order.
struct Archive {
  std::map<std::string, std::string> parts;
  std::vector<std::string> order;
};
Archive unzip(const std::filesystem::path& path);

}  // namespace polyvocal::report
