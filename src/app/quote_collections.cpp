#include "app/quote_collections.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "app/quote_values_internal.hpp"
#include "base/clock.hpp"
#include "base/sha256.hpp"
#include "text/boundaries.hpp"
#include "text/collate.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::app {
namespace {

using base::ErrorCode;
using model::DocumentChunk;
using model::Snapshot;

/// A document's text and turns, read once.
struct Loaded {
  std::string text;
  std::unique_ptr<text::OffsetMap> map;
  std::vector<model::Passage> passages;
};

class Texts {
 public:
  explicit Texts(Session& session) : session_(session) {}
  base::Result<const Loaded*> of(model::DocumentId document) {
    auto& entry = loaded_[document];
    if (entry.map) return &entry;
    auto text = session_.project().text(document);
    if (!text) return base::pass(text);
    auto passages = session_.project().passages(document);
    if (!passages) return base::pass(passages);
    entry.text = std::move(*text);
    entry.map = std::make_unique<text::OffsetMap>(entry.text);
    entry.passages = std::move(*passages);
    return &entry;
  }

 private:
  Session& session_;
  std::map<model::DocumentId, Loaded> loaded_;
};

/// Index of the turn that a position lies in or behind; npos before the first.
std::size_t turn_at(const DocumentChunk& chunk, text::CodePointOffset position) {
  const auto it = std::upper_bound(chunk.passage_start.begin(), chunk.passage_start.end(), position.value);
  return it == chunk.passage_start.begin() ? Snapshot::npos
                                           : static_cast<std::size_t>(it - chunk.passage_start.begin()) - 1;
}

/// The cases whose words a range holds, by start.
std::vector<std::uint32_t> cases_in(const DocumentChunk& chunk, text::CodePointRange range) {
  std::vector<std::uint32_t> cases;
  for (const auto& span : chunk.case_spans) {
    if (span.range.overlaps(range) && std::find(cases.begin(), cases.end(), span.case_index) == cases.end())
      cases.push_back(span.case_index);
  }
  return cases;
}

std::string today() {
  return base::iso_time(base::now_ms()).substr(0, 10);
}

/// Builds the views of quotes of one moment.
class Describer {
 public:
  Describer(Session& session, const Snapshot& snapshot) : session_(session), snapshot_(snapshot), texts_(session) {}

  base::Result<void> load() {
    auto consents = session_.project().consents();
    if (!consents) return base::pass(consents);
    consents_ = std::move(*consents);
    return {};
  }
  base::Result<CollectedQuoteView> describe(const model::CollectedQuote& quote, const std::string& collection_rule);

 private:
  bool coded_as_theme(const model::CollectedQuote& quote, const DocumentChunk& chunk) const;
  void look_for_staleness(CollectedQuoteView& view, const DocumentChunk& chunk, const text::OffsetMap& map,
                          const std::set<std::int64_t>& cases, const std::set<std::int64_t>& speakers) const;
  Session& session_;
  const Snapshot& snapshot_;
  Texts texts_;
  std::vector<store::Project::Consent> consents_;
};

bool Describer::coded_as_theme(const model::CollectedQuote& quote, const DocumentChunk& chunk) const {
  const auto first = snapshot_.codes.index_of(quote.theme);
  if (first == model::CodeTree::npos) return true;
  const auto end = snapshot_.codes.subtree_end(first);
  for (std::size_t i = 0; i < chunk.codings(); ++i) {
    if (chunk.code[i] < first || chunk.code[i] >= end) continue;
    const text::CodePointRange coding{text::CodePointOffset(chunk.start[i]), text::CodePointOffset(chunk.end[i])};
    for (const auto& quoted : quote.ranges) {
      if (quoted.range.overlaps(coding)) return true;
    }
  }
  return false;
}

void Describer::look_for_staleness(CollectedQuoteView& view, const DocumentChunk& chunk, const text::OffsetMap& map,
                                   const std::set<std::int64_t>& cases, const std::set<std::int64_t>& speakers) const {
  const auto& quote = view.quote;
  if (!quote.text_hash.empty()) {
    const auto now = base::sha256(model::quoted_words(quote.ranges, map));
    if (std::string_view(reinterpret_cast<const char*>(now.data()), now.size()) != quote.text_hash)
      view.stale.emplace_back("text-changed");
  }
  if (quote.theme && !coded_as_theme(quote, chunk)) view.stale.emplace_back("not-coded");
  // The last word of each person counts.
  std::map<std::pair<std::int64_t, std::int64_t>, const store::Project::Consent*> last;
  for (const auto& consent : consents_) {
    if (cases.contains(consent.case_id.value) || speakers.contains(consent.speaker.value))
      last[{consent.case_id.value, consent.speaker.value}] = &consent;
  }
  bool changed = false;
  bool ended = false;
  for (const auto& [who, consent] : last) {
    changed = changed || consent->recorded_ms > quote.changed_ms;
    ended = ended || consent->quotation_ends || (!consent->until.empty() && consent->until < today());
  }
  if (ended)
    view.stale.emplace_back("consent-ended");
  else if (changed)
    view.stale.emplace_back("consent-changed");
}

base::Result<CollectedQuoteView> Describer::describe(const model::CollectedQuote& quote,
                                                     const std::string& collection_rule) {
  CollectedQuoteView view;
  view.quote = quote;
  view.label = quote_label(quote.guid);
  const auto document = snapshot_.document_index(quote.document);
  if (document == Snapshot::npos)
    return base::fail(ErrorCode::kNotFound, {{"kind", "document"}, {"name", std::to_string(quote.document.value)}});
  auto loaded = texts_.of(quote.document);
  if (!loaded) return base::pass(loaded);
  const auto& map = *(*loaded)->map;
  const auto& passages = (*loaded)->passages;
  const auto& chunk = *snapshot_.chunks[document];
  view.document = snapshot_.documents[document].name;
  view.verbatim = snapshot_.documents[document].kind == model::DocumentKind::kRecorded;
  const auto* group = snapshot_.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  std::vector<std::uint32_t> cases;
  std::vector<model::QuoteVoice> voices;
  std::set<std::int64_t> case_ids;
  std::set<std::int64_t> speaker_ids;
  std::vector<std::string> labels;
  for (const auto& quoted : quote.ranges) {
    model::QuoteVoice voice;
    const auto turn = turn_at(chunk, quoted.range.start);
    std::vector<std::uint32_t> own = cases_in(chunk, quoted.range);
    if (turn != Snapshot::npos && turn < passages.size()) {
      voice.turn = static_cast<std::int64_t>(turn);
      voice.body = passages[turn].body;
      const auto speaker = chunk.passage_speaker[turn];
      if (speaker != DocumentChunk::kNone) {
        voice.label = chunk.speakers[speaker].label;
        speaker_ids.insert(chunk.speakers[speaker].id.value);
        if (std::find(labels.begin(), labels.end(), voice.label) == labels.end()) labels.push_back(voice.label);
        // Who speaks is who is named, not everybody to whom the document belongs.
        const auto of_speaker = snapshot_.case_index(chunk.speakers[speaker].case_id);
        if (chunk.speakers[speaker].case_id && of_speaker != Snapshot::npos) {
          voice.label = snapshot_.cases[of_speaker].name;
          own = {static_cast<std::uint32_t>(of_speaker)};
        }
      }
      if (view.first_turn == 0) view.first_turn = voice.turn + 1;
      view.first_turn = std::min(view.first_turn, voice.turn + 1);
      view.last_turn = std::max(view.last_turn, voice.turn + 1);
    }
    for (const auto one : own) {
      if (std::find(cases.begin(), cases.end(), one) == cases.end()) cases.push_back(one);
    }
    voices.push_back(std::move(voice));
    view.original += (view.original.empty() ? "" : "\n") + std::string(map.slice(quoted.range));
  }
  for (const auto one : cases) {
    const auto& known = snapshot_.cases[one];
    case_ids.insert(known.id.value);
    view.cases.push_back(known.name);
    view.groups.emplace_back(group == nullptr ? std::string_view() : snapshot_.case_value(one, group->id));
    const auto unit = std::find_if(snapshot_.units.begin(), snapshot_.units.end(),
                                   [&](const model::Unit& u) { return u.id == known.unit; });
    if (view.unit.empty() && unit != snapshot_.units.end()) view.unit = unit->name;
  }
  for (const auto& label : labels) view.speaker += (view.speaker.empty() ? "" : ", ") + label;
  view.pieces = model::render_quote(quote.ranges, map, voices);
  view.text = model::text_of(view.pieces);
  for (const auto& piece : view.pieces) {
    if (piece.kind == model::PieceKind::kWords)
      view.words += text::count_words(piece.text, snapshot_.documents[document].language);
  }
  if (const auto* theme = snapshot_.codes.find(quote.theme)) {
    view.theme = theme->name;
    view.theme_path = snapshot_.codes.path(quote.theme);
  }
  view.rule = !quote.attribution.empty() ? quote.attribution
              : !collection_rule.empty() ? collection_rule
                                         : std::string(kDefaultAttribution);
  view.attribution = attribution_text(
      view.rule, attribution_values(snapshot_, document, cases, {view.label, view.speaker, view.unit}));
  if (const auto coder = snapshot_.coder_index(quote.coder); coder != Snapshot::npos)
    view.coder = snapshot_.coders[coder].name;
  look_for_staleness(view, chunk, map, case_ids, speaker_ids);
  return view;
}

void count_voices(QuoteCollectionView& view, const Snapshot& snapshot) {
  std::map<std::string, QuotedVoice> voices;
  std::map<std::string, QuotedGroup> groups;
  std::map<std::string, std::set<std::string>> quoted;
  const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  for (std::size_t i = 0; i < snapshot.cases.size(); ++i) {
    const std::string name(group == nullptr ? std::string_view() : snapshot.case_value(i, group->id));
    ++groups[name].all_cases;
  }
  for (const auto& quote : view.quotes) {
    view.words += quote.words;
    std::set<std::string> of_quote;
    for (std::size_t i = 0; i < quote.cases.size(); ++i) {
      auto& voice = voices[quote.cases[i]];
      voice.name = quote.cases[i];
      voice.group = quote.groups[i];
      ++voice.quotes;
      of_quote.insert(quote.groups[i]);
      quoted[quote.groups[i]].insert(quote.cases[i]);
    }
    for (const auto& name : of_quote) ++groups[name].quotes;
  }
  const text::Collator collator(snapshot.language);
  for (auto& [name, voice] : voices) view.voices.push_back(std::move(voice));
  std::stable_sort(view.voices.begin(), view.voices.end(), [&](const QuotedVoice& a, const QuotedVoice& b) {
    return a.quotes != b.quotes ? a.quotes > b.quotes : collator.compare(a.name, b.name) < 0;
  });
  for (auto& [name, counted] : groups) {
    counted.name = name;
    counted.cases = static_cast<std::int64_t>(quoted[name].size());
    view.groups.push_back(std::move(counted));
  }
  std::stable_sort(view.groups.begin(), view.groups.end(),
                   [&](const QuotedGroup& a, const QuotedGroup& b) { return collator.compare(a.name, b.name) < 0; });
}

base::Result<model::QuoteCollectionHead> find_head(Session& session, std::string_view name) {
  auto heads = session.project().quote_collections();
  if (!heads) return base::pass(heads);
  for (auto& head : *heads) {
    if (text::fold_name(head.name) == text::fold_name(name) || head.guid.text() == name) return std::move(head);
  }
  return base::fail(ErrorCode::kNotFound, {{"kind", "collection"}, {"name", std::string(name)}});
}

base::Result<model::CollectedQuote> find_stored(Session& session, std::string_view label) {
  auto quotes = session.project().quotes();
  if (!quotes) return base::pass(quotes);
  for (auto& quote : *quotes) {
    if (quote.guid.text() == label || text::fold_name(quote_label(quote.guid)) == text::fold_name(label))
      return std::move(quote);
  }
  return base::fail(ErrorCode::kNotFound, {{"kind", "quote"}, {"name", std::string(label)}});
}

base::Result<void> without_entry(base::Result<std::int64_t> done) {
  if (!done) return base::pass(done);
  return {};
}

/// The parts of a place that lie in the bodies of turns, in text order of each range.
std::vector<model::QuoteRange> parts_in_turns(const Loaded& loaded, const std::vector<text::CodePointRange>& ranges) {
  std::vector<model::QuoteRange> parts;
  const auto add = [&](text::CodePointRange part) {
    // White space at the edges is no part of what somebody said.
    const std::string_view slice = loaded.map->slice(part);
    const std::string_view trimmed = text::trim(slice);
    if (trimmed.empty()) return;
    const auto before = slice.substr(0, static_cast<std::size_t>(trimmed.data() - slice.data()));
    part.start = part.start + text::count_code_points(before);
    part.end = part.start + text::count_code_points(trimmed);
    for (const auto& known : parts) {
      if (known.range.overlaps(part)) return;
    }
    parts.push_back({part, {}});
  };
  for (const auto& range : ranges) {
    bool in_turns = false;
    for (const auto& passage : loaded.passages) {
      if (passage.whole.overlaps(range)) in_turns = true;
      if (passage.body.overlaps(range))
        add({std::max(passage.body.start, range.start), std::min(passage.body.end, range.end)});
    }
    if (!in_turns) add(range);
  }
  return parts;
}

bool same_places(const std::vector<model::QuoteRange>& a, const std::vector<model::QuoteRange>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.range == y.range; });
}

}  // namespace

std::string quote_label(const base::Uuid& guid) {
  return label_of(base::sha256(guid.text()));
}

base::Result<std::vector<QuoteCollectionView>> quote_collections(Session& session) {
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  const auto& snapshot = **taken;
  auto heads = session.project().quote_collections();
  if (!heads) return base::pass(heads);
  auto quotes = session.project().quotes();
  if (!quotes) return base::pass(quotes);
  Describer describer(session, snapshot);
  if (auto loaded = describer.load(); !loaded) return base::pass(loaded);
  std::vector<QuoteCollectionView> views;
  for (auto& head : *heads) {
    QuoteCollectionView view;
    view.head = std::move(head);
    for (const auto& quote : *quotes) {
      if (quote.collection != view.head.id) continue;
      auto described = describer.describe(quote, view.head.attribution);
      if (!described) return base::pass(described);
      view.quotes.push_back(std::move(*described));
    }
    const auto tree_place = [&](const CollectedQuoteView& quote) { return snapshot.codes.index_of(quote.quote.theme); };
    std::stable_sort(view.quotes.begin(), view.quotes.end(),
                     [&](const auto& a, const auto& b) { return tree_place(a) < tree_place(b); });
    count_voices(view, snapshot);
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<QuoteCollectionView> quote_collection(Session& session, std::string_view name) {
  auto head = find_head(session, name);
  if (!head) return base::pass(head);
  auto views = quote_collections(session);
  if (!views) return base::pass(views);
  for (auto& view : *views) {
    if (view.head.id == head->id) return std::move(view);
  }
  return base::fail(ErrorCode::kNotFound, {{"kind", "collection"}, {"name", std::string(name)}});
}

base::Result<CollectedQuoteView> find_quote(Session& session, std::string_view label) {
  auto stored = find_stored(session, label);
  if (!stored) return base::pass(stored);
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  auto heads = session.project().quote_collections();
  if (!heads) return base::pass(heads);
  std::string rule;
  for (const auto& head : *heads) {
    if (head.id == stored->collection) rule = head.attribution;
  }
  Describer describer(session, **taken);
  if (auto loaded = describer.load(); !loaded) return base::pass(loaded);
  return describer.describe(*stored, rule);
}

base::Result<void> make_collection(Session& session, std::string_view name, Apply apply) {
  return without_entry(session.act("add-collection", history_parameters({{"collection", text::clean_name(name)}}),
                                   apply, [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                                     auto made = writer.add_quote_collection(name);
                                     if (!made) return base::pass(made);
                                     return {};
                                   }));
}

base::Result<void> rename_collection(Session& session, std::string_view name, std::string_view new_name, Apply apply) {
  auto head = find_head(session, name);
  if (!head) return base::pass(head);
  return without_entry(session.act(
      "rename-collection", history_parameters({{"collection", head->name}, {"name", text::clean_name(new_name)}}),
      apply,
      [&](store::Writer& writer, model::CoderId) { return writer.rename_quote_collection(head->id, new_name); }));
}

base::Result<void> set_collection_rule(Session& session, std::string_view name, std::string_view rule, Apply apply) {
  auto head = find_head(session, name);
  if (!head) return base::pass(head);
  return without_entry(session.act(
      "set-attribution", history_parameters({{"collection", head->name}}), apply,
      [&](store::Writer& writer, model::CoderId) { return writer.set_collection_attribution(head->id, rule); }));
}

base::Result<void> delete_collection(Session& session, std::string_view name, Apply apply) {
  auto head = find_head(session, name);
  if (!head) return base::pass(head);
  return without_entry(
      session.act("delete-collection", history_parameters({{"collection", head->name}}), apply,
                  [&](store::Writer& writer, model::CoderId) { return writer.delete_quote_collection(head->id); }));
}

base::Result<Collected> collect(Session& session, std::string_view collection, const std::vector<QuotePlace>& places,
                                Apply apply) {
  Collected result;
  auto head = find_head(session, collection);
  if (!head && head.error().code != ErrorCode::kNotFound) return base::pass(head);
  auto known = session.project().quotes();
  if (!known) return base::pass(known);
  if (head) {
    std::erase_if(*known, [&](const auto& quote) { return quote.collection != head->id; });
  } else {
    known->clear();
  }
  Texts texts(session);
  std::vector<store::NewQuote> fresh;
  for (const auto& place : places) {
    auto loaded = texts.of(place.document);
    if (!loaded) return base::pass(loaded);
    store::NewQuote quote{place.document, parts_in_turns(**loaded, place.ranges), {}, place.theme};
    if (quote.ranges.empty())
      return base::fail(ErrorCode::kInvalidArgument, {{"what", "range"}, {"value", "start-end"}});
    const auto here = [&](const auto& other) {
      return other.document == quote.document && same_places(other.ranges, quote.ranges);
    };
    if (std::any_of(known->begin(), known->end(), here) || std::any_of(fresh.begin(), fresh.end(), here)) {
      ++result.known;
      continue;
    }
    fresh.push_back(std::move(quote));
  }
  result.made = static_cast<std::int64_t>(fresh.size());
  std::vector<model::QuoteId> ids;
  auto done = session.act("collect-quotes",
                          history_parameters({{"collection", head ? head->name : text::clean_name(collection)},
                                              {"count", std::to_string(fresh.size())}}),
                          apply, [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
                            model::CollectionId id;
                            if (head) {
                              id = head->id;
                            } else {
                              auto made = writer.add_quote_collection(collection);
                              if (!made) return base::pass(made);
                              id = *made;
                            }
                            for (auto& quote : fresh) {
                              quote.collection = id;
                              auto made = writer.add_quote(quote, coder);
                              if (!made) return base::pass(made);
                              ids.push_back(*made);
                            }
                            return {};
                          });
  if (!done) return base::pass(done);
  if (apply == Apply::kDryRun) return result;
  auto stored = session.project().quotes();
  if (!stored) return base::pass(stored);
  std::map<std::int64_t, std::string> made;
  for (const auto& quote : *stored) made[quote.id.value] = quote_label(quote.guid);
  for (const auto id : ids) result.labels.push_back(made[id.value]);
  return result;
}

base::Result<std::vector<QuotePlace>> places_of(Session& session, const std::vector<SegmentView>& segments) {
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  std::map<std::string, model::DocumentId> documents;
  for (const auto& document : (*taken)->documents) documents[document.name] = document.id;
  std::vector<QuotePlace> places;
  for (const auto& segment : segments) {
    QuotePlace place{documents[segment.document], {segment.range}, {}};
    if (!segment.codes.empty()) {
      if (auto code = (*taken)->codes.resolve(segment.codes.front())) place.theme = *code;
    }
    places.push_back(std::move(place));
  }
  return places;
}

base::Result<void> set_ranges(Session& session, std::string_view label, const std::vector<model::QuoteRange>& ranges,
                              Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  if (quote->ranges == ranges) return {};
  return without_entry(session.act(
      "edit-quote", history_parameters({{"quote", quote->guid.text()}}), apply,
      [&](store::Writer& writer, model::CoderId coder) { return writer.set_quote_ranges(quote->id, ranges, coder); }));
}

base::Result<void> omit(Session& session, std::string_view label, text::CodePointRange where, Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  return set_ranges(session, label, model::with_omission(quote->ranges, where), apply);
}

base::Result<void> clarify(Session& session, std::string_view label, text::CodePointRange where, std::string_view words,
                           Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  return set_ranges(session, label, model::with_clarification(quote->ranges, where, text::clean_name(words)), apply);
}

base::Result<void> restore(Session& session, std::string_view label, std::optional<text::CodePointRange> where,
                           Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  auto ranges = quote->ranges;
  if (where) {
    ranges = model::restored(std::move(ranges), *where);
  } else {
    for (auto& range : ranges) range.edits.clear();
  }
  return set_ranges(session, label, ranges, apply);
}

base::Result<void> set_attribution(Session& session, std::string_view label, std::string_view rule, Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  return without_entry(session.act(
      "set-attribution", history_parameters({{"quote", quote->guid.text()}}), apply,
      [&](store::Writer& writer, model::CoderId) { return writer.set_quote_attribution(quote->id, rule); }));
}

base::Result<void> set_status(Session& session, const std::vector<std::string>& labels, model::QuoteStatus status,
                              Apply apply) {
  std::vector<model::CollectedQuote> quotes;
  for (const auto& label : labels) {
    auto quote = find_stored(session, label);
    if (!quote) return base::pass(quote);
    quotes.push_back(std::move(*quote));
  }
  return without_entry(session.act(
      "set-quote-status",
      history_parameters({{"status", std::string(status_name(status))}, {"count", std::to_string(quotes.size())}}),
      apply, [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
        for (const auto& quote : quotes) {
          if (auto set = writer.set_quote_status(quote.id, status, coder); !set) return set;
        }
        return {};
      }));
}

base::Result<void> place(Session& session, std::string_view label, std::string_view theme, std::int64_t position,
                         Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  model::CodeId code;
  if (!theme.empty()) {
    auto tree = session.project().codes();
    if (!tree) return base::pass(tree);
    auto found = tree->resolve(theme);
    if (!found) return base::pass(found);
    code = *found;
  }
  return without_entry(session.act(
      "place-quote", history_parameters({{"quote", quote->guid.text()}}), apply,
      [&](store::Writer& writer, model::CoderId) { return writer.place_quote(quote->id, code, position); }));
}

base::Result<void> move_to_collection(Session& session, std::string_view label, std::string_view collection,
                                      Apply apply) {
  auto quote = find_stored(session, label);
  if (!quote) return base::pass(quote);
  auto head = find_head(session, collection);
  if (!head) return base::pass(head);
  return without_entry(
      session.act("place-quote", history_parameters({{"quote", quote->guid.text()}, {"collection", head->name}}), apply,
                  [&](store::Writer& writer, model::CoderId) { return writer.move_quote(quote->id, head->id); }));
}

base::Result<void> remove_quotes(Session& session, const std::vector<std::string>& labels, Apply apply) {
  std::vector<model::QuoteId> ids;
  for (const auto& label : labels) {
    auto quote = find_stored(session, label);
    if (!quote) return base::pass(quote);
    ids.push_back(quote->id);
  }
  return without_entry(session.act("remove-quotes", history_parameters({{"count", std::to_string(ids.size())}}), apply,
                                   [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                                     for (const auto id : ids) {
                                       if (auto gone = writer.delete_quote(id); !gone) return gone;
                                     }
                                     return {};
                                   }));
}

std::string_view status_name(model::QuoteStatus status) {
  switch (status) {
    case model::QuoteStatus::kChecked:
      return "checked";
    case model::QuoteStatus::kApproved:
      return "approved";
    case model::QuoteStatus::kDraft:
      break;
  }
  return "draft";
}

base::Result<model::QuoteStatus> status_of(std::string_view name) {
  for (const auto status : {model::QuoteStatus::kDraft, model::QuoteStatus::kChecked, model::QuoteStatus::kApproved}) {
    if (status_name(status) == name) return status;
  }
  return base::fail(ErrorCode::kInvalidArgument, {{"what", "status"}, {"value", std::string(name)}});
}

}  // namespace polyvocal::app
