#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "index/query.hpp"
#include "index/tokenizer_cache.hpp"

namespace polyvocal::index {

namespace {

constexpr std::size_t kMaxCodePoints = 10'000;
constexpr int kMaxDepth = 100;
constexpr std::size_t kMaxProximityOperands = 8;
constexpr std::int64_t kDefaultWindow = 10;
constexpr std::int64_t kMaxWindow = 1'000;

tl::unexpected<base::Error> syntax(std::size_t position, const char* detail) {
  return base::fail(base::ErrorCode::kQuerySyntax, {{"position", std::to_string(position)}, {"detail", detail}});
}

text::CodePointRange place_of(std::size_t start, std::size_t end) {
  return {text::CodePointOffset(static_cast<std::int64_t>(start)),
          text::CodePointOffset(static_cast<std::int64_t>(end))};
}

struct Character {
  char32_t code_point = 0;
  std::size_t byte = 0;
};

/// Code points of `source` with their bytes, and an end entry; nullopt where it is not UTF-8 (overlong forms,
/// surrogates and values beyond Unicode included).
std::optional<std::vector<Character>> characters_of(std::string_view source) {
  std::vector<Character> out;
  for (std::size_t i = 0; i < source.size();) {
    const auto lead = static_cast<unsigned char>(source[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > source.size()) return std::nullopt;
    char32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(source[i + k]);
      if ((next & 0xC0) != 0x80) return std::nullopt;
      value = (value << 6) | (next & 0x3Fu);
    }
    if ((length == 3 && value < 0x800) || (length == 4 && value < 0x10000) || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF)) {
      return std::nullopt;
    }
    out.push_back({value, i});
    i += length;
  }
  out.push_back({0, source.size()});
  return out;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
bool is_quote(char32_t c) {
  return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xFF02;
}
bool is_open(char32_t c) {
  return c == '(' || c == 0xFF08;
}
bool is_close(char32_t c) {
  return c == ')' || c == 0xFF09;
}
bool is_colon(char32_t c) {
  return c == ':' || c == 0xFF1A;
}
bool is_star(char32_t c) {
  return c == '*' || c == 0xFF0A;
}
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Capital letters of the scripts that have them and are in common use; the tokeniser's folding loses the difference.
bool is_capital(char32_t c) {
  if (c >= 'A' && c <= 'Z') return true;
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  const bool even = c % 2 == 0;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return even;  // Latin Extended-A alternates
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return !even;
  if (c == 0x178) return true;
  if (c >= 0x386 && c <= 0x3AB) return c != 0x387 && c != 0x390;  // Greek
  if (c >= 0x400 && c <= 0x42F) return true;                      // Cyrillic
  if (c >= 0x460 && c <= 0x481) return even;
  if (c >= 0x48A && c <= 0x4BF) return even;
  if (c >= 0x531 && c <= 0x556) return true;  // Armenian
  return c >= 0x1E00 && c <= 0x1EFF && even && c != 0x1E96 && c != 0x1E98 && c != 0x1E9A && c != 0x1E9C;
}

struct Lexeme {
  enum class Kind { kNode, kNear, kAdjacent, kAnd, kOr, kNot, kOpen, kClose, kEnd };
  Kind kind = Kind::kEnd;
  QueryNode node;  ///< of kNode
  std::int64_t window = 0;
  std::size_t start = 0;
  std::size_t end = 0;
};

class Lexer {
 public:
  Lexer(std::string_view source, std::string_view language, std::vector<Character> characters)
      : source_(source),
        characters_(std::move(characters)),
        length_(characters_.size() - 1),
        tokenizer_(thread_tokenizers().get(language)) {
    const std::string tag = language_tag(language);
    capitals_mean_exact_ = tag != "de" && tag != "lb";
  }

  base::Result<std::vector<Lexeme>> run() {
    while (true) {
      while (here_ < length_ && is_space(at(here_))) ++here_;
      if (here_ == length_) break;
      if (auto step = one(); !step) return base::pass(step);
    }
    lexemes_.push_back({Lexeme::Kind::kEnd, {}, 0, length_, length_});
    return std::move(lexemes_);
  }

 private:
  char32_t at(std::size_t i) const { return characters_[i].code_point; }
  std::string_view slice(std::size_t start, std::size_t end) const {
    return source_.substr(characters_[start].byte, characters_[end].byte - characters_[start].byte);
  }
  void push(Lexeme::Kind kind, std::size_t start, std::size_t end, std::int64_t window = 0) {
    lexemes_.push_back({kind, {}, window, start, end});
  }
  void push_node(QueryNode node, std::size_t start, std::size_t end) {
    node.place = place_of(start, end);
    for (auto& child : node.children) child.place = node.place;
    lexemes_.push_back({Lexeme::Kind::kNode, std::move(node), 0, start, end});
  }

  base::Result<void> one() {
    const char32_t c = at(here_);
    if (is_open(c) || is_close(c)) {
      push(is_open(c) ? Lexeme::Kind::kOpen : Lexeme::Kind::kClose, here_, here_ + 1);
      ++here_;
      return {};
    }
    if (is_quote(c)) return quoted();
    if (c == '-') {
      const char32_t next = here_ + 1 < length_ ? at(here_ + 1) : U' ';
      const bool negates = !is_space(next) && next != '-' && !is_close(next);
      if (negates) push(Lexeme::Kind::kNot, here_, here_ + 1);
      ++here_;
      return {};
    }
    return run_of_characters();
  }

  /// The text between quotes; moves behind the closing one.
  base::Result<std::pair<std::size_t, std::size_t>> quoted_range() {
    const std::size_t opening = here_++;
    const std::size_t start = here_;
    while (here_ < length_ && !is_quote(at(here_))) ++here_;
    if (here_ == length_) return syntax(opening, "unbalanced-quote");
    return std::pair{start, here_++};
  }

  base::Result<void> quoted() {
    const std::size_t opening = here_;
    auto range = quoted_range();
    if (!range) return base::pass(range);
    const auto [start, end] = *range;
    for (std::size_t i = start; i < end; ++i) {
      if (is_star(at(i))) return syntax(i, "wildcard-in-phrase");
    }
    const auto tokens = tokenizer_.tokens(slice(start, end));
    if (tokens.empty()) return syntax(opening, "no-word");
    push_node(words_node(tokens, slice(start, end), true), opening, here_);
    return {};
  }

  base::Result<void> run_of_characters() {
    const std::size_t start = here_;
    const auto ends = [&](char32_t c) { return is_space(c) || is_quote(c) || is_open(c) || is_close(c); };
    std::size_t colon = 0;
    while (here_ < length_ && !ends(at(here_))) {
      if (colon == 0 && is_colon(at(here_))) colon = here_;
      ++here_;
    }
    if (colon > start && is_letter(at(start)) &&
        std::all_of(&characters_[start], &characters_[colon], [](const Character& c) {
          return is_letter(c.code_point) || c.code_point == '-' || c.code_point == '_';
        })) {
      return field(start, colon);
    }
    const std::string_view run = slice(start, here_);
    if (run == "AND") return push(Lexeme::Kind::kAnd, start, here_), base::Result<void>{};
    if (run == "OR") return push(Lexeme::Kind::kOr, start, here_), base::Result<void>{};
    if (run == "NOT") return push(Lexeme::Kind::kNot, start, here_), base::Result<void>{};
    if (run == "NEAR" || run.starts_with("NEAR/")) return proximity(Lexeme::Kind::kNear, start, run.substr(4));
    if (run == "ADJ" || run.starts_with("ADJ/")) return proximity(Lexeme::Kind::kAdjacent, start, run.substr(3));
    return word(start);
  }

  base::Result<void> proximity(Lexeme::Kind kind, std::size_t start, std::string_view rest) {
    std::int64_t window = kDefaultWindow;
    if (!rest.empty()) {
      rest.remove_prefix(1);
      const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), window);
      if (error != std::errc{} || end != rest.data() + rest.size() || window < 1 || window > kMaxWindow) {
        return syntax(start, "bad-window");
      }
    }
    push(kind, start, here_, window);
    return {};
  }

  base::Result<void> field(std::size_t start, std::size_t colon) {
    const Field* known = find_field(slice(start, colon));
    if (known == nullptr) return syntax(start, "unknown-field");
    QueryNode node;
    node.kind = QueryNode::Kind::kField;
    node.field = std::string(known->name);
    std::size_t from = colon + 1;
    std::size_t to = here_;
    if (from == to && here_ < length_ && is_quote(at(here_))) {
      auto range = quoted_range();
      if (!range) return base::pass(range);
      std::tie(from, to) = *range;
    } else {
      for (std::size_t i = from; i < to; ++i) {
        if (is_star(at(i))) return syntax(i, "wildcard-in-field");
      }
    }
    while (from < to && is_space(at(from))) ++from;
    while (from < to && is_space(at(to - 1))) --to;
    if (from == to) return syntax(colon + 1, "missing-value");
    node.text = std::string(slice(from, to));
    push_node(std::move(node), start, here_);
    return {};
  }

  base::Result<void> word(std::size_t start) {
    std::size_t end = here_;
    const bool is_prefix = is_star(at(end - 1));
    if (is_prefix) --end;
    if (is_prefix && start == end) {
      push_node({}, start, here_);
      return {};
    }
    for (std::size_t i = start; i < end; ++i) {
      if (is_star(at(i))) return syntax(i, i == start ? "wildcard-leading" : "wildcard-inside");
    }
    const std::string_view typed = slice(start, end);
    auto tokens = tokenizer_.tokens(typed);
    if (!is_prefix) {
      if (tokens.empty()) return {};  // punctuation says nothing about words
      const bool exact = capitals_mean_exact_ && is_capital(first_letter(start, tokens.front()));
      push_node(words_node(tokens, typed, exact), start, here_);
      return {};
    }
    if (tokens.empty()) return syntax(start, "no-word");
    QueryNode prefix;
    prefix.kind = QueryNode::Kind::kPrefix;
    prefix.text = std::string(slice_of(typed, tokens.back()));
    prefix.words = {tokens.back().folded};
    tokens.pop_back();
    if (tokens.empty()) {
      push_node(std::move(prefix), start, here_);
      return {};
    }
    QueryNode chain;
    chain.kind = QueryNode::Kind::kAdjacent;
    chain.window = 1;
    for (const auto& token : tokens) chain.children.push_back(words_node({token}, typed, true));
    chain.children.push_back(std::move(prefix));
    push_node(std::move(chain), start, here_);
    return {};
  }

  char32_t first_letter(std::size_t start, const text::Token& token) const {
    const std::size_t byte = characters_[start].byte + static_cast<std::size_t>(token.bytes.start.value);
    for (std::size_t i = start; i < length_; ++i) {
      if (characters_[i].byte >= byte) return at(i);
    }
    return 0;
  }

  static std::string_view slice_of(std::string_view typed, const text::Token& token) {
    return typed.substr(static_cast<std::size_t>(token.bytes.start.value),
                        static_cast<std::size_t>(token.bytes.length()));
  }

  static QueryNode words_node(const std::vector<text::Token>& tokens, std::string_view typed, bool exact) {
    QueryNode node;
    if (tokens.size() == 1) {
      node.kind = QueryNode::Kind::kWord;
      node.text = std::string(slice_of(typed, tokens.front()));
      node.exact = exact;
    } else {
      node.kind = QueryNode::Kind::kPhrase;
      node.text = std::string(typed);
    }
    for (const auto& token : tokens) node.words.push_back(token.folded);
    return node;
  }

  std::string_view source_;
  std::vector<Character> characters_;
  std::size_t length_;
  text::Tokenizer& tokenizer_;
  bool capitals_mean_exact_ = true;
  std::size_t here_ = 0;
  std::vector<Lexeme> lexemes_;
};

class Parser {
 public:
  explicit Parser(std::vector<Lexeme> lexemes) : lexemes_(std::move(lexemes)) {}

  base::Result<QueryNode> run() {
    if (lexemes_.size() == 1) return syntax(0, "empty");
    auto root = parse_or(0);
    if (!root) return root;
    if (peek().kind == Lexeme::Kind::kClose) return syntax(peek().start, "unbalanced-parenthesis");
    return root;
  }

 private:
  using Kind = Lexeme::Kind;
  const Lexeme& peek() const { return lexemes_[next_]; }

  static QueryNode join(QueryNode::Kind kind, std::vector<QueryNode> children) {
    if (children.size() == 1) return std::move(children.front());
    QueryNode node;
    node.kind = kind;
    node.place = {children.front().place.start, children.back().place.end};
    node.children = std::move(children);
    return node;
  }

  base::Result<QueryNode> parse_or(int depth) {
    if (depth > kMaxDepth) return syntax(peek().start, "too-deep");
    std::vector<QueryNode> children;
    while (true) {
      auto child = parse_and(depth);
      if (!child) return child;
      children.push_back(std::move(*child));
      if (peek().kind != Kind::kOr) break;
      ++next_;
    }
    return join(QueryNode::Kind::kOr, std::move(children));
  }

  base::Result<QueryNode> parse_and(int depth) {
    std::vector<QueryNode> wanted;
    std::vector<QueryNode> unwanted;
    while (true) {
      auto child = parse_not(depth);
      if (!child) return child;
      if (child->kind == QueryNode::Kind::kNot && child->children.size() == 1) {
        unwanted.push_back(std::move(child->children.front()));
      } else {
        wanted.push_back(std::move(*child));
      }
      if (peek().kind == Kind::kAnd) {
        ++next_;
      } else if (peek().kind == Kind::kOr || peek().kind == Kind::kClose || peek().kind == Kind::kEnd) {
        break;
      }
    }
    if (unwanted.empty()) return join(QueryNode::Kind::kAnd, std::move(wanted));
    QueryNode node;
    node.kind = QueryNode::Kind::kNot;
    node.place = unwanted.front().place;
    if (!wanted.empty()) {
      node.children.push_back(join(QueryNode::Kind::kAnd, std::move(wanted)));
      node.place.start = std::min(node.place.start, node.children.front().place.start);
    }
    node.children.push_back(join(QueryNode::Kind::kOr, std::move(unwanted)));
    node.place.end = std::max(node.children.front().place.end, node.children.back().place.end);
    return node;
  }

  base::Result<QueryNode> parse_not(int depth) {
    if (depth > kMaxDepth) return syntax(peek().start, "too-deep");
    if (peek().kind != Kind::kNot) return parse_proximity(depth);
    const std::size_t start = peek().start;
    ++next_;
    auto child = parse_not(depth + 1);
    if (!child) return child;
    QueryNode node;
    node.kind = QueryNode::Kind::kNot;
    node.place = {text::CodePointOffset(static_cast<std::int64_t>(start)), child->place.end};
    node.children.push_back(std::move(*child));
    return node;
  }

  base::Result<QueryNode> parse_proximity(int depth) {
    auto first = parse_primary(depth);
    if (!first) return first;
    if (peek().kind != Kind::kNear && peek().kind != Kind::kAdjacent) return first;
    const Kind kind = peek().kind;
    QueryNode node;
    node.kind = kind == Kind::kNear ? QueryNode::Kind::kNear : QueryNode::Kind::kAdjacent;
    node.window = peek().window;
    node.children.push_back(std::move(*first));
    while (peek().kind == Kind::kNear || peek().kind == Kind::kAdjacent) {
      if (peek().kind != kind || peek().window != node.window) return syntax(peek().start, "mixed-proximity");
      ++next_;
      if (peek().kind == Kind::kNot) return syntax(peek().start, "near-needs-words");
      auto child = parse_primary(depth);
      if (!child) return child;
      node.children.push_back(std::move(*child));
    }
    for (const auto& child : node.children) {
      if (!is_positional(child)) return syntax(static_cast<std::size_t>(child.place.start.value), "near-needs-words");
    }
    node.place = {node.children.front().place.start, node.children.back().place.end};
    if (node.children.size() > kMaxProximityOperands) {
      return syntax(static_cast<std::size_t>(node.place.start.value), "near-too-many");
    }
    return node;
  }

  base::Result<QueryNode> parse_primary(int depth) {
    const Lexeme& lexeme = peek();
    if (lexeme.kind == Kind::kNode) {
      ++next_;
      return lexeme.node;
    }
    if (lexeme.kind == Kind::kClose && open_ == 0) return syntax(lexeme.start, "unbalanced-parenthesis");
    if (lexeme.kind != Kind::kOpen) return syntax(lexeme.start, "missing-operand");
    ++next_;
    if (peek().kind == Kind::kClose) return syntax(lexeme.start, "empty-parenthesis");
    ++open_;
    auto inner = parse_or(depth + 1);
    if (!inner) return inner;
    if (peek().kind != Kind::kClose) return syntax(lexeme.start, "unbalanced-parenthesis");
    --open_;
    ++next_;
    return inner;
  }

  std::vector<Lexeme> lexemes_;
  std::size_t next_ = 0;
  int open_ = 0;
};

}  // namespace

base::Result<Query> parse_query(std::string_view source, std::string_view language) {
  auto characters = characters_of(source);
  if (!characters) return syntax(0, "not-utf-8");
  if (characters->size() > kMaxCodePoints + 1) return syntax(kMaxCodePoints, "too-long");
  auto lexemes = Lexer(source, language, std::move(*characters)).run();
  if (!lexemes) return base::pass(lexemes);
  auto root = Parser(std::move(*lexemes)).run();
  if (!root) return base::pass(root);
  return Query{std::move(*root), std::string(language), std::string(source)};
}

}  // namespace polyvocal::index
