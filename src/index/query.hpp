#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "text/offset.hpp"

namespace polyvocal::index {

/// A node of a parsed query. A tree that can be printed and table-tested; the engine query is made from it.
struct QueryNode {
  enum class Kind {
    kWord,      ///< `text` is the word as typed, `words[0]` its folded form; stemmed match unless `exact`
    kPhrase,    ///< folded `words` in order, adjacent, unstemmed
    kPrefix,    ///< `text` without the '*', `words[0]` its folded form
    kNear,      ///< children within `window` words of one another in any order: see is_positional()
    kAdjacent,  ///< the same, in order (ADJ/n)
    kField,     ///< `field` is a name of fields(); `text` its value as typed, never empty
    kAnd,       ///< two or more children
    kOr,        ///< two or more children
    kNot,       ///< first child without the second; with one child everything without it
    kAll,       ///< everything (an empty query is an error; `*` is this)
  };
  Kind kind = Kind::kAll;
  std::string text;
  std::string field;
  std::vector<std::string> words;
  std::int64_t window = 0;  ///< at least 1: children may have `window` - 1 other words between them, all gaps together
  bool exact = false;       ///< capitalised (not in German, which capitalises every noun) or quoted: not stemmed
  text::CodePointRange place;  ///< where in the query text
  std::vector<QueryNode> children;
};

struct Query {
  QueryNode root;
  std::string language;  ///< for stems
  std::string source;    ///< as typed
};

/// One row of the field table: the only place that knows a field's name, alias, prefix and help.
struct Field {
  std::string_view name;  ///< "group"
  std::string_view
      prefix;  ///< Xapian term prefix, ending in ':' so that none is the beginning of another; empty for code
  std::string_view help;   ///< message key
  std::string_view alias;  ///< a shorter name; may be empty
};
const std::vector<Field>& fields();
/// The row whose name or alias is `name` (ASCII case ignored), or nullptr. Lives as long as the program.
const Field* find_field(std::string_view name);

/// True for what has positions in a text and so may stand under NEAR and ADJ: words, phrases, prefixes, OR of such, and
/// ADJ/1 of such. Fields and everything else have none.
bool is_positional(const QueryNode& node);

/// Grammar: words, "phrases", AND OR NOT (upper case; AND is implied), NEAR/n, ADJ/n (n from 1 to 1000, 10 if not
/// given; NEAR/1 is side by side), parentheses, `-x` for NOT x, `wild*`, `*` for everything, `field:value`,
/// `field:"several words"`. Precedence: NEAR, NOT, AND, OR. Typographic quotes, full-width parentheses and colons serve
/// as well. A word that the tokeniser splits (hyphens, Chinese, Japanese) becomes a phrase; punctuation without a word
/// is passed over. `language`: BCP 47 of the words. Errors: kQuerySyntax with `position` (code point in the query) and
/// `detail` (message key): "empty", "no-word", "too-long" (over 10,000 code points), "not-utf-8", "too-deep" (over 100
/// levels), "unbalanced-parenthesis", "empty-parenthesis", "unbalanced-quote", "missing-operand", "unknown-field",
/// "missing-value", "wildcard-leading", "wildcard-inside", "wildcard-in-phrase", "wildcard-in-field", "bad-window",
/// "mixed-proximity" (NEAR and ADJ, or two windows, in one chain), "near-needs-words" (an operand that is not
/// is_positional()), "near-too-many" (over 8 operands).
base::Result<Query> parse_query(std::string_view source, std::string_view language);

/// The tree in a stable notation, for tests and `--explain`: (AND (WORD caseload) (FIELD group "staff")). Words are
/// shown folded; EXACT is a word that is not stemmed.
std::string describe(const Query& query);

}  // namespace polyvocal::index
