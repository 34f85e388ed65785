#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/uuid.hpp"
#include "model/ids.hpp"
#include "text/offset.hpp"

namespace polyvocal::model {

enum class MemoKind {
  kAnalytic,
  kMethodological,
  kReflexive,
  kDefining,  ///< says what a theme means
};

enum class MemoPlace {
  kProject,  ///< of the whole study: also where a memo goes when what it was about is deleted
  kDocument,
  kCase,
  kUnit,
  kCode,
  kCoding,
  kRange,  ///< words of a document, coded or not
  kOther,  ///< something this program has no page for; the memo is kept and shown
};

/// What a memo is about: one thing.
struct MemoTarget {
  MemoPlace place = MemoPlace::kProject;
  std::int64_t id = 0;         ///< the thing's key; 0 for the project and, when it is asked for, a range
  DocumentId document{};       ///< of a coding, a range, a document; zero otherwise
  text::CodePointRange range;  ///< of a coding or a range

  static MemoTarget project() { return {}; }
  static MemoTarget of(DocumentId id) { return {MemoPlace::kDocument, id.value, id, {}}; }
  static MemoTarget of(CaseId id) { return {MemoPlace::kCase, id.value, {}, {}}; }
  static MemoTarget of(UnitId id) { return {MemoPlace::kUnit, id.value, {}, {}}; }
  static MemoTarget of(CodeId id) { return {MemoPlace::kCode, id.value, {}, {}}; }
  static MemoTarget of(CodingId id) { return {MemoPlace::kCoding, id.value, {}, {}}; }
  static MemoTarget of(DocumentId document, text::CodePointRange range) {
    return {MemoPlace::kRange, 0, document, range};
  }
};

/// What a memo was on before that was deleted or merged away.
struct MemoOrigin {
  MemoPlace place = MemoPlace::kOther;
  std::string name;  ///< of the thing; of a coding its code's, of a range its document's; may be empty
};

/// A researcher's note. Its words are a person's work: nothing but delete_memo() takes them away.
struct Memo {
  MemoId id;
  base::Uuid guid;
  MemoKind kind = MemoKind::kAnalytic;
  std::string title;  ///< one line; may be empty
  std::string body;   ///< empty also where it was not asked for
  MemoTarget on;
  std::optional<MemoOrigin> was_on;  ///< until a person hangs it elsewhere
  CoderId coder;
  std::int64_t created_ms = 0;
  std::int64_t changed_ms = 0;  ///< of title, kind or body
};

/// An entry of the decision log, which people write: what was decided on a day, and why.
struct Decision {
  DecisionId id;
  base::Uuid guid;
  std::int64_t decided_ms = 0;  ///< midnight UTC of the day
  std::string text;             ///< one line
  std::string reason;           ///< may be empty
  CoderId coder;
};

}  // namespace polyvocal::model
