#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "store/varint_internal.hpp"
#include "store/writer_internal.hpp"
#include "text/decode.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::store {

using base::Result;
using model::NewDocument;

namespace {

Result<void> check_document(const NewDocument& document, std::int64_t code_points) {
  if (!text::valid_utf8(document.text)) return invalid("text", "utf-8");
  if (document.text.find('\0') != std::string::npos) return invalid("text", "nul");
  if (code_points > 0xFFFFFFFE) return invalid("text", "length");
  std::int64_t last = 0;
  for (std::size_t i = 0; i < document.turns.size(); ++i) {
    const auto& turn = document.turns[i];
    const bool ordered = last <= turn.whole.start.value && turn.whole.start <= turn.body.start &&
                         turn.body.start <= turn.body.end && turn.body.end <= turn.whole.end &&
                         turn.whole.end.value <= code_points && turn.words >= 0;
    if (!ordered) return invalid("turn", std::to_string(i));
    last = turn.whole.end.value;
  }
  last = -1;
  for (const std::int64_t start : document.word_starts) {
    if (start <= last || start >= code_points) return invalid("word-start", std::to_string(start));
    last = start;
  }
  last = 0;
  for (const auto& [at, ms] : document.times) {
    if (at < last || at > code_points || ms < 0) return invalid("time", std::to_string(at));
    last = at;
  }
  return {};
}

/// Rows a statement. One row a statement costs three times as much: AUTOINCREMENT writes its counter once a statement.
constexpr std::size_t kTurnRows = 48;

const std::string& turn_insert(std::size_t rows) {
  static const auto make = [](std::size_t count) {
    std::string sql =
        "INSERT INTO turn (revision, number, whole_start, whole_end, body_start, body_end, speaker, start_ms, end_ms, "
        "words) VALUES ";
    for (std::size_t i = 0; i < count; ++i) sql += i == 0 ? "(?,?,?,?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?,?,?,?)";
    return sql;
  };
  static const std::string many = make(kTurnRows);
  static const std::string one = make(1);
  return rows == 1 ? one : many;
}

void insert_turns(Connection& connection, std::int64_t revision, const NewDocument& document,
                  const std::map<std::string, std::int64_t>& speakers) {
  const auto& turns = document.turns;
  std::size_t next = 0;
  while (next < turns.size()) {
    const std::size_t rows = turns.size() - next >= kTurnRows ? kTurnRows : 1;
    Query insert = connection.query(turn_insert(rows).c_str());
    int column = 0;
    for (std::size_t i = 0; i < rows; ++i, ++next) {
      const auto& turn = turns[next];
      std::optional<std::int64_t> speaker;
      if (!turn.speaker.empty()) speaker = speakers.at(turn.speaker);
      insert->bind(++column, revision, false);
      insert->bind(++column, static_cast<std::int64_t>(next), false);
      insert->bind(++column, turn.whole.start.value, false);
      insert->bind(++column, turn.whole.end.value, false);
      insert->bind(++column, turn.body.start.value, false);
      insert->bind(++column, turn.body.end.value, false);
      insert->bind(++column, speaker, false);
      insert->bind(++column, turn.start_ms, false);
      insert->bind(++column, turn.end_ms, false);
      insert->bind(++column, turn.words, false);
    }
    while (insert.step()) {
    }
  }
}

std::int64_t next_id(Connection& connection, std::string_view table) {
  return connection.number("SELECT seq FROM sqlite_sequence WHERE name = ?", table).value_or(0) + 1;
}

/// Speakers with their labels' ids: those given, then any that only a turn names.
std::map<std::string, std::int64_t> insert_speakers(Connection& connection, std::int64_t document,
                                                    const NewDocument& source) {
  std::map<std::string, std::int64_t> ids;
  std::int64_t number = 0;
  const auto add = [&](const std::string& label, model::SpeakerRole role) {
    if (label.empty() || ids.contains(label)) return;
    connection.run("INSERT INTO speaker (guid, document, number, label, role, case_id) VALUES (?, ?, ?, ?, ?, NULL)",
                   blob(base::Uuid::make()), document, number++, label, stored_name(role));
    ids.emplace(label, connection.last_id());
  };
  for (const auto& [label, role] : source.speakers) add(label, role);
  for (const auto& turn : source.turns) add(turn.speaker, model::SpeakerRole::kParticipant);
  return ids;
}

/// What no act ever changes: not recorded by the session, so an undone import can come back.
class Unrecorded {
 public:
  explicit Unrecorded(sqlite3_session* session) : session_(session) { sqlite3session_enable(session_, 0); }
  ~Unrecorded() { sqlite3session_enable(session_, 1); }
  Unrecorded(const Unrecorded&) = delete;
  Unrecorded& operator=(const Unrecorded&) = delete;

 private:
  sqlite3_session* session_;
};

std::int64_t insert_revision(WriterState& state, std::int64_t document, const NewDocument& source,
                             std::int64_t code_points) {
  Connection& connection = state.db();
  const std::int64_t body = insert_body(state, source.text);
  connection.run(
      "INSERT INTO revision (guid, document, number, previous, body, text_hash, code_points, words, turns, created_ms, "
      "edits, import_record) VALUES (?, ?, 1, NULL, ?, ?, ?, ?, ?, ?, '', ?)",
      blob(base::Uuid::make()), document, body, blob(base::sha256(source.text)), code_points,
      static_cast<std::int64_t>(source.word_starts.size()), static_cast<std::int64_t>(source.turns.size()),
      state.now_ms, source.import_record);
  const std::int64_t revision = connection.last_id();
  connection.run("INSERT INTO word_index (revision, starts) VALUES (?, ?)", revision,
                 blob(pack_ascending(source.word_starts)));
  if (!source.times.empty()) {
    connection.run("INSERT INTO sync_time (revision, points) VALUES (?, ?)", revision, blob(pack_points(source.times)));
  }
  return revision;
}

}  // namespace

Result<model::DocumentId> Writer::add_document(const NewDocument& source) {
  return guarded(impl_, [&]() -> Result<model::DocumentId> {
    Connection& connection = impl_.db();
    auto name = checked_name("document", source.name);
    if (!name) return base::pass(name);
    const std::int64_t code_points = text::count_code_points(source.text);
    if (auto checked = check_document(source, code_points); !checked) return base::pass(checked);
    const std::string wanted = name->text;
    for (int number = 2; connection.exists("SELECT 1 FROM document WHERE name_key = ?", name->key); ++number) {
      name->text = wanted + " (" + std::to_string(number) + ")";
      name->key = text::fold_name(name->text);
    }

    const std::int64_t document = next_id(connection, "document");
    std::int64_t revision = 0;
    {
      const Unrecorded unrecorded(impl_.session);
      revision = insert_revision(impl_, document, source, code_points);
    }
    connection.run(
        "INSERT INTO document (id, guid, name, name_key, language, format, encoding, kind, revision, guide_version, "
        "created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        document, blob(base::Uuid::make()), name->text, name->key, source.language, source.format, source.encoding,
        stored_name(source.kind), revision, impl_.now_ms);
    const auto speakers = insert_speakers(connection, document, source);
    {
      const Unrecorded unrecorded(impl_.session);
      insert_turns(connection, revision, source, speakers);
    }
    impl_.touch(document);
    return model::DocumentId{document};
  });
}

Result<void> Writer::rename_document(model::DocumentId document, std::string_view new_name) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = document_length(impl_, document); !found) return base::pass(found);
    auto name = checked_name("document", new_name);
    if (!name) return base::pass(name);
    if (impl_.db().exists("SELECT 1 FROM document WHERE name_key = ? AND id <> ?", name->key, document)) {
      return duplicate("document", name->text);
    }
    impl_.db().run("UPDATE document SET name = ?, name_key = ? WHERE id = ?", name->text, name->key, document);
    impl_.touch(document.value);
    return {};
  });
}

Result<void> Writer::delete_document(model::DocumentId document) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = document_length(impl_, document); !found) return base::pass(found);
    remove_document_children(impl_, document.value);
    impl_.db().run("DELETE FROM document WHERE id = ?", document);
    impl_.touch(document.value);
    impl_.forget();
    return {};
  });
}

Result<void> Writer::set_document_value(model::DocumentId document, model::AttributeId attribute,
                                        const model::AttributeValue& value) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto found = document_length(impl_, document); !found) return base::pass(found);
    auto stored = checked_value(impl_, model::AttributeTarget::kDocument, {attribute, value.state, value.text});
    if (!stored) return base::pass(stored);
    impl_.db().run(
        "INSERT INTO document_value (document, attribute, state, text) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (document, attribute) DO UPDATE SET state = excluded.state, text = excluded.text",
        document, attribute, stored_name(stored->state), stored->text);
    impl_.touch(document.value);
    return {};
  });
}

Result<void> Writer::set_speaker_role(model::SpeakerId speaker, model::SpeakerRole role) {
  return guarded(impl_, [&]() -> Result<void> {
    const auto document = impl_.db().number("SELECT document FROM speaker WHERE id = ?", speaker);
    if (auto found = must_exist(document.has_value(), "speaker", speaker.value); !found) return found;
    impl_.db().run("UPDATE speaker SET role = ? WHERE id = ?", stored_name(role), speaker);
    impl_.touch(*document);
    return {};
  });
}

}  // namespace polyvocal::store
