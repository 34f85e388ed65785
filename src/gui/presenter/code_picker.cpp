#include "gui/presenter/code_picker.hpp"

#include <algorithm>
#include <optional>

#include "text/fold.hpp"

namespace polyvocal::gui {
namespace {

/// A name folded code point by code point, so that a place in the folded text leads back to the name's bytes.
struct FoldedName {
  std::string text;
  std::vector<std::size_t> source;  ///< byte of the name for each byte of `text`, and the name's size at the end
};

FoldedName fold_with_places(std::string_view name) {
  FoldedName out;
  for (std::size_t i = 0; i < name.size();) {
    std::size_t end = i + 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    const std::string_view one = name.substr(i, end - i);
    const std::string folded = one == " " ? std::string(" ") : text::fold(one);
    out.text += folded;
    out.source.insert(out.source.end(), folded.size(), i);
    i = end;
  }
  out.source.push_back(name.size());
  return out;
}

std::vector<std::string> words_of(std::string_view typed) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(typed) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      if (auto folded = text::fold(word); !folded.empty()) words.push_back(std::move(folded));
      word.clear();
    }
  }
  return words;
}

bool starts_word(const std::string& text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '-';
}

struct Fit {
  int score = 0;                                            ///< lower is better
  std::vector<std::pair<std::size_t, std::size_t>> places;  ///< in the folded text
};

std::optional<Fit> fit(const std::string& text, const std::string& word) {
  std::size_t best = std::string::npos;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    if (starts_word(text, at)) return Fit{at == 0 ? 0 : 1, {{at, at + word.size()}}};
    if (best == std::string::npos) best = at;
  }
  if (best != std::string::npos) return Fit{2, {{best, best + word.size()}}};
  // Letters in order, each at the start of a word or right behind the one before.
  Fit letters{3, {}};
  std::size_t at = 0;
  for (const char letter : word) {
    while (at < text.size() && (text[at] != letter || !(starts_word(text, at) || (!letters.places.empty() &&
                                                                                  letters.places.back().second == at))))
      ++at;
    if (at == text.size()) return std::nullopt;
    if (!letters.places.empty() && letters.places.back().second == at) {
      ++letters.places.back().second;
    } else {
      letters.places.emplace_back(at, at + 1);
    }
    ++at;
  }
  return letters;
}

}  // namespace

std::vector<PickerRow> pick_codes(const model::CodeTree& codes, const std::vector<model::CodeId>& recent,
                                  std::string_view typed, std::size_t limit) {
  const auto words = words_of(typed);
  struct Candidate {
    PickerRow row;
    int score = 0;
    std::size_t age = 0;
  };
  std::vector<Candidate> found;
  std::vector<std::string> above;  // folded names of the ancestors, by depth
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto& code = codes.codes()[i];
    const FoldedName name = fold_with_places(code.name);
    above.resize(static_cast<std::size_t>(codes.depth(i)));
    Candidate candidate;
    candidate.row.code = i;
    bool in_name = words.empty();
    bool fits = true;
    for (const auto& word : words) {
      if (auto own = fit(name.text, word)) {
        in_name = true;
        candidate.score += own->score;
        for (const auto& [start, end] : own->places)
          candidate.row.matched.emplace_back(name.source[start], name.source[end]);
      } else if (std::any_of(above.begin(), above.end(),
                             [&](const std::string& one) { return fit(one, word).has_value(); })) {
        candidate.score += 4;
      } else {
        fits = false;
        break;
      }
    }
    above.push_back(name.text);
    if (!fits || !in_name) continue;
    const auto used = std::find(recent.begin(), recent.end(), code.id);
    candidate.row.recent = used != recent.end();
    candidate.age = static_cast<std::size_t>(used - recent.begin());
    auto& matched = candidate.row.matched;
    std::sort(matched.begin(), matched.end());
    found.push_back(std::move(candidate));
  }
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    if (a.row.recent != b.row.recent) return a.row.recent;
    if (a.row.recent) return a.age < b.age;
    return a.score < b.score;
  });
  if (found.size() > limit) found.resize(limit);
  std::vector<PickerRow> rows;
  rows.reserve(found.size());
  for (auto& candidate : found) rows.push_back(std::move(candidate.row));
  return rows;
}

}  // namespace polyvocal::gui
