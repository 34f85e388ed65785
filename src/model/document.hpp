#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/uuid.hpp"
#include "model/ids.hpp"
#include "text/offset.hpp"

namespace polyvocal::model {

enum class DocumentKind {
  kRecorded,  ///< a transcript of a recording
  kNotes,     ///< an interviewer's notes: never quoted as verbatim
};

/// A transcript without its text.
struct Document {
  DocumentId id;
  base::Uuid guid;
  std::string name;      ///< unique in the project
  std::string language;  ///< BCP 47
  std::string format;    ///< as the importer named it: "docx"
  std::string encoding;  ///< of the file it came from; empty if the format fixes it
  DocumentKind kind = DocumentKind::kRecorded;
  RevisionId revision;  ///< the current text
  std::int64_t code_points = 0;
  std::int64_t words = 0;
  std::int64_t turns = 0;
  std::int64_t created_ms = 0;
};

/// Who speaks, in one document. Interviewers are nobody's case.
enum class SpeakerRole { kParticipant, kInterviewer, kOther };

struct Speaker {
  SpeakerId id;
  DocumentId document;
  std::string label;  ///< as written in the transcript
  SpeakerRole role = SpeakerRole::kParticipant;
  CaseId case_id;  ///< zero = not linked
};

/// A passage: one turn of a document's current revision.
struct Passage {
  PassageId id;
  DocumentId document;
  std::int64_t index = 0;      ///< 0-based, in text order
  text::CodePointRange whole;  ///< with its label
  text::CodePointRange body;   ///< what was said
  SpeakerId speaker;           ///< zero = nobody named
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
};

/// A document about to be stored: the text with its turns by speaker label.
struct NewDocument {
  std::string name;
  std::string language;
  std::string format;
  std::string encoding;
  DocumentKind kind = DocumentKind::kRecorded;
  std::string text;
  struct NewTurn {
    text::CodePointRange whole;
    text::CodePointRange body;
    std::string speaker;  ///< empty = nobody named
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    std::int64_t words = 0;  ///< of the body
  };
  std::vector<NewTurn> turns;
  std::vector<std::pair<std::int64_t, std::int64_t>> times;   ///< code point, milliseconds; ascending
  std::vector<std::pair<std::string, SpeakerRole>> speakers;  ///< in order of first turn
  std::vector<std::int64_t> word_starts;  ///< code point of each word's start in the whole text, ascending
  std::string import_record;              ///< JSON: encoding, edits, warnings (no path: it may hold a name)
};

}  // namespace polyvocal::model
