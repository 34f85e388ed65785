#include "app/facets.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/search.hpp"
#include "index/query.hpp"
#include "text/collate.hpp"

namespace polyvocal::app {
namespace {

using Counts = std::map<std::string, std::int64_t>;

std::vector<FacetValue> in_order(const Counts& counts, const text::Collator& collator) {
  std::vector<FacetValue> values;
  for (const auto& [value, passages] : counts) values.push_back({value, passages});
  std::stable_sort(values.begin(), values.end(), [&](const FacetValue& a, const FacetValue& b) {
    if (a.passages != b.passages) return a.passages > b.passages;
    return collator.compare(a.value, b.value) < 0;
  });
  return values;
}

/// The codes that overlap a stretch, into `codes`.
void codes_on(const model::DocumentChunk& chunk, std::int64_t start, std::int64_t end, std::set<std::uint32_t>& codes) {
  codes.clear();
  for (std::size_t i = 0; i < chunk.codings() && chunk.start[i] < end; ++i) {
    if (chunk.end[i] > start) codes.insert(chunk.code[i]);
  }
}

/// The groups of the cases whose words a passage holds, into `groups`.
void groups_on(const model::Snapshot& snapshot, const model::DocumentChunk& chunk, std::size_t passage,
               const model::Attribute* group, std::set<std::string_view>& groups) {
  groups.clear();
  for (const auto& span : chunk.case_spans) {
    if (span.range.start.value >= chunk.passage_end[passage]) break;
    if (span.range.end.value <= chunk.passage_start[passage] || group == nullptr) continue;
    const auto value = snapshot.case_value(span.case_index, group->id);
    if (!value.empty()) groups.insert(value);
  }
}

bool binds_looser_than_and(const index::QueryNode& node) {
  return node.kind == index::QueryNode::Kind::kOr;
}

std::string condition(std::string_view field, std::string_view value) {
  std::string text(field);
  text += ":\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

}  // namespace

Facets facets(const model::Snapshot& snapshot, const model::PassageSet& passages) {
  Counts groups;
  Counts speakers;
  Counts documents;
  std::map<std::uint32_t, std::int64_t> codes;
  const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  std::set<std::uint32_t> here;
  std::set<std::string_view> groups_here;
  for (std::size_t d = 0; d < snapshot.chunks.size(); ++d) {
    const auto& chunk = *snapshot.chunks[d];
    if (chunk.passage_id.empty()) continue;
    // Ids of one document ascend, and so does the set: only what lies between is looked at.
    const auto& ids = passages.ids();
    const auto from = std::lower_bound(ids.begin(), ids.end(), chunk.passage_id.front());
    const auto to = std::upper_bound(from, ids.end(), chunk.passage_id.back());
    for (auto it = from; it != to; ++it) {
      const auto at = std::lower_bound(chunk.passage_id.begin(), chunk.passage_id.end(), *it);
      if (at == chunk.passage_id.end() || *at != *it) continue;
      const auto i = static_cast<std::size_t>(at - chunk.passage_id.begin());
      ++documents[snapshot.documents[d].name];
      const auto speaker = chunk.passage_speaker[i];
      if (speaker != model::DocumentChunk::kNone) ++speakers[chunk.speakers[speaker].label];
      groups_on(snapshot, chunk, i, group, groups_here);
      for (const auto value : groups_here) ++groups[std::string(value)];
      codes_on(chunk, chunk.passage_start[i], chunk.passage_end[i], here);
      for (const auto code : here) ++codes[code];
    }
  }
  const text::Collator collator(snapshot.language);
  Counts paths;
  for (const auto& [code, count] : codes) paths[snapshot.codes.path(snapshot.codes.codes()[code].id)] = count;
  return {in_order(groups, collator), in_order(speakers, collator), in_order(paths, collator),
          in_order(documents, collator)};
}

model::PassageSet passages_of(const model::Snapshot& snapshot, std::string_view field, std::string_view value) {
  std::vector<model::PassageId> ids;
  const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  const auto code = field == "code" ? snapshot.codes.resolve(value) : base::Result<model::CodeId>(model::CodeId{});
  if (!code) return {};
  const auto code_index = field == "code" ? snapshot.codes.index_of(*code) : 0;
  std::set<std::uint32_t> codes;
  std::set<std::string_view> groups;
  for (std::size_t d = 0; d < snapshot.chunks.size(); ++d) {
    const auto& chunk = *snapshot.chunks[d];
    if (field == "document" && snapshot.documents[d].name != value) continue;
    for (std::size_t i = 0; i < chunk.passage_id.size(); ++i) {
      bool belongs = field == "document";
      if (field == "speaker") {
        const auto speaker = chunk.passage_speaker[i];
        belongs = speaker != model::DocumentChunk::kNone && chunk.speakers[speaker].label == value;
      } else if (field == "group") {
        groups_on(snapshot, chunk, i, group, groups);
        belongs = groups.contains(value);
      } else if (field == "code") {
        codes_on(chunk, chunk.passage_start[i], chunk.passage_end[i], codes);
        belongs = codes.contains(static_cast<std::uint32_t>(code_index));
      }
      if (belongs) ids.push_back(chunk.passage_id[i]);
    }
  }
  return model::PassageSet(std::move(ids));
}

model::PassageSet passages_at(const model::Snapshot& snapshot, const std::vector<CodingPlace>& places) {
  std::vector<model::PassageId> ids;
  for (const auto& place : places) {
    const auto d = snapshot.document_index(place.document);
    if (d == model::Snapshot::npos) continue;
    const auto& chunk = *snapshot.chunks[d];
    auto i = static_cast<std::size_t>(
        std::upper_bound(chunk.passage_end.begin(), chunk.passage_end.end(), place.range.start.value) -
        chunk.passage_end.begin());
    for (; i < chunk.passage_start.size() && chunk.passage_start[i] < place.range.end.value; ++i)
      ids.push_back(chunk.passage_id[i]);
  }
  return model::PassageSet(std::move(ids));
}

base::Result<Facets> search_facets(Session& session, std::string_view query) {
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  auto parsed = index::parse_query(query, (*snapshot)->language);
  if (!parsed) return base::pass(parsed);
  auto found = search_passages(session, *parsed);
  if (!found) return base::pass(found);
  return facets(**snapshot, *found);
}

std::string narrowed(std::string_view query, std::string_view field, std::string_view value) {
  const std::string base = widened(query, field);
  const auto parsed = index::parse_query(base, "en");
  const std::string more = condition(field, value);
  if (!parsed) return base.empty() ? more : base + " " + more;
  return (binds_looser_than_and(parsed->root) ? "(" + base + ")" : base) + " " + more;
}

std::string widened(std::string_view query, std::string_view field) {
  const std::string start = " " + std::string(field) + ":\"";
  const auto at = query.rfind(start);
  if (at == std::string_view::npos) return std::string(query);
  auto end = at + start.size();
  while (end < query.size() && query[end] != '"') end += query[end] == '\\' ? 2 : 1;
  std::string rest(query.substr(0, at));
  if (end < query.size()) rest += query.substr(end + 1);
  return rest;
}

std::vector<std::pair<std::string, std::string>> search_help() {
  std::vector<std::pair<std::string, std::string>> lines = {
      {"caseload", "search-help.word"},
      {"\"role confusion\"", "search-help.phrase"},
      {"late meeting", "search-help.and"},
      {"late OR delayed", "search-help.or"},
      {"meeting -review", "search-help.not"},
      {"visit*", "search-help.prefix"},
      {"high NEAR/5 caseload", "search-help.near"},
      {"social ADJ/3 worker", "search-help.adj"},
      {"(late OR delayed) meeting", "search-help.parentheses"},
  };
  for (const auto& field : index::fields())
    lines.emplace_back(std::string(field.name) + ":\"…\"", std::string(field.help));
  return lines;
}

}  // namespace polyvocal::app
