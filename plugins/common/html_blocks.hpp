#pragma once

#include <string_view>

#include "plugin.hpp"

namespace pv {

/// Reads a page of HTML or XHTML (UTF-8) and hands its paragraphs to the host: block elements make paragraphs, headings
/// stay headings, <br> ends a paragraph, rows of tables become lines with tabs, <pre> keeps its lines (empty ones too).
/// Scripts, styles, navigation, forms and hidden elements are left out. Loads nothing from anywhere.
/// `title`: also hands over the page's title as a property. Throws Finish.
enum class PageTitle { kKeep, kIgnore };
void read_html(Host& host, std::string_view utf8, PageTitle title);

}  // namespace pv
