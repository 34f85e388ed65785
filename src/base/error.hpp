#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace polyvocal::base {

/// What went wrong, as a closed set. A code plus its parameters is turned into a sentence by `messages/`; the exit
/// status of the command line is derived from the code in `cli/`. Lower layers never write sentences.
enum class ErrorCode {
  // asked for wrongly
  kUsage,            ///< arguments that make no sense together. params: detail
  kInvalidArgument,  ///< a value outside its range. params: what, value
  kInvalidName,      ///< empty, too long or with forbidden characters. params: kind, name
  // refused
  kNotFound,   ///< nothing has this name, path or GUID. params: kind, name
  kAmbiguous,  ///< several things have this name. params: kind, name, count
  kDuplicate,  ///< the name or coding exists already. params: kind, name
  kRefused,    ///< a rule of the program says no. params: reason
  kConflict,   ///< undo or redo met a changed state; nothing was changed. params: detail
  kNothingToUndo,
  kNothingToRedo,
  kUndoBarrier,  ///< an erasure or a migration stands before the entry. params: entry
  // input files
  kFileNotFound,       ///< params: path
  kFileUnreadable,     ///< params: path, detail
  kFileNotWritable,    ///< params: path, detail
  kDiskFull,           ///< params: path
  kUnknownFormat,      ///< no plug-in reads it. params: path
  kDamagedFile,        ///< truncated, binary or malformed input. params: path, detail
  kEmptyFile,          ///< nothing to import. params: path
  kPasswordProtected,  ///< params: path
  kTooLarge,           ///< over a limit (unpacked size, memory). params: path, limit
  kTimeout,            ///< the deadline passed. params: path, seconds
  kHelperCrashed,      ///< the helper process ended by a fault. params: path, detail
  kUnknownEncoding,    ///< no decoding is sure enough. params: path, detail
  kMissingConverter,   ///< an outside program is needed. params: path, program
  kBadTable,           ///< a table lacks a column or has a bad cell. params: path, row, detail
  // project
  kProjectMissing,   ///< params: path
  kProjectExists,    ///< params: path
  kNotAProject,      ///< params: path
  kProjectNewer,     ///< params: path, version, known
  kProjectLocked,    ///< params: path
  kProjectReadOnly,  ///< params: path
  kProjectDamaged,   ///< params: path, detail
  // search
  kQuerySyntax,   ///< params: position, detail
  kIndexDamaged,  ///< params: path, detail
  // not failures of anyone
  kCancelled,
  kInternal,  ///< a fault of ours. params: detail
};

/// The stable, lower-case name of a code ("not-found"), for JSON and logs.
std::string_view error_name(ErrorCode code);

/// An error: a code, named parameters in UTF-8, and an optional hint naming a remedy the message catalogue knows.
/// Parameters may hold a person's words (a path, a name): never write them to a log.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::vector<std::pair<std::string, std::string>> params;
  std::string hint;

  /// The value of parameter `name`, or an empty view.
  std::string_view param(std::string_view name) const;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Makes the unexpected side of a Result: `return fail(ErrorCode::kNotFound, {{"kind", "code"}, {"name", path}});`
tl::unexpected<Error> fail(ErrorCode code, std::vector<std::pair<std::string, std::string>> params = {},
                           std::string hint = {});

/// Hands an error of one Result on as another's: `if (!x) return pass(x);`
template <typename T>
tl::unexpected<Error> pass(Result<T>& result) {
  return tl::unexpected<Error>(std::move(result.error()));
}

}  // namespace polyvocal::base
