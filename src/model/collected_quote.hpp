#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "model/ids.hpp"
#include "text/offset.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::model {

enum class QuoteStatus { kDraft, kChecked, kApproved };
enum class QuoteEditKind {
  kOmission,       ///< the words of the range are shown as [...]
  kClarification,  ///< [text] stands for the words of the range, or, where that is empty, between two words
};

struct QuoteEdit {
  QuoteEditKind kind = QuoteEditKind::kOmission;
  text::CodePointRange range;  ///< in the document's text, inside its QuoteRange; empty only for a clarification
  std::string text;            ///< of a clarification, without its brackets; else empty
  friend bool operator==(const QuoteEdit&, const QuoteEdit&) = default;
};

/// A stretch of the document's text that is quoted, with what is done to it. What is left out stays linked: the range
/// never shrinks for it.
struct QuoteRange {
  text::CodePointRange range;    ///< not empty
  std::vector<QuoteEdit> edits;  ///< by start, end; they do not overlap
  friend bool operator==(const QuoteRange&, const QuoteRange&) = default;
};

/// A quote of a collection as it is stored.
struct CollectedQuote {
  QuoteId id;
  base::Uuid guid;
  DocumentId document;
  CollectionId collection;  ///< zero = of none
  CodeId theme;             ///< the section it stands in; zero = not placed yet
  std::int64_t position = 0;
  QuoteStatus status = QuoteStatus::kDraft;
  std::string attribution;  ///< a rule of its own; empty = the collection's
  CoderId coder;            ///< who gave it its words or its status last
  std::int64_t created_ms = 0;
  std::int64_t changed_ms = 0;     ///< when that was
  std::string text_hash;           ///< SHA-256 (bytes) of quoted_words() at that time; empty = unknown
  std::vector<QuoteRange> ranges;  ///< in the order in which they are quoted
};

struct QuoteCollectionHead {
  CollectionId id;
  base::Uuid guid;
  std::string name;         ///< unique among collections
  std::string attribution;  ///< rule; empty = the program's
};

/// The quoted stretches without any edit, one a line: what drift is measured by.
std::string quoted_words(const std::vector<QuoteRange>& ranges, const text::OffsetMap& map);

/// Whose turn a range of a quote lies in.
struct QuoteVoice {
  std::int64_t turn = 0;      ///< 0-based
  text::CodePointRange body;  ///< of the turn
  std::string label;          ///< how the voice is called where a quote has several
};

enum class PieceKind {
  kWords,          ///< exactly the document's words at `range`
  kOmission,       ///< "[...]"; `range` = what is left out between quoted words
  kClarification,  ///< "[text]"; `range` = what it stands for, may be empty
  kVoice,          ///< "LABEL: " at a line's start, where several speak
  kSpace,          ///< " " between two of the above
  kBreak,          ///< LF: another turn
};
struct QuotePiece {
  PieceKind kind = PieceKind::kWords;
  std::string text;
  text::CodePointRange range;
  friend bool operator==(const QuotePiece&, const QuotePiece&) = default;
};

/// A quote as it is printed. Every piece of kind kWords is a slice of the text inside one of the ranges and outside
/// their edits; in order these pieces are all of what is quoted, but for white space between two marks. Whatever lies
/// between two ranges, or between a range and its turn's end where the quote goes on, is marked as an omission unless
/// it is white space. Edits that overlap others or reach over their range are cut. `voices`: parallel to `ranges`, or
/// empty if nothing is known of turns.
std::vector<QuotePiece> render_quote(const std::vector<QuoteRange>& ranges, const text::OffsetMap& map,
                                     const std::vector<QuoteVoice>& voices = {});
std::string text_of(const std::vector<QuotePiece>& pieces);

// Changes of a quote's edits, as pure functions of its ranges. `where` may reach over several ranges; only what lies
// inside them counts.
/// Leaves words out. Clarifications inside go; omissions that touch or overlap become one.
std::vector<QuoteRange> with_omission(std::vector<QuoteRange> ranges, text::CodePointRange where);
/// Puts [words] in the place of `where`, or at it if it is empty. Edits that it overlaps go.
std::vector<QuoteRange> with_clarification(std::vector<QuoteRange> ranges, text::CodePointRange where,
                                           std::string words);
/// Takes every edit back that overlaps or touches `where`.
std::vector<QuoteRange> restored(std::vector<QuoteRange> ranges, text::CodePointRange where);

}  // namespace polyvocal::model
