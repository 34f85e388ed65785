#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::text {

/// What an importer hands over for one paragraph, cue or table row, before turns are known. UTF-8, valid, without '\n'
/// in `text` of paragraphs (a cue may hold some: they become blanks).
struct RawBlock {
  enum class Kind {
    kParagraph,  ///< a line of a plain text or a paragraph of a rich one; may be empty
    kHeading,    ///< `level` 1..6
    kCue,        ///< subtitle cue: text and times; `speaker` if the format says who
    kRow,        ///< row of a table of turns: `speaker` as the column says
  };
  Kind kind = Kind::kParagraph;
  std::string text;
  std::string speaker;                 ///< as the format states it; empty = unknown
  int level = 0;                       ///< headings
  std::int64_t bold_prefix_bytes = 0;  ///< how many bytes at the start are bold (labels often are)
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
};

/// A turn in the stored text. `whole` covers label and body; `body` is what was said. body.end == whole.end.
/// Turns ascend, do not overlap, and together with gaps (headings, blank lines, front matter) cover the text.
struct Turn {
  CodePointRange whole;
  CodePointRange body;
  std::string speaker;  ///< the merged spelling of the label; empty = no one named (front matter, notes)
  std::string role;     ///< what stood in brackets after the name: "Name (role):"; empty = none
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
};

/// A point of the text that has a time.
struct SyncPoint {
  CodePointOffset at;
  std::int64_t ms = 0;
};

/// One speaker label as recognised: the spelling shown, every spelling merged into it, how often, and how it was
/// written.
struct SpeakerLabel {
  std::string name;
  std::vector<std::string> spellings;
  std::int64_t turns = 0;
  std::string style;  ///< "name-colon", "bold-name", "heading", "line", "line-time", "time-name", "brackets", "tab",
                      ///< "voice", "column"
};

enum class SpeakerMode {
  kAuto,   ///< recognise
  kNone,   ///< the whole text is one passage a paragraph; no labels are looked for
  kGiven,  ///< only the labels in `speakers` count, in whatever style they occur
};

struct TurnOptions {
  SpeakerMode mode = SpeakerMode::kAuto;
  /// For kGiven, and as hints for kAuto: labels as a person wrote them, one a line, "label = name" to rename.
  std::vector<std::string> speakers;
  /// Labels that are recognised but name nobody, in any spelling: their lines go on with the turn before.
  std::vector<std::string> nobody = {};
  std::string language;
};

struct Transcript {
  std::string text;  ///< blocks joined by LF. Plain text comes out byte for byte. Cues and rows lose their label (it is
                     ///< data) and the cues of one turn are joined by a blank.
  std::vector<Turn> turns;
  std::vector<SyncPoint> times;
  std::vector<SpeakerLabel> speakers;
  std::vector<std::string> warnings;  ///< message keys with a parameter behind '=': "label-merged=Interviewer 1 :"
};

/// Recognises who speaks. Styles: `Name: text`, `Name (role): text`, `**Name:** text`, `### Name：`, a label alone on a
/// line, `Name  0:21` on a line, `[00:01:02] NAME`, `Q2 Chair:` (the speaker is "Chair"), `<v Name>`, `[Name]:` in
/// cues, `NAME<TAB>text`, two or more labelled turns on one line or in one cue. A candidate label is accepted by
/// evidence over the whole document (it recurs, it is short, it alternates with others, it is not an ordinary
/// sentence's start like "Note:" or "For example:"), never from one line alone. Front matter ("Date: ...") names
/// nobody. Where every line begins with an id of its own, the ids are no speakers: one turn a line, the id outside its
/// body. Paragraphs without a label continue the turn; blank lines do not end it. Headings that are not labels end it,
/// and so does what is set off like a label but names nobody ("**Break:** [15:28]"). Times between words ("[00:05:10]",
/// "#00:01:02-3#") become sync points as long as they run forward.
/// Pure function; any thread.
Transcript recognise_turns(const std::vector<RawBlock>& blocks, const TurnOptions& options);

}  // namespace polyvocal::text
