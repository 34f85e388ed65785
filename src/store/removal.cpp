#include "store/writer_internal.hpp"

namespace polyvocal::store {
namespace {

/// The codings in temp.removed_coding with what hangs on them. Rows go one table at a time, in sets: nothing cascades,
/// or undo could not put it back.
void remove_listed_codings(WriterState& state) {
  Connection& connection = state.db();
  {
    Query documents =
        connection.query("SELECT DISTINCT document FROM coding WHERE id IN (SELECT id FROM temp.removed_coding)");
    while (documents.step()) state.touch(documents.integer(0));
  }
  move_memos_to_ranges(state);
  connection.run(
      "DELETE FROM finding_link WHERE target_kind = 'coding' AND target IN (SELECT id FROM temp.removed_coding)");
  connection.run(
      "DELETE FROM review_item WHERE target_kind = 'coding' AND target IN (SELECT id FROM temp.removed_coding)");
  connection.run(
      "UPDATE summary SET stale = 1 WHERE stale = 0 AND id IN "
      "(SELECT summary FROM summary_link WHERE coding IN (SELECT id FROM temp.removed_coding))");
  connection.run("UPDATE summary_link SET coding = NULL WHERE coding IN (SELECT id FROM temp.removed_coding)");
  connection.run("DELETE FROM coding WHERE id IN (SELECT id FROM temp.removed_coding)");
  connection.run("DELETE FROM temp.removed_coding WHERE true");
}

void remove_quotes_of_document(Connection& connection, std::int64_t document) {
  std::vector<std::int64_t> quotes;
  {
    Query query = connection.query("SELECT id FROM quote WHERE document = ?", document);
    while (query.step()) quotes.push_back(query.integer(0));
  }
  for (const std::int64_t quote : quotes) remove_quote(connection, quote);
}

}  // namespace

void remove_references(Connection& connection, std::string_view kind, std::int64_t id) {
  release_memos(connection, kind, id);
  connection.run("DELETE FROM set_member WHERE target_kind = ? AND target = ?", kind, id);
  connection.run("DELETE FROM finding_link WHERE target_kind = ? AND target = ?", kind, id);
  connection.run("DELETE FROM judgement WHERE target_kind = ? AND target = ?", kind, id);
  connection.run("DELETE FROM review_item WHERE target_kind = ? AND target = ?", kind, id);
  connection.run("DELETE FROM erasable_string WHERE owner_kind = ? AND owner = ?", kind, id);
}

void remove_quote(Connection& connection, std::int64_t quote) {
  remove_references(connection, "quote", quote);
  remove_quote_ranges(connection, quote);
  connection.run("DELETE FROM quote_code WHERE quote = ?", quote);
  connection.run("DELETE FROM quote WHERE id = ?", quote);
}

void remove_quote_ranges(Connection& connection, std::int64_t quote) {
  connection.run(
      "DELETE FROM review_item WHERE target_kind = 'quote_range' AND target IN "
      "(SELECT id FROM quote_range WHERE quote = ?)",
      quote);
  connection.run("DELETE FROM quote_edit WHERE quote_range IN (SELECT id FROM quote_range WHERE quote = ?)", quote);
  connection.run("DELETE FROM quote_range WHERE quote = ?", quote);
}

void remove_coding(WriterState& state, std::int64_t coding) {
  state.db().run("INSERT INTO temp.removed_coding (id) VALUES (?)", coding);
  remove_listed_codings(state);
}

void remove_codings_of_document(WriterState& state, std::int64_t document) {
  state.db().run("INSERT INTO temp.removed_coding SELECT id FROM coding WHERE document = ?", document);
  remove_listed_codings(state);
}

void remove_codings_of_code(WriterState& state, std::int64_t code) {
  state.db().run("INSERT INTO temp.removed_coding SELECT id FROM coding WHERE code = ?", code);
  remove_listed_codings(state);
}

void remove_summary(Connection& connection, std::int64_t summary) {
  remove_references(connection, "summary", summary);
  connection.run(
      "DELETE FROM review_item WHERE target_kind = 'summary_link' AND target IN "
      "(SELECT id FROM summary_link WHERE summary = ?)",
      summary);
  connection.run("DELETE FROM summary_link WHERE summary = ?", summary);
  connection.run("DELETE FROM summary WHERE id = ?", summary);
}

void remove_document_children(WriterState& state, std::int64_t document) {
  Connection& connection = state.db();
  release_memos_within(connection, document);
  remove_codings_of_document(state, document);
  remove_quotes_of_document(connection, document);
  connection.run("DELETE FROM annotation WHERE document = ?", document);
  connection.run(
      "UPDATE summary SET stale = 1 WHERE stale = 0 AND id IN (SELECT summary FROM summary_link WHERE document = ?)",
      document);
  connection.run("DELETE FROM summary_link WHERE document = ?", document);
  connection.run(
      "DELETE FROM turn_question WHERE turn IN "
      "(SELECT turn.id FROM turn JOIN revision ON revision.id = turn.revision WHERE revision.document = ?)",
      document);
  connection.run("DELETE FROM review_item WHERE document = ?", document);
  connection.run("DELETE FROM reconciliation WHERE document = ?", document);
  connection.run("DELETE FROM assignment WHERE document = ?", document);
  connection.run("DELETE FROM consent WHERE speaker IN (SELECT id FROM speaker WHERE document = ?)", document);
  connection.run(
      "DELETE FROM erasable_string WHERE owner_kind = 'speaker' AND owner IN "
      "(SELECT id FROM speaker WHERE document = ?)",
      document);
  connection.run("DELETE FROM speaker WHERE document = ?", document);
  connection.run("DELETE FROM case_document WHERE document = ?", document);
  connection.run("DELETE FROM document_value WHERE document = ?", document);
  connection.run("DELETE FROM codebook_document WHERE document = ?", document);
  remove_references(connection, "document", document);
}

void remove_case_children(WriterState& state, std::int64_t case_id) {
  Connection& connection = state.db();
  {
    Query query = connection.query(
        "SELECT document FROM case_document WHERE case_id = ?1 UNION SELECT document FROM speaker WHERE case_id = ?1",
        case_id);
    while (query.step()) state.touch(query.integer(0));
  }
  std::vector<std::int64_t> summaries;
  {
    Query query = connection.query("SELECT id FROM summary WHERE case_id = ?", case_id);
    while (query.step()) summaries.push_back(query.integer(0));
  }
  for (const std::int64_t summary : summaries) remove_summary(connection, summary);
  connection.run("UPDATE speaker SET case_id = NULL WHERE case_id = ?", case_id);
  connection.run("DELETE FROM case_document WHERE case_id = ?", case_id);
  connection.run("DELETE FROM case_value WHERE case_id = ?", case_id);
  connection.run("DELETE FROM consent WHERE case_id = ?", case_id);
  remove_references(connection, "case", case_id);
}

void remove_code_children(WriterState& state, std::int64_t code) {
  Connection& connection = state.db();
  remove_codings_of_code(state, code);
  std::vector<std::int64_t> summaries;
  {
    Query query = connection.query("SELECT id FROM summary WHERE code = ?", code);
    while (query.step()) summaries.push_back(query.integer(0));
  }
  for (const std::int64_t summary : summaries) remove_summary(connection, summary);
  connection.run("DELETE FROM crosswalk WHERE source = ?1 OR target = ?1", code);
  connection.run("DELETE FROM quote_code WHERE code = ?", code);
  connection.run("DELETE FROM framework_column WHERE code = ?", code);
  connection.run("DELETE FROM reconciliation WHERE code = ?", code);
  remove_references(connection, "code", code);
}

}  // namespace polyvocal::store
