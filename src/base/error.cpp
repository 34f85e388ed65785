#include "base/error.hpp"

namespace polyvocal::base {

std::string_view error_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case ErrorCode::kInvalidName:
      return "invalid-name";
    case ErrorCode::kNotFound:
      return "not-found";
    case ErrorCode::kAmbiguous:
      return "ambiguous";
    case ErrorCode::kDuplicate:
      return "duplicate";
    case ErrorCode::kRefused:
      return "refused";
    case ErrorCode::kConflict:
      return "conflict";
    case ErrorCode::kNothingToUndo:
      return "nothing-to-undo";
    case ErrorCode::kNothingToRedo:
      return "nothing-to-redo";
    case ErrorCode::kUndoBarrier:
      return "undo-barrier";
    case ErrorCode::kFileNotFound:
      return "file-not-found";
    case ErrorCode::kFileUnreadable:
      return "file-unreadable";
    case ErrorCode::kFileNotWritable:
      return "file-not-writable";
    case ErrorCode::kDiskFull:
      return "disk-full";
    case ErrorCode::kUnknownFormat:
      return "unknown-format";
    case ErrorCode::kDamagedFile:
      return "damaged-file";
    case ErrorCode::kEmptyFile:
      return "empty-file";
    case ErrorCode::kPasswordProtected:
      return "password-protected";
    case ErrorCode::kTooLarge:
      return "too-large";
    case ErrorCode::kTimeout:
      return "timeout";
    case ErrorCode::kHelperCrashed:
      return "helper-crashed";
    case ErrorCode::kUnknownEncoding:
      return "unknown-encoding";
    case ErrorCode::kMissingConverter:
      return "missing-converter";
    case ErrorCode::kBadTable:
      return "bad-table";
    case ErrorCode::kProjectMissing:
      return "project-missing";
    case ErrorCode::kProjectExists:
      return "project-exists";
    case ErrorCode::kNotAProject:
      return "not-a-project";
    case ErrorCode::kProjectNewer:
      return "project-newer";
    case ErrorCode::kProjectLocked:
      return "project-locked";
    case ErrorCode::kProjectReadOnly:
      return "project-read-only";
    case ErrorCode::kProjectDamaged:
      return "project-damaged";
    case ErrorCode::kQuerySyntax:
      return "query-syntax";
    case ErrorCode::kIndexDamaged:
      return "index-damaged";
    case ErrorCode::kCancelled:
      return "cancelled";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

std::string_view Error::param(std::string_view name) const {
  for (const auto& [key, value] : params) {
    if (key == name) return value;
  }
  return {};
}

tl::unexpected<Error> fail(ErrorCode code, std::vector<std::pair<std::string, std::string>> params, std::string hint) {
  return tl::unexpected<Error>(Error{code, std::move(params), std::move(hint)});
}

}  // namespace polyvocal::base
