#include "app/memos.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/clock.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {

using base::ErrorCode;
using base::Result;
using model::MemoKind;
using model::MemoPlace;
using model::MemoTarget;

namespace {

constexpr std::array<std::pair<MemoKind, std::string_view>, 4> kKinds{{{MemoKind::kAnalytic, "analytic"},
                                                                       {MemoKind::kMethodological, "methodological"},
                                                                       {MemoKind::kReflexive, "reflexive"},
                                                                       {MemoKind::kDefining, "defining"}}};
constexpr std::array<std::pair<MemoPlace, std::string_view>, 8> kPlaces{{{MemoPlace::kProject, "project"},
                                                                         {MemoPlace::kDocument, "document"},
                                                                         {MemoPlace::kCase, "case"},
                                                                         {MemoPlace::kUnit, "unit"},
                                                                         {MemoPlace::kCode, "code"},
                                                                         {MemoPlace::kCoding, "coding"},
                                                                         {MemoPlace::kRange, "range"},
                                                                         {MemoPlace::kOther, "other"}}};

/// Names of what memos are on, read once for many memos.
struct Names {
  std::shared_ptr<const model::Snapshot> snapshot;

  std::string document(model::DocumentId id) const {
    const auto at = snapshot->document_index(id);
    return at == model::Snapshot::npos ? std::string() : snapshot->documents[at].name;
  }
  std::string coder(model::CoderId id) const {
    const auto at = snapshot->coder_index(id);
    return at == model::Snapshot::npos ? std::string() : snapshot->coders[at].name;
  }
  std::string code(model::CodeId id) const {
    return snapshot->codes.index_of(id) == model::CodeTree::npos ? std::string() : snapshot->codes.path(id);
  }
  std::string case_name(model::CaseId id) const {
    const auto at = snapshot->case_index(id);
    return at == model::Snapshot::npos ? std::string() : snapshot->cases[at].name;
  }
  std::string unit(std::int64_t id) const {
    for (const auto& unit : snapshot->units) {
      if (unit.id.value == id) return unit.name;
    }
    return {};
  }
};

Result<MemoView> view_of(Session& session, const Names& names, model::Memo memo) {
  MemoView view{std::move(memo), {}, {}, {}};
  const MemoTarget& on = view.memo.on;
  view.coder = names.coder(view.memo.coder);
  if (on.document) view.document = names.document(on.document);
  switch (on.place) {
    case MemoPlace::kDocument:
    case MemoPlace::kRange:
      view.on = view.document;
      break;
    case MemoPlace::kCase:
      view.on = names.case_name(model::CaseId{on.id});
      break;
    case MemoPlace::kUnit:
      view.on = names.unit(on.id);
      break;
    case MemoPlace::kCode:
      view.on = names.code(model::CodeId{on.id});
      break;
    case MemoPlace::kCoding: {
      auto coding = session.project().coding(model::CodingId{on.id});
      if (!coding) return base::pass(coding);
      view.on = names.code(coding->code);
      break;
    }
    case MemoPlace::kProject:
    case MemoPlace::kOther:
      break;
  }
  return view;
}

std::string haystack(const MemoView& view) {
  std::string text =
      view.memo.title + "\n" + view.memo.body + "\n" + view.on + "\n" + view.document + "\n" + view.coder;
  if (view.memo.was_on) text += "\n" + view.memo.was_on->name;
  return text;
}

tl::unexpected<base::Error> not_found(std::string_view kind, std::string_view name) {
  return base::fail(ErrorCode::kNotFound, {{"kind", std::string(kind)}, {"name", std::string(name)}});
}

/// The one thing of `things` with that name or GUID. Errors: kNotFound, kAmbiguous.
template <typename Thing>
Result<const Thing*> find_named(const std::vector<Thing>& things, std::string_view kind, std::string_view name) {
  const std::string key = text::fold_name(name);
  const Thing* found = nullptr;
  int count = 0;
  for (const Thing& thing : things) {
    if (thing.guid.text() == name) return &thing;
    if (text::fold_name(thing.name) != key) continue;
    found = &thing;
    ++count;
  }
  if (count == 0) return not_found(kind, name);
  if (count > 1) {
    return base::fail(ErrorCode::kAmbiguous,
                      {{"kind", std::string(kind)}, {"name", std::string(name)}, {"count", std::to_string(count)}});
  }
  return found;
}

/// One act that gives an id.
template <typename Id, typename Change>
Result<Id> act_for(Session& session, std::string_view verb, Apply apply, const Change& change) {
  Id id;
  auto entry = session.act(verb, history_parameters({}), apply,
                           [&](store::Writer& writer, model::CoderId coder) -> Result<void> {
                             auto made = change(writer, coder);
                             if (!made) return base::pass(made);
                             id = *made;
                             return {};
                           });
  if (!entry) return base::pass(entry);
  return id;
}

template <typename Change>
Result<void> act(Session& session, std::string_view verb, Apply apply, const Change& change) {
  auto entry = session.act(verb, history_parameters({}), apply,
                           [&](store::Writer& writer, model::CoderId) -> Result<void> { return change(writer); });
  if (!entry) return base::pass(entry);
  return {};
}

std::string place_text(const MemoView& view) {
  const MemoTarget& on = view.memo.on;
  if (on.place == MemoPlace::kRange || on.place == MemoPlace::kCoding) {
    return view.document + " " + std::to_string(on.range.start.value) + "-" + std::to_string(on.range.end.value);
  }
  return {};
}

}  // namespace

std::string_view memo_kind_name(MemoKind kind) {
  for (const auto& [value, name] : kKinds) {
    if (value == kind) return name;
  }
  return {};
}

std::optional<MemoKind> memo_kind_named(std::string_view name) {
  for (const auto& [value, known] : kKinds) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view memo_place_name(MemoPlace place) {
  for (const auto& [value, name] : kPlaces) {
    if (value == place) return name;
  }
  return {};
}

std::optional<MemoPlace> memo_place_named(std::string_view name) {
  for (const auto& [value, known] : kPlaces) {
    if (known == name) return value;
  }
  return std::nullopt;
}

bool has_words(std::string_view text, std::string_view words) {
  const std::string wanted = text::fold_name(words);
  if (wanted.empty()) return true;
  const std::string hay = text::fold(text);
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    if (hay.find(std::string_view(wanted).substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

Result<std::vector<MemoView>> memos(Session& session, const MemoFilter& filter) {
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  const Names names{*snapshot};
  auto all = filter.on ? session.project().memos_on(*filter.on, store::MemoBodies::kWith)
                       : session.project().memos(store::MemoBodies::kWith);
  if (!all) return base::pass(all);
  std::vector<MemoView> views;
  for (model::Memo& memo : *all) {
    if (filter.kind && memo.kind != *filter.kind) continue;
    if (filter.place && memo.on.place != *filter.place) continue;
    auto view = view_of(session, names, std::move(memo));
    if (!view) return base::pass(view);
    if (has_words(haystack(*view), filter.words)) views.push_back(std::move(*view));
  }
  return views;
}

Result<MemoView> memo(Session& session, model::MemoId id) {
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  auto memo = session.project().memo(id);
  if (!memo) return base::pass(memo);
  return view_of(session, Names{*snapshot}, std::move(*memo));
}

Result<std::vector<DecisionView>> decisions(Session& session, std::string_view words) {
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  const Names names{*snapshot};
  auto all = session.project().decisions();
  if (!all) return base::pass(all);
  std::vector<DecisionView> views;
  for (model::Decision& decision : *all) {
    DecisionView view{std::move(decision), {}};
    view.coder = names.coder(view.decision.coder);
    const std::string text = view.decision.text + "\n" + view.decision.reason + "\n" + view.coder;
    if (has_words(text, words)) views.push_back(std::move(view));
  }
  return views;
}

Result<model::DecisionId> find_decision(Session& session, std::string_view guid_or_text) {
  auto all = session.project().decisions();
  if (!all) return base::pass(all);
  const std::string key = text::fold_name(guid_or_text);
  model::DecisionId found;
  int count = 0;
  for (const auto& decision : *all) {
    if (decision.guid.text() == guid_or_text) return decision.id;
    if (text::fold_name(decision.text) != key) continue;
    found = decision.id;
    ++count;
  }
  if (count == 0) return not_found("decision", guid_or_text);
  if (count > 1) {
    return base::fail(ErrorCode::kAmbiguous,
                      {{"kind", "decision"}, {"name", std::string(guid_or_text)}, {"count", std::to_string(count)}});
  }
  return found;
}

Result<MemoTarget> find_memo_target(Session& session, const MemoPlaceName& name) {
  int given = 0;
  for (const std::string* one : {&name.document, &name.case_name, &name.unit, &name.code, &name.coding}) {
    given += one->empty() ? 0 : 1;
  }
  if (given > 1) return base::fail(ErrorCode::kUsage, {{"detail", "a memo is on one thing"}});
  if (name.range && name.document.empty()) {
    return base::fail(ErrorCode::kUsage, {{"detail", "a range needs its document"}});
  }
  auto snapshot = session.snapshot();
  if (!snapshot) return base::pass(snapshot);
  if (!name.document.empty()) {
    auto id = session.project().find_document(name.document);
    if (!id) return base::pass(id);
    return name.range ? MemoTarget::of(*id, *name.range) : MemoTarget::of(*id);
  }
  if (!name.case_name.empty()) {
    auto found = find_named((*snapshot)->cases, "case", name.case_name);
    if (!found) return base::pass(found);
    return MemoTarget::of((*found)->id);
  }
  if (!name.unit.empty()) {
    auto found = find_named((*snapshot)->units, "unit", name.unit);
    if (!found) return base::pass(found);
    return MemoTarget::of((*found)->id);
  }
  if (!name.code.empty()) {
    auto id = (*snapshot)->codes.resolve(name.code);
    if (!id) return base::pass(id);
    return MemoTarget::of(*id);
  }
  if (!name.coding.empty()) {
    auto id = session.project().find_coding(name.coding);
    if (!id) return base::pass(id);
    return MemoTarget::of(*id);
  }
  return MemoTarget::project();
}

Result<model::MemoId> add_memo(Session& session, store::NewMemo memo, Apply apply) {
  return act_for<model::MemoId>(session, "add-memo", apply, [&](store::Writer& writer, model::CoderId coder) {
    memo.coder = coder;
    return writer.add_memo(memo);
  });
}

Result<void> change_memo(Session& session, model::MemoId memo, const store::MemoChange& change, Apply apply) {
  return act(session, "change-memo", apply, [&](store::Writer& writer) { return writer.set_memo(memo, change); });
}

Result<void> move_memo(Session& session, model::MemoId memo, const MemoTarget& on, Apply apply) {
  return act(session, "move-memo", apply, [&](store::Writer& writer) { return writer.link_memo(memo, on); });
}

Result<void> delete_memo(Session& session, model::MemoId memo, Apply apply) {
  return act(session, "delete-memo", apply, [&](store::Writer& writer) { return writer.delete_memo(memo); });
}

Result<model::DecisionId> add_decision(Session& session, const NewDecision& decision, Apply apply) {
  return act_for<model::DecisionId>(session, "add-decision", apply, [&](store::Writer& writer, model::CoderId coder) {
    return writer.add_decision(decision.day_ms, decision.text, decision.reason, coder);
  });
}

Result<void> change_decision(Session& session, model::DecisionId decision, const store::DecisionChange& change,
                             Apply apply) {
  return act(session, "change-decision", apply,
             [&](store::Writer& writer) { return writer.set_decision(decision, change); });
}

Result<void> delete_decision(Session& session, model::DecisionId decision, Apply apply) {
  return act(session, "delete-decision", apply,
             [&](store::Writer& writer) { return writer.delete_decision(decision); });
}

report::Table memos_table(const std::vector<MemoView>& memos) {
  report::Table table;
  table.header = {"title", "kind", "on", "name", "where", "was on", "coder", "changed", "memo", "guid"};
  table.numeric = std::vector<bool>(table.header.size(), false);
  for (const MemoView& view : memos) {
    const auto& was = view.memo.was_on;
    std::string origin;
    if (was) origin = std::string(memo_place_name(was->place)) + (was->name.empty() ? "" : " ") + was->name;
    table.rows.push_back({{view.memo.title, std::string(memo_kind_name(view.memo.kind)),
                           std::string(memo_place_name(view.memo.on.place)), view.on, place_text(view), origin,
                           view.coder, day_of(view.memo.changed_ms), view.memo.body, view.memo.guid.text()},
                          0,
                          false});
  }
  return table;
}

report::Table decisions_table(const std::vector<DecisionView>& decisions) {
  report::Table table;
  table.header = {"day", "decision", "reason", "coder", "guid"};
  table.numeric = std::vector<bool>(table.header.size(), false);
  for (const DecisionView& view : decisions) {
    table.rows.push_back({{day_of(view.decision.decided_ms), view.decision.text, view.decision.reason, view.coder,
                           view.decision.guid.text()},
                          0,
                          false});
  }
  return table;
}

std::string day_of(std::int64_t moment_ms) {
  return base::iso_time(moment_ms).substr(0, 10);
}

Result<std::int64_t> day_named(std::string_view day) {
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = -1;
    const char* end = day.data() + at + length;
    const auto [stop, error] = std::from_chars(day.data() + at, end, value);
    return error == std::errc() && stop == end ? value : -1;
  };
  if (day.size() == 10 && day[4] == '-' && day[7] == '-') {
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (number(0, 4) >= 0 && date.ok()) {
      return std::int64_t{std::chrono::sys_days(date).time_since_epoch().count()} * 86'400'000;
    }
  }
  return base::fail(ErrorCode::kInvalidArgument, {{"what", "date"}, {"value", std::string(day)}});
}

}  // namespace polyvocal::app
