#include <algorithm>
#include <array>

#include "store/writer_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

void touch_documents_of_code(WriterState& state, std::int64_t code) {
  Query query = state.db().query("SELECT DISTINCT document FROM coding WHERE code = ?", code);
  while (query.step()) state.touch(query.integer(0));
}

/// Where `target` has the same coder's coding of the same range already, that one stays and takes over what hangs on
/// the other. Returns the number of the others, which are gone.
void absorb_equal_codings(WriterState& state, std::int64_t source, std::int64_t target) {
  Connection& connection = state.db();
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
  {
    Query query = connection.query(
        "SELECT s.id, t.id FROM coding s JOIN coding t ON t.document = s.document AND t.start_at = s.start_at "
        "AND t.end_at = s.end_at AND t.coder = s.coder AND t.code = ?2 WHERE s.code = ?1 ORDER BY s.id",
        source, target);
    while (query.step()) pairs.emplace_back(query.integer(0), query.integer(1));
  }
  for (const auto& [from, to] : pairs) {
    hand_over_memos(connection, "coding", from, to);
    connection.run("UPDATE finding_link SET target = ? WHERE target_kind = 'coding' AND target = ?", to, from);
    connection.run("UPDATE review_item SET target = ? WHERE target_kind = 'coding' AND target = ?", to, from);
    connection.run("UPDATE summary_link SET coding = ? WHERE coding = ?", to, from);
    connection.run("DELETE FROM coding WHERE id = ?", from);
  }
}

/// Everything that names `source` names `target`; where `target` is named already, once is enough.
void move_links(Connection& connection, std::int64_t source, std::int64_t target) {
  connection.run("UPDATE crosswalk SET source = ?2 WHERE source = ?1", source, target);
  connection.run("UPDATE crosswalk SET target = ?2 WHERE target = ?1", source, target);
  connection.run("DELETE FROM crosswalk WHERE source = ?1 AND target = ?1", target);
  connection.run("UPDATE OR IGNORE quote_code SET code = ?2 WHERE code = ?1", source, target);
  connection.run("DELETE FROM quote_code WHERE code = ?", source);
  connection.run("UPDATE OR IGNORE framework_column SET code = ?2 WHERE code = ?1", source, target);
  connection.run("DELETE FROM framework_column WHERE code = ?", source);
  connection.run("UPDATE summary SET code = ?2 WHERE code = ?1", source, target);
  connection.run("UPDATE reconciliation SET code = ?2 WHERE code = ?1", source, target);
  hand_over_memos(connection, "code", source, target);
  connection.run("UPDATE finding_link SET target = ?2 WHERE target_kind = 'code' AND target = ?1", source, target);
  connection.run("UPDATE judgement SET target = ?2 WHERE target_kind = 'code' AND target = ?1", source, target);
  connection.run("UPDATE OR IGNORE set_member SET target = ?2 WHERE target_kind = 'code' AND target = ?1", source,
                 target);
  connection.run("DELETE FROM set_member WHERE target_kind = 'code' AND target = ?", source);
}

void append_text(std::string& text, const std::string& more) {
  if (more.empty() || text.find(more) != std::string::npos) return;
  if (!text.empty()) text += "\n\n";
  text += more;
}

void append_definitions(Connection& connection, std::int64_t source, std::int64_t target) {
  std::array<std::string, 5> texts;
  std::string source_key;
  std::string source_key_fold;
  {
    Query query = connection.query(
        "SELECT t.definition, t.include_rule, t.exclude_rule, t.example, t.short_key, s.definition, s.include_rule, "
        "s.exclude_rule, s.example, s.short_key, s.short_key_fold FROM code t, code s WHERE t.id = ? AND s.id = ?",
        target, source);
    if (!query.step()) return;
    for (int i = 0; i < 4; ++i) {
      auto& text = texts[static_cast<std::size_t>(i)];
      text = query.text(i);
      append_text(text, query.text(i + 5));
    }
    if (query.text(4).empty()) {
      source_key = query.text(9);
      source_key_fold = query.text(10);
    }
  }
  connection.run("UPDATE code SET definition = ?, include_rule = ?, exclude_rule = ?, example = ? WHERE id = ?",
                 texts[0], texts[1], texts[2], texts[3], target);
  if (!source_key.empty()) {
    connection.run("UPDATE code SET short_key = ?, short_key_fold = ? WHERE id = ?", source_key, source_key_fold,
                   target);
  }
}

/// Children go below `target`; a name taken there gets " (2)".
void move_children(Connection& connection, std::int64_t source, std::int64_t target) {
  std::vector<std::pair<std::int64_t, std::string>> children;
  {
    Query query = connection.query("SELECT id, name FROM code WHERE parent = ? ORDER BY position, id", source);
    while (query.step()) children.emplace_back(query.integer(0), query.text(1));
  }
  const model::CodeId parent{target};
  const std::int64_t codebook = codebook_of(connection, parent);
  for (const auto& [child, name] : children) {
    std::string fresh = name;
    std::string key = text::fold_name(fresh);
    if (key.empty()) key = fresh;
    for (int number = 2; sibling_named(connection, codebook, parent, key, model::CodeId{child}); ++number) {
      fresh = name + " (" + std::to_string(number) + ")";
      key = text::fold_name(fresh);
    }
    const std::int64_t position = next_position(connection, codebook, parent);
    for (const std::int64_t one : subtree_of(connection, child)) {
      connection.run("UPDATE code SET codebook = ?1 WHERE id = ?2 AND codebook <> ?1", codebook, one);
    }
    connection.run("UPDATE code SET parent = ?, position = ?, name = ?, name_key = ? WHERE id = ?", target, position,
                   fresh, key, child);
  }
}

}  // namespace

Result<std::int64_t> Writer::merge_codes(const std::vector<model::CodeId>& sources, model::CodeId target) {
  return guarded(impl_, [&]() -> Result<std::int64_t> {
    Connection& connection = impl_.db();
    if (auto found = check_code(impl_, target); !found) return base::pass(found);
    std::vector<model::CodeId> unique;
    for (const model::CodeId source : sources) {
      if (auto found = check_code(impl_, source); !found) return base::pass(found);
      if (source == target || is_below(connection, target.value, source.value)) return refused("merge-into-itself");
      if (std::find(unique.begin(), unique.end(), source) == unique.end()) unique.push_back(source);
    }
    std::int64_t moved = 0;
    for (const model::CodeId source : unique) {
      touch_documents_of_code(impl_, source.value);
      absorb_equal_codings(impl_, source.value, target.value);
      moved += connection.run("UPDATE coding SET code = ? WHERE code = ?", target, source);
      append_definitions(connection, source.value, target.value);
      move_links(connection, source.value, target.value);
      // The source goes first, so that its name does not stand in the way of its children's.
      connection.run("DELETE FROM code WHERE id = ?", source);
      move_children(connection, source.value, target.value);
    }
    impl_.forget();
    return moved;
  });
}

Result<model::CodeId> Writer::split_code(model::CodeId code, std::string_view name,
                                         const std::vector<model::CodingId>& codings) {
  return guarded(impl_, [&]() -> Result<model::CodeId> {
    Connection& connection = impl_.db();
    if (auto found = check_code(impl_, code); !found) return base::pass(found);
    for (const model::CodingId coding : codings) {
      const auto owner = connection.number("SELECT code FROM coding WHERE id = ?", coding);
      if (auto found = must_exist(owner.has_value(), "coding", coding.value); !found) return base::pass(found);
      if (*owner != code.value) return invalid("coding", std::to_string(coding.value));
    }
    NewCode fresh;
    fresh.name = std::string(name);
    {
      Query query = connection.query("SELECT coalesce(parent, 0), colour, theme FROM code WHERE id = ?", code);
      query.step();
      fresh.parent = query->id<model::CodeId>(0);
      fresh.colour = query.text(1);
      fresh.theme = query.integer(2) != 0;
    }
    auto added = insert_code(impl_, fresh, codebook_of(connection, code));
    if (!added) return added;
    for (const model::CodingId coding : codings) {
      impl_.touch(connection.number("SELECT document FROM coding WHERE id = ?", coding).value_or(0));
      connection.run("UPDATE coding SET code = ? WHERE id = ?", *added, coding);
    }
    return added;
  });
}

}  // namespace polyvocal::store
