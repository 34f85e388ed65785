#include <algorithm>
#include <array>

#include "store/project_internal.hpp"

namespace polyvocal::store {
namespace {

constexpr std::array<std::string_view, 11> kNotWatched = {
    "body",    "revision",        "word_index",    "sync_time",        "turn",        "tombstone",
    "history", "history_payload", "history_state", "history_document", "history_need"};

constexpr std::array<NeedColumn, 10> kNeedColumns = {{{"document", "revision", "revision"},
                                                      {"review_item", "revision", "revision"},
                                                      {"memo", "body", "body"},
                                                      {"annotation", "body", "body"},
                                                      {"decision", "body", "body"},
                                                      {"quote", "body", "body"},
                                                      {"finding", "body", "body"},
                                                      {"judgement", "body", "body"},
                                                      {"summary", "body", "body"},
                                                      {"reconciliation", "body", "body"}}};

}  // namespace

bool is_watched(std::string_view table) {
  return !table.starts_with("sqlite_") && std::find(kNotWatched.begin(), kNotWatched.end(), table) == kNotWatched.end();
}

std::vector<std::string> watched_tables(Connection& connection) {
  std::vector<std::string> names;
  Query query = connection.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid");
  while (query.step()) {
    std::string name = query.text(0);
    if (is_watched(name)) names.push_back(std::move(name));
  }
  return names;
}

std::vector<NeedColumn> find_need_columns(Connection& connection) {
  std::vector<NeedColumn> found(kNeedColumns.begin(), kNeedColumns.end());
  for (auto& need : found) {
    if (const auto index =
            connection.number("SELECT cid FROM pragma_table_info(?) WHERE name = ?", need.table, need.column)) {
      need.index = static_cast<int>(*index);
    }
  }
  return found;
}

}  // namespace polyvocal::store
