#include "gui/widgets/bench_app.hpp"

#include <wx/translation.h>

#include "app/language.hpp"
#include "base/atomic_file.hpp"
#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {

void translate_stock(const std::string& language) {
  // wxLocale is not asked: it wants the language's locale on the machine and changes how numbers are written.
  auto* translations = new wxTranslations;
  translations->SetLanguage(to_wx(language));
  if (language != "en") translations->AddStdCatalog();
  wxTranslations::Set(translations);
}

bool BenchApp::OnInit() {
  SetAppName("polyvocal");
  SetAppDisplayName("Polyvocal");
  translate_stock(app::start_language());
  auto* frame = new BenchFrame;
  frame->Show();
  if (argc > 1) frame->open_project(base::path_from_utf8(from_wx(argv[1])));
  return true;
}

}  // namespace polyvocal::gui
