#include <algorithm>

#include "store/writer_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

/// "#rrggbb" or empty.
bool is_colour(std::string_view text) {
  if (text.empty()) return true;
  return text.size() == 7 && text[0] == '#' && std::all_of(text.begin() + 1, text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

struct ShortKey {
  std::string text;
  std::string fold;
};

/// Errors: kDuplicate if another code has it.
Result<ShortKey> checked_short_key(Connection& connection, std::string_view raw, model::CodeId except) {
  ShortKey key{text::clean_name(raw), {}};
  if (key.text.empty()) return key;
  key.fold = text::fold_name(key.text);
  if (key.fold.empty()) key.fold = key.text;
  if (connection.exists("SELECT 1 FROM code WHERE short_key_fold = ? AND short_key_fold <> '' AND id <> ?", key.fold,
                        except)) {
    return duplicate("code-key", key.text);
  }
  return key;
}

std::vector<std::int64_t> children_of(Connection& connection, std::int64_t codebook, model::CodeId parent) {
  std::vector<std::int64_t> children;
  Query query = connection.query("SELECT id FROM code WHERE parent IS ? AND codebook = ? ORDER BY position, id",
                                 nullable(parent), codebook);
  while (query.step()) children.push_back(query.integer(0));
  return children;
}

}  // namespace

bool sibling_named(Connection& connection, std::int64_t codebook, model::CodeId parent, std::string_view name_key,
                   model::CodeId except) {
  return connection.exists("SELECT 1 FROM code WHERE parent IS ? AND codebook = ? AND name_key = ? AND id <> ?",
                           nullable(parent), codebook, name_key, except);
}

std::vector<std::int64_t> subtree_of(Connection& connection, std::int64_t code) {
  std::vector<std::int64_t> codes{code};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    Query query = connection.query("SELECT id FROM code WHERE parent = ? ORDER BY position, id", codes[i]);
    while (query.step()) codes.push_back(query.integer(0));
  }
  return codes;
}

bool is_below(Connection& connection, std::int64_t code, std::int64_t ancestor) {
  for (auto up = connection.number("SELECT parent FROM code WHERE id = ?", code); up;
       up = connection.number("SELECT parent FROM code WHERE id = ?", *up)) {
    if (*up == ancestor) return true;
  }
  return false;
}

std::int64_t next_position(Connection& connection, std::int64_t codebook, model::CodeId parent) {
  return connection
      .number("SELECT coalesce(max(position), -1) + 1 FROM code WHERE parent IS ? AND codebook = ?", nullable(parent),
              codebook)
      .value_or(0);
}

std::int64_t codebook_of(Connection& connection, model::CodeId code) {
  if (!code) return connection.number("SELECT id FROM codebook ORDER BY position, id LIMIT 1").value_or(0);
  return connection.number("SELECT codebook FROM code WHERE id = ?", code).value_or(0);
}

Result<model::CodeId> insert_code(WriterState& state, const NewCode& code, std::int64_t codebook) {
  Connection& connection = state.db();
  auto name = checked_name("code", code.name);
  if (!name) return base::pass(name);
  if (!is_colour(code.colour)) return invalid("colour", code.colour);
  if (sibling_named(connection, codebook, code.parent, name->key, {})) return duplicate("code", name->text);
  auto key = checked_short_key(connection, code.key, {});
  if (!key) return base::pass(key);
  connection.run(
      "INSERT INTO code (guid, codebook, parent, position, name, name_key, short_key, short_key_fold, definition, "
      "include_rule, exclude_rule, example, colour, theme, created_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      blob(base::Uuid::make()), codebook, nullable(code.parent), next_position(connection, codebook, code.parent),
      name->text, name->key, key->text, key->fold, code.definition, code.include, code.exclude, code.example,
      code.colour, code.theme, state.now_ms);
  return model::CodeId{connection.last_id()};
}

Result<model::CodeId> Writer::add_code(const NewCode& code) {
  return guarded(impl_, [&]() -> Result<model::CodeId> {
    if (code.parent) {
      if (auto found = check_code(impl_, code.parent); !found) return base::pass(found);
    }
    return insert_code(impl_, code, codebook_of(impl_.db(), code.parent));
  });
}

Result<void> Writer::rename_code(model::CodeId code, std::string_view raw) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    if (auto found = check_code(impl_, code); !found) return found;
    auto name = checked_name("code", raw);
    if (!name) return base::pass(name);
    const model::CodeId parent{connection.number("SELECT parent FROM code WHERE id = ?", code).value_or(0)};
    if (sibling_named(connection, codebook_of(connection, code), parent, name->key, code)) {
      return duplicate("code", name->text);
    }
    connection.run("UPDATE code SET name = ?, name_key = ? WHERE id = ?", name->text, name->key, code);
    return {};
  });
}

Result<void> Writer::move_code(model::CodeId code, model::CodeId parent, std::int64_t position) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    if (auto found = check_code(impl_, code); !found) return found;
    if (parent) {
      if (auto found = check_code(impl_, parent); !found) return found;
    }
    if (parent == code || (parent && is_below(connection, parent.value, code.value))) {
      return refused("code-under-itself");
    }
    const std::int64_t old_codebook = codebook_of(connection, code);
    const std::int64_t codebook = parent ? codebook_of(connection, parent) : old_codebook;
    std::string name;
    std::string name_key;
    {
      Query query = connection.query("SELECT name, name_key FROM code WHERE id = ?", code);
      query.step();
      name = query.text(0);
      name_key = query.text(1);
    }
    if (sibling_named(connection, codebook, parent, name_key, code)) return duplicate("code", name);

    if (codebook != old_codebook) {
      for (const std::int64_t one : subtree_of(connection, code.value)) {
        connection.run("UPDATE code SET codebook = ? WHERE id = ?", codebook, one);
      }
    }
    connection.run("UPDATE code SET parent = ? WHERE id = ?", nullable(parent), code);
    auto siblings = children_of(connection, codebook, parent);
    std::erase(siblings, code.value);
    const auto count = static_cast<std::int64_t>(siblings.size());
    const std::int64_t place = position < 0 ? count : std::min(position, count);
    siblings.insert(siblings.begin() + place, code.value);
    for (std::size_t i = 0; i < siblings.size(); ++i) {
      connection.run("UPDATE code SET position = ?1 WHERE id = ?2 AND position <> ?1", static_cast<std::int64_t>(i),
                     siblings[i]);
    }
    return {};
  });
}

Result<void> Writer::set_code(model::CodeId code, const CodeChange& change) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    if (auto found = check_code(impl_, code); !found) return found;
    if (change.colour && !is_colour(*change.colour)) return invalid("colour", *change.colour);
    if (change.key) {
      auto key = checked_short_key(connection, *change.key, code);
      if (!key) return base::pass(key);
      connection.run("UPDATE code SET short_key = ?, short_key_fold = ? WHERE id = ?", key->text, key->fold, code);
    }
    if (change.definition) connection.run("UPDATE code SET definition = ? WHERE id = ?", *change.definition, code);
    if (change.include) connection.run("UPDATE code SET include_rule = ? WHERE id = ?", *change.include, code);
    if (change.exclude) connection.run("UPDATE code SET exclude_rule = ? WHERE id = ?", *change.exclude, code);
    if (change.example) connection.run("UPDATE code SET example = ? WHERE id = ?", *change.example, code);
    if (change.colour) connection.run("UPDATE code SET colour = ? WHERE id = ?", *change.colour, code);
    if (change.theme) connection.run("UPDATE code SET theme = ? WHERE id = ?", *change.theme, code);
    return {};
  });
}

Result<void> Writer::delete_code(model::CodeId code, DeleteCodings codings) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    if (auto found = check_code(impl_, code); !found) return found;
    const auto codes = subtree_of(connection, code.value);
    if (codings == DeleteCodings::kRefuse) {
      for (const std::int64_t one : codes) {
        if (connection.exists("SELECT 1 FROM coding WHERE code = ?", one)) return refused("code-has-codings");
      }
    }
    for (const std::int64_t one : codes) {
      remove_code_children(impl_, one);
      connection.run("DELETE FROM code WHERE id = ?", one);
    }
    impl_.forget();
    return {};
  });
}

}  // namespace polyvocal::store
