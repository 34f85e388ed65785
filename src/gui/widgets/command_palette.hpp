#pragma once

#include <wx/window.h>

#include <string>

#include "gui/presenter/commands.hpp"

namespace polyvocal::gui {

/// Asks for a command by some letters of its title, with its keys beside it. Returns its id, or nothing. GUI thread.
std::string choose_command(wxWindow* parent, const CommandRegistry& registry, const Keymap& keymap);

}  // namespace polyvocal::gui
