#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/ids.hpp"
#include "text/offset.hpp"

namespace polyvocal::model {

/// A quotation ready to be printed: everything resolved to text.
struct QuoteRecord {
  std::string quote_id;        ///< stable: the same stretch of the same document has the same id in every export
  std::string text;            ///< verbatim; paragraphs separated by LF
  std::string context_before;  ///< whole passages, empty if not asked for
  std::string context_after;
  std::string attribution;  ///< "Parent 6", by the attribution rule
  std::string document;
  std::string case_name;
  std::string group;
  std::string speaker;
  std::string unit;
  text::CodePointRange range;      ///< in the document's stored text
  std::int64_t turn = 0;           ///< 1-based number of the first turn
  std::vector<std::string> codes;  ///< paths
  std::string coder;
  bool verbatim = true;  ///< false for interviewers' notes
};

struct QuoteSection {
  std::string heading;              ///< a theme's path or a group
  std::string description;          ///< the code's definition, may be empty
  int level = 1;                    ///< 1 = outermost
  std::vector<QuoteRecord> quotes;  ///< may be empty
  std::int64_t cases = 0;           ///< how many different cases the quotes come from
};

struct QuoteCollection {
  std::string title;
  std::string subtitle;   ///< what was selected, in words
  std::string statement;  ///< what the export gate checked and did not
  std::string language;   ///< BCP 47
  std::vector<QuoteSection> sections;
};

}  // namespace polyvocal::model
