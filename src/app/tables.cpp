#include "app/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "messages/messages.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::app {
namespace {

using base::ErrorCode;

base::Result<std::vector<model::CoderId>> coder_ids(const model::Snapshot& snapshot,
                                                    const std::vector<std::string>& names) {
  std::vector<model::CoderId> ids;
  for (const auto& name : names) {
    const auto it = std::find_if(snapshot.coders.begin(), snapshot.coders.end(), [&](const model::Coder& coder) {
      return text::fold_name(coder.name) == text::fold_name(name) || coder.guid.text() == name;
    });
    if (it == snapshot.coders.end()) return base::fail(ErrorCode::kNotFound, {{"kind", "coder"}, {"name", name}});
    ids.push_back(it->id);
  }
  return ids;
}

base::Result<std::vector<model::CodeId>> code_rows(const model::Snapshot& snapshot,
                                                   const std::vector<std::string>& rows) {
  std::vector<model::CodeId> ids;
  const bool themes = rows.empty() || rows == std::vector<std::string>{"themes"};
  if (themes || rows == std::vector<std::string>{"codes"}) {
    for (const auto& code : snapshot.codes.codes()) {
      if (!themes || code.theme) ids.push_back(code.id);
    }
    return ids;
  }
  for (const auto& row : rows) {
    auto id = snapshot.codes.resolve(row);
    if (!id) return base::pass(id);
    ids.push_back(*id);
  }
  return ids;
}

/// Of cases, else of documents. Error: kNotFound.
base::Result<const model::Attribute*> find_attribute(const model::Snapshot& snapshot, const std::string& name) {
  const auto* attribute = snapshot.find_attribute(name, model::AttributeTarget::kCase);
  if (attribute == nullptr) attribute = snapshot.find_attribute(name, model::AttributeTarget::kDocument);
  if (attribute == nullptr) return base::fail(ErrorCode::kNotFound, {{"kind", "attribute"}, {"name", name}});
  return attribute;
}

base::Result<analysis::ColumnSpec> column_spec(const model::Snapshot& snapshot, const std::string& by) {
  using Kind = analysis::ColumnSpec::Kind;
  if (by == "document") return analysis::ColumnSpec{Kind::kDocument, {}};
  if (by == "coder") return analysis::ColumnSpec{Kind::kCoder, {}};
  if (by == "case") return analysis::ColumnSpec{Kind::kCase, {}};
  auto attribute = find_attribute(snapshot, by);
  if (!attribute) {
    auto error = std::move(attribute.error());
    std::string known;
    for (const auto& one : snapshot.attributes) known += (known.empty() ? "" : ", ") + one.name;
    error.params.emplace_back("attributes", known);
    if (text::fold_name(by) == model::kGroupAttribute) {
      error.hint = "no-group";
    } else if (known.empty()) {
      error.hint = "no-attributes";
    } else {
      error.hint = "attributes";
    }
    return tl::unexpected<base::Error>(std::move(error));
  }
  return analysis::ColumnSpec{Kind::kAttribute, (*attribute)->id};
}

std::int64_t figure(const analysis::CrosstabCell& cell, analysis::Measure measure) {
  switch (measure) {
    case analysis::Measure::kSegments:
      return cell.segments;
    case analysis::Measure::kCases:
      return cell.cases;
    case analysis::Measure::kDocuments:
      return cell.documents;
    case analysis::Measure::kWords:
      return cell.words;
    case analysis::Measure::kCharacters:
      return cell.characters;
  }
  return 0;
}

std::string cell_text(const analysis::CrosstabCell& cell, const CrosstabRequest& request) {
  std::string text = std::to_string(figure(cell, request.measure));
  if (request.percent != analysis::Percent::kNone) {
    if (!cell.percent) return text + " (–)";
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), " (%.0f%%)", *cell.percent);
    text += buffer.data();
  }
  return text;
}

}  // namespace

base::Result<CrosstabView> crosstab(Session& session, const CrosstabRequest& request) {
  const bool words = request.measure == analysis::Measure::kWords || request.measure == analysis::Measure::kCharacters;
  auto snapshot = session.snapshot(words ? store::SnapshotWords::kWith : store::SnapshotWords::kWithout);
  if (!snapshot) return base::pass(snapshot);
  CrosstabView view;
  view.snapshot = *snapshot;
  auto rows = code_rows(**snapshot, request.rows);
  if (!rows) return base::pass(rows);
  auto columns = column_spec(**snapshot, request.by);
  if (!columns) return base::pass(columns);
  auto coders = coder_ids(**snapshot, request.coders);
  if (!coders) return base::pass(coders);
  view.spec.rows = std::move(*rows);
  view.spec.columns = *columns;
  view.spec.coders = std::move(*coders);
  view.spec.measure = request.measure;
  view.spec.roll_up = request.roll_up;
  view.spec.percent = request.percent;
  view.spec.words = words;
  auto table = analysis::crosstab(**snapshot, view.spec);
  if (!table) return base::pass(table);
  view.table = std::move(*table);
  return view;
}

report::Table crosstab_table(const CrosstabView& view, const CrosstabRequest& request) {
  static const std::map<analysis::Measure, const char*> kMeasures = {
      {analysis::Measure::kSegments, "measure.segments"},
      {analysis::Measure::kCases, "measure.cases"},
      {analysis::Measure::kDocuments, "measure.documents"},
      {analysis::Measure::kWords, "measure.words"},
      {analysis::Measure::kCharacters, "measure.characters"}};
  static const std::map<analysis::Percent, const char*> kPercents = {{analysis::Percent::kRow, "percent.row"},
                                                                     {analysis::Percent::kColumn, "percent.column"},
                                                                     {analysis::Percent::kCases, "percent.cases"}};
  report::Table out;
  out.title = view.snapshot->project_title;
  const std::string measure = messages::message(kMeasures.at(request.measure));
  const auto percent = kPercents.find(request.percent);
  out.header.push_back(percent == kPercents.end() ? measure
                                                  : messages::message(percent->second, {{"measure", measure}}));
  for (const auto& column : view.table.columns) {
    const std::string label = column.missing ? messages::message("word.no-value") : column.label;
    const std::string cases = std::to_string(column.base_cases);
    const std::string base =
        column.base_units == column.base_cases
            ? messages::message("report.base", {{"cases", cases}})
            : messages::message("report.base-units", {{"cases", cases}, {"units", std::to_string(column.base_units)}});
    out.header.push_back(label + " (" + base + ")");
  }
  out.header.push_back(messages::message("word.total"));
  out.numeric.assign(out.header.size(), true);
  out.numeric[0] = false;
  int least = 1000;
  for (const auto& row : view.table.rows) least = std::min(least, row.depth);
  for (const auto& row : view.table.rows) {
    report::Table::Row line;
    line.indent = row.depth - least;
    const auto* code = view.snapshot->codes.find(row.code);
    line.cells.push_back(code != nullptr ? code->name : row.path);
    for (const auto& cell : row.cells) line.cells.push_back(cell_text(cell, request));
    line.cells.push_back(cell_text(row.total, request));
    out.rows.push_back(std::move(line));
  }
  if (!view.table.caveat.empty()) out.notes.push_back(messages::message(view.table.caveat));
  return out;
}

base::Result<std::vector<SegmentView>> describe_segments(Session& session, const model::Snapshot& snapshot,
                                                         const std::vector<analysis::Segment>& segments,
                                                         std::int64_t context) {
  std::vector<SegmentView> views(segments.size());
  std::vector<std::size_t> order(segments.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return segments[a].document_index < segments[b].document_index;
  });
  const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase);
  std::vector<model::CodingId> codings;
  for (const auto& segment : segments) codings.insert(codings.end(), segment.codings.begin(), segment.codings.end());
  auto guids = session.project().coding_guids(codings);
  if (!guids) return base::pass(guids);
  std::vector<std::size_t> first_guid(segments.size(), 0);  // of each segment's codings in `guids`
  for (std::size_t i = 1; i < segments.size(); ++i) first_guid[i] = first_guid[i - 1] + segments[i - 1].codings.size();
  std::vector<std::string> paths(snapshot.codes.size());
  std::size_t open = model::Snapshot::npos;
  std::string text;
  std::unique_ptr<text::OffsetMap> map;
  std::vector<model::Passage> passages;
  for (const std::size_t i : order) {
    const auto& segment = segments[i];
    const auto& document = snapshot.documents[segment.document_index];
    const auto& chunk = *snapshot.chunks[segment.document_index];
    if (open != segment.document_index) {
      open = segment.document_index;
      auto loaded = session.project().text(document.id);
      if (!loaded) return base::pass(loaded);
      text = std::move(*loaded);
      map = std::make_unique<text::OffsetMap>(text);
      passages.clear();
      if (context > 0) {
        auto turns = session.project().passages(document.id);
        if (!turns) return base::pass(turns);
        passages = std::move(*turns);
      }
    }
    SegmentView& view = views[i];
    view.document = document.name;
    view.verbatim = document.kind == model::DocumentKind::kRecorded;
    view.range = segment.range;
    view.text = std::string(map->slice(segment.range));
    view.coder = segment.coder < snapshot.coders.size() ? snapshot.coders[segment.coder].name : "";
    for (const std::uint32_t code : segment.codes) {
      if (paths[code].empty()) paths[code] = snapshot.codes.path(snapshot.codes.codes()[code].id);
      view.codes.push_back(paths[code]);
    }
    for (std::size_t c = 0; c < segment.codings.size(); ++c) {
      if (const auto& guid = (*guids)[first_guid[i] + c]; guid != base::Uuid())
        view.coding_guids.push_back(guid.text());
    }
    for (const std::uint32_t case_index : segment.cases) {
      const auto& known = snapshot.cases[case_index];
      view.cases.push_back(known.name);
      if (view.group.empty() && group != nullptr) view.group = std::string(snapshot.case_value(case_index, group->id));
      if (view.unit.empty()) {
        const auto unit = std::find_if(snapshot.units.begin(), snapshot.units.end(),
                                       [&](const model::Unit& u) { return u.id == known.unit; });
        if (unit != snapshot.units.end()) view.unit = unit->name;
      }
    }
    if (segment.first_passage < chunk.passage_speaker.size()) {
      const std::uint32_t speaker = chunk.passage_speaker[segment.first_passage];
      if (speaker != model::DocumentChunk::kNone) view.speaker = chunk.speakers[speaker].label;
      view.turn = static_cast<std::int64_t>(segment.first_passage) + 1;
    }
    const auto slice_turns = [&](std::size_t begin, std::size_t end) {
      std::string joined;
      for (std::size_t p = begin; p < end && p < passages.size(); ++p) {
        if (!joined.empty()) joined += "\n";
        joined += std::string(text::trim(map->slice(passages[p].whole)));
      }
      return joined;
    };
    if (context > 0 && !passages.empty()) {
      const auto count = static_cast<std::size_t>(context);
      view.context_before =
          slice_turns(segment.first_passage > count ? segment.first_passage - count : 0, segment.first_passage);
      view.context_after = slice_turns(segment.last_passage + 1, segment.last_passage + 1 + count);
    }
  }
  return views;
}

base::Result<std::vector<SegmentView>> retrieve(Session& session, const RetrieveRequest& request) {
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  analysis::RetrievalSpec spec;
  for (const auto& code : request.codes) {
    auto id = (*snapshot)->codes.resolve(code);
    if (!id) return base::pass(id);
    spec.codes.push_back(*id);
  }
  auto coders = coder_ids(**snapshot, request.coders);
  if (!coders) return base::pass(coders);
  spec.coders = std::move(*coders);
  spec.combine = request.combine;
  spec.near = request.near;
  spec.roll_up = request.roll_up;
  auto conditions = request.where;
  if (!request.group.empty()) conditions.push_back(std::string(model::kGroupAttribute) + "=" + request.group);
  for (const auto& condition : conditions) {
    const auto sign = condition.find('=');
    if (sign == std::string::npos) return base::fail(ErrorCode::kUsage, {{"detail", "where-form"}});
    auto attribute = find_attribute(**snapshot, condition.substr(0, sign));
    if (!attribute) return base::pass(attribute);
    // "yes" finds what is stored as "true".
    const std::string asked = condition.substr(sign + 1);
    const auto value = model::canonical_value((*attribute)->type, asked);
    spec.where.emplace_back((*attribute)->id, value.state == model::ValueState::kValue ? value.text : asked);
  }
  auto segments = analysis::retrieve(**snapshot, spec);
  if (!segments) return base::pass(segments);
  return describe_segments(session, **snapshot, *segments, request.context);
}

base::Result<std::vector<SegmentView>> crosstab_cell(Session& session, const CrosstabView& view, std::size_t row,
                                                     std::size_t column) {
  auto refs = analysis::cell_segments(*view.snapshot, view.spec, row, column);
  if (!refs) return base::pass(refs);
  std::vector<analysis::Segment> segments;
  for (const auto& ref : *refs) {
    const auto& chunk = *view.snapshot->chunks[ref.document_index];
    analysis::Segment segment;
    segment.document_index = ref.document_index;
    segment.range = {text::CodePointOffset(chunk.start[ref.coding_index]),
                     text::CodePointOffset(chunk.end[ref.coding_index])};
    segment.codes = {chunk.code[ref.coding_index]};
    segment.codings = {chunk.id[ref.coding_index]};
    segment.coder = chunk.coder[ref.coding_index];
    for (const auto& span : chunk.case_spans) {
      if (span.range.overlaps(segment.range) &&
          std::find(segment.cases.begin(), segment.cases.end(), span.case_index) == segment.cases.end()) {
        segment.cases.push_back(span.case_index);
      }
    }
    const auto passage =
        std::upper_bound(chunk.passage_start.begin(), chunk.passage_start.end(), segment.range.start.value);
    segment.first_passage = passage == chunk.passage_start.begin()
                                ? 0
                                : static_cast<std::size_t>(passage - chunk.passage_start.begin()) - 1;
    segment.last_passage = segment.first_passage;
    segments.push_back(std::move(segment));
  }
  return describe_segments(session, *view.snapshot, segments, 0);
}

std::string table_text(const report::Table& table, int width) {
  return report::table_text(table, width);
}

base::Result<void> export_table(Session& session, const report::Table& table, const std::filesystem::path& file) {
  auto format = report::format_of(file);
  if (!format) return base::pass(format);
  std::vector<model::OutgoingText> outgoing{{"heading", table.title}};
  for (const auto& cell : table.header) outgoing.push_back({"heading", cell});
  for (const auto& row : table.rows) {
    for (const auto& cell : row.cells) outgoing.push_back({"cell", cell});
  }
  const auto gate = session.gate().check(outgoing);
  if (!gate.blocked.empty()) return base::fail(ErrorCode::kRefused, {{"reason", "gate-blocked"}});
  report::Table with_statement = table;
  if (!gate.statement.empty()) with_statement.notes.push_back(messages::message(gate.statement));
  return report::write_table(with_statement, *format, file);
}

}  // namespace polyvocal::app
