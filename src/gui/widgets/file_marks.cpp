#include "gui/widgets/file_marks.hpp"

#include <string>

#include "gui/widgets/look.hpp"
#include "gui/widgets/wx_text.hpp"

namespace polyvocal::gui {
namespace {

/// Drawn in a square of 16, lines 1.6 wide.
const char* drawing(FileMark mark) {
  switch (mark) {
    case FileMark::kReady:
      return R"(<path d="M3 8.5l3.4 3.5L13 4.5"/>)";
    case FileMark::kToCheck:
      return R"(<path d="M8 2.2L14.4 13.6H1.6Z"/><path d="M8 6.4v3.4"/><path d="M8 11.6v.2"/>)";
    case FileMark::kRefused:
      return R"(<circle cx="8" cy="8" r="6"/><path d="M5 8h6"/>)";
    case FileMark::kLeftOut:
      return R"(<path d="M4.5 8h7"/>)";
    case FileMark::kWaiting:
      break;
  }
  return R"(<circle cx="8" cy="8" r="5.6" stroke-dasharray="2.2 2.2"/>)";
}

Rgb colour_of(FileMark mark) {
  const auto& colours = Look::get().colours();
  switch (mark) {
    case FileMark::kReady:
      return colours.ready;
    case FileMark::kToCheck:
      return colours.to_check;
    case FileMark::kRefused:
      return colours.stopped;
    case FileMark::kWaiting:
    case FileMark::kLeftOut:
      break;
  }
  return colours.faint;
}

}  // namespace

wxBitmapBundle file_mark_icon(FileMark mark) {
  const std::string svg =
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke=")" +
      from_wx(to_wx(colour_of(mark)).GetAsString(wxC2S_HTML_SYNTAX)) +
      R"(" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">)" + drawing(mark) + "</svg>";
  return wxBitmapBundle::FromSVG(svg.c_str(), wxSize(16, 16));
}

}  // namespace polyvocal::gui
