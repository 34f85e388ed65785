#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/session.hpp"

namespace polyvocal::app {

/// A document with its attributes put into words.
struct DocumentView {
  model::Document document;
  std::vector<std::pair<std::string, model::AttributeValue>> values;  ///< by attribute name, in the project's order
};
/// All documents, by name order. Errors: those of reading.
base::Result<std::vector<DocumentView>> document_views(const store::Project& project);

struct UnmatchedDocument {
  std::int64_t row = 0;  ///< as a person counts it; the header is row 1
  std::string document;
  std::string reason;  ///< message key: "no-such-document", "repeated-document", "value-does-not-fit"
  std::string column;  ///< of a value that does not fit
  std::string value;
};

struct DocumentAttributesReport {
  std::vector<DocumentView> documents;  ///< those that rows were found for, as the import leaves them, in table order
  /// Rows that were left out, or that had a value left out.
  std::vector<UnmatchedDocument> unmatched;
  /// Names that an attribute of participants has too: tables, conditions and attributions take the participants'.
  std::vector<std::string> shadowed;
};

/// Imports a table of documents' attributes as one act. Attributes met again keep their type, and values not in the
/// table stay. Of two rows for one document the first counts. Errors: those of the table reader, kBadTable.
base::Result<DocumentAttributesReport> import_document_attributes(Session& session, const std::filesystem::path& file,
                                                                  Apply apply);

}  // namespace polyvocal::app
