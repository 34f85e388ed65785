#pragma once

#include <wx/app.h>

#include <string>

#include "gui/widgets/bench_frame.hpp"

namespace polyvocal::gui {

/// Puts the toolkit's own words (OK, Cancel) into `language`, where the machine has wxWidgets' translation to it.
void translate_stock(const std::string& language);

/// `polyvocal-window [PROJECT]`.
class BenchApp : public wxApp {
 public:
  bool OnInit() override;
};

}  // namespace polyvocal::gui
