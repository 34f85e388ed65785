#include "text/turns.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "text/fold.hpp"
#include "text/offset_map.hpp"
#include "text/speaker_labels.hpp"

namespace polyvocal::text {
namespace {

/// What is known of one label over the whole document.
struct Evidence {
  std::int64_t count = 0;
  std::int64_t name_like = 0;
  std::map<LabelStyle, std::int64_t> styles;
  std::map<std::string, std::int64_t> spellings;
  std::int64_t first_block = 0;
  bool accepted = false;
};

/// Labels by key, and what was decided about them.
class LabelBook {
 public:
  LabelBook(const std::vector<RawBlock>& blocks, const TurnOptions& options) : options_(options) {
    candidates_.reserve(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      candidates_.push_back(options.mode == SpeakerMode::kNone ? std::nullopt : parse_label(blocks[i]));
      if (blocks[i].kind != RawBlock::Kind::kHeading && !trim(blocks[i].text).empty()) ++filled_;
      if (!candidates_.back()) continue;
      auto& evidence = labels_[key_of(candidates_.back()->name)];
      if (evidence.count++ == 0) evidence.first_block = static_cast<std::int64_t>(i);
      evidence.name_like += candidates_.back()->name_like ? 1 : 0;
      ++evidence.styles[candidates_.back()->style];
      ++evidence.spellings[clean_name(candidates_.back()->name)];
    }
    read_given();
    if (options.mode == SpeakerMode::kGiven) {
      for (auto& [key, evidence] : labels_) evidence.accepted = given_.contains(key);
    } else if (options.mode == SpeakerMode::kAuto) {
      judge();
    }
  }

  const std::optional<LabelCandidate>& candidate(std::size_t block) const { return candidates_[block]; }
  bool utterance_ids() const { return utterance_ids_; }
  bool any_accepted() const {
    return std::any_of(labels_.begin(), labels_.end(), [](const auto& entry) { return entry.second.accepted; });
  }
  /// True if the block begins a turn of an accepted label.
  bool accepts(const LabelCandidate& candidate) {
    const auto it = labels_.find(key_of(candidate.name));
    if (it == labels_.end() || !it->second.accepted) return false;
    // A line that merely repeats a name counts only where labels stand alone on lines.
    if (candidate.style == LabelStyle::kLine) return line_style_ || options_.mode == SpeakerMode::kGiven;
    if (candidate.style == LabelStyle::kTab) return tab_style_ || options_.mode == SpeakerMode::kGiven;
    if (candidate.style == LabelStyle::kHeading)
      return it->second.styles.at(LabelStyle::kHeading) * 2 >= it->second.count || heading_style_;
    return true;
  }
  /// The spelling shown for a label: the person's own, else the most frequent, the earliest of equals.
  std::string shown(std::string_view name) {
    const std::string& key = key_of(name);
    if (const auto it = given_.find(key); it != given_.end() && !it->second.empty()) return it->second;
    auto& cached = shown_[key];
    if (cached.empty()) {
      std::int64_t best = 0;
      for (const auto& [spelling, count] : labels_[key].spellings) {
        if (count > best) {
          best = count;
          cached = spelling;
        }
      }
      while (!cached.empty() && (cached.back() == ':' || cached.back() == ' ')) cached.pop_back();
    }
    return cached;
  }
  const Evidence& evidence(std::string_view name) { return labels_[key_of(name)]; }
  /// Spellings of accepted labels written with a colon, longest first: for several turns on one line.
  std::vector<std::string> inline_spellings() const {
    std::vector<std::string> list;
    for (const auto& [key, evidence] : labels_) {
      if (!evidence.accepted) continue;
      const bool colon = evidence.styles.contains(LabelStyle::kNameColon) ||
                         evidence.styles.contains(LabelStyle::kTimeName) ||
                         evidence.styles.contains(LabelStyle::kBoldName);
      if (!colon) continue;
      for (const auto& [spelling, count] : evidence.spellings) list.push_back(spelling);
    }
    for (const auto& [key, name] : given_) {
      if (!labels_.contains(key)) list.insert(list.end(), given_spellings_.at(key));
    }
    std::sort(list.begin(), list.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return list;
  }

 private:
  const std::string& key_of(std::string_view name) {
    auto [it, fresh] = keys_.try_emplace(std::string(name));
    if (fresh) it->second = label_key(name);
    return it->second;
  }

  void read_given() {
    for (const auto& line : options_.speakers) {
      const auto sign = line.find('=');
      const std::string label = clean_name(line.substr(0, sign));
      if (label.empty()) continue;
      given_[label_key(label)] = sign == std::string::npos ? "" : clean_name(line.substr(sign + 1));
      given_spellings_[label_key(label)] = label;
    }
  }

  std::int64_t of_style(const Evidence& evidence, LabelStyle style) const {
    const auto it = evidence.styles.find(style);
    return it == evidence.styles.end() ? 0 : it->second;
  }

  void judge() {
    judge_tabs();
    // Styles that hardly anything but a label is written in.
    std::map<LabelStyle, std::int64_t> recurring;
    for (const auto& [key, evidence] : labels_) {
      for (const auto& [style, count] : evidence.styles) {
        if (count >= 2) recurring[style] += count;
      }
    }
    const bool heading_recurs = recurring[LabelStyle::kHeading] > 0;
    // Headings without a colon are labels only where several of them come again and again, as section titles never do.
    std::int64_t plain_headings = 0;
    for (const auto& [key, evidence] : labels_) plain_headings += of_style(evidence, LabelStyle::kHeading) >= 3 ? 1 : 0;
    for (auto& [key, evidence] : labels_) {
      if (given_.contains(key)) evidence.accepted = true;
      if (of_style(evidence, LabelStyle::kVoice) > 0 || of_style(evidence, LabelStyle::kColumn) > 0)
        evidence.accepted = true;
      const std::int64_t strong = of_style(evidence, LabelStyle::kLineTime) +
                                  of_style(evidence, LabelStyle::kTimeName) +
                                  of_style(evidence, LabelStyle::kBrackets) + of_style(evidence, LabelStyle::kBoldName);
      const bool named = evidence.name_like * 2 > evidence.count;
      if (named && strong >= 2) evidence.accepted = true;
      if (named && strong == 1) {
        for (const auto style :
             {LabelStyle::kLineTime, LabelStyle::kTimeName, LabelStyle::kBrackets, LabelStyle::kBoldName}) {
          if (of_style(evidence, style) > 0 && recurring[style] >= 2) evidence.accepted = true;
        }
      }
      const std::int64_t headings = of_style(evidence, LabelStyle::kHeading);
      if ((headings > 0 && named && (headings >= 2 || heading_recurs)) || (headings >= 3 && plain_headings >= 2)) {
        evidence.accepted = true;
        heading_style_ = true;
      }
    }
    judge_colons();
    judge_lines();
  }

  /// NAME<TAB>text: nearly every line has the tab, and names recur. Where every label is new they are utterances' ids.
  void judge_tabs() {
    std::int64_t lines = 0;
    std::int64_t distinct = 0;
    for (const auto& [key, evidence] : labels_) {
      const std::int64_t count = of_style(evidence, LabelStyle::kTab);
      lines += count;
      distinct += count > 0 ? 1 : 0;
    }
    if (lines < 1 || lines * 10 < filled_ * 8) return;
    if (distinct * 2 > lines || (distinct == lines && lines > 1)) {
      utterance_ids_ = looks_like_ids(lines, distinct);
      return;
    }
    tab_style_ = true;
    for (auto& [key, evidence] : labels_) {
      if (of_style(evidence, LabelStyle::kTab) > 0) evidence.accepted = true;
    }
  }

  bool looks_like_ids(std::int64_t lines, std::int64_t distinct) const {
    if (distinct * 10 < lines * 9) return false;
    return std::all_of(labels_.begin(), labels_.end(), [](const auto& entry) {
      return std::all_of(entry.second.spellings.begin(), entry.second.spellings.end(), [](const auto& spelling) {
        return spelling.first.find(' ') == std::string::npos &&
               std::any_of(spelling.first.begin(), spelling.first.end(), [](char c) { return c >= '0' && c <= '9'; });
      });
    });
  }

  /// Name: text. A single line proves nothing; labels that recur and cover a good part of the paragraphs do.
  void judge_colons() {
    std::int64_t covered = 0;
    std::int64_t recurring_labels = 0;
    for (const auto& [key, evidence] : labels_) {
      const std::int64_t count = of_style(evidence, LabelStyle::kNameColon);
      const bool named = evidence.name_like * 2 > evidence.count;
      if (evidence.accepted) covered += count;
      if (count >= 2 && (named || count >= 3)) {
        covered += evidence.accepted ? 0 : count;
        ++recurring_labels;
      }
    }
    if (covered == 0) {
      judge_short_dialogue();
      return;
    }
    const bool label_style = covered * 100 >= filled_ * 12;
    const bool strict_style = covered * 100 >= filled_ * 40;
    for (auto& [key, evidence] : labels_) {
      const std::int64_t count = of_style(evidence, LabelStyle::kNameColon);
      if (count == 0 || evidence.accepted) continue;
      const bool named = evidence.name_like * 2 > evidence.count;
      if (count >= 2 && named && label_style && (recurring_labels >= 2 || count >= 3 || strict_style))
        evidence.accepted = true;
      else if (count >= 3 && label_style && evidence.name_like == 0 && lower_case_role(evidence))
        evidence.accepted = true;
      else if (count == 1 && named && strict_style)
        evidence.accepted = true;
    }
  }

  /// Too short for anything to recur: two or more different names that cover nearly every paragraph.
  void judge_short_dialogue() {
    std::int64_t count = 0;
    for (const auto& [key, evidence] : labels_)
      count += evidence.name_like > 0 ? of_style(evidence, LabelStyle::kNameColon) : 0;
    if (count < 2 || count * 10 < filled_ * 8) return;
    for (auto& [key, evidence] : labels_) {
      if (evidence.name_like > 0 && of_style(evidence, LabelStyle::kNameColon) > 0) evidence.accepted = true;
    }
  }

  static bool lower_case_role(const Evidence& evidence) {
    // "interviewer 1", "participant 3", "parent": one or two words, nothing a sentence would begin with
    return std::all_of(evidence.spellings.begin(), evidence.spellings.end(), [](const auto& spelling) {
      return std::count(spelling.first.begin(), spelling.first.end(), ' ') <= 2;
    });
  }

  /// Labels alone on a line: several of them, each recurring, followed by text; and labels already known by another
  /// style.
  void judge_lines() {
    std::int64_t lines = 0;
    std::int64_t recurring = 0;
    for (const auto& [key, evidence] : labels_) {
      const std::int64_t count = of_style(evidence, LabelStyle::kLine);
      if (count >= 3 && evidence.name_like == evidence.count) {
        lines += count;
        ++recurring;
      }
    }
    if (recurring < 2 || lines * 100 < filled_ * 20) return;
    // In a dialogue the labels alternate with what is said: between two of them stands text.
    std::int64_t adjacent = 0;
    bool last_was_label = false;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const auto& candidate = candidates_[i];
      const bool label = candidate && candidate->style == LabelStyle::kLine &&
                         of_style(labels_[key_of(candidate->name)], LabelStyle::kLine) >= 3;
      if (label && last_was_label) ++adjacent;
      last_was_label = label;
    }
    if (adjacent * 10 > lines) return;
    line_style_ = true;
    for (auto& [key, evidence] : labels_) {
      if (of_style(evidence, LabelStyle::kLine) >= 2 && evidence.name_like == evidence.count) evidence.accepted = true;
    }
  }

  const TurnOptions& options_;
  std::vector<std::optional<LabelCandidate>> candidates_;
  std::map<std::string, Evidence> labels_;
  std::unordered_map<std::string, std::string> keys_;
  std::unordered_map<std::string, std::string> shown_;
  std::map<std::string, std::string> given_;
  std::map<std::string, std::string> given_spellings_;
  std::int64_t filled_ = 0;
  bool tab_style_ = false;
  bool line_style_ = false;
  bool heading_style_ = false;
  bool utterance_ids_ = false;
};

/// Builds the text and the turns, counting code points as it goes.
class Assembler {
 public:
  Assembler(const std::vector<RawBlock>& blocks, LabelBook& book, const TurnOptions& options)
      : blocks_(blocks), book_(book) {
    labelled_ = book.any_accepted();
    if (labelled_) spellings_ = book.inline_spellings();
    if (options.mode == SpeakerMode::kNone) spellings_.clear();
  }

  Transcript run() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const RawBlock& block = blocks_[i];
      if (block.kind == RawBlock::Kind::kCue || block.kind == RawBlock::Kind::kRow)
        spoken(block, book_.candidate(i));
      else
        written(block, book_.candidate(i), i == 0);
    }
    close();
    finish_speakers();
    return std::move(out_);
  }

 private:
  CodePointOffset here() const { return CodePointOffset(length_); }
  void append(std::string_view text) {
    out_.text += text;
    length_ += count_code_points(text);
  }
  void open(CodePointOffset start, std::string speaker, std::string_view role, std::optional<std::int64_t> start_ms) {
    close();
    open_ = true;
    turn_ = Turn{};
    turn_.whole.start = start;
    turn_.body.start = start;
    turn_.whole.end = turn_.body.end = start;
    turn_.speaker = std::move(speaker);
    turn_.role = std::string(role);
    turn_.start_ms = start_ms;
  }
  void close() {
    if (!open_) return;
    open_ = false;
    turn_.whole.end = turn_.body.end = std::max(turn_.body.start, turn_.body.end);
    if (turn_.whole.empty()) return;
    out_.turns.push_back(std::move(turn_));
  }
  std::string speaker_of(const LabelCandidate& candidate) {
    const std::string name = book_.shown(candidate.name);
    auto [it, fresh] = seen_.try_emplace(name, out_.speakers.size());
    if (fresh) {
      SpeakerLabel label;
      label.name = name;
      label.style = std::string(style_name(candidate.style));
      out_.speakers.push_back(std::move(label));
    }
    auto& label = out_.speakers[it->second];
    ++label.turns;
    for (const auto& [spelling, count] : book_.evidence(candidate.name).spellings) {
      if (std::find(label.spellings.begin(), label.spellings.end(), spelling) == label.spellings.end())
        label.spellings.push_back(spelling);
    }
    return name;
  }

  /// A cue or a row: the label is data, the cues of one turn flow together.
  void spoken(const RawBlock& block, const std::optional<LabelCandidate>& candidate) {
    std::string body = block.text;
    bool labelled = false;
    if (candidate && book_.accepts(*candidate)) {
      labelled = true;
      body = block.text.substr(std::min(candidate->body, block.text.size()));
    }
    for (char& c : body) {
      if (c == '\n' || c == '\r') c = ' ';
    }
    const std::string_view said = trim(body);
    if (said.empty() && !labelled) return;
    const std::string name = labelled ? book_.shown(candidate->name) : "";
    const bool row = block.kind == RawBlock::Kind::kRow;
    const bool continues =
        open_ && labelled_ && !turn_.speaker.empty() && (labelled ? name == turn_.speaker && !row : true);
    if (continues) {
      if (said.empty()) return;
      append(turn_.body.empty() ? "" : " ");
    } else {
      if (length_ > 0) append("\n");
      const auto start_ms = block.start_ms ? block.start_ms : candidate ? candidate->start_ms : std::nullopt;
      open(here(), labelled ? speaker_of(*candidate) : "", labelled ? candidate->role : std::string_view(), start_ms);
    }
    if (block.start_ms) out_.times.push_back({here(), *block.start_ms});
    append(said);
    turn_.body.end = here();
    if (block.end_ms) turn_.end_ms = block.end_ms;
    if (!labelled_) close();
  }

  /// A paragraph or heading: kept as it stands, with its label.
  void written(const RawBlock& block, const std::optional<LabelCandidate>& candidate, bool first) {
    if (!first) append("\n");
    const CodePointOffset start = here();
    const std::string_view text = block.text;
    if (trim(text).empty()) {
      append(text);
      return;
    }
    if (candidate && book_.accepts(*candidate)) {
      labelled(block, *candidate, start);
      return;
    }
    if (book_.utterance_ids() && candidate && candidate->style == LabelStyle::kTab) {
      open(start, "", {}, std::nullopt);
      append(text.substr(0, candidate->body));
      turn_.body.start = here();
      append(text.substr(candidate->body));
      turn_.body.end = here();
      close();
      return;
    }
    if (timed_line(text, start)) return;
    const bool awaited = open_ && awaiting_words_;
    awaiting_words_ = false;
    if (awaited) {
      body(text);
      close();
      return;
    }
    const bool continues = open_ && labelled_ && !turn_.speaker.empty() && block.kind != RawBlock::Kind::kHeading;
    if (!continues) {
      const std::size_t lead = static_cast<std::size_t>(trim(text).data() - text.data());
      append(text.substr(0, lead));
      open(here(), "", {}, block.start_ms);
      body(text.substr(lead));
      close();
      return;
    }
    body(text);
  }

  /// A line that begins with its times, in a transcript without speakers: one passage, with or without its words on the
  /// same line.
  bool timed_line(std::string_view text, CodePointOffset start) {
    if (labelled_) return false;
    const auto range = parse_time_range(text);
    if (!range) return false;
    open(start, "", {}, range->start_ms);
    turn_.end_ms = range->end_ms;
    out_.times.push_back({start, range->start_ms});
    append(text.substr(0, range->body));
    turn_.body.start = turn_.body.end = here();
    pending_body_ = true;
    awaiting_words_ = range->body >= text.size();
    if (awaiting_words_) return true;
    body(text.substr(range->body));
    close();
    return true;
  }

  void labelled(const RawBlock& block, const LabelCandidate& candidate, CodePointOffset start) {
    const std::string_view text = block.text;
    const auto start_ms = candidate.start_ms ? candidate.start_ms : block.start_ms;
    open(start, speaker_of(candidate), candidate.role, start_ms);
    if (start_ms) out_.times.push_back({start, *start_ms});
    append(text.substr(0, candidate.body));
    pending_body_ = true;
    turn_.whole.end = here();
    turn_.body.start = turn_.body.end = here();
    body(text.substr(candidate.body));
  }

  /// What is said, up to the next label on the same line.
  void body(std::string_view text) {
    while (true) {
      std::size_t label_begin = 0;
      std::size_t label_end = 0;
      const std::string* spelling = next_inline_label(text, label_begin, label_end);
      const std::string_view said = spelling == nullptr ? text : text.substr(0, label_begin);
      append_said(said);
      if (spelling == nullptr) return;
      LabelCandidate candidate;
      candidate.name = *spelling;
      const CodePointOffset start = here();
      open(start, speaker_of(candidate), {}, std::nullopt);
      append(text.substr(label_begin, label_end - label_begin));
      turn_.body.start = turn_.body.end = here();
      pending_body_ = true;
      text.remove_prefix(label_end);
    }
  }

  void append_said(std::string_view said) {
    const std::string_view kept = trim(said);
    const std::size_t lead = kept.empty() ? said.size() : static_cast<std::size_t>(kept.data() - said.data());
    append(said.substr(0, lead));
    if (pending_body_ && !kept.empty()) {
      turn_.body.start = here();
      pending_body_ = false;
    }
    append(kept);
    if (!kept.empty()) turn_.body.end = here();
    append(said.substr(lead + kept.size()));
  }

  /// An accepted label that begins another turn inside `text`: after the end of a sentence, followed by a colon.
  const std::string* next_inline_label(std::string_view text, std::size_t& begin, std::size_t& end) const {
    if (spellings_.empty()) return nullptr;
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
      if (colon + 1 < text.size() && text[colon + 1] != ' ') continue;
      const std::string_view before = text.substr(0, colon);
      for (const auto& spelling : spellings_) {
        if (!before.ends_with(spelling)) continue;
        const std::string_view lead = before.substr(0, before.size() - spelling.size());
        const std::string_view sentence = trim(lead);
        if (sentence.empty() || sentence.size() == lead.size()) continue;
        const char last = sentence.back();
        const bool ended = last == '.' || last == '?' || last == '!' || last == ']' || last == ')' || last == '"' ||
                           last == '-' || sentence.ends_with("\xE2\x80\xA6") || sentence.ends_with("\xE2\x80\x9D") ||
                           sentence.ends_with("\xE3\x80\x82");
        if (!ended) continue;
        begin = lead.size();
        end = std::min(colon + 2, text.size());
        return &spelling;
      }
    }
    return nullptr;
  }

  void finish_speakers() {
    for (auto& label : out_.speakers) {
      for (const auto& spelling : label.spellings) {
        if (spelling != label.name && label_key(spelling) == label_key(label.name))
          out_.warnings.push_back("label-merged=" + spelling);
      }
    }
    // A label alone in the file's last line leaves a turn without words: nobody spoke there.
    for (auto& turn : out_.turns) {
      if (turn.body.start > turn.whole.end) turn.body.start = turn.whole.end;
    }
  }

  const std::vector<RawBlock>& blocks_;
  LabelBook& book_;
  std::vector<std::string> spellings_;
  std::map<std::string, std::size_t> seen_;
  Transcript out_;
  Turn turn_;
  std::int64_t length_ = 0;
  bool open_ = false;
  bool labelled_ = false;
  bool pending_body_ = false;
  bool awaiting_words_ = false;
};

}  // namespace

Transcript recognise_turns(const std::vector<RawBlock>& blocks, const TurnOptions& options) {
  LabelBook book(blocks, options);
  return Assembler(blocks, book, options).run();
}

}  // namespace polyvocal::text
