#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/speaker_labels.hpp"
#include "text/turns.hpp"

namespace polyvocal::text {

/// What is known of one label over the whole document.
struct LabelEvidence {
  std::int64_t count = 0;
  std::int64_t name_like = 0;
  std::int64_t only_times = 0;  ///< how often nothing but a time followed
  std::array<std::int64_t, kLabelStyles> styles{};
  std::map<std::string, std::int64_t> spellings;
  std::size_t first_block = 0;
  bool accepted = false;

  std::int64_t of(LabelStyle style) const { return styles[static_cast<std::size_t>(style)]; }
  bool named() const { return name_like * 2 > count; }
};

/// Collects what may be a label over all blocks and decides which are. Keeps views of the blocks and the options: they
/// must outlive it. One thread.
class LabelBook {
 public:
  LabelBook(const std::vector<RawBlock>& blocks, const TurnOptions& options);

  /// The accepted label the block begins with, or nullptr.
  const LabelCandidate* label(std::size_t block) const;
  /// True if the block begins with something set off like a label that names nobody ("**Break:** [15:28]"): what
  /// follows belongs to no speaker.
  bool ends_turn(std::size_t block) const;
  /// True if lines begin with an id of their own: nobody's name. `id_end` is then the byte behind the block's id.
  bool utterance_id(std::size_t block, std::size_t& id_end) const;
  bool any_accepted() const { return any_accepted_; }

  /// The spelling shown for a label: the person's own, else the most frequent, the first in order of equals.
  const std::string& shown(std::string_view name);
  /// Every spelling that was merged into the label of this name.
  const std::map<std::string, std::int64_t>& spellings(std::string_view name);
  /// Spellings of accepted labels that are written with a colon, longest first: for several turns on one line.
  std::vector<std::string> inline_spellings() const;

 private:
  const std::string& key_of(std::string_view name);
  const LabelEvidence* evidence(std::string_view name) const;
  bool accepts(const LabelCandidate& candidate) const;

  void read_given();
  void drop_front_matter();
  void drop_unanswered_times();
  void collect();
  void collect_inline(std::size_t block);
  void join_numbered_questions();
  void judge();
  void judge_tabs();
  void judge_set_off();
  void judge_headings();
  void judge_colons();
  void judge_short_dialogue();
  void judge_lines();
  void find_known_labels();

  bool looks_like_ids(std::int64_t lines, std::int64_t distinct) const;
  bool single_label_fits(const std::string& key, const LabelEvidence& label, std::int64_t covered) const;
  bool alternate() const;
  bool begins_block(const std::string& key, const LabelEvidence& label) const;
  std::size_t words_after_label(std::size_t block) const;

  const std::vector<RawBlock>& blocks_;
  const TurnOptions& options_;
  std::vector<std::optional<LabelCandidate>> candidates_;
  std::vector<const std::string*> keys_;  // of each candidate; null where there is none
  std::map<std::string, LabelEvidence> labels_;
  std::unordered_map<std::string, std::string> key_cache_;
  std::map<std::string, std::string> alias_;
  std::unordered_map<std::string, std::string> shown_;
  std::map<std::string, std::string> given_;            // key -> name wanted, may be empty
  std::map<std::string, std::string> given_spellings_;  // key -> as the person wrote it
  std::int64_t filled_ = 0;
  bool any_accepted_ = false;
  bool tab_style_ = false;
  bool line_style_ = false;
  bool heading_style_ = false;
  bool utterance_ids_ = false;
};

}  // namespace polyvocal::text
