#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/project.hpp"
#include "store/sql_internal.hpp"
#include "store/writer.hpp"

namespace polyvocal::store {

inline constexpr int kBusyTimeoutMs = 5000;

/// A folder of its own for a copy of a project that stands in a read-only place; gone with everything in it at the end.
class PrivateFolder {
 public:
  static base::Result<std::unique_ptr<PrivateFolder>> make();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

/// Where a watched column names something in an unwatched table.
struct NeedColumn {
  std::string_view table;
  std::string_view column;
  std::string_view kind;  ///< "revision" or "body"
  int index = -1;         ///< the column's place in the table, found at opening
};

struct ProjectState {
  std::filesystem::path path;
  bool read_only = false;
  std::unique_ptr<PrivateFolder> copy;  ///< before `connection`: the folder goes after the connection closed
  std::unique_ptr<Connection> connection;
  base::Uuid guid;
  std::string title;
  std::string language;
  std::int64_t seen_sequence = -1;  ///< at which title and language were read
  bool acting = false;              ///< inside an act
  bool together = false;            ///< inside perform_together()
  std::vector<NeedColumn> need_columns;

  Connection& db() { return *connection; }
  base::Error error(const SQLite::Exception& exception) { return map_exception(exception, path); }
  /// Reads guid, title and language.
  void read_head();
};

/// What one act has done so far.
struct WriterState {
  WriterState(ProjectState& of, const ActInfo& act) : project(of), info(act) {}
  ProjectState& project;
  const ActInfo& info;
  sqlite3_session* session = nullptr;
  std::set<std::int64_t> touched_documents;
  std::optional<base::Error> failure;  ///< a failure of SQLite: the act cannot be saved any more
  std::int64_t now_ms = 0;
  std::unordered_set<std::int64_t> new_bodies;  ///< stored by this act: no undo needs them once no row does

  // What was looked up in this act; emptied when an act deletes or changes such things.
  std::unordered_map<std::int64_t, std::int64_t> code_points;  // by document
  std::unordered_set<std::int64_t> codes;
  std::unordered_set<std::int64_t> coders;

  Connection& db() { return *project.connection; }
  void touch(std::int64_t document) { touched_documents.insert(document); }
  void forget() {
    code_points.clear();
    codes.clear();
    coders.clear();
  }
};

struct Project::Impl : ProjectState {};
struct Writer::Impl : WriterState {
  using WriterState::WriterState;
};

tl::unexpected<base::Error> read_only_error(const ProjectState& state);

/// For tests: reaches inside.
struct ProjectAccess {
  static ProjectState& state(Project& project) { return *project.impl_; }
};

/// Runs `work`, which returns a Result; SQLite's failures come back as errors.
template <typename Work>
auto guarded(ProjectState& state, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& exception) {
    return tl::unexpected(state.error(exception));
  }
}

/// The same inside an act: the act is spoilt by such a failure, even if the caller goes on.
template <typename Work>
auto guarded(WriterState& state, const Work& work) -> decltype(work()) {
  if (state.failure) return tl::unexpected(*state.failure);
  try {
    return work();
  } catch (const SQLite::Exception& exception) {
    state.failure = state.project.error(exception);
    return tl::unexpected(*state.failure);
  }
}

// --- tables (tables.cpp)
/// Tables that the session records; every other table is not watched.
bool is_watched(std::string_view table);
/// All watched tables in the order of their making.
std::vector<std::string> watched_tables(Connection& connection);
std::vector<NeedColumn> find_need_columns(Connection& connection);

// --- history (history.cpp)
struct NewEntry {
  model::CoderId coder;
  std::string_view verb;
  std::string_view parameters;
  std::optional<base::Uuid> batch;
  std::int64_t undoes = 0;
  std::int64_t redoes = 0;
  bool barrier = false;
  std::string_view changeset;
};
/// Appends to the chain. Returns the sequence. Throws.
std::int64_t append_entry(Connection& connection, const NewEntry& entry);
/// Deletes text revisions and bodies that no row and no reachable undo or redo needs. Throws.
void sweep(Connection& connection);
/// Entries at or below this one cannot be undone or redone; 0 if there is no barrier.
std::int64_t last_barrier(Connection& connection);
std::vector<HistoryEntry> read_history(Connection& connection, std::int64_t limit);
HistoryEntry read_entry(Connection& connection, std::int64_t entry);

/// What the chain is made of; verify() computes it again.
struct ChainRow {
  std::int64_t id = 0;
  std::int64_t time_ms = 0;
  std::int64_t coder = 0;
  std::string verb;
  std::string batch;  ///< bytes, empty if none
  std::int64_t undoes = 0;
  std::int64_t redoes = 0;
  std::int64_t schema_version = 0;
  std::int64_t barrier = 0;
  std::string payload_digest;
};
base::Digest chain_link(std::string_view previous, const ChainRow& row);
base::Digest payload_digest(std::string_view salt, std::string_view parameters, std::string_view changeset);

// --- names as the model's enumerations are stored (stored_names.cpp); a reader takes an unknown name for the first
// value
std::string_view stored_name(model::DocumentKind kind);
std::string_view stored_name(model::SpeakerRole role);
std::string_view stored_name(model::AttributeType type);
std::string_view stored_name(model::AttributeTarget target);
std::string_view stored_name(model::ValueState state);
std::string_view stored_name(model::SetKind kind);
model::SetKind set_kind(std::string_view name);
std::string_view stored_name(model::QuoteStatus status);
std::string_view stored_name(model::QuoteEditKind kind);
model::QuoteStatus quote_status(std::string_view name);
model::QuoteEditKind quote_edit_kind(std::string_view name);
model::DocumentKind document_kind(std::string_view name);
model::SpeakerRole speaker_role(std::string_view name);
model::AttributeType attribute_type(std::string_view name);
model::AttributeTarget attribute_target(std::string_view name);
model::ValueState value_state(std::string_view name);
std::string_view stored_name(model::MemoKind kind);
std::string_view stored_name(model::MemoPlace place);  ///< not for kOther
model::MemoKind memo_kind(std::string_view name);
/// kOther for a name it does not know.
model::MemoPlace memo_place(std::string_view name);
std::int64_t stored_number(model::Origin origin);
model::Origin origin_from(std::int64_t number);

// --- reading (reading.cpp); all throw
std::vector<model::Document> read_documents(Connection& connection,
                                            std::optional<model::DocumentId> only = std::nullopt);  ///< by id
std::vector<model::Coder> read_coders(Connection& connection);
std::vector<model::NamedSet> read_sets(Connection& connection);  ///< by id
std::vector<model::Unit> read_units(Connection& connection);
std::vector<model::Attribute> read_attributes(Connection& connection);
std::vector<std::pair<model::DocumentId, model::AttributeValue>> read_document_values(Connection& connection);
std::vector<model::Code> read_codes(Connection& connection);
std::vector<model::Case> read_cases(Connection& connection);  ///< by id

}  // namespace polyvocal::store
