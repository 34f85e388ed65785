#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset.hpp"

namespace polyvocal::text {

/// One word as the search index sees it.
struct Token {
  std::string folded;          ///< fold() of the word; never empty, at most 200 bytes
  std::string stem;            ///< Snowball stem of `folded`; equal to it where the language has no stemmer
  ByteRange bytes;             ///< where the word stands in the given text
  std::uint32_t position = 0;  ///< 1-based word position; consecutive words differ by 1
};

/// Splits text into the index's words: ICU word breaks (dictionary for Chinese, Japanese, Thai, Khmer, Lao, Burmese),
/// folding, Snowball. The same tokeniser serves documents and queries. Han and kana are cut into single characters
/// (`folded` = one ideograph), so that a query for any run finds it as a phrase whatever the dictionary would cut.
/// One thread at a time; make one a thread (keeps a cache of stems).
class Tokenizer {
 public:
  /// `language`: BCP 47 of the document or query.
  explicit Tokenizer(std::string_view language);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Tokens in text order. `utf8` must be valid.
  std::vector<Token> tokens(std::string_view utf8);
  /// Name and version of the stemmer ("english-snowball"), "none" where there is none: stored with an index.
  std::string stemmer_name() const;
  bool is_stop_word(std::string_view folded) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A cheap guess of the language of `sample` by script and frequent words: BCP 47, or `fallback` if unsure.
std::string guess_language(std::string_view sample, std::string_view fallback);

}  // namespace polyvocal::text
