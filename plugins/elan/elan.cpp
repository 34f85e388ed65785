// ELAN annotation files (.eaf): tiers of timed annotations, a tier a speaker.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "package_xml.hpp"
#include "text_tools.hpp"

namespace {

constexpr std::string_view kRoot = "ANNOTATION_DOCUMENT";
/// 100 days: more than any recording, and the most the host takes.
constexpr std::int64_t kMaxTimeMs = std::int64_t{100} * 24 * 3600 * 1000;

struct Annotation {
  std::string text;    ///< trimmed, without line ends; may be empty
  std::string parent;  ///< the annotation this one belongs to; empty if it has times of its own
  std::int64_t start_ms = PV_NO_TIME;
  std::int64_t end_ms = PV_NO_TIME;
};

struct Tier {
  std::string name;
  std::string participant;
  std::string parent;  ///< a tier's name; empty at the top
  std::vector<Annotation> annotations;
  bool taken = false;
};

using Times = std::map<std::string, std::int64_t, std::less<>>;

std::string one_line(std::string_view text) {
  pv::ParagraphText made;
  made.append(text, false);
  made.collapse();
  return made.text();
}

/// Slots without a value exist: those between two that have one.
Times times_of(pugi::xml_node root) {
  // Whoever cuts film counts pictures.
  const std::string unit = pv::attribute(pv::child(root, "HEADER"), "TIME_UNITS");
  const double factor = unit == "PAL-frames" ? 40.0 : unit == "NTSC-frames" ? 1001.0 / 30 : 1.0;
  Times times;
  for (const auto slot : pv::child(root, "TIME_ORDER").children()) {
    const std::string value = pv::attribute(slot, "TIME_VALUE");
    std::int64_t count = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), count);
    if (fault != std::errc() || end != value.data() + value.size() || count < 0 || count > kMaxTimeMs) continue;
    const auto ms = static_cast<std::int64_t>(static_cast<double>(count) * factor + 0.5);
    if (ms <= kMaxTimeMs) times[pv::attribute(slot, "TIME_SLOT_ID")] = ms;
  }
  return times;
}

class Reader {
 public:
  Reader(pv::Host& host, pugi::xml_node root) : host_(host), slots_(times_of(root)) {
    for (const auto node : root.children()) {
      if (pv::local(node) == "TIER") read_tier(node);
    }
    for (auto& tier : tiers_) {
      for (auto& annotation : tier.annotations) inherit_times(annotation);
    }
  }

  void emit() {
    for (std::size_t i = 0; i < tiers_.size(); ++i) {
      if (!tiers_[i].parent.empty() && index_of(tiers_[i].parent) != tiers_.size()) continue;
      if (const std::size_t speaking = tier_with_words(i); speaking != tiers_.size()) take(speaking, speaker_of(i));
    }
    std::stable_sort(cues_.begin(), cues_.end(), [](const Cue& a, const Cue& b) { return a.order < b.order; });
    for (const auto& cue : cues_)
      host_.cue(cue.annotation->text, cue.speaker, cue.annotation->start_ms, cue.annotation->end_ms);
    if (cues_.empty()) pv::finish(PV_EMPTY);
    std::string left_out;
    for (const auto& tier : tiers_) {
      if (tier.taken || !has_text(tier)) continue;
      if (!left_out.empty()) left_out += ", ";
      left_out += tier.name;
    }
    if (!left_out.empty()) host_.warning("tiers-left-out", left_out);
  }

 private:
  struct Cue {
    std::int64_t order;  ///< milliseconds
    std::string speaker;
    const Annotation* annotation;
  };
  struct Place {
    std::int64_t start_ms;
    std::int64_t end_ms;
    std::string parent;
  };

  void read_tier(pugi::xml_node node) {
    Tier tier{one_line(pv::attribute(node, "TIER_ID")),
              one_line(pv::attribute(node, "PARTICIPANT")),
              one_line(pv::attribute(node, "PARENT_REF")),
              {},
              false};
    for (const auto wrapper : node.children()) {
      for (const auto found : wrapper.children()) {
        const bool refers = pv::local(found) == "REF_ANNOTATION";
        if (!refers && pv::local(found) != "ALIGNABLE_ANNOTATION") continue;
        Annotation made;
        made.text = one_line(pv::child(found, "ANNOTATION_VALUE").text().get());
        if (refers) {
          made.parent = pv::attribute(found, "ANNOTATION_REF");
        } else {
          made.start_ms = time_of(pv::attribute(found, "TIME_SLOT_REF1"));
          made.end_ms = time_of(pv::attribute(found, "TIME_SLOT_REF2"));
        }
        places_[pv::attribute(found, "ANNOTATION_ID")] = {made.start_ms, made.end_ms, made.parent};
        tier.annotations.push_back(std::move(made));
      }
    }
    by_name_.emplace(tier.name, tiers_.size());
    tiers_.push_back(std::move(tier));
  }

  std::int64_t time_of(const std::string& slot) const {
    const auto it = slots_.find(slot);
    return it == slots_.end() ? PV_NO_TIME : it->second;
  }

  /// An annotation without times has those of the one it belongs to; a file may name them in a circle.
  void inherit_times(Annotation& annotation) const {
    std::string_view parent = annotation.parent;
    for (int steps = 0; !parent.empty() && steps < pv::kMaxXmlDepth; ++steps) {
      const auto it = places_.find(parent);
      if (it == places_.end()) return;
      annotation.start_ms = it->second.start_ms;
      annotation.end_ms = it->second.end_ms;
      parent = it->second.parent;
    }
  }

  std::size_t index_of(std::string_view name) const {
    const auto it = by_name_.find(name);
    return it == by_name_.end() ? tiers_.size() : it->second;
  }

  static bool has_text(const Tier& tier) {
    return std::any_of(tier.annotations.begin(), tier.annotations.end(),
                       [](const Annotation& one) { return !one.text.empty(); });
  }

  /// True if all it holds are numbers of utterances, "int_001": then the words stand in a tier below.
  static bool only_numbers(const Tier& tier) {
    return std::all_of(tier.annotations.begin(), tier.annotations.end(), [](const Annotation& one) {
      return one.text.empty() ||
             (one.text.find(' ') == std::string::npos && one.text.find_first_of("0123456789") != std::string::npos);
    });
  }

  /// The tier that says what the speaker of the top tier `top` said: that one, else the first below it with words.
  /// The number of tiers if there is none.
  std::size_t tier_with_words(std::size_t top) const {
    if (has_text(tiers_[top]) && !only_numbers(tiers_[top])) return top;
    std::set<std::string_view> above{tiers_[top].name};
    for (std::size_t depth = 0; depth < pv::kMaxXmlDepth; ++depth) {
      std::set<std::string_view> next;
      for (std::size_t i = 0; i < tiers_.size(); ++i) {
        if (i == top || !above.contains(tiers_[i].parent)) continue;
        if (has_text(tiers_[i]) && !only_numbers(tiers_[i])) return i;
        next.insert(tiers_[i].name);
      }
      if (next.empty()) break;
      above = std::move(next);
    }
    return has_text(tiers_[top]) ? top : tiers_.size();
  }

  /// ELAN calls the tier of a new file "default": that is nobody's name.
  std::string speaker_of(std::size_t top) const {
    if (!tiers_[top].participant.empty()) return tiers_[top].participant;
    return tiers_[top].name == "default" ? std::string() : tiers_[top].name;
  }

  /// The tier's annotations become cues, unless the speaker is heard in another tier at the same time already: nobody
  /// says two things at once, so this one describes or translates.
  void take(std::size_t index, const std::string& speaker) {
    Tier& tier = tiers_[index];
    if (!speaker.empty() && mostly_within(tier, heard_[speaker])) return;
    tier.taken = true;
    std::int64_t order = 0;
    for (const auto& annotation : tier.annotations) {
      // One without a time follows the one before it.
      if (annotation.start_ms != PV_NO_TIME) order = annotation.start_ms;
      if (annotation.text.empty()) continue;
      cues_.push_back({order, speaker, &annotation});
      if (annotation.start_ms != PV_NO_TIME && annotation.end_ms > annotation.start_ms)
        heard_[speaker].emplace_back(annotation.start_ms, annotation.end_ms);
    }
    std::sort(heard_[speaker].begin(), heard_[speaker].end());
  }

  using Spans = std::vector<std::pair<std::int64_t, std::int64_t>>;

  /// True if more than half of the time of the annotations lies in `spans`, which are in order of their starts.
  static bool mostly_within(const Tier& tier, const Spans& spans) {
    std::int64_t all = 0;
    std::int64_t within = 0;
    for (const auto& one : tier.annotations) {
      if (one.text.empty() || one.start_ms == PV_NO_TIME || one.end_ms <= one.start_ms) continue;
      all += one.end_ms - one.start_ms;
      auto it = std::upper_bound(spans.begin(), spans.end(), std::pair(one.start_ms, INT64_MAX));
      if (it != spans.begin()) --it;
      for (; it != spans.end() && it->first < one.end_ms; ++it)
        within += std::max<std::int64_t>(0, std::min(it->second, one.end_ms) - std::max(it->first, one.start_ms));
    }
    return all > 0 && within * 2 > all;
  }

  pv::Host& host_;
  Times slots_;
  std::vector<Tier> tiers_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::map<std::string, Place, std::less<>> places_;  // by annotation
  std::map<std::string, Spans, std::less<>> heard_;   // by speaker
  std::vector<Cue> cues_;
};

int probe_elan(std::string_view head, std::string_view extension) {
  if (!pv::looks_like_text(head)) return 0;
  if (head.find("<ANNOTATION_DOCUMENT") != std::string_view::npos) return 97;
  return extension == "eaf" ? 60 : 0;
}

void read_elan(pv::Host& host, std::string_view bytes, std::string_view) {
  if (pv::trimmed(bytes).empty()) pv::finish(PV_EMPTY);
  pugi::xml_document document;
  pv::parse_xml(document, bytes);
  const auto root = document.document_element();
  if (pv::local(root) != kRoot) pv::finish(PV_DAMAGED, "no-annotation-document");
  Reader(host, root).emit();
}

const pv_format kElan = pv::format<probe_elan, read_elan>(PV_DOCUMENT_IMPORTER, "elan", "ELAN annotations", "eaf");

}  // namespace

POLYVOCAL_PLUGIN("org.polyvocal.elan", &kElan)
