#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/presenter/palette.hpp"
#include "model/document.hpp"
#include "model/ids.hpp"
#include "text/offset.hpp"

namespace polyvocal::gui {

/// One turn as the page shows it: `whole` is drawn only in its `body`; the label stands in the margin.
struct PageTurn {
  text::CodePointRange whole;
  text::CodePointRange body;
  std::uint32_t speaker = kNobody;  ///< index in PageText::speakers
  std::optional<std::int64_t> start_ms;
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
};

struct PageSpeaker {
  std::string label;
  model::SpeakerRole role = model::SpeakerRole::kParticipant;
  Mark mark = Mark::kNone;              ///< of the speaker's participant group
  std::optional<std::size_t> hue = {};  ///< the label's; unset: that of all labels
};

/// What does not change while a document is coded: its text and turns. Immutable; shared with the canvas.
struct PageText {
  model::DocumentId document;
  std::string name;
  std::string language;  ///< BCP 47
  std::string text;      ///< UTF-8, LF
  std::vector<PageTurn>
      turns;  ///< by start; text between turns (headings, front matter) belongs to no turn and is drawn too
  std::vector<PageSpeaker> speakers;
};

/// One coding as it is drawn.
struct PageCoding {
  model::CodingId id;
  text::CodePointRange range;
  std::uint32_t code = 0;   ///< index in PageCodings::codes
  std::uint32_t coder = 0;  ///< index in PageCodings::coders
  bool mine = true;         ///< tints the words; another coder's is a hatched stripe only, until hovered
  std::string memo{};       ///< the first line of its first memo; empty without one
};

struct PageCode {
  model::CodeId id;
  std::string name;
  std::string path;
  std::size_t hue = 0;
};

/// The codings of a document at one moment. Immutable; replaced after each act.
struct PageCodings {
  std::vector<PageCode> codes;      ///< those that occur
  std::vector<std::string> coders;  ///< names or initials as shown beside stripes
  std::vector<PageCoding> codings;  ///< by (start, end descending, id)
};

}  // namespace polyvocal::gui
