#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/crosstab.hpp"
#include "base/error.hpp"
#include "model/passage_set.hpp"
#include "model/snapshot.hpp"

namespace polyvocal::analysis {

/// How several codes go together. Coders do not matter to it: what one coder coded can overlap another's coding.
enum class Combine {
  kAny,      ///< segments of any of the codes
  kAll,      ///< the longest stretches that every one of the codes covers; touching stretches are one
  kNear,     ///< segments of the first code within `near` passages of a segment of each other code
  kOverlap,  ///< segments of the first code that overlap a segment of every other code
  kWithout,  ///< segments of the first code that overlap none of the others
};

struct RetrievalSpec {
  std::vector<model::CodeId> codes;  ///< empty = all codes (kAny only)
  Combine combine = Combine::kAny;
  std::int64_t near = 0;  ///< difference of passage numbers: 0 = the same passage, 1 = also the next one; >= 0
  RollUp roll_up = RollUp::kRolledUp;
  std::vector<model::CoderId> coders;  ///< empty = all; whose codings are looked at, for every code
  /// Attribute and the value asked for (folded equality; "" = no value). Those of cases must all hold for one case of
  /// the segment, those of documents for its document. They restrict the result, not the codings it is compared with.
  std::vector<std::pair<model::AttributeId, std::string>> where;
  std::vector<model::DocumentId> documents;  ///< empty = all
};

/// One retrieved stretch. Codings of the same coder and range that differ only in code are one segment with several
/// codes.
struct Segment {
  std::size_t document_index = 0;
  text::CodePointRange range;
  /// Indices in Snapshot::codes.codes(), ascending, distinct: only codes that were asked for (or lie below one); with
  /// kNear, kOverlap and kWithout those of the first code, with kAll those of all codings that share in the stretch.
  std::vector<std::uint32_t> codes;
  std::vector<model::CodingId> codings;  ///< in the chunk's order
  /// Index in Snapshot::coders; DocumentChunk::kNone for a stretch (kAll) that several coders' codings make.
  std::uint32_t coder = 0;
  std::vector<std::uint32_t> cases;  ///< indices in Snapshot::cases of the spans it overlaps, by start
  std::size_t first_passage = 0;     ///< index in the chunk; 0 if the document has none
  std::size_t last_passage = 0;
};

/// Segments by document order of the snapshot, then start, end, coder. Any thread. Errors: kNotFound for a code, coder,
/// attribute or document that the snapshot lacks; kInvalidArgument for a negative `near`, no code with a combination
/// other than kAny, or an attribute of units.
base::Result<std::vector<Segment>> retrieve(const model::Snapshot& snapshot, const RetrievalSpec& spec);

/// Passages that a coding of `code` (or a descendant, if rolled up) overlaps; empty for an unknown code.
model::PassageSet passages_with_code(const model::Snapshot& snapshot, model::CodeId code, RollUp roll_up);
/// Passages that no coding touches.
model::PassageSet uncoded_passages(const model::Snapshot& snapshot);

/// Direct and rolled-up number of codings (each coding once, also where several make one segment), and of cases that a
/// coding overlaps, for each code: parallel to snapshot.codes.codes().
struct CodeCount {
  std::int64_t direct = 0;
  std::int64_t rolled_up = 0;
  std::int64_t cases = 0;  ///< distinct, rolled up
};
std::vector<CodeCount> code_counts(const model::Snapshot& snapshot);

}  // namespace polyvocal::analysis
