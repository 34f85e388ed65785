#include "unit/store/random_acts.hpp"

#include "unit/store/fixture.hpp"
#include "unit/store/raw_rows.hpp"

namespace polyvocal::test {

using base::Result;
using model::AttributeTarget;
using model::AttributeType;
using model::AttributeValue;
using model::ValueState;

namespace {

/// The result of a change: a refusal is as good as a success, a failure is not.
template <typename T>
Result<void> outcome(const Result<T>& result) {
  if (result) return {};
  switch (result.error().code) {
    case base::ErrorCode::kNotFound:
    case base::ErrorCode::kDuplicate:
    case base::ErrorCode::kRefused:
    case base::ErrorCode::kInvalidArgument:
    case base::ErrorCode::kInvalidName:
      return {};
    default:
      return tl::unexpected(result.error());
  }
}

}  // namespace

std::string RandomActs::name(const std::string& kind) {
  static const std::vector<std::string> kTails = {"", " a", " É", " é", " \xE4\xB8\xAD", " > x"};
  return kind + " " + std::to_string(below(60)) + kTails[static_cast<std::size_t>(below(6))];
}

model::NewDocument RandomActs::document() {
  std::vector<std::pair<std::string, std::string>> turns;
  const std::int64_t count = below(6);
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t who = below(4);
    std::string words;
    for (std::int64_t k = below(8); k >= 0; --k) words += (words.empty() ? "" : " ") + name("word");
    turns.emplace_back(who == 0 ? "" : who == 1 ? "Interviewer" : "Parent " + std::to_string(who), words);
  }
  auto made = make_document(name("Document"), turns);
  if (!made.turns.empty() && below(2) == 0) {
    made.times.emplace_back(0, below(1000));
    made.times.emplace_back(made.turns.back().whole.start.value, 5000 + below(1000));
    made.turns.front().start_ms = 0;
  }
  if (below(4) == 0) made.kind = model::DocumentKind::kNotes;
  return made;
}

template <typename T>
Result<void> RandomActs::done(const char* function, const Result<T>& result) {
  if (result) ++successes[function];
  return outcome(result);
}

Result<void> RandomActs::change_sets(store::Project& project, store::Writer& writer) {
  const auto sets = project.sets().value();
  const auto set = pick<model::SetId>(sets);
  switch (below(6)) {
    case 0:
    case 1:
      return done("add_set", writer.add_set(name("Set"), static_cast<model::SetKind>(below(3))));
    case 2:
      return done("rename_set", writer.rename_set(set, name("Set")));
    case 3:
      return done("remove_from_set", writer.remove_from_set(set, 1 + below(12)));
    case 4:
      return done("delete_set", writer.delete_set(set));
    default:
      for (int i = 0; i < 3; ++i) {
        if (auto added = done("add_to_set", writer.add_to_set(set, 1 + below(12))); !added) return added;
      }
      return {};
  }
}

Result<void> RandomActs::change_quotes(store::Project& project, store::Writer& writer) {
  const auto documents = project.documents().value();
  const auto tree = project.codes().value();
  const auto coders = project.coders().value();
  const auto collections = project.quote_collections().value();
  const auto quotes = project.quotes().value();
  const auto coder = pick<model::CoderId>(coders);
  const auto collection = pick<model::CollectionId>(collections);
  const auto theme = below(4) == 0 ? model::CodeId{} : pick<model::CodeId>(tree.codes());
  const auto quote = pick<model::QuoteId>(quotes);
  const auto some_range = [&](std::int64_t length) {
    const std::int64_t start = below(length + 1);
    return range(start, start + below(20));
  };
  switch (below(12)) {
    case 0:
      return done("add_quote_collection", writer.add_quote_collection(name("Collection")));
    case 1:
      return done("rename_quote_collection", writer.rename_quote_collection(collection, name("Collection")));
    case 2:
      return done("set_collection_attribution",
                  writer.set_collection_attribution(collection, below(2) == 0 ? "" : "{group}"));
    case 3:
      return below(4) == 0 ? done("delete_quote_collection", writer.delete_quote_collection(collection))
                           : Result<void>{};
    case 4:
      return done("set_quote_status", writer.set_quote_status(quote, static_cast<model::QuoteStatus>(below(3)), coder));
    case 5:
      return done("set_quote_attribution", writer.set_quote_attribution(quote, below(2) == 0 ? "" : "{id}"));
    case 6:
      return done("place_quote", writer.place_quote(quote, theme, below(5) - 1));
    case 7:
      return done("move_quote", writer.move_quote(quote, collection));
    case 8:
      return below(3) == 0 ? done("delete_quote", writer.delete_quote(quote)) : Result<void>{};
    case 9: {
      for (const auto& one : quotes) {
        if (one.id != quote || one.ranges.empty()) continue;
        const auto at = one.ranges[static_cast<std::size_t>(below(static_cast<std::int64_t>(one.ranges.size())))].range;
        const auto where = range(at.start.value + below(at.length()), at.end.value - below(3));
        const auto ranges = below(3) == 0   ? model::restored(one.ranges, where)
                            : below(2) == 0 ? model::with_clarification(one.ranges, where, "name")
                                            : model::with_omission(one.ranges, where);
        return done("set_quote_ranges", writer.set_quote_ranges(quote, ranges, coder));
      }
      return {};
    }
    default: {
      if (documents.empty()) return {};
      const auto& document = documents[static_cast<std::size_t>(below(static_cast<std::int64_t>(documents.size())))];
      store::NewQuote fresh{document.id, {}, collection, theme};
      for (std::int64_t i = 1 + below(2); i > 0; --i) fresh.ranges.push_back({some_range(document.code_points), {}});
      return done("add_quote", writer.add_quote(fresh, coder));
    }
  }
}

Result<void> RandomActs::change(store::Project& project, store::Writer& writer) {
  const auto documents = project.documents().value();
  const auto tree = project.codes().value();
  const auto& codes = tree.codes();
  const auto cases = project.cases().value();
  const auto units = project.units().value();
  const auto attributes = project.attributes().value();
  const auto coders = project.coders().value();
  const auto document_id = pick<model::DocumentId>(documents);
  std::vector<model::Speaker> speakers;
  std::vector<model::Coding> codings;
  std::int64_t length = 50;
  for (const auto& one : documents) {
    if (one.id != document_id) continue;
    speakers = project.speakers(document_id).value();
    codings = project.codings(document_id).value();
    length = one.code_points;
  }
  const std::int64_t start = below(length + 2);
  const auto any_range = range(start, start + below(length / 2 + 2));
  const auto code_id = pick<model::CodeId>(codes);
  const auto value = [&](const std::string& text) {
    const std::int64_t state = below(5);
    return AttributeValue{pick<model::AttributeId>(attributes),
                          state == 0   ? ValueState::kMissing
                          : state == 1 ? ValueState::kNotApplicable
                                       : ValueState::kValue,
                          state < 2 ? "" : text};
  };
  static const std::vector<std::string> kValues = {"1", "2.5", "2026-01-31", "true", "low", "high", "text"};
  const std::string& text = kValues[static_cast<std::size_t>(below(7))];
  if (below(8) == 0) return change_quotes(project, writer);
  const auto memos = project.memos(store::MemoBodies::kWith).value();
  const auto memo_id = pick<model::MemoId>(memos);
  const auto target = [&]() -> model::MemoTarget {
    switch (below(7)) {
      case 0:
        return model::MemoTarget::of(document_id);
      case 1:
        return model::MemoTarget::of(pick<model::CaseId>(cases));
      case 2:
        return model::MemoTarget::of(code_id);
      case 3:
        return model::MemoTarget::of(document_id, any_range);
      case 4:
        return model::MemoTarget::of(pick<model::UnitId>(units));
      case 5:
        return model::MemoTarget::project();
      default:
        return model::MemoTarget::of(pick<model::CodingId>(codings));
    }
  };
  switch (below(54)) {
    case 0:
    case 1:
    case 2:
      return done("add_document", writer.add_document(document()));
    case 3:
      return done("rename_document", writer.rename_document(document_id, name("Document")));
    case 4:
      return below(3) == 0 ? done("delete_document", writer.delete_document(document_id)) : Result<void>{};
    case 5: {
      const auto one = value(text);
      return done("set_document_value", writer.set_document_value(document_id, one.attribute, one));
    }
    case 6:
      return done("set_speaker_role",
                  writer.set_speaker_role(pick<model::SpeakerId>(speakers), model::SpeakerRole::kOther));
    case 7: {
      const auto type = static_cast<AttributeType>(below(6));
      std::vector<std::string> levels;
      if (type == AttributeType::kOrdered) levels = {"low", "high"};
      return done("add_attribute",
                  writer.add_attribute(name("Attribute"), static_cast<AttributeTarget>(below(3)), type, levels));
    }
    case 8:
      return done("set_attribute_type",
                  writer.set_attribute_type(pick<model::AttributeId>(attributes), AttributeType::kText));
    case 9:
      return done("set_attribute_type", writer.set_attribute_type(pick<model::AttributeId>(attributes),
                                                                  AttributeType::kOrdered, {"low", "middle", "high"}));
    case 10:
      return done("add_unit", writer.add_unit(name("Unit")));
    case 11:
    case 12:
      return done("add_case",
                  writer.add_case(name("Case"), below(2) == 0 ? pick<model::UnitId>(units) : model::UnitId{}));
    case 13:
      return done("set_case_unit", writer.set_case_unit(pick<model::CaseId>(cases), pick<model::UnitId>(units)));
    case 14:
      return done("rename_case", writer.rename_case(pick<model::CaseId>(cases), name("Case")));
    case 15:
      return below(3) == 0 ? done("delete_case", writer.delete_case(pick<model::CaseId>(cases))) : Result<void>{};
    case 16:
      return done("set_case_value", writer.set_case_value(pick<model::CaseId>(cases), value(text)));
    case 17:
      return done("link_speaker", writer.link_speaker(pick<model::SpeakerId>(speakers),
                                                      below(4) == 0 ? model::CaseId{} : pick<model::CaseId>(cases)));
    case 18:
      return done("link_document", writer.link_document(document_id, pick<model::CaseId>(cases)));
    case 19:
      return done("unlink_document", writer.unlink_document(document_id, pick<model::CaseId>(cases)));
    case 20:
    case 21:
    case 22: {
      store::NewCode code;
      if (below(3) != 0) code.parent = code_id;
      code.name = name("Code");
      if (below(4) == 0) code.key = name("K");
      code.definition = name("Definition");
      code.colour = below(2) == 0 ? "#aabbcc" : "";
      code.theme = below(5) == 0;
      return done("add_code", writer.add_code(code));
    }
    case 23:
      return done("rename_code", writer.rename_code(code_id, name("Code")));
    case 24:
      return done("move_code", writer.move_code(code_id, below(3) == 0 ? model::CodeId{} : pick<model::CodeId>(codes),
                                                below(5) - 1));
    case 25: {
      store::CodeChange change;
      change.definition = name("New definition");
      if (below(2) == 0) change.theme = true;
      if (below(3) == 0) change.key = name("K");
      if (below(3) == 0) change.colour = "#102030";
      if (below(3) == 0) change.example = "";
      return done("set_code", writer.set_code(code_id, change));
    }
    case 26:
      return done("merge_codes", writer.merge_codes({pick<model::CodeId>(codes), pick<model::CodeId>(codes)}, code_id));
    case 27: {
      std::vector<model::CodingId> some;
      for (const auto& coding : codings) {
        if (coding.code == code_id) some.push_back(coding.id);
      }
      return done("split_code", writer.split_code(code_id, name("Part"), some));
    }
    case 28:
      return below(3) == 0 ? done("delete_code", writer.delete_code(code_id, store::DeleteCodings::kDelete))
                           : Result<void>{};
    case 29:
      return done("delete_code", writer.delete_code(code_id, store::DeleteCodings::kRefuse));
    case 30:
      return done("delete_coding", writer.delete_coding(pick<model::CodingId>(codings)));
    case 31:
      return done("set_coding_range", writer.set_coding_range(pick<model::CodingId>(codings), any_range));
    case 32:
      return done("add_coder", writer.add_coder(name("Coder")));
    case 33:
      if (below(3) != 0) return change_sets(project, writer);
      return done("set_title", writer.set_title(name("Title")));
    case 34:
      add_raw_rows(project, random_());
      ++successes["raw rows"];
      return {};
    case 35:
    case 36:
    case 37:
      return done("add_memo", writer.add_memo({.on = target(),
                                               .kind = static_cast<model::MemoKind>(below(4)),
                                               .title = below(4) == 0 ? "" : name("Memo"),
                                               .body = below(6) == 0 ? "" : name("Words\nof a memo"),
                                               .coder = pick<model::CoderId>(coders)}));
    case 38:
    case 39: {
      store::MemoChange change;
      if (below(3) != 0) change.body = name("Other\nwords");
      if (below(3) == 0) change.title = name("Memo");
      if (below(4) == 0) change.kind = static_cast<model::MemoKind>(below(4));
      return done("set_memo", writer.set_memo(memo_id, change));
    }
    case 40:
      return done("delete_memo", writer.delete_memo(memo_id));
    case 41:
      return done("link_memo", writer.link_memo(memo_id, target()));
    case 42:
      return done("unlink_memo", writer.unlink_memo(memo_id));
    case 43:
    case 44:
    case 45:
      return done("add_decision", writer.add_decision(below(4'000'000'000'000), name("Decision"), name("Reason"),
                                                      pick<model::CoderId>(coders)));
    case 46:
    case 47:
      return done("delete_decision", writer.delete_decision(pick<model::DecisionId>(project.decisions().value())));
    case 48: {
      const auto decision = pick<model::DecisionId>(project.decisions().value());
      store::DecisionChange change;
      if (below(2) == 0) change.reason = name("Other reason");
      if (below(2) == 0) change.text = name("Decision");
      if (below(3) == 0) change.decided_ms = below(4'000'000'000'000);
      return done("set_decision", writer.set_decision(decision, change));
    }
    default:
      for (int i = 0; i < 3; ++i) {
        const std::int64_t at = below(length + 2);
        const auto origin = below(2) == 0 ? model::Origin::kPerson : model::Origin::kRule;
        auto added =
            done("add_coding", writer.add_coding(document_id, range(at, at + below(8)), pick<model::CodeId>(codes),
                                                 pick<model::CoderId>(coders), origin));
        if (!added) return added;
      }
      return {};
  }
}

std::int64_t RandomActs::act(store::Project& project) {
  if (!batch_ || below(100) >= batch_chance) {
    batch_.reset();
    if (below(4) == 0) batch_ = base::Uuid::make();
  }
  const auto coders = project.coders().value();
  store::ActInfo info;
  if (!coders.empty())
    info.coder = coders[static_cast<std::size_t>(below(static_cast<std::int64_t>(coders.size())))].id;
  info.verb = "random";
  info.batch = batch_;
  const std::int64_t changes = 1 + below(3);
  auto sequence = project.perform(info, [&](store::Writer& writer) -> Result<void> {
    for (std::int64_t i = 0; i < changes; ++i) {
      if (auto changed = change(project, writer); !changed) return changed;
    }
    return {};
  });
  EXPECT_TRUE(sequence) << error_of(sequence) << " " << (sequence ? "" : std::string(sequence.error().param("detail")));
  return sequence.value_or(-1);
}

}  // namespace polyvocal::test
