#include "store/project_internal.hpp"

namespace polyvocal::store {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

enum class Direction { kForward, kBackward };

/// Any difference between what the changeset expects and what the file holds ends the whole undo.
int abort_on_conflict(void* met, int, sqlite3_changeset_iter*) {
  *static_cast<bool*>(met) = true;
  return SQLITE_CHANGESET_ABORT;
}

Result<void> apply(Connection& connection, std::int64_t entry, Direction direction) {
  Query query = connection.query("SELECT changeset FROM history_payload WHERE entry = ?", entry);
  if (!query.step()) return fail(ErrorCode::kUndoBarrier, {{"entry", std::to_string(entry)}});
  std::string bytes = query.text(0);
  bool conflict = false;
  const int code = sqlite3changeset_apply_v2(connection.handle(), static_cast<int>(bytes.size()), bytes.data(), nullptr,
                                             &abort_on_conflict, &conflict, nullptr, nullptr,
                                             direction == Direction::kBackward ? SQLITE_CHANGESETAPPLY_INVERT : 0);
  if (conflict || code == SQLITE_ABORT || code == SQLITE_CONSTRAINT || code == SQLITE_SCHEMA) {
    return fail(ErrorCode::kConflict, {{"detail", "entry " + std::to_string(entry)}});
  }
  if (code != SQLITE_OK) throw SQLite::Exception(connection.handle(), code);
  return {};
}

struct Step {
  std::int64_t entry = 0;
  std::optional<base::Uuid> batch;
};

/// The last act in force and, before it without another's act between, those of its batch. Newest first.
std::vector<Step> steps_to_undo(Connection& connection) {
  std::vector<Step> steps;
  Query query = connection.query(
      "SELECT id, batch FROM history WHERE undoes = 0 AND redoes = 0 AND barrier = 0 AND id > ? "
      "AND id NOT IN (SELECT entry FROM history_state) ORDER BY id DESC",
      last_barrier(connection));
  while (query.step()) {
    Step step{query.integer(0), std::nullopt};
    if (!query->is_null(1)) step.batch = query->guid(1);
    if (!steps.empty() && (!steps.front().batch || step.batch != steps.front().batch)) break;
    steps.push_back(step);
  }
  return steps;
}

/// What the last undo took, in the order of doing. Their undo entries share a batch.
std::vector<Step> steps_to_redo(Connection& connection) {
  std::vector<Step> steps;
  Query query = connection.query(
      "SELECT s.entry, h.batch FROM history_state s JOIN history h ON h.id = s.undone_by WHERE s.dead = 0 "
      "ORDER BY s.undone_by DESC");
  while (query.step()) {
    Step step{query.integer(0), std::nullopt};
    if (!query->is_null(1)) step.batch = query->guid(1);
    if (!steps.empty() && (!steps.front().batch || step.batch != steps.front().batch)) break;
    steps.push_back(step);
  }
  return steps;
}

Result<std::vector<std::int64_t>> turn_back(ProjectState& state, model::CoderId coder) {
  Connection& connection = state.db();
  const std::vector<Step> steps = steps_to_undo(connection);
  if (steps.empty()) {
    const std::int64_t barrier = last_barrier(connection);
    if (barrier > 0) return fail(ErrorCode::kUndoBarrier, {{"entry", std::to_string(barrier)}});
    return fail(ErrorCode::kNothingToUndo);
  }
  std::optional<base::Uuid> batch;
  if (steps.size() > 1) batch = base::Uuid::make();
  std::vector<std::int64_t> entries;
  for (const Step& step : steps) {
    if (auto done = apply(connection, step.entry, Direction::kBackward); !done) return base::pass(done);
    const std::int64_t own = append_entry(
        connection,
        {.coder = coder, .verb = "undo", .parameters = "{}", .batch = batch, .undoes = step.entry, .changeset = {}});
    connection.run("INSERT INTO history_state (entry, undone_by, dead) VALUES (?, ?, 0)", step.entry, own);
    connection.run(
        "INSERT INTO history_document (entry, document) SELECT ?, document FROM history_document WHERE entry = ?", own,
        step.entry);
    entries.push_back(step.entry);
  }
  return entries;
}

Result<std::vector<std::int64_t>> turn_forward(ProjectState& state, model::CoderId coder) {
  Connection& connection = state.db();
  const std::vector<Step> steps = steps_to_redo(connection);
  if (steps.empty()) return fail(ErrorCode::kNothingToRedo);
  std::optional<base::Uuid> batch;
  if (steps.size() > 1) batch = base::Uuid::make();
  std::vector<std::int64_t> entries;
  for (const Step& step : steps) {
    if (auto done = apply(connection, step.entry, Direction::kForward); !done) return base::pass(done);
    const std::int64_t own = append_entry(
        connection,
        {.coder = coder, .verb = "redo", .parameters = "{}", .batch = batch, .redoes = step.entry, .changeset = {}});
    connection.run("DELETE FROM history_state WHERE entry = ?", step.entry);
    connection.run(
        "INSERT INTO history_document (entry, document) SELECT ?, document FROM history_document WHERE entry = ?", own,
        step.entry);
    entries.push_back(step.entry);
  }
  return entries;
}

using Move = Result<std::vector<std::int64_t>> (*)(ProjectState&, model::CoderId);

Result<std::vector<HistoryEntry>> travel(ProjectState& state, model::CoderId coder, Move move) {
  return guarded(state, [&]() -> Result<std::vector<HistoryEntry>> {
    Connection& connection = state.db();
    if (state.read_only) return read_only_error(state);
    if (connection.in_transaction()) return fail(ErrorCode::kInternal, {{"detail", "undo within an act"}});
    TransactionGuard transaction(connection, TransactionGuard::Kind::kWrite);
    auto entries = move(state, coder);
    if (!entries) return base::pass(entries);
    std::vector<HistoryEntry> moved;
    for (const std::int64_t entry : *entries) moved.push_back(read_entry(connection, entry));
    transaction.commit();
    state.read_head();
    return moved;
  });
}

}  // namespace

Result<std::vector<HistoryEntry>> Project::undo(model::CoderId coder) {
  return travel(*impl_, coder, &turn_back);
}
Result<std::vector<HistoryEntry>> Project::redo(model::CoderId coder) {
  return travel(*impl_, coder, &turn_forward);
}

}  // namespace polyvocal::store
