#include "gui/presenter/inspector.hpp"

#include <algorithm>

#include "gui/presenter/memos.hpp"
#include "messages/messages.hpp"

namespace polyvocal::gui {
namespace {

void add(std::vector<InspectorLine>& lines, std::string label, std::string value) {
  if (!value.empty()) lines.push_back({std::move(label), std::move(value), std::nullopt, true, std::nullopt});
}

InspectorSection codings_here(const Workbench& bench) {
  InspectorSection section{messages::message("inspector.coded-here"), Mark::kNone, {}};
  const auto selection = bench.selection();
  const auto& shown = *bench.codings();
  std::optional<model::CodeId> code;
  for (const auto& coding : shown.codings) {
    if (coding.range.start > selection.start && !(coding.range.start < selection.end)) break;
    const bool here = selection.empty() ? coding.range.contains(selection.start) : coding.range.overlaps(selection);
    if (!here) continue;
    const auto& node = shown.codes[coding.code];
    section.lines.push_back({node.name, shown.coders[coding.coder], node.hue, coding.mine, coding.id});
    if (!code || coding.id == bench.active_coding()) code = node.id;
  }
  if (section.lines.empty()) add(section.lines, {}, messages::message("inspector.nothing-coded"));
  return section;
}

InspectorSection definition(const Workbench& bench) {
  InspectorSection section;
  const auto active = bench.active_coding();
  if (!active) return section;
  const auto& shown = *bench.codings();
  const auto it = std::find_if(shown.codings.begin(), shown.codings.end(),
                               [&](const PageCoding& coding) { return coding.id == *active; });
  if (it == shown.codings.end()) return section;
  const auto* code = bench.snapshot().codes.find(shown.codes[it->code].id);
  if (code == nullptr) return section;
  section.title = messages::message("inspector.code");
  section.lines.push_back({code->name, {}, shown.codes[it->code].hue, true, std::nullopt});
  const auto index = bench.snapshot().codes.index_of(code->id);
  const auto& count = bench.counts()[index];
  add(section.lines, {}, shown.codes[it->code].path + "\n" + Workbench::count_sentence(count.rolled_up, count.cases));
  add(section.lines, {}, code->definition);
  add(section.lines, messages::message("inspector.include"), code->include);
  add(section.lines, messages::message("inspector.exclude"), code->exclude);
  add(section.lines, messages::message("inspector.example"), code->example);
  return section;
}

InspectorSection speaker(const Workbench& bench, const model::DocumentChunk& chunk) {
  InspectorSection section;
  const auto& snapshot = bench.snapshot();
  const auto at = bench.selection().start;
  for (const auto& span : chunk.case_spans) {
    if (!span.range.contains(at)) continue;
    const auto& one = snapshot.cases[span.case_index];
    section.title = messages::message("inspector.case");
    const std::string group = group_of(snapshot, span.case_index);
    section.mark = bench.looks().of(group).mark;
    add(section.lines, {}, one.name);
    for (const auto& attribute : snapshot.attributes) {
      if (attribute.target == model::AttributeTarget::kCase)
        add(section.lines, attribute.name, std::string(snapshot.case_value(span.case_index, attribute.id)));
    }
    const auto unit = std::find_if(snapshot.units.begin(), snapshot.units.end(),
                                   [&](const model::Unit& known) { return one.unit && known.id == one.unit; });
    if (unit != snapshot.units.end()) add(section.lines, messages::message("inspector.unit"), unit->name);
    break;
  }
  return section;
}

/// Memos of the codings at the caret, of the words there, of the active coding's code, the speaker's case and the
/// document.
InspectorSection memos(const Workbench& bench, const model::DocumentChunk& chunk) {
  InspectorSection section{messages::message("inspector.memos"), Mark::kNone, {}};
  const auto say = [&](const model::MemoTarget& target) {
    for (const auto* view : memos_on(bench.memos(), target)) {
      add(section.lines, {}, memo_line(view->memo) + "\n" + memo_place(*view));
    }
  };
  const auto at = bench.selection();
  const auto& shown = *bench.codings();
  for (const auto& coding : shown.codings) {
    const bool here = at.empty() ? coding.range.contains(at.start) : coding.range.overlaps(at);
    if (!here) continue;
    say(model::MemoTarget::of(coding.id));
    if (coding.id == bench.active_coding()) say(model::MemoTarget::of(shown.codes[coding.code].id));
  }
  say(model::MemoTarget::of(bench.page()->document, at));
  for (const auto& span : chunk.case_spans) {
    if (!span.range.contains(at.start)) continue;
    say(model::MemoTarget::of(bench.snapshot().cases[span.case_index].id));
    break;
  }
  say(model::MemoTarget::of(bench.page()->document));
  return section;
}

InspectorSection document(const Workbench& bench, std::size_t index) {
  const auto& snapshot = bench.snapshot();
  const auto& row = snapshot.documents[index];
  InspectorSection section{messages::message("inspector.document"), Mark::kNone, {}};
  add(section.lines, messages::message("inspector.words"), std::to_string(row.words));
  add(section.lines, messages::message("inspector.turns"), std::to_string(row.turns));
  add(section.lines, messages::message("inspector.language"), row.language);
  add(section.lines, messages::message("inspector.format"), row.format);
  add(section.lines, messages::message("inspector.codings"), std::to_string(snapshot.chunks[index]->codings()));
  for (const auto& value : snapshot.document_values[index]) {
    const auto it = std::find_if(snapshot.attributes.begin(), snapshot.attributes.end(),
                                 [&](const model::Attribute& attribute) { return attribute.id == value.attribute; });
    if (it != snapshot.attributes.end()) add(section.lines, it->name, value.text);
  }
  return section;
}

}  // namespace

std::vector<InspectorSection> inspect(const Workbench& bench) {
  std::vector<InspectorSection> sections;
  if (!bench.page()) return sections;
  const auto index = bench.snapshot().document_index(bench.page()->document);
  if (index == model::Snapshot::npos) return sections;
  const auto keep = [&](InspectorSection section) {
    if (!section.lines.empty()) sections.push_back(std::move(section));
  };
  keep(codings_here(bench));
  keep(definition(bench));
  keep(memos(bench, *bench.snapshot().chunks[index]));
  keep(speaker(bench, *bench.snapshot().chunks[index]));
  keep(document(bench, index));
  return sections;
}

}  // namespace polyvocal::gui
