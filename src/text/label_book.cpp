#include "text/label_book.hpp"

#include <algorithm>
#include <set>

#include "text/fold.hpp"
#include "text/label_words.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::text {
namespace {

using Kind = RawBlock::Kind;

constexpr std::size_t kFrontMatterBlocks = 25;
constexpr std::int64_t kShortDialogue = 12;      // paragraphs
constexpr std::size_t kLongestInlineLabel = 40;  // bytes

/// "[15:28]", "[01:33] to [03:00]".
bool only_a_time(std::string_view said) {
  said = trim(said);
  std::size_t at = 0;
  std::string between;
  const auto keep = [&](std::string_view text) {
    std::copy_if(text.begin(), text.end(), std::back_inserter(between), [](char c) { return c != ' ' && c != '.'; });
  };
  for (auto time = find_inline_time(said, 0); time; time = find_inline_time(said, at)) {
    keep(said.substr(at, time->begin - at));
    at = time->end;
    if (between.size() > 3) return false;
  }
  keep(said.substr(at));
  return at > 0 && (between.empty() || between == "to" || between == "-" || between == "\xE2\x80\x93");
}

std::size_t count_blank_words(std::string_view text) {
  std::size_t count = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    count += !blank && !in_word ? 1 : 0;
    in_word = !blank;
  }
  return count;
}

bool ends_sentence(std::string_view text) {
  text = trim(text);
  for (const std::string_view mark :
       {".", "?", "!", "-", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x9F", "\xEF\xBC\x81"}) {
    if (text.ends_with(mark)) return true;
  }
  return false;
}

bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::string without_digits(std::string_view key) {
  std::string out;
  std::copy_if(key.begin(), key.end(), std::back_inserter(out), [](char c) { return !digit(c); });
  return out;
}

bool capitals_only(std::string_view name) {
  bool letter = false;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') return false;
    letter = letter || (c >= 'A' && c <= 'Z');
  }
  return letter;
}

/// "interviewer 1", "spk_0": few words, none of which begins a phrase of prose.
bool plain_role(const LabelEvidence& label) {
  return std::all_of(label.spellings.begin(), label.spellings.end(), [](const auto& spelling) {
    const std::string folded = fold_name(spelling.first);
    return std::count(folded.begin(), folded.end(), ' ') <= 2 && !ordinary_phrase(folded) &&
           folded.find_first_not_of("0123456789") != std::string::npos;
  });
}

}  // namespace

LabelBook::LabelBook(const std::vector<RawBlock>& blocks, const TurnOptions& options)
    : blocks_(blocks), options_(options) {
  candidates_.resize(blocks.size());
  keys_.resize(blocks.size(), nullptr);
  if (options.mode == SpeakerMode::kNone) return;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    candidates_[i] = parse_label(blocks[i]);
    if (blocks[i].kind != Kind::kHeading && !trim(blocks[i].text).empty()) ++filled_;
  }
  read_given();
  if (options.mode == SpeakerMode::kAuto) {
    drop_front_matter();
    drop_unanswered_times();
  }
  collect();
  for (const auto& [key, name] : given_) {
    auto& label = labels_[key];
    label.accepted = true;
    if (label.spellings.empty()) label.spellings[given_spellings_[key]] = 0;
  }
  if (options.mode == SpeakerMode::kAuto) {
    join_numbered_questions();
    judge();
  }
  for (const auto& label : options.nobody) {
    if (const auto it = labels_.find(key_of(label)); it != labels_.end()) it->second.accepted = false;
  }
  find_known_labels();
  any_accepted_ = std::any_of(labels_.begin(), labels_.end(), [](const auto& entry) { return entry.second.accepted; });
}

const std::string& LabelBook::key_of(std::string_view name) {
  auto [it, fresh] = key_cache_.try_emplace(std::string(name));
  if (fresh) it->second = label_key(name);
  const auto alias = alias_.find(it->second);
  return alias == alias_.end() ? it->second : alias->second;
}

const LabelEvidence* LabelBook::evidence(std::string_view name) const {
  const auto key = key_cache_.find(std::string(name));
  if (key == key_cache_.end()) return nullptr;
  const auto alias = alias_.find(key->second);
  const auto it = labels_.find(alias == alias_.end() ? key->second : alias->second);
  return it == labels_.end() ? nullptr : &it->second;
}

void LabelBook::read_given() {
  for (const auto& line : options_.speakers) {
    const std::size_t sign = line.find('=');
    std::string label = clean_name(std::string_view(line).substr(0, sign));
    while (label.ends_with(':')) label.pop_back();
    const std::string key = label_key(label);
    if (key.empty()) continue;
    given_[key] = sign == std::string::npos ? "" : clean_name(std::string_view(line).substr(sign + 1));
    given_spellings_[key] = clean_name(label);
  }
}

/// "Date: 3 May", "Interviewer: AB" at the top: what stands there is about the transcript, not said in it. The region
/// needs a word of front matter among its labels; it ends before a line that reads like speech or a label that returns.
void LabelBook::drop_front_matter() {
  std::size_t end = 0;
  std::size_t seen = 0;
  std::set<std::string> labels;
  for (std::size_t i = 0; i < blocks_.size() && seen < kFrontMatterBlocks; ++i) {
    const std::string_view text = trim(blocks_[i].text);
    if (blocks_[i].kind == Kind::kHeading || text.empty()) continue;
    if (blocks_[i].kind != Kind::kParagraph) break;
    ++seen;
    const bool next_to_it = end > 0 && end == i;
    const auto& candidate = candidates_[i];
    const bool labelled = candidate && candidate->colon &&
                          (candidate->style == LabelStyle::kNameColon || candidate->style == LabelStyle::kBoldName);
    if (labelled) {
      if (!labels.insert(label_key(candidate->name)).second) break;
      if (front_matter_label(fold_name(candidate->name))) {
        end = i + 1;
        continue;
      }
    }
    const std::string_view said = labelled ? std::string_view(blocks_[i].text).substr(candidate->body) : text;
    if (count_blank_words(said) > (labelled ? 6U : 12U) || ends_sentence(said) || trim(said).empty()) break;
    if (next_to_it) end = i + 1;
  }
  for (std::size_t i = 0; i < end; ++i) {
    if (blocks_[i].kind == Kind::kParagraph) candidates_[i].reset();
  }
}

/// "[00:10] Thank you": a time and a few words are a label only if what is said follows on a line without a time.
void LabelBook::drop_unanswered_times() {
  const auto timed_line = [&](std::size_t i) {
    const auto& candidate = candidates_[i];
    return candidate && !candidate->colon && blocks_[i].kind == Kind::kParagraph &&
           (candidate->style == LabelStyle::kTimeName || candidate->style == LabelStyle::kLineTime);
  };
  std::vector<std::size_t> unanswered;
  std::size_t following = blocks_.size();
  for (std::size_t i = blocks_.size(); i-- > 0;) {
    if (timed_line(i)) {
      const bool answered = following < blocks_.size() && blocks_[following].kind == Kind::kParagraph;
      const bool another = answered && candidates_[i]->style == LabelStyle::kTimeName && timed_line(following);
      if (!answered || another) unanswered.push_back(i);
    }
    if (!trim(blocks_[i].text).empty()) following = i;
  }
  for (const std::size_t i : unanswered) candidates_[i].reset();
}

void LabelBook::collect() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].kind != Kind::kHeading) collect_inline(i);
    const auto& candidate = candidates_[i];
    if (!candidate) continue;
    const std::string& key = key_of(candidate->name);
    keys_[i] = &key;
    auto& label = labels_[key];
    if (label.count++ == 0) label.first_block = i;
    label.name_like += candidate->name_like ? 1 : 0;
    ++label.styles[static_cast<std::size_t>(candidate->style)];
    ++label.spellings[clean_name(candidate->name)];
    const std::string_view text = blocks_[i].text;
    label.only_times += only_a_time(text.substr(std::min(candidate->body, text.size()))) ? 1 : 0;
  }
}

/// "One? Parent: Yes. Interviewer: Two?": what stands behind the end of a sentence and before a colon counts like a
/// label at a line's start.
void LabelBook::collect_inline(std::size_t block) {
  const std::string_view text = blocks_[block].text;
  for (std::size_t at = text.find_first_of(":\xEF"); at != std::string_view::npos;
       at = text.find_first_of(":\xEF", at + 1)) {
    const std::size_t length = colon_length(text, at);
    if (length == 0 || (length == 1 && at + 1 < text.size() && text[at + 1] != ' ')) continue;
    const std::string_view before = text.substr(0, at);
    const std::size_t mark = before.find_last_of(".?!])\"");
    if (mark == std::string_view::npos || at - mark > kLongestInlineLabel || mark + 1 >= before.size() ||
        before[mark + 1] != ' ')
      continue;
    RawBlock label;
    label.text = std::string(trim(before.substr(mark + 1))) + ":";
    const auto candidate = parse_label(label);
    if (!candidate || !candidate->name_like || candidate->style != LabelStyle::kNameColon) continue;
    auto& evidence = labels_[key_of(candidate->name)];
    if (evidence.count++ == 0) evidence.first_block = block;
    ++evidence.name_like;
    ++evidence.styles[static_cast<std::size_t>(LabelStyle::kNameColon)];
    ++evidence.spellings[clean_name(candidate->name)];
  }
}

/// "Q1: ... A1: ... Q2: ...": the numbers count questions, not people. Told from participants' codes by each number
/// standing once.
void LabelBook::join_numbered_questions() {
  std::map<char, std::vector<std::string>> numbered;
  for (const auto& [key, label] : labels_) {
    const bool letter =
        key.size() >= 2 && (key[0] == 'q' || key[0] == 'a') && std::all_of(key.begin() + 1, key.end(), digit);
    if (letter && label.count == label.of(LabelStyle::kNameColon) + label.of(LabelStyle::kBoldName))
      numbered[key[0]].push_back(key);
  }
  for (const auto& [letter, keys] : numbered) {
    const bool once = std::all_of(keys.begin(), keys.end(), [&](const auto& key) { return labels_[key].count == 1; });
    if (keys.size() < 2 || !once || !numbered.contains('q')) continue;
    const std::string joint(1, letter);
    LabelEvidence& target = labels_[joint];
    if (target.count == 0) target.first_block = labels_[keys.front()].first_block;
    for (const auto& key : keys) {
      const LabelEvidence label = labels_[key];
      target.count += label.count;
      target.name_like += label.name_like;
      for (std::size_t style = 0; style < kLabelStyles; ++style) target.styles[style] += label.styles[style];
      target.first_block = std::min(target.first_block, label.first_block);
      labels_.erase(key);
      alias_[key] = joint;
    }
    target.spellings[letter == 'q' ? "Q" : "A"] += static_cast<std::int64_t>(keys.size());
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (keys_[i] != nullptr) keys_[i] = &key_of(candidates_[i]->name);
  }
}

void LabelBook::judge() {
  judge_tabs();
  judge_set_off();
  judge_headings();
  judge_colons();
  judge_lines();
}

/// NAME<TAB>text: most lines have the tab, and names recur. Where every label is new they are utterances' ids.
void LabelBook::judge_tabs() {
  std::int64_t lines = 0;
  std::int64_t distinct = 0;
  for (const auto& [key, label] : labels_) {
    lines += label.of(LabelStyle::kTab);
    distinct += label.of(LabelStyle::kTab) > 0 ? 1 : 0;
  }
  if (lines < 1 || lines * 10 < filled_ * (distinct * 3 <= lines ? 6 : 8)) return;
  if (distinct * 2 > lines) {
    utterance_ids_ = looks_like_ids(lines, distinct);
    return;
  }
  tab_style_ = true;
  for (auto& [key, label] : labels_) {
    if (label.of(LabelStyle::kTab) > 0) label.accepted = true;
  }
}

bool LabelBook::looks_like_ids(std::int64_t lines, std::int64_t distinct) const {
  if (distinct * 10 < lines * 9) return false;
  return std::all_of(labels_.begin(), labels_.end(), [](const auto& entry) {
    if (entry.second.of(LabelStyle::kTab) == 0) return true;
    return std::all_of(entry.second.spellings.begin(), entry.second.spellings.end(), [](const auto& spelling) {
      return spelling.first.find(' ') == std::string::npos &&
             std::any_of(spelling.first.begin(), spelling.first.end(), digit);
    });
  });
}

/// Styles that hardly anything but a label is written in, and what the format itself states.
void LabelBook::judge_set_off() {
  static constexpr std::array<LabelStyle, 4> kSetOff = {LabelStyle::kLineTime, LabelStyle::kTimeName,
                                                        LabelStyle::kBrackets, LabelStyle::kBoldName};
  std::array<std::int64_t, kLabelStyles> recurring{};
  for (const auto& [key, label] : labels_) {
    for (std::size_t style = 0; style < kLabelStyles; ++style)
      recurring[style] += label.styles[style] >= 2 ? label.styles[style] : 0;
  }
  // Labels with a time are how the whole transcript is laid out, or they are remarks ("[27:32] Break [28:04]").
  for (const auto style : {LabelStyle::kLineTime, LabelStyle::kTimeName}) {
    auto& count = recurring[static_cast<std::size_t>(style)];
    if (count * 100 < filled_ * 8) count = 0;
  }
  for (auto& entry : labels_) {
    auto& label = entry.second;
    if (label.of(LabelStyle::kVoice) > 0 || label.of(LabelStyle::kColumn) > 0) label.accepted = true;
    if (!label.named() || label.only_times == label.count) continue;
    label.accepted = label.accepted || std::any_of(kSetOff.begin(), kSetOff.end(), [&](LabelStyle style) {
                       return label.of(style) > 0 && recurring[static_cast<std::size_t>(style)] >= 2;
                     });
  }
}

/// Headings are labels if they end in a colon and such headings recur; without a colon only if most headings are the
/// same few, each at least three times: titles of sections do not come back.
void LabelBook::judge_headings() {
  std::int64_t headings = 0;
  std::int64_t with_colon = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].kind != Kind::kHeading) continue;
    ++headings;
    with_colon += candidates_[i] && candidates_[i]->colon ? 1 : 0;
  }
  std::int64_t recurring = 0;
  std::int64_t recurring_labels = 0;
  for (const auto& [key, label] : labels_) {
    if (label.of(LabelStyle::kHeading) < 2 || !label.named()) continue;
    recurring += label.of(LabelStyle::kHeading);
    ++recurring_labels;
  }
  const bool colon_style = with_colon >= 3 && with_colon * 2 >= headings && recurring > 0;
  const bool plain_style =
      !colon_style && recurring_labels >= 2 && recurring * 10 >= headings * 7 && recurring >= 3 * recurring_labels;
  if (!colon_style && !plain_style) return;
  heading_style_ = true;
  std::map<std::string, bool> colons;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].kind == Kind::kHeading && candidates_[i] && candidates_[i]->colon) colons[*keys_[i]] = true;
  }
  for (auto& [key, label] : labels_) {
    const std::int64_t count = label.of(LabelStyle::kHeading);
    if (count == 0 || !label.named()) continue;
    if (colon_style ? colons.contains(key) : count >= 2) label.accepted = true;
  }
}

/// True if the labels that recur take turns: more often another follows than the same again.
bool LabelBook::alternate() const {
  std::int64_t changes = 0;
  std::int64_t pairs = 0;
  const std::string* last = nullptr;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (keys_[i] == nullptr || candidates_[i]->style != LabelStyle::kNameColon) continue;
    const auto it = labels_.find(*keys_[i]);
    if (it == labels_.end() || it->second.of(LabelStyle::kNameColon) < 2 || !it->second.named()) continue;
    if (last != nullptr) {
      ++pairs;
      changes += *last != *keys_[i] ? 1 : 0;
    }
    last = keys_[i];
  }
  return pairs >= 3 && changes * 2 >= pairs;
}

/// True if the label stood at the beginning of its first block, not only inside.
bool LabelBook::begins_block(const std::string& key, const LabelEvidence& label) const {
  return keys_[label.first_block] != nullptr && *keys_[label.first_block] == key;
}

std::size_t LabelBook::words_after_label(std::size_t block) const {
  const std::string_view text = blocks_[block].text;
  return count_blank_words(text.substr(std::min(candidates_[block]->body, text.size())));
}

/// A label that stands once, in a document whose others are known: the document's other labels must be made like it, or
/// nearly every paragraph must have one.
bool LabelBook::single_label_fits(const std::string& key, const LabelEvidence& label, std::int64_t covered) const {
  const std::string stem = without_digits(key);
  const std::string& spelling = label.spellings.begin()->first;
  bool all_capitals = true;
  bool all_several_words = true;
  bool known = false;
  for (const auto& [other_key, other] : labels_) {
    if (!other.accepted) continue;
    known = true;
    if (stem != key && !stem.empty() && without_digits(other_key) == stem) return true;
    const std::string& name = other.spellings.begin()->first;
    all_capitals = all_capitals && capitals_only(name);
    all_several_words = all_several_words && name.find(' ') != std::string::npos;
  }
  if (!known) return false;
  const bool dense = covered * 100 >= filled_ * 40;
  if (dense && all_capitals && capitals_only(spelling)) return true;
  if (dense && all_several_words && spelling.find(' ') != std::string::npos) return true;
  return covered * 100 >= filled_ * 75;
}

/// Name: text. A single line proves nothing; labels that recur and cover a good part of the paragraphs, or take turns,
/// do.
void LabelBook::judge_colons() {
  std::int64_t covered = 0;
  std::int64_t recurring_labels = 0;
  bool known = false;
  for (const auto& [key, label] : labels_) {
    const std::int64_t count = label.of(LabelStyle::kNameColon);
    known = known || label.accepted;
    if (label.accepted) {
      covered += count;
    } else if (count >= 2 && (label.named() || (count >= 3 && label.name_like == 0 && plain_role(label)))) {
      covered += count;
      ++recurring_labels;
    }
  }
  if (covered == 0) {
    if (!known) judge_short_dialogue();
    return;
  }
  // In a document whose labels are set off otherwise, a plain colon is speech.
  if (known && covered * 100 < filled_ * 12) return;
  const bool many = covered * 100 >= filled_ * 12;
  const bool label_style =
      recurring_labels >= 2 ? many || (covered >= 8 && alternate()) : covered * 100 >= filled_ * 25;
  if (!label_style && !known) return;
  for (auto& [key, label] : labels_) {
    const std::int64_t count = label.of(LabelStyle::kNameColon);
    if (count < 2 || label.accepted || label.only_times == label.count) continue;
    if (label.named() || (count >= 3 && label.name_like == 0 && plain_role(label))) label.accepted = true;
  }
  std::vector<LabelEvidence*> singles;
  for (auto& [key, label] : labels_) {
    if (label.accepted || label.count != 1 || label.of(LabelStyle::kNameColon) != 1 || !label.named()) continue;
    if (!begins_block(key, label)) continue;
    if (label.only_times > 0 || words_after_label(label.first_block) == 0) continue;
    if (single_label_fits(key, label, covered)) singles.push_back(&label);
  }
  for (LabelEvidence* label : singles) label->accepted = true;
}

/// Too short for anything to recur: two or more different names that cover nearly every paragraph, one of them with a
/// sentence behind it.
void LabelBook::judge_short_dialogue() {
  std::int64_t count = 0;
  bool speech = false;
  for (const auto& [key, label] : labels_) {
    if (label.name_like == 0 || label.of(LabelStyle::kNameColon) == 0) continue;
    count += label.of(LabelStyle::kNameColon);
    if (!begins_block(key, label)) continue;
    speech = speech || ends_sentence(blocks_[label.first_block].text) || words_after_label(label.first_block) >= 6;
  }
  if (count < 2 || count * 10 < filled_ * 8 || filled_ > kShortDialogue || !speech) return;
  for (auto& [key, label] : labels_) {
    if (label.name_like > 0 && label.of(LabelStyle::kNameColon) > 0) label.accepted = true;
  }
}

/// Labels alone on a line: several of them, each recurring, with text between two of them.
void LabelBook::judge_lines() {
  std::int64_t lines = 0;
  std::int64_t recurring = 0;
  const auto strong = [](const LabelEvidence& label) {
    return label.of(LabelStyle::kLine) >= 3 && label.name_like == label.count;
  };
  for (const auto& [key, label] : labels_) {
    if (!strong(label)) continue;
    lines += label.of(LabelStyle::kLine);
    ++recurring;
  }
  if (recurring < 2 || lines * 100 < filled_ * 12) return;
  std::int64_t adjacent = 0;
  bool last_was_label = false;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (trim(blocks_[i].text).empty()) continue;
    const bool label = candidates_[i] && candidates_[i]->style == LabelStyle::kLine && strong(labels_[*keys_[i]]);
    adjacent += label && last_was_label ? 1 : 0;
    last_was_label = label;
  }
  if (adjacent * 10 > lines) return;
  line_style_ = true;
  for (auto& [key, label] : labels_) {
    if (label.of(LabelStyle::kLine) >= 2 && label.name_like == label.count) label.accepted = true;
  }
}

/// Where labels stand on lines of their own with a time, a line may still begin with one and go on: "Anna 12:31 Well".
/// And what a person gave is looked for in every style.
void LabelBook::find_known_labels() {
  std::vector<std::pair<std::string, bool>> spellings;  // and whether a person gave it
  bool timed = false;
  for (const auto& [key, label] : labels_) {
    if (!label.accepted) continue;
    const bool person = given_.contains(key);
    timed = timed || label.of(LabelStyle::kLineTime) > 0;
    for (const auto& [spelling, count] : label.spellings) spellings.emplace_back(spelling, person);
  }
  if (!timed && given_.empty()) return;
  std::sort(spellings.begin(), spellings.end(),
            [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (!blocks_[i].speaker.empty() || blocks_[i].text.empty() || (candidates_[i] && accepts(*candidates_[i])))
      continue;
    for (const auto& [spelling, person] : spellings) {
      auto found = parse_known_label(blocks_[i].text, spelling);
      if (!found || (!person && found->style != LabelStyle::kLineTime)) continue;
      candidates_[i] = found;
      keys_[i] = &key_of(found->name);
      auto& label = labels_[*keys_[i]];
      ++label.count;
      ++label.styles[static_cast<std::size_t>(found->style)];
      ++label.spellings[clean_name(found->name)];
      break;
    }
  }
}

bool LabelBook::accepts(const LabelCandidate& candidate) const {
  const LabelEvidence* label = evidence(candidate.name);
  if (label == nullptr || !label->accepted) return false;
  if (!given_.empty() && given_.contains(label_key(candidate.name))) return true;
  // A line that merely repeats a name counts only where labels stand alone on lines.
  if (candidate.style == LabelStyle::kLine) return line_style_;
  if (candidate.style == LabelStyle::kTab) return tab_style_;
  if (candidate.style == LabelStyle::kHeading) return heading_style_;
  return true;
}

const LabelCandidate* LabelBook::label(std::size_t block) const {
  const auto& candidate = candidates_[block];
  return candidate && accepts(*candidate) ? &*candidate : nullptr;
}

bool LabelBook::ends_turn(std::size_t block) const {
  const auto& candidate = candidates_[block];
  if (!candidate || !candidate->colon || options_.mode == SpeakerMode::kGiven) return false;
  if (candidate->style == LabelStyle::kBoldName) return true;
  if (candidate->style == LabelStyle::kLineTime) return !candidate->name_like;
  const LabelEvidence* label = evidence(candidate->name);
  return label != nullptr && label->only_times == label->count;
}

bool LabelBook::utterance_id(std::size_t block, std::size_t& id_end) const {
  const auto& candidate = candidates_[block];
  if (!utterance_ids_ || !candidate || candidate->style != LabelStyle::kTab) return false;
  id_end = candidate->body;
  return true;
}

const std::string& LabelBook::shown(std::string_view name) {
  const std::string& key = key_of(name);
  if (const auto it = given_.find(key); it != given_.end() && !it->second.empty()) return it->second;
  auto& cached = shown_[key];
  if (cached.empty()) {
    std::int64_t best = -1;
    for (const auto& [spelling, count] : labels_[key].spellings) {
      if (count <= best) continue;
      best = count;
      cached = spelling;
    }
    while (cached.ends_with(':') || cached.ends_with(' ')) cached.pop_back();
  }
  return cached;
}

const std::map<std::string, std::int64_t>& LabelBook::spellings(std::string_view name) {
  return labels_[key_of(name)].spellings;
}

std::vector<std::string> LabelBook::inline_spellings() const {
  std::vector<std::string> list;
  for (const auto& [key, label] : labels_) {
    if (!label.accepted) continue;
    const bool colon = label.of(LabelStyle::kNameColon) + label.of(LabelStyle::kTimeName) +
                           label.of(LabelStyle::kBoldName) + label.of(LabelStyle::kBrackets) >
                       0;
    if (!colon && !given_.contains(key)) continue;
    for (const auto& [spelling, count] : label.spellings) list.push_back(spelling);
  }
  std::sort(list.begin(), list.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  return list;
}

}  // namespace polyvocal::text
