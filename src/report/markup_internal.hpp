#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace polyvocal::report {

/// Appends `text` for element content or a double-quoted attribute of XML or HTML: & < > " ' escaped; what XML 1.0
/// forbids and broken UTF-8 become U+FFFD.
void append_escaped(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

/// Appends the parts as they are.
inline void append_all(std::string& out, std::initializer_list<std::string_view> parts) {
  for (const auto part : parts) out.append(part);
}

/// `text` with what XML 1.0 forbids and broken UTF-8 replaced by U+FFFD, and nothing escaped.
std::string cleaned(std::string_view text);

/// The lines of a text, parted by LF, CR LF or CR, without those that are empty or blank. Views into `text`.
std::vector<std::string_view> paragraphs(std::string_view text);

/// True if the first strong character is of a right-to-left script (Unicode's P2 and P3, by ranges of code points).
bool right_to_left(std::string_view text);
/// True for the languages written from right to left, by BCP 47 tag.
bool right_to_left_language(std::string_view language);
/// The tag if it is well formed (letters, digits and hyphens), else "und": it goes into attributes.
std::string language_tag(std::string_view language);

/// True for an optional minus, digits without leading zeros ("007" is a label), and optionally a point and digits, at
/// most 15 characters: what may be written as a number and comes back as it was.
bool is_number(std::string_view text);

/// Moves behind the first `units` UTF-16 units of `text`, never inside a character: the number of bytes.
std::size_t utf16_prefix(std::string_view text, std::size_t units);

}  // namespace polyvocal::report
