#pragma once

#include <wx/bmpbndl.h>

#include "gui/presenter/import_plan.hpp"

namespace polyvocal::gui {

/// How a file stands, as a sign of its own shape and colour, 16 device-independent pixels wide.
wxBitmapBundle file_mark_icon(FileMark mark);

}  // namespace polyvocal::gui
