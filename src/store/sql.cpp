#include <cstring>

#include "base/atomic_file.hpp"
#include "store/sql_internal.hpp"

namespace polyvocal::store {

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement_, nullptr);
  if (code != SQLITE_OK) throw SQLite::Exception(database, code);
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::bind(int index, std::int64_t value, bool) {
  sqlite3_bind_int64(statement_, index, value);
}

void Statement::bind(int index, std::string_view value, bool copy) {
  const int code = sqlite3_bind_text64(statement_, index, value.data() != nullptr ? value.data() : "", value.size(),
                                       copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) throw SQLite::Exception(database_, code);
}

void Statement::bind(int index, Blob value, bool copy) {
  const char* data = value.bytes.data();
  const int code = sqlite3_bind_blob64(statement_, index, data != nullptr ? data : "", value.bytes.size(),
                                       copy ? SQLITE_TRANSIENT : SQLITE_STATIC);
  if (code != SQLITE_OK) throw SQLite::Exception(database_, code);
}

void Statement::bind(int index, std::nullopt_t, bool) {
  sqlite3_bind_null(statement_, index);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw SQLite::Exception(database_, code);
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

std::string_view Statement::view(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(size)};
}

base::Uuid Statement::guid(int column) const {
  std::array<std::uint8_t, 16> bytes{};
  const std::string_view data = view(column);
  if (data.size() == bytes.size()) std::memcpy(bytes.data(), data.data(), bytes.size());
  return base::Uuid(bytes);
}

Connection::Connection(const std::string& name, int flags, int busy_timeout_ms)
    : database_(name, flags, busy_timeout_ms) {
  sqlite3_extended_result_codes(handle(), 1);
}

Query Connection::take(const char* sql) {
  auto& cached = statements_[sql];
  if (!cached) cached = std::make_unique<Statement>(handle(), sql);
  if (cached->in_use) return Query(std::make_unique<Statement>(handle(), sql));
  return Query(*cached);
}

base::Error map_exception(const SQLite::Exception& exception, const std::filesystem::path& path) {
  using base::ErrorCode;
  const std::string place = base::path_to_utf8(path);
  // A failed step may report only the primary code; the connection knows the rest.
  int extended = exception.getExtendedErrorCode();
  if (extended <= 0) extended = exception.getErrorCode();
  // SQLite's own words may quote SQL but never values: all values are bound.
  const std::string detail = sqlite3_errstr(extended);
  switch (extended & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kProjectLocked, {{"path", place}}, {}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorCode::kProjectReadOnly, {{"path", place}}, {}};
    case SQLITE_FULL:
      return {ErrorCode::kDiskFull, {{"path", place}}, {}};
    case SQLITE_IOERR:
      switch (extended) {
        case SQLITE_IOERR_WRITE:  // a quota or a limit on file sizes; ENOSPC comes as SQLITE_FULL
          return {ErrorCode::kDiskFull, {{"path", place}}, {}};
        case SQLITE_IOERR_FSYNC:
        case SQLITE_IOERR_DIR_FSYNC:
        case SQLITE_IOERR_TRUNCATE:
          return {ErrorCode::kFileNotWritable, {{"path", place}, {"detail", detail}}, {}};
        case SQLITE_IOERR_SHORT_READ:
          return {ErrorCode::kProjectDamaged, {{"path", place}, {"detail", detail}}, {}};
        default:
          return {ErrorCode::kFileUnreadable, {{"path", place}, {"detail", detail}}, {}};
      }
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::kProjectDamaged, {{"path", place}, {"detail", detail}}, {}};
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return {ErrorCode::kFileUnreadable, {{"path", place}, {"detail", detail}}, {}};
    case SQLITE_TOOBIG:
      return {ErrorCode::kTooLarge, {{"path", place}, {"limit", "1000000000"}}, {}};
    default:
      return {ErrorCode::kInternal, {{"detail", "sqlite " + std::to_string(extended) + ": " + exception.what()}}, {}};
  }
}

TransactionGuard::TransactionGuard(Connection& connection, Kind kind)
    : connection_(connection), nested_(kind == Kind::kNested) {
  if (nested_) {
    connection.run("SAVEPOINT nested");
  } else if (connection.in_transaction()) {
    return;
  } else {
    connection.run(kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  active_ = true;
}

TransactionGuard::~TransactionGuard() {
  rollback();
}

void TransactionGuard::commit() {
  if (!active_) return;
  connection_.run(nested_ ? "RELEASE nested" : "COMMIT");
  active_ = false;
}

void TransactionGuard::rollback() noexcept {
  if (!active_) return;
  active_ = false;
  // Some failures (a full disk) have rolled back already.
  if (!connection_.in_transaction()) return;
  connection_.database().tryExec(nested_ ? "ROLLBACK TO nested; RELEASE nested" : "ROLLBACK");
}

}  // namespace polyvocal::store
