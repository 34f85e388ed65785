#include "text/tokens.hpp"

#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <unordered_set>

#include "text/fold.hpp"
#include "text/icu_internal.hpp"
#include "text/stop_words.hpp"
#include "text/utf8.hpp"

namespace polyvocal::text {
namespace {

constexpr std::size_t kLongestTerm = 200;  // bytes; Xapian's limit is 245
constexpr std::size_t kMostCached = 200000;
constexpr std::size_t kBytesPerWord = 6;  // of running text, blanks included: for the first guess at the result's size

std::string primary(std::string_view language) {
  return std::string(language.substr(0, language.find_first_of("-_")));
}

/// libstemmer's name for an ISO 639-1 code it knows, or nullptr.
const char* algorithm_for(const std::string& language) {
  static const std::unordered_map<std::string, const char*> kAlgorithms = {
      {"ar", "arabic"},    {"ca", "catalan"},    {"da", "danish"},     {"de", "german"},   {"el", "greek"},
      {"en", "english"},   {"es", "spanish"},    {"eu", "basque"},     {"fi", "finnish"},  {"fr", "french"},
      {"ga", "irish"},     {"hi", "hindi"},      {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"},
      {"it", "italian"},   {"lt", "lithuanian"}, {"ne", "nepali"},     {"nl", "dutch"},    {"no", "norwegian"},
      {"nb", "norwegian"}, {"nn", "norwegian"},  {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},
      {"sr", "serbian"},   {"sv", "swedish"},    {"ta", "tamil"},      {"tr", "turkish"},  {"yi", "yiddish"}};
  const auto it = kAlgorithms.find(language);
  return it == kAlgorithms.end() ? nullptr : it->second;
}

/// Han, kana and the like are indexed a character at a time.
bool single_character_script(std::string_view word) {
  std::int32_t i = 0;
  const UChar32 c = next_code_point(word, i);
  if (c < 0x2E80) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return U_SUCCESS(status) && (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA);
}

}  // namespace

struct Tokenizer::Impl {
  /// What a word as written becomes. Empty `folded`: nothing is left of it.
  struct Forms {
    std::string folded;
    std::string stem;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };

  std::string language;
  std::string stemmer;
  sb_stemmer* snowball = nullptr;
  const std::unordered_set<std::string>* stop_words = nullptr;
  std::unordered_map<std::string, Forms, Hash, std::equal_to<>> forms;  // by word as written

  ~Impl() { sb_stemmer_delete(snowball); }

  /// Valid until the next call.
  const Forms& forms_of(std::string_view word) {
    if (const auto it = forms.find(word); it != forms.end()) return it->second;
    if (forms.size() >= kMostCached) forms.clear();
    Forms made;
    made.folded = cut(fold(word));
    made.stem = made.folded.empty() ? std::string() : stem(made.folded);
    return forms.emplace(std::string(word), std::move(made)).first->second;
  }

 private:
  /// At most kLongestTerm bytes, whole code points.
  static std::string cut(std::string folded) {
    if (folded.size() <= kLongestTerm) return folded;
    std::size_t end = kLongestTerm;
    while (end > 0 && (static_cast<unsigned char>(folded[end]) & 0xC0) == 0x80) --end;
    folded.resize(end);
    return folded;
  }
  std::string stem(const std::string& word) {
    if (snowball == nullptr) return word;
    const auto* stemmed =
        sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    const int length = stemmed == nullptr ? 0 : sb_stemmer_length(snowball);
    if (length <= 0 || static_cast<std::size_t>(length) > kLongestTerm) return word;
    return std::string(reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(length));
  }
};

Tokenizer::Tokenizer(std::string_view language) : impl_(std::make_unique<Impl>()) {
  impl_->language = std::string(language);
  const std::string code = primary(language);
  if (const char* algorithm = algorithm_for(code)) impl_->snowball = sb_stemmer_new(algorithm, "UTF_8");
  impl_->stemmer = impl_->snowball != nullptr ? std::string(algorithm_for(code)) + "-snowball" : "none";
  impl_->stop_words = &stop_words(code);
}

Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

std::string Tokenizer::stemmer_name() const {
  return impl_->stemmer;
}
bool Tokenizer::is_stop_word(std::string_view folded) const {
  return impl_->stop_words->contains(std::string(folded));
}

std::vector<Token> Tokenizer::tokens(std::string_view utf8) {
  std::vector<Token> result;
  result.reserve(utf8.size() / kBytesPerWord);
  std::uint32_t position = 0;
  const auto add = [&](std::string_view word, std::size_t at) {
    const Impl::Forms& forms = impl_->forms_of(word);
    if (forms.folded.empty()) return;
    Token token;
    token.folded = forms.folded;
    token.stem = forms.stem;
    token.bytes = {ByteOffset(static_cast<std::int64_t>(at)), ByteOffset(static_cast<std::int64_t>(at + word.size()))};
    token.position = ++position;
    result.push_back(std::move(token));
  };
  icu::BreakIterator* iterator = thread_break_iterator(BreakKind::kWord, impl_->language);
  if (iterator == nullptr || utf8.empty()) return result;
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  if (U_SUCCESS(status)) iterator->setText(&utext, status);
  if (U_SUCCESS(status)) {
    std::int32_t begin = iterator->first();
    for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE; begin = end, end = iterator->next()) {
      if (iterator->getRuleStatus() < UBRK_WORD_NUMBER) continue;
      const auto at = static_cast<std::size_t>(begin);
      const std::string_view word = utf8.substr(at, static_cast<std::size_t>(end - begin));
      if (!single_character_script(word)) {
        add(word, at);
        continue;
      }
      for (std::int32_t i = 0; i < static_cast<std::int32_t>(word.size());) {
        const std::int32_t from = i;
        const UChar32 c = next_code_point(word, i);
        // A mark or a long-vowel sign stays with its character's place but is no word.
        if (c >= 0 && u_charType(c) != U_NON_SPACING_MARK) {
          add(word.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(i - from)),
              at + static_cast<std::size_t>(from));
        }
      }
    }
  }
  utext_close(&utext);
  return result;
}

namespace {

struct ScriptCount {
  std::int64_t latin = 0, cyrillic = 0, greek = 0, hebrew = 0, arabic = 0, han = 0, kana = 0, hangul = 0, thai = 0,
               devanagari = 0;
};

ScriptCount count_scripts(std::string_view sample) {
  ScriptCount n;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(sample.size());) {
    const UChar32 c = next_code_point(sample, i);
    if (c < 0x41) continue;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
      case USCRIPT_LATIN:
        ++n.latin;
        break;
      case USCRIPT_CYRILLIC:
        ++n.cyrillic;
        break;
      case USCRIPT_GREEK:
        ++n.greek;
        break;
      case USCRIPT_HEBREW:
        ++n.hebrew;
        break;
      case USCRIPT_ARABIC:
        ++n.arabic;
        break;
      case USCRIPT_HAN:
        ++n.han;
        break;
      case USCRIPT_HIRAGANA:
      case USCRIPT_KATAKANA:
        ++n.kana;
        break;
      case USCRIPT_HANGUL:
        ++n.hangul;
        break;
      case USCRIPT_THAI:
        ++n.thai;
        break;
      case USCRIPT_DEVANAGARI:
        ++n.devanagari;
        break;
      default:
        break;
    }
  }
  return n;
}

}  // namespace

std::string guess_language(std::string_view sample, std::string_view fallback) {
  const ScriptCount n = count_scripts(sample);
  // An ideograph says about as much as three letters.
  const std::int64_t east = 3 * (n.han + n.kana);
  const std::int64_t most =
      std::max({n.latin, n.cyrillic, n.greek, n.hebrew, n.arabic, east, n.hangul, n.thai, n.devanagari});
  if (most < 20) return std::string(fallback);
  if (most == east) return n.kana * 10 > n.han ? "ja" : "zh";
  if (most == n.hangul) return "ko";
  if (most == n.thai) return "th";
  if (most == n.devanagari) return "hi";
  if (most == n.greek) return "el";
  if (most == n.hebrew) return "he";
  if (most == n.arabic) return "ar";
  if (most == n.cyrillic) {
    const auto has = [&](std::string_view letter) { return sample.find(letter) != std::string_view::npos; };
    return has("і") || has("ї") || has("є") ? "uk" : "ru";
  }
  // Turkish puts into endings what others say with small words; its own letters tell more.
  const auto times = [&](std::string_view letter) {
    std::int64_t found = 0;
    for (auto at = sample.find(letter); at != std::string_view::npos; at = sample.find(letter, at + 1)) ++found;
    return found;
  };
  if ((times("ı") + times("ğ") + times("İ")) * 50 > n.latin) return "tr";
  // Latin script: whose frequent words stand in it most often.
  static constexpr std::array<const char*, 11> kLanguages = {"en", "de", "fr", "es", "it", "pt",
                                                             "nl", "sv", "da", "fi", "tr"};
  std::array<std::int64_t, kLanguages.size()> hits{};
  std::int64_t total = 0;
  std::string word;
  const std::string folded = fold(sample);
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const char c = i < folded.size() ? folded[i] : ' ';
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
      continue;
    }
    if (!word.empty()) {
      ++total;
      for (std::size_t l = 0; l < kLanguages.size(); ++l) hits[l] += stop_words(kLanguages[l]).contains(word) ? 1 : 0;
      word.clear();
    }
  }
  const auto best = std::max_element(hits.begin(), hits.end());
  if (total < 10 || *best * 10 < total) return std::string(fallback);
  return kLanguages[static_cast<std::size_t>(best - hits.begin())];
}

}  // namespace polyvocal::text
