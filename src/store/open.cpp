#include <SQLiteCpp/Backup.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "base/atomic_file.hpp"
#include "base/clock.hpp"
#include "store/migrations_internal.hpp"
#include "store/project_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::path_to_utf8;
using base::Result;
namespace fs = std::filesystem;

namespace {

/// What the first 100 bytes tell (sqlite.org/fileformat.html, section 1.3).
struct Header {
  std::int64_t page_size = 0;
  std::int64_t pages = 0;
  std::int64_t format = 0;
  std::int64_t application = 0;
};

Result<Header> read_header(const fs::path& path) {
  const std::string place = path_to_utf8(path);
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return fail(ErrorCode::kProjectMissing, {{"path", place}});
  if (status.type() == fs::file_type::directory) return fail(ErrorCode::kNotAProject, {{"path", place}});
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail(ErrorCode::kFileUnreadable, {{"path", place}, {"detail", std::generic_category().message(errno)}});
  std::array<char, 100> bytes{};
  file.read(bytes.data(), bytes.size());
  const auto count = static_cast<std::size_t>(file.gcount());
  static constexpr char kMagic[] = "SQLite format 3";  // with the NUL: 16 bytes
  if (count < sizeof kMagic || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) {
    return fail(ErrorCode::kNotAProject, {{"path", place}});
  }
  if (count < bytes.size()) return fail(ErrorCode::kProjectDamaged, {{"path", place}, {"detail", "truncated"}});
  const auto number = [&bytes](std::size_t at, std::size_t size) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  Header header;
  header.page_size = number(16, 2) == 1 ? 65536 : number(16, 2);
  header.pages = number(28, 4);
  header.format = number(60, 4);
  header.application = number(68, 4);
  if (header.application != kApplicationId) return fail(ErrorCode::kNotAProject, {{"path", place}});
  return header;
}

fs::path with_suffix(const fs::path& path, const char* suffix) {
  fs::path other = path;
  other += suffix;
  return other;
}

bool has_wal(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(with_suffix(path, "-wal"), error);
  return !error && size > 0;
}

tl::unexpected<base::Error> newer(const fs::path& path, std::int64_t format) {
  return fail(
      ErrorCode::kProjectNewer,
      {{"path", path_to_utf8(path)}, {"version", std::to_string(format)}, {"known", std::to_string(newest_format())}});
}

std::string immutable_uri(const fs::path& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::error_code error;
  fs::path whole = fs::absolute(path, error);
  const std::u8string text = whole.generic_u8string();
  std::string uri = text.starts_with(u8'/') ? "file:" : "file:/";
  for (const char8_t unit : text) {
    const auto byte = static_cast<unsigned char>(unit);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       byte == '/' || byte == '.' || byte == '-' || byte == '_' || byte == ':';
    if (plain) {
      uri.push_back(static_cast<char>(byte));
    } else {
      uri.push_back('%');
      uri.push_back(kHex[byte >> 4]);
      uri.push_back(kHex[byte & 15]);
    }
  }
  return uri + "?immutable=1";
}

/// Settings of every connection. The first statement that reads meets whatever is wrong with the file.
void configure(Connection& connection, bool query_only) {
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  connection.exec(
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA foreign_keys = ON;"
      "PRAGMA synchronous = FULL;"
      "PRAGMA secure_delete = ON;"
      // Sorting must not spill participants' words into files elsewhere.
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -16384;"
      // A batch of imports writes 50 kB a document: fewer checkpoints, each still well under 0.1 s.
      "PRAGMA wal_autocheckpoint = 4000;");
  connection.number("SELECT count(*) FROM sqlite_master");
  if (query_only) connection.exec("PRAGMA query_only = ON");
}

std::unique_ptr<Connection> connect(const fs::path& path, bool query_only) {
  auto connection = std::make_unique<Connection>(path_to_utf8(path), SQLITE_OPEN_READWRITE, kBusyTimeoutMs);
  configure(*connection, query_only);
  return connection;
}

/// Copies file and journal into a private folder.
Result<std::unique_ptr<PrivateFolder>> copy_project(const fs::path& path) {
  auto folder = PrivateFolder::make();
  if (!folder) return base::pass(folder);
  std::error_code error;
  const fs::path copy = (*folder)->path() / "copy.polyvocal";
  fs::copy_file(path, copy, error);
  const bool with_wal = has_wal(path);
  if (!error && with_wal) fs::copy_file(with_suffix(path, "-wal"), with_suffix(copy, "-wal"), error);
  // A copy takes over the permissions of its source, which may let nobody write.
  const fs::perms mine = fs::perms::owner_read | fs::perms::owner_write;
  if (!error) fs::permissions(copy, mine, error);
  if (!error && with_wal) fs::permissions(with_suffix(copy, "-wal"), mine, error);
  if (error) {
    const bool full = error == std::errc::no_space_on_device;
    return fail(full ? ErrorCode::kDiskFull : ErrorCode::kFileUnreadable,
                {{"path", path_to_utf8(path)}, {"detail", error.message()}});
  }
  return std::move(*folder);
}

/// A copy beside the project before its format changes.
void back_up(Connection& connection, const fs::path& path, std::int64_t format) {
  const std::string stem = path_to_utf8(path.stem()) + ".format" + std::to_string(format) + "-backup";
  fs::path target = path.parent_path() / base::path_from_utf8(stem + std::string(kProjectExtension));
  std::error_code error;
  for (int number = 2; fs::exists(target, error); ++number) {
    target = path.parent_path() /
             base::path_from_utf8(stem + " (" + std::to_string(number) + ")" + std::string(kProjectExtension));
  }
  try {
    SQLite::Database copy(path_to_utf8(target), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(copy, connection.database());
    backup.executeStep(-1);
  } catch (const SQLite::Exception&) {
    fs::remove(target, error);
    throw;
  }
}

Result<void> upgrade(Connection& connection, const fs::path& path) {
  auto done = migrate(connection);
  if (!done && done.error().code == ErrorCode::kProjectDamaged) {
    done.error().params.insert(done.error().params.begin(), {"path", path_to_utf8(path)});
  }
  return done;
}

base::Error open_error(const SQLite::Exception& exception, const fs::path& path, OpenMode mode) {
  base::Error error = map_exception(exception, path);
  if ((exception.getErrorCode() & 0xFF) == SQLITE_NOTADB)
    return {ErrorCode::kNotAProject, {{"path", path_to_utf8(path)}}, {}};
  // The header could be read, so the file is there and readable: it is the journal beside it that cannot be made.
  if ((exception.getErrorCode() & 0xFF) == SQLITE_CANTOPEN && mode == OpenMode::kReadWrite) {
    return {ErrorCode::kProjectReadOnly, {{"path", path_to_utf8(path)}}, {}};
  }
  return error;
}

/// SQLite opens a file that may not be written for reading, and leaves journals beside it that may not be written
/// either: the project would stay read-only when the file is not any more.
bool may_write(const fs::path& path) {
  return std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).is_open();
}

Result<void> open_for_writing(ProjectState& state) {
  if (!may_write(state.path)) return fail(ErrorCode::kProjectReadOnly, {{"path", path_to_utf8(state.path)}});
  state.connection = connect(state.path, false);
  Connection& connection = state.db();
  if (sqlite3_db_readonly(connection.handle(), "main") != 0) {
    return fail(ErrorCode::kProjectReadOnly, {{"path", path_to_utf8(state.path)}});
  }
  const std::int64_t format = connection.number("PRAGMA user_version").value_or(0);
  if (format > newest_format()) return newer(state.path, format);
  if (format < newest_format()) {
    back_up(connection, state.path, format);
    if (auto done = upgrade(connection, state.path); !done) return done;
  }
  connection.exec("PRAGMA journal_mode = WAL");
  // Lists that acts fill and empty; in memory, seen by this connection only.
  connection.exec(
      "CREATE TEMP TABLE removed_coding (id INTEGER PRIMARY KEY);"
      "CREATE TEMP TABLE swept_revision (id INTEGER PRIMARY KEY, body INTEGER NOT NULL);");
  return {};
}

Result<void> open_for_reading(ProjectState& state) {
  state.read_only = true;
  try {
    // Read-write underneath where that is possible: a read-only connection would leave -wal and -shm files behind.
    // A journal that is there already belongs to whoever is writing now: it is shared, and nothing new is left.
    std::error_code ignored;
    if (may_write(state.path) || fs::exists(with_suffix(state.path, "-wal"), ignored)) {
      state.connection = connect(state.path, true);
      state.connection->number("SELECT count(*) FROM history");
    }
  } catch (const SQLite::Exception& exception) {
    state.connection.reset();
    const int code = exception.getErrorCode() & 0xFF;
    if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY && code != SQLITE_IOERR && code != SQLITE_PERM) throw;
  }
  if (!state.connection) {  // a read-only place: no journal can be made there
    if (has_wal(state.path)) {
      auto folder = copy_project(state.path);
      if (!folder) return base::pass(folder);
      state.copy = std::move(*folder);
      state.connection = connect(state.copy->path() / "copy.polyvocal", true);
    } else {
      state.connection = std::make_unique<Connection>(immutable_uri(state.path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                                                      kBusyTimeoutMs);
      configure(*state.connection, true);
    }
  }
  const std::int64_t format = state.db().number("PRAGMA user_version").value_or(0);
  if (format > newest_format()) return newer(state.path, format);
  if (format < newest_format()) {
    state.connection.reset();
    if (!state.copy) {
      auto folder = copy_project(state.path);
      if (!folder) return base::pass(folder);
      state.copy = std::move(*folder);
    }
    state.connection = connect(state.copy->path() / "copy.polyvocal", false);
    if (auto done = upgrade(state.db(), state.path); !done) return done;
    state.db().exec("PRAGMA query_only = ON");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<PrivateFolder>> PrivateFolder::make() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  const fs::path path = parent / ("polyvocal-" + base::Uuid::make().text());
  if (!error) fs::create_directory(path, error);
  if (!error) fs::permissions(path, fs::perms::owner_all, error);
  if (error) {
    return fail(ErrorCode::kFileNotWritable, {{"path", path_to_utf8(path)}, {"detail", error.message()}});
  }
  return std::unique_ptr<PrivateFolder>(new PrivateFolder(path));
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Result<Project> Project::create(const fs::path& path, const CreateOptions& options) {
  const std::string place = path_to_utf8(path);
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) return fail(ErrorCode::kProjectExists, {{"path", place}});
  // Made whole under another name, then linked: a crash leaves no half project, and no other process's file is
  // replaced.
  const fs::path part = with_suffix(path, (".part-" + base::Uuid::make().text()).c_str());
  const auto discard = [&part] {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(with_suffix(part, suffix), ignored);
  };
  if (!fs::exists(fs::absolute(path, error).parent_path(), error)) {
    return fail(ErrorCode::kFileNotWritable, {{"path", place}, {"detail", "no-folder"}});
  }
  // Made by hand first: SQLite does not tell why a file cannot be made.
  if (const std::ofstream made(part, std::ios::binary); !made) {
    return fail(ErrorCode::kFileNotWritable, {{"path", place}, {"detail", std::generic_category().message(errno)}});
  }
  try {
    Connection connection(path_to_utf8(part), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, kBusyTimeoutMs);
    connection.exec("PRAGMA synchronous = FULL");
    connection.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    if (auto done = migrate(connection); !done) {
      discard();
      return base::pass(done);
    }
    const std::int64_t now = base::now_ms();
    TransactionGuard transaction(connection, TransactionGuard::Kind::kWrite);
    connection.run("INSERT INTO project (id, guid, title, language, created_ms) VALUES (1, ?, ?, ?, ?)",
                   blob(base::Uuid::make()), text::clean_name(options.title), options.language, now);
    connection.run("INSERT INTO codebook (guid, name, name_key, description, position) VALUES (?, '', '', '', 0)",
                   blob(base::Uuid::make()));
    transaction.commit();
    connection.exec("PRAGMA journal_mode = WAL");
  } catch (const SQLite::Exception& exception) {
    discard();
    base::Error mapped = map_exception(exception, path);
    if (mapped.code == ErrorCode::kDiskFull) return tl::unexpected(std::move(mapped));
    return fail(ErrorCode::kFileNotWritable,
                {{"path", place},
                 {"detail", mapped.code == ErrorCode::kInternal ? std::string(mapped.param("detail"))
                                                                : std::string(base::error_name(mapped.code))}});
  }
  // A journal left by a deleted project of the same name would be taken for this one's.
  for (const char* suffix : {"-wal", "-shm", "-journal"}) fs::remove(with_suffix(path, suffix), error);
  error.clear();
  fs::create_hard_link(part, path, error);
  if (error == std::errc::file_exists) {
    discard();
    return fail(ErrorCode::kProjectExists, {{"path", place}});
  }
  if (error) {  // no hard links on this file system
    error.clear();
    fs::rename(part, path, error);
  }
  discard();
  if (error) return fail(ErrorCode::kFileNotWritable, {{"path", place}, {"detail", error.message()}});
  return open(path, OpenMode::kReadWrite);
}

Result<Project> Project::open(const fs::path& path, OpenMode mode) {
  auto header = read_header(path);
  if (!header) return base::pass(header);
  if (header->format > newest_format()) return newer(path, header->format);
  std::error_code error;
  const auto size = static_cast<std::int64_t>(fs::file_size(path, error));
  if (!error && !has_wal(path) && size < header->pages * header->page_size) {
    return fail(ErrorCode::kProjectDamaged, {{"path", path_to_utf8(path)}, {"detail", "truncated"}});
  }
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  try {
    auto opened = mode == OpenMode::kReadWrite ? open_for_writing(*impl) : open_for_reading(*impl);
    if (!opened) return base::pass(opened);
    impl->need_columns = find_need_columns(impl->db());
    impl->read_head();
  } catch (const SQLite::Exception& exception) {
    return tl::unexpected(open_error(exception, path, mode));
  }
  return Project(std::move(impl));
}

}  // namespace polyvocal::store
