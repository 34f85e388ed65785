#include "text/turns.hpp"

#include <algorithm>
#include <map>

#include "text/fold.hpp"
#include "text/label_book.hpp"
#include "text/offset_map.hpp"
#include "text/speaker_labels.hpp"

namespace polyvocal::text {
namespace {

using Kind = RawBlock::Kind;

/// A label found inside a line.
struct InlineLabel {
  const std::string* spelling = nullptr;
  std::size_t begin = 0;  ///< byte of the label
  std::size_t body = 0;   ///< byte of what is said
};

/// True if a sentence or a remark in brackets ends here: only then may another turn begin on the same line.
bool ended(std::string_view sentence) {
  static constexpr std::string_view kMarks[] = {".",
                                                "?",
                                                "!",
                                                "]",
                                                ")",
                                                "\"",
                                                "-",
                                                "\xE2\x80\xA6",
                                                "\xE2\x80\x9D",
                                                "\xE2\x80\x99",
                                                "\xC2\xBB",
                                                "\xE2\x80\x93",
                                                "\xE2\x80\x94",
                                                "\xE3\x80\x82",
                                                "\xEF\xBC\x9F",
                                                "\xEF\xBC\x81",
                                                "\xE3\x80\x8D"};
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view mark) { return sentence.ends_with(mark); });
}

/// Builds the text and the turns, counting code points as it goes.
class Assembler {
 public:
  Assembler(const std::vector<RawBlock>& blocks, LabelBook& book)
      : blocks_(blocks), book_(book), labelled_(book.any_accepted()) {
    if (labelled_) spellings_ = book.inline_spellings();
  }

  /// `continued[i]`: the block is a further line of the cue before it.
  Transcript run(const std::vector<bool>& continued) {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Kind kind = blocks_[i].kind;
      if (kind == Kind::kCue || kind == Kind::kRow)
        spoken(i, !continued.empty() && continued[i]);
      else
        written(i);
    }
    close();
    report_merged();
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
    pending_body_ = true;
    turn_ = Turn{};
    turn_.whole = turn_.body = {start, start};
    turn_.speaker = std::move(speaker);
    turn_.role = std::string(role);
    turn_.start_ms = start_ms;
  }
  void close() {
    if (!open_) return;
    open_ = false;
    awaiting_words_ = false;
    turn_.body.end = std::max(turn_.body.start, turn_.body.end);
    turn_.whole.end = turn_.body.end;
    if (!turn_.whole.empty()) out_.turns.push_back(std::move(turn_));
  }
  /// The label has been written: what is said begins here at the earliest.
  void begin_body() {
    turn_.body = {here(), here()};
    pending_body_ = true;
  }

  const std::string& speaker_of(const LabelCandidate& candidate) {
    const std::string& name = book_.shown(candidate.name);
    auto [it, fresh] = seen_.try_emplace(name, out_.speakers.size());
    if (fresh) {
      SpeakerLabel label;
      label.name = name;
      label.style = std::string(style_name(candidate.style));
      out_.speakers.push_back(std::move(label));
    }
    auto& label = out_.speakers[it->second];
    ++label.turns;
    for (const auto& [spelling, count] : book_.spellings(candidate.name)) {
      if (count > 0 && std::find(label.spellings.begin(), label.spellings.end(), spelling) == label.spellings.end()) {
        label.spellings.push_back(spelling);
      }
    }
    return name;
  }

  /// A cue or a row: the label is data, the cues of one turn flow together.
  void spoken(std::size_t index, bool further_line) {
    const RawBlock& block = blocks_[index];
    const LabelCandidate* label = book_.label(index);
    std::string said = block.text;
    if (label != nullptr) said.erase(0, std::min(label->body, said.size()));
    std::replace(said.begin(), said.end(), '\n', ' ');
    std::replace(said.begin(), said.end(), '\r', ' ');
    std::string_view rest = trim(said);
    if (rest.empty() && label == nullptr) return;
    const auto start_ms = block.start_ms ? block.start_ms : label != nullptr ? label->start_ms : std::nullopt;
    if (label == nullptr && book_.ends_turn(index)) close();
    utter(label, rest, start_ms, block.kind == Kind::kRow, further_line);
    if (block.end_ms && (open_ || !out_.turns.empty())) (open_ ? turn_ : out_.turns.back()).end_ms = block.end_ms;
    if (!labelled_ && block.kind == Kind::kRow) close();
  }

  void utter(const LabelCandidate* label, std::string_view said, std::optional<std::int64_t> start_ms, bool row,
             bool further_line) {
    while (true) {
      const InlineLabel next = next_inline_label(said);
      const std::string_view part = next.spelling == nullptr ? said : trim(said.substr(0, next.begin));
      const bool same = label != nullptr && open_ && book_.shown(label->name) == turn_.speaker && !row;
      const bool continues = open_ && (label != nullptr ? same : further_line || (labelled_ && !turn_.speaker.empty()));
      if (!continues) {
        close();
        if (length_ > 0) append("\n");
        open(here(), label != nullptr ? speaker_of(*label) : "", label != nullptr ? label->role : std::string_view(),
             start_ms);
      } else if (!part.empty() && !turn_.body.empty()) {
        append(" ");
      }
      if (start_ms && (!part.empty() || !continues)) add_time(here(), *start_ms);
      append_said(part);
      if (next.spelling == nullptr) return;
      inline_.name = *next.spelling;
      label = &inline_;
      start_ms.reset();
      said = trim(said.substr(next.body));
    }
  }

  /// A paragraph or heading: kept as it stands, with its label.
  void written(std::size_t index) {
    const RawBlock& block = blocks_[index];
    if (index > 0) append("\n");
    const CodePointOffset start = here();
    const std::string_view text = block.text;
    if (trim(text).empty()) {
      append(text);
      return;
    }
    if (const LabelCandidate* label = book_.label(index)) {
      labelled(block, *label, start);
      return;
    }
    std::size_t id_end = 0;
    if (book_.utterance_id(index, id_end)) {
      open(start, "", {}, block.start_ms);
      append(text.substr(0, id_end));
      begin_body();
      append_said(text.substr(id_end));
      close();
      return;
    }
    if (timed_line(text, start)) return;
    if (open_ && awaiting_words_) {
      append_said(text);
      close();
      return;
    }
    const bool continues =
        open_ && labelled_ && !turn_.speaker.empty() && block.kind != Kind::kHeading && !book_.ends_turn(index);
    if (!continues) {
      const auto lead = static_cast<std::size_t>(trim(text).data() - text.data());
      append(text.substr(0, lead));
      open(here(), "", {}, block.start_ms);
      body(text.substr(lead));
      if (turn_.speaker.empty()) close();
      return;
    }
    body(text);
  }

  /// A line that begins with its times, in a transcript without speakers: one passage, its words on the same line or
  /// the next.
  bool timed_line(std::string_view text, CodePointOffset start) {
    if (labelled_) return false;
    const auto range = parse_time_range(text);
    if (!range) return false;
    open(start, "", {}, range->start_ms);
    turn_.end_ms = range->end_ms;
    add_time(start, range->start_ms);
    append(text.substr(0, range->body));
    begin_body();
    awaiting_words_ = range->body >= text.size();
    if (awaiting_words_) return true;
    append_said(text.substr(range->body));
    close();
    return true;
  }

  void labelled(const RawBlock& block, const LabelCandidate& label, CodePointOffset start) {
    const std::string_view text = block.text;
    const auto start_ms = label.start_ms ? label.start_ms : block.start_ms;
    open(start, speaker_of(label), label.role, start_ms);
    if (start_ms) add_time(start, *start_ms);
    append(text.substr(0, label.body));
    begin_body();
    body(text.substr(label.body));
  }

  /// What is said, up to the next label on the same line.
  void body(std::string_view text) {
    while (true) {
      const InlineLabel next = next_inline_label(text);
      append_said(next.spelling == nullptr ? text : text.substr(0, next.begin));
      if (next.spelling == nullptr) return;
      inline_.name = *next.spelling;
      open(here(), speaker_of(inline_), {}, std::nullopt);
      append(text.substr(next.begin, next.body - next.begin));
      begin_body();
      text.remove_prefix(next.body);
    }
  }

  void append_said(std::string_view said) {
    const std::string_view kept = trim(said);
    const std::size_t lead = kept.empty() ? said.size() : static_cast<std::size_t>(kept.data() - said.data());
    append(said.substr(0, lead));
    if (kept.empty()) return;
    const bool first_words = pending_body_;
    if (pending_body_) turn_.body.start = here();
    pending_body_ = false;
    add_inline_times(kept, first_words);
    append(kept);
    turn_.body.end = here();
    append(said.substr(lead + kept.size()));
  }

  /// Times between words. They run forward; one that does not is a quotation or a reference.
  void add_inline_times(std::string_view said, bool first_words) {
    CodePointOffset at = here();
    std::size_t counted = 0;
    for (auto time = find_inline_time(said, 0); time; time = find_inline_time(said, time->end)) {
      at = at + count_code_points(said.substr(counted, time->begin - counted));
      counted = time->begin;
      if (!out_.times.empty() && time->ms < out_.times.back().ms) continue;
      add_time(at, time->ms);
      if (first_words && time->begin == 0 && !turn_.start_ms) turn_.start_ms = time->ms;
    }
  }
  void add_time(CodePointOffset at, std::int64_t ms) {
    if (!out_.times.empty() && out_.times.back().at == at)
      out_.times.back().ms = ms;
    else
      out_.times.push_back({at, ms});
  }

  /// An accepted label that begins another turn inside `text`: after the end of a sentence, followed by a colon.
  InlineLabel next_inline_label(std::string_view text) const {
    if (spellings_.empty()) return {};
    for (std::size_t at = text.find_first_of(":\xEF"); at != std::string_view::npos;
         at = text.find_first_of(":\xEF", at + 1)) {
      const std::size_t length = colon_length(text, at);
      if (length == 0 || (length == 1 && at + 1 < text.size() && text[at + 1] != ' ')) continue;
      std::string_view before = text.substr(0, at);
      const bool bracket = before.ends_with(']');
      if (bracket) before.remove_suffix(1);
      for (const auto& spelling : spellings_) {
        if (!before.ends_with(spelling)) continue;
        std::string_view lead = before.substr(0, before.size() - spelling.size());
        if (bracket) {
          if (!lead.ends_with('[')) continue;
          lead.remove_suffix(1);
        }
        const std::string_view sentence = trim(lead);
        if (sentence.empty() || (sentence.size() == lead.size() && length == 1) || !ended(sentence)) continue;
        std::size_t body = at + length;
        while (body < text.size() && text[body] == ' ') ++body;
        return {&spelling, lead.size(), body};
      }
    }
    return {};
  }

  void report_merged() {
    for (const auto& label : out_.speakers) {
      for (const auto& spelling : label.spellings) {
        if (spelling != label.name && label_key(spelling) == label_key(label.name))
          out_.warnings.push_back("label-merged=" + spelling);
      }
    }
  }

  const std::vector<RawBlock>& blocks_;
  LabelBook& book_;
  std::vector<std::string> spellings_;
  std::map<std::string, std::size_t> seen_;
  LabelCandidate inline_;
  Transcript out_;
  Turn turn_;
  std::int64_t length_ = 0;
  bool open_ = false;
  bool labelled_ = false;
  bool pending_body_ = false;
  bool awaiting_words_ = false;
};

/// Cues of several lines, of which a later one begins like a label, as one block a line; `continued` marks the later
/// ones. Empty if no cue is so.
std::vector<RawBlock> split_cues(const std::vector<RawBlock>& blocks, std::vector<bool>& continued) {
  const auto several_speak = [](const RawBlock& block) {
    if (block.kind != Kind::kCue) return false;
    for (std::size_t at = block.text.find('\n'); at != std::string::npos; at = block.text.find('\n', at + 1)) {
      RawBlock line;
      line.kind = Kind::kCue;
      line.text = block.text.substr(at + 1, block.text.find('\n', at + 1) - at - 1);
      const auto label = parse_label(line);
      if (label && label->colon && label->name_like) return true;
    }
    return false;
  };
  if (std::none_of(blocks.begin(), blocks.end(), several_speak)) return {};
  std::vector<RawBlock> lines;
  for (const RawBlock& block : blocks) {
    if (!several_speak(block)) {
      lines.push_back(block);
      continued.push_back(false);
      continue;
    }
    for (std::size_t begin = 0; begin <= block.text.size();) {
      const std::size_t end = std::min(block.text.find('\n', begin), block.text.size());
      RawBlock line = block;
      line.text = block.text.substr(begin, end - begin);
      if (begin > 0) {
        line.start_ms.reset();
        line.speaker.clear();
      }
      lines.push_back(std::move(line));
      continued.push_back(begin > 0);
      begin = end + 1;
    }
  }
  return lines;
}

}  // namespace

Transcript recognise_turns(const std::vector<RawBlock>& blocks, const TurnOptions& options) {
  std::vector<bool> continued;
  const std::vector<RawBlock> split =
      options.mode == SpeakerMode::kNone ? std::vector<RawBlock>{} : split_cues(blocks, continued);
  const std::vector<RawBlock>& used = split.empty() ? blocks : split;
  LabelBook book(used, options);
  return Assembler(used, book).run(continued);
}

}  // namespace polyvocal::text
