#include <algorithm>
#include <map>

#include "index/search_index.hpp"
#include "index/span_match.hpp"
#include "index/tokenizer_cache.hpp"

namespace polyvocal::index {

namespace {

using Kind = QueryNode::Kind;

/// Finds the places of a query's words in one text.
class Marker {
 public:
  Marker(const std::vector<text::Token>& tokens, text::Tokenizer& tokenizer) : tokens_(tokens), tokenizer_(tokenizer) {}

  /// What to mark for a node: its spans, in positions that are indices into the tokens plus 1.
  Spans spans(const QueryNode& node) {
    std::vector<Spans> parts;
    switch (node.kind) {
      case Kind::kWord:
        return word(node);
      case Kind::kPrefix:
        return where([&](const text::Token& token) { return token.folded.starts_with(node.words.front()); });
      case Kind::kPhrase:
        for (const auto& word : node.words) {
          parts.push_back(where([&](const text::Token& token) { return token.folded == word; }));
          if (parts.back().empty()) return {};
        }
        return chained(parts);
      case Kind::kNear:
      case Kind::kAdjacent:
        if (node.kind == Kind::kAdjacent && node.window == 1) return operand(node);
        for (const auto& child : node.children) parts.push_back(operand(child));
        return taking_part(parts, node.window, node.kind == Kind::kNear ? WordOrder::kAny : WordOrder::kAsGiven);
      case Kind::kAnd:
      case Kind::kOr:
        for (const auto& child : node.children) parts.push_back(spans(child));
        return united(parts);
      case Kind::kNot:
        return node.children.size() == 2 ? spans(node.children.front()) : Spans{};
      case Kind::kField:
      case Kind::kAll:
        return {};
    }
    return {};
  }

 private:
  /// ADJ/1 is one unbroken stretch, as a phrase is.
  Spans operand(const QueryNode& node) {
    if (node.kind != Kind::kAdjacent && node.kind != Kind::kOr) return spans(node);
    std::vector<Spans> parts;
    for (const auto& child : node.children) parts.push_back(operand(child));
    return node.kind == Kind::kOr ? united(parts) : chained(parts);
  }

  Spans word(const QueryNode& node) {
    const std::string& folded = node.words.front();
    if (node.exact) return where([&](const text::Token& token) { return token.folded == folded; });
    auto [known, added] = stems_.try_emplace(folded);
    if (added) {
      const auto made = tokenizer_.tokens(folded);
      known->second = made.size() == 1 ? made.front().stem : folded;
    }
    const std::string& stem = known->second;
    return where([&](const text::Token& token) { return token.stem == stem || token.folded == folded; });
  }

  template <typename Test>
  Spans where(Test&& test) const {
    Spans out;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      if (test(tokens_[i])) out.push_back({i + 1, i + 1});
    }
    return out;
  }

  const std::vector<text::Token>& tokens_;
  text::Tokenizer& tokenizer_;
  std::map<std::string, std::string> stems_;
};

/// Token indices [first, last] of every match, merged where they overlap, ascending.
std::vector<std::pair<std::size_t, std::size_t>> matched_tokens(const std::vector<text::Token>& tokens,
                                                                text::Tokenizer& tokenizer, const Query& query) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const auto& span : Marker(tokens, tokenizer).spans(query.root)) {
    const std::size_t first = span.first - 1;
    const std::size_t last = span.last - 1;
    if (!out.empty() && first <= out.back().second) {
      out.back().second = std::max(out.back().second, last);
    } else {
      out.emplace_back(first, last);
    }
  }
  return out;
}

std::size_t byte(text::ByteOffset offset) {
  return static_cast<std::size_t>(offset.value);
}
text::ByteRange byte_range(std::size_t start, std::size_t end) {
  return {text::ByteOffset(static_cast<std::int64_t>(start)), text::ByteOffset(static_cast<std::int64_t>(end))};
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

std::int64_t code_points_in(std::string_view text) {
  return std::count_if(text.begin(), text.end(), begins_character);
}

/// The byte `count` code points after `from`, or the text's end.
std::size_t forward(std::string_view text, std::size_t from, std::int64_t count) {
  while (from < text.size() && count > 0) {
    ++from;
    while (from < text.size() && !begins_character(text[from])) ++from;
    --count;
  }
  return from;
}
/// The byte `count` code points before `from`, or 0.
std::size_t backward(std::string_view text, std::size_t from, std::int64_t count) {
  while (from > 0 && count > 0) {
    --from;
    while (from > 0 && !begins_character(text[from])) --from;
    --count;
  }
  return from;
}

/// The run of matches within `code_points` that holds most words, the first of equals.
std::pair<std::size_t, std::size_t> densest(std::string_view text, const std::vector<text::ByteRange>& matches,
                                            std::int64_t code_points) {
  std::pair best{byte(matches.front().start), byte(matches.front().end)};
  std::size_t most = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const std::size_t start = byte(matches[i].start);
    const std::size_t limit = forward(text, start, code_points);
    std::size_t count = 0;
    std::size_t end = byte(matches[i].end);
    while (i + count < matches.size() && (count == 0 || byte(matches[i + count].end) <= limit)) {
      end = byte(matches[i + count].end);
      ++count;
    }
    if (count > most) {
      most = count;
      best = {start, end};
    }
  }
  return best;
}

}  // namespace

std::vector<text::ByteRange> matches_in(std::string_view text, const Query& query, std::string_view language) {
  auto& tokenizer = thread_tokenizers().get(language);
  const auto tokens = tokenizer.tokens(text);
  std::vector<text::ByteRange> out;
  for (const auto& [first, last] : matched_tokens(tokens, tokenizer, query)) {
    out.push_back({tokens[first].bytes.start, tokens[last].bytes.end});
  }
  return out;
}

Snippet make_snippet(std::string_view text, const Query& query, std::string_view language, std::int64_t code_points) {
  auto& tokenizer = thread_tokenizers().get(language);
  const auto tokens = tokenizer.tokens(text);
  std::vector<text::ByteRange> matches;
  for (const auto& [first, last] : matched_tokens(tokens, tokenizer, query)) {
    matches.push_back({tokens[first].bytes.start, tokens[last].bytes.end});
  }
  std::size_t start = 0;
  std::size_t end = forward(text, 0, code_points);
  if (end < text.size()) {
    if (!matches.empty()) {
      std::tie(start, end) = densest(text, matches, code_points);
      const std::int64_t spare =
          std::max<std::int64_t>(0, code_points - code_points_in(text.substr(start, end - start)));
      const std::size_t core_start = start;
      start = backward(text, core_start, spare / 2);
      end = forward(text, end, spare - code_points_in(text.substr(start, core_start - start)));
      if (end == text.size()) {
        start = std::min(start, backward(text, end, code_points));
      }
    }
    // Words cut by the ends are left out, unless that would leave nothing.
    const auto first = std::find_if(tokens.begin(), tokens.end(),
                                    [&](const text::Token& token) { return byte(token.bytes.start) >= start; });
    const auto last = std::find_if(tokens.rbegin(), tokens.rend(),
                                   [&](const text::Token& token) { return byte(token.bytes.end) <= end; });
    if (first != tokens.end() && last != tokens.rend() && byte(first->bytes.start) < byte(last->bytes.end)) {
      if (start > 0) start = first == tokens.begin() ? 0 : byte(first->bytes.start);
      if (end < text.size()) end = last == tokens.rbegin() ? text.size() : byte(last->bytes.end);
    }
  }
  Snippet out;
  const std::string_view ellipsis = "…";
  if (start > 0) out.text += ellipsis;
  const std::size_t shift = out.text.size();
  for (const char c : text.substr(start, end - start)) out.text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  if (end < text.size()) out.text += ellipsis;
  for (const auto& match : matches) {
    if (byte(match.start) < start || byte(match.end) > end) continue;
    out.marks.push_back(byte_range(byte(match.start) - start + shift, byte(match.end) - start + shift));
  }
  return out;
}

}  // namespace polyvocal::index
