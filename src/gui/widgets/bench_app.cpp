#include "gui/widgets/bench_app.hpp"

#include "base/atomic_file.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

bool BenchApp::OnInit() {
  SetAppName("polyvocal");
  SetAppDisplayName("Polyvocal");
  auto* frame = new BenchFrame;
  frame->Show();
  if (argc > 1) frame->open_project(base::path_from_utf8(from_wx(argv[1])));
  return true;
}

}  // namespace polyvocal::gui
