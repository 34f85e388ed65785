#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace polyvocal::messages {

using Params = std::vector<std::pair<std::string, std::string>>;

/// The sentence of a key in the language chosen (translation.hpp; English is built in), with `{name}` replaced by the
/// parameter of that name. A parameter that is not given leaves nothing, and brackets around nothing go too. A sentence
/// that has a plural form takes the form that its counted parameter asks for by the rules of the language. A key that
/// is not in the catalogue gives the key itself, so that nothing is hidden. Any thread.
std::string message(std::string_view key, const Params& params = {});
/// The same for a sentence whose only parameter is `count`.
std::string counted(std::string_view key, std::int64_t count);
/// What happened, what is safe, what to do, in that order. Never empty. The sentence is that of "error.NAME"; an error
/// with a parameter `variant` has the one of "error.NAME.VARIANT" where the catalogue has it.
std::string message(const base::Error& error);
/// The remedy alone, which message() ends with; empty if the error names none.
std::string hint(const base::Error& error);
/// True if the catalogue has the key.
bool has(std::string_view key);

/// One entry of the English catalogue. In translations (po/) the key is the context (msgctxt), `text` the sentence that
/// is translated (msgid).
///
/// Plural: where the number of something changes the sentence, `text` is English's form for one, `plural` its form for
/// any other number (msgid_plural), and `counted` names the placeholder that is counted. A translation has as many
/// forms (msgstr[0], msgstr[1], ...) as its header's Plural-Forms says and is picked by that rule. A sentence counts
/// one thing only: one that speaks of two is put together of sentences that count one each ({words} = "count.words").
struct Entry {
  std::string_view key;
  std::string_view text;
  std::string_view plural = {};
  std::string_view counted = "count";
};
/// Errors, warnings and what an act did.
const std::vector<Entry>& english();

}  // namespace polyvocal::messages
