#pragma once

#include <cstdint>

#include "store/project.hpp"

namespace polyvocal::test {

/// Inside an act: puts a row into every table that Writer has no function for yet, linked to things that are there
/// (chosen by `seed`). Skips what lacks something to hang on. So undo, merging, deleting and migrations meet full
/// tables.
void add_raw_rows(store::Project& project, std::uint64_t seed);

}  // namespace polyvocal::test
