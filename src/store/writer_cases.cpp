#include "store/writer_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

Result<void> check_case(WriterState& state, model::CaseId case_id) {
  return must_exist(state.db().exists("SELECT 1 FROM study_case WHERE id = ?", case_id), "case", case_id.value);
}

Result<void> check_unit(WriterState& state, model::UnitId unit) {
  if (!unit) return {};
  return must_exist(state.db().exists("SELECT 1 FROM unit WHERE id = ?", unit), "unit", unit.value);
}

/// Cleaned; at least one, no two alike; empty for types that have none.
Result<std::vector<std::string>> checked_levels(model::AttributeType type, const std::vector<std::string>& levels) {
  std::vector<std::string> cleaned;
  if (type != model::AttributeType::kOrdered) {
    if (!levels.empty()) return invalid("attribute-levels", std::to_string(levels.size()));
    return cleaned;
  }
  std::set<std::string> keys;
  for (const auto& level : levels) {
    auto name = checked_name("level", level);
    if (!name) return base::pass(name);
    if (!keys.insert(name->key).second) return duplicate("level", name->text);
    cleaned.push_back(std::move(name->text));
  }
  if (cleaned.empty()) return invalid("attribute-levels", "0");
  return cleaned;
}

void write_levels(Connection& connection, model::AttributeId attribute, const std::vector<std::string>& levels) {
  connection.run("DELETE FROM attribute_level WHERE attribute = ?", attribute);
  std::int64_t position = 0;
  for (const auto& level : levels) {
    connection.run("INSERT INTO attribute_level (attribute, position, label) VALUES (?, ?, ?)", attribute, position++,
                   level);
  }
}

}  // namespace

Result<model::AttributeId> Writer::add_attribute(std::string_view raw, model::AttributeTarget target,
                                                 model::AttributeType type, const std::vector<std::string>& levels) {
  return guarded(impl_, [&]() -> Result<model::AttributeId> {
    Connection& connection = impl_.db();
    auto name = checked_name("attribute", raw);
    if (!name) return base::pass(name);
    auto cleaned = checked_levels(type, levels);
    if (!cleaned) return base::pass(cleaned);
    if (connection.exists("SELECT 1 FROM attribute WHERE name_key = ? AND target = ?", name->key,
                          stored_name(target))) {
      return duplicate("attribute", name->text);
    }
    connection.run(
        "INSERT INTO attribute (guid, name, name_key, type, target, description, created_ms) "
        "VALUES (?, ?, ?, ?, ?, '', ?)",
        blob(base::Uuid::make()), name->text, name->key, stored_name(type), stored_name(target), impl_.now_ms);
    const model::AttributeId id{connection.last_id()};
    write_levels(connection, id, *cleaned);
    return id;
  });
}

Result<void> Writer::set_attribute_type(model::AttributeId attribute, model::AttributeType type,
                                        const std::vector<std::string>& levels) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    const bool exists = connection.exists("SELECT 1 FROM attribute WHERE id = ?", attribute);
    if (auto found = must_exist(exists, "attribute", attribute.value); !found) return found;
    auto cleaned = checked_levels(type, levels);
    if (!cleaned) return base::pass(cleaned);
    // Every value must fit before one is changed. The texts in canonical form, by the text they have now.
    std::vector<std::pair<std::string, std::string>> changed;
    {
      Query query = connection.query(
          "SELECT DISTINCT text FROM (SELECT attribute, state, text FROM case_value UNION ALL "
          "SELECT attribute, state, text FROM unit_value UNION ALL SELECT attribute, state, text FROM document_value) "
          "WHERE attribute = ? AND state = 'value'",
          attribute);
      while (query.step()) {
        const std::string text = query.text(0);
        if (type == model::AttributeType::kText) continue;
        if (type == model::AttributeType::kOrdered) {
          const std::string key = text::fold_name(text);
          const std::string* level = nullptr;
          for (const auto& one : *cleaned) {
            if (one == text || text::fold_name(one) == key) level = &one;
          }
          if (level == nullptr) return invalid("attribute-value", text);
          if (*level != text) changed.emplace_back(text, *level);
          continue;
        }
        const auto canonical = model::canonical_value(type, text);
        if (canonical.state != model::ValueState::kValue || !model::fits(type, canonical.text, {})) {
          return invalid("attribute-value", text);
        }
        if (canonical.text != text) changed.emplace_back(text, canonical.text);
      }
    }
    for (const auto& [from, to] : changed) {
      connection.run("UPDATE case_value SET text = ? WHERE attribute = ? AND state = 'value' AND text = ?", to,
                     attribute, from);
      connection.run("UPDATE unit_value SET text = ? WHERE attribute = ? AND state = 'value' AND text = ?", to,
                     attribute, from);
      connection.run("UPDATE document_value SET text = ? WHERE attribute = ? AND state = 'value' AND text = ?", to,
                     attribute, from);
    }
    connection.run("UPDATE attribute SET type = ? WHERE id = ?", stored_name(type), attribute);
    write_levels(connection, attribute, *cleaned);
    return {};
  });
}

Result<model::UnitId> Writer::add_unit(std::string_view raw) {
  return guarded(impl_, [&]() -> Result<model::UnitId> {
    Connection& connection = impl_.db();
    auto name = checked_name("unit", raw);
    if (!name) return base::pass(name);
    if (connection.exists("SELECT 1 FROM unit WHERE name_key = ?", name->key)) return duplicate("unit", name->text);
    connection.run("INSERT INTO unit (guid, name, name_key, created_ms) VALUES (?, ?, ?, ?)", blob(base::Uuid::make()),
                   name->text, name->key, impl_.now_ms);
    return model::UnitId{connection.last_id()};
  });
}

Result<model::CaseId> Writer::add_case(std::string_view raw, model::UnitId unit) {
  return guarded(impl_, [&]() -> Result<model::CaseId> {
    Connection& connection = impl_.db();
    auto name = checked_name("case", raw);
    if (!name) return base::pass(name);
    if (auto found = check_unit(impl_, unit); !found) return base::pass(found);
    if (connection.exists("SELECT 1 FROM study_case WHERE name_key = ?", name->key)) {
      return duplicate("case", name->text);
    }
    connection.run("INSERT INTO study_case (guid, name, name_key, unit, created_ms) VALUES (?, ?, ?, ?, ?)",
                   blob(base::Uuid::make()), name->text, name->key, nullable(unit), impl_.now_ms);
    return model::CaseId{connection.last_id()};
  });
}

Result<void> Writer::set_case_unit(model::CaseId case_id, model::UnitId unit) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = check_case(impl_, case_id); !found) return found;
    if (auto found = check_unit(impl_, unit); !found) return found;
    impl_.db().run("UPDATE study_case SET unit = ? WHERE id = ?", nullable(unit), case_id);
    return {};
  });
}

Result<void> Writer::rename_case(model::CaseId case_id, std::string_view raw) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = check_case(impl_, case_id); !found) return found;
    auto name = checked_name("case", raw);
    if (!name) return base::pass(name);
    if (impl_.db().exists("SELECT 1 FROM study_case WHERE name_key = ? AND id <> ?", name->key, case_id)) {
      return duplicate("case", name->text);
    }
    impl_.db().run("UPDATE study_case SET name = ?, name_key = ? WHERE id = ?", name->text, name->key, case_id);
    return {};
  });
}

Result<void> Writer::delete_case(model::CaseId case_id) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = check_case(impl_, case_id); !found) return found;
    remove_case_children(impl_, case_id.value);
    impl_.db().run("DELETE FROM study_case WHERE id = ?", case_id);
    return {};
  });
}

Result<void> Writer::set_case_value(model::CaseId case_id, const model::AttributeValue& value) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = check_case(impl_, case_id); !found) return found;
    auto stored = checked_value(impl_, model::AttributeTarget::kCase, value);
    if (!stored) return base::pass(stored);
    impl_.db().run(
        "INSERT INTO case_value (case_id, attribute, state, text) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (case_id, attribute) DO UPDATE SET state = excluded.state, text = excluded.text",
        case_id, value.attribute, stored_name(stored->state), stored->text);
    return {};
  });
}

Result<void> Writer::link_speaker(model::SpeakerId speaker, model::CaseId case_id) {
  return guarded(impl_, [&]() -> Result<void> {
    const auto document = impl_.db().number("SELECT document FROM speaker WHERE id = ?", speaker);
    if (auto found = must_exist(document.has_value(), "speaker", speaker.value); !found) return found;
    if (case_id) {
      if (auto found = check_case(impl_, case_id); !found) return found;
    }
    impl_.db().run("UPDATE speaker SET case_id = ? WHERE id = ?", nullable(case_id), speaker);
    impl_.touch(*document);
    return {};
  });
}

Result<void> Writer::link_document(model::DocumentId document, model::CaseId case_id) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = document_length(impl_, document); !found) return base::pass(found);
    if (auto found = check_case(impl_, case_id); !found) return found;
    impl_.db().run("INSERT INTO case_document (case_id, document) VALUES (?, ?) ON CONFLICT DO NOTHING", case_id,
                   document);
    impl_.touch(document.value);
    return {};
  });
}

Result<void> Writer::unlink_document(model::DocumentId document, model::CaseId case_id) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = document_length(impl_, document); !found) return base::pass(found);
    if (auto found = check_case(impl_, case_id); !found) return found;
    impl_.db().run("DELETE FROM case_document WHERE case_id = ? AND document = ?", case_id, document);
    impl_.touch(document.value);
    return {};
  });
}

Result<model::CoderId> Writer::add_coder(std::string_view raw) {
  return guarded(impl_, [&]() -> Result<model::CoderId> {
    Connection& connection = impl_.db();
    auto name = checked_name("coder", raw);
    if (!name) return base::pass(name);
    if (connection.exists("SELECT 1 FROM coder WHERE name_key = ?", name->key)) return duplicate("coder", name->text);
    connection.run("INSERT INTO coder (guid, name, name_key, colour, created_ms) VALUES (?, ?, ?, '', ?)",
                   blob(base::Uuid::make()), name->text, name->key, impl_.now_ms);
    return model::CoderId{connection.last_id()};
  });
}

Result<void> Writer::set_title(std::string_view title) {
  return guarded(impl_, [&]() -> Result<void> {
    impl_.db().run("UPDATE project SET title = ?", text::clean_name(title));
    return {};
  });
}

}  // namespace polyvocal::store
