#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/edit_map.hpp"

namespace polyvocal::text {

/// What came of taking a double encoding back: UTF-8 that was read as windows-1252 and written as UTF-8 again.
struct Undone {
  std::string text;
  EditMap edits;              ///< from the code points of the doubled text to `text`
  std::int64_t runs = 0;      ///< runs of characters beyond ASCII
  std::int64_t repaired = 0;  ///< runs that were UTF-8 read as windows-1252
  std::int64_t restored = 0;  ///< lost bytes that only a closing quotation mark explains
};

/// Takes a double encoding back run by run; a run that does not become well-formed UTF-8 stays as it is. `utf8` must be
/// valid. Any thread.
Undone undo_double_encoding(std::string_view utf8);

}  // namespace polyvocal::text
