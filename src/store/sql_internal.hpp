#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/sha256.hpp"
#include "base/uuid.hpp"

namespace polyvocal::store {

/// Bytes to bind as a BLOB.
using Bytes = std::string_view;
struct Blob {
  Bytes bytes;
};
inline Blob blob(Bytes bytes) {
  return {bytes};
}
inline Blob blob(const base::Uuid& guid) {
  return {{reinterpret_cast<const char*>(guid.bytes().data()), guid.bytes().size()}};
}
inline Blob blob(const base::Digest& digest) {
  return {{reinterpret_cast<const char*>(digest.data()), digest.size()}};
}

/// A prepared statement with typed binding. SQLite::Statement takes a shared pointer a column read, which costs a third
/// of the time of reading 1,000,000 codings; this one does not. Errors are thrown as SQLite::Exception, as SQLiteCpp
/// does.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Copies text and bytes if `copy`; otherwise they must live until the statement is reset.
  void bind(int index, std::int64_t value, bool copy);
  void bind(int index, int value, bool copy) { bind(index, static_cast<std::int64_t>(value), copy); }
  void bind(int index, bool value, bool copy) { bind(index, static_cast<std::int64_t>(value), copy); }
  void bind(int index, std::string_view value, bool copy);
  void bind(int index, const std::string& value, bool copy) { bind(index, std::string_view(value), copy); }
  void bind(int index, const char* value, bool copy) { bind(index, std::string_view(value), copy); }
  void bind(int index, Blob value, bool copy);
  void bind(int index, std::nullopt_t, bool copy);
  template <typename Tag>
  void bind(int index, base::Id<Tag> value, bool copy) {
    bind(index, value.value, copy);
  }
  template <typename T>
  void bind(int index, const std::optional<T>& value, bool copy) {
    if (value) {
      bind(index, *value, copy);
    } else {
      bind(index, std::nullopt, copy);
    }
  }
  /// True while there is a row.
  bool step();
  void reset() noexcept;

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::optional<std::int64_t> optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
  }
  /// Valid until the next step or reset; text and blobs alike.
  std::string_view view(int column) const;
  std::string text(int column) const { return std::string(view(column)); }
  base::Uuid guid(int column) const;
  template <typename Id>
  Id id(int column) const {
    return Id{integer(column)};
  }
  int columns() const { return sqlite3_column_count(statement_); }
  int type(int column) const { return sqlite3_column_type(statement_, column); }
  const char* column_name(int column) const { return sqlite3_column_name(statement_, column); }

  bool in_use = false;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

/// A statement in use: reset when it goes out of scope, so that no read transaction is left open.
class Query {
 public:
  Query(Statement& cached) : statement_(&cached) { statement_->in_use = true; }
  explicit Query(std::unique_ptr<Statement> own) : own_(std::move(own)), statement_(own_.get()) {}
  ~Query() {
    if (statement_ == nullptr) return;
    statement_->reset();
    statement_->in_use = false;
  }
  Query(Query&& other) noexcept : own_(std::move(other.own_)), statement_(std::exchange(other.statement_, nullptr)) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;
  Statement* operator->() const { return statement_; }
  Statement& operator*() const { return *statement_; }
  bool step() { return statement_->step(); }
  std::int64_t integer(int column) const { return statement_->integer(column); }
  std::string text(int column) const { return statement_->text(column); }

 private:
  std::unique_ptr<Statement> own_;
  Statement* statement_;
};

/// One connection with its cache of statements. One thread.
class Connection {
 public:
  /// `name`: a path or a file: URI (then with SQLITE_OPEN_URI in `flags`).
  Connection(const std::string& name, int flags, int busy_timeout_ms);

  SQLite::Database& database() { return database_; }
  sqlite3* handle() const { return database_.getHandle(); }
  void exec(const char* sql) { database_.exec(sql); }
  void exec(const std::string& sql) { database_.exec(sql); }

  /// Binds (copying) and hands the statement out. `sql` must be a literal: the cache keeps its address.
  template <typename... Values>
  Query query(const char* sql, const Values&... values) {
    Query query = take(sql);
    bind_all(*query, true, values...);
    return query;
  }
  /// Binds without copying, runs to the end. Returns the number of changed rows.
  template <typename... Values>
  int run(const char* sql, const Values&... values) {
    Query query = take(sql);
    bind_all(*query, false, values...);
    while (query.step()) {
    }
    return sqlite3_changes(handle());
  }
  /// The first column of the first row.
  template <typename... Values>
  std::optional<std::int64_t> number(const char* sql, const Values&... values) {
    Query query = this->query(sql, values...);
    if (!query.step()) return std::nullopt;
    return query->optional_integer(0);
  }
  template <typename... Values>
  bool exists(const char* sql, const Values&... values) {
    return query(sql, values...).step();
  }
  /// Not cached: for SQL that is put together.
  Query prepare(const std::string& sql) { return Query(std::make_unique<Statement>(handle(), sql)); }
  std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle()); }
  bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

 private:
  Query take(const char* sql);
  template <typename... Values>
  static void bind_all(Statement& statement, [[maybe_unused]] bool copy, const Values&... values) {
    int index = 0;
    (statement.bind(++index, values, copy), ...);
  }
  SQLite::Database database_;
  std::unordered_map<const char*, std::unique_ptr<Statement>> statements_;
};

/// Zero ids are stored as NULL.
template <typename Tag>
std::optional<std::int64_t> nullable(base::Id<Tag> id) {
  if (!id) return std::nullopt;
  return id.value;
}

/// The one place where SQLite's failures become ours.
base::Error map_exception(const SQLite::Exception& exception, const std::filesystem::path& path);

/// Rolls back on destruction unless committed. kRead and kWrite begin nothing if a transaction is open already (then
/// commit() does nothing); kNested is a part of an open one that can be taken back by itself.
class TransactionGuard {
 public:
  enum class Kind { kRead, kWrite, kNested };
  TransactionGuard(Connection& connection, Kind kind);
  ~TransactionGuard();
  TransactionGuard(const TransactionGuard&) = delete;
  TransactionGuard& operator=(const TransactionGuard&) = delete;
  void commit();
  void rollback() noexcept;

 private:
  Connection& connection_;
  bool nested_ = false;
  bool active_ = false;
};

}  // namespace polyvocal::store
