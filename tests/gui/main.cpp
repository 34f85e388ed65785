#include <gtest/gtest.h>
#include <wx/app.h>

#include <cstdlib>

namespace {

class TestApp : public wxApp {
 public:
  bool OnInit() override {
    SetExitOnFrameDelete(false);
    return true;
  }
  int OnRun() override { return RUN_ALL_TESTS(); }
};

}  // namespace

wxIMPLEMENT_APP_NO_MAIN(TestApp);

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (std::getenv("DISPLAY") == nullptr) return 77;
  return wxEntry(argc, argv);
}
