#include <wx/app.h>

#include "gui/widgets/bench_app.hpp"

wxIMPLEMENT_APP(polyvocal::gui::BenchApp);
