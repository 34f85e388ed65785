#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::store {

class Connection;

/// One step from format `version - 1` to `version`.
struct Migration {
  int version = 0;
  bool undo_barrier = false;  ///< it drops, renames or reorders watched columns: older changesets no longer fit
  std::string sql;
};

/// The steps from schemas/project/, ascending from 1.
const std::vector<Migration>& built_in_migrations();
/// The steps in use: the built-in ones, or those a test put in. The last one's version is the format that this program
/// writes.
const std::vector<Migration>& migrations();
int newest_format();
/// For tests only: replaces the list; an empty list restores the built-in one. Not while projects are open.
void set_migrations_for_test(std::vector<Migration> list);

/// Runs the steps above the file's format in one transaction, with a check of foreign keys at the end. A step with an
/// undo barrier leaves a history entry. Throws SQLite::Exception.
base::Result<void> migrate(Connection& connection);

inline constexpr std::int64_t kApplicationId = 0x506C7956;  // "PlyV"

}  // namespace polyvocal::store
