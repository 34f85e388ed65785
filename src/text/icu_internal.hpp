#pragma once

#include <unicode/brkiter.h>
#include <unicode/utypes.h>

#include <memory>
#include <string_view>

namespace polyvocal::text {

enum class BreakKind { kCharacter, kWord, kSentence, kLine };

/// A break iterator of this thread for the language, made once and kept. Null only if ICU has no data at all. Valid
/// until the thread ends; setText before use.
icu::BreakIterator* thread_break_iterator(BreakKind kind, std::string_view language);

}  // namespace polyvocal::text
