#include <random>
#include <set>

#include "index_fixture.hpp"
#include "text/fold.hpp"
#include "text/tokens.hpp"

namespace polyvocal::index {
namespace {

using Kind = QueryNode::Kind;

/// A passage as the brute-force evaluator sees it: the list of its tokens.
struct Reference {
  std::int64_t id = 0;
  std::string language;
  std::string document;
  std::string speaker;
  std::string group;
  std::string text;
  std::vector<text::Token> tokens;
};

/// Evaluates a tree on one passage straight from the definitions, trying every combination.
class BruteForce {
 public:
  BruteForce(const std::map<std::string, std::vector<std::int64_t>>& codes) : codes_(codes) {}

  bool matches(const QueryNode& node, const Reference& passage) {
    switch (node.kind) {
      case Kind::kWord:
      case Kind::kPhrase:
      case Kind::kPrefix:
        return !places(node, passage).empty();
      case Kind::kNear:
      case Kind::kAdjacent: {
        std::vector<std::vector<std::pair<std::size_t, std::size_t>>> lists;
        for (const auto& child : node.children) lists.push_back(places(child, passage));
        std::vector<std::pair<std::size_t, std::size_t>> chosen;
        return choose(lists, chosen, node.window, node.kind == Kind::kAdjacent);
      }
      case Kind::kField:
        return field(node, passage);
      case Kind::kAnd:
        return std::all_of(node.children.begin(), node.children.end(),
                           [&](const auto& c) { return matches(c, passage); });
      case Kind::kOr:
        return std::any_of(node.children.begin(), node.children.end(),
                           [&](const auto& c) { return matches(c, passage); });
      case Kind::kNot:
        if (node.children.size() == 1) return !matches(node.children[0], passage);
        return matches(node.children[0], passage) && !matches(node.children[1], passage);
      case Kind::kAll:
        return true;
    }
    return false;
  }

 private:
  using Places = std::vector<std::pair<std::size_t, std::size_t>>;  // first and last token

  std::string stem(const std::string& word, const std::string& language) {
    auto& known = stems_[{language, word}];
    if (known.empty()) {
      auto it = tokenizers_.find(language);
      if (it == tokenizers_.end()) it = tokenizers_.emplace(language, text::Tokenizer(language)).first;
      const auto tokens = it->second.tokens(word);
      known = tokens.size() == 1 ? tokens[0].stem : word;
    }
    return known;
  }

  Places places(const QueryNode& node, const Reference& passage) {
    Places out;
    const auto& tokens = passage.tokens;
    if (node.kind == Kind::kOr) {
      for (const auto& child : node.children) {
        for (const auto& place : places(child, passage)) out.push_back(place);
      }
    } else if (node.kind == Kind::kAdjacent) {
      // one after the other
      out = places(node.children[0], passage);
      for (std::size_t i = 1; i < node.children.size(); ++i) {
        Places longer;
        for (const auto& a : out) {
          for (const auto& b : places(node.children[i], passage)) {
            if (b.first == a.second + 1) longer.emplace_back(a.first, b.second);
          }
        }
        out = longer;
      }
    } else if (node.kind == Kind::kPhrase) {
      for (std::size_t i = 0; i + node.words.size() <= tokens.size(); ++i) {
        bool all = true;
        for (std::size_t k = 0; k < node.words.size(); ++k) all = all && tokens[i + k].folded == node.words[k];
        if (all) out.emplace_back(i, i + node.words.size() - 1);
      }
    } else {
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = node.words[0];
        bool hit = tokens[i].folded == word;
        if (node.kind == Kind::kPrefix) hit = tokens[i].folded.starts_with(word);
        if (node.kind == Kind::kWord && !node.exact) hit = hit || tokens[i].stem == stem(word, passage.language);
        if (hit) out.emplace_back(i, i);
      }
    }
    return out;
  }

  bool choose(const std::vector<Places>& lists, Places& chosen, std::int64_t window, bool ordered) {
    if (chosen.size() == lists.size()) {
      Places sorted = chosen;
      if (!ordered) std::sort(sorted.begin(), sorted.end());
      std::int64_t between = 0;
      for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i].first <= sorted[i - 1].second) return false;
        between += static_cast<std::int64_t>(sorted[i].first - sorted[i - 1].second) - 1;
      }
      return between <= window - 1;
    }
    for (const auto& place : lists[chosen.size()]) {
      chosen.push_back(place);
      const bool found = choose(lists, chosen, window, ordered);
      chosen.pop_back();
      if (found) return true;
    }
    return false;
  }

  bool field(const QueryNode& node, const Reference& passage) const {
    const std::string wanted = text::fold_name(node.text);
    if (node.field == "code") {
      const auto& ids = codes_.at(node.text);
      return std::find(ids.begin(), ids.end(), passage.id) != ids.end();
    }
    if (node.field == "document") return text::fold_name(passage.document) == wanted;
    if (node.field == "speaker") return text::fold_name(passage.speaker) == wanted;
    if (node.field == "group") return text::fold_name(passage.group) == wanted;
    if (node.field == "language") return passage.language == wanted;
    ADD_FAILURE() << "no reference for " << node.field;
    return false;
  }

  const std::map<std::string, std::vector<std::int64_t>>& codes_;
  std::map<std::string, text::Tokenizer> tokenizers_;
  std::map<std::pair<std::string, std::string>, std::string> stems_;
};

class RandomQueries : public IndexTest {
 protected:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

  const std::vector<std::string>& vocabulary(const std::string& language) const {
    static const std::map<std::string, std::vector<std::string>> kWords = {
        {"en",
         {"work", "works", "Working", "worker", "rate", "rates", "rats", "staff", "café", "well-being", "don't", "a",
          "high"}},
        {"de", {"Rat", "Räte", "Rate", "Arbeit", "arbeiten", "Straße", "Strassen", "a", "hoch", "hohe", "staff"}},
        {"zh", {"工作", "作工", "工", "压力", "staff", "很大", "a", "works"}},
    };
    return kWords.at(language);
  }

  std::string sentence(const std::string& language) {
    std::string out;
    const std::size_t length = below(14);
    for (std::size_t i = 0; i < length; ++i) {
      out += one_of(vocabulary(language));
      if (language != "zh" || below(3) == 0) out += below(6) == 0 ? ", " : " ";
    }
    return out;
  }

  std::string word() {
    static const std::vector<std::string> kLanguages = {"en", "de", "zh"};
    return one_of(vocabulary(one_of(kLanguages)));
  }

  std::string positional(int depth) {
    switch (below(depth > 0 ? 7 : 5)) {
      case 0:
        return "\"" + word() + " " + word() + "\"";
      case 1: {
        static const std::vector<std::string> kPrefixes = {"w*", "work*", "ra*", "str*", "well-b*", "工*", "caf*"};
        return one_of(kPrefixes);
      }
      case 5:
        return "(" + positional(depth - 1) + " OR " + positional(depth - 1) + ")";
      case 6:
        return "(" + positional(depth - 1) + " ADJ/1 " + positional(depth - 1) + ")";
      default:
        return word();
    }
  }

  std::string query(int depth) {
    const std::size_t kind = depth == 0 ? below(5) : below(14);
    switch (kind) {
      case 0: {
        static const std::vector<std::string> kFields = {
            "group:staff", "group:\"The Families\"", "speaker:ann", "speaker:interviewer", "document:d1", "language:de",
            "language:zh"};
        return one_of(kFields);
      }
      case 1: {
        static const std::vector<std::string> kCodes = {"code:odd", "code:\"some of them\"", "code:none", "code:all"};
        return one_of(kCodes);
      }
      case 2:
        return below(12) == 0 ? "*" : positional(0);
      case 3:
      case 4:
        return positional(1);
      case 5:
      case 6:
      case 7: {
        const std::string op = (kind == 7 ? " ADJ/" : " NEAR/") + std::to_string(1 + below(4)) + " ";
        std::string out = positional(1);
        for (std::size_t i = 0, n = 1 + below(2) + below(2); i < n; ++i) out += op + positional(1);
        return "(" + out + ")";
      }
      case 8:
      case 9:
        return "(" + query(depth - 1) + " OR " + query(depth - 1) + ")";
      case 10:
        return "(" + query(depth - 1) + " -" + query(depth - 1) + ")";
      case 11:
        return "(NOT " + query(depth - 1) + ")";
      default:
        return "(" + query(depth - 1) + " " + query(depth - 1) + ")";
    }
  }

  /// Writes document number `d` anew, with passages of its own numbers, and mirrors it in references_.
  void write(std::int64_t d) {
    static const std::vector<std::string> kLanguages = {"en", "de", "zh"};
    static const std::vector<std::string> kSpeakers = {"Ann", "Interviewer", "BÉN"};
    static const std::vector<std::string> kGroups = {"Staff", "The  families", ""};
    forget(d);
    const std::string language = one_of(kLanguages);
    auto tokenizer = text::Tokenizer(language);
    std::vector<Reference> made(below(12));
    std::vector<IndexPassage> passages;
    for (auto& reference : made) {
      // Numbers have holes.
      reference.id = below(4) == 0 ? next_id_ + static_cast<std::int64_t>(below(3)) : next_id_;
      next_id_ = reference.id + 1;
      reference.language = language;
      reference.document = "D" + std::to_string(d);
      reference.speaker = one_of(kSpeakers);
      reference.group = one_of(kGroups);
      reference.text = sentence(language);
      reference.tokens = tokenizer.tokens(reference.text);
      std::vector<std::string> groups;
      if (!reference.group.empty()) groups.push_back(reference.group);
      passages.push_back(passage(reference.id, reference.text, reference.speaker, {}, groups));
    }
    put(document(d, "D" + std::to_string(d), language, passages));
    for (auto& reference : made) references_[reference.id] = std::move(reference);
  }
  void forget(std::int64_t d) {
    std::erase_if(references_, [&](const auto& entry) { return entry.second.document == "D" + std::to_string(d); });
  }

  void draw_codes() {
    codes_ = {{"odd", {}}, {"some of them", {}}, {"none", {}}, {"all", {}}};
    for (std::int64_t id = 1; id < next_id_ + 5; ++id) {
      if (id % 2 == 1) codes_["odd"].push_back(id);
      if (below(5) == 0) codes_["some of them"].push_back(id);
      codes_["all"].push_back(id);
    }
  }

  void compare(const SearchIndex& index, const std::string& source) {
    const auto parsed = parse_query(source, one_of(std::vector<std::string>{"en", "de", "zh"}));
    ASSERT_TRUE(parsed.has_value()) << source << ' ' << parsed.error().param("detail");
    BruteForce reference(codes_);
    Ids expected;
    for (const auto& [id, passage] : references_) {
      if (reference.matches(parsed->root, passage)) expected.push_back(id);
    }
    const auto found = index.search_all(*parsed, resolver());
    ASSERT_TRUE(found.has_value()) << source << ' ' << error_name(found.error().code) << found.error().param("detail");
    Ids ids;
    for (const auto id : found->ids()) ids.push_back(id.value);
    ASSERT_EQ(ids, expected) << source << '\n'
                             << describe(*parsed) << '\n'
                             << index.explain(*parsed, resolver()).value_or("");
    const auto page = index.search(*parsed, resolver(), {.limit = 1'000'000, .exact_total = true});
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, static_cast<std::int64_t>(expected.size())) << source;
    std::set<std::int64_t> ranked;
    for (const auto& hit : page->hits) ranked.insert(hit.passage.value);
    EXPECT_EQ(ranked, std::set<std::int64_t>(expected.begin(), expected.end())) << source;
    hits_ += expected.size();
    check_marks(*parsed, expected);
  }

  /// What stands at places in a text is marked in every hit, and in nothing else.
  void check_marks(const Query& query, const Ids& expected) {
    if (!is_positional(query.root) && query.root.kind != Kind::kNear && query.root.kind != Kind::kAdjacent) return;
    for (const auto& [id, passage] : references_) {
      const bool hit = std::binary_search(expected.begin(), expected.end(), id);
      EXPECT_EQ(!matches_in(passage.text, query, passage.language).empty(), hit) << query.source << '\n'
                                                                                 << passage.text;
    }
  }

  std::mt19937 random_{20261121};
  std::int64_t next_id_ = 1;
  std::map<std::int64_t, Reference> references_;
  std::size_t hits_ = 0;
};

TEST_F(RandomQueries, AgreeWithTheDefinitions) {
  for (int round = 0; round < 12; ++round) {
    for (int change = 0; change < 8; ++change) {
      const auto d = static_cast<std::int64_t>(1 + below(20));
      if (below(5) == 0) {
        ASSERT_TRUE(index_->remove(document(d, "", "", {}).guid).has_value());
        forget(d);
      } else {
        write(d);
      }
      if (below(3) == 0) commit();
    }
    draw_codes();
    for (int i = 0; i < 60; ++i) {
      compare(*index_, query(3));
      if (HasFatalFailure()) return;
    }
    commit();
    auto reader = SearchIndex::open_read_only(folder());
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ(reader->passage_count(), static_cast<std::int64_t>(references_.size()));
    for (int i = 0; i < 60; ++i) {
      compare(*reader, query(3));
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(hits_, 10'000u) << "the queries find something";
}

}  // namespace
}  // namespace polyvocal::index
