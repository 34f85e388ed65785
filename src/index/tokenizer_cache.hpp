#pragma once

#include <map>
#include <string>
#include <string_view>

#include "text/tokens.hpp"

namespace polyvocal::index {

/// The name under which a language's stems are kept: the primary subtag of the BCP 47 tag in lower case ("en" for
/// "en-GB"); "und" for an empty or malformed one.
std::string language_tag(std::string_view bcp47);

/// Tokenisers by language_tag(), made when first asked for: making one costs milliseconds. One thread at a time.
class TokenizerCache {
 public:
  text::Tokenizer& get(std::string_view language);

 private:
  std::map<std::string, text::Tokenizer, std::less<>> tokenizers_;
};

/// The calling thread's own cache, for functions that have no object to keep one in.
TokenizerCache& thread_tokenizers();

}  // namespace polyvocal::index
