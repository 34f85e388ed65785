#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/attribute.hpp"
#include "model/case.hpp"
#include "model/code.hpp"
#include "model/document.hpp"
#include "model/ids.hpp"
#include "model/named_set.hpp"
#include "text/offset.hpp"

namespace polyvocal::model {

/// A stretch of a document that belongs to a case: a speaker's turn, or the whole document if the case is linked to it
/// whole. Spans of different cases may overlap (a shared document), spans of one case do not.
struct CaseSpan {
  text::CodePointRange range;
  std::uint32_t case_index = 0;  ///< index in Snapshot::cases
};

/// One document's part of a snapshot: columns of equal length, sorted by (start, end, id).
struct DocumentChunk {
  DocumentId document;
  std::vector<std::int64_t> start;  ///< code points
  std::vector<std::int64_t> end;
  std::vector<std::uint32_t> code;   ///< index in Snapshot::codes.codes()
  std::vector<std::uint32_t> coder;  ///< index in Snapshot::coders
  std::vector<Origin> origin;
  std::vector<CodingId> id;
  std::vector<CaseSpan> case_spans;         ///< by start
  std::vector<std::int64_t> passage_start;  ///< whole.start of each passage, ascending
  std::vector<std::int64_t> passage_end;    ///< whole.end
  std::vector<PassageId> passage_id;
  std::vector<std::uint32_t> passage_speaker;  ///< index in `speakers`, or kNone
  std::vector<Speaker> speakers;
  std::vector<std::uint32_t> word_start;  ///< code point of each word's start, ascending; empty if not loaded
  bool words_loaded = false;

  std::size_t codings() const { return start.size(); }
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
};

/// An immutable picture of a project at one history sequence: codings, segments, cases, units, attributes, codes. No
/// text. Chunks are shared between successive snapshots where an act did not touch them. Any number of threads.
struct Snapshot {
  std::int64_t sequence = 0;  ///< of the last history entry it shows
  std::string project_title;
  std::string language;
  std::vector<Document> documents;                           ///< by id
  std::vector<std::shared_ptr<const DocumentChunk>> chunks;  ///< parallel to documents; never null
  CodeTree codes;
  std::vector<Coder> coders;                                 ///< by id
  std::vector<Case> cases;                                   ///< by id
  std::vector<Unit> units;                                   ///< by id
  std::vector<Attribute> attributes;                         ///< by id
  std::vector<NamedSet> sets;                                ///< by id
  std::vector<std::vector<AttributeValue>> document_values;  ///< parallel to documents

  std::size_t document_index(DocumentId id) const;  ///< npos if absent
  std::size_t case_index(CaseId id) const;
  std::size_t coder_index(CoderId id) const;
  const Attribute* find_attribute(std::string_view name, AttributeTarget target) const;  ///< folded; nullptr if absent
  /// The value's text of a case, empty if missing or not applicable.
  std::string_view case_value(std::size_t case_index, AttributeId attribute) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// Number of words that start inside `range`. Precondition: chunk.words_loaded.
std::int64_t words_in(const DocumentChunk& chunk, text::CodePointRange range);

}  // namespace polyvocal::model
