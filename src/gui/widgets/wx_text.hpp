#pragma once

#include <wx/colour.h>
#include <wx/string.h>

#include <string>
#include <string_view>

#include "gui/presenter/palette.hpp"
#include "messages/messages.hpp"
#include "text/letter_case.hpp"

namespace polyvocal::gui {

/// wxString stops at this folder: elsewhere text is UTF-8.
inline wxString to_wx(std::string_view utf8) {
  return wxString::FromUTF8(utf8.data(), utf8.size());
}
inline std::string from_wx(const wxString& text) {
  return text.utf8_string();
}
inline wxColour to_wx(Rgb colour) {
  return {colour.red, colour.green, colour.blue};
}
/// In capitals; wxString::Upper() knows no letter with an accent while the C locale is in force, which it is.
inline wxString upper(const wxString& text) {
  return to_wx(text::upper(from_wx(text)));
}
/// A part of a sentence that counts.
inline std::string counted(std::string_view key, std::size_t count) {
  return messages::counted(key, static_cast<std::int64_t>(count));
}
/// A sentence of the catalogue.
inline wxString tr(std::string_view key, const messages::Params& params = {}) {
  return to_wx(messages::message(key, params));
}

}  // namespace polyvocal::gui
