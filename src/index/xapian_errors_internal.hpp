#pragma once

#include <xapian.h>

#include <filesystem>
#include <type_traits>

#include "base/error.hpp"

namespace polyvocal::index {

/// Turns the exception being handled into an error: the only place that does. Call inside a catch block. `folder` is
/// the index, for the parameters. DatabaseModifiedError becomes kConflict with detail "index-changed".
base::Error error_from_exception(const std::filesystem::path& folder);

/// Runs `work`, which returns a base::Result, and turns what it throws into an error.
template <typename Work>
auto guarded(const std::filesystem::path& folder, Work&& work) -> std::invoke_result_t<Work> {
  try {
    return work();
  } catch (...) {
    return tl::unexpected<base::Error>(error_from_exception(folder));
  }
}

}  // namespace polyvocal::index
