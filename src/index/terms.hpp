#pragma once

#include <string>
#include <string_view>

namespace polyvocal::index {

/// The terms of the index. Words stand as they are, folded, so they never begin with a capital ASCII letter; every
/// other term begins with one. A prefix ends in ':' and has no other, so that no prefix can be the beginning of
/// another.

/// Terms of Xapian hold at most 245 bytes; the tokeniser's words and stems at most 200.
inline constexpr std::size_t kMaxTermBytes = 245;

/// "Zen:" for stems of English. `tag` as language_tag() gives it.
std::string stem_prefix(std::string_view tag);
/// The term of a field's value: the field's prefix and the folded value; a value too long for a term is replaced by its
/// beginning and its digest. `prefix` as fields() has it.
std::string field_term(std::string_view prefix, std::string_view value);

/// Version of everything in a term or position: a change of it rebuilds every index.
inline constexpr std::string_view kFormat = "polyvocal-index 1";

/// Keys of the metadata.
inline constexpr char kFormatKey[] = "format";
/// One line a language: tag, tab, name of its stemmer.
inline constexpr char kLanguagesKey[] = "languages";
/// Followed by the document's GUID.
inline constexpr char kDocumentKeyPrefix[] = "document:";

/// Value slots.
inline constexpr unsigned kDocumentIdSlot = 0;

}  // namespace polyvocal::index
