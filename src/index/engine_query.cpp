#include <algorithm>
#include <set>
#include <utility>

#include "index/engine_query_internal.hpp"
#include "index/many_terms_source_internal.hpp"
#include "index/passage_set_source_internal.hpp"
#include "index/proximity_source_internal.hpp"
#include "index/terms.hpp"

namespace polyvocal::index {

namespace {

using XQuery = Xapian::Query;
using Kind = QueryNode::Kind;

constexpr std::size_t kMaxOperands = 8;
/// Up to so many terms the engine's own union is as fast as reading all their postings.
constexpr std::size_t kFewPrefixTerms = 32;

base::Error syntax(const QueryNode& node, const char* detail) {
  return {
      base::ErrorCode::kQuerySyntax, {{"position", std::to_string(node.place.start.value)}, {"detail", detail}}, {}};
}

XQuery combined(XQuery::op op, const std::vector<XQuery>& parts) {
  return parts.size() == 1 ? parts.front() : XQuery(op, parts.begin(), parts.end());
}

XQuery any_term(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return XQuery(terms.front());
  return XQuery(XQuery::OP_OR, terms.begin(), terms.end());
}

/// Languages whose stemmers take something from a word's beginning, so that forms of one stem may begin differently.
bool stems_beginnings(std::string_view tag) {
  static const std::set<std::string, std::less<>> kTags = {"ar", "ga", "hi", "id", "ne", "ta", "yi"};
  return kTags.contains(tag);
}

std::string_view first_character(std::string_view utf8) {
  std::size_t length = 1;
  while (length < utf8.size() && (static_cast<unsigned char>(utf8[length]) & 0xC0) == 0x80) ++length;
  return utf8.substr(0, length);
}

class Builder {
 public:
  explicit Builder(const EngineContext& context) : context_(context) {}

  base::Result<XQuery> build(const QueryNode& node) {
    switch (node.kind) {
      case Kind::kWord:
        return word(node);
      case Kind::kPhrase:
        return XQuery(XQuery::OP_PHRASE, node.words.begin(), node.words.end(),
                      static_cast<Xapian::termcount>(node.words.size()));
      case Kind::kPrefix:
        return prefix(node);
      case Kind::kNear:
      case Kind::kAdjacent:
        return proximity(node);
      case Kind::kField:
        return field(node);
      case Kind::kAnd:
        return conjunction(node);
      case Kind::kOr: {
        auto parts = all(node.children);
        if (!parts) return base::pass(parts);
        return combined(XQuery::OP_OR, *parts);
      }
      case Kind::kNot: {
        auto parts = all(node.children);
        if (!parts) return base::pass(parts);
        if (parts->size() == 1) parts->insert(parts->begin(), XQuery::MatchAll);
        return combined(XQuery::OP_AND_NOT, *parts);
      }
      case Kind::kAll:
        return XQuery::MatchAll;
    }
    return XQuery::MatchNothing;
  }

 private:
  base::Result<std::vector<XQuery>> all(const std::vector<QueryNode>& nodes) {
    std::vector<XQuery> parts;
    for (const auto& node : nodes) {
      auto part = build(node);
      if (!part) return base::pass(part);
      parts.push_back(std::move(*part));
    }
    return parts;
  }

  /// The stem of a folded word in a language; the word itself where the language cuts it otherwise.
  std::string stem(const std::string& folded, const std::string& tag) {
    const auto tokens = context_.tokenizers.get(tag).tokens(folded);
    return tokens.size() == 1 ? tokens.front().stem : folded;
  }

  XQuery word(const QueryNode& node) {
    const std::string& folded = node.words.front();
    if (node.exact) return XQuery(folded);
    std::vector<std::string> terms;
    bool plain = false;
    for (const auto& language : context_.languages) {
      if (language.stems()) {
        terms.push_back(stem_prefix(language.tag) + stem(folded, language.tag));
      } else {
        plain = true;
      }
    }
    // Equal words have equal stems, so this adds nothing in documents of other languages.
    if (plain) terms.push_back(folded);
    if (terms.empty()) return XQuery::MatchNothing;
    return terms.size() == 1 ? XQuery(terms.front()) : XQuery(XQuery::OP_SYNONYM, terms.begin(), terms.end());
  }

  base::Result<void> check_prefix(const QueryNode& node) {
    Xapian::termcount count = 0;
    const auto end = context_.database.allterms_end(node.words.front());
    for (auto term = context_.database.allterms_begin(node.words.front()); term != end; ++term) {
      if (++count <= kMaxPrefixTerms) continue;
      auto error = syntax(node, "wildcard-too-many");
      error.params.emplace_back("limit", std::to_string(kMaxPrefixTerms));
      return tl::unexpected<base::Error>(std::move(error));
    }
    return {};
  }

  std::vector<std::string> terms_beginning(const std::string& prefix) {
    const auto end = context_.database.allterms_end(prefix);
    return {context_.database.allterms_begin(prefix), end};
  }

  base::Result<XQuery> prefix(const QueryNode& node) {
    if (auto fits = check_prefix(node); !fits) return base::pass(fits);
    auto terms = std::make_shared<const std::vector<std::string>>(terms_beginning(node.words.front()));
    // Where many documents were removed, docids are far apart.
    const bool dense = context_.database.get_lastdocid() / 4 <= context_.database.get_doccount();
    if (terms->size() > kFewPrefixTerms && dense) {
      return XQuery((new ManyTermsSource(std::move(terms)))->release());
    }
    return XQuery(XQuery::OP_WILDCARD, node.words.front(), kMaxPrefixTerms, XQuery::WILDCARD_LIMIT_ERROR);
  }

  base::Result<XQuery> field(const QueryNode& node) {
    const Field* field = find_field(node.field);
    if (field == nullptr) return tl::unexpected<base::Error>(syntax(node, "unknown-field"));
    if (!field->prefix.empty()) {
      return XQuery(XQuery::OP_SCALE_WEIGHT, XQuery(field_term(field->prefix, node.text)), 0.0);
    }
    auto passages = context_.codes(node.text);
    if (!passages) return base::pass(passages);
    if (passages->empty()) return XQuery::MatchNothing;
    auto shared = std::make_shared<const model::PassageSet>(std::move(*passages));
    auto* source = new PassageSetSource(std::move(shared), context_.uuids);
    return XQuery(source->release());
  }

  static bool weighs_nothing(const QueryNode& node) {
    return node.kind == Kind::kField || node.kind == Kind::kAll ||
           (node.kind == Kind::kNot && node.children.size() == 1);
  }

  base::Result<XQuery> conjunction(const QueryNode& node) {
    std::vector<XQuery> weighing;
    std::vector<XQuery> filters;
    for (const auto& child : node.children) {
      auto part = build(child);
      if (!part) return part;
      (weighs_nothing(child) ? filters : weighing).push_back(std::move(*part));
    }
    if (weighing.empty()) return combined(XQuery::OP_AND, filters);
    XQuery query = combined(XQuery::OP_AND, weighing);
    for (const auto& filter : filters) query = XQuery(XQuery::OP_FILTER, query, filter);
    return query;
  }

  base::Result<XQuery> proximity(const QueryNode& node) {
    for (const auto& child : node.children) {
      if (!is_positional(child)) return tl::unexpected<base::Error>(syntax(child, "near-needs-words"));
      if (auto fits = check_prefixes(child); !fits) return base::pass(fits);
    }
    if (node.children.size() > kMaxOperands) return tl::unexpected<base::Error>(syntax(node, "near-too-many"));
    if (!has_stemmed_word(node) || context_.languages.size() == 1) {
      return proximity_in(node, context_.languages.empty() ? nullptr : &context_.languages.front());
    }
    std::vector<XQuery> clauses;
    for (const auto& language : context_.languages) {
      const XQuery clause = proximity_in(node, &language);
      if (clause.empty()) continue;
      clauses.emplace_back(XQuery::OP_FILTER, clause, XQuery(field_term(find_field("language")->prefix, language.tag)));
    }
    return clauses.empty() ? XQuery::MatchNothing : combined(XQuery::OP_OR, clauses);
  }

  base::Result<void> check_prefixes(const QueryNode& node) {
    if (node.kind == Kind::kPrefix) return check_prefix(node);
    for (const auto& child : node.children) {
      if (auto fits = check_prefixes(child); !fits) return fits;
    }
    return {};
  }

  static bool has_stemmed_word(const QueryNode& node) {
    if (node.kind == Kind::kWord) return !node.exact;
    return std::any_of(node.children.begin(), node.children.end(), has_stemmed_word);
  }

  /// The operator among documents of one language.
  XQuery proximity_in(const QueryNode& node, const IndexLanguage* language) {
    auto proximity = std::make_shared<Proximity>();
    proximity->window = node.window;
    proximity->order = node.kind == Kind::kNear ? WordOrder::kAny : WordOrder::kAsGiven;
    std::vector<XQuery> words;
    for (const auto& child : node.children) {
      proximity->operands.push_back(pattern(child, language));
      words.push_back(candidates_of(proximity->operands.back(), Positions::kIgnored));
      if (words.back().empty()) return XQuery::MatchNothing;
    }
    if (words.size() == 1) return candidates_of(proximity->operands.front(), Positions::kRequired);
    const auto op = node.kind == Kind::kNear ? XQuery::OP_NEAR : XQuery::OP_PHRASE;
    const auto& operands = proximity->operands;
    const bool single = std::all_of(operands.begin(), operands.end(), is_single);
    if (single && distinct(operands)) return XQuery(op, words.begin(), words.end(), stretch(*proximity));
    proximity->candidates = narrowed(*proximity, op);
    auto* source = new ProximitySource(std::move(proximity));
    return XQuery(XQuery::OP_FILTER, combined(XQuery::OP_AND, words), XQuery(source->release()));
  }

  static bool is_single(const TermPattern& pattern) { return pattern.kind == TermPattern::Kind::kTerms; }

  /// True if no word stands in two of the sets: only then do OP_NEAR and OP_PHRASE find everything.
  static bool distinct(const std::vector<TermPattern>& sets) {
    std::set<std::string_view> seen;
    for (const auto& set : sets) {
      for (const auto& term : set.terms) {
        if (!seen.insert(term).second) return false;
      }
    }
    return true;
  }

  static std::int64_t longest(const TermPattern& pattern) {
    if (pattern.kind == TermPattern::Kind::kTerms) return 1;
    std::int64_t sum = 0;
    std::int64_t most = 0;
    for (const auto& child : pattern.children) {
      const std::int64_t length = longest(child);
      sum += length;
      most = std::max(most, length);
    }
    return pattern.kind == TermPattern::Kind::kChain ? sum : most;
  }

  /// The length in words of the longest text that fulfils a proximity.
  static Xapian::termcount stretch(const Proximity& proximity) {
    std::int64_t length = proximity.window - 1;
    for (const auto& operand : proximity.operands) length += longest(operand);
    return static_cast<Xapian::termcount>(length);
  }

  /// The engine looks at positions many times faster than a source can, so it does what it is able to: phrases, and the
  /// first words of all operands within the longest stretch.
  static XQuery narrowed(const Proximity& proximity, XQuery::op op) {
    std::vector<XQuery> parts;
    std::vector<TermPattern> heads;
    std::vector<XQuery> head_words;
    for (const auto& operand : proximity.operands) {
      parts.push_back(candidates_of(operand, Positions::kRequired));
      const TermPattern& head = operand.kind == TermPattern::Kind::kChain ? operand.children.front() : operand;
      if (!is_single(head)) continue;
      heads.push_back(head);
      head_words.push_back(any_term(head.terms));
    }
    if (heads.size() == proximity.operands.size() && distinct(heads)) {
      parts.emplace_back(op, head_words.begin(), head_words.end(), stretch(proximity));
    }
    return combined(XQuery::OP_AND, parts);
  }

  TermPattern pattern(const QueryNode& node, const IndexLanguage* language) {
    TermPattern out;
    if (node.kind == Kind::kWord) {
      out.terms = node.exact || language == nullptr ? node.words : forms(node.words.front(), *language);
      return out;
    }
    if (node.kind == Kind::kPrefix) {
      out.terms = terms_beginning(node.words.front());
      return out;
    }
    out.kind = node.kind == Kind::kOr ? TermPattern::Kind::kAny : TermPattern::Kind::kChain;
    for (const auto& word : node.words) out.children.push_back({TermPattern::Kind::kTerms, {word}, {}});
    for (const auto& child : node.children) out.children.push_back(pattern(child, language));
    const bool simple = std::all_of(out.children.begin(), out.children.end(),
                                    [](const TermPattern& child) { return child.kind == TermPattern::Kind::kTerms; });
    if (out.kind == TermPattern::Kind::kAny && simple) {
      std::set<std::string> terms;
      for (const auto& child : out.children) terms.insert(child.terms.begin(), child.terms.end());
      return {TermPattern::Kind::kTerms, {terms.begin(), terms.end()}, {}};
    }
    return out;
  }

  enum class Positions { kIgnored, kRequired };

  /// Passages that have a pattern's words; where positions are required and the engine can tell, in their places.
  static XQuery candidates_of(const TermPattern& pattern, Positions positions) {
    if (is_single(pattern)) return pattern.terms.empty() ? XQuery::MatchNothing : any_term(pattern.terms);
    std::vector<XQuery> parts;
    for (const auto& child : pattern.children) parts.push_back(candidates_of(child, positions));
    if (pattern.kind == TermPattern::Kind::kAny) return combined(XQuery::OP_OR, parts);
    const bool engine_can = std::all_of(pattern.children.begin(), pattern.children.end(), is_single) &&
                            distinct(pattern.children) && parts.size() > 1;
    if (positions == Positions::kIgnored || !engine_can) return combined(XQuery::OP_AND, parts);
    return XQuery(XQuery::OP_PHRASE, parts.begin(), parts.end(), static_cast<Xapian::termcount>(parts.size()));
  }

  /// The index's words that have the same stem, ascending. Stems carry no positions, so NEAR needs the words
  /// themselves.
  std::vector<std::string> forms(const std::string& folded, const IndexLanguage& language) {
    if (!language.stems()) return {folded};
    const std::string wanted = stem(folded, language.tag);
    const std::string from = stems_beginnings(language.tag) ? std::string() : std::string(first_character(folded));
    auto& tokenizer = context_.tokenizers.get(language.tag);
    std::vector<std::string> out;
    const auto end = context_.database.allterms_end(from);
    for (auto term = context_.database.allterms_begin(from); term != end; ++term) {
      const std::string& word = *term;
      if (word.front() >= 'A' && word.front() <= 'Z') continue;
      const auto tokens = tokenizer.tokens(word);
      if (word == folded || (tokens.size() == 1 && tokens.front().stem == wanted)) out.push_back(word);
    }
    return out;
  }

  const EngineContext& context_;
};

}  // namespace

std::vector<IndexLanguage> read_languages(std::string_view metadata) {
  std::vector<IndexLanguage> out;
  while (!metadata.empty()) {
    const auto line = metadata.substr(0, metadata.find('\n'));
    metadata.remove_prefix(std::min(metadata.size(), line.size() + 1));
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    out.push_back({std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))});
  }
  return out;
}

std::string write_languages(const std::vector<IndexLanguage>& languages) {
  std::string out;
  for (const auto& language : languages) out += language.tag + '\t' + language.stemmer + '\n';
  return out;
}

base::Result<Xapian::Query> engine_query(const Query& query, const EngineContext& context) {
  return Builder(context).build(query.root);
}

}  // namespace polyvocal::index
