#pragma once

#include <wx/panel.h>
#include <wx/stattext.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace polyvocal::gui {

/// What is shown before a project is open: the recent ones, and how to begin.
class StartPage : public wxPanel {
 public:
  StartPage(wxWindow* parent, const std::vector<std::filesystem::path>& recent,
            const std::function<void(const std::filesystem::path&)>& open,
            const std::function<void(const std::string&)>& command);
  /// Says that files wait for a project, and offers to make one.
  void offer(std::size_t files);

 private:
  wxPanel* offer_ = nullptr;
  wxStaticText* offer_text_ = nullptr;
};

}  // namespace polyvocal::gui
