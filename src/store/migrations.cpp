#include "store/migrations_internal.hpp"

#include "store/project_internal.hpp"

namespace polyvocal::store {
namespace {

std::vector<Migration>& injected() {
  static std::vector<Migration> list;
  return list;
}

}  // namespace

const std::vector<Migration>& migrations() {
  return injected().empty() ? built_in_migrations() : injected();
}

int newest_format() {
  return migrations().back().version;
}

void set_migrations_for_test(std::vector<Migration> list) {
  injected() = std::move(list);
}

base::Result<void> migrate(Connection& connection) {
  // A step that makes a table anew would trip over foreign keys half-way; they are checked whole at the end. The switch
  // works outside a transaction only.
  connection.exec("PRAGMA foreign_keys = OFF");
  TransactionGuard transaction(connection, TransactionGuard::Kind::kWrite);
  // Read inside the transaction: another process may have been faster.
  const std::int64_t from = connection.number("PRAGMA user_version").value_or(0);
  bool barrier = false;
  for (const auto& step : migrations()) {
    if (step.version <= from) continue;
    connection.exec(step.sql);
    connection.exec("PRAGMA user_version = " + std::to_string(step.version));
    barrier = barrier || step.undo_barrier;
  }
  if (connection.exists("SELECT 1 FROM pragma_foreign_key_check")) {
    return base::fail(base::ErrorCode::kProjectDamaged, {{"detail", "foreign keys after migration"}});
  }
  if (barrier && from > 0) {
    append_entry(connection, {.coder = {},
                              .verb = "migrate",
                              .parameters = "{\"from\":" + std::to_string(from) +
                                            ",\"to\":" + std::to_string(newest_format()) + "}",
                              .batch = std::nullopt,
                              .barrier = true,
                              .changeset = {}});
    connection.run("UPDATE history_state SET dead = 1 WHERE dead = 0");
  }
  transaction.commit();
  connection.exec("PRAGMA foreign_keys = ON");
  return {};
}

}  // namespace polyvocal::store
