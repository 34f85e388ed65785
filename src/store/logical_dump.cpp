#include "store/project_internal.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

void append_hex(std::string& out, std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
}

void append_text(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
}

/// A body's id is random and means nothing; its text's hash stands for it.
void append_body(std::string& out, Connection& connection, std::int64_t body) {
  Query query = connection.query("SELECT text FROM body WHERE id = ?", body);
  out += query.step() ? "sha256:" + base::hex(base::sha256(query->view(0))) : "missing";
}

void append_rows(std::string& out, Connection& connection, std::string_view table, const std::string& sql) {
  Query query = connection.prepare(sql);
  while (query.step()) {
    out += table;
    for (int i = 0; i < query->columns(); ++i) {
      out.push_back(' ');
      out += query->column_name(i);
      out.push_back('=');
      if (query->is_null(i)) {
        out += "NULL";
      } else if (std::string_view(query->column_name(i)) == "body") {
        append_body(out, connection, query.integer(i));
      } else if (query->type(i) == SQLITE_INTEGER) {
        out += std::to_string(query.integer(i));
      } else if (query->type(i) == SQLITE_BLOB) {
        append_hex(out, query->view(i));
      } else {
        append_text(out, query->view(i));
      }
    }
    out.push_back('\n');
  }
}

std::string key_columns(Connection& connection, const std::string& table) {
  std::string columns;
  Query query = connection.query("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table);
  while (query.step()) columns += (columns.empty() ? "" : ", ") + query.text(0);
  return columns;
}

}  // namespace

Result<std::string> Project::logical_dump() const {
  return guarded(*impl_, [&]() -> Result<std::string> {
    Connection& connection = impl_->db();
    TransactionGuard transaction(connection, TransactionGuard::Kind::kRead);
    std::string out;
    for (const std::string& table : watched_tables(connection)) {
      append_rows(out, connection, table, "SELECT * FROM " + table + " ORDER BY " + key_columns(connection, table));
    }
    append_rows(out, connection, "tombstone", "SELECT * FROM tombstone ORDER BY guid");
    // Texts that only an undone act needs are no part of the state: what documents show is, with its older revisions.
    static const std::string live =
        "WITH RECURSIVE live (id) AS (SELECT revision FROM document UNION "
        "SELECT previous FROM revision JOIN live USING (id) WHERE previous IS NOT NULL) ";
    append_rows(out, connection, "revision",
                live + "SELECT * FROM revision WHERE id IN (SELECT id FROM live) ORDER BY id");
    append_rows(out, connection, "word_index",
                live + "SELECT * FROM word_index WHERE revision IN (SELECT id FROM live) ORDER BY revision");
    append_rows(out, connection, "sync_time",
                live + "SELECT * FROM sync_time WHERE revision IN (SELECT id FROM live) ORDER BY revision");
    append_rows(out, connection, "turn",
                live + "SELECT * FROM turn WHERE revision IN (SELECT id FROM live) ORDER BY id");
    return out;
  });
}

}  // namespace polyvocal::store
