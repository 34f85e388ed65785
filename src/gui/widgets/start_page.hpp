#pragma once

#include <wx/panel.h>

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
};

}  // namespace polyvocal::gui
