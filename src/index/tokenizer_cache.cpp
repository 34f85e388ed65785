#include "index/tokenizer_cache.hpp"

namespace polyvocal::index {

std::string language_tag(std::string_view bcp47) {
  std::string tag;
  for (const char c : bcp47) {
    if (c == '-' || c == '_') break;
    if (c >= 'A' && c <= 'Z') {
      tag += static_cast<char>(c - 'A' + 'a');
    } else if (c >= 'a' && c <= 'z') {
      tag += c;
    } else {
      return "und";
    }
  }
  return tag.empty() || tag.size() > 8 ? "und" : tag;
}

text::Tokenizer& TokenizerCache::get(std::string_view language) {
  const std::string tag = language_tag(language);
  const auto it = tokenizers_.find(tag);
  if (it != tokenizers_.end()) return it->second;
  return tokenizers_.emplace(tag, text::Tokenizer(tag)).first->second;
}

TokenizerCache& thread_tokenizers() {
  thread_local TokenizerCache cache;
  return cache;
}

}  // namespace polyvocal::index
