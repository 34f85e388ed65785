#include "app/coding.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "app/search.hpp"
#include "base/atomic_file.hpp"
#include "exchange/tables.hpp"
#include "index/query.hpp"
#include "index/search_index.hpp"
#include "text/boundaries.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::app {
namespace {

using base::ErrorCode;

struct Place {
  model::Document document;
  model::CodeId code;
  std::string path;
};

base::Result<Place> place_of(Session& session, std::string_view document, std::string_view code) {
  Place place;
  auto id = session.project().find_document(document);
  if (!id) return base::pass(id);
  auto row = session.project().document(*id);
  if (!row) return base::pass(row);
  place.document = std::move(*row);
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  auto code_id = tree->resolve(code);
  if (!code_id) return base::pass(code_id);
  place.code = *code_id;
  place.path = tree->path(*code_id);
  return place;
}

/// A coding that the current coder may change.
base::Result<model::Coding> own_coding(Session& session, model::CodingId id) {
  auto coding = session.project().coding(id);
  if (!coding) return coding;
  auto me = session.known_coder();
  if (!me) return base::pass(me);
  if (coding->coder != *me) return base::fail(ErrorCode::kRefused, {{"reason", "other-coders-coding"}});
  return coding;
}

/// One document as the import of codings needs it: text and map, loaded once.
struct LoadedText {
  std::string text;
  std::unique_ptr<text::OffsetMap> map;
};

/// Finds where a row's coding stands, or why it cannot be said.
class CodingPlacer {
 public:
  explicit CodingPlacer(store::Project& project) : project_(project) {}

  base::Result<void> load() {
    auto documents = project_.documents();
    if (!documents) return base::pass(documents);
    for (const auto& document : *documents) by_name_.emplace(text::fold_name(document.name), document.id);
    auto cases = project_.cases();
    if (!cases) return base::pass(cases);
    for (const auto& known : *cases) by_case_[text::fold_name(known.name)] = known.documents;
    return {};
  }

  struct Found {
    model::DocumentId document;
    text::CodePointRange range;
    std::string reason;  ///< empty = found
  };
  base::Result<Found> find(const exchange::CodingRow& row) {
    std::vector<model::DocumentId> candidates;
    if (!row.document.empty()) {
      const auto it = by_name_.find(text::fold_name(row.document));
      if (it != by_name_.end()) {
        candidates.push_back(it->second);
      } else if (auto id = project_.find_document(row.document)) {
        candidates.push_back(*id);
      } else {
        return Found{{}, {}, "unknown-document"};
      }
    } else {
      const auto it = by_case_.find(text::fold_name(row.participant));
      if (it == by_case_.end() || it->second.empty()) return Found{{}, {}, "unknown-participant"};
      candidates = it->second;
    }
    if (row.start && row.end && candidates.size() == 1) {
      auto loaded = text_of(candidates.front());
      if (!loaded) return base::pass(loaded);
      const text::CodePointRange range{text::CodePointOffset(*row.start), text::CodePointOffset(*row.end)};
      const bool inside = *row.start >= 0 && *row.start < *row.end && range.end <= (*loaded)->map->code_points();
      if (!inside) return Found{{}, {}, "bad-range"};
      // Words beside a place are its proof: a table made from another text must not shift codings.
      if (!row.text.empty() && !is(row.text, (*loaded)->map->slice(range))) return Found{{}, {}, "text-differs"};
      return Found{candidates.front(), range, ""};
    }
    if (row.text.empty()) return Found{{}, {}, row.start && row.end ? "several-documents" : "no-place"};
    std::optional<Found> found;
    for (const auto document : candidates) {
      auto loaded = text_of(document);
      if (!loaded) return base::pass(loaded);
      for (const auto& [begin, end] : exchange::find_words((*loaded)->text, row.text)) {
        if (found) return Found{{}, {}, "text-ambiguous"};
        const text::ByteRange bytes{text::ByteOffset(static_cast<std::int64_t>(begin)),
                                    text::ByteOffset(static_cast<std::int64_t>(end))};
        found = Found{document, (*loaded)->map->to_code_points(bytes), ""};
      }
    }
    return found.value_or(Found{{}, {}, "text-absent"});
  }

 private:
  /// True if `words` are the whole of `place`, as find_words() compares; white space around either does not count.
  static bool is(std::string_view words, std::string_view place) {
    place = text::trim(place);
    for (const auto& [begin, end] : exchange::find_words(place, words)) {
      if (begin == 0 && end == place.size()) return true;
    }
    return false;
  }

  base::Result<const LoadedText*> text_of(model::DocumentId document) {
    auto& entry = texts_[document];
    if (!entry.map) {
      auto text = project_.text(document);
      if (!text) return base::pass(text);
      entry.text = std::move(*text);
      entry.map = std::make_unique<text::OffsetMap>(entry.text);
    }
    return &entry;
  }

  store::Project& project_;
  std::map<std::string, model::DocumentId> by_name_;
  std::map<std::string, std::vector<model::DocumentId>> by_case_;
  std::map<model::DocumentId, LoadedText> texts_;
};

base::Result<std::vector<text::CodePointRange>> spread_ranges(Session& session, const model::Passage& passage,
                                                              const index::Query* query, Spread spread,
                                                              std::string_view language) {
  if (spread == Spread::kPassage || query == nullptr) return std::vector{passage.body};
  auto text = session.project().text(passage.document);
  if (!text) return base::pass(text);
  const text::OffsetMap map(*text);
  const std::string body(map.slice(passage.body));
  const text::OffsetMap body_map(body);
  std::vector<text::CodePointRange> ranges;
  for (const auto& hit : index::matches_in(body, *query, language)) ranges.push_back(body_map.to_code_points(hit));
  if (spread == Spread::kSentence) {
    std::vector<text::CodePointRange> sentences;
    for (const auto& sentence : text::sentences(body_map, language)) {
      if (std::any_of(ranges.begin(), ranges.end(), [&](const auto& hit) { return hit.overlaps(sentence); })) {
        sentences.push_back(sentence);
      }
    }
    ranges = std::move(sentences);
  }
  for (auto& range : ranges) {
    range.start = passage.body.start + range.start.value;
    range.end = passage.body.start + range.end.value;
  }
  return ranges;
}

}  // namespace

base::Result<AppliedCoding> apply_code(Session& session, std::string_view document, text::CodePointRange range,
                                       std::string_view code, Apply apply) {
  auto place = place_of(session, document, code);
  if (!place) return base::pass(place);
  AppliedCoding applied{"", place->document.name, place->path, session.coder_name(), range, false};
  model::CodingId id;
  auto done =
      session.act("apply-code", history_parameters({{"code", place->path}, {"document", place->document.guid.text()}}),
                  apply, [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
                    auto made = writer.add_coding(place->document.id, range, place->code, coder);
                    if (!made) return base::pass(made);
                    id = *made;
                    return {};
                  });
  if (!done) return base::pass(done);
  if (apply == Apply::kCommit) {
    auto coding = session.project().coding(id);
    if (!coding) return base::pass(coding);
    applied.guid = coding->guid.text();
  }
  auto text = session.project().text(place->document.id);
  if (!text) return base::pass(text);
  const text::OffsetMap map(*text);
  const auto graphemes = text::grapheme_boundaries(map, place->document.language);
  applied.splits_character = text::snap_to_graphemes(range, graphemes) != range;
  return applied;
}

base::Result<AppliedCoding> remove_code(Session& session, std::string_view document, text::CodePointRange range,
                                        std::string_view code, Apply apply) {
  auto place = place_of(session, document, code);
  if (!place) return base::pass(place);
  auto codings = session.project().codings(place->document.id);
  if (!codings) return base::pass(codings);
  auto coders = session.project().coders();
  if (!coders) return base::pass(coders);
  model::CoderId coder;
  for (const auto& known : *coders) {
    if (text::fold_name(known.name) == text::fold_name(session.coder_name())) coder = known.id;
  }
  const auto it = std::find_if(codings->begin(), codings->end(), [&](const model::Coding& coding) {
    return coding.range == range && coding.code == place->code && coding.coder == coder;
  });
  if (it == codings->end()) {
    return base::fail(ErrorCode::kNotFound, {{"kind", "coding"}, {"name", place->path}});
  }
  auto done = session.act("remove-coding",
                          history_parameters({{"code", place->path}, {"document", place->document.guid.text()}}), apply,
                          [&](store::Writer& writer, model::CoderId) { return writer.delete_coding(it->id); });
  if (!done) return base::pass(done);
  return AppliedCoding{it->guid.text(), place->document.name, place->path, session.coder_name(), range, false};
}

base::Result<AppliedCoding> move_coding(Session& session, model::CodingId coding, text::CodePointRange range,
                                        Apply apply) {
  auto old = own_coding(session, coding);
  if (!old) return base::pass(old);
  auto document = session.project().document(old->document);
  if (!document) return base::pass(document);
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  AppliedCoding result{old->guid.text(), document->name, tree->path(old->code), session.coder_name(), range, false};
  auto done =
      session.act("move-coding",
                  history_parameters({{"coding", result.guid},
                                      {"document", document->guid.text()},
                                      {"code", result.code},
                                      {"start", std::to_string(range.start.value)},
                                      {"end", std::to_string(range.end.value)}}),
                  apply, [&](store::Writer& writer, model::CoderId) { return writer.set_coding_range(coding, range); });
  if (!done) return base::pass(done);
  return result;
}

base::Result<std::int64_t> apply_code_to(Session& session, const std::vector<CodingPlace>& places, model::CodeId code,
                                         Apply apply) {
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  if (tree->find(code) == nullptr) return base::fail(ErrorCode::kNotFound, {{"kind", "code"}, {"name", ""}});
  std::int64_t made = 0;
  auto done = session.act("apply-code",
                          history_parameters({{"code", tree->path(code)}, {"count", std::to_string(places.size())}}),
                          apply, [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
                            for (const auto& place : places) {
                              auto coding = writer.add_coding(place.document, place.range, code, coder);
                              if (!coding && coding.error().code != ErrorCode::kDuplicate) return base::pass(coding);
                              made += coding ? 1 : 0;
                            }
                            return {};
                          });
  if (!done) return base::pass(done);
  return made;
}

base::Result<void> remove_codings(Session& session, const std::vector<model::CodingId>& codings, Apply apply) {
  for (const auto coding : codings) {
    if (auto own = own_coding(session, coding); !own) return base::pass(own);
  }
  auto done = session.act("remove-coding", history_parameters({{"count", std::to_string(codings.size())}}), apply,
                          [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                            for (const auto coding : codings) {
                              if (auto gone = writer.delete_coding(coding); !gone) return gone;
                            }
                            return {};
                          });
  if (!done) return base::pass(done);
  return {};
}

base::Result<std::int64_t> recode(Session& session, const std::vector<model::CodingId>& codings, model::CodeId code,
                                  Apply apply) {
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  if (tree->find(code) == nullptr) return base::fail(ErrorCode::kNotFound, {{"kind", "code"}, {"name", ""}});
  std::vector<model::Coding> changed;
  for (const auto id : codings) {
    auto own = own_coding(session, id);
    if (!own) return base::pass(own);
    auto coding = session.project().coding(id);
    if (!coding) return base::pass(coding);
    if (coding->code != code) changed.push_back(*coding);
  }
  auto done =
      session.act("recode", history_parameters({{"code", tree->path(code)}, {"count", std::to_string(changed.size())}}),
                  apply, [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
                    for (const auto& coding : changed) {
                      if (auto gone = writer.delete_coding(coding.id); !gone) return gone;
                      auto made = writer.add_coding(coding.document, coding.range, code, coder);
                      if (!made && made.error().code != ErrorCode::kDuplicate) return base::pass(made);
                    }
                    return {};
                  });
  if (!done) return base::pass(done);
  return static_cast<std::int64_t>(changed.size());
}

base::Result<CodingsReport> import_codings(Session& session, const std::filesystem::path& file, Apply apply) {
  auto raw = session.plugins().read_table(file);
  if (!raw) return base::pass(raw);
  auto rows = exchange::read_codings(raw->rows);
  if (!rows) {
    rows.error().params.emplace_back("path", base::path_to_utf8(file));
    return base::pass(rows);
  }
  if (rows->empty()) return base::fail(ErrorCode::kEmptyFile, {{"path", base::path_to_utf8(file)}});
  CodingPlacer placer(session.project());
  if (auto loaded = placer.load(); !loaded) return base::pass(loaded);
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  auto coders = session.project().coders();
  if (!coders) return base::pass(coders);
  CodingsReport report;
  auto done = session.act("import-codings", history_parameters({{"rows", std::to_string(rows->size())}}), apply,
                          [&](store::Writer& writer, model::CoderId acting) -> base::Result<void> {
                            std::map<std::string, model::CoderId> coder_ids;
                            for (const auto& coder : *coders) coder_ids[text::fold_name(coder.name)] = coder.id;
                            coder_ids[text::fold_name(session.coder_name())] = acting;
                            std::map<std::string, base::Result<model::CodeId>> code_ids;
                            for (const auto& row : *rows) {
                              auto known = code_ids.find(row.code);
                              if (known == code_ids.end())
                                known = code_ids.emplace(row.code, tree->resolve(row.code)).first;
                              if (!known->second) {
                                const bool ambiguous = known->second.error().code == ErrorCode::kAmbiguous;
                                report.unplaced.push_back({row.row, ambiguous ? "ambiguous-code" : "unknown-code"});
                                continue;
                              }
                              auto found = placer.find(row);
                              if (!found) return base::pass(found);
                              if (!found->reason.empty()) {
                                report.unplaced.push_back({row.row, found->reason});
                                continue;
                              }
                              model::CoderId coder = acting;
                              if (!row.coder.empty()) {
                                auto& id = coder_ids[text::fold_name(row.coder)];
                                if (!id) {
                                  auto made = writer.add_coder(row.coder);
                                  if (!made) return base::pass(made);
                                  id = *made;
                                }
                                coder = id;
                              }
                              auto placed = writer.add_coding(found->document, found->range, *known->second, coder);
                              if (placed) {
                                ++report.placed;
                              } else if (placed.error().code == ErrorCode::kDuplicate) {
                                report.unplaced.push_back({row.row, "duplicate"});
                              } else {
                                return base::pass(placed);
                              }
                            }
                            return {};
                          });
  if (!done) return base::pass(done);
  return report;
}

base::Result<std::int64_t> autocode(Session& session, const AutocodeSpec& spec, Apply apply) {
  if (spec.query.empty() == spec.speaker.empty()) {
    return base::fail(ErrorCode::kUsage, {{"detail", "autocode-one-of"}});
  }
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  auto code = tree->resolve(spec.code);
  if (!code) return base::pass(code);
  std::optional<index::Query> query;
  model::PassageSet wanted;
  if (!spec.query.empty()) {
    auto parsed = index::parse_query(spec.query, session.project().language());
    if (!parsed) return base::pass(parsed);
    query = std::move(*parsed);
    auto found = search_passages(session, *query);
    if (!found) return base::pass(found);
    wanted = std::move(*found);
  }
  auto documents = session.project().documents();
  if (!documents) return base::pass(documents);
  struct Hit {
    model::DocumentId document;
    text::CodePointRange range;
  };
  std::vector<Hit> hits;
  for (const auto& document : *documents) {
    auto passages = session.project().passages(document.id);
    if (!passages) return base::pass(passages);
    std::set<model::SpeakerId> speakers;
    if (!spec.speaker.empty()) {
      auto known = session.project().speakers(document.id);
      if (!known) return base::pass(known);
      for (const auto& speaker : *known) {
        if (text::fold_name(speaker.label) == text::fold_name(spec.speaker)) speakers.insert(speaker.id);
      }
    }
    for (const auto& passage : *passages) {
      const bool hit =
          query ? wanted.contains(passage.id) : speakers.contains(passage.speaker) && bool(passage.speaker);
      if (!hit || passage.body.empty()) continue;
      auto ranges = spread_ranges(session, passage, query ? &*query : nullptr, spec.spread, document.language);
      if (!ranges) return base::pass(ranges);
      for (const auto& range : *ranges) hits.push_back({document.id, range});
    }
  }
  if (!spec.speaker.empty() && hits.empty()) {
    return base::fail(ErrorCode::kNotFound, {{"kind", "speaker"}, {"name", spec.speaker}});
  }
  std::int64_t count = 0;
  auto done = session.act("autocode", history_parameters({{"code", tree->path(*code)}}), apply,
                          [&](store::Writer& writer, model::CoderId coder) -> base::Result<void> {
                            for (const auto& hit : hits) {
                              auto made =
                                  writer.add_coding(hit.document, hit.range, *code, coder, model::Origin::kRule);
                              if (made)
                                ++count;
                              else if (made.error().code != ErrorCode::kDuplicate)
                                return base::pass(made);
                            }
                            return {};
                          });
  if (!done) return base::pass(done);
  return count;
}

}  // namespace polyvocal::app
