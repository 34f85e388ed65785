#include "store/writer_internal.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

bool coding_exists(Connection& connection, std::int64_t document, text::CodePointRange range, std::int64_t code,
                   std::int64_t coder, std::int64_t except) {
  return connection.exists(
      "SELECT 1 FROM coding WHERE document = ? AND start_at = ? AND end_at = ? AND code = ? AND coder = ? AND id <> ?",
      document, range.start.value, range.end.value, code, coder, except);
}

}  // namespace

Result<model::CodingId> Writer::add_coding(model::DocumentId document, text::CodePointRange range, model::CodeId code,
                                           model::CoderId coder, model::Origin origin) {
  return guarded(impl_, [&]() -> Result<model::CodingId> {
    if (auto checked = check_range(impl_, document, range); !checked) return base::pass(checked);
    if (auto checked = check_code(impl_, code); !checked) return base::pass(checked);
    if (auto checked = check_coder(impl_, coder); !checked) return base::pass(checked);
    Connection& connection = impl_.db();
    if (coding_exists(connection, document.value, range, code.value, coder.value, 0)) {
      return duplicate("coding", std::to_string(range.start.value) + "-" + std::to_string(range.end.value));
    }
    connection.run(
        "INSERT INTO coding (guid, document, start_at, end_at, code, coder, origin, created_ms, round) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        blob(base::Uuid::make()), document, range.start.value, range.end.value, code, coder, stored_number(origin),
        impl_.now_ms);
    impl_.touch(document.value);
    return model::CodingId{connection.last_id()};
  });
}

Result<void> Writer::delete_coding(model::CodingId coding) {
  return guarded(impl_, [&]() -> Result<void> {
    const bool exists = impl_.db().exists("SELECT 1 FROM coding WHERE id = ?", coding);
    if (auto found = must_exist(exists, "coding", coding.value); !found) return found;
    remove_coding(impl_, coding.value);
    return {};
  });
}

Result<void> Writer::set_coding_range(model::CodingId coding, text::CodePointRange range) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    std::int64_t document = 0;
    std::int64_t code = 0;
    std::int64_t coder = 0;
    {
      Query query = connection.query("SELECT document, code, coder FROM coding WHERE id = ?", coding);
      const bool exists = query.step();
      if (auto found = must_exist(exists, "coding", coding.value); !found) return found;
      document = query.integer(0);
      code = query.integer(1);
      coder = query.integer(2);
    }
    if (auto checked = check_range(impl_, model::DocumentId{document}, range); !checked) return checked;
    if (coding_exists(connection, document, range, code, coder, coding.value)) {
      return duplicate("coding", std::to_string(range.start.value) + "-" + std::to_string(range.end.value));
    }
    connection.run("UPDATE coding SET start_at = ?, end_at = ? WHERE id = ?", range.start.value, range.end.value,
                   coding);
    connection.run(
        "UPDATE summary SET stale = 1 WHERE stale = 0 AND id IN (SELECT summary FROM summary_link WHERE coding = ?)",
        coding);
    impl_.touch(document);
    return {};
  });
}

}  // namespace polyvocal::store
