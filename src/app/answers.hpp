#pragma once

#include <vector>

#include "app/session.hpp"
#include "app/tables.hpp"
#include "text/offset.hpp"

namespace polyvocal::app {

/// What was answered to one question, wherever it was asked.
struct Answers {
  std::string question;  ///< the interviewer's words, on one line
  /// One a turn of a participant, from the question to the interviewer's next turn: in the documents' order by name.
  /// `codes` and `coding_guids` are empty.
  std::vector<SegmentView> turns;
  std::vector<model::DocumentId> documents;  ///< parallel to turns
  std::int64_t asked_in = 0;                 ///< documents in which the question was found
};

/// How much of the shorter question's words the other must share (Szymkiewicz-Simpson overlap of the sets of folded
/// words), so that small changes of wording by the interviewer do not hide an answer.
inline constexpr double kSameQuestion = 0.75;

/// The question at a place of a document is the interviewer's turn there, or the last one before it. Others' turns are
/// the same question if they overlap with it by kSameQuestion and are neither less than half nor more than twice as
/// long. Errors: kNotFound (no interviewer's turn there), kCancelled, those of reading.
base::Result<Answers> answers_to(Session& session, model::DocumentId document, text::CodePointOffset place,
                                 const base::Progress& progress = {});

}  // namespace polyvocal::app
