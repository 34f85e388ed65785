#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/temp_folder.hpp"

namespace polyvocal::test {

/// Made-up English in which words are as unequally frequent as in speech: the r-th most frequent stands for one in
/// about 10 r. About 24,000 words: the commonest of English, then families of made-up stems ("kato", "katos", "katoed",
/// ...), with the family of "wait" among the frequent ones. The same seed gives the same words on every machine.
class SyntheticWords {
 public:
  explicit SyntheticWords(std::uint64_t seed) : random_(seed) {
    std::vector<std::string> words;
    for (const char* word :
         {"the",   "and",  "i",     "to",   "a",     "of",   "that", "it",     "in",    "was",    "you",     "we",
          "is",    "they", "for",   "with", "my",    "on",   "have", "but",    "so",    "not",    "be",      "this",
          "what",  "are",  "there", "or",   "at",    "know", "like", "just",   "think", "them",   "when",    "had",
          "if",    "me",   "do",    "he",   "she",   "as",   "were", "from",   "would", "about",  "because", "people",
          "one",   "all",  "out",   "up",   "very",  "then", "can",  "get",    "her",   "their",  "some",    "more",
          "how",   "our",  "an",    "been", "who",   "by",   "your", "really", "time",  "no",     "will",    "going",
          "which", "yes",  "has",   "well", "don't", "him",  "also", "could",  "go",    "things", "other",   "now"}) {
      words.emplace_back(word);
    }
    const std::size_t waits = 260;
    while (words.size() < kWords) {
      const std::string stem = words.size() >= waits && !has_wait_ ? "wait" : made_up_stem();
      has_wait_ = has_wait_ || stem == "wait";
      for (const char* ending : {"", "s", "ing", "ed", "er"}) words.push_back(stem + ending);
    }
    std::vector<double> below;
    double sum = 0;
    for (std::size_t rank = 0; rank < words.size(); ++rank) {
      sum += 1.0 / (static_cast<double>(rank) + 2.7);
      below.push_back(sum);
    }
    drawn_.reserve(kDraws);
    std::size_t rank = 0;
    for (std::size_t i = 0; i < kDraws; ++i) {
      const double point = (static_cast<double>(i) + 0.5) / static_cast<double>(kDraws) * sum;
      while (below[rank] < point) ++rank;
      drawn_.push_back(static_cast<std::uint16_t>(rank));
    }
    words_ = std::move(words);
  }

  const std::string& next() { return words_[drawn_[random_() % kDraws]]; }
  /// 0 to limit - 1.
  std::size_t pick(std::size_t limit) { return random_() % limit; }

 private:
  static constexpr std::size_t kWords = 24'000;
  static constexpr std::size_t kDraws = std::size_t{1} << 20;

  /// Two or three syllables of 75: so many words begin alike.
  std::string made_up_stem() {
    static constexpr std::string_view kConsonants = "bdfghjklmnprstv";
    static constexpr std::string_view kVowels = "aeiou";
    std::string stem;
    for (std::size_t syllables = 2 + pick(2); syllables > 0; --syllables) {
      stem += kConsonants[pick(kConsonants.size())];
      stem += kVowels[pick(kVowels.size())];
    }
    stem += kConsonants[pick(kConsonants.size())];
    return stem;
  }

  std::mt19937_64 random_;
  bool has_wait_ = false;
  std::vector<std::string> words_;
  std::vector<std::uint16_t> drawn_;
};

/// An interview of two people in `Name: text` turns, questions of 5 to 34 and answers of 5 to 160 words.
inline std::string synthetic_transcript(SyntheticWords& words, std::size_t number, std::size_t count) {
  static constexpr std::array<std::string_view, 8> kNames = {"Anna",  "Bernard", "Carla", "Dmitri",
                                                             "Elise", "Farid",   "Greta", "Hassan"};
  std::string text;
  text.reserve(count * 6);
  bool question = true;
  for (std::size_t said = 0; said < count; question = !question) {
    text += question ? "Interviewer" : kNames[number % kNames.size()];
    text += ": ";
    const std::size_t turn = std::min(5 + words.pick(question ? 30 : 156), count - said);
    for (std::size_t i = 0; i < turn; ++i) {
      if (i > 0) text += i % 12 == 0 ? ". " : " ";
      text += words.next();
    }
    text += question ? "?\n\n" : ".\n\n";
    said += turn;
  }
  return text;
}

/// Writes `documents` transcripts of `words` words each into the folder; their paths, in name order.
inline std::vector<std::filesystem::path> write_transcripts(const TempFolder& folder, std::size_t documents,
                                                            std::size_t words) {
  SyntheticWords source(20261121);
  std::vector<std::filesystem::path> paths;
  for (std::size_t i = 0; i < documents; ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string name = "transcripts/Interview " + std::string(5 - std::min<std::size_t>(4, number.size()), '0');
    paths.push_back(folder.write(name + number + ".txt", synthetic_transcript(source, i, words)));
  }
  return paths;
}

}  // namespace polyvocal::test
