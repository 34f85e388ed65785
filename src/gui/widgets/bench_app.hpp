#pragma once

#include <wx/app.h>

#include "gui/widgets/bench_frame.hpp"

namespace polyvocal::gui {

/// `polyvocal-window [PROJECT]`.
class BenchApp : public wxApp {
 public:
  bool OnInit() override;
};

}  // namespace polyvocal::gui
