#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <new>
#include <string>

#include "base/atomic_file.hpp"
#include "index/xapian_errors_internal.hpp"

namespace polyvocal::index {

namespace {

/// Xapian keeps the system's reason only as its sentence, in error_string or at the end of the message.
bool says(const Xapian::Error& error, std::initializer_list<int> reasons) {
  const char* given = error.get_error_string();
  return std::any_of(reasons.begin(), reasons.end(), [&](int reason) {
    const char* sentence = std::strerror(reason);
    return (given != nullptr && std::strcmp(given, sentence) == 0) ||
           error.get_msg().find(sentence) != std::string::npos;
  });
}

}  // namespace

base::Error error_from_exception(const std::filesystem::path& folder) {
  using base::ErrorCode;
  const std::string path = base::path_to_utf8(folder);
  // What the system says goes before what Xapian makes of it.
  const auto mapped = [&](const Xapian::Error& error, ErrorCode code) {
    if (says(error, {ENOSPC, EDQUOT})) return base::Error{ErrorCode::kDiskFull, {{"path", path}}, {}};
    if (says(error, {EACCES, EPERM, EROFS, ENOTDIR})) code = ErrorCode::kFileNotWritable;
    return base::Error{code, {{"path", path}, {"detail", std::string(error.get_type()) + ": " + error.get_msg()}}, {}};
  };
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& error) {
    const bool held = error.get_msg().find("already locked") != std::string::npos;
    return mapped(error, held ? ErrorCode::kProjectLocked : ErrorCode::kFileNotWritable);
  } catch (const Xapian::DatabaseModifiedError&) {
    return {ErrorCode::kConflict, {{"path", path}, {"detail", "index-changed"}}, {}};
  } catch (const Xapian::DatabaseNotFoundError& error) {
    return mapped(error, ErrorCode::kFileNotFound);
  } catch (const Xapian::DatabaseCreateError& error) {
    return mapped(error, ErrorCode::kFileNotWritable);
  } catch (const Xapian::DatabaseClosedError& error) {
    return mapped(error, ErrorCode::kInternal);
  } catch (const Xapian::DatabaseError& error) {
    return mapped(error, ErrorCode::kIndexDamaged);
  } catch (const Xapian::FeatureUnavailableError& error) {  // a table is not there
    return mapped(error, ErrorCode::kIndexDamaged);
  } catch (const Xapian::DocNotFoundError& error) {
    return mapped(error, ErrorCode::kIndexDamaged);
  } catch (const Xapian::RangeError& error) {
    return mapped(error, ErrorCode::kIndexDamaged);
  } catch (const Xapian::SerialisationError& error) {
    return mapped(error, ErrorCode::kIndexDamaged);
  } catch (const Xapian::WildcardError&) {
    return {ErrorCode::kQuerySyntax, {{"position", "0"}, {"detail", "wildcard-too-many"}}, {}};
  } catch (const Xapian::Error& error) {
    return mapped(error, ErrorCode::kInternal);
  } catch (const std::bad_alloc&) {
    return {ErrorCode::kTooLarge, {{"path", path}, {"limit", "memory"}}, {}};
  } catch (const std::exception& error) {
    return {ErrorCode::kInternal, {{"detail", error.what()}}, {}};
  }
}

}  // namespace polyvocal::index
